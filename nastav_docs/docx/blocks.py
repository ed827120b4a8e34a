"""What stands in a body, a table and a row: paragraphs and tables, rows, cells; content controls are seen through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.docx.xml import Element, number, q, value

if TYPE_CHECKING:
    from collections.abc import Iterator

_AROUND_CELLS = {q(name) for name in ("sdt", "sdtContent", "customXml")}
_AROUND_ROWS = {*_AROUND_CELLS, q("ins")}
_AROUND_BLOCKS = {*_AROUND_ROWS, q("smartTag")}
MOST_COLUMNS = 63  # of a table in Word
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


def span_of(cell: Element) -> int:
    """How many columns of the table's grid a cell takes (ISO/IEC 29500-1, 17.4.17): 1 to 63."""
    return min(max(int(number(value(cell, "tcPr/gridSpan"))), 1), MOST_COLUMNS)


def first_column(row: Element) -> int:
    """The column of the grid, counted from 1, that the first cell of a row stands in (17.4.15, `gridBefore`)."""
    return 1 + min(max(int(number(value(row, "trPr/gridBefore"))), 0), MOST_COLUMNS)


def _within(container: Element, wanted: set[str], around: set[str]) -> Iterator[Element]:
    for child in container:
        if child.tag in wanted:
            yield child
        elif child.tag in around:
            yield from _within(child, wanted, around)
