"""Which of the files of a school count: copies read once, older versions replaced, parts put together."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cmp_to_key
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import returns as codes
from nastav_docs.returns.model import ReturnFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nastav_docs.returns.model import Part

# Words by which people call a later version of a file, and an earlier one.
LATER: Final = re.compile(
    r"испр|нов(?:ая|ый|ое)|уточн|дораб|доп(?:олн|\b)|повтор|актуал|последн|финал|оконч|верн(?:ая|ый)|правильн|замен|final|new",
    re.IGNORECASE,
)
EARLIER: Final = re.compile(r"стар(?:ая|ый|ое)|черновик|первичн|предвар|не ?верн|ошибочн|old|draft", re.IGNORECASE)
NUMBERED: Final = re.compile(r"\((\d{1,2})\)|(?:\bv|верс(?:ия)?|вер|вариант|ред)\.?[\s_№]*(\d{1,2})\b", re.IGNORECASE)
MINUTE: Final = dt.timedelta(minutes=1)
DAY: Final = re.compile(
    r"(?<!\d)(\d{1,2})[._-](\d{1,2})[._-](20\d\d|\d\d)(?!\d)|(?<!\d)(20\d\d)[._-](\d\d)[._-](\d\d)(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Book:
    """All bases of one kind that one file holds for one school."""

    file: str
    digest: str
    saved: tuple[dt.datetime, dt.datetime]
    parts: tuple[Part, ...]

    def people(self) -> frozenset[tuple[str, ...]]:
        """Everybody whom the book is about, by the words of the name."""
        return frozenset(record.own.words for part in self.parts for record in part.records if record.own is not None)

    def content(self) -> tuple[object, ...]:
        """What the book says, whatever file it is in."""
        return tuple(tuple(row.values for row in part.base.rows) for part in self.parts)

    def named(self) -> tuple[int, int, dt.date]:
        """What the name says of the version: words such as «испр.», a number, a date."""
        word = 1 if LATER.search(self.file) else -1 if EARLIER.search(self.file) else 0
        numbers = [int(one or other) for one, other in NUMBERED.findall(self.file)]
        return word, max(numbers, default=0), _day_in(self.file)


def compared(one: Book, other: Book) -> int:
    """Which of two books is the later one: by its name, else by when it was saved, else by when it was written.

    Less than 0 where `one` is the earlier. Books saved within a minute were not saved by people one after another.
    """
    first, second = one.named(), other.named()
    if first != second:
        return -1 if first < second else 1
    (saved, touched), (other_saved, other_touched) = one.saved, other.saved
    if abs(saved - other_saved) >= MINUTE:
        return -1 if saved < other_saved else 1
    if abs(touched - other_touched) >= MINUTE:
        return -1 if touched < other_touched else 1
    return -1 if (saved, touched, one.file) < (other_saved, other_touched, other.file) else 1


def _day_in(name: str) -> dt.date:
    """The last date in a name, the earliest of all where there is none."""
    found = dt.date.min
    for day, month, year, year_first, middle, last in DAY.findall(name):
        numbers = (year_first, middle, last) if year_first else (f"20{year[-2:]}", month, day)
        try:
            found = dt.date(*map(int, numbers))
        except ValueError:
            continue
    return found


def chosen(books: Iterable[Book], school: str) -> tuple[tuple[Book, ...], tuple[ReturnFault, ...]]:
    """The books of one kind of a school that count, and what is told of the others.

    Two books with a person in common are versions of one: the later counts. Without anybody in common they are parts.
    """
    told: list[ReturnFault] = []
    kept: list[Book] = []
    by_content: dict[tuple[object, ...], Book] = {}
    for book in sorted(books, key=cmp_to_key(compared)):
        if not book.people():
            continue
        first = by_content.setdefault(book.content(), book)
        if first is not book:
            message = f"Файл повторяет «{first.file}»: прочитан один раз."
            told.append(ReturnFault(book.file, codes.COPIED, message, school=school))
            continue
        older = [other for other in kept if other.people() & book.people()]
        for other in older:
            kept.remove(other)
            message = f"Заменён более поздним: «{book.file}»."
            hint = "Если учесть нужно этот, уберите тот файл из папки."
            told.append(ReturnFault(other.file, codes.REPLACED, message, hint, school=school))
        kept.append(book)
    return tuple(kept), tuple(told)


def empty_books(books: Sequence[Book], school: str) -> tuple[ReturnFault, ...]:
    """What is told of empty forms: they replace nothing."""
    return tuple(
        ReturnFault(
            book.file,
            codes.EMPTY,
            "Форма не заполнена: в ней нет ни одного имени.",
            "Попросите школу заполнить её.",
            book.parts[0].base.sheet if book.parts else "",
            school=school,
        )
        for book in books
        if not book.people()
    )
