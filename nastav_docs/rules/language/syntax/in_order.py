"""The rules of syntax in the order in which they speak of a place: the surest first."""

from __future__ import annotations

from nastav_docs.rules.language.syntax import (
    agreement,
    capitals,
    clauses,
    conjunctions,
    government,
    hyphens,
    numerals,
    openings,
    rows,
    spelling,
    turns,
    verbs,
    wording,
)

RULES = (
    *verbs.RULES,
    *spelling.RULES,
    *hyphens.RULES,
    *government.RULES,
    *wording.RULES,
    *numerals.RULES,
    *capitals.RULES,
    *turns.RULES,
    *openings.RULES,
    *clauses.RULES,
    *conjunctions.RULES,
    *agreement.RULES,
    *rows.RULES,
)
