"""Texts in single cells of a book of Excel: only the XML of those cells changes, all else stays byte for byte.

A cell keeps its format; one that is not written yet takes that of the cell above it (ISO/IEC 29500-1, 18.3.1.4).
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from nastav_docs.grids.grid import LeftToAPersonError

if TYPE_CHECKING:
    from collections.abc import Mapping

CELL_NAME: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
ROW: Final = re.compile(rb'<(?P<prefix>(?:\w+:)?)row(?=[\s/>])(?:[^>]*?\sr="(?P<number>\d{1,7})")?[^>]*>')
CELL: Final = re.compile(rb"<(?:\w+:)?c(?=[\s/>])[^>]*?(?:/>|>.*?</(?:\w+:)?c>)", re.DOTALL)
NAMED: Final = re.compile(rb'\sr="([A-Z]{1,3}\d{1,7})"')
STYLED: Final = re.compile(rb'\ss="(\d{1,6})"')
FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
SHEET_DATA: Final = re.compile(rb"<(?P<prefix>(?:\w+:)?)sheetData\s*(?P<empty>/?)>")


def with_cell_texts(data: bytes, part: str, changes: Mapping[tuple[int, int], str]) -> bytes:
    """The bytes of a book with texts in cells of the sheet in a part («xl/worksheets/sheet1.xml»).

    `changes` are texts by row, from 1, and column, from 0; «» empties a cell. Raises LeftToAPersonError for a formula
    and for a sheet that is written in an unusual way.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as copy:
        for one in archive.infolist():
            content = archive.read(one)
            copy.writestr(one, with_texts(content, changes) if one.filename == part else content)
    return out.getvalue()


def with_texts(content: bytes, changes: Mapping[tuple[int, int], str]) -> bytes:
    """The XML of a sheet with texts in cells."""
    if b"\0" in content[:64]:
        raise LeftToAPersonError("лист записан не в UTF-8")
    for (number, index), text in sorted(changes.items()):
        content = _with_text(content, number, index, text)
    return content


def letters(index: int) -> str:
    """The letters of a column by its index: «A», «AB»."""
    name, left = "", index + 1
    while left:
        left, digit = divmod(left - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def _with_text(content: bytes, number: int, index: int, text: str) -> bytes:
    table = SHEET_DATA.search(content)
    if table is None:
        raise LeftToAPersonError("на листе нет таблицы")
    prefix, name = table["prefix"], f"{letters(index)}{number}"
    if table["empty"]:
        only = _row(prefix, number, _cell(prefix, name, "", text))
        opened = table[0].replace(b"/", b"", 1) if not prefix else b"<%bsheetData>" % prefix
        return content[: table.start()] + opened + only + b"</%bsheetData>" % prefix + content[table.end() :]
    above: tuple[int, int] = (0, 0)
    for row in ROW.finditer(content, table.end()):
        if row["number"] is None:
            raise LeftToAPersonError("строки листа записаны без номеров")
        here = int(row["number"])
        if here > number:
            return _spliced(content, row.start(), row.start(), _new_row(content, prefix, name, text, above))
        inner = _inner(content, row)
        if here == number:
            return _in_row(content, row, inner, name, text, above)
        above = inner
    end = content.index(b"</%bsheetData" % prefix, table.end())
    return _spliced(content, end, end, _new_row(content, prefix, name, text, above))


def _inner(content: bytes, row: re.Match[bytes]) -> tuple[int, int]:
    """Where the cells of a row stand."""
    if row[0].endswith(b"/>"):
        return row.end(), row.end()
    return row.end(), content.index(b"</%brow" % row["prefix"], row.end())


def _in_row(
    content: bytes, row: re.Match[bytes], inner: tuple[int, int], name: str, text: str, above: tuple[int, int]
) -> bytes:
    prefix = row["prefix"]
    if row[0].endswith(b"/>"):
        only = _cell(prefix, name, _style_above(content, above, name), text)
        opened = row[0][:-2].rstrip() + b">"
        return _spliced(content, row.start(), row.end(), opened + only + b"</%brow>" % prefix)
    at = inner[1]
    for cell in CELL.finditer(content, *inner):
        named = NAMED.search(cell[0].split(b">", 1)[0])
        if named is None:
            raise LeftToAPersonError("ячейки листа записаны без имён")
        here = named[1].decode()
        if here == name:
            if FORMULA.search(cell[0]):
                raise LeftToAPersonError("в ячейке формула")
            style = STYLED.search(cell[0].split(b">", 1)[0])
            new = _cell(prefix, name, style[1].decode() if style else "", text)
            return _spliced(content, cell.start(), cell.end(), new)
        if _order(here) > _order(name):
            at = cell.start()
            break
    return _spliced(content, at, at, _cell(prefix, name, _style_above(content, above, name), text))


def _new_row(content: bytes, prefix: bytes, name: str, text: str, above: tuple[int, int]) -> bytes:
    number = int(name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    return _row(prefix, number, _cell(prefix, name, _style_above(content, above, name), text))


def _row(prefix: bytes, number: int, cells: bytes) -> bytes:
    return b'<%brow r="%d">%b</%brow>' % (prefix, number, cells, prefix)


def _cell(prefix: bytes, name: str, style: str, text: str) -> bytes:
    styled = f' s="{style}"' if style else ""
    begin = f'c r="{name}"{styled}'.encode()
    if not text:
        return b"<%b%b/>" % (prefix, begin)
    written = escape(text, {"\r": "&#13;"}).encode()
    inside = b'<%bis><%bt xml:space="preserve">%b</%bt></%bis>' % (prefix, prefix, written, prefix, prefix)
    return b'<%b%b t="inlineStr">%b</%bc>' % (prefix, begin, inside, prefix)


def _style_above(content: bytes, above: tuple[int, int], name: str) -> str:
    """The format of the cell of the same column in the row above; «» where there is none."""
    column = name.rstrip("0123456789")
    for cell in CELL.finditer(content, *above):
        head = cell[0].split(b">", 1)[0]
        named, style = NAMED.search(head), STYLED.search(head)
        if named and style and named[1].decode().rstrip("0123456789") == column:
            return style[1].decode()
    return ""


def _spliced(content: bytes, start: int, end: int, new: bytes) -> bytes:
    return content[:start] + new + content[end:]


def _order(name: str) -> tuple[int, str]:
    found = CELL_NAME.fullmatch(name)
    column = found[1] if found else ""
    return len(column), column
