"""The tables of a document: what each is, its title, and which go on from one page to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.imported.tables.meanings import ColumnRead, columns_of, kind_of
from nastav_docs.papers import Paragraph, Table, flat, head_of, joined, numbers_row, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.imported.tables.meanings import TableKind
    from nastav_docs.papers import Cell, Document, Heading, TableRow

CONTINUED: Final = re.compile(r"^\(?(?:Продолжение|Окончание)\b", re.IGNORECASE)
TITLE: Final = 400  # characters: a title, not running text
LINES: Final = 6  # of a title


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row under the head: a cell for each column, None where it has none; `whole` is a cell over the whole width."""

    row: TableRow
    cells: tuple[Cell | None, ...]
    whole: Cell | None = None


@dataclass(frozen=True, slots=True)
class TableFound:
    """A table of a document with its title; those on further pages that continue it are part of it.

    `heads` are the cells of its head: they need no other reading. `paragraphs` of the title are those it was read from.
    """

    kind: TableKind
    title: str
    columns: tuple[ColumnRead, ...]
    rows: tuple[BodyRow, ...]
    tables: tuple[Table, ...]
    heads: tuple[Cell, ...]
    titled: Paragraph | None
    counted: bool

    @property
    def number(self) -> int:
        """Its number in the file, from 1."""
        return self.tables[0].number


def tables_of(document: Document) -> tuple[TableFound, ...]:
    """The tables of a document in order; one that continues the table above it is not a table of its own."""
    found: list[TableFound] = []
    for at, block in enumerate(document.blocks):
        if not isinstance(block, Table) or not block.rows:
            continue
        above = tuple(_above(document.blocks[:at]))
        table = _found(block, above, document)
        if found and _continues(found[-1], block, above):
            found[-1] = _longer(found[-1], block)
        else:
            found.append(table)
    return tuple(found)


def _above(blocks: Sequence[Paragraph | Table]) -> Iterator[Paragraph]:
    """The paragraphs right above a table, from the top."""
    lines: list[Paragraph] = []
    for block in reversed(blocks):
        if isinstance(block, Table):
            break
        lines.append(block)
    yield from reversed(lines)


def _found(table: Table, above: Sequence[Paragraph], document: Document) -> TableFound:
    head = head_of(table)
    kind = kind_of(head.headings)
    rows = tuple(body_rows(table.rows[head.after :], head.headings))
    columns = columns_of(kind, head.headings, _below(head.headings, rows)) if kind in {"roadmap", "indicators"} else ()
    titled = _title(above, document)
    title = one_line(titled.text) if titled is not None else ""
    heads = tuple(dict.fromkeys(cell for heading in head.headings for cell in heading.cells))
    if head.title is not None:
        heads = (head.title, *heads)
        title = title or one_line(head.title.text)
    return TableFound(kind, title, columns, rows, (table,), heads, titled, head.counted)


def _title(above: Sequence[Paragraph], document: Document) -> Paragraph | None:
    """The title of a table: the lines right above it, or the document's own where nothing else stands between."""
    own = document.title
    if own is not None and document.kind != "order" and above and above[-1].text in own.text:
        return own
    lines: list[Paragraph] = []
    for line in reversed(above):
        if (
            len(line.text) > TITLE
            or line.text.endswith((";", ":", "."))
            or len(lines) == LINES
            or CONTINUED.match(line.text)
        ):
            break
        if lines and (line.look is None or lines[-1].look is None or line.look.align != lines[-1].look.align):
            break
        if document.caption is not None and line.text in document.caption.text:
            break
        lines.append(line)
    return joined(lines[::-1]) if lines else own if document.kind == "annex" else None


def _continues(before: TableFound, table: Table, above: Sequence[Paragraph]) -> bool:
    """Whether a table is the rest of the one before it: only «Продолжение таблицы» stands between, columns agree."""
    if before.kind not in {"roadmap", "indicators", "people"}:
        return False
    if any(not CONTINUED.match(p.text) for p in above):
        return False
    head = head_of(table)
    kind = kind_of(head.headings)
    if kind:
        return kind == before.kind and len(head.headings) == len(before.columns or before.tables[0].rows[0].cells)
    widths = {len(row.cells) for row in table.rows}
    return len(before.columns) in widths


def _longer(before: TableFound, table: Table) -> TableFound:
    """A table with the rows of its continuation; a head that is repeated there is no row."""
    head = head_of(table)
    known = bool(kind_of(head.headings))
    headings = head.headings if known else [c.heading for c in before.columns]
    body = table.rows[head.after :] if known else [row for row in table.rows if not numbers_row(row)]
    rows = (*before.rows, *body_rows(body, headings))
    heads = (*before.heads, *(cell for h in head.headings for cell in h.cells)) if known else before.heads
    return TableFound(
        before.kind, before.title, before.columns, rows, (*before.tables, table), heads, before.titled, before.counted
    )


def _below(headings: Sequence[Heading], rows: Sequence[BodyRow]) -> list[list[Cell | None]]:
    return [[row.cells[at] for row in rows if row.whole is None] for at in range(len(headings))]


def body_rows(rows: Sequence[TableRow], headings: Sequence[Heading]) -> Iterator[BodyRow]:
    """The rows with a cell for each heading; rows that number the columns or repeat the head are left out.

    Where a grid is ragged and a row has as many cells as there are headings, they are taken one after another.
    """
    titles = [h.title for h in headings]
    for row in rows:
        texts = [one_line(c.text) for c in row.cells]
        if numbers_row(row) and len([t for t in texts if t]) == len(headings):
            continue
        if [t for t in texts if t] and [t for t in texts if t] == [t for t in titles if t]:
            continue
        if len(row.cells) == len(headings):
            yield BodyRow(row, tuple(row.cells))
            continue
        if len(row.cells) == 1:
            yield BodyRow(row, (None,) * len(headings), row.cells[0])
            continue
        cells = [row.at(heading.column) for heading in headings]
        # A cell over several columns belongs to the first of them.
        yield BodyRow(row, tuple(None if c is not None and c in cells[:at] else c for at, c in enumerate(cells)))


def cells_text(cells: Sequence[Cell]) -> list[Paragraph]:
    """The paragraphs of cells."""
    return list(flat(p for cell in cells for p in cell.paragraphs))
