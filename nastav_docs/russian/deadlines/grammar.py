"""How are the terms of a deadline put together? Terms make a step, steps are joined by «далее».

«до 09.11.2020, далее – ежегодно, до 20 мая» has two steps; the second has two terms, joined by a comma.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from nastav_docs.diagnostics.codes import deadlines as codes
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
from nastav_docs.russian.deadlines.terms import Event, Term, Verbatim
from nastav_docs.russian.deadlines.token_reader import DASHES, TokenReader
from nastav_docs.russian.deadlines.vocabulary import tokens

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
        for joint, term in zip(self.joints, self.terms[1:], strict=True):
            text += f"{joint}{term}{')' if joint == ' (' else ''}"
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
    if not r.words("срок|сроки"):
        return
    r.words("исполнения|выполнения|реализации|проведения|проведение")
    if not (r.words(":") or r.dash()):
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
    first = _read_term(r)
    if first is None:
        return None
    terms, joints = [first], list[Joint]()
    while not r.done():
        start, kept = r.at, len(r.notes)
        joint = _read_joint(r)
        following = _read_term(r) if joint is not None else None
        if joint == " (" and (following is None or not r.words(")")):
            r.back(start + 1, kept)
            following = _read_remark(r)
        if joint is None or following is None:
            r.back(start, kept)
            break
        joints.append(joint)
        terms.append(following)
    return Step(_one_year(tuple(terms)), tuple(joints))


def _read_remark(r: TokenReader) -> Verbatim | None:
    """Any words up to the closing bracket; None where there are too many of them."""
    start = r.at
    if _is_then(r, 0):
        return None
    while not r.done() and r.at - start < _MAX_REMARK and r.low() not in ("(", ")"):
        r.at += 1
    text = r.source(start, r.at)
    return Verbatim(text) if text and r.words(")") else None


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
    if r.low() not in (",", "("):
        return False
    start, kept = r.at, len(r.notes)
    r.at += 1
    r.probing = True
    found = _read_term(r)
    r.probing = False
    r.back(start, kept)
    return found is not None and not isinstance(found, Event)


def _one_year(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The terms with a year that is named once given to all of one kind: «до 1 октября, до 1 декабря 2021 г.»."""
    last = next((t for t in reversed(terms) if isinstance(t, When)), None)
    if last is None or last.moments[-1].year is None or last.moments[-1].unit in ("year", "school year"):
        return terms
    return tuple(
        replace(term, moments=tuple(share_year(moment, last.moments[-1]) for moment in term.moments))
        if isinstance(term, When) and term.relation == last.relation and term.moments[0].unit == last.moments[0].unit
        else term
        for term in terms
    )
