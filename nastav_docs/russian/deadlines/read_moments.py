"""Which days, months, quarters, years does a deadline name? Read from its tokens: single ones, ranges and lists.

All readers here and in the modules beside return what they have read and leave the reader behind it; or they return
None (or «», False) and leave it where it was.
"""

from __future__ import annotations

import re
from dataclasses import replace

from nastav_docs.diagnostics.codes import deadlines as codes
from nastav_docs.russian.dates import DateProblem, make_date
from nastav_docs.russian.deadlines.moments import Moment, Shape
from nastav_docs.russian.deadlines.read_years import (
    CENTURY,
    read_school_word,
    read_second_year,
    read_year,
    read_year_number,
    read_year_word,
)
from nastav_docs.russian.deadlines.token_reader import DASHES, TokenReader
from nastav_docs.russian.deadlines.vocabulary import (
    ABBREVIATIONS,
    EDGE_FORMS,
    HOLIDAYS,
    LAST,
    MONTH_FORMS,
    ORDINALS,
    SEASON_FORMS,
    Edge,
    Unit,
    day_of_words,
    ordinal_of,
    which_stem,
)

QUOTES = frozenset("«»\"„“”'")
# The greatest number of a unit in a year.
LIMITS: dict[Unit, int] = {"quarter": 4, "half": 2, "term": 4, "trimester": 3, "semester": 12}
# The greatest number of a unit in a month.
_IN_MONTH: dict[Unit, int] = {"week": 6, "decade": 3}
_HOURS, _MINUTES = 24, 60
_LONG = 10  # years: a range of two dates so far apart is a slip of the pen


def read_moment(r: TokenReader) -> Moment | None:
    """One day, month, quarter, year …, an edge of it («конец I квартала 2021 г.»), a time of day before it, or None."""
    start = r.at
    clock = _read_time(r)
    edge = _read_edge(r) if not clock else ""
    found = _read_day(r) or _read_unit(r) or _read_month(r) or _read_alone(r)
    if found is None or (clock and found.unit != "day"):
        r.at = start
        return None
    if edge:
        if found.unit == "day":
            r.at = start
            return None
        return replace(found, edge=edge)
    if found.unit == "day" and not clock:
        clock = _read_time_after(r)
    return replace(found, time=clock) if clock else found


def _read_edge(r: TokenReader) -> Edge:
    """«начало», «середина», «первая половина» … of what follows; «» if none comes."""
    edge = EDGE_FORMS.get(r.low())
    if edge is not None:
        r.at += 1
        return edge
    half = ordinal_of(r.low()) if r.kind() == "word" else None
    if half in (1, 2) and r.low(1).startswith("половин"):
        r.at += 2
        return "first half" if half == 1 else "second half"
    return ""


def _read_time(r: TokenReader) -> str:
    """A time of day, «17:00», «17.00 ч.», «17 часов», as «17:00»; «» if none comes."""
    start = r.at
    kind = r.kind()
    if kind == "time":
        r.at += 1
        _read_hour_word(r)
        hours, minutes = r.tokens[start].text.split(":")
    elif kind == "day.month":
        hours, minutes = r.token().text.split(".")
        r.at += 1
        if not _read_hour_word(r) and 1 <= int(minutes) <= 12:  # noqa: PLR2004  # could be a day and a month
            r.at = start
            return ""
    elif kind == "number" and r.unit(1) == "hour":
        hours, minutes = r.token().text, "00"
        r.at += 1
        _read_hour_word(r)
    else:
        return ""
    if int(hours) > _HOURS or int(minutes) >= _MINUTES:
        r.at = start
        return ""
    return f"{int(hours):02d}:{minutes}"


def _read_hour_word(r: TokenReader) -> bool:
    """Move past «часов», «ч.»; whether it stood there."""
    if r.unit() == "hour":
        r.at += 1
        r.stop()
        return True
    return False


def _read_time_after(r: TokenReader) -> str:
    """A time of day after a date: «(до 17:00)», «, не позднее 17 часов»; «» if none comes."""
    start = r.at
    opened = r.words("(")
    r.words(",")
    if not r.words("не", "позднее"):
        r.words("до|к|в")
    clock = _read_time(r)
    if not clock or (opened and not r.words(")")):
        r.at = start
        return ""
    return clock


