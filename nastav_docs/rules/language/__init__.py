"""Rules of language: agreement, government, commas, cases in a series, spelling."""

from __future__ import annotations

from nastav_docs.rules.language import (
    agreement,
    case_of_series,
    commas,
    government,
    phrases,
    spelling,
    syntax,
)
from nastav_docs.rules.language.phrases import BROKEN

PARAGRAPH_RULES = (
    *government.PARAGRAPH_RULES,
    *case_of_series.PARAGRAPH_RULES,
    *agreement.PARAGRAPH_RULES,
    *commas.PARAGRAPH_RULES,
    *spelling.PARAGRAPH_RULES,
    *phrases.PARAGRAPH_RULES,
    *syntax.PARAGRAPH_RULES,
)
PACKAGE_RULES = (*case_of_series.PACKAGE_RULES, *spelling.PACKAGE_RULES, *syntax.PACKAGE_RULES)

__all__ = ["BROKEN", "PACKAGE_RULES", "PARAGRAPH_RULES"]
