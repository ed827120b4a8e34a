"""Subjects that are several, or a quantity: the predicate's number beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.agreement import is_actor, is_odd_predicate
from nastav_docs.rules.language.syntax.asides import has_object
from nastav_docs.rules.language.syntax.mistakes import Mistake, acts, group_at
from nastav_docs.rules.language.syntax.sentence import STOPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word


def quantities(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «большинство коллектива высказались»: a quantity of a singular and a plural predicate."""
    words = sentence.words
    for at, word in enumerate(words):
        if word.low not in {"большинство", "меньшинство", "часть", "половина"}:
            continue
        group = group_at(sentence, at + 1)
        if (
            group is None
            or "gent" not in group.cases
            or any(p.tag.number == "plur" for p in words[group.head].readings if p.tag.case == "gent")
        ):
            continue
        verb = next((w for w in words[group.head + 1 : group.head + 4] if w.only("VERB", "PRTS")), None)
        if verb is None or not all(p.tag.number == "plur" for p in verb.readings):
            continue
        gender = {"большинство": "neut", "меньшинство": "neut"}.get(word.low, "femn")
        made = verb.likely[0].inflect(
            {"sing", gender} if "past" in verb.likely[0].tag or verb.only("PRTS") else {"sing"}
        )
        right = str(made.word) if made is not None else ""
        yield Mistake(
            codes.PREDICATE,
            verb.start,
            verb.end,
            f"При «{word.low} {words[group.head].text}» сказуемое – в единственном числе",
            right,
        )


def several_people(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Директор школы и его заместитель несёт»: two persons or bodies and a singular predicate."""
    words = sentence.words
    first = group_at(sentence, 0)
    if first is None or not nominative_actor(words[first.head]):
        return
    for at in range(first.head + 1, min(first.head + 6, len(words) - 2)):
        if words[at].text in STOPS or acts(words[at]):
            return
        if words[at].low != "и":
            continue
        begin = at + 1 + (words[at + 1].low in {"его", "её", "ее", "их"})
        second = group_at(sentence, begin)
        if second is None or not nominative_actor(words[second.head]):
            return
        for index in range(second.head + 1, min(second.head + 4, len(words))):
            verb = words[index]
            if (
                verb.only("VERB", "PRTS")
                and all(p.tag.number == "sing" for p in verb.readings)
                and not is_odd_predicate(verb)
            ):
                made = verb.likely[0].inflect({"plur"})
                yield Mistake(
                    codes.PREDICATE,
                    verb.start,
                    verb.end,
                    "Подлежащих два, сказуемое – в единственном числе",
                    str(made.word) if made is not None else "",
                )
                return
            if not verb.only("NOUN", "ADJF") or "gent" not in verb.cases():
                return


def nominative_actor(word: Word) -> bool:
    """Whether a word can only be a person in the nominative singular, or is a body that acts and may be in it."""
    if is_actor(word):
        return any(p.tag.case == "nomn" and p.tag.number == "sing" for p in word.likely)
    return word.only("NOUN") and {(str(p.tag.case), str(p.tag.number), str(p.tag.animacy)) for p in word.likely} == {
        ("nomn", "sing", "anim")
    }


# One of several, whose predicate is singular: its gender.
ONES: Final = {
    "каждый": "masc", "каждая": "femn", "каждое": "neut", "любой": "masc", "любая": "femn", "любое": "neut",
    "один": "masc", "одна": "femn", "одно": "neut", "никто": "masc", "кто-то": "masc", "кто-либо": "masc",
    "кто-нибудь": "masc", "некто": "masc", "кто": "masc",
}  # fmt: skip


def each_of(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Каждый из членов жюри заполняют»: one of several and a plural predicate."""
    words = sentence.words
    for at, word in enumerate(words[:-3]):
        gender = ONES.get(word.low)
        if gender is None or words[at + 1].low != "из" or not opens(sentence, at):
            continue
        group = group_at(sentence, at + 2)
        if group is None or "gent" not in group.cases:
            continue
        verb = group.head + 1
        while verb < len(words) and belongs(words[verb]):
            verb += 1
        verb += verb < len(words) and words[verb].low == "не"
        if verb >= len(words) or not words[verb].only("VERB", "PRTS", "ADJS"):
            continue
        said = words[verb]
        if not all(p.tag.number == "plur" for p in said.readings) or (is_odd_predicate(said) and not is_able(said)):
            continue
        if not (is_subject(words, at, group.head) or said.only("PRTS", "ADJS") or has_object(sentence, verb)):
            continue
        made = said.likely[0].inflect(
            {"sing", gender} if "past" in said.likely[0].tag or not said.only("VERB") else {"sing"}
        )
        message = f"При «{word.text} из …» сказуемое – в единственном числе: «{said.text}»"
        yield Mistake(codes.PREDICATE, said.start, said.end, message, str(made.word) if made is not None else "")


def is_able(word: Word) -> bool:
    """Whether a predicate is «могут», which only the number of its subject tells from «может»."""
    return word.low == "могут"


def opens(sentence: Sentence, at: int) -> bool:
    """Whether a word opens a clause, perhaps behind a turn with a preposition: «В конце года каждый из …»."""
    start, _ = sentence.stretch(at)
    before = sentence.words[start : at - (sentence.low(at - 1) == "ни")]
    return not any(acts(w) or w.low in {"и", "а", "ни", "или", "не"} for w in before) and (
        not before or before[0].only("PREP", "CONJ") or before[0].kind == "number"
    )


def belongs(word: Word) -> bool:
    """Whether a word goes on what the several are of: «членов жюри», «школ № 5 и № 7»."""
    return word.kind in {"number", "quote"} or (word.only("NOUN", "ADJF") and "gent" in word.cases())


def is_subject(words: tuple[Word, ...], at: int, head: int) -> bool:
    """Whether the one cannot be an object: by its form, or as one of living beings."""
    return words[at].low in {"каждая", "любая", "одна", "никто", "некто", "кто"} or all(
        p.tag.animacy == "anim" or "Subx" in p.tag for p in words[head].likely
    )


RULES = (several_people, quantities, each_of)
