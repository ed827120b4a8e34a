"""The production calendar against facts of the official ones."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastav_docs.russian import calendar
from nastav_docs.russian.calendar import DAYS


@pytest.mark.parametrize(
    ("day", "working", "why"),
    [
        ("2018-04-28", True, "Saturday worked for 30 April"),
        ("2018-04-30", False, "transferred"),
        ("2018-06-09", True, "Saturday worked for 11 June"),
        ("2018-12-29", True, "Saturday worked for 31 December"),
        ("2018-12-31", False, "transferred"),
        ("2019-05-02", False, "transferred from January"),
        ("2019-05-03", False, "transferred from January"),
        ("2019-05-10", False, "transferred from February"),
        ("2020-02-24", False, "the holiday was on a Sunday"),
        ("2020-05-04", False, "transferred"),
        ("2020-05-05", False, "transferred"),
        ("2020-05-06", True, "a «non-working day» that did not change the norm"),
        ("2020-05-11", False, "9 May was a Saturday"),
        ("2020-06-24", False, "decree of the President: the parade"),
        ("2020-07-01", False, "decree of the President: the vote"),
        ("2020-11-03", True, "an ordinary Tuesday"),
        ("2020-11-04", False, "Unity Day"),
        ("2020-12-31", True, "a working Thursday"),
        ("2021-02-20", True, "Saturday worked for 22 February"),
        ("2021-02-22", False, "transferred"),
        ("2021-05-10", False, "9 May was a Sunday"),
        ("2021-11-05", False, "transferred"),
        ("2021-12-31", False, "transferred"),
        ("2022-03-05", True, "Saturday worked for 7 March"),
        ("2022-03-07", False, "transferred"),
        ("2022-05-03", False, "transferred"),
        ("2022-05-10", False, "transferred"),
        ("2023-02-24", False, "transferred"),
        ("2023-05-08", False, "transferred"),
        ("2023-11-06", False, "4 November was a Saturday"),
        ("2024-04-27", True, "Saturday worked for 29 April"),
        ("2024-11-02", True, "Saturday worked for 30 April"),
        ("2024-12-28", True, "Saturday worked for 30 December"),
        ("2024-12-30", False, "transferred"),
        ("2025-05-08", False, "transferred"),
        ("2025-06-13", False, "transferred"),
        ("2025-11-01", True, "Saturday worked for 3 November"),
        ("2025-12-31", False, "transferred"),
        ("2026-01-09", False, "transferred"),
        ("2026-03-09", False, "8 March is a Sunday"),
        ("2026-12-31", False, "transferred"),
    ],
)
def test_days_of_the_official_calendars(day: str, working: bool, why: str) -> None:  # noqa: FBT001  # a table's column
    assert calendar.is_working(dt.date.fromisoformat(day)) is working, why


@pytest.mark.parametrize(
    ("year", "days"),
    [(2018, 247), (2019, 247), (2020, 246), (2021, 247), (2022, 247), (2023, 247), (2024, 248), (2025, 247)],
)
def test_working_days_of_a_year_are_those_of_the_published_norm(year: int, days: int) -> None:
    # 2020: the norm published in advance had 248 days, the two decrees of the President took off one each.
    assert calendar.working_days(dt.date(year, 1, 1), dt.date(year, 12, 31)) == days


def test_known_years_and_article_112_after_them() -> None:
    assert all(calendar.is_known_year(year) for year in range(2018, 2027))
    assert not calendar.is_known_year(2060)
    assert dt.date(2060, 5, 1).weekday() == 5
    assert not calendar.is_working(dt.date(2060, 5, 3)), "a holiday on a Saturday moves to Monday"
    assert dt.date(2060, 1, 3).weekday() == 5
    assert calendar.is_working(dt.date(2060, 1, 9)), "the holidays of 1–8 January do not move by themselves"


@pytest.mark.parametrize(
    ("day", "count", "result"),
    [
        ("2020-11-02", 5, "2020-11-10"),  # 4 November and a weekend between
        ("2020-11-02", 1, "2020-11-03"),
        ("2020-12-31", 1, "2021-01-11"),
        ("2021-01-11", -1, "2020-12-31"),
        ("2020-11-07", 0, "2020-11-09"),
        ("2020-11-03", 0, "2020-11-03"),
    ],
)
def test_working_days_are_counted_from_the_next_one(day: str, count: int, result: str) -> None:
    assert calendar.add_working_days(dt.date.fromisoformat(day), count) == dt.date.fromisoformat(result)


@pytest.mark.parametrize(
    ("day", "result"), [("2020-11-07", "2020-11-09"), ("2021-02-20", "2021-02-20"), ("2021-12-31", "2022-01-10")]
)
def test_the_next_working_day(day: str, result: str) -> None:
    assert calendar.next_working(dt.date.fromisoformat(day)) == dt.date.fromisoformat(result)


@given(st.dates(dt.date(2015, 1, 1), dt.date(2030, 12, 31)), st.integers(min_value=1, max_value=60))
def test_working_days_there_and_back(day: dt.date, count: int) -> None:
    start = calendar.next_working(day)
    assert calendar.add_working_days(calendar.add_working_days(start, count), -count) == start


@pytest.mark.parametrize("year", sorted(DAYS))
def test_the_table_of_days_says_what_the_library_says(year: int) -> None:
    assert calendar.year_from_table(year) == calendar.year_from_library(year)
