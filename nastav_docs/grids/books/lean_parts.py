"""Parts of a book with the markup of what is plain taken out before lxml reads them: elements take most of the time.

A row whose cells hold numbers, texts and numbers of shared texts, and nothing else, becomes one text: what its cells
hold, with a sign between them, so that lxml still decodes it and refuses what is no XML. Any other row, and a sheet
that is written in any other way, is left as it is. Shared texts that follow each other become one in the same way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import IO, TYPE_CHECKING, Any, Final

from openpyxl.utils import column_index_from_string

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BETWEEN: Final = "\uf8d5"  # for private use: a row that has it, as it is or by its number, is left as it is
SIGN: Final = BETWEEN.encode()
AS_WRITTEN: Final = (SIGN, str(ord(BETWEEN)).encode(), b"&#x")
ROW, ROW_END, TEXT_END, TAG_END = b"<row", b"</row>", b"</si>", b">"
PLAIN_TEXTS: Final = re.compile(rb'(?:<si><t(?: xml:space="preserve")?>[^<>]*</t></si>)+')
NEXT_TEXT: Final = re.compile(rb'</t></si><si><t(?: xml:space="preserve")?>')
TAG: Final = re.compile(rb"(<[^<>]*>)")
NUMBER_OF_ROW: Final = re.compile(rb'(?<=[A-Z])[0-9]+"')  # in the address of a cell: r="AB17"
ADDRESS: Final = re.compile(rb'(?<= r=")([A-Z]+)(?=")')
# A cell without its texts and the number of its row: <c r="AB" s="1" t="s"><v></v></c>.
CELL: Final = (
    rb'<c(?: r="([A-Z]{1,3})")?(?: s="([0-9]{1,9})")?(?: t="([a-zA-Z]{1,9})")?'
    rb'(?:(/>)|>(?:(<v>)</v>|(<is><t(?: xml:space="preserve")?>)</t></is>)?</c>)'
)
CELLS: Final = re.compile(CELL)
PLAIN: Final = re.compile(rb"(?:" + re.sub(rb"\((?!\?)", b"(?:", CELL) + rb")+")
OTHER_MARKUP: Final = re.compile(rb"<[!?]")  # comments, CDATA and instructions may hold what only looks like a row
IN_UTF_8: Final = re.compile(rb"""(?:\xef\xbb\xbf)?\s*(?:<\?xml [^<>]*encoding=["'](?i:utf-8)["'][^<>]*\?>|(?=<\w))""")
TAKEN_AT_ONCE: Final = 1 << 15  # bytes
LONGEST: Final = 1 << 20  # bytes
MOST_SHAPES: Final = 1 << 12
MOST_PATTERNS: Final = 64  # a pattern takes as long to make as ten rows to read without it
WIDEST: Final = 200  # cells of a pattern


@dataclass(frozen=True, slots=True)
class PlainRow:
    """What the tags of a row say, whatever its number: of each cell its column from 1 on, its kind and its style.

    `held` is in which of the texts between tags each cell has its own; the texts of all other places, `idle`, must be
    empty, and the first of them stands for a cell that holds nothing.
    """

    columns: tuple[int, ...]
    kinds: tuple[str, ...]
    styles: tuple[str, ...]
    held: tuple[int, ...]
    idle: tuple[int, ...]


@dataclass(slots=True)
class LeanPart:
    """A part of a book as a file that lxml reads: what ends with `end` is given to `change`, some at a time."""

    part: IO[bytes]
    end: bytes
    change: Callable[[bytes], bytes]
    lean: bool | None = None  # whether it is changed; None before the first bytes
    rest: bytes = b""

    def read(self, _: int = -1) -> bytes:
        """The next bytes of the changed part, empty at its end."""
        while data := self.part.read(TAKEN_AT_ONCE):
            start = 0
            if self.lean is None:
                prolog = IN_UTF_8.match(data)
                self.lean, start = prolog is not None, prolog.end() if prolog else 0
            self.rest += data
            if not self.lean or OTHER_MARKUP.search(self.rest, start) or len(self.rest) > LONGEST:
                self.lean = False
                break
            whole, end, rest = self.rest.rpartition(self.end)
            if end:
                self.rest = rest
                return self.change(whole + end)
        given, self.rest = self.rest, b""
        return given


def texts_joined(items: bytes) -> bytes:
    """Shared texts with those that are plain, and follow each other, as one, BETWEEN them."""
    return PLAIN_TEXTS.sub(lambda found: b"<si>" + NEXT_TEXT.sub(SIGN, found[0][4:-5]) + b"</si>", items)


@dataclass(slots=True)
class LeanRows:
    """Rows without the markup of plain cells; `taken_from` gives back what was taken out of a row."""

    shapes: dict[bytes, PlainRow | None] = field(default_factory=dict)
    patterns: dict[bytes, re.Pattern[bytes]] = field(default_factory=dict)
    last: bytes = b""  # the tags of the row before: most rows of a table have the same
    taken: dict[str, PlainRow] = field(default_factory=dict)
    rows: int = 0

    def change(self, rows: bytes) -> bytes:
        """Rows, and what stands before and between them, without the markup of plain cells."""
        careful = any(sign in rows for sign in AS_WRITTEN)
        return ROW_END.join([self._without_markup(row, careful=careful) for row in rows.split(ROW_END)])

    def taken_from(self, row: Any) -> tuple[PlainRow, Sequence[str]] | None:  # noqa: ANN401  # an element of lxml
        """The shape of a row, and what each of its cells holds; None for a row that is as it was."""
        number, *texts = (row.text or "").split(BETWEEN)
        shape = self.taken.pop(number, None) if texts else None
        return None if shape is None else (shape, texts)

    def _without_markup(self, before: bytes, *, careful: bool) -> bytes:
        """What stands before the end of a row, with its own start tag, the row as one text if its cells are plain."""
        start = before.rfind(ROW)
        body = before.find(TAG_END, start) + 1
        if start < 0 or not body or (careful and any(sign in before[body:] for sign in AS_WRITTEN)):
            return before
        pattern = self.patterns.get(self.last)
        if pattern is not None and (found := pattern.fullmatch(before, body)):
            shape, held = self.shapes[self.last], [*found.groups()]
        else:
            shape, held = self._split(before[body:])
        if shape is None:
            return before
        self.rows += 1
        self.taken[number := str(self.rows)] = shape
        return before[:body] + SIGN.join([number.encode(), *held])

    def _split(self, row: bytes) -> tuple[PlainRow | None, list[bytes]]:
        """The shape of a row and what its cells hold; no shape where its cells are not plain."""
        parts = TAG.split(row)
        tags = NUMBER_OF_ROW.sub(b'"', b"".join(parts[1::2]))
        if tags not in self.shapes:
            if len(self.shapes) == MOST_SHAPES:
                self.shapes.clear()
                self.patterns.clear()
            self.shapes[tags] = _shape_of(tags) if PLAIN.fullmatch(tags) else None
        shape = self.shapes[tags]
        if shape is None or any(parts[at] for at in shape.idle):
            return None, []
        if tags == self.last and len(self.patterns) < MOST_PATTERNS and len(shape.columns) <= WIDEST:
            self.patterns[tags] = _pattern_of(tags)
        self.last = tags
        return shape, [parts[at] for at in shape.held]


def _shape_of(tags: bytes) -> PlainRow | None:
    """The shape of plain cells, each right of the one before; None for others.

    A text stands before each tag, at every other place from 0 on, and at the end.
    """
    cells: list[tuple[int, str, str]] = []
    held: list[int] = []
    before = column = 0  # tags before the cell
    for letters, style, kind, closed, value, inline in CELLS.findall(tags):
        column = column_index_from_string(letters.decode()) if letters else column + 1
        cells.append((column, kind.decode() or "n", style.decode()))
        own = inline if kind == b"inlineStr" else value
        held.append(2 * (before + (3 if inline else 2)) if own else 0)
        before += 1 if closed else 6 if inline else 4 if value else 2
    columns, kinds, styles = zip(*cells, strict=True)
    if any(right <= left for left, right in pairwise(columns)):
        return None
    idle = {*range(0, 2 * before + 1, 2)} - {at for at in held if at}
    return PlainRow(columns, kinds, styles, tuple(held), tuple(sorted(idle)))


def _pattern_of(tags: bytes) -> re.Pattern[bytes]:
    """Rows of one shape: a group for each cell, of what it holds. No sign of such tags means anything in a pattern."""
    return re.compile(b"".join(map(_held, CELLS.finditer(tags))))


def _held(cell: re.Match[bytes]) -> bytes:
    """The pattern of a cell, whose one group is empty where the cell holds nothing."""
    _, _, kind, _, value, inline = cell.groups()
    own = inline if kind == b"inlineStr" else value
    tags = ADDRESS.sub(rb"\1[0-9]+", cell[0])
    return tags.replace(own, own + b"([^<>]*)", 1) if own else tags + b"()"
