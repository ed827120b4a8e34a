"""Read the visible sheets of an OpenDocument spreadsheet (LibreOffice, МойОфис, Р7) as grids.

The elements are those of OpenDocument 1.2, part 1, chapter 9.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from nastav_docs.grids.flaw import EXCEL_ERROR, Flaw, in_error
from nastav_docs.grids.form_mark import FormMark
from nastav_docs.grids.grid import IDLE_BY_FILLED, MOST_IDLE, WIDEST, Grid, TableFile, UnreadableError, with_merged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.grids.grid import Merge

TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
META: Final = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
MAX_UNPACKED: Final = 192 << 20
CHUNK: Final = 1 << 20
MOST_CELLS: Final = 8_000_000
MOST_REPEATED: Final = 2000  # equal rows or cells with text that are read: more are a fill, not a base
UNSEEN: Final = frozenset(("collapse", "filter"))  # rows hidden by hand and by a filter (19.749)
DATE: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
DAMAGED: Final = "Файл не читается как таблица OpenDocument: он повреждён."
TOO_LARGE: Final = "Таблица после распаковки больше {} МБ: это не база школы."
FAR_BELOW: Final = "На листе сотни тысяч пустых строк или ячеек."
SMALLER: Final = "Скопируйте таблицу (только значения) в новую книгу и пришлите её."
SAVE_ANEW: Final = "Откройте его и сохраните как «Книга Excel (.xlsx)»."


def tables_of_ods(data: bytes, *, hidden: bool = False) -> TableFile:
    """The sheets of a spreadsheet that are visible, or all (`hidden`), its hidden mark, and when it was saved last."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            content = _bounded(archive, "content.xml")
            meta = _bounded(archive, "meta.xml") if "meta.xml" in archive.namelist() else b""
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, KeyError, NotImplementedError):
        return TableFile(refusal=DAMAGED, hint=SAVE_ANEW)
    if content is None or meta is None:
        return TableFile(refusal=TOO_LARGE.format(MAX_UNPACKED >> 20), hint=SMALLER)
    if b"<!DOCTYPE" in content[:4096]:
        return TableFile(refusal="В таблице есть DTD: так её не сохраняет ни одна программа.", hint=SAVE_ANEW)
    mark, modified = _meta(meta)
    return TableFile(_grids(content, with_hidden=hidden), mark, modified)


