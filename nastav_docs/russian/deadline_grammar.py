"""The grammar of deadlines: terms, steps and how they are joined."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from nastav_docs.codes import deadlines as codes
from nastav_docs.russian.deadline_reader import DASHES, LIMITS, Reader, share_year
from nastav_docs.russian.deadline_terms import (
    EVENT_WORDS,
    RELATIONS,
    DayOf,
    Delay,
    Event,
    Every,
    Hold,
    Moment,
    RelativeYear,
    Standing,
    StandingKind,
    Term,
    Times,
    Verbatim,
    Weekly,
    When,
    Whole,
)
from nastav_docs.russian.deadline_words import FORMS, LAST, NOUNS, ORDINALS, Unit, ordinal_of

Joint = Literal[", ", "; ", " (", " ", " и ", ": ", " – ", "\n"]


@dataclass(frozen=True, slots=True)
class Step:
    """What is due together: terms and what stands between them in writing."""

    terms: tuple[Term, ...]
    joints: tuple[Joint, ...] = ()

    def __str__(self) -> str:
        text = str(self.terms[0])
        for joint, term in zip(self.joints, self.terms[1:], strict=True):
            text += f"{joint}{term}{')' if joint == ' (' else ''}"
        return text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Step) and self.terms == other.terms

    def __hash__(self) -> int:
        return hash(self.terms)


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
_BY_UNITS: dict[str, Unit] = {
    "кварталам": "quarter",
    "месяцам": "month",
    "полугодиям": "half",
    "четвертям": "term",
    "триместрам": "trimester",
    "годам": "year",
    "неделям": "week",
}
_PREPOSITIONS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("в", "срок|сроки", "не", "позднее|позже"), "в срок не позднее"),
    (("в", "срок|сроки", "до"), "в срок до"),
    (("срок|сроком", "до"), "в срок до"),
    (("не", "позднее|позже", "чем", "до|к"), "не позднее"),
    (("не", "позднее|позже", "до"), "не позднее"),
    (("не", "позднее|позже"), "не позднее"),
    (("не", "ранее|раньше", "чем", "с"), "не ранее"),
    (("не", "ранее|раньше"), "не ранее"),
    (("по", "состоянию", "на"), "по состоянию на"),
    (("в", "срок|сроки", "по"), "в срок по"),
    (("в", "течение|течении", "всего|целого"), "в течение всего"),
    (("в", "течение|течении", "календарного"), "в течение календарного"),
    (("в", "течение|течении"), "в течение"),
    (("в", "теч", "."), "в течение"),
    (("в", "период"), "в период"),
    (("весь",), "весь"),
    (("на", "протяжении"), "на протяжении"),
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
_COUNT_WORDS = {"единожды": 1, "однократно": 1, "дважды": 2, "двукратно": 2, "трижды": 3, "раз": 1}
_TERM_IN_WORDS: dict[str, tuple[int, Unit]] = {
    "однодневный": (1, "day"),
    "двухдневный": (2, "day"),
    "трехдневный": (3, "day"),
    "четырехдневный": (4, "day"),
    "пятидневный": (5, "day"),
    "семидневный": (7, "day"),
    "десятидневный": (10, "day"),
    "недельный": (1, "week"),
    "двухнедельный": (2, "week"),
    "трехнедельный": (3, "week"),
    "месячный": (1, "month"),
    "двухмесячный": (2, "month"),
    "трехмесячный": (3, "month"),
    "полугодовой": (1, "half"),
    "годичный": (1, "year"),
}
_PLANS = ("срокам", "план", "график", "расписани", "регламент", "положени", "порядк", "программ", "календар", "смет")
_NOTICES = ("сообщ", "уведомлени", "извещени", "запрос", "требовани", "приглашени", "распоряжени", "указани", "приказ", "поручени", "информаци", "заявк", "обращени")
_CONTINUOUS = frozenset({"постоянно", "непрерывно", "регулярно", "систематически", "круглогодично", "бессрочно"})
_AT_ONCE = frozenset({"сразу", "немедленно", "незамедлительно", "срочно", "безотлагательно"})
_THEN = (("далее",), ("затем",), ("впоследствии",), ("в", "дальнейшем"), ("в", "последующем"), ("в", "последующие", "годы"), ("потом",))
_MANY_STARS = 4
_PLAN_WORDS = ("реализац", "действи", "внедрени", "исполнени", "выполнени", "проведени", "работы", "план", "программ", "проект",
               "эксперимент", "апробац", "осуществлен")
_MAX_TAIL = 60
_FIRST_YEAR = 1900


class Grammar(Reader):
    """Reads a whole deadline."""

    opened = False  # a bracket before «далее» awaits its pair

    # --- the whole ---------------------------------------------------------------------------------------------------

    def steps(self) -> tuple[Step, ...] | None:
        """All steps, or None if the text is not understood to its end."""
        self._heading()
        self.opened = False
        steps = []
        while (step := self.step()) is not None:
            steps.append(step)
            if not self.then():
                break
        else:
            return None
        if self.opened and not self.words(")"):
            return None
        while self.words(".") or self.words(";") or self.words(","):
            pass
        return tuple(steps) if self.done() else None

    def _heading(self) -> None:
        """«Срок: », «Сроки исполнения – » before the deadline itself."""
        start = self.at
        if not self.words("срок|сроки"):
            return
        self.words("исполнения|выполнения|реализации|проведения|проведение")
        if not (self.words(":") or self.dash()):
            self.at = start

    def then(self) -> bool:
        """«, далее – » and what people write for it."""
        start = self.at
        opened = self.words("(")
        comma = self.words(",|;|и") or opened
        self.words(".")
        named = self.at
        for words in _THEN:
            if self.words(*words):
                break
        else:
            self.at = start
            return False
        hyphen = self.low() == "-"
        self.dash() or self.words(":") or self.words(",")
        if self.done():
            self.at = start
            return False
        if hyphen or not comma or self.tokens[named].text[:1].isupper():
            self.note(codes.COMPOSITE, start, "перед «далее» нужна запятая, после – тире")
        self.opened = self.opened or opened
        return True

    def step(self) -> Step | None:
        """Terms one after another."""
        first = self.term()
        if first is None:
            return None
        terms, joints = [first], list[Joint]()
        while not self.done():
            start, kept = self.at, len(self.notes)
            joint = self._joint()
            following = self.term() if joint is not None else None
            if joint is None or following is None or (joint == " (" and not self.words(")")):
                self.at = start
                del self.notes[kept:]
                break
            joints.append(joint)
            terms.append(following)
        return Step(_one_year(tuple(terms)), tuple(joints))

    def _joint(self) -> Joint | None:
        start = self.at
        low = self.low()
        if any(self._is_then(ahead) for ahead in (0, 1, 2)):
            return None
        if low in DASHES:
            self.at += 1
            if low == "-":
                self.note(codes.HYPHEN, self.at - 1, "между частями срока – дефис")
            return " – "
        marks: dict[str, Joint] = {",": ", ", ";": "; ", ":": ": ", "(": " (", "и": " и ", ".": "; ", "/": "; "}
        if low in marks:
            self.at += 1
            if low == "," and self.words("а", "также"):
                pass
            return marks[low]
        if "\n" in self.text[self.tokens[start - 1].end : self.tokens[start].start]:
            return "\n"
        return " "

    def _is_then(self, ahead: int) -> bool:
        return any(all(self.low(ahead + place) == word for place, word in enumerate(words)) for words in _THEN) and all(
            self.low(before) in (",", ";", ".") for before in range(ahead)
        )

    def term(self) -> Term | None:
        """One term; tried from the most particular."""
        for read in (
            self._standing,
            self._whole,
            self._every,
            self._times,
            self._weekly,
            self._relative_year,
            self._delay,
            self._day_of,
            self._span,
            self._when,
            self._event,
            self._hold,
        ):
            start, kept = self.at, len(self.notes)
            found = read()
            if found is not None:
                return found
            self.at = start
            del self.notes[kept:]
        return None

    def tail(self) -> str:
        """Free words up to the next part of the deadline."""
        start = self.at
        depth = 0
        while not self.done() and self.at - start < _MAX_TAIL:
            low = self.low()
            if not depth and (low in (";", "|") or self._ends_tail()):
                break
            depth += (low in ("(", "«")) - (low in (")", "»"))
            if depth < 0:
                break
            self.at += 1
        end = self.at
        if end == len(self.tokens) and end > start + 1 and self.low(-1) == "." and len(self.low(-2)) > len("доп"):
            end -= 1  # the stop of a sentence, not of an abbreviation
        return self.source(start, end)

    def _ends_tail(self) -> bool:
        if any(self._is_then(ahead) for ahead in (0, 1, 2)):
            return True
        between = self.text[self.tokens[self.at - 1].end : self.tokens[self.at].start] if self.at else ""
        if "\n" in between:
            return True
        if self.low() not in (",", "("):
            return False
        start, kept = self.at, len(self.notes)
        self.at += 1
        found = self.term()
        self.at = start
        del self.notes[kept:]
        return found is not None and not isinstance(found, Event)

    # --- terms -------------------------------------------------------------------------------------------------------

    def _standing(self) -> Standing | Verbatim | None:
        start = self.at
        if self.words("…"):
            return Verbatim("…")
        if self.kind() != "word":
            return None
        if self.low() in _CONTINUOUS | _AT_ONCE:
            word = self.low()
            self.at += 1
            return Standing("continuous" if word in _CONTINUOUS else "at once", word)
        if self.words("на", "постоянной|регулярной|системной|систематической", "основе"):
            return Standing("continuous", self._said(start))
        if self.words("круглый", "год"):
            return Standing("continuous", "круглый год")
        if self.words("в", "каникулярное|внеурочное", "время"):
            return Standing("during holidays", self._said(start))
        if self.words("по", "факту"):
            return self._with_tail("as needed", start)
        if self.words("в", "срок|сроки", ",", "установленный|установленные|определенный|определенные|указанный|указанные"):
            return self._with_tail("by plan", start)
        if self.words("в", "установленный|установленные|указанный|указанные", "срок|сроки"):
            return self._with_tail("by plan", start)
        if self.words("в", "рабочем|плановом|установленном", "порядке"):
            return self._with_tail("by plan", start)
        if self.words("в", "кратчайшие|возможно|короткие", "сроки|короткие"):
            self.words("сроки")
            return Standing("at once", self._said(start))
        if self.words("по", "мере") or self.words("в", "случае"):
            if self.words("необходимости"):
                return Standing("as needed", self._said(start))
            return self._with_tail("as needed", start) if self.kind() == "word" else None
        if self.words("при|по", "необходимости|потребности"):
            return Standing("as needed", self._said(start))
        if self.words("по", "согласованию"):
            return self._with_tail("by agreement", start)
        found = self._by_paper(start)
        if found is None:
            self.at = start
            if self.words("в", "сроки") and self.kind() == "word" and self.low() not in ("с", "до", "не", "по"):
                return self._with_tail("by plan", start)
        return found

    def _by_paper(self, start: int) -> Standing | None:
        """«по отдельному плану», «согласно графику», «в соответствии с планом работы», «по доп. сообщению»."""
        instrumental = self.words("в", "соответствии", "с|со")
        if not (instrumental or self.words("по|согласно")):
            return None
        for _ in range(_MANY_STARS):
            low = self.low()
            if low == "сообщ":
                self.note(codes.ABBREVIATED, self.at, "слово «сообщение» пишется полностью")
            if low.startswith(_PLANS + _NOTICES):
                self.at += 1
                self.stop() if low == "сообщ" else None
                kind: StandingKind = "by plan" if low.startswith(_PLANS) else "by notice"
                return self._with_tail(kind, start)
            if low == "доп":
                self.at += 1
                self.stop()
                self.note(codes.ABBREVIATED, self.at - 2, "слово «дополнительный» пишется полностью")
            elif self.kind() == "word" and low not in FORMS and low.endswith(("му", "ым", "им", "ой", "ей", "м")):
                self.at += 1
            else:
                return None
        return None

    def _with_tail(self, kind: StandingKind, start: int) -> Standing:
        self.tail()
        return Standing(kind, self._said(start))

    def _said(self, start: int) -> str:
        """The words read since `start`, the first letter small, abbreviations written in full."""
        end = self.at - (self.low(-1) == "." and len(self.low(-2)) > len("доп") and self.done())
        text = self.source(start, end)
        for short, full in (("сообщ.", "сообщению"), ("доп.", "дополнительному "), ("течении", "течение")):
            text = re.sub(rf"\b{re.escape(short)}", full, text, flags=re.IGNORECASE)
        return " ".join((text[:1].lower() + text[1:]).split())

    def _whole(self) -> Whole | None:
        start = self.at
        if self.words("в|во", "течение|течении"):
            if self.low(-1) == "течении":
                self.note(codes.V_TECHENIE, start, "предлог пишется «в течение»")
        elif not self.words("на", "протяжении"):
            self.words("на|за|в|во|весь")
        self.words("время") if self.low(-1) == "на" and self.low(1).startswith(_PLAN_WORDS) else None
        whole = self.words("всего|весь|полного|все") or self.low(start - self.at) == "весь"
        timed = self.low(-1) == "время" and self.low(-2) == "на"
        if not (timed or self.words("периода|период") or self.words("срока|срок") or (whole and self.words("времени|время"))):
            return None
        if self.at == start + 1 or (self.low(-1) == "срок" and not whole):
            return None
        words = self._said(start)
        if self.low() in ("с", "со") or self.kind() in ("number", "date"):
            return None  # «в период с 1 по 15 ноября»
        if not whole and not self.low().startswith(_PLAN_WORDS):
            return None
        return Whole(self.tail(), words)

    def _every(self) -> Every | None:
        low = self.low()
        if low in _EVERY:
            self.at += 1
            words = low if low in ("поквартально", "помесячно") else ""
            return Every(_EVERY[low], words=words)
        if low == "по" and self.low(1) in _BY_UNITS:
            self.at += 2
            return Every(_BY_UNITS[self.low(-1)], words=f"по {self.low(-1)}")
        if not low.startswith("кажд"):
            return None
        self.at += 1
        count = self.number() or 1
        if self.low().startswith("учебн") and self.form("year", 1):
            self.at += 2
            return Every("school year", count)
        unit = self._unit_name()
        if unit is None or (count == 1 and self.kind() == "word" and self.form("month name")):
            return None
        return Every(unit, count, "каждый год" if unit == "year" and count == 1 else "")

    def _unit_name(self) -> Unit | None:
        name = FORMS.get(self.low(), ("", 0))[0]
        units: tuple[Unit, ...] = ("hour", "day", "week", "decade", "month", "quarter", "half", "year", "term", "trimester", "semester")
        for unit in units:
            if name == unit and self.low() not in ("г", "гг"):
                self.at += 1
                self.stop() if len(self.low(-1)) <= len("полуг") and self.low() == "." and self.low(-1) in ("кв", "мес", "нед", "дн", "ч", "полуг") else None
                return unit
        return None

    def _times(self) -> Times | None:
        bound: Literal["", "at least", "at most"] = ""
        if self.words("не", "реже|менее|меньше"):
            bound = "at least"
        elif self.words("минимум") or self.words("как", "минимум") or self.words("хотя", "бы"):
            bound = "at least"
        elif self.words("не", "чаще|более|больше") or self.words("максимум"):
            bound = "at most"
        self.words("чем") or self.words("по")
        count = self._count()
        if count is None:
            return None
        if not (self.words("в|за") or self.words("в", "течение") or self.words("на", "протяжении")):
            return None
        self.words("течение")
        per = self.number() or 1
        unit: Unit | None
        if self.low().startswith("учебн") and self.form("year", 1):
            self.at += 2
            unit = "school year"
        else:
            unit = self._unit_name()
        return None if unit is None or not count else Times(count, unit, per, bound)

    def _count(self) -> int | None:
        if self.low() in _COUNT_WORDS:
            self.at += 1
            return _COUNT_WORDS[self.low(-1)]
        count = self.number()
        return count if count is not None and self.words("раз|раза|разу") else None

    def _weekly(self) -> Weekly | Every | None:
        start = self.at
        if self.words("по|каждый|каждую|каждое|каждые|в|во"):
            plain = self.low(-1) in ("в", "во")
            days: list[int] = []
            while self.form("weekday"):
                days.append(FORMS[self.low()][1])
                self.at += 1
                if not (self.low() in (",", "и") and self.form("weekday", 1)):
                    break
                self.at += 1
            return Weekly(tuple(dict.fromkeys(days))) if days and not plain else None
        self.at = start
        place = self.place()
        if place is None or not self.form("weekday") or place >= len(ORDINALS):
            return None
        day = FORMS[self.low()][1]
        self.at += 1
        self.words("каждого")
        unit = self._unit_name() or "month"
        return Weekly((day,), place, unit) if unit in ("month", "quarter") and place else None

    def _relative_year(self) -> RelativeYear | None:
        self.words("в|на")
        number = ordinal_of(self.low())
        if number is None and self.kind() == "ordinal":
            number = self.token().value
        if number is None or not 1 <= number < len(ORDINALS) or not self.form("year", 1):
            return None
        self.at += 2
        if self.low() in ("г", ".") or self.kind() == "number":
            return None
        return RelativeYear(number, self.tail())

    def _delay(self) -> Delay | None:
        start = self.at
        words = ""
        side: Literal["after", "before"] = "after"
        for pattern, name in (
            (("в", "течение|течении"), ""),
            (("не", "позднее|позже", ",", "чем", "за"), "не позднее чем за"),
            (("не", "позднее|позже", "чем", "за"), "не позднее чем за"),
            (("не", "позднее|позже", "за"), "не позднее чем за"),
            (("не", "менее|меньше", "чем", "за"), "не менее чем за"),
            (("не", "позднее|позже", "чем", "через"), "не позднее чем через"),
            (("не", "позднее|позже", "чем", "в", "течение"), ""),
            (("не", "позднее|позже", "через"), "не позднее чем через"),
            (("не", "позднее|позже"), "не позднее"),
            (("через|спустя",), "через"),
            (("за",), "за"),
            (("в", "срок", "не", "более"), ""),
        ):
            if self.words(*pattern):
                words = name
                break
        else:
            found = self._term_in_words()
            if found is None:
                return None
            return Delay(*found, event=self._event_text())
        if self.low(start + 1 - self.at) == "течении":
            self.note(codes.V_TECHENIE, start, "предлог пишется «в течение»")
        side = "before" if words.endswith("за") else "after"
        length = self._length(bare=not words or words.endswith(("за", "через")))
        if length is None:
            return None
        count, days, unit = length
        event = self._event_text()
        if side == "before" and not event.startswith(("до ", "перед ")):
            return None
        return Delay(count, unit, days, side, event, words)

    def _length(self, *, bare: bool) -> tuple[int, Literal["", "working", "calendar"], Unit] | None:
        """«5 рабочих дней», «10 (десяти) календарных дней», «месяца»."""
        count = self.number()
        days: Literal["", "working", "calendar"] = ""
        if self.low().startswith("рабоч"):
            days = "working"
            self.at += 1
        elif self.low().startswith(("календарн", "банковск")):
            days = "calendar" if self.low().startswith("к") else "working"
            self.at += 1
        if count is None and self.words("полугода|полгода"):
            return 6, "", "month"
        if count is None and (not bare or FORMS.get(self.low(), ("", 0))[0] not in ("month", "week", "day", "hour")):
            return None
        word = self.low()
        unit = self._unit_name()
        if unit is None or count == 0 or (count or 0) >= _FIRST_YEAR:
            return None
        if unit in LIMITS and word in NOUNS[unit][0].split():
            return None  # «в течение 4 квартала»: the fourth one, not four of them
        return count or 1, days, unit

    def _term_in_words(self) -> tuple[int, Unit, Literal["", "working"]] | None:
        """«в 3-дневный срок», «в двухнедельный срок»."""
        if not self.words("в"):
            return None
        found: tuple[int, Unit] | None = _TERM_IN_WORDS.get(self.low())
        if found is not None:
            self.at += 1
        elif self.kind() == "number" and (self.low(1) in DASHES or True):
            count = self.token().value
            ahead = 2 if self.low(1) in DASHES else 1
            unit: Unit | None = {"дневный": "day", "недельный": "week", "месячный": "month"}.get(self.low(ahead))  # type: ignore[assignment]
            if unit is None:
                return None
            found = count, unit
            self.at += ahead + 1
        else:
            return None
        return (*found, "") if self.words("срок") else None

    def _event_text(self) -> str:
        start = self.at
        event = self._event(anywhere=True)
        if event is None:
            self.at = start
            return ""
        return str(event)

    def _day_of(self) -> DayOf | None:
        words = ""
        for pattern, name in (
            (("в", "срок", "до"), "в срок до"),
            (("не", "позднее|позже"), "не позднее"),
            (("до",), "до"),
            (("к",), "к"),
        ):
            if self.words(*pattern):
                words = name
                break
        if self.words("последнего|последнее|последнему", "числа|число|числу"):
            self.words("месяца")
            return DayOf(LAST, self._month_of(), words)
        if self.kind() not in ("number", "ordinal"):
            return None
        day = self.token().value
        self.at += 1
        if not self.words("числа|число|числу|чисел") or not 1 <= day <= 31:  # noqa: PLR2004  # days of a month
            return None
        return DayOf(day, self._month_of(), words)

    def _month_of(self) -> str:
        """Which month «до 5-го числа …» speaks of."""
        start = self.at
        if self.words("каждого|всякого", "месяца"):
            return "month"
        if self.words("ежемесячно"):
            return "month"
        for word, kind in (("текущего", "current"), ("следующего", "next"), ("отчетного", "reporting"), ("данного", "current")):
            if self.words(word, "месяца"):
                return kind
        if self.words("месяца"):
            self.words(",")
            if self.words("следующего", "за", "отчетным") or self.words("следующего", "после", "отчетного"):
                return self._reported()
            if self.words("следующего", "за"):
                return self._reported()
        elif self.low() in ("первого", "последнего") and self.low(1) == "месяца":
            kind = "first" if self.low() == "первого" else "last"
            self.at += 2
            unit = self._unit_name()
            if unit in ("quarter", "half", "year", "term"):
                return f"{kind} {unit}"
        elif self.words("следующего", "за", "отчетным"):
            reported = self._reported()
            self.words("месяца")
            return reported
        self.at = start
        return ""

    def _reported(self) -> str:
        if self.words("периодом|периода"):
            return "after period"
        unit = self._unit_name()
        return f"after {unit}" if unit else "after"

    def _span(self) -> When | None:
        """«с 1 по 15 ноября 2020 г.», «в период с … до …»."""
        start = self.at
        self.words("в", "период") or self.words("в", "срок|сроки")
        if not self.words("с|со|от"):
            return None
        first = self._day_number() or self.moment()
        if first is None or not self.words("по|до"):
            return None
        last = self.moment()
        if last is None or last.unit != first.unit:
            return None
        if first.unit == "day" and first.month == 0:
            first = replace(last, number=first.number)
        first, last = self.in_time(start, share_year(first, last), last)
        self._checked(start, first) if first.unit == "day" else None
        return When("on", (first, last), "range", "с", self._inclusive())

    def _day_number(self) -> Moment | None:
        """The bare «1» of «с 1 по 15 ноября», its month to come."""
        if self.kind() in ("number", "ordinal") and self.low(1) in ("по", "до") and self.token().value <= 31:  # noqa: PLR2004
            self.at += 1
            return Moment("day", None, self.tokens[self.at - 1].value, 0)
        return None

    def _inclusive(self) -> bool:
        return self.words("включительно") or self.words(",", "включительно") or self.words("(", "включительно", ")")

    def _when(self) -> When | None:
        start = self.at
        words = ""
        for pattern, name in _PREPOSITIONS:
            if self.words(*pattern):
                words = name
                break
        if words == "в течение" and self.low(-1) == "течении":
            self.note(codes.V_TECHENIE, start, "предлог пишется «в течение»")
        found = self.moments()
        if found is None:
            return None
        moments, shape = found
        unit = moments[0].unit
        if not words and unit in ("year", "month", "week", *LIMITS) and not self._stands_alone(moments[0]):
            return None
        if moments[0].time and not words:
            words = "до"
        if words in ("в", "в течение", "на протяжении", "в период") and unit == "day" and shape == "one":
            return None
        coupled = shape == "list" and " и " in self.source(start, self.at)
        return When(RELATIONS[words], moments, shape, words, self._inclusive(), coupled)

    @staticmethod
    def _stands_alone(moment: Moment) -> bool:
        """«год», «квартал» with nothing beside them are no deadline."""
        return bool(moment.year or moment.number or moment.which or moment.edge)

    def _event(self, *, anywhere: bool = False) -> Event | None:
        for words in EVENT_WORDS:
            if self.words(*words.split()):
                break
        else:
            return None
        if self.kind() != "word" and self.low() not in QUOTES_OPEN:
            return None
        if not anywhere and words in ("до", "к", "при", "не позднее") and self.low() in FORMS:
            return None
        if FORMS.get(self.low(1), ("", 0))[0] == "month name":
            return None  # «до тридцатого августа»: a day, not an event
        text = self.tail()
        return Event(words, text) if text and "_" not in text else None

    def _hold(self) -> Hold | None:
        start = self.at
        if self.low() in ("сохранение", "поддержание", "удержание", "сохранять", "поддерживать"):
            return Hold(self._first_low(start, self.tail()))
        if self.words("с", "сохранением") or self.words("не", "ниже") or self.words("не", "менее"):
            self.at = start
            return Hold(self._first_low(start, self.tail()))
        return None

    def _first_low(self, start: int, text: str) -> str:
        return self.tokens[start].text.lower() + text[len(self.tokens[start].text) :]


QUOTES_OPEN = frozenset("«„\"")


def _one_year(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """«до 1 октября, до 1 декабря 2021 г.»: the year named once is that of both."""
    last = next((t for t in reversed(terms) if isinstance(t, When)), None)
    if last is None or last.moments[-1].year is None or last.moments[-1].unit in ("year", "school year"):
        return terms
    return tuple(
        replace(term, moments=tuple(share_year(moment, last.moments[-1]) for moment in term.moments))
        if isinstance(term, When) and term.relation == last.relation and term.moments[0].unit == last.moments[0].unit
        else term
        for term in terms
    )
