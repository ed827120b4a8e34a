"""Marks in a book of Excel, put there by edits of its own parts: cells coloured, a comment at each, the rest as it was.

The elements are those of ISO/IEC 29500-1, 18.3 (worksheets).
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree
from openpyxl.utils import column_index_from_string, get_column_letter

from nastav_docs.docx import links_part, serialised
from nastav_docs.grids.books import in_usual_names
from nastav_docs.returns.book_parts import BookParts
from nastav_docs.returns.cell_comments import OFFICE, CellComments
from nastav_docs.returns.cell_looks import CellLooks, q

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from nastav_docs.docx import Element

LINKS_TO_BOOKS: Final = "xl/externallinks/"
ORDER_OF_COUNTING: Final = "xl/calcchain.xml"  # lists cells with formulas; Excel makes it anew
OTHER_BOOK: Final = re.compile(r"\[\d+\]")
ON: Final = frozenset(("1", "true"))


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said of a cell, and the colour that it gets, «FFC7CE»."""

    text: str
    colour: str


def with_marks(data: bytes, marks: Mapping[str, Mapping[tuple[int, int], Mark]], colours: Collection[str]) -> bytes:
    """The book with marks, by the title of the sheet and the cell (row and column from 1); earlier ones are gone.

    A cell that an earlier mark has coloured with one of `colours` loses the colour. Raises ValueError, KeyError or
    what zipfile raises for a damaged book.
    """
    with zipfile.ZipFile(io.BytesIO(in_usual_names(data))) as archive:
        parts = BookParts(archive)
        workbook = parts.linked("", "officeDocument")
        _cut_links(parts, workbook)
        looks = CellLooks(parts, workbook)
        targets = {link.id: link.target for link in parts.links(workbook)}
        for sheet in parts.tree(workbook).iter(q("sheet")):
            part = targets.get(sheet.get(f"{{{OFFICE}}}id") or "", "")
            wanted = marks.get(sheet.get("name") or "", {})
            if parts.has(part) and (wanted or parts.linked(part, "comments")):
                _mark(parts, part, wanted, looks, colours)
        looks.write()
        return parts.packed()


def _cut_links(parts: BookParts, workbook: str) -> None:
    """Take out links to other books: nobody's computer is to open them. A cell keeps the value that it has from one."""
    others = [name for name in parts.entries if name.lower().startswith(LINKS_TO_BOOKS)]
    if not others:
        return
    sheets = [link.target for link in parts.links(workbook) if link.short == "worksheet" and parts.has(link.target)]
    root, listed = parts.tree(workbook), links_part(workbook)
    links = parts.tree(listed)
    _remove(one for one in links if (one.get("Type") or "").endswith(("/externalLink", "/calcChain")))
    _remove(one for one in root.iter(q("definedName")) if OTHER_BOOK.search(one.text or ""))
    _remove(
        one for one in root if one.tag == q("externalReferences") or (one.tag == q("definedNames") and not len(one))
    )
    parts.put(listed, serialised(links))
    parts.put(workbook, serialised(root))
    for name in [*others, *(name for name in parts.entries if name.lower() == ORDER_OF_COUNTING)]:
        parts.drop(name)
    for name in sheets:
        sheet = parts.tree(name)
        formulas = [one for one in sheet.iter(q("f")) if OTHER_BOOK.search(one.text or "")]
        shared = {one.get("si") for one in formulas} - {None}
        _remove([*formulas, *(one for one in sheet.iter(q("f")) if not one.text and one.get("si") in shared)])
        parts.put(name, serialised(sheet))


def _remove(elements: Iterable[Element]) -> None:
    for one in list(elements):
        one.getparent().remove(one)


def _mark(
    parts: BookParts,
    part: str,
    marks: Mapping[tuple[int, int], Mark],
    looks: CellLooks,
    colours: Collection[str],
) -> None:
    """Mark the cells of one sheet."""
    comments = CellComments(parts, part)
    if not marks and not comments.cleared:
        return
    root = parts.tree(part)
    cells = _SheetCells(root)
    for place in comments.cleared:
        cell = cells.find(*place)
        if cell is not None and looks.colour(style := _number(cell.get("s"))) in colours:
            cell.set("s", str(looks.filled(style, "")))
    for place, mark in sorted(marks.items()):
        cell = cells.made(*place)
        cell.set("s", str(looks.filled(_number(cell.get("s")), mark.colour)))
        comments.say(place, mark.text)
    comments.write(root)
    parts.put(part, serialised(root))


class _SheetCells:
    """The rows of a sheet by their numbers; a row or a cell without one stands behind the one before it."""

    def __init__(self, sheet: Element) -> None:
        data = sheet.find(q("sheetData"))
        if data is None:
            raise ValueError(sheet.tag)
        self.sheet, self.data = sheet, data
        self.rows: dict[int, Element] = {}
        number = 0
        for row in data.iterchildren(q("row")):
            number = int(float(row.get("r") or number + 1))
            self.rows.setdefault(number, row)

    def find(self, row: int, column: int) -> Element | None:
        """A cell that stands in the sheet, None for one that does not."""
        found = self.rows.get(row)
        return None if found is None else _cells(found).get(column)

    def made(self, row: int, column: int) -> Element:
        """A cell, put into the sheet when it is not there, with the style of its row or its column."""
        line = self.rows.get(row)
        if line is None:
            line = etree.Element(q("row"), r=str(row))
            later = [number for number in self.rows if number > row]
            if later:
                self.rows[min(later)].addprevious(line)
            else:
                self.data.append(line)
            self.rows[row] = line
        cells = _cells(line)
        if column not in cells:
            cell = etree.Element(q("c"), r=f"{get_column_letter(column)}{row}")
            style = line.get("s") if line.get("customFormat") in ON else self._of_column(column)
            if style:
                cell.set("s", style)
            later = [index for index in cells if index > column]
            if later:
                cells[min(later)].addprevious(cell)
            else:
                line.append(cell)
            line.attrib.pop("spans", None)
            return cell
        return cells[column]

    def _of_column(self, column: int) -> str | None:
        for one in self.sheet.iter(q("col")):
            if _number(one.get("min")) <= column <= _number(one.get("max")):
                style: str | None = one.get("style")
                return style
        return None


def _cells(row: Element) -> dict[int, Element]:
    """The cells of a row by their columns, from 1."""
    found: dict[int, Element] = {}
    column = 0
    for cell in row.iterchildren(q("c")):
        letters = (cell.get("r") or "").rstrip("0123456789")
        column = column_index_from_string(letters) if letters else column + 1
        found[column] = cell
    return found


def _number(written: str | None) -> int:
    return int(written) if written and written.isdecimal() else 0
