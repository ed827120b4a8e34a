"""What became of the points of a paper, or of the rows of its table: changed, added, repealed; by likeness, not number.

Numbers are those of the paper as it was issued, and stay: a repealed point keeps its own, an added one gets the next
one, or one behind that of the point before it («5.1», or «5¹» where 5 has sub-points; behind «5.1» «5.1¹»).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from nastav_docs.amendments.alignment import aligned, same_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nastav_docs.amendments.alignment import Pair
    from nastav_docs.amendments.printed_text import TextItem

ROMANS: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")
POWERS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What became of one point or row.

    `number` is its number in the paper as issued and amended, `after` the item (as it was) that an added one stands
    behind, None where it is the first; `within` is the section or point that holds it.
    """

    kind: Literal["changed", "added", "repealed"]
    number: str
    old: TextItem | None
    new: TextItem | None
    after: TextItem | None = None
    within: TextItem | None = None


@dataclass(frozen=True, slots=True)
class ItemsCompared:
    """All changes of the items of a part in reading order, and the numbers that the new state prints otherwise.

    `moved` are pairs: the number in the paper as amended, the number that the new state prints.
    """

    changes: tuple[ItemChange, ...]
    moved: tuple[tuple[str, str], ...] = ()


def compare_items(old: Sequence[TextItem], new: Sequence[TextItem]) -> ItemsCompared:
    """Compare the points or rows of a part in two states."""
    found = _Comparison({item.number for top in old for item in top.walk() if item.number})
    found.compare(old, new, None, "")
    return ItemsCompared(tuple(found.changes), tuple(found.moved))


REPEALED: Final = ("утратил силу", "утратила силу", "утратило силу", "исключен", "исключён", "исключена")


def is_repealed(item: TextItem) -> bool:
    """Whether a point says only that it is repealed: «Утратил силу.»."""
    return item.text.strip(" .()").lower() in REPEALED


