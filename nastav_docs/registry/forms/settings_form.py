"""Draw a workbook of settings: sheets of labels and tables, hints, drop-downs, headings locked and cells open."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from nastav_docs.config.workbook import FROM_PROGRAMME, ORIGIN, REMOVE_ROW, SCHOOLS
from nastav_docs.docx import packed
from nastav_docs.registry.forms import xlsx_writer as xlsx
from nastav_docs.registry.forms.blank_forms import draw_registry
from nastav_docs.registry.forms.table_book import NOT_IN_XML

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from nastav_docs.config.workbook import BookCell, BookField, WrittenRow, WrittenSheet

FORM_WIDTHS: Final = (32, 56, 46, 46)
SPECIAL_WIDTHS: Final = {
    "owner": 18, "section code": 20, "section": 30, "number": 8, "key": 18, "origin": 14, "grey": 42,
}  # fmt: skip
OTHER_WIDTHS: Final = (60, 90)
LEAST_LABEL: Final = 24  # signs of the first column where labels stand in it
VALUE_SIGNS, HINT_SIGNS = 56, 44  # how wide a value and its hint are drawn over the columns of a table below
PAGE_SIGNS: Final = 280  # how wide a sheet can be read, drawn as wide as landscape A4
SPARE: Final = 12  # empty rows below a table, ready to be filled in
TALLEST: Final = 300
NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:,\d{0,9}[1-9])?")
DAY: Final = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")
OPEN: Final = Protection(locked=False)
TITLE_FILL: Final = PatternFill("solid", "FFD9E2F3")
SECTION_FILL: Final = PatternFill("solid", "FFF2F2F2")
GREY: Final = "FF7F7F7F"
INLINE: Final = 255  # signs of a drop-down that is written into the cell's rule


def settings_form(sheets: Sequence[WrittenSheet], *, programmes: Sequence[str] = (), schools: bool = False) -> bytes:
    """The bytes of a workbook with some sheets of settings, and with `schools` an empty registry of schools.

    `programmes` are the names that the drop-down of shipped programmes offers.
    """
    book = Workbook()
    for number, written in enumerate(sheets):
        sheet = book.worksheets[0] if number == 0 else book.create_sheet()
        sheet.title = written.title
        _draw(sheet, written, {("extends",): programmes})
    if schools:
        draw_registry(book, registry := book.create_sheet(SCHOOLS, len(sheets) - 1))
        _print_wide(registry, [one.width for one in registry.column_dimensions.values()])
    return packed(xlsx.parts_of(book, "Настройки документов"))


def _draw(sheet: Worksheet, written: WrittenSheet, offered: Mapping[tuple[str, ...], Sequence[str]]) -> None:
    widths = _widths(written)
    for index, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    heading: list[tuple[int, BookCell]] = []
    number = 0
    first_table = heading_row = 0
    for at, row in enumerate(written.rows):
        number += 1
        if row.cells and row.cells[0].look == "heading":
            heading, heading_row = list(enumerate(row.cells, 1)), number
            first_table = first_table or number
        following = written.rows[at + 1] if at + 1 < len(written.rows) else None
        _row(sheet, number, row, widths, offered)
        if heading and (following is None or not following.cells):
            number = _spare(sheet, number, heading, heading_row + 1)
            heading = []
    _finish(sheet, written, first_table)
    _print_wide(sheet, widths)


def _print_wide(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Print a sheet that would be too small to read on one page over several beside each other, each with its keys."""
    pages = math.ceil(sum(widths) / PAGE_SIGNS)
    if pages > 1:
        sheet.page_setup.fitToWidth = pages
        sheet.print_title_cols = "A:A"


def _widths(written: WrittenSheet) -> list[int]:
    """How wide each column is, in signs: as its tables want it; where there are none, as labels and values do."""
    tables = [row for row in written.rows if row.cells and row.cells[0].look == "heading"]
    if not tables:
        return list(FORM_WIDTHS)
    widths: list[int] = []
    for row in tables:
        for index, cell in enumerate(row.cells):
            wanted = cell.asked.width if cell.asked is not None else SPECIAL_WIDTHS.get(cell.special, 0)
            wanted = wanted or OTHER_WIDTHS[min(index, 1)]
            widths[index : index + 1] = [max([wanted, *widths[index : index + 1]])]
    if any(row.cells and row.cells[0].look == "label" for row in written.rows):
        widths[0] = max(widths[0], LEAST_LABEL)
        while sum(widths[1:]) < VALUE_SIGNS + 2 * HINT_SIGNS or len(widths) < len(FORM_WIDTHS):
            widths.append(HINT_SIGNS)
    return widths


