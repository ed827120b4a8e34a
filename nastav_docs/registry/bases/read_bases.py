"""From the bytes of a file that a school has sent to its bases: headings found, rows cut into columns."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace
from sys import intern
from typing import TYPE_CHECKING, Final

from openpyxl.utils import get_column_letter

from nastav_docs.grids import GridRow, UnreadableError, read_tables
from nastav_docs.registry.bases.base_headings import (
    OTHER,
    OWN,
    find_heading_rows,
    kind_of,
    known_columns,
    meant_by,
    named_columns,
)
from nastav_docs.registry.rows import FORBIDDEN, INVISIBLE, LEFT_EMPTY

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from nastav_docs.grids import Flaw, FormMark, Grid

HEADER_DEPTH: Final = 60
MOST_ROWS: Final = 200_000
# What stands below a table, or between its rows, and is no record.
NOTE: Final = re.compile(
    r"(?:итог|всего|примечан|исполнител|исп\.|директор|руководител|заведующ|составил|подпис|м\. ?п\.|дата заполн"
    r"|куратор|ответственн|\*|пример\b)",
    re.IGNORECASE,
)
NOT_SAID: Final = frozenset({"number"})
PEOPLE: Final = frozenset({"mentor", "mentee"})


@dataclass(frozen=True, slots=True)
class BaseRow:
    """A record of a base: `values` in the order of the base's columns, each tidy; people of a cell are a line each."""

    number: int
    values: tuple[str, ...]
    flaws: tuple[tuple[int, Flaw], ...] = ()
    anchors: Mapping[int, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReturnedBase:
    """A base of mentors or mentees as one table of a file holds it.

    `kind` is «mentors» or «mentees»; `columns` are the names of its columns, `indexes` where they stand, `titles` what
    they are called there. `about` are the texts in which the school may be named, the nearest to the table last.
    """

    kind: str
    sheet: str
    table: int
    columns: tuple[str, ...]
    indexes: tuple[int, ...]
    titles: tuple[str, ...]
    rows: tuple[BaseRow, ...]
    about: tuple[str, ...] = ()
    heading_row: int = 0

    def value(self, row: BaseRow, name: str) -> str:
        """What a row holds in a column; empty where the base has no such column."""
        return row.values[self.columns.index(name)] if name in self.columns else ""

    def cell(self, row: BaseRow, name: str) -> str:
        """The name of a cell, «C7»; of a Word table «строка 7, столбец 3»; of a merged cell that of its corner."""
        index = self.indexes[self.columns.index(name)]
        number, index = row.anchors.get(index, (row.number, index))
        return f"строка {number}, столбец {index + 1}" if self.table else f"{get_column_letter(index + 1)}{number}"


@dataclass(frozen=True, slots=True)
class BasesOfFile:
    """What a file holds: its bases, its hidden mark, when it was saved, or why it is not read (`refusal`, `hint`)."""

    bases: tuple[ReturnedBase, ...] = ()
    mark: FormMark | None = None
    modified: dt.datetime | None = None
    refusal: str = ""
    hint: str = ""


def read_bases(data: bytes, name: str) -> BasesOfFile:
    """The bases in a file called `name`; raises nothing, whatever the file holds."""
    tables = read_tables(data, name, known_columns)
    if tables.refusal:
        return BasesOfFile(refusal=tables.refusal, hint=tables.hint)
    marked = "" if tables.mark is None else tables.mark.form
    found: list[ReturnedBase] = []
    try:
        for grid in tables.grids:
            base = _base(grid, marked, name, found[-1] if found else None)
            if base is None:
                continue
            whole = _second_part(found[-1], base) if found else None
            if whole is None:
                found.append(base)
            else:
                found[-1] = whole
    except UnreadableError as error:
        return BasesOfFile(refusal=str(error), hint=error.hint)
    return BasesOfFile(tuple(found), tables.mark, tables.modified)


def _base(grid: Grid, marked: str, name: str, before: ReturnedBase | None) -> ReturnedBase | None:
    """The base that a grid is; None for a table of anything else. `before` is the base before it in a Word file."""
    rows = iter(grid.rows)
    first = list(itertools.islice(rows, HEADER_DEPTH))
    goes_on = before is not None and before.table > 0 and grid.table == before.table + 1
    headings = find_heading_rows(first, goes_on=goes_on)
    if headings is None:
        return None
    taken, titles = headings
    titles = tuple(" ".join(title.split()) for title in titles)
    meant = [meant_by(title) for title in titles]
    above = [
        *grid.above,
        grid.sheet,
        *dict.fromkeys(" ".join(cell.split()) for row in first[: taken - 1] for cell in row.cells if cell.strip()),
    ]
    if before is not None and goes_on and _continues(before, meant):
        kind = before.kind
    else:
        told = " ".join(above[-8:])
        told = told if re.search(r"баз|наставля|наставник", told.lower()) else name
        kind = kind_of(meant, told, marked)
    if not kind:
        return None
    columns = named_columns(titles, kind)
    names, indexes = tuple(columns), tuple(columns.values())
    records = tuple(itertools.islice(_records(itertools.chain(first[taken:], rows), columns, titles, kind), MOST_ROWS))
    shown = tuple(titles[index] for index in indexes)
    return ReturnedBase(
        kind, grid.sheet, grid.table, names, indexes, shown, records, tuple(above), first[taken - 1].number
    )


def _continues(before: ReturnedBase, meant: Iterable[str]) -> bool:
    """Whether a Word table goes on to the right of the one before it: our form is wider than a page."""
    columns = set(meant) - {"", "number"}
    return OWN[before.kind] not in columns and columns.isdisjoint(set(before.columns) - {"number"})


def _second_part(before: ReturnedBase, base: ReturnedBase) -> ReturnedBase | None:
    """The two parts of a wide Word form as one base, row by row by their numbers; None where they are two bases."""
    if not base.table or base.table != before.table + 1 or not _continues(before, base.columns):
        return None
    parts = {row.number - base.heading_row: row for row in base.rows}
    shift = 1 + max(before.indexes)
    right = [at for at, name in enumerate(base.columns) if name != "number"]
    rows = []
    for row in before.rows:
        other = parts.get(row.number - before.heading_row)
        values = tuple("" if other is None else other.values[at] for at in right)
        rows.append(replace(row, values=(*row.values, *values)))
    return replace(
        before,
        columns=(*before.columns, *(base.columns[at] for at in right)),
        indexes=(*before.indexes, *(base.indexes[at] + shift for at in right)),
        titles=(*before.titles, *(base.titles[at] for at in right)),
        rows=tuple(rows),
    )


def _records(
    rows: Iterable[GridRow], columns: Mapping[str, int], titles: tuple[str, ...], kind: str
) -> Iterator[BaseRow]:
    """The rows that are records: without repeated headings, numbers of columns, subheadings, notes and empty rows."""
    own = columns.get(OWN[kind], -1)
    order = tuple(columns.items())
    said = [index for name, index in order if name not in NOT_SAID]
    for row in rows:
        filled = [cell for cell in row.cells if cell]
        if not filled and not row.flaws:
            continue
        values = [_tidy(row.cells[i] if i < len(row.cells) else "", lines=name in PEOPLE) for name, i in order]
        by_index = dict(zip((i for _, i in order), values, strict=True))
        told = [by_index[index] for index in said if by_index[index]]
        flaws = tuple((index, flaw) for index, flaw in row.flaws.items() if index in by_index)
        if not told and not flaws:
            continue
        if _is_no_record(row, told, by_index.get(own, ""), titles):
            continue
        anchors = {i: row.anchors[i] for i in by_index if i in row.anchors} if row.anchors else {}
        yield BaseRow(row.number, tuple(map(intern, values)), flaws, anchors)


def _is_no_record(row: GridRow, told: list[str], own: str, titles: tuple[str, ...]) -> bool:
    """Whether a row with text is a heading once more, the numbers of the columns, a subheading, or a note."""
    filled = [" ".join(cell.split()) for cell in row.cells if cell.strip()]
    if len(told) > 1 and filled == [title for title in titles if title][: len(filled)]:
        return True
    numbers = [cell for cell in filled if cell.isdecimal()]
    if len(filled) > 3 and numbers == filled and numbers[:3] == ["1", "2", "3"]:  # noqa: PLR2004  numbers of columns
        return True
    if len(set(told)) == 1 and (len(told) > 2 or own == "" or not _like_name(own)):  # noqa: PLR2004  a merged line
        return True
    first = filled[0] if filled else ""
    texts = [text for text in (own, first) if text]
    return bool(texts) and any(NOTE.match(text) for text in texts) and len(set(told)) <= 3  # noqa: PLR2004  as a note


def _like_name(text: str) -> bool:
    return bool(re.match(r"[А-ЯЁA-Zа-яё]", text)) and len(text.split()) <= 8 and not NOTE.match(text)  # noqa: PLR2004


def _tidy(cell: str, *, lines: bool) -> str:
    """A cell without what is not seen; a cell of a dash is empty. `lines`: the lines of the cell stay apart."""
    if not cell:
        return ""
    if not cell.isprintable():
        cell = FORBIDDEN.sub("\ufffd", INVISIBLE.sub("", cell))
    text = "\n".join(filter(None, (" ".join(line.split()) for line in cell.splitlines()))) if lines else ""
    text = text or " ".join(cell.split())
    return "" if text in LEFT_EMPTY else text


__all__ = ["OTHER", "OWN", "BaseRow", "BasesOfFile", "ReturnedBase", "read_bases"]
