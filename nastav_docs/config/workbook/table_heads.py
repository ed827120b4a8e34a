"""The headings of a table of the workbook: which column is what, which heading is unknown, missing or there twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.config.workbook.layout import IN_PROGRAMME, ORIGIN, BookField, BookTable, normal
from nastav_docs.config.workbook.sheet_reading import beside, flaw_at, in_short, own_cells
from nastav_docs.diagnostics import did_you_mean, nearest
from nastav_docs.diagnostics.codes import workbook as codes
from nastav_docs.grids.books import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nastav_docs.config.workbook.sheet_reading import SheetReading
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.grids import GridRow

YEAR: Final = re.compile(r"(?:(?:на|за|в) )?((?:19|20)\d\d)(?:[.,]0+)?(?: ?г(?:од[ау]?)?)?")
NUMBER: Final = "№"
SECTION: Final = "Раздел"
SECTION_CODE: Final = "Код раздела"


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


def usual_headings(table: BookTable) -> list[str]:
    """The headings that a table needs, in the order in which a new workbook has them."""
    own = special_headings(table)
    names = ("owner", "section code", "section", "number", "key")
    return [own[name] for name in names if name in own] + [one.heading for one in table.fields if not one.rare]


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
        if flaw := flaw_at(row, index):
            reading.problems.append(flaw.code.at(reading.place(row.number, index), flaw.message, hint=flaw.hint))
            continue
        if not text:
            continue
        name = _spelt(text)
        year = YEAR.fullmatch(name)
        if name in special and special[name] not in named:
            named[special[name]] = index
        elif name in fields and fields[name] not in columns.values():
            columns[index] = fields[name]
        elif year and (twice := any(one.path == ("targets", year[1]) for one in columns.values())):
            reading.problems.append(_unknown(table, text, reading, row, index, twice=twice))
        elif year and any(one.path == ("target",) for one in table.fields):
            columns[index] = BookField(text, ("targets", year[1]), "value")
        elif name in own and any(one.path == ("fields",) for one in table.fields):
            columns[index] = BookField(text, ("fields", own[name]))
        elif any(index < len(one.cells) and one.cells[index].strip() for one in below):
            twice = name in special or name in fields
            reading.problems.append(_unknown(table, text, reading, row, index, twice=twice))
    return TableHead(table, columns, named, row.number)


def untitled(head: TableHead, row: GridRow, below: Sequence[GridRow], reading: SheetReading) -> Iterator[Diagnostic]:
    """The columns that have values and no heading, each told once: at the table an error, farther right a doubt."""
    titled = sorted({index for index, text in enumerate(own_cells(row)) if text} | set(row.flaws))
    named = {special_headings(head.table)[name] for name in head.named}
    missing = [name for name in special_headings(head.table).values() if name not in named]
    missing += [one.heading for one in head.table.fields if one not in head.columns.values() and not one.rare]
    told: set[int] = set()
    for one in below:
        for index, text in enumerate(own_cells(one)):
            if not text or index in told or index in titled or (index == 0 and titled and titled[0] == 1):
                continue
            told.add(index)
            place = reading.place(one.number, index)
            if index <= max(titled, default=0) + 1:
                message = f"Над значением «{in_short(text)}» таблицы «{head.table.title}» нет заголовка столбца."
                hint = f"Впишите его в ячейку {letters(index)}{head.row}"
                hint += f": в таблице нет «{'», «'.join(missing[:4])}»." if missing else " или уберите столбец."
                yield codes.COLUMN_UNTITLED.at(place, message, hint=hint, text=text)
            else:
                yield beside(head.table.title, text, place)
                return


def lost_columns(head: TableHead, reading: SheetReading) -> Iterator[Diagnostic]:
    """The problem of a table without a column that its rows are about: deadlines of a plan, texts of clauses."""
    needed = {"sections": {"title", "deadline", "responsible"}, "tree": {"text"}, "items": {"title", "target"}}
    lost = [
        one.heading
        for one in head.table.fields
        if not one.rare
        and one.path[:1]
        and one.path[0] in needed.get(head.table.shape, ())
        and one not in head.columns.values()
    ]
    if lost:
        columns = "столбца" if len(lost) == 1 else "столбцов"
        message = f"В таблице «{head.table.title}» нет {columns} «{'», «'.join(lost)}»."
        at = max((*head.columns, *head.named.values()), default=0) + 1
        hint = f"Впишите заголовок в строку {head.row}: например, в ячейку {letters(at)}{head.row}."
        yield codes.HEADINGS_MISSING.at(reading.place(head.row, at), message, hint=hint, text=lost[0])


def without_key(head: TableHead, reading: SheetReading) -> Diagnostic | None:
    """The problem of a table whose rows are found by a column that it lacks."""
    table = head.table
    needed = [("owner", table.owner)] if table.owner else []
    needed += [("key", table.key)] if table.shape in {"mapping", "words"} else []
    for name, heading in needed:
        if name not in head.named:
            at = min((*head.columns, *head.named.values()), default=0)
            message = f"В таблице «{table.title}» нет столбца «{heading}»: по нему узнаётся строка."
            hint = f"Впишите «{heading}» в строку заголовков {head.row}."
            return codes.HEADINGS_MISSING.at(reading.place(head.row, max(at - 1, 0)), message, hint=hint, text=heading)
    return None


def _unknown(
    table: BookTable, text: str, reading: SheetReading, row: GridRow, index: int, *, twice: bool
) -> Diagnostic:
    place = reading.place(row.number, index)
    written = [_spelt(one) for one in own_cells(row)]
    if twice:
        first = letters(next(at for at, one in enumerate(written) if _same_heading(one, _spelt(text))))
        message = f"Столбец «{text}» в таблице «{table.title}» второй раз: он есть в ячейке {first}{row.number}."
        hint = "Оставьте один из двух."
        if (year := YEAR.fullmatch(_spelt(text))) and str(int(year[1]) + 1) not in {_year(one) for one in written}:
            hint = f"Может быть, {int(year[1]) + 1}? Или оставьте один из двух."
        return codes.HEADING_UNKNOWN.at(place, message, hint=hint, text=text)
    known = [*usual_headings(table), *(one.heading for one in table.fields if one.rare)]
    missing = [one for one in known if _spelt(one) not in written]
    message = f"Столбец «{in_short(text)}» таблицы «{table.title}» не узнан."
    needed = [one for one in usual_headings(table) if one in missing]
    if nearest(text, known):
        hint = did_you_mean(text, known)
    elif not needed and not re.search(r"\d", text):
        message = f"Столбец «{in_short(text)}» не прочитан: у таблицы «{table.title}» такого нет."
        hint = f"Уберите его – или назовите одним из её столбцов: {', '.join(missing)}."
        return codes.NOT_READ.at(place, message, hint=hint, text=text)
    elif re.search(r"\d", text) and any(one.path == ("target",) for one in table.fields):
        hint = "Столбец значений называют одним годом: 2026."
    else:
        hint = f"Если это «{'», «'.join(needed[:4])}», впишите так; если нет" if needed else "Если он лишний"
        hint += f" – уберите столбец. Ещё бывают: {', '.join(one for one in missing if one not in needed)}."
    return codes.HEADING_UNKNOWN.at(place, message, hint=hint, text=text)


def _year(heading: str) -> str:
    found = YEAR.fullmatch(heading)
    return found[1] if found else heading


def _same_heading(one: str, other: str) -> bool:
    return one == other or _year(one) == _year(other)
