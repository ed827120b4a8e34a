"""A text under correction, of which each character knows where it stood at first: what changed is read off, not sought.

Two texts of thousands of words alike cannot be compared in a reasonable time; what was put in and taken out is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WORDS: Final = re.compile(r"\w+|\W")
LONG: Final = 500  # words and signs of one change: where they repeat, each would be compared with each, for minutes


@dataclass(frozen=True, slots=True)
class FollowedText:
    """A text as it is `now`; `origin` has the place of each of its characters in the first text, -1 of a new one."""

    now: str
    origin: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> FollowedText:
        """A text as it was found."""
        return cls(text, tuple(range(len(text))))

    def put(self, edits: Iterable[tuple[int, int, str]]) -> FollowedText:
        """The text with edits made, each as (start, end, what stands there then); in order, none over another."""
        texts: list[str] = []
        origins: list[Iterable[int]] = []
        at = 0
        for start, end, said in edits:
            texts += (self.now[at:start], said)
            origins += (self.origin[at:start], (-1,) * len(said))
            at = end
        return FollowedText("".join((*texts, self.now[at:])), (*chain.from_iterable(origins), *self.origin[at:]))

    def alike(self, now: str) -> FollowedText:
        """The text with other characters in the places of some: both have one length."""
        return FollowedText(now, self.origin)


def differences(old: str, new: FollowedText) -> list[tuple[int, int, str]]:
    """The stretches of the old text that change, and what they become: whole words, signs and spaces one by one."""
    if new.now == old:
        return []
    return [
        (start + begin, start + finish, said)
        for start, end, first, last in changed(old, new)
        for begin, finish, said in word_by_word(old[start:end], new.now[first:last])
    ]


def changed(old: str, new: FollowedText) -> Iterator[tuple[int, int, int, int]]:
    """The stretches of both texts that differ, from the beginning of a word to the end of one: (start, end, …)."""
    begins, begins_now = ({len(text), *(match.start() for match in WORDS.finditer(text))} for text in (old, new.now))
    same = [
        (origin, place)
        for place, (origin, letter) in enumerate(zip(new.origin, new.now, strict=True))
        if origin >= 0 and old[origin] == letter
    ]
    # Places where a word begins in both texts and what stands before it is the same in both.
    ends = (len(old), len(new.now))
    meeting = [
        (following, following_now)
        for (one, other), (following, following_now) in pairwise((*same, ends))
        if (following, following_now) == (one + 1, other + 1) and following in begins and following_now in begins_now
    ]
    for (start, first), (end, last) in pairwise(((0, 0), *meeting, ends)):
        if old[start:end] != new.now[first:last]:
            yield start, end, first, last


def word_by_word(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """The stretches of words and signs that change."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    starts = list(accumulate((len(word) for word in before), initial=0))
    opcodes = SequenceMatcher(None, before, after, autojunk=len(before) > LONG).get_opcodes()
    yield from ((starts[a1], starts[a2], "".join(after[b1:b2])) for tag, a1, a2, b1, b2 in opcodes if tag != "equal")
