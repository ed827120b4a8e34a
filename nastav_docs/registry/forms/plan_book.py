"""A plan as a book of Excel: a row for each activity with dates as dates, and a Gantt chart by weeks or months.

Colours follow the cells: who writes «выполнено» into «Состояние» sees the row and the bar turn green.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from nastav_docs.docx import packed
from nastav_docs.registry.forms import xlsx_writer as xlsx
from nastav_docs.registry.forms.table_book import SheetTable, fill_table, set_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from nastav_docs.registry.forms.table_book import Value

GREEN, RED, YELLOW, BLUE, GREY = "FFC6E0B4", "FFF8CBAD", "FFFFE699", "FF9DC3E6", "FFD9D9D9"
SOON: Final = 30  # days
DONE: Final = "выполнено"
MOST_WEEKS: Final = 54  # a longer plan is drawn by months
MOST_MONTHS: Final = 120
COLUMNS: Final = (
    ("№ п/п", 8, "text"), ("Раздел", 26, "text"), ("Мероприятие", 56, "text"), ("Срок, как в плане", 26, "text"),
    ("Начало", 13, "date"), ("Срок", 13, "date"), ("Все сроки", 24, "text"), ("Ответственный", 32, "text"),
    ("Результат", 32, "text"), ("Состояние", 17, "text"), ("Отметка", 32, "text"),
)  # fmt: skip
# In the table the day stands in column F and the state in J.
TABLE_COLOURS: Final = (
    (f'$J{{row}}="{DONE}"', GREEN),
    (f'AND($F{{row}}<>"",$F{{row}}<TODAY(),$J{{row}}<>"{DONE}")', RED),
    (f'AND($F{{row}}<>"",$F{{row}}>=TODAY(),$F{{row}}<=TODAY()+{SOON},$J{{row}}<>"{DONE}")', YELLOW),
)
GANTT: Final = (("№ п/п", 8), ("Мероприятие", 50), ("Состояние", 16), ("Начало", 12), ("Срок", 12))
FIRST: Final = len(GANTT) + 1
HEADING: Final = 3
MARK: Final = "◆"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """An activity as the book shows it: `due` is its next day, or the last one; `days` are all of them."""

    number: str
    section: str
    title: str
    deadline: str
    start: dt.date | None
    due: dt.date | None
    days: tuple[dt.date, ...]
    people: str
    result: str
    state: str
    mark: str


def plan_book(title: str, lines: Sequence[PlanLine], period: tuple[dt.date, dt.date]) -> bytes:
    """The bytes of the book: sheets «План» and «Диаграмма»; `title` stands above both, `period` is the plan's."""
    table = SheetTable("План", (title,), COLUMNS, [_row(line) for line in lines], colours=TABLE_COLOURS)
    book = Workbook()
    set_up(book.worksheets[0], table)
    _gantt(book.create_sheet("Диаграмма"), title, lines, period)
    parts = xlsx.parts_of(book, title)
    first = "xl/worksheets/sheet1.xml"
    return packed({**parts, first: fill_table(parts[first], table)})


def _row(line: PlanLine) -> tuple[Value, ...]:
    days = ", ".join(f"{day:%d.%m.%Y}" for day in line.days) if len(line.days) > 1 else ""
    what = (line.number, line.section, line.title, line.deadline, line.start, line.due, days)
    return (*what, line.people, line.result, line.state, line.mark)


def periods(span: tuple[dt.date, dt.date]) -> tuple[bool, list[dt.date]]:
    """Whether a plan is drawn by weeks, and the first days of its weeks (Mondays) or months."""
    start, end = span
    monday = start - dt.timedelta(days=start.weekday())
    weeks = [monday + dt.timedelta(days=7 * number) for number in range((end - monday).days // 7 + 1)]
    if len(weeks) <= MOST_WEEKS:
        return True, weeks
    months: list[dt.date] = []
    day = start.replace(day=1)
    while day <= end and len(months) < MOST_MONTHS:
        months.append(day)
        day = (day + dt.timedelta(days=31)).replace(day=1)
    return False, months


def _gantt(sheet: Worksheet, title: str, lines: Sequence[PlanLine], span: tuple[dt.date, dt.date]) -> None:
    days = [day for line in lines for day in (line.start, *line.days) if day is not None]
    by_weeks, columns = periods((min([span[0], *days]), max([span[1], *days])))
    width = len(GANTT) + len(columns)
    xlsx.title(sheet, 1, width, title, size=14, bold=True)
    xlsx.title(sheet, 2, width, _legend(by_weeks=by_weeks), size=10)
    for index, (text, wide) in enumerate(GANTT, 1):
        xlsx.head(sheet, HEADING, index, text, wide)
    for index, day in enumerate(columns, FIRST):
        xlsx.head(sheet, HEADING, index, "", 5)
        cell = sheet.cell(HEADING, index, day)
        cell.number_format = "DD.MM.YY" if by_weeks else "MM.YY"
        cell.alignment = Alignment("center", "center", text_rotation=90)
        cell.font = Font(xlsx.FONT, 9)
    sheet.row_dimensions[HEADING].height = 48
    for number, line in enumerate(lines, HEADING + 1):
        for index, value in enumerate((line.number, line.title, line.state, line.start, line.due), 1):
            xlsx.put(sheet, number, index, value or None, xlsx.DATE_LOOK if index > 3 else xlsx.TEXT_LOOK)  # noqa: PLR2004  two dates last
        for index, day in enumerate(columns, FIRST):
            last = _last(day, by_weeks=by_weeks)
            xlsx.put(sheet, number, index, MARK if any(day <= one <= last for one in line.days) else None)
            sheet.cell(number, index).alignment = Alignment("center", "center")
    _bars(sheet, len(lines), len(columns), by_weeks=by_weeks)
    sheet.freeze_panes = f"C{HEADING + 1}"
    xlsx.print_on_a4(sheet, HEADING)


def _last(first: dt.date, *, by_weeks: bool) -> dt.date:
    """The last day of a week or a month, by its first."""
    following = first + dt.timedelta(days=7) if by_weeks else (first + dt.timedelta(days=31)).replace(day=1)
    return following - dt.timedelta(days=1)


def _legend(*, by_weeks: bool) -> str:
    every = "неделям" if by_weeks else "месяцам"
    return f"По {every}: зелёное – выполнено, красное – срок прошёл, синее – впереди, серое – сегодня; {MARK} – срок."


def _bars(sheet: Worksheet, lines: int, columns: int, *, by_weeks: bool) -> None:
    """Colour the bars by formulas over the dates and states of the rows, the column of today too."""
    if not lines:
        return
    first, row = get_column_letter(FIRST), HEADING + 1
    cells = f"{first}{row}:{get_column_letter(FIRST + columns - 1)}{HEADING + lines}"
    end = f"{first}${HEADING}+6" if by_weeks else f"EOMONTH({first}${HEADING},0)"
    bar = f'$E{row}<>"",{first}${HEADING}<=$E{row},{end}>=IF($D{row}="",$E{row},$D{row})'
    xlsx.colour(sheet, cells, f'AND({bar},$C{row}="{DONE}")', GREEN)
    xlsx.colour(sheet, cells, f"AND({bar},$E{row}<TODAY())", RED)
    xlsx.colour(sheet, cells, f"AND({bar})", BLUE)
    xlsx.colour(sheet, cells, f"AND({first}${HEADING}<=TODAY(),{end}>=TODAY())", GREY)
