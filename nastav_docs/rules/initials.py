"""The first letters of a text's words in a row, by which the words are found that spell out an abbreviation."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = re.compile(r"([\w-])[\w-]*\s*")


class Initials(NamedTuple):
    """The first letters of words, small, a space where more than white space parts two; and where each stands."""

    letters: str
    starts: tuple[int, ...]


@lru_cache(maxsize=1 << 13)
def initials(text: str) -> Initials:
    """The first letters of a text's words: of «Целевая модель (ЦМН), план» they are «цм ц п»."""
    letters: list[str] = []
    starts: list[int] = []
    end = 0
    for match in WORD.finditer(text):
        start = match.start()
        if start != end and letters:
            letters.append(" ")
            starts.append(end)
        letters.append(match[1])
        starts.append(start)
        end = match.end()
    return Initials("".join(letters).lower(), tuple(starts))


def spelt_out(short: str, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern whose words begin with the letters of an abbreviation, as `pattern.finditer` has them.

    It is tried only where words with these letters stand: a pattern that begins at any letter takes a second for 150
    pages and thirty abbreviations.
    """
    letters, starts = initials(text)
    wanted = short.lower()
    at, end = letters.find(wanted), 0
    while at >= 0:
        match = pattern.match(text, starts[at]) if starts[at] >= end else None
        if match is not None:
            yield match
            end = match.end()
        at = letters.find(wanted, at + 1)
