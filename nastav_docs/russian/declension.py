"""What do the rules pass on before a caller gets a `Declension`? Six forms, doubts, the user's forms laid over them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Diagnostic, Severity
from nastav_docs.diagnostics.codes import language as codes
from nastav_docs.russian.cases import CASES, Case, Declension, Doubt, Form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nastav_docs.russian.lexicon import Entry

# What YAML would not read as a part of a plain text within braces.
_YAML_MARKS: Final = re.compile(r"[,\[\]{}#:&*!|>'\"%@`\\]|^[-?\s]|\s$")


@dataclass(frozen=True, slots=True)
class Inflected:
    """The six forms that the rules or the lexicon make of a text, before the user's own forms are laid over them.

    `used`: the lexicon entries that gave forms, as (layer, key).
    """

    forms: Mapping[Case, Form]
    doubts: tuple[Doubt, ...] = ()
    used: frozenset[tuple[str, str]] = field(default_factory=frozenset)


def unchanged(text: str, source: str = "invariable", *doubts: Doubt) -> Inflected:
    """A text that is the same in all six cases, with the source of its forms and the doubts about it."""
    form = Form(text, source)
    return Inflected(dict.fromkeys(CASES, form), doubts)


def overlaid(inflected: Inflected, given: Mapping[Case, str], sources: Mapping[Case, str]) -> Inflected:
    """The forms with others laid over them; the doubts that these answer are dropped (`unanswered_doubts`).

    `given` has the text of some or all cases, `sources` the source of each of them.
    """
    if not given and not inflected.doubts:
        return inflected
    forms = dict(inflected.forms) | {case: Form(form, sources[case]) for case, form in given.items()}
    return replace(inflected, forms=forms, doubts=unanswered_doubts(inflected.doubts, given))


def user_forms(entry: Entry | None, text: str) -> tuple[Mapping[Case, str], Mapping[Case, str]]:
    """The forms that a user wrote beside a text and the source «entry» of each; both empty where there is no entry.

    For an invariable entry these are six times the text itself.
    """
    if entry is None:
        return {}, {}
    given = dict.fromkeys(CASES, text) if entry.invariable else entry.forms
    return given, dict.fromkeys(given, "entry")


def unanswered_doubts(doubts: tuple[Doubt, ...], given: Mapping[Case, str]) -> tuple[Doubt, ...]:
    """The doubts that stay when the cases `given` are written by hand.

    A warning is answered by a form for any of its cases, an error only by forms for all of them.
    """
    return tuple(
        doubt
        for doubt in doubts
        if not (all if doubt.problem.severity is Severity.ERROR else any)(case in given for case in doubt.cases)
    )


def declension(inflected: Inflected, problems: tuple[Diagnostic, ...] = ()) -> Declension:
    """The `Declension` made of the six forms; `problems` are put before the doubts, each problem once."""
    found = (*(Doubt(problem) for problem in problems), *inflected.doubts)
    nom, gen, dat, acc, ins, prp = (inflected.forms[case] for case in CASES)
    return Declension(nom, gen, dat, acc, ins, prp, tuple(dict.fromkeys(found)), inflected.used)


def variant_doubt(text: str, reason: str, other: Mapping[Case, str]) -> Doubt:
    """The doubt about a text that some people decline otherwise.

    `reason` says in Russian why, `other` has the forms they use; the hint gives these ready to be pasted.
    """
    problem = codes.NORM_VARIES.at(
        None,
        f"«{text}»: {reason}.",
        hint=f"Если нужно иначе, напишите: {as_yaml(other)}",
        text=text,
    )
    return Doubt(problem, tuple(other))


def as_yaml(forms: Mapping[Case, str]) -> str:
    """Forms as a user may paste them into YAML.

    `as_yaml({"gen": "Воробея", "dat": "Воробею"})` → «forms: {gen: Воробея, dat: Воробею}».
    """
    return f"forms: {{{', '.join(f'{case}: {_scalar(form)}' for case, form in forms.items())}}}"


def _scalar(text: str) -> str:
    """A text written so that YAML reads it back within braces: in quotes where it has marks of YAML's own."""
    if not _YAML_MARKS.search(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
