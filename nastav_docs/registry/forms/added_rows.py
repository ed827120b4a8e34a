"""Add rows to a table in a book that people fill in: below the last one, all that is there stays as it is."""

from __future__ import annotations

import datetime as dt
import io
from copy import copy
from typing import TYPE_CHECKING, Any, Final

from openpyxl import load_workbook

from nastav_docs.docx import packed
from nastav_docs.registry.forms import xlsx_writer as xlsx
from nastav_docs.registry.lists import matched

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from nastav_docs.config import ListColumn
    from nastav_docs.registry.forms.table_book import PlainValue

HEADER_DEPTH: Final = 50


def with_rows(
    data: bytes, columns: Mapping[str, ListColumn], rows: Sequence[Sequence[PlainValue]], title: str, sheet: str = ""
) -> bytes | None:
    """The bytes of a book with further rows, each value under the heading of its column; None for another book.

    `rows` have a value for each of `columns`, in their order; a column that the table lacks is passed over. `title` is
    the book's in the properties of the file, `sheet` the one with the table (the first visible one when empty).
    """
    book = load_workbook(io.BytesIO(data))
    sheets = [one for one in book.worksheets if one.sheet_state == "visible" and (not sheet or one.title == sheet)]
    found = _headings(sheets[0], columns) if sheets else None
    if found is None:
        return None
    heading, at = found
    table = sheets[0]
    filled = (cell.row for row in table.iter_rows(min_row=heading) for cell in row if cell.value is not None)
    last = max(filled, default=heading)
    names = list(columns)
    for number, row in enumerate(rows, last + 1):
        for index, name in at.items():
            value = row[names.index(name)]
            look = xlsx.DATE_LOOK if isinstance(value, dt.date) or columns[name].type == "date" else xlsx.TEXT_LOOK
            _put(table, number, index + 1, value, look, last if last > heading else 0)
    return packed(xlsx.parts_of(book, title))


def _headings(sheet: Worksheet, columns: Mapping[str, ListColumn]) -> tuple[int, dict[int, str]] | None:
    """The row of headings and the columns by index; None where fewer than two are known."""
    best: tuple[int, dict[int, str]] | None = None
    for number, row in enumerate(sheet.iter_rows(max_row=HEADER_DEPTH, values_only=True), 1):
        at = matched([" ".join(str(value).split()) if value is not None else "" for value in row], columns)
        if len(at) > (1 if best is None else len(best[1])):
            best = (number, at)
    return best


def _put(sheet: Worksheet, row: int, column: int, value: PlainValue, look: str, like: int) -> None:
    """Write a cell that looks like the one in row `like`, or as cells of our own tables do where there is none."""
    if not like:
        xlsx.put(sheet, row, column, None if value == "" else value, look)
        return
    above: Any = sheet.cell(like, column)
    cell: Any = sheet.cell(row, column, None if value == "" else value)
    cell.font, cell.alignment, cell.border = copy(above.font), copy(above.alignment), copy(above.border)
    cell.number_format = look