def _bounded(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """A part unpacked; None for one that is too large, counted while it is unpacked and then forgotten."""
    with archive.open(name) as part:
        size = 0
        while chunk := part.read(CHUNK):
            size += len(chunk)
            if size > MAX_UNPACKED:
                return None
    return archive.read(name)


def _parser(content: bytes, *tags: str) -> Any:  # noqa: ANN401  lxml has no types
    return etree.iterparse(
        BytesIO(content), events=("start", "end"), tag=tags, resolve_entities=False, no_network=True, load_dtd=False
    )


def _meta(meta: bytes) -> tuple[FormMark | None, dt.datetime | None]:
    """The hidden mark and the time of saving, as far as the file says."""
    try:
        root = etree.fromstring(meta, etree.XMLParser(resolve_entities=False, no_network=True)) if meta else None
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return None, None
    own = {str(e.get(f"{META}name")): e.text or "" for e in root.iter(f"{META}user-defined")}
    mark = None
    if form := own.get("nastav-docs form"):
        mark = FormMark(form, own.get("nastav-docs school", ""))
    saved = next((e.text or "" for e in root.iter(f"{DC}date")), "")
    try:
        return mark, dt.datetime.fromisoformat(saved[:19]).replace(tzinfo=dt.UTC) if saved else None
    except ValueError:
        return mark, None


@dataclass(slots=True)
class _Sheet:
    """A sheet while its rows are read."""

    title: str = ""
    style: str = ""
    rows: list[tuple[int, list[str], dict[int, Flaw]]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    number: int = 1
    left: int = MOST_CELLS
    idle: int = MOST_IDLE

    def take(self, row: Any) -> None:  # noqa: ANN401  as above
        """Read a row, which may stand for many equal ones."""
        repeated = _times(row, "number-rows-repeated")
        cells, flaws = _cells(row, self.number, self.merges)
        # Programs say how often an empty row is repeated: none writes a hundred thousand of them.
        self.idle += (len(cells) - cells.count("")) * IDLE_BY_FILLED - len(row) - 1
        if self.idle < 0:
            raise UnreadableError(FAR_BELOW, SMALLER)
        if any(cells) or flaws:
            for extra in range(min(repeated, MOST_REPEATED)):
                self.left -= len(cells)
                self.rows.append((self.number + extra, list(cells), flaws))
                if row.get(f"{TABLE}visibility") in UNSEEN:
                    self.hidden.add(self.number + extra)
        if self.left < 0:
            raise UnreadableError("На листе слишком много ячеек: это не база школы.", SMALLER)
        self.number += repeated


def _grids(content: bytes, *, with_hidden: bool) -> Iterator[Grid]:
    """Each visible sheet, or each at all, with all its rows read: the file is gone through once, row by row."""
    hidden: set[str] = set()
    sheet = _Sheet()
    try:
        for event, element in _parser(content, f"{STYLE}style", f"{TABLE}table", f"{TABLE}table-row"):
            if element.tag == f"{TABLE}table" and event == "start":
                title, style = (str(element.get(name) or "") for name in (f"{TABLE}name", f"{TABLE}style-name"))
                sheet = _Sheet(title, style)
            elif event == "end" and element.tag == f"{TABLE}table":
                if with_hidden or sheet.style not in hidden:
                    rows = with_merged(sheet.rows, sheet.merges, sheet.hidden)
                    yield Grid(sheet.title, rows, hidden=sheet.style in hidden)
                element.clear()
            elif event == "end" and element.tag == f"{TABLE}table-row":
                sheet.take(element)
                above = element.getparent()
                while above is not None and element.getprevious() is not None:
                    del above[0]
            elif event == "end":
                shown = element.find(f"{STYLE}table-properties")
                if shown is not None and shown.get(f"{TABLE}display") == "false":
                    hidden.add(str(element.get(f"{STYLE}name")))
    except etree.XMLSyntaxError as error:
        raise UnreadableError(DAMAGED, SAVE_ANEW) from error


def _times(element: Any, name: str) -> int:  # noqa: ANN401  as above
    text = element.get(f"{TABLE}{name}") or "1"
    return int(text) if text.isdecimal() and len(text) < 9 else 1  # noqa: PLR2004  a sheet has a million rows


def _cells(row: Any, number: int, merges: list[Merge]) -> tuple[list[str], dict[int, Flaw]]:  # noqa: ANN401  as above
    cells: list[str] = []
    flaws: dict[int, Flaw] = {}
    for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
        text = "" if cell.tag == f"{TABLE}covered-table-cell" else _text(cell)
        if len(cells) >= WIDEST:
            break
        down, right = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
        if text and (down > 1 or right > 1):
            merges.append((number, len(cells), number + down - 1, len(cells) + right - 1))
        if EXCEL_ERROR.fullmatch(text):
            flaws[len(cells)] = in_error(text)
        cells += [text] * min(_times(cell, "number-columns-repeated"), WIDEST - len(cells))
    while cells and not cells[-1]:
        cells.pop()
    return cells, flaws


def _text(cell: Any) -> str:  # noqa: ANN401  as above
    """What a cell holds: a date as dd.mm.yyyy, a number as people write it, else the text that it shows."""
    kind = cell.get(f"{OFFICE}value-type")
    if kind == "date" and (found := DATE.match(cell.get(f"{OFFICE}date-value") or "")):
        return f"{found[3]}.{found[2]}.{found[1]}"
    if kind == "float" and (value := cell.get(f"{OFFICE}value")):
        return str(value).removesuffix(".0").replace(".", ",")
    return "\n".join("".join(p.itertext()) for p in cell.iterchildren(f"{TEXT}p"))
