"""A text or Markdown file as a `Paper`: wrapped lines joined, tables by tabs or bars, marks of the markup left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from nastav_docs.diagnostics import Place
from nastav_docs.papers.model import (
    Block,
    Cell,
    Leftover,
    Paper,
    Paragraph,
    ParagraphLook,
    Segment,
    Table,
    TableRow,
    joined,
)
from nastav_docs.papers.sentences import CLOSED, LOWER, WRAPPED, goes_on

TAGS = re.compile(r"</?(?:p|br|b|i|u|em|strong|span|div|td|tr|table|sup|sub)\s*/?>", re.IGNORECASE)
MARKS = re.compile(
    r"\*\*|\\(?=\|)|(?<=\s)&nbsp;|&nbsp;(?=\s)|^#{1,6} |<(?=https?://|mailto:)|(?<=[^\s>])>(?=\s|$|[.,;)])|^> "
)
NESTED = re.compile(r"^(?P<indent>[ \t]{0,12})(?P<number>\d{1,2})(?P<mark>[.)])\s+(?=\S)")  # an item of Markdown
BARE_RULER = re.compile(r"^\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)+$")  # under the head of a table without outer bars
BAR = re.compile(r"(?<!\\)\|")
RULER = re.compile(r"^\s*\|?[\s:|-]*-{3,}[\s:|-]*\|?\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file without its marks; `segments` know which columns the remaining characters come from."""

    text: str
    segments: tuple[Segment, ...]
    number: int
    bold: bool = False


def paper_of_text(text: str, file: str, *, markdown: bool = True) -> Paper:
    """A text as a paper: paragraphs and tables, each character with its line and column. Never fails.

    `file` is the name in places; with `markdown` the marks of Markdown are left out.
    """
    raw = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    leftovers = tuple(
        Leftover(match.group(), Place(file, number, match.start() + 1, match.end() + 1))
        for number, line in enumerate(raw, 1)
        for match in TAGS.finditer(line)
    )
    blocks: list[Block] = []
    bold, tables, number = False, 0, 1
    outer: list[tuple[int, str]] = []  # the items of a list that the next may stand under: indent, number
    while number <= len(raw):
        line = raw[number - 1]
        if not line.strip():
            number += 1
            continue
        if is_row(raw, number):
            table, number = read_table(raw, number, file, tables + 1)
            tables += 1
            blocks.append(table)
            continue
        item = NESTED.match(line) if markdown else None
        under = outer_number(outer, item) if item else ""
        if not item and line[:1].strip():
            outer.clear()
        if item and under:
            inner = clean(line[item.end() :].rstrip(), number, item.end(), markdown=markdown)
            blocks.append(Paragraph(inner.text, file, inner.segments, label=f"{under}."))
            number += 1
            continue
        stripped = clean(line.rstrip(), number, markdown=markdown)
        marks = line.count("**") if markdown else 0
        here = bold or marks > 0
        bold = bold ^ (marks % 2 == 1)
        if stripped.text:
            add(blocks, replace(stripped, bold=here), file, after_blank=number > 1 and not raw[number - 2].strip())
        number += 1
    return Paper(file, tuple(blocks), leftovers=leftovers)


def outer_number(outer: list[tuple[int, str]], item: re.Match[str]) -> str:
    """The number of an item of Markdown that stands under another, «1.2»; «» for one that stands under none.

    `outer` are the items that lead to it, changed in place.
    """
    indent = len(item["indent"].expandtabs(4))
    while outer and outer[-1][0] >= indent:
        outer.pop()
    under = f"{outer[-1][1]}.{item['number']}" if outer and item["mark"] == "." else ""  # «1)» stays as it is
    outer.append((indent, under or item["number"]))
    return under


def clean(line: str, number: int, offset: int = 0, *, markdown: bool = True) -> Line:
    """A line without tags of HTML, marks of Markdown and spaces around; each piece kept knows its column.

    `number` is the line's, `offset` the number of characters before it in the file's own line.
    """
    spans = [m.span() for m in TAGS.finditer(line)]
    if markdown:
        spans += [m.span() for m in MARKS.finditer(line)]
    kept, segments, at = "", [], 0
    for start, end in [*sorted(spans), (len(line), len(line))]:
        piece = line[at:start]
        if not kept:
            at += len(piece) - len(piece.lstrip())
            piece = piece.lstrip()
        if piece:
            segments.append(Segment(len(kept), number, offset + at + 1))
            kept += piece
        at = max(at, end)
    return Line(kept.rstrip(), tuple(segments), number)


def add(blocks: list[Block], line: Line, file: str, *, after_blank: bool) -> None:
    """Append a line to `blocks`: as a new paragraph, or joined to the last one where its sentence goes on.

    `after_blank`: an empty line stands between them.
    """
    look = ParagraphLook(bold=True) if line.bold else None
    paragraph = Paragraph(line.text, file, line.segments, look=look)
    before = blocks[-1] if blocks else None
    unwrapped = isinstance(before, Paragraph) and len(before.text) - before.segments[-1].start > WRAPPED
    anew = unwrapped and not LOWER.match(line.text)
    if isinstance(before, Paragraph) and not after_blank and is_divided(before.text, line.text):
        bare = before.text[:-1]  # «О про-» / «ведении»
        blocks[-1] = joined([replace(before, text=bare), paragraph], "")
    elif isinstance(before, Paragraph) and not anew and goes_on(before.text, line.text, torn=after_blank):
        whole = joined([before, paragraph])
        blocks[-1] = replace(whole, tears=(*whole.tears, len(before.text))) if after_blank else whole
    else:
        blocks.append(paragraph)


