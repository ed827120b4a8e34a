"""A book of Excel opened for reading: its sheets by name, and the rows of a sheet as texts.

All is read from lxml: objects of openpyxl for sheets, styles and cells take five times as long. What numbers mean as
dates, and which formats show dates, openpyxl says.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import IO, TYPE_CHECKING, Any, Final

from openpyxl.styles.numbers import builtin_format_code, is_date_format, is_timedelta_format
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel, from_ISO8601
from openpyxl.xml.constants import REL_NS, SHEET_MAIN_NS

from nastav_docs.docx import TYPES_PART, links_part, packed, parsed_part, relationships_of
from nastav_docs.grids.books.lean_parts import (
    AS_WRITTEN,
    BETWEEN,
    ROW_END,
    TEXT_END,
    LeanPart,
    LeanRows,
    texts_joined,
)
from nastav_docs.grids.flaw import NO_VALUE, Flaw, in_error
from nastav_docs.grids.grid import IDLE_BY_FILLED, MOST_IDLE, spaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.grids.books.lean_parts import PlainRow

ROW, TEXT, VALUE, FORMULA, INLINE, ITEM, RUN, SHEET, PROPERTIES, STYLES, FORMAT = (
    f"{{{SHEET_MAIN_NS}}}{name}"
    for name in ("row", "t", "v", "f", "is", "si", "r", "sheet", "workbookPr", "cellXfs", "numFmt")
)
USUAL: Final = {"officeDocument": "xl/workbook.xml", "sharedStrings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}
ON: Final = frozenset(("1", "true"))
MAX_UNPACKED: Final = 192 << 20  # bytes of all parts: a registry of 40,000 schools has some 90 MB
MAX_MARKUP: Final = 6_000_000  # signs «<» in all parts
CHUNK: Final = 1 << 20
MAX_ROWS: Final = 1_048_576
MOST_STRINGS: Final = 1_000_000  # different texts: a base of 100,000 rows has some 600,000
PARSED_AHEAD: Final = 1 << 16  # bytes that lxml has taken in before it gives out the rows in them
HOLDS: Final = re.compile(rb"<(?:\w+:)?[vtf](?:\s[^<>]*)?>(?:[^<]|<!)|</(?:\w+:)?sheetData")
FAR_BELOW: Final = "На листе сотни тысяч пустых строк или ячеек, а между ними или под ними опять данные."
PART_NAME: Final = re.compile(r'PartName="/([^"]+)"')
LINKS_OF_BOOK: Final = "_rels/.rels"
STRICT: Final = b"http://purl.oclc.org/ooxml/"
STRICT_NAME: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
OTHER_NAMES: Final = (
    (b"/relationships/extendedProperties", b"/relationships/extended-properties"),
    (b"/relationships/customProperties", b"/relationships/custom-properties"),
    (b"2006/extendedProperties", b"2006/extended-properties"),
    (b"2006/customProperties", b"2006/custom-properties"),
    (b' conformance="strict"', b""),
)
# What a number format writes as it stands («"ед."», «\\ »), and what it says in brackets: language, colour, condition.
NOT_SHOWN: Final = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.|\*.')
# A format that shows a number with so many decimals and no other change: «0», «# ##0,00», «0,0%».
FIXED: Final = re.compile(r"[#0, \u00a0]*[#0](?:\.(?P<decimals>[0#?]+))?[ \u00a0]*%?[ \u00a0]*")
BAD_DATE: Final = "#VALUE!"
TOO_MANY_TEXTS: Final = f"В книге больше {spaced(MOST_STRINGS)} разных текстов."
TOO_MANY_CELLS: Final = "На листе слишком много ячеек: данные стоят далеко за таблицей."
# A row: its number, its cells as texts, flaws by the index of the cell, whether it is hidden.
SheetRow = tuple[int, list[str], dict[int, Flaw], bool]


class TooManyCellsError(Exception):
    """A book with more cells or texts than a table of people has; says in Russian what there is too much of."""


@dataclass(frozen=True, slots=True)
class ExcelSheet:
    """A sheet of a book: its title, the part of the archive that holds it, whether people see it."""

    title: str
    part: str
    visible: bool


@dataclass(frozen=True, slots=True)
class ExcelLooks:
    """The number format of each style («General», «0000», «0%»), which styles show dates, and which of those spans."""

    formats: tuple[str, ...] = ()
    dates: frozenset[int] = frozenset()
    spans: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ExcelBook:
    """An open book: its archive, its sheets, its shared texts, its styles, the day from which dates are counted."""

    archive: zipfile.ZipFile
    sheets: tuple[ExcelSheet, ...]
    strings: list[str]
    looks: ExcelLooks
    epoch: dt.datetime

    def look(self, style: int) -> str:
        """The number format of a style."""
        return self.looks.formats[style] if style < len(self.looks.formats) else "General"


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


def open_book(data: bytes) -> ExcelBook:
    """Open a book; raises KeyError, ValueError or what zipfile raises for a damaged one."""
    archive = zipfile.ZipFile(io.BytesIO(in_usual_names(data)))
    names = dict.fromkeys(archive.namelist(), b"")
    workbook = next(iter(linked_parts(archive, names, "", "officeDocument").values()), "")
    root = parsed_part(workbook, archive.read(workbook))
    links = linked_parts(archive, names, workbook)
    sheets = tuple(
        ExcelSheet(sheet.get("name") or "", links[key], (sheet.get("state") or "visible") == "visible")
        for sheet in root.iter(SHEET)
        if (key := sheet.get(f"{{{REL_NS}}}id") or "") in links
    )
    styles = linked_parts(archive, names, workbook, "styles").values()
    first = any(one.get("date1904") in ON for one in root.iter(PROPERTIES))
    return ExcelBook(
        archive,
        sheets,
        [
            text
            for part in linked_parts(archive, names, workbook, "sharedStrings").values()
            for text in _texts(archive, part)
        ],
        next((_looks(archive.read(part)) for part in styles), ExcelLooks()),
        CALENDAR_MAC_1904 if first else CALENDAR_WINDOWS_1900,
    )


def linked_parts(
    archive: zipfile.ZipFile, names: dict[str, bytes], source: str, short: str = "worksheet"
) -> dict[str, str]:
    """The parts that a part («»: the book) names so, by the ids of the links; else the one with the usual name."""
    listed = links_part(source)
    links = relationships_of(names, {listed: parsed_part(listed, archive.read(listed))}) if listed in names else {}
    found = {
        link.id: link.target
        for own in links.values()
        for link in own.values()
        if link.short == short and link.target in names
    }
    return found or ({"": USUAL[short]} if USUAL.get(short) in names else {})


def _texts(archive: zipfile.ZipFile, part: str) -> list[str]:
    """The shared texts of a book."""
    texts: list[str] = []
    with archive.open(part) as shared:
        closed, own, before = 0, False, b""
        while chunk := shared.read(CHUNK):
            closed += chunk.count(b"si>")
            own = own or any(sign in before + chunk for sign in AS_WRITTEN)
            before = chunk[-8:]
        if closed // 2 > MOST_STRINGS:
            raise TooManyCellsError(TOO_MANY_TEXTS)
        shared.seek(0)
        for item in elements(shared if own else LeanPart(shared, TEXT_END, texts_joined), ITEM):
            text = text_of(item).replace("x005F_", "")
            texts += [text] if own else text.split(BETWEEN)
            if len(texts) > MOST_STRINGS:
                raise TooManyCellsError(TOO_MANY_TEXTS)
    return texts


def _looks(styles: bytes) -> ExcelLooks:
    """What the styles of a book show (ISO/IEC 29500-1, 18.8.10 and 18.8.30)."""
    root = parsed_part(USUAL["styles"], styles)
    own = {one.get("numFmtId") or "": one.get("formatCode") or "General" for one in root.iter(FORMAT)}
    formats: list[str] = []
    for style in next(root.iter(STYLES), ()):
        number = style.get("numFmtId") or "0"
        formats.append(own.get(number) or builtin_format_code(int(number)) or "General")
    dates, spans = (
        frozenset(at for at, look in enumerate(formats) if shows(look))
        for shows in (is_date_format, is_timedelta_format)
    )
    return ExcelLooks(tuple(formats), dates, spans)


def in_usual_names(data: bytes) -> bytes:
    """A book with the names that all others have, in the place of those of a few programs; other books unchanged.

    «Строгая книга Open XML» has other names of elements (ISO/IEC 29500-1 and 29500-4, A); books of 1C have names of
    parts in other letters than the list of parts has them (`SharedStrings.xml`).
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        listed = {name.lower(): name for name in PART_NAME.findall(archive.read(TYPES_PART).decode())}
        names = {part: listed.get(part.lower(), part) for part in archive.namelist()}
        strict = LINKS_OF_BOOK in names and STRICT in archive.read(LINKS_OF_BOOK)
        if not strict and all(part == name for part, name in names.items()):
            return data
        parts = {name: archive.read(part) for part, name in names.items()}
    return packed({name: _usual(content) if strict else content for name, content in parts.items()})


