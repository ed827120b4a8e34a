"""A copy of a Word file with a comment at the place of each finding."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from nastav_docs.diagnostics import Diagnostic
from nastav_docs.docx.lenient_reader import open_parts, parse, word_of
from nastav_docs.docx.package_writer import packed_tolerant, serialised_tolerant
from nastav_docs.docx.runs import runs_of, set_text, text_of
from nastav_docs.docx.xml import WNS

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMENTS = "word/comments.xml"  # where a file without comments gets them
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}"
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
    parts = open_parts(data, name)
    if isinstance(parts, Diagnostic):
        return parts
    word = word_of(parts)
    body = [p for part, p in word.order if part == "word/document.xml"]
    mine = [d for d in found if d.place is not None and d.place.file == name]
    if not body or not mine:
        return packed_tolerant(parts)
    part = comments_part(parts)
    comments = parse(parts[part]) if part in parts else parse(empty_comments())
    number = 1 + max((int(c.get(WNS + "id") or 0) for c in comments.iter(WNS + "comment")), default=-1)
    for one in reversed(mine):  # from the end, so that a split moves no place that is still to come
        place = one.place
        at = place.line if place else 0
        inside = 1 <= at <= len(body)
        said = (
            one if inside or place is None or not place.words else replace(one, message=f"{place.words}: {one.message}")
        )
        paragraph = body[at - 1] if inside else body[0]
        start, end = (place.column - 1, place.end_column - 1) if place and inside and place.column else (0, 0)
        point(paragraph, start, end, number)
        comments.append(comment(comments, number, said))
        number += 1
    parts["word/document.xml"] = serialised_tolerant(word.roots["word/document.xml"])
    parts[part] = serialised_tolerant(comments)
    register(parts)
    return packed_tolerant(parts)


def comments_part(parts: dict[str, bytes]) -> str:
    """The part that holds the comments, by the document's relations: some programs call it «comments1.xml»."""
    relations = parse(parts[RELATIONS]) if RELATIONS in parts else ()
    target = next((r.get("Target") or "" for r in relations if r.get("Type") == KIND), "")
    if not target:
        return COMMENTS
    return target[1:] if target.startswith("/") else f"word/{target}"


def empty_comments() -> bytes:
    """A part without comments."""
    return f'<w:comments xmlns:w="{WNS[1:-1]}"/>'.encode()


def point(paragraph: Any, start: int, end: int, number: int) -> None:  # noqa: ANN401 - lxml has no types
    """Tie a comment to the characters `start:end` of a paragraph, to all of it where they show nothing."""
    runs = runs_of(paragraph, max(start, 0), end) or runs_of(paragraph, 0, len(text_of(paragraph)))
    begin = paragraph.makeelement(WNS + "commentRangeStart", {WNS + "id": str(number)})
    finish = paragraph.makeelement(WNS + "commentRangeEnd", {WNS + "id": str(number)})
    reference = paragraph.makeelement(WNS + "r", {})
    reference.append(paragraph.makeelement(WNS + "commentReference", {WNS + "id": str(number)}))
    if runs:
        top(runs[0], paragraph).addprevious(begin)
        top(runs[-1], paragraph).addnext(finish)
    else:
        paragraph.extend([begin, finish])
    finish.addnext(reference)


def top(run: Any, paragraph: Any) -> Any:  # noqa: ANN401 - lxml has no types
    """The child of the paragraph that holds a run: the run itself, a hyperlink, an insertion."""
    while run.getparent() is not paragraph:
        run = run.getparent()
    return run


def comment(parent: Any, number: int, one: Diagnostic) -> Any:  # noqa: ANN401 - lxml has no types
    """A comment: what is wrong, and on a line of its own what to write or to do."""
    attributes = {WNS + "id": str(number), WNS + "author": AUTHOR, WNS + "date": DATE, WNS + "initials": INITIALS}
    element = parent.makeelement(WNS + "comment", attributes)
    lines = [f"{one.severity.russian.capitalize()} {one.code}. {one.message}"]
    if one.hint:
        lines.append(f"Написать: {one.hint}" if one.replacement else one.hint[0].upper() + one.hint[1:])
    for line in lines:
        paragraph = element.makeelement(WNS + "p", {})
        run = element.makeelement(WNS + "r", {})
        text = element.makeelement(WNS + "t", {})
        set_text(text, re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|[\ud800-\udfff]", "", re.sub(r"[\t\r\n]+", " ", line)))
        run.append(text)
        paragraph.append(run)
        element.append(paragraph)
    return element


def register(parts: dict[str, bytes]) -> None:
    """Name the comments among the package's parts and the document's relations, unless they are named already."""
    if COMMENTS not in parts:
        return
    types = parse(parts[TYPES])
    if not any(o.get("PartName") == "/" + COMMENTS for o in types):
        types.append(types.makeelement(CONTENT + "Override", {"PartName": "/" + COMMENTS, "ContentType": MIME}))
        parts[TYPES] = serialised_tolerant(types)
    empty = f'<Relationships xmlns="{RELATION[1:-1]}"/>'.encode()
    relations = parse(parts.get(RELATIONS, empty))
    if not any(r.get("Type") == KIND for r in relations):
        used = {r.get("Id") for r in relations}
        name = next(f"rIdComments{n}" for n in range(1, len(used) + 2) if f"rIdComments{n}" not in used)
        attributes = {"Id": name, "Type": KIND, "Target": "comments.xml"}
        relations.append(relations.makeelement(RELATION + "Relationship", attributes))
        parts[RELATIONS] = serialised_tolerant(relations)
