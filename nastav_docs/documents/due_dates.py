"""Who owes what, and when: the activities of the roadmaps as obligations of roles, with the dates they fall due on."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.documents.execution import DONE
from nastav_docs.documents.plan_items import statuses_by_date
from nastav_docs.russian import is_working, next_working

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from nastav_docs.documents.execution import Status
    from nastav_docs.documents.plan_items import PlanItem

DISTRICT: Final = ("", "")
LISTED_YEARS: Final = 5  # of a plan without a period


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing to be done by one role until one day.

    `id` stays the same when the plan changes: it is made of the school, the role, the activity and which of its dates
    this is. `due` is the day that the deadline names, `last` the day on which it ends: `due` itself, or the first
    working day after it. `deadline` is the text of the plan. `school` and `school_title` are empty for the district.
    `status` is what the journal of execution says; where that has moved the date, `due` is the new one and `moved_from`
    that of the plan.
    """

    id: str
    school: str
    school_title: str
    role: str
    person: str
    number: str
    section: str
    title: str
    deadline: str
    due: dt.date
    last: dt.date
    result: str = ""
    status: Status | None = None
    moved_from: dt.date | None = None

    @property
    def done(self) -> bool:
        """Whether the journal of execution says that it is done."""
        return self.status is not None and self.status.state == DONE

    def state(self, on: dt.date, within: int) -> str:
        """«done», «overdue», «soon» (within so many days of `on`), or «later»."""
        if self.done:
            return "done"
        if self.last < on:
            return "overdue"
        return "soon" if self.due <= on + dt.timedelta(days=within) else "later"

    def as_json(self, on: dt.date, within: int) -> dict[str, Any]:
        """The obligation as plain data for JSON: dates in ISO 8601, its state on a day; `within` as in `state`."""
        return {
            "id": self.id,
            "school": self.school,
            "role": self.role,
            "person": self.person,
            "number": self.number,
            "section": self.section,
            "title": self.title,
            "deadline": self.deadline,
            "due": self.due.isoformat(),
            "last_working_day": self.last.isoformat(),
            "state": self.state(on, within),
            "result": self.result,
            "mark": "" if self.status is None else self.status.mark,
            "moved_from": None if self.moved_from is None else self.moved_from.isoformat(),
        }


def obligations(
    items: Iterable[PlanItem], statuses: Sequence[Status] = (), *, school: tuple[str, str] = DISTRICT
) -> tuple[Obligation, ...]:
    """The obligations of one issuer, in the order of their dates; `school` is its code and its name.

    `items` are the activities of its plans, `statuses` the rows of the journal of execution for it: what they say is
    done is kept, marked so, and what is moved falls due on its new date. An activity without a date («постоянно», «по
    мере необходимости») is no obligation of a day and is left out.
    """
    found = [one for item in items for one in _of_item(item, statuses_by_date(item, statuses), school)]
    return tuple(sorted(found, key=lambda one: (one.due, one.school, one.role, one.number)))


def _of_item(item: PlanItem, said: Mapping[dt.date, Status], school: tuple[str, str]) -> Iterator[Obligation]:
    for role, person in zip(item.roles or ("",), item.people or ("",), strict=True):
        for number, day in enumerate(item.dates):
            key = "\x1f".join((school[0], role, item.known_as, str(number)))
            status = said.get(day)
            moved = status.moved if status is not None else None
            yield Obligation(
                hashlib.sha256(key.encode()).hexdigest()[:24],
                *school,
                role,
                person,
                item.number,
                item.section,
                item.title,
                item.deadline,
                moved or day,
                next_working(moved or day),
                item.result,
                status,
                day if moved else None,
            )


def wanted(
    found: Iterable[Obligation], on: dt.date, within: int | None
) -> tuple[tuple[Obligation, ...], tuple[Obligation, ...]]:
    """What is overdue on a day, and what falls due from it on, within so many days (None: until the end).

    What is done is in neither. Of an activity that recurs only the last date that is overdue counts.
    """
    overdue: dict[tuple[str, str, str, str], Obligation] = {}
    coming: list[Obligation] = []
    for one in found:
        if one.done:
            continue
        if one.last < on:
            overdue[one.school, one.role, one.number, one.title] = one
        elif within is None or one.due <= on + dt.timedelta(days=within):
            coming.append(one)
    return tuple(sorted(overdue.values(), key=lambda one: (one.due, one.school, one.number))), tuple(coming)


def working_days_before(day: dt.date, count: int) -> dt.date:
    """The day on which to be reminded: so many working days before a day."""
    while count:
        day -= dt.timedelta(days=1)
        count -= is_working(day)
    return day


def default_period(signed: dt.date | None, on: dt.date) -> tuple[dt.date, dt.date]:
    """The period of a plan whose settings name none: five years from its order, or from a day."""
    start = signed or on
    return start, replace_year(start, start.year + LISTED_YEARS)


def replace_year(day: dt.date, year: int) -> dt.date:
    """A day in another year; 29 February becomes 28."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def by_role(found: Sequence[Obligation]) -> dict[tuple[str, str], list[Obligation]]:
    """Obligations grouped by (school, role): each group becomes a calendar of its own."""
    roles: dict[tuple[str, str], list[Obligation]] = {}
    for one in found:
        roles.setdefault((one.school, one.role), []).append(one)
    return roles
