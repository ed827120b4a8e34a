"""The rows of a block of a sheet as they are read: which column is what, what each cell says, where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from nastav_docs.config.workbook.cells import BookFault, node_of, unfit
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
from nastav_docs.diagnostics.codes import registry as registry_codes
from nastav_docs.diagnostics.codes import workbook as codes
from nastav_docs.grids import EXCEL_ERROR, in_error
from nastav_docs.grids.books import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nastav_docs.config.workbook.book_layer import RowsClaimed
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.grids import Flaw, GridRow

ORIGINS: Final = frozenset(map(normal, (FROM_PROGRAMME, REMOVE_ROW, "")))
LEAST_HEADINGS: Final = 2  # of another table below
YEAR: Final = re.compile(r"(?:(?:на|за|в) )?((?:19|20)\d\d)(?:[.,]0+)?(?: ?г(?:од[ау]?)?)?")
FLAWS: Final = frozenset((registry_codes.CELL_ERROR.code, registry_codes.FORMULA_EMPTY.code))
REMOVES: Final = re.compile(r"удал|исключ|снят|убер|не (?:нужн|печат)|вычерк", re.IGNORECASE)
UNUSED: Final = frozenset(("number", "origin"))  # special columns that are left empty where they have an error
SHARE: Final = re.compile(r"0[.,]\d*[1-9]\d*")
SECTION_NAME: Final = "section"
NUMBER: Final = "№"
SECTION: Final = "Раздел"
SECTION_CODE: Final = "Код раздела"
# How a note below a table begins; in the column of keys any sentence is one.
NOTE: Final = re.compile(
    r"[*†]|(?:Примечани|Прим\.|Сноск|(?:Итого|Всего)(?![а-яё])|Подготовил|Составил|Согласовано)", re.IGNORECASE
)
SENTENCE: Final = re.compile(r"\S+(?:\s+\S+){2}")
LEAST_COLUMNS: Final = 3  # of a table in which one filled cell is no row
LONGEST_SHOWN: Final = 40  # characters of a text of a cell in a message
# Two dates of a deadline with nothing between them that says what they are together.
DATES_TOGETHER: Final = re.compile(
    r"(?<![\d.])(\d{1,2}\.\d{1,2}\.\d{4})(?: ?г(?:ода|\.)?)?(?:\s+|\s*[;/|+]\s*)(?:(?:до|к|от|не позднее)\s+)?"
    r"(\d{1,2}\.\d{1,2}\.\d{4})(?!\d)",
    re.IGNORECASE,
)
LOOK_DOWN: Final = 5  # rows below the title of a table in which its headings are looked for


@dataclass(slots=True)
class SheetReading:
    """A sheet while it is read: the name of the book in messages, the sheet's title, what was wrong so far."""

    file: str
    title: str
    problems: list[Diagnostic] = field(default_factory=list)
    blank: dict[tuple[str, ...], Place] = field(default_factory=dict)  # empty cells of forms, by what belongs there
    claims: list[RowsClaimed] = field(default_factory=list)

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


def flaw_at(row: GridRow, index: int) -> Flaw | None:
    """What is wrong with a cell before its meaning is asked: an error of Excel, a formula without its value."""
    text = row.cells[index].strip() if index < len(row.cells) else ""
    return row.flaws.get(index) or (in_error(text) if EXCEL_ERROR.fullmatch(text) else None)


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
    grey: tuple[str, Place] | None = None  # what stands in the column of what the programme says
    broken: frozenset[str] = frozenset()  # the special columns whose cells have an error instead of a text

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


def beside(title: str, text: str, place: Place) -> Diagnostic:
    """What stands right of a table or form, and is not read."""
    message = f"Написанное рядом с таблицей «{title}» не прочитано: «{in_short(text)}»."
    hint = "Если это часть настроек, впишите в ячейку таблицы; если нет – перенесите в другую книгу."
    return codes.NOT_READ.at(place, message, hint=hint, text=text)


