"""Templates: found on the search path, compiled once with all that they include, ready to be printed many times."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from jinja2 import TemplateError

from nastav_docs import archive, builtin, expressions, finishing, guess
from nastav_docs.codes import templates as codes
from nastav_docs.diagnostics import Diagnostic, Place, Severity
from nastav_docs.draft import Draft, open_draft
from nastav_docs.expressions import Checker, Code
from nastav_docs.inheritance import compose, drop_block_marks
from nastav_docs.package import read_package
from nastav_docs.restarting import restart_lists
from nastav_docs.tags import Tag, TagBook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from nastav_docs.archive import Stored


@dataclass(frozen=True, slots=True)
class Found:
    """A template's file: its name, its path as the user knows it, its bytes and the layer it was found in."""

    name: str
    path: str
    data: bytes
    layer: str


@dataclass(frozen=True, slots=True)
class Used:
    """A file that a template is made of; `digest` is its SHA-256 in hexadecimal."""

    name: str
    path: str
    layer: str
    digest: str


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """A part of the document that depends on the data; `order` are the numbers of its tags, line by line."""

    name: str
    code: Code
    source: str
    order: tuple[int, ...]
    tags: tuple[Tag, ...]
    sections: tuple[tuple[bytes, bytes], ...]
    plain: bool

    def tag_at(self, line: int) -> Tag | None:
        """The tag that stands on a line of the source."""
        return self.tags[self.order[line - 2]] if 0 <= line - 2 < len(self.order) else None


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template; `digest` changes with any file it is made of."""

    name: str
    path: str
    digest: str
    uses: tuple[Used, ...]
    parts: tuple[CompiledPart, ...]
    stored: Stored
    filters: Mapping[str, Callable[..., object]]
    functions: Mapping[str, Callable[..., object]]
    tracing: dict[str, Code] = field(default_factory=dict, compare=False)


class Find(Protocol):
    """Gives a template's file by its name; `after` is the path of a file: the next one of the name is wanted."""

    def __call__(self, name: str, after: str = "") -> Found | Diagnostic:
        """The file, or the problem."""


