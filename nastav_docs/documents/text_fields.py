"""Fill in the `{{ … }}` of texts of the YAML, as a Word template would print them; problems have places in the YAML."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from nastav_docs.config import has_marks, in_book, not_on_sheet
from nastav_docs.diagnostics import Severity
from nastav_docs.diagnostics.codes import config as codes
from nastav_docs.diagnostics.codes import templates as template_codes
from nastav_docs.template import print_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nastav_docs.diagnostics import Diagnostic, Place
    from nastav_docs.template import TextEnvironment

_MARK: Final = re.compile(r"\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)", re.DOTALL)


class Filled(NamedTuple):
    """A text with its tags filled in; empty where one of the problems is an error."""

    text: str
    problems: tuple[Diagnostic, ...] = ()


def fill(
    text: str, names: Mapping[str, object], place: Place, environment: TextEnvironment, marks: tuple[Place, ...] = ()
) -> Filled:
    """Fill in the `{{ … }}` and `{% … %}` of a text of the YAML; a text without them stays as it is.

    `place` is where the text stands, `marks` are the places of its `{{ … }}` and `{% … %}` in order, if the YAML tells
    them: a problem is told at its mark. A CycleError of `names` goes through; no other exception is raised.
    """
    if not has_marks(text):
        return Filled(text)
    template, problems = environment.compile(text)
    printed = "" if template is None else print_text(template, names)
    if isinstance(printed, tuple):
        problems, printed = (*problems, *printed), ""
    if not problems:
        return Filled(printed)
    return Filled(printed, tuple(dict.fromkeys(_in_yaml(problem, text, place, marks) for problem in problems)))


def text_problems(
    text: str, place: Place, environment: TextEnvironment, marks: tuple[Place, ...] = ()
) -> tuple[Diagnostic, ...]:
    """What keeps a text of the YAML from being read, in the words of `fill` and at its places; no names are needed."""
    problems = environment.compile(text)[1] if has_marks(text) else ()
    return tuple(dict.fromkeys(_in_yaml(problem, text, place, marks) for problem in problems))


def names_of(text: str, environment: TextEnvironment) -> frozenset[str]:
    """The names in a text, also those that it sets itself (`{% set … %}`); none of a text that cannot be read."""
    template, _ = environment.compile(text)
    return frozenset() if template is None else template.names


def _in_yaml(problem: Diagnostic, text: str, place: Place, marks: tuple[Place, ...]) -> Diagnostic:
    """A problem of a text with its place and code in the YAML: an unknown name, else a text that cannot be read."""
    where = _mark_at(problem.place, text, marks) or place
    if problem.severity is not Severity.ERROR:
        return replace(problem, place=where)
    code = codes.UNKNOWN_NAME if problem.code == template_codes.UNKNOWN_NAME.code else codes.TEXT_SYNTAX
    if in_book(where) and problem.code == template_codes.TAG_UNCLOSED.code and (closed := _closed(problem.text)):
        return code.at(where, "метка не закрыта: нет «}}»", hint=f"впишите: {closed}", text=problem.text)
    told = not_on_sheet(problem.text, problem.name, problem.hint) if problem.name and in_book(where) else None
    message, hint = told or (problem.message, problem.hint)
    return code.at(where, message, hint=hint, text=problem.text, name=problem.name)


def _closed(text: str) -> str:
    """A mark that was begun and not closed as it most likely should be: «{{ order.number }» → «{{ order.number }}»."""
    found = re.match(r"\{\{\s*[\w.\[\]'\"-]+(?:\s*\|\s*\w+)*", text)
    return f"{found[0].rstrip()} }}}}" if found else ""


def _mark_at(place: Place | None, text: str, marks: tuple[Place, ...]) -> Place | None:
    """The place in the YAML of the mark that stands at a place in the text; None where it cannot be told."""
    starts = [found.start() for found in _MARK.finditer(text)]
    if place is None or not place.line or len(starts) != len(marks):
        return None
    lines = text.split("\n")[: place.line - 1]
    at = sum(len(line) + 1 for line in lines) + place.column - 1
    number = bisect_right(starts, at) - 1
    return marks[number] if number >= 0 else None
