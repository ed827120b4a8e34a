"""What does a deadline say beside its dates? How often, how long after what, on what condition.

Each term is a frozen value that prints itself as official papers write it and gives its plain values for JSON; see
`moments` for «writing» fields.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from nastav_docs.russian.deadlines.moments import Data, When
from nastav_docs.russian.deadlines.vocabulary import (
    FEMININE_DAYS,
    LAST,
    ORDINALS,
    WEEKDAYS,
    Case,
    Unit,
    adjective,
    gender_of,
    noun,
)

# Unit → the adverb of its recurrence.
_EVERY_WORDS: dict[Unit, str] = {
    "year": "ежегодно",
    "quarter": "ежеквартально",
    "month": "ежемесячно",
    "week": "еженедельно",
    "day": "ежедневно",
}


@dataclass(frozen=True, slots=True)
class Every:
    """Recurring, once in `count` units.

    `str(Every("quarter"))` → «ежеквартально», `str(Every("year", 3))` → «каждые 3 года».
    """

    unit: Unit
    count: int = 1
    words: str = field(default="", compare=False)  # writing: «каждый год»

    def __str__(self) -> str:
        """The term as official papers write it."""
        if self.words:
            return self.words
        if self.count == 1 and self.unit in _EVERY_WORDS:
            return _EVERY_WORDS[self.unit]
        if self.count == 1:
            school = self.unit == "school year"
            word = noun("year" if school else self.unit, "acc")
            every = adjective("кажд", "acc", "m" if school else gender_of(self.unit))
            return f"{every} {'учебный ' if school else ''}{word}"
        return f"каждые {number_of_units(self.count, self.unit)}"

    def data(self) -> Data:
        """The term as plain values for JSON: the unit, and how many of them.

        `Every("year").data()` → `{'every': 'year'}`,
        `Every("year", 3).data()` → `{'every': {'count': 3, 'unit': 'year'}}`.
        """
        return {"every": self.unit if self.count == 1 else {"count": self.count, "unit": self.unit}}


def number_of_units(count: int, unit: Unit, middle: str = "", case: Case = "nom") -> str:
    """A number of units in words: `number_of_units(5, "day", "календарн")` → «5 календарных дней».

    `middle`: the stem of an adjective between them. In the genitive:
    `number_of_units(1, "day", "календарн", "gen")` → «1 календарного дня».
    """
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
    """So many times in so long: `str(Times(2, "year"))` → «2 раза в год»; `per`: «1 раз в 3 года».

    `bound`: «не реже», «не чаще».
    """

    count: int
    unit: Unit
    per: int = 1
    bound: Literal["", "at least", "at most"] = ""
    most: int = 0  # the 3 of «2–3 раза», 0 for «2 раза»

    def __str__(self) -> str:
        """The term as official papers write it."""
        counted_last = self.most or self.count
        if self.bound:
            times = "раза" if counted_last % 10 == 1 and counted_last % 100 != 11 else "раз"  # noqa: PLR2004  # 11 раз
        else:
            times = "раза" if counted_last % 10 in (2, 3, 4) and counted_last % 100 not in (12, 13, 14) else "раз"
        bound = {"": "", "at least": "не реже ", "at most": "не чаще "}[self.bound]
        if self.per == 1:
            period = "учебный год" if self.unit == "school year" else noun(self.unit, "acc")
        else:
            period = number_of_units(self.per, self.unit)
        count = f"{self.count}–{self.most}" if self.most else self.count
        return f"{bound}{count} {times} в {period}"

    def data(self) -> Data:
        """The term as plain values for JSON: `at_least` or `at_most` with times and per, or these alone.

        `Times(2, "year").data()` → `{'times': 2, 'per': 'year'}`.
        """
        per = self.unit if self.per == 1 else {"count": self.per, "unit": self.unit}
        times = [self.count, self.most] if self.most else self.count
        if self.bound:
            return {self.bound.replace(" ", "_"): {"times": times, "per": per}}
        return {"times": times, "per": per}


# The first word of `DayOf.of` → how it is written.
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
    """A day of a month that is not named; -1 is the last one.

    `str(DayOf(25, "month"))` → «до 25-го числа каждого месяца».

    `of`: «month» (every), «current», «next», «reporting»; «after», «after quarter», «after period» … for the month
    after the reported one; «first quarter», «last quarter» … for the first or last month of it. `more`: further days of
    the month, with `span` the last of several in a row («1–5 числа»). `working`: the day is counted among working days.
    """

    day: int
    of: str = ""
    words: str = field(default="до", compare=False)
    more: tuple[int, ...] = ()
    span: bool = False
    working: bool = False
    said: str = field(default="", compare=False)  # writing: «последний рабочий день месяца», «5 и 20 числа»

    def __str__(self) -> str:
        """The term as official papers write it."""
        if self.said:
            return self.said
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
        """The term as plain values for JSON: the day, and whether it is of every month.

        `DayOf(25, "month").data()` → `{'day_of_month': 25, 'every': 'month'}`; `day_after` for the month after
        a reported period.
        """
        if self.of.startswith("after"):
            return {"day_after": self.day}
        key = "working_day_of_month" if self.working else "days_of_month" if self.span else "day_of_month"
        return {key: [self.day, *self.more] if self.more else self.day} | (
            {"every": "month"} if self.of == "month" else {}
        )


@dataclass(frozen=True, slots=True)
class Delay:
    """So long after or before an event: «в течение 5 рабочих дней со дня подписания», «за 10 дней до начала».

    `str(Delay(5, "day", "calendar"))` → «в течение 5 календарных дней».
    """

    count: int
    unit: Unit
    days: Literal["", "working", "calendar"] = ""
    side: Literal["after", "before"] = "after"
    event: str = ""  # with its preposition: «со дня подписания приказа», «до начала учебного года»
    words: str = field(default="", compare=False)  # writing: «не позднее», «через», «в … срок»

    def __str__(self) -> str:
        """The term as official papers write it."""
        middle = {"": "", "working": "рабоч", "calendar": "календарн"}[self.days]
        words = self.words or ("за" if self.side == "before" else "в течение")
        if words in ("через", "за", "не позднее чем за", "не позднее чем через", "не менее чем за"):
            length = number_of_units(self.count, self.unit, middle)
        else:
            length = number_of_units(self.count, self.unit, middle, "gen")
        if self.count == 1 and not middle and self.unit in ("day", "week", "month"):
            length = length.removeprefix("1 ")
        return f"{words} {length} {self.event}".strip()

    def data(self) -> Data:
        """The term as plain values for JSON: the number of days, weeks …, and the event; «order» for the order itself.

        `Delay(3, "week", event="со дня подписания приказа").data()` → `{'weeks': 3, 'after': 'order'}`; with
        working days the key is `working_days`.
        """
        unit = f"{self.days}_{self.unit}s" if self.days else f"{self.unit}s"
        event = "order" if "приказ" in self.event and self.side == "after" else self.event
        return {unit: self.count} | ({self.side: event} if event else {})


# Preposition before an event → on which side of it the deadline is.
_SIDES: dict[str, Literal["before", "after", "from", "at"]] = {
    "до начала": "before",
    "до окончания": "before",
    "до завершения": "before",
    "до": "before",
    "перед": "before",
    "накануне": "before",
    "не позднее": "before",
    "к": "before",
    "ко": "before",
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
# Beginnings of what «по итогам» ends with a period of the calendar.
_PERIOD_ENDS = ("период", "отчетного", "год", "учебного", "квартал", "полугод", "месяц", "четверт", "каждо", "кажды")


@dataclass(frozen=True, slots=True)
class Event:
    """Bound to an event whose date is not in the text: «до начала реализации программы», «по итогам периода».

    `words`: the preposition («до начала»); `text`: the event («реализации программы»).
    """

    words: str
    text: str

    def __str__(self) -> str:
        """The term as official papers write it."""
        return f"{self.words} {self.text}".strip()

    def data(self) -> Data:
        """The term as plain values for JSON: the event, `before`, `after`, `from` or `at` which the deadline is.

        `Event("до начала", "проекта").data()` → `{'before': 'начала проекта'}`; «по итогам года» is `{"when":
        "at period end"}`.
        """
        if self.words in ("по итогам", "по результатам", "по окончании") and self.text.startswith(_PERIOD_ENDS):
            return {"when": "at period end"}
        side = _SIDES.get(self.words, "at")
        said = self.words.removeprefix("до ") if self.words in ("до начала", "до окончания", "до завершения") else ""
        return {side: f"{said} {self.text}".strip()}


# What a term without a date is bound to.
StandingKind = Literal["continuous", "as needed", "by plan", "by notice", "by agreement", "at once", "during holidays"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A term without a date: «постоянно», «по мере необходимости», «по отдельному плану»; `text` as written."""

    kind: StandingKind
    text: str

    def __str__(self) -> str:
        """The term as it was written."""
        return self.text

    def data(self) -> Data:
        """The term as plain values for JSON: `Standing("as needed", "по запросу").data()` → `{'as_needed': True}`.

        «постоянно» is `{"span": "continuous"}`.
        """
        return {"span": "continuous"} if self.kind == "continuous" else {self.kind.replace(" ", "_"): True}


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole period of the plan: «в течение всего периода», «весь период реализации»."""

    text: str = ""  # what of: «реализации программы»
    words: str = field(default="в течение всего периода", compare=False)

    def __str__(self) -> str:
        """The term as official papers write it."""
        return f"{self.words} {self.text}".strip()

    def data(self) -> Data:
        """The term as plain values for JSON: `Whole().data()` → `{'span': 'whole plan'}`."""
        return {"span": "whole plan"}


@dataclass(frozen=True, slots=True)
class RelativeYear:
    """A year counted from the beginning: «первый год внедрения целевой модели»; `text`: what begins."""

    number: int
    text: str = ""

    def __str__(self) -> str:
        """The term as official papers write it."""
        return f"{adjective(ORDINALS[self.number], 'nom', 'm')} год {self.text}".strip()

    def data(self) -> Data:
        """The term as plain values for JSON: `RelativeYear(1).data()` → `{'relative_year': 1}`."""
        return {"relative_year": self.number}


@dataclass(frozen=True, slots=True)
class Hold:
    """What is reached is to be kept: «сохранение показателя на уровне не ниже минимального значения»."""

    text: str

    def __str__(self) -> str:
        """The term as it was written."""
        return self.text

    def data(self) -> Data:
        """The term as plain values for JSON: `Hold("не ниже 20 %").data()` → `{'hold': True}`."""
        return {"hold": True}


@dataclass(frozen=True, slots=True)
class Weekly:
    """Days of the week, 0 Monday … 6 Sunday: every one of them, or one of a month or quarter.

    `str(Weekly((4,)))` → «по пятницам», `str(Weekly((4,), -1, "month"))` → «последняя пятница месяца».

    `place`: which one of the month or quarter `of`: 1…5, -1 the last, 0 every one.
    """

    days: tuple[int, ...]  # 0 Monday … 6 Sunday
    place: int = 0
    of: Unit = "week"
    words: str = field(default="", compare=False)  # writing: «в рабочие дни»
    named: bool = field(default=False, compare=False)  # writing: «, пятница», not «по пятницам»

    def __str__(self) -> str:
        """The term as official papers write it."""
        if self.words:
            return self.words
        if not self.place:
            names = [WEEKDAYS[day].split()[6] for day in self.days]
            return "по " + " и ".join(filter(None, (", ".join(names[:-1]), names[-1])))
        day = self.days[0]
        stem = "последн" if self.place == LAST else ORDINALS[self.place]
        gender: Literal["m", "n", "f"] = "f" if day in FEMININE_DAYS else "n" if day == len(WEEKDAYS) - 1 else "m"
        return f"{adjective(stem, 'nom', gender)} {WEEKDAYS[day].split()[0]} {noun(self.of, 'gen')}"

    def data(self) -> Data:
        """The term as plain values for JSON: 1 Monday … 7 Sunday, and which one of a month or quarter if not every one.

        `Weekly((4,), -1, "month").data()` → `{'weekdays': [5], 'place': -1, 'of': 'month'}`.
        """
        days: Data = {"weekdays": [day + 1 for day in self.days]}
        return days | ({"place": self.place, "of": self.of} if self.place else {})


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Words that stay as written: such as were not understood, or a `note` that is no part of the deadline.

    A note stands in brackets («(проект)»), or names what is due («I этап – до 15.11.2025»).
    """

    text: str
    note: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        """The words."""
        return self.text

    def data(self) -> Data:
        """The term as plain values for JSON: `Verbatim("и отчет").data()` → `{'text': 'и отчет'}`."""
        return {"text": self.text}


Term = When | Every | Times | DayOf | Delay | Event | Standing | Whole | RelativeYear | Hold | Weekly | Verbatim