def _usual(content: bytes) -> bytes:
    """A part of a strict book with the usual names of elements."""
    content = STRICT_NAME.sub(rb"http://schemas.openxmlformats.org/\1/2006/", content)
    for strict, other in OTHER_NAMES:
        content = content.replace(strict, other)
    return content


def elements(part: IO[bytes] | LeanPart, tag: str) -> Iterator[Any]:
    """The elements of a tag in a part, one after another; each is taken out of memory when the next is asked for."""
    from lxml.etree import iterparse  # noqa: PLC0415  a CSV need not wait for lxml

    for _, element in iterparse(part, tag=tag, resolve_entities=False, remove_comments=True, remove_pis=True):
        yield element
        above = element.getparent()
        while above is not None and element.getprevious() is not None:
            del above[0]


def text_of(element: Any) -> str:  # noqa: ANN401  # an element of lxml
    """The text of a shared or an inline string, with all its runs."""
    first = element[0] if len(element) == 1 else None
    if first is not None and first.tag == TEXT:
        return first.text or ""
    plain = ""
    runs: list[str] = []
    for part in element:
        if part.tag == TEXT:
            plain = part.text or ""
        elif part.tag == RUN:
            runs += [text.text or "" for text in part if text.tag == TEXT][-1:]
    return "".join([plain, *runs])


