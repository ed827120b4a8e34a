"""Texts that differ in the names of a school alone: of each such text the rules of a paragraph are asked once.

«Разместить приказ на сайте МАОУ «СОШ № 1»» is as right as «… МБОУ «СОШ № 7»», where both names are clean by themselves
and stand in the same case. So a text is judged with the names of the first school in the place of its own; where the
rules find something in that, they are asked about the text as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.review.found_clean import FoundClean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PEOPLE: Final = ("head", "curator", "executor")
WITHIN_QUOTES: Final = str.maketrans("«»„“", "„“«»")  # a name in quotes within a title
SHORTEST: Final = 5  # letters: what is shorter may be a part of another word

# What a text names, and in which case → the words for it.
Named = dict[tuple[str, str], str]


@dataclass(slots=True)
class CleanWithNames(FoundClean):
    """What was found clean, asked about a school's texts: with the `names` of another one in the place of its own."""

    names: dict[str, str] = field(default_factory=dict)

    def alike(self, text: str) -> str:
        """The text as the first school would print it."""
        for own, other in self.names.items():
            if own in text:
                text = text.replace(own, other)
        return text


@dataclass(slots=True)
class FirstNames:
    """The words of the school that was read first, by what they name and in which case."""

    words: Named = field(default_factory=dict)

    def for_school(self, names: Mapping[str, Any], before: FoundClean) -> FoundClean:
        """`before`, for the texts of a school with these values: its words are known by those of the first school.

        A case in which no school before had a word is kept for the following ones.
        """
        own = dict(named_in(names))
        pairs = {word: self.words.setdefault(what, word) for what, word in own.items() if len(word) >= SHORTEST}
        longest_first = sorted(pairs.items(), key=lambda pair: -len(pair[0]))
        both = {word: other for word, other in longest_first if word != other}
        return CleanWithNames(before.folder, before.known, before.added, both) if both else before


def named_in(names: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], str]]:
    """The names of a school and of its people in the cases in which they were printed."""
    school = names["school"]
    nouns = {"school": school, "name": school["name"], "abbr": school["abbr"]}
    for role in PEOPLE:
        person = names["people"].get(role) or {}
        nouns |= {f"{role}, {form}": person[form] for form in ("name", "short", "signature") if form in person}
        nouns |= {role: person} if person else {}
    for what, noun in nouns.items():
        for case, text in noun.printed().items():
            yield (what, case), text
            if "«" in text:
                yield (f"{what}, quoted", case), text.translate(WITHIN_QUOTES)
    yield from (((what, ""), school[what]) for what in ("address", "phone") if school[what])
    if school["phone"]:
        yield ("phone as read", ""), school["phone"].replace("\u2011", "-")
    for part, (date, number) in requisites(school):
        for gap in (" ", "\u00a0", "\t"):
            yield from (((f"{part}{gap}{space}", ""), f"{date}{gap}№{space}{number}") for space in (" ", "\u00a0"))


def requisites(school: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Date and number of each paper that the registry has both of: `("order", ("05.11.2020", "14-а"))`."""
    for part in ("order", "letter"):
        date, number = school.get(f"{part}_date"), school.get(f"{part}_number")
        if date and number:
            yield part, (date, number)
