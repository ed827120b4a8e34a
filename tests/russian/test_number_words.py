"""Numbers in words, in the case asked for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from nastav_docs.russian import CASES, Case, counted_in_words, in_words, money, money_in_words, ordinal

# A number in the six cases beside a masculine thing.
WORDS = [
    (0, "ноль нуля нулю ноль нулём нуле"),
    (2, "два двух двум два двумя двух"),
    (40, "сорок сорока сорока сорок сорока сорока"),
    (90, "девяносто девяноста девяноста девяносто девяноста девяноста"),
]


@pytest.mark.parametrize(("number", "forms"), WORDS)
def test_a_number_in_all_cases(number: int, forms: str) -> None:
    assert " ".join(in_words(number, case) for case in CASES) == forms


COUNTED: list[tuple[int, str, Case, str]] = [
    (21, "лист", "prp", "21 (двадцати одном) листе"),
    (1, "заведующая", "gen", "1 (одной) заведующей"),
    (3, "образовательная организация", "dat", "3 (трём) образовательным организациям"),
    (2, "ученик", "acc", "2 (двух) учеников"),
    (22, "ученик", "acc", "22 (двадцать два) ученика"),
    (2, "класс", "acc", "2 (два) класса"),
    (5, "человек", "ins", "5 (пятью) человеками"),
    (1000, "рубль", "gen", "1000 (одной тысячи) рублей"),
    (2000, "ученик", "acc", "2000 (две тысячи) учеников"),
    (1000000, "книга", "ins", "1000000 (одним миллионом) книг"),
    (2021, "участник", "dat", "2021 (двум тысячам двадцати одному) участнику"),
]


@pytest.mark.parametrize(("number", "phrase", "case", "expected"), COUNTED)
def test_a_number_in_digits_and_words(number: int, phrase: str, case: Case, expected: str) -> None:
    assert counted_in_words(number, phrase, case) == expected


ORDINALS: list[tuple[int, str, Case, str]] = [
    (2, "класс", "gen", "второго класса"),
    (21, "век", "prp", "двадцать первом веке"),
    (3, "ступень", "ins", "третьей ступенью"),
    (5, "учитель", "acc", "пятого учителя"),
    (5, "класс", "acc", "пятый класс"),
    (10, "классы", "dat", "десятым классам"),
]


@pytest.mark.parametrize(("number", "phrase", "case", "expected"), ORDINALS)
def test_an_ordinal_in_words(number: int, phrase: str, case: Case, expected: str) -> None:
    assert ordinal(number, phrase, case) == expected


@given(st.integers(1, 10**12 - 1))
def test_the_nominative_is_what_the_library_says(number: int) -> None:
    assert in_words(number) == num2words(number, lang="ru")


@pytest.mark.parametrize("number", [-1, 10**12])
def test_a_number_that_no_paper_writes(number: int) -> None:
    with pytest.raises(ValueError, match="no words for"):
        in_words(number)


SUMS: list[tuple[float | Decimal, Case, str]] = [
    (1234.5, "nom", "одна тысяча двести тридцать четыре рубля 50 копеек"),
    (1, "nom", "один рубль 00 копеек"),
    (0.02, "nom", "ноль рублей 02 копейки"),
    (Decimal("1000000.10"), "nom", "один миллион рублей 10 копеек"),
    (21.01, "gen", "двадцати одного рубля 01 копейки"),
    (2002, "ins", "двумя тысячами двумя рублями 00 копейками"),
    (0.995, "nom", "один рубль 00 копеек"),
    (-5, "nom", "минус пять рублей 00 копеек"),
]


@pytest.mark.parametrize(("value", "case", "expected"), SUMS)
def test_a_sum_in_words_with_its_kopecks(value: float | Decimal, case: Case, expected: str) -> None:
    assert money_in_words(value, case) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1234.5, "1 234 руб. 50 коп."),
        (0.05, "0 руб. 05 коп."),
        (-21.01, "−21 руб. 01 коп."),
        (19.999, "20 руб. 00 коп."),
    ],
)
def test_a_sum_in_digits(value: float, expected: str) -> None:
    assert money(value).replace("\u00a0", " ") == expected
