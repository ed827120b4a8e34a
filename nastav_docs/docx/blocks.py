"""What stands in a body, a table and a row: paragraphs and tables, rows, cells; content controls are seen through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.docx.xml import Element, child_of, number, q

if TYPE_CHECKING:
    from collections.abc import Iterator

_AROUND_CELLS = {q(name) for name in ("sdt", "sdtContent", "customXml")}
_AROUND_ROWS = {*_AROUND_CELLS, q("ins")}
_AROUND_BLOCKS = {*_AROUND_ROWS, q("smartTag")}
MOST_COLUMNS = 63  # of a table in Word
_BLOCKS, _ROWS, _CELLS = {q("p"), q("tbl")}, {q("tr")}, {q("tc")}


def blocks_of(container: Element) -> Iterator[Element]:
    """The `w:p` and `w:tbl` of a body, a cell or a header in order; those within tables and text boxes left out."""
    return _within(container, _BLOCKS, _AROUND_BLOCKS)


def rows_of(table: Element) -> Iterator[Element]:
    """The rows (`w:tr`) of a `w:tbl` in order; rows of tables that stand in its cells are left out."""
    return _within(table, _ROWS, _AROUND_ROWS)


def cells_of(row: Element) -> Iterator[Element]:
    """The cells (`w:tc`) of a `w:tr` in order; content controls (`w:sdt`) around them are seen through."""
    return _within(row, _CELLS, _AROUND_CELLS)


def span_of(cell: Element) -> int:
    """How many columns of the table's grid a cell takes (ISO/IEC 29500-1, 17.4.17): 1 to 63."""
    span = child_of(child_of(cell, "tcPr"), "gridSpan")
    return 1 if span is None else min(max(int(number(span.get(q("val")))), 1), MOST_COLUMNS)


def first_column(row: Element) -> int:
    """The column of the grid, counted from 1, that the first cell of a row stands in (17.4.15, `gridBefore`)."""
    before = child_of(child_of(row, "trPr"), "gridBefore")
    return 1 if before is None else 1 + min(max(int(number(before.get(q("val")))), 0), MOST_COLUMNS)


def placed_cells(row: Element) -> Iterator[tuple[Element, int, int]]:
    """The cells of a row, each with its first column in the grid and the number of columns it takes."""
    column = first_column(row)
    for cell in cells_of(row):
        span = span_of(cell)
        yield cell, column, span
        column += span


def is_deleted(row: Element) -> bool:
    """Whether a tracked change takes the row away (ISO/IEC 29500-1, 17.13.5.12)."""
    return child_of(child_of(row, "trPr"), "del") is not None


def _within(container: Element, wanted: set[str], around: set[str]) -> Iterator[Element]:
    for child in container:
        if child.tag in wanted:
            yield child
        elif child.tag in around:
            yield from _within(child, wanted, around)
