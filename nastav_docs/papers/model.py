"""A paper as the checker sees it: paragraphs and tables in reading order, each character with its place in the file.

The same data comes from a Word file (`papers_docx`) and from a text (`papers_text`), so a rule never asks which it was.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Concatenate, Literal, ParamSpec, Protocol, TypeVar

from nastav_docs.diagnostics import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nastav_docs.diagnostics import Diagnostic

Result = TypeVar("Result")
Given = ParamSpec("Given")

Part = Literal["body", "cell", "header", "footer", "footnote", "box"]


@dataclass(frozen=True, slots=True)
class Segment:
    """From offset `start` on the paragraph's text stands at `line` and `column` (both from 1) of the file."""

    start: int
    line: int
    column: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How Word shows a paragraph, after its styles: millimetres, points, `None` where nothing says so."""

    align: str = "left"
    first_indent: float = 0.0
    left_indent: float = 0.0
    spacing: float | None = None
    sizes: frozenset[float] = frozenset()
    fonts: frozenset[str] = frozenset()
    bold: bool = False
    page_break: bool = False
    style: str = ""
    numbering: tuple[str, int] = ("", 0)  # the list that numbers it, and the level in it


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as a reader understands it, its lines joined; `tears` are the offsets where the file tore it apart.

    `label` is the number Word gives by itself («5.1.»), not a part of `text`; `bullet` is the sign of a list of Word
    that has signs («•»; its label is always «–»).
    """

    text: str
    file: str
    segments: tuple[Segment, ...]
    part: Part = "body"
    label: str = ""
    look: ParagraphLook | None = None
    tears: tuple[int, ...] = ()
    bullet: str = ""

    @property
    def line(self) -> int:
        """Where it begins: the line of a text, the ordinal of a Word paragraph."""
        return self.segments[0].line

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Where the characters `start:end` are; what runs over a line is cut at the end of the line it begins on."""
        end = len(self.text) if end is None else end
        starts = [segment.start for segment in self.segments]
        at = max(bisect_right(starts, start) - 1, 0)
        first = self.segments[at]
        last = self.segments[max(bisect_right(starts, max(end - 1, start)) - 1, at)]
        while last.line != first.line:
            last = self.segments[self.segments.index(last) - 1]
        following = self.segments.index(last) + 1
        stop = self.segments[following].start if following < len(self.segments) else end
        column = first.column + start - first.start
        until = last.column + min(end, stop) - last.start
        return Place(self.file, first.line, column, max(until, column), first.words)

    def part_of(self, start: int, end: int) -> Paragraph:
        """The characters `start:end` as a paragraph of their own, every place kept."""
        inside = [replace(s, start=s.start - start) for s in self.segments if start < s.start < end]
        begin = self.segments[max(bisect_right([s.start for s in self.segments], start) - 1, 0)]
        head = replace(begin, start=0, column=begin.column + start - begin.start)
        tears = tuple(t - start for t in self.tears if start < t < end)
        return replace(self, text=self.text[start:end], segments=(head, *inside), tears=tears)


def joined(paragraphs: Sequence[Paragraph], between: str = " ") -> Paragraph:
    """Several paragraphs read as one: a title in three lines, a caption; raises ValueError for none."""
    if not paragraphs:
        raise ValueError("nothing to join")
    text, segments, tears = "", [], []
    for number, paragraph in enumerate(paragraphs):
        if number:
            text += between
        segments += [replace(s, start=s.start + len(text)) for s in paragraph.segments]
        tears += [t + len(text) for t in paragraph.tears]
        text += paragraph.text
    return replace(paragraphs[0], text=text, segments=tuple(segments), tears=tuple(tears))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `column` counts from 1 in the grid, `merged` continues the cell above.

    `nested`: a table stands in it, whose paragraphs are among its own.
    """

    paragraphs: tuple[Paragraph, ...]
    column: int
    span: int = 1
    merged: bool = False
    nested: bool = False

    @property
    def text(self) -> str:
        """The texts of the paragraphs of the cell, joined by line feeds."""
        if len(self.paragraphs) == 1:
            return self.paragraphs[0].text
        return "\n".join(p.text for p in self.paragraphs if p.text)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table; `torn` holds the place where the row goes on after a page break of a converted text."""

    cells: tuple[Cell, ...]
    line: int
    torn: Place | None = None
    header: bool = False
    splits: bool = True

    def at(self, column: int) -> Cell | None:
        """The cell that covers a column of the grid."""
        if 0 < column <= len(self.cells) and self.cells[column - 1].column == column:
            return self.cells[column - 1]  # as in most rows: no cell before it takes more than one column
        for cell in self.cells:
            if cell.column <= column < cell.column + cell.span:
                return cell
        return None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `number` counts from 1 in its file; `widths` are those of its grid in twips, () where none are known."""

    rows: tuple[TableRow, ...]
    number: int
    file: str
    widths: tuple[int, ...] = ()

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs of all cells in reading order."""
        for row in self.rows:
            for cell in row.cells:
                yield from cell.paragraphs


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class PageSection:
    """A section of a Word file: margins in millimetres, where its page numbers stand («» where there are none)."""

    left: float
    right: float
    top: float
    bottom: float
    landscape: bool = False
    numbered: str = ""
    first_differs: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Leftover:
    """Marks that belong to no text: HTML tags of a conversion."""

    text: str
    place: Place


@dataclass(frozen=True)  # without slots: what is asked for again and again is kept
class Paper:
    """One file: its blocks in reading order, what stands around them, how the pages are laid out (Word only).

    `told` is what the reading itself has found wrong: fields that fetch what is not in the document. `draft` is whether
    the properties of the file call its state «Проект», as those of a paper that was printed before it has a number do.
    """

    file: str
    blocks: tuple[Block, ...]
    around: tuple[Paragraph, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    sections: tuple[PageSection, ...] = ()
    hyphenates: bool = False
    told: tuple[Diagnostic, ...] = ()
    draft: bool = False

    @cached_property
    def kept(self) -> dict[object, object]:
        """What `kept_with` functions have said of the paper."""
        return {}

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph: body and cells in reading order, then headers, footers, notes, text boxes."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield from block.paragraphs()
            else:
                yield block
        yield from self.around


class Keeping(Protocol):
    """A paper or a document, with what is kept of it."""

    @property
    def kept(self) -> dict[object, object]:
        """What `kept_with` functions have said of it."""


Owner = TypeVar("Owner", bound=Keeping)


def kept_with(
    function: Callable[Concatenate[Owner, Given], Result],
) -> Callable[Concatenate[Owner, Given], Result]:
    """The function of a paper or a document as one that is asked once of each: what it returns is kept with that.

    It is kept by the other arguments, too, which have to be few. The function must return nothing that holds the paper
    or the document itself, else these are freed late, and nothing that anybody changes.
    """

    @wraps(function)
    def known(owner: Owner, /, *args: Given.args, **named: Given.kwargs) -> Result:
        key = (function, args, *named.items())
        if key not in owner.kept:
            owner.kept[key] = function(owner, *args, **named)
        return owner.kept[key]  # type: ignore[return-value]  # put there by the same function

    return known
