"""Tell what kind of file it is by its bytes, and read its tables."""

from __future__ import annotations

import html
import re
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Final

from nastav_docs.grids.grid import WIDEST, Grid, GridRow, TableFile, UnreadableError
from nastav_docs.grids.read_csv import records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nastav_docs.diagnostics import Diagnostic

MOST_CSV: Final = 64 << 20  # bytes: 100,000 rows take some 30 MB
LIST_OF_SHEETS: Final = "xl/workbook.xml"
SHEET_TITLE: Final = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?\sname="([^"]*)"')
MOST_OF_LIST: Final = 1 << 20
ODS_CONTENT: Final = "content.xml"
ODS_TITLE: Final = re.compile(rb'<table:table\b[^>]*?\stable:name="([^"]*)"')
MOST_OF_CONTENT: Final = 16 << 20
SAVE_ANEW: Final = "Откройте файл в Excel и сохраните как «Книга Excel (.xlsx)»."


def read_tables(data: bytes, name: str, known_headings: Callable[[list[str]], int]) -> TableFile:
    """The tables of a file; `name` is its name, `known_headings` counts the headings among cells that tell a table.

    Nothing is raised here; going through the rows of a grid may raise `UnreadableError`.
    """
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return TableFile(refusal="Файл в старом формате (.xls, .doc) или закрыт паролем.", hint=SAVE_ANEW)
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf-"):
        return TableFile(refusal="Это PDF: таблицу из него не прочитать.", hint="Попросите школу прислать книгу Excel.")
    if start.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head")):
        return TableFile(refusal="Под именем таблицы – веб-страница или XML.", hint=SAVE_ANEW)
    if len(data) > MOST_CSV:
        return TableFile(refusal=f"Файл больше {MOST_CSV >> 20} МБ: это не база школы.", hint=SAVE_ANEW)
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return TableFile(refusal="Это не таблица: файл не похож ни на Excel, ни на Word, ни на CSV.", hint=SAVE_ANEW)
    if not data.strip():
        return TableFile(refusal="Файл пуст.", hint="Попросите школу прислать его ещё раз.")
    return TableFile((Grid("", _rows_of_csv(data, name, known_headings)),))


def _packed(data: bytes, settings: str = "") -> TableFile:
    """A file that is a ZIP: by its parts a book of Excel, a sheet of OpenDocument, or a Word file.

    `settings`: a book with all its sheets is wanted, of this kind in words.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            closed = any(part.flag_bits & 1 for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError):
        return TableFile(refusal="Файл повреждён: он обрывается или передан не весь.", hint=SAVE_ANEW)
    if closed:
        return TableFile(refusal="Это архив, закрытый паролем.", hint="Попросите школу прислать файл без пароля.")
    if "content.xml" in names and "mimetype" in names:
        from nastav_docs.grids.ods_grids import tables_of_ods  # noqa: PLC0415  only who has such a file

        return tables_of_ods(data, hidden=bool(settings))
    if any(name.lower().startswith("word/") for name in names) and not settings:
        from nastav_docs.grids.word_grids import tables_of_word  # noqa: PLC0415  as above

        return tables_of_word(data)
    if any(name.lower().startswith("xl/") for name in names):
        from nastav_docs.grids.books import tables_of_book  # noqa: PLC0415  loads openpyxl

        return tables_of_book(data, settings, hidden=True) if settings else tables_of_book(data)
    return TableFile(refusal="Это архив, а не таблица.", hint="Распакуйте его в эту папку и повторите.")


def read_book(data: bytes, what: str) -> TableFile:
    """All sheets of a book of Excel or OpenDocument, hidden ones too; `what` it is expected to be, in words."""
    hint = "Сохраните её в Excel или LibreOffice как «Книга Excel (.xlsx)»."
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return TableFile(refusal="Книга в старом формате (.xls) или закрыта паролем.", hint=hint)
    if not data.startswith(b"PK\x03\x04"):
        return TableFile(refusal="Это не книга Excel.", hint=hint)
    found = _packed(data, what)
    return found if found.hint or not found.refusal else replace(found, hint=hint)


def sheet_titles(data: bytes) -> tuple[str, ...]:
    """The titles of the sheets of a book, read from its list of sheets alone; none of what is no book.

    An OpenDocument spreadsheet has no such list: its sheets are looked for in the beginning of its content.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            ods = LIST_OF_SHEETS not in archive.namelist()
            with archive.open(ODS_CONTENT if ods else LIST_OF_SHEETS) as part:
                found = (ODS_TITLE if ods else SHEET_TITLE).findall(part.read(MOST_OF_CONTENT if ods else MOST_OF_LIST))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, NotImplementedError):
        return ()
    return tuple(html.unescape(title.decode("utf-8", "replace")) for title in found)


def _rows_of_csv(data: bytes, name: str, known_headings: Callable[[list[str]], int]) -> Iterator[GridRow]:
    problems: list[Diagnostic] = []
    for number, _, cells in records(data, name, known_headings, problems):
        if any(cells):
            yield GridRow(number, tuple(cells[:WIDEST]))
    broken = [problem for problem in problems if problem.place is not None and problem.place.words]
    if broken:
        place = broken[0].place
        words = "" if place is None else place.words
        if place is not None and not words.endswith(f" {place.line}"):
            words += f" (в Блокноте – строка {place.line})"
        raise UnreadableError(f"{words}: {broken[0].message}", broken[0].hint)
