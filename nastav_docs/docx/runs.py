"""Characters of a Word paragraph and the runs that show them: found, split at a character, kept in their looks."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from nastav_docs.docx.lenient_reader import pieces
from nastav_docs.docx.xml import WNS

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def text_of(paragraph: Any) -> str:  # noqa: ANN401 - lxml has no types
    """The visible text of a `w:p`."""
    return "".join(text for _, text in pieces(paragraph))


def set_text(element: Any, text: str) -> None:  # noqa: ANN401 - lxml has no types
    """Put a text into a `w:t` or `w:delText`, its spaces kept."""
    element.text = text
    element.set(SPACE, "preserve")


def split_at(paragraph: Any, offset: int) -> None:  # noqa: ANN401 - lxml has no types
    """Let a run begin at an offset of the paragraph's text; nothing changes to the eye."""
    at = 0
    for element, text in list(pieces(paragraph)):
        if at < offset < at + len(text):
            rest = deepcopy(element)
            set_text(element, text[: offset - at])
            set_text(rest, text[offset - at :])
            element.addnext(rest)
            split_before(rest)
            return
        if at == offset and element.getprevious() is not None and element.getprevious().tag != WNS + "rPr":
            split_before(element)
            return
        at += len(text)


def split_before(element: Any) -> None:  # noqa: ANN401 - lxml has no types
    """Move an element and what follows it in its run to a new run of the same looks."""
    run = element.getparent()
    following = [element, *element.itersiblings()]
    new = run.makeelement(run.tag, dict(run.attrib))
    looks = run.find(WNS + "rPr")
    if looks is not None:
        new.append(deepcopy(looks))
    new.extend(following)
    run.addnext(new)


def runs_of(paragraph: Any, start: int, end: int) -> list[Any]:  # noqa: ANN401 - lxml has no types
    """The runs that show exactly the characters `start:end` (none for an empty stretch)."""
    if end > start:
        split_at(paragraph, start)
        split_at(paragraph, end)
    found: list[Any] = []
    at = 0
    for element, text in pieces(paragraph):
        run = element.getparent()
        if text and at >= start and at + len(text) <= end and (not found or found[-1] is not run):
            found.append(run)
        at += len(text)
    return found


def run_before(paragraph: Any, offset: int) -> Any | None:  # noqa: ANN401 - lxml has no types
    """The run that ends at an offset, split there if need be; `None` at the beginning of the paragraph."""
    split_at(paragraph, offset)
    at, last = 0, None
    for element, text in pieces(paragraph):
        if at + len(text) > offset:
            break
        at += len(text)
        last = element.getparent() if text else last
    return last
