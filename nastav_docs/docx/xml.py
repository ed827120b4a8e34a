"""WordprocessingML: full names, the order of children, properties and their nearest setting, XML parsed safely."""

from __future__ import annotations

import re
from functools import lru_cache
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
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DCTERMS = "http://purl.org/dc/terms/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MILLIMETRE = 1440 / 25.4  # twentieths of a point
_UTF16_STARTS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_ENCODING = re.compile(rb"""\s*<\?xml\b[^>]*?\sencoding\s*=\s*["']([^"'>]*)""")
# In these a sign of markup is the byte that it is in ASCII, so that a document type cannot hide from a search of bytes.
_PLAIN_ENCODING = re.compile(
    rb"(?:utf-?(?:8|16)(?:le|be)?|(?:us-)?ascii|windows-125\d|iso-8859-\d+|koi8-r)", re.IGNORECASE
)
_LARGEST = 2**31  # Word's own whole numbers are of 32 bits
_LONGEST_NUMBER = 40


@lru_cache(maxsize=512)
def q(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML: `q("p")`."""
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
# ISO 29500-1, 17.6.17.
SECTION_PROPERTIES = [
    "headerReference",
    "footerReference",
    "footnotePr",
    "endnotePr",
    "type",
    "pgSz",
    "pgMar",
    "paperSrc",
    "pgBorders",
    "lnNumType",
    "pgNumType",
    "cols",
    "formProt",
    "vAlign",
    "noEndnote",
    "titlePg",
    "textDirection",
    "bidi",
    "rtlGutter",
    "docGrid",
    "printerSettings",
    "sectPrChange",
]

# A paragraph nobody sees: it only carries a section's end or keeps two tables apart.
TINY_PROPERTIES = (
    '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:ind w:left="0" w:right="0" w:firstLine="0"/>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>'
)
TINY_PARAGRAPH = f"<w:p><w:pPr>{TINY_PROPERTIES}</w:pPr></w:p>".encode()


def markup(data: bytes) -> bytes:
    """The bytes of an XML part with each sign of markup as one byte: UTF-16 without the zeros between its letters."""
    return data.replace(b"\0", b"") if data[:2] in _UTF16_STARTS else data


def parse(data: bytes) -> Element:
    """The root of an XML part, without its comments and processing instructions; no entity is resolved.

    Raises ValueError, which says in Russian why, for what is not XML, is nested deeper than libxml2 allows (256), is in
    an encoding that hides its markup, or has a document type: Open Packaging Conventions (ISO/IEC 29500-2, 8.1.4)
    forbid one.
    """
    text = markup(data)
    if b"<!DOCTYPE" in text:
        raise ValueError("в ней есть DTD, а в документах Word его не бывает")
    named = _ENCODING.match(text.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe"))
    if named and not _PLAIN_ENCODING.fullmatch(named[1]):
        raise ValueError("в кодировке, которой в документах Word не бывает")
    if not text.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        raise ValueError("не XML")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        load_dtd=False,
        dtd_validation=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        deep = "depth" in str(error)
        raise ValueError("элементы вложены друг в друга слишком глубоко" if deep else "испорченный XML") from error
    if root is None:
        raise ValueError("пустой XML")
    return root


def insert_in_order(parent: Element, child: Element, order: list[str]) -> None:
    """Put a property where the schema wants it, in place of one of its name; one that the schema does not know last.

    A property between two processing instructions is a condition of a template's: the new one goes before them.
    """
    for old in parent.findall(child.tag):
        parent.remove(old)
    rank = {q(name): number for number, name in enumerate(order)}
    own = rank.get(child.tag, len(rank))
    for index, other in enumerate(parent):
        if rank.get(other.tag, -1) > own:
            marks = sum(before.tag is etree.ProcessingInstruction for before in parent[:index])
            parent.insert(index - marks % 2, child)
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
    """Mark a `w:tr` as a heading that Word repeats at the top of each page (`w:tblHeader`)."""
    properties = row.find(q("trPr"))
    if properties is None:
        properties = etree.Element(q("trPr"))
        row.insert(1 if row.find(q("tblPrEx")) is not None else 0, properties)
    for old in properties.findall(q("tblHeader")):
        properties.remove(old)
    etree.SubElement(properties, q("tblHeader"))


def remove(element: Element) -> None:
    """Take an element, with all that is in it, out of its parent."""
    element.getparent().remove(element)


def keep_spaces(text: Element) -> None:
    """Ask Word to keep the spaces at the edges of a `w:t`."""
    content = text.text or ""
    if content != content.strip() or "  " in content:
        text.set(XML_SPACE, "preserve")


def paragraphs(root: Element) -> Iterator[Element]:
    """Every `w:p` of a part in order, those of text boxes included; the part may be changed meanwhile."""
    yield from list(root.iter(q("p")))


def ancestor(element: Element, name: str) -> Element | None:
    """The nearest element of a name around another one."""
    return next(element.iterancestors(q(name)), None)


def is_on(element: Element | None) -> bool:
    """Whether a switch such as `w:vanish` or `w:b` is on: it is there and does not say `0`, `false`, `off`, `none`."""
    return element is not None and (element.get(q("val")) or "1") not in {"0", "false", "off", "none"}


def child_of(element: Element | None, name: str) -> Element | None:
    """The first child of a name, None where there is none: `find` for what is asked of every cell of every table."""
    tag = q(name)
    for child in () if element is None else element:
        if child.tag == tag:
            return child
    return None


@lru_cache(maxsize=256)
def steps(path: str) -> str:
    """A path with full names for `find`: of «tcPr/gridSpan» `{…main}tcPr/{…main}gridSpan`."""
    return "/".join(q(step) for step in path.split("/"))


def value(element: Element | None, path: str, attribute: str = "val") -> str | None:
    """An attribute of a child element, `None` where there is none: `value(cell, "tcPr/gridSpan")`."""
    found = None if element is None else element.find(steps(path))
    return None if found is None else found.get(q(attribute))


def first(elements: tuple[Element, ...], path: str, attribute: str = "val") -> str | None:
    """The attribute in the first of several property elements (own, style's, its base's …) that has it."""
    return next((v for v in (value(e, path, attribute) for e in elements) if v is not None), None)


def nearest(elements: tuple[Element, ...], name: str) -> Element | None:
    """The child of a name in the first of several property elements that has one: `is_on(nearest(looks, "b"))`."""
    return next((found for element in elements if (found := element.find(q(name))) is not None), None)


def number(text: str | None) -> float:
    """A measure as a number, 0 where it is absent, unreadable or larger than any that Word takes."""
    try:
        found = float((text or "0")[:_LONGEST_NUMBER])
    except ValueError:
        return 0.0
    return found if -_LARGEST < found < _LARGEST else 0.0


def serialised(root: Element) -> bytes:
    """A part as the bytes of its file: UTF-8 with a declaration, as Word writes it."""
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return data
