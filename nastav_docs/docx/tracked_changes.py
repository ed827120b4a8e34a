"""Corrections written into a Word file as tracked changes."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nastav_docs.docx.runs import run_before, runs_of, set_text, text_of
from nastav_docs.docx.xml import Element, q

if TYPE_CHECKING:
    from collections.abc import Iterable

AUTHOR, DATE = "nastav-docs", "2000-01-01T00:00:00Z"  # a fixed date: the same input gives the same bytes
HOLDERS = {q(name) for name in ("p", "hyperlink", "sdtContent", "smartTag")}  # where Word allows a change
LONGEST_NUMBER = 10  # digits of an identifier: Word's are of 32 bits
TEXTUAL = {q(name) for name in ("rPr", "t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak")}


@dataclass(frozen=True, slots=True, order=True)
class Correction:
    """The characters `start:end` of the Word paragraph number `line` become `text`."""

    line: int
    start: int
    end: int
    text: str


def identifiers(root: Element) -> Iterable[str]:
    """The whole numbers among the `w:id` of a part: a new tracked change needs one that is not among them."""
    return (v for e in root.iter() if (v := e.get(q("id"), "")).isdecimal() and len(v) < LONGEST_NUMBER)


def change(paragraph: Element, correction: Correction, number: int) -> int:
    """Track one correction in a paragraph; returns how many numbers of changes it took.

    None where the characters already belong to somebody's change, or their runs hold more than text: a field's mark, a
    picture, a page break would go with them.
    """
    start, end, new = correction.start, correction.end, correction.text
    deleted = runs_of(paragraph, start, end)
    before = deleted[-1] if deleted else run_before(paragraph, start)
    if before is None:
        first = runs_of(paragraph, 0, len(text_of(paragraph, soft_hyphens=True)))
        before = first[0] if first else None
    if before is None or any(r.getparent().tag not in HOLDERS for r in [before, *deleted]):
        return 0
    if any(holds_more(run) for run in deleted):
        return 0
    if new:
        inserted = paragraph.makeelement(q("ins"), track(number))
        inserted.append(copy_of(before, new))
        if not deleted and start == 0:
            before.addprevious(inserted)
        else:
            before.addnext(inserted)
    for nth, run in enumerate(deleted, 1):
        strike(run, number + nth)
    return 1 + len(deleted)


def holds_more(run: Element) -> bool:
    """Whether a run has a picture, a field, a page break: what a correction of its text would take away."""
    return any(e.tag not in TEXTUAL or e.get(q("type")) in {"page", "column"} for e in run)


def track(number: int) -> dict[str, str]:
    """The attributes of a tracked change with this number: its id, its author, its date."""
    return {q("id"): str(number), q("author"): AUTHOR, q("date"): DATE}


def copy_of(run: Element, text: str) -> Element:
    """A new `w:r` that looks as the given one and says another text."""
    new = run.makeelement(q("r"), {})
    looks = run.find(q("rPr"))
    if looks is not None:
        new.append(deepcopy(looks))
    element = new.makeelement(q("t"), {})
    set_text(element, text)
    new.append(element)
    return new


def strike(run: Element, number: int) -> None:
    """Put a run into a tracked deletion (`w:del`) with this number, in place."""
    deletion = run.makeelement(q("del"), track(number))
    run.addprevious(deletion)
    deletion.append(run)
    for text in run.findall(q("t")):
        gone = text.makeelement(q("delText"), {})
        set_text(gone, text.text or "")
        text.addprevious(gone)
        run.remove(text)
