"""Nouns that look like the subject of a predicate and cannot be: behind a preposition, in the genitive of another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.rules.language.syntax.mistakes import agree, dead, goes, group_at, listed
from nastav_docs.rules.language.syntax.sentence import NOMINAL

if TYPE_CHECKING:
    from nastav_docs.rules.language.syntax.sentence import Sentence, Word

# Nouns that say when by themselves: «Неделю школы закрыты».
TIMES: Final = listed("times")


def is_aside(sentence: Sentence, at: int, predicate: int) -> bool:
    """Whether a noun before a predicate is surely not its subject: «время» of «Учителя во время перемен находятся»."""
    return is_prepositional(sentence, at) or is_of_opening(sentence, at, predicate)


def is_prepositional(sentence: Sentence, at: int) -> bool:
    """Whether a noun stands right behind a preposition, or with its adjectives between: «по новому расписанию»."""
    words = sentence.words
    first = at
    while first > 0 and words[first - 1].only("ADJF", "PRTF") and goes_with(words[first - 1], words[at]):
        first -= 1
    return first > 0 and words[first - 1].kind == "word" and words[first - 1].only("PREP")


def goes_with(adjective: Word, noun: Word) -> bool:
    """Whether an adjective agrees with a noun in another case than the nominative."""
    return any(agree(p.tag, q.tag) for p in adjective.readings for q in noun.readings if q.tag.case != "nomn")


def is_of_opening(sentence: Sentence, at: int, predicate: int) -> bool:
    """Whether a noun belongs to the thing that opens the sentence: «занятий» of «Учёт посещаемости занятий ведётся».

    Two nouns side by side are a thing and what it is of, where the predicate takes no object.
    """
    words = sentence.words
    group = group_at(sentence, int(words[0].kind in {"number", "mark"}))
    if group is None or not group.head < at < predicate or not takes_no_object(words[predicate]):
        return False
    head = words[group.head]
    if "nomn" not in group.cases or not dead(head) or not head.only("NOUN") or head.lemmas() & TIMES:
        return False
    return all(
        w.kind == "word" and w.about.parts <= NOMINAL and "gent" in w.cases() for w in words[group.head + 1 : at + 1]
    )


def opens_with_object(sentence: Sentence, subject: int, predicate: int) -> bool:
    """Whether a thing opens a sentence and its verb has an object behind: «Итоги опроса показал хорошую динамику»."""
    words = sentence.words
    group = group_at(sentence, int(words[0].kind in {"number", "mark"}))
    if group is None or group.head != subject or "nomn" not in group.cases or words[subject].lemmas() & TIMES:
        return False
    return has_object(sentence, predicate) and all(
        w.kind in {"number", "quote"} or (w.only("NOUN", "ADJF", "PRTF") and "gent" in w.cases())
        for w in words[subject + 1 : predicate]
    )


def has_object(sentence: Sentence, at: int) -> bool:
    """Whether behind a verb its object stands, which cannot be its subject; no time, and no part of a row."""
    words = sentence.words
    verb = words[at]
    if (
        not verb.only("VERB")
        or not verb.may("tran")
        or any({"1per", "2per", "impr"} & p.tag.grammemes for p in verb.readings)
    ):
        return False
    group = group_at(sentence, at + 1)
    _, stop = sentence.stretch(at)
    if group is None or "accs" not in group.cases or words[group.head].lemmas() & TIMES or stop < len(words) - 1:
        return False
    if any(w.low in {"и", "или"} or w.kind in {"name", "latin"} for w in words[at + 1 : stop]):
        return False
    head = words[group.head]
    subject = "nomn" in group.cases and any(
        p.tag.case == "nomn" and any(goes(v.tag, p.tag) for v in verb.readings) for p in head.readings
    )
    return dead(head) and not subject


def takes_no_object(word: Word) -> bool:
    """Whether a predicate has no object: «ведутся», «утверждён»."""
    return all(p.tag.POS in {"PRTS", "ADJS"} or "intr" in p.tag for p in word.readings)
