"""Where the blocks of a sheet begin: at their titles, or, where a title was changed or deleted, at what they have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from nastav_docs.config.workbook.forms import labels_of
from nastav_docs.config.workbook.layout import BookForm, BookTable, normal
from nastav_docs.config.workbook.rows import LOOK_DOWN
from nastav_docs.config.workbook.sheet_reading import own_cells
from nastav_docs.config.workbook.sheets import SHEETS
from nastav_docs.config.workbook.table_heads import headings_known
from nastav_docs.diagnostics.codes import workbook as codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.config.workbook.layout import BookSheet
    from nastav_docs.config.workbook.sheet_reading import SheetReading
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.grids import GridRow

Block = BookForm | BookTable
LEAST_HEADINGS: Final = 3  # of a row that is taken for the headings of a table without a title


class BlockStart(NamedTuple):
    """The row at which a block begins, and the title that somebody wrote in the place of the known one."""

    row: int
    block: Block
    other_title: str = ""


def known_by_tables(rows: Sequence[GridRow]) -> BookSheet | None:
    """The one sheet of settings that has most of the titles of tables which stand in some rows."""
    alone = {normal("".join(cells)) for row in rows if sum(map(bool, cells := own_cells(row))) == 1}
    counts = [sum(normal(block.title) in alone for block in sheet.blocks) for sheet in SHEETS]
    most = max(counts)
    return SHEETS[counts.index(most)] if most and counts.count(most) == 1 else None


def starts(sheet: BookSheet, rows: Sequence[GridRow]) -> list[BlockStart]:
    """At which rows the blocks of a sheet begin, in order."""
    found: list[BlockStart] = []
    by_title = {normal(block.title): block for block in sheet.blocks}
    titled = {normal(_alone(row)) for row in rows}
    untitled = [block for block in sheet.blocks if isinstance(block, BookForm) and normal(block.title) not in titled]
    tables = [block for block in sheet.blocks if isinstance(block, BookTable)]
    for index, row in enumerate(rows):
        current = found[-1] if found else None
        if block := by_title.get(normal(_alone(row))) if _alone(row) else None:
            found.append(BlockStart(index, block))
            continue
        if form := _form_begun(sheet, untitled, current, rows, index):
            untitled.remove(form)
            found.append(_start(rows, index, form, by_title))
            continue
        cells = own_cells(row)
        best = max(tables, key=lambda table: headings_known(table, cells), default=None)
        if best is None or headings_known(best, cells) < min(LEAST_HEADINGS, len(best.fields) + bool(best.key)):
            continue
        if current is None or best is not current.block or index - current.row > LOOK_DOWN:
            found.append(_start(rows, index, best, by_title))
    return found


def _alone(row: GridRow) -> str:
    """The text of a row with one filled cell, in its first column or, where one was put before all, its second."""
    cells = own_cells(row)
    return "".join(cells[:2]) if sum(map(bool, cells)) == 1 else ""


def _start(rows: Sequence[GridRow], index: int, block: Block, by_title: dict[str, Block]) -> BlockStart:
    """The start of a block without its title: at the row above, where that stands apart and has some other title."""
    above = rows[index - 1] if index else None
    if above is None or not (text := _alone(above)) or text.isascii() or normal(text) in by_title:
        return BlockStart(index, block)
    apart = index == 1 or rows[index - 2].number < above.number - 1
    return (
        BlockStart(index - 1, block, text)
        if apart and above.number == rows[index].number - 1
        else BlockStart(index, block)
    )


def _form_begun(
    sheet: BookSheet, untitled: list[BookForm], current: BlockStart | None, rows: Sequence[GridRow], index: int
) -> BookForm | None:
    """The form without a title that a row begins: its label is no more of the form above, or a second time there."""
    label = normal(next((text for text in own_cells(rows[index])[:2] if text), ""))
    if current is None or not isinstance(current.block, BookForm) or not label:
        return None
    above = {normal(text) for row in rows[current.row : index] for text in own_cells(row)[:2] if text}
    if label in labels_of(current.block) and label not in above:
        return None
    later = sheet.blocks[sheet.blocks.index(current.block) + 1 :]
    return next((form for form in later if form in untitled and label in labels_of(form)), None)


def renamed(start: BlockStart, row: GridRow, reading: SheetReading) -> Iterator[Diagnostic]:
    """What is told of a block whose title is another than the known one."""
    if start.other_title:
        index = next(at for at, text in enumerate(own_cells(row)) if text)
        message = f"Название таблицы «{start.block.title}» изменено на «{start.other_title}»; таблица прочитана."
        hint = f"Верните название «{start.block.title}»."
        yield codes.BLOCK_RENAMED.at(reading.place(row.number, index), message, hint=hint, text=start.other_title)
