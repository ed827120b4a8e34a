"""Pictures of the settings' folder put into a template before it is compiled: `{{ image('gerb.png', width='20 mm') }}`.

A file is not trusted: it must lie in the folder, be of a known kind by its first bytes, small in bytes and in pixels.
"""

from __future__ import annotations

import errno
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from jinja2 import TemplateError, nodes

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import template_commands as codes
from nastav_docs.docx import (
    IMAGE_KIND,
    MAX_BYTES,
    MAX_MM,
    Element,
    Package,
    RefusedError,
    Relationship,
    drawing,
    extent,
    measured,
    media_part,
    picture_run,
    q,
    runs_of,
    text_of,
    words_of,
    xml,
)
from nastav_docs.files import DISK
from nastav_docs.template.engine import parse_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.docx import Picture
    from nastav_docs.files import Files

TAG: Final = re.compile(r"\{\{[pr]?\s*(image\s*\([^{}]*\))\s*\}\}")
LENGTH: Final = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?)\s*(mm|мм|cm|см|)")


def picture_file(name: str, folder: Path) -> Path:
    """The path of a picture inside a folder; raises RefusedError for a name that leads out of it."""
    wanted = name.replace("\\", "/")
    steps = PurePosixPath(wanted).parts
    if not name or wanted.startswith("/") or ":" in name or "\0" in name or ".." in steps:
        message = f"путь «{name}» выводит из папки настроек"
        raise RefusedError(codes.IMAGE_NOT_FOUND, message, "положите рисунок рядом с настройками и назовите его имя")
    path = folder.joinpath(*steps)
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):
        inside = True  # there is no such file, which is reported when it is read
    if not inside:
        raise RefusedError(codes.IMAGE_NOT_FOUND, f"«{name}» – ссылка наружу папки настроек", "скопируйте сам файл")
    return path


def read_picture(name: str, folder: Path, files: Files = DISK) -> Picture:
    """Read a picture of a folder, its bytes from `files`; raises RefusedError for one that may not be used."""
    path = picture_file(name, folder)
    try:
        data = files.read(path, MAX_BYTES)
    except FileNotFoundError as error:
        near = sorted(file.name for file in folder.rglob("*") if file.suffix.lower() in {".png", ".jpg", ".jpeg"})[:5]
        hint = f"рисунки в папке: {', '.join(near)}" if near else f"положите файл в папку «{folder}»"
        raise RefusedError(codes.IMAGE_NOT_FOUND, f"рисунка «{name}» нет в папке настроек", hint) from error
    except OSError as error:
        if error.errno == errno.EFBIG:
            message = f"файл «{name}» больше {MAX_BYTES >> 20} МБ"
            hint = "уменьшите рисунок: для печати хватит 300 точек на дюйм"
            raise RefusedError(codes.IMAGE_REFUSED, message, hint) from error
        raise RefusedError(codes.IMAGE_NOT_FOUND, f"файл «{name}» не читается: {error.strerror}") from error
    return measured(data, name)


# -------------------------------------------------------------------------------------------------------- the template


def pictured(package: Package, file: str, folder: Path, files: Files = DISK) -> tuple[Package, tuple[Diagnostic, ...]]:
    """Put the pictures that the text of a template names into it.

    Gives the new package and what is wrong with pictures. `file` is how the user knows the template, `folder` is where
    the pictures lie. A picture that is refused stays a tag. Where no picture is named the package comes back as it is.
    """
    work = _Putting(package, file, folder, files)
    stories = package.stories
    for name, root in package.trees.items():
        if name in stories and next(_named_in(root), None) is not None:
            work.part(name)
    return work.package(), tuple(work.problems)


def _named_in(root: Element) -> Iterator[Element]:
    """The paragraphs of a part whose text names a picture."""
    return (paragraph for paragraph in root.iter(q("p")) if TAG.search(text_of(paragraph, soft_hyphens=True)))


