"""What a deadline consists of: moments and terms, each a frozen value that prints itself as official papers write it.

Fields marked «writing» keep how a person wrote a thing («не позднее», «в срок до»); they are no part of its meaning and
of equality: «до 9 ноября 2020 г.» equals «не позднее 09.11.2020».
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from nastav_docs.russian.deadline_words import (
    EDGES,
    FEMININE_DAYS,
    HOLIDAYS,
    LAST,
    ORDINALS,
    SEASONS,
    WEEKDAYS,
    Case,
    Unit,
    adjective,
    gender_of,
    month_name,
    noun,
)
from nastav_docs.russian.deadline_words import CASES as _CASES
from nastav_docs.russian.numbers import roman

Edge = Literal["", "start", "middle", "end", "first half", "second half"]
Relation = Literal["on", "by", "from", "after", "as of"]
Shape = Literal["one", "range", "list"]
Data = dict[str, Any]

AFTER_REPORTED = "after reported"  # «года, следующего за отчетным» among the stems of `which`
_WHICH_DATA = {
    "текущ": "current",
    "следующ": "next",
    "отчетн": "reported",
    "предыдущ": "previous",
    "прошедш": "previous",
    "очередн": "next",
    "нов": "next",
    "кажд": "every",
    AFTER_REPORTED: "after reported",
}
_ROMAN_UNITS = ("quarter", "half", "term", "trimester", "semester")
_IN_MONTH = ("week", "decade")
_FULL_YEAR = ("year", "school year")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, month, quarter … as a paper names it.

    `number`: of the day, month, quarter, half, term, season (1 winter … 4 autumn), holidays (1 autumn … 4 summer), week or
    decade of the month (-1 the last); 0 where only the unit is named. `year`: of a school year the one in which it begins;
    `school`: the year of a half, term … is a school year. `which`: «текущ», «следующ», «кажд» … in place of a number.
    """

    unit: Unit
    year: int | None = None
    number: int = 0
    month: int = 0
    edge: Edge = ""
    school: bool = False
    which: str = ""
    time: str = ""
    numeric: bool = field(default=False, compare=False)  # writing: 09.11.2020
    spelled: bool | None = field(default=None, compare=False)  # writing: «года», not «г.»; None: as usual for the unit
    starred: bool = field(default=False, compare=False)  # writing: a footnote mark after the year

    @property
    def of_school(self) -> bool:
        """Whether its year is a school year."""
        return self.school or self.unit == "school year"

    def text(self, case: Case = "nom", *, plural: bool = False, year: bool = True) -> str:
        """The moment in a case; `year=False` leaves the year out (another moment of a range names it)."""
        if self.edge:
            edge = EDGES[self.edge].split("," if "half" in self.edge else None)[_CASES.index(case)]
            return f"{edge} {self._bare('gen', plural=plural, year=year)}"
        clock = f"{self.time} " if self.time else ""
        return clock + self._bare(case, plural=plural, year=year)

    def _bare(self, case: Case, *, plural: bool, year: bool) -> str:
        if self.unit == "day" and self.numeric and self.year is not None:
            return f"{self.number:02d}.{self.month:02d}.{self.year:04d}"
        name = self._name(case, plural=plural)
        tail = self.year_text(case) if year else ""
        return f"{name} {tail}".strip() if self.unit not in _FULL_YEAR else tail

    def _name(self, case: Case, *, plural: bool) -> str:
        if self.unit == "day":
            return f"{self.number} {month_name(self.month, 'gen')}"
        if self.unit == "month" and self.number:
            return month_name(self.number, case)
        if self.unit == "season":
            return SEASONS[self.number - 1].split()[_CASES.index(case)]
        if self.unit == "holidays":
            stem = HOLIDAYS[self.number][:-2]
            return f"{adjective(stem, case, 'p')} {noun('holidays', case)}" if stem else noun("holidays", case)
        if self.unit in _IN_MONTH:
            place = "последн" if self.number == LAST else ORDINALS[self.number]
            return f"{adjective(place, case, 'f')} {noun(self.unit, case)} {month_name(self.month, 'gen')}"
        word = noun("year" if self.unit == "school year" else self.unit, case, plural=plural)
        if self.unit in _ROMAN_UNITS and self.number:
            return f"{roman(self.number)} {word}"
        if self.which and not self.of_school:
            return f"{adjective(self.which, case, 'p' if plural else gender_of(self.unit))} {word}"
        return word

    def year_text(self, case: Case = "gen", *, last: int | None = None) -> str:
        """«2020 г.», «2021/2022 учебного года», «текущего года»; alone (a year) in its case. `last`: of a range of years."""
        alone = self.unit in _FULL_YEAR
        case = case if alone else "gen"
        plural = last is not None
        word = noun("year", case, plural=plural)
        if self.of_school:
            word = f"{adjective('учебн', case, 'p' if plural else 'm')} {word}"
            if self.year is None:
                named = self.school or alone
                which = f"{adjective(self.which, case, 'm')} " if self.which else ""
                return f"{which}{word}" if named else ""
            end = (last if last is not None else self.year) + 1
            return f"{self.year}/{end} {word}" if last is None else f"{self.year}–{end} {word}"
        if self.which == AFTER_REPORTED:
            return f"{word}, следующего за отчетным"
        if self.year is None:
            if self.which and (alone or self.number):
                return f"{adjective(self.which, case, 'm')} {word}"
            return word if alone else ""
        star = "*" if self.starred else ""
        spelled = alone if self.spelled is None else self.spelled
        number = f"{self.year}{star}" if last is None else f"{self.year}–{last}{star}"
        return f"{number} {word if spelled else 'гг.' if plural else 'г.'}"

    def data(self) -> Any:  # noqa: ANN401  # JSON: a string or a mapping
        """«2020-11-09», «2020-11», or a mapping of what is named."""
        if self.unit == "day" and self.year and not (self.edge or self.time):
            return f"{self.year:04d}-{self.month:02d}-{self.number:02d}"
        if self.unit == "month" and self.year and self.number and not self.edge:
            return f"{self.year:04d}-{self.number:02d}"
        data: Data = {}
        if self.unit == "day":
            data |= {"month": self.month, "day": self.number}
        elif self.unit not in _FULL_YEAR:
            data[self.unit] = self.number or True
            if self.month:
                data["month"] = self.month
        if self.year is not None:
            data["school_year" if self.of_school else "year"] = self.year
        elif self.of_school:
            data["school_year"] = _WHICH_DATA.get(self.which, "missing")
        elif self.which:
            data["which"] = _WHICH_DATA[self.which]
        elif self.unit == "year":
            data["year"] = "missing"
        return data | {key: value for key, value in (("edge", self.edge), ("time", self.time)) if value}


