"""Which days, months, quarters … does a deadline name? One, a range or a list of them, and how they print.

Fields marked «writing» keep how a person wrote a thing («не позднее», «в срок до»); they are no part of its meaning and
of equality: «до 9 ноября 2020 г.» equals «не позднее 09.11.2020».
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from nastav_docs.russian.deadlines.vocabulary import CASES as _CASES
from nastav_docs.russian.deadlines.vocabulary import (
    HOLIDAYS,
    LAST,
    ORDINALS,
    SEASONS,
    Case,
    Edge,
    Unit,
    adjective,
    edge_name,
    gender_of,
    month_name,
    noun,
)
from nastav_docs.russian.numbers import roman

# Within a moment, by it, from it on, not before it, as of it.
Relation = Literal["on", "by", "from", "after", "as of"]
# One moment, from the first to the last, or each of them.
Shape = Literal["one", "range", "list"]
Data = dict[str, Any]

AFTER_REPORTED = "after reported"  # «года, следующего за отчетным» among the stems of `which`
# Stem of `which` → its name in JSON.
_WHICH_DATA = {
    "текущ": "current",
    "следующ": "next",
    "отчетн": "reported",
    "предыдущ": "previous",
    "прошедш": "previous",
    "очередн": "next",
    "нов": "next",
    "кажд": "every",
    "календарн": "calendar",
    AFTER_REPORTED: "after reported",
}
# Units whose number is written in Roman digits.
_ROMAN_UNITS = ("quarter", "half", "term", "trimester", "semester")
# Units that are counted within a month.
_IN_MONTH = ("week", "decade")
_FULL_YEAR = ("year", "school year")
SCHOOL_START = 9  # the month in which a school year begins


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, month, quarter … as a paper names it.

    `number`: of the day, month, quarter, half, term, season (1 winter … 4 autumn), holidays (1 autumn … 4 summer),
    week or decade of the month (-1 the last); 0 where only the unit is named. `year`: of a school year the one in
    which it begins; None where none is named. `month`: of a day, week or decade. `edge`: «начало», «конец» ….
    `school`: the year of a half, term … is a school year. `which`: the stem of «текущий», «следующий», «каждый» …
    that stands instead of a year. `time`: the hour, «17:00».

    `Moment("quarter", 2020, 4).text("prp")` → «IV квартале 2020 г.».
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

    @property
    def calendar_year(self) -> int | None:
        """The year by the calendar: of «май 2024/2025 учебного года» 2025; None where no year is named."""
        if self.year is None or not self.school:
            return self.year
        month = self.number if self.unit == "month" else self.month if self.unit in ("day", *_IN_MONTH) else 0
        if self.unit == "season":
            month = SCHOOL_START if self.number == len(SEASONS) else 1
        return self.year + (0 < month < SCHOOL_START)

    def text(self, case: Case = "nom", *, plural: bool = False, year: bool = True) -> str:
        """The moment in a case; `year=False` leaves the year out, where another moment of a range names it."""
        if self.edge:
            return f"{edge_name(self.edge, case)} {self._bare('gen', plural=plural, year=year)}"
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
        if self.unit in _IN_MONTH and self.month:
            place = "последн" if self.number == LAST else ORDINALS[self.number]
            return f"{adjective(place, case, 'f')} {noun(self.unit, case)} {month_name(self.month, 'gen')}"
        word = noun("year" if self.unit == "school year" else self.unit, case, plural=plural)
        if self.unit in _ROMAN_UNITS and self.number:
            return f"{roman(self.number)} {word}"
        if self.which and not self.of_school:
            return f"{adjective(self.which, case, 'p' if plural else gender_of(self.unit))} {word}"
        return word

    def year_text(self, case: Case = "gen", *, last: int | None = None) -> str:
        """The year of the moment: «2020 г.», «2021/2022 учебного года», «текущего года»; «» where it has none.

        A year that is a moment by itself stands in `case`, any other in the genitive. `last` is the last year
        of a range.
        """
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
        """The moment as plain values for JSON: «2020-11-09», «2020-11», or a mapping of what is named.

        `Moment("quarter", 2020, 4).data()` → `{'quarter': 4, 'year': 2020}`.
        """
        if self.unit == "day" and self.year and not (self.edge or self.time):
            return f"{self.calendar_year:04d}-{self.month:02d}-{self.number:02d}"
        if self.unit == "month" and self.year and self.number and not self.edge:
            return f"{self.calendar_year:04d}-{self.number:02d}"
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


# Preposition (or words like it) → the case of the moment after it.
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
    "по итогам": "gen",
    "по результатам": "gen",
    "по окончании": "gen",
    "по завершении": "gen",
    "весь": "nom",
    "в период": "gen",
    "в срок по": "acc",
    "в течение всего": "gen",
    "в течение календарного": "gen",
}
# Preposition → how the deadline relates to the moment.
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
    "по итогам": "on",
    "по результатам": "on",
    "по окончании": "on",
    "по завершении": "on",
    "весь": "on",
    "в период": "on",
    "в срок по": "by",
    "в течение всего": "on",
    "в течение календарного": "on",
}
# Prepositions with which a thing is due when the moment has ended.
AT_END = ("по итогам", "по результатам", "по окончании", "по завершении")
# Relation → the preposition that is printed where none was written.
_USUAL: dict[Relation, str] = {"on": "", "by": "до", "from": "с", "after": "не ранее", "as of": "по состоянию на"}


@dataclass(frozen=True, slots=True)
class When:
    """A moment, a range or a list of them, and how the deadline relates to it.

    `str(When("by", (Moment("day", 2020, 9, 11),)))` → «до 9 ноября 2020 г.».
    """

    relation: Relation
    moments: tuple[Moment, ...]
    shape: Shape = "one"
    words: str | None = field(default=None, compare=False)  # writing: the preposition; a range «с … по …» has «с»
    inclusive: bool = field(default=False, compare=False)  # writing: «включительно»
    coupled: bool = field(default=False, compare=False)  # writing: «и» before the last of a list

    def __str__(self) -> str:
        """The moments as official papers write them."""
        words = _USUAL[self.relation] if self.words is None else self.words
        if self.shape == "range" and words == "с":
            text = self._from_to()
        else:
            text = _vocal(words, self._row(CASE_AFTER[words]))
        return f"{text} включительно" if self.inclusive else text

    def named(self, case: Case) -> str:
        """The moments without a preposition, in a case: «ноября 2024 г.»."""
        return self._row(case)

    def _from_to(self) -> str:
        """A range written «с … по …»."""
        first, last = self.moments
        shared = _one_year(self.moments)
        if first.unit == last.unit == "year" and first.year and not first.edge:
            return f"с {first.year} по {last.text('acc')}"
        if shared and first.unit == last.unit and first.unit in _ROMAN_UNITS and first.number and not first.edge:
            return f"{_vocal('с', roman(first.number))} по {last.text('acc')}"
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
        if first.unit == "year" and self.shape == "range" and first.year and last.year and not first.edge:
            return first.year_text(case, last=last.year)
        if first.unit == "school year" and self.shape == "range" and first.year and last.year and not first.edge:
            years = f"{first.year}/{first.year + 1}–{last.year}/{last.year + 1}"
            return f"{years} {adjective('учебн', case, 'p')} {noun('year', case, plural=True)}"
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
        """Plain values for JSON: `by`, `from`, `after`, `as_of`, or what is named (`month`, `quarters`, `span` …)."""
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
        ended = {"when": "at period end"} if self.words in AT_END else {}
        return self._named() | self._missing() | ended

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
            return (
                {"school_year": first.year} if self.shape == "one" else {"school_years": [m.year for m in self.moments]}
            )
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
    """True where the moments share their year (or its lack), so that it is named once; None where they do not."""
    first = moments[0]
    same = all((m.year, m.school, m.which) == (first.year, first.school, first.which) for m in moments)
    return True if same and first.unit not in _FULL_YEAR else None


def _vocal(preposition: str, text: str) -> str:
    """The preposition before the text, with «о» where it is said: «во II квартале», «со 2 ноября», «ко II кварталу»."""
    second = (
        text == "II"
        or text.startswith(("II ", "II–", "II,", "втор"))
        or (text.startswith("2 ") and preposition[-1:] == "с")
    )
    if second and preposition in ("в", "с", "к", "начиная с"):
        preposition += "о"
    return f"{preposition} {text}" if preposition else text
