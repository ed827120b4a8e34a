"""The people of all schools together: how many different ones there are, and who stands in the books of several."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import returns as codes
from nastav_docs.registry.bases import OWN
from nastav_docs.returns.school_people import fault_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.registry.bases import Checked, PersonName
    from nastav_docs.returns.model import Part, ReturnFault, SchoolBooks
    from nastav_docs.returns.school_people import SchoolPeople

NAMED: Final = 3  # schools that a message names
COUNTED: Final = ("mentors", "mentees", "pairs")


class DistrictPeople:
    """Who was seen in which school; of a person only a digest of the name is kept, so that a region fits into memory.

    Schools are numbered in the order in which they are added.
    """

    def __init__(self) -> None:
        """Begin with nobody."""
        self._seen: dict[str, set[bytes]] = {name: set() for name in COUNTED}
        self._schools: dict[bytes, tuple[int, ...]] = {}
        self._count = 0

    def add(self, people: SchoolPeople) -> None:
        """Take the people of the next school."""
        school = people.books.school
        for pairing in people.pairings():
            pair = (*_key(pairing.mentor, school), "", *_key(pairing.mentee, school), pairing.born)
            self._seen["pairs"].add(_digest(pair))
        self._seen["mentors"].update(_digest(_key(name, school)) for name in people.own["mentors"].names)
        mentees = people.own["mentees"]
        for name, born in zip(mentees.names, mentees.born, strict=True):
            self._seen["mentees"].add(_digest((*_key(name, school), born)))
        here = (self._count,)
        for _, _, _, person in _whole_names(people.books):
            before = self._schools.get(person, ())
            if self._count not in before:
                self._schools[person] = (*before, *here) if before else here
        self._count += 1

    def counts(self) -> dict[str, int]:
        """How many mentors, mentees and pairs the district has, one who stands in two schools counted once."""
        return {name: len(seen) for name, seen in self._seen.items()}

    def in_two_schools(self, books: Sequence[SchoolBooks], titles: Sequence[str]) -> Iterator[ReturnFault]:
        """Tell of each person who stands in the books of several schools: the same full name and year of birth.

        `books` and `titles` are those of the schools in the order in which they were added.
        """
        several = {person: schools for person, schools in self._schools.items() if len(schools) > 1}
        for number in sorted({number for schools in several.values() for number in schools}):
            own = books[number]
            for kind, part, record, person in _whole_names(own):
                if person not in several:
                    continue
                named = [f"«{titles[other]}»" for other in several[person] if other != number]
                others = ", ".join(named[:NAMED]) + (f" и ещё {len(named) - NAMED}" if len(named) > NAMED else "")
                message = f"Этот человек есть и в базе другой школы: {others}."
                hint = "В своде района он сосчитан один раз; если это однофамилец, ничего не меняйте."
                yield fault_at(part, record, OWN[kind], codes.TWO_SCHOOLS, message, hint, school=own.school)


def _whole_names(own: SchoolBooks) -> Iterator[tuple[str, Part, Checked, bytes]]:
    """The records of a school by which a person is known elsewhere: a full name, of a mentee with the year of birth."""
    for kind in OWN:
        for part in own.parts(kind):
            for record in part.records:
                if record.own is not None and record.own.whole and (kind == "mentors" or record.born):
                    born = record.born if kind == "mentees" else ""
                    yield kind, part, record, _digest((kind, *record.own.words, born))


def _key(name: PersonName, school: str) -> tuple[str, ...]:
    """What a person is the same by in another school: the full name; a name that is not whole is known at home only."""
    return name.words if name.whole else (*name.words, "", school)


def _digest(words: Sequence[str]) -> bytes:
    return blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=12).digest()
