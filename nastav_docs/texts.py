"""Texts of the YAML in which `{{ … }}` is filled in: compiled once, rendered against the same names as the templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError, UndefinedError

from nastav_docs.codes import config as codes
from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.environment import UnknownName
from nastav_docs.source import guess
from nastav_docs.words import WordError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment, Template


def has_marks(text: str) -> bool:
    """Whether anything in the text is to be filled in."""
    return "{{" in text or "{%" in text or "{#" in text


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its marks filled in, or the problem that kept it from being so."""

    text: str
    problem: Diagnostic | None = None


def fill(text: str, names: Mapping[str, object], place: Place, environment: Environment) -> Filled:
    """Fill in `{{ … }}` of a text of the YAML; never raises for any text."""
    if not has_marks(text):
        return Filled(text)
    try:
        return Filled(_compiled(text, environment).render(names))
    except TemplateSyntaxError as error:
        problem = codes.TEXT_SYNTAX.at(
            place, f"Ошибка в записи «{{{{ … }}}}»: {error.message}.", text=_snippet(text, "")
        )
    except UnknownName as error:
        message = f"Имени «{error.name}» нет."
        problem = codes.UNKNOWN_NAME.at(place, message, hint=guess(error.name, error.known), text=error.name)
    except WordError as error:
        problem = codes.TEXT_SYNTAX.at(place, str(error))
    except (UndefinedError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        problem = codes.TEXT_SYNTAX.at(place, f"Запись «{_snippet(text, '')}» не вычисляется: {error}.")
    return Filled("", problem)


@lru_cache(maxsize=4096)
def _compiled(text: str, environment: Environment) -> Template:
    return environment.from_string(text)


def _snippet(text: str, name: str) -> str:
    """The first mark of a text that speaks of a name."""
    marks = re.findall(r"\{\{.*?\}\}|\{%.*?%\}", text, re.DOTALL)
    return next((mark for mark in marks if name in mark), text[:60])
