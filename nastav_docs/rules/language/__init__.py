"""Rules of language: agreement, government, commas, cases in a series, spelling."""

from __future__ import annotations

from nastav_docs.rules.language import phrases
from nastav_docs.rules.language.phrases import BROKEN

PARAGRAPH_RULES = (*phrases.PARAGRAPH_RULES,)
PACKAGE_RULES = (*phrases.PACKAGE_RULES,)

__all__ = ["BROKEN", "PACKAGE_RULES", "PARAGRAPH_RULES"]
