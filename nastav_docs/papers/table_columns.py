"""What the columns of a table mean, by their headings."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.papers.model import Cell, Table, TableRow

CUT = re.compile(r"(?P<left>[А-ЯЁа-яё]+)-\n(?P<right>[а-яё]+)")
LONGEST = 120  # characters of a heading; what is longer is a text
Role = Literal[
    "number", "activity", "deadline", "responsible", "indicator", "target", "unit", "due", "result", "year", ""
]
YEAR = (  # «2025», «2025/26 уч. год», «2026 г. (план)», «на 2026 год»
    r"^(?:на\s)?20\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?\s*(?:уч\w*\.?\s*)?(?:гг?\.?|год\w{0,2})?[,\s]*\(?(?:план|факт|прогноз|отчет|оценка)?\)?$"
)
ROLES: tuple[tuple[str, Role], ...] = (
    (r"^(?:№|n|nn)\s*(?:п\.?/?\s?п\.?)?$|^номер$", "number"),
    (r"(?:год|срок) достижени", "due"),
    (r"показател", "indicator"),
    (r"единиц\w+ измер|^ед\.?\s*изм", "unit"),
    (YEAR, "year"),
    (
        r"срок|дата(?!.{0,20} (?:рожд|согласи|соглашени|договор|приказ|документ))|период|плановое (?:начало|окончание)",
        "deadline",
    ),
    (r"ответственн|исполнител", "responsible"),
    (r"значени|план\b", "target"),
    (r"результат|вид документа", "result"),
    (r"мероприят|содержани|деятельност|наименование этапа", "activity"),
)


class Columns(NamedTuple):
    """A table with what its columns mean: role → number of the column in the grid; `rows` are those under the head."""

    table: Table
    roles: dict[Role, int]
    rows: tuple[TableRow, ...]

    def cell(self, row: TableRow, role: Role) -> Cell | None:
        """The cell of a row in a column; the name of a section over the whole width is in none."""
        column = self.roles.get(role)
        return None if column is None or len(row.cells) == 1 else row.at(column)

    @property
    def heads(self) -> tuple[Cell, ...]:
        """The cells that name columns: those of the first row, and of a second one that holds years."""
        second = self.table.rows[1:2]
        return (*self.table.rows[0].cells, *(c for row in second if years_row(row) for c in row.cells if c.text))

    def text(self, row: TableRow, role: Role) -> str:
        """The text of the cell of a row in the column of a role; «» where there is no such cell."""
        cell = self.cell(row, role)
        return cell.text if cell is not None else ""


@lru_cache(maxsize=1024)
def role_of(head: str) -> Role:
    """The role of a column by its heading: «Срок исполнения» is `deadline`; «» where it is none of those known."""
    plain = " ".join(head.lower().replace("ё", "е").split())
    return next((role for pattern, role in ROLES if re.search(pattern, plain)), "")


def columns(table: Table) -> Columns:
    """Read the head of a table; a row of column numbers and the lines under the head are passed over."""
    roles: dict[Role, int] = {}
    if not table.rows:
        return Columns(table, roles, ())
    for cell in table.rows[0].cells:
        role = role_of(cell.text)
        if role and role not in roles and len(cell.text) < LONGEST:
            roles[role] = cell.column
    rows = table.rows[1:]
    while rows and (numbers_row(rows[0]) or years_row(rows[0])):
        rows = rows[1:]
    return Columns(table, roles, rows)


class Heading(NamedTuple):
    """What stands over a column: its own heading and the one over several columns; `cells` are those it was read from.

    `column` and `span` count in the grid of the table.
    """

    column: int
    span: int
    title: str
    group: str
    cells: tuple[Cell, ...]


class Head(NamedTuple):
    """The head of a table: a title in a row of its own over it, the headings, and where the rows under it begin.

    `counted`: a row under the head numbers the columns.
    """

    title: Cell | None
    headings: tuple[Heading, ...]
    after: int
    counted: bool


def head_of(table: Table) -> Head:
    """Read the head of a table: one row, or several where headings stand under a common one («Срок»: «I квартал» …).

    A table whose head was left out gives the texts of its first row as headings: no one of them means anything.
    """
    rows = table.rows
    if not rows:
        return Head(None, (), 0, counted=False)
    first = 1 if len(rows) > 1 and len(rows[0].cells) == 1 < len(rows[1].cells) else 0
    headings = [Heading(c.column, c.span, one_line(c.text), "", (c,)) for c in rows[first].cells]
    at = first + 1
    while at < len(rows) and stands_under(rows[at], headings):
        headings = list(divided(headings, rows[at]))
        at += 1
    counted = at < len(rows) and numbers_row(rows[at])
    title = rows[0].cells[0] if first else None
    return Head(title, tuple(headings), at + counted, counted)


def stands_under(row: TableRow, headings: Sequence[Heading]) -> bool:
    """Whether a row divides common headings: all that it says stands in parts of them."""
    said = [c for c in row.cells if c.text and not c.merged]
    wide = [h for h in headings if h.span > 1]
    return len(said) > 1 and all(
        len(c.text) < LONGEST and any(h.column <= c.column < h.column + h.span and c.span < h.span for h in wide)
        for c in said
    )


def divided(headings: Sequence[Heading], row: TableRow) -> Iterator[Heading]:
    """The headings with the common ones among them divided by the next row of the head."""
    for heading in headings:
        parts = [c for c in row.cells if heading.column <= c.column < heading.column + heading.span]
        if heading.span == 1 or not any(c.text and not c.merged for c in parts):
            yield heading
            continue
        group = " ".join(filter(None, (heading.group, heading.title)))
        for part in parts:
            yield Heading(part.column, part.span, one_line(part.text), group, (*heading.cells, part))


def one_line(text: str) -> str:
    """The text of a cell in one line: a word that a hyphen cuts at the end of a line is whole again.

    «Меро-⏎приятие» → «Мероприятие», «сентябрь-⏎октябрь» → «сентябрь-октябрь».
    """
    if "-\n" in text:
        text = CUT.sub(lambda m: m["left"] + ("" if is_word(m["left"] + m["right"]) else "-") + m["right"], text)
    return " ".join(text.split())


def is_word(word: str) -> bool:
    """Whether the dictionary of Russian knows a word in any of its forms."""
    from nastav_docs.russian import word_tags  # noqa: PLC0415 - the dictionary is loaded on first need

    return bool(word_tags(word.lower()))


def years_row(row: TableRow) -> bool:
    """Whether a second row of the head names the years under «Значение по годам»."""
    texts = [c.text for c in row.cells if c.text and not c.merged]
    return len(texts) > 1 and all(role_of(text) == "year" for text in texts)


def numbers_row(row: TableRow) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3."""
    texts = [c.text.strip(" .") for c in row.cells if c.text]
    return len(texts) > 1 and texts == [str(n) for n in range(1, len(texts) + 1)]
