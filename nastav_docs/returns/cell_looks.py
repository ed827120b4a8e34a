"""The looks of cells in a book of Excel: a style like another one, with a fill (ISO/IEC 29500-1, 18.8)."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Final

from lxml import etree

from nastav_docs.docx import serialised

if TYPE_CHECKING:
    from nastav_docs.docx import Element
    from nastav_docs.returns.book_parts import BookParts

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STYLES_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
STYLES_LINK: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
USUAL: Final = "xl/styles.xml"
NEW: Final = f"""<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border/></borders><cellXfs count="1"><xf/></cellXfs></styleSheet>"""
BEFORE: Final = {"fills": ("numFmts", "fonts"), "cellXfs": ("numFmts", "fonts", "fills", "borders", "cellStyleXfs")}
RESERVED: Final = ("none", "gray125")  # the first two fills of every book


class CellLooks:
    """The styles of a book: asks for one give the number of a style, made when it is not there yet."""

    def __init__(self, parts: BookParts, workbook: str) -> None:
        """Read the styles of the book whose list of sheets is the part `workbook`."""
        self.parts, self.workbook = parts, workbook
        self.name = parts.linked(workbook, "styles")
        self.root = parts.tree(self.name) if self.name else etree.fromstring(NEW)
        self.styles, self.fills = self._list("cellXfs"), self._list("fills")
        for pattern in RESERVED[len(self.fills) :]:
            etree.SubElement(etree.SubElement(self.fills, q("fill")), q("patternFill"), patternType=pattern)
        if not len(self.styles):
            etree.SubElement(self.styles, q("xf"))
        self.made: dict[tuple[int, str], int] = {}

    def _list(self, name: str) -> Element:
        """A list of the style sheet, in its place among the others."""
        found = self.root.find(q(name))
        if found is None:
            found = etree.Element(q(name))
            at = sum(1 for child in self.root if etree.QName(child).localname in BEFORE[name])
            self.root.insert(at, found)
        return found

    def filled(self, style: int, colour: str) -> int:
        """The style that is like another, filled with a colour («FFC7CE»; «»: with none)."""
        if (style, colour) not in self.made:
            known = style < len(self.styles)
            look = copy.deepcopy(self.styles[style]) if known else etree.Element(q("xf"))
            look.set("fillId", str(self._fill(colour) if colour else 0))
            look.set("applyFill", "1")
            self.styles.append(look)
            self.made[style, colour] = len(self.styles) - 1
        return self.made[style, colour]

    def colour(self, style: int) -> str:
        """The colour with which a style fills the whole cell, «FFC7CE»; «» for none."""
        fill = self.styles[style].get("fillId", "0") if style < len(self.styles) else "0"
        if not fill.isdecimal() or int(fill) >= len(self.fills):
            return ""
        pattern = self.fills[int(fill)].find(q("patternFill"))
        colour = None if pattern is None else pattern.find(q("fgColor"))
        solid = pattern is not None and pattern.get("patternType") == "solid"
        return "" if colour is None or not solid else (colour.get("rgb") or "")[-6:]

    def _fill(self, colour: str) -> int:
        for number, fill in enumerate(self.fills):
            pattern = fill.find(q("patternFill"))
            own = None if pattern is None else pattern.find(q("fgColor"))
            if own is not None and pattern.get("patternType") == "solid" and own.get("rgb") == f"FF{colour}":
                return number
        pattern = etree.SubElement(etree.SubElement(self.fills, q("fill")), q("patternFill"), patternType="solid")
        etree.SubElement(pattern, q("fgColor"), rgb=f"FF{colour}")
        etree.SubElement(pattern, q("bgColor"), indexed="64")
        return len(self.fills) - 1

    def write(self) -> None:
        """Put the styles into the book, if any was made."""
        if not self.made:
            return
        for counted in (self.styles, self.fills):
            counted.set("count", str(len(counted)))
        name = self.name or USUAL
        self.parts.put(name, serialised(self.root))
        if not self.name:
            self.parts.add(self.workbook, name, STYLES_LINK, STYLES_TYPE)


def q(name: str) -> str:
    """The name of an element of a spreadsheet as lxml has it."""
    return f"{{{MAIN}}}{name}"
