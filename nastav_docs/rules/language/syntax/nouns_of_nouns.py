"""Nouns that depend on the noun before them and do not stand in the genitive: «состояние преподавание»."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import Mistake, acts, dead, group_at, in_case, inflect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence


def noun_on_noun(sentence: Sentence) -> Iterator[Mistake]:
    """Finds a noun of action that should be in the genitive: «состояние преподавание», «возможность выделение»."""
    words = sentence.words
    for at, (first, second) in enumerate(itertools.pairwise(words)):
        if not second.low.endswith(("ние", "тие")) or not second.only("NOUN") or not second.text.islower():
            continue
        if not first.only("NOUN") or not dead(first) or not {"nomn", "accs"} & first.cases() or first.low == second.low:
            continue
        _, stop = sentence.stretch(at)
        if is_of_turn(sentence, at) or is_owner(sentence, at):
            continue
        if not second.cases() <= {"nomn", "accs"} or any(acts(w) for w in words[at + 2 : stop]):
            continue
        right = f"{first.text} {inflect(second.low, 'nomn', 'gent')}"
        message = f"После «{first.text}» – родительный падеж: «{second.text}»"
        yield Mistake(codes.GOVERNMENT, first.start, second.end, message, right)


def is_of_turn(sentence: Sentence, at: int) -> bool:
    """Whether a noun is of a turn with the verb before it: «утратившим силу положение», «ввести в действие …»."""
    before = sentence.words[at - 1] if at else None
    if before is None:
        return False
    verb = at > 1 and (acts(sentence.words[at - 2]) or sentence.words[at - 2].may("PRTF"))
    return (before.only("PREP") and verb) or (
        "сила" in sentence.words[at].lemmas() and (acts(before) or before.may("PRTF"))
    )


def is_owner(sentence: Sentence, at: int) -> bool:
    """Whether a noun belongs to the one before it, and an object follows: «Разместить на сайте школы положение»."""
    words = sentence.words
    owned = at > 1 and "gent" in words[at].cases() and words[at - 1].only("NOUN")
    return owned and any(acts(word) for word in words[: at - 1])


def noun_like_noun(sentence: Sentence) -> Iterator[Mistake]:
    """Finds a noun in the case of the noun that it depends on: «с законодательством Российской Федерацией»."""
    words = sentence.words
    for at in range(1, len(words) - 1):
        first = words[at]
        if words[at - 1].low not in {"с", "со", "над", "за"} or first.cases() != {"ablt"} or not first.only("NOUN"):
            continue
        group = group_at(sentence, at + 1)
        if group is None or group.cases != {"ablt"}:
            continue
        head = words[group.head]
        if not dead(first) or not dead(head):
            continue
        if sentence.links()[group.head].head != at:
            continue
        made = in_case(sentence, group, "ablt", "gent")
        message = f"После «{first.text}» – родительный падеж: «{head.text}»"
        yield Mistake(codes.GOVERNMENT, first.start, head.end, message, f"{first.text} {made}" if made else "")


RULES = (noun_on_noun, noun_like_noun)
