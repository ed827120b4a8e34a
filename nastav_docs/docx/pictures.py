"""Pictures: measured, and drawn into a Word file."""

from __future__ import annotations

import hashlib
import posixpath
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from nastav_docs.diagnostics.codes import template_commands as codes
from nastav_docs.docx import xml
from nastav_docs.docx.xml import Element, q

if TYPE_CHECKING:
    from nastav_docs.diagnostics import Code

EMU_IN_MM: Final = 36_000
MAX_BYTES: Final = 4 << 20
MAX_PIXELS: Final = 25_000_000
MAX_SIDE: Final = 20_000
MAX_MM: Final = 400
DEFAULT_DPI: Final = 150

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


def measured(data: bytes, name: str) -> Picture:
    """The `Picture` in `data`: kind, width, height, told by its bytes, not its name; raises RefusedError for others."""
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


def extent(picture: Picture, sizes: dict[str, float]) -> tuple[int, int]:
    """Width and height in EMU: what is not given follows from the picture's proportions or its own size."""
    ratio = picture.height / picture.width
    width = sizes.get("width") or (sizes["height"] / ratio if "height" in sizes else picture.width / picture.dpi * 25.4)
    height = sizes.get("height") or width * ratio
    return round(min(width, MAX_MM) * EMU_IN_MM), round(min(height, MAX_MM) * EMU_IN_MM)


def media_part(story: str, picture: Picture) -> tuple[str, str]:
    """The name of the part that holds a picture shown in the part `story`, and its content type.

    One picture is one part, however often it is shown: its name comes from its bytes.
    """
    name = f"nd-{hashlib.sha256(picture.data).hexdigest()[:16]}.{picture.kind}"
    return posixpath.join(posixpath.dirname(story), "media", name), TYPES[picture.kind]


def drawing(key: str, width: int, height: int, name: str, number: int, link: str = "") -> Element:
    """`w:drawing` in the line of the text (ISO 29500-1, 20.4.2.8).

    `key` is the id of the relationship with the picture, `link` of that with the address where a click on it leads.
    """
    inline = etree.Element(
        f"{{{xml.WP}}}inline", {"distT": "0", "distB": "0", "distL": "0", "distR": "0"}, nsmap={"wp": xml.WP}
    )
    etree.SubElement(inline, f"{{{xml.WP}}}extent", {"cx": str(width), "cy": str(height)})
    attributes = {"id": str(number), "name": f"Рисунок {number}", "descr": name}
    shown = etree.SubElement(inline, f"{{{xml.WP}}}docPr", attributes)
    graphic = etree.SubElement(inline, f"{{{A}}}graphic", nsmap={"a": A})
    picture = etree.SubElement(
        etree.SubElement(graphic, f"{{{A}}}graphicData", {"uri": PIC}), f"{{{PIC}}}pic", nsmap={"pic": PIC}
    )
    about = etree.SubElement(picture, f"{{{PIC}}}nvPicPr")
    named = etree.SubElement(about, f"{{{PIC}}}cNvPr", {"id": "0", "name": name})
    for clicked in (shown, named) if link else ():
        etree.SubElement(clicked, f"{{{A}}}hlinkClick", {f"{{{xml.R}}}id": link}, nsmap={"a": A, "r": xml.R})
    etree.SubElement(about, f"{{{PIC}}}cNvPicPr")
    fill = etree.SubElement(picture, f"{{{PIC}}}blipFill")
    etree.SubElement(fill, f"{{{A}}}blip", {f"{{{xml.R}}}embed": key}, nsmap={"r": xml.R})
    etree.SubElement(etree.SubElement(fill, f"{{{A}}}stretch"), f"{{{A}}}fillRect")
    shape = etree.SubElement(picture, f"{{{PIC}}}spPr")
    frame = etree.SubElement(shape, f"{{{A}}}xfrm")
    etree.SubElement(frame, f"{{{A}}}off", {"x": "0", "y": "0"})
    etree.SubElement(frame, f"{{{A}}}ext", {"cx": str(width), "cy": str(height)})
    etree.SubElement(etree.SubElement(shape, f"{{{A}}}prstGeom", {"prst": "rect"}), f"{{{A}}}avLst")
    element = etree.Element(q("drawing"))
    element.append(inline)
    return element


def picture_run(element: Element, model: Element) -> Element:
    """A `w:r` with the drawing `element`, in the look (`w:rPr`) of the run `model` that held the tag."""
    run = etree.Element(q("r"))
    looks = model.find(q("rPr"))
    if looks is not None:
        run.append(looks)
    run.append(element)
    return run
