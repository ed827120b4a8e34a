"""The rows of a list as a table holds them: XLSX, ODS or CSV, below the headings that the settings name."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Diagnostic, Place, Severity, perhaps
from nastav_docs.diagnostics.codes import registry as codes
from nastav_docs.grids import EXCEL_ERROR, in_error, records
from nastav_docs.registry.column_headings import recognise
from nastav_docs.registry.heading_row import best_headings, lacking_heading
from nastav_docs.registry.lists.list_headings import matched, own_headings, title_of
from nastav_docs.registry.lists.list_rows import WrittenCell
from nastav_docs.registry.reader import NOTE_WORDS
from nastav_docs.registry.rows import LEFT_EMPTY, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from nastav_docs.config import ListRecord
    from nastav_docs.grids import Flaw, Record
    from nastav_docs.registry.heading_row import HeadingRow
    from nastav_docs.registry.lists.list_rows import WrittenRow

HEADER_DEPTH: Final = 50
MANY: Final = 2
NAMED: Final = 8


@dataclass(slots=True)
class _Table:
    """A table before its headings are known; `flaws`, by row and index, are added as the records are read."""

    file: str
    records: Iterable[Record] = ()
    sheet: str = ""
    flaws: Mapping[int, Mapping[int, Flaw]] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    def place(self, number: int, line: int, index: int, titles: Sequence[str]) -> Place:
        """The place of a cell: «лист «Пары», ячейка C7» of a book, «строка 7, столбец «Наставник»» of CSV."""
        if self.sheet:
            from openpyxl.utils import get_column_letter  # noqa: PLC0415  a CSV need not wait for openpyxl

            words = f"лист «{self.sheet}», ячейка {get_column_letter(index + 1)}{number}"
            return Place(self.file, line, index + 1, words=words)
        title = f"«{titles[index]}»" if index < len(titles) and titles[index] else str(index + 1)
        return Place(self.file, line, index + 1, words=f"строка {number}, столбец {title}")


def table_rows(
    data: bytes, file: str, name: str, record: ListRecord, problems: list[Diagnostic]
) -> Iterator[WrittenRow]:
    """The rows of the list `name` below the headings of a table; what is wrong goes to `problems`.

    Left out are rows in which no column of the list has a value, repeated headings, numbers of columns, and notes below
    the table.
    """
    columns = record.columns
    table = _opened(data, file, record, problems)
    remaining = iter(table.records)
    first = list(itertools.islice(remaining, HEADER_DEPTH))
    head = best_headings(first, lambda titles: len(matched(titles, columns)), lambda text: matched((text,), columns))
    if head is None:
        if not any(problem.severity is Severity.ERROR for problem in problems):
            problems.append(_no_headings(table, first, name, record))
        return
    at = _columns(head, table, name, record, problems)
    for number, line, raw in itertools.chain(first[head.rows_taken :], remaining) if at else ():
        cells = tidy(raw)
        if not any(cells) or tuple(cells) == head.titles or _counts_columns(cells):
            continue
        written = dict(_written(cells, at, table, number, line, head.titles))
        if not any(cell.text or cell.flaw for cell in written.values()):
            continue
        place = table.place(number, line, min(at), head.titles)
        filled = [cell for cell in cells if cell]
        if NOTE_WORDS.match(filled[0]) and len(filled) <= MANY < len(at):
            message = f"Строка под таблицей пропущена: «{filled[0][:60]}»."
            problems.append(codes.ROW_SKIPPED.at(place, message, text=filled[0]))
            continue
        yield written, place


def _opened(data: bytes, file: str, record: ListRecord, problems: list[Diagnostic]) -> _Table:
    if not data.startswith(b"PK\x03\x04"):
        return _Table(file, records(data, file, lambda cells: len(matched(tidy(cells), record.columns)), problems))
    from nastav_docs.registry.read_ods import is_ods, read_ods_sheet  # noqa: PLC0415  loads openpyxl
    from nastav_docs.registry.read_xlsx import LIST, read_sheet  # noqa: PLC0415  as above

    read = (read_ods_sheet if is_ods(data) else read_sheet)(data, record.sheet or None, file, problems, LIST)
    return _Table(file) if read is None else _Table(file, read.records, read.title, read.flaws, read.others)


def _written(
    cells: Sequence[str], at: Mapping[int, str], table: _Table, number: int, line: int, titles: Sequence[str]
) -> Iterator[tuple[str, WrittenCell]]:
    wrong = table.flaws.get(number, {})
    for index, name in at.items():
        text = cells[index] if index < len(cells) else ""
        flaw = wrong.get(index) or (in_error(text) if EXCEL_ERROR.fullmatch(text) else None)
        yield name, WrittenCell("" if text in LEFT_EMPTY else text, table.place(number, line, index, titles), flaw)


def _counts_columns(cells: Sequence[str]) -> bool:
    """Whether a row only numbers the columns from 1 on."""
    filled = [cell for cell in cells if cell]
    return len(filled) > MANY and filled == [str(count) for count in range(1, len(filled) + 1)]


def _columns(
    head: HeadingRow, table: _Table, name: str, record: ListRecord, problems: list[Diagnostic]
) -> dict[int, str]:
    """The columns of a table by index; none, and a problem, where one is missing that the list must have."""
    columns = record.columns
    at = matched(head.titles, columns)
    unclaimed = {
        index: title
        for index, title in enumerate(head.titles)
        if title and index not in at and recognise(title) != "ordinal"
    }
    missing = [key for key, column in columns.items() if key not in at.values() and column.required is not False]
    if missing:
        problems.append(_missing(missing, list(unclaimed.values()), head, table, name, record))
        return {}
    for index, title in unclaimed.items():
        place = table.place(head.number, head.line, index, head.titles)
        message = f"Столбец «{title}» не читается: в «columns:» списка «{name}» его нет."
        hint = f"Допишите: имя: {{type: text, title: {title}}} – или удалите столбец из таблицы."
        problems.append(codes.LIST_HEADING.at(place, message, hint=hint, text=title))
    return at


def _missing(
    missing: Sequence[str], unclaimed: Sequence[str], head: HeadingRow, table: _Table, name: str, record: ListRecord
) -> Diagnostic:
    """The problem of all columns that a table lacks; its hint gives one of them the heading that looks meant."""
    columns = record.columns
    named = ", ".join(f"«{title_of(key, columns[key])}»" for key in missing)
    one, kind = missing[0], f"type: {columns[missing[0]].type}"
    if kind == "type: one_of":
        kind = f"one_of: [{', '.join(columns[one].one_of)}]"
    message = f"В таблице списка «{name}» нет {'столбца' if len(missing) == 1 else 'столбцов'} {named}."
    near = ""
    if unclaimed:
        there = ", ".join(f"«{title}»" for title in unclaimed[:NAMED])
        wanted = (*own_headings(one, columns[one]), title_of(one, columns[one]))
        near = next((title for title in unclaimed if perhaps(title, wanted)), unclaimed[0])
        hint = f"Заголовки, которых нет в настройках: {there}. Нужный впишите: {one}: {{{kind}, heading: {near}}}."
    else:
        hint = f"Допишите столбец в таблицу – или пусть его не будет: {one}: {{{kind}, required: нет}}."
    place = Place(table.file, head.line)
    if table.sheet:
        place = table.place(head.number, head.line, lacking_heading(head.titles, near), head.titles)
    return codes.LIST_COLUMN_MISSING.at(place, message, hint=hint, text=one)


def _no_headings(table: _Table, first: Sequence[Record], name: str, record: ListRecord) -> Diagnostic:
    start = next((filled for _, _, cells in first if (filled := [cell for cell in tidy(list(cells)) if cell])), [])
    wanted = ", ".join(f"«{title_of(key, column)}»" for key, column in record.columns.items())
    place = Place(table.file, words=f"лист «{table.sheet}»" if table.sheet else "")
    others = ", ".join(f"«{title}»" for title in table.others[:NAMED])
    more = f" В книге есть ещё листы: {others}. Нужный назовите: sheet: {table.others[0]}." if others else ""
    if not start:
        message, hint = "Таблица пуста.", f"Нужны заголовки {wanted} и строки под ними."
        return codes.LIST_UNREADABLE.at(place, message, hint=hint + more)
    shown_start = " | ".join(start)[:120]
    message = f"В таблице нет строки заголовков списка «{name}»."
    hint = f"Ищутся {wanted}. Первая строка прочитана так: «{shown_start}». Свой заголовок пишут в heading.{more}"
    return codes.LIST_COLUMN_MISSING.at(place, message, hint=hint)