CASE_AFTER: dict[str, Case] = {
    "": "nom",
    "до": "gen",
    "в срок до": "gen",
    "не позднее": "gen",
    "в срок не позднее": "gen",
    "к": "dat",
    "с": "gen",
    "начиная с": "gen",
    "не ранее": "gen",
    "после": "gen",
    "на": "acc",
    "по состоянию на": "acc",
    "за": "acc",
    "по": "acc",
    "в": "prp",
    "в течение": "gen",
    "на протяжении": "gen",
    "весь": "nom",
    "в период": "gen",
    "в срок по": "acc",
    "в течение всего": "gen",
    "в течение календарного": "gen",
}
RELATIONS: dict[str, Relation] = {
    "": "on",
    "до": "by",
    "в срок до": "by",
    "не позднее": "by",
    "в срок не позднее": "by",
    "к": "by",
    "с": "from",
    "начиная с": "from",
    "не ранее": "after",
    "после": "after",
    "на": "on",
    "по состоянию на": "as of",
    "за": "on",
    "по": "by",
    "в": "on",
    "в течение": "on",
    "на протяжении": "on",
    "весь": "on",
    "в период": "on",
    "в срок по": "by",
    "в течение всего": "on",
    "в течение календарного": "on",
}
_USUAL: dict[Relation, str] = {"on": "", "by": "до", "from": "с", "after": "не ранее", "as of": "по состоянию на"}


