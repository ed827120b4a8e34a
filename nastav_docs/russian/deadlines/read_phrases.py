"""Which terms with free words does a deadline have? «до начала реализации программы», «по плану работы школы».

Readers work as `read_moments` says. Free words run up to the next part of the deadline.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from nastav_docs.diagnostics.codes import deadlines as codes
from nastav_docs.russian.deadlines.read_moments import LIMITS, QUOTES, read_moment
from nastav_docs.russian.deadlines.read_terms import note_during, read_preposition, read_unit_name
from nastav_docs.russian.deadlines.terms import (
    EVENT_WORDS,
    Delay,
    Event,
    Hold,
    RelativeYear,
    Standing,
    StandingKind,
    Verbatim,
    Whole,
)
from nastav_docs.russian.deadlines.token_reader import DASHES
from nastav_docs.russian.deadlines.vocabulary import MONTH_FORMS, NOUNS, ORDINALS, VOCABULARY, Unit, ordinal_of

if TYPE_CHECKING:
    from nastav_docs.russian.deadlines.token_reader import TokenReader

# «в трехдневный срок» → how long it is.
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
# The same after a number in digits: «3-дневный».
_DAY_WORDS: dict[str, Unit] = {"дневный": "day", "недельный": "week", "месячный": "month"}
# Words before a length («|» parts alternatives) → how they are printed, «» for «в течение».
_DELAYS = (
    (("в", "течение|течении"), ""),
    (("в", "теч", "."), ""),
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
)
# Beginnings of the papers that a thing is done by, and of the notices.
_PLANS = ("срок", "план", "график", "расписани", "регламент", "положени", "порядк", "программ", "календар", "смет")
_NOTICES = (
    "сообщ",
    "уведомлени",
    "извещени",
    "запрос",
    "требовани",
    "приглашени",
    "распоряжени",
    "указани",
    "приказ",
    "поручени",
    "информаци",
    "заявк",
    "обращени",
)
# Participles of a date that another paper sets.
_SET = "установленный|установленные|определенный|определенные|указанный|указанные"
# The words («|» parts alternatives), what they mean, whether free words may or must follow.
_STANDING: tuple[tuple[tuple[str, ...], StandingKind, Literal["", "may", "must"]], ...] = (
    (("постоянно|непрерывно|регулярно|систематически|круглогодично|бессрочно",), "continuous", ""),
    (("на", "постоянной|регулярной|системной|систематической", "основе"), "continuous", ""),
    (("круглый", "год"), "continuous", ""),
    (("сразу|немедленно|незамедлительно|срочно|безотлагательно",), "at once", ""),
    (("в", "кратчайшие|короткие", "сроки"), "at once", ""),
    (("в", "возможно", "короткие", "сроки"), "at once", ""),
    (("в", "каникулярное|внеурочное", "время"), "during holidays", ""),
    (("по", "мере", "необходимости"), "as needed", ""),
    (("в", "случае", "необходимости"), "as needed", ""),
    (("при|по", "необходимости|потребности"), "as needed", ""),
    (("по", "мере"), "as needed", "must"),
    (("в", "случае"), "as needed", "must"),
    (("по", "факту"), "as needed", "may"),
    (("в", "срок|сроки", ",", _SET), "by plan", "may"),
    (("в", _SET, "срок|сроки"), "by plan", "may"),
    (("в", "рабочем|плановом|установленном", "порядке"), "by plan", "may"),
    (("по", "согласованию"), "by agreement", "may"),
)
_MAX_ADJECTIVES = 4
# What a whole period or a relative year is of.
_PLAN_WORDS = (
    "реализац",
    "действи",
    "внедрени",
    "исполнени",
    "выполнени",
    "проведени",
    "работы",
    "план",
    "программ",
    "проект",
    "эксперимент",
    "апробац",
    "осуществлен",
)
# Prepositions before dates too: an event after them begins with none of the words of a date.
_SHORT_EVENTS = ("до", "к", "при", "не позднее")
_MAX_TAIL = 60
_FIRST_YEAR = 1900  # from here on a number is a year, not a length


def read_tail(r: TokenReader) -> str:
    """The free words up to the next part of the deadline."""
    start = r.at
    depth = 0
    while not r.done() and r.at - start < _MAX_TAIL:
        low = r.low()
        if not depth and (low in (";", "|") or (not r.probing and r.ends(r))):
            break
        depth += (low in ("(", "«")) - (low in (")", "»"))
        if depth < 0:
            break
        r.at += 1
    end = r.at
    if end == len(r.tokens) and end > start + 1 and r.low(-1) == "." and len(r.low(-2)) > len("доп"):
        end -= 1  # the stop of a sentence, not of an abbreviation
    return r.source(start, end)


def read_standing(r: TokenReader) -> Standing | Verbatim | None:
    """A term without a date: «постоянно», «по мере необходимости», «по отдельному плану», «по согласованию с …»."""
    start = r.at
    if r.words("…"):
        return Verbatim("…")
    for words, kind, free in _STANDING:
        if not r.words(*words):
            continue
        if free == "must" and r.kind() != "word":
            r.at = start
            continue
        if free:
            read_tail(r)
        return Standing(kind, _said(r, start))
    found = _read_by_paper(r, start)
    if found is None:
        r.at = start
        if r.words("в", "сроки") and r.kind() == "word" and r.low() not in ("с", "до", "не", "по"):
            return _with_tail(r, "by plan", start)
    return found


def _read_by_paper(r: TokenReader, start: int) -> Standing | None:
    """A term bound to a paper or a notice: «по отдельному плану», «согласно графику», «по доп. сообщению»."""
    instrumental = r.words("в", "соответствии", "с|со")
    if not (instrumental or r.words("по|согласно")):
        return None
    for _ in range(_MAX_ADJECTIVES):
        low = r.low()
        if low == "сообщ":
            r.note(codes.ABBREVIATED, r.at, "слово «сообщение» пишется полностью")
        if low.startswith(_PLANS + _NOTICES):
            r.at += 1
            if low == "сообщ":
                r.stop()
            kind: StandingKind = "by plan" if low.startswith(_PLANS) else "by notice"
            return _with_tail(r, kind, start)
        if low == "доп":
            r.at += 1
            r.stop()
            r.note(codes.ABBREVIATED, r.at - 2, "слово «дополнительный» пишется полностью")
        elif r.kind() == "word" and low not in VOCABULARY and low.endswith(("му", "ым", "им", "ой", "ей", "м")):
            r.at += 1
        else:
            return None
    return None


def _with_tail(r: TokenReader, kind: StandingKind, start: int) -> Standing:
    """The term with the free words that follow."""
    read_tail(r)
    return Standing(kind, _said(r, start))


def _said(r: TokenReader, start: int) -> str:
    """The words read since `start`, the first letter small, abbreviations written in full."""
    end = r.at - (r.low(-1) == "." and len(r.low(-2)) > len("доп") and r.done())
    text = r.source(start, end)
    for short, full in (
        ("сообщ.", "сообщению"),
        ("доп.", "дополнительному "),
        ("течении", "течение"),
        ("теч.", "течение "),
    ):
        text = re.sub(rf"\b{re.escape(short)}", full, text, flags=re.IGNORECASE)
    return " ".join((text[:1].lower() + text[1:]).split())


def read_whole(r: TokenReader) -> Whole | None:
    """The whole period: «в течение всего периода», «весь период реализации», «на время реализации проекта»."""
    start = r.at
    if r.words("в|во", "течение|течении") or r.words("в", "теч", "."):
        note_during(r, start)
    elif not r.words("на", "протяжении"):
        r.words("на|за|в|во")
    whole = r.words("всего|весь|полного|все")
    if not r.words("периода|период|срока|времени|время") and not (whole and r.words("срок")):
        return None
    if r.low().startswith("проведени") and not whole and not r.low(1).startswith(_PLAN_WORDS):
        return None  # «во время проведения недели наставничества» is an event
    if (
        (r.at == start + 1 and not r.low().startswith(_PLAN_WORDS))
        or r.low() in ("с", "со")
        or r.kind() in ("number", "date")
    ):
        return None  # «период» alone; «в период с 1 по 15 ноября»
    if not whole and not r.low().startswith(_PLAN_WORDS):
        return None
    words = _said(r, start)
    return Whole(read_tail(r), words)


def read_relative_year(r: TokenReader) -> RelativeYear | None:
    """A year counted from the beginning: «первый год внедрения целевой модели», «2-й год реализации»."""
    r.words("в|на")
    number = ordinal_of(r.low())
    if r.kind() == "ordinal" or (r.kind() == "number" and r.low(2).startswith(_PLAN_WORDS)):
        number = r.token().value
    if number is None or not 1 <= number < len(ORDINALS) or r.unit(1) != "year":
        return None
    r.at += 2
    if r.low() in ("г", ".") or r.kind() == "number":
        return None
    return RelativeYear(number, read_tail(r))


def read_delay(r: TokenReader) -> Delay | None:
    """A stretch of time after or before an event: «в течение 5 рабочих дней со дня подписания», «в 3-дневный срок»."""
    start = r.at
    words = read_preposition(r, _DELAYS)
    if words is None:
        found = _read_days_in_word(r)
        if found is None and not r.at:
            length = _read_length(r, bare=False)  # «10 рабочих дней»
            if length is not None and length[1]:
                count, days, unit = length
                return Delay(count, unit, days, event=_read_event_text(r))
            return None
        return None if found is None else Delay(*found, event=_read_event_text(r))
    note_during(r, start)
    before = words.endswith("за")
    length = _read_length(r, bare=not words or words.endswith(("за", "через")))
    if length is None:
        return None
    count, days, unit = length
    event = _read_event_text(r) or (_read_day_before(r) if before else "")
    if before and not event.startswith(("до ", "перед ")):
        return None
    before = before or (bool(words) and event.startswith(("до ", "перед ")))  # «не позднее 3 дней до начала»
    return Delay(count, unit, days, "before" if before else "after", event, words)


def _read_day_before(r: TokenReader) -> str:
    """The day that a delay is counted back from: «до 1 сентября» after «за неделю»; «» if none comes."""
    start = r.at
    moment = read_moment(r) if r.words("до") else None
    if moment is None or moment.unit != "day":
        r.at = start
        return ""
    return r.source(start, r.at)


def _read_length(r: TokenReader, *, bare: bool) -> tuple[int, Literal["", "working", "calendar"], Unit] | None:
    """How long: «5 рабочих дней», «10 (десяти) календарных дней», «месяца»; the count, the kind of days, the unit.

    `bare`: the unit alone will do and means one of it.
    """
    count = r.number()
    days: Literal["", "working", "calendar"] = ""
    if r.starts("рабоч", "банковск"):
        days = "working"
    elif r.starts("календарн"):
        days = "calendar"
    if count is None and r.words("полугода|полгода"):
        return 6, "", "month"
    if count is None and (not bare or r.unit() not in ("month", "week", "day", "hour")):
        return None
    word = r.low()
    unit = read_unit_name(r)
    if unit is None or count == 0 or (count or 0) >= _FIRST_YEAR:
        return None
    if unit in LIMITS and word in NOUNS[unit][0].split():
        return None  # «в течение 4 квартала»: the fourth one, not four of them
    return count or 1, days, unit


def _read_days_in_word(r: TokenReader) -> tuple[int, Unit] | None:
    """A length within a word: «в 3-дневный срок», «в двухнедельный срок»; the count and the unit."""
    if not r.words("в"):
        return None
    found = _TERM_IN_WORDS.get(r.low())
    if found is not None:
        r.at += 1
    elif r.kind() == "number":
        count = r.token().value
        r.at += 1
        r.dash()
        unit = _DAY_WORDS.get(r.low())
        if unit is None or not count:
            return None
        found = count, unit
        r.at += 1
    return found if r.words("срок") else None


def _read_event_text(r: TokenReader) -> str:
    """The event that comes next as text, «» if none does."""
    start = r.at
    event = read_event(r, anywhere=True)
    if event is None:
        r.at = start
        return ""
    return str(event)


def read_event(r: TokenReader, *, anywhere: bool = False) -> Event | None:
    """An event whose date is not told: «до начала реализации программы», «по итогам периода».

    `anywhere`: after «5 дней» the event may begin with a word that elsewhere is a date's.
    """
    start = r.at
    for words in EVENT_WORDS:
        r.at = start
        said = words.split() if words != "к" else ["к|ко"]
        jubilee = r.kind(1) == "number" and r.low(2) in DASHES and r.low(3).startswith("лети")  # «к 80-летию Победы»
        if not r.words(*said) or (r.kind() != "word" and r.low() not in QUOTES and not jubilee):
            continue
        named = r.low().startswith("дн") and r.token().text[:1].isupper()  # «ко Дню учителя»
        if not anywhere and words in _SHORT_EVENTS and r.low() in VOCABULARY and not named:
            return None
        if r.is_form(MONTH_FORMS, 1):
            return None  # «до тридцатого августа»: a day, not an event
        preposition = r.low(-1) if words == "к" else words
        text = read_tail(r)
        return Event(preposition, text) if text and "_" not in text else None
    return None


def read_hold(r: TokenReader) -> Hold | None:
    """What is reached is kept: «сохранение показателя на уровне не ниже …», «не ниже минимального значения»."""
    start = r.at
    if r.low() in ("сохранение", "поддержание", "удержание", "сохранять", "поддерживать"):
        return Hold(_first_low(r, start, read_tail(r)))
    if r.words("с", "сохранением") or r.words("не", "ниже") or r.words("не", "менее"):
        r.at = start
        return Hold(_first_low(r, start, read_tail(r)))
    return None


def _first_low(r: TokenReader, start: int, text: str) -> str:
    """The text with its first word in small letters."""
    return r.tokens[start].text.lower() + text[len(r.tokens[start].text) :]