def _row(
    sheet: Worksheet, number: int, row: WrittenRow, widths: Sequence[int],
    offered: Mapping[tuple[str, ...], Sequence[str]],
) -> None:  # fmt: skip
    if not row.cells:
        return
    look = row.cells[0].look
    if look in {"about", "title"}:
        _line(sheet, number, row.cells[0], widths)
    elif look == "label":
        _labelled(sheet, number, row.cells, widths, offered)
    elif look == "heading":
        for index, cell in enumerate(row.cells, 1):
            width = sheet.column_dimensions[get_column_letter(index)].width
            xlsx.head(sheet, number, index, cell.text, int(width))
        sheet.row_dimensions[number].height = xlsx.height_of(
            (cell.text, widths[index]) for index, cell in enumerate(row.cells)
        )
    else:
        for index, cell in enumerate(row.cells, 1):
            drawn = _value(sheet, number, index, cell)
            if row.section:
                drawn.fill = SECTION_FILL
                drawn.font = Font(xlsx.FONT, 11, bold=cell.look != "grey", color=GREY if cell.look == "grey" else None)
        _set_height(sheet, number, [(cell.text, widths[at]) for at, cell in enumerate(row.cells)])


def _line(sheet: Worksheet, number: int, cell: BookCell, widths: Sequence[int]) -> None:
    """A line over the first columns: what the sheet is for, or the title of a block."""
    last, total = 1, widths[0]
    while last < len(widths) and total < VALUE_SIGNS + HINT_SIGNS:
        total += widths[last]
        last += 1
    drawn = sheet.cell(number, 1, cell.text)
    drawn.alignment = Alignment(vertical="center", wrap_text=True)
    if cell.look == "about":
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=last)
        drawn.font = Font(xlsx.FONT, 11, italic=True, color=GREY)
        _set_height(sheet, number, [(cell.text, total)])
        return
    for index in range(1, len(widths) + 1):
        sheet.cell(number, index).fill = TITLE_FILL
    drawn.font = Font(xlsx.FONT, 12, bold=True)
    drawn.alignment = Alignment(vertical="center")
    sheet.row_dimensions[number].height = 20


def _labelled(
    sheet: Worksheet, number: int, cells: Sequence[BookCell], widths: Sequence[int],
    offered: Mapping[tuple[str, ...], Sequence[str]],
) -> None:  # fmt: skip
    """A label, its value over as many columns as it needs, behind it the hint and what the programme says."""
    label, value, hint, grey = cells
    drawn = sheet.cell(number, 1, label.text)
    drawn.font = Font(xlsx.FONT, 11)
    drawn.alignment = Alignment(vertical="top", wrap_text=True)
    drawn.border = xlsx.BOX
    column = 2
    spans: list[tuple[str, int]] = [(label.text, widths[0])]
    for cell, signs in ((value, VALUE_SIGNS), (hint, HINT_SIGNS), (grey, HINT_SIGNS)):
        if column > len(widths):
            break
        end, total = column, widths[column - 1]
        while end < len(widths) and total + widths[end] <= signs + 8:
            total += widths[end]
            end += 1
        drawn = _value(sheet, number, column, cell)
        if cell is value:
            _rule(sheet, f"{get_column_letter(column)}{number}", cell.asked, label.text, offered)
            for index in range(column, end + 1):
                sheet.cell(number, index).border = xlsx.BOX
        else:
            drawn.border = Border()
            drawn.alignment = Alignment(vertical="top", wrap_text=True, indent=1)
        if end > column:
            sheet.merge_cells(start_row=number, start_column=column, end_row=number, end_column=end)
        spans.append((cell.text, total))
        column = end + 1
    _set_height(sheet, number, spans)


def _value(sheet: Worksheet, number: int, index: int, cell: BookCell) -> Cell:
    """A cell with its text: a day as a date, a number as a number where the cell shows the same."""
    kind = cell.asked.kind if cell.asked is not None and cell.look == "value" else "text"
    value: str | float | dt.date | None = NOT_IN_XML.sub("\ufffd", cell.text) or None
    look = xlsx.DATE_LOOK if kind == "date" else "General" if kind == "value" else xlsx.TEXT_LOOK
    if kind == "date" and (found := DAY.fullmatch(cell.text)):
        value = _day(found) or value
    elif kind == "value" and NUMBER.fullmatch(cell.text):
        value = float(cell.text.replace(",", ".")) if "," in cell.text else int(cell.text)
    xlsx.put(sheet, number, index, value, look if not isinstance(value, str) or kind == "text" else xlsx.TEXT_LOOK)
    drawn = sheet.cell(number, index)
    if isinstance(value, str):
        drawn.data_type = "s"  # openpyxl takes «=…» for a formula, «#Н/Д» for an error
    if cell.look in {"grey", "hint", "example"}:
        drawn.font = Font(xlsx.FONT, 10, italic=cell.look != "grey", color=GREY)
    else:
        drawn.protection = OPEN
    assert not hasattr(drawn, "hyperlink_target")  # noqa: S101  a plain cell, not a merged one
    return drawn  # type: ignore[return-value]  # a cell that is written to is no part of a merged one


