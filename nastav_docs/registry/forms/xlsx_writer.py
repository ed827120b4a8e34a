"""Draw a spreadsheet form with openpyxl: cells, drop-down lists, hints, printing.

The parts of the book are written without the time at which they were made.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

from lxml import etree
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.writer.excel import ExcelWriter

from nastav_docs.docx import serialised

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FONT: Final = "Times New Roman"
LAST_ROW: Final = 2000
LINE: Final = 15  # points that a line of 11 pt takes
BOLD: Final = 1.15  # how much wider than a digit a bold letter is
DATE_LOOK: Final = "DD.MM.YYYY"
TEXT_LOOK: Final = "@"
MADE_AT: Final = dt.datetime(2020, 1, 1)  # noqa: DTZ001 (openpyxl wants it naive)
CHANGED_AT: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
# 3.1.3 names itself otherwise than 3.1.5: the bytes are to be the same.
WRITTEN_BY: Final = b"<Application>Microsoft Excel Compatible / Openpyxl 3.1.5</Application>"
APPLICATION: Final = re.compile(rb"<Application>[^<]*</Application>")
# ISO/IEC 29500-1, 18.8.22 (CT_Font).
FONT_PARTS: Final = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family",
    "charset", "scheme",
)  # fmt: skip
THIN: Final = Side(style="thin")
BOX: Final = Border(THIN, THIN, THIN, THIN)


def head(sheet: Worksheet, row: int, column: int, text: str, width: int) -> None:
    """Write the heading of a column and set its width, in characters; rows and columns count from 1."""
    cell = sheet.cell(row, column, text)
    cell.font = Font(FONT, 11, bold=True)
    cell.fill = PatternFill("solid", "FFE7E6E6")
    cell.alignment = Alignment("center", "center", wrap_text=True)
    cell.border = BOX
    sheet.column_dimensions[get_column_letter(column)].width = width


def height_of(headings: Iterable[tuple[str, int]]) -> float:
    """The height in points of a row of bold headings, each given with the width of its column in characters.

    Words are not broken: a line holds as many as fit, and a word longer than the column takes as many lines as needed.
    """
    most = 1
    for text, width in headings:
        lines, left = 1, float(width)
        for word in text.split():
            long = len(word) * BOLD
            if long > left and left < width:
                lines, left = lines + 1, float(width)
            while long > width:
                lines, long = lines + 1, long - width
            left -= long + BOLD
        most = max(most, lines)
    return most * LINE + 4


def title(sheet: Worksheet, row: int, columns: int, text: str, *, size: int, bold: bool = False) -> None:
    """Write a line above the table, merged over its first `columns` columns; `size` is in points."""
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
    cell = sheet.cell(row, 1, text)
    cell.font = Font(FONT, size, bold=bold)
    cell.alignment = Alignment("center", "center", wrap_text=True)


def put(sheet: Worksheet, row: int, column: int, value: str | float | dt.date | None, look: str = TEXT_LOOK) -> None:
    """Write a cell of a table, empty with None; `look` is its number format."""
    cell = sheet.cell(row, column, value)
    cell.font = Font(FONT, 11)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.border = BOX
    cell.number_format = look


def note(sheet: Worksheet, row: int, column: int, value: str | dt.date, look: str = TEXT_LOOK) -> None:
    """Write a text in grey italics: an example, a remark."""
    cell = sheet.cell(row, column, value)
    cell.font = Font(FONT, 11, italic=True, color="FF7F7F7F")
    cell.number_format = look


def ask(
    sheet: Worksheet,
    first: int,
    column: int,
    hint: str,
    *,
    choice: str = "",
    content: str = "text",
    last: int = LAST_ROW,
) -> None:
    """Say what the cells of a column accept, from row `first` to row `last`, and the hint shown at each.

    `choice` is the formula of a list, `content` is date, year or text. Excel asks before it takes another date or year,
    and refuses what is not in a list. The title of the hint is the column's heading.
    """
    rule = DataValidation(allow_blank=True, showInputMessage=True, showErrorMessage=True)
    if choice:
        rule.type, rule.formula1 = "list", choice
        rule.errorTitle, rule.error = "Нет в списке", "Выберите значение из списка."
    elif content == "date":
        rule.type, rule.operator, rule.errorStyle = "date", "greaterThan", "warning"
        rule.formula1 = "36526"  # 1 January 2000 as Excel counts days
        rule.errorTitle, rule.error = "Не дата", "Напишите день, месяц и год: 02.11.2020. Оставить как есть?"
    elif content == "year":
        rule.type, rule.operator, rule.errorStyle = "whole", "between", "warning"
        rule.formula1, rule.formula2 = "1940", "2040"
        rule.errorTitle, rule.error = "Не год", "Напишите год четырьмя цифрами. Оставить как есть?"
    rule.prompt, rule.promptTitle = hint[:255], str(sheet.cell(first - 1, column).value)[:32]
    letter = get_column_letter(column)
    rule.add(f"{letter}{first}:{letter}{last}")
    sheet.add_data_validation(rule)


def colour(sheet: Worksheet, cells: str, formula: str, fill: str) -> None:
    """Fill cells with a colour («FFC6EFCE») where a formula holds; it is written for the first of the cells."""
    solid = PatternFill("solid", start_color=fill, end_color=fill)
    rule = Rule(type="expression", formula=[formula], dxf=DifferentialStyle(fill=solid))
    sheet.conditional_formatting.add(cells, rule)


def print_on_a4(sheet: Worksheet, heading_row: int) -> None:
    """Let a sheet be printed on landscape A4: as wide as the page, the heading row on each page, pages numbered."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = margins.bottom = 0.4
    margins.top, margins.header, margins.footer = 0.8, 0.3, 0.2
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    if sheet.oddFooter is not None and sheet.oddFooter.right is not None:
        sheet.oddFooter.right.text = "&P"


