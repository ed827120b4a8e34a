"""The rules of syntax in the order in which they speak of a place: the surest first."""

from __future__ import annotations

from nastav_docs.rules.language.syntax import (
    agreement,
    appositions,
    capitals,
    clauses,
    conjunctions,
    government,
    hyphens,
    inverted,
    numerals,
    openings,
    relatives,
    rows,
    several,
    spelling,
    turns,
    typos,
    verbs,
    wording,
)

RULES = (
    *verbs.RULES,
    *numerals.RULES,
    *typos.RULES,
    *spelling.RULES,
    *hyphens.RULES,
    *government.RULES,
    *wording.RULES,
    *capitals.RULES,
    *appositions.RULES,
    *turns.RULES,
    *openings.RULES,
    *clauses.RULES,
    *conjunctions.RULES,
    *several.RULES,
    *agreement.RULES,
    *relatives.RULES,
    *inverted.RULES,
    *rows.RULES,
)