@dataclass(frozen=True, slots=True)
class When:
    """A moment, a range or a list of them, and how the deadline relates to it."""

    relation: Relation
    moments: tuple[Moment, ...]
    shape: Shape = "one"
    words: str | None = field(default=None, compare=False)  # writing: the preposition; a range «с … по …» has «с»
    inclusive: bool = field(default=False, compare=False)  # writing: «включительно»
    coupled: bool = field(default=False, compare=False)  # writing: «и» before the last of a list

    def __str__(self) -> str:
        words = _USUAL[self.relation] if self.words is None else self.words
        if self.shape == "range" and words == "с":
            text = self._from_to()
        else:
            text = _vocal(words, self._row(CASE_AFTER[words]))
        return f"{text} включительно" if self.inclusive else text

    def _from_to(self) -> str:
        first, last = self.moments
        shared = _one_year(self.moments)
        if first.unit == last.unit == "year" and first.year and not first.edge:
            return f"с {first.year} по {last.text('acc')}"
        if first.unit == last.unit == "day" and shared and first.month == last.month and not first.numeric:
            start = str(first.number)
            return f"{_vocal('с', start)} по {last.text('acc')}"
        return f"{_vocal('с', first.text('gen', year=not shared))} по {last.text('acc')}"

    def _row(self, case: Case) -> str:
        """The moments together: «I–II кварталы 2021 г.», «15, 20 марта 2021 г.», «сентябрь – октябрь 2021 г.»."""
        first, last = self.moments[0], self.moments[-1]
        if case == "prp" and first.unit == "week" and not first.edge:
            case = "acc"  # «в первую неделю ноября»
        if self.shape == "one":
            return first.text(case)
        between = "–" if self.shape == "range" else ", "
        if first.unit == "year" and self.shape == "list" and all(m.year and not m.edge for m in self.moments):
            numbers = [str(m.year) for m in self.moments]
            return f"{self._joined(numbers, between)} {noun('year', case, plural=True)}"
        if first.unit == "school year" and self.shape == "list" and all(m.year and not m.edge for m in self.moments):
            numbers = [f"{m.year}/{(m.year or 0) + 1}" for m in self.moments]
            return f"{self._joined(numbers, between)} {adjective('учебн', case, 'p')} {noun('year', case, plural=True)}"
        same_year = _one_year(self.moments)
        if first.unit in _FULL_YEAR and same_year is None and self.shape == "range" and first.year and last.year:
            return first.year_text(case, last=last.year)
        if same_year and all(m.unit in _ROMAN_UNITS and m.number and not m.edge for m in self.moments):
            together = self._joined([roman(m.number) for m in self.moments], between)
            return f"{together} {noun(first.unit, case, plural=True)} {last.year_text()}".strip()
        if same_year and all(m.unit == "day" and m.month == first.month and not m.numeric for m in self.moments):
            return self._joined([*(str(m.number) for m in self.moments[:-1]), last.text(case)], between)
        if self.shape == "range" and not first.numeric:
            between = " – "
        return self._joined([*(m.text(case, year=not same_year) for m in self.moments[:-1]), last.text(case)], between)

    def _joined(self, texts: list[str], between: str) -> str:
        if self.coupled and self.shape == "list":
            return f"{between.join(texts[:-1])} и {texts[-1]}"
        return between.join(texts)

    def data(self) -> Data:
        """The keys `by`, `from`, `after`, `as_of`, or what is named: `month`, `quarters` + `year`, `span` …"""
        first = self.moments[0]
        if self.relation == "as of" or (self.relation == "on" and self.words == "на" and first.unit == "day"):
            return {"as_of": self._values()}
        if self.relation == "by" and self.shape == "one" and first.unit == "year" and not first.edge:
            return {"by_year": first.year or _WHICH_DATA.get(first.which, "missing")}
        if self.relation in ("by", "from", "after"):
            return {self.relation: self._values()} | self._missing()
        if self.shape == "one" and first.unit == "day":
            return {"by": first.data()} | self._missing() | ({"footnote": True} if first.starred else {})
        if self.shape == "range" and first.unit == "day":
            return {"span": [m.data() for m in self.moments]} | self._missing()
        return self._named() | self._missing()

    def _values(self) -> Any:  # noqa: ANN401  # JSON
        return self.moments[0].data() if self.shape == "one" else [m.data() for m in self.moments]

    def _named(self) -> Data:
        first = self.moments[0]
        if first.edge or first.unit in (*_IN_MONTH, "day"):
            return {"at": self._values()}
        if first.unit == "month" and first.number:
            if self.shape == "one":
                return {"month": first.data() if first.year else first.number}
            whole = all(m.year for m in self.moments)
            return {"months": [m.data() if whole else m.number for m in self.moments]}
        if first.unit == "year":
            if self.shape == "one":
                return {"year": first.year} if first.year else {"span": "year"}
            return {"years": [m.year for m in self.moments]}
        if first.unit == "school year":
            if first.year is None:
                return {"span": "school year"}
            return {"school_year": first.year} if self.shape == "one" else {"school_years": [m.year for m in self.moments]}
        if self.shape != "one" and any(m.year != first.year for m in self.moments):
            return {f"{first.unit}s": self._values()}
        numbers = [m.number for m in self.moments]
        named: Data = {f"{first.unit}s": numbers} if self.shape != "one" else {first.unit: first.number or True}
        if first.year is not None:
            named["school_year" if first.of_school else "year"] = first.year
        return named

    def _missing(self) -> Data:
        first = self.moments[0]
        if first.which == "кажд":
            return {"every": "month" if first.unit == "week" else first.unit if not first.number else "year"}
        if first.which:
            return {"which": _WHICH_DATA[first.which]}
        named = first.number and first.unit in ("day", "quarter", "half")
        return {"year": "missing"} if named and first.year is None and not first.of_school else {}


