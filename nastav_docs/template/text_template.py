"""Compile texts with tags that are no Word documents, once each, by the engine of the Word templates."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Final

from jinja2 import TemplateError, nodes

from nastav_docs.diagnostics import Diagnostic, Place, Severity
from nastav_docs.template.compiler import CompiledPart, not_compiled
from nastav_docs.template.engine import (
    FILTERS,
    FUNCTIONS,
    TESTS,
    Target,
    choosing,
    compile_source,
    parse_source,
)
from nastav_docs.template.markup import Checker, TagBook, read_text_tags, source_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nastav_docs.template.engine import PartCode

REMEMBERED: Final = 4_096  # texts that are kept compiled


@dataclass(frozen=True, slots=True)
class TextTemplate:
    """A compiled text; `names` are the names in it, also those that it sets itself (`{% set … %}`)."""

    part: CompiledPart
    names: frozenset[str]
    filters: Mapping[str, Callable[..., object]]
    tests: Mapping[str, Callable[..., object]] = field(default_factory=lambda: TESTS)
    tracing: dict[str, PartCode] = field(default_factory=dict, compare=False)


class TextEnvironment:
    """Compiles texts that share their filters, and remembers the last `REMEMBERED` of them."""

    def __init__(self, filters: Mapping[str, Callable[..., object]]) -> None:
        own = {**FILTERS, **filters}
        self._filters = {**own, **choosing(own)}
        self._compiled = lru_cache(maxsize=REMEMBERED)(self._compile)

    def compile(self, source: str) -> tuple[TextTemplate | None, tuple[Diagnostic, ...]]:
        """Compile a text; None and every problem where it cannot be. Warnings come with a text too.

        Places have no file, and the lines and columns of the text.

            template, problems = TextEnvironment({}).compile("Приказ № {{ order.number }}")
            print_text(template, {"order": {"number": "235"}})  # «Приказ № 235»
        """
        return self._compiled(source)

    def _compile(self, source: str) -> tuple[TextTemplate | None, tuple[Diagnostic, ...]]:
        book = TagBook("nd")
        pieces = read_text_tags(source, book, Checker(self._filters, FUNCTIONS))
        problems = tuple(dict.fromkeys(book.problems))
        if any(problem.severity is Severity.ERROR for problem in problems):
            return None, problems
        # every tag on a line of its own; the text between is escaped as XML, so that it holds no line feed and no brace
        written = "".join(_static(piece) if isinstance(piece, str) else source_of(book.tags[piece]) for piece in pieces)
        order, tags = tuple(range(len(book.tags))), tuple(book.tags)
        try:
            tree = parse_source(written)
            names = frozenset(node.name for node in tree.find_all(nodes.Name))
            code = compile_source(tree, "<text>", target=Target.TEXT, filters=self._filters)
        except (TemplateError, SyntaxError, RecursionError) as error:
            return None, (*problems, not_compiled(error, order, tags, Place("", 1, 1)))
        part = CompiledPart("", code, written, order, tags, (), Target.TEXT)
        return TextTemplate(part, names, self._filters), problems


def _static(text: str) -> str:
    return escape(text).replace("\r", "&#13;").replace("\n", "&#10;")
