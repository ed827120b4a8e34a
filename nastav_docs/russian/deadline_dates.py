"""When a deadline falls due: its dates within a period, its span, its place in order."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Protocol

from nastav_docs.russian.dates import Period, last_day
from nastav_docs.russian.deadline_moments import Moment, When
from nastav_docs.russian.deadline_terms import DayOf, Delay, Every, RelativeYear, Term, Times, Weekly, Whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.russian.deadline_grammar import Step
    from nastav_docs.russian.deadline_words import Unit

_DAY = dt.timedelta(days=1)
_MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_SCHOOL_START = 9
_SCHOOL_END = (5, 31)  # a school year is counted to the end of May: summer is nobody's working time
_MAX_DATES = 5000


class Calendar(Protocol):
    """What tells working days; the module `nastav_docs.russian.calendar` is one."""

    def add_working_days(self, day: dt.date, count: int, /) -> dt.date:
        """The `count`-th working day after `day`."""


def span_of(moment: Moment, year: int | None = None) -> Period | None:
    """The first and last day of a moment; `year` stands in for one that is not named; None where it has no dates."""
    year = moment.year if moment.year is not None else year
    if year is None:
        return None
    period = _whole_span(moment, year)
    if period is None or not moment.edge:
        return period
    if "half" in moment.edge:
        middle = period.start + (period.end - period.start) / 2
        return Period(period.start, middle) if moment.edge == "first half" else Period(middle + _DAY, period.end)
    third = (period.end - period.start) / 3
    if moment.edge == "start":
        return Period(period.start, period.start + third)
    if moment.edge == "middle":
        return Period(period.start + third, period.end - third)
    return Period(period.end - third, period.end)


def _whole_span(moment: Moment, year: int) -> Period | None:
    unit, number = moment.unit, moment.number
    if unit == "day":
        day = dt.date(year, moment.month, min(number, last_day(year, moment.month).day))
        return Period(day, day)
    if unit in ("week", "decade"):
        return _part_of_month(unit, number, year, moment.month)
    if unit == "school year":
        return Period(dt.date(year, _SCHOOL_START, 1), dt.date(year + 1, *_SCHOOL_END))
    if unit == "half" and number and moment.school:
        if number == 1:
            return _months(year, _SCHOOL_START, 4)
        return Period(dt.date(year + 1, 1, 1), dt.date(year + 1, *_SCHOOL_END))
    if unit == "season":
        # winter ends in the named year: «зима 2021 г.» is December 2020 to February 2021
        return Period(dt.date(year - 1, 12, 1), last_day(year, 2)) if number == 1 else _months(year, number * 3 - 3, 3)
    months = _MONTHS.get(unit)
    if months is None or not (number or unit == "year"):
        return None
    return _months(year, (max(number, 1) - 1) * months + 1, months)


def _months(year: int, first: int, count: int) -> Period:
    last = first + count - 1
    return Period(dt.date(year, first, 1), last_day(year + (last - 1) // 12, (last - 1) % 12 + 1))


def _part_of_month(unit: Unit, number: int, year: int, month: int) -> Period | None:
    last = last_day(year, month)
    length = 7 if unit == "week" else 10
    if number < 0:
        return Period(last - _DAY * 6 if unit == "week" else last.replace(day=21), last)
    start = dt.date(year, month, 1) + _DAY * length * (number - 1)
    if start > last:
        return None
    end = last if unit == "decade" and number == 3 else min(start + _DAY * (length - 1), last)  # noqa: PLR2004
    return Period(start, end)


def due_of(when: When, period: Period) -> list[dt.date]:
    """The last days of what is named, for every year of the period where the year is not."""
    dates = []
    for year in range(period.start.year - 1, period.end.year + 1):
        moments = when.moments if when.shape == "list" else when.moments[-1:]
        for moment in moments:
            named = _resolved(moment, period)
            span = span_of(named, year)
            if span is None:
                continue
            late = span.end if when.relation in ("on", "by") else span.start
            if when.relation == "by" and not moment.edge and moment.unit not in ("day", "year", "school year"):
                late = span.start if when.words in ("к", "до") else span.end
            dates.append(late)
    return sorted({day for day in dates if period.start <= day <= period.end})


def _resolved(moment: Moment, period: Period) -> Moment:
    """«текущий» and «следующий» year counted from the beginning of the period."""
    years = {"текущ": 0, "следующ": 1, "предыдущ": -1, "прошедш": -1, "очередн": 1, "нов": 1}
    if moment.year is not None or moment.which not in years:
        return moment
    start = period.start.year
    if moment.of_school and period.start.month < _SCHOOL_START:
        start -= 1
    return Moment(moment.unit, start + years[moment.which], moment.number, moment.month, moment.edge, moment.school)


def occurrences(
    steps: tuple[Step, ...], period: Period, calendar: Calendar, signed: dt.date | None = None
) -> tuple[dt.date, ...]:
    """The dates on which the steps fall due; those of «далее» come after the first step's."""
    found: set[dt.date] = set()
    for place, step in enumerate(steps):
        dates = _step_dates(step, period, calendar, signed, recurring=place > 0)
        after = max(found, default=None)
        found |= {day for day in dates if after is None or day > after}
    return tuple(sorted(found))