def _one_year(moments: tuple[Moment, ...]) -> bool | None:
    """Whether the moments share their year (or its lack), so that it is named once; None when they do not."""
    first = moments[0]
    same = all((m.year, m.school, m.which) == (first.year, first.school, first.which) for m in moments)
    return True if same and first.unit not in _FULL_YEAR else None


def _vocal(preposition: str, text: str) -> str:
    """The preposition before the text, with «о» where it is said: «во II квартале», «со 2 ноября», «ко II кварталу»."""
    second = text.startswith(("II ", "II–", "II,", "втор")) or (text.startswith("2 ") and preposition[-1:] == "с")
    if second and preposition in ("в", "с", "к", "начиная с"):
        preposition += "о"
    return f"{preposition} {text}" if preposition else text


_EVERY_WORDS: dict[Unit, str] = {
    "year": "ежегодно",
    "quarter": "ежеквартально",
    "month": "ежемесячно",
    "week": "еженедельно",
    "day": "ежедневно",
}


@dataclass(frozen=True, slots=True)
class Every:
    """Recurring: once in `count` units."""

    unit: Unit
    count: int = 1
    words: str = field(default="", compare=False)  # writing: «каждый год»

    def __str__(self) -> str:
        if self.words:
            return self.words
        if self.count == 1 and self.unit in _EVERY_WORDS:
            return _EVERY_WORDS[self.unit]
        if self.count == 1:
            school = self.unit == "school year"
            word = noun("year" if school else self.unit, "acc")
            every = adjective("кажд", "acc", "m" if school else gender_of(self.unit))
            return f"{every} {'учебный ' if school else ''}{word}"
        return f"каждые {counted(self.count, self.unit)}"

    def data(self) -> Data:
        """`every`: the unit, or the unit and how many of them."""
        return {"every": self.unit if self.count == 1 else {"count": self.count, "unit": self.unit}}


def counted(count: int, unit: Unit, middle: str = "", case: Case = "nom") -> str:
    """A number of units: «3 года», «5 рабочих дней» (nominative), «5 рабочих дней», «1 рабочего дня» (genitive)."""
    school = unit == "school year"
    unit = "year" if school else unit
    middle = "учебн" if school else middle
    one = count % 10 == 1 and count % 100 != 11  # noqa: PLR2004  # 11 is «одиннадцать»
    few = count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14)
    if one:
        word = noun(unit, "acc" if case == "nom" else case)
        adverb = adjective(middle, "acc" if case == "nom" else case, gender_of(unit)) if middle else ""
    elif few and case == "nom":
        word, adverb = noun(unit, "gen"), adjective(middle, "gen", "p") if middle else ""
    else:
        word = noun(unit, "gen" if case == "nom" else case, plural=True)
        adverb = adjective(middle, "gen" if case == "nom" else case, "p") if middle else ""
    if word == "годов":
        word = "лет"
    return " ".join(filter(None, (str(count), adverb, word)))


