"""One typographic rule, and the shape of a text by which rules are chosen."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from nastav_docs.russian.dates import MONTHS_GEN, MONTHS_NOM
from nastav_docs.russian.numbers import NBSP

Replacement = str | Callable[["re.Match[str]"], str | None]

# Pieces of patterns
LETTER = "А-Яа-яЁё"
GAP = "[ \u00a0]"
YEAR = r"(?:19|20)[0-9]{2}"
IN_MONTH = "|".join(MONTHS_GEN)
MONTHS = "|".join((*MONTHS_GEN, *MONTHS_NOM))


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, where it looks, what it writes there.

    `needs`: the pattern is tried only where each of these groups has a piece in the shape of the text (see `shape`). A
    silent rule (no `message`) belongs to typesetting and is no finding.
    """

    name: str
    needs: tuple[tuple[str, ...], ...]
    written: str
    replacement: Replacement
    message: str = ""

    @property
    def pattern(self) -> re.Pattern[str]:
        """What it looks for, compiled when a text first wakes the rule: most texts wake few."""
        return _compiled(self.written)


@cache
def _compiled(written: str) -> re.Pattern[str]:
    return re.compile(written)


def rule(name: str, needs: str, pattern: str, replacement: Replacement, message: str = "") -> Rule:
    """A rule; `needs` is written «9я|9=я&Z»: «=» a space of either kind, «|» or, «&» and."""
    groups = (group.split("|") for group in needs.split("&"))
    pieces = tuple(tuple(dict.fromkeys(piece.replace("=", gap) for piece in group for gap in "_~")) for group in groups)
    return Rule(name, pieces, pattern, replacement, message)


class _Shape(dict[int, int]):
    """Characters by class for `str.translate`; what is in no class stands for itself."""

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


def shape(text: str) -> str:
    """The text with every character replaced by its class: «№ 5 г.» as «№_9_я.», a line feed at both ends."""
    return f"\n{text.translate(_SHAPE)}\n"
