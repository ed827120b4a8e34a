"""Lists of included documents begin at one again: each inclusion takes a list of its own from a stock made beforehand.

How often a document is included is known when it is printed; numbering.xml is not written anew for that, so it holds as
many copies of a list as documents hardly ever include.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Final

from lxml import etree

from nastav_docs.diagnostics import Place
from nastav_docs.docx import Element, chain_of, default_style, definition, q, restarted, xml
from nastav_docs.template.markup.prepare_parts import SECTION_BREAK
from nastav_docs.template.markup.tags import Tag, TagBook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.docx import Draft

COPIES: Final = 24  # inclusions after these go on with the numbers of the last


def restart_lists(draft: Draft, book: TagBook) -> None:
    """Let the numbered paragraphs of included documents name the list of their inclusion."""
    paragraphs = list(_included_paragraphs(draft.body, book))
    if not paragraphs or draft.tree("numbering") is None:
        return
    stock: dict[str, str] = {}
    for paragraph in paragraphs:
        found = _list_of(paragraph, draft)
        if found is None:
            continue
        number, level, indent = found
        if number not in stock:
            ids = [copied for _ in range(COPIES) if (copied := restarted(draft, number)) is not None]
            stock[number] = f"({', '.join(map(repr, ids))},)|nd_list" if ids else ""
        if stock[number]:
            _renumber(paragraph, level, indent, book.token(book.add(Tag("{", "", stock[number], "", Place("")))))


def _included_paragraphs(body: Element, book: TagBook) -> Iterator[Element]:
    """The paragraphs between the mark where an included document's section begins and that section."""
    depth = 0
    children = list(body)
    for child in children:
        tag = book.of_mark(child)
        if tag is not None and tag.kind == SECTION_BREAK:
            depth += 1
        elif child.tag == q("sectPr") and child is not children[-1]:
            depth -= 1
        elif depth and isinstance(child.tag, str):
            yield from child.iter(q("p"))


def _list_of(paragraph: Element, draft: Draft) -> tuple[str, str, Element | None] | None:
    """The list of a paragraph, its level, and the indents that its style sets beside the list."""
    own = paragraph.find(f"{q('pPr')}/{q('numPr')}")
    if own is not None:
        number, level = own.find(q("numId")), own.find(q("ilvl"))
        if number is None:
            return None
        value = number.get(q("val")) or "0"
        return (value, "0" if level is None else level.get(q("val")) or "0", None) if value != "0" else None
    named = paragraph.find(f"{q('pPr')}/{q('pStyle')}")
    default = default_style(draft)
    key = named.get(q("val")) if named is not None else default.get(q("styleId")) if default is not None else ""
    indent = None
    for style in chain_of(draft, key or ""):
        indent = indent if indent is not None else style.find(f"{q('pPr')}/{q('ind')}")
        number = style.find(f"{q('pPr')}/{q('numPr')}/{q('numId')}")
        if number is not None:
            value = number.get(q("val")) or "0"
            return (value, _level_of(draft, value, style), indent) if value != "0" else None
    return None


def _level_of(draft: Draft, number: str, style: Element) -> str:
    """The level of a list that a style stands for."""
    own = style.find(f"{q('pPr')}/{q('numPr')}/{q('ilvl')}")
    if own is not None:
        return own.get(q("val")) or "0"
    found = definition(draft, number)
    for level in found[1].findall(q("lvl")) if found is not None else ():
        named = level.find(q("pStyle"))
        if named is not None and named.get(q("val")) == style.get(q("styleId")):
            return level.get(q("ilvl")) or "0"
    return "0"


def _renumber(paragraph: Element, level: str, indent: Element | None, token: str) -> None:
    """Name a list in a paragraph; its indents stay those of its style, which a list named so would override."""
    properties = xml.properties_of(paragraph, "pPr")
    own = etree.Element(q("numPr"))
    etree.SubElement(own, q("ilvl"), {q("val"): level})
    etree.SubElement(own, q("numId"), {q("val"): token})
    xml.insert_in_order(properties, own, xml.PARAGRAPH_PROPERTIES)
    if indent is not None and properties.find(q("ind")) is None:
        xml.insert_in_order(properties, copy.deepcopy(indent), xml.PARAGRAPH_PROPERTIES)
