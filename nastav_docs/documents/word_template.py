"""Anybody's Word template and anybody's data, printed by the engine of the program, without a project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, Final, Self

from nastav_docs.diagnostics import Diagnostic, NastavDocsError, Severity
from nastav_docs.documents.nouns import Speech
from nastav_docs.documents.template_source import TemplateOpener, functions_of
from nastav_docs.documents.text_filters import filters_of
from nastav_docs.files import as_path, as_paths, named
from nastav_docs.template import (
    FoundTemplate,
    compile_template,
    names_asked,
    plain_data,
    plain_value,
    read_expressions,
    render,
)
from nastav_docs.template.engine import Unprintable

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike
    from pathlib import Path

    from nastav_docs.template import Template

NAMELESS: Final = "шаблон.docx"  # how messages call a template that is given as bytes


class TemplateError(NastavDocsError):
    """A template or its data have errors, so that the document cannot be made; `problems` holds all of them."""


@dataclass(frozen=True, eq=False)
class WordTemplate:
    """A Word template, compiled once and printed with any data, in any number of threads at a time.

        template = WordTemplate.open("справка.docx")
        for problem in template.problems: print(problem.place, problem.message)
        data = template.render({"name": "Ломов Пётр Сергеевич", "hired": date(2024, 9, 2)})

    The language is that of docxtpl, closed: a template reaches the data and the filters, nothing else. `problems` are
    those of the template itself; with an error among them nothing is printed.
    """

    name: str
    problems: tuple[Diagnostic, ...]
    _template: Template | None
    _opener: TemplateOpener
    _options: Mapping[str, Any]

    @classmethod
    def open(
        cls,
        source: str | PathLike[str] | bytes,
        *,
        folders: str | PathLike[str] | Iterable[str | PathLike[str]] = (),
        filters: Mapping[str, Callable[..., object]] | None = None,
        tests: Mapping[str, Callable[..., object]] | None = None,
    ) -> Self:
        """Open a template: a path, or the bytes of a DOCX.

        In `folders`, after the template's own folder, are looked for the files that it extends or includes; pictures
        are looked for in the first of all these. `filters` and `tests` are functions by name, used as `{{ x | name }}`
        and `{% if x is name %}`; what a filter returns may be whatever data may hold.

        Raises TypeError, in Russian, for arguments of other types. What is wrong with the file is told by `problems`.
        """
        own, path = _source(source)
        places = [*([] if path is None else [path.parent]), *as_paths(folders, "WordTemplate.open в folders=")]
        filters, tests = _functions(filters, "filters"), _functions(tests, "tests")
        name = NAMELESS if path is None else path.name
        opener = TemplateOpener(places, places[0] if places else None, own=own)
        options: dict[str, Any] = {
            "filters": {**filters_of(Speech()), **plain_functions(filters)},
            "tests": tests,
            "functions": functions_of(opener.folder, opener.files),
        }
        template, problems = compile_template(name, opener, **options)
        return cls(name, (*problems, *opener.problems), template, opener, options)

    def render(self, data: object = None, /, **names: object) -> bytes:
        """Print the template; returns the bytes of a DOCX.

        `data` is a mapping, a dataclass or a model of pydantic; `names` are names besides. Values may be texts,
        numbers, Decimal, dates, members of an Enum, dataclasses, models, mappings and collections of such, and values
        made with docxtpl and python-docx (RichText, RichTextParagraph, Listing, InlineImage, Subdoc, Document).

        Raises TemplateError with every problem of the template, the data or the printing; TypeError for data that has
        no names.
        """
        plain, unfit = plain_data({} if data is None else data, self.name)
        more, wrong = plain_data(names, self.name)
        failed = (*self.problems, *unfit, *wrong)
        if self._template is None or any(problem.severity is Severity.ERROR for problem in failed):
            raise TemplateError(failed)
        rendered = render(self._template, {**plain, **more})
        if rendered.data is None:
            raise TemplateError(rendered.diagnostics)
        return rendered.data

    def names(self) -> tuple[str, ...]:
        """The names that the template asks of the data, sorted; those of its own loops, macros and `set` are not."""
        return self._names

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return names_asked(read_expressions(self.name, self._opener, **self._options), self._options["functions"])


def _source(source: object) -> tuple[FoundTemplate | None, Path | None]:
    """The template itself where its bytes are given, else its path."""
    if isinstance(source, (bytes, bytearray, memoryview)):
        return FoundTemplate(NAMELESS, NAMELESS, bytes(source), ""), None
    if hasattr(source, "read"):
        message = "WordTemplate.open ждёт путь или байты, а получил открытый файл: передайте file.read()."
        raise TypeError(message)
    return None, as_path(source, "WordTemplate.open")


def _functions(given: object, what: str) -> Mapping[str, Callable[..., Any]]:
    """Functions by name; raises TypeError for anything else."""
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise TypeError(f"WordTemplate.open ждёт в {what}= словарь «имя: функция», а получил: {named(given)}.")
    for name, function in given.items():
        if not isinstance(name, str) or not name.isidentifier() or name.startswith(("_", "nd_")):
            raise TypeError(f"WordTemplate.open ждёт в {what}= имена из букв и цифр, а получил: {named(name)}.")
        if not callable(function):
            raise TypeError(f"WordTemplate.open ждёт в {what}= функцию «{name}», а получил: {named(function)}.")
    return given


def plain_functions(filters: Mapping[str, Callable[..., object]]) -> dict[str, Callable[..., object]]:
    """Filters of a script, whose values are made plain, as data is, before a template gets them."""
    return {name: _plainly(name, function) for name, function in filters.items()}


def _plainly(name: str, function: Callable[..., object]) -> Callable[..., object]:
    @wraps(function)
    def filter_(*given: object, **named_: object) -> object:
        made, problems = plain_value(function(*given, **named_), f"фильтр {name}")
        if problems:
            raise Unprintable(f"фильтр «{name}»: {problems[0].message}", problems[0].hint)
        return made

    return filter_
