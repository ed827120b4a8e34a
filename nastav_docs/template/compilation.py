"""The state of one compilation: where files are looked for, which were read, how much they bring in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from nastav_docs.diagnostics import Diagnostic, Place, perhaps
from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.docx import read_package
from nastav_docs.files import DISK
from nastav_docs.template.markup import open_draft, statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nastav_docs.docx import Draft, Package
    from nastav_docs.files import Files
    from nastav_docs.template.markup import Checker, Tag, TagBook


@dataclass(frozen=True, slots=True)
class FoundTemplate:
    """A template's file: its name, its path as the user knows it, its bytes and the layer it was found in.

    `package` are its parts where it has been unzipped already, perhaps changed on the way (a look, pictures).
    """

    name: str
    path: str
    data: bytes
    layer: str
    package: Package | None = None

    @property
    def digest(self) -> str:
        """The SHA-256 in hexadecimal of what is compiled: the parts, where there are any, else the file's bytes."""
        if self.package is None:
            return hashlib.sha256(self.data).hexdigest()
        digest = hashlib.sha256()
        for name, data in sorted(self.package.parts.items()):
            digest.update(f"{name} {len(data)} ".encode())
            digest.update(data)
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class UsedFile:
    """A file that a template is made of: what it was compiled from, what it extends, the blocks that it holds.

    `digest` is a SHA-256 in hexadecimal, see `FoundTemplate`; `extends` is empty for a file that extends none.
    """

    name: str
    path: str
    layer: str
    digest: str
    extends: str = ""
    blocks: tuple[str, ...] = ()


class Find(Protocol):
    """How a template's file is found by its name.

    `after` is the path of a file found before: the next file of that name on the search path is wanted.
    """

    def __call__(self, name: str, after: str = "") -> FoundTemplate | Diagnostic:
        """The file, or the problem that says why there is none."""


def find(name: str, folders: Sequence[Path], after: str = "", *, files: Files = DISK) -> FoundTemplate | Diagnostic:
    """The first file of a name on the search path, or the one that follows the file `after`.

    `files` gives the bytes: the disk as it is now, or a project's snapshot. The problem lists the folders sought in.
    """
    if name.startswith(("/", "\\")) or ".." in Path(name).parts or ":" in name or "\0" in name:
        return codes.TEMPLATE_NOT_FOUND.at(None, f"недопустимое имя шаблона «{name}»", text=name)
    places = [str(folder / name) for folder in folders]
    start = 0 if not after else places.index(after) + 1 if after in places else len(places)
    for folder in folders[start:]:
        path = folder / name
        try:
            return FoundTemplate(name, str(path), files.read(path), str(folder))
        except FileNotFoundError:
            continue
        except OSError as error:
            return codes.TEMPLATE_NOT_FOUND.at(Place(str(path)), f"файл не читается: {error.strerror}", text=name)
    sought = ", ".join(str(folder) for folder in folders[start:])
    if after:
        message = f"«{name}» берёт за основу сам себя, а дальше на пути поиска такого файла нет"
        return codes.TEMPLATE_NOT_FOUND.at(Place(after), message, hint=f"искали здесь: {sought}" if sought else "")
    known = [file for folder in folders for file in files.names(folder) if file.endswith(".docx")]
    hint = perhaps(name, known)
    if known and not hint:
        hint = f"положите файл в первую из этих папок или возьмите готовый: {', '.join(sorted(set(known))[:6])}"
    if not folders:
        message = f"шаблона «{name}» нет: папка, где искать, не названа"
        return codes.TEMPLATE_NOT_FOUND.at(None, message, hint="WordTemplate.open(…, folders=[…])", text=name)
    return codes.TEMPLATE_NOT_FOUND.at(None, f"шаблона «{name}» нет; искали здесь: {sought}", hint=hint, text=name)


# Elements of XML that includes and `super()` may bring into one template, as many as a hundred annexes of ten pages
# have; each file counts as `FILE` elements besides. Ten files that each include the next one twice would bring in a
# million elements.
MAX_BROUGHT: Final = 200_000
FILE: Final = 500
IMPORT: Final = 4_000  # what a file with macros counts as: they are renamed in every tag


@dataclass(slots=True)
class Compilation:
    """What the files of one template share while they are compiled.

    `find` opens files by name, `includes` are the names that `{%p include EXPRESSION %}` may come to, `checker` reads
    the expressions, `book` gathers tags and problems. `used` are the files read, by path; `opening` are the names of
    those that are being put together, the outermost first; `brought` counts the elements that came by `include` and
    `super()`.
    """

    find: Find
    includes: Sequence[str]
    checker: Checker
    book: TagBook
    used: dict[str, UsedFile] = field(default_factory=dict)
    opening: list[str] = field(default_factory=list)
    brought: int = 0

    def brings(self, elements: int, tag: Tag) -> bool:
        """Count `elements` of XML that a tag is about to bring in.

        Returns False where the template has grown too large by them. The first tag that goes beyond MAX_BROUGHT adds a
        problem to the book.
        """
        told = self.brought > MAX_BROUGHT
        self.brought += elements
        if self.brought <= MAX_BROUGHT:
            return True
        if not told:
            message = "шаблон слишком велик: include и super() повторяют в нём одно и то же слишком много раз"
            hint = "проверьте, не включают ли файлы друг друга по нескольку раз"
            self.book.problems.append(codes.LIMIT.at(tag.place, message, hint=hint, text=tag.source))
        return False

    def open(self, name: str, place: Place | None, after: str = "") -> Draft | None:
        """Read one file of the template: its tree with the tags found, or None and the problem in the book.

        `place` is the tag that asked for the file (None for the template itself); `after` as in `Find`.
        """
        found = self.find(name, after) if after else self.find(name)
        if isinstance(found, Diagnostic):
            self.book.problems.append(found if place is None else replace(found, place=place))
            return None
        package = found.package
        if package is None:
            package, problems = read_package(found.data, found.path)
            self.book.problems += problems
        first = len(self.book.tags)
        draft = open_draft(package, found.path, self.book, self.checker) if package is not None else None
        own = self.book.tags[first:]
        extends = next((base for tag in own if (base := statements.base_of(tag))), "")
        blocks = tuple(block for tag in own if (block := statements.block_name(tag)))
        self.used[found.path] = UsedFile(name, found.path, found.layer, found.digest, extends, blocks)
        return draft
