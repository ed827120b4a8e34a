"""Would a justified paragraph show wide gaps? Its lines are broken as Word breaks them, by the widths of the letters.

Official papers are not hyphenated, so a long word that goes to the next line leaves the one before it stretched.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nastav_docs.russian.numbers_apart import numbers_apart

if TYPE_CHECKING:
    from collections.abc import Mapping

# The widths of letters in thousandths of the size, in Times New Roman and the fonts made after it.
LETTERS: Final[Mapping[str, int]] = {
    letter: width
    for letters, width in (
        ("\u00a0.,", 250), (":;/ijlt", 278), ("!()-frI", 333), ("sJ", 389), ("з", 395), ("г", 410), ("э", 429),
        ("т", 437), ("„“аесёacez", 444), ("ья", 458), ("в", 472), ("к", 486), ("чЗл", 501), ("бд", 509),
        ("ийнпцъ", 533), ("РFPSБЬ", 565), ("ГЕТЁELTZ", 605), ("мф", 640), ("ЧЭВКСЯBCR", 665), ("ыЛДж", 680),
        ("УАИЙНОПХЦЪwADGHKNOQUVXY", 720), ("ю", 747), ("шщmФ%", 780), ("ЫМM", 885), ("ЖW№", 940), ("ШЩЮ", 1010),
    )
    for letter in letters
}  # fmt: skip
USUAL_LETTER: Final = 500
USUAL_LINE: Final = 34_421  # 170 mm of 14 pt
SPACE: Final = 250
INDENT: Final = 2530  # 1,25 cm of 14 pt
# What a gap may be before a reader sees holes in the line: two spaces.
WIDEST_GAP: Final = 500
# A line turns out up to a fiftieth narrower or wider than counted: fonts differ, and so do kerning and numbers.
FIFTIETH: Final = 50
_WORD: Final = re.compile(r"[^ \n]+")


def stretched(text: str, line: int, number: int = 0) -> bool:
    """Whether a justified paragraph would have a line with gaps wider than `WIDEST_GAP`.

    `line` is the width of a line in thousandths of the letters' size, `number` of how many parts the number before the
    text is: 2 for «1.4.». An address of a site counts always: it is broken nowhere.

        stretched("Настоящее Положение определяет цели, формы и\u00a0порядок наставничества", 34_000, 2)  # True
    """
    # all digits are as wide as five: texts that differ in the number of a school are measured once
    return "://" in text or _has_holes(numbers_apart(text)[0], line, INDENT + (number and number * 750 + SPACE))


@lru_cache(maxsize=4096)
def _has_holes(text: str, line: int, indent: int) -> bool:
    """Whether a gap is too wide in the line as counted, in a narrower or a wider one."""
    widths = [_width(word) for word in _WORD.findall(text)]
    return any(_one_has_holes(widths, way, indent) for way in (line, line - line // FIFTIETH, line + line // FIFTIETH))


def _one_has_holes(widths: list[int], line: int, indent: int) -> bool:
    """Whether a gap is too wide where words of these widths are broken into lines; the last line is not stretched."""
    used = indent + widths[0] if widths else 0
    gaps = 0
    for width in widths[1:]:
        if used + SPACE + width <= line:
            used += SPACE + width
            gaps += 1
        elif SPACE + (line - used) // max(gaps, 1) > WIDEST_GAP:
            return True
        else:
            used, gaps = width, 0
    return False


@lru_cache(maxsize=8192)
def _width(word: str) -> int:
    return sum(LETTERS.get(letter, USUAL_LETTER) for letter in word)
