"""What does a deadline say, as people write it? `parse` reads it into a `Deadline`, `str` prints it again.

`str` gives the canonical text, with ordinary spaces (the typograph ties them) and the first letter as it was written.
Deadlines that mean the same are equal: «в срок до 9 ноября 2020 г.» and «до 09.11.2020».
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from nastav_docs.diagnostics.codes import deadlines as codes
from nastav_docs.russian import calendar as production_calendar
from nastav_docs.russian.dates import Period
from nastav_docs.russian.deadlines import calendar_dates
from nastav_docs.russian.deadlines.calendar_dates import Calendar
from nastav_docs.russian.deadlines.grammar import Step, read_step, read_steps, reader_of
from nastav_docs.russian.deadlines.moments import When
from nastav_docs.russian.deadlines.terms import (
    DayOf,
    Delay,
    Every,
    RelativeYear,
    Standing,
    Term,
    Times,
    Verbatim,
    Weekly,
    Whole,
)

if TYPE_CHECKING:
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.russian.deadlines.token_reader import Note

# Spaces of every kind, but for the line feed → an ordinary one.
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2007\u2009\t\r\v\f", " "))
_MAX_LENGTH = 600  # characters; a longer text is no deadline
_MAX_STARTS = 60  # words of a text at which a deadline is looked for
_ENDLESS = dt.date.max.toordinal()  # stands after every date in order
# Keys of `data` that say how often.
_REGULAR = ("every", "times", "at_least", "at_most")
# With these problems there is no deadline at all.
_FATAL = (codes.IMPOSSIBLE, codes.REVERSED)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline: one or more steps, joined in writing by «, далее – ».

    `str(parse("До 09.11.2020 Далее- по мере необходимости").deadline)` → «До 09.11.2020, далее – по мере
    необходимости».
    """

    steps: tuple[Step, ...]
    capital: bool = field(default=False, compare=False)  # writing: the first letter is a capital one
    said: str = field(default="", compare=False)  # writing: the whole text where words of it were not understood

    def __str__(self) -> str:
        """The deadline as official papers write it."""
        text = self.said or str(self.steps[0])
        for step in self.steps[1:]:
            text += f", далее {'' if ' – ' in step.joints else '– '}{step}"
        return text[:1].upper() + text[1:] if self.capital else text

    def __lt__(self, other: Deadline) -> bool:
        """Whether it stands before another one in order (`sort_key`)."""
        return self.sort_key() < other.sort_key()

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms of all steps."""
        return tuple(term for step in self.steps for term in step.terms)

    @property
    def quarters(self) -> tuple[int, ...]:
        """The quarters of a year that the deadline names or falls into, 1…4, for a table with a column for each.

        `parse("февраль – май").deadline.quarters` → `(1, 2)`.
        """
        found: set[int] = set()
        for term in self.terms:
            found |= calendar_dates.quarters_of(term)
        return tuple(sorted(found))

    def sort_key(self) -> tuple[int, int, int, str]:
        """What deadlines are sorted by: dated ones by their end, then yearless and recurring ones, then the rest."""
        return _sort_key(self.steps)

    def occurrences(
        self,
        period: Period | tuple[dt.date, dt.date],
        calendar: Calendar = production_calendar,
        *,
        signed: dt.date | None = None,
    ) -> tuple[dt.date, ...]:
        """The dates within the period on which it falls due; none for «постоянно», «по мере необходимости», «по плану».

        A moment falls due on its last day, a recurring deadline on the last day of each year, quarter …, the whole
        period on its end. `signed`: the date of the order, from which «со дня подписания приказа» counts. A date is not
        moved from a day off: that is for the reader to decide (`calendar.next_working`).
        """
        return calendar_dates.occurrences(self.steps, Period(*period), calendar, signed)

    def bounds(self) -> tuple[dt.date | None, dt.date | None]:
        """The first and last day that its moments name, None where they name none.

        «до 09.11.2020» only ends, «с 01.12.2020» only begins: `parse("с 01.12.2020").deadline.bounds()[1]` → `None`.
        """
        starts: list[dt.date] = []
        ends: list[dt.date] = []
        for term in self.terms:
            if not isinstance(term, When):
                continue
            spans = [span for moment in term.moments if (span := calendar_dates.span_of(moment)) is not None]
            starts += [span.start for span in spans if term.relation in ("on", "from", "after")]
            if term.relation in ("on", "by", "as of"):
                ends += [calendar_dates.due_day(term, term.moments[-1], span) for span in spans]
        return min(starts, default=None), max(ends, default=None)

    def data(self) -> Any:  # noqa: ANN401  # JSON: a mapping, or a list of mappings
        """The deadline as plain values for JSON: a mapping, or a list of mappings for several steps.

        `parse("до 09.11.2020").deadline.data()` → `{'by': '2020-11-09'}`; the steps after «далее» are `{"then": …}`.
        """
        found = [_step_data(step) for step in self.steps]
        if len(found) == 1:
            return found[0]
        return [found[0], *({"then": _said(step)} for step in found[1:])]


def _sort_key(steps: tuple[Step, ...]) -> tuple[int, int, int, str]:
    """What deadlines are sorted by.

    Dated deadlines come first, by their end; then those without a year, recurring ones, the whole period, the rest.
    Of two that are equal so far the text decides.
    """
    text = " ".join(map(str, steps)).lower()
    if not steps:
        return (9, _ENDLESS, _ENDLESS, text)
    whens = [term for term in steps[0].terms if isinstance(term, When)]
    for when in whens:
        spans = [span for moment in when.moments if (span := calendar_dates.span_of(moment)) is not None]
        if spans:
            return (0, max(span.end for span in spans).toordinal(), min(span.start for span in spans).toordinal(), text)
    first = steps[0].terms[0]
    if isinstance(first, RelativeYear):
        return (1, first.number, 0, text)
    for when in whens:
        span = calendar_dates.span_of(when.moments[-1], 2000)
        if span is not None:
            return (2, span.end.toordinal(), span.start.toordinal(), text)
    ranks = (Delay, Every, Times, Weekly, DayOf, Whole)
    rank = next((place for place, kind in enumerate(ranks) if isinstance(first, kind)), len(ranks))
    return (3 + (rank > 0) + (rank >= len(ranks) - 1) + (rank == len(ranks)), _ENDLESS, rank, text)


def _step_data(step: Step) -> Any:  # noqa: ANN401  # JSON
    """The data of a step: one mapping, or a list of them where it says a thing twice («1 раз в год; 2 раза в год»)."""
    groups: list[dict[str, Any]] = [{}]
    for term in step.terms:
        part = term.data()
        if set(part) & set(groups[-1]) - {"year"}:
            groups.append({})
        groups[-1] |= part
    for group in groups:
        if group.get("year") == "missing" and not group.keys().isdisjoint(_REGULAR):
            del group["year"]
    return groups[0] if len(groups) == 1 else groups


def _said(data: Any) -> Any:  # noqa: ANN401  # JSON
    """The data after «далее»: {"as_needed": True} as «as needed», other data as they are."""
    if isinstance(data, dict) and len(data) == 1:
        (key, value), *_ = data.items()
        if value is True:
            return key.replace("_", " ")
    return data


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was read of a text.

    `deadline`: None where it was not understood. `text`: what to print. `problems`: what is wrong, without a place.
    """

    deadline: Deadline | None
    text: str
    problems: tuple[Diagnostic, ...] = ()


