"""Comments of a sheet of Excel: their texts, and the shapes in which they are shown; others' comments stay.

A text stands in the part of comments (ISO/IEC 29500-1, 18.7), its shape in a drawing of VML (ISO/IEC 29500-4, 19.4).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree
from openpyxl.utils import coordinate_to_tuple, get_column_letter

from nastav_docs.docx import TYPES_PART, serialised
from nastav_docs.returns.cell_looks import MAIN, q

if TYPE_CHECKING:
    from nastav_docs.returns.book_parts import BookParts

AUTHOR: Final = "nastav-docs"
SIGNED: Final = f"{AUTHOR}:\n"  # stands before what is said: LibreOffice forgets who has said it
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
# What follows the drawing of comments in a sheet (18.3.1.99).
BEHIND: Final = (
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
VML_SPACES: Final = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
SHAPE: Final = re.compile(rb"<((?:\w+:)?)shape[\s>].*?</\1shape>", re.DOTALL)
OF_CELL: Final = re.compile(rb"<(?:\w+:)?(Row|Column)>\s*(\d+)\s*</")
SHAPE_NUMBER: Final = re.compile(rb"_x0000_s(\d+)")
BLOCK: Final = re.compile(rb'idmap\b[^>]*\bdata="(\d+)')
BLOCK_SIZE: Final = 1024  # numbers of shapes that belong to one drawing
SHAPE_TYPE: Final = b"_x0000_t202"
KIND: Final = (
    f'<v:shapetype {VML_SPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
WIDTH: Final = 300  # of a comment, in points of the screen
SIGNS: Final = 38  # that stand in a line of it


class CellComments:
    """The comments of one sheet: those that an earlier copy has made are taken out, new ones put in."""

    def __init__(self, parts: BookParts, sheet: str) -> None:
        """Read what the sheet has; `cleared` are then the cells that an earlier copy has commented."""
        self.parts, self.sheet = parts, sheet
        self.name = parts.linked(sheet, "comments")
        root = parts.tree(self.name) if self.name else etree.Element(q("comments"), nsmap={None: MAIN})
        self.root = root
        self.authors, self.list = (_child(root, name) for name in ("authors", "commentList"))
        self.cleared: list[tuple[int, int]] = []
        self.gone: set[tuple[int, int]] = set()  # those cells without any comment left
        self.new: list[tuple[tuple[int, int], int]] = []  # cells that need a shape, and how high it is to be
        own = {str(at) for at, author in enumerate(self.authors) if (author.text or "").strip() == AUTHOR}
        for comment in list(self.list):
            cell = coordinate_to_tuple((comment.get("ref") or "A1").replace("$", ""))
            if _cut(comment) or comment.get("authorId") in own:
                self.cleared.append(cell)
                if comment.get("authorId") in own or not _says(comment):
                    self.list.remove(comment)
                    self.gone.add(cell)

    def say(self, cell: tuple[int, int], text: str) -> None:
        """Comment a cell (row, column, both from 1); below what somebody else says there."""
        ref = f"{get_column_letter(cell[1])}{cell[0]}"
        there = next((one for one in self.list if (one.get("ref") or "").replace("$", "") == ref), None)
        if there is not None:
            holder = there.find(q("text"))
            _run(_child(there, "text") if holder is None else holder, f"\n{SIGNED}{text}")
            return
        author = self._author()
        comment = etree.SubElement(self.list, q("comment"), ref=ref, authorId=author)
        _run(etree.SubElement(comment, q("text")), SIGNED + text)
        lines = text.split("\n")
        self.new.append((cell, 58 + 18 * (len(text) // SIGNS + len(lines))))
        self.gone.discard(cell)

    def _author(self) -> str:
        for at, author in enumerate(self.authors):
            if author.text == AUTHOR:
                return str(at)
        etree.SubElement(self.authors, q("author")).text = AUTHOR
        return str(len(self.authors) - 1)

    def write(self, sheet: etree._Element) -> None:
        """Put the comments into the book; `sheet` is the root of the sheet, which names their drawing."""
        if not self.new and not self.cleared and not self.name:
            return
        name = self.name or self.parts.free_name("xl/comments{}.xml")
        self.parts.put(name, serialised(self.root))
        if not self.name:
            self.parts.add(self.sheet, name, f"{OFFICE}/comments", COMMENTS_TYPE)
        drawing = sheet.find(q("legacyDrawing"))
        key = None if drawing is None else drawing.get(f"{{{OFFICE}}}id")
        known = next((link.target for link in self.parts.links(self.sheet) if link.id == key), "")
        if known and self.parts.has(known):
            self.parts.put(known, self._shapes(self.parts.read(known)))
        elif self.new:
            known = self.parts.free_name("xl/drawings/vmlDrawing{}.vml")
            self.parts.put(known, self._shapes(self._no_shapes()))
            added = self.parts.add(self.sheet, known, f"{OFFICE}/vmlDrawing")
            _know_vml(self.parts)
            if drawing is None:
                drawing = etree.Element(q("legacyDrawing"))
                later = (child for child in sheet if etree.QName(child).localname in BEHIND)
                first = next(later, None)
                if first is None:
                    sheet.append(drawing)
                else:
                    first.addprevious(drawing)
            drawing.set(f"{{{OFFICE}}}id", added)

    def _no_shapes(self) -> bytes:
        """A drawing without shapes, whose block of numbers no other drawing of the book has."""
        used = [0]
        for name in (*self.parts.entries, *self.parts.changed):
            if name.lower().endswith(".vml"):
                used += map(int, BLOCK.findall(self.parts.read(name)))
        layout = f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{max(used) + 1}"/></o:shapelayout>'
        return f"<xml {VML_SPACES}>{layout}{KIND}</xml>".encode()

    def _shapes(self, drawing: bytes) -> bytes:
        """The drawing of the sheet without the shapes of comments that are gone, and with those of new ones."""
        if drawing[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            raise ValueError(self.sheet)  # UTF-16, in which nobody writes it
        again = self.gone | {cell for cell, _ in self.new}

        def kept(found: re.Match[bytes]) -> bytes:
            at = {name: int(value) for name, value in OF_CELL.findall(found[0])}
            return b"" if (at.get(b"Row", -1) + 1, at.get(b"Column", -1) + 1) in again else found[0]

        drawing = SHAPE.sub(kept, drawing)
        end = drawing.rindex(b"</")
        block = BLOCK.search(drawing)
        least = BLOCK_SIZE * (int(block[1]) if block else 1)
        number = max([least, *map(int, SHAPE_NUMBER.findall(drawing))])
        added = [] if SHAPE_TYPE in drawing else [KIND]
        for shape, (cell, height) in enumerate(self.new, number + 1):
            added.append(_shape(shape, cell, height))
        return drawing[:end] + "".join(added).encode() + drawing[end:]


def _shape(number: int, cell: tuple[int, int], height: int) -> str:
    """The shape of a comment, seen when the pointer is over its cell."""
    row, column = cell
    anchor = f"{column}, 15, {max(row - 2, 0)}, 4, {column + 3}, 15, {max(row - 2, 0) + 1 + height // 20}, 4"
    return (
        f'<v:shape {VML_SPACES} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;'
        f'margin-top:2pt;width:{WIDTH}px;height:{height}px;z-index:{number % BLOCK_SIZE};visibility:hidden" '
        'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/>'
        f'</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData>"
        "</v:shape>"
    )


def _know_vml(parts: BookParts) -> None:
    """Tell the list of parts what a file «.vml» is."""
    root = parts.tree(TYPES_PART)
    if any((one.get("Extension") or "").lower() == "vml" for one in root):
        return
    space = root.tag.rpartition("}")[0] + "}"
    root.insert(0, etree.Element(f"{space}Default", {"Extension": "vml", "ContentType": VML_TYPE}))
    parts.put(TYPES_PART, serialised(root))


def _child(parent: etree._Element, name: str) -> etree._Element:
    """The child of this name, made at the end when it is not there."""
    found = parent.find(q(name))
    return etree.SubElement(parent, q(name)) if found is None else found


def _run(holder: etree._Element, text: str) -> None:
    run = etree.SubElement(etree.SubElement(holder, q("r")), q("t"))
    run.set(SPACE, "preserve")
    run.text = text


def _cut(comment: etree._Element) -> bool:
    """Take out of somebody's comment what an earlier copy has added to it; whether there was anything."""
    found = False
    for text in list(comment.iter(q("t"))):
        said = text.text or ""
        if found:
            text.text = ""
        elif SIGNED in said:
            text.text = said[: said.index(SIGNED)].rstrip("\n")
            found = True
    return found


def _says(comment: etree._Element) -> bool:
    return any((text.text or "").strip() for text in comment.iter(q("t")))
