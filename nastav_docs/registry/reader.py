"""The registry of schools: a CSV, XLSX or YAML table as checked rows, every value with its place.

What a cell holds is decided in `cell_values`, what a column is called in `column_headings`.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
import warnings
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Diagnostic, Place, Severity
from nastav_docs.diagnostics.codes import registry as codes
from nastav_docs.files import DISK
from nastav_docs.registry.cell_values import Flaw
from nastav_docs.registry.column_headings import REQUIRED, further_name, likely_meant, recognise
from nastav_docs.registry.read_csv import records
from nastav_docs.registry.rows import NO_FLAWS, UNIT, WHOLE_ROW, Header, SchoolRow, make_row, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from nastav_docs.files import Files
    from nastav_docs.registry.read_csv import Record

__all__ = ["Header", "SchoolRow", "read_registry", "registry_from"]

MOST_TABLE: Final = 8 << 20  # bytes of a CSV: 5,000 schools take some 5 MB
MOST_YAML: Final = 1 << 20  # bytes: PyYAML reads some 100 KB a second
MOST_SCHOOLS: Final = 20_000
ONLY_SCHOOLS: Final = "Оставьте в файле только таблицу школ."
HEADER_DEPTH: Final = 50
MANY: Final = 2
HEADING_LENGTH: Final = 200
EXAMPLE_IDS: Final = frozenset({"пример", "example"})
NOTE_WORDS: Final = re.compile(
    r"\*|примечани|итог|всего|исполнител|исп\.|ответственн|составил|подпис|дата|данные|источник|тел\.|м\. ?п\.",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Input:
    """A table before its header is known. In CSV a value beyond the header means that the row's values have shifted."""

    records: Iterable[Record]
    sheet: str = ""
    flaws: Mapping[int, Mapping[int, Flaw]] = field(default_factory=dict)
    may_shift: bool = False


def read_registry(
    path: Path, *, sheet: str | None = None, shown: str | None = None, files: Files = DISK
) -> tuple[tuple[SchoolRow, ...], tuple[Diagnostic, ...]]:
    """Read a registry of schools: CSV, XLSX (the first visible sheet or a named one) or YAML.

    `shown` is the file's name in messages, `files` gives its bytes. Never raises for any content: all problems are
    gathered, those of the file first, then those of the rows. Without a required column there are no rows.
    """
    file = shown or str(path)
    try:
        data = files.read(path)
    except OSError as error:
        reason = "не найден" if isinstance(error, FileNotFoundError) else "не открывается"
        return (), (codes.FILE_UNREADABLE.at(Place(file), f"Реестр школ «{file}» {reason}."),)
    return registry_from(data, file, sheet=sheet)


def registry_from(
    data: bytes, file: str, *, sheet: str | None = None
) -> tuple[tuple[SchoolRow, ...], tuple[Diagnostic, ...]]:
    """Read a registry from the bytes of a file; `file` is its name, whose ending tells YAML from tables."""
    written = file.lower().endswith((".yaml", ".yml"))
    most = MOST_YAML if written else MOST_TABLE
    if len(data) > most and not data.startswith(b"PK"):
        message = f"Файл больше {most >> 20} МБ: это не реестр школ."
        return (), (codes.FILE_UNREADABLE.at(Place(file), message, hint=ONLY_SCHOOLS),)
    unreadable = _foreign(data)
    if unreadable:
        hint = "Сохраните таблицу в Excel как «Книга Excel (.xlsx)» или «CSV UTF-8»."
        return (), (codes.FILE_UNREADABLE.at(Place(file), unreadable, hint=hint),)
    problems: list[Diagnostic] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it does not need to understand
        if written:
            from nastav_docs.registry.read_yaml import yaml_rows  # noqa: PLC0415 (a CSV need not wait for PyYAML)

            rows = yaml_rows(data, file, problems)
        else:
            rows = _table_rows(_open(data, file, sheet, problems), file, problems)
    rows = _with_twins_named(rows)
    if not rows and not _has_error(problems):
        hint = "Впишите школы под заголовками; пустой бланк делает «nastav-docs init --registry»."
        problems.append(codes.NO_SCHOOLS.at(Place(file), "В реестре нет ни одной школы.", hint=hint))
    for row in rows:
        problems += row.problems
    complete = not any(problem.code == codes.COLUMN_MISSING.code for problem in problems)
    return tuple(row for row in rows if row.id and complete), tuple(problems)


