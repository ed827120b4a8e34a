"""The first letters of a text's words in a row: where an abbreviation is not among them, no words spell it out."""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"(\s*)([\w-])[\w-]*")


@lru_cache(maxsize=64)
def initials(text: str) -> str:
    """The first letter of each word in small letters; a space where more than white space parts two words.

    `initials("Целевая модель наставничества (ЦМН), план")` → «цмн ц п».
    """
    found: list[str] = []
    end = 0
    for match in WORD.finditer(text):
        if match.start() != end and found:
            found.append(" ")
        found.append(match[2])
        end = match.end()
    return "".join(found).lower()


def times_spelt(short: str, text: str) -> int:
    """How many times, at most, a text spells out an abbreviation: `times_spelt("ЦМН", "целевая модель")` → 0."""
    return initials(text).count(short.lower())
