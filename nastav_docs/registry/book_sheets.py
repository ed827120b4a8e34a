"""Read a book of Excel: its sheets, and their rows as texts, each cell with what is wrong with it.

The parts are those of ISO/IEC 29500-1, 18 (SpreadsheetML), whichever prefix or edition of its namespace they have, and
with the slips that 1C and some portals make: names of parts in other letters than the list of parts has them.
"""

from __future__ import annotations

import datetime as dt
import io
import posixpath
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel, from_ISO8601

from nastav_docs.diagnostics.codes import registry as codes
from nastav_docs.registry.cell_values import IN_ERROR, Flaw

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Look = tuple[str, bool, bool]  # a number format; whether it is of dates, of spans of time

NO_VALUE: Final = Flaw(
    codes.FORMULA_EMPTY, "Рядом с формулой нет её значения.", "Откройте файл в Excel и сохраните или впишите значение."
)
GENERAL: Final = "General"
DIGITS: Final = "0123456789"
YES: Final = frozenset({"1", "true", "on"})
# openpyxl leaves this out of shared strings: the escape of an underscore (22.9.2.19).
ESCAPED: Final = "x005F_"


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet of a book: its title, whether it is shown, the name of its part."""

    title: str
    visible: bool
    part: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that the sheet has: its number, whether it is hidden, its cells as texts, flaws by index from 0."""

    number: int
    hidden: bool
    cells: list[str]
    flaws: dict[int, Flaw]


@dataclass(frozen=True, slots=True)
class SheetBook:
    """A book that is open: its archive, sheets in order, shared texts, the look of each style of cells."""

    archive: zipfile.ZipFile
    sheets: tuple[BookSheet, ...]
    strings: tuple[str, ...]
    looks: tuple[Look, ...]
    epoch: dt.datetime

    def rows(self, sheet: BookSheet, widest: int = 16_384) -> Iterator[SheetRow]:
        """The rows of a sheet, one after another, as its part has them; cells from the index `widest` on are left out.

        Raises whatever a damaged part leads to.
        """
        number = 0
        with self.archive.open(sheet.part) as stream:
            parsed: Any = etree.iterparse(
                stream, events=("end",), tag="{*}row", resolve_entities=False, no_network=True, load_dtd=False,
                remove_comments=True, remove_pis=True,
            )  # fmt: skip
            for _, row in parsed:
                said = row.get("r")
                number = int(float(said)) if said else number + 1
                yield self._row(row, number, widest)
                row.clear()
                while row.getprevious() is not None:
                    del row.getparent()[0]

    def _row(self, row: Any, number: int, widest: int) -> SheetRow:  # noqa: ANN401  lxml has no types
        cells: list[str] = []
        flaws: dict[int, Flaw] = {}
        space = row.tag[:-3]
        index = -1
        for cell in row:
            if cell.tag != f"{space}c":
                continue
            name = cell.get("r")
            index = _column(name.rstrip(DIGITS)) if name else index + 1
            if index >= widest:
                continue
            text, flaw = self._cell(cell, space)
            if text or flaw:
                cells.extend([""] * (index - len(cells)))
                if index < len(cells):
                    cells[index] = text
                else:
                    cells.append(text)
                if flaw is not None:
                    flaws[index] = flaw
        return SheetRow(number, row.get("hidden") in YES, cells, flaws)

    def _cell(self, cell: Any, space: str) -> tuple[str, Flaw | None]:  # noqa: ANN401  as above
        """The text of a cell and what is wrong with it."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inside = cell.find(f"{space}is")
            return ("" if inside is None else text_in(inside)), None
        value = cell.findtext(f"{space}v")
        if not value:
            formula = kind != "str" and cell.find(f"{space}f") is not None
            return "", NO_VALUE if formula else None
        if kind == "s":
            return self.strings[int(value)], None
        if kind == "n":
            return self._number(value, cell.get("s"))
        if kind == "b":
            return ("да" if int(value) else "нет"), None
        if kind == "d":
            written: object = from_ISO8601(value)  # type: ignore[no-untyped-call]  # openpyxl gives it no types
            return cell_text(written, GENERAL), None
        return value, IN_ERROR if kind == "e" and value[0] == "#" else None

    def _number(self, value: str, style: str | None) -> tuple[str, Flaw | None]:
        look, dated, span = self.looks[int(style or 0)] if style or self.looks else (GENERAL, False, False)
        number = float(value) if "." in value or "E" in value or "e" in value else int(value)
        if not dated:
            return cell_text(number, look), None
        try:
            return cell_text(from_excel(number, self.epoch, timedelta=span), look), None
        except (OverflowError, ValueError):  # a number that no calendar has
            return "#VALUE!", IN_ERROR


def open_book(data: bytes) -> SheetBook:
    """Open a book of Excel; raises whatever a damaged one leads to."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = {name.lower(): name for name in archive.namelist()}
    main = next(iter(_linked(archive, names, "", "officeDocument").values()))
    root = _parsed(archive, main)
    sheets = _linked(archive, names, main, "worksheet")
    named = []
    for sheet in root.iterfind("{*}sheets/{*}sheet"):
        key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        if key in sheets:
            named.append(BookSheet(sheet.get("name", ""), sheet.get("state", "visible") == "visible", sheets[key]))
    settings = root.find("{*}workbookPr")
    mac = settings is not None and settings.get("date1904") in YES
    strings = _linked(archive, names, main, "sharedStrings")
    styles = _linked(archive, names, main, "styles")
    return SheetBook(
        archive,
        tuple(named),
        _strings(archive, next(iter(strings.values()))) if strings else (),
        _looks(archive, next(iter(styles.values()))) if styles else (),
        CALENDAR_MAC_1904 if mac else CALENDAR_WINDOWS_1900,
    )


