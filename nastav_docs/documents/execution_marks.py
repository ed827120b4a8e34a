"""The journal of execution as documents print it, and what is wrong with its rows of one issuer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from nastav_docs.documents.due_dates import default_period
from nastav_docs.documents.execution import marks, read_execution
from nastav_docs.documents.plan_items import order_items, plan_items, status_problems
from nastav_docs.russian import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nastav_docs.config import Project
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.documents.plan_items import PlanItem


def execution_names(project: Project, school: str) -> dict[str, object]:
    """The name `execution` for the documents of an issuer (`school` «» for the district): marks by code or number.

    Empty where the settings name no journal of execution.
    """
    if project.config is None or project.config.execution is None:
        return {}
    return {"execution": marks(read_execution(project).of(school))}


def execution_problems(
    project: Project, names: Mapping[str, Any], papers: Iterable[str], school: str = ""
) -> tuple[Diagnostic, ...]:
    """What is wrong with the rows of one issuer; for the district also with the journal as a whole.

    `names` are those that the issuer's documents print, `papers` the ids of its own papers.
    """
    if project.config is None or project.config.execution is None:
        return ()
    found = read_execution(project)
    items = issuer_items(project, names, tuple(papers))
    return (*(() if school else found.problems), *status_problems(found.of(school), items))


def issuer_items(project: Project, names: Mapping[str, Any], papers: tuple[str, ...]) -> tuple[PlanItem, ...]:
    """All that an issuer has to do: the activities of its plans, then the clauses of its orders."""
    signed = signed_on(names)
    return (*plan_items(names, period_of(project, signed), signed, papers), *order_items(names, papers))


def period_of(project: Project, signed: dt.date | None, on: dt.date | None = None) -> tuple[dt.date, dt.date]:
    """The period of the plan, else five years from the day that its order was signed, or from `on`."""
    record = None if project.config is None else project.config.period
    if record is not None:
        return record.start, record.end
    return default_period(signed, on or dt.date(2000, 1, 1))


def signed_on(names: Mapping[str, Any]) -> dt.date | None:
    """The date of an issuer's order; None while it has none."""
    found = parse_date(str(names["order"]["date"])) if "order" in names else None
    return found if isinstance(found, dt.date) else None
