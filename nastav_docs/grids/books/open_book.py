"""Open a book of Excel as Excel, LibreOffice, Google Sheets and 1C write it; how its cells read as texts."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

from openpyxl import load_workbook
from openpyxl.packaging.relationship import get_dependents
from openpyxl.utils import column_index_from_string
from openpyxl.xml.constants import REL_NS
from openpyxl.xml.functions import fromstring

from nastav_docs.docx import TYPES_PART, packed

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MAX_UNPACKED: Final = 64 << 20  # bytes of all parts: a registry of 5,000 schools has some 20 MB
MAX_MARKUP: Final = 2_000_000  # signs «<» in all parts: openpyxl keeps an object for each text and each row
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
