"""Periods of reports as people write them: a year, a school year, a half-year, a quarter, a month, two dates."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Final

from nastav_docs.russian import MONTHS_NOM, find_dates

ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
SHOWN: Final = ("", "I", "II", "III", "IV")
FIRST: Final = re.compile(r"^(?:за|на|в)\s+")
YEAR: Final = re.compile(r"((?:19|20)\d\d)\s*(?:г\.?|год[ау]?)?")
YEARS: Final = re.compile(
    r"((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)?\d\d)\s*(уч\.?\s*(?:г\.?|год)?|учебный год|г\.?г\.?|годы)?"
)
PART: Final = re.compile(
    r"([1-4]|i{1,3}|iv)(?:-?[а-яё]{1,2})?\s*(полугодие|пол\.?|квартал|кв\.?)\s*((?:19|20)\d\d)\s*(?:г\.?|года?)?"
)
MONTH: Final = re.compile(r"([а-я]{3,8})\s*((?:19|20)\d\d)\s*(?:г\.?|года?)?|(\d\d?)[./]((?:19|20)\d\d)")
AUTUMN: Final = 9  # the month in which a school year begins


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """A span of days that facts are about, equal to another of the same days; `title` is «I полугодие 2021 года»."""

    start: dt.date
    end: dt.date
    title: str = field(compare=False)

    def holds(self, other: ReportPeriod) -> bool:
        """Whether the end of another period lies in this one."""
        return self.start <= other.end <= self.end


def read_period(text: str) -> ReportPeriod | None:
    """The period that a text names; None where it names none.

    `read_period("2021/22 уч. год")` → 01.09.2021 – 31.08.2022, «2021/2022 учебный год».
    """
    written = FIRST.sub("", " ".join(text.lower().replace("\u00a0", " ").split())).strip(" .,")
    if found := YEAR.fullmatch(written):
        year = int(found[1])
        return ReportPeriod(dt.date(year, 1, 1), dt.date(year, 12, 31), f"{year} год")
    if found := YEARS.fullmatch(written):
        return _years(int(found[1]), found[2], found[3] or "")
    if found := PART.fullmatch(written):
        return _part(ROMAN.get(found[1]) or int(found[1]), int(found[3]), half=found[2].startswith("п"))
    if found := MONTH.fullmatch(written):
        named = next((at for at, month in enumerate(MONTHS_NOM, 1) if month == found[1]), 0)
        return _month(named or int(found[3] or 0), int(found[2] or found[4]))
    days = [one.value for one in find_dates(text) if one.value is not None]
    if len(days) == len(("start", "end")) and days[0] <= days[1]:
        return ReportPeriod(days[0], days[1], f"период с {days[0]:%d.%m.%Y} по {days[1]:%d.%m.%Y}")
    return None


def _years(first: int, other: str, said: str) -> ReportPeriod | None:
    last = int(other) if len(other) > len("22") else first // 100 * 100 + int(other)
    if last <= first:
        return None
    if last == first + 1 and not said.startswith("г"):
        return ReportPeriod(dt.date(first, AUTUMN, 1), dt.date(last, AUTUMN - 1, 31), f"{first}/{last} учебный год")
    return ReportPeriod(dt.date(first, 1, 1), dt.date(last, 12, 31), f"{first}–{last} годы")


def _part(number: int, year: int, *, half: bool) -> ReportPeriod | None:
    months = 6 if half else 3
    if number * months > len(MONTHS_NOM):
        return None
    first, last = (number - 1) * months + 1, number * months
    end = dt.date(year, last, calendar.monthrange(year, last)[1])
    return ReportPeriod(
        dt.date(year, first, 1), end, f"{SHOWN[number]} {'полугодие' if half else 'квартал'} {year} года"
    )


def _month(month: int, year: int) -> ReportPeriod | None:
    if not 1 <= month <= len(MONTHS_NOM):
        return None
    end = dt.date(year, month, calendar.monthrange(year, month)[1])
    return ReportPeriod(dt.date(year, month, 1), end, f"{MONTHS_NOM[month - 1]} {year} года")
