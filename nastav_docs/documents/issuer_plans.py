"""The plans of a whole project, the district's and its schools', with what the journal says of each item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.documents.execution import DONE, MOVED, NOT_DONE, UNDER_WAY, read_execution
from nastav_docs.documents.execution_marks import period_of, signed_on
from nastav_docs.documents.plan_items import order_items, plain, plan_items, plans_of, statuses_by_date
from nastav_docs.documents.prepared_project import prepared
from nastav_docs.documents.school_issue import school_issue
from nastav_docs.documents.school_registry import read_schools
from nastav_docs.documents.school_values import papers_of_school
from nastav_docs.russian import next_working

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from nastav_docs.config import Project
    from nastav_docs.documents.execution import Status
    from nastav_docs.documents.plan_items import PlanItem
    from nastav_docs.registry import SchoolRow

OVERDUE, AHEAD, UNDATED = "overdue", "ahead", "undated"
# What may be said of an item on a day, in words; the order is that of reports.
ITEM_STATES: Final = {
    DONE: "выполнено",
    UNDER_WAY: "в работе",
    MOVED: "срок перенесён",
    OVERDUE: "просрочено",
    NOT_DONE: "не выполнено",
    AHEAD: "срок не наступил",
    UNDATED: "без даты",
}


@dataclass(frozen=True, slots=True)
class IssuerPlan:
    """What one issuer has to do; `row` is the school's, None for the district.

    `activities` are those of its plans, `clauses` those of its orders, `statuses` what the journal says of both.
    `signed` is the date of its order, `period` that of the plan; `names` are those that its documents print,
    `papers` the ids of its own papers.
    """

    row: SchoolRow | None
    title: str
    activities: tuple[PlanItem, ...]
    clauses: tuple[PlanItem, ...]
    statuses: tuple[Status, ...]
    signed: dt.date | None
    period: tuple[dt.date, dt.date]
    names: Mapping[str, Any]
    papers: tuple[str, ...] = ()

    @property
    def plans(self) -> dict[str, Mapping[str, Any]]:
        """The plans of the issuer by the names of their papers, as templates print them; the roadmap is «»."""
        return plans_of(self.names, self.papers)

    @property
    def school(self) -> str:
        """The school's code; «» for the district."""
        return "" if self.row is None else self.row.id

    @property
    def items(self) -> tuple[PlanItem, ...]:
        """All that the issuer has to do: the activities of its plans, then the clauses of its orders."""
        return (*self.activities, *self.clauses)

    def state(self, item: PlanItem, on: dt.date) -> str:
        """A key of ITEM_STATES: what is to be said of an item on a day.

        Of what recurs, one date in the past that is not done makes it overdue; when all of them are done, it is done.
        """
        return state_of(item, self.statuses, on)


def issuer_plans(project: Project, on: dt.date) -> tuple[IssuerPlan, ...]:
    """The plans of the district and of each school whose papers have no errors, in the order of the registry.

    `on` is the day from which a plan without a period is counted.
    """
    return tuple(_plans(project, on))


def district_plan(project: Project, on: dt.date) -> IssuerPlan | None:
    """The plan of the district alone; None where the settings have errors."""
    config, names = project.config, prepared(project).names
    if config is None or not names:
        return None
    signed = signed_on(names)
    period = period_of(project, signed, on)
    papers = tuple(config.papers)
    items = plan_items(names, period, signed, papers), order_items(names, papers)
    statuses = read_execution(project).of("")
    return IssuerPlan(None, plain(names["issuer"]), *items, statuses, signed, period, names, papers)


def _plans(project: Project, on: dt.date) -> Iterator[IssuerPlan]:
    district = district_plan(project, on)
    if district is None:
        return
    yield district
    common, period, journal = district.signed, district.period, read_execution(project)
    schools = read_schools(project)
    for row in schools.rows:
        own = papers_of_school(project, schools.overlays.get(row.id))
        issue = school_issue(row, own, project)
        if issue.planned:
            names = issue.planned[0].names
            papers = () if own.records is None else tuple(own.records.papers)
            signed = signed_on(names) or common
            items = plan_items(names, period, signed, papers), order_items(names, papers)
            title = plain(names["school"]["abbr"])
            yield IssuerPlan(row, title, *items, journal.of(row.id), signed, period, names, papers)


def state_of(item: PlanItem, statuses: tuple[Status, ...], on: dt.date) -> str:
    """The key of ITEM_STATES that holds for an item on a day, by the issuer's `statuses`; see `IssuerPlan.state`."""
    own = item.statuses(statuses)
    if not item.dates:
        return own[0].state if own else UNDATED
    said = statuses_by_date(item, statuses)
    if all(day in said and said[day].state == DONE for day in item.dates):
        return DONE
    still = [day for day in item.dates if day not in said or said[day].state != DONE]
    if any(last_day(day, said.get(day)) < on for day in still):
        return OVERDUE
    first = said.get(still[0])
    return first.state if first is not None and first.state in {MOVED, UNDER_WAY} else AHEAD


def last_day(day: dt.date, status: Status | None) -> dt.date:
    """The last day on which a date may be kept: moved where the journal moves it, and a working day."""
    return next_working(status.moved if status is not None and status.moved is not None else day)
