"""Lay the two books of a school side by side: people told apart, pairs found, what one book says and the other not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import returns as codes
from nastav_docs.registry.bases import OTHER, OWN
from nastav_docs.returns.model import Pairing, ReturnFault, SchoolTotals
from nastav_docs.returns.roster import Roster

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Code
    from nastav_docs.registry.bases import Checked, PersonName
    from nastav_docs.returns.model import Part, SchoolBooks
    from nastav_docs.returns.roster import How

NO_FORM: Final = "не указана"
WHOM: Final = {"mentors": "наставника", "mentees": "наставляемого"}
BOOK: Final = {"mentors": "в базе наставников школы", "mentees": "в базе наставляемых школы"}
AS_WRITTEN: Final = "Проверьте, как имя написано в обеих базах."


def fault_at(part: Part, record: Checked, column: str, code: Code, *told: str, school: str) -> ReturnFault:
    """A fault at a cell of a record; `told` are message, hint and, where there is one, the detail that names people."""
    base, row = part.base, record.row
    at = base.columns.index(column) if column in base.columns else 0
    number, index = row.anchors.get(base.indexes[at], (row.number, base.indexes[at]))
    cell = base.cell(row, base.columns[at])
    detail = told[2] if len(told) > 2 else ""  # noqa: PLR2004  message, hint, detail
    return ReturnFault(
        part.file, code, told[0], told[1], base.sheet, cell, detail, number, index + 1, base.table, school
    )


class SchoolPeople:
    """The people of one school while its books are compared; `totals` and `faults` are what comes of it."""

    def __init__(self, books: SchoolBooks) -> None:
        """Compare the books at once."""
        self.books = books
        self.faults: list[ReturnFault] = []
        self.own = {kind: Roster() for kind in OWN}
        self.extra = {kind: Roster() for kind in OWN}
        self.misspelt: dict[str, set[int]] = {kind: set() for kind in OWN}  # whose own cell has a wrong letter
        self.number: dict[int, int] = {}  # of a record (by identity): its own person
        self.pairs: dict[tuple[str, int, str, int], str] = {}  # (roster, number) twice: the form
        self.first_said: dict[tuple[str, int, str, int], tuple[Part, Checked]] = {}
        for kind in OWN:
            self._take_own(kind)
        for kind in ("mentees", "mentors"):  # years of birth stand in the mentees' book
            self._take_pairs(kind)
        for kind in OWN:
            self._find_repeated(kind)

    def records(self, kind: str) -> Iterator[tuple[Part, Checked]]:
        """Every record of one of the books, with the part that it stands in."""
        for part in self.books.parts(kind):
            for record in part.records:
                yield part, record

    def _tell(self, part: Part, record: Checked, column: str, code: Code, *told: str) -> None:
        self.faults.append(fault_at(part, record, column, code, *told, school=self.books.school))

    def _take_own(self, kind: str) -> None:
        """Number the people of a book: whole names first, then those whose initials fit one of them."""
        roster = self.own[kind]
        named = [(record, record.own) for _, record in self.records(kind) if record.own is not None]
        for record, name in sorted(named, key=lambda one: not one[1].whole):
            born = record.born if kind == "mentees" else ""
            found, _ = (None, "") if name.whole or not name.first else roster.find(name, born)
            own = self.number[id(record)] = roster.add(name, born) if found is None else found
            if any(one.code == codes.NAME_GENDER for one in record.faults):
                self.misspelt[kind].add(own)

    def _take_pairs(self, kind: str) -> None:
        """Find the pairs that a book names, and tell of people whom the other book does not know."""
        other = "mentees" if kind == "mentors" else "mentors"
        waiting = []
        for part, record in self.records(kind):
            if record.own is None:
                continue
            waiting += [(part, record, name) for name in record.others]
        for part, record, name in sorted(waiting, key=lambda one: not one[2].whole):
            own = self.number[id(record)]
            person = self._other_person(kind, other, part, record, name)
            pair = (kind, own, *person) if kind == "mentors" else (*person, "mentees", own)
            self._add_pair(pair, part, record, kind)

    def _other_person(self, kind: str, other: str, part: Part, record: Checked, name: PersonName) -> tuple[str, int]:
        """The person of the other book whom a cell means; a new one, named only here, where nobody fits."""
        roster = self.own[other]
        same = roster.same(name)
        if len(same) > 1 and kind == "mentors":  # namesakes: the one whose own row names this mentor
            mine = (kind, self.number[id(record)])
            return other, next((at for at in same if (*mine, other, at) in self.pairs), same[0])
        found, how = roster.find(name)
        if found is not None:
            return other, found
        if not self.books.parts(other):
            return self._only_here(other, name)
        guessed: int | None = None
        if how != "several":
            guessed, how = roster.guess(name)
        self._tell_unknown(kind, other, part, record, (name, guessed, how))
        return (other, guessed) if guessed is not None else self._only_here(other, name)

    def _only_here(self, other: str, name: PersonName) -> tuple[str, int]:
        roster = self.extra[other]
        found, _ = roster.find(name)
        return f"extra {other}", roster.add(name) if found is None else found

    def _tell_unknown(
        self, kind: str, other: str, part: Part, record: Checked, meant: tuple[PersonName, int | None, How]
    ) -> None:
        name, guessed, how = meant
        if guessed is None and how != "several" and self._may_be_unnamed(other, record):
            return
        if guessed is not None and guessed in self.misspelt[other]:
            return  # it is the other book that is wrong, and it is told there
        known = "" if guessed is None else self.own[other].names[guessed].text
        whom, book = WHOM[other], BOOK[other]
        message, hint = {
            "several": (f"Имя подходит нескольким {book}.", "Напишите фамилию, имя и отчество полностью."),
            "near": (f"Такого {whom} {book} нет; похоже на опечатку.", AS_WRITTEN),
            "case": ("Имя не в именительном падеже.", "Напишите имя в именительном падеже."),
        }.get(how, (f"Такого {whom} {book} нет.", AS_WRITTEN))
        detail = f"«{name.text}»" + (f": может быть, «{known}»" if known else "")
        self._tell(part, record, OTHER[kind], codes.NOT_FOUND, message, hint, detail)

    def _may_be_unnamed(self, other: str, record: Checked) -> bool:
        """Whether a row of the other book without a readable name may be about this person's partner: it is told."""
        if not self.own[other]:
            return True
        mine = record.own
        unnamed = (one for _, one in self.records(other) if one.own is None)
        return mine is not None and any(name.may_be(mine) for one in unnamed for name in one.others)

    def _add_pair(self, pair: tuple[str, int, str, int], part: Part, record: Checked, kind: str) -> None:
        said = self.pairs.get(pair)
        if said is None:
            self.pairs[pair] = record.form
            self.first_said[pair] = (part, record)
            return
        if said and record.form and said != record.form and kind == "mentors":
            first_part, first = self.first_said[pair]
            if first_part.base.kind == "mentees":
                message = f"В базе наставников у этой пары другая форма: «{record.form}»."
                self._tell(first_part, first, "form", codes.DIFFERENT, message, "Оставьте в обеих базах одну форму.")
        self.pairs[pair] = said or record.form

    def _find_repeated(self, kind: str) -> None:
        """Tell of records that repeat an earlier one: the same person with the same partner, or with none."""
        seen: dict[tuple[int, tuple[str, ...]], str] = {}
        alone: dict[int, str] = {}
        for part, record in self.records(kind):
            own = self.number.get(id(record))
            if own is None:
                continue
            where = f"{part.base.sheet}!{part.base.cell(record.row, OWN[kind])}"
            partners = [self._partner_key(kind, name) for name in record.others]
            earlier = [seen[own, key] for key in partners if (own, key) in seen]
            if not partners and own in alone:
                earlier = [alone[own]]
            earlier = [place for place in earlier if place != where]
            if earlier:
                cell = earlier[0].rpartition("!")[2]
                message = f"Эта запись уже есть в базе: {cell if part.base.table else f'ячейка {cell}'}."
                self._tell(part, record, OWN[kind], codes.TWICE, message, "Удалите повтор.")
            alone.setdefault(own, where)
            for key in partners:
                seen.setdefault((own, key), where)

    def _partner_key(self, kind: str, name: PersonName) -> tuple[str, ...]:
        other = "mentees" if kind == "mentors" else "mentors"
        found, _ = self.own[other].find(name)
        return name.words if found is None else (str(found),)

    def totals(self) -> SchoolTotals:
        """The numbers of the school."""
        forms = Counter(form or NO_FORM for form in self.pairs.values())
        passed = {self.number[id(r)] for _, r in self.records("mentees") if r.own is not None and r.passed}
        return SchoolTotals(
            self.books.school,
            self.books.title,
            len(self.own["mentors"]),
            len(self.own["mentees"]),
            len(self.pairs),
            len(self.extra["mentors"]),
            len(self.extra["mentees"]),
            len(passed),
            forms,
            frozenset(kind for kind in OWN if self.books.parts(kind)),
        )

    def pairings(self) -> Iterator[Pairing]:
        """Every pair of the school once."""
        for (mentors, mentor, mentees, mentee), form in self.pairs.items():
            first, second = self._roster(mentors), self._roster(mentees)
            yield Pairing(first.names[mentor], second.names[mentee], second.born[mentee], form)

    def _roster(self, name: str) -> Roster:
        kind = name.removeprefix("extra ")
        return self.own[kind] if name == kind else self.extra[kind]
