"""Texts of the YAML in which `{{ … }}` is filled in, against the same names as the templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jinja2 import TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError

from nastav_docs.codes import config as codes
from nastav_docs.environment import UnknownName, names_in
from nastav_docs.source import guess
from nastav_docs.words import WordError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment, Template

    from nastav_docs.diagnostics import Diagnostic, Place


def has_marks(text: str) -> bool:
    """Whether anything in the text is to be filled in."""
    return "{{" in text or "{%" in text or "{#" in text


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its marks filled in, or the problem that kept it from being so."""

    text: str
    problem: Diagnostic | None = None


def fill(
    text: str, names: Mapping[str, object], place: Place, environment: Environment, marks: tuple[Place, ...] = ()
) -> Filled:
    """Fill in `{{ … }}` of a text of the YAML; never raises for any text. `marks` are the places of its `{{ … }}`."""
    if not has_marks(text):
        return Filled(text)
    try:
        template = _compiled(text, environment)
        context = template.new_context(dict(names) if type(names) is dict else names, shared=True)  # type: ignore[arg-type]  # Names is a dict
        return Filled("".join(template.root_render_func(context)))
    except TemplateSyntaxError as error:
        named = re.search(r"(?:filter|test) named '(.*?)'", error.message or "")
        where, shown = _blamed(text, named[1] if named else "", place, marks)
        problem = codes.TEXT_SYNTAX.at(
            where, f"Запись «{shown}» не читается: {russian(error.message or '')}.", text=shown
        )
    except UnknownName as error:
        where, shown = _blamed(text, error.name, place, marks)
        hint = guess(error.name, error.known or names_in(names))
        problem = codes.UNKNOWN_NAME.at(where, f"Имени «{error.name}» нет: {shown}.", hint=hint, text=error.name)
    except WordError as error:
        where, shown = _blamed(text, "", place, marks)
        problem = codes.TEXT_SYNTAX.at(where, str(error), text=shown)
    except (UndefinedError, TypeError, ValueError, ArithmeticError, LookupError, SecurityError):
        where, shown = _blamed(text, "", place, marks)
        hint = "Проверьте, подходит ли действие или фильтр к значению."
        problem = codes.TEXT_SYNTAX.at(where, f"Запись «{shown}» не вычисляется.", hint=hint, text=shown)
    return Filled("", problem)


@lru_cache(maxsize=4096)
def names_of(text: str, environment: Environment) -> frozenset[str]:
    """The names that a text speaks of, its own (`{% set … %}`) too; none of a text that cannot be read."""
    try:
        return frozenset(node.name for node in environment.parse(text).find_all(nodes.Name))
    except TemplateSyntaxError:
        return frozenset()


@lru_cache(maxsize=4096)
def _compiled(text: str, environment: Environment) -> Template:
    return environment.from_string(text)


def _blamed(text: str, name: str, place: Place, marks: tuple[Place, ...]) -> tuple[Place, str]:
    """The place and the text of the mark that speaks of a name, or of the first one."""
    written = re.findall(r"\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)", text, re.DOTALL)
    for number, mark in enumerate(written):
        if name in mark:
            return (marks[number] if len(marks) == len(written) else place), mark
    return place, text[:60]


# Jinja's words for what a person usually did.
MESSAGES: Final = (
    (r"unexpected '\}'", "не хватает закрывающей скобки или лишняя «}»"),
    (r"unexpected end of template|unexpected end of print|end of statement block", "скобки «{{ … }}» не закрыты"),
    (r"No filter named '(.*?)'", "фильтра «{}» нет; падежи: nom, gen, dat, acc, ins, prp"),
    (r"No test named '(.*?)'", "проверки «{}» нет"),
    (r"unknown tag '(.*?)'", "команды «{}» нет"),
    (r"unexpected char (.*) at", "лишний знак {}"),
    (r"expected token '(.*?)', got '(.*?)'", "ждали «{}», а стоит «{}»"),
)


def russian(message: str) -> str:
    """A message of Jinja's in Russian."""
    for pattern, words in MESSAGES:
        if found := re.search(pattern, message):
            return words.format(*found.groups()) if found.groups() else words
    return message.rstrip(".")
