"""A copy of a returned file for its school: faulty cells coloured, a comment in Russian at each."""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from nastav_docs.diagnostics import Severity
from nastav_docs.docx import packed
from nastav_docs.grids import UnreadableError, read_tables
from nastav_docs.registry.forms import parts_of
from nastav_docs.returns.book_marks import Mark, with_marks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from nastav_docs.grids import Grid
    from nastav_docs.returns.model import ReturnFault

FILLS: Final = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.NOTE: "DDEBF7"}
COLOURS: Final = frozenset(FILLS.values())
MOST: Final = 3000  # comments in one copy: more help nobody
LARGEST: Final = 6 << 20  # bytes of a sheet unpacked, some 15,000 rows: of empty ones a tree takes 200 MB
BAD_TITLE: Final = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class MarkedCopy:
    """A book of Excel for a school; `lack` says in Russian what is not in it, empty where nothing is left out."""

    data: bytes
    lack: str = ""


def marked_copy(data: bytes, name: str, faults: Sequence[ReturnFault]) -> MarkedCopy:
    """The school's own book of Excel with comments, or one made of a CSV, ODS or Word file.

    A book that is damaged or too large to be edited is made anew as well, without its looks and formulas.
    """
    if not (data.startswith(b"PK") and name.lower().endswith((".xlsx", ".xlsm"))):
        return _made_copy(data, name, faults, "")
    if _is_large(data):
        return _made_copy(data, name, faults, "книга слишком велика, поэтому в копии только её таблицы, без оформления")
    try:
        return MarkedCopy(with_marks(data, _marks(faults), COLOURS), _left_out(faults))
    except Exception:  # noqa: BLE001 (a damaged book fails in whatever way; a plain copy is made of what was read)
        return _made_copy(data, name, faults, "книга повреждена, поэтому в копии только её таблицы, без оформления")


def _left_out(faults: Sequence[ReturnFault]) -> str:
    left = len({(one.table or one.sheet, one.row, one.index) for one in faults if one.row and one.index}) - MOST
    return f"примечания есть у первых {MOST} ячеек, ещё {left} – без них" if left > 0 else ""


def _is_large(data: bytes) -> bool:
    """Whether a sheet of a book is too large to be taken into memory as a tree."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {part.filename.lower(): part.file_size for part in archive.infolist()}
    return any(size > LARGEST for name, size in parts.items() if name.endswith(".xml") and "sharedstr" not in name)


def _made_copy(data: bytes, name: str, faults: Sequence[ReturnFault], lack: str) -> MarkedCopy:
    """A book with what was read of a file, marked."""
    book, shifts = _made_book(data, name)
    shown = {table: sheet.title for table, (sheet, _) in shifts.items()}
    moved = {table: shift for table, (_, shift) in shifts.items()}
    made = packed(parts_of(book, PurePosixPath(name).stem))
    marked = with_marks(made, _marks(faults, shown, moved), COLOURS)
    return MarkedCopy(marked, "; ".join(filter(None, (lack, _left_out(faults)))))


def _marks(
    faults: Sequence[ReturnFault],
    shown: Mapping[object, str] | None = None,
    moved: Mapping[object, int] | None = None,
) -> dict[str, dict[tuple[int, int], Mark]]:
    """The marks of a copy by the title of the sheet and the cell: one for all that is wrong with a cell.

    `shown` and `moved` tell of a book that is made: on which sheet each table is, and how much lower its rows stand.
    """
    by_cell: dict[tuple[object, int, int], list[ReturnFault]] = defaultdict(list)
    for one in faults:
        table = one.table or one.sheet
        if one.row and one.index and (shown is None or table in shown):
            by_cell[table, one.row, one.index].append(one)
    marks: dict[str, dict[tuple[int, int], Mark]] = defaultdict(dict)
    for (place, row, index), told in islice(by_cell.items(), MOST):
        title = str(place) if shown is None else shown[place]
        marks[title][row + (0 if moved is None else moved[place]), index] = _mark(told)
    return marks


def _mark(told: Sequence[ReturnFault]) -> Mark:
    worst = min((one.code.severity for one in told), key=tuple(FILLS).index)
    lines = []
    for one in told:
        lines.append(f"{one.message} {one.detail}".strip())
        if one.hint:
            lines.append(f"→ {one.hint}")
    return Mark(ILLEGAL_CHARACTERS_RE.sub("\ufffd", "\n".join(lines)), FILLS[worst])


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