def _day(found: re.Match[str]) -> dt.date | None:
    day, month, year = map(int, found.groups())
    try:
        made = dt.date(year, month, day)
    except ValueError:
        return None
    return made if year >= 1901 else None  # noqa: PLR2004  Excel counts days from 1900, wrongly at first


def _set_height(sheet: Worksheet, number: int, texts: Sequence[tuple[str, int]]) -> None:
    """Make a row as high as its texts, each with the width that it has."""
    lines = max((_lines(text, width) for text, width in texts), default=1)
    sheet.row_dimensions[number].height = min(lines * xlsx.LINE + 3, TALLEST)


def _lines(text: str, width: int) -> int:
    return sum(max(1, math.ceil(len(line) * 1.08 / max(width - 1, 1))) for line in text.split("\n")) if text else 1


def _spare(sheet: Worksheet, number: int, heading: Sequence[tuple[int, BookCell]], first: int) -> int:
    """Empty rows below a table that begins at row `first`, open and ruled; the number of the last one."""
    for row in range(number + 1, number + 1 + SPARE):
        for index, cell in heading:
            kind = cell.asked.kind if cell.asked is not None else "text"
            looks = {"date": xlsx.DATE_LOOK, "value": "General"}
            xlsx.put(sheet, row, index, None, looks.get(kind, xlsx.TEXT_LOOK))
            if cell.special != "grey":
                sheet.cell(row, index).protection = OPEN
    last = number + SPARE
    for index, cell in heading:
        letter = get_column_letter(index)
        if cell.text == ORIGIN:
            _offer(sheet, f"{letter}{first}:{letter}{last}", (FROM_PROGRAMME, REMOVE_ROW), ORIGIN, strict=True,
                   hint="Пусто – строка ваша; «убрать» – этой строки программы не печатать")  # fmt: skip
        elif cell.asked is not None:
            _rule(sheet, f"{letter}{first}:{letter}{last}", cell.asked, cell.text, {})
    return last


def _rule(
    sheet: Worksheet, cells: str, asked: BookField | None, title: str,
    offered: Mapping[tuple[str, ...], Sequence[str]],
) -> None:  # fmt: skip
    """What the cells of a field accept, and the hint that is shown at each."""
    if asked is None:
        return
    words = tuple(asked.choices.values()) or tuple(offered.get(asked.path, ()))
    if words:
        _offer(sheet, cells, words, title, strict=bool(asked.choices), hint=asked.hint)
    elif asked.kind == "date":
        rule = DataValidation("date", operator="greaterThan", formula1="36526", allow_blank=True, errorStyle="warning")
        rule.errorTitle, rule.error = "Не дата", "Напишите день, месяц и год: 02.11.2020. Оставить как есть?"
        _add(sheet, rule, cells, title, asked.hint or "02.11.2020")
    elif asked.hint:
        _add(sheet, DataValidation(allow_blank=True), cells, title, asked.hint)


def _offer(sheet: Worksheet, cells: str, words: Sequence[str], title: str, *, strict: bool, hint: str) -> None:
    listed = ",".join(words)
    if len(listed) > INLINE:
        return
    rule = DataValidation("list", formula1=f'"{listed}"', allow_blank=True)
    rule.errorTitle, rule.error = "Нет в списке", "Выберите значение из списка."
    rule.errorStyle = "stop" if strict else "warning"
    _add(sheet, rule, cells, title, hint)


def _add(sheet: Worksheet, rule: DataValidation, cells: str, title: str, hint: str) -> None:
    rule.showErrorMessage = rule.type is not None
    if hint:
        rule.showInputMessage = True
        rule.promptTitle, rule.prompt = title[:32], hint[:255]
    rule.add(cells)
    sheet.add_data_validation(rule)


def _finish(sheet: Worksheet, written: WrittenSheet, first_table: int) -> None:
    """Lock what is no cell to be filled in, keep headings in sight, and set up printing."""
    tables = sum(bool(row.cells) and row.cells[0].look == "heading" for row in written.rows)
    forms = any(row.cells and row.cells[0].look == "label" for row in written.rows)
    if tables == 1 and not forms:
        sheet.freeze_panes = f"B{first_table + 1}"
    xlsx.print_on_a4(sheet, first_table if tables == 1 and not forms else 1)
    guard = sheet.protection
    guard.sheet = True
    guard.formatCells = guard.formatColumns = guard.formatRows = False
    guard.insertRows = guard.deleteRows = guard.sort = guard.autoFilter = False
