"""Patterns that are looked for, and compiled, only where a text has one of their signs: most texts have none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@lru_cache(maxsize=4)
def lowered(text: str) -> str:
    """A text in small letters; kept, as all patterns ask for that of one paragraph."""
    return text.lower()


@dataclass(frozen=True)
class Sought:
    r"""A pattern and its signs: words in small letters of which each text that it finds something in has one.

    `Sought(r"(?<![\w-])которая\s(?P<verb>[а-яё]{4,})", ("которая",))`. To look for a word is a hundred times as quick
    as to try a pattern at each letter.
    """

    pattern: str
    signs: tuple[str, ...]
    flags: int = 0

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern as `re` has it, made on first need."""
        return re.compile(self.pattern, self.flags)

    def may_be_in(self, text: str) -> bool:
        """Whether a text has a sign of the pattern."""
        low = lowered(text)
        for sign in self.signs:  # noqa: SIM110 - a generator takes longer than the look
            if sign in low:
                return True
        return False

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in a text, as `re` finds them."""
        return self.compiled.finditer(text) if self.may_be_in(text) else iter(())

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first match from a place on."""
        return self.compiled.search(text, start) if self.may_be_in(text) else None