def is_divided(before: str, after: str) -> bool:
    """Whether a word is divided by a hyphen at the end of a line; «научно-» / «методический» is two words."""
    end, begin = re.search(r"[а-яё]+-$", before), re.match(r"[а-яё]+", after)
    if end is None or begin is None:
        return False
    from nastav_docs.russian import word_tags  # noqa: PLC0415 - the dictionary is loaded on first need

    return bool(word_tags(f"{end.group()[:-1]}{begin.group()}"))


def is_row(raw: list[str], number: int) -> bool:
    """Whether a line belongs to a table: bars at both ends, two tabs and more, or one tab with a row beside it."""
    line = raw[number - 1]
    if line.strip().startswith("|") and line.count("|") > 1:
        return True
    if BAR.search(line) and is_bare_table(raw, number):
        return True
    tabs = line.rstrip().count("\t")
    if not tabs:  # a row of a blank form: its number and empty cells
        return line.count("\t") > 1 and number > 1 and raw[number - 2].count("\t") > 1
    beside = [raw[i - 1] for i in (number - 1, number + 1) if 1 <= i <= len(raw)]
    return line.count("\t") > 1 or any("\t" in other.strip() for other in beside)


def is_bare_table(raw: list[str], number: int) -> bool:
    """Whether a line is of a table of Markdown without bars at both ends: a ruler stands right under its head."""
    first = number
    while first > 1 and BAR.search(raw[first - 2]):
        first -= 1
    return first < len(raw) and bool(BARE_RULER.match(raw[first]))


def read_table(raw: list[str], number: int, file: str, ordinal: int) -> tuple[Table, int]:
    """Read the table that begins on line `number`; returns it and the number of the line behind it.

    `raw` are all lines, `ordinal` is the number of the table in the file. A page break within the table is bridged.
    """
    rows: list[TableRow] = []
    while number <= len(raw):
        line = raw[number - 1]
        if not line.strip():
            ahead = next((i for i in range(number, min(number + 3, len(raw) + 1)) if raw[i - 1].strip()), 0)
            if not ahead or not is_row(raw, ahead) or starts_anew(rows, raw[ahead - 1]):
                break
            number = ahead
            continue
        if not is_row(raw, number):
            if not is_section(raw, number):
                break
            width = len(rows[0].cells) if rows else 1
            whole = Cell(tuple(paragraphs(line, number, 0, file)), 1, width)
            rows.append(TableRow((whole,), number))
            number += 1
            continue
        if not RULER.match(line):
            row = TableRow(cells(line, number, file), number)
            if rows and continues(rows[-1], row):
                rows[-1] = with_rest(rows[-1], row, file)
            else:
                rows.append(row)
        number += 1
    return Table(tuple(rows), ordinal, file), number


def is_section(raw: list[str], number: int) -> bool:
    """Whether line `number`, itself without tabs, stands between two rows: the name of a section across the table."""
    beside = [raw[i - 1] for i in (number - 1, number + 1) if 1 <= i <= len(raw)]
    return len(beside) == 2 and all("\t" in other.rstrip() for other in beside)  # noqa: PLR2004 - above and below


def starts_anew(rows: list[TableRow], line: str) -> bool:
    """Whether the line after an empty one is the head of another table."""
    first = line.split("\t", maxsplit=1)[0].strip(" |")
    return bool(rows) and re.match(r"^(?:№|N)(?:\s*п/?п)?\.?$", first) is not None


def cells(line: str, number: int, file: str) -> tuple[Cell, ...]:
    """The cells of the row on line `number`; several `<p>` in a cell are its paragraphs."""
    outer = line.strip().startswith("|")
    barred = outer or (bool(BAR.search(line)) and "\t" not in line)
    start = line.index("|") + 1 if outer else 0
    stop = line.rstrip().rindex("|") if barred and line.rstrip().endswith("|") else len(line)
    found, column, at = [], 1, start
    for piece in BAR.split(line[start:stop]) if barred else line[start:stop].split("\t"):
        found.append(Cell(tuple(paragraphs(piece, number, at, file)), column))
        at += len(piece) + 1
        column += 1
    return tuple(found)


def paragraphs(piece: str, number: int, offset: int, file: str) -> list[Paragraph]:
    """The paragraphs of one cell: `piece` is its text, `number` the line, `offset` where it begins in the line."""
    breaks = [m.span() for m in re.finditer(r"</p>\s*<p>|<br\s*/?>", piece)]
    edges = [0, *(x for start, end in breaks for x in (start, end)), len(piece)]
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        line = clean(piece[start:end], number, offset + start)
        if line.text:
            found.append(Paragraph(line.text, file, line.segments, "cell"))
    return found


def continues(row: TableRow, rest: TableRow) -> bool:
    """Whether a row is the rest of the one above: no number, and its words begin in the middle of a sentence."""
    filled = [c for c in rest.cells if c.text]
    if not filled or (rest.cells[0].text and len(rest.cells) > 1):
        return False
    above = [row.at(c.column) for c in filled]
    return all(LOWER.match(c.text) for c in filled) and all(a and a.text and not CLOSED.search(a.text) for a in above)


def with_rest(row: TableRow, rest: TableRow, file: str) -> TableRow:
    """A row joined with the row below it that holds the rest of its cells (`continues`)."""
    whole = []
    for cell in row.cells:
        more = rest.at(cell.column)
        if more is None or not more.paragraphs:
            whole.append(cell)
            continue
        together = joined([cell.paragraphs[-1], more.paragraphs[0]])
        whole.append(replace(cell, paragraphs=(*cell.paragraphs[:-1], together, *more.paragraphs[1:])))
    return replace(row, cells=tuple(whole), torn=Place(file, row.line, 1, 2))
