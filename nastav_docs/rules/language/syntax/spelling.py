"""Words that the dictionary lacks, torn and stuck words; «во» and «со»; endings of set phrases and numbers."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import Mistake, group_at, table
from nastav_docs.rules.language.syntax.rows import CASES_AFTER
from nastav_docs.rules.language.syntax.sentence import LONGEST_WORD, is_of_other_language, readings
from nastav_docs.russian import frequency

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.rules.language.syntax.sentence import Sentence


LETTERS: Final = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
# A word of fewer letters has too many neighbours.
SHORTEST: Final = 6
# A word met so often in the news is a word, though the dictionary lacks it.
USED: Final = 30
# A correction is likely when it is met so often, and so many times more often than the next one.
LIKELY: Final = 300
TIMES: Final = 12
# Words that stick to the next one.
STICKY: Final = ("в", "на", "с", "по", "к", "для", "при", "от", "об")
NUMBER_TAIL: Final = re.compile(r"(?P<number>\d+)-(?P<tail>и|ти|ми|им|их|го)(?!\w)")
# An ending of an ordinal longer than it is written: «20-ого».
LONG_TAIL: Final = re.compile(r"(?P<number>\d+)-(?P<tail>ого|его|ому|ему|ый|ий|ой|ая|ую|ое|ее|ые|ие|ых|ыми|ым|ом|ем)")
TAILS: Final = {
    "ого": "го", "его": "го", "ому": "му", "ему": "му", "ый": "й", "ий": "й", "ой": "й", "ая": "я", "ую": "ю",
    "ое": "е", "ее": "е", "ые": "е", "ие": "е", "ых": "х", "ыми": "ми", "ым": "м", "ом": "м", "ем": "м",
}  # fmt: skip
VOWELS: Final = frozenset("аеёиоуыэюя")


def typos(sentence: Sentence) -> Iterator[Mistake]:
    """Finds a word that the dictionary lacks and that one slip makes of exactly one usual word: «поярдок»."""
    for at, word in enumerate(sentence.words):
        if word.kind != "word" or "-" in word.text or not SHORTEST <= len(word.text) <= LONGEST_WORD or word.readings:
            continue
        capital = word.text[0].isupper() and not word.text.isupper()
        if capital and at and sentence.words[at - 1].kind != "mark":
            continue
        if capital and sentence.words[at + 1 : at + 2] and sentence.words[at + 1].text[:1].isupper():
            continue  # a surname before a name
        low = word.low
        if is_of_other_language(word) or "-" in low or (frequency(low) > USED and not negated(low)):
            continue
        right = negated(low) or parted(low) or stuck(low) or corrected(low) or one_n(low)
        if not right or (capital and " " not in right and at == 0 and frequency(right) < LIKELY * 10):
            continue
        said = right.upper() if word.text.isupper() else right.capitalize() if capital else right
        code = codes.STUCK if " " in right else codes.TYPO
        yield Mistake(code, word.start, word.end, f"Такого слова нет: «{word.text}»", said)


@lru_cache(maxsize=1 << 14)
def corrected(word: str) -> str:
    """The one usual word that a slip made an unknown word of; «» where there is none, or several."""
    near = {w for w in one_slip_apart(word) if w not in {"", word}}
    known = sorted(((frequency(w), w) for w in near if frequency(w) >= LIKELY and is_word(w)), reverse=True)
    if not known:
        return ""
    best = known[0]
    return best[1] if len(known) == 1 or best[0] >= TIMES * known[1][0] else ""


def is_word(word: str) -> bool:
    """Whether the dictionary has a word that is no name and no abbreviation."""
    return any(not {"Name", "Surn", "Patr", "Abbr", "Erro"} & p.tag.grammemes for p in readings(word))


def one_slip_apart(word: str) -> Iterator[str]:
    """Every spelling that one slip makes of a word: a letter lost, added, changed, or two changed about."""
    for at in range(len(word) + 1):
        for letter in LETTERS:
            yield word[:at] + letter + word[at:]
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
        for letter in LETTERS:
            yield word[:at] + letter + word[at + 1 :]


def parted(word: str) -> str:
    """An unknown word as the two that stuck together: `parted("всоответствии")` → «в соответствии»."""
    for first in STICKY:
        rest = word[len(first) :]
        if word.startswith(first) and len(rest) >= SHORTEST - 1 and frequency(rest) >= LIKELY * 10 and is_word(rest):
            if any(p.tag.POS not in {"NOUN", "ADJF", "PRTF"} for p in readings(rest)):
                continue
            cases = {str(p.tag.case) for p in readings(rest)}
            asked = CASES_AFTER.get(first)
            if asked and not asked & cases:
                continue
            return f"{first} {rest}"
    return ""


@lru_cache(maxsize=1 << 12)
def stuck(word: str) -> str:
    """An unknown word as a noun and a verb that stuck together: `stuck("классыпроводят")` → «классы проводят»."""
    if frequency(word):
        return ""
    found = []
    for at in range(SHORTEST, len(word) - SHORTEST + 1):
        first, second = word[:at], word[at:]
        if min(frequency(first), frequency(second)) < LIKELY or not (is_word(first) and is_word(second)):
            continue
        parts = ({str(p.tag.POS) for p in readings(first)}, {str(p.tag.POS) for p in readings(second)})
        if {"VERB"} in parts and {"NOUN"} in parts:
            found.append(f"{first} {second}")
    return found[0] if len(found) == 1 else ""


def negated(word: str) -> str:
    """An unknown verb or gerund with «не» stuck to it: «несоблюдать»."""
    rest = word[2:]
    found = readings(rest) if word.startswith("не") else ()
    return f"не {rest}" if found and all(p.tag.POS in {"VERB", "INFN", "GRND"} for p in found) else ""


def one_n(word: str) -> str:
    """A short participle with one «н» too many: `one_n("заверенны")` → «заверены»."""
    match = re.fullmatch(r"(?P<stem>[а-яё]+[ае])нн(?P<end>[аоы]?)", word)
    right = f"{match['stem']}н{match['end']}" if match else ""
    return right if right and any(p.tag.POS == "PRTS" for p in readings(right)) else ""


def torn(sentence: Sentence) -> Iterator[Mistake]:
    """Finds a word with a space inside: «обуча ющихся»."""
    words = sentence.words
    for first, second in itertools.pairwise(words):
        if first.kind != "word" or second.kind != "word" or second.start - first.end != 1 or not second.text.islower():
            continue
        if (first.readings and second.readings) or len(first.text) <= 1 or "-" in first.text + second.text:
            continue
        whole = first.low + second.low
        unknown = second if not second.readings else first
        if is_word(whole) and frequency(whole) >= LIKELY and frequency(unknown.low) <= USED * 10:
            yield Mistake(
                codes.STUCK,
                first.start,
                second.end,
                f"Слово разорвано: «{first.text} {second.text}»",
                first.text + second.text,
            )


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


def set_phrases(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «при наличие», «в отличии от», «в присутствие»: a set phrase with the wrong ending."""
    words = sentence.words
    for at, (first, second) in enumerate(itertools.pairwise(words)):
        if first.kind != "word" or second.kind != "word":
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
            yield Mistake(
                codes.PARONYM,
                first.start,
                second.end,
                f"Неверное окончание: «{first.text} {second.text}»",
                f"{first.text} {right}",
            )


RULES = (typos, torn, vo, numbers_with_tails, set_phrases)
