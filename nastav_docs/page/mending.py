"""Single lines of a file of settings that cannot be read, as they stand, and back with no other byte changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

BEFORE: Final = 2  # lines above the one at which YAML stops: it often notices a fault late
AFTER: Final = 1


@dataclass(frozen=True, slots=True)
class FileLine:
    """A line of a file, counted from 1; `faulty` where its reader has stopped."""

    number: int
    text: str
    faulty: bool = False


def lines_around(data: bytes, line: int, faulty: int) -> tuple[FileLine, ...]:
    """The lines of a file around one, `faulty` marked among them; none where the file is no text in UTF-8."""
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        return ()
    at = min(max(line, 1), len(lines))
    numbers = range(max(at - BEFORE, 1), min(at + AFTER, len(lines)) + 1)
    return tuple(FileLine(number, lines[number - 1].removesuffix("\r"), number == faulty) for number in numbers)


def with_lines(data: bytes, changes: Mapping[int, str]) -> bytes:
    """The file with other texts in some of its lines; line ends and all other bytes stay.

    Raises ValueError for a line that the file does not have, or a text of several lines.
    """
    lines = data.split(b"\n")
    mark = b"\xef\xbb\xbf"
    for number, text in changes.items():
        if not 1 <= number <= len(lines) or "\n" in text or "\r" in text:
            raise ValueError(number)
        old = lines[number - 1]
        begins = mark if number == 1 and old.startswith(mark) else b""
        lines[number - 1] = begins + text.encode() + (b"\r" if old.endswith(b"\r") else b"")
    return b"\n".join(lines)
