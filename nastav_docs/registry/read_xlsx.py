"""Read XLSX as Excel, LibreOffice, Google Sheets and 1C write it: the rows of one sheet as texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import registry as codes
from nastav_docs.grids.books import TooManyCellsError, open_book, sheet_rows, too_much

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.grids import Flaw, Record
    from nastav_docs.grids.books import ExcelBook, ExcelSheet, SheetRow

MAX_CELLS: Final = 3_000_000  # of the sheet read, those between filled ones too
SMALLER: Final = "Скопируйте таблицу {rows} (только значения) в новую книгу и укажите её."
# What a table is read for, in the words of messages: «это не реестр школ», «таблицу школ», «если это школы».
REGISTRY: Final = ("реестр школ", "школ", "школы")
LIST: Final = ("список", "списка", "строки списка")


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
        book = open_book(data)
        sheet = _choose(book, wanted, file, problems)
        if sheet is None:
            return None
    except TooManyCellsError as error:
        problems.append(codes.FILE_UNREADABLE.at(Place(file), str(error), hint=SMALLER.format(rows=said[1])))
        return None
    except Exception:  # noqa: BLE001 (openpyxl answers a damaged book with whatever its code stumbles over)
        problems.append(_damaged(file))
        return None
    hidden: set[int] = set()
    flaws: dict[int, dict[int, Flaw]] = {}
    rows = _records(sheet_rows(book, sheet.part, MAX_CELLS), hidden, flaws)
    others = tuple(one.title for one in book.sheets if one.title != sheet.title)
    of = sheet.title if others else ""  # of a book with one sheet nobody looks for it
    return Sheet(sheet.title, _guarded(rows, hidden, file, problems, said, of), flaws, others)


def part_of_sheet(data: bytes, wanted: str | None) -> str:
    """The name of the part that holds the sheet that `read_sheet` reads. Raises KeyError for a book without it."""
    sheet = _choose(open_book(data), wanted, "", [])
    if sheet is None:
        raise KeyError(wanted)
    return sheet.part.lstrip("/")


def _damaged(file: str) -> Diagnostic:
    hint = "Откройте файл в Excel и сохраните заново как «Книга Excel (.xlsx)»."
    return codes.FILE_UNREADABLE.at(Place(file), "Файл не читается как книга Excel: он повреждён.", hint=hint)


def _choose(book: ExcelBook, wanted: str | None, file: str, problems: list[Diagnostic]) -> ExcelSheet | None:
    if wanted is not None:
        named = [sheet for sheet in book.sheets if sheet.title.strip().casefold() == wanted.strip().casefold()]
    else:
        named = [sheet for sheet in book.sheets if sheet.visible]
    if named:
        return named[0]
    hint = f"Есть листы: {', '.join(f'«{sheet.title}»' for sheet in book.sheets[:12])}." if book.sheets else ""
    message = "В книге нет видимых листов." if wanted is None else f"В книге нет листа «{wanted}»."
    problems.append(codes.SHEET_UNKNOWN.at(Place(file), message, hint=hint, text=wanted or ""))
    return None


def _records(rows: Iterable[SheetRow], hidden: set[int], flaws: dict[int, dict[int, Flaw]]) -> Iterator[Record]:
    for number, cells, wrong, is_hidden in rows:
        if wrong:
            flaws[number] = wrong
        if is_hidden:
            hidden.add(number)
        if not is_hidden or any(cells):
            yield number, number, cells


def _guarded(
    rows: Iterable[Record],
    hidden: set[int],
    file: str,
    problems: list[Diagnostic],
    said: tuple[str, str, str],
    sheet: str,
) -> Iterator[Record]:
    """The rows that are not hidden; if the sheet is damaged they end with a problem."""
    skipped: list[int] = []
    try:
        for record in rows:
            if record[0] in hidden:
                skipped.append(record[0])
            else:
                yield record
    except TooManyCellsError as error:
        problems.append(codes.FILE_UNREADABLE.at(Place(file), str(error), hint=SMALLER.format(rows=said[1])))
    except Exception:  # noqa: BLE001 (as in read_sheet: a damaged sheet fails in many ways, at any row)
        problems.append(_damaged(file))
    if skipped:
        problems.append(rows_hidden(skipped, file, said, sheet))


def rows_hidden(skipped: list[int], file: str, said: tuple[str, str, str], sheet: str = "") -> Diagnostic:
    """What is told of rows that are not read because people do not see them, by their growing numbers.

    `sheet` is its title in a book that has others.
    """
    message = f"Скрытые строки не прочитаны: {_ranges(skipped)}."
    place = Place(file, skipped[0], words=f"лист «{sheet}», строка {skipped[0]}" if sheet else f"строка {skipped[0]}")
    hint = f"Если это {said[2]}, снимите фильтр или покажите строки; если нет – удалите их."
    return codes.ROWS_HIDDEN.at(place, message, hint=hint)


def _ranges(numbers: list[int]) -> str:
    """Growing numbers in words: «5, 7–9»."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
