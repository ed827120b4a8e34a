"""From a sheet of a book of Excel to what people see of its cells beside their texts: struck through, hidden, notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from openpyxl.utils import coordinate_to_tuple
from openpyxl.xml.constants import SHEET_MAIN_NS

from nastav_docs.docx import parsed_part
from nastav_docs.grids.books.open_book import linked_parts
from nastav_docs.grids.grid import SheetLooks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.grids.books.open_book import ExcelBook

FONTS, STRIKE, STYLES, AUTHOR, COMMENT, TEXT = (
    f"{{{SHEET_MAIN_NS}}}{name}" for name in ("fonts", "strike", "cellXfs", "author", "comment", "t")
)
OFF: Final = frozenset(("0", "false"))
HIDDEN_ROW: Final = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*?\shidden="(?:1|true)")[^>]*?\sr="(\d{1,7})"')
HIDDEN_COLUMN: Final = re.compile(rb'<(?:\w+:)?col\b(?=[^>]*?\shidden="(?:1|true)")[^>]*>')
FIRST, LAST = (re.compile(rb'\s%b="(\d{1,5})"' % name) for name in (b"min", b"max"))
CELL: Final = re.compile(rb"<(?:\w+:)?c\s[^>]*>")
NAMED: Final = re.compile(rb'\sr="([A-Z]{1,3}\d{1,7})"')
STYLED: Final = re.compile(rb'\ss="(\d{1,6})"')
THREAD: Final = "Comment:"  # in the comment that stands for a thread, before what was written
WIDEST: Final = 256


def looks_of(book: ExcelBook, part: str) -> SheetLooks:
    """What people see of the sheet in a part (ISO/IEC 29500-1: 18.3.1.73 and 18.3.1.13 hidden, 18.4.10, 18.7.3)."""
    archive = book.archive
    names = dict.fromkeys(archive.namelist(), b"")
    content = archive.read(part)
    styles = [archive.read(one) for one in linked_parts(archive, names, _workbook(book), "styles").values()]
    struck = _struck_styles(styles[0]) if styles else frozenset()
    notes = [archive.read(one) for one in linked_parts(archive, names, part, "comments").values()]
    return SheetLooks(
        frozenset(int(one) for one in HIDDEN_ROW.findall(content)),
        frozenset(_hidden_columns(content)),
        frozenset(_struck(content, struck)) if struck else frozenset(),
        {at: text for note in notes for at, text in _noted(note)},
    )


def _noted(part: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    """The cells with comments and what each says: without the name of its author, and of a thread the first words."""
    root: Any = parsed_part("xl/comments1.xml", part)
    names = [(one.text or "").strip() for one in root.iter(AUTHOR)]
    for note in root.iter(COMMENT):
        text = "".join(one.text or "" for one in note.iter(TEXT)).strip()
        text = text.rpartition(THREAD)[2].strip() if text.startswith("[") else text
        for name in names:
            text = text.removeprefix(f"{name}:").strip() if name else text
        if re.fullmatch(r"[A-Z]{1,3}\d{1,7}", ref := note.get("ref") or ""):
            yield _index(ref.encode()), text


def _workbook(book: ExcelBook) -> str:
    names = dict.fromkeys(book.archive.namelist(), b"")
    return next(iter(linked_parts(book.archive, names, "", "officeDocument").values()), "")


def _index(name: bytes) -> tuple[int, int]:
    row, column = coordinate_to_tuple(name.decode())
    return row, column - 1


def _hidden_columns(content: bytes) -> set[int]:
    found: set[int] = set()
    for match in HIDDEN_COLUMN.finditer(content):
        first, last = FIRST.search(match[0]), LAST.search(match[0])
        if first and last:
            found.update(range(int(first[1]) - 1, min(int(last[1]), WIDEST)))
    return found


def _struck_styles(styles: bytes) -> frozenset[bytes]:
    """The numbers of the styles whose font is struck through."""
    root: Any = parsed_part("xl/styles.xml", styles)
    fonts = [
        any((one.get("val") or "1") not in OFF for one in font.iter(STRIKE))
        for group in root.iter(FONTS)
        for font in group
    ]
    looks = [style for group in root.iter(STYLES) for style in group]
    numbers = [int(style.get("fontId") or 0) for style in looks]
    return frozenset(b"%d" % at for at, font in enumerate(numbers) if font < len(fonts) and fonts[font])


def _struck(content: bytes, styles: frozenset[bytes]) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for cell in CELL.finditer(content):
        style, name = STYLED.search(cell[0]), NAMED.search(cell[0])
        if style and name and style[1] in styles:
            found.add(_index(name[1]))
    return found
