"""WordprocessingML: names, the order of children, and clearing away the noise that Word leaves between letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

Element = Any

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
WP14 = "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"
DCTERMS = "http://purl.org/dc/terms/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def q(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


# ISO 29500-1, 17.4.66: the order of a cell's properties; Word calls a file damaged when it differs.
CELL_PROPERTIES = [
    "cnfStyle",
    "tcW",
    "gridSpan",
    "hMerge",
    "vMerge",
    "tcBorders",
    "shd",
    "noWrap",
    "tcMar",
    "textDirection",
    "tcFitText",
    "vAlign",
    "hideMark",
    "headers",
    "cellIns",
    "cellDel",
    "cellMerge",
    "tcPrChange",
]
# ISO 29500-1, 17.3.2.28 with the order that Word writes and reads.
RUN_PROPERTIES = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
]
PARAGRAPH_PROPERTIES = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
]

# A paragraph nobody sees: it only carries a section's end or keeps two tables apart.
TINY_PROPERTIES = (
    '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:ind w:left="0" w:right="0" w:firstLine="0"/>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>'
)
TINY_PARAGRAPH = f"<w:p><w:pPr>{TINY_PROPERTIES}</w:pPr></w:p>".encode()

_UNWRAPPED = {q(name) for name in ("smartTag", "customXml", "ins", "moveTo")}
_REMOVED = {
    q(name)
    for name in [
        "proofErr",
        "lastRenderedPageBreak",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "annotationRef",
        "del",
        "moveFrom",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "customXmlInsRangeStart",
        "customXmlInsRangeEnd",
        "customXmlDelRangeStart",
        "customXmlDelRangeEnd",
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "tblGridChange",
        "trPrChange",
        "tcPrChange",
        "tblPrExChange",
        "numberingChange",
        "cellIns",
        "cellDel",
        "cellMerge",
        "smartTagPr",
        "customXmlPr",
    ]
}
TRACKED = {q(name) for name in ("ins", "del", "moveTo", "moveFrom", "rPrChange", "pPrChange")}
_SIDES = {"start": "left", "end": "right"}
_LARGEST = 0x7FFFFFFF
_NOISE_ATTRIBUTES = re.compile(
    rf"^\{{{re.escape(W)}\}}rsid|^\{{{re.escape(W14)}\}}(paraId|textId)$|^\{{{re.escape(WP14)}\}}(anchorId|editId)$"
)


def parse(data: bytes) -> Element:
    """The root of an XML part; comments and processing instructions are dropped, no entity is resolved.

    Raises lxml.etree.XMLSyntaxError.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        load_dtd=False,
        dtd_validation=False,
    )
    return etree.fromstring(data, parser)


def insert_in_order(parent: Element, child: Element, order: list[str]) -> None:
    """Put a property where the schema wants it, in place of one of its name."""
    for old in parent.findall(child.tag):
        parent.remove(old)
    rank = {q(name): number for number, name in enumerate(order)}
    own = rank[child.tag]
    for index, other in enumerate(parent):
        if rank.get(other.tag, -1) > own:
            parent.insert(index, child)
            return
    parent.append(child)


def properties_of(element: Element, name: str) -> Element:
    """The properties child (`tcPr`, `pPr`, `rPr`, `tblPr`) of an element, made when it is not there."""
    found = element.find(q(name))
    if found is None:
        found = etree.Element(q(name))
        element.insert(0, found)
    return found


def repeat_row(row: Element) -> None:
    """Let a row of a table's head come again at the top of each page."""
    properties = row.find(q("trPr"))
    if properties is None:
        properties = etree.Element(q("trPr"))
        row.insert(1 if row.find(q("tblPrEx")) is not None else 0, properties)
    for old in properties.findall(q("tblHeader")):
        properties.remove(old)
    etree.SubElement(properties, q("tblHeader"))


def unwrap(element: Element) -> None:
    """Leave the children of an element in its place."""
    parent = element.getparent()
    index = parent.index(element)
    for child in list(element):
        parent.insert(index, child)
        index += 1
    parent.remove(element)


def remove(element: Element) -> None:
    """Take an element out of its parent."""
    element.getparent().remove(element)


def clean(root: Element) -> bool:
    """Clear what Word leaves for itself (rsids, spell marks, ids, comments, changes); True if there were changes."""
    tracked = False
    for element in list(root.iter()):
        for name in [key for key in element.attrib if _NOISE_ATTRIBUTES.match(key)]:
            del element.attrib[name]
        if element.tag not in (q("t"), q("delText"), q("instrText")) and len(element):
            element.text = None  # the white space of a pretty-printed file
        element.tail = None
    set_right(root)
    for row_deleted in root.findall(f".//{q('trPr')}/{q('del')}"):
        remove(row_deleted.getparent().getparent())
    for element in list(root.iter(*_UNWRAPPED, *_REMOVED)):
        tracked = tracked or element.tag in TRACKED
        if element.getparent() is None:
            continue
        if element.tag in _UNWRAPPED:
            unwrap(element)
        else:
            remove(element)
    _drop_empty(root)
    return tracked


