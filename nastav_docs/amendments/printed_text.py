"""A printed paper as its reader refers to it: numbered points, rows of tables, title and preamble; annexes apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Diagnostic
from nastav_docs.papers import (
    CLAUSE,
    DATE,
    Paragraph,
    Table,
    documents_of,
    numbered,
    paper_of_docx,
    role_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nastav_docs.papers import Document, TableRow

ROMAN: Final = re.compile(r"^(?P<number>[IVX]{1,5})\.\s+(?=\S)")
# The number of an activity in its own text, in a plan that has no column of numbers: it is counted anew, and no words.
COUNTED: Final = re.compile(r"^\d{1,3}(?:\.\d{1,3})*\.?\s+(?=\S)")
SHEETS: Final = re.compile(r"подпись, дата", re.IGNORECASE)  # the sheet of those who agree or are acquainted


@dataclass(frozen=True, slots=True)
class TextItem:
    """A point with its sub-points, or a row of a table with those of its section.

    `number` is what the reader sees («5.1», «» for none); `cells` are the texts: one of a point, of a row those of the
    columns that are neither its number nor its section. In a part with tables of other columns they are fewer than its
    `heads`.
    """

    number: str
    cells: tuple[str, ...]
    children: tuple[TextItem, ...] = ()
    section: bool = False

    @property
    def text(self) -> str:
        """The text of a point; of a row its first cell, by which it is known."""
        return self.cells[0] if self.cells else ""

    def walk(self) -> Iterator[TextItem]:
        """The item and all below it in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class TextPart:
    """An order without its annexes, an annex, or a paper of another kind.

    `annex` is the number of an annex («» for the only one and for a paper of its own), None for an order. `items` are
    its points, or the rows of its table under the headings `heads`. `loose` are the paragraphs that belong to no point,
    `end` is what stands below: signatures, sheets of people.
    """

    annex: str | None
    title: str = ""
    preamble: str = ""
    items: tuple[TextItem, ...] = ()
    heads: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    end: tuple[str, ...] = ()


def parts_of(data: bytes, file: str) -> tuple[TextPart, ...]:
    """The parts of a printed Word file: an order and each of its annexes, or the one paper that it is.

    Raises ValueError for bytes that are no Word file.
    """
    paper = paper_of_docx(data, file)
    found = () if isinstance(paper, Diagnostic) else tuple(documents_of(paper))
    if not found:
        raise ValueError(f"{file} is no Word file that can be read")
    if all(one.kind != "order" for one in found):  # a grif or a caption may have cut it
        return (_other([block for one in found for block in one.blocks], "", ()),)
    return tuple(_order(one) if one.kind == "order" else _annex(one) for one in found)


def header_lines(data: bytes, file: str) -> tuple[str, ...]:
    """What headers, footers, notes and text boxes of a printed Word file say; page numbers are fields, and not text."""
    paper = paper_of_docx(data, file)
    return () if isinstance(paper, Diagnostic) else tuple(plain(one.text) for one in paper.around)


