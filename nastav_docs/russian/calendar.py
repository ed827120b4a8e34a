"""Which days are working days in Russia? Holidays, days off and their transfers, for a five-day week.

Days come from the `holidays` library: the public holidays of article 112 of the Labour Code, the yearly government
decrees that transfer days off, the working Saturdays. What it does not know is said here:

- 24.06.2020 and 01.07.2020 were declared non-working by decrees of the President (№ 345, № 354) and lowered the year's
  norm of working time: added here;
- the «non-working days» of 30.03–30.04 and 06–08.05.2020, 04–07.05 and 01–03.11.2021 did not change the norm and count
  as working here;
- regional holidays (Сабантуй, Курбан-байрам, Радоница) are not known;
- for a year whose decree is not yet known only article 112 is applied (a holiday on a weekend moves to the next working
  day, those of 1–8 January do not): see `is_known_year`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

# Days off that the library lacks, see above.
_DECREED = frozenset({dt.date(2020, 6, 24), dt.date(2020, 7, 1)})
# As `date.weekday` counts.
_SATURDAY = 5
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Year:
    days_off: frozenset[dt.date]  # holidays and transferred days off; ordinary weekends are not listed
    working_weekends: frozenset[dt.date]


def is_known_year(year: int) -> bool:
    """Whether the decree that moves the days off of that year is known, so that `is_working` can be relied upon."""
    if year in DAYS:
        return True
    from holidays import country_holidays  # noqa: PLC0415  # 0.3 s: only those pay who count days of other years

    known: dict[int, object] = getattr(country_holidays("RU"), "special_public_holidays", {})
    return min(known, default=year + 1) <= year <= max(known, default=0)


@lru_cache(maxsize=64)
def _year(year: int) -> _Year:
    return year_from_table(year) if year in DAYS else year_from_library(year)


def year_from_table(year: int) -> _Year:
    """The days of a year of the table `DAYS`, which spares loading the library; KeyError for another year."""
    found = (frozenset(dt.date(year, int(day[:2]), int(day[2:])) for day in days.split()) for days in DAYS[year])
    return _Year(*found)


def year_from_library(year: int) -> _Year:
    """The days of any year by the `holidays` library; by article 112 alone where it knows no decree of that year."""
    from holidays import country_holidays  # noqa: PLC0415  # as in is_known

    country = country_holidays("RU", years=year)
    days_off = set(country) | {day for day in _DECREED if day.year == year}
    if not is_known_year(year):
        days_off |= _moved_by_article_112(days_off)
    return _Year(frozenset(days_off), frozenset(country.weekend_workdays))


def _moved_by_article_112(holidays: set[dt.date]) -> set[dt.date]:
    """The working days to which holidays on weekends move by article 112; those of 1–8 January do not move."""
    moved: set[dt.date] = set()
    for holiday in sorted(holidays):
        if holiday.weekday() < _SATURDAY or (holiday.month == 1 and holiday.day <= 8):  # noqa: PLR2004  # 1–8 January
            continue
        day = holiday + _DAY
        while day.weekday() >= _SATURDAY or day in holidays or day in moved:
            day += _DAY
        moved.add(day)
    return moved


def is_working(day: dt.date) -> bool:
    """Whether a day is a working one of a five-day week: `is_working(dt.date(2020, 11, 4))` → `False`."""
    year = _year(day.year)
    if day in year.days_off:
        return False
    return day.weekday() < _SATURDAY or day in year.working_weekends


def next_working(day: dt.date) -> dt.date:
    """The day itself if it is a working one, else the first working day after it (Civil Code, article 193).

    `f"{next_working(dt.date(2020, 11, 4)):%d.%m.%Y}"` → «05.11.2020». Raises OverflowError past 31.12.9999.
    """
    while not is_working(day):
        day += _DAY
    return day


def add_working_days(day: dt.date, count: int) -> dt.date:
    """The `count`-th working day after a day that is itself not counted.

    A negative `count` goes back; 0 gives `next_working(day)`. Friday 30.10.2020 and three working days, of which 4
    November is none: `f"{add_working_days(dt.date(2020, 10, 30), 3):%d.%m.%Y}"` → «05.11.2020». Raises
    OverflowError outside the years 1–9999.
    """
    if count == 0:
        return next_working(day)
    step = _DAY if count > 0 else -_DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working(day)
    return day


def working_days(first: dt.date, last: dt.date) -> int:
    """How many working days lie between two dates, both counted; 0 when the second is before the first.

    `working_days(dt.date(2020, 11, 2), dt.date(2020, 11, 8))` → `4`.
    """
    return sum(is_working(first + _DAY * n) for n in range((last - first).days + 1))


# Year → two texts of «month and day»: holidays and transferred days off (ordinary weekends are not listed); working
# Saturdays and Sundays.
DAYS: Final = {
    2018: (
        "0101 0102 0103 0104 0105 0106 0107 0108 0223 0308 0309 0430 0501 0502 0509 0611 0612 1104 1105 1231",
        "0428 0609 1229",
    ),
    2019: (
        "0101 0102 0103 0104 0105 0106 0107 0108 0223 0308 0501 0502 0503 0509 0510 0612 1104",
        "",
    ),
    2020: (
        "0101 0102 0103 0104 0105 0106 0107 0108 0223 0224 0308 0309 0501 0504 0505 0509 0511 0612 0624 0701 1104",
        "",
    ),
    2021: (
        "0101 0102 0103 0104 0105 0106 0107 0108 0222 0223 0308 0501 0503 0509 0510 0612 0614 1104 1105 1231",
        "0220",
    ),
    2022: (
        "0101 0102 0103 0104 0105 0106 0107 0108 0223 0307 0308 0501 0502 0503 0509 0510 0612 0613 1104",
        "0305",
    ),
    2023: (
        "0101 0102 0103 0104 0105 0106 0107 0108 0223 0224 0308 0501 0508 0509 0612 1104 1106",
        "",
    ),
    2024: (
        "0101 0102 0103 0104 0105 0106 0107 0108 0223 0308 0429 0430 0501 0509 0510 0612 1104 1230 1231",
        "0427 1102 1228",
    ),
    2025: (
        "0101 0102 0103 0104 0105 0106 0107 0108 0223 0308 0501 0502 0508 0509 0612 0613 1103 1104 1231",
        "1101",
    ),
    2026: (
        "0101 0102 0103 0104 0105 0106 0107 0108 0109 0223 0308 0309 0501 0509 0511 0612 1104 1231",
        "",
    ),
    2027: (
        "0101 0102 0103 0104 0105 0106 0107 0108 0222 0223 0308 0501 0503 0509 0510 0612 0614 1104 1105 1231",
        "0220",
    ),
}