def _read_day(r: TokenReader) -> Moment | None:
    """A day in digits or with its month in words."""
    start = r.at
    kind = r.kind()
    if kind in ("date", "iso"):
        parts = [int(part) for part in re.split(r"[-./]", r.token().text)]
        r.at += 1
        day, month, year = parts if kind == "date" else reversed(parts)
        year += CENTURY if year < 100 else 0  # noqa: PLR2004  # «09.11.20»
        if r.words("года|г|гг"):
            r.stop()
            r.note(codes.DIGIT_G, start, "после даты цифрами «г.» не ставится")
        return checked_moment(r, start, Moment("day", year, day, month, numeric=True))
    if kind == "day.month":
        day, month = (int(part) for part in r.token().text.split("."))
        r.at += 1
        r.stop()
        return checked_moment(r, start, Moment("day", None, day, month))
    return _read_day_in_words(r)


def _read_day_in_words(r: TokenReader) -> Moment | None:
    start = r.at
    quoted = r.low() in QUOTES and r.kind(1) == "number" and r.low(2) in QUOTES
    if quoted:
        day = r.token(1).value
        r.at += 3
    elif r.kind() in ("number", "ordinal"):
        day = r.token().value
        r.at += 1
    else:
        said = day_of_words(r.low(), r.low(1))
        if said is None:
            return None
        day = said[0]
        r.at += said[1]
    month = MONTH_FORMS.get(r.low())
    if month is None:
        r.at = start
        return None
    r.at += 1
    r.stop()
    if not quoted and r.tokens[start].text.startswith("0") and day:
        r.note(codes.ZERO, start, "перед числом в дате с названием месяца ноль не ставится")
    return checked_moment(r, start, _with_year(r, Moment("day", None, day, month)))


def _with_year(r: TokenReader, moment: Moment) -> Moment:
    """The moment with the year that follows it, if one does."""
    start = r.at
    comma = r.words(",")  # «ноябрь, 2020 г.»
    if r.kind() == "word" and not r.low().endswith(("ого", "его")) and r.low() not in ("уч", "года", "т", "с", "тек"):
        r.at = start  # «каждый год» is another term, «каждого года» the year of this one
        return moment
    year = read_year(r)
    if year is None or year.last is not None or (comma and year.year is None):
        r.at = start
        return moment
    return replace(
        moment,
        year=year.year,
        school=year.school,
        which=year.which,
        spelled=year.spelled,
        starred=year.starred,
    )


def checked_moment(r: TokenReader, start: int, moment: Moment) -> Moment:
    """The same moment; one that no calendar has (31.02.2020, a fifth quarter) is noted as impossible."""
    if moment.unit != "day":
        if moment.unit in LIMITS and moment.number > LIMITS[moment.unit]:
            r.note(codes.IMPOSSIBLE, start, f"таких не больше {LIMITS[moment.unit]}")
        return moment
    problem = make_date(moment.year or CENTURY, moment.month, moment.number)
    if isinstance(problem, DateProblem):
        # Where no year is named none is told: the month ends so in every year.
        r.note(
            codes.IMPOSSIBLE, start, problem.message if moment.year else problem.message.replace(f" {CENTURY} года", "")
        )
    return moment


def _read_unit(r: TokenReader) -> Moment | None:
    """A numbered unit: «IV квартал 2020 г.», «1 полугодие 2021/2022 учебного года», «первая неделя ноября»."""
    start = r.at
    number = r.place()
    if number is None:
        return None
    digit = r.tokens[start].kind in ("number", "ordinal")
    unit = r.unit()
    if unit in LIMITS:
        return _read_numbered_unit(r, start, unit, number, digit=digit)
    if unit in ("week", "decade"):
        r.at += 1
        r.stop()
        month = MONTH_FORMS.get(r.low())
        if month is not None and (number == LAST or 1 <= number < len(ORDINALS)):
            r.at += 1
            if number > _IN_MONTH[unit]:
                r.note(codes.IMPOSSIBLE, start, f"в месяце таких не больше {_IN_MONTH[unit]}")
            return _with_year(r, Moment(unit, None, number, month))
    r.at = start
    return None


def _read_numbered_unit(r: TokenReader, start: int, unit: Unit, number: int, *, digit: bool) -> Moment:
    abbreviated = r.low() in ABBREVIATIONS
    r.at += 1
    r.stop()
    if abbreviated:
        r.note(codes.ABBREVIATED, start, "слово пишется полностью")
    if number == LAST:
        number = LIMITS[unit]
    if not 1 <= number <= LIMITS[unit]:
        r.note(codes.IMPOSSIBLE, start, f"таких не больше {LIMITS[unit]}")
        number = 1
    elif digit and unit in ("quarter", "half"):
        r.note(codes.QUARTER_DIGIT, start, "номер принято писать римской цифрой")
    return _with_year(r, Moment(unit, None, number))