@dataclass(frozen=True, slots=True)
class Times:
    """So many times in a period: «не реже 1 раза в год», «2 раза в год», «1 раз в 3 года»."""

    count: int
    unit: Unit
    per: int = 1
    bound: Literal["", "at least", "at most"] = ""

    def __str__(self) -> str:
        few = self.count % 10 in (2, 3, 4) and self.count % 100 not in (12, 13, 14)
        times = "раза" if self.bound or few else "раз"
        if self.bound and not (self.count % 10 == 1 and self.count % 100 != 11):  # noqa: PLR2004  # «одиннадцать»
            times = "раз"
        bound = {"": "", "at least": "не реже ", "at most": "не чаще "}[self.bound]
        if self.per == 1:
            period = "учебный год" if self.unit == "school year" else noun(self.unit, "acc")
        else:
            period = counted(self.per, self.unit)
        return f"{bound}{self.count} {times} в {period}"

    def data(self) -> Data:
        """`at_least`, `at_most`: {times, per}, or `times` and `per` themselves."""
        per = self.unit if self.per == 1 else {"count": self.per, "unit": self.unit}
        if self.bound:
            return {self.bound.replace(" ", "_"): {"times": self.count, "per": per}}
        return {"times": self.count, "per": per}


_DAY_OF = {
    "": "",
    "month": " каждого месяца",
    "current": " текущего месяца",
    "next": " следующего месяца",
    "reporting": " отчетного месяца",
    "after": " месяца, следующего за отчетным",
    "first": " первого месяца",
    "last": " последнего месяца",
}


@dataclass(frozen=True, slots=True)
class DayOf:
    """A day of a month that is not named: «до 25-го числа каждого месяца», «… месяца, следующего за отчетным кварталом».

    `of`: «month» (every), «current», «next», «reporting», «after» or «after quarter», «after period» …, «first quarter»,
    «last quarter» (of whose months).
    """

    day: int
    of: str = ""
    words: str = field(default="до", compare=False)

    def __str__(self) -> str:
        kind, _, unit = self.of.partition(" ")
        tail = _DAY_OF[kind]
        if unit:
            after = kind == "after"
            tail += " периодом" if unit == "period" else f" {noun(unit, 'ins' if after else 'gen')}"  # type: ignore[arg-type]  # a unit's name
        number = f"{self.day}-{'е' if self.words == '' else 'го'} {'число' if self.words == '' else 'числа'}"
        if self.words == "к":
            number = f"{self.day}-му числу"
        if self.day == LAST:
            number = {"": "последнее число", "к": "последнему числу"}.get(self.words, "последнего числа")
        return f"{self.words} {number}{tail}".strip()

    def data(self) -> Data:
        """`day_after` for the month after the reported period, else `day_of_month`; `every` month if it says so."""
        if self.of.startswith("after"):
            return {"day_after": self.day}
        return {"day_of_month": self.day} | ({"every": "month"} if self.of == "month" else {})


@dataclass(frozen=True, slots=True)
class Delay:
    """So long after or before an event: «в течение 5 рабочих дней со дня подписания приказа», «за 10 дней до начала …»."""

    count: int
    unit: Unit
    days: Literal["", "working", "calendar"] = ""
    side: Literal["after", "before"] = "after"
    event: str = ""  # with its preposition: «со дня подписания приказа», «до начала учебного года»
    words: str = field(default="", compare=False)  # writing: «не позднее», «через», «в … срок»

    def __str__(self) -> str:
        middle = {"": "", "working": "рабоч", "calendar": "календарн"}[self.days]
        words = self.words or ("за" if self.side == "before" else "в течение")
        if words in ("через", "за", "не позднее чем за", "не позднее чем через", "не менее чем за"):
            length = counted(self.count, self.unit, middle)
        else:
            length = counted(self.count, self.unit, middle, "gen")
        if self.count == 1 and not middle:
            length = length.removeprefix("1 ")
        return f"{words} {length} {self.event}".strip()

    def data(self) -> Data:
        """`working_days`, `calendar_days`, `days`, `weeks` …: the number; `after` or `before`: «order» or the event."""
        unit = f"{self.days}_{self.unit}s" if self.days else f"{self.unit}s"
        event = "order" if "приказ" in self.event and self.side == "after" else self.event
        return {unit: self.count} | ({self.side: event} if event else {})


_SIDES: dict[str, Literal["before", "after", "from", "at"]] = {
    "до начала": "before",
    "до окончания": "before",
    "до завершения": "before",
    "до": "before",
    "перед": "before",
    "накануне": "before",
    "не позднее": "before",
    "к": "before",
    "после": "after",
    "по окончании": "after",
    "по завершении": "after",
    "по итогам": "at",
    "по результатам": "at",
    "по истечении": "after",
    "со дня": "from",
    "с даты": "from",
    "с момента": "from",
    "с начала": "from",
    "в день": "at",
    "на момент": "at",
    "при": "at",
    "во время": "at",
    "в ходе": "at",
    "в период": "at",
    "в дни": "at",
    "одновременно с": "at",
}
EVENT_WORDS = tuple(_SIDES)
_PERIOD_ENDS = ("период", "отчетного", "год", "учебного", "квартал", "полугод", "месяц", "четверт", "каждо", "кажды")


