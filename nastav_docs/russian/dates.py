"""How are dates read and printed? As people write them, found in running text, printed by ГОСТ Р 7.0.97."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from nastav_docs.russian.numbers import NBSP, roman

# How `format_date` prints, and how a found date is written.
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
# «янв», «фев»; and how a month begins in any form and spelling, for a regular expression.
MONTHS_SHORT = tuple(name[:3] for name in MONTHS_NOM)
MONTH_BEGINS = "|".join(MONTHS_SHORT).replace("май", "ма[йя]")
_MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS_GEN, 1)} | {
    name: number for number, name in enumerate(MONTHS_NOM, 1)
}

# A space, U+00A0 or U+202F.
_GAP = r"[ \u00a0\u202f]"
# Not inside a longer number or code; a hyphen may stand before a date only as the dash of a range of dates.
_EDGE = r"(?<![\d./])(?<!(?<!\.\d{4})-)"
# «г.» or «года» after the date.
_SUFFIX = rf"(?P<suffix>{_GAP}{{0,2}}(?:года|г\.?)(?![а-яёА-ЯЁ]))?"
# 09.11.2020, 9.11.2020, 23.0.2020; a wrong number of digits in the year is caught to be told apart from no date at all.
_NUMERIC = rf"{_EDGE}(?P<d>[0-9]{{1,2}})\.(?P<m>[0-9]{{1,2}})\.(?P<y>[0-9]{{3,5}})(?![\d/])(?!\.\d)"
_NUMERIC += rf"(?!-[0-9]{{1,2}}(?![\d.])){_SUFFIX}"
_ISO = rf"{_EDGE}(?P<iy>[0-9]{{4}})-(?P<im>[0-9]{{2}})-(?P<id>[0-9]{{2}})(?![\d/\-])(?!\.\d)"
# «2 ноября 2020 г.», «02» ноября 2020 года»; the star is a footnote's mark.
_WORDS = (
    rf"{_EDGE}(?P<q>[«\"„“])?{_GAP}?(?P<wd>[0-9]{{1,2}})(?:-?го)?{_GAP}?(?P<qe>[»\"“”])?{_GAP}{{1,2}}"
    rf"(?P<wm>{'|'.join(MONTHS_GEN)}){_GAP}{{1,2}}(?P<wy>[0-9]{{4}})(?!\d)"
    rf"(?P<star>\*)?(?P<wsuffix>{_GAP}{{0,2}}(?:года|году|г\.?)(?![а-яёА-ЯЁ]))?"
)
# A date in any of the three writings.
_DATE = re.compile(rf"{_NUMERIC}|{_ISO}|{_WORDS}", re.IGNORECASE)
# A date written nearly so: with a short year, other signs between its parts, a misspelt month.
_NEARLY = re.compile(
    r"[«\"]?(?P<day>[0-9]{1,2})[»\"]?"
    r"(?:\s*[./,\-\\ ]\s*(?P<month>[0-9]{1,2})\s*[./,\-\\ ]\s*|\s*(?P<word>[а-яёА-ЯЁ]{3,9})\.?\s*)"
    r"(?P<year>[0-9]{4}|[0-9]{2})\s*(?:г(?:од|ода)?\.?)?"
)
# What a paper may name; another year is a slip of the pen.
_YEARS = range(1800, 2200)


class Period(NamedTuple):
    """A stretch of time from its first day to its last, both included."""

    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class DateProblem:
    """Why a text is no date.

    `kind`: «impossible» for a day that no calendar has (31.02.2020), «unreadable» for a text that is no date at all.
    `message` says it to the user in Russian.
    """

    kind: Literal["impossible", "unreadable"]
    message: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A date found in running text.

    `text` is `[start:end]` of the whole text, «г.» or «года» included. `form`: in digits, ISO or with the month in
    words. `value` is None for an impossible date; then `problem` says why.
    """

    start: int
    end: int
    text: str
    value: dt.date | None
    form: Writing
    problem: DateProblem | None = None


def make_date(year: int, month: int, day: int) -> dt.date | DateProblem:
    """The date of a year, month and day; a `DateProblem` where no calendar has it, or the year is not within 1800…2199.

    `make_date(2020, 2, 31).message` → «нет такого дня: февраль 2020 года длится с 1-го по 29-е».
    """
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
    """The last day of a month: `last_day(2020, 2).day` → `29`. The year must be below 9999."""
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


def parse_date(text: str) -> dt.date | DateProblem:
    """The date that the whole text is; a `DateProblem` for anything else.

    Reads «02.11.2020», «2020-11-02», «2 ноября 2020 г.», «02» ноября 2020 года.
    """
    stripped = text.strip(f" \t\n{NBSP}\u202f")
    match = _DATE.fullmatch(stripped)
    if match is None:
        return DateProblem("unreadable", f"не дата: «{stripped}»; нужно, например, 02.11.2020")
    return _value(match)


def likely_date(text: str) -> dt.date | None:
    """The date that a text which is none most likely means; None for others.

    So for «1.9.25», «01/09/2025», «1 сентебря 2025», and for the day after the last one of a month.

    `likely_date("01.09.25г")` → `datetime.date(2025, 9, 1)`. It is for a hint: nothing is read so.
    """
    match = _NEARLY.fullmatch(text.strip())
    if match is None:
        return None
    if match["word"]:
        near = difflib.get_close_matches(match["word"].lower(), MONTHS_GEN + MONTHS_NOM, n=1, cutoff=0.7)
        month = _MONTH_NUMBERS[near[0]] if near else 0
    else:
        month = int(match["month"])
    year = int(match["year"])
    year = year if year >= 100 else 2000 + year  # noqa: PLR2004  two digits
    found = make_date(year, month, day := int(match["day"]))
    if isinstance(found, dt.date):
        return found
    before = make_date(year, month, day - 1)  # 31 September: the last day of the month is meant
    return before if isinstance(before, dt.date) else None


def find_dates(text: str) -> tuple[Mention, ...]:
    """Every full date of a running text in order, impossible ones too; a month or a year alone is no date.

    `find_dates("до 9.11.2020 или к маю")[0].text` → «9.11.2020».
    """
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
    """The quarter that a day belongs to, 1…4."""
    return (day.month + 2) // 3


@lru_cache(maxsize=4096)
def format_date(day: dt.date, style: Style = "short") -> str:
    """A date as papers print it; all its spaces are U+00A0.

    `style`: «short» is 02.11.2020, «long» is 2 ноября 2020 г., «month» is ноябрь 2020 г., «quarter» is IV квартал
    2020 г. `format_date(dt.date(2020, 11, 2), "long")` → «2 ноября 2020 г.».
    """
    if style == "short":
        return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"
    if style == "quarter":
        return f"{roman(quarter_of(day))}{NBSP}квартал{NBSP}{day.year}{NBSP}г."
    from babel.dates import format_date as babel_date  # noqa: PLC0415  # Babel costs 50 ms: paid on first need

    pattern = "d MMMM y 'г.'" if style == "long" else "LLLL y 'г.'"
    text: str = babel_date(day, pattern, locale="ru")
    return text.replace("\u202f", NBSP).replace(" ", NBSP)