@lru_cache(maxsize=8192)
def parse(text: str, year: int = 0) -> Parsed:
    """Read a deadline; never raises, for any text. `year` is that of the paper (0: not known), for examples in hints.

    The `text` of the result is what to print: the text itself, or the canonical one where something in it was wrong.
    `parse("В течении года").text` → «В течение года». A text that is understood in part gives a deadline whose
    other words are kept as `Verbatim`, and a problem that says so.
    """
    clean = "\n".join(" ".join(line.split()) for line in text.translate(_SPACES).strip().split("\n") if line.strip())
    clean = clean.rstrip(" -–—") or clean
    if not clean:
        return Parsed(None, text)
    if len(clean) > _MAX_LENGTH:
        return Parsed(None, text, (_unread(clean[:80], year),))
    lowered = clean.lower() if clean.isupper() else clean
    reader = reader_of(_unwrapped(lowered))
    steps = read_steps(reader)
    if fatal := _fatal(reader.notes):
        return Parsed(None, text, fatal)
    if steps is None and not clean.strip("-–—_ "):
        return Parsed(None, text)  # a blank or a dash to say there is none
    if steps is None:
        return _partly(clean, text, year)
    deadline = Deadline(steps, capital=clean[:1].isupper())
    problems = _problems(deadline, reader.notes, clean, year)
    if any(isinstance(term, Verbatim) and term.text != "…" and not term.note for term in deadline.terms):
        problems = (_partly_read(clean, deadline), *problems)
    slips = [note for note in reader.notes if note.code is not codes.LONG]
    return Parsed(deadline, str(deadline) if slips else text, problems)


def _unwrapped(text: str) -> str:
    """The text without a pair of brackets around the whole of it."""
    if text[0] == "(" and text[-1] == ")" and text.find(")") == len(text) - 1:
        return text[1:-1].strip()
    return text


