"""The six cases and the one entry to declension: `decline`.

Importing this module loads no dictionary; what a text needs is loaded when it is declined.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from nastav_docs.diagnostics import Diagnostic

Case = Literal["nom", "gen", "dat", "acc", "ins", "prp"]
Gender = Literal["male", "female"]
Kind = Literal["person", "job", "org", "municipality", "act", "period", "group", "phrase"]
Forms = Mapping[str, str] | Mapping[Case, str] | Literal["invariable"]

CASES: Final[tuple[Case, ...]] = ("nom", "gen", "dat", "acc", "ins", "prp")
OBLIQUE: Final[tuple[Case, ...]] = CASES[1:]
KINDS: Final[tuple[Kind, ...]] = ("person", "job", "org", "municipality", "act", "period", "group", "phrase")


@dataclass(frozen=True, slots=True)
class Form:
    """The text of one case and where it comes from.

    `source`: «entry» (the user's `forms:`), «lexicon:<layer>», «rules» (ours), «pytrovich», «dictionary», «ending» (a
    word that the dictionary doesn't know), «invariable», «undecided» (the gender isn't known: the nominative stays).
    """

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Declension:
    """Six forms of a text, the problems found (without a place) and the lexicon entries used, as (layer, key)."""

    nom: Form
    gen: Form
    dat: Form
    acc: Form
    ins: Form
    prp: Form
    doubts: tuple[Diagnostic, ...] = ()
    used: frozenset[tuple[str, str]] = frozenset()

    def __getitem__(self, case: Case) -> Form:
        """The form of a case with its source; KeyError for a name that is no case."""
        if case not in CASES:
            raise KeyError(case)
        form: Form = getattr(self, case)
        return form

    def form(self, case: Case) -> str:
        """The text of a case."""
        return self[case].text
