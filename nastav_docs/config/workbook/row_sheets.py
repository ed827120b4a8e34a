"""Read the sheets that are no blocks of ours: rows of the user's own columns, schools, values by their ways."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nastav_docs.config.workbook.cells import BookFault, node_of, scalar
from nastav_docs.config.workbook.layout import ARROW, EXAMPLE, NO_ENTRIES, BookField, normal
from nastav_docs.config.workbook.rows import NOTE
from nastav_docs.config.workbook.sheet_reading import beside, flaw_at, in_short, own_cells
from nastav_docs.config.workbook.tree import said
from nastav_docs.config.yaml_tree import YamlMapping, YamlSequence
from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import workbook as codes
from nastav_docs.grids.books import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nastav_docs.config.workbook.layout import Path
    from nastav_docs.config.workbook.sheet_reading import SheetReading
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.grids import GridRow

OTHER_VALUE: Final = BookField("Значение", ())
INDEX: Final = re.compile(r"№ ?(\d{1,6})")
NAME_IN_BRACKETS: Final = re.compile(r"\((\w+)\)\s*$")
STEPS: Final = re.compile(r"→|[-–=]>")
WAY_HEADINGS: Final = ("Путь", "Значение")
# Headings of the sheet of schools by which it is known under another name.
SCHOOL_HEADINGS: Final = frozenset(
    map(normal, ("Полное наименование", "Краткое наименование", "Населённый пункт", "Директор", "Куратор"))
)
LEAST_HEADINGS: Final = 3


def is_schools(rows: Sequence[GridRow]) -> bool:
    """Whether rows are those of the sheet of schools, by their headings."""
    return any(len({normal(text) for text in own_cells(row)} & SCHOOL_HEADINGS) >= LEAST_HEADINGS for row in rows[:5])


def is_other(rows: Sequence[GridRow]) -> bool:
    """Whether rows are those of the sheet of values by their ways, by their headings."""
    return any(own_cells(row)[:2] == list(WAY_HEADINGS) for row in rows[:5])


def schools(rows: Sequence[GridRow], reading: SheetReading) -> Iterator[tuple[Path, YamlNode, Place]]:
    """The registry of schools that stands in the book itself, once it has a school."""
    filled = [row for row in rows if any(own_cells(row)) and not is_example(row)]
    for row in rows:
        own = next((text for text in own_cells(row)[1:] if text), "")
        if is_example(row) and own and not _is_ours(own_cells(row)):
            message = f"Строка {row.number} не прочитана: она начинается словом «{EXAMPLE}», а заполнена своим: "
            hint = f"Вместо «{EXAMPLE}» впишите код школы – или очистите ячейку: код составится из наименования."
            place = reading.place(row.number, 0)
            reading.problems.append(codes.EXAMPLE_FILLED.at(place, f"{message}«{in_short(own)}».", hint=hint, text=own))
    if len(filled) > 1:  # the first is that of the headings
        place = Place(reading.file, words=f"лист «{reading.title}»")
        name = re.split(r"[\\/]", reading.file)[-1]
        for key, text in (("file", name), ("sheet", reading.title)):
            yield ("schools", key), scalar(text, place), place


def _is_ours(cells: Sequence[str]) -> bool:
    """Whether a row for an example says of its people what a new book says: nobody's name."""
    return any(text.startswith("Вымышленн") for text in cells)


def is_example(row: GridRow) -> bool:
    """Whether a row begins with the word for an example, and is not read."""
    cells = own_cells(row)
    return bool(cells) and normal(cells[0]).split(" ")[0].strip(":") == EXAMPLE


def own_rows(way: Path, rows: Sequence[GridRow], reading: SheetReading) -> Iterator[tuple[Path, YamlNode, Place]]:
    """Rows whose columns are the user's own: headings are names of columns, or end with them in brackets."""
    if not rows:
        return
    start = next((n for n, row in enumerate(rows) if any(map(NAME_IN_BRACKETS.search, own_cells(row)))), 0)
    columns = _own_headings(way, rows[start], reading)
    reading.problems += _untitled(rows[start], rows[start + 1 :], reading)
    made: list[YamlNode] = []
    seen: dict[str, Place] = {}
    for row in rows[start + 1 :]:
        entries: dict[str, YamlNode] = {}
        cells = own_cells(row)
        filled = [text for text in cells if text]
        if len(filled) == 1 and len(columns) > 1 and NOTE.match(filled[0]):
            place = reading.place(row.number, cells.index(filled[0]))
            message = f"Строка {row.number} не прочитана: это примечание под таблицей листа «{reading.title}»."
            hint = "Уберите его на свой лист или в примечание к ячейке; строке таблицы нужны и другие столбцы."
            reading.problems.append(codes.NOTE_BELOW.at(place, message, hint=hint, text=filled[0]))
            continue
        for at, one in columns.items():
            place = reading.place(row.number, at)
            if flaw := flaw_at(row, at):
                reading.problems.append(flaw.code.at(place, flaw.message, hint=flaw.hint))
            elif at < len(cells) and cells[at]:
                node = node_of(one, cells[at], place)
                if not isinstance(node, BookFault):
                    entries[one.heading] = node
        if entries:
            place = reading.place(row.number, min(columns))
            reading.problems += _again(entries, place, seen)
            made.append(YamlMapping(entries, {key: node.place for key, node in entries.items()}, place))
    if made:
        yield way, YamlSequence(tuple(made), made[0].place), made[0].place


