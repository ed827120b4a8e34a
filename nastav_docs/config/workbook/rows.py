"""The rows of a table of the workbook as they are read: what each cell says, where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from nastav_docs.config.workbook.cells import BookFault, node_of, unfit
from nastav_docs.config.workbook.layout import EXAMPLE, FROM_PROGRAMME, ORIGIN, REMOVE_ROW, normal
from nastav_docs.config.workbook.sheet_reading import flaw_at, in_short, own_cells
from nastav_docs.config.workbook.table_heads import special_headings
from nastav_docs.diagnostics.codes import registry as registry_codes
from nastav_docs.diagnostics.codes import workbook as codes
from nastav_docs.grids.books import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nastav_docs.config.workbook.sheet_reading import SheetReading
    from nastav_docs.config.workbook.table_heads import TableHead
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic, Place
    from nastav_docs.grids import GridRow

ORIGINS: Final = frozenset(map(normal, (FROM_PROGRAMME, REMOVE_ROW, "")))
LEAST_HEADINGS: Final = 2  # of another table below
FLAWS: Final = frozenset((registry_codes.CELL_ERROR.code, registry_codes.FORMULA_EMPTY.code))
REMOVES: Final = re.compile(r"удал|исключ|снят|убер|не (?:нужн|печат)|вычерк", re.IGNORECASE)
UNUSED: Final = frozenset(("number", "origin"))  # special columns that are left empty where they have an error
SHARE: Final = re.compile(r"0[.,]\d*[1-9]\d*")
SECTION_NAME: Final = "section"
# How a note below a table begins; in the column of keys any sentence is one.
NOTE: Final = re.compile(
    r"[*†]|(?:Примечани|Прим\.|Сноск|(?:Итого|Всего)(?![а-яё])|Подготовил|Составил|Согласовано)", re.IGNORECASE
)
SENTENCE: Final = re.compile(r"\S+(?:\s+\S+){2}")
LEAST_COLUMNS: Final = 3  # of a table in which one filled cell is no row
# Two dates of a deadline with nothing between them that says what they are together.
DATES_TOGETHER: Final = re.compile(
    r"(?<![\d.])(\d{1,2}\.\d{1,2}\.\d{4})(?: ?г(?:ода|\.)?)?(?:\s+|\s*[;/|+]\s*)(?:(?:до|к|от|не позднее)\s+)?"
    r"(\d{1,2}\.\d{1,2}\.\d{4})(?!\d)",
    re.IGNORECASE,
)
LOOK_DOWN: Final = 5  # rows below the title of a table in which its headings are looked for


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