def plain(text: str) -> str:
    """A text as it is compared: no-break spaces are spaces, one between two words; lines stay."""
    lines = (" ".join(line.replace("\u00a0", " ").replace("\u202f", " ").split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _order(document: Document) -> TextPart:
    points: list[TextItem] = []
    for clause in document.clauses:
        if clause.number or not points:
            points.append(TextItem(clause.number, (plain(clause.text),)))
        else:
            points[-1] = replace(points[-1], cells=(f"{points[-1].text}\n{plain(clause.text)}",))
    tables = [table for table in document.blocks if isinstance(table, Table)]
    end = [plain(p.text) for table in tables for p in table.paragraphs()]
    end += [plain(paragraph.text) for paragraph in document.after]
    title = plain(document.title.text) if document.title is not None else ""
    preamble = plain(document.preamble.text) if document.preamble is not None else ""
    return TextPart(None, title, preamble, _tree(points), (), (), tuple(end))


def _annex(document: Document) -> TextPart:
    caption = document.caption
    lines = () if caption is None else tuple(caption.text.split("\n"))
    return _other(document.blocks, document.annex, lines)


def _other(blocks: Sequence[Paragraph | Table], annex: str | None, caption: Iterable[str]) -> TextPart:
    """The text of a paper with points or a table; what stands before both is its title, without the `caption`."""
    points: list[TextItem] = []
    rows: list[TextItem] = []
    heads: tuple[str, ...] = ()
    above, loose, end = [], [], []
    skipped = [plain(line) for line in caption]
    for block in blocks:
        if isinstance(block, Table):
            if not any(row.header for row in block.rows) or SHEETS.search(" ".join(_texts(block.rows[0]))):
                end += [plain(p.text) for p in block.paragraphs()]
            else:
                own, found = _rows(block)
                rows += found
                heads = heads if own == heads else (*heads, *own)  # a table that goes on has the same ones
            continue
        text = plain(block.text)
        point = _point(block)
        if text in skipped:
            skipped.remove(text)
        elif point is not None:
            points.append(point)
        elif not points and not rows and not heads:
            above.append(text)
        elif points and not rows:
            points[-1] = replace(points[-1], cells=(f"{points[-1].text}\n{text}",))
        else:
            loose.append(text)
    if points and rows:  # points above a table: only whole can it be told what changed
        loose = [*(f"{point.number} {point.text}" for point in points), *loose]
        points = []
    return TextPart(annex, "\n".join(above), "", _tree(points) or tuple(rows), heads, tuple(loose), tuple(end))


def _point(paragraph: Paragraph) -> TextItem | None:
    """A paragraph with a number of its own; sections may have Roman ones."""
    if not paragraph.label and (roman := ROMAN.match(paragraph.text)):
        return TextItem(roman["number"], (plain(paragraph.text[roman.end() :]),))
    clause = numbered(paragraph)
    return TextItem(clause.number, (plain(clause.text),)) if clause.number else None


def _tree(points: Sequence[TextItem]) -> tuple[TextItem, ...]:
    """Points in reading order as a tree: 5.1 stands in 5 where that comes before it."""
    top: list[TextItem] = []
    below: list[TextItem] = []

    def close() -> None:
        if top and below:
            top[-1] = replace(top[-1], children=_tree(below))
            below.clear()

    for point in points:
        roman = bool(top) and top[-1].number.isalpha() and "." in point.number  # «I. …» with points 1.1
        if top and (roman or point.number.startswith(f"{top[-1].number}.")):
            below.append(point)
        else:
            close()
            top.append(point)
    close()
    return tuple(top)


def _rows(table: Table) -> tuple[tuple[str, ...], tuple[TextItem, ...]]:
    """The headings of a table and its rows, those of a section within it."""
    width = max((cell.column + cell.span - 1 for row in table.rows for cell in row.cells), default=0)
    header = [row for row in table.rows if row.header]
    heads = [plain(_cell(header[0], column)) for column in range(1, width + 1)] if header else []
    if len(header) > 1:  # a head of two rows: the second names the columns of a group
        lower = [plain(_cell(header[1], column)) for column in range(1, width + 1)]
        if lower != [str(column) for column in range(1, width + 1)]:
            heads = [f"{high}: {low}" if low and low != high else high for high, low in zip(heads, lower, strict=True)]
    numbers = next((at for at, head in enumerate(heads) if role_of(head) == "number"), None)
    sections = next((at for at, head in enumerate(heads) if head.lower().startswith("раздел")), None)
    kept = [at for at in range(width) if at not in (numbers, sections)]
    counted = next((at for at, head in enumerate(heads) if numbers is None and role_of(head) == "activity"), None)
    rows: list[TextItem] = []
    above = [""] * width
    for row in table.rows:
        if row.header:
            continue
        if len(row.cells) == 1 and width > 1:
            rows.append(_section(row.cells[0].text))
            continue
        texts = [above[at] if _merged(row, at + 1) else plain(_cell(row, at + 1)) for at in range(width)]
        if sections is not None and texts[sections] != above[sections] and texts[sections]:
            rows.append(_section(texts[sections]))
        above = texts
        if counted is not None:
            texts = [COUNTED.sub("", text) if at == counted else text for at, text in enumerate(texts)]
        number = texts[numbers].rstrip(".") if numbers is not None else ""
        item = TextItem(number, tuple(texts[at] for at in kept))
        if rows and rows[-1].section:
            rows[-1] = replace(rows[-1], children=(*rows[-1].children, item))
        else:
            rows.append(item)
    return tuple(heads[at] for at in kept), tuple(rows)


def _section(text: str) -> TextItem:
    whole = plain(text)
    match = CLAUSE.match(whole)
    if match and not re.match(rf"\s*{DATE}", whole):
        return TextItem(match["number"], (whole[match.end() :],), section=True)
    return TextItem("", (whole,), section=True)


def _texts(row: TableRow) -> list[str]:
    return [cell.text for cell in row.cells]


def _cell(row: TableRow, column: int) -> str:
    cell = row.at(column)
    return cell.text if cell is not None else ""


def _merged(row: TableRow, column: int) -> bool:
    cell = row.at(column)
    return cell is not None and cell.merged
