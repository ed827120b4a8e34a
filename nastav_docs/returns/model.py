"""What an inbox of returned files is made of, once it is read: files, books of schools, faults, counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nastav_docs.diagnostics import Diagnostic, Place

if TYPE_CHECKING:
    import datetime as dt

    from nastav_docs.diagnostics import Code
    from nastav_docs.registry.bases import BasesOfFile, Checked, PersonName, ReturnedBase


@dataclass(frozen=True, slots=True)
class ReturnFault:
    """A fault at its cell: `file` below the folder, `sheet`, `cell` («C7»), all empty where the whole file is meant.

    `message` and `hint` name nobody; `detail` may, and is shown to the school only. `index` and `row` are the cell's
    column and row from 1 in its sheet (0: none), `table` is the number of a Word table.
    """

    file: str
    code: Code
    message: str
    hint: str = ""
    sheet: str = ""
    cell: str = ""
    detail: str = ""
    row: int = 0
    index: int = 0
    table: int = 0
    school: str = ""

    def diagnostic(self) -> Diagnostic:
        """The fault as every command reports its problems."""
        words = ", ".join(
            filter(
                None,
                (
                    f"лист «{self.sheet}»" if self.sheet else f"таблица {self.table}" if self.table else "",
                    self.cell if self.table else f"ячейка {self.cell}" if self.cell else "",
                ),
            )
        )
        return self.code.at(Place(self.file, self.row, self.index, words=words), self.message, hint=self.hint)

    def as_json(self) -> dict[str, Any]:
        """Plain data: code, severity, file, sheet, cell, message, hint; nobody's name."""
        return {
            "code": self.code.code,
            "rule": self.code.rule,
            "severity": self.code.severity.value,
            "school": self.school,
            "file": self.file,
            "sheet": self.sheet or (f"таблица {self.table}" if self.table else ""),
            "cell": self.cell,
            "message": self.message,
            "hint": self.hint,
        }


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file of the inbox as it was read; `path` is below the folder, with «/». `checked` are the records by base.

    `saved` are two moments: when the file says that it was saved, and when the disk says that it was written.
    """

    path: str
    digest: str
    saved: tuple[dt.datetime, dt.datetime]
    found: BasesOfFile
    checked: tuple[tuple[Checked, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A base of a school that counts: one table of one file."""

    file: str
    base: ReturnedBase
    records: tuple[Checked, ...]


@dataclass(frozen=True, slots=True)
class SchoolBooks:
    """What a school has sent and is counted: the parts of its mentors' book and of its mentees' book."""

    school: str
    title: str
    mentors: tuple[Part, ...] = ()
    mentees: tuple[Part, ...] = ()

    def parts(self, kind: str) -> tuple[Part, ...]:
        """The parts of one of the books: «mentors» or «mentees»."""
        return self.mentors if kind == "mentors" else self.mentees


@dataclass(frozen=True, slots=True)
class Pairing:
    """A pair of a school, the mentee's year of birth where it is known, and the form that the books give."""

    mentor: PersonName
    mentee: PersonName
    born: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class SchoolTotals:
    """What is counted of a school: people, pairs, pairs by form. Who stands in the other book only is counted apart.

    `kinds` are the bases that it has sent: «mentors», «mentees».
    """

    school: str
    title: str
    mentors: int = 0
    mentees: int = 0
    pairs: int = 0
    named_only_in_mentees_book: int = 0
    named_only_in_mentors_book: int = 0
    passed: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    kinds: frozenset[str] = frozenset()

    def as_json(self) -> dict[str, Any]:
        """The numbers as plain data."""
        return {
            "school": self.school,
            "title": self.title,
            "mentors": self.mentors,
            "mentees": self.mentees,
            "pairs": self.pairs,
            "named_only_in_mentees_book": self.named_only_in_mentees_book,
            "named_only_in_mentors_book": self.named_only_in_mentors_book,
            "passed": self.passed,
            "pairs_by_form": dict(sorted(self.forms.items())),
        }
