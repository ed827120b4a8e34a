"""How is a number written out, in the case asked for? «21 (двадцати одном) листе», «второго класса».

num2words knows the forms of a number below a thousand; thousands and millions are put together here, as it makes
«двух тысячи» of them beside living things and «одной миллиона» beside a feminine noun.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final, cast

from nastav_docs.russian.agreement import agree, leading_noun
from nastav_docs.russian.decline import decline
from nastav_docs.russian.numbers import NBSP, format_number

if TYPE_CHECKING:
    from nastav_docs.russian.adjectives import Agreement
    from nastav_docs.russian.cases import Case
    from nastav_docs.russian.phrases import NounGroup

# Our case → num2words'; our gender → its.
_CASES: Final[dict[Case, str]] = {"nom": "n", "gen": "g", "dat": "d", "acc": "a", "ins": "i", "prp": "p"}
_GENDERS: Final[dict[Agreement, str]] = {"masc": "m", "femn": "f", "neut": "n", "plur": "p"}
_ZERO: Final[dict[Case, str]] = {
    "nom": "ноль", "gen": "нуля", "dat": "нулю", "acc": "ноль", "ins": "нулём", "prp": "нуле",
}  # fmt: skip
# What the groups of three digits are called, the lowest first.
_GROUPS: Final = ("", "тысяча", "миллион", "миллиард")
_LARGEST: Final = 10**12


def in_words(number: int, case: Case = "nom", gender: Agreement = "masc", *, animate: bool = False) -> str:
    """A whole number in words.

    `case` is that of the number, `gender` that of the noun beside it, `animate` whether it is a living being.
    `in_words(21, "prp")` → «двадцати одном», `in_words(2, gender="femn")` → «две». Raises ValueError for a number
    below nought or from 10¹² on.
    """
    if not 0 <= number < _LARGEST:
        raise ValueError(f"no words for {number}")
    if number == 0:
        return _ZERO[case]
    words: list[str] = []
    for group in range(len(_GROUPS) - 1, -1, -1):
        count = number // 1000**group % 1000
        if not count:
            continue
        if not group:
            words.append(_below_thousand(count, case, gender, animate=animate))
            continue
        named = _GROUPS[group]
        counted = agree(count, named, case).split(" ", 1)[1]
        thousands = _below_thousand(count, case, "femn" if named.endswith("а") else "masc", animate=False)
        words.append(f"{thousands} {counted}")
    return " ".join(words)


def _below_thousand(number: int, case: Case, gender: Agreement, *, animate: bool) -> str:
    """The words of 1…999: «двадцать два ученика» in the accusative too, but «двух учеников»."""
    from num2words import num2words  # noqa: PLC0415 - loaded with the first number in words

    living = animate and (number < 20 or number % 10 == 1)  # noqa: PLR2004 - «двадцать два ученика», as beside things
    words: str = num2words(
        number, lang="ru", case=_CASES[case], gender=_GENDERS[gender], plural=gender == "plur", animate=living
    )
    return words


def counted_in_words(number: int, phrase: str, case: Case = "nom") -> str:
    """A number in digits and in words, and the phrase that agrees with it: «на 21 (двадцати одном) листе».

    The phrase is given in the nominative singular: `counted_in_words(2, "класс", "gen")` → «2 (двух) классов».
    Raises ValueError as `in_words`.
    """
    noun = leading_noun(phrase)
    words = in_words(number, case, _gender(noun), animate=bool(noun and noun.animate))
    digits, counted = agree(number, phrase, case).split(" ", 1)
    return f"{digits} ({words}) {counted}"


def money_in_words(value: float | Decimal, case: Case = "nom") -> str:
    """A sum of roubles in words, its kopecks in digits: 1234.5 → «одна тысяча двести тридцать четыре рубля 50 копеек».

    `case` is that of the sum: «двух рублей 00 копеек» in the genitive. Rounded to a kopeck, half a kopeck up. Raises
    ValueError for a sum from 10¹² on.
    """
    roubles, kopecks, minus = _roubles(value)
    words = in_words(roubles, case)
    said = (words, agree(roubles, "рубль", case).split(" ", 1)[1], f"{kopecks:02}")
    return " ".join([*(["минус"] if minus else []), *said, agree(kopecks, "копейка", case).split(" ", 1)[1]])


def money(value: float | Decimal) -> str:
    """A sum of roubles in digits: 1234.5 → «1 234 руб. 50 коп.», with U+00A0 within each part; rounded to a kopeck."""
    roubles, kopecks, minus = _roubles(value)
    return f"{'−' if minus else ''}{format_number(roubles)}{NBSP}руб. {kopecks:02}{NBSP}коп."


def _roubles(value: float | Decimal) -> tuple[int, int, bool]:
    """The whole roubles and the kopecks of a sum, and whether it is below nought."""
    kopecks = int((Decimal(str(value)) * 100).quantize(Decimal(1), ROUND_HALF_UP))
    return (*divmod(abs(kopecks), 100), kopecks < 0)


def _gender(noun: NounGroup | None) -> Agreement:
    """What a numeral beside a noun agrees with; the masculine where either gender will do."""
    genders = ["masc"] if noun is None else [str(gender) for gender in noun.agrees]
    return cast("Agreement", "masc" if "masc" in genders else genders[0])


def ordinal(number: int, phrase: str, case: Case = "nom") -> str:
    """A phrase with an ordinal in words before it, both in a case: `ordinal(2, "класс", "gen")` → «второго класса».

    The phrase is given in the nominative. Raises ValueError for a number below one or from 10¹² on.
    """
    from num2words import num2words  # noqa: PLC0415 - loaded with the first number in words

    if not 1 <= number < _LARGEST:
        raise ValueError(f"no words for {number}")
    noun = leading_noun(phrase)
    gender, animate = _gender(noun), bool(noun and noun.animate)
    word: str = num2words(
        number, lang="ru", to="ordinal", case=_CASES[case], gender=_GENDERS[gender], plural=gender == "plur",
        animate=animate,
    )  # fmt: skip
    return f"{word} {decline(phrase, 'phrase').form(case)}"
