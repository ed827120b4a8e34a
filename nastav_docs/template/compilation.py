"""A template being compiled: where others are found, what was used."""

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
    """Gives a template's file by its name; `after` is the path of a file: the next one of the name is wanted."""

    def __call__(self, name: str, after: str = "") -> FoundTemplate | Diagnostic:
        """The file, or the problem."""


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
    return codes.TEMPLATE_NOT_FOUND.at(None, f"шаблона «{name}» нет; искали здесь: {sought}", hint=hint, text=name)


# Elements of XML that includes and `super()` may bring into one template, each file counting as a few hundred besides:
# a hundred annexes of ten pages. Files that include each other twice would bring a million of them in ten steps.
MAX_BROUGHT: Final = 200_000
FILE: Final = 500
IMPORT: Final = 4_000  # its macros are renamed in all tags


@dataclass(slots=True)
class Compilation:
    """One compilation: where files come from, what was read, and the tags and problems of all of them.

    `brought` counts what includes and `super()` have brought in.
    """

    find: Find
    includes: Sequence[str]
    checker: Checker
    book: TagBook
    used: dict[str, UsedFile] = field(default_factory=dict)
    opening: list[str] = field(default_factory=list)
    brought: int = 0

    def brings(self, elements: int, tag: Tag) -> bool:
        """Count what a tag is about to bring in; False, and a problem once, where that is too much."""
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
        """The draft of a template by its name; a problem goes to the book, at the place that asked for it."""
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