def find(name: str, folders: Sequence[Path], after: str = "") -> Found | Diagnostic:
    """The first file of a name on the search path, or the one that follows the file `after`. Reads the disk.

    The problem lists where the file was sought.
    """
    if name.startswith(("/", "\\")) or ".." in Path(name).parts or ":" in name or "\0" in name:
        return codes.TEMPLATE_NOT_FOUND.at(None, f"недопустимое имя шаблона «{name}»", text=name)
    places = [str(folder / name) for folder in folders]
    start = 0 if not after else places.index(after) + 1 if after in places else len(places)
    for folder in folders[start:]:
        path = folder / name
        try:
            if path.is_file():
                return Found(name, str(path), path.read_bytes(), str(folder))
        except OSError as error:
            return codes.TEMPLATE_NOT_FOUND.at(Place(str(path)), f"файл не читается: {error.strerror}", text=name)
    sought = ", ".join(str(folder) for folder in folders[start:])
    if after:
        message = f"«{name}» берёт за основу сам себя, а дальше на пути поиска такого файла нет"
        return codes.TEMPLATE_NOT_FOUND.at(Place(after), message, hint=f"искали здесь: {sought}" if sought else "")
    known = [path.name for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.docx"))]
    hint = guess.hint(name, known)
    return codes.TEMPLATE_NOT_FOUND.at(None, f"шаблона «{name}» нет; искали здесь: {sought}", hint=hint, text=name)


@dataclass(slots=True)
class Compilation:
    """One compilation: where files come from, what was read, and the tags and problems of all of them."""

    find: Find
    includes: Sequence[str]
    checker: Checker
    book: TagBook
    used: dict[str, Used] = field(default_factory=dict)
    opening: list[str] = field(default_factory=list)

    def open(self, name: str, place: Place | None, after: str = "") -> Draft | None:
        """The draft of a template by its name; a problem goes to the book, at the place that asked for it."""
        found = self.find(name, after) if after else self.find(name)
        if isinstance(found, Diagnostic):
            self.book.problems.append(found if place is None else _at(found, place))
            return None
        package, problems = read_package(found.data, found.path)
        self.book.problems += problems
        self.used[found.path] = Used(name, found.path, found.layer, hashlib.sha256(found.data).hexdigest())
        return open_draft(package, found.path, self.book, self.checker) if package is not None else None


def _at(problem: Diagnostic, place: Place) -> Diagnostic:
    return Diagnostic(
        problem.code,
        problem.severity,
        place,
        problem.message,
        problem.hint,
        problem.text,
        problem.rule,
        problem.confidence,
    )


def compile_template(
    name: str,
    find: Find,
    *,
    filters: Mapping[str, Callable[..., object]],
    includes: Sequence[str] = (),
    functions: Mapping[str, Callable[..., object]] | None = None,
) -> tuple[Template | None, tuple[Diagnostic, ...]]:
    """A template with all that it extends and includes, or every problem that it has.

    `find` gives a file by its name; `includes` are the names that `{%p include EXPRESSION %}` may come to; `functions`
    may be called in templates besides Jinja's `range`, `dict` and `namespace`. Warnings come with a template too.
    """
    own = {**builtin.FILTERS, **filters}
    own |= builtin.choosing(own)
    world = {**builtin.FUNCTIONS, **(functions or {})}
    key = f"nd{hashlib.sha256(name.encode()).hexdigest()[:8]}x"
    compilation = Compilation(find, includes, Checker(own, world), TagBook(key))
    draft = compose(name, compilation, None)
    if draft is not None:
        drop_block_marks(draft, compilation.book)
        restart_lists(draft, compilation.book)
    compilation.book.problems += compilation.checker.check_calls(())
    parts: tuple[CompiledPart, ...] = ()
    if draft is not None and not _failed(compilation.book):
        parts = _compile_parts(draft, compilation, own)
    problems = tuple(dict.fromkeys(compilation.book.problems))
    if draft is None or _failed(compilation.book):
        return None, problems
    used = tuple(compilation.used.values())
    digest = hashlib.sha256("\n".join(f"{u.name} {u.digest}" for u in used).encode()).hexdigest()
    stored = archive.store(draft, {part.name for part in parts})
    return Template(name, used[0].path, digest, used, parts, stored, own, world), problems


def _failed(book: TagBook) -> bool:
    return any(problem.severity is Severity.ERROR for problem in book.problems)


def _compile_parts(
    draft: Draft, compilation: Compilation, filters: Mapping[str, Callable[..., object]]
) -> tuple[CompiledPart, ...]:
    """The parts that hold tags, compiled; the others stay as they are."""
    book = compilation.book
    compiled = []
    for name in draft.stories:
        plain = name != draft.main and draft.trees[name].tag.endswith("coreProperties")
        work = finishing.finish(draft.trees[name], book)
        if _failed(book):
            continue
        pieces = finishing.pieces_of(draft.trees[name], book)
        order = tuple(piece for piece in pieces if isinstance(piece, int))
        if not order:
            continue
        source = "".join(
            piece if isinstance(piece, str) else expressions.source_of(book.tags[piece]) for piece in pieces
        )
        tags = tuple(book.tags)
        try:
            tree = expressions.parse_source(source)
            code = expressions.compile_source(tree, f"<{draft.file}:{name}>", plain=plain, filters=filters)
        except (TemplateError, SyntaxError, RecursionError) as error:
            line = getattr(error, "lineno", 0) if isinstance(error, TemplateError) else 0
            tag = tags[order[line - 2]] if 2 <= line < len(order) + 2 else None  # noqa: PLR2004 - see Code
            book.problems.append(
                codes.TAG_SYNTAX.at(
                    tag.place if tag else Place(draft.file),
                    "шаблон не собирается: слишком глубоко вложенные циклы или незаконченная метка",
                    text=tag.source if tag else str(error),
                )
            )
            continue
        compiled.append(CompiledPart(name, code, source, order, tags, tuple(work.sections), plain))
    return tuple(compiled)
