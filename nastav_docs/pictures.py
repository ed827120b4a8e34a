"""`{{ image('gerb.png', width='20 mm') }}`: a picture of the settings' folder put into a template, once.

A file is trusted in nothing: found only inside the folder, known by its first bytes, small, and not a pixel bomb.
"""

from __future__ import annotations

import hashlib
import re
import struct
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from jinja2 import TemplateError, nodes
from lxml import etree

from nastav_docs import expressions, tags, wordml
from nastav_docs.codes import template_commands as codes
from nastav_docs.diagnostics import Code, Diagnostic, Place
from nastav_docs.repacking import register, relate, serialised
from nastav_docs.wordml import Element, q

if TYPE_CHECKING:
    from nastav_docs.package import Package

EMU_IN_MM: Final = 36_000
MAX_BYTES: Final = 4 << 20
MAX_PIXELS: Final = 25_000_000
MAX_SIDE: Final = 20_000
MAX_MM: Final = 400
DEFAULT_DPI: Final = 150
TAG: Final = re.compile(r"\{\{[pr]?\s*(image\s*\([^{}]*\))\s*\}\}")
LENGTH: Final = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?)\s*(mm|мм|cm|см|)")
IMAGE_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
TYPES: Final = {"png": "image/png", "jpg": "image/jpeg"}
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
REFUSED: Final = (
    (b"<svg", "SVG многие версии Word не показывают"),
    (b"<?xml", "SVG многие версии Word не показывают"),
    (b"GIF8", "GIF – не для печати"),
    (b"BM", "BMP слишком велик"),
    (b"RIFF", "WebP старые версии Word не показывают"),
    (b"II*\0", "TIFF многие программы не показывают"),
    (b"MM\0*", "TIFF многие программы не показывают"),
    (b"%PDF", "это PDF, а не рисунок"),
    (b"\xd7\xcd\xc6\x9a", "WMF видит только Word"),
    (b"\1\0\0\0", "EMF видит только Word"),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's bytes, its kind (png, jpg) and its size in pixels and dots per inch."""

    data: bytes
    kind: str
    width: int
    height: int
    dpi: float = DEFAULT_DPI


class RefusedError(Exception):
    """Why a picture is refused; `code` says which kind of problem it is."""

    def __init__(self, code: Code, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


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


def measured(data: bytes, name: str) -> Picture:
    """The kind and size of a picture by its own bytes; raises RefusedError."""
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            picture = _png(data)
        elif data.startswith(b"\xff\xd8\xff"):
            picture = _jpeg(data)
        else:
            head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
            why = next((words for start, words in REFUSED if head.startswith(start)), "это не PNG и не JPEG")
            hint = "сохраните рисунок как PNG: откройте его в любой программе рисования → Сохранить как → PNG"
            raise RefusedError(codes.IMAGE_REFUSED, f"«{name}» не годится: {why}", hint)
    except (struct.error, IndexError, ZeroDivisionError) as error:
        raise RefusedError(codes.IMAGE_REFUSED, f"рисунок «{name}» повреждён", "сохраните его заново") from error
    too_many = picture.width * picture.height > MAX_PIXELS or max(picture.width, picture.height) > MAX_SIDE
    if too_many or min(picture.width, picture.height) < 1:
        message = f"рисунок «{name}» – {picture.width}×{picture.height} точек"
        hint = "уменьшите его: герб шириной 20 мм при 300 точках на дюйм – это 240 точек"
        raise RefusedError(codes.IMAGE_REFUSED, message, hint)
    return picture


def _png(data: bytes) -> Picture:
    """IHDR, and pHYs for the dots per metre (PNG specification, 11.2.2, 11.3.5.3)."""
    width, height = struct.unpack(">II", data[16:24])
    if data[12:16] != b"IHDR" or b"IEND" not in data[-16:]:
        raise struct.error
    at, dpi = 8, float(DEFAULT_DPI)
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind == b"pHYs" and length == struct.calcsize(">IIB"):
            across, _, unit = struct.unpack(">IIB", data[at + 8 : at + 17])
            dpi = across * 0.0254 if unit == 1 and across else dpi
        if kind in {b"IDAT", b"IEND"}:
            break
        at += length + 12
    return Picture(data, "png", width, height, dpi)


def _jpeg(data: bytes) -> Picture:
    """The frame header (SOF) and JFIF's density (ITU-T T.81, B.2.2; T.871)."""
    at, dpi = 2, float(DEFAULT_DPI)
    while at + 4 <= len(data):
        if data[at] != 0xFF:  # noqa: PLR2004 - every marker begins so
            raise struct.error
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if marker == 0xE0 and data[at + 4 : at + 9] == b"JFIF\0":  # noqa: PLR2004 - APP0
            unit, across = data[at + 11], struct.unpack(">H", data[at + 12 : at + 14])[0]
            dpi = {1: float(across), 2: across * 2.54}.get(unit, dpi) or dpi
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:  # noqa: PLR2004 - SOF0 to SOF15
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return Picture(data, "jpg", width, height, dpi)
        at += 2 + length
    raise struct.error


# -------------------------------------------------------------------------------------------------------- the template


def pictured(package: Package, file: str, folder: Path) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """The parts of a template that change for the pictures named in its text, and what is wrong with those."""
    work = _Putting(package, file, folder)
    for name in package.parts:
        if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml", name):
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
        root = wordml.parse(self.source.parts[name])
        before = self.number
        for paragraph in [p for p in root.iter(q("p")) if TAG.search(tags.text_of(p))]:
            from nastav_docs.runs import runs_of, text_of  # noqa: PLC0415 - loads the reading of papers

            place = Place(self.file, words=wordml.words_of(paragraph, name))
            for found in reversed(list(TAG.finditer(text_of(paragraph)))):
                try:
                    element = self.drawing(found[1], name)
                except RefusedError as error:
                    self.problems.append(error.code.at(place, error.message, hint=error.hint, text=found[0]))
                    continue
                runs = runs_of(paragraph, found.start(), found.end())
                runs[0].addprevious(_run(element, runs[0]))
                for run in runs:
                    wordml.remove(run)
        if self.number != before:
            self.parts[name] = serialised(root)

    def drawing(self, call: str, part: str) -> Element:
        """The drawing of one call; raises RefusedError."""
        name, sizes = arguments(call)
        picture = read_picture(name, self.folder)
        width, height = extent(picture, sizes)
        media = f"word/media/nd-{hashlib.sha256(picture.data).hexdigest()[:16]}.{picture.kind}"
        self.parts[media] = picture.data
        register(self.parts, media, TYPES[picture.kind])
        key = relate(self.parts, part, IMAGE_KIND, media)
        self.number += 1
        return drawing(key, width, height, PurePosixPath(name).name, self.number)


def arguments(call: str) -> tuple[str, dict[str, float]]:
    """The name and the sizes in millimetres of `image('gerb.png', width='20 mm')`; raises RefusedError."""
    hint = "напишите так: {{ image('gerb.png', width='20 mm') }}"
    try:
        tree = expressions.parse_source(f"<?{{ {call} }}?>")
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


def extent(picture: Picture, sizes: dict[str, float]) -> tuple[int, int]:
    """Width and height in EMU: what is not given follows from the picture's proportions or its own size."""
    ratio = picture.height / picture.width
    width = sizes.get("width") or (sizes["height"] / ratio if "height" in sizes else picture.width / picture.dpi * 25.4)
    height = sizes.get("height") or width * ratio
    return round(min(width, MAX_MM) * EMU_IN_MM), round(min(height, MAX_MM) * EMU_IN_MM)


def drawing(key: str, width: int, height: int, name: str, number: int) -> Element:
    """`w:drawing` in the line of the text (ISO 29500-1, 20.4.2.8)."""
    inline = etree.Element(
        f"{{{wordml.WP}}}inline", {"distT": "0", "distB": "0", "distL": "0", "distR": "0"}, nsmap={"wp": wordml.WP}
    )
    etree.SubElement(inline, f"{{{wordml.WP}}}extent", {"cx": str(width), "cy": str(height)})
    attributes = {"id": str(number), "name": f"Рисунок {number}", "descr": name}
    etree.SubElement(inline, f"{{{wordml.WP}}}docPr", attributes)
    graphic = etree.SubElement(inline, f"{{{A}}}graphic", nsmap={"a": A})
    picture = etree.SubElement(
        etree.SubElement(graphic, f"{{{A}}}graphicData", {"uri": PIC}), f"{{{PIC}}}pic", nsmap={"pic": PIC}
    )
    about = etree.SubElement(picture, f"{{{PIC}}}nvPicPr")
    etree.SubElement(about, f"{{{PIC}}}cNvPr", {"id": "0", "name": name})
    etree.SubElement(about, f"{{{PIC}}}cNvPicPr")
    fill = etree.SubElement(picture, f"{{{PIC}}}blipFill")
    etree.SubElement(fill, f"{{{A}}}blip", {f"{{{wordml.R}}}embed": key}, nsmap={"r": wordml.R})
    etree.SubElement(etree.SubElement(fill, f"{{{A}}}stretch"), f"{{{A}}}fillRect")
    shape = etree.SubElement(picture, f"{{{PIC}}}spPr")
    frame = etree.SubElement(shape, f"{{{A}}}xfrm")
    etree.SubElement(frame, f"{{{A}}}off", {"x": "0", "y": "0"})
    etree.SubElement(frame, f"{{{A}}}ext", {"cx": str(width), "cy": str(height)})
    etree.SubElement(etree.SubElement(shape, f"{{{A}}}prstGeom", {"prst": "rect"}), f"{{{A}}}avLst")
    element = etree.Element(q("drawing"))
    element.append(inline)
    return element


def _run(element: Element, model: Element) -> Element:
    """A run with the drawing, in the looks of the run that held the tag."""
    run = etree.Element(q("r"))
    looks = model.find(q("rPr"))
    if looks is not None:
        run.append(looks)
    run.append(element)
    return run
