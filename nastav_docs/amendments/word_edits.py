"""From one text to another by words that are replaced, added and taken out, each named so that no other is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_EDITS: Final = 3  # in one text: beyond, a reader is better served by the whole text anew
FEW_WORDS: Final = 3  # so many may always be replaced by themselves
MANY_WORDS: Final = 8  # so many may always be added
QUOTES: Final = (("«", "»"), ("„", "“"))
STOPS: Final = ",.;:)"
STOPPED: Final = re.compile(r"[а-яё\d][,.;:)]$")  # not «А.И.»


@dataclass(frozen=True, slots=True)
class WordEdit:
    """One change of a text: the words `old` become `new`, are taken out, or `new` is added behind them."""

    kind: Literal["replace", "delete", "insert"]
    old: str
    new: str = ""


def word_edits(old: str, new: str) -> tuple[WordEdit, ...] | None:
    """The edits that make `new` of `old`; None where they would be many, large or not to be told apart.

    word_edits("в срок до 09.11.2020", "в срок до 01.12.2020")  # (WordEdit("replace", "09.11.2020", "01.12.2020"),)
    """
    if "\n" in old + new or not old or not new:
        return None
    before, after = old.split(" "), new.split(" ")
    hunks = _hunks(before, after)
    touched, added = (sum(hunk[at + 1] - hunk[at] for hunk in hunks) for at in (0, 2))
    if len(hunks) > MOST_EDITS or touched > max(FEW_WORDS, len(before) // 2) or added > max(MANY_WORDS, len(before)):
        return None
    found: list[WordEdit] = []
    for number, (i1, i2, j1, j2) in enumerate(hunks):
        left = hunks[number - 1][1] if number else 0
        right = hunks[number + 1][0] if number + 1 < len(hunks) else len(before)
        edit = _edit(before, after, (i1, i2, j1, j2), (left, right), old)
        if edit is None:
            return None
        found.append(edit)
    return tuple(found) if applied(old, found) == new else None


def applied(text: str, edits: Sequence[WordEdit]) -> str | None:
    """A text after edits, one after another; None where the words of one are not there exactly once."""
    for edit in edits:
        places = _places(text, edit.old)
        if len(places) != 1:
            return None
        start, end = places[0], places[0] + len(edit.old)
        if edit.kind == "replace":
            text = text[:start] + edit.new + text[end:]
        elif edit.kind == "delete":
            before, behind = text[:start].strip(), text[end:].strip()
            text = before + (" " if before and behind and behind[0] not in STOPS else "") + behind
        else:
            text = f"{text[:end]}{'' if edit.new[0] in STOPS else ' '}{edit.new}{text[end:]}"
    return text


def _hunks(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Where the words differ, as (from, to, from, to); two stretches with one word between them are one."""
    found: list[tuple[int, int, int, int]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if found and i1 - found[-1][1] <= 1:
            found[-1] = (found[-1][0], i2, found[-1][2], j2)
        else:
            found.append((i1, i2, j1, j2))
    return found


def _edit(
    before: Sequence[str], after: Sequence[str], hunk: tuple[int, int, int, int], room: tuple[int, int], whole: str
) -> WordEdit | None:
    """The edit of one hunk, with as many words around it as it takes to name the place; None where none does.

    `room` is how far it may reach without touching the edits beside it.
    """
    i1, i2, j1, j2 = hunk
    if i1 == i2 and i1 > room[0]:  # words are added behind others
        for start in range(i1 - 1, room[0] - 1, -1):
            anchor, added = " ".join(before[start:i1]), " ".join(after[j1:j2])
            if _once(whole, anchor) and balanced(anchor) and balanced(added) and added[0] not in STOPS:
                return WordEdit("insert", anchor, added)
        return None
    left, right = 0, 0
    while True:
        old, new = before[i1 - left : i2 + right], [*before[i1 - left : i1], *after[j1:j2], *before[i2 : i2 + right]]
        edit = _named(" ".join(old), " ".join(new))
        if old and _once(whole, edit.old) and balanced(edit.old) and balanced(edit.new):
            return edit
        if i1 - left > room[0] and left <= right:
            left += 1
        elif i2 + right < room[1]:
            right += 1
        elif i1 - left > room[0]:
            left += 1
        else:
            return None


def _named(old: str, new: str) -> WordEdit:
    """Words that become others, without the stop that both have behind them (that of initials is theirs)."""
    if not new:
        return WordEdit("delete", old)
    while old[-1:] == new[-1:] and STOPPED.search(old) and STOPPED.search(new):
        old, new = old[:-1], new[:-1]
    if old.startswith(f"{new} "):
        return WordEdit("delete", old[len(new) + 1 :])
    if old.endswith(f" {new}"):
        return WordEdit("delete", old[: -len(new) - 1])
    if old and new != old and new.startswith(old) and new[len(old)] in f"{STOPS} ":
        return WordEdit("insert", old, new[len(old) :].lstrip(" "))
    return WordEdit("replace", old, new)


def _once(text: str, words: str) -> bool:
    return len(_places(text, words)) == 1


def _places(text: str, words: str) -> list[int]:
    """Where words stand in a text as whole words."""
    left = r"(?<!\w)" if words[:1].isalnum() else ""
    right = r"(?!\w)" if words[-1:].isalnum() else ""
    return [found.start() for found in re.finditer(f"{left}(?={re.escape(words)}{right})", text)]


def balanced(text: str) -> bool:
    """Whether every quotation mark in a text has its pair there."""
    for opening, closing in QUOTES:
        depth = 0
        for sign in text:
            depth += (sign == opening) - (sign == closing)
            if depth < 0:
                return False
        if depth:
            return False
    return text.count('"') % 2 == 0
