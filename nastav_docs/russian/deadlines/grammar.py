"""How are the terms of a deadline put together? Terms make a step, steps are joined by «далее».

«до 09.11.2020, далее – ежегодно, до 20 мая» has two steps; the second has two terms, joined by a comma.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from nastav_docs.diagnostics.codes import deadlines as codes
from nastav_docs.russian.dates import make_date
from nastav_docs.russian.deadlines.moments import When
from nastav_docs.russian.deadlines.read_moments import share_year
from nastav_docs.russian.deadlines.read_phrases import (
    read_delay,
    read_event,
    read_hold,
    read_relative_year,
    read_standing,
    read_whole,
)
from nastav_docs.russian.deadlines.read_terms import (
    read_day_of,
    read_every,
    read_span,
    read_times,
    read_weekly,
    read_when,
)
from nastav_docs.russian.deadlines.terms import DayOf, Event, Term, Verbatim, Weekly
from nastav_docs.russian.deadlines.token_reader import DASHES, TokenReader
from nastav_docs.russian.deadlines.vocabulary import WEEKDAYS, tokens

# What stands between two terms in writing.
Joint = Literal[", ", "; ", " (", " ", " и ", ": ", " – ", "\n", ", но ", ", а также "]


@dataclass(frozen=True, slots=True)
class Step:
    """What is due together: its terms, and what stands between them in writing («joints», one fewer than terms)."""

    terms: tuple[Term, ...]
    joints: tuple[Joint, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        """The step as official papers write it."""
        text = str(self.terms[0])
        for before, joint, term in zip(self.terms, self.joints, self.terms[1:], strict=False):
            following = str(term)
            if isinstance(before, DayOf) and not before.of and joint == " " and isinstance(term, When):
                following = term.named("gen")  # «последний день августа»
            text += f"{joint}{following}{')' if joint == ' (' else ''}"
        return text


# What people write for «далее».
_THEN = (
    ("далее",),
    ("затем",),
    ("впоследствии",),
    ("в", "дальнейшем"),
    ("в", "последующем"),
    ("в", "последующие", "годы"),
    ("потом",),
)
_MAX_REMARK = 12  # words in brackets
_MAX_LABEL = 4  # words before «– до 15.11.2025»
# Beginnings of words that name a stage of the work or what is due at its end.
_STAGES = (
    "этап", "проект", "вариант", "тур", "редакци", "част", "срез", "смен", "поток", "модул", "итог", "отч",
    "промежуточн", "заключительн", "начальн", "первичн", "окончательн", "подготовк", "план",
)  # fmt: skip
_DASH: Joint = " – "
# What stands after such words → how it is kept.
_LABEL_MARKS: dict[str, Joint] = {":": ": ", "(": " (", **dict.fromkeys(DASHES, _DASH)}
# Words that make a date less certain and are kept as they are.
_HEDGES = "ориентировочно|примерно|предварительно|предположительно|приблизительно"


def reader_of(text: str) -> TokenReader:
    """A reader that stands at the beginning of a text."""
    return TokenReader(text, tokens(text), _ends_tail)


def read_steps(r: TokenReader) -> tuple[Step, ...] | None:
    """All steps of a deadline; None if the text is not understood to its end."""
    _read_heading(r)
    r.opened = False
    steps = []
    while (step := read_step(r)) is not None:
        steps.append(step)
        if not _read_then(r):
            break
    else:
        return None
    if r.opened and not r.words(")"):
        return None
    while r.words(".|;|,"):
        pass
    return tuple(steps) if r.done() else None


def _read_heading(r: TokenReader) -> None:
    """Move past «Срок: », «Сроки исполнения – » before the deadline itself."""
    start = r.at
    if not r.words("срок|сроки|период"):
        return
    named = r.low(-1) == "период"
    r.words("исполнения|выполнения|реализации|проведения|проведение")
    if not (r.words(":") or (not named and r.dash())):
        r.at = start


def _read_then(r: TokenReader) -> bool:
    """Move past «, далее – » and what people write for it; whether it stood there."""
    start = r.at
    opened = r.words("(")
    comma = r.words(",|;|и") or opened
    r.words(".")
    named = r.at
    for words in _THEN:
        if r.words(*words):
            break
    else:
        r.at = start
        return False
    hyphen = r.low() == "-"
    if not r.dash():
        r.words(":|,")
    if r.done():
        r.at = start
        return False
    if hyphen or not comma or r.tokens[named].text[:1].isupper():
        r.note(codes.COMPOSITE, start, "перед «далее» нужна запятая, после – тире")
    r.opened = r.opened or opened
    return True


def read_step(r: TokenReader) -> Step | None:
    """Terms that stand one after another; None where none comes next."""
    terms, joints = list[Term](), list[Joint]()
    _read_labelled(r, terms, joints, first=True)
    if not terms:
        return None
    while not r.done():
        start, kept = r.at, len(r.notes)
        joint = _read_joint(r)
        if joint in (", ", "; ", "\n") and _read_labelled(r, terms, joints, joint):
            continue
        following = _read_term(r) if joint is not None else None
        if joint == " (" and (following is None or not r.words(")")):
            r.back(start + 1, kept)
            following = _read_remark(r)
        if joint is None or following is None:
            r.back(start, kept)
            break
        joints.append(joint)
        terms.append(following)
    _check_weekday(r, terms)
    return Step(_one_year(tuple(terms)), tuple(joints))


def _read_labelled(
    r: TokenReader, terms: list[Term], joints: list[Joint], joint: Joint = ", ", *, first: bool = False
) -> bool:
    """A term with the words before it that say what is due then: «I этап – до 15.11.2025», «проект (до 1 марта)».

    What was read is added to the terms and joints, `joint` before it. Words that name no stage of the work count only
    after such as do: «школьный этап – до 1 ноября; муниципальный – до 25 декабря». `first`: a term without such
    words is read too.
    """
    start, kept = r.at, len(r.notes)
    if first:
        hedged = r.at - 1 if r.words(_HEDGES) else None
        term = _read_term(r)
        if term is not None:
            terms += [term] if hedged is None else [Verbatim(r.tokens[hedged].text, note=True), term]
            joints += [] if hedged is None else [" "]
            return True
        r.back(start, kept)
    label = _read_label(r, any_words=any(isinstance(term, Verbatim) and term.note for term in terms))
    mark = None if label is None else _LABEL_MARKS.get(r.low())
    if label is None or mark is None:
        r.back(start, kept)
        return False
    r.at += 1
    term = _read_term(r)
    if term is None or isinstance(term, Event | Verbatim) or (mark == " (" and not r.words(")")):
        r.back(start, kept)
        return False
    joints += [] if first else [joint]
    terms += [Verbatim(label, note=True), term]
    joints.append(mark)
    return True


def _read_label(r: TokenReader, *, any_words: bool) -> str | None:
    """A few words before a dash, a colon or a bracket; without `any_words` one of them must name a stage."""
    start = r.at
    names_stage = any_words
    while r.at - start < _MAX_LABEL and (
        r.kind() in ("word", "roman") or (r.kind() in ("number", "ordinal") and r.at == start)
    ):
        names_stage = names_stage or r.low().startswith(_STAGES)
        r.at += 1
    return r.source(start, r.at) if r.at > start and names_stage else None


def _check_weekday(r: TokenReader, terms: list[Term]) -> None:
    """Note a day of the week in brackets or after a comma that the day named before it is not."""
    for when, weekly in pairwise(terms):
        if not isinstance(when, When) or not isinstance(weekly, Weekly) or when.shape != "one" or weekly.place:
            continue
        moment = when.moments[0]
        if moment.unit != "day" or moment.year is None or len(weekly.days) != 1 or not weekly.named:
            continue
        day = make_date(moment.year, moment.month, moment.number)
        if isinstance(day, dt.date) and day.weekday() != weekly.days[0]:
            r.note(codes.IMPOSSIBLE, 0, f"этот день – {WEEKDAYS[day.weekday()].split()[0]}")


def _read_remark(r: TokenReader) -> Verbatim | None:
    """Any words up to the closing bracket; None where there are too many of them. With a number in it it is no note."""
    start = r.at
    if _is_then(r, 0):
        return None
    digits = False
    while not r.done() and r.at - start < _MAX_REMARK and r.low() not in ("(", ")"):
        digits = digits or r.kind() not in ("word", "mark")
        r.at += 1
    text = r.source(start, r.at)
    return Verbatim(text, note=not digits) if text and r.words(")") else None


def _read_joint(r: TokenReader) -> Joint | None:
    """What joins the next term to the one before; None where «далее» follows."""
    start = r.at
    low = r.low()
    if any(_is_then(r, ahead) for ahead in (0, 1, 2)):
        return None
    if low in DASHES:
        r.at += 1
        if low == "-":
            r.note(codes.HYPHEN, r.at - 1, "между частями срока – дефис")
        return " – "
    marks: dict[str, Joint] = {",": ", ", ";": "; ", ":": ": ", "(": " (", "и": " и ", ".": "; ", "/": "; "}
    if low in marks:
        r.at += 1
        if low == ",":
            return ", но " if r.words("но") else ", а также " if r.words("а", "также") else ", "
        return marks[low]
    if "\n" in r.text[r.tokens[start - 1].end : r.tokens[start].start]:
        return "\n"
    return " "


def _is_then(r: TokenReader, ahead: int) -> bool:
    """Whether «далее» or the like comes after `ahead` marks."""
    return any(all(r.low(ahead + place) == word for place, word in enumerate(words)) for words in _THEN) and all(
        r.low(before) in (",", ";", ".") for before in range(ahead)
    )


def _read_term(r: TokenReader) -> Term | None:
    """One term, the most particular kinds tried first; None where no kind fits."""
    for read in (
        read_standing,
        read_whole,
        read_every,
        read_times,
        read_weekly,
        read_relative_year,
        read_delay,
        read_day_of,
        read_span,
        read_when,
        read_event,
        read_hold,
    ):
        start, kept = r.at, len(r.notes)
        found = read(r)
        if found is not None:
            return found
        r.back(start, kept)
    return None


def _ends_tail(r: TokenReader) -> bool:
    """Whether free words («со дня подписания приказа …») end here, because another part of the deadline begins."""
    if any(_is_then(r, ahead) for ahead in (0, 1, 2)):
        return True
    between = r.text[r.tokens[r.at - 1].end : r.tokens[r.at].start] if r.at else ""
    if "\n" in between:
        return True
    if r.low() in ("до", "не", "к"):
        return _dated_next(r)
    if r.low() not in (",", "("):
        return False
    start, kept = r.at, len(r.notes)
    r.at += 1
    r.words("но")
    r.probing = True
    found = _read_term(r)
    r.probing = False
    r.back(start, kept)
    return found is not None and not isinstance(found, Event)


def _dated_next(r: TokenReader) -> bool:
    """Whether a day comes next by which a thing is due: «по графику до 01.12.2025»."""
    start, kept = r.at, len(r.notes)
    found = read_when(r)
    r.back(start, kept)
    return found is not None and found.relation == "by" and found.moments[-1].unit == "day"


def _one_year(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The terms with a year that is named once given to all of one kind: «до 1 октября, до 1 декабря 2021 г.»."""
    last = next((t for t in reversed(terms) if isinstance(t, When)), None)
    if last is None or last.moments[-1].year is None or last.moments[-1].unit in ("year", "school year"):
        return terms
    return tuple(
        replace(term, moments=tuple(share_year(moment, last.moments[-1]) for moment in term.moments))
        if isinstance(term, When)
        and (term.relation == last.relation or (term.relation in ("from", "after") and last.relation == "by"))
        and term.moments[0].unit == last.moments[0].unit
        else term
        for term in terms
    )
