"""Read XLSX as Excel, LibreOffice, Google Sheets and 1C write it: the rows of one sheet as texts, by openpyxl."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import registry as codes
from nastav_docs.grids import IN_ERROR, NO_VALUE
from nastav_docs.grids.books import cell_text, load_book, scan_sheet, sheet_part, too_much

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openpyxl.workbook import Workbook

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.grids import Flaw, Record

MAX_ROWS: Final = 1_048_576
MAX_CELLS: Final = 3_000_000  # of the sheet read, those between filled ones too
SMALLER: Final = "Скопируйте таблицу {rows} (только значения) в новую книгу и укажите её."
# What a table is read for, in the words of messages: «это не реестр школ», «таблицу школ», «если это школы».
REGISTRY: Final = ("реестр школ", "школ", "школы")
LIST: Final = ("список", "списка", "строки списка")


class TooManyCellsError(Exception):
    """A sheet with more cells than a registry has; it is told as a problem of the file."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a book: its rows; its title; the titles of the others.

    `flaws`, by the number of the row and the index of the cell, are added as rows are read.
    """

    title: str
    records: Iterator[Record]
    flaws: dict[int, dict[int, Flaw]] = field(default_factory=dict)
    others: tuple[str, ...] = ()


def read_sheet(
    data: bytes, wanted: str | None, file: str, problems: list[Diagnostic], said: tuple[str, str, str] = REGISTRY
) -> Sheet | None:
    """Open the sheet named `wanted`, or the first visible one; None, and a problem, if the book cannot be read.

    `said` is what the table is called in messages: REGISTRY or LIST.
    """
    try:
        refusal = too_much(data, what=said[0])
        if refusal:
            problems.append(codes.FILE_UNREADABLE.at(Place(file), refusal, hint=SMALLER.format(rows=said[1])))
            return None
        archive, book = load_book(data)
        sheet = _choose(book, wanted, file, problems)
        if sheet is None:
            return None
        hidden, formulas = scan_sheet(archive, sheet_part(archive, sheet.title))
    except Exception:  # noqa: BLE001 (openpyxl answers a damaged book with whatever its code stumbles over)
        problems.append(_damaged(file))
        return None
    result = Sheet(sheet.title, iter(()))
    rows = _records(sheet, hidden, formulas, result.flaws)
    others = tuple(title for title in book.sheetnames if title != sheet.title)
    return Sheet(result.title, _guarded(rows, hidden, file, problems, said), result.flaws, others)


def part_of_sheet(data: bytes, wanted: str | None) -> str:
    """The name of the part that holds the sheet that `read_sheet` reads. Raises KeyError for a book without it."""
    archive, book = load_book(data)
    sheet = _choose(book, wanted, "", [])
    if sheet is None:
        raise KeyError(wanted)
    return sheet_part(archive, sheet.title).lstrip("/")


def _damaged(file: str) -> Diagnostic:
    hint = "Откройте файл в Excel и сохраните заново как «Книга Excel (.xlsx)»."
    return codes.FILE_UNREADABLE.at(Place(file), "Файл не читается как книга Excel: он повреждён.", hint=hint)


def _choose(book: Workbook, wanted: str | None, file: str, problems: list[Diagnostic]) -> ReadOnlyWorksheet | None:
    sheets = [sheet for sheet in book.worksheets if isinstance(sheet, ReadOnlyWorksheet)]
    if wanted is not None:
        named = [sheet for sheet in sheets if sheet.title.strip().casefold() == wanted.strip().casefold()]
    else:
        named = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    if named:
        return named[0]
    hint = f"Есть листы: {', '.join(f'«{sheet.title}»' for sheet in sheets[:12])}." if sheets else ""
    message = "В книге нет видимых листов." if wanted is None else f"В книге нет листа «{wanted}»."
    problems.append(codes.SHEET_UNKNOWN.at(Place(file), message, hint=hint, text=wanted or ""))
    return None


def _records(
    sheet: ReadOnlyWorksheet, hidden: set[int], formulas: set[tuple[int, int]], flaws: dict[int, dict[int, Flaw]]
) -> Iterator[Record]:
    sheet.reset_dimensions()  # writers other than Excel often give wrong ones, and openpyxl would believe them
    left = MAX_CELLS
    for number, row in enumerate(itertools.islice(sheet.rows, MAX_ROWS), 1):
        left -= len(row)
        if left < 0:
            raise TooManyCellsError
        values = [cell.value for cell in row]
        cells = [
            value if type(value) is str else "" if value is None else cell_text(value, cell.number_format)
            for value, cell in zip(values, row, strict=True)
        ]
        for index, value in enumerate(values):
            if type(value) is str and value[:1] == "#" and row[index].data_type == "e":
                flaws.setdefault(number, {})[index] = IN_ERROR
            elif value is None and (number, index) in formulas:
                flaws.setdefault(number, {})[index] = NO_VALUE
        if number not in hidden or any(cells):
            yield number, number, cells


def _guarded(
    rows: Iterable[Record], hidden: set[int], file: str, problems: list[Diagnostic], said: tuple[str, str, str]
) -> Iterator[Record]:
    """The rows that are not hidden; if the sheet is damaged they end with a problem."""
    skipped: list[int] = []
    try:
        for record in rows:
            if record[0] in hidden:
                skipped.append(record[0])
            else:
                yield record
    except TooManyCellsError:
        message = "На листе слишком много ячеек: данные стоят далеко за таблицей."
        problems.append(codes.FILE_UNREADABLE.at(Place(file), message, hint=SMALLER.format(rows=said[1])))
    except Exception:  # noqa: BLE001 (as in read_sheet: a damaged sheet fails in many ways, at any row)
        problems.append(_damaged(file))
    if skipped:
        message = f"Скрытые строки не прочитаны: {_ranges(skipped)}."
        place = Place(file, skipped[0], words=f"строка {skipped[0]}")
        hint = f"Если это {said[2]}, снимите фильтр или покажите строки; если нет – удалите их."
        problems.append(codes.ROWS_HIDDEN.at(place, message, hint=hint))


def _ranges(numbers: list[int]) -> str:
    """Growing numbers in words: «5, 7–9»."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
