"""The rows of a block of a sheet as they are read: which column is what, what each cell says, where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from nastav_docs.config.workbook.cells import BookFault, node_of
from nastav_docs.config.workbook.layout import (
    EXAMPLE,
    FROM_PROGRAMME,
    IN_PROGRAMME,
    ORIGIN,
    REMOVE_ROW,
    BookField,
    BookTable,
    normal,
)
from nastav_docs.diagnostics import Place, did_you_mean, nearest
from nastav_docs.diagnostics.codes import workbook as codes
from nastav_docs.grids.books import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.grids import GridRow

YEAR: Final = re.compile(r"((?:19|20)\d\d)(?: ?г(?:од)?)?")
NUMBER: Final = "№"
SECTION: Final = "Раздел"
SECTION_CODE: Final = "Код раздела"
# How a note below a table begins; in the column of keys any sentence is one.
NOTE: Final = re.compile(r"[*†]|(?:Примечани|Прим\.|Сноск|Итого|Всего|Подготовил|Составил|Согласовано)", re.IGNORECASE)
SENTENCE: Final = re.compile(r"\S+(?:\s+\S+){2}")
LEAST_COLUMNS: Final = 3  # of a table in which one filled cell is no row
LOOK_DOWN: Final = 5  # rows below the title of a table in which its headings are looked for


@dataclass(slots=True)
class SheetReading:
    """A sheet while it is read: the name of the book in messages, the sheet's title, what was wrong so far."""

    file: str
    title: str
    problems: list[Diagnostic] = field(default_factory=list)
    blank: dict[tuple[str, ...], Place] = field(default_factory=dict)  # empty cells of forms, by what belongs there

    def place(self, row: int, index: int) -> Place:
        """The place of a cell; rows count from 1, `index` from 0."""
        return Place(self.file, row, index + 1, words=f"лист «{self.title}», ячейка {letters(index)}{row}")


def own_cells(row: GridRow) -> list[str]:
    """The texts of a row, trimmed; a cell that only lies under a merged one beside it is empty."""
    found: list[str] = []
    for index, text in enumerate(row.cells):
        anchor = row.anchors.get(index)
        found.append(
            "" if anchor is not None and anchor != (row.number, index) and anchor[1] != index else text.strip()
        )
    return found


@dataclass(frozen=True, slots=True)
class TableHead:
    """What each column of a table is, by index; `named` are its special columns, «» the ones that are not read."""

    table: BookTable
    columns: Mapping[int, BookField]
    named: Mapping[str, int]
    row: int

    def index_of(self, way: tuple[str, ...]) -> int | None:
        """The index, from 0, of the column that holds the field at a way in the settings; None where none does."""
        return next((index for index, one in self.columns.items() if one.path == way), None)


@dataclass(frozen=True, slots=True)
class BookRow:
    """A row of a table: texts by special column («key», «origin» …), and its values as nodes by field."""

    number: int
    special: Mapping[str, str]
    values: Mapping[tuple[str, ...], YamlNode]
    place: Place
    places: Mapping[str, Place]
    cells: Mapping[tuple[str, ...], Place]

    @property
    def changes(self) -> bool:
        """Whether the row changes or removes one of the shared programme, by its column `origin`."""
        return normal(self.special.get("origin", "")) in {normal(FROM_PROGRAMME), normal(REMOVE_ROW)}

    @property
    def removes(self) -> bool:
        """Whether the row removes one of the shared programme, by its column `origin`."""
        return normal(self.special.get("origin", "")) == normal(REMOVE_ROW)


def special_headings(table: BookTable) -> dict[str, str]:
    """The headings of a table that are no fields, by what they are."""
    found = {"grey": IN_PROGRAMME}
    if table.key:
        found["key"] = table.key
    if table.has_origin:
        found["origin"] = ORIGIN
    if table.owner:
        found["owner"] = table.owner
    if table.shape == "tree":
        found["number"] = NUMBER
    if table.shape == "sections":
        found |= {"section code": SECTION_CODE, "section": SECTION}
    return found


def headings_known(table: BookTable, cells: Sequence[str]) -> int:
    """How many of some cells are headings of a table."""
    names = {_spelt(name) for name in special_headings(table).values()}
    names |= {_spelt(name) for one in table.fields for name in (one.heading, *one.also)}
    return sum(_spelt(cell) in names for cell in cells if cell)


def _spelt(heading: str) -> str:
    return normal(heading) or heading.strip()


