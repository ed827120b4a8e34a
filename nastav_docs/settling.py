"""While rendering: tables without rows, cells without paragraphs and the sections of included documents are settled.

What only the data can decide is asked by the compiled template itself, of the pieces that it has put out so far.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nastav_docs.wordml import TINY_PARAGRAPH, TINY_PROPERTIES

if TYPE_CHECKING:
    from collections.abc import Sequence

_PARAGRAPH_START = re.compile(rb"<w:p[ >]")
_GRID_TOKEN = re.compile(rb"<w:(tbl|tr|tc)[ >]|</w:(tbl)>|<w:(gridSpan|gridBefore|gridAfter) w:val=\"(\d+)\"")
_GRID = re.compile(rb"<w:tblGrid>.*?</w:tblGrid>|<w:tblGrid/>", re.DOTALL)
_COLUMN = re.compile(rb'<w:gridCol w:w="(\d+)"')


def needs_paragraph(pieces: list[bytes]) -> bool:
    """Whether a cell, a header or a text box would end without a paragraph here."""
    return not (pieces and pieces[-1].endswith(b"</w:p>"))


def needs_tail(pieces: list[bytes]) -> bool:
    """Whether the text would end with a table here."""
    return not (pieces and pieces[-1].endswith((b"</w:p>", b"</w:sdt>")))


def after_table(pieces: list[bytes]) -> bool:
    """Whether a table ends right here, which the next one would run together with."""
    return bool(pieces) and pieces[-1].endswith(b"</w:tbl>")


def close_table(pieces: list[bytes], start: int) -> None:
    """A table whose loops made no row is left out."""
    if not _holds(pieces, start, b"<w:tr>", b"<w:tr "):
        del pieces[start:]


def close_row(pieces: list[bytes], start: int) -> None:
    """A row whose loops made no cell is left out."""
    if not _holds(pieces, start, b"<w:tc>", b"<w:tc "):
        del pieces[start:]


def _holds(pieces: list[bytes], start: int, one: bytes, other: bytes) -> bool:
    return any(one in pieces[index] or other in pieces[index] for index in range(start, len(pieces)))


def close_grid(pieces: list[bytes], start: int) -> None:
    """A table whose columns were made by a loop gets a grid with as many, in the same width (as docxtpl does)."""
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


def _widest_row(table: bytes) -> int:
    """The number of grid columns of a table's widest row."""
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
    """Widths for another number of columns, adding up to the same."""
    total = sum(widths) or count * 1_000
    if count > len(widths):
        fresh = total // count
        scaled = [width * fresh * len(widths) // total for width in widths] + [fresh] * (count - len(widths))
    else:
        spare = sum(widths[count:]) // count
        scaled = [width + spare for width in widths[:count]]
    return [max(1, width) for width in scaled]


def settle_sections(pieces: list[bytes], ends: Sequence[tuple[int, tuple[bytes, bytes]]]) -> list[bytes]:
    """Give each stretch of the body the section it belongs to; a stretch without content has none.

    `ends` are the positions where stretches end, each with its `w:sectPr` as the first section and as a later one; the
    first of them is where the body begins.
    """
    begin = first = ends[0][0]
    stretches: list[tuple[list[bytes], tuple[bytes, bytes]]] = []
    for position, section in ends[1:]:
        content = [piece for piece in pieces[begin:position] if piece]
        if content:
            stretches.append((content, section))
        begin = position
    result = pieces[:first]
    for number, (content, section) in enumerate(stretches):
        own = section[1] if number else section[0]
        if number < len(stretches) - 1:
            result += _end_section(content, own)
        else:
            result += content
            if needs_tail(content):
                result.append(TINY_PARAGRAPH)
            result.append(own)
    if not stretches:
        result += [TINY_PARAGRAPH, ends[-1][1][0]]
    return result + pieces[begin:]


def _end_section(content: list[bytes], section: bytes) -> list[bytes]:
    """Put the end of a section into its last paragraph, or into one that nobody sees."""
    tail = b"".join(content[-12:])
    start = max((found.start() for found in _PARAGRAPH_START.finditer(tail)), default=-1)
    paragraph = tail[start:] if start >= 0 else b""
    fits = paragraph.endswith(b"</w:p>") and paragraph.count(b"</w:p>") == 1 and b"<w:sectPr" not in paragraph
    if not fits:
        own = b"<w:p><w:pPr>" + TINY_PROPERTIES.encode() + section + b"</w:pPr></w:p>"
        return [*content, own]
    properties_end = paragraph.find(b"</w:pPr>")
    if properties_end >= 0:
        ended = paragraph[:properties_end] + section + paragraph[properties_end:]
    else:
        inside = paragraph.index(b">") + 1
        ended = paragraph[:inside] + b"<w:pPr>" + section + b"</w:pPr>" + paragraph[inside:]
    return [*content[:-12], tail[:start] + ended]
