"""The six cases and the one entry to declension: `decline`.

Importing this module loads no dictionary; what a text needs is loaded when it is declined.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final, Literal

from nastav_docs.codes import language as codes
from nastav_docs.diagnostics import Diagnostic, Severity
from nastav_docs.russian.lexicon import BUILTIN, CASES, OBLIQUE, Case, Entry, Forms, Gender, Lexicon, read_forms

__all__ = ["CASES", "OBLIQUE", "Case", "Declension", "Doubt", "Form", "Gender", "Kind", "decline"]

Kind = Literal["person", "job", "org", "municipality", "act", "period", "group", "phrase"]
KINDS: Final[tuple[Kind, ...]] = ("person", "job", "org", "municipality", "act", "period", "group", "phrase")


@dataclass(frozen=True, slots=True)
class Form:
    """The text of one case and where it comes from.

    `source`: «entry» (the user's `forms:`), «lexicon:<layer>», «rules» (ours), «pytrovich», «dictionary», «ending» (a word
    that the dictionary doesn't know), «invariable», «undecided» (the gender isn't known: the nominative stays).
    """

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A problem and the cases whose forms it puts in doubt."""

    problem: Diagnostic
    cases: tuple[Case, ...] = OBLIQUE


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


@dataclass(frozen=True, slots=True)
class Inflected:
    """What the rules or the lexicon make of a text, before the user's own forms are laid over it."""

    forms: Mapping[Case, Form]
    doubts: tuple[Doubt, ...] = ()
    used: frozenset[tuple[str, str]] = field(default_factory=frozenset)


def unchanged(text: str, source: str = "invariable", *doubts: Doubt) -> Inflected:
    """A text that is the same in every case."""
    form = Form(text, source)
    return Inflected(dict.fromkeys(CASES, form), doubts)


def decline(  # noqa: PLR0913 - the keywords are the keys a user may write beside a text
    text: str,
    kind: Kind,
    *,
    gender: Gender | None = None,
    forms: Forms | None = None,
    head: str | None = None,
    lexicon: Lexicon = BUILTIN,
    plural: bool | None = None,
) -> Declension:
    """The six cases of a name or phrase given in the nominative.

    `forms` wins over the lexicon, the lexicon over the rules; `head` is the part of the text that alone is inflected;
    `plural` decides where a head may be either. Never raises: what is wrong or uncertain is in `doubts`.
    """
    if forms is None or isinstance(forms, str):
        overrides: tuple[tuple[str, str], ...] | str | None = forms
    else:
        overrides = tuple((str(case), form) for case, form in forms.items())
    return _decline(text, kind, gender, overrides, head or None, lexicon, plural)


@lru_cache(maxsize=65536)
def _decline(  # noqa: PLR0913 - as decline, hashable
    text: str,
    kind: Kind,
    gender: Gender | None,
    overrides: tuple[tuple[str, str], ...] | str | None,
    head: str | None,
    lexicon: Lexicon,
    plural: bool | None,  # noqa: FBT001 - passed by decline alone
) -> Declension:
    entry, problems = read_forms(overrides if overrides is None or isinstance(overrides, str) else dict(overrides))
    if kind == "person":
        from nastav_docs.russian.names import inflect_name  # noqa: PLC0415 - loads pytrovich, which only names need

        inflected = inflect_name(text, gender, entry, lexicon)
    else:
        from nastav_docs.russian.phrases import inflect_phrase  # noqa: PLC0415 - loads pymorphy3, as above

        inflected = overlaid(inflect_phrase(text, kind, head, lexicon, plural), entry, text)
    return declension(inflected, problems)


def overlaid(inflected: Inflected, entry: Entry | None, text: str, source: str = "entry") -> Inflected:
    """Explicit forms laid over the derived ones; a doubt that they answer is gone.

    A warning is answered by a form for any of its cases, an error by forms for all of them.
    """
    if entry is None:
        return inflected
    forms = dict(inflected.forms)
    if entry.invariable:
        given: Mapping[Case, str] = dict.fromkeys(CASES, text)
    else:
        given = entry.forms
    forms |= {case: Form(form, source) for case, form in given.items()}
    return replace(inflected, forms=forms, doubts=open_doubts(inflected.doubts, given))


def open_doubts(doubts: tuple[Doubt, ...], given: Mapping[Case, str]) -> tuple[Doubt, ...]:
    """The doubts that explicit forms don't answer."""
    return tuple(
        doubt
        for doubt in doubts
        if not (all if doubt.problem.severity is Severity.ERROR else any)(case in given for case in doubt.cases)
    )


def declension(inflected: Inflected, problems: tuple[Diagnostic, ...] = ()) -> Declension:
    """The result a caller gets."""
    found = problems + tuple(doubt.problem for doubt in inflected.doubts)
    return Declension(*(inflected.forms[case] for case in CASES), tuple(dict.fromkeys(found)), inflected.used)


def varies(text: str, reason: str, other: Mapping[Case, str]) -> Doubt:
    """The doubt for a text that some decline otherwise; `other` are those other forms, ready to be pasted."""
    pasted = ", ".join(f"{case}: {form}" for case, form in other.items())
    problem = codes.NORM_VARIES.at(
        None,
        f"«{text}»: {reason}.",
        hint=f"Если нужно иначе, напишите: forms: {{{pasted}}}",
        text=text,
    )
    return Doubt(problem, tuple(other))
