"""What each paragraph of the sources has become; what nothing has claimed was not understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nastav_docs.papers import Paper, Paragraph

KeyPath = tuple[str | int, ...]
Spot = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Claim:
    """A paragraph of a source and the place in the settings that it has become.

    `path` is () where the program prints the paragraph by itself (the word «ПРИКАЗ»); `said` names what it was
    understood as, in Russian.
    """

    paragraph: Paragraph
    path: KeyPath
    said: str


@dataclass(frozen=True, slots=True)
class Left:
    """A paragraph that is not in the settings, and why, in Russian."""

    paragraph: Paragraph
    why: str


def claimed(paragraphs: Iterable[Paragraph | None], path: KeyPath, said: str) -> list[Claim]:
    """A claim of each of some paragraphs to one place; None among them is passed over."""
    return [Claim(paragraph, path, said) for paragraph in paragraphs if paragraph is not None]


def spots(paragraph: Paragraph) -> frozenset[Spot]:
    """Where a paragraph has its pieces: several for one that was joined of lines."""
    return frozenset((paragraph.file, segment.line, segment.column) for segment in paragraph.segments)


def unclaimed(papers: Sequence[Paper], claims: Iterable[Claim], left: Iterable[Left] = ()) -> list[Paragraph]:
    """The paragraphs of the sources, cells, headers and notes included, of which nothing was said at all."""
    known = {spot for one in claims for spot in spots(one.paragraph)}
    known |= {spot for one in left for spot in spots(one.paragraph)}
    everything = (paragraph for paper in papers for paragraph in paper.paragraphs())
    unsaid = (p for p in everything if p.text.strip() and not is_page_number(p))
    return [p for p in unsaid if not spots(p) <= known and not _begins(p, known)]


def is_page_number(paragraph: Paragraph) -> bool:
    """Whether a header or footer shows the number of the page and nothing else: every template prints it."""
    return paragraph.part in {"header", "footer"} and paragraph.text.strip(" -–").isdigit()


def _begins(paragraph: Paragraph, known: set[Spot]) -> bool:
    """Whether the beginning of a paragraph was claimed: the rest went with it, the comparison of texts tells of it."""
    first = paragraph.segments[0]
    return (paragraph.file, first.line, first.column) in known
