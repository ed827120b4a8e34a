"""A school as indicators see it: its row of the registry, its people of the returned bases, its records typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nastav_docs.diagnostics.codes import returns as return_codes
from nastav_docs.documents import fields_counted
from nastav_docs.registry import BY_NAME, school_type
from nastav_docs.russian import parse_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from nastav_docs.registry import SchoolRow
    from nastav_docs.registry.bases import Checked
    from nastav_docs.returns.monitoring.periods import ReportPeriod
    from nastav_docs.returns.school_people import SchoolPeople


@dataclass(frozen=True, slots=True)
class CountedSchool:
    """A school: its code and short name, its row where it is in the registry, its people where it has answered."""

    id: str
    title: str
    row: SchoolRow | None = None
    people: SchoolPeople | None = None

    def has(self, count: str) -> bool:
        """Whether the base is there that a count needs: for pairs either of the two."""
        if self.people is None:
            return False
        books = self.people.books
        return bool(books.mentees or books.mentors) if count == "pairs" else bool(books.parts(count))

    def records(self, count: str) -> Iterator[tuple[object, Checked, str]]:
        """Who is counted, each with a record about it and the form: several records may be about one person."""
        if self.people is None:
            return
        if count == "pairs":
            for pair, form in self.people.pairs.items():
                yield pair, self.people.first_said[pair][1], form
            return
        for _, record in self.people.records(count):
            person = self.people.number.get(id(record))
            if person is not None:
                yield person, record, record.form

    def names(self, period: ReportPeriod) -> dict[str, Any]:
        """`school`, `base` and `period` as conditions know them."""
        totals = None if self.people is None else self.people.totals()
        counted = {
            name: 0 if totals is None else int(getattr(totals, name)) for name in ("mentors", "mentees", "pairs")
        }
        answered = self.people is not None
        days = {"start": f"{period.start:%d.%m.%Y}", "end": f"{period.end:%d.%m.%Y}"}
        return {
            "school": self.columns(),
            "base": {**counted, "answered": answered},
            "period": {"title": period.title, **days},
        }

    def columns(self) -> dict[str, object]:
        """The values of the registry by the names of columns; numbers in columns of the district's own are numbers."""
        texts = {} if self.row is None else self.row.texts
        known = () if self.row is None else tuple(filter(None, self.row.header.names))
        found: dict[str, object] = {name: _typed(name, texts.get(name, "")) for name in known}
        sort = school_type(texts.get("kind", ""), texts.get("name", ""), texts.get("abbr", ""))
        return {**dict.fromkeys(BY_NAME, ""), **found, "id": self.id, "type": sort}


def row_values(
    record: Checked, form: str, count: str, columns: tuple[str, ...], period: ReportPeriod
) -> dict[str, Any]:
    """A record as conditions know it: `columns` are those of its table; what is not known is «», 0 or no."""
    at = {name: record.row.values[index] for index, name in enumerate(columns)}
    born = int(record.born) if record.born else 0
    typed = {
        "form": form,
        "born": born,
        "age": period.end.year - born if born else 0,
        "passed": record.passed,
        "consent": bool(at.get("consent")) and not _faulty(record, "consent"),
        "start": "" if record.start is None else f"{record.start:%d.%m.%Y}",
        "finish": "" if record.finish is None else f"{record.finish:%d.%m.%Y}",
    }
    return {name: typed.get(name, at.get(name, "")) for name in fields_counted(count)}


def within(record: Checked, period: ReportPeriod) -> bool:
    """Whether a record is of somebody who took part in the period; one without dates is."""
    begun = record.start is None or record.start <= period.end
    return begun and (record.finish is None or record.finish >= period.start)


def _faulty(record: Checked, column: str) -> bool:
    return any(one.column == column and one.code == return_codes.CONSENT_MISSING for one in record.faults)


def _typed(name: str, text: str) -> object:
    number = None if name in BY_NAME else parse_number(text)
    if number is None:
        return text
    return int(number) if number == number.to_integral_value() else float(number)


def number_in(school: CountedSchool, column: str) -> Decimal | None:
    """The number that the registry has for a school in a column; None where it has none."""
    return None if school.row is None else parse_number(school.row.texts.get(column, "").replace("%", ""))
