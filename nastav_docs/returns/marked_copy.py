"""A copy of a returned file for its school: faulty cells coloured, a comment in Russian at each."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter

from nastav_docs.diagnostics import Severity
from nastav_docs.grids import UnreadableError, read_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from nastav_docs.grids import Grid
    from nastav_docs.returns.model import ReturnFault

AUTHOR: Final = "nastav-docs"
FILLS: Final = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C", Severity.NOTE: "FFDDEBF7"}
COLOURS: Final = frozenset(FILLS.values())
NO_FILL: Final = PatternFill()
MOST: Final = 3000  # comments in one copy: more help nobody
LARGEST: Final = 16 << 20  # bytes unpacked, some 50,000 rows: above it openpyxl takes a minute and a gigabyte
SAVED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
BAD_TITLE: Final = re.compile(r"[\[\]:*?/\\]")


def marked_copy(data: bytes, name: str, faults: Sequence[ReturnFault]) -> bytes:
    """The bytes of a book of Excel: the school's own one with comments, or one made of a CSV, ODS or Word file."""
    own = _own_book(data) if data.startswith(b"PK") and name.lower().endswith((".xlsx", ".xlsm")) else None
    if own is not None:
        _clean(own)
        try:
            return _marked(own, {sheet.title: (sheet, 0) for sheet in own.worksheets}, faults)
        except Exception:  # noqa: BLE001 (openpyxl cannot write everything that it has read: a plain copy is made)
            own = None
    return _marked(*_made_book(data, name), faults)


def _marked(book: Workbook, shifts: Mapping[object, tuple[Worksheet, int]], faults: Sequence[ReturnFault]) -> bytes:
    """The bytes of a book with the faults marked; `shifts` as `_made_book` gives them."""
    by_cell: dict[tuple[object, int, int], list[ReturnFault]] = defaultdict(list)
    for one in faults:
        if one.row and one.index:
            by_cell[one.table or one.sheet, one.row, one.index].append(one)
    for (place, row, index), told in list(by_cell.items())[:MOST]:
        if place in shifts:
            sheet, shift = shifts[place]
            _mark(sheet.cell(row + shift, index), told)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _own_book(data: bytes) -> Workbook | None:
    """The school's book without links to other files; None where it is too large or cannot be written again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist() if part.filename.endswith(".xml")) > LARGEST:
                return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not understand it leaves out
            return load_workbook(io.BytesIO(data), keep_links=False)
    except Exception:  # noqa: BLE001 (a damaged book fails in whatever way; a plain copy is made of what was read)
        return None


def _clean(book: Workbook) -> None:
    """Take away what an earlier copy has marked: the mended cell is not to stay coloured."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is not None and cell.comment.author == AUTHOR and isinstance(cell, Cell):
                    cell.comment = None
                    if cell.fill is not None and str(cell.fill.fgColor.rgb) in COLOURS:
                        cell.fill = NO_FILL


def _mark(cell: Cell | MergedCell, told: Iterable[ReturnFault]) -> None:
    if isinstance(cell, MergedCell):
        return
    found = list(told)
    worst = min(found, key=lambda one: tuple(FILLS).index(one.code.severity))
    cell.fill = PatternFill("solid", FILLS[worst.code.severity])
    lines = []
    for one in found:
        lines.append(f"{one.message} {one.detail}".strip())
        if one.hint:
            lines.append(f"→ {one.hint}")
    text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", "\n".join(lines))
    cell.comment = Comment(text, AUTHOR, height=40 + 18 * (len(text) // 38 + len(lines)), width=300)


def _made_book(data: bytes, name: str) -> tuple[Workbook, dict[object, tuple[Worksheet, int]]]:
    """A book with the tables of a file that is none; a table of Word goes below what stands above it there.

    Gives also, by the title of a sheet or the number of a Word table, the sheet and how far its rows have moved.
    """
    book = Workbook()
    shifts: dict[object, tuple[Worksheet, int]] = {}
    first: Any = book.worksheets[0]
    try:
        for number, grid in enumerate(read_tables(data, name, len).grids):
            sheet = first if number == 0 else book.create_sheet()
            title = grid.sheet or (f"Таблица {grid.table}" if grid.table else "Лист1")
            sheet.title = BAD_TITLE.sub(" ", title)[:31] or "Лист1"
            above = grid.above[-3:] if grid.table else ()
            for row, text in enumerate(above, 1):
                sheet.cell(row, 1, text)
            shift = len(above) + 1 if above else 0
            _write(sheet, grid, shift)
            for index in range(1, min(sheet.max_column, 40) + 1):
                sheet.column_dimensions[get_column_letter(index)].width = 20
            shifts[grid.table or grid.sheet] = (sheet, shift)
    except UnreadableError:
        pass
    return book, shifts


def _write(sheet: Worksheet, grid: Grid, shift: int) -> None:
    """Write a table into a sheet, its rows `shift` lower; cells that were merged are merged again."""
    ends: dict[tuple[int, int], tuple[int, int]] = {}  # of merged cells, by their corners
    for one in grid.rows:
        for index, text in enumerate(one.cells):
            corner = one.anchors.get(index, (one.number, index))
            if index in one.anchors:
                ends[corner] = (one.number, index)
            if text and corner == (one.number, index):
                cell = sheet.cell(one.number + shift, index + 1)
                cell.value, cell.data_type = (
                    ILLEGAL_CHARACTERS_RE.sub("\ufffd", text),
                    "s",
                )  # a text that begins with «=» stays a text
                cell.alignment = Alignment(vertical="top", wrap_text=True)
    for (row, index), (last, end) in ends.items():
        if (row, index) < (last, end):
            sheet.merge_cells(None, row + shift, index + 1, last + shift, end + 1)
