"""Count a numerator or a denominator of an indicator for a school: people, pairs, schools, a column of the registry."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.diagnostics.codes import returns as return_codes
from nastav_docs.documents import NOBODY, column_of, condition_place, fill
from nastav_docs.returns.monitoring.counted_school import CountedSchool, number_in, row_values, within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nastav_docs.config import CountRecord, Project
    from nastav_docs.diagnostics import Diagnostic, Place
    from nastav_docs.documents import PreparedProject
    from nastav_docs.returns.monitoring.periods import ReportPeriod

Path = tuple[str | int, ...]
NOUNS: Final = {
    "mentors": "наставник", "mentees": "наставляемый", "pairs": "наставническая пара", "schools": "организация",
}  # fmt: skip
OF_BIRTH: Final = ("row.born", "row.age")


@dataclass(slots=True)
class Counting:
    """A numerator or denominator ready to be counted; `problems` are those of the counting.

    `column` is the name of the registry's column that is added up.
    """

    record: CountRecord
    period: ReportPeriod
    ready: PreparedProject
    place: Place
    marks: tuple[Place, ...] = ()
    column: str = ""
    problems: list[Diagnostic] = field(default_factory=list)
    unknown: int = 0  # records that a condition about years asks of, without a year of birth

    @property
    def noun(self) -> str:
        """Whom it counts, in the nominative singular; «» for a column."""
        return NOUNS.get(self.record.count or "", "")

    @property
    def is_schools(self) -> bool:
        """Whether schools themselves are counted."""
        return self.record.count == "schools"

    @property
    def of_district(self) -> bool:
        """Whether it is one number for the whole district."""
        return self.record.number is not None

    def leaves_out(self, school: CountedSchool) -> bool:
        """Whether the condition of a denominator says that a school has nothing to do with the indicator."""
        about_schools = bool(self.record.sum) or self.is_schools
        return about_schools and bool(self.record.if_) and not self._holds(school.names(self.period))

    def of(self, school: CountedSchool) -> tuple[Decimal | None, str]:
        """The number for a school, or None and why there is none."""
        record = self.record
        if record.number is not None:
            return Decimal(record.number), ""
        names = school.names(self.period) if record.if_ or not record.sum else {}
        if record.sum:
            if record.if_ and not self._holds(names):
                return Decimal(0), ""
            found = number_in(school, self.column)
            return (found, "") if found is not None else (None, "в реестре нет числа")
        if record.count == "schools":
            return Decimal(1 if self._holds(names) else 0), ""
        assert record.count is not None  # noqa: S101  one of the three is said
        if not school.has(record.count):
            return None, "база не представлена"
        return Decimal(len(self._counted(school, record.count, names))), ""

    def _counted(self, school: CountedSchool, count: str, names: dict[str, Any]) -> set[object]:
        found: set[object] = set()
        columns = _columns_of(school)
        for one, record, form in school.records(count):
            if one in found or not within(record, self.period):
                continue
            if not self.record.if_:
                found.add(one)
                continue
            if not record.born and any(asked in self.record.if_ for asked in OF_BIRTH):
                self.unknown += 1
                continue
            row = row_values(record, form, count, columns[id(record)], self.period)
            if self._holds({**names, "row": row}):
                found.add(one)
        return found

    def _holds(self, names: dict[str, Any]) -> bool:
        """Whether the condition holds, read by the language's own engine; one that fails is told once."""
        if not self.record.if_:
            return True
        filled = fill(self.record.if_, names, self.place, self.ready.environment, self.marks)
        self.problems += (one for one in filled.problems if one not in self.problems)
        return filled.text.strip().lower() not in NOBODY


def _columns_of(school: CountedSchool) -> dict[int, tuple[str, ...]]:
    """The names of the columns in which each record stands, by the identity of the record."""
    if school.people is None:
        return {}
    people = school.people
    return {id(record): part.base.columns for kind in ("mentors", "mentees") for part, record in people.records(kind)}


def counting(
    record: CountRecord,
    path: Path,
    project: Project,
    columns: Mapping[str, str],
    period: ReportPeriod,
    ready: PreparedProject,
) -> Counting:
    """Make a numerator or a denominator ready to be counted; `path` is where it stands in the settings.

    `columns` are those of the registry, titles by name.
    """
    place, marks = condition_place(project, path) if record.if_ else (project.place(*path), ())
    return Counting(record, period, ready, place, marks, column_of(record.sum, columns) if record.sum else "")


def uncounted(made: Counting, title: str) -> Diagnostic | None:
    """A note of people whom a condition about years could not decide on."""
    if not made.unknown:
        return None
    message = f"Показатель «{title}»: у {made.unknown} записей нет года рождения, в него они не вошли."
    return return_codes.UNCOUNTED.at(made.place, message, hint="Попросите школы вписать год рождения.")
