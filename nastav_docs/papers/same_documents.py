"""Documents that are the same in several papers are one: an annex that a thousand schools print under their orders.

A school that changes a clause prints another paper, whose annex is that of the others, at the same place of a file of
the same name. What is kept with a document (`kept_with`) is kept for all of them then.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from nastav_docs.papers.model import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nastav_docs.papers.structure import Document

MOST: Final = 256
_MET: Final[dict[tuple[object, ...], Document]] = {}


def met_before(document: Document) -> Document:
    """The document of equal words at equal places that was met before, with what is kept of it; else itself."""
    look = (
        document.kind,
        document.file,
        *((len(block.rows), block.number) if isinstance(block, Table) else block.text for block in document.blocks),
    )
    known = _MET.get(look)
    if known is not None and known == document:
        return known
    if len(_MET) >= MOST:
        _MET.clear()
    _MET[look] = document
    return document


def each_by_itself(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents of a package, a copy of one that it has twice."""
    found: set[int] = set()
    for document in documents:
        yield replace(document) if id(document) in found else document
        found.add(id(document))
