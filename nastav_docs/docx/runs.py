"""What a Word paragraph says, and the runs that show its characters: found, split at a character, kept in their looks.

Offsets count the characters of `text_of(paragraph, soft_hyphens=True)`.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from nastav_docs.docx.xml import XML_SPACE, Element, q

if TYPE_CHECKING:
    from collections.abc import Iterator

SOFT_HYPHEN = "\u00ad"
_SIGNS = {q("tab"): "\t", q("br"): "\n", q("cr"): "\n", q("noBreakHyphen"): "-", q("softHyphen"): SOFT_HYPHEN}
_SILENT = {q(name) for name in ("del", "moveFrom", "pPr", "rPr")}
_TEXT, _BREAK, _RUN, _PARAGRAPH, _FIELD = (q(name) for name in ("t", "br", "r", "p", "fldSimple"))


def contents(paragraph: Element) -> Iterator[Element]:
    """What the runs of a paragraph hold, in reading order; deleted text and text boxes are left out.

    A simple field (`w:fldSimple`) comes before what it shows.
    """
    for child in paragraph:
        tag = child.tag
        if tag == _RUN:
            for element in child:
                if element.tag not in _SILENT:
                    yield element
        elif tag not in _SILENT and tag != _PARAGRAPH and isinstance(tag, str):
            if tag == _FIELD:
                yield child
            yield from contents(child)


def pieces(paragraph: Element) -> Iterator[tuple[Element, str]]:
    """The elements of a paragraph that show text, each with it; fields' code and breaks of pages left out."""
    for element in contents(paragraph):
        if element.tag == _TEXT:
            yield element, element.text or ""
        elif element.tag in _SIGNS and not (element.tag == _BREAK and element.get(q("type")) in {"page", "column"}):
            yield element, _SIGNS[element.tag]


def text_of(paragraph: Element, *, soft_hyphens: bool = False) -> str:
    """The visible text of a `w:p`: with tracked insertions, without deletions and text boxes.

    Tabs and line breaks are such characters; soft hyphens only if asked for, as who counts characters of the file does.
    """
    text = "".join(text for _, text in pieces(paragraph))
    return text if soft_hyphens else text.replace(SOFT_HYPHEN, "")


def set_text(element: Element, text: str) -> None:
    """Put a text into a `w:t` or `w:delText`, its spaces kept."""
    element.text = text
    element.set(XML_SPACE, "preserve")


def split_at(paragraph: Element, offset: int) -> None:
    """Let a run begin at an offset of the paragraph's text; nothing changes to the eye.

    What stands behind it is not looked at: where thousands of corrections are put in from the end, that is most.
    """
    at = 0
    for element, text in pieces(paragraph):
        if at > offset:
            return
        if at < offset < at + len(text):
            rest = element.makeelement(element.tag, dict(element.attrib))
            set_text(element, text[: offset - at])
            set_text(rest, text[offset - at :])
            element.addnext(rest)
            split_before(rest)
            return
        if at == offset and element.getprevious() is not None and element.getprevious().tag != q("rPr"):
            split_before(element)
            return
        at += len(text)


def split_before(element: Element) -> None:
    """Move an element and what follows it in its run to a new run of the same looks."""
    run = element.getparent()
    following = [element, *element.itersiblings()]
    new = run.makeelement(run.tag, dict(run.attrib))
    looks = run.find(q("rPr"))
    if looks is not None:
        new.append(deepcopy(looks))
    new.extend(following)
    run.addnext(new)


def runs_of(paragraph: Element, start: int, end: int) -> list[Element]:
    """The runs that show exactly the characters `start:end` (none for an empty stretch); runs are split for it."""
    if end > start:
        split_at(paragraph, start)
        split_at(paragraph, end)
    found: list[Element] = []
    at = 0
    for element, text in pieces(paragraph):
        if at >= end:
            break
        run = element.getparent()
        if text and at >= start and at + len(text) <= end and (not found or found[-1] is not run):
            found.append(run)
        at += len(text)
    return found


def run_before(paragraph: Element, offset: int) -> Element | None:
    """The run that ends at an offset, split there if need be; `None` at the beginning of the paragraph."""
    split_at(paragraph, offset)
    at, last = 0, None
    for element, text in pieces(paragraph):
        if at + len(text) > offset:
            break
        at += len(text)
        last = element.getparent() if text else last
    return last
