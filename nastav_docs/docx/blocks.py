"""What stands in a body, a table and a row: paragraphs and tables, rows, cells; content controls are seen through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.docx.xml import Element, q

if TYPE_CHECKING:
    from collections.abc import Iterator

_AROUND_CELLS = {q(name) for name in ("sdt", "sdtContent", "customXml")}
_AROUND_ROWS = {*_AROUND_CELLS, q("ins")}
_AROUND_BLOCKS = {*_AROUND_ROWS, q("smartTag")}
_BLOCKS, _ROWS, _CELLS = {q("p"), q("tbl")}, {q("tr")}, {q("tc")}


def blocks_of(container: Element) -> Iterator[Element]:
    """The paragraphs and tables of a body, a cell, a header."""
    return _within(container, _BLOCKS, _AROUND_BLOCKS)


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table, not those of tables within it."""
    return _within(table, _ROWS, _AROUND_ROWS)


def cells_of(row: Element) -> Iterator[Element]:
    """The cells of a row."""
    return _within(row, _CELLS, _AROUND_CELLS)


def _within(container: Element, wanted: set[str], around: set[str]) -> Iterator[Element]:
    for child in container:
        if child.tag in wanted:
            yield child
        elif child.tag in around:
            yield from _within(child, wanted, around)