def _step_dates(
    step: Step, period: Period, calendar: Calendar, signed: dt.date | None, *, recurring: bool
) -> list[dt.date]:
    whens = [term for term in step.terms if isinstance(term, When)]
    every = next((term for term in step.terms if isinstance(term, Every | Times)), None)
    recurring = recurring or every is not None or any(m.which == "кажд" for when in whens for m in when.moments)
    day_of = next((term for term in step.terms if isinstance(term, DayOf)), None)
    if day_of is not None:
        return _days_of_month(day_of, every, period)
    dates: list[dt.date] = []
    if whens:
        for when in whens:
            due = due_of(when, period)
            single = not recurring and when.moments[-1].year is None and when.shape != "list"
            dates += due[:1] if single else due
        if dates or not isinstance(every, Every) or any(when.moments[-1].year is None for when in whens):
            return dates
    for term in step.terms:
        dates += _term_dates(term, period, calendar, signed)
    return dates


def _term_dates(term: Term, period: Period, calendar: Calendar, signed: dt.date | None) -> list[dt.date]:
    if isinstance(term, Every):
        return list(_unit_ends(term.unit, term.count, period))
    if isinstance(term, Times):
        return list(_times(term, period))
    if isinstance(term, Weekly):
        return [day for day in _days(period) if _is_weekly(term, day)]
    if isinstance(term, Whole):
        return [period.end]
    if isinstance(term, RelativeYear):
        year = period.start.year + term.number - 1
        end = min(dt.date(year, 12, 31), period.end)
        return [end] if period.start <= end and end.year == year else []
    if isinstance(term, Delay) and signed is not None and term.side == "after" and "приказ" in term.event:
        day = _delayed(term, signed, calendar)
        return [day] if period.start <= day <= period.end else []
    return []


def _days(period: Period) -> Iterator[dt.date]:
    for number in range(min((period.end - period.start).days + 1, _MAX_DATES)):
        yield period.start + _DAY * number


def _is_weekly(term: Weekly, day: dt.date) -> bool:
    if day.weekday() not in term.days:
        return False
    if not term.place:
        return True
    if term.of == "quarter" and day.month % 3:
        return term.place > 0 and day.month % 3 == 1 and (day.day - 1) // 7 + 1 == term.place
    if term.place < 0:
        return (day + 7 * _DAY).month != day.month
    return term.of != "quarter" and (day.day - 1) // 7 + 1 == term.place