def set_right(root: Element) -> None:
    """What LibreOffice writes in the manner of the strict standard or wrongly, in the manner that Word writes."""
    for element in root.iter(q("jc"), q("lvlJc")):
        if element.get(q("val")) in _SIDES:
            element.set(q("val"), _SIDES[element.get(q("val"))])
    for element in root.iter(q("cantSplit"), q("tblHeader"), q("hidden")):
        if element.get(q("val")) == "true":
            del element.attrib[q("val")]
    for grid in root.iter(q("docGrid")):
        if int(grid.get(q("charSpace")) or 0) > _LARGEST:  # a negative number that has lost its sign
            del grid.attrib[q("charSpace")]
    for charset in root.iter(q("charset")):
        charset.attrib.pop(q("characterSet"), None)
    _set_sides(root)


def _set_sides(root: Element) -> None:
    """The beginning and the end of a line are its left and its right."""
    for indent in root.iter(q("ind")):
        for side, other in _SIDES.items():
            if q(side) in indent.attrib and q(other) not in indent.attrib:
                indent.set(q(other), indent.attrib.pop(q(side)))
    for sides in root.iter(q("tblBorders"), q("tcBorders"), q("tblCellMar"), q("tcMar")):
        for side in sides.findall(q("start")) + sides.findall(q("end")):
            side.tag = q(_SIDES[etree.QName(side).localname])


def _drop_empty(root: Element) -> None:
    """Drop the runs and properties that the cleaning left empty, and Word's mark of the last edit."""
    for start in [e for e in root.iter(q("bookmarkStart")) if (e.get(q("name")) or "") == "_GoBack"]:
        for end in [e for e in root.iter(q("bookmarkEnd")) if e.get(q("id")) == start.get(q("id"))]:
            remove(end)
        remove(start)
    for element in list(root.iter(q("rPr"), q("pPr"))):
        if not len(element) and not element.attrib:
            remove(element)
    for run in list(root.iter(q("r"))):
        if not [child for child in run if child.tag != q("rPr")]:
            remove(run)


def same_format(one: Element, two: Element) -> bool:
    """Whether two runs are formatted alike; the language alone makes no difference."""
    return _format_key(one) == _format_key(two)


def _format_key(run: Element) -> tuple[bytes, ...]:
    properties = run.find(q("rPr"))
    if properties is None:
        return ()
    return tuple(etree.tostring(child) for child in properties if child.tag not in (q("lang"), q("noProof")))


def merge_runs(paragraph: Element) -> None:
    """Join neighbouring runs of plain text that differ in nothing a reader sees."""
    for run in list(paragraph.iter(q("r"))):
        before = run.getprevious()
        if before is None or before.tag != q("r") or not _is_text(run) or not _is_text(before):
            continue
        if same_format(before, run):
            first, second = before[-1], run[-1]
            first.text = (first.text or "") + (second.text or "")
            keep_spaces(first)
            remove(run)
            # later neighbours are compared with the joined run, which stands in this one's place
            continue


def _is_text(run: Element) -> bool:
    children = [child for child in run if child.tag != q("rPr")]
    return len(children) == 1 and children[0].tag == q("t")


def keep_spaces(text: Element) -> None:
    """Ask Word to keep the spaces at the edges of a `w:t`."""
    content = text.text or ""
    if content != content.strip() or "  " in content:
        text.set(XML_SPACE, "preserve")


def paragraphs(root: Element) -> Iterator[Element]:
    """Every paragraph of a part, in order, those of text boxes included."""
    yield from list(root.iter(q("p")))


def ancestor(element: Element, name: str) -> Element | None:
    """The nearest element of a name around another one."""
    return next(element.iterancestors(q(name)), None)


def is_on(element: Element | None) -> bool:
    """Whether a switch such as `w:vanish` is on."""
    return element is not None and (element.get(q("val")) or "1") not in {"0", "false", "off"}


_PART_WORDS = (
    ("header", "верхний колонтитул"),
    ("footer", "нижний колонтитул"),
    ("footnotes", "сноски"),
    ("endnotes", "концевые сноски"),
    ("core", "свойства документа"),
)


def words_of_part(part: str) -> str:
    """A part of the package as a user knows it; nothing for the text itself."""
    name = part.rsplit("/", 1)[-1]
    return next((words for start, words in _PART_WORDS if name.startswith(start)), "")


def words_of(element: Element, part: str) -> str:
    """Where an element stands, as a user counts: «таблица 1, строка 2, столбец 3» or «абзац 12»."""
    words = [words_of_part(part)]
    cell = ancestor(element, "tc")
    if cell is not None:
        row, table = ancestor(cell, "tr"), ancestor(cell, "tbl")
        if row is not None and table is not None:
            root = table.getroottree().getroot()
            words += [
                f"таблица {_number(root.iter(q('tbl')), table)}",
                f"строка {_number(table.iterfind(q('tr')), row)}",
                f"столбец {_number(row.iterfind(q('tc')), cell)}",
            ]
            return ", ".join(word for word in words if word)
    while element is not None and element.tag != q("p"):
        element = element.getparent()
    if element is not None:
        root = element.getroottree().getroot()
        outside = (p for p in root.iter(q("p")) if ancestor(p, "tc") is None)
        words.append(f"абзац {_number(outside, element)}")
    return ", ".join(word for word in words if word)


def _number(elements: Iterator[Element], wanted: Element) -> int:
    return next((number for number, element in enumerate(elements, 1) if element is wanted), 0)