class _Comparison:
    """What has been found so far; `taken` are the numbers that stand or have been given."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = taken
        self.changes: list[ItemChange] = []
        self.moved: list[tuple[str, str]] = []

    def compare(self, old: Sequence[TextItem], new: Sequence[TextItem], within: TextItem | None, before: str) -> None:
        """Compare items of one level; `before` is the number of the point that holds them, with its stop."""
        pairs = _first_kept(_pairs(old, new))
        last, behind, branches = "", None, False
        for at, (was, now) in enumerate(pairs):
            if was is None:
                assert now is not None  # noqa: S101  a pair has one of the two
                at_end = all(one is None for one, _ in pairs[at:])
                number = _new_number(last, before, branches, self.taken, at_end=at_end)
                number = number if now.number or (old and old[0].number) else ""
                behind_it = self.added(now, number, behind, within)
                last, behind, branches = number or last, behind_it, bool(now.children)
                continue
            last, behind = was.number or last, was
            branches = bool(was.children or (now is not None and now.children))
            if now is None or (is_repealed(now) and not is_repealed(was)):
                self.changes.append(ItemChange("repealed", was.number, was, now, None, within))
                continue
            if was.cells != now.cells:
                self.changes.append(ItemChange("changed", was.number, was, now, None, within))
            self._note(was.number, now)
            self.compare(was.children, now.children, was, f"{was.number}." if was.number else "")

    def added(self, now: TextItem, number: str, behind: TextItem | None, within: TextItem | None) -> TextItem:
        """Note an added item; gives it with its number in the paper as amended."""
        item = renumbered(now, number)
        self.changes.append(ItemChange("added", number, None, now, behind, within))
        for ours, theirs in zip(item.walk(), now.walk(), strict=True):
            self._note(ours.number, theirs)
            self.taken.add(ours.number)
        return item

    def _note(self, number: str, now: TextItem) -> None:
        if now.number and number != now.number:
            self.moved.append((number, now.number))


def renumbered(item: TextItem, number: str) -> TextItem:
    """An item with another number, and its sub-points after it."""
    if not item.number or not number:
        return item
    children = tuple(
        renumbered(child, child.number.replace(item.number, number, 1))
        if child.number.startswith(f"{item.number}.")
        else child
        for child in item.children
    )
    return replace(item, number=number, children=children)


def _new_number(last: str, before: str, has_children: bool, taken: set[str], *, at_end: bool) -> str:  # noqa: FBT001
    """The number of an item that is added behind the one numbered `last` («» for the first of all)."""
    if not last:
        return f"{before}1"
    if last.isalpha() and last in ROMANS:
        return ROMANS[ROMANS.index(last) + 1] if at_end and last != ROMANS[-1] else f"{last}¹"
    base, _, figure = last.rpartition(".")
    if at_end:
        head = f"{base}." if base else ""
        plain = figure.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹")
        number = int(plain) + 1 if plain.isdecimal() else 1
        while f"{head}{number}" in taken:
            number += 1
        return f"{head}{number}"
    root = last.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹") if "¹" in last else last
    if has_children or root != last or f"{before}{figure}" == last != figure:
        power = 1
        while f"{root}{str(power).translate(POWERS)}" in taken:
            power += 1
        return f"{root}{str(power).translate(POWERS)}"
    stem = last
    if stem.rpartition(".")[0] in taken and before.rstrip(".") != stem.rpartition(".")[0]:
        stem = stem.rpartition(".")[0]  # behind «5.1», itself added behind 5, comes «5.2»
    number = 1
    while f"{stem}.{number}" in taken:
        number += 1
    return f"{stem}.{number}"


def _pairs(old: Sequence[TextItem], new: Sequence[TextItem]) -> list[Pair[TextItem]]:
    """Which new item each old one has become, in reading order.

    As many as can be are paired by likeness; what is left between two pairs is paired in order.
    """
    pairs: list[Pair[TextItem]] = []
    gone: list[TextItem] = []
    came: list[TextItem] = []
    for was, now in aligned(old, new, likeness, lambda item: item):
        if was is not None and now is not None:
            pairs += [*_in_order(gone, came), (was, now)]
            gone, came = [], []
        elif was is not None:
            gone.append(was)
        elif now is not None:
            came.append(now)
    return [*pairs, *_in_order(gone, came)]


def _in_order(gone: Sequence[TextItem], came: Sequence[TextItem]) -> list[Pair[TextItem]]:
    """Items between two that were found again: as many as there are of both are the same ones, written anew."""
    if any(item.section for item in (*gone, *came)):  # a section is written anew only by its name
        return [*((item, None) for item in gone), *((None, item) for item in came)]
    both = min(len(gone), len(came))
    pairs: list[Pair[TextItem]] = list(zip(gone, came, strict=False))
    return [*pairs, *((item, None) for item in gone[both:]), *((None, item) for item in came[both:])]


def _first_kept(
    pairs: list[Pair[TextItem]],
) -> list[Pair[TextItem]]:
    """The pairs with the first of the old items first: there is no number before 1.

    What is added before it takes its number, and it is written again behind that.
    """
    first = next((at for at, (was, _) in enumerate(pairs) if was is not None), None)
    if not first:
        return pairs
    was = pairs[first][0]
    shifted = [now for _, now in pairs[: first + 1] if now is not None]
    return [(was, shifted[0]), *((None, now) for now in shifted[1:]), *pairs[first + 1 :]]


@lru_cache(maxsize=4096)
def likeness(old: TextItem, new: TextItem) -> float:
    """How much two items say the same, from 0 to 1; sub-points count for less than the point itself."""
    if old.section != new.section:
        return 0.0
    if old.cells == new.cells and old.children == new.children:
        return 1.0
    own = same_words("\n".join(old.cells), "\n".join(new.cells))
    first = same_words(old.text, new.text)
    own = max(own, first)
    if not old.children or not new.children:
        return min(own, 0.99)
    below = same_words(
        "\n".join(one.text for one in old.walk() if one is not old),
        "\n".join(one.text for one in new.walk() if one is not new),
    )
    return min(max(own, (own + 2 * below) / 3), 0.99)
