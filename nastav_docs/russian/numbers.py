"""How are numbers read and printed in official papers? «75,5», «1 000», «75,5 %», «IV»."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

NBSP = "\u00a0"

_ROMAN_DIGITS = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
# Cyrillic keys people press for Roman digits: «І» (Ukrainian), «Х», «М», «С», «П» for II, «Ш» for III.
_ROMAN_LOOKALIKES = str.maketrans({"І": "I", "Х": "X", "М": "M", "С": "C", "П": "II", "Ш": "III", "У": "V"})
# A well-formed Roman number.
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
# A sign, digits (thousands parted by spaces), a fraction after a comma or a point.
_NUMBER = re.compile(r"([-+\u2212])?([0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]+)(?:[.,]([0-9]+))?")
_MINUS = ("-", "\u2212")
_SPACES = str.maketrans("", "", " \u00a0\u202f")


def format_number(value: float | Decimal, decimals: int | None = None, *, thousands: bool = True) -> str:
    """A number with a decimal comma and its thousands parted by U+00A0.

    Every digit of `value` is kept, or it is rounded to `decimals` after the comma, half up, and padded with noughts.
    Without `thousands` no space parts the digits.

    `format_number(1000.5)` → «1 000,5», `format_number(1000.5, 2)` → «1 000,50». Raises ValueError for an infinite
    value or NaN: neither can be printed in a paper.
    """
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if not exact.is_finite():
        raise ValueError(f"not a number that can be printed: {value}")
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = _formatted(exact)
    if decimals is not None:
        whole, _, fraction = text.partition(",")
        text = f"{whole},{fraction:0<{decimals}}" if decimals > 0 else whole
    return text if thousands else text.replace(NBSP, "")


@lru_cache(maxsize=4096)
def _formatted(value: Decimal) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415  # Babel costs 50 ms: only those who print numbers pay

    text: str = format_decimal(value, locale="ru", decimal_quantization=False)
    return text.replace("\u202f", NBSP)


def format_percent(value: float | Decimal, decimals: int | None = None) -> str:
    """A number of per cents with U+00A0 before the sign (ГОСТ 8.417): `format_percent(75.5)` → «75,5 %».

    `decimals` as in `format_number`.

    Raises ValueError for an infinite value or NaN.
    """
    return f"{format_number(value, decimals)}{NBSP}%"


def parse_number(text: str) -> Decimal | None:
    """The value of a number as people write it: «75,5», «75.5», «1 000», «−3»; None where the text is not one number.

    Only the digits 0–9 count: `str(parse_number("1 000,5"))` → «1000.5».
    """
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    sign, whole, fraction = match.groups(default="")
    value = Decimal(f"{whole.translate(_SPACES)}.{fraction or '0'}")
    return -value if sign in _MINUS else value


def roman(number: int) -> str:
    """A number in Roman digits: `roman(4)` → «IV»; raises ValueError for a number outside 1…3999."""
    if not 1 <= number <= 3999:  # noqa: PLR2004  # the greatest number Roman digits write
        raise ValueError(f"no Roman writing for {number}")
    digits = []
    for value, digit in _ROMAN_DIGITS:
        count, number = divmod(number, value)
        digits.append(digit * count)
    return "".join(digits)


def arabic(text: str) -> int | None:
    """The value of a Roman number: `arabic("iv")` → `4`; None for a text that is none.

    Cyrillic letters that people type for Roman digits are read too: «ІІ», «Ш» for III.
    """
    digits = text.strip().upper().translate(_ROMAN_LOOKALIKES)
    if not digits or _ROMAN.fullmatch(digits) is None:
        return None
    values = {digit: value for value, digit in _ROMAN_DIGITS}
    total = 0
    for here, after in zip(digits, f"{digits[1:]} ", strict=True):
        value = values[here]
        total += -value if after in values and values[after] > value else value
    return total