class _Putting:
    """The putting of pictures into one template: parts that changed, parts added, relationships between them."""

    def __init__(self, package: Package, file: str, folder: Path, files: Files) -> None:
        self.source, self.file, self.folder, self.files = package, file, folder, files
        self.stories: dict[str, Element] = {}
        self.media: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        self.links = {source: dict(found) for source, found in package.relationships.items()}
        self.problems: list[Diagnostic] = []
        self.number = 0

    def package(self) -> Package:
        """The template with its pictures."""
        if not self.stories:
            return self.source
        parts, types = {**self.source.parts, **self.media}, {**self.source.types, **self.types}
        package = Package(parts, types, self.links, self.source.main)
        package.trees.update(self.source.trees)
        return package.with_trees(self.stories)

    def part(self, name: str) -> None:
        """Put the pictures of one part into it."""
        root = self.source.copy_of(name)
        before = self.number
        for paragraph in list(_named_in(root)):
            place = Place(self.file, words=words_of(paragraph))
            for found in reversed(list(TAG.finditer(text_of(paragraph, soft_hyphens=True)))):
                if is_asked(found[1]):
                    continue
                try:
                    element = self.drawing(found[1], name)
                except RefusedError as error:
                    self.problems.append(error.code.at(place, error.message, hint=error.hint, text=found[0]))
                    continue
                runs = runs_of(paragraph, found.start(), found.end())
                runs[0].addprevious(picture_run(element, runs[0]))
                for run in runs:
                    xml.remove(run)
        if self.number != before:
            self.stories[name] = root

    def drawing(self, call: str, part: str) -> Element:
        """Make the drawing for one call of `image` in a part; raises RefusedError."""
        name, sizes = arguments(call)
        picture = read_picture(name, self.folder, self.files)
        width, height = extent(picture, sizes)
        media, kind = media_part(part, picture)
        self.media[media], self.types[media] = picture.data, kind
        self.number += 1
        return drawing(self.link(part, media), width, height, PurePosixPath(name).name, self.number)

    def link(self, part: str, media: str) -> str:
        """The id of the relationship between a part and a picture; it is made where there is none."""
        links = self.links.setdefault(part, {})
        for known in links.values():
            if (known.kind, known.target, known.external) == (IMAGE_KIND, media, False):
                return known.id
        key = next(key for number in range(1, len(links) + 2) if (key := f"rIdOwn{number}") not in links)
        links[key] = Relationship(key, IMAGE_KIND, media, external=False)
        return key


def arguments(call: str) -> tuple[str, dict[str, float]]:
    """The name and the sizes in millimetres of `image('gerb.png', width='20 mm')`; raises RefusedError."""
    hint = "напишите так: {{ image('gerb.png', width='20 mm') }}"
    try:
        tree = parse_source(f"<?{{ {call} }}?>")
    except TemplateError as error:
        raise RefusedError(codes.IMAGE_REFUSED, "image(…) не прочитано", hint) from error
    found = next(tree.find_all(nodes.Call))
    names = [node.value for node in found.args if isinstance(node, nodes.Const)]
    if len(found.args) != 1 or len(names) != 1 or not isinstance(names[0], str):
        raise RefusedError(codes.IMAGE_REFUSED, "имя рисунка пишется словом, в кавычках", hint)
    sizes: dict[str, float] = {}
    for keyword in found.kwargs:
        if keyword.key not in {"width", "height"} or not isinstance(keyword.value, nodes.Const):
            raise RefusedError(codes.IMAGE_REFUSED, f"у рисунка нет свойства «{keyword.key}»", hint)
        sizes[keyword.key] = millimetres(str(keyword.value.value))
    return names[0], sizes


def millimetres(size: str) -> float:
    """The millimetres of a size as people write it, «20 мм», «2,5 cm»; raises RefusedError."""
    length = LENGTH.fullmatch(size.strip())
    value = float(length[1].replace(",", ".")) * (10 if length[2] in {"cm", "см"} else 1) if length else 0
    if not 1 <= value <= MAX_MM:
        message = f"размер «{size}» не прочитан или велик"
        raise RefusedError(codes.IMAGE_REFUSED, message, "размер – в миллиметрах или сантиметрах: width='20 mm'")
    return value


def is_asked(call: str) -> bool:
    """Whether a call of `image` takes a name or a size from the data: such a picture is put in while printing."""
    try:
        found = next(parse_source(f"<?{{ {call} }}?>").find_all(nodes.Call))
    except TemplateError:
        return False
    given = [*found.args[:1], *(keyword.value for keyword in found.kwargs)]
    forgotten_quotes = any(
        isinstance(one, nodes.Getattr) and one.attr.lower() in {"png", "jpg", "jpeg"} for one in given
    )
    return not forgotten_quotes and any(not isinstance(one, nodes.Const) for one in given)
