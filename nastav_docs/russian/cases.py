"""What does declension give? The six cases, the kinds of texts that are declined, and the result `Declension`.

Importing this module loads no dictionary; what a text needs is loaded when it is declined.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from nastav_docs.diagnostics import Diagnostic

# Nominative, genitive, dative, accusative, instrumental, prepositional.
Case = Literal["nom", "gen", "dat", "acc", "ins", "prp"]
Gender = Literal["male", "female"]
# What a text names: a person, a post, an organisation, a place, an act, a period of time, a group of people, anything.
Kind = Literal["person", "job", "org", "municipality", "act", "period", "group", "phrase"]
# What a user writes beside a text: the form of some or all cases, or that the text never changes.
Forms = Mapping[str, str] | Mapping[Case, str] | Literal["invariable"]

CASES: Final[tuple[Case, ...]] = ("nom", "gen", "dat", "acc", "ins", "prp")
OBLIQUE: Final[tuple[Case, ...]] = CASES[1:]
KINDS: Final[tuple[Kind, ...]] = ("person", "job", "org", "municipality", "act", "period", "group", "phrase")


@dataclass(frozen=True, slots=True)
class Form:
    """The text of one case and where it comes from.

    `source` is «entry» (the user's `forms:`), «lexicon:<layer>», «rules» (ours), «pytrovich», «dictionary»,
    «ending» (made by the ending of a word that the dictionary doesn't know), «invariable», or «undecided» (the
    gender isn't known, so the nominative stays).
    """

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A problem, without a place, and the cases whose forms it puts in doubt."""

    problem: Diagnostic
    cases: tuple[Case, ...] = OBLIQUE


@dataclass(frozen=True, slots=True)
class Declension:
    """A text in the six cases, and what its user should know of it.

    `doubtful`: what is wrong or uncertain, each with the cases that it is about. `used`: the lexicon entries that gave
    forms, as (layer, key).
    """

    nom: Form
    gen: Form
    dat: Form
    acc: Form
    ins: Form
    prp: Form
    doubtful: tuple[Doubt, ...] = ()
    used: frozenset[tuple[str, str]] = frozenset()

    @property
    def doubts(self) -> tuple[Diagnostic, ...]:
        """What is wrong or uncertain in any case, without a place."""
        return tuple(doubt.problem for doubt in self.doubtful)

    def doubts_of(self, case: Case) -> tuple[Diagnostic, ...]:
        """What is uncertain about one form: of «Гуща» the instrumental alone, which depends on the stress."""
        return tuple(doubt.problem for doubt in self.doubtful if case in doubt.cases)

    def __getitem__(self, case: Case) -> Form:
        """The form of a case with its source; raises KeyError for a name that is no case."""
        if case not in CASES:
            raise KeyError(case)
        form: Form = getattr(self, case)
        return form

    def form(self, case: Case) -> str:
        """The text in a case; raises KeyError for a name that is no case."""
        return self[case].text