def in_short(text: str) -> str:
    """A text of a cell in a message: on one line, its first 40 characters."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…"


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


def _note(head: TableHead, cells: Sequence[str]) -> str:
    """The text of a row that is only a note: its one filled cell; «» for a row of the table."""
    filled = [(index, text) for index, text in enumerate(cells) if text]
    if len(filled) != 1 or len(head.columns) + len(head.named) < LEAST_COLUMNS:
        return ""
    ((index, text),) = filled
    keys = {head.named.get(name) for name in ("key", "section code", "owner")}
    return text if NOTE.match(text) or (index in keys and SENTENCE.match(text)) else ""


def _odd_origin(head: TableHead, number: int, origin: str, reading: SheetReading) -> Iterator[Diagnostic]:
    """The problem of a word that does not say where a row comes from."""
    if normal(origin) not in ORIGINS:
        fault = unfit(in_short(origin), ORIGIN, [FROM_PROGRAMME, REMOVE_ROW], "; своей строке оставьте ячейку пустой")
        if REMOVES.match(origin):
            fault = BookFault(fault.message, f"Чтобы строка не печаталась, впишите «{REMOVE_ROW}».")
        place = reading.place(number, head.named["origin"])
        yield codes.CELL_VALUE.at(place, fault.message, hint=fault.hint, text=origin)


def _own_example(
    head: TableHead, number: int, cells: Sequence[str], first: int, reading: SheetReading
) -> Iterator[Diagnostic]:
    """The problem of a row for an example into which somebody wrote what is no example."""
    shown = [(index, cells[index]) for index in head.columns if index < len(cells) and cells[index]]
    own = [(i, text) for i, text in shown if text != head.table.example.get(head.columns[i].path)]
    if not own or not head.table.example or normal(cells[first]) != EXAMPLE:
        return
    message = (
        f"Строка {number} не прочитана: она начинается словом «{EXAMPLE}», а заполнена своим: «{in_short(own[0][1])}»."
    )
    hint = f"Вместо «{EXAMPLE}» впишите: {head.table.key_hint}." if head.table.key_hint else f"Уберите «{EXAMPLE}»."
    yield codes.EXAMPLE_FILLED.at(reading.place(number, first), message, hint=hint, text=own[0][1])


def _merged(head: TableHead, row: GridRow, cells: Sequence[str], reading: SheetReading) -> Iterator[Diagnostic]:
    """The cells of a row that are one with the cell of another column; the title of a section may lie over a row."""
    whole = {head.named.get(name) for name in ("section", "section code")} - {None}
    titles = {index: one.heading for index, one in head.columns.items()}
    titles |= {index: special_headings(head.table)[name] for name, index in head.named.items() if name != "grey"}
    for anchor in sorted({at for at in row.anchors.values() if at[0] == row.number}):
        first = anchor[1]
        under = [index for index, at in row.anchors.items() if at == anchor and index != first and index in titles]
        if under and first < len(cells) and cells[first] and first in titles and first not in whole:
            lost = "», «".join(titles[index] for index in sorted(under))
            message = f"Ячейки «{titles[first]}», «{lost}» объединены: прочитано только «{titles[first]}»."
            where = "в свою ячейку, если она не пуста" if len(under) == 1 else "в свои ячейки, если они не пусты"
            hint = f"Снимите объединение и впишите «{lost}» {where}."
            yield codes.CELLS_MERGED.at(reading.place(row.number, first), message, hint=hint, text=cells[first])


def _merged_down(head: TableHead, row: GridRow, cells: Sequence[str], reading: SheetReading) -> Iterator[Diagnostic]:
    """The cell by which a row is told from others, where it goes on from the row above: one text for two rows."""
    named = [head.named[name] for name in ("key", "number") if name in head.named]
    named += [index for index, one in head.columns.items() if one.path[-1:] == (head.table.says[0],)][:1]
    for index in named:
        anchor = row.anchors.get(index)
        if anchor is None or anchor[0] == row.number or anchor[1] != index or index >= len(cells):
            continue
        titles = {i: one.heading for i, one in head.columns.items()}
        titles |= {i: special_headings(head.table)[name] for name, i in head.named.items()}
        above = f"{letters(index)}{anchor[0]}"
        message = f"Ячейка «{titles[index]}» объединена с ячейкой {above}: в двух строках одно и то же."
        hint = f"Снимите объединение и впишите в {letters(index)}{row.number} своё – или соберите две строки в одну."
        yield codes.CELLS_MERGED.at(reading.place(row.number, index), message, hint=hint, text=cells[index])
        return


def _dates_together(text: str, place: Place) -> Iterator[Diagnostic]:
    if found := DATES_TOGETHER.search(text):
        first, second = found.groups()
        message = f"В ячейке две даты подряд: «{first}» и «{second}»."
        hint = f"Промежуток пишут так: «с {first} по {second}»; два срока – «{first} и {second}». Лишнюю дату сотрите."
        yield codes.DATES_TOGETHER.at(place, message, hint=hint, text=in_short(found[0]))


def rows_of_table(head: TableHead, rows: Sequence[GridRow], reading: SheetReading) -> Sequence[GridRow]:
    """The rows down to another table that somebody put below this one, which is told."""
    for (above, row), after in zip(pairwise(rows), (*rows[2:], None), strict=False):
        title = [text for text in own_cells(row) if text]
        if len(title) != 1 or after is None or above.number + 1 == row.number or row.number + 1 != after.number:
            continue
        if _other_title(head, own_cells(row)) and _other_headings(head, own_cells(after)):
            place = reading.place(row.number, own_cells(row).index(title[0]))
            message = (
                f"Под таблицей «{head.table.title}» начинается другая: «{in_short(title[0])}». Её строки не прочитаны."
            )
            hint = "Перенесите её в другую книгу; своему списку настроек служат листы «Списки» и «Список …»."
            reading.problems.append(codes.OTHER_TABLE.at(place, message, hint=hint, text=title[0]))
            return rows[: rows.index(row)]
    return rows


def _other_title(head: TableHead, cells: Sequence[str]) -> bool:
    """Whether the one text of a row stands where the table has keys."""
    keys = {head.named.get(name) for name in ("key", "section code", "owner", "number")}
    at = next(index for index, text in enumerate(cells) if text)
    return at in keys and not cells[at].isascii()


def _other_headings(head: TableHead, cells: Sequence[str]) -> bool:
    """Whether a row is no row of the table: texts where it has none, or nothing but words of headings."""
    filled = {index: text for index, text in enumerate(cells) if text}
    if len(filled) < LEAST_HEADINGS:
        return False
    known = {*head.columns, *(index for name, index in head.named.items() if name != "grey")}
    origin = filled.get(head.named.get("origin", -1), "")
    key = filled.get(head.named.get("key", -1), "")
    return bool(
        set(filled) - known
        or (origin and normal(origin) not in ORIGINS)
        or (key and not key.isascii() and head.table.shape == "mapping")
    )


def rows_of(head: TableHead, rows: Sequence[GridRow], reading: SheetReading) -> Iterator[BookRow]:
    """The rows of a table with what their cells say; examples and rows that say nothing are left out."""
    first = min((*head.columns, *(index for name, index in head.named.items() if name != "grey")), default=0)
    for row in rows_of_table(head, rows, reading):
        cells = own_cells(row)
        if first < len(cells) and normal(cells[first]).split(" ")[0].strip(":") == EXAMPLE:
            reading.problems += _own_example(head, row.number, cells, first, reading)
            continue
        if note := _note(head, cells):
            place = reading.place(row.number, cells.index(note))
            message = f"Строка {row.number} не прочитана: это примечание под таблицей «{head.table.title}»."
            hint = "Уберите его на свой лист или в примечание к ячейке; строке таблицы нужны и другие столбцы."
            reading.problems.append(codes.NOTE_BELOW.at(place, message, hint=hint, text=note))
            continue
        special, broken = _special(head, row, cells, reading)
        values = _values(head, row, cells, reading)
        reading.problems += _odd_origin(head, row.number, special.get("origin", ""), reading)
        if special or values or broken:
            places = {name: reading.place(row.number, index) for name, index in head.named.items()}
            at = next((places[name] for name in ("key", "number", "section code", "owner") if name in special), None)
            at = at or next((node.place for node in values.values()), reading.place(row.number, first))
            cells_at = {one.path: reading.place(row.number, index) for index, one in head.columns.items()}
            grey = _grey(head, row, cells, reading)
            reading.problems += _shares(head, row, cells, grey, reading)
            yield BookRow(row.number, special, values, at, places, cells_at, grey, broken)


def _grey(head: TableHead, row: GridRow, cells: Sequence[str], reading: SheetReading) -> tuple[str, Place] | None:
    index = head.named.get("grey", -1)
    return (cells[index], reading.place(row.number, index)) if 0 <= index < len(cells) and cells[index] else None


def _shares(
    head: TableHead, row: GridRow, cells: Sequence[str], grey: tuple[str, Place] | None, reading: SheetReading
) -> Iterator[Diagnostic]:
    """The value of an indicator in per cent that is most likely a share: 0,9 for 90."""
    unit = next((cells[i] for i, one in head.columns.items() if one.path == ("unit",) and i < len(cells)), "")
    if unit != "%" and (unit or grey is None or not grey[0].endswith("%")):
        return
    for index, one in head.columns.items():
        if (
            one.path[:1] in {("target",), ("targets",), ("base",)}
            and index < len(cells)
            and SHARE.fullmatch(cells[index])
        ):
            meant = f"{float(cells[index].replace(',', '.')) * 100:.10g}".replace(".", ",")
            message = f"Показатель в процентах, а значение – {cells[index]}: похоже на долю."
            hint = f"Если нужно {meant} %, впишите {meant}."
            yield codes.SHARE.at(reading.place(row.number, index), message, hint=hint, text=cells[index])
            return


def _special(
    head: TableHead, row: GridRow, cells: Sequence[str], reading: SheetReading
) -> tuple[dict[str, str], frozenset[str]]:
    """What the special columns of a row say, and which of them have an error in the place of a text."""
    special = {name: cells[i] for name, i in head.named.items() if i < len(cells) and name != "grey" and cells[i]}
    broken = {name: flaw for name, i in head.named.items() if name != "grey" and (flaw := flaw_at(row, i))}
    for name, flaw in broken.items():
        place = reading.place(row.number, head.named[name])
        reading.problems.append(flaw.code.at(place, flaw.message, hint=flaw.hint))
    special = {name: text for name, text in special.items() if name not in broken or name not in UNUSED}
    if SECTION_NAME in broken:
        special.setdefault(SECTION_NAME, "…")  # told already: what stands below has its section
    reading.problems += _merged(head, row, cells, reading)
    down = list(_merged_down(head, row, cells, reading))
    reading.problems += down
    if down and "key" in head.named:
        special.pop("key", None)
        return special, frozenset((*broken, "key"))
    return special, frozenset(broken)


def _values(
    head: TableHead, row: GridRow, cells: Sequence[str], reading: SheetReading
) -> dict[tuple[str, ...], YamlNode]:
    """The values of a row by field; what is wrong with a cell is told."""
    values: dict[tuple[str, ...], YamlNode] = {}
    for index, one in head.columns.items():
        place = reading.place(row.number, index)
        if flaw := flaw_at(row, index):
            reading.problems.append(flaw.code.at(place, flaw.message, hint=flaw.hint))
        elif index < len(cells) and cells[index]:
            made = node_of(one, cells[index], place)
            if isinstance(made, BookFault):
                problem = codes.CELL_VALUE.at(place, made.message, hint=made.hint, text=cells[index])
                reading.problems.append(problem)
                continue
            values[one.path] = made
            if one.path == ("deadline",):
                reading.problems += _dates_together(cells[index], place)
    return values
