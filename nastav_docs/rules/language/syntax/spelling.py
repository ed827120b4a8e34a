"""«Во» and «со»; endings of set phrases and numbers."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import Mistake, group_at, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.rules.language.syntax.sentence import Sentence


NUMBER_TAIL: Final = re.compile(r"(?P<number>\d+)-(?P<tail>и|ти|ми|им|их|го)(?!\w)")
# An ending of an ordinal longer than it is written: «20-ого».
LONG_TAIL: Final = re.compile(r"(?P<number>\d+)-(?P<tail>ого|его|ому|ему|ый|ий|ой|ая|ую|ое|ее|ые|ие|ых|ыми|ым|ом|ем)")
TAILS: Final = {
    "ого": "го", "его": "го", "ому": "му", "ему": "му", "ый": "й", "ий": "й", "ой": "й", "ая": "я", "ую": "ю",
    "ое": "е", "ее": "е", "ые": "е", "ие": "е", "ых": "х", "ыми": "ми", "ым": "м", "ом": "м", "ем": "м",
}  # fmt: skip
VOWELS: Final = frozenset("аеёиоуыэюя")


def vo(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «в вторник», «с студентами», «к всем»: a preposition that needs its vowel."""
    words = sentence.words
    for first, second in itertools.pairwise(words):
        if (
            first.kind != "word"
            or second.kind != "word"
            or first.low not in {"в", "с", "к"}
            or len(second.text) <= 1
            or second.text.isupper()
        ):
            continue
        low = second.low
        if not second.readings or (
            first.text.isupper() and first.start and len(first.text) == 1 and words[0] is not first
        ):
            continue
        if needs_vowel(first.low, low):
            right = f"{first.text}о {second.text}"
            yield Mistake(codes.VO, first.start, second.end, f"Перед «{second.text}» пишется «{first.low}о»", right)


def needs_vowel(preposition: str, word: str) -> bool:
    """Whether «в», «с», «к» are «во», «со», «ко» before a word."""
    first, second = word[0], word[1]
    if preposition == "в":
        return (
            (first in "вф" and second not in VOWELS and second not in "ьъ")
            or word in {"время", "избежание", "многом", "дворе", "двор", "сне", "мне"}
            or word.startswith("многих")
        )
    if preposition == "с":
        return (
            (first in "сзшж" and second not in VOWELS and second not in "ьъ")
            or first == "щ"
            or word
            in {
                "мной",
                "мною",
                "всеми",
                "всем",
                "всей",
                "всех",
                "временем",
                "дня",
                "многими",
                "вторника",
                "второго",
                "второй",
                "вторым",
            }
        )
    return word in {
        "мне",
        "всем",
        "всему",
        "всей",
        "всяким",
        "всякому",
        "второму",
        "второй",
        "вторнику",
        "многим",
        "многому",
        "дну",
    }


def numbers_with_tails(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «15-и октября», «5-ти дней»: an ending after a number that needs none; «20-ого»: one too long."""
    for at, word in enumerate(sentence.words):
        long = LONG_TAIL.fullmatch(word.text) if word.kind == "number" else None
        if long:
            right = f"{long['number']}-{TAILS[long['tail']]}"
            message = f"Окончание после цифр – одна или две буквы: «{word.text}»"
            yield Mistake(codes.NUMBER_TAIL, word.start, word.end, message, right)
        match = NUMBER_TAIL.fullmatch(word.text) if word.kind == "number" else None
        if (
            match
            and not (at + 1 < len(sentence.words) and sentence.words[at + 1].only("ADJF"))
            and match["tail"] in {"и", "ти"}
        ):
            yield Mistake(
                codes.NUMBER_TAIL,
                word.start,
                word.end,
                f"После цифр окончание не пишется: «{word.text}»",
                match["number"],
            )


@lru_cache(maxsize=1)
def endings() -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """The rows of set phrases with a wrong ending, by the wrong phrase."""
    return {row["wrong"]: (row,) for row in table("words.yaml")["phrases"]}


@lru_cache(maxsize=1)
def opening() -> frozenset[str]:
    """The first words of all phrases that have an ending of their own."""
    return frozenset(("при", *(phrase.split()[0] for phrase in endings())))


def set_phrases(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «при наличие», «в отличии от», «в присутствие»: a set phrase with the wrong ending."""
    words = sentence.words
    for at, (first, second) in enumerate(itertools.pairwise(words)):
        if first.low not in opening() or first.kind != "word" or second.kind != "word":
            continue
        right = ""
        if (
            first.low == "при"
            and second.low.endswith("ие")
            and second.only("NOUN")
            and second.cases() <= {"nomn", "accs"}
            and not second.may("plur")
        ):
            right = f"{second.text[:-1]}и"
        for row in endings().get(f"{first.low} {second.low}", ()):
            group = group_at(sentence, at + 2)
            genitive = group is not None and "gent" in group.cases
            behind = sentence.low(at + 2)
            if (row.get("then") == "gen" and genitive) or behind in row.get("then", "").split() or not row.get("then"):
                right = row["right"].split()[1]
        if right:
            what = "Неверное окончание" if right[:3] == second.text[:3] else "Неверное слово"
            yield Mistake(
                codes.PARONYM,
                first.start,
                second.end,
                f"{what}: «{first.text} {second.text}»",
                f"{first.text} {right}",
            )


RULES = (vo, numbers_with_tails, set_phrases)