class MemoryWriter(ExcelWriter):
    """Writes the sheets of a book in memory; openpyxl's own way leads over temporary files, which need a disk."""

    # openpyxl's own way, of which its types say nothing; its version is bounded for that.
    _archive: zipfile.ZipFile

    def write_worksheet(self, ws: Any) -> None:  # noqa: ANN401  as above
        """Write one sheet, as the method of the same name does into a file."""
        written = io.BytesIO()
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001  as above
        writer: Any = WorksheetWriter(ws, written)
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001  as above
        self._archive.writestr(ws.path[1:], written.getvalue())
        self.manifest.append(ws)


def parts_of(book: Workbook, name: str) -> dict[str, bytes]:
    """The parts of a book by name, in a fixed order, without the time at which they were made; `name` is its title."""
    book.properties.title, book.properties.creator, book.properties.language = name, "", "ru-RU"
    book.properties.created = MADE_AT
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        MemoryWriter(book, archive).save()
    with zipfile.ZipFile(packed) as archive:
        parts = {part: archive.read(part) for part in sorted(archive.namelist())}
    made = f"{MADE_AT:%Y-%m-%dT%H:%M:%SZ}".encode()
    parts["xl/styles.xml"] = _fonts_in_order(parts["xl/styles.xml"])
    parts["docProps/core.xml"] = CHANGED_AT.sub(rb"\g<1>" + made, parts["docProps/core.xml"])
    parts["docProps/app.xml"] = APPLICATION.sub(WRITTEN_BY, parts["docProps/app.xml"])
    return parts


def _fonts_in_order(styles: bytes) -> bytes:
    """Put the properties of a font in the order of the schema, which openpyxl does not keep."""
    root = etree.fromstring(styles)
    for font in root.iter("{*}font"):
        font[:] = sorted(font, key=lambda part: FONT_PARTS.index(etree.QName(part).localname))
    return serialised(root)
