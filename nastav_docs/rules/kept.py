"""What is found once and kept: in a text by a pattern, in a document or a paper by a rule that looks at each by itself.

The papers of a thousand schools repeat the same lines. Rules of packages go through every paragraph of every paper, and
most of these they have seen in the paper before; a school that changes its order issues the plan of the others with it.
"""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING

from nastav_docs.papers import PaperPackage, documents_of, kept_with

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Document, Paper, Paragraph

    Rule = Callable[[PaperPackage], Iterator[Diagnostic]]
    Finder = Callable[[str], tuple[re.Match[str], ...]]


def kept(pattern: re.Pattern[str]) -> Callable[[str], tuple[re.Match[str], ...]]:
    """All matches of a pattern in a text, as `finditer` has them, looked for once in each of many texts.

    `kept(re.compile("№"))("№ 5 и № 7")` → two matches.
    """

    @lru_cache(maxsize=1 << 12)
    def found(text: str) -> tuple[re.Match[str], ...]:
        return tuple(pattern.finditer(text))

    return found


@kept_with
def matches_in(paper: Paper, find: Finder) -> tuple[tuple[Paragraph, re.Match[str]], ...]:
    """All that a `kept` pattern finds in a paper, each with its paragraph."""
    inside = (found for document in documents_of(paper) for found in matches_of(document, find))
    return (*inside, *((paragraph, match) for paragraph in paper.around for match in find(paragraph.text)))


@kept_with
def matches_of(document: Document, find: Finder) -> tuple[tuple[Paragraph, re.Match[str]], ...]:
    """All that a `kept` pattern finds in a document, each with its paragraph."""
    return tuple((paragraph, match) for paragraph in document.paragraphs() for match in find(paragraph.text))


def by_document(rule: Rule) -> Rule:
    """The rule as one that looks at each document by itself: what it says of one is kept with it.

    It is given packages of a single document, and may ask these for their documents, orders and tables, not for the
    papers or for what one document is to another.
    """

    @kept_with
    def said(document: Document) -> tuple[Diagnostic, ...]:
        tables = tuple((document, found) for found in document.columns)
        return tuple(rule(PaperPackage((), (document,), tables=tables)))

    @wraps(rule)
    def of_package(package: PaperPackage) -> Iterator[Diagnostic]:
        for document in package.documents:
            yield from said(document)

    return of_package


def by_paper(rule: Rule) -> Rule:
    """The rule as one that looks at each paper by itself: what it says of one is kept with it.

    It is given packages of a single paper, and may ask these for their papers and paragraphs.
    """

    @kept_with
    def said(paper: Paper) -> tuple[Diagnostic, ...]:
        return tuple(rule(PaperPackage((paper,), ())))

    @wraps(rule)
    def of_package(package: PaperPackage) -> Iterator[Diagnostic]:
        for paper in package.papers:
            yield from said(paper)

    return of_package
