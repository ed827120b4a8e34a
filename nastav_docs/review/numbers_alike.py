"""Whose number may stand on a school's paper for its own while it is read: a rule says the same of both.

Schools that change one paper issue the others as all do, but for the numbers of their orders. A rule compares such a
number with what the package cites. So where nothing cites either of two numbers, nor any paper of that day, a paper is
read with the number of the first school that issues one of the same day and of a number of the same form, and is known
again byte for byte.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from nastav_docs.config import scalars
from nastav_docs.papers import NUMBER, as_day, documents_of, number_key
from nastav_docs.rules import dates_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from nastav_docs.config import YamlNode
    from nastav_docs.papers import Act, Paper
    from nastav_docs.registry import SchoolRow

PAPERS: Final = ("order", "letter")  # that the registry has date and number of
# One count of up to three figures: longer ones may be years.
COUNT: Final = re.compile(r"(?<!\d)[1-9]\d{0,2}(?!\d)")
FIGURES: Final = re.compile(r"\d+")
TOKEN: Final = re.compile(NUMBER)
TAGS: Final = re.compile(r"<[^<>]*>")


@dataclass
class NumbersAlike:
    """The first number of each form and day, as they are met; the others are what schools' papers are read beside.

    `templates` are the sources of the templates, `trees` the settings that all schools share.
    """

    acts: Sequence[Act]
    beside: Sequence[Paper]
    trees: Sequence[YamlNode]
    templates: Sequence[str]
    first: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def of(self, row: SchoolRow, changes: YamlNode | None) -> SchoolRow:
        """The row with the numbers of the first school; itself where its own are cited, or may be taken for others."""
        texts = row.texts
        own = [scalar.text for scalar in scalars(changes)] if changes is not None else []
        numbers: list[tuple[str, str]] = []
        for part in PAPERS:
            date, number = texts.get(f"{part}_date", ""), texts.get(f"{part}_number", "")
            if len(FIGURES.findall(number)) != 1 or not COUNT.search(number) or self.is_cited(date, number, own):
                continue
            first = self.first.setdefault((part, date, COUNT.sub("#", number)), number)
            if first != number and not self.is_cited(date, first, own):
                numbers.append((f"{part}_number", first))
        return replace(row, given=(*row.given, *numbers)) if numbers else row

    def is_cited(self, date: str, number: str, own: Sequence[str]) -> bool:
        """Whether anything that a school's papers are read beside may mean a paper of this date or number.

        `own` are the texts that the school changes.
        """
        day, form = as_day(date), form_of(number)
        if day is None or day in self.days or form in self.forms:
            return True
        if any(re.match(rf"{re.escape(one)}\b", number) for one in self.orders):
            return True  # «№ 80» is looked for in «№ 80-ОД», too
        return any(form in forms_in(text) or day in days_in(text) for text in own)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What the papers beside, the settings and the templates say."""
        papers = (p.text for paper in self.beside for p in paper.paragraphs())
        settings = (scalar.text for tree in self.trees for scalar in scalars(tree))
        return (*papers, *settings, *(TAGS.sub(" ", source) for source in self.templates))

    @cached_property
    def days(self) -> frozenset[dt.date]:
        """The days that these texts and the acts name."""
        return frozenset().union((act.date for act in self.acts if act.date), *map(days_in, self.texts))

    @cached_property
    def forms(self) -> frozenset[str]:
        """The forms of all numbers in these texts and of the acts."""
        return frozenset().union((form_of(act.number) for act in self.acts), *map(forms_in, self.texts))

    @cached_property
    def orders(self) -> tuple[str, ...]:
        """The numbers of the papers beside."""
        return tuple(d.number for paper in self.beside for d in documents_of(paper) if d.number)


def form_of(number: str) -> str:
    """What is the same in numbers that may be taken for each other: their signs in any order, as «41» and «14»."""
    return "".join(sorted(number_key(number)))


def forms_in(text: str) -> frozenset[str]:
    """The forms of all numbers in a text."""
    return frozenset(form_of(token) for token in TOKEN.findall(text) if FIGURES.search(token))


def days_in(text: str) -> set[dt.date]:
    """The days that a text names."""
    return {mention.value for mention in dates_in(text) if mention.value is not None}
