"""Who owes what, and when: the activities of the roadmaps as obligations of roles, with the dates they fall due on."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.russian import is_working, next_working
from nastav_docs.russian.deadlines import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

DISTRICT: Final = ""
LISTED_YEARS: Final = 5  # of a plan without a period


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing to be done by one role until one day.

    `id` stays the same when the plan changes: it is made of the school, the role, the activity and which of its dates
    this is. `due` is the day that the deadline names, `last` the day on which it ends: `due` itself, or the first
    working day after it. `deadline` is the text of the plan. `school` and `school_title` are empty for the district.
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

    def state(self, on: dt.date, within: int) -> str:
        """«overdue», «soon» (within so many days of `on`), or «later»."""
        if self.last < on:
            return "overdue"
        return "soon" if self.due <= on + dt.timedelta(days=within) else "later"

    def as_json(self, on: dt.date, within: int) -> dict[str, Any]:
        """Plain data, dates in ISO 8601."""
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
        }


def obligations(
    names: Mapping[str, Any], period: tuple[dt.date, dt.date], signed: dt.date | None, *, school: str = DISTRICT
) -> tuple[Obligation, ...]:
    """The obligations of one roadmap, in the order of their dates.

    `names` are those that documents print: `roadmap`, `people`, for a school `school`. `period` is the plan's, `signed`
    the date of the order, from which «со дня подписания приказа» counts. An activity without a date («постоянно», «по
    мере необходимости») is no obligation of a day and is left out.
    """
    if "roadmap" not in names:
        return ()
    title = str(names["school"]["abbr"]) if school and "school" in names else ""
    found = [
        one
        for section in names["roadmap"]["sections"]
        for activity in section["activities"]
        for one in _of_activity(activity, str(section["title"]), names["people"], period, signed, (school, title))
    ]
    return tuple(sorted(found, key=lambda one: (one.due, one.school, one.role, one.number)))


def _of_activity(
    activity: Mapping[str, Any],
    section: str,
    people: Mapping[str, Any],
    period: tuple[dt.date, dt.date],
    signed: dt.date | None,
    school: tuple[str, str],
) -> Iterator[Obligation]:
    deadline = plain(activity["deadline"])
    parsed = parse(deadline).deadline
    if parsed is None:
        return
    known_as = activity["id"] or hashlib.sha256(plain(activity["title"]).encode()).hexdigest()[:12]
    days = parsed.occurrences(period, signed=signed)
    for role in activity["roles"] or ("",):
        for number, day in enumerate(days):
            key = "\x1f".join((school[0], role, known_as, str(number)))
            yield Obligation(
                hashlib.sha256(key.encode()).hexdigest()[:24],
                *school,
                role,
                plain(people[role]) if role in people else "",
                plain(activity["number"]),
                plain(section),
                plain(activity["title"]),
                deadline,
                day,
                next_working(day),
                plain(activity["result"]),
            )


def plain(value: object) -> str:
    """A text as it is written, without the spaces and hyphens that hold printed words together."""
    return " ".join(str(value).replace("\u2011", "-").split())


def wanted(
    found: Iterable[Obligation], on: dt.date, within: int | None
) -> tuple[tuple[Obligation, ...], tuple[Obligation, ...]]:
    """What is overdue on a day, and what falls due from it on, within so many days (None: until the end).

    Of an activity that recurs only the last date that is overdue counts.
    """
    overdue: dict[tuple[str, str, str, str], Obligation] = {}
    coming: list[Obligation] = []
    for one in found:
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
    """Obligations by school and role, for a calendar each."""
    roles: dict[tuple[str, str], list[Obligation]] = {}
    for one in found:
        roles.setdefault((one.school, one.role), []).append(one)
    return roles
