"""Which of two lists' things are the same ones: equal ones first, then those that are most alike, in order."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

ALIKE: Final = 0.55  # of the words of two texts that are the same one changed
Thing = TypeVar("Thing")
Pair = tuple[Thing | None, Thing | None]


def aligned(
    old: Sequence[Thing],
    new: Sequence[Thing],
    likeness: Callable[[Thing, Thing], float],
    key: Callable[[Thing], Hashable],
) -> list[Pair[Thing]]:
    """Which new thing each old one has become, in reading order; (old, None) is gone, (None, new) came.

    `key` tells equal things, `likeness` (0 to 1) those that were changed.
    """
    pairs: list[Pair[Thing]] = []
    matcher = SequenceMatcher(None, [key(one) for one in old], [key(one) for one in new], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pairs += zip(old[i1:i2], new[j1:j2], strict=True)
        else:
            between: list[Pair[Thing]] = _by_likeness(old[i1:i2], new[j1:j2], likeness)
            pairs += between
    return pairs


def _by_likeness(
    old: Sequence[Thing], new: Sequence[Thing], likeness: Callable[[Thing, Thing], float]
) -> list[Pair[Thing]]:
    """The pairs whose likenesses add up to the most, none below `ALIKE`; what is left stands before the next pair."""
    alike = [[likeness(was, now) for now in new] for was in old]
    score = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            together = score[i + 1][j + 1] + alike[i][j] if alike[i][j] >= ALIKE else 0.0
            score[i][j] = max(score[i + 1][j], score[i][j + 1], together)
    pairs: list[Pair[Thing]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if alike[i][j] >= ALIKE and score[i][j] == score[i + 1][j + 1] + alike[i][j]:
            pairs.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif score[i][j] == score[i + 1][j]:
            pairs.append((old[i], None))
            i += 1
        else:
            pairs.append((None, new[j]))
            j += 1
    return [*pairs, *((one, None) for one in old[i:]), *((None, one) for one in new[j:])]


def same_words(old: str, new: str) -> float:
    """How much of two texts is the same words in the same order, 0 to 1."""
    if old == new:
        return 1.0
    matcher = SequenceMatcher(None, old.split(), new.split(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE / 2 else 0.0
