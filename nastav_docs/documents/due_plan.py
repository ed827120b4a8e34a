"""The obligations of a whole project, the district's and its schools', and the table of them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from nastav_docs.documents.due_dates import Obligation, default_period, obligations
from nastav_docs.documents.prepared_project import edition
from nastav_docs.documents.school_issue import school_issues
from nastav_docs.documents.school_registry import read_schools

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nastav_docs.config import Project

STATES: Final = {"overdue": "просрочено", "soon": "скоро", "later": "позже"}


def project_obligations(project: Project, on: dt.date) -> tuple[Obligation, ...]:
    """Everything that the roadmaps of a district and of its schools ask for by a day; in the order of the days.

    `on` is the day from which a plan without a period is counted. A school whose papers have errors is left out: what
    is wrong with it `check` tells.
    """
    config = project.config
    if config is None:
        return ()
    signed = config.order.date if config.order is not None else None
    period = (config.period.start, config.period.end) if config.period is not None else default_period(signed, on)
    found = list(obligations(edition(project).names, period, signed))
    schools = read_schools(project)
    for issue in school_issues(project, schools.rows, schools.overlays):
        if issue.planned:
            names = issue.planned[0].names
            own = _day(names["order"].get("date") if "order" in names else None)
            found += obligations(names, period, own or signed, school=issue.row.id)
    return tuple(sorted(found, key=lambda one: (one.due, one.school, one.number, one.role)))


def _day(text: object) -> dt.date | None:
    try:
        return dt.datetime.strptime(str(text), "%d.%m.%Y").date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        return None


def due_book(found: Iterable[Obligation], on: dt.date, within: int) -> bytes:
    """The obligations as a book of Excel: dates as dates, with a filter."""
    from nastav_docs.registry.forms import SheetTable, table_book  # noqa: PLC0415  loads openpyxl

    columns = (
        ("Срок", 12, "date"), ("Состояние", 13, "text"), ("Кто", 30, "text"), ("Роль", 16, "text"),
        ("Школа", 28, "text"), ("№", 8, "text"), ("Мероприятие", 60, "text"), ("Срок, как в плане", 34, "text"),
        ("Последний рабочий день", 14, "date"), ("Результат", 40, "text"),
    )  # fmt: skip
    rows = [
        (
            one.due, STATES[one.state(on, within)], one.person, one.role, one.school_title or one.school, one.number,
            one.title, one.deadline, one.last, one.result,
        )
        for one in found
    ]  # fmt: skip
    above = (f"Сроки на {on:%d.%m.%Y}",)
    return table_book((SheetTable("Сроки", above, columns, rows),), "Сроки")