def head_of(
    table: BookTable, row: GridRow, own: Mapping[str, str], reading: SheetReading, below: Sequence[GridRow]
) -> TableHead:
    """What the columns of a table are; `own` are headings of the user's own columns, with the name of each."""
    special = {_spelt(heading): name for name, heading in special_headings(table).items()}
    fields = {_spelt(name): one for one in reversed(table.fields) for name in (*one.also, one.heading)}
    fields |= {normal(one.path[-1]): one for one in table.fields if one.path and normal(one.path[-1]) not in fields}
    columns: dict[int, BookField] = {}
    named: dict[str, int] = {}
    for index, text in enumerate(own_cells(row)):
        if not text:
            continue
        name = _spelt(text)
        year = YEAR.fullmatch(name)
        if name in special and special[name] not in named:
            named[special[name]] = index
        elif name in fields and fields[name] not in columns.values():
            columns[index] = fields[name]
        elif year and any(one.path == ("target",) for one in table.fields):
            columns[index] = BookField(text, ("targets", year[1]), "value")
        elif name in own and any(one.path == ("fields",) for one in table.fields):
            columns[index] = BookField(text, ("fields", own[name]))
        elif any(index < len(one.cells) and one.cells[index].strip() for one in below):
            reading.problems.append(_unknown(table, text, name in special or name in fields, reading, row, index))
    return TableHead(table, columns, named, row.number)


def _unknown(
    table: BookTable, text: str, twice: bool, reading: SheetReading, row: GridRow, index: int  # noqa: FBT001  one caller
) -> Diagnostic:  # fmt: skip
    place = reading.place(row.number, index)
    if twice:
        message = f"Столбец «{text}» в таблице «{table.title}» второй раз."
        return codes.HEADING_UNKNOWN.at(place, message, hint="Оставьте один из двух.", text=text)
    known = [one.heading for one in table.fields] + list(special_headings(table).values())
    message = f"Столбец «{text}» таблицы «{table.title}» не узнан."
    hint = did_you_mean(text, known) if nearest(text, known) else f"Столбцы таблицы: {', '.join(known)}."
    return codes.HEADING_UNKNOWN.at(place, message, hint=hint, text=text)


def _note(head: TableHead, cells: Sequence[str]) -> str:
    """The text of a row that is only a note: its one filled cell; «» for a row of the table."""
    filled = [(index, text) for index, text in enumerate(cells) if text]
    if len(filled) != 1 or len(head.columns) + len(head.named) < LEAST_COLUMNS:
        return ""
    ((index, text),) = filled
    keys = {head.named.get(name) for name in ("key", "section code", "owner")}
    return text if NOTE.match(text) or (index in keys and SENTENCE.match(text)) else ""


def rows_of(head: TableHead, rows: Sequence[GridRow], reading: SheetReading) -> Iterator[BookRow]:
    """The rows of a table with what their cells say; examples and rows that say nothing are left out."""
    first = min((*head.columns, *(index for name, index in head.named.items() if name != "grey")), default=0)
    for row in rows:
        cells = own_cells(row)
        special = {name: cells[i] for name, i in head.named.items() if i < len(cells) and name != "grey" and cells[i]}
        if first < len(cells) and normal(cells[first]).split(" ")[0].strip(":") == EXAMPLE:
            continue
        if note := _note(head, cells):
            place = reading.place(row.number, cells.index(note))
            message = f"Строка {row.number} не прочитана: это примечание под таблицей «{head.table.title}»."
            hint = "Уберите его на свой лист или в примечание к ячейке; строке таблицы нужны и другие столбцы."
            reading.problems.append(codes.NOTE_BELOW.at(place, message, hint=hint, text=note))
            continue
        values: dict[tuple[str, ...], YamlNode] = {}
        for index, one in head.columns.items():
            place = reading.place(row.number, index)
            if flaw := row.flaws.get(index):
                reading.problems.append(flaw.code.at(place, flaw.message, hint=flaw.hint))
            elif index < len(cells) and cells[index]:
                made = node_of(one, cells[index], place)
                if isinstance(made, BookFault):
                    problem = codes.CELL_VALUE.at(place, made.message, hint=made.hint, text=cells[index])
                    reading.problems.append(problem)
                else:
                    values[one.path] = made
        if special or values:
            places = {name: reading.place(row.number, index) for name, index in head.named.items()}
            at = next((places[name] for name in ("key", "number", "section code", "owner") if name in special), None)
            at = at or next((node.place for node in values.values()), reading.place(row.number, first))
            cells_at = {one.path: reading.place(row.number, index) for index, one in head.columns.items()}
            yield BookRow(row.number, special, values, at, places, cells_at)