def _has_error(problems: list[Diagnostic]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def _foreign(data: bytes) -> str:
    """Why a file of another kind is not read; empty when it may be a registry."""
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "Файл в старом формате Excel (.xls) или закрыт паролем."
    if data.startswith(b"PK\x03\x04") and data[30:38] == b"mimetype":
        return "Файл в формате OpenDocument (.ods)."
    if start.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head")):
        return "Под именем таблицы – веб-страница или XML: так выгружают некоторые порталы."
    return "Файл в формате PDF." if data.startswith(b"%PDF-") else ""


def _open(data: bytes, file: str, sheet: str | None, problems: list[Diagnostic]) -> _Input:
    if data.startswith(b"PK\x03\x04"):
        from nastav_docs.registry.read_xlsx import read_sheet  # noqa: PLC0415 (a CSV need not wait for openpyxl)

        read = read_sheet(data, sheet, file, problems)
        return _Input(()) if read is None else _Input(read.records, read.title, read.flaws)
    return _Input(records(data, file, _known_headings, problems), may_shift=True)


def _known_headings(cells: list[str]) -> int:
    return len({recognise(cell) for cell in cells if len(cell) < HEADING_LENGTH} - {""})


def _table_rows(table: _Input, file: str, problems: list[Diagnostic]) -> list[SchoolRow]:
    remaining = iter(table.records)
    first = list(itertools.islice(remaining, HEADER_DEPTH))
    best = max(first, key=lambda record: _known_headings(record[2]), default=None)
    if best is None or not _known_headings(best[2]):
        if not _has_error(problems) and any(any(cells) for _, _, cells in first):
            asked = " и ".join(f"«{column.title}»" for column in REQUIRED)
            message = f"Среди первых {HEADER_DEPTH} строк таблицы нет строки заголовков."
            problems.append(codes.HEADER_NOT_FOUND.at(Place(file), message, hint=f"Нужны по крайней мере {asked}."))
        return []
    number, line, titles = best
    header = _header(Header(file, table.sheet, (), tuple(tidy(titles))), number, line, problems)
    table.records = itertools.chain(first[first.index(best) + 1 :], remaining)
    return _without_notes(_rows(table, header, problems), number, problems)


def _header(header: Header, number: int, line: int, problems: list[Diagnostic]) -> Header:
    """Give the columns of a header their names."""
    names: list[str] = []
    for index, title in enumerate(header.titles):
        name = recognise(title) or further_name(title)
        if name in names and name not in {"", "ordinal"}:
            message = f"Столбцы «{header.titles[names.index(name)]}» и «{title}» значат одно и то же."
            hint = "Оставьте один или переименуйте второй: читается только первый."
            problems.append(codes.COLUMN_TWICE.at(header.place(number, line, index), message, hint=hint, text=title))
            name = ""
        names.append(name)
    for index, title in enumerate(header.titles):
        meant = "" if recognise(title) else likely_meant(title)
        if meant and recognise(meant) not in names:
            place, message = header.place(number, line, index), f"Заголовок «{title}» не узнан."
            problems.append(codes.COLUMN_CLOSE.at(place, message, hint=f"Может быть, «{meant}»?", text=title))
    for column in REQUIRED:
        if column.name not in names:
            place, message = header.place(number, line), f"Нет обязательного столбца «{column.title}»."
            accepted = ", ".join(f"«{heading}»" for heading in (column.title, *column.headings[:3]))
            problems.append(codes.COLUMN_MISSING.at(place, message, hint=f"Годятся заголовки {accepted} и другие."))
    return replace(header, names=tuple("" if name == "ordinal" else name for name in names))


def _rows(table: _Input, header: Header, problems: list[Diagnostic]) -> list[SchoolRow]:
    """The rows below a header that hold anything; a repeated header and a row of column numbers are passed over."""
    rows: list[SchoolRow] = []
    width, titles = len(header.names), list(header.titles)
    # A column without a heading is reported once; in a spreadsheet there may be any number of them right of the table.
    untitled = {index for index, name in enumerate(header.names) if not name and not recognise(titles[index])}
    if not table.may_shift:
        untitled.add(width)
    for number, line, raw in table.records:
        cells = tidy(raw)
        if not any(cells) or cells == titles or (not rows and _counts_columns(cells)):
            continue
        flaws = table.flaws.get(number, NO_FLAWS) if table.flaws else NO_FLAWS
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
            problems.append(codes.ROW_SKIPPED.at(row.place, "Строка-пример пропущена."))
        else:
            rows.append(row)
    return rows


def _counts_columns(cells: list[str]) -> bool:
    """Whether a row only numbers the columns, from 1 on."""
    filled = [cell for cell in cells if cell]
    return len(filled) > MANY and filled == [str(count) for count in range(1, len(filled) + 1)]


def _shifted(count: int, width: int) -> Flaw:
    hint = f"Значений {count}, заголовков {width}: значение с разделителем внутри возьмите в кавычки."
    return Flaw(codes.VALUES_EXTRA, "Значений в строке больше, чем заголовков.", hint)


def _untitled_values(
    untitled: set[int], cells: list[str], header: Header, number: int, line: int
) -> Iterator[Diagnostic]:
    """Values in columns without a heading: the first of each column, and the first right of the table."""
    width = len(header.names)
    filled = [index for index, cell in enumerate(cells) if cell and min(index, width) in untitled]
    for index in filled:
        if min(index, width) in untitled:
            untitled.discard(min(index, width))
            hint = "Дайте столбцу заголовок или удалите его значения."
            message = "Над значением нет заголовка: столбец не читается."
            yield codes.COLUMN_UNTITLED.at(header.place(number, line, index), message, hint=hint, text=cells[index])


def _without_notes(rows: list[SchoolRow], header_number: int, problems: list[Diagnostic]) -> list[SchoolRow]:
    """Leave out what stands below the table: «Примечание …», «Итого», lone texts after an empty row."""
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


def _may_be_note(row: SchoolRow) -> bool:
    filled = [cell for cell in row.cells.split(UNIT) if cell]
    return "head" not in row.texts and (len(filled) == 1 or bool(filled and NOTE_WORDS.match(filled[0])))


def _with_twins_named(rows: list[SchoolRow]) -> list[SchoolRow]:
    """Report every two schools with one code at both places."""
    first: dict[str, int] = {}
    groups: dict[int, list[int]] = {}
    for index, row in enumerate(rows):
        known = first.setdefault(unicodedata.normalize("NFC", row.id).casefold(), index)
        if known != index and row.id:
            groups.setdefault(known, [known]).append(index)
    twins = {index: group[known == 0] for group in groups.values() for known, index in enumerate(group)}
    return [_twin(row, rows[twins[index]]) if index in twins else row for index, row in enumerate(rows)]


def _twin(row: SchoolRow, other: SchoolRow) -> SchoolRow:
    given = "id" in row.texts
    place = row.place_of("id") if given else row.place
    where = f"в строке {other.line}" if other.places else str(other.place).partition(", ")[2]
    message = f"Код «{row.id}» есть и у другой школы ({where})."
    hint = (
        "Дайте школам разные коды."
        if given
        else "Код составлен из наименования: добавьте столбец «Код» со своими кодами."
    )
    return replace(row, problems=(*row.problems, codes.ID_TWICE.at(place, message, hint=hint, text=row.id)))
