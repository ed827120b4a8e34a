"""Compile a template with all that it extends and includes, once, so that it can be printed many times."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jinja2 import TemplateError

from nastav_docs.diagnostics import Diagnostic, Place, Severity
from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.docx import Draft, store, unchanged_parts
from nastav_docs.template.compilation import Compilation
from nastav_docs.template.engine import FILTERS, FUNCTIONS, TESTS, Target, choosing, compile_written
from nastav_docs.template.inheritance import compose, drop_block_marks
from nastav_docs.template.markup import (
    Checker,
    Tag,
    TagBook,
    check_references,
    pieces_of,
    prepare_part,
    put_notes_in,
    restart_lists,
    source_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from nastav_docs.docx import Stored
    from nastav_docs.template.compilation import Find, UsedFile
    from nastav_docs.template.engine import PartCode
    from nastav_docs.template.markup import ListPart, NotePart


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """A part of a Word template that holds tags, or a text of the YAML, compiled.

    `code` prints it. `source` is what it was compiled from, each tag on a line of its own; `order` are the numbers of
    these tags in `tags`, line by line. `sections` are the `w:sectPr` among which the body's are chosen when it is
    printed (see `PreparedPart`).
    """

    name: str
    code: PartCode
    source: str
    order: tuple[int, ...]
    tags: tuple[Tag, ...]
    sections: tuple[tuple[bytes, bytes], ...]
    target: Target

    def tag_at(self, line: int) -> Tag | None:
        """The tag that stands on a line of the source, counted from 1; None where none does."""
        return self.tags[self.order[line - 2]] if 0 <= line - 2 < len(self.order) else None


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template; `digest` changes with any file it is made of.

    `stored` are the parts without tags, compressed already. `lists` is the part `numbering.xml`, to which a document
    adds the lists that begin anew (None: no list does); `notes` are the parts of footnotes and endnotes. `still` are
    the parts of `stored` as they were before, with types and relationships of all parts: values that bring styles or
    pictures add to a copy of it.
    """

    name: str
    path: str
    digest: str
    uses: tuple[UsedFile, ...]
    parts: tuple[CompiledPart, ...]
    stored: Stored
    still: Draft = field(repr=False, compare=False)
    filters: Mapping[str, Callable[..., object]]
    functions: Mapping[str, Callable[..., object]]
    tests: Mapping[str, Callable[..., object]] = field(default_factory=lambda: TESTS)
    lists: ListPart | None = None
    notes: tuple[NotePart, ...] = ()
    tracing: dict[str, PartCode] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Language:
    """What a template may use besides its data: filters, functions and tests, by name."""

    filters: Mapping[str, Callable[..., object]]
    functions: Mapping[str, Callable[..., object]]
    tests: Mapping[str, Callable[..., object]]


def language_of(
    filters: Mapping[str, Callable[..., object]],
    functions: Mapping[str, Callable[..., object]] | None = None,
    tests: Mapping[str, Callable[..., object]] | None = None,
) -> Language:
    """The language of templates, which is Jinja's, with filters, functions and tests of a project besides."""
    own = {**FILTERS, **filters}
    known = {**TESTS, **(tests or {})}
    return Language(own | choosing(own, known), {**FUNCTIONS, **(functions or {})}, known)


def compile_template(
    name: str,
    find: Find,
    *,
    filters: Mapping[str, Callable[..., object]],
    includes: Sequence[str] = (),
    functions: Mapping[str, Callable[..., object]] | None = None,
    tests: Mapping[str, Callable[..., object]] | None = None,
) -> tuple[Template | None, tuple[Diagnostic, ...]]:
    """Compile a template with all that it extends and includes; None and every problem where it cannot be.

    `find` opens a file by its name; `includes` are the names that `{%p include EXPRESSION %}` may come to; `filters`
    and `tests` (`is odd`) are those of the project, besides Jinja's own; `functions` what templates may call besides
    Jinja's `range`, `dict` and `namespace`.
    Warnings come with a template too.
    """
    language = language_of(filters, functions, tests)
    own, world, known = language.filters, language.functions, language.tests
    key = f"nd{hashlib.sha256(name.encode()).hexdigest()[:8]}x"
    compilation = Compilation(find, includes, Checker(own, world, known), TagBook(key))
    draft = compose(name, compilation, None)
    lists: ListPart | None = None
    notes: tuple[NotePart, ...] = ()
    if draft is not None:
        drop_block_marks(draft, compilation.book)
        check_references(draft, compilation.book)
        lists = None if _failed(compilation.book) else restart_lists(draft, compilation.book)
        notes = put_notes_in(draft)
    compilation.book.problems += compilation.checker.check_calls()
    parts: tuple[CompiledPart, ...] = ()
    if draft is not None and not _failed(compilation.book):
        parts = _compile_parts(draft, compilation, {part.text for part in notes})
    problems = tuple(dict.fromkeys(compilation.book.problems))
    if draft is None or _failed(compilation.book):
        return None, problems
    used = tuple(compilation.used.values())
    digest = hashlib.sha256("\n".join(f"{u.name} {u.digest}" for u in used).encode()).hexdigest()
    made = {part.name for part in parts} | {part.name for part in notes} | (set() if lists is None else {lists.name})
    still = Draft(draft.file, draft.main, {}, unchanged_parts(draft, made), draft.types, draft.links, draft.stories)
    stored = store(still, made)
    return Template(name, used[0].path, digest, used, parts, stored, still, own, world, known, lists, notes), problems


def _failed(book: TagBook) -> bool:
    return any(problem.severity is Severity.ERROR for problem in book.problems)


def _compile_parts(draft: Draft, compilation: Compilation, noted: Collection[str]) -> tuple[CompiledPart, ...]:
    """Compile the parts that hold tags, and those named in `noted`, which hold notes' marks.

    The others stay as they are.
    """
    book, checker = compilation.book, compilation.checker
    compiled = []
    for name in draft.stories:
        properties = name != draft.main and draft.trees[name].tag.endswith("coreProperties")
        target = Target.PROPERTIES if properties else Target.BODY
        work = prepare_part(draft.trees[name], book)
        if _failed(book):
            continue
        pieces = pieces_of(draft.trees[name], book)
        order = tuple(piece for piece in pieces if isinstance(piece, int))
        if not order and name not in noted:
            continue
        source = "".join(piece if isinstance(piece, str) else source_of(book.tags[piece]) for piece in pieces)
        tags = tuple(book.tags)
        try:
            filename = f"<{draft.file}:{name}>"
            code = compile_written(source, filename, target=target, filters=checker.filters, tests=checker.tests)
        except (TemplateError, SyntaxError, RecursionError) as error:
            book.problems.append(not_compiled(error, order, tags, Place(draft.file)))
            continue
        compiled.append(CompiledPart(name, code, source, order, tags, tuple(work.sections), target))
    return tuple(compiled)


def not_compiled(error: Exception, order: Sequence[int], tags: Sequence[Tag], whole: Place) -> Diagnostic:
    """The problem of a source that Jinja or Python refused.

    `order` and `tags` are those of `CompiledPart`; `whole` is the place to name where the error points at no tag.
    """
    line = getattr(error, "lineno", 0) if isinstance(error, TemplateError) else 0
    tag = tags[order[line - 2]] if 2 <= line < len(order) + 2 else None  # noqa: PLR2004 - see CompiledPart.tag_at
    return codes.TAG_SYNTAX.at(
        tag.place if tag else whole,
        "шаблон не собирается: слишком глубоко вложенные циклы или незаконченная метка",
        text=tag.source if tag else str(error),
    )
