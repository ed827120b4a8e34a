"""Read the tags of a text that is no Word document: a value of the YAML."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.docx import q
from nastav_docs.template.markup import statements
from nastav_docs.template.markup.block_balance import check_balance
from nastav_docs.template.markup.tags import TaggedParagraph, TagSpan, TemplatePart, scan

if TYPE_CHECKING:
    from nastav_docs.template.markup.check_expressions import Checker
    from nastav_docs.template.markup.tags import Tag, TagBook

# Words about paragraphs, cells and documents, which a text does not have.
WORD_ONLY = {*statements.SINGLE, *statements.PROPERTIES, "block", "endblock"}


def read_text_tags(text: str, book: TagBook, checker: Checker) -> list[str | int]:
    """Cut a text into pieces: what is printed as it stands, and the numbers of its tags in the book.

    The syntax is that of a paragraph of a Word template, without the letters `p`, `tr`, `tc`, `r`. Problems go to
    `book.problems`; their places have no file, and the lines and columns of the text.

        >>> read_text_tags("№ {{ order.number }}", book, checker)
        ["№ ", 0, ""]
    """
    found = TaggedParagraph(None, text, [], [])
    problems: list[Diagnostic] = []
    scan(found, Place(""), problems)
    book.problems += [replace(problem, place=_place_in(text, problem.text)) for problem in problems]
    pieces: list[str | int] = []
    position = 0
    for span in found.spans:
        start, end = _edges(span, text)
        pieces.append(text[position:start])
        position = end
        if span.tag is None:
            pieces.append(span.literal)
        elif span.tag.kind != "#":
            span.tag.place = _place_in(text, span.tag.source, span.start)
            book.problems += _refused(span.tag) or checker.check(span.tag)
            pieces.append(book.add(span.tag))
    book.problems += checker.check_calls()
    _check_balance(book)
    return [*pieces, text[position:]]


def _place_in(text: str, source: str, start: int = 0) -> Place:
    """The line and column of a text where a tag begins, at `start` or after it; `words` are the tag."""
    at = max(start, text.find(source, start))
    column = at - text.rfind("\n", 0, at)
    return Place("", text.count("\n", 0, at) + 1, column, column + len(source), source)


def _edges(span: TagSpan, text: str) -> tuple[int, int]:
    """Where a tag begins and ends, with the white space that the dashes of `{%- … -%}` eat."""
    start, end = span.start, span.end
    while span.joins_before and start and text[start - 1].isspace():
        start -= 1
    while span.joins_after and end < len(text) and text[end].isspace():
        end += 1
    return start, end


def _refused(tag: Tag) -> list[Diagnostic]:
    """The problem of a tag that has a meaning in Word documents only; such a tag is made a comment."""
    if not tag.level and tag.word not in WORD_ONLY:
        return []
    what = f"{{{tag.kind}{tag.level}" if tag.level else tag.word
    tag.kind = "#"
    return [
        codes.FORBIDDEN.at(
            tag.place,
            f"«{what}» бывает только в шаблоне Word",
            hint="в тексте пишут {{ … }}, {% if … %}, {% for … %}, {% set … %}",
            text=tag.source,
        )
    ]


def _check_balance(book: TagBook) -> None:
    """Report statements without their ends, by `check_balance` of a paragraph that holds the tags and nothing else."""
    paragraph = etree.Element(q("p"))
    tokens = etree.SubElement(etree.SubElement(paragraph, q("r")), q("t"))
    tokens.text = "".join(book.token(number) for number in range(len(book.tags)))
    check_balance(TemplatePart(paragraph, "", ""), book)
