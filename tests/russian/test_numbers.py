"""Numbers: printing, reading, Roman digits."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastav_docs.russian.numbers import arabic, format_number, format_percent, parse_number, roman


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (75.5, "75,5"),
        (20, "20"),
        (0, "0"),
        (100.0, "100"),
        (1000, "1\u00a0000"),
        (1234567.5, "1\u00a0234\u00a0567,5"),
        (0.1, "0,1"),
        (0.123456789, "0,123456789"),
        (-3.25, "-3,25"),
        (Decimal("33.30"), "33,3"),
    ],
)
def test_a_number_is_printed_with_a_comma_and_non_breaking_thousands(value: float | Decimal, text: str) -> None:
    assert format_number(value) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234.5, 2, "1\u00a0234,50"),
        (2.5, 0, "3"),
        (Decimal("0.005"), 2, "0,01"),
        (999.999, 2, "1\u00a0000,00"),
        (-1.05, 1, "-1,1"),
        (7, 3, "7,000"),
    ],
)
def test_a_number_is_rounded_half_up_and_padded(value: float | Decimal, decimals: int, text: str) -> None:
    assert format_number(value, decimals) == text


def test_thousands_may_stand_together() -> None:
    assert format_number(1234567.5, 1, thousands=False) == "1234567,5"


@pytest.mark.parametrize(("value", "text"), [(75.5, "75,5\u00a0%"), (100, "100\u00a0%"), (1000, "1\u00a0000\u00a0%")])
def test_per_cents_have_a_non_breaking_space_before_the_sign(value: float, text: str) -> None:
    assert format_percent(value) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("-Infinity")])
def test_what_is_no_number_is_refused(value: float | Decimal) -> None:
    with pytest.raises(ValueError, match="not a number"):
        format_number(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("75,5", "75.5"),
        ("75.5", "75.5"),
        ("1 000", "1000"),
        ("1\u00a0234\u00a0567,5", "1234567.5"),
        (" 20 ", "20"),
        ("−3", "-3"),
        ("-3,50", "-3.5"),
        ("+4", "4"),
        ("0,0", "0"),
    ],
)
def test_a_number_is_read(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "двадцать", "75,5 %", "1 00", "1,2,3", "12 34", "не менее 20", "٣", "--1", "1 000 0"]
)
def test_another_text_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=3))
def test_what_is_printed_is_read_back(value: Decimal) -> None:
    assert parse_number(format_number(value)) == value


@pytest.mark.parametrize(
    ("number", "text"), [(1, "I"), (3, "III"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (2024, "MMXXIV")]
)
def test_roman_digits(number: int, text: str) -> None:
    assert roman(number) == text


@given(st.integers(min_value=1, max_value=3999))
def test_roman_digits_are_read_back_in_either_case(number: int) -> None:
    assert arabic(roman(number)) == number
    assert arabic(roman(number).lower()) == number


@pytest.mark.parametrize(("text", "number"), [("ІІ", 2), ("ІV", 4), ("Ш", 3), ("П", 2), ("ХІІ", 12), (" iv ", 4)])
def test_cyrillic_lookalikes_are_read(text: str, number: int) -> None:
    assert arabic(text) == number


@pytest.mark.parametrize("text", ["", "IIII", "VX", "IC", "4", "квартал", "IV."])
def test_what_is_not_roman_is_none(text: str) -> None:
    assert arabic(text) is None


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_a_number_without_a_roman_writing_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="no Roman writing"):
        roman(number)
