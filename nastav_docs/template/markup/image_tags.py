"""`{{ image('gerb.png', width='20 mm') }}`: a picture of the settings' folder put into a template, once.

A file is trusted in nothing: found only inside the folder, known by its first bytes, small, and not a pixel bomb.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from jinja2 import TemplateError, nodes

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import template_commands as codes
from nastav_docs.docx import (
    MAX_BYTES,
    MAX_MM,
    Element,
    RefusedError,
    drawing,
    extent,
    measured,
    picture_run,
    put_picture,
    q,
    runs_of,
    serialised,
    text_of,
    words_of,
    xml,
)
from nastav_docs.template.engine import parse_source

if TYPE_CHECKING:
    from nastav_docs.docx import Package, Picture

TAG: Final = re.compile(r"\{\{[pr]?\s*(image\s*\([^{}]*\))\s*\}\}")
LENGTH: Final = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?)\s*(mm|мм|cm|см|)")


def picture_file(name: str, folder: Path) -> Path:
    """The file of a picture inside a folder; raises RefusedError for any way out of it."""
    wanted = name.replace("\\", "/")
    steps = PurePosixPath(wanted).parts
    if not name or wanted.startswith("/") or ":" in name or "\0" in name or ".." in steps:
        message = f"путь «{name}» выводит из папки настроек"
        raise RefusedError(codes.IMAGE_NOT_FOUND, message, "положите рисунок рядом с настройками и назовите его имя")
    path = folder.joinpath(*steps)
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
        there = path.is_file()
    except (OSError, ValueError):
        inside, there = True, False
    if not inside:
        raise RefusedError(codes.IMAGE_NOT_FOUND, f"«{name}» – ссылка наружу папки настроек", "скопируйте сам файл")
    if not there:
        near = sorted(file.name for file in folder.rglob("*") if file.suffix.lower() in {".png", ".jpg", ".jpeg"})[:5]
        hint = f"рисунки в папке: {', '.join(near)}" if near else f"положите файл в папку «{folder}»"
        raise RefusedError(codes.IMAGE_NOT_FOUND, f"рисунка «{name}» нет в папке настроек", hint)
    return path


def read_picture(name: str, folder: Path) -> Picture:
    """A picture of a folder; raises RefusedError. Reads the disk."""
    path = picture_file(name, folder)
    try:
        if path.stat().st_size > MAX_BYTES:
            message = f"файл «{name}» больше {MAX_BYTES >> 20} МБ"
            raise RefusedError(codes.IMAGE_REFUSED, message, "уменьшите рисунок: для печати хватит 300 точек на дюйм")
        data = path.read_bytes()
    except OSError as error:
        raise RefusedError(codes.IMAGE_NOT_FOUND, f"файл «{name}» не читается: {error.strerror}") from error
    return measured(data, name)


# -------------------------------------------------------------------------------------------------------- the template


def pictured(package: Package, file: str, folder: Path) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """The parts of a template that change for the pictures named in its text, and what is wrong with those."""
    work = _Putting(package, file, folder)
    for name in [name for name in package.parts if name in package.stories]:
        work.part(name)
    return work.changed, tuple(work.problems)


class _Putting:
    """The pictures of one template: parts that changed and that came."""

    def __init__(self, package: Package, file: str, folder: Path) -> None:
        self.parts = dict(package.parts)
        self.source, self.file, self.folder = package, file, folder
        self.problems: list[Diagnostic] = []
        self.number = 0

    @property
    def changed(self) -> dict[str, bytes]:
        """The parts that are not as they were."""
        return {name: data for name, data in self.parts.items() if self.source.parts.get(name) != data}

    def part(self, name: str) -> None:
        """Put the pictures of one part."""
        root = self.source.copy_of(name)
        before = self.number
        for paragraph in list(root.iter(q("p"))):
            tags = list(TAG.finditer(text_of(paragraph, soft_hyphens=True)))
            place = Place(self.file, words=words_of(paragraph) if tags else "")
            for found in reversed(tags):
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
            self.parts[name] = serialised(root)

    def drawing(self, call: str, part: str) -> Element:
        """The drawing of one call; raises RefusedError."""
        name, sizes = arguments(call)
        picture = read_picture(name, self.folder)
        width, height = extent(picture, sizes)
        key = put_picture(self.parts, part, picture)
        self.number += 1
        return drawing(key, width, height, PurePosixPath(name).name, self.number)


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
        length = LENGTH.fullmatch(str(keyword.value.value).strip())
        value = float(length[1].replace(",", ".")) * (10 if length[2] in {"cm", "см"} else 1) if length else 0
        if not 1 <= value <= MAX_MM:
            message = f"размер «{keyword.value.value}» не прочитан или велик"
            raise RefusedError(codes.IMAGE_REFUSED, message, "размер – в миллиметрах или сантиметрах: width='20 mm'")
        sizes[keyword.key] = value
    return names[0], sizes
