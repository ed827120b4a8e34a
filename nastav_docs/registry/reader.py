"""Read a registry of schools – CSV, XLSX, ODS or YAML – as checked rows, every value with its place.

What a cell holds is decided in `cell_values`, what a column is called in `column_headings`.
"""

from __future__ import annotations

import itertools
import re
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Diagnostic, Place, Severity
from nastav_docs.diagnostics.codes import registry as codes
from nastav_docs.files import DISK
from nastav_docs.grids import Flaw, records
from nastav_docs.registry.column_headings import EXAMPLE_HEAD, recognise
from nastav_docs.registry.heading_row import find_headings, known_headings, name_columns, no_headings, sheets_hint
from nastav_docs.registry.known_rows import rows_of_table
from nastav_docs.registry.rows import NO_FLAWS, UNIT, WHOLE_ROW, Header, SchoolRow, make_row, tidy
from nastav_docs.registry.twins import with_twins_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from nastav_docs.config import YamlSequence
    from nastav_docs.files import Files
    from nastav_docs.grids import Record
    from nastav_docs.registry.heading_row import Named

__all__ = ["Header", "SchoolRow", "read_registry", "registry_from"]

MOST_TABLE: Final = 24 << 20  # bytes of a CSV: 40,000 schools take some 15 MB
MOST_YAML: Final = 1 << 20  # bytes: PyYAML reads some 100 KB a second
MOST_SCHOOLS: Final = 50_000
ONLY_SCHOOLS: Final = "Оставьте в файле только таблицу школ."
HEADER_DEPTH: Final = 50
MANY: Final = 2
EXAMPLE_IDS: Final = frozenset({"пример", "example"})
WIDE: Final = 4
LIKE_SCHOOL: Final = re.compile(r"[\d«»\"№]")
NOTE_WORDS: Final = re.compile(
    r"\*|примечани|итог|всего|исполнител|исп\.|ответственн|составил|подпис|дата|данные|источник|тел\.|м\. ?п\.",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Input:
    """A table before its header is known.

    `may_shift`: a value beyond the header means that the values of its row have shifted, as a stray separator does in
    CSV.
    """

    records: Iterable[Record]
    sheet: str = ""
    flaws: Mapping[int, Mapping[int, Flaw]] = field(default_factory=dict)
    may_shift: bool = False
    other_sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegistrySettings:
    """What the settings say of a registry.

    `sheet` is the one to read (None: the first visible), `columns` are headings by what their columns hold, `mobile`
    says whether letterheads print mobile numbers, `place` is where the settings name the file.
    """

    sheet: str | None = None
    columns: Named = field(default_factory=dict)
    mobile: bool = False
    place: Place | None = None


AS_IT_IS: Final = RegistrySettings()


def read_registry(
    path: Path, asked: RegistrySettings = AS_IT_IS, *, shown: str | None = None, files: Files = DISK
) -> tuple[tuple[SchoolRow, ...], tuple[Diagnostic, ...]]:
    """Read a registry of schools from a CSV, XLSX, ODS or YAML file; gives its rows and every problem.

    `asked` is what the settings say of it, `shown` the file's name in messages, `files` gives its bytes. Nothing is
    raised, whatever the file holds. Problems of the file come first, then those of the rows. Without a required column
    there are no rows.
    """
    file = shown or str(path)
    try:
        data = files.read(path)
    except OSError as error:
        from nastav_docs.config import lying_near  # noqa: PLC0415 (a CSV need not wait for PyYAML)

        reason = "не найден" if isinstance(error, FileNotFoundError) else "не открывается"
        place, hint = asked.place or Place(file), lying_near(path)
        return (), (codes.FILE_UNREADABLE.at(place, f"Реестр школ «{file}» {reason}.", hint=hint),)
    return registry_from(data, file, asked)


def registry_from(
    data: bytes, file: str, asked: RegistrySettings = AS_IT_IS
) -> tuple[tuple[SchoolRow, ...], tuple[Diagnostic, ...]]:
    """Read a registry from the bytes of a file; `file` is its name, whose ending tells YAML from tables."""
    written = file.lower().endswith((".yaml", ".yml"))
    most = MOST_YAML if written else MOST_TABLE
    if len(data) > most and not data.startswith(b"PK"):
        message = f"Файл больше {most >> 20} МБ: это не реестр школ."
        return (), (codes.FILE_UNREADABLE.at(Place(file), message, hint=ONLY_SCHOOLS),)
    unreadable = foreign(data)
    if unreadable:
        hint = "Сохраните таблицу в Excel как «Книга Excel (.xlsx)» или «CSV UTF-8»."
        return (), (codes.FILE_UNREADABLE.at(Place(file), unreadable, hint=hint),)
    problems: list[Diagnostic] = []
    table = _Input(())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it does not need to understand
        if written:
            from nastav_docs.registry.read_yaml import yaml_rows  # noqa: PLC0415 (a CSV need not wait for PyYAML)

            rows = yaml_rows(data, file, problems, mobile=asked.mobile)
        else:
            table = _open(data, file, asked.sheet, problems)
            rows = _table_rows(table, file, asked, problems)
    rows = with_twins_named(rows)
    if not rows and not _has_error(problems):
        hint = sheets_hint(table.other_sheets)
        hint = hint or "Впишите школы под заголовками; пустой бланк делает «nastav-docs init --registry»."
        message = f"На листе «{table.sheet}» нет ни одной школы." if table.sheet else "В реестре нет ни одной школы."
        problems.append(codes.NO_SCHOOLS.at(Place(file), message, hint=hint))
    for row in rows:
        problems += row.problems
    return tuple(row for row in rows if row.id), tuple(problems)


def registry_given(
    root: YamlSequence, asked: RegistrySettings = AS_IT_IS
) -> tuple[tuple[SchoolRow, ...], tuple[Diagnostic, ...]]:
    """The rows of a registry that a script gives, each value with its place «schools[17].director»."""
    from nastav_docs.registry.read_yaml import rows_of  # noqa: PLC0415 (a CSV need not wait for PyYAML)

    problems: list[Diagnostic] = []
    rows = with_twins_named(rows_of(root, problems, mobile=asked.mobile))
    for row in rows:
        problems += row.problems
    return tuple(row for row in rows if row.id), tuple(problems)


def _has_error(problems: list[Diagnostic]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def foreign(data: bytes) -> str:
    """Why a file of another kind is not read; empty if it may be a registry."""
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "Файл в старом формате Excel (.xls) или закрыт паролем."
    if data.startswith(b"PK\x03\x04") and b"word/document" in data:
        return "Это документ Word: скопируйте таблицу из него в Excel."
    if start.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head")):
        return "Под именем таблицы – веб-страница или XML: так выгружают некоторые порталы."
    return "Файл в формате PDF." if data.startswith(b"%PDF-") else ""


def _open(data: bytes, file: str, sheet: str | None, problems: list[Diagnostic]) -> _Input:
    if data.startswith(b"PK\x03\x04"):
        from nastav_docs.registry.read_ods import is_ods, read_ods_sheet  # noqa: PLC0415  as below
        from nastav_docs.registry.read_xlsx import REGISTRY, read_sheet  # noqa: PLC0415  a CSV need not wait for it

        read = (read_ods_sheet if is_ods(data) else read_sheet)(data, sheet, file, problems, REGISTRY)
        if read is None:
            return _Input(())
        title = read.title if read.others else ""  # of a book with one sheet nobody looks for it
        return _Input(read.records, title, read.flaws, other_sheets=read.others)
    return _Input(records(data, file, known_headings, problems), may_shift=True)


def _table_rows(table: _Input, file: str, asked: RegistrySettings, problems: list[Diagnostic]) -> list[SchoolRow]:
    remaining = iter(table.records)
    first = list(itertools.islice(remaining, HEADER_DEPTH))
    found = find_headings(first, asked.columns)
    if found is None:
        if not _has_error(problems) and any(any(cells) for _, _, cells in first):
            problems.append(no_headings(file, first, table.other_sheets))
        return []
    header = Header(file, table.sheet, (), found.titles, mobile=asked.mobile)
    named = name_columns(header, found, asked.columns, problems)
    if named is None:
        return []
    table.records = itertools.chain(first[found.rows_taken :], remaining)
    return _without_subheadings(_without_notes(_rows(table, named, problems), found.number, problems), problems)


def _rows(table: _Input, header: Header, problems: list[Diagnostic]) -> list[SchoolRow]:
    """The rows below a header that hold anything, without a repeated header and a row of column numbers."""
    rows: list[SchoolRow] = []
    width, titles = len(header.titles), list(header.titles)
    # A column without a heading is reported once; in a spreadsheet there may be any number of them right of the table.
    untitled = {index for index, title in enumerate(titles) if not header.names[index] and not recognise(title)}
    if not table.may_shift:
        untitled.add(width)
    of_table = rows_of_table(header)
    for number, line, raw in table.records:
        flaws = table.flaws.get(number, NO_FLAWS) if table.flaws else NO_FLAWS
        usual = not flaws and 0 < len(rows) < MOST_SCHOOLS
        if usual and (known := of_table.known(number, line, raw, untitled)) is not None:
            rows.append(known)
            continue
        cells = tidy(raw)
        if not any(cells) or cells == titles or (not rows and _counts_columns(cells)):
            continue
        if untitled:
            problems += _untitled_values(untitled, cells, header, number, line)
        if len(cells) != width:
            if table.may_shift and any(cells[width:]):
                flaws = {WHOLE_ROW: _shifted(len(cells), width)}
            cells = cells[:width] + [""] * (width - len(cells))
        if len(rows) == MOST_SCHOOLS:
            message = f"В таблице больше {MOST_SCHOOLS} строк: остальные не прочитаны."
            problems.append(codes.FILE_UNREADABLE.at(header.place(number, line), message, hint=ONLY_SCHOOLS))
            break
        row = make_row(header, number, line, cells, flaws)
        if row.id in EXAMPLE_IDS:
            problems += _example(row)
        else:
            rows.append(row)
            of_table.note(row, raw)
    return rows


def _example(row: SchoolRow) -> Iterator[Diagnostic]:
    """What is told of a row for an example: nothing of our own form's, else that it is left out."""
    if row.text_of("head") != EXAMPLE_HEAD:
        yield codes.ROW_SKIPPED.at(row.place, "Строка-пример пропущена.")


def _counts_columns(cells: list[str]) -> bool:
    """Whether a row only numbers the columns from 1 on."""
    filled = [cell for cell in cells if cell]
    return len(filled) > MANY and filled == [str(count) for count in range(1, len(filled) + 1)]


def _shifted(count: int, width: int) -> Flaw:
    hint = f"Значений {count}, заголовков {width}: значение с разделителем внутри возьмите в кавычки."
    return Flaw(codes.VALUES_EXTRA, "Значений в строке больше, чем заголовков.", hint)


def _untitled_values(
    untitled: set[int], cells: list[str], header: Header, number: int, line: int
) -> Iterator[Diagnostic]:
    """A problem for the first value of each column without a heading.

    `untitled` are the columns of which none has been reported; those reported now are taken out of it.
    """
    width = len(header.titles)
    filled = [index for index, cell in enumerate(cells) if cell and min(index, width) in untitled]
    for index in filled:
        if min(index, width) in untitled:
            untitled.discard(min(index, width))
            hint = "Дайте столбцу заголовок или удалите его значения."
            message = "Над значением нет заголовка: столбец не читается."
            yield codes.COLUMN_UNTITLED.at(header.place(number, line, index), message, hint=hint, text=cells[index])


def _without_notes(rows: list[SchoolRow], header_number: int, problems: list[Diagnostic]) -> list[SchoolRow]:
    """The rows without what stands below the table: «Примечание …», «Итого», single texts after an empty row."""
    start = len(rows)
    while start and rows[start - 1].problems and _may_be_note(rows[start - 1]):
        start -= 1
    for index in range(start, len(rows)):
        above = rows[index - 1].number if index else header_number
        row = rows[index]
        if NOTE_WORDS.match(row.cells.lstrip(UNIT)) or row.number > above + 1 or not row.id:
            for note in rows[index:]:
                text = note.cells.strip(UNIT).partition(UNIT)[0]
                hint = "Если это школа, укажите её наименование и руководителя."
                message = f"Строка под таблицей пропущена: «{text[:60]}»."
                problems.append(codes.ROW_SKIPPED.at(note.place, message, hint=hint, text=text))
            return rows[:index]
    return rows


def _without_subheadings(rows: list[SchoolRow], problems: list[Diagnostic]) -> list[SchoolRow]:
    """The rows without subheadings such as «Детские сады»: a single text without number or quotes in a wide table."""
    kept: list[SchoolRow] = []
    for row in rows:
        wide = len(row.header.titles) >= WIDE
        filled = [cell for cell in row.cells.split(UNIT) if cell] if row.problems and wide else []
        if len(filled) == 1 and not LIKE_SCHOOL.search(filled[0]):
            message, hint = (
                f"Строка-подзаголовок пропущена: «{filled[0][:60]}».",
                "Если это школа, заполните её строку.",
            )
            problems.append(codes.ROW_SKIPPED.at(row.place, message, hint=hint, text=filled[0]))
        else:
            kept.append(row)
    return kept


def _may_be_note(row: SchoolRow) -> bool:
    filled = [cell for cell in row.cells.split(UNIT) if cell]
    return "head" not in row.texts and (len(filled) == 1 or bool(filled and NOTE_WORDS.match(filled[0])))
