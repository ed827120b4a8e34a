"""What is one typographic rule, and how are the rules that a text needs chosen? By the shape of the text.

Trying every pattern on every text is slow. So each rule names short pieces of the *shape* of a text (letters as «я» and
«Я», digits as «9», see `shape`) without which its pattern can't match, and only the rules whose pieces are there run.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from nastav_docs.russian.dates import MONTHS_GEN, MONTHS_NOM
from nastav_docs.russian.numbers import NBSP

# The text to write, or a function of the match that gives it; None leaves the place as it is.
Replacement = str | Callable[["re.Match[str]"], str | None]

# Parts that the patterns of several modules are made of.
LETTER = "А-Яа-яЁё"
# A space or U+00A0.
GAP = "[ \u00a0]"
YEAR = r"(?:19|20)[0-9]{2}"
IN_MONTH = "|".join(MONTHS_GEN)
MONTHS = "|".join((*MONTHS_GEN, *MONTHS_NOM))


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, where it looks, what it writes there.

    `needs`: the pattern is tried only if each of these groups has a piece in the shape of the text. `written`: the
    pattern. `replacement`: the new text, or a function of the match that gives it (None: leave as it is).
    `message`: what the checker says, in Russian; a rule without one belongs to typesetting and is no finding.
    """

    name: str
    needs: tuple[tuple[str, ...], ...]
    written: str
    replacement: Replacement
    message: str = ""

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern; compiled when a text first needs the rule, as most texts need few."""
        return compiled(self.written)


@cache
def compiled(written: str) -> re.Pattern[str]:
    """The pattern of a rule, compiled once."""
    return re.compile(written)


def rule(name: str, needs: str, pattern: str, replacement: Replacement, message: str = "") -> Rule:
    """A `Rule`; `needs` is written «9я|9=я&Z»: «=» is a space of either kind, «|» is or, «&» is and.

    `rule("TYP-X", "9=я", "", "").needs` → `(('9_я', '9~я'),)`.
    """
    groups = (group.split("|") for group in needs.split("&"))
    pieces = tuple(tuple(dict.fromkeys(piece.replace("=", gap) for piece in group for gap in "_~")) for group in groups)
    return Rule(name, pieces, pattern, replacement, message)


class _Shape(dict[int, int]):
    """Characters → their class for `str.translate`; a character of no class stands for itself."""

    def __missing__(self, key: int) -> int:
        return key


_SHAPE = _Shape({code: code for code in range(0x2200)})
for _class, _members in (
    ("я", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    ("Я", "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"),
    ("z", "abcdefghijklmnopqrstuvwxyz"),
    ("Z", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ("9", "0123456789"),
    ("w", "_"),
    ("_", " "),
    ("~", NBSP),
):
    _SHAPE.update(dict.fromkeys(map(ord, _members), ord(_class)))
# The same of each byte of a text in Windows-1251; one byte is no character there, and stands in no text.
_SHAPE_OF_BYTES = bytes(range(256)).decode("cp1251", "replace").translate(_SHAPE).encode("cp1251", "replace")


def shape(text: str) -> str:
    """The text with every character replaced by its class, a line feed at both ends.

    `shape("№ 5 г.")` → «№_9_я.». The classes: «я», «Я» Cyrillic letters, «z», «Z» Latin ones, «9» digits, «_» a space,
    «~» U+00A0, «w» the underscore.
    """
    try:  # nearly every text has letters of this table alone, by which it is ten times as quick
        return f"\n{text.encode('cp1251').translate(_SHAPE_OF_BYTES).decode('cp1251')}\n"
    except UnicodeEncodeError:
        return f"\n{text.translate(_SHAPE)}\n"
