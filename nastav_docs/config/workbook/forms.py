"""Read the forms of a sheet: labels with values beside them, and what stands near them and is no value."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from nastav_docs.config.workbook.cells import BookFault, node_of
from nastav_docs.config.workbook.layout import IN_PROGRAMME, normal
from nastav_docs.config.workbook.sheet_reading import beside, in_short, own_cells
from nastav_docs.diagnostics import Place, did_you_mean, nearest
from nastav_docs.diagnostics.codes import workbook as codes
from nastav_docs.grids.books import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nastav_docs.config.workbook.layout import BookField, BookForm, BookSheet, Path
    from nastav_docs.config.workbook.sheet_reading import SheetReading
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.grids import GridRow

LIKE_HINT: Final = 0.5  # of the letters of a hint that an older one has, too
SHORT_HINT: Final = 10  # characters
LEAST_HINTS: Final = 3  # that stand in the column of values, from which that column was taken out


def labels_of(form: BookForm) -> dict[str, BookField]:
    """The fields of a form by their labels as they are compared."""
    return {normal(name): one for one in reversed(form.fields) for name in (*one.also, one.heading)}


def values_of_form(
    sheet: BookSheet, form: BookForm, rows: Sequence[GridRow], reading: SheetReading
) -> Iterator[tuple[Path, YamlNode, Place]]:
    """What a form says: the way of each value in the settings, its node, its place."""
    labels = labels_of(form)
    if _without_values(form, rows):
        place = Place(reading.file, words=f"лист «{sheet.title}»")
        message = f"На листе «{sheet.title}» нет столбца значений: рядом с названиями стоят подсказки."
        told = codes.HEADINGS_MISSING.at(place, message, hint="Вставьте пустой столбец между названиями и подсказками.")
        reading.problems += [told] if told not in reading.problems else []
        return
    reading.problems += _beside_form(form, rows, labels, reading)
    begun = False
    for row in rows:
        cells = (*own_cells(row), "", "", "")
        at = 0 if cells[0] or normal(cells[1]) not in labels else 1  # a column was put before all
        label, value = cells[at : at + 2]
        place = reading.place(row.number, at + 1)
        asked = labels.get(normal(label))
        begun = begun or asked is not None or normal(label) == normal(form.title)
        if asked is None:
            reading.problems += _stray(sheet, form, rows, row, at, reading) if begun else ()
        elif flaw := row.flaws.get(at + 1):
            reading.problems.append(flaw.code.at(place, flaw.message, hint=flaw.hint))
        elif value and (above := _lies_under(row, at + 1, form, rows)):
            message = f"Ячейки «{above}» и «{asked.heading}» объединены: прочитано только «{above}»."
            hint = f"Снимите объединение и впишите «{asked.heading}» в свою ячейку, если она не пуста."
            reading.problems.append(codes.CELLS_MERGED.at(place, message, hint=hint, text=value))
        elif value:
            made = node_of(asked, value, place)
            if isinstance(made, BookFault):
                reading.problems.append(codes.CELL_VALUE.at(place, made.message, hint=made.hint, text=value))
            else:
                yield (*form.path, *asked.path), made, place
        else:
            reading.blank[*form.path, *asked.path] = place


def _lies_under(row: GridRow, index: int, form: BookForm, rows: Sequence[GridRow]) -> str:
    """The label whose cell of values goes on down to this row; «» where the cell is the row's own."""
    anchor = row.anchors.get(index)
    if anchor is None or anchor[0] == row.number:
        return ""
    above = next((one for one in rows if one.number == anchor[0]), None)
    label = own_cells(above)[index - 1] if above is not None else ""
    return label if normal(label) in labels_of(form) else ""


def _without_values(form: BookForm, rows: Sequence[GridRow]) -> bool:
    """Whether hints stand where the values should: their column was taken out."""
    hints = {normal(one.heading): one.hint for one in form.fields if one.hint}
    written = [own_cells(row) for row in rows]
    shown = [
        len(row) > 1 and row[1] == hints.get(normal(row[0]), "") != "" and row[1] not in row[2:] for row in written
    ]
    return sum(shown) >= min(len(hints), LEAST_HINTS) > 1


def _beside_form(
    form: BookForm, rows: Sequence[GridRow], labels: Mapping[str, BookField], reading: SheetReading
) -> Iterator[Diagnostic]:
    """The first text right of a form that is neither a hint nor what the programme says."""
    hints = {one.hint for one in form.fields if one.hint}
    grey = {
        index
        for row in rows
        for index, text in enumerate(own_cells(row))
        if text in hints or text.startswith(f"{IN_PROGRAMME}:")
    }
    for row in rows:
        cells = own_cells(row)
        at = next((index for index, text in enumerate(cells[:2]) if normal(text) in labels), None)
        for index, text in enumerate(cells):
            if (
                text
                and at is not None
                and index > at + 1
                and (index not in grey or _over_hint(text, cells[at:], labels))
            ):
                told = beside(form.title, text, reading.place(row.number, index))
                label, own = cells[at], f"{letters(at + 1)}{row.number}"
                yield replace(told, hint=f"Если это «{label}», впишите в ячейку {own}; если нет – уберите отсюда.")
                return


def _over_hint(text: str, cells: Sequence[str], labels: Mapping[str, BookField]) -> bool:
    """Whether a text was written over the hint of a row; hints of older books are like ours."""
    hint = labels[normal(cells[0])].hint
    if text.startswith(f"{IN_PROGRAMME}:") or not hint or text == hint:
        return False
    return len(hint) < SHORT_HINT or SequenceMatcher(None, text, hint, autojunk=False).ratio() < LIKE_HINT


def _stray(
    sheet: BookSheet, form: BookForm, rows: Sequence[GridRow], row: GridRow, at: int, reading: SheetReading
) -> Iterator[Diagnostic]:
    """What a row within a form says that has no label of the form."""
    cells = (*own_cells(row), "", "", "")
    label, value = cells[at : at + 2]
    if normal(label) == normal(form.title):
        return
    known = [one.heading for one in form.fields]
    written = {normal(text) for one in rows for text in own_cells(one)[:2]}
    missing = [one for one in known if normal(one) not in written]
    if label and value:
        message = f"Строка «{in_short(label)}» листа «{sheet.title}» не узнана."
        hint = did_you_mean(label, known)
        if not nearest(label, known):
            hint = f"Если это «{'» или «'.join(missing[:2])}», впишите так. " if missing else ""
            hint += f"Здесь есть: {', '.join(known)}."
        yield codes.HEADING_UNKNOWN.at(reading.place(row.number, at), message, hint=hint, text=label)
    elif value:
        message = f"Слева от значения «{in_short(value)}» нет названия строки: значение не прочитано."
        hint = f"Впишите его в ячейку {letters(at)}{row.number}"
        hint += f": на листе нет «{'», «'.join(missing[:4])}»." if missing else " или уберите значение."
        yield codes.COLUMN_UNTITLED.at(reading.place(row.number, at + 1), message, hint=hint, text=value)
    elif text := next(filter(None, cells), ""):
        yield beside(form.title, text, reading.place(row.number, cells.index(text)))
