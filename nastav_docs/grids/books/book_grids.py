"""Read every visible sheet of a book of Excel as a grid; hidden rows and columns are read, merged cells spread."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from typing import TYPE_CHECKING, Final

from openpyxl.utils import range_boundaries

from nastav_docs.grids.books.open_book import TooManyCellsError, open_book, sheet_rows, too_much
from nastav_docs.grids.books.sheet_looks import looks_of
from nastav_docs.grids.form_mark import MARK_PART, read_mark
from nastav_docs.grids.grid import WIDEST, Grid, SheetLooks, TableFile, UnreadableError, with_merged

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from nastav_docs.grids.books.open_book import ExcelBook
    from nastav_docs.grids.flaw import Flaw
    from nastav_docs.grids.grid import GridRow, Merge

MAX_UNPACKED: Final = 192 << 20  # bytes of all parts: 100,000 rows of a base have some 90 MB
MAX_MARKUP: Final = 12_000_000  # signs «<» in all parts
MAX_CELLS: Final = 8_000_000
MOST_MERGES: Final = 20_000
CHUNK: Final = 1 << 20
MERGE: Final = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
MODIFIED: Final = re.compile(rb"<dcterms:modified[^>]*>\s*(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)")
SMALLER: Final = "Скопируйте таблицу (только значения) в новую книгу и пришлите её."
DAMAGED: Final = "Файл не читается как книга Excel: он повреждён."
SAVE_ANEW: Final = "Откройте файл в Excel и сохраните заново как «Книга Excel (.xlsx)»."


def tables_of_book(data: bytes, what: str = "база школы", *, hidden: bool = False) -> TableFile:
    """The visible sheets of a book, with `hidden` all, its hidden mark, and when it was saved last.

    `what` is the table that the book is expected to be, in the words of messages.
    """
    try:
        refusal = too_much(data, MAX_UNPACKED, MAX_MARKUP, what)
        if refusal:
            return TableFile(refusal=refusal, hint=SMALLER)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it does not need to understand
            book = open_book(data)
    except TooManyCellsError as error:
        return TableFile(refusal=str(error), hint=SMALLER)
    except Exception:  # noqa: BLE001 (openpyxl answers a damaged book with whatever its code stumbles over)
        return TableFile(refusal=DAMAGED, hint=SAVE_ANEW)
    archive = book.archive
    names = set(archive.namelist())
    mark = read_mark(archive.read(MARK_PART)) if MARK_PART in names else None
    return TableFile(_grids(book, hidden=hidden), mark, saved_at(archive, names))


def saved_at(archive: zipfile.ZipFile, names: set[str]) -> dt.datetime | None:
    """When an Office file says that it was saved last; None where it says nothing, or what no clock shows."""
    found = MODIFIED.search(archive.read("docProps/core.xml")) if "docProps/core.xml" in names else None
    try:
        text = b"%b-%b-%bT%b:%b:%b+00:00" % found.groups() if found else b""
        return dt.datetime.fromisoformat(text.decode()) if text else None
    except ValueError:
        return None


def _grids(book: ExcelBook, *, hidden: bool) -> Iterator[Grid]:
    for sheet in book.sheets:
        if hidden or sheet.visible:
            looks = looks_of(book, sheet.part) if hidden else SheetLooks()
            yield Grid(sheet.title, _rows(book, sheet.part), looks=looks, hidden=not sheet.visible)


def _rows(book: ExcelBook, part: str) -> Iterator[GridRow]:
    try:
        yield from with_merged(_cells(book, part), _merges(book.archive, part))
    except UnreadableError:
        raise
    except TooManyCellsError as error:
        raise UnreadableError(str(error), SMALLER) from error
    except Exception as error:
        raise UnreadableError(DAMAGED, SAVE_ANEW) from error


def _merges(archive: zipfile.ZipFile, part: str) -> list[Merge]:
    """The merged cells of a sheet, which openpyxl's reading mode passes over; they stand after all rows."""
    found: list[Merge] = []
    rest = b""
    with archive.open(part) as xml:
        while chunk := xml.read(CHUNK):
            piece = rest + chunk
            for match in MERGE.finditer(piece):
                column, row, last_column, last_row = range_boundaries(match[1].decode())
                if None not in (column, row, last_column, last_row):
                    found.append((int(row or 1), int(column or 1) - 1, int(last_row or 1), int(last_column or 1) - 1))
            rest = piece[-64:] if not MERGE.search(piece[-64:]) else b""
            if len(found) > MOST_MERGES:
                break
    return sorted(set(found))


def _cells(book: ExcelBook, part: str) -> Iterator[tuple[int, list[str], dict[int, Flaw]]]:
    for number, cells, flaws, _ in sheet_rows(book, part, MAX_CELLS):
        yield number, cells[:WIDEST], {index: flaw for index, flaw in flaws.items() if index < WIDEST}
