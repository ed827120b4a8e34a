"""Days and years: the month behind a day stands in the genitive, behind two years stands «гг.»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import Mistake, table
from nastav_docs.rules.language.syntax.sentence import DASHES, facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word

MONTHS: Final = tuple(table("words.yaml")["months"])
# Every form of a month's name → its genitive.
GENITIVES: Final = {
    form.word: next(p for p in facts(month).readings if "inan" in p.tag).inflect({"gent"}).word
    for month in MONTHS
    for form in next(p for p in facts(month).readings if "inan" in p.tag).lexeme
    if form.tag.number == "sing"
}
DAY: Final = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:-?(?:го|е|му|м))?")
YEAR: Final = re.compile(r"(?:19|20)\d\d")
YEARS: Final = re.compile(r"(?P<first>(?:19|20)\d\d)[–-](?P<second>(?:19|20)\d\d)")
OBLIQUE: Final = frozenset(("datv", "ablt"))
BEFORE_DAY: Final = frozenset(("до", "с", "со", "по", "к", "ко", "от", "после", "перед", "на", "позднее", "позже"))
BEFORE_YEARS: Final = frozenset(("на", "за", "в", "с"))
# «2024–2026 год» and what the word is of several years.
YEARS_TOLD: Final = {"год": "годы", "году": "годах", "годом": "годами"}


def month_of_day(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «к пятому августу», «20 январь 2025 года»: the month of a day not in the genitive."""
    words = sentence.words
    for at in range(1, len(words)):
        word, day = words[at], words[at - 1]
        right = GENITIVES.get(word.low, "")
        if right in {"", word.low} or not word.text.islower():
            continue
        if not (is_ordinal_of(day, word) or (DAY.fullmatch(day.text) and is_dated(sentence, at))):
            continue
        message = f"Месяц при числе – в родительном падеже: «{day.text} {word.text}»"
        yield Mistake(codes.NUMERAL, word.start, word.end, message, right)


def is_ordinal_of(day: Word, month: Word) -> bool:
    """Whether a word is a day in the dative or instrumental and the month has taken its case: «пятому августу»."""
    shared = {str(p.tag.case) for p in day.readings if "Anum" in p.tag and p.tag.number == "sing"} & OBLIQUE
    return any(p.tag.POS == "NOUN" and p.tag.case in shared for p in month.readings)


def is_dated(sentence: Sentence, at: int) -> bool:
    """Whether a day in digits and its month are a date: a preposition stands before it, or the year behind."""
    words = sentence.words
    behind = words[at + 1] if at + 1 < len(words) else None
    return sentence.low(at - 2) in BEFORE_DAY or (behind is not None and YEAR.fullmatch(behind.text) is not None)


def two_years(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «на 2025–2029 г.», «2024–2026 год»: several years told as one.

    A winter, a season or a school year has two years and is one: only three years, or two behind a preposition, tell.
    """
    words = sentence.words
    for at in range(1, len(words)):
        match = YEARS.fullmatch(words[at - 1].text) or spaced(words, at)
        word = words[at]
        short = word.low.rstrip(".") == "г"
        if match is None or not (short or word.low in YEARS_TOLD) or sentence.low(at + 1).startswith("г"):
            continue  # «г.г.» is told elsewhere
        start = at - 1 if YEARS.fullmatch(words[at - 1].text) else at - 3
        number = int(match["second"]) - int(match["first"])
        if number < 1 or (number == 1 and not (short and sentence.low(start - 1) in BEFORE_YEARS)):
            continue
        message = f"Лет несколько, а сказано об одном: «{sentence.text[words[start].start : word.end]}»"
        right = f"{sentence.text[words[start].start : word.start]}{'гг' if short else YEARS_TOLD[word.low]}"
        end = word.start + 1 if short else word.end
        yield Mistake(codes.NUMERAL, words[start].start, end, message, right)


def spaced(words: tuple[Word, ...], at: int) -> re.Match[str] | None:
    """Two years with a dash between in spaces: «2025 – 2029»; not «с сентября 2025 – 2026»."""
    if at < 3 or words[at - 2].text not in DASHES or (at > 3 and words[at - 4].low in GENITIVES):  # noqa: PLR2004 - two years and a dash
        return None
    return YEARS.fullmatch(f"{words[at - 3].text}–{words[at - 1].text}")


RULES = (month_of_day, two_years)
