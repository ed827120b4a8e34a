"""Marks on a printed paper: a picture in a corner of its first page, and a framed box under its signature.

Elements as in ISO/IEC 29500-1: `wp:anchor` 20.4.2.3, `w:tbl` 17.4.37.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from nastav_docs.docx import xml
from nastav_docs.docx.package import read_package
from nastav_docs.docx.package_writer import packed, register, relate
from nastav_docs.docx.pictures import EMU_IN_MM, IMAGE_KIND, drawing, media_part
from nastav_docs.docx.runs import text_of
from nastav_docs.docx.xml import Element, insert_in_order, q, serialised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nastav_docs.docx.package import Package
    from nastav_docs.docx.pictures import Picture

EMU_IN_TWIP: Final = 635
EDGE_MM: Final = 4.5  # of a sheet that office printers leave blank
GAP_MM: Final = 0.5
SHEET: Final = (11906, 16838)
MARGIN: Final = 1134
LEAST_SIDE: Final = 13 * EMU_IN_MM
MOST_SIDE: Final = 25 * EMU_IN_MM
SIGNED: Final = (
    "Подпись – фамилия"  # the style of the name beside a signature; «… (order)» where two files differ in it
)
MARK_SIZE: Final = (4536, 1417)  # twips: 80 × 25 mm
MARK_TITLE: Final = "Отметка об электронной подписи"


def with_corner_picture(document: bytes, picture: Picture, about: str) -> bytes:
    """The document with a square picture in the lower right corner of its first page; `about` is its description.

    It stands in the lower margin, so it covers no text and moves none; where the first page has a footer, in the upper
    margin (ГОСТ Р 7.0.97-2025 allows that where there is no room).
    """
    package, parts = _opened(document)
    root = package.copy_of(package.main)
    section = next(root.iter(q("sectPr")), None)
    below = section is None or not _footer_text(package, section)
    size = section.find(q("pgSz")) if section is not None else None
    margins = section.find(q("pgMar")) if section is not None else None
    height = _twips(size, "h", SHEET[1]) * EMU_IN_TWIP
    margin = _twips(margins, "bottom" if below else "top", MARGIN) * EMU_IN_TWIP
    edge, gap = round(EDGE_MM * EMU_IN_MM), round(GAP_MM * EMU_IN_MM)
    side = max(LEAST_SIDE, min(MOST_SIDE, margin - edge - gap))
    name, kind = media_part(package.main, picture)
    register(parts, name, kind)
    parts[name] = picture.data
    key = relate(parts, package.main, IMAGE_KIND, name)
    number = 1 + max((int(e.get("id") or 0) for e in root.iter(f"{{{xml.WP}}}docPr")), default=0)
    shape = drawing(key, side, side, about, number)
    _anchor(shape, height - edge - side if below else edge)
    run = etree.Element(q("r"))
    run.append(shape)
    first = next((e for e in root.find(q("body")) if e.tag == q("p")), None)
    if first is None:
        first = next(root.iter(q("p")))
    first.append(run)
    parts[package.main] = serialised(root)
    return packed(parts)


def _anchor(shape: Element, down: int) -> None:
    """Turn a drawing in the line into one on the page: at the right margin, `down` EMU from the upper edge."""
    inline = shape[0]
    anchor = etree.Element(
        f"{{{xml.WP}}}anchor",
        {
            **dict.fromkeys(("distT", "distB", "distL", "distR", "simplePos", "behindDoc", "locked"), "0"),
            "relativeHeight": "251658240",
            "layoutInCell": "0",
            "allowOverlap": "1",
        },
        nsmap={"wp": xml.WP},
    )
    etree.SubElement(anchor, f"{{{xml.WP}}}simplePos", {"x": "0", "y": "0"})
    for axis, base, kind, value in (("H", "margin", "align", "right"), ("V", "page", "posOffset", str(down))):
        position = etree.SubElement(anchor, f"{{{xml.WP}}}position{axis}", {"relativeFrom": base})
        etree.SubElement(position, f"{{{xml.WP}}}{kind}").text = value
    extent, *rest = list(inline)
    anchor.append(extent)
    etree.SubElement(anchor, f"{{{xml.WP}}}effectExtent", dict.fromkeys("ltrb", "0"))
    etree.SubElement(anchor, f"{{{xml.WP}}}wrapNone")
    anchor.extend(rest)
    shape.replace(inline, anchor)


def _footer_text(package: Package, section: Element) -> bool:
    """Whether the first page of a section has a footer in which something is printed."""
    kind = "first" if section.find(q("titlePg")) is not None else "default"
    links = package.relationships.get(package.main, {})
    for reference in section.iterfind(q("footerReference")):
        link = links.get(reference.get(f"{{{xml.R}}}id") or "")
        if reference.get(q("type")) == kind and link is not None and link.target in package.parts:
            root = package.tree(link.target)
            text = "".join(shown.text or "" for shown in root.iter(q("t"), q("instrText")))
            return bool(text.strip()) or any(True for _ in root.iter(q("drawing"), q("pict"), q("fldSimple")))
    return False


def with_signature_mark(document: bytes, lines: Sequence[str]) -> bytes | None:
    """The document with a framed box under its first signature: the lines in it, the first in bold, or empty.

    The box goes with the signature to one page. None where no table of signatures is found: one whose names have the
    style «Подпись – фамилия».
    """
    package, parts = _opened(document)
    root = package.copy_of(package.main)
    styles = package.linked_tree("styles")
    named = {
        style.get(q("styleId"))
        for style in (() if styles is None else styles.iter(q("style")))
        if (name := style.find(q("name"))) is not None and (name.get(q("val")) or "").startswith(SIGNED)
    }
    table = next((t for t in root.iter(q("tbl")) if _signed(t, named)), None)
    if table is None:
        return None
    for paragraph in table.iter(q("p")):
        _keep(paragraph)
    between, box = _tiny(), _box(lines)
    _keep(between)
    table.addnext(between)
    between.addnext(box)
    after = box.getnext()
    if after is None or after.tag != q("p"):
        box.addnext(_tiny())
    parts[package.main] = serialised(root)
    return packed(parts)


def _signed(table: Element, named: set[str | None]) -> bool:
    found = (s for s in table.iter(q("pStyle")) if s.get(q("val")) in named)
    return any(text_of(style.getparent().getparent()).strip() for style in found)


def _tiny() -> Element:
    """A paragraph that keeps two tables apart."""
    return etree.fromstring(f'<w:p xmlns:w="{xml.W}"><w:pPr>{xml.TINY_PROPERTIES}</w:pPr></w:p>')


def _keep(paragraph: Element) -> None:
    """Keep a paragraph with what follows it."""
    properties = paragraph.find(q("pPr"))
    if properties is None:
        properties = etree.Element(q("pPr"))
        paragraph.insert(0, properties)
    if properties.find(q("keepNext")) is None:
        insert_in_order(properties, etree.Element(q("keepNext")), xml.PARAGRAPH_PROPERTIES)


def _box(lines: Sequence[str]) -> Element:
    """A table of one cell with a frame, as large as the mark of an electronic signature."""
    width, height = MARK_SIZE
    table = etree.Element(q("tbl"))
    properties = etree.SubElement(table, q("tblPr"))
    for name, given in (
        ("tblW", {"w": str(width), "type": "dxa"}),
        ("jc", {"val": "right"}),
    ):
        etree.SubElement(properties, q(name), {q(key): value for key, value in given.items()})
    borders = etree.SubElement(properties, q("tblBorders"))
    for side in ("top", "left", "bottom", "right"):
        given = {"val": "single", "sz": "8", "space": "0", "color": "auto"}
        etree.SubElement(borders, q(side), {q(key): value for key, value in given.items()})
    etree.SubElement(properties, q("tblLayout"), {q("type"): "fixed"})
    etree.SubElement(properties, q("tblCaption"), {q("val"): MARK_TITLE})
    about = " ".join(lines) or "Место для отметки об электронной подписи"
    etree.SubElement(properties, q("tblDescription"), {q("val"): about})
    etree.SubElement(etree.SubElement(table, q("tblGrid")), q("gridCol"), {q("w"): str(width)})
    row = etree.SubElement(table, q("tr"))
    row_properties = etree.SubElement(row, q("trPr"))
    etree.SubElement(row_properties, q("cantSplit"))
    etree.SubElement(row_properties, q("trHeight"), {q("val"): str(height), q("hRule"): "atLeast"})
    cell = etree.SubElement(row, q("tc"))
    cell_properties = etree.SubElement(cell, q("tcPr"))
    etree.SubElement(cell_properties, q("tcW"), {q("w"): str(width), q("type"): "dxa"})
    etree.SubElement(cell_properties, q("vAlign"), {q("val"): "center"})
    for number, line in enumerate(lines or ("",)):
        cell.append(_line(line, bold=number == 0 and bool(line)))
    return table


def _line(text: str, *, bold: bool) -> Element:
    paragraph = etree.Element(q("p"))
    properties = etree.SubElement(paragraph, q("pPr"))
    spacing = {"before": "0", "after": "20", "line": "240", "lineRule": "auto"}
    etree.SubElement(properties, q("spacing"), {q(key): value for key, value in spacing.items()})
    etree.SubElement(properties, q("ind"), {q("left"): "0", q("firstLine"): "0"})
    etree.SubElement(properties, q("jc"), {q("val"): "center" if bold else "left"})
    if not text:
        return paragraph
    run = etree.SubElement(paragraph, q("r"))
    look = etree.SubElement(run, q("rPr"))
    if bold:
        etree.SubElement(look, q("b"))
    etree.SubElement(look, q("sz"), {q("val"): "18"})
    shown = etree.SubElement(run, q("t"))
    shown.text = text
    return paragraph


def _opened(document: bytes) -> tuple[Package, dict[str, bytes]]:
    """A document of our own printing as a package, and its parts to be changed."""
    package, problems = read_package(document, "")
    if package is None:
        raise ValueError("; ".join(problem.message for problem in problems))
    return package, dict(package.parts)


def _twips(element: Element | None, name: str, usual: int) -> int:
    found = element.get(q(name)) if element is not None else None
    return abs(int(found)) if found and found.lstrip("-").isdigit() else usual
