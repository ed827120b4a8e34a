"""Rules of a package as a whole: annexes, people, terms and abbreviations agree with one another."""

from __future__ import annotations

from nastav_docs.rules.consistency import abbreviations, annexes, figures, minutes, parties, people, terms

PARAGRAPH_RULES = (
    *abbreviations.PARAGRAPH_RULES,
    *terms.PARAGRAPH_RULES,
    *figures.PARAGRAPH_RULES,
)
PACKAGE_RULES = (
    *annexes.PACKAGE_RULES,
    *people.PACKAGE_RULES,
    *abbreviations.PACKAGE_RULES,
    *terms.PACKAGE_RULES,
    *figures.PACKAGE_RULES,
    *minutes.PACKAGE_RULES,
    *parties.PACKAGE_RULES,
)

__all__ = ["PACKAGE_RULES", "PARAGRAPH_RULES"]
