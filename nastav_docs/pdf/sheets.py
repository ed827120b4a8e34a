"""From a PDF to pictures of its sheets, with the place of every sign on them."""

from __future__ import annotations

import struct
import threading
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.diagnostics.codes import template_commands as codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nastav_docs.diagnostics import Diagnostic

SCALE: Final = 1.5  # pixels a point: 108 dpi, letters of 8 pt are read on the screen
_ALONE: Final = threading.Lock()  # PDFium works in one thread at a time
# What a PDF has between the signs of a text: spaces, hyphens at the ends of lines (PDFium gives U+0002 for them).
BETWEEN: Final = frozenset("\x00\x02\u00ad\u200b\ufffe\uffff")

Box = tuple[float, float, float, float]  # left, top, width, height in points from the upper left corner


@dataclass(frozen=True, slots=True)
class DrawnSheet:
    """One sheet: its picture as PNG, its size in points, its signs without spaces, the box of each of them."""

    picture: bytes
    width: float
    height: float
    text: str
    boxes: tuple[Box, ...]


def sheets_of(pdf: bytes) -> tuple[DrawnSheet, ...] | Diagnostic:
    """Draw each sheet of a PDF; the problem where pypdfium2, which draws them, is not installed or cannot."""
    try:
        import pypdfium2  # noqa: PLC0415  heavy, and only for pictures
    except ImportError:
        hint = 'установите её: py -m pip install "nastav-docs[page]" (Linux: python3 -m pip …)'
        return codes.NO_OFFICE.at(None, "нет библиотеки pypdfium2, которая рисует страницы", hint=hint)
    with _ALONE:
        try:
            document = pypdfium2.PdfDocument(pdf)
            try:
                return tuple(_sheet(document[number]) for number in range(len(document)))
            finally:
                document.close()
        except pypdfium2.PdfiumError:
            hint = "соберите документ заново и повторите"
            return codes.OFFICE_FAILED.at(None, "страницы не нарисованы: PDF не читается", hint=hint)


def _sheet(page: Any) -> DrawnSheet:  # noqa: ANN401  objects of pypdfium2, which ships no types
    from pypdfium2 import raw  # noqa: PLC0415  as above

    width, height = page.get_size()
    bitmap = page.render(scale=SCALE, rev_byteorder=True)
    picture = _png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels)
    text = page.get_textpage()
    signs: list[str] = []
    boxes: list[Box] = []
    for number in range(text.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(text, number))
        if not sign.isspace() and sign not in BETWEEN:
            left, bottom, right, top = text.get_charbox(number)
            signs.append(sign)
            boxes.append((left, height - top, right - left, top - bottom))
    return DrawnSheet(picture, width, height, "".join(signs), tuple(boxes))


def _png(pixels: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """PNG (ISO/IEC 15948) of rows of RGB or RGBA pixels, `stride` bytes apart."""
    rows = b"".join(b"\0" + pixels[row * stride : row * stride + width * channels] for row in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, {1: 0, 3: 2, 4: 6}[channels], 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b"")


def places_of(texts: Iterable[str], sheets: tuple[DrawnSheet, ...]) -> Iterator[tuple[tuple[int, Box], ...]]:
    """Where texts stand that follow one another in a document: for each its lines, as (sheet from 0, box).

    A text that is not found has none; the next is looked for where the last one ended.
    """
    whole = "".join(sheet.text for sheet in sheets)
    boxes = [(number, box) for number, sheet in enumerate(sheets) for box in sheet.boxes]
    at = 0
    for text in texts:
        wanted = "".join(sign for sign in text if not sign.isspace() and sign not in BETWEEN)
        begins, length = _found(whole, wanted, at)
        if begins < 0:
            yield ()
            continue
        at = begins + length
        yield tuple(_lines(boxes[begins:at]))


def _found(whole: str, wanted: str, at: int) -> tuple[int, int]:
    """Where a text begins and how much of it stands there together: a new sheet puts its head in between."""
    length = len(wanted)
    while length >= min(len(wanted), 12) and length:
        begins = whole.find(wanted[:length], at)
        if begins >= 0:
            return begins, length
        length //= 2
    return -1, 0


def _lines(boxes: list[tuple[int, Box]]) -> Iterator[tuple[int, Box]]:
    """One box for the signs of each line."""
    line: tuple[int, Box] | None = None
    for sheet, (left, top, width, height) in boxes:
        if line is not None and line[0] == sheet and _level(line[1], top, height):
            one = line[1]
            begins, above = min(one[0], left), min(one[1], top)
            right, below = max(one[0] + one[2], left + width), max(one[1] + one[3], top + height)
            line = sheet, (begins, above, right - begins, below - above)
        else:
            if line is not None:
                yield line
            line = sheet, (left, top, width, height)
    if line is not None:
        yield line


def _level(line: Box, top: float, height: float) -> bool:
    middle = top + height / 2
    return line[1] - height <= middle <= line[1] + line[3] + height
