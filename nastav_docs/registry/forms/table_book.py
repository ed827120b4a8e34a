"""Write tables as a book of Excel: quickly, texts as texts, dates as dates, equal input as equal bytes."""

from __future__ import annotations

import datetime as dt
import re
import zlib
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from nastav_docs.docx import packed
from nastav_docs.registry.forms import xlsx_writer as xlsx

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

NUMBERS: Final = frozenset({"number", "decimal"})
KINDS: Final = {"text": xlsx.TEXT_LOOK, "date": xlsx.DATE_LOOK, "number": "0", "decimal": "0.0", "formula": "General"}
EPOCH: Final = dt.date(1899, 12, 30)
NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST: Final = 32_767  # characters of a cell
LAST: Final = 50_000  # the row to which cells ask and are coloured
FIRST_CELL: Final = re.compile(rb'<c r="[A-Z]+\d+" s="(\d+)"')


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of a cell without «=», with English names of functions; `value` is what it gives."""

    text: str
    value: str | int | float


PlainValue = str | int | float | dt.date | None
Value = PlainValue | Formula


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A sheet with one table: its title, the lines above it, its columns (heading, width in characters, kind), rows.

    Kinds are text, date, number (whole), decimal (one digit after the comma) and formula (that gives a text); a value
    of another type than its column's is written as a text. `totals` is a last row in bold, which the filter leaves out.
    `hints` are shown at the cells of columns that people fill in, by number from 1; `choices` are what such a cell is
    chosen from. `colours` are formulas, written for the first row of the table with `{row}` for its number, each with
    the colour of the rows where it holds.
    """

    title: str
    above: Sequence[str]
    columns: Sequence[tuple[str, int, str]]
    rows: Iterable[Sequence[Value]]
    totals: Sequence[Sequence[Value]] = ()
    hints: Mapping[int, str] = field(default_factory=dict)
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    colours: Sequence[tuple[str, str]] = ()


def table_book(sheets: Sequence[SheetTable], title: str) -> bytes:
    """The bytes of a book with a sheet for each table; `title` is its name in the properties of the file."""
    book = Workbook()
    for number, table in enumerate(sheets):
        set_up(book.worksheets[0] if number == 0 else book.create_sheet(), table)
    parts = xlsx.parts_of(book, title)
    filled: dict[str, Iterable[bytes]] = {}
    for number, table in enumerate(sheets, 1):
        name = f"xl/worksheets/sheet{number}.xml"
        filled[name] = fill_table(parts[name], table)
    return packed({**parts, **filled})


def set_up(sheet: Worksheet, table: SheetTable) -> None:
    """Draw a table without its rows, but for two empty ones that show how cells look: `fill_table` replaces them."""
    sheet.title = table.title
    width = len(table.columns)
    for row, line in enumerate(table.above, 1):
        xlsx.title(sheet, row, width, line, size=14 if row == 1 else 11, bold=row == 1)
    heading = len(table.above) + 1
    for index, (text, wide, kind) in enumerate(table.columns, 1):
        xlsx.head(sheet, heading, index, text, wide)
        xlsx.put(sheet, heading + 1, index, None, KINDS[kind])
        xlsx.put(sheet, heading + 2, index, None, xlsx.TEXT_LOOK)
    sheet.row_dimensions[heading].height = xlsx.height_of((text, wide) for text, wide, _ in table.columns)
    sheet.freeze_panes = f"B{heading + 1}"
    xlsx.print_on_a4(sheet, heading)
    sheet.auto_filter.ref = f"A{heading}:{get_column_letter(width)}{heading}"
    for column, hint in table.hints.items():
        choice = f'"{",".join(table.choices[column])}"' if column in table.choices else ""
        xlsx.ask(sheet, heading + 1, column, hint, choice=choice, content=table.columns[column - 1][2], last=LAST)
    for formula, fill in table.colours:
        cells = f"A{heading + 1}:{get_column_letter(width)}{LAST}"
        xlsx.colour(sheet, cells, formula.format(row=heading + 1), fill)


def fill_table(sheet: bytes, table: SheetTable) -> Iterator[bytes]:
    """The XML of a sheet, in pieces, with its rows in place of the two empty ones that show how cells look."""
    first = len(table.above) + 2
    pattern = re.compile(rb'<row r="(%d|%d)"[^>]*>(.*?)</row>' % (first, first + 1), re.DOTALL)
    samples = pattern.findall(sheet)
    looks = [look.decode() for look in FIRST_CELL.findall(samples[0][1])]
    text = FIRST_CELL.findall(samples[1][1])[0].decode()
    letters = [get_column_letter(index) for index in range(1, len(looks) + 1)]
    columns = list(zip(letters, looks, (kind for _, _, kind in table.columns), strict=True))
    number = first
    kept = _KeptXml()  # how many rows there are stands before the first of them
    for row in table.rows:
        kept.add(_row(number, row, columns, text))
        number += 1
    last = number - 1
    for row in table.totals:
        kept.add(_row(number, row, columns, text))
        number += 1
    start, end = (match for match in (next(pattern.finditer(sheet)), list(pattern.finditer(sheet))[-1]))
    letter = letters[-1]
    whole = f'<dimension ref="A1:{letter}{max(number - 1, 1)}"'.encode()
    before = re.sub(rb'<dimension ref="[^"]*"', whole, sheet[: start.start()])
    after = sheet[end.end() :].replace(
        f'<autoFilter ref="A{first - 1}:{letter}{first - 1}"'.encode(),
        f'<autoFilter ref="A{first - 1}:{letter}{max(last, first - 1)}"'.encode(),
    )
    yield before
    yield from kept.pieces()
    yield after


class _KeptXml:
    """XML of rows until it is written, packed: a base of a region has a hundred megabytes of it."""

    def __init__(self) -> None:
        self._deflate = zlib.compressobj(1)
        self._packed: list[bytes] = []

    def add(self, row: str) -> None:
        self._packed.append(self._deflate.compress(row.encode("utf-8")))

    def pieces(self) -> Iterator[bytes]:
        inflate = zlib.decompressobj()
        for packed_piece in (*filter(None, self._packed), self._deflate.flush()):
            yield inflate.decompress(packed_piece)


def _row(number: int, row: Sequence[Value], columns: Sequence[tuple[str, str, str]], text: str) -> str:
    cells = []
    for value, (letter, look, kind) in zip(row, columns, strict=True):
        at = f'<c r="{letter}{number}" s="'
        if value is None or value == "":
            cells.append(f'{at}{look}"/>')
        elif kind == "date" and isinstance(value, dt.date):
            cells.append(f'{at}{look}"><v>{(value - EPOCH).days}</v></c>')
        elif isinstance(value, Formula):
            kept = "" if not isinstance(value.value, str) else ' t="str"'
            shown = escape(value.text, quote=False)
            cells.append(f'{at}{look}"{kept}><f>{shown}</f><v>{escape(str(value.value), quote=False)}</v></c>')
        elif kind in NUMBERS and isinstance(value, int | float):
            cells.append(f'{at}{look}"><v>{value}</v></c>')
        else:
            shown = escape(NOT_IN_XML.sub("\ufffd", str(value)[:LONGEST]), quote=False)
            cells.append(f'{at}{text}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'
