"""Footnotes and endnotes: while a document is printed each note stands in the text, inside its mark.

So a note goes with the paragraph that is left out, comes again in each turn of a loop, and prints the values that hold
where its mark is. The printed notes are then taken out of the text, numbered in order, and put into their part.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.docx import Places, q, serialised, with_namespaces, xml

if TYPE_CHECKING:
    from nastav_docs.docx import Draft, Element
    from nastav_docs.template.markup.tags import TagBook

_KINDS: Final = (("footnotes", "footnote"), ("endnotes", "endnote"))


@dataclass(frozen=True, slots=True)
class NotePart:
    """The part `footnotes.xml` or `endnotes.xml`: a printed document puts its notes between `head` and `tail`.

    `text` is the name of the part with the marks, `kind` the name of a note's element, `first` the number of the first
    note: the separators have the numbers before it.
    """

    name: str
    text: str
    kind: str
    head: bytes
    tail: bytes
    first: int

    def taken(self, text: bytes) -> tuple[bytes, bytes]:
        """Take the notes out of a printed text; gives the text with their marks only, and this part with the notes."""
        kind = self.kind.encode()
        note = rb"(<w:%b\b[^>]*? w:id=\")[^\"]*(\"[^>]*>.*?</w:%b>)" % (kind, kind)
        mark = re.compile(
            rb"(<w:%bReference\b[^>]*? w:id=\")[^\"]*(\"[^>]*)>%b</w:%bReference>" % (kind, note, kind), re.DOTALL
        )
        notes: list[bytes] = []

        def numbered(found: re.Match[bytes]) -> bytes:
            number = b"%d" % (self.first + len(notes))
            notes.append(found[3] + number + found[4])
            return found[1] + number + found[2] + b"/>"

        text = mark.sub(numbered, text)
        return text, b"".join([self.head, *notes, self.tail])


def report_lost_notes(draft: Draft, book: TagBook) -> None:
    """Report marks of notes that the file does not hold, for Word would call the document damaged.

    Call it before `mark_up`.
    """
    root = draft.trees[draft.main]
    for part, kind in _KINDS:
        name = draft.linked(part)
        known = {note.get(q("id")) for note in draft.trees[name]} if name in draft.trees else set()
        lost = [mark for mark in root.iter(q(f"{kind}Reference")) if mark.get(q("id")) not in known]
        places = Places(root) if lost else None
        for mark in lost:
            place = Place(draft.file, words=places.of(mark) if places is not None else "")
            message, hint = (
                "у знака сноски нет текста сноски",
                "удалите знак сноски и вставьте её заново: Ссылки → Сноска",
            )
            book.problems.append(codes.NO_SOURCE.at(place, message, hint=hint))


def put_notes_in(draft: Draft) -> tuple[NotePart, ...]:
    """Move the notes of a template into their marks in the text; gives the parts from which they are taken.

    Call it when includes and blocks are in their places. A note without a mark, left from deleted text, is dropped.
    """
    found = [_moved(draft, draft.linked(part) or "", kind) for part, kind in _KINDS]
    return tuple(part for part in found if part is not None)


def _moved(draft: Draft, name: str, kind: str) -> NotePart | None:
    if name not in draft.trees:
        return None
    root = with_namespaces(draft.trees[name], [draft.trees[draft.main]])
    draft.trees[draft.main] = with_namespaces(draft.trees[draft.main], [root])
    draft.trees[name] = root
    notes = {note.get(q("id")): note for note in root.findall(q(kind)) if _is_text(note)}
    for note in notes.values():
        root.remove(note)
    marks = list(draft.trees[draft.main].iter(q(f"{kind}Reference")))
    for mark in marks:
        note = notes.get(mark.get(q("id")))
        if note is not None:
            mark.append(copy.deepcopy(note))
    if not marks:
        return None
    head, tail = _around(root)
    return NotePart(name, draft.main, kind, head, tail, 1 + int(max([0, *(xml.number(n.get(q("id"))) for n in root)])))


def _is_text(note: Element) -> bool:
    """Whether somebody wrote the note; the lines that separate notes from the text are elements of the same name."""
    return bool(note.get(q("type"), "normal") == "normal")


def _around(root: Element) -> tuple[bytes, bytes]:
    """The XML of a part before and after the place of the notes, which is behind the separators."""
    data = serialised(root)
    tail = b"</w:%b>" % root.tag.rpartition("}")[2].encode()
    return (data.removesuffix(tail) if len(root) else data.removesuffix(b"/>") + b">"), tail
