"""Dates of official papers: read from text as people write them, found in running text, printed by ГОСТ Р 7.0.97."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from nastav_docs.russian.numbers import NBSP, roman

Style = Literal["short", "long", "month", "quarter"]
Writing = Literal["numeric", "iso", "words"]

MONTHS_NOM = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)
MONTHS_GEN = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
_MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS_GEN, 1)} | {
    name: number for number, name in enumerate(MONTHS_NOM, 1)
}

_GAP = r"[ \u00a0\u202f]"
# Not inside a longer number or code; a hyphen may stand before a date only as the dash of a range of dates.
_EDGE = r"(?<![\d./])(?<!(?<!\.\d{4})-)"
_SUFFIX = rf"(?P<suffix>{_GAP}{{0,2}}(?:года|г\.?)(?![а-яёА-ЯЁ]))?"
# 09.11.2020, 9.11.2020, 23.0.2020; a wrong number of digits in the year is caught to be told apart from no date at all.
_NUMERIC = rf"{_EDGE}(?P<d>[0-9]{{1,2}})\.(?P<m>[0-9]{{1,2}})\.(?P<y>[0-9]{{3,5}})(?![\d/])(?!\.\d)"
_NUMERIC += rf"(?!-[0-9]{{1,2}}(?![\d.])){_SUFFIX}"
_ISO = rf"{_EDGE}(?P<iy>[0-9]{{4}})-(?P<im>[0-9]{{2}})-(?P<id>[0-9]{{2}})(?![\d/\-])(?!\.\d)"
_WORDS = (
    rf"{_EDGE}(?P<q>[«\"„“])?{_GAP}?(?P<wd>[0-9]{{1,2}})(?:-?го)?{_GAP}?(?P<qe>[»\"“”])?{_GAP}{{1,2}}"
    rf"(?P<wm>{'|'.join(MONTHS_GEN)}){_GAP}{{1,2}}(?P<wy>[0-9]{{4}})(?!\d)"
    rf"(?P<star>\*)?(?P<wsuffix>{_GAP}{{0,2}}(?:года|году|г\.?)(?![а-яёА-ЯЁ]))?"
)
_DATE = re.compile(rf"{_NUMERIC}|{_ISO}|{_WORDS}", re.IGNORECASE)
_YEARS = range(1800, 2200)


class Period(NamedTuple):
    """A stretch of time, both days counted."""

    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class DateProblem:
    """Why a text is no date: `impossible` (31.02.2020) or `unreadable` (anything else); `message` is in Russian."""

    kind: Literal["impossible", "unreadable"]
    message: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in running text: `text[start:end]`, «г.» or «года» included; `value` is None when it is impossible."""

    start: int
    end: int
    text: str
    value: dt.date | None
    form: Writing
    problem: DateProblem | None = None


def make_date(year: int, month: int, day: int) -> dt.date | DateProblem:
    """The date, or why there is no such one."""
    if year not in _YEARS:
        return DateProblem("impossible", f"нет такого года: {year}")
    if not 1 <= month <= 12:  # noqa: PLR2004  # months of a year
        return DateProblem("impossible", f"нет такого месяца: {month}")
    last = last_day(year, month)
    if not 1 <= day <= last.day:
        name = MONTHS_NOM[month - 1]
        return DateProblem("impossible", f"нет такого дня: {name} {year} года длится с 1-го по {last.day}-е")
    return dt.date(year, month, day)


def last_day(year: int, month: int) -> dt.date:
    """The last day of a month (1…12) of a year below 9999."""
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


def parse_date(text: str) -> dt.date | DateProblem:
    """The date that the whole text is: «02.11.2020», «2020-11-02», «2 ноября 2020 г.», «02» ноября 2020 года."""
    stripped = text.strip(f" \t\n{NBSP}\u202f")
    match = _DATE.fullmatch(stripped)
    if match is None:
        return DateProblem("unreadable", f"не дата: «{stripped}»; нужно, например, 02.11.2020")
    return _value(match)


def find_dates(text: str) -> tuple[Mention, ...]:
    """Every full date of the text in order, impossible ones too; quarters, months and years alone are no dates."""
    return tuple(_mention(match) for match in _DATE.finditer(text))


def _mention(match: re.Match[str]) -> Mention:
    form: Writing = "numeric" if match["d"] else "iso" if match["iy"] else "words"
    value = _value(match)
    start = match.start("wd") if form == "words" and not (match["q"] and match["qe"]) else match.start()
    text = match.string[start : match.end()]
    if isinstance(value, DateProblem):
        return Mention(start, match.end(), text, None, form, value)
    return Mention(start, match.end(), text, value, form)


def _value(match: re.Match[str]) -> dt.date | DateProblem:
    if match["d"]:
        return make_date(int(match["y"]), int(match["m"]), int(match["d"]))
    if match["iy"]:
        return make_date(int(match["iy"]), int(match["im"]), int(match["id"]))
    return make_date(int(match["wy"]), _MONTH_NUMBERS[match["wm"].lower()], int(match["wd"]))


def quarter_of(day: dt.date) -> int:
    """The quarter of a day, 1…4."""
    return (day.month + 2) // 3


@lru_cache(maxsize=4096)
def format_date(day: dt.date, style: Style = "short") -> str:
    """A date as papers print it, spaces being U+00A0.

    `short` «02.11.2020», `long` «2 ноября 2020 г.», `month` «ноябрь 2020 г.», `quarter` «IV квартал 2020 г.».
    """
    if style == "short":
        return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"
    if style == "quarter":
        return f"{roman(quarter_of(day))}{NBSP}квартал{NBSP}{day.year}{NBSP}г."
    from babel.dates import format_date as babel_date  # noqa: PLC0415  # Babel costs 50 ms: paid on first need

    pattern = "d MMMM y 'г.'" if style == "long" else "LLLL y 'г.'"
    text: str = babel_date(day, pattern, locale="ru")
    return text.replace("\u202f", NBSP).replace(" ", NBSP)
