"""Reading the moments of a deadline from its tokens: days, months, quarters, years, school years."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from nastav_docs.codes import deadlines as codes
from nastav_docs.diagnostics import Code
from nastav_docs.russian.dates import DateProblem, make_date
from nastav_docs.russian.deadline_terms import AFTER_REPORTED, Edge, Moment, Shape
from nastav_docs.russian.deadline_words import (
    CARDINALS,
    FORMS,
    HOLIDAYS,
    LAST,
    ORDINALS,
    Token,
    Unit,
    ordinal_of,
    which_of,
)
from nastav_docs.russian.numbers import arabic

DASHES = frozenset("-–—―−‒")
QUOTES = frozenset("«»\"„“”'")
_YEARS = range(1900, 2200)
_CENTURY = 2000
LIMITS: dict[Unit, int] = {"quarter": 4, "half": 2, "term": 4, "trimester": 3, "semester": 12}
_HOURS, _MINUTES = 24, 60


class Note(NamedTuple):
    """A slip of the pen that was read all the same, or why a moment cannot be."""

    code: Code
    wrong: str
    message: str


@dataclass(frozen=True, slots=True)
class _Year:
    year: int | None = None
    school: bool = False
    which: str = ""
    spelled: bool | None = None
    starred: bool = False
    last: int | None = None  # of «2020–2024»


class Reader:
    """A cursor over the tokens of one text; methods read a thing and move on, or return None and stay."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.at = 0
        self.notes: list[Note] = []

    # --- tokens ------------------------------------------------------------------------------------------------------

    def low(self, ahead: int = 0) -> str:
        """The token in lower case, «» past the end."""
        place = self.at + ahead
        return self.tokens[place].low if 0 <= place < len(self.tokens) else ""

    def kind(self, ahead: int = 0) -> str:
        """The token's kind, «» past the end."""
        place = self.at + ahead
        return self.tokens[place].kind if 0 <= place < len(self.tokens) else ""

    def token(self, ahead: int = 0) -> Token:
        """The token; only where `kind` is not empty."""
        return self.tokens[self.at + ahead]

    def done(self) -> bool:
        """Whether everything has been read."""
        return self.at >= len(self.tokens)

    def words(self, *wanted: str) -> bool:
        """Whether these words come next («течение|течении» either); moves past them if they do."""
        for ahead, word in enumerate(wanted):
            if self.low(ahead) not in word.split("|"):
                return False
        self.at += len(wanted)
        return True

    def form(self, name: str, ahead: int = 0) -> bool:
        """Whether the token is a form of this word of the vocabulary."""
        return FORMS.get(self.low(ahead), ("", 0))[0] == name

    def stop(self) -> None:
        """Move past the stop of an abbreviation."""
        self.words(".")

    def source(self, first: int, last: int) -> str:
        """The text of the tokens from `first` up to `last`, not included."""
        if first >= last:
            return ""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def note(self, code: Code, first: int, message: str) -> None:
        """Keep in mind, once, what is wrong with the tokens from `first` to here."""
        found = Note(code, self.source(first, self.at), message)
        if found not in self.notes:
            self.notes.append(found)

    # --- numbers -----------------------------------------------------------------------------------------------------

    def number(self) -> int | None:
        """«5», «5-го», «5 (пяти)», «пяти»."""
        value: int | None = None
        if self.kind() in ("number", "ordinal"):
            value = self.token().value
        elif self.low() in CARDINALS:
            value = CARDINALS[self.low()]
        if value is None:
            return None
        self.at += 1
        if self.low() == "(" and self.low(1) in CARDINALS and self.low(2) == ")":
            self.at += 3
        return value

    def place(self) -> int | None:
        """The number of a quarter and the like: «IV», «4», «4-й», «четвертый», «Ш»."""
        kind = self.kind()
        if kind in ("number", "ordinal", "roman"):
            value: int | None = self.token().value
        elif kind == "word":
            value = ordinal_of(self.low())
            if value is None and self.low(1)[:2] in ("кв", "по") and self.low() in ("ш", "п", "l", "ii", "iv"):
                value = arabic(self.token().text)
        else:
            value = None
        if value is not None:
            self.at += 1
        return value

    def dash(self) -> bool:
        """A dash or hyphen; a hyphen is noted by the caller who knows that it parts a range."""
        if self.low() in DASHES:
            self.at += 1
            return True
        return False

    # --- years -------------------------------------------------------------------------------------------------------

    def year(self) -> _Year | None:
        """«2020 г.», «2020», «2021/2022 учебного года», «текущего года», «2020–2024 гг.»."""
        start = self.at
        if self.words("года|год", ",", "следующего|следующий", "за", "отчетным"):
            self.words("годом")
            return _Year(which=AFTER_REPORTED)
        stem = which_of(self.low()) if self.kind() == "word" else None
        if stem is not None:
            self.at += 1
            school = self._school_word()
            if self._year_word():
                return _Year(which=stem, school=school)
            self.at = start
            return None
        if self._school_word():
            if self._year_word():
                return _Year(school=True)
            self.at = start
            return None
        return self._numbered_year()

    def _numbered_year(self) -> _Year | None:
        start = self.at
        first = self._year_number()
        if first is None:
            return None
        starred = self.words("*")
        second = self._second_year(first)
        if second is not None:
            return self._two_years(start, first, *second)
        spelled = self._year_word()
        if spelled is None and self.words("учебный|учебного|учебном|учебному", "год|года|году|годе"):
            return _Year(first, school=True)
        return _Year(first, spelled=spelled, starred=starred or self.words("*") or False)

    def _year_number(self, *, short: bool = False) -> int | None:
        if self.kind() != "number":
            return None
        token = self.token()
        if len(token.text) == 4 and token.value in _YEARS:  # noqa: PLR2004  # digits of a year
            self.at += 1
            return token.value
        if short and len(token.text) == 2:  # noqa: PLR2004  # «2021/22»
            self.at += 1
            return _CENTURY + token.value
        return None

    def _second_year(self, first: int) -> tuple[int, str] | None:
        """The second year of «2021/2022», «2021-22», «2020 – 2024» and the mark between them."""
        start = self.at
        mark = self.low()
        if mark not in DASHES and mark != "/":
            return None
        self.at += 1
        second = self._year_number(short=True)
        if second is None or second <= first:
            if second is not None and mark != "/":
                self.note(codes.REVERSED, start - 1, "второй год раньше первого")
            self.at = start
            return None
        return second, mark

    def _two_years(self, start: int, first: int, second: int, mark: str) -> _Year:
        school = self._school_word()
        before = self.at
        spelled = self._year_word(many=not school)
        if school and second - first > 1:
            self.note(codes.SCHOOL_YEAR, start, "учебный год не длится дольше года")
            return _Year(first, last=second)
        if mark == "-":
            self.note(codes.HYPHEN, start, "между годами – дефис")
        if self.source(before, self.at).replace(" ", "").lower().startswith("г.г"):
            self.note(codes.YEARS_SHORT, before, "слово «годы» сокращается «гг.»")
        if school or (mark == "/" and second - first == 1):
            return _Year(first, school=True)
        return _Year(first, last=second, spelled=spelled)

    def _school_word(self) -> bool:
        if self.low().startswith("учебн"):
            self.at += 1
            return True
        if self.low() == "уч":
            start = self.at
            self.at += 1
            self.stop()
            self.note(codes.ABBREVIATED, start, "слово «учебный» пишется полностью")
            return True
        return False

    def _year_word(self, *, many: bool = False) -> bool | None:
        """True for «года», False for «г.», None if there is neither."""
        low = self.low()
        if low in ("г", "гг"):
            self.at += 1
            self.stop()
            if many and self.words("г"):
                self.stop()
            return False
        if self.form("year") and low != "лет":
            self.at += 1
            return True
        return None

    # --- moments -----------------------------------------------------------------------------------------------------

    def moment(self) -> Moment | None:
        """One day, month, quarter, year …, an edge of it («конец I квартала 2021 г.»), a time of day before it."""
        start = self.at
        clock = self._time()
        edge = self._edge() if not clock else ""
        found = self._day() or self._unit() or self._month() or self._alone()
        if found is None or (clock and found.unit != "day"):
            self.at = start
            return None
        if edge:
            if found.unit == "day":
                self.at = start
                return None
            return replace(found, edge=edge)
        if found.unit == "day" and not clock:
            clock = self._time_after()
        return replace(found, time=clock) if clock else found

    def _edge(self) -> Edge | Literal[""]:
        edges: tuple[Edge, ...] = ("start", "middle", "end")
        for edge in edges:
            if self.form(edge):
                self.at += 1
                return edge
        half = ordinal_of(self.low()) if self.kind() == "word" else None
        if half in (1, 2) and self.low(1).startswith("половин"):
            self.at += 2
            return "first half" if half == 1 else "second half"
        if self.low() in ("окончания", "окончанию", "завершения", "завершению"):
            self.at += 1
            return "end"
        return ""

    def _time(self) -> str:
        """«17:00», «17.00 ч.», «17 часов»; «» if none comes."""
        start = self.at
        kind = self.kind()
        if kind == "time":
            self.at += 1
            self._hour_word()
            hours, minutes = self.tokens[start].text.split(":")
        elif kind == "day.month":
            hours, minutes = self.token().text.split(".")
            self.at += 1
            if not self._hour_word() and 1 <= int(minutes) <= 12:  # noqa: PLR2004  # could be a day and a month
                self.at = start
                return ""
        elif kind == "number" and self.form("hour", 1):
            hours, minutes = self.token().text, "00"
            self.at += 1
            self._hour_word()
        else:
            return ""
        if int(hours) > _HOURS or int(minutes) >= _MINUTES:
            self.at = start
            return ""
        return f"{int(hours):02d}:{minutes}"

    def _hour_word(self) -> bool:
        if self.form("hour"):
            self.at += 1
            self.stop()
            return True
        return False

    def _time_after(self) -> str:
        start = self.at
        opened = self.words("(")
        self.words(",")
        self.words("до|к|в|не", "позднее") or self.words("до|к|в")
        clock = self._time()
        if not clock or (opened and not self.words(")")):
            self.at = start
            return ""
        return clock

    def _day(self) -> Moment | None:
        start = self.at
        kind = self.kind()
        if kind in ("date", "iso"):
            parts = [int(part) for part in self.token().text.replace("-", ".").split(".")]
            self.at += 1
            day, month, year = parts if kind == "date" else reversed(parts)
            year += _CENTURY if year < 100 else 0  # noqa: PLR2004  # «09.11.20»
            if self.words("года|г|гг"):
                self.stop()
                self.note(codes.DIGIT_G, start, "после даты цифрами «г.» не ставится")
            return self._checked(start, Moment("day", year, day, month, numeric=True))
        if kind == "day.month":
            day, month = (int(part) for part in self.token().text.split("."))
            self.at += 1
            return self._checked(start, Moment("day", None, day, month))
        return self._day_in_words()

    def _day_in_words(self) -> Moment | None:
        start = self.at
        quoted = self.low() in QUOTES and self.kind(1) == "number" and self.low(2) in QUOTES
        if quoted:
            day = self.token(1).value
            self.at += 3
        elif self.kind() in ("number", "ordinal"):
            day = self.token().value
            self.at += 1
        else:
            return None
        if not self.form("month name"):
            self.at = start
            return None
        month = FORMS[self.low()][1]
        self.at += 1
        self.stop()
        if not quoted and self.tokens[start].text.startswith("0") and day:
            self.note(codes.ZERO, start, "перед числом в дате с названием месяца ноль не ставится")
        return self._checked(start, self._dated(Moment("day", None, day, month)))

    def _dated(self, moment: Moment) -> Moment:
        """The moment with the year that follows it."""
        start = self.at
        comma = self.words(",")  # «ноябрь, 2020 г.»
        year = self.year()
        if year is None or year.last is not None or (comma and year.year is None):
            self.at = start
            return moment
        return replace(
            moment,
            year=year.year,
            school=year.school,
            which=year.which,
            spelled=year.spelled,
            starred=year.starred,
        )

    def _checked(self, start: int, moment: Moment) -> Moment:
        problem = make_date(moment.year or _CENTURY, moment.month, moment.number)
        if isinstance(problem, DateProblem):
            self.note(codes.IMPOSSIBLE, start, problem.message)
        return moment

    def _unit(self) -> Moment | None:
        """«IV квартал 2020 г.», «1 полугодие 2021/2022 учебного года», «первая неделя ноября», «I четверть»."""
        start = self.at
        number = self.place()
        if number is None:
            return None
        digit = self.tokens[start].kind in ("number", "ordinal")
        unit = FORMS.get(self.low(), ("", 0))[0]
        if unit in LIMITS:
            named: Unit = unit  # type: ignore[assignment]  # a key of LIMITS
            return self._numbered_unit(start, named, number, digit=digit)
        if unit in ("week", "decade"):
            self.at += 1
            self.stop()
            if self.form("month name") and (number == LAST or 1 <= number < len(ORDINALS)):
                month = FORMS[self.low()][1]
                self.at += 1
                in_month: Unit = unit  # type: ignore[assignment]  # one of the two
                return self._dated(Moment(in_month, None, number, month))
        self.at = start
        return None

    def _numbered_unit(self, start: int, unit: Unit, number: int, *, digit: bool) -> Moment:
        abbreviated = self.low() in ("кв", "полуг", "четв", "трим", "сем")
        self.at += 1
        self.stop()
        if abbreviated:
            self.note(codes.ABBREVIATED, start, "слово пишется полностью")
        if number == LAST:
            number = LIMITS[unit]
        if not 1 <= number <= LIMITS[unit]:
            self.note(codes.IMPOSSIBLE, start, f"таких не больше {LIMITS[unit]}")
            number = 1
        elif digit and unit in ("quarter", "half"):
            self.note(codes.QUARTER_DIGIT, start, "номер принято писать римской цифрой")
        return self._dated(Moment(unit, None, number))

    def _month(self) -> Moment | None:
        if not self.form("month name") or self.kind() != "word":
            return None
        number = FORMS[self.low()][1]
        self.at += 1
        self.stop()
        if self.form("month"):  # «ноябрь месяц»
            self.at += 1
        return self._dated(Moment("month", None, number))

    def _alone(self) -> Moment | None:
        """A year, a season, holidays, or a unit with «текущий» or nothing before it."""
        start = self.at
        if self.form("season"):
            number = FORMS[self.low()][1]
            self.at += 1
            return self._dated(Moment("season", None, number))
        holidays = self._holidays()
        if holidays is not None:
            return holidays
        stem = which_of(self.low()) if self.kind() == "word" else None
        if stem is not None and FORMS.get(self.low(1), ("", 0))[0] in ("month", "quarter", "half", "week", *LIMITS):
            unit: Unit = FORMS[self.low(1)][0]  # type: ignore[assignment]  # checked in the line above
            self.at += 2
            return Moment(unit, which=stem)
        year = self.year()
        if year is not None and year.last is None:
            named: Unit = "school year" if year.school else "year"
            return Moment(named, year.year, which=year.which, spelled=year.spelled, starred=year.starred)
        self.at = start
        alone = FORMS.get(self.low(), ("", 0))[0]
        if alone in ("year", "month", "week", *LIMITS) and self.low() not in ("г", "гг", "лет", "кв", "мес", "нед"):
            self.at += 1
            bare: Unit = alone  # type: ignore[assignment]  # checked in the line above
            return self._dated(Moment(bare)) if bare != "year" else Moment("year")
        return None

    def _holidays(self) -> Moment | None:
        start = self.at
        number = 0
        for place, name in enumerate(HOLIDAYS):
            if place and self.low().startswith(name[:-2]):
                number = place
                self.at += 1
                break
        else:
            self.words("школьные|школьных|школьным|школьными")
        if self.form("holidays"):
            self.at += 1
            return self._dated(Moment("holidays", None, number))
        self.at = start
        return None

    # --- ranges and lists --------------------------------------------------------------------------------------------

    def moments(self) -> tuple[tuple[Moment, ...], Shape] | None:
        """A moment, or a range or list of them: «15–20 марта 2021 г.», «I, III кварталы», «2021–2024 гг.»."""
        start = self.at
        kept = len(self.notes)
        found = self._school_years() or self._years() or self._shared() or self._row()
        if found is None:
            self.at = start
            del self.notes[kept:]
        return found

    def _school_years(self) -> tuple[tuple[Moment, ...], Shape] | None:
        """«2020/2021, 2021/2022 учебные годы»."""
        start, kept = self.at, len(self.notes)
        years = []
        while (first := self._year_number()) is not None:
            second = self._second_year(first)
            if second is None or second[0] - first != 1:
                break
            years.append(first)
            if not self.words(",|и"):
                break
        if len(years) > 1 and self._school_word() and self._year_word():
            return tuple(Moment("school year", year) for year in years), "list"
        self.at = start
        del self.notes[kept:]
        return None

    def _years(self) -> tuple[tuple[Moment, ...], Shape] | None:
        start = self.at
        year = self.year()
        if year is None or year.last is None or year.year is None:
            self.at = start
            return None
        ends = (year.year, year.last)
        return tuple(Moment("year", number, spelled=year.spelled) for number in ends), "range"

    def _shared(self) -> tuple[tuple[Moment, ...], Shape] | None:
        """Numbers with one unit or month after them all: «I–II кварталы 2021 г.», «15 и 20 марта»."""
        start = self.at
        kept = len(self.notes)
        numbers: list[int] = []
        shape: Shape = "one"
        hyphen = False
        while (number := self.place()) is not None:
            numbers.append(number)
            mark = self.low()
            if mark in DASHES and shape != "list" and len(numbers) == 1:
                shape, hyphen = "range", mark == "-"
            elif mark in (",", "и") and shape != "range":
                shape = "list"
            else:
                break
            self.at += 1
        if len(numbers) > 1 and self.at - start == len(numbers) * 2 - 1:
            self.at -= 1
            numbers.pop()
        elif not numbers or self.kind() not in ("date", "day.month"):  # «10–15.11.2020»
            numbers.clear()
        last = (self._day() or self._unit()) if numbers else None
        if last is not None:
            if hyphen:
                self.note(codes.HYPHEN, start, "в промежутке – дефис")
            firsts = tuple(replace(last, number=number) for number in numbers)
            return self._in_order(start, (*firsts, last), shape)
        self.at = start
        del self.notes[kept:]
        return None

    def _row(self) -> tuple[tuple[Moment, ...], Shape] | None:
        start = self.at
        first = self.moment()
        if first is None:
            return None
        row = [first]
        shape: Shape = "one"
        while True:
            before, kept = self.at, len(self.notes)
            mark = self.low()
            if shape == "one" and (mark in DASHES or (mark == "|" and first.unit == "day")):
                joined: Shape = "range"  # «20.03.2008 | 30.12.2008»: two columns, the beginning and the end
            elif mark in (",", "и", "|") and shape != "range":
                joined = "list"
            else:
                break
            self.at += 1
            following = self.moment()
            if following is None or following.unit != first.unit or following.edge != first.edge:
                self.at = before
                del self.notes[kept:]
                break
            row.append(following)
            shape = joined
            if mark == "-":
                self.note(codes.HYPHEN, start, "в промежутке – дефис")
        return self._in_order(start, _same_year(row), shape)

    def _in_order(
        self, start: int, moments: tuple[Moment, ...], shape: Shape
    ) -> tuple[tuple[Moment, ...], Shape]:
        for moment in moments:
            if moment.unit == "day":
                self._checked(start, moment)
        if shape == "range":
            moments = self.in_time(start, *moments)
        return moments, shape

    def in_time(self, start: int, first: Moment, last: Moment) -> tuple[Moment, Moment]:
        """The ends of a range; one that runs over the new year with its year named once begins the year before."""
        if not is_before(last, first):
            return first, last
        if first.year != last.year or first.year is None or (first.unit == "day" and first.month == last.month):
            self.note(codes.REVERSED, start, "конец промежутка раньше начала")
            return first, last
        first = replace(first, year=first.year - 1)
        self.note(codes.YEAR_TURN, start, f"начало отнесено к {first.year} году")
        return first, last


def _same_year(row: list[Moment]) -> tuple[Moment, ...]:
    """The moments, those before a year named once sharing it: «сентябрь – октябрь 2021 г.»."""
    last = row[-1]
    if last.year is None and not last.which and not last.school:
        return tuple(row)
    return tuple(
        replace(moment, year=last.year, school=last.school, which=last.which, spelled=last.spelled)
        if moment.year is None and not moment.which and not moment.school and moment.unit not in ("year", "school year")
        else moment
        for moment in row
    )


def share_year(first: Moment, last: Moment) -> Moment:
    """`first` with the year of `last` if it has none of its own."""
    return _same_year([first, last])[0]


def is_before(one: Moment, other: Moment) -> bool:
    """Whether `one` certainly begins before `other`; without years a range may run over the new year."""
    if one.year is None or other.year is None:
        return False
    return (one.year, one.month, one.number) < (other.year, other.month, other.number)
