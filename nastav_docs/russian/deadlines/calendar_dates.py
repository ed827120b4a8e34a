"""When does a deadline fall due? Its dates within a period, its span, its quarters, its place in order."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from nastav_docs.russian.dates import Period, last_day
from nastav_docs.russian.deadlines.moments import SCHOOL_START, Moment, When
from nastav_docs.russian.deadlines.terms import DayOf, Delay, Event, Every, RelativeYear, Term, Times, Weekly, Whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.russian.deadlines.grammar import Step
    from nastav_docs.russian.deadlines.vocabulary import Unit

_DAY = dt.timedelta(days=1)
# Unit → how many months it has.
_MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
# Units whose beginning and end are their first and last month.
_EDGE_IS_MONTH = ("year", "school year", "half", "quarter")
_SCHOOL_END = (5, 31)  # a school year is counted to the end of May: summer is nobody's working time
# More days than that are not listed one by one («ежедневно» for fourteen years).
_MAX_DATES = 5000


class Calendar(Protocol):
    """What tells working days; the module `nastav_docs.russian.calendar` is one."""

    def add_working_days(self, day: dt.date, count: int, /) -> dt.date:
        """The `count`-th working day after `day`."""

    def is_working(self, day: dt.date, /) -> bool:
        """Whether a day is a working day."""


def span_of(moment: Moment, year: int | None = None) -> Period | None:
    """The first and last day of a moment; None where it names no year and none is given, or where it has no dates.

    `year` stands in for a year that is not named: `span_of(Moment("quarter", number=2), 2021).end.isoformat()` →
    «2021-06-30». The beginning, middle and end of a moment are thirds of it, of a month ten
    days each.
    """
    year = moment.calendar_year if moment.year is not None else year
    if year is None:
        return None
    period = _whole_span(moment, year)
    if period is None or not moment.edge:
        return period
    if "half" in moment.edge:
        middle = _middle(moment, period)
        return Period(period.start, middle) if moment.edge == "first half" else Period(middle + _DAY, period.end)
    third = (period.end - period.start) / 3
    if moment.unit in _EDGE_IS_MONTH and moment.edge in ("start", "end"):
        start, end = period
        if moment.edge == "start":
            return Period(start, last_day(start.year, start.month))
        return Period(end.replace(day=1), end)
    if moment.unit == "month":
        edges: dict[str, tuple[int, int]] = {"start": (1, 10), "middle": (11, 20), "end": (21, period.end.day)}
        first, last = edges[moment.edge]
        return Period(period.start.replace(day=first), period.start.replace(day=last))
    if moment.edge == "start":
        return Period(period.start, period.start + third)
    if moment.edge == "middle":
        return Period(period.start + third, period.end - third)
    return Period(period.end - third, period.end)


def _middle(moment: Moment, period: Period) -> dt.date:
    """The last day of the first half: the 15th of a month, 30 June of a year."""
    if moment.unit == "month":
        return period.start.replace(day=15)
    if moment.unit == "year":
        return last_day(period.start.year, 6)
    return period.start + (period.end - period.start) / 2


def _whole_span(moment: Moment, year: int) -> Period | None:
    """The span of a moment of a year without its edge («начало», «конец»)."""
    unit, number = moment.unit, moment.number
    if unit == "day":
        day = dt.date(year, moment.month, min(number, last_day(year, moment.month).day))
        return Period(day, day)
    if unit in ("week", "decade"):
        return _part_of_month(unit, number, year, moment.month) if moment.month else None
    if unit == "school year":
        return Period(dt.date(year, SCHOOL_START, 1), dt.date(year + 1, *_SCHOOL_END))
    if unit == "half" and number and moment.school:
        if number == 1:
            return _months(year, SCHOOL_START, 4)
        return Period(dt.date(year + 1, 1, 1), dt.date(year + 1, *_SCHOOL_END))
    if unit == "season":
        # winter ends in the named year: «зима 2021 г.» is December 2020 to February 2021
        return Period(dt.date(year - 1, 12, 1), last_day(year, 2)) if number == 1 else _months(year, number * 3 - 3, 3)
    months = _MONTHS.get(unit)
    if months is None or not (number or unit == "year"):
        return None
    return _months(year, (max(number, 1) - 1) * months + 1, months)


def _months(year: int, first: int, count: int) -> Period:
    """The span of `count` months from the month `first` of a year on."""
    last = first + count - 1
    return Period(dt.date(year, first, 1), last_day(year + (last - 1) // 12, (last - 1) % 12 + 1))


def _part_of_month(unit: Unit, number: int, year: int, month: int) -> Period | None:
    """The span of a week or decade of a month, -1 the last; None where the month has no such one."""
    last = last_day(year, month)
    length = 7 if unit == "week" else 10
    if number < 0:
        return Period(last - _DAY * 6 if unit == "week" else last.replace(day=21), last)
    start = dt.date(year, month, 1) + _DAY * length * (number - 1)
    if start > last:
        return None
    end = last if unit == "decade" and number == 3 else min(start + _DAY * (length - 1), last)  # noqa: PLR2004
    return Period(start, end)


def due_days(when: When, period: Period, *, recurring: bool = True) -> list[dt.date]:
    """The days within the period by which the moments of a `When` are due, in order.

    A moment without a year is due every year if `recurring`, else only the first time.
    """
    dates = set()
    for year in range(period.start.year - 1, period.end.year + 1):
        named_moments = when.moments if when.shape == "list" else when.moments[-1:]
        for named in (_resolved(each, period) for moment in named_moments for each in _each(moment)):
            span = span_of(named, year)
            if span is not None:
                dates.add(due_day(when, named, span))
    found = sorted(day for day in dates if period.start <= day <= period.end)
    if recurring or when.shape == "list" or when.moments[-1].year is not None:
        return found
    return found[:1]


def _each(moment: Moment) -> tuple[Moment, ...]:
    """All moments of a year that «каждый» means: the two of «конец каждого полугодия»; else the moment itself."""
    months = _MONTHS.get(moment.unit, 0)
    if moment.which != "кажд" or moment.number or not months or moment.unit == "year":
        return (moment,)
    return tuple(replace(moment, number=number, which="") for number in range(1, 12 // months + 1))


def due_day(when: When, moment: Moment, span: Period) -> dt.date:
    """The day by which a moment is due, given its span.

    «до мая» is due on 30 April, «не позднее мая» on 31 May, «к началу мая» on the day before it begins.
    """
    if when.relation in ("from", "after", "as of"):
        return span.start
    if when.relation == "on" or moment.unit == "day":
        return span.end
    if moment.edge == "start" or (when.moments[-1].which == "нов" and when.words in ("до", "к", "ко")):
        return span.start - _DAY
    if moment.edge == "middle":
        return span.start + (span.end - span.start) / 2
    before = moment.unit not in ("year", "school year") and not moment.edge and when.words in ("до", "к", None)
    return span.start - _DAY if before else span.end


def _resolved(moment: Moment, period: Period) -> Moment:
    """The moment with its year: «текущий», «следующий» year are counted from the first year of the period."""
    years = {"текущ": 0, "следующ": 1, "предыдущ": -1, "прошедш": -1, "очередн": 1, "нов": 1}
    if moment.year is not None or moment.which not in years:
        return moment
    start = period.start.year
    if moment.of_school and period.start.month < SCHOOL_START:
        start -= 1
    return Moment(moment.unit, start + years[moment.which], moment.number, moment.month, moment.edge, moment.school)


def occurrences(
    steps: tuple[Step, ...], period: Period, calendar: Calendar, signed: dt.date | None = None
) -> tuple[dt.date, ...]:
    """The dates within the period on which a deadline falls due; those of «далее» come after those of the step before.

    `signed`: the date of the order, from which «со дня подписания приказа» counts; without it such terms have no date.
    """
    found: set[dt.date] = set()
    for place, step in enumerate(steps):
        dates = _step_dates(_anchored(step, steps[:place]), period, calendar, signed, recurring=place > 0)
        after = max(found, default=None)
        found |= {day for day in dates if after is None or day > after}
    return tuple(sorted(found))


def _anchored(step: Step, before: tuple[Step, ...]) -> Step:
    """«далее – ежегодно» with the day or month of the step before: each October after «октябрь 2024 г., далее …»."""
    (term, *others) = step.terms
    whens = [when for one in before[-1:] for when in one.terms if isinstance(when, When)]
    if others or not isinstance(term, Every) or term.unit != "year" or len(whens) != 1:
        return step
    when = whens[0]
    if any(moment.unit in ("year", "school year") or moment.which for moment in when.moments):
        return step
    yearless = replace(when, moments=tuple(replace(moment, year=None) for moment in when.moments))
    return replace(step, terms=(term, yearless), joints=(", ",))


def _step_dates(
    step: Step, period: Period, calendar: Calendar, signed: dt.date | None, *, recurring: bool
) -> list[dt.date]:
    """The dates of one step; `recurring`: a moment without a year is due every year."""
    whens = [
        term
        for term, following in pairwise((*step.terms, None))
        if isinstance(term, When) and not _begins(term, following)
    ]
    regular = next((term for term in step.terms if isinstance(term, Every | Times)), None)
    day_of = next((term for term in step.terms if isinstance(term, DayOf)), None)
    weekly = any(isinstance(term, Weekly) and not term.place for term in step.terms) and bool(whens)
    yearly = isinstance(regular, Every) and regular == Every("year")
    named = _days_of_named(step, period, calendar, recurring=recurring or yearly) if yearly or not regular else []
    if named:
        return named
    windows = [period]
    dates: list[dt.date] = []
    if regular is not None or day_of is not None or weekly:
        anchors, windows = _anchors(whens, regular or (Every("week") if weekly else None), period)
        if day_of is not None:
            dates = _days_of_month(day_of, regular, period, calendar)
        elif anchors:
            dates = [day for when in anchors for day in due_days(when, period)]
        else:
            on_days = [term for term in step.terms if isinstance(term, Weekly)]
            others = [term for term in step.terms if isinstance(term, Every | Times | Delay | Event)]
            dates = [day for term in on_days or others for day in _term_dates(term, period, calendar, signed)]
    else:
        every = recurring or any(moment.which == "кажд" for when in whens for moment in when.moments)
        dates = [day for when in whens for day in due_days(when, period, recurring=every)]
        ends = any(when.relation == "by" for when in whens)
        for term in step.terms:
            if not (ends and isinstance(term, Event)):  # «с момента подписания приказа до 31.05.2026»
                dates += _term_dates(term, period, calendar, signed)
    return [day for day in dates if any(window.start <= day <= window.end for window in windows)]


def _begins(term: When, following: Term | None) -> bool:
    """Whether a moment is only when a stretch of time begins: «не ранее 1 марта и не позднее 15 марта 2025 г.»."""
    return term.relation in ("from", "after") and isinstance(following, When) and following.relation == "by"


def _days_of_named(step: Step, period: Period, calendar: Calendar, *, recurring: bool) -> list[dt.date]:
    """The days that are told by a month named after them: «последний четверг ноября 2024 г.»; empty for others."""
    found: list[dt.date] = []
    for term, when in pairwise(step.terms):
        placed = (isinstance(term, Weekly) and term.place) or (isinstance(term, DayOf) and term.said and not term.of)
        if not (placed and isinstance(when, When) and when.relation == "on" and when.moments[0].unit == "month"):
            continue
        for moment in when.moments:
            years = range(period.start.year, period.end.year + 1) if moment.year is None else (moment.year,)
            dates = [day for year in years for day in _in_month(term, _resolved(moment, period), year, calendar)]
            due = [day for day in dates if period.start <= day <= period.end]
            found += due if recurring or moment.year is not None else due[:1]
    return found


def _in_month(term: Term, moment: Moment, year: int, calendar: Calendar) -> list[dt.date]:
    """The days of the month `moment` that a term tells by its number; `year` where the month has none of its own."""
    span = span_of(moment, year)
    if span is None:
        return []
    if isinstance(term, DayOf):
        return [_day_of(term.day, span.start.year, span.start.month, calendar if term.working else None)]
    return [day for day in _days(span) if isinstance(term, Weekly) and _is_weekly(term, day)]


# The greatest number of days of a unit.
_LENGTHS: dict[Unit, int] = {"day": 1, "week": 7, "decade": 10, "month": 31, "quarter": 92, "half": 184, "year": 366}


def _anchors(whens: list[When], regular: Every | Times | None, period: Period) -> tuple[list[When], list[Period]]:
    """Of the moments beside «ежегодно» those that say when in the year, and the stretches of time the others allow.

    So «ежегодно, до 20 мая, с 2021 г.» has the anchor «до 20 мая» and one stretch, from 2021 on.
    """
    unit = regular.unit if regular is not None else "month"
    count = regular.count if isinstance(regular, Every) else regular.per if regular is not None else 1
    length = _LENGTHS.get(unit, _LENGTHS["year"]) * count
    anchors, windows = [], [period]
    for when in whens:
        spans = _spans(when, period)
        if when.relation in ("from", "after") and spans:
            begun = next((span for span in spans if span.start >= period.start), spans[0])
            windows = _within(windows, [Period(begun.start, period.end)])
        elif spans and (spans[0].end - spans[0].start).days >= length:
            windows = _within(windows, spans)
        elif spans and when.moments[-1].year is not None and unit == "year":
            # «до 20 декабря 2020 г., ежегодно»: every year from that one on
            windows = _within(windows, [Period(spans[0].start, period.end)])
            anchors.append(replace(when, moments=tuple(replace(moment, year=None) for moment in when.moments)))
        else:
            anchors.append(replace(when, moments=tuple(replace(moment, which="") for moment in when.moments)))
    return anchors, windows


def _spans(when: When, period: Period) -> list[Period]:
    """The spans from the first to the last moment of a `When`, for each year of the period if it names none."""
    spans = []
    for year in range(period.start.year - 1, period.end.year + 1):
        first, last = (span_of(_resolved(moment, period), year) for moment in (when.moments[0], when.moments[-1]))
        if first is None or last is None:
            continue
        if last.end < first.start:  # «сентябрь – май»: over the new year
            last = span_of(when.moments[-1], year + 1) or last
        spans.append(Period(first.start, last.end))
    return list(dict.fromkeys(spans))


def _within(windows: list[Period], allowed: list[Period]) -> list[Period]:
    """The common parts of each two stretches of time."""
    return [
        Period(max(one.start, other.start), min(one.end, other.end))
        for one in windows
        for other in allowed
        if max(one.start, other.start) <= min(one.end, other.end)
    ]


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
    if signed is not None and isinstance(term, Delay | Event):
        day = _after_order(term, signed, calendar)
        return [day] if day is not None and period.start <= day <= period.end else []
    return []


def _after_order(term: Delay | Event, signed: dt.date, calendar: Calendar) -> dt.date | None:
    """The day that is counted from the signing of an order («со дня подписания приказа»), None for other terms."""
    if isinstance(term, Delay):
        return _delayed(term, signed, calendar) if term.side == "after" and "приказ" in term.event else None
    return signed if term.words in ("со дня", "с даты", "с момента", "в день") and "приказ" in term.text else None


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
    """The ends of stretches of `step` months within the period, counted from January of its first year."""
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


def _days_of_month(term: DayOf, every: Every | Times | None, period: Period, calendar: Calendar) -> list[dt.date]:
    """The day of every month; after a reported quarter, half-year or year only that of the month after its end."""
    once = every is not None and (every.count == 1 if isinstance(every, Every) else every.count == every.per == 1)
    regular = every.unit if once and every is not None else ""
    unit = term.of.partition(" ")[2] or (regular if term.of.startswith("after") else "")
    step = {"quarter": 3, "half": 6, "year": 12}.get(unit, 3 if regular == "quarter" else 1)
    single = every is None and term.of in ("", "current", "next", "reporting")
    dates = []
    for year in range(period.start.year, period.end.year + 1):
        for month in range(1, 13):
            if (month - 1) % step if not term.of.startswith("last") else month % step:
                continue
            for number in term.more[-1:] if term.span else (term.day, *term.more):
                day = _day_of(number, year, month, calendar if term.working else None)
                if period.start <= day <= period.end:
                    dates.append(day)
    return [] if single else dates


def _day_of(number: int, year: int, month: int, calendar: Calendar | None) -> dt.date:
    """The day of a month by its number, -1 the last; with a calendar the number is that of a working day."""
    last = last_day(year, month)
    if calendar is None:
        return last if number < 0 else last.replace(day=min(number, last.day))
    working = [day for day in _days(Period(last.replace(day=1), last)) if calendar.is_working(day)] or [last]
    return working[-1] if number < 0 else working[min(number, len(working)) - 1]


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


def quarters_of(term: Term) -> set[int]:
    """The quarters of a year that a term names or falls into, 1…4; empty where it names no part of a year."""
    every_quarter = {1, 2, 3, 4}
    if isinstance(term, Every | Times):
        months = _MONTHS.get(term.unit, 0 if term.unit in ("week", "day") else _MONTHS["year"])
        often = months * (term.per if isinstance(term, Times) else term.count)
        times = term.count if isinstance(term, Times) else 1
        return every_quarter if often <= times * _MONTHS["quarter"] else set()
    if isinstance(term, Weekly):
        return every_quarter
    if not isinstance(term, When):
        return set()
    spans = _spans(term, _TYPICAL)
    if term.shape == "list":
        spans = [span for moment in term.moments if (span := span_of(moment, _TYPICAL.start.year)) is not None]
    found: set[int] = set()
    for span in spans:
        through = range(span.start.year * 12 + span.start.month - 1, span.end.year * 12 + span.end.month)
        found |= {month % 12 // 3 + 1 for month in through[:12]}
    return found


# A year that stands in for one that is not named.
_TYPICAL = Period(dt.date(2001, 1, 1), dt.date(2001, 12, 31))