def _read_month(r: TokenReader) -> Moment | None:
    if r.kind() == "month.year":
        month, year = (int(part) for part in r.token().text.split("."))
        r.at += 1
        return Moment("month", year, month)
    number = MONTH_FORMS.get(r.low())
    if number is None:
        return None
    r.at += 1
    r.stop()
    if r.unit() == "month":  # «ноябрь месяц»
        r.at += 1
    return _with_year(r, Moment("month", None, number))


def _read_alone(r: TokenReader) -> Moment | None:
    """A year, a season, holidays, or a unit with «текущий» or nothing before it."""
    start = r.at
    season = SEASON_FORMS.get(r.low())
    if season is not None:
        r.at += 1
        return _with_year(r, Moment("season", None, season))
    holidays = _read_holidays(r)
    if holidays is not None:
        return holidays
    stem = which_stem(r.low()) if r.kind() == "word" else None
    unit = r.unit(1)
    if stem is not None and unit in ("month", "week", *LIMITS):
        r.at += 2
        return Moment(unit, which=stem)
    year = read_year(r)
    if year is not None and year.last is None:
        named: Unit = "school year" if year.school else "year"
        return Moment(named, year.year, which=year.which, spelled=year.spelled, starred=year.starred)
    r.at = start
    unit = r.unit()
    if (
        unit in ("year", "month", "week", *LIMITS)
        and r.low() not in ABBREVIATIONS
        and r.low() not in ("г", "гг", "лет")
    ):
        r.at += 1
        return Moment("year") if unit == "year" else _with_year(r, Moment(unit))
    return None


def _read_holidays(r: TokenReader) -> Moment | None:
    start = r.at
    number = 0
    for place, name in enumerate(HOLIDAYS):
        if place and r.starts(name[:-2]):
            number = place
            break
    else:
        r.starts("школьн")
    if r.unit() == "holidays":
        r.at += 1
        return _with_year(r, Moment("holidays", None, number))
    r.at = start
    return None


def read_moments(r: TokenReader) -> tuple[tuple[Moment, ...], Shape] | None:
    """A moment, or a range or list of them, and which of these it is; None if none comes.

    Reads «15–20 марта 2021 г.», «I, III кварталы», «2021–2024 гг.».
    """
    start = r.at
    kept = len(r.notes)
    found = _read_school_years(r) or _read_years(r) or _read_shared(r) or _read_row(r)
    if found is None:
        r.back(start, kept)
    return found


def _read_school_years(r: TokenReader) -> tuple[tuple[Moment, ...], Shape] | None:
    """Several school years: «2020/2021, 2021/2022 учебные годы»."""
    start, kept = r.at, len(r.notes)
    years = []
    shape: Shape = "list"
    while (first := read_year_number(r)) is not None:
        second = read_second_year(r, first)
        if second is None or second[0] - first != 1:
            break
        years.append(first)
        if len(years) == 1 and r.dash():
            shape = "range"
        elif shape == "range" or not r.words(",|и"):
            break
    if len(years) > 1 and read_school_word(r) and read_year_word(r):
        return _in_order(r, start, tuple(Moment("school year", year) for year in years), shape)
    r.back(start, kept)
    return None


def _read_years(r: TokenReader) -> tuple[tuple[Moment, ...], Shape] | None:
    start = r.at
    year = read_year(r)
    if year is None or year.last is None or year.year is None:
        r.at = start
        return None
    ends = (year.year, year.last)
    return tuple(Moment("year", number, spelled=year.spelled) for number in ends), "range"


def _read_shared(r: TokenReader) -> tuple[tuple[Moment, ...], Shape] | None:
    """Numbers with one unit or month after them all: «I–II кварталы 2021 г.», «15 и 20 марта»."""
    start = r.at
    kept = len(r.notes)
    numbers: list[int] = []
    shape: Shape = "one"
    hyphen = False
    while (number := r.place()) is not None:
        numbers.append(number)
        mark = r.low()
        if mark in DASHES and shape != "list" and len(numbers) == 1:
            shape, hyphen = "range", mark == "-"
        elif mark in (",", "и") and shape != "range":
            shape = "list"
        else:
            break
        r.at += 1
    if len(numbers) > 1 and r.at - start == len(numbers) * 2 - 1:
        r.at -= 1
        numbers.pop()
    elif shape == "one" or r.kind() not in ("date", "day.month"):  # «10–15.11.2020»
        numbers.clear()
    last = (_read_day(r) or _read_unit(r)) if numbers else None
    if last is not None:
        if hyphen:
            r.note(codes.HYPHEN, start, "в промежутке – дефис")
        firsts = tuple(replace(last, number=number) for number in numbers)
        return _in_order(r, start, (*firsts, last), shape)
    r.back(start, kept)
    return None


