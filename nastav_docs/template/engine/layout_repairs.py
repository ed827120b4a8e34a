"""While a document is printed: drop tables without rows, fit grids and widths of tables, put sections in their places.

Whether a loop made any row only the data decides. So the compiled template calls these functions where a table or a
row ends; they look at the pieces printed so far, a list of bytes of XML, and change it in place. `start` is always the
index of the piece with which the table or row begins.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from nastav_docs.docx import TINY_PARAGRAPH, TINY_PROPERTIES
from nastav_docs.template.engine.escaping import Printed
from nastav_docs.template.engine.runtime import ValueLostError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_GRID_TOKEN = re.compile(rb"<w:(tbl|tr|tc)[ >]|</w:(tbl)>|<w:(gridSpan|gridBefore|gridAfter) w:val=\"(\d+)\"")
_GRID = re.compile(rb"<w:tblGrid>.*?</w:tblGrid>|<w:tblGrid/>", re.DOTALL)
_WIDTH = re.compile(rb'(<w:(?:gridCol|tcW|tblW) w:w=")(\d+)(?="(?:/>| w:type="dxa"))')
_LEEWAY = 60  # twips that a table may be wider than the text: what rounding and hairlines make
_COLUMN = re.compile(rb'<w:gridCol w:w="(\d+)"')


def close_table(pieces: list[bytes], start: int) -> None:
    """Drop the table that begins at `start` if its loops made no row.

    Raises ValueLostError if a value would go with it.
    """
    if not _holds(pieces, start, b"<w:tr>", b"<w:tr "):
        _drop(pieces, start)


def close_row(pieces: list[bytes], start: int) -> None:
    """Drop the row that begins at `start` if its loops made no cell.

    Raises ValueLostError if a value would go with it.
    """
    if not _holds(pieces, start, b"<w:tc>", b"<w:tc "):
        _drop(pieces, start)


def _drop(pieces: list[bytes], start: int) -> None:
    """Drop the pieces from `start` on; raises ValueLostError when one of them is a printed value."""
    for piece in pieces[start:]:
        if type(piece) is Printed and piece:
            raise ValueLostError(piece)
    del pieces[start:]


def _holds(pieces: list[bytes], start: int, one: bytes, other: bytes) -> bool:
    for index in range(start, len(pieces)):  # noqa: SIM110 - a plain loop: it nearly always ends at once, for every row of a table
        if pieces[index].find(one) >= 0 or pieces[index].find(other) >= 0:  # `in` is slow for bytes
            return True
    return False


def close_grid(pieces: list[bytes], start: int) -> None:
    """Give the table that begins at `start` as many grid columns as its widest row has, together as wide as before.

    docxtpl does the same.
    """
    position = next((i for i in range(start, len(pieces)) if b"<w:tblGrid" in pieces[i]), None)
    if position is None:
        return
    found = _GRID.search(pieces[position])
    widest = _widest_row(b"".join(pieces[start:]))
    if found is None or not widest:
        return
    widths = [int(width) for width in _COLUMN.findall(found[0])]
    if len(widths) == widest:
        return
    made = b"".join(b'<w:gridCol w:w="%d"/>' % width for width in _fit(widths, widest))
    grid = b"<w:tblGrid>" + made + b"</w:tblGrid>"
    pieces[position] = pieces[position][: found.start()] + grid + pieces[position][found.end() :]


def fit_table(pieces: list[bytes], start: int, width: int) -> None:
    """Narrow the table that begins at `start` when it is wider than `width` twips, the text width of its page."""
    table = pieces[start:]
    grid = _GRID.search(b"".join(table[: next((n for n, p in enumerate(table, 1) if b"</w:tblGrid>" in p), 0)]))
    total = 0 if grid is None else sum(map(int, _COLUMN.findall(grid[0])))
    if total > width + _LEEWAY:
        whole = b"".join(table)
        pieces[start:] = [_WIDTH.sub(lambda found: b"%s%d" % (found[1], int(found[2]) * width // total), whole)]


def _widest_row(table: bytes) -> int:
    """The number of grid columns of the widest row in the XML of a table; tables within its cells do not count."""
    depth = columns = widest = 0
    for token in _GRID_TOKEN.finditer(table):
        if token[1] == b"tbl":
            depth += 1
        elif token[2]:
            depth -= 1
        elif depth == 1 and token[1] == b"tr":
            columns = 0
        elif depth == 1 and token[1] == b"tc":
            columns += 1
        elif depth == 1 and token[3]:
            columns += int(token[4]) - (1 if token[3] == b"gridSpan" else 0)
        widest = max(widest, columns)
    return widest


def _fit(widths: list[int], count: int) -> list[int]:
    """Widths for `count` columns that add up to the same as `widths`."""
    total = sum(widths) or count * 1_000
    if count > len(widths):
        fresh = total // count
        scaled = [width * fresh * len(widths) // total for width in widths] + [fresh] * (count - len(widths))
    else:
        spare = sum(widths[count:]) // count
        scaled = [width + spare for width in widths[:count]]
    return [max(1, width) for width in scaled]


def end_sections(pieces: list[bytes], ends: Sequence[tuple[int, tuple[bytes, bytes]]]) -> int:
    """Put the properties of sections (`w:sectPr`) behind the stretches of the body that they belong to.

    A stretch is what lies between two neighbouring `ends`: positions among the pieces, each with the `w:sectPr` to
    write there as the first section of the document and as a later one. The first of `ends` is where the body begins. A
    stretch that printed nothing gets no section. The pieces are changed in place; returns how many bytes longer they
    are.

    Raises ValueLostError when the change would drop a printed value.
    """
    added = 0
    stretches = [
        (start, end, section)
        for (start, _), (end, section) in itertools.pairwise(ends)
        if any(pieces[index] for index in range(start, end))
    ]
    if not stretches:
        added += _put(pieces, ends[-1][0], TINY_PARAGRAPH + ends[-1][1][0])
    for number, (start, end, section) in reversed(list(enumerate(stretches))):
        own = section[1] if number else section[0]
        if number < len(stretches) - 1:
            added += _end_section(pieces, start, end, own)
        else:
            whole = pieces[_last(pieces, end)].endswith((b"</w:p>", b"</w:sdt>"))
            added += _put(pieces, end, own if whole else TINY_PARAGRAPH + own)
    return added


def _put(pieces: list[bytes], at: int, piece: bytes) -> int:
    """Insert a piece at a position; returns its length."""
    pieces.insert(at, piece)
    return len(piece)


def _last(pieces: list[bytes], end: int) -> int:
    """The index of the last piece before `end` that is not empty."""
    return next(index for index in range(end - 1, -1, -1) if pieces[index])


def _end_section(pieces: list[bytes], start: int, end: int, section: bytes) -> int:
    """End a section in the last paragraph of its stretch, or in an empty paragraph of height 1 pt after it.

    Returns how many bytes that adds.
    """
    begin = end - 1
    while begin > start and b"<w:p>" not in pieces[begin] and b"<w:p " not in pieces[begin]:
        begin -= 1
    tail = b"".join(pieces[begin:end])
    at = max(tail.rfind(b"<w:p>"), tail.rfind(b"<w:p "))
    paragraph = tail[at:] if at >= 0 else b""
    if b"<w:sectPr" in paragraph and paragraph.endswith(b"</w:p>"):
        return 0  # a section of the document's own ends right here
    if not paragraph.endswith(b"</w:p>") or paragraph.count(b"</w:p>") != 1:
        return _put(pieces, end, b"<w:p><w:pPr>" + TINY_PROPERTIES.encode() + section + b"</w:pPr></w:p>")
    inside = paragraph.find(b"</w:pPr>")
    if inside < 0:
        inside, section = paragraph.index(b">") + 1, b"<w:pPr>" + section + b"</w:pPr>"
    ended = tail[:at] + paragraph[:inside] + section + paragraph[inside:]
    value = missing_value(pieces[begin:end], ended)
    if value is not None:
        raise ValueLostError(value)
    pieces[begin:end] = [ended]
    return len(section)


def missing_value(pieces: Iterable[bytes], data: bytes) -> bytes | None:
    """The first printed value among the pieces that `data` does not hold, in their order; None when all are there."""
    position = 0
    for piece in pieces:
        if type(piece) is Printed:
            at = data.find(piece, position)
            if at < 0:
                return piece
            position = at + len(piece)
    return None
