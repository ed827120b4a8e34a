"""Which terms without free words does a deadline have? Dates, ranges, how often, on which day of a week or month.

Readers work as `read_moments` says.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from nastav_docs.diagnostics.codes import deadlines as codes
from nastav_docs.russian.deadlines.moments import AT_END, RELATIONS, Moment, When
from nastav_docs.russian.deadlines.read_moments import (
    LIMITS,
    checked_moment,
    ordered_range,
    read_moment,
    read_moments,
    share_year,
)
from nastav_docs.russian.deadlines.terms import DayOf, Every, Times, Weekly
from nastav_docs.russian.deadlines.token_reader import DASHES
from nastav_docs.russian.deadlines.vocabulary import (
    ABBREVIATIONS,
    LAST,
    MONTH_FORMS,
    ORDINALS,
    WEEKDAY_FORMS,
    Unit,
    day_of_words,
)

if TYPE_CHECKING:
    from nastav_docs.russian.deadlines.token_reader import TokenReader

# Adverb → the unit that it repeats.
_EVERY: dict[str, Unit] = {
    "ежегодно": "year",
    "ежеквартально": "quarter",
    "поквартально": "quarter",
    "ежемесячно": "month",
    "помесячно": "month",
    "еженедельно": "week",
    "ежедневно": "day",
    "ежесуточно": "day",
    "каждодневно": "day",
}
# Noun after «по» → the unit that it repeats.
_BY_UNITS: dict[str, Unit] = {
    "кварталам": "quarter",
    "месяцам": "month",
    "полугодиям": "half",
    "четвертям": "term",
    "триместрам": "trimester",
    "годам": "year",
    "неделям": "week",
}
# Units in which a thing may recur or last.
_REGULAR_UNITS = frozenset(
    {"hour", "day", "week", "decade", "month", "quarter", "half", "year", "term", "trimester", "semester"}
)
# Words before a moment («|» parts alternatives) → their usual form, the keys of `RELATIONS`; the longest come first.
_PREPOSITIONS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("в", "срок|сроки", "не", "позднее|позже"), "в срок не позднее"),
    (("в", "срок|сроки", "до"), "в срок до"),
    (("в", "срок|сроки", "по"), "в срок по"),
    (("срок|сроком", "до"), "в срок до"),
    (("не", "позднее|позже", "чем", "до|к"), "не позднее"),
    (("не", "позднее|позже", "до"), "не позднее"),
    (("не", "позднее|позже"), "не позднее"),
    (("не", "ранее|раньше", "чем", "с"), "не ранее"),
    (("не", "ранее|раньше"), "не ранее"),
    (("по", "состоянию", "на"), "по состоянию на"),
    (("в", "течение|течении", "всего|целого"), "в течение всего"),
    (("в", "течение|течении", "календарного"), "в течение календарного"),
    (("в", "течение|течении"), "в течение"),
    (("в", "теч", "."), "в течение"),
    (("в", "период"), "в период"),
    (("весь",), "весь"),
    (("на", "протяжении"), "на протяжении"),
    (("по", "итогам"), "по итогам"),
    (("по", "результатам"), "по результатам"),
    (("по", "окончании|окончанию"), "по окончании"),
    (("по", "завершении|завершению"), "по завершении"),
    (("начиная", "с|со"), "начиная с"),
    (("до",), "до"),
    (("ко|к",), "к"),
    (("с|со",), "с"),
    (("после",), "после"),
    (("на",), "на"),
    (("во|в",), "в"),
    (("за",), "за"),
    (("по",), "по"),
)
# Words before a day of any month → their usual form.
_DAY_PREPOSITIONS = (
    (("в", "срок", "до"), "в срок до"),
    (("не", "позднее|позже"), "не позднее"),
    (("до",), "до"),
    (("к",), "к"),
)
# Word → how many times.
_COUNT_WORDS = {"единожды": 1, "однократно": 1, "дважды": 2, "двукратно": 2, "трижды": 3, "раз": 1}
# «не реже», «не чаще» and the like.
_LEAST = (("не", "реже|менее|меньше"), ("минимум",), ("как", "минимум"), ("хотя", "бы"))
_MOST = (("не", "чаще|более|больше"), ("максимум",))
# Adjective before «месяца» → `DayOf.of`.
_MONTH_WORDS = {"каждого": "month", "текущего": "current", "следующего": "next", "отчетного": "reporting"}
_LONGEST_MONTH = 31
_WORKING_DAYS = 5  # of a week
_SHORT_DAY = 3  # letters: «пн.»
# Part of a month → how many days it has, how many of them a month has.
_PARTS: dict[Unit, tuple[int, int]] = {"week": (7, 5), "decade": (10, 3)}


def read_preposition(r: TokenReader, patterns: tuple[tuple[tuple[str, ...], str], ...]) -> str | None:
    """The first of the patterns that comes next, by its usual form; None if none does.

    A pattern is a row of words, each of them with its alternatives parted by «|».
    """
    for pattern, name in patterns:
        if r.words(*pattern):
            return name
    return None


def note_during(r: TokenReader, start: int) -> None:
    """Note «в течении» and «в теч.» as slips of the pen when one of them has just been read."""
    if r.low(-1) == "течении":
        r.note(codes.V_TECHENIE, start, "предлог пишется «в течение»")
    elif r.low(-2) == "теч":
        r.note(codes.ABBREVIATED, start, "слово «течение» пишется полностью")


def read_every(r: TokenReader) -> Every | None:
    """How often: «ежегодно», «каждый квартал», «каждые 3 года», «по полугодиям»."""
    low = r.low()
    if low in _EVERY:
        r.at += 1
        return Every(_EVERY[low], words=low if low.startswith("по") else "")
    if low == "по" and r.low(1) in _BY_UNITS:
        r.at += 2
        return Every(_BY_UNITS[r.low(-1)], words=f"по {r.low(-1)}")
    if not r.starts("кажд"):
        return None
    count = r.number() or 1
    unit = read_unit_name(r)
    if unit is None:
        return None
    return Every(unit, count, "каждый год" if unit == "year" and count == 1 else "")


def read_unit_name(r: TokenReader) -> Unit | None:
    """The name of a stretch of time in any form, «учебный год» too."""
    if r.low().startswith("учебн") and r.unit(1) == "year":
        r.at += 2
        return "school year"
    unit = r.unit()
    if unit not in _REGULAR_UNITS or r.low() in ("г", "гг"):
        return None
    r.at += 1
    if r.low(-1) in ABBREVIATIONS:
        r.stop()
    return unit


def read_times(r: TokenReader) -> Times | None:
    """How many times in how long: «2 раза в год», «не реже одного раза в 3 года», «раз в полугодие»."""
    bound: Literal["", "at least", "at most"] = ""
    if any(r.words(*words) for words in _LEAST):
        bound = "at least"
    elif any(r.words(*words) for words in _MOST):
        bound = "at most"
    r.words("чем|по")
    count, most = _read_count(r)
    if not count:
        return None
    if not (r.words("в", "течение") or r.words("на", "протяжении") or r.words("в|за|/")):
        return None
    per = r.number() or 1
    unit = read_unit_name(r)
    return None if unit is None else Times(count, unit, per, bound, most)


def _read_count(r: TokenReader) -> tuple[int, int]:
    """How many times and at most how many: «дважды», «2 раза», «2–3 раза»; zeros if none of these comes."""
    start = r.at
    if r.low() in _COUNT_WORDS:
        r.at += 1
        return _COUNT_WORDS[r.low(-1)], 0
    count, most = r.number() or 0, 0
    hyphen = r.low() == "-"
    if count and r.dash():
        most = r.number() or 0
        if most <= count:
            return 0, 0
        if hyphen:
            r.note(codes.HYPHEN, start, "в промежутке – дефис")
    if r.words("р"):
        r.stop()
        r.note(codes.ABBREVIATED, start, "слово «раз» пишется полностью")
        return count, most
    return (count, most) if r.words("раз|раза|разу") else (0, 0)


def read_weekly(r: TokenReader) -> Weekly | None:
    """Days of the week: «по пятницам», «каждый вторник», «последняя пятница месяца»."""
    start = r.at
    if r.words("в|по", "рабочие|рабочим|будние|будним|будничным", "дни|дням"):
        return Weekly(tuple(range(_WORKING_DAYS)), words=r.source(start, r.at).lower())
    every = r.words("по|каждый|каждая|каждую|каждое|каждые")
    if every or (r.at and r.low(-1) in (",", "(")) or not r.at:  # «еженедельно (пятница)»; «пн., ср., пт.»
        days = _read_weekdays(r)
        if days and (every or r.at - start > 1 or r.at > 1):
            return Weekly(days, named=not every)
        r.at = start + every
    if not every:
        r.words("в|во")
    place = r.place()
    if not place or not r.is_form(WEEKDAY_FORMS) or place >= len(ORDINALS):
        return None
    day = WEEKDAY_FORMS[r.low()]
    r.at += 1
    r.words("каждого")
    unit = read_unit_name(r) or "month"
    return Weekly((day,), place, unit) if unit in ("month", "quarter") else None


def _read_weekdays(r: TokenReader) -> tuple[int, ...]:
    """Days of the week in a row: «вторник, четверг», «пн–пт», «понедельникам и средам»; empty if none comes."""
    days: list[int] = []
    while r.is_form(WEEKDAY_FORMS):
        days.append(WEEKDAY_FORMS[r.low()])
        r.at += 1
        if len(r.low(-1)) < _SHORT_DAY:
            r.stop()
        if r.low() in DASHES and r.is_form(WEEKDAY_FORMS, 1) and WEEKDAY_FORMS[r.low(1)] > days[-1]:
            days += range(days[-1] + 1, WEEKDAY_FORMS[r.low(1)])
        elif r.low() not in (",", "и") or not r.is_form(WEEKDAY_FORMS, 1):
            break
        r.at += 1
    return tuple(dict.fromkeys(days))


def read_day_of(r: TokenReader) -> DayOf | None:
    """A day of a month that is not named: «до 25-го числа каждого месяца», «последнее число месяца»."""
    start = r.at
    for read in (_read_placed_day, _read_week_of_month):
        whole = read(r)
        if whole is not None:
            return whole
        r.at = start
    words = read_preposition(r, _DAY_PREPOSITIONS) or ""
    several = _read_days_of(r, start, words)
    if several is not None:
        return several
    each = r.words("каждое|каждого")
    if r.words("последнего|последнее|последнему", "числа|число|числу"):
        of = _read_month_of(r)
        return DayOf(LAST, of, words, said="" if of != "month" else r.source(start, r.at))
    said = day_of_words(r.low(), r.low(1))
    if said is not None:
        day = said[0]
        r.at += said[1]
    elif r.kind() in ("number", "ordinal"):
        day = r.token().value
        r.at += 1
    else:
        return None
    if not r.words("числа|число|числу|чисел") or not 1 <= day <= _LONGEST_MONTH:
        return None
    of = _read_month_of(r)
    if each and not of:
        r.words("месяца")
        of = "month"
    return DayOf(day, of, words)


def _read_placed_day(r: TokenReader) -> DayOf | None:
    """A day or a working day of a month: «последний день месяца», «в первый рабочий день каждого квартала»."""
    start = r.at
    words = read_preposition(r, (*_DAY_PREPOSITIONS, (("в|во",), "в"))) or ""
    place = r.place()
    working = r.starts("рабоч")
    if not place or place >= len(ORDINALS) or not r.words("день|дня|дню"):
        return None
    if not working and (place not in (1, LAST) or r.kind(-2) != "word"):
        return None
    of = _read_month_of(r)
    if not of and r.is_form(MONTH_FORMS):  # «первый рабочий день ноября 2024 г.»
        return DayOf(place, "", words, working=working, said=r.source(start, r.at))
    if not of:
        r.words("каждого")
        unit = read_unit_name(r)
        if unit not in ("month", "quarter", "half", "year"):
            return None
        of = "month" if unit == "month" else f"{'last' if place == LAST else 'first'} {unit}"
    return DayOf(place, of, words, working=working, said=r.source(start, r.at))


def _read_week_of_month(r: TokenReader) -> DayOf | None:
    """A week, ten days or a month of no named period: «третья неделя каждого месяца», «последний месяц квартала»."""
    start = r.at
    r.words("в|во")
    place = r.place()
    unit = r.unit()
    if not place or unit not in (*_PARTS, "month"):
        return None
    r.at += 1
    r.words("каждого")
    around = read_unit_name(r)
    said = r.source(start, r.at)
    if unit == "month":
        if place not in (1, LAST) or around not in ("quarter", "half"):
            return None
        return DayOf(LAST, f"{'first' if place == 1 else 'last'} {around}", "", said=said)
    if around != "month" or place > _PARTS[unit][1]:
        return None
    length, count = _PARTS[unit]
    if place in (LAST, count):
        return DayOf(_LONGEST_MONTH - length, "month", "", (LAST,), span=True, said=said)
    return DayOf(length * (place - 1) + 1, "month", "", (length * place,), span=True, said=said)


def _read_days_of(r: TokenReader, start: int, words: str) -> DayOf | None:
    """Several days of a month: «5 и 20 числа», «до 10 и 25 числа каждого месяца», «1–5 числа»."""
    begun, days = r.at, list[int]()
    if not words and r.words("с|со"):  # «с 15 по 20 число»
        whole = r.kind() in ("number", "ordinal") and r.kind(2) in ("number", "ordinal")
        if not (whole and r.low(1) == "по" and r.low(3) in ("число", "числа") and r.token().value < r.token(2).value):
            r.at = begun
            return None
        days = [r.token().value, r.token(2).value]
        r.at += 4
        return DayOf(days[0], _read_month_of(r) or "month", words, (days[1],), span=True, said=r.source(start, r.at))
    span = False
    while r.kind() in ("number", "ordinal"):
        days.append(r.token().value)
        r.at += 1
        span = span or (len(days) == 1 and r.low() in DASHES)
        if not (r.low() in DASHES if span and len(days) == 1 else r.low() in (",", "и")):
            break
        r.at += 1
    fits = len(days) > 1 and days == sorted(set(days)) and days[0] >= 1 and days[-1] <= _LONGEST_MONTH
    if not fits or not r.words("числа|чисел|число|числам"):
        r.at = begun
        return None
    of = _read_month_of(r)
    return DayOf(days[0], of or "month", words, tuple(days[1:]), span=span, said=r.source(start, r.at))


def _read_month_of(r: TokenReader) -> str:
    """Which month «до 5-го числа …» speaks of, as `DayOf.of` names it; «» where nothing tells."""
    start = r.at
    if r.words("ежемесячно"):
        return "month"
    if r.low() in _MONTH_WORDS and r.low(1) == "месяца":
        r.at += 2
        return _MONTH_WORDS[r.low(-2)]
    if r.words("первого|последнего", "месяца"):
        kind = "first" if r.low(-2) == "первого" else "last"
        unit = read_unit_name(r)
        return f"{kind} {unit}" if unit in ("quarter", "half", "year", "term") else kind
    if r.words("месяца"):
        r.words(",")
        if r.words("следующего", "за|после"):
            r.words("отчетным|отчетного")
            return _read_reported(r)
        r.at = start + 1
        return "month"  # «до 5 числа месяца»
    if r.words("следующего", "за", "отчетным"):
        reported = _read_reported(r)
        r.words("месяца")
        return reported
    r.at = start
    return ""


def _read_reported(r: TokenReader) -> str:
    """The reported period after whose end a month comes: «after quarter», «after period», «after» for a month."""
    if r.words("периодом|периода"):
        return "after period"
    unit = read_unit_name(r)
    return f"after {unit}" if unit else "after"


def read_span(r: TokenReader) -> When | None:
    """A range with prepositions: «с 1 по 15 ноября 2020 г.», «в период с … до …»."""
    start = r.at
    if not r.words("в", "период"):
        r.words("в", "срок|сроки")
    if not r.words("с|со|от"):
        return None
    bare = _read_bare_number(r)
    first = read_moment(r) if bare is None else None
    if (bare is None and first is None) or not r.words("по|до"):
        return None
    last = read_moment(r)
    if last is None:
        return None
    if bare is not None and last.unit in ("day", *LIMITS):
        first = replace(last, number=bare)
    if first is None or last.unit != first.unit:
        return None
    first, last = ordered_range(r, start, share_year(first, last), last, shared=first.year is None)
    checked_moment(r, start, first)
    return When("on", (first, last), "range", "с", _read_inclusive(r))


def _read_bare_number(r: TokenReader) -> int | None:
    """The «1» of «с 1 по 15 ноября», the «I» of «с I по III квартал»."""
    if r.kind() in ("number", "ordinal", "roman") and r.low(1) in ("по", "до") and r.token().value <= _LONGEST_MONTH:
        r.at += 1
        return r.tokens[r.at - 1].value
    return None


def _read_inclusive(r: TokenReader) -> bool:
    """Move past «включительно»; whether it stood there."""
    return r.words("включительно") or r.words(",", "включительно") or r.words("(", "включительно", ")")


def read_when(r: TokenReader) -> When | None:
    """A moment or moments, with a preposition or without: «до 1 октября 2021 г.», «в I квартале», «2021–2024 гг.»."""
    start = r.at
    words = read_preposition(r, _PREPOSITIONS) or ""
    note_during(r, start)
    found = read_moments(r)
    if found is None:
        return None
    moments, shape = found
    first = moments[0]
    if not words and first.unit in ("year", "month", "week", *LIMITS) and not _stands_alone(first):
        return None
    if words in AT_END and not (first.number or first.year):
        return None  # «по итогам года» is an event of every year
    if first.time and not words:
        words = "до"
    if words in ("в", "в течение", "на протяжении", "в период") and first.unit == "day" and shape == "one":
        return None
    coupled = shape == "list" and " и " in r.source(start, r.at)
    relation = "on" if words == "с" and shape == "range" else RELATIONS[words]
    return When(relation, moments, shape, words, _read_inclusive(r), coupled)


def _stands_alone(moment: Moment) -> bool:
    """Whether a moment says something by itself: «год», «квартал» with nothing beside them are no deadline."""
    return bool(moment.year or moment.number or moment.which or moment.edge)