def _fatal(notes: list[Note]) -> tuple[Diagnostic, ...]:
    """Why the deadline cannot be (31.02.2020; an end before its beginning), one problem of a kind; none if it can."""
    first = {note.code: note for note in reversed(notes) if note.code in _FATAL}
    return tuple(code.at(None, _told(note), text=note.wrong) for code, note in first.items())


def _told(note: Note) -> str:
    return f"{note.code.title}: «{note.wrong}» ({note.message})"


def _unread(text: str, year: int) -> Diagnostic:
    dated = f"«до 09.11.{year}», «сентябрь {year + 1} г.», " if year else ""
    hint = f"напишите, например: {dated}«ежегодно, до 20 мая», «постоянно»"
    return codes.UNREAD.at(None, f"Срок не понят: «{text}»", hint=hint, text=text)


def _problems(deadline: Deadline, notes: list[Note], text: str, year: int) -> tuple[Diagnostic, ...]:
    right = f"напишите: «{deadline}»"
    problems = [
        note.code.at(None, _told(note), hint="проверьте годы" if note.code is codes.LONG else right, text=note.wrong)
        for note in notes
    ]
    yearless = _yearless(deadline)
    if yearless is not None:
        hint = f"допишите год, например: «{yearless} {year} г.»" if year else f"допишите год: «{yearless} … г.»"
        problems.append(codes.NO_YEAR.at(None, f"В сроке не назван год: «{yearless}»", hint=hint, text=text))
    return tuple(problems)


def _yearless(deadline: Deadline) -> When | None:
    """The first day, month, quarter or half-year whose year nothing tells, None where there is none."""
    for place, step in enumerate(deadline.steps):
        if place or any(isinstance(term, Every | Times | Standing) or _names_year(term) for term in step.terms):
            continue
        for term in step.terms:
            if isinstance(term, When) and term.moments[-1].year is None:
                moment = term.moments[-1]
                named = moment.number and not moment.which and not moment.school
                if named and moment.unit in ("day", "month", "quarter", "half"):
                    return term
    return None


def _names_year(term: Term) -> bool:
    return isinstance(term, When) and term.moments[-1].unit in ("year", "school year") and bool(term.moments[-1].year)


def _partly(clean: str, text: str, year: int) -> Parsed:
    """The first dated or recurring piece of a text that is not understood as a whole."""
    if "_" in clean:  # a blank to be filled in
        return Parsed(None, text, (_unread(clean, year),))
    found = reader_of(clean).tokens
    for start in range(min(len(found), _MAX_STARTS)):
        reader = reader_of(clean)
        reader.at = start
        step = read_step(reader)
        if step is None or not any(isinstance(term, When | Every | Times | DayOf) for term in step.terms):
            continue
        if not _is_certain(step):
            continue
        if fatal := _fatal(reader.notes):
            return Parsed(None, text, fatal)
        before, after = clean[: found[start].start].rstrip(), clean[found[reader.at - 1].end :].lstrip()
        return _with_verbatim((before, after), step, text, clean, reader.notes, year)
    return Parsed(None, text, (_unread(clean, year),))


def _is_certain(step: Step) -> bool:
    """Whether a piece is a deadline whatever stands around it: it has a year, a day, or says how often."""
    for term in step.terms:
        if isinstance(term, Every | Times | DayOf):
            return True
        if isinstance(term, When) and (term.moments[-1].year is not None or term.moments[-1].unit == "day"):
            return True
    return False


def _with_verbatim(around: tuple[str, str], step: Step, text: str, clean: str, notes: list[Note], year: int) -> Parsed:
    """A step that was understood within words that were not: `around` are those before and after it."""
    before, after = around
    terms, joints = list(step.terms), list(step.joints)
    if before:
        terms.insert(0, Verbatim(before))
        joints.insert(0, " ")
    if after:
        terms.append(Verbatim(after))
        joints.append(" ")
    said = clean if not notes else f"{before} {step} {after}".strip()
    said = said.replace(" ,", ",").replace(" .", ".").replace(" ;", ";")
    deadline = Deadline((Step(tuple(terms), tuple(joints)),), clean[:1].isupper(), said)
    problems = (_partly_read(clean, deadline), *_problems(deadline, notes, clean, year))
    return Parsed(deadline, str(deadline) if notes else text, problems)


def _partly_read(text: str, deadline: Deadline) -> Diagnostic:
    """The problem that a text was understood in part: what was, and what to leave of it."""
    known = ", ".join(str(term) for term in deadline.terms if not isinstance(term, Verbatim))
    message = f"Срок понят не полностью: понято «{known}»"
    return codes.PARTLY.at(None, message, hint=f"оставьте в сроке только «{known}»", text=text)


__all__ = ["Calendar", "Deadline", "Parsed", "Period", "parse"]
