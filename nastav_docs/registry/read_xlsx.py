"""Read XLSX as Excel, LibreOffice, Google Sheets and 1C write it: the rows of one sheet as texts, by openpyxl."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from openpyxl import load_workbook
from openpyxl.packaging.relationship import get_dependents
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.xml.constants import REL_NS
from openpyxl.xml.functions import fromstring

from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import registry as codes
from nastav_docs.docx import TYPES_PART, packed
from nastav_docs.registry.cell_values import IN_ERROR, Flaw

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openpyxl.workbook import Workbook

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.registry.read_csv import Record

MAX_ROWS: Final = 1_048_576
MAX_UNPACKED: Final = 64 << 20  # bytes of all parts: a registry of 5,000 schools has some 20 MB
MAX_MARKUP: Final = 2_000_000  # signs «<» in all parts: openpyxl keeps an object for each text and each row
MAX_CELLS: Final = 3_000_000  # of the sheet read, those between filled ones too
CHUNK: Final = 1 << 20
# A sheet's XML, with or without a namespace prefix: hidden rows, and formulas beside which no value was saved.
HIDDEN_ROW: Final = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\shidden="(?:1|true)")[^>]*\sr="(\d+)"')
EMPTY_FORMULA: Final = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*(?:/>|></(?:\w+:)?v>)\s*)?</(?:\w+:)?c>"
)
PART_NAME: Final = re.compile(r'PartName="/([^"]+)"')
EMPTY_FILL: Final = re.compile(rb"<((?:\w+:)?)fill\s*(?:/>|></(?:\w+:)?fill>)")
CELL_NAME: Final = re.compile(rb'(?:^|\s)r="([A-Z]{1,3})(\d{1,7})"')
NO_VALUE: Final = Flaw(
    codes.FORMULA_EMPTY, "Рядом с формулой нет её значения.", "Откройте файл в Excel и сохраните или впишите значение."
)
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


def too_much(
    data: bytes, unpacked: int = MAX_UNPACKED, most_markup: int = MAX_MARKUP, what: str = "реестр школ"
) -> str:
    """Why a book is not even opened, counted while it is unpacked, whatever its list of parts says; «» to read it.

    `unpacked` bytes and `most_markup` signs «<» are allowed, `what` is the table that a book is expected to be.
    """
    size = markup = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.infolist():
            with archive.open(part) as stream:
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    markup += chunk.count(b"<")
                    if size > unpacked:
                        return f"Книга Excel после распаковки больше {unpacked >> 20} МБ: это не {what}."
                    if markup > most_markup:
                        return f"В книге Excel слишком много ячеек: это не {what}."
                    if b"<!DOCTYPE" in chunk.replace(b"\0", b""):
                        return "В книге Excel есть DTD: так её не сохраняет ни одна программа таблиц."
    return ""


def load_book(data: bytes) -> tuple[zipfile.ZipFile, Workbook]:
    """Open a book as it is, or repaired if openpyxl refuses it."""
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except (KeyError, TypeError):
        data = _repaired(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    return zipfile.ZipFile(io.BytesIO(data)), book


def _repaired(data: bytes) -> bytes:
    """A book without what 1C and some portals write wrongly, what Excel forgives and openpyxl does not.

    That is: names of parts in other letters than the list of parts has them (`SharedStrings.xml`), and empty fills.
    """
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        listed = {name.lower(): name for name in PART_NAME.findall(archive.read(TYPES_PART).decode())}
        for part in archive.namelist():
            content = archive.read(part)
            if part.lower().endswith("styles.xml"):
                content = EMPTY_FILL.sub(rb"<\1fill><\1patternFill/></\1fill>", content)
            parts[listed.get(part.lower(), part)] = content
    return packed(parts)


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


def sheet_part(archive: zipfile.ZipFile, title: str) -> str:
    """The name of the part in the archive that holds a sheet."""
    roots = get_dependents(archive, "_rels/.rels")
    book = next(root.Target for root in roots if root.Type.endswith("/officeDocument"))
    sheets = fromstring(archive.read(book)).iterfind("{*}sheets/{*}sheet")
    key = next(sheet.get(f"{{{REL_NS}}}id") for sheet in sheets if sheet.get("name") == title)
    folder, _, name = book.rpartition("/")
    return str(get_dependents(archive, f"{folder}/_rels/{name}.rels".lstrip("/")).get(str(key)).Target)


def scan_sheet(archive: zipfile.ZipFile, part: str) -> tuple[set[int], set[tuple[int, int]]]:
    """What openpyxl's reading mode passes over.

    Gives the numbers of hidden rows, and the cells with a formula but no saved value, by row and index.
    """
    hidden: set[int] = set()
    formulas: set[tuple[int, int]] = set()
    rest = b""
    with archive.open(part) as xml:
        while chunk := xml.read(CHUNK):
            piece = rest + chunk
            end = max(piece.rfind(b"row>"), len(piece) - CHUNK, 0)
            rest = piece[end:]
            _scan_piece(piece[:end], hidden, formulas)
    _scan_piece(rest, hidden, formulas)
    return hidden, formulas


def _scan_piece(piece: bytes, hidden: set[int], formulas: set[tuple[int, int]]) -> None:
    if b"hidden=" in piece:
        hidden.update(int(number) for number in HIDDEN_ROW.findall(piece))
    if b"<f" not in piece and b":f" not in piece:
        return
    for attributes in EMPTY_FORMULA.findall(piece):
        name = CELL_NAME.search(attributes)
        if name and b't="str"' not in attributes:  # a formula may give an empty text
            formulas.add((int(name[2]), column_index_from_string(name[1].decode()) - 1))


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


def cell_text(value: object, look: str) -> str:
    """A value as the sheet shows it: `12` and not `12.0`, dates as dd.mm.yyyy; `look` is the cell's number format."""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, dt.datetime):
        return f"{value:%d.%m.%Y}" if value.time() == dt.time() else f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, dt.date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    return _number(value, look) if isinstance(value, int | float) else str(value)


def _number(value: float, look: str) -> str:
    if "%" in look:
        return f"{value * 100:.10g}%".replace(".", ",")
    if value == value // 1 and abs(value) < 1e15:  # noqa: PLR2004 (Excel keeps 15 digits)
        return f"{int(value):0{len(look)}d}" if look.strip("0") == "" else str(int(value))
    return f"{value:.15g}".replace(".", ",")
