"""Why a document or a text could not be printed: it is printed again, slowly, and each failure noted with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.template.assemble import Scope, assemble, lost, numbering, resolver
from nastav_docs.template.brought_parts import BroughtParts
from nastav_docs.template.engine import (
    Budget,
    UnknownIncludeError,
    UnknownName,
    Unprintable,
    ValueLostError,
    compile_source,
    joined,
    parse_source,
)
from nastav_docs.template.read_faulty import loops_of
from nastav_docs.template.stopped import STOPPING, limit_reached, line_of
from nastav_docs.template.unknown_names import no_field, no_name, outside_its_loop

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nastav_docs.template.assemble import TemplateNames
    from nastav_docs.template.compiler import CompiledPart, Template
    from nastav_docs.template.engine import PartCode
    from nastav_docs.template.markup import Tag
    from nastav_docs.template.text_template import TextTemplate

_RUSSIAN = re.compile("[А-Яа-яЁё]")
# The class of an exception, words of its message, and what the user is told of it; the first that fits is taken.
_SAID: Final = (
    (ZeroDivisionError, "", ": деление на ноль"),
    (ArithmeticError, "", ": с такими числами этого не посчитать"),
    (TypeError, "not supported between", ": сравнить можно число с числом, текст с текстом"),
    (TypeError, "cannot unpack", ": имён слева и значений справа не поровну"),
    (TypeError, "not iterable", ": здесь нужен список"),
    (TypeError, "not an iterable", ": здесь нужен список"),
    (TypeError, "has no len()", ": длина бывает у текста и у списка"),
    (TypeError, "unsupported operand", ": действие не подходит к этим значениям; тексты соединяют знаком ~"),
    (TypeError, "can only concatenate", ": действие не подходит к этим значениям; тексты соединяют знаком ~"),
    (TypeError, "bad operand", ": действие не подходит к этому значению"),
    (TypeError, "unhashable", ": список или набор полей не может быть именем поля"),
    (TypeError, "missing", ": не хватает значения в скобках"),
    (TypeError, "argument", ": в скобках лишнее или не то значение"),
    (TypeError, "indices must be", ": место в списке или тексте – целое число"),
    (TypeError, "", ": действие или фильтр не подходит к этому значению"),
    (AttributeError, "", ": здесь нужен набор полей"),
    (ValueError, "empty sequence", ": список пуст"),
    (ValueError, "empty iterable", ": список пуст"),
    (ValueError, "values to unpack", ": имён слева и значений справа не поровну"),
    (ValueError, "integer string conversion", ": число слишком длинное"),
    (ValueError, "step cannot be zero", ": шаг не может быть нулём"),
    (ValueError, "must not be zero", ": шаг не может быть нулём"),
)


class Tracer(Budget):
    """The budget of a second printing that notes each failure and goes on; `known` are the names that the data has."""

    __slots__ = ("known", "part", "problems")

    def __init__(self, part: CompiledPart, known: tuple[str, ...]) -> None:
        super().__init__()
        self.part, self.known = part, known
        self.problems: list[Diagnostic] = []

    def attempt(self, function: Callable[[], object], line: int, otherwise: object) -> object:
        """The value of an expression, or `otherwise` and a problem when it fails.

        `line` is that of the source, by which the tag is found. Raises LimitReachedError, MemoryError, RecursionError.
        """
        try:
            return function()
        except STOPPING:
            raise
        except Exception as error:  # noqa: BLE001 - a filter may raise anything; it becomes a problem with a place
            self.note(error, self.part.tag_at(line))
        return otherwise

    def note(self, error: BaseException, tag: Tag | None) -> None:
        """Add the problem that tells the user of an error, at the tag that it comes from."""
        place = tag.place if tag is not None else Place(self.part.name)
        text = tag.source if tag is not None else ""
        if isinstance(error, UnknownName):
            loops = loops_of(self.part.tags)
            if error.expression in loops:
                message, hint = outside_its_loop(error.expression, loops[error.expression].words, place.words)
                self.problems.append(codes.UNKNOWN_NAME.at(place, message, hint=hint, text=text))
            else:
                self.problems.append(_unknown(error, place, text, self.known))
        elif isinstance(error, Unprintable):
            cell = tag is not None and tag.body.endswith(("|nd_colspan", "|nd_cellbg", "|nd_cellwidth"))
            code = codes.CELL_VALUE if cell else codes.NOT_PRINTABLE
            self.problems.append(code.at(place, error.message, hint=error.hint, text=text))
        elif isinstance(error, UnknownIncludeError):
            self.problems.append(_unknown_include(error, place, text))
        elif isinstance(error, ValueLostError):
            self.problems.append(lost(self.part, error.value))
        elif isinstance(error, STOPPING):
            self.problems.append(limit_reached(place, text))
        elif not any(problem.code == codes.UNKNOWN_NAME.code for problem in self.problems):
            self.problems.append(_failed(error, place, text))


def _unknown(error: UnknownName, place: Place, text: str, known: tuple[str, ...]) -> Diagnostic:
    if error.expression.endswith("]"):
        owner, _, name = error.expression[:-1].rpartition("[")
        name = name.strip("'\"")
    else:
        owner, _, name = error.expression.rpartition(".")
    if owner and error.empty:
        return codes.UNKNOWN_NAME.at(
            place,
            f"список «{owner}» короче: в нём нет элемента {name}",
            text=text,
            hint="проверьте, не пуст ли он: {% if … %}",
        )
    if owner and error.known:
        message, hint = no_field(owner, name, error.known)
        return codes.UNKNOWN_NAME.at(place, message, hint=hint, text=text, name=name)
    if owner:
        return codes.UNKNOWN_NAME.at(place, f"у «{owner}» нет полей, поэтому «{error.expression}» нет", text=text)
    message, hint = no_name(error.expression, known)
    return codes.UNKNOWN_NAME.at(place, message, hint=hint, text=text, name=error.expression)


def _unknown_include(error: UnknownIncludeError, place: Place, text: str) -> Diagnostic:
    return codes.INCLUDE_UNKNOWN.at(
        place,
        f"документа «{error.name}» нет среди тех, что можно включить",
        hint="назовите его среди приложений приказа или в метке, в кавычках",
        text=text,
    )


def _failed(error: BaseException, place: Place, text: str) -> Diagnostic:
    if _RUSSIAN.search(str(error)):
        said = f": {error}"
    else:
        said = next((words for kind, pattern, words in _SAID if isinstance(error, kind) and pattern in str(error)), "")
    return codes.RENDER_FAILED.at(
        place, f"метка не вычислена{said}", hint="проверьте, подходит ли действие или фильтр к значению", text=text
    )


def explain(template: Template, names: TemplateNames) -> tuple[Diagnostic, ...]:
    """Every reason why a document could not be printed with these names; at least one."""
    problems: list[Diagnostic] = []
    known = tuple(name for name in names if name not in template.functions)
    brought = BroughtParts(template)
    for part in template.parts:
        tracer = Tracer(part, known)
        tracer.parts, brought.part = brought, part.name
        code = _traced(template, part)
        try:
            with tracer:
                pieces = code.root(Scope(), names.__getitem__, tracer, numbering())
                tracer.problems += assemble(part, pieces, tracer)[1]
        except Exception as error:  # noqa: BLE001 - as in attempt
            tracer.note(error, part.tag_at(line_of(error, code)))
        problems += tracer.problems
    return tuple(dict.fromkeys(problems)) or (_unexplained(Place(template.path)),)


def explain_text(template: TextTemplate, names: Mapping[str, object]) -> tuple[Diagnostic, ...]:
    """Every reason why a text could not be printed with these names; at least one."""
    part = template.part
    tracer = Tracer(part, tuple(names))
    code = _traced(template, part)
    try:
        with tracer:
            joined(code.root(Scope(), resolver(names), tracer, None))
    except Exception as error:  # noqa: BLE001 - as in attempt
        tracer.note(error, part.tag_at(line_of(error, code)))
    return tuple(dict.fromkeys(tracer.problems)) or (_unexplained(Place("")),)


def _unexplained(place: Place) -> Diagnostic:
    return codes.RENDER_FAILED.at(place, "документ не собран", hint="повторите сборку")


def _traced(template: Template | TextTemplate, part: CompiledPart) -> PartCode:
    found = template.tracing.get(part.name)
    if found is None:
        tree = parse_source(part.source)
        filename, filters, tests = part.code.filename, template.filters, template.tests
        found = compile_source(tree, filename, target=part.target, filters=filters, tests=tests, tracing=True)
        template.tracing[part.name] = found
    return found
