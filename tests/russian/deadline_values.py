"""Hypothesis strategies of deadlines: every kind of term, as a paper may hold it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from nastav_docs.russian.deadlines.deadline import Deadline
from nastav_docs.russian.deadlines.grammar import Joint, Step
from nastav_docs.russian.deadlines.moments import RELATIONS, Moment, When
from nastav_docs.russian.deadlines.terms import (
    DayOf,
    Delay,
    Event,
    Every,
    Hold,
    RelativeYear,
    Standing,
    Term,
    Times,
    Weekly,
    Whole,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nastav_docs.russian.deadlines.vocabulary import Edge, Unit

YEARS = st.integers(1990, 2099)
DATES = st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31))
EDGES: st.SearchStrategy[Edge] = st.sampled_from(["", "", "", "start", "middle", "end", "first half", "second half"])
WHICH = st.sampled_from(["", "", "текущ", "следующ", "отчетн", "кажд"])


@st.composite
def days(draw: st.DrawFn) -> Moment:
    day = draw(DATES)
    if draw(st.booleans()):
        clock = draw(st.sampled_from(["", "", "", "09:00", "17:30"]))
        return Moment("day", day.year, day.day, day.month, time=clock, numeric=draw(st.booleans()))
    return Moment("day", None, day.day, day.month, which=draw(WHICH))


@st.composite
def numbered(draw: st.DrawFn) -> Moment:
    units: list[tuple[Unit, int]] = [("month", 12), ("quarter", 4), ("half", 2), ("term", 4), ("trimester", 3)]
    unit, most = draw(st.sampled_from(units))
    number = draw(st.integers(1, most))
    school = unit != "month" and draw(st.booleans())
    year = draw(st.none() | YEARS)
    which = draw(WHICH) if year is None else ""
    return Moment(unit, year, number, edge=draw(EDGES), school=school, which=which)


@st.composite
def other_moments(draw: st.DrawFn) -> Moment:
    unit: Unit = draw(st.sampled_from(["year", "school year", "season", "holidays", "week", "decade"]))
    year = draw(YEARS)
    if unit in ("year", "school year"):
        which = draw(st.sampled_from(["", "", "текущ", "следующ"]))  # «каждый год» is a term of its own
        return Moment(unit, None if which else year, which=which, edge=draw(EDGES))
    if unit in ("week", "decade"):
        return Moment(unit, draw(st.none() | YEARS), draw(st.sampled_from([1, 2, 3, -1])), draw(st.integers(1, 12)))
    return Moment(unit, draw(st.none() | YEARS), draw(st.integers(1, 4)))


@st.composite
def single(draw: st.DrawFn) -> When:
    moment = draw(days() | numbered() | other_moments())
    if moment.unit == "day":
        # a time of day makes a bare date «до …»
        usual = ["до", "не позднее", "в срок до", "к", "с", "не ранее", "по состоянию на"]
        words = draw(st.sampled_from(usual if moment.time else ["", *usual]))
    else:
        words = draw(st.sampled_from(["", "до", "не позднее", "к", "с", "начиная с", "не ранее", "в", "в течение"]))
    return When(
        RELATIONS[words], (moment,), words=words, inclusive=draw(st.booleans()) and words in ("до", "не позднее")
    )


@st.composite
def ranges(draw: st.DrawFn) -> When:
    if draw(st.booleans()):
        first, last = sorted([draw(DATES), draw(DATES)])
        numeric = draw(st.booleans())
        ends = tuple(Moment("day", day.year, day.day, day.month, numeric=numeric) for day in (first, last))
        return When("on", ends, "range", draw(st.sampled_from(["", "с"])))
    units: list[tuple[Unit, int]] = [("month", 12), ("quarter", 4), ("half", 2), ("year", 0)]
    unit, most = draw(st.sampled_from(units))
    years = sorted([draw(YEARS), draw(YEARS)])
    numbers = [draw(st.integers(1, most)) for _ in years] if most else [0, 0]
    if years[0] == years[1]:
        numbers.sort()
        years[1] += not most  # a range of years has two
    ends = tuple(Moment(unit, year, number) for year, number in zip(years, numbers, strict=True))
    return When("on", ends, "range", draw(st.sampled_from(["", "с", "в", "в течение"])))


@st.composite
def lists(draw: st.DrawFn) -> When:
    if draw(st.booleans()):
        found = draw(st.lists(DATES, min_size=2, max_size=4, unique=True))
        numeric = draw(st.booleans())
        moments = tuple(Moment("day", day.year, day.day, day.month, numeric=numeric) for day in found)
        return When("by", moments, "list", "до", coupled=draw(st.booleans()))
    units: list[tuple[Unit, int]] = [("month", 12), ("quarter", 4), ("year", 0), ("school year", 0)]
    unit, most = draw(st.sampled_from(units))
    shared = draw(st.none() | YEARS)
    count = draw(st.integers(2, 4))
    if not most:
        years = draw(st.lists(YEARS, min_size=count, max_size=count, unique=True))
        moments = tuple(Moment(unit, year) for year in years)
    else:
        moments = tuple(Moment(unit, shared, draw(st.integers(1, most))) for _ in range(count))
    return When("on", moments, "list", draw(st.sampled_from(["", "в"])), coupled=draw(st.booleans()))


UNITS: Sequence[Unit] = ("day", "week", "month", "quarter", "half", "year", "school year", "term")
EVENTS = ("подписания приказа", "утверждения плана", "реализации программы", "проведения мониторинга (анкетирования)")

every = st.builds(Every, st.sampled_from(UNITS), st.integers(1, 5))
times = st.builds(
    Times,
    st.integers(1, 40),
    st.sampled_from(UNITS),
    st.integers(1, 5),
    st.sampled_from(["", "at least", "at most"]),
)
whens = st.one_of(single(), ranges(), lists())
day_of = st.builds(
    DayOf,
    st.integers(1, 31) | st.just(-1),
    st.sampled_from(
        ["", "month", "current", "next", "reporting", "after", "after quarter", "after period", "last quarter"]
    ),
    st.sampled_from(["до", "не позднее", "", "к"]),
)
delays = st.builds(
    Delay,
    st.integers(1, 60),
    st.sampled_from(["day", "week", "month"]),
    st.just(""),
    st.just("after"),
    st.sampled_from(["", *(f"со дня {event}" for event in EVENTS), "после подписания приказа"]),
) | st.builds(
    Delay,
    st.integers(1, 60),
    st.just("day"),
    st.sampled_from(["", "working", "calendar"]),
    st.sampled_from(["before"]),
    st.sampled_from(["до начала мероприятия", "до окончания срока", "до проведения совещания"]),
)
free = st.one_of(
    st.builds(
        Event, st.sampled_from(["до начала", "после", "по окончании", "со дня", "по итогам"]), st.sampled_from(EVENTS)
    ),
    st.sampled_from(
        [
            Standing("continuous", "постоянно"),
            Standing("as needed", "по мере необходимости"),
            Standing("as needed", "по мере поступления заявок"),
            Standing("by plan", "по отдельному плану (графику)"),
            Standing("by plan", "согласно утвержденному графику"),
            Standing("by notice", "по дополнительному сообщению"),
            Standing("by agreement", "по согласованию с куратором"),
            Whole(),
            Whole("реализации", "весь период"),
            RelativeYear(1, "внедрения целевой модели"),
            RelativeYear(3),
            Hold("сохранение показателя на уровне не ниже минимального значения"),
            Weekly((4,)),
            Weekly((1, 3)),
            Weekly((4,), -1, "month"),
        ]
    ),
)


@st.composite
def steps(draw: st.DrawFn) -> Step:
    joints: list[Joint] = [", ", " ", " ("]
    first: Term = draw(st.one_of(whens, every, times, day_of, delays, free))
    if isinstance(first, Every | Times):
        second: Term | None = draw(st.none() | single() | ranges() | day_of)
    elif isinstance(first, When):
        second = draw(st.none() | every)
    elif isinstance(first, Whole):
        second = draw(st.none() | every)
        joints = [", "]
    else:
        second = None
    if second is None:
        return Step((first,))
    return Step((first, second), (draw(st.sampled_from(joints)),))


deadlines = st.builds(Deadline, st.lists(steps(), min_size=1, max_size=3).map(tuple), st.booleans())
