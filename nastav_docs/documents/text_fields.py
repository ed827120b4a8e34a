"""Texts of the YAML in which `{{ … }}` is filled in, against the same names as the templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NoReturn

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, UndefinedError, nodes
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import SecurityError
from jinja2.filters import do_default
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment

from nastav_docs.config import has_marks
from nastav_docs.diagnostics import guess
from nastav_docs.diagnostics.codes import config as codes
from nastav_docs.documents.text_filters import WordError
from nastav_docs.template.engine import FILTERS, TESTS, choosing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Template
    from jinja2.compiler import Frame
    from jinja2.runtime import Context

    from nastav_docs.diagnostics import Diagnostic, Place


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


LARGEST = 10_000
LOOP_NAMES = frozenset({"index", "index0", "first", "last", "length", "revindex", "revindex0", "depth", "depth0"})


class UnknownName(Exception):  # noqa: N818  named for what it says of the text
    """A name that is not there; `known` are those that are."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


class Unknown(StrictUndefined):
    """A name that is not there: an error as soon as it is used, but `is defined` may ask."""

    known: tuple[str, ...] = ()

    def _fail_with_undefined_error(self, *_: Any, **__: Any) -> NoReturn:  # noqa: ANN401  Jinja's own signature
        raise UnknownName(str(self._undefined_name), list(self.known))

    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = _fail_with_undefined_error
    __getattr__ = __call__ = __getitem__ = __add__ = __radd__ = __lt__ = __gt__ = _fail_with_undefined_error


class EachTime(CodeGenerator):
    """`{{ 'слово' | gen }}` asks for its form at each filling-in; Jinja would ask once, when the text is compiled."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> str:
        if isinstance(node, nodes.TemplateData):
            return super()._output_child_to_const(node, frame, finalize)
        raise nodes.Impossible


class ClosedEnvironment(SandboxedEnvironment):
    """Jinja with item access only; multiplying is for small numbers, so that no text grows without end."""

    intercepted_binops = frozenset({"*", "**"})
    code_generator_class = EachTime

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401  Jinja's own signature
        """Multiply or raise numbers, never texts or lists."""
        if not all(isinstance(value, (int, float)) and abs(value) <= LARGEST for value in (left, right)):
            raise ValueError(operator)
        return super().call_binop(context, operator, left, right)

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401  Jinja's own signature
        """`a.b`: the item «b» of `a`, or one of the few names of `loop`."""
        if isinstance(obj, LoopContext) and attribute in LOOP_NAMES:
            return getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401  Jinja's own signature
        """`a['b']`: an item of a mapping or a list, never an attribute."""
        if isinstance(obj, Unknown):
            return obj._fail_with_undefined_error()  # noqa: SLF001  our own class
        if isinstance(obj, (dict, list, tuple, str)):
            try:
                return obj[argument]
            except (LookupError, TypeError):
                pass
        found = Unknown(name=str(argument))
        found.known = tuple(names_in(obj))
        return found


def names_in(obj: object) -> list[str]:
    """The names that a mapping has."""
    known = getattr(obj, "known", None)
    if callable(known):
        return [str(name) for name in known()]
    return [str(name) for name in obj] if isinstance(obj, dict) else []


def closed_environment(filters: Mapping[str, Callable[..., object]]) -> Environment:
    """An environment with the engine's safe filters and tests, and ours over them."""
    environment = ClosedEnvironment(undefined=Unknown, autoescape=False, optimized=False)
    own = {**FILTERS, "default": do_default, "d": do_default, **filters}
    environment.filters = {**own, **choosing(own)}
    asked: dict[str, Callable[..., bool]] = {
        "defined": lambda value: not isinstance(value, Unknown),
        "undefined": lambda value: isinstance(value, Unknown),
    }
    environment.tests = {**TESTS, **asked}
    environment.globals = {}
    return environment
