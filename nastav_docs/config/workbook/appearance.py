"""What people see of a sheet that its texts do not say: struck through, hidden, a comment where a value is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.config.workbook.layout import CHOICES, FROM_PROGRAMME, IN_PROGRAMME, ORIGIN, SCHOOLS, normal
from nastav_docs.config.workbook.sheet_reading import in_short, own_cells
from nastav_docs.config.workbook.table_heads import SECTION_CODE
from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import workbook as codes
from nastav_docs.grids.books import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.config.workbook.sheet_reading import SheetReading
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.grids import Grid, GridRow, SheetLooks

# Headings of columns that people hide to have a narrower sheet: what they hold is no text of a paper.
TECHNICAL: Final = frozenset(map(normal, (IN_PROGRAMME, ORIGIN, SECTION_CODE, "Код", "Ключ", FROM_PROGRAMME)))
FEW: Final = 8  # rows or columns that are named


def doubts_of_looks(rows: Sequence[GridRow], looks: SheetLooks, reading: SheetReading) -> Iterator[Diagnostic]:
    """What is read although people see it struck through or hidden, and what is not since it is only a comment."""
    yield from _struck(rows, looks, reading)
    yield from _hidden(rows, looks, reading)
    yield from _noted(rows, looks, reading)


def _noted(rows: Sequence[GridRow], looks: SheetLooks, reading: SheetReading) -> Iterator[Diagnostic]:
    """The notes of a sheet, which are not read: at an empty cell each, at filled ones all together."""
    filled = {(row.number, index) for row in rows for index, text in enumerate(own_cells(row)) if text}
    for number, index in sorted(set(looks.noted) - filled):
        said = looks.noted[number, index]
        message = "Ячейка пуста, а к ней есть примечание: примечания не читаются."
        if said:
            message = f"Ячейка пуста, а к ней есть примечание «{in_short(said)}»: примечания не читаются."
        hint = "Если в примечании нужное значение, впишите его в ячейку."
        yield codes.NOT_READ.at(reading.place(number, index), message, hint=hint)
    if beside := sorted(set(looks.noted) & filled):
        number, index = beside[0]
        said = looks.noted[number, index]
        message = (
            f"Примечание к ячейке не читается: «{in_short(said)}»." if said else "Примечание к ячейке не читается."
        )
        others = [f"{letters(column)}{row}" for row, column in beside[1:]]
        message += f" Ещё примечания: {', '.join(others[:FEW])}{' …' if len(others) > FEW else ''}." if others else ""
        hint = "Если в нём поправка, внесите её в ячейку, а примечание удалите."
        yield codes.NOT_READ.at(reading.place(number, index), message, hint=hint)


def unseen_sheet(grid: Grid, rows: Sequence[GridRow], reading: SheetReading) -> Iterator[Diagnostic]:
    """What is told of a sheet that people do not see and that is read all the same."""
    if grid.hidden and normal(grid.sheet) != normal(CHOICES) and any(any(own_cells(row)) for row in rows):
        message = f"Скрытый лист «{grid.sheet}» прочитан."
        hint = "Покажите лист и проверьте, что на нём; ненужный удалите."
        place = Place(reading.file, words=f"лист «{grid.sheet}»")
        yield codes.LOOKS_UNREAD.at(place, message, hint=hint, text=grid.sheet)


def _struck(rows: Sequence[GridRow], looks: SheetLooks, reading: SheetReading) -> Iterator[Diagnostic]:
    for row in rows if looks.struck else ():
        struck = [i for i, text in enumerate(own_cells(row)) if text and (row.number, i) in looks.struck]
        if struck:
            text = own_cells(row)[struck[0]]
            message = f"Зачёркнутый текст прочитан как обычный: «{in_short(text)}»."
            hint = (
                f"Удалите строку (строку программы – словом «убрать» в столбце «{ORIGIN}») – или снимите зачёркивание."
            )
            yield codes.LOOKS_UNREAD.at(reading.place(row.number, struck[0]), message, hint=hint, text=text)


def _hidden(rows: Sequence[GridRow], looks: SheetLooks, reading: SheetReading) -> Iterator[Diagnostic]:
    told_elsewhere = normal(reading.title) == normal(SCHOOLS)  # hidden schools are not read: the registry tells it
    unseen = [row for row in rows if (row.hidden or row.number in looks.hidden_rows) and not told_elsewhere]
    unseen = [row for row in unseen if any(own_cells(row))]
    if unseen:
        index = next(index for index, text in enumerate(own_cells(unseen[0])) if text)
        numbers = ", ".join(str(row.number) for row in unseen[:FEW]) + (" …" if len(unseen) > FEW else "")
        message = f"Скрытые строки прочитаны: {numbers}."
        hint = "Покажите строки или снимите фильтр и проверьте, что в них; ненужные удалите."
        yield codes.LOOKS_UNREAD.at(reading.place(unseen[0].number, index), message, hint=hint)
    for index in sorted(looks.hidden_columns):
        texts = [(row, own_cells(row)[index]) for row in rows if index < len(own_cells(row)) and own_cells(row)[index]]
        if texts and not any(normal(text) in TECHNICAL for _, text in texts):
            message = f"Скрытый столбец {letters(index)} прочитан."
            hint = "Покажите столбец и проверьте, что в нём."
            yield codes.LOOKS_UNREAD.at(reading.place(texts[0][0].number, index), message, hint=hint)
