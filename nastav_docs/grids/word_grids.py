"""Read the tables of a Word file as grids: our forms filled in Word, and what schools make of them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Diagnostic
from nastav_docs.docx import blocks_of, placed_cells, q, read_word_text, rows_of, text_of, value, xml
from nastav_docs.grids.books import saved_at
from nastav_docs.grids.grid import Grid, GridRow, TableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.docx import Element

TABLE: Final = q("tbl")
MOST_ABOVE: Final = 40  # paragraphs before a table that may say whose it is


def tables_of_word(data: bytes) -> TableFile:
    """The tables of a Word file in their order, with the paragraphs that stand before each."""
    word = read_word_text(data, "")
    if isinstance(word, Diagnostic):
        return TableFile(refusal=word.message, hint=word.hint)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            modified = saved_at(archive, set(archive.namelist()))
    except (zipfile.BadZipFile, KeyError, OSError):
        modified = None
    body = word.body
    return TableFile(() if body is None else tuple(_grids(body)), None, modified)


def _grids(body: Element) -> Iterator[Grid]:
    above: list[str] = []
    number = 0
    for block in blocks_of(body):
        if block.tag != TABLE:
            if text := " ".join(text_of(block).split()):
                above.append(text)
            continue
        number += 1
        yield Grid("", tuple(_rows(block)), number, tuple(above[-MOST_ABOVE:]))


def _rows(table: Element) -> Iterator[GridRow]:
    """The rows with text; a cell that continues the one above it has that one's text and place."""
    standing: dict[int, tuple[str, tuple[int, int]]] = {}  # by column: a vertically merged cell, its text and anchor
    for number, row in enumerate(rows_of(table), 1):
        cells: list[str] = []
        anchors: dict[int, tuple[int, int]] = {}
        for cell, column, span in placed_cells(row):
            cells += [""] * (column - 1 - len(cells))
            at = len(cells)
            merge = cell.find(f"{q('tcPr')}/{q('vMerge')}")
            text = "\n".join(filter(None, (text_of(p).strip() for p in xml.paragraphs(cell))))
            anchor = (number, at)
            if merge is not None and value(cell, "tcPr/vMerge") != "restart" and at in standing:
                text, anchor = standing[at]
            elif merge is not None:
                standing[at] = (text, anchor)
            else:
                standing.pop(at, None)
            cells += [text] * span
            if span > 1 or anchor != (number, at):
                anchors.update(dict.fromkeys(range(at, at + span), anchor))
        if any(cells):
            yield GridRow(number, tuple(cells), {}, anchors)
