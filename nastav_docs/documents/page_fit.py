"""Keep the text of a template on its own page: an indent made for a turned sheet puts a caption off an upright one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from nastav_docs.docx import Element, insert_in_order, q, xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.docx import Package

# Twips: the least that a text needs beside its indent; the width that a caption at the right edge gets.
LEAST_TEXT: Final = 2268
CAPTION: Final = 4536
LEEWAY: Final = 60  # twips that a table may be wider than the text: what rounding and hairlines make


class OffPage(NamedTuple):
    """A paragraph whose indent leaves it no room: the name of its style, the indent, the text width of its page."""

    paragraph: Element
    style: str
    indent: int
    width: int


def off_page(document: Element, styles: Element | None) -> Iterator[OffPage]:
    """The paragraphs of a body whose left indent leaves no room for text on the page of their section.

    `styles` is the root of the part with the styles, None where the file has none.
    """
    looks = _Looks(styles)
    for block, section in _blocks(document, "p"):
        width = text_width(section)
        indent = looks.indent(block)
        if width and indent > width - LEAST_TEXT:
            yield OffPage(block, looks.name(block), indent, width)


def tables_off_page(document: Element) -> Iterator[tuple[Element, int, int]]:
    """The tables of a body that are wider than the text of their page: each with both widths in twips."""
    for table, section in _blocks(document, "tbl"):
        width = text_width(section)
        columns = [int(xml.number(column.get(q("w")))) for column in table.iterfind(f"{q('tblGrid')}/{q('gridCol')}")]
        if width and sum(columns) > width + LEEWAY:
            yield table, sum(columns), width


def _blocks(document: Element, name: str) -> Iterator[tuple[Element, Element]]:
    """The paragraphs (`p`) or tables (`tbl`) of a body, each with the properties of its section."""
    waiting: list[Element] = []
    body = document.find(q("body"))
    for block in body if body is not None else ():
        if block.tag == q(name):
            waiting.append(block)
        section = block if block.tag == q("sectPr") else block.find(f"{q('pPr')}/{q('sectPr')}")
        if section is not None:
            yield from ((found, section) for found in waiting)
            waiting = []


def text_width(section: Element) -> int:
    """The width in twips that the page of a section leaves for text; 0 where the section does not say it."""
    sizes = [("pgSz", "w"), ("pgMar", "left"), ("pgMar", "right"), ("pgMar", "gutter")]
    page, *edges = (int(xml.number(xml.value(section, path, name))) for path, name in sizes)
    return max(0, page - sum(map(abs, edges)))


def kept_on_page(package: Package) -> Package:
    """A template whose captions stand at the right half of its own page; the package itself where all of them do."""
    styles = package.linked_tree("styles")
    if not any(off_page(package.tree(package.main), styles)):
        return package
    root = package.copy_of(package.main)
    for found in list(off_page(root, styles)):
        left = found.width - min(CAPTION, found.width // 2)
        properties = xml.properties_of(found.paragraph, "pPr")
        insert_in_order(properties, etree.Element(q("ind"), {q("left"): str(left)}), xml.PARAGRAPH_PROPERTIES)
    return package.with_trees({package.main: root})


class _Looks:
    """The styles of a template, for the left indents of its paragraphs."""

    def __init__(self, styles: Element | None) -> None:
        found = styles.iter(q("style")) if styles is not None else ()
        self.by_id = {style.get(q("styleId")): style for style in found}

    def name(self, paragraph: Element) -> str:
        """The name of a paragraph's style; empty for the usual one."""
        return xml.value(self.by_id.get(xml.value(paragraph, "pPr/pStyle")), "name") or ""

    def indent(self, paragraph: Element) -> int:
        """The left indent of a paragraph: its own, or that of its style, or of the style that this is based on."""
        chain = [paragraph]
        style = self.by_id.get(xml.value(paragraph, "pPr/pStyle"))
        while style is not None and style not in chain:
            chain.append(style)
            style = self.by_id.get(xml.value(style, "basedOn"))
        said = (xml.value(one, "pPr/ind", side) for one in chain for side in ("left", "start"))
        return int(xml.number(next((text for text in said if text is not None), None)))