def _unit_ends(unit: Unit, count: int, period: Period) -> Iterator[dt.date]:
    """The last days of every `count` units within the period."""
    if unit == "day":
        yield from list(_days(period))[::count]
    elif unit == "week":
        sundays = [day for day in _days(period) if day.weekday() == 6]  # noqa: PLR2004  # Sunday
        yield from sundays[count - 1 :: count]
    elif unit == "school year":
        for year in range(period.start.year, period.end.year + 1, count):
            end = dt.date(year, *_SCHOOL_END)
            if period.start <= end <= period.end:
                yield end
    elif unit in _MONTHS:
        yield from _month_ends(_MONTHS[unit] * count, period)


def _month_ends(step: int, period: Period) -> Iterator[dt.date]:
    """The ends of stretches of `step` months, counted from the beginning of the period's first year."""
    year, month = period.start.year, step
    while True:
        end_year, end_month = year + (month - 1) // 12, (month - 1) % 12 + 1
        if end_year > period.end.year:
            return
        end = last_day(end_year, end_month)
        if period.start <= end <= period.end:
            yield end
        month += step


def _times(term: Times, period: Period) -> Iterator[dt.date]:
    months = _MONTHS.get(term.unit, 0) * term.per
    if term.bound != "at most" and months and months % term.count == 0:
        return _month_ends(months // term.count, period)
    if term.bound == "at most":
        return iter(())
    return _unit_ends(term.unit, term.per, period)


def _days_of_month(term: DayOf, every: Every | Times | None, period: Period) -> list[dt.date]:
    """Every month's day; after a reported quarter, half or year only that of the month after its end."""
    unit = term.of.partition(" ")[2] or (every.unit if isinstance(every, Every) and term.of.startswith("after") else "")
    step = {"quarter": 3, "half": 6, "year": 12}.get(
        unit, 3 if isinstance(every, Every) and every.unit == "quarter" else 1
    )
    single = every is None and term.of in ("", "current", "next", "reporting")
    dates = []
    for year in range(period.start.year, period.end.year + 1):
        for month in range(1, 13):
            if (month - 1) % step if not term.of.startswith("last") else month % step:
                continue
            day = dt.date(year, month, min(term.day, last_day(year, month).day))
            if period.start <= day <= period.end:
                dates.append(day)
    return [] if single else dates


def _delayed(term: Delay, start: dt.date, calendar: Calendar) -> dt.date:
    if term.days == "working" and term.unit == "day":
        return calendar.add_working_days(start, term.count)
    if term.unit in ("day", "hour"):
        return start + _DAY * (term.count if term.unit == "day" else 0)
    if term.unit == "week":
        return start + _DAY * 7 * term.count
    months = start.year * 12 + start.month - 1 + _MONTHS.get(term.unit, 12) * term.count
    year, month = divmod(months, 12)
    return dt.date(year, month + 1, min(start.day, last_day(year, month + 1).day))


_ENDLESS = dt.date.max.toordinal()


def sort_key(steps: tuple[Step, ...]) -> tuple[int, int, int, str]:
    """Dated deadlines by their end, then yearless ones, recurring, the whole plan, the rest; the text decides last."""
    text = " ".join(map(str, steps)).lower()
    if not steps:
        return (9, _ENDLESS, _ENDLESS, text)
    whens = [term for term in steps[0].terms if isinstance(term, When)]
    for when in whens:
        spans = [span for moment in when.moments if (span := span_of(moment)) is not None]
        if spans:
            return (0, max(span.end for span in spans).toordinal(), min(span.start for span in spans).toordinal(), text)
    first = steps[0].terms[0]
    if isinstance(first, RelativeYear):
        return (1, first.number, 0, text)
    for when in whens:
        span = span_of(when.moments[-1], 2000)
        if span is not None:
            return (2, span.end.toordinal(), span.start.toordinal(), text)
    ranks = (Delay, Every, Times, Weekly, DayOf, Whole)
    rank = next((place for place, kind in enumerate(ranks) if isinstance(first, kind)), len(ranks))
    return (3 + (rank > 0) + (rank >= len(ranks) - 1) + (rank == len(ranks)), _ENDLESS, rank, text)