def _again(entries: Mapping[str, YamlNode], place: Place, seen: dict[str, Place]) -> Iterator[Diagnostic]:
    """The problem of a row that says what one above says; `seen` are those above, with their places."""
    first = seen.setdefault(repr([(key, str(said(node))) for key, node in entries.items()]), place)
    if first is not place and len(entries) > 1:
        message = f"Строка {place.line} повторяет строку {first.line}."
        hint = "Удалите одну из строк – или впишите, чем они отличаются."
        yield codes.ROW_TWICE.at(place, message, hint=hint)


def _own_headings(way: Path, row: GridRow, reading: SheetReading) -> Mapping[int, BookField]:
    """The columns of such a sheet, by index; those whose headings name none are told together."""
    found: dict[int, BookField] = {}
    unnamed: dict[int, str] = {}
    for at, text in enumerate(own_cells(row)):
        if match := NAME_IN_BRACKETS.search(text) or re.fullmatch(r"(\w+)", text):
            found[at] = BookField(match[1], (match[1],))
        elif text:
            unnamed[at] = text
    if unnamed:
        first = min(unnamed)
        listed = "», «".join(map(in_short, unnamed.values()))
        message = f"Заголовок «{listed}» не называет столбца списка «{way[-2]}»."
        if len(unnamed) > 1:
            message = f"Заголовки «{listed}» не называют столбцов списка «{way[-2]}»."
        hint = "Имя столбца пишут в скобках: «Наставник (mentor)»."
        place = reading.place(row.number, first)
        reading.problems.append(codes.HEADING_UNKNOWN.at(place, message, hint=hint, text=unnamed[first]))
    return found


def _untitled(headings: GridRow, below: Sequence[GridRow], reading: SheetReading) -> Iterator[Diagnostic]:
    """The first value right of or between the columns that has no heading above it."""
    titled = {at for at, text in enumerate(own_cells(headings)) if text}
    for row in below:
        for at, text in enumerate(own_cells(row)):
            if text and at not in titled:
                place = reading.place(row.number, at)
                message = f"Над значением «{in_short(text)}» листа «{reading.title}» нет заголовка столбца."
                hint = f"Впишите его в ячейку {letters(at)}{headings.number} или уберите столбец."
                yield codes.COLUMN_UNTITLED.at(place, message, hint=hint, text=text)
                return


def other(rows: Sequence[GridRow], reading: SheetReading) -> Iterator[tuple[Path, YamlNode, Place]]:
    """Values by their ways: «order → clauses → №2 → if», and the value beside it."""
    headed = next((n for n, row in enumerate(rows) if own_cells(row)[:2] == list(WAY_HEADINGS)), -1)
    for index, row in enumerate(rows):
        cells = (*own_cells(row), "", "")
        way, value = cells[0], cells[1]
        place = reading.place(row.number, 1)
        flaws = {at: flaw for at in (0, 1) if (flaw := flaw_at(row, at))}
        for at, flaw in flaws.items():
            reading.problems.append(flaw.code.at(reading.place(row.number, at), flaw.message, hint=flaw.hint))
        if flaws or index <= headed or is_example(row) or normal(way) == "путь":
            continue
        if way and value and not STEPS.search(way) and (dotted := _in_steps(way)):
            hint = f"Впишите «{dotted}»: шаги пути делит « → » или «->»."
            message = f"Путь «{in_short(way)}» не поделён на шаги."
            reading.problems.append(codes.PATH_UNKNOWN.at(reading.place(row.number, 0), message, hint=hint, text=way))
        elif way and value:
            yield path_of(way), _other_value(value, place), place
        elif value and headed >= 0:
            message = f"Слева от значения «{in_short(value)}» нет пути: значение не прочитано."
            hint = "Впишите путь: order → place – или уберите значение."
            reading.problems.append(codes.NOT_READ.at(place, message, hint=hint, text=value))
        elif way and STEPS.search(way):
            message = f"Рядом с путём «{in_short(way)}» нет значения."
            hint = f"Впишите его в ячейку B{row.number} – или уберите путь."
            reading.problems.append(codes.NOT_READ.at(place, message, hint=hint, text=way))
        elif text := next(filter(None, (way, *cells[2:])), "") if headed >= 0 else "":
            reading.problems.append(beside(reading.title, text, reading.place(row.number, cells.index(text))))


def _in_steps(way: str) -> str:
    """A way that is divided by points, slashes or «>», divided as it should be; «» where it is one key."""
    steps = [step.strip() for step in re.split(r"\s*(?:[./>»]|\s-\s|\s–\s)\s*", way) if step.strip()]
    named = all(step.replace("-", "_").isidentifier() or INDEX.fullmatch(step) for step in steps)
    return ARROW.join(steps) if len(steps) > 1 and named else ""


def path_of(way: str) -> Path:
    """A way as the sheet «Прочее» writes it, as steps."""
    steps = (step.strip() for step in STEPS.split(way))
    return tuple(int(match[1]) - 1 if (match := INDEX.fullmatch(step)) else step for step in steps)


def _other_value(value: str, place: Place) -> YamlNode:
    if normal(value) == normal(NO_ENTRIES):
        return YamlMapping({}, {}, place)
    made = node_of(OTHER_VALUE, value, place)
    return scalar(value, place) if isinstance(made, BookFault) else made
