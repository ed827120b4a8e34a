"""Annexes that stand without a caption: under an order in its file, or in files of their own."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from nastav_docs.papers.citations import similar
from nastav_docs.papers.model import Block, Paper, Paragraph, Table, joined, kept_with
from nastav_docs.papers.structure import ANNEX_HEAD, CLAUSE, Document, bodies, cited_annexes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PAGE = 400  # characters: a title, not running text


def uncaptioned(documents: Sequence[Document]) -> Iterator[Document]:
    """The documents, with those split off that an order calls annexes and that stand without a caption."""
    wanted: dict[str, str] = {}
    for index, document in enumerate(documents):
        if document.kind == "order":
            family = takewhile(lambda d: d.kind != "order", documents[index + 1 :])
            captioned = {d.annex for d in family if d.kind == "annex"}
            wanted = {n: text for n, text in cited_annexes(document).items() if n not in captioned}
        if document.kind not in {"order", "annex"} or not wanted:
            yield document
            continue
        parts = parted(document, tuple(wanted.items()))
        yield from parts or (document,)
        for number in ("", *(part.annex for part in parts[1:])):
            wanted.pop(number, None)


@kept_with
def parted(document: Document, wanted: tuple[tuple[str, str], ...]) -> tuple[Document, ...]:
    """A document and the annexes that are split off it; empty where none is.

    `wanted` are the annexes that its order calls by a number and that stand without a caption.
    """
    titled = list(titles_over_tables(document, dict(wanted)))
    found: list[Document] = []
    begin, title, number = 0, None, ""
    for at, next_title, next_number in [*titled, (len(document.blocks), None, "")] if titled else ():
        blocks = document.blocks[begin:at]
        if title is None:
            rest = document.blocks[at:]
            found.append(replace(document, blocks=blocks, body=tuple(p for p in document.body if p not in rest)))
        else:
            found.append(annex_without(document, blocks, title, number))
        begin, title, number = at, next_title, next_number
    return tuple(found)


def annexes_in_own_files(documents: Sequence[Document], papers: Sequence[Paper]) -> Iterator[Document]:
    """The documents, with whole files that an order calls its annexes made annexes.

    Their caption is in the page header or missing.
    """
    orders = [d for d in documents if d.kind == "order"]
    headers = {paper.file: next((p for p in paper.around if is_caption(p)), None) for paper in papers}
    taken = {d.annex for d in documents if d.kind == "annex"}
    files = Counter(d.file for d in documents)
    for document in documents:
        alone = document.kind == "other" and files[document.file] == 1 and len(orders) == 1
        wanted = {n: text for n, text in cited_annexes(orders[0]).items() if n not in taken} if alone else {}
        caption = headers.get(document.file)
        number = ANNEX_HEAD.match(caption.text) if caption is not None else None
        title = document.title
        if caption is not None and number and alone:
            yield replace(document, kind="annex", caption=caption, annex=number["number"] or "")
        elif title is not None and (best := resembling(title.text, wanted)) is not None:
            taken.add(best)
            yield replace(document, kind="annex", annex=best)
        else:
            yield document


def is_caption(paragraph: Paragraph) -> bool:
    """Whether a page header holds the caption of an annex."""
    return paragraph.part == "header" and bool(ANNEX_HEAD.match(paragraph.text))


def resembling(title: str, wanted: dict[str, str]) -> str | None:
    """The number of the annex that a title resembles most, `None` where it resembles none."""
    best = max(wanted, key=lambda n: similar(title, wanted[n]), default=None)
    return best if best is not None and similar(title, wanted[best]) > 0.3 else None  # noqa: PLR2004 - a third of the words


def annex_without(document: Document, blocks: tuple[Block, ...], title: Paragraph, number: str) -> Document:
    """The annex number `number` of a document, out of blocks that begin with its title and have no caption."""
    body = tuple(p for p in bodies(blocks) if p.text not in title.text)
    return Document("annex", document.file, blocks, title=title, annex=number, body=body)


def titles_over_tables(document: Document, wanted: dict[str, str]) -> Iterator[tuple[int, Paragraph, str]]:
    """Titles that stand over a table after the end of a document's own part and resemble a wanted annex."""
    floor = next((i for i, b in enumerate(document.blocks) if isinstance(b, Table)), len(document.blocks))
    if document.kind == "order":
        last = document.signature or (document.clauses[-1].paragraph if document.clauses else document.head)
        floor = next((i for i, b in enumerate(document.blocks) if b is last), len(document.blocks))
    left = dict(wanted)
    for at in range(floor + 1, len(document.blocks)):
        block = document.blocks[at]
        if (
            isinstance(block, Table)
            or CLAUSE.match(block.text)
            or len(block.text) > PAGE
            or block.text.endswith((";", ":"))
        ):
            continue
        ahead = next(
            (i for i in range(at, min(at + 5, len(document.blocks))) if isinstance(document.blocks[i], Table)), None
        )
        if ahead is None:
            continue
        title = joined([b for b in document.blocks[at:ahead] if isinstance(b, Paragraph)])
        best = resembling(title.text, left)
        if best is not None:
            del left[best]
            yield at, title, best
