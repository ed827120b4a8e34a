"""The obligations of a whole project, the district's and its schools', and the table of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.documents.due_dates import Obligation, obligations
from nastav_docs.documents.issuer_plans import issuer_plans

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from nastav_docs.config import Project

STATES: Final = {"done": "выполнено", "overdue": "просрочено", "soon": "скоро", "later": "позже"}


def project_obligations(project: Project, on: dt.date) -> tuple[Obligation, ...]:
    """Everything that the plans of a district and of its schools ask for by a day; in the order of the days.

    `on` is the day from which a plan without a period is counted. A school whose papers have errors is left out: what
    is wrong with it `check` tells.
    """
    found = [
        one
        for plan in issuer_plans(project, on)
        for one in obligations(plan.activities, plan.statuses, school=(plan.school, plan.title if plan.school else ""))
    ]
    return tuple(sorted(found, key=lambda one: (one.due, one.school, one.number, one.role)))


def due_book(found: Iterable[Obligation], on: dt.date, within: int) -> bytes:
    """The obligations as a book of Excel: dates as dates, with a filter."""
    from nastav_docs.registry.forms import SheetTable, table_book  # noqa: PLC0415  loads openpyxl

    columns = (
        ("Срок", 12, "date"), ("Состояние", 13, "text"), ("Кто", 30, "text"), ("Роль", 16, "text"),
        ("Школа", 28, "text"), ("№", 8, "text"), ("Мероприятие", 60, "text"), ("Срок, как в плане", 34, "text"),
        ("Последний рабочий день", 14, "date"), ("Результат", 40, "text"), ("Отметка", 30, "text"),
    )  # fmt: skip
    rows = [
        (
            one.due, STATES[one.state(on, within)], one.person, one.role, one.school_title or one.school, one.number,
            one.title, one.deadline, one.last, one.result, "" if one.status is None else one.status.mark,
        )
        for one in found
    ]  # fmt: skip
    above = (f"Сроки на {on:%d.%m.%Y}",)
    return table_book((SheetTable("Сроки", above, columns, rows),), "Сроки")
