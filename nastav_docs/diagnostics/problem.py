"""A problem is a value: what is wrong, where, how sure we are, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class Severity(StrEnum):
    """How much a problem weighs; an error stops the writing of documents."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def russian(self) -> str:
        """The word that a user reads: «ошибка», «предупреждение», «замечание»."""
        return {"error": "ошибка", "warning": "предупреждение", "note": "замечание"}[self.value]


class Confidence(StrEnum):
    """How sure a rule is of its finding; only what is CERTAIN is written into a copy of the paper."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in the user's files.

    `line`, `column`, `end_column` count from 1 (0: not known; `end_column` is the column after the last one).
    `words` says the place in words where lines mean nothing: «таблица 1, строка 4, столбец «Срок»».
    `heading` is set in a registry of schools only: the heading of the cell's column, «» for a whole row. Problems of
    one column are told together, whatever the row.
    """

    file: str
    line: int = 0
    column: int = 0
    end_column: int = 0
    words: str = ""
    heading: str | None = None

    def __str__(self) -> str:
        """`file:line:column`, or `file, words`; `schools[17].director` of values that a script gives."""
        if self.words:
            return f"{self.file}{'' if self.words.startswith('[') else ', '}{self.words}"
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])

    def crosses(self, other: Place) -> bool:
        """Whether two places of one line have a character in common."""
        return self.column < other.end_column and other.column < self.end_column

    def is_wider_than(self, other: Place) -> bool:
        """Whether a place of the same line begins no later, ends no sooner and is longer."""
        around = self.column <= other.column and other.end_column <= self.end_column
        return around and (self.column, self.end_column) != (other.column, other.end_column)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: a stable code, its place, a message in Russian and a hint with what to write instead.

    `replacement` are the words to write instead of `text`, letter for letter, where the hint is these words.
    `name` is the name that nothing knows, where the problem is one and `text` is more than it: the filter of a tag.
    `held` says why the replacement is shown and not written into the paper; empty where it may be written.
    `measured_by` is the date of the paper itself («09.11.2020») where the problem is that another date does not agree
    with it: it may be mended there as well.
    """

    code: str
    severity: Severity
    place: Place | None
    message: str
    hint: str = ""
    text: str = ""
    rule: str = ""
    confidence: Confidence = Confidence.CERTAIN
    replacement: str | None = None
    name: str = ""
    held: str = ""
    measured_by: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain data for JSON; `place` has `file`, `line`, `column`, `end_column`, `words`."""
        place = self.place
        return {
            "code": self.code,
            "rule": self.rule,
            "severity": self.severity.value,
            "confidence": self.confidence.value,
            "place": None
            if place is None
            else {
                "file": place.file,
                "line": place.line,
                "column": place.column,
                "end_column": place.end_column,
                "words": place.words,
            },
            "text": self.text,
            "message": self.message,
            "hint": self.hint,
        }


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem: its stable code and what `nastav-docs explain` says of it.

    `wrong` and `right` are short examples a user recognises; `why` names the norm or the reason. The hints of a kind
    that `advises` say what to do; those of all others are the words to write. `held`: why such words, right in most
    papers, were wrong in some, so that they are shown and not written; a rule takes it off a finding that is proven.
    """

    code: str
    rule: str
    severity: Severity
    title: str
    why: str
    wrong: str
    right: str
    confidence: Confidence = Confidence.CERTAIN
    advises: bool = False
    held: str = ""

    def __reduce__(self) -> tuple[Callable[..., Code], tuple[object, ...]]:
        """How it is pickled: what comes from another process, however often, is one object here."""
        return _unpickled, tuple(getattr(self, one.name) for one in fields(self))

    def at(self, place: Place | None, message: str, *, hint: str = "", text: str = "", name: str = "") -> Diagnostic:
        """A problem of this kind at a place."""
        return Diagnostic(
            self.code, self.severity, place, message, hint, text, self.rule, self.confidence, name=name, held=self.held
        )


@cache
def _unpickled(*values: Any) -> Code:  # noqa: ANN401  the fields of a code in their order
    return Code(*values)
