"""The plan of one issuer for other programs: a book of Excel with a Gantt chart, and plain data for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nastav_docs.documents.execution import DONE
from nastav_docs.documents.issuer_plans import ITEM_STATES
from nastav_docs.documents.plan_items import plain, statuses_by_date

if TYPE_CHECKING:
    import datetime as dt

    from nastav_docs.documents.execution import Status
    from nastav_docs.documents.issuer_plans import IssuerPlan
    from nastav_docs.documents.plan_items import PlanItem


def roadmap_book(plan: IssuerPlan, on: dt.date) -> bytes:
    """The bytes of a book with a row for each activity, and its chart; states are those of a day."""
    from nastav_docs.registry.forms import PlanLine, plan_book  # noqa: PLC0415  loads openpyxl

    lines = [
        PlanLine(
            item.number,
            item.section,
            item.title,
            item.deadline,
            start_of(plan, item),
            due_of(plan, item),
            tuple(sorted(_kept(day, said.get(day)) for day in item.dates)),
            "; ".join(filter(None, item.people)),
            item.result,
            ITEM_STATES[plan.state(item, on)],
            "; ".join(one.mark for one in item.statuses(plan.statuses)),
        )
        for item in plan.activities
        for said in (statuses_by_date(item, plan.statuses),)
    ]
    return plan_book(title_of(plan), lines, plan.period)


def _kept(day: dt.date, status: Status | None) -> dt.date:
    return status.moved if status is not None and status.moved is not None else day


def title_of(plan: IssuerPlan) -> str:
    """The title of an issuer's first plan on one line; of a school's with the school's name behind it."""
    titles = [plain(one["title"]) for one in plan.plans.values()]
    title = titles[0] if titles else "План"
    return f"{title}: {plan.title}" if plan.school else title


def due_of(plan: IssuerPlan, item: PlanItem) -> dt.date | None:
    """The first day of an item that is not done, moved where the journal moves it; the last day of one that is."""
    said = statuses_by_date(item, plan.statuses)
    still = [day for day in item.dates if day not in said or said[day].state != DONE]
    if not still:
        return item.dates[-1] if item.dates else None
    return _kept(still[0], said.get(still[0]))


def start_of(plan: IssuerPlan, item: PlanItem) -> dt.date | None:
    """The day from which an item is done: the plan's, else that on which the order was signed, if it falls before."""
    if item.start is not None or not item.dates:
        return item.start
    return plan.signed if plan.signed is not None and plan.signed <= item.dates[0] else None


def roadmap_data(plan: IssuerPlan, on: dt.date) -> dict[str, Any]:
    """The plan as plain data: dates in ISO 8601, states as keys (done, overdue, moved, under_way, not_done, ahead)."""
    return {
        "title": title_of(plan),
        "school": plan.school,
        "period": [day.isoformat() for day in plan.period],
        "signed": None if plan.signed is None else plan.signed.isoformat(),
        "activities": [_activity(plan, item, on) for item in plan.activities],
    }


def _activity(plan: IssuerPlan, item: PlanItem, on: dt.date) -> dict[str, Any]:
    said = statuses_by_date(item, plan.statuses)
    start, due = start_of(plan, item), due_of(plan, item)
    return {
        "id": item.code,
        "number": item.number,
        "section": item.section,
        "title": item.title,
        "deadline": item.deadline,
        "start": None if start is None else start.isoformat(),
        "due": None if due is None else due.isoformat(),
        "dates": [
            {
                "date": day.isoformat(),
                "mark": said[day].mark if day in said else "",
                "done": day in said and said[day].state == DONE,
            }
            for day in item.dates
        ],
        "roles": list(item.roles),
        "people": [person for person in item.people if person],
        "result": item.result,
        "state": plan.state(item, on),
        "marks": [one.mark for one in item.statuses(plan.statuses)],
    }