@dataclass(frozen=True, slots=True)
class Event:
    """Bound to an event whose date is not in the text: «до начала реализации программы», «по итогам периода»."""

    words: str
    text: str

    def __str__(self) -> str:
        return f"{self.words} {self.text}".strip()

    def data(self) -> Data:
        """`before`, `after`, `from`, `at`: the event; «по итогам года» is `when: at period end`."""
        if self.words in ("по итогам", "по результатам", "по окончании") and self.text.startswith(_PERIOD_ENDS):
            return {"when": "at period end"}
        side = _SIDES.get(self.words, "at")
        said = self.words.removeprefix("до ") if self.words in ("до начала", "до окончания", "до завершения") else ""
        return {side: f"{said} {self.text}".strip()}


StandingKind = Literal["continuous", "as needed", "by plan", "by notice", "by agreement", "at once", "during holidays"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Without a date: «постоянно», «по мере необходимости», «по отдельному плану», «по дополнительному сообщению»."""

    kind: StandingKind
    text: str

    def __str__(self) -> str:
        return self.text

    def data(self) -> Data:
        """`span: continuous`, or `as_needed`, `by_plan`, `by_notice` … true."""
        return {"span": "continuous"} if self.kind == "continuous" else {self.kind.replace(" ", "_"): True}


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole period of the plan: «в течение всего периода», «весь период реализации»."""

    text: str = ""  # what of: «реализации программы»
    words: str = field(default="в течение всего периода", compare=False)

    def __str__(self) -> str:
        return f"{self.words} {self.text}".strip()

    def data(self) -> Data:
        """`span: whole plan`."""
        return {"span": "whole plan"}


@dataclass(frozen=True, slots=True)
class RelativeYear:
    """A year counted from the beginning: «первый год внедрения целевой модели»."""

    number: int
    text: str = ""

    def __str__(self) -> str:
        return f"{adjective(ORDINALS[self.number], 'nom', 'm')} год {self.text}".strip()

    def data(self) -> Data:
        """`relative_year`: its number."""
        return {"relative_year": self.number}


@dataclass(frozen=True, slots=True)
class Hold:
    """What is reached is kept: «сохранение показателя на уровне не ниже минимального значения»."""

    text: str

    def __str__(self) -> str:
        return self.text

    def data(self) -> Data:
        """`hold: true`."""
        return {"hold": True}


@dataclass(frozen=True, slots=True)
class Weekly:
    """Days of the week: «по пятницам», «каждый вторник», «последняя пятница месяца» (`place` 1…5, -1 the last, 0 every)."""

    days: tuple[int, ...]  # 0 Monday … 6 Sunday
    place: int = 0
    of: Unit = "week"

    def __str__(self) -> str:
        if not self.place:
            names = [WEEKDAYS[day].split()[6] for day in self.days]
            return "по " + " и ".join(filter(None, (", ".join(names[:-1]), names[-1])))
        day = self.days[0]
        stem = "последн" if self.place == LAST else ORDINALS[self.place]
        gender: Literal["m", "n", "f"] = "f" if day in FEMININE_DAYS else "n" if day == len(WEEKDAYS) - 1 else "m"
        return f"{adjective(stem, 'nom', gender)} {WEEKDAYS[day].split()[0]} {noun(self.of, 'gen')}"

    def data(self) -> Data:
        """`weekdays`: 1 Monday … 7 Sunday; `place` and `of` for «последняя пятница месяца»."""
        days: Data = {"weekdays": [day + 1 for day in self.days]}
        return days | ({"place": self.place, "of": self.of} if self.place else {})


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Words that were not understood; they stay as written."""

    text: str

    def __str__(self) -> str:
        return self.text

    def data(self) -> Data:
        """`text`: the words."""
        return {"text": self.text}


Term = When | Every | Times | DayOf | Delay | Event | Standing | Whole | RelativeYear | Hold | Weekly | Verbatim