def sheet_rows(book: ExcelBook, part: str, most_cells: int) -> Iterator[SheetRow]:
    """The rows of a sheet from the first on, those between filled ones too, each up to its last cell.

    Very many rows without content end the sheet. Raises TooManyCellsError when there are more than `most_cells`, or
    when content follows those rows.
    """
    cells = _Cells(book)
    expected, left, idle = 1, most_cells, MOST_IDLE
    with book.archive.open(part) as xml:
        number = 0
        lean = LeanRows()
        for row in elements(LeanPart(xml, ROW_END, lean.change), ROW):
            written = row.get("r")
            number = number + 1 if written is None else _whole(written)
            if number > MAX_ROWS:
                return
            if number < expected:
                continue
            for empty in range(expected, number):
                yield empty, [], {}, False
            texts, flaws, written_cells = cells.of(row, lean.taken_from(row))
            left -= len(texts)
            if left < 0:
                raise TooManyCellsError(TOO_MANY_CELLS)
            filled = len(texts) - texts.count("") + len(flaws)
            idle += filled * IDLE_BY_FILLED - written_cells - 1
            if idle < 0:
                if _holds_more(book.archive, part, xml.tell() - PARSED_AHEAD):
                    raise TooManyCellsError(FAR_BELOW)
                return
            yield number, texts, flaws, written is not None and row.get("hidden") in {"1", "true"}
            expected = number + 1


def _holds_more(archive: zipfile.ZipFile, part: str, start: int) -> bool:
    """Whether a cell of a sheet has any content after a place in its part; true also where that is not seen."""
    with archive.open(part) as xml:
        if b"\0" in xml.read(4):  # UTF-16
            return True
        xml.seek(max(0, start))
        rest = b""
        while chunk := xml.read(CHUNK):
            if found := HOLDS.search(rest + chunk):
                return not found[0].startswith(b"</")
            rest = chunk[-256:]
    return False


def _whole(written: str) -> int:
    """The number of a row as some programs write it, «7.0»; raises ValueError for another one."""
    number = float(written)
    if not number.is_integer():
        raise ValueError(written)
    return int(number)