def _read_row(r: TokenReader) -> tuple[tuple[Moment, ...], Shape] | None:
    """Whole moments with a dash, a comma or «и» between them."""
    start = r.at
    first = read_moment(r)
    if first is None:
        return None
    row = [first]
    shape: Shape = "one"
    while True:
        before, kept = r.at, len(r.notes)
        mark = r.low()
        if shape == "one" and (mark in DASHES or (mark == "|" and first.unit == "day")):
            joined: Shape = "range"  # «20.03.2008 | 30.12.2008»: two columns, the beginning and the end
        elif mark in (",", "и", "|") and shape != "range":
            joined = "list"
        else:
            break
        r.at += 1
        following = read_moment(r)
        fits = following is not None and following.unit == first.unit and following.edge == first.edge
        if following is None or not fits or (following.which == "кажд" and first.number):
            r.back(before, kept)
            break
        row.append(following)
        shape = joined
        if mark == "-":
            r.note(codes.HYPHEN, start, "в промежутке – дефис")
    return _in_order(r, start, _same_year(row), shape, shared=row[0].year is None)


def _in_order(
    r: TokenReader, start: int, moments: tuple[Moment, ...], shape: Shape, *, shared: bool = False
) -> tuple[tuple[Moment, ...], Shape]:
    """The moments, checked; the ends of a range in order of time. `shared`: see `ordered_range`."""
    for moment in moments:
        checked_moment(r, start, moment)
    if shape == "range":
        moments = ordered_range(r, start, *moments, shared=shared)
    return moments, shape


def ordered_range(r: TokenReader, start: int, first: Moment, last: Moment, *, shared: bool) -> tuple[Moment, Moment]:
    """The ends of a range; one that runs over the new year with its year named once begins the year before.

    `shared`: the year is named once, at the end. A range that ends before it begins is noted as reversed; years that
    were written are never changed.
    """
    if not is_before(last, first):
        later = None if first.year is None else replace(first, year=first.year + _LONG)
        if later is not None and first.unit == last.unit == "day" and is_before(later, last):
            r.note(codes.LONG, start, "в одном из годов, вероятно, описка")
        return first, last
    same_month = first.unit == "day" and first.month == last.month
    if not shared or first.year != last.year or first.year is None or same_month:
        likelier = ""
        if first.year == last.year and last.year is not None and not same_month:
            likelier = f", вероятно, конец – {replace(last, year=last.year + 1).text()}"
        if not any(note.code is codes.IMPOSSIBLE for note in r.notes):
            r.note(codes.REVERSED, start, f"конец промежутка раньше начала{likelier}")
        return first, last
    first = replace(first, year=first.year - 1)
    r.note(codes.YEAR_TURN, start, f"начало отнесено к {first.year} году")
    return first, last


def _same_year(row: list[Moment]) -> tuple[Moment, ...]:
    """The moments, those before a year named once sharing it: «сентябрь – октябрь 2021 г.»."""
    found: list[Moment] = []
    named: Moment | None = None  # the next moment that has a year
    for moment in reversed(row):
        yearless = moment.year is None and not moment.which and not moment.school
        if not yearless:
            named = moment
        elif named is not None and moment.unit not in ("year", "school year"):
            numeric = moment.unit == "day" and named.numeric
            moment = replace(  # noqa: PLW2901 - goes on with its year
                moment, year=named.year, school=named.school, which=named.which, spelled=named.spelled, numeric=numeric
            )
        found.append(moment)
    return tuple(reversed(found))


def share_year(first: Moment, last: Moment) -> Moment:
    """`first` with the year of `last` if it has none of its own."""
    return _same_year([first, last])[0]


def is_before(one: Moment, other: Moment) -> bool:
    """Whether one moment certainly begins before another; False without years, as a range may run over the new year."""
    if one.year is None or other.year is None:
        return False
    return (one.calendar_year, one.month, one.number) < (other.calendar_year, other.month, other.number)
