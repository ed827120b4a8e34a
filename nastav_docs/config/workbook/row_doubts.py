"""What is doubtful in whole rows of the workbook: one row twice, cells in each other's places, a number typed twice."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from nastav_docs.config.workbook.cells import EXCEL_DAYS, NAME, days_as_number
from nastav_docs.config.workbook.sheet_reading import in_short
from nastav_docs.config.workbook.tree import said
from nastav_docs.config.yaml_tree import YamlScalar, YamlSequence
from nastav_docs.diagnostics.codes import workbook as codes
from nastav_docs.russian.deadlines import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.config.workbook.layout import BookTable
    from nastav_docs.config.workbook.rows import BookRow
    from nastav_docs.config.workbook.sheet_reading import SheetReading
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic

LISTED: Final = frozenset(("tree", "sections", "items"))  # shapes of tables whose rows are printed one by one
TITLES: Final = (("text",), ("title",))
# The number of a clause or an activity before its text: «8. Создать», «5.1 Создать».
NUMBER_BEFORE: Final = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}[.)])\s+(?=[А-ЯЁ{])")
SHORT: Final = re.compile(r"(?=(?:.*[А-ЯЁ]){2})[А-ЯЁа-яё-]{2,12}")


def doubted(table: BookTable, rows: Sequence[BookRow], reading: SheetReading) -> list[BookRow]:
    """The rows, values that stand in each other's cells put right; what is doubtful goes to `reading`."""
    reading.problems += _repeated(table, rows)
    reading.problems += _without_value(table, rows)
    return [_righted(table, row, reading) for row in rows]


def _repeated(table: BookTable, rows: Sequence[BookRow]) -> Iterator[Diagnostic]:
    """The district's own activities that say what one above says, deadline and all; clauses may be alike."""
    seen: dict[str, BookRow] = {}
    owner = ""
    for row in rows if table.shape == "sections" else ():
        owner = row.special.get("owner", owner)
        title = next((row.values[way] for way in TITLES if way in row.values), None)
        if row.changes or not isinstance(title, YamlScalar) or len(row.values) == 1:
            continue
        first = seen.setdefault(repr((owner, sorted((way, repr(said(node))) for way, node in row.values.items()))), row)
        if first is not row:
            message = f"Строка {row.number} повторяет строку {first.number}: «{in_short(title.text)}»."
            hint = "Удалите одну из строк – или впишите, чем они отличаются."
            yield codes.ROW_TWICE.at(title.place, message, hint=hint, text=title.text)


def _without_value(table: BookTable, rows: Sequence[BookRow]) -> Iterator[Diagnostic]:
    """The district's own indicators without a value, where others have one."""
    if not any(one.path == ("target",) for one in table.fields):
        return
    valued = [row for row in rows if any(way[0] in {"target", "targets", "base", "numerator"} for way in row.values)]
    for row in rows:
        others = valued or any(one.changes for one in rows)
        if others and row not in valued and not row.changes and ("title",) in row.values and ("target",) in row.cells:
            message = f"У показателя в строке {row.number} нет значения."
            hint = "Впишите его в столбец «Значение» – или по годам, в столбцы с заголовком-годом."
            yield codes.VALUE_EMPTY.at(row.cells["target",], message, hint=hint)


def _righted(table: BookTable, row: BookRow, reading: SheetReading) -> BookRow:
    values = dict(row.values)
    if table.shape == "tree":
        reading.problems += _numbered(table, row)
    if table.shape in LISTED and _swapped(values):
        deadline, roles = values["deadline",], values["responsible",]
        values["deadline",], values["responsible",] = roles, deadline
        message = "Срок и ответственные стоят в ячейках друг друга."
        reading.problems.append(codes.CELLS_SWAPPED.at(deadline.place, message, hint="Поменяйте их местами."))
    elif table.shape == "words":
        _words(table, row, values, reading)
    return row if values == dict(row.values) else replace(row, values=values)


def _numbered(table: BookTable, row: BookRow) -> Iterator[Diagnostic]:
    """The problem of a text that begins with the number that stands in its column already."""
    node, number = row.values.get(("text",)), re.findall(r"\d+", row.special.get("number", ""))
    if isinstance(node, YamlScalar) and number and (found := NUMBER_BEFORE.match(node.text)):
        written = found[0].strip()
        if re.findall(r"\d+", written) == number:
            message = f"Текст начинается с номера «{written}»: номера таблицы «{table.title}» ставит программа."
            yield codes.NUMBER_IN_TEXT.at(node.place, message, hint=f"Уберите «{written}» из текста.", text=written)


def _swapped(values: dict[tuple[str, ...], YamlNode]) -> bool:
    """Whether roles stand where the deadline should, and a deadline where they should."""
    deadline, roles = values.get(("deadline",)), values.get(("responsible",))
    if not isinstance(deadline, YamlScalar) or roles is None:
        return False
    written = roles.items if isinstance(roles, YamlSequence) else (roles,)
    text = ", ".join(one.text for one in written if isinstance(one, YamlScalar))
    names = [one.strip() for one in deadline.text.split(",")]
    return all(map(NAME.fullmatch, names)) and parse(text).deadline is not None


def _words(table: BookTable, row: BookRow, values: dict[tuple[str, ...], YamlNode], reading: SheetReading) -> None:
    """What is wrong with a short form and its words, or with a text that should be a date."""
    key, node = row.special.get("key", ""), values.get(())
    if not isinstance(node, YamlScalar):
        return
    if table.path == ("terms",) and SHORT.fullmatch(node.text) and " " in key and len(key) > len(node.text):
        message = f"Похоже, сокращение и расшифровка стоят в ячейках друг друга: «{in_short(key)}» – «{node.text}»."
        reading.problems.append(codes.CELLS_SWAPPED.at(row.place, message, hint="Поменяйте их местами.", text=key))
    grey = row.grey[0] if row.grey else ""
    if "20__" in grey and re.fullmatch(r"\d{5}", node.text) and int(node.text) in EXCEL_DAYS:
        fault = days_as_number(node.text)
        reading.problems.append(codes.CELL_VALUE.at(node.place, fault.message, hint=fault.hint, text=node.text))
        values.pop(())