class _Cells:
    """What the cells of a book say; remembers the letters of columns and the looks of styles."""

    def __init__(self, book: ExcelBook) -> None:
        self.strings, self.look = book.strings, book.look
        self.epoch, self.dates, self.spans = book.epoch, book.looks.dates, book.looks.spans
        self.columns: dict[str, int] = {}

    def of(
        self,
        row: Any,  # noqa: ANN401  # an element of lxml
        plain: tuple[PlainRow, Sequence[str]] | None,
    ) -> tuple[list[str], dict[int, Flaw], int]:
        """The texts of a row up to its last cell, the flaws among them, and how many cells are written in it.

        `plain` is what the row was before its markup was taken out.
        """
        if plain is None:
            return *self._laid(row), len(row)
        shape, texts = plain[0], [""] * plain[0].columns[-1]
        flaws: dict[int, Flaw] = {}
        for column, kind, style, held in zip(shape.columns, shape.kinds, shape.styles, plain[1], strict=True):
            if not held or kind == "inlineStr":
                texts[column - 1] = held
                continue
            texts[column - 1], flaw = self.meant(kind, held, style)
            if flaw is not None:
                flaws[column - 1] = flaw
        return texts, flaws, len(shape.columns)

    def _laid(self, row: Any) -> tuple[list[str], dict[int, Flaw]]:  # noqa: ANN401  # an element of lxml
        """The texts of the cells of a row, each in its column, and the flaws; of two in one column the last counts."""
        found: list[tuple[int, str, Flaw | None]] = []
        column = 0
        for cell in row:
            letters = (cell.get("r") or "").rstrip("0123456789")
            if letters:
                column = self.columns.get(letters) or self.columns.setdefault(
                    letters, column_index_from_string(letters)
                )
            else:
                column += 1
            text, flaw = self.text(cell) if len(cell) else ("", None)
            found.append((column, text, flaw))
        texts = [""] * column
        flaws: dict[int, Flaw] = {}
        for column, text, flaw in found:
            if column <= len(texts):
                texts[column - 1] = text
                flaws.pop(column - 1, None)
                if flaw is not None:
                    flaws[column - 1] = flaw
        return texts, flaws

    def text(self, cell: Any) -> tuple[str, Flaw | None]:  # noqa: ANN401  # an element of lxml
        """What a cell shows, and what is wrong with it."""
        kind = cell.get("t") or "n"
        parts = {part.tag: part for part in reversed(cell)}  # the first of each kind; a search takes four times as long
        if kind == "inlineStr":
            return text_of(parts[INLINE]) if INLINE in parts else "", None
        value = parts[VALUE].text if VALUE in parts else ""
        if not value:
            return "", NO_VALUE if kind != "str" and FORMULA in parts else None
        return self.meant(kind, value, cell.get("s") or "")

    def meant(self, kind: str, value: str, style: str) -> tuple[str, Flaw | None]:
        """What a value shows by its kind and style, and what is wrong with it."""
        if kind == "s":
            return self.strings[int(value)], None
        if kind == "n":
            return self.number(value, int(style or 0))
        if kind == "b":
            return cell_text(bool(int(value)), ""), None
        if kind == "d":
            return cell_text(from_ISO8601(value), ""), None  # type: ignore[no-untyped-call]  # openpyxl's
        return value, in_error(value) if kind == "e" and value.startswith("#") else None

    def number(self, written: str, style: int) -> tuple[str, Flaw | None]:
        """A number, or the date that it is by its style, as the sheet shows it."""
        value = float(written) if "." in written or "e" in written.lower() else int(written)
        if style not in self.dates:
            return cell_text(value, self.look(style)), None
        try:
            return cell_text(from_excel(value, self.epoch, timedelta=style in self.spans), self.look(style)), None
        except (OverflowError, ValueError):
            return BAD_DATE, in_error(BAD_DATE)


def cell_text(value: object, look: str) -> str:
    """A value as the sheet shows it: `12` and not `12.0`, dates as dd.mm.yyyy; `look` is the cell's number format.

    A date of which only month and year are shown («ноя.25») is those: «ноябрь 2025».
    """
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, dt.datetime):
        if value.time() != dt.time():
            return f"{value:%d.%m.%Y %H:%M}"
        value = value.date()
    if isinstance(value, dt.date):
        return _day(value, look)
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return _number(value, look) if isinstance(value, int | float) else str(value)


def _day(value: dt.date, look: str) -> str:
    """A date as dd.mm.yyyy, or as much of it as is shown where the day is not."""
    signs = NOT_SHOWN.sub("", look).lower()
    if "d" in signs or "y" not in signs:
        return f"{value:%d.%m.%Y}"
    if "m" not in signs:
        return str(value.year)
    from nastav_docs.russian import MONTHS_NOM  # noqa: PLC0415  few cells need it, and it loads the dictionary

    return f"{MONTHS_NOM[value.month - 1]} {value.year}"


def _number(value: float, look: str) -> str:
    signs = NOT_SHOWN.sub("", look)
    share = "%" in look
    if "%" in signs:  # a sign in quotation marks, «0" %"», multiplies nothing
        value *= 100
    fixed = FIXED.fullmatch(signs.split(";")[0])
    if fixed and value % 1 and abs(value) < 1e15:  # noqa: PLR2004 (Excel keeps 15 digits)
        exact = Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-len(fixed["decimals"] or "")), ROUND_HALF_UP)
        value = float(exact)
    if share:
        return f"{value:.10g}%".replace(".", ",")
    if value == value // 1 and abs(value) < 1e15:  # noqa: PLR2004  as above
        return f"{int(value):0{len(look)}d}" if look.strip("0") == "" else str(int(value))
    return f"{value:.15g}".replace(".", ",")
