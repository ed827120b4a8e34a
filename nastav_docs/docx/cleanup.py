"""A part of a Word file freed of noise: split runs joined, marks of revisions and proofing dropped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from nastav_docs.docx.xml import W14, WP14, W, keep_spaces, q, remove

if TYPE_CHECKING:
    from nastav_docs.docx.xml import Element

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
# What begins and ends a stretch, between the paragraphs of it or within them.
_RANGES = {
    q(f"{name}{edge}")
    for name in ("bookmark", "moveFromRange", "moveToRange", "commentRange", "perm")
    for edge in ("Start", "End")
} | {q("proofErr")}
_SIDES = {"start": "left", "end": "right"}
_LARGEST = 0x7FFFFFFF
_NOISE_ATTRIBUTES = re.compile(
    rf"^\{{{re.escape(W)}\}}rsid|^\{{{re.escape(W14)}\}}(paraId|textId)$|^\{{{re.escape(WP14)}\}}(anchorId|editId)$"
)


def unwrap(element: Element) -> None:
    """Take an element out of its parent and leave its children where it stood: a hyperlink away, its text stays."""
    parent = element.getparent()
    index = parent.index(element)
    for child in list(element):
        parent.insert(index, child)
        index += 1
    parent.remove(element)


def clean(root: Element) -> bool:
    """Clear what Word leaves for itself (rsids, spell marks, ids, comments, changes); True if there were changes."""
    for element in list(root.iter()):
        for name in [key for key in element.attrib if _NOISE_ATTRIBUTES.match(key)]:
            del element.attrib[name]
        if element.tag not in (q("t"), q("delText"), q("instrText")) and len(element):
            element.text = None  # the white space of a pretty-printed file
        element.tail = None
    written_as_word(root)
    tracked = _accept_deletions(root)
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


def _accept_deletions(root: Element) -> bool:
    """Take out deleted rows and cells, join what deleted paragraph marks kept apart; True if there were such.

    As Word's «accept all changes» does: the paragraph that stays is the last, with its own looks.
    """
    rows = [mark.getparent().getparent() for mark in root.findall(f".//{q('trPr')}/{q('del')}")]
    cells = [mark.getparent().getparent() for mark in root.findall(f".//{q('tcPr')}/{q('cellDel')}")]
    marks = [mark for name in ("del", "moveFrom") for mark in root.findall(f".//{q('pPr')}/{q('rPr')}/{q(name)}")]
    for element in [*rows, *cells]:
        row = element.getparent()
        if row is not None:
            row.remove(element)
            if row.tag == q("tr") and row.find(q("tc")) is None and row.getparent() is not None:
                remove(row)
    deleted = {mark.getparent().getparent().getparent() for mark in marks}
    for paragraph in reversed([p for p in root.iter(q("p")) if p in deleted]):
        _join_with_next(paragraph)
    return bool(rows or cells or marks)


def _join_with_next(paragraph: Element) -> None:
    """Put a paragraph whose mark is deleted at the beginning of the next; one before a table goes if it is empty."""
    content = [child for child in paragraph if child.tag != q("pPr")]
    after = paragraph.getnext()
    while after is not None and after.tag in _RANGES:
        after = after.getnext()
    if after is None or after.tag != q("p"):
        shown = [child for child in content if child.tag not in {q("del"), q("moveFrom"), *_RANGES}]
        others = [child for child in paragraph.getparent() if child.tag == q("p") and child is not paragraph]
        if not shown and (others or after is not None) and paragraph.find(f"{q('pPr')}/{q('sectPr')}") is None:
            remove(paragraph)
        return
    start = 1 if after.find(q("pPr")) is not None else 0
    for number, child in enumerate(content, start):
        after.insert(number, child)
    remove(paragraph)


def written_as_word(root: Element) -> None:
    """Change in place what LibreOffice writes otherwise than Word: names of the strict standard, and its mistakes."""
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
    """Join neighbouring `w:r` of a paragraph with text of one look, so that a word stands in one piece."""
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