def _parsed(archive: zipfile.ZipFile, part: str) -> Any:  # noqa: ANN401  lxml has no types
    return etree.fromstring(archive.read(part), etree.XMLParser(resolve_entities=False, no_network=True))


def _linked(archive: zipfile.ZipFile, names: Mapping[str, str], source: str, kind: str) -> dict[str, str]:
    """The parts that a part («»: the package) is related with in one way, by the ids of the relationships."""
    folder, _, name = source.rpartition("/")
    links = names.get(posixpath.join(folder, "_rels", f"{name}.rels").lower())
    found = {}
    for link in _parsed(archive, links) if links else ():
        if str(link.get("Type", "")).endswith(f"/{kind}"):
            target = link.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if path.lower() in names:
                found[str(link.get("Id"))] = names[path.lower()]
    return found


def _strings(archive: zipfile.ZipFile, part: str) -> tuple[str, ...]:
    found = []
    with archive.open(part) as stream:
        parsed: Any = etree.iterparse(
            stream, events=("end",), tag="{*}si", resolve_entities=False, no_network=True, load_dtd=False
        )
        for _, item in parsed:
            found.append(text_in(item).replace(ESCAPED, ""))
            item.clear()
            while item.getprevious() is not None:
                del item.getparent()[0]
    return tuple(found)


def text_in(item: Any) -> str:  # noqa: ANN401  lxml has no types
    """The text of a shared string or of `is`: of itself and of its runs, without the reading of Asian letters."""
    if len(item) == 1 and len(item[0]) == 0:  # most of them: one `t`
        return item[0].text or ""
    space = item.tag.rpartition("}")[0] + "}" if "}" in item.tag else ""
    first = item.findtext(f"{space}t")
    runs = item.findall(f"{space}r")
    return (first or "") + "".join(run.findtext(f"{space}t") or "" for run in runs) if runs else first or ""


def _looks(archive: zipfile.ZipFile, part: str) -> tuple[Look, ...]:
    root = _parsed(archive, part)
    own = {f.get("numFmtId"): f.get("formatCode", GENERAL) for f in root.iterfind("{*}numFmts/{*}numFmt")}
    looks = []
    for style in root.iterfind("{*}cellXfs/{*}xf"):
        key = style.get("numFmtId", "0")
        look = own.get(key) or BUILTIN_FORMATS.get(int(key), GENERAL)
        looks.append((look, bool(is_date_format(look)), bool(is_timedelta_format(look))))
    return tuple(looks)


_COLUMNS: dict[str, int] = {}


def _column(letters: str) -> int:
    """The index from 0 of a column by its letters; `KeyError` and `ValueError` for what is none."""
    found = _COLUMNS.get(letters)
    if found is None:
        found = _COLUMNS[letters] = column_index_from_string(letters) - 1
    return found


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
    return _shown(value, look) if isinstance(value, int | float) else str(value)


def _shown(value: float, look: str) -> str:
    if "%" in look:
        return f"{value * 100:.10g}%".replace(".", ",")
    if value == value // 1 and abs(value) < 1e15:  # noqa: PLR2004 (Excel keeps 15 digits)
        return f"{int(value):0{len(look)}d}" if look.strip("0") == "" else str(int(value))
    return f"{value:.15g}".replace(".", ",")
