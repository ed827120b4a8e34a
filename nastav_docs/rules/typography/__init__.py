"""Rules of typography: spaces, dashes, quotes, signs, abbreviations."""

from __future__ import annotations

from nastav_docs.rules.typography import abbreviation_forms, signs, typography
from nastav_docs.rules.typography.typography import CODES, UNEVEN, code_of

PARAGRAPH_RULES = (
    *typography.PARAGRAPH_RULES,
    *signs.PARAGRAPH_RULES,
    *abbreviation_forms.PARAGRAPH_RULES,
)
PACKAGE_RULES = (*typography.PACKAGE_RULES,)

__all__ = ["CODES", "PACKAGE_RULES", "PARAGRAPH_RULES", "UNEVEN", "code_of"]
