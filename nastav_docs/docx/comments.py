"""A copy of a Word file with a comment at the place of each finding."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from nastav_docs.diagnostics import Diagnostic
from nastav_docs.docx.package import DamagedPartError, parsed_part
from nastav_docs.docx.package_writer import packed, register, relate
from nastav_docs.docx.runs import runs_of, set_text, text_of
from nastav_docs.docx.word_text import WordText, damaged_part, read_word_text
from nastav_docs.docx.xml import Element, W, number, q, serialised

if TYPE_CHECKING:
    from collections.abc import Sequence

KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
AUTHOR, INITIALS, DATE = (
    "nastav-docs",
    "НК",
    "2000-01-01T00:00:00Z",
)  # a fixed date: the same input gives the same bytes


def annotate(data: bytes, found: Sequence[Diagnostic], name: str) -> bytes | Diagnostic:
    """The file with a Word comment for each finding whose place is in the file `name`.

    What stands in a header, a note or nowhere is said at the first paragraph, with its true place: Word has no comments
    there. A file that can't be read comes back as its problem.
    """
    word = read_word_text(data, name)
    if isinstance(word, Diagnostic):
        return word
    parts = dict(word.package.parts)
    body = [p for part, p in word.order if part == word.main]
    mine = [d for d in found if d.place is not None and d.place.file == name]
    if not body or not mine:
        return packed(parts)
    part = comments_part(word)
    try:
        comments = parsed_part(part, parts.get(part) or f'<w:comments xmlns:w="{W}"/>'.encode())
        if part not in parts:
            register(parts, part, MIME)
            relate(parts, word.main, KIND, part)
    except DamagedPartError as error:
        return damaged_part(name, error)
    free = 1 + max((int(number(c.get(q("id")))) for c in comments.iter(q("comment"))), default=-1)
    for one in reversed(mine):  # from the end, so that a split moves no place that is still to come
        place = one.place
        at = place.line if place else 0
        inside = 1 <= at <= len(body)
        said = (
            one if inside or place is None or not place.words else replace(one, message=f"{place.words}: {one.message}")
        )
        paragraph = body[at - 1] if inside else body[0]
        start, end = (place.column - 1, place.end_column - 1) if place and inside and place.column else (0, 0)
        point(paragraph, start, end, free)
        comments.append(comment(comments, free, said))
        free += 1
    parts[word.main] = serialised(word.roots[word.main])
    parts[part] = serialised(comments)
    return packed(parts)


def comments_part(word: WordText) -> str:
    """The part that holds the comments, by the document's relationships; a name beside the text where there is none."""
    named = word.package.linked("comments")
    if named is not None:
        return named
    folder = posixpath.dirname(word.main)
    names = (posixpath.join(folder, f"comments{nth or ''}.xml") for nth in count())
    return next(name for name in names if name not in word.package.parts)


def point(paragraph: Element, start: int, end: int, identifier: int) -> None:
    """Tie a comment to the characters `start:end` of a paragraph, to all of it where they show nothing."""
    runs = runs_of(paragraph, max(start, 0), end) or runs_of(paragraph, 0, len(text_of(paragraph, soft_hyphens=True)))
    begin = paragraph.makeelement(q("commentRangeStart"), {q("id"): str(identifier)})
    finish = paragraph.makeelement(q("commentRangeEnd"), {q("id"): str(identifier)})
    reference = paragraph.makeelement(q("r"), {})
    reference.append(paragraph.makeelement(q("commentReference"), {q("id"): str(identifier)}))
    if runs:
        top(runs[0], paragraph).addprevious(begin)
        top(runs[-1], paragraph).addnext(finish)
    else:
        paragraph.extend([begin, finish])
    finish.addnext(reference)


def top(run: Element, paragraph: Element) -> Element:
    """The child of the paragraph that holds a run: the run itself, a hyperlink, an insertion."""
    while run.getparent() is not paragraph:
        run = run.getparent()
    return run


def comment(parent: Element, identifier: int, one: Diagnostic) -> Element:
    """A `w:comment` with this id for a finding `one`: its message, and in a second paragraph what to write or to do.

    `parent` is the root of the part with the comments; the element is returned, not put in.
    """
    attributes = {q("id"): str(identifier), q("author"): AUTHOR, q("date"): DATE, q("initials"): INITIALS}
    element = parent.makeelement(q("comment"), attributes)
    lines = [f"{one.severity.russian.capitalize()} {one.code}. {one.message}"]
    if one.hint:
        lines.append(f"Написать: {one.hint}" if one.replacement else one.hint[0].upper() + one.hint[1:])
    for line in lines:
        paragraph = element.makeelement(q("p"), {})
        run = element.makeelement(q("r"), {})
        text = element.makeelement(q("t"), {})
        set_text(text, re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|[\ud800-\udfff]", "", re.sub(r"[\t\r\n]+", " ", line)))
        run.append(text)
        paragraph.append(run)
        element.append(paragraph)
    return element
