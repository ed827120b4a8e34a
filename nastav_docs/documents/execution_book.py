"""The journal of execution as a book of Excel: a row for each thing to do and each of its dates, to be filled in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from nastav_docs.documents.execution import COLUMNS, STATES, item_key
from nastav_docs.documents.plan_items import statuses_by_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nastav_docs.documents.execution import Execution, Status
    from nastav_docs.documents.issuer_plans import IssuerPlan
    from nastav_docs.documents.plan_items import PlanItem
    from nastav_docs.registry.forms import PlainValue

SHEET: Final = "Исполнение"
ABOVE: Final = (
    "Журнал исполнения",
    "Заполняют «Состояние», а если нужно – «Новый срок», «Документ», «Дата». Строку находят по коду, школе и сроку.",
)
WIDTHS: Final = {
    "item": 18, "title": 60, "school": 14, "school_title": 28, "responsible": 30, "deadline": 28, "due": 13,
    "state": 16, "moved": 13, "document": 34, "date": 13, "remark": 34,
}  # fmt: skip
HINTS: Final = {
    "state": "Выберите: выполнено, в работе, не выполнено, перенесено. Пусто – сказать нечего.",
    "moved": "Если срок перенесён – новый день: 20.11.2020.",
    "document": "Чем подтверждено: приказ от 05.11.2020 № 12.",
    "date": "День, когда выполнено: 05.11.2020.",
}
# Rows that say «выполнено», «не выполнено» or «перенесено»; the state stands in column H.
COLOURS: Final = (
    ('LEFT($H{row},4)="выпо"', "FFE2EFDA"),
    ('LEFT($H{row},2)="не"', "FFFCE4E4"),
    ('LEFT($H{row},5)="перен"', "FFFFF2CC"),
)


def execution_book(plans: Iterable[IssuerPlan], until: dt.date | None = None) -> bytes:
    """The bytes of the journal with all activities and clauses of these issuers, and with what is known of them.

    Dates of what recurs go on to the day `until`, to the end of the plan without it.
    """
    from nastav_docs.registry.forms import SheetTable, table_book  # noqa: PLC0415  loads openpyxl

    names = list(COLUMNS)
    columns = [
        (COLUMNS[name].title, WIDTHS[name], "date" if COLUMNS[name].type == "date" else "text") for name in names
    ]
    table = SheetTable(
        SHEET,
        ABOVE,
        columns,
        list(book_rows(plans, until)),
        hints={names.index(name) + 1: hint for name, hint in HINTS.items()},
        choices={names.index("state") + 1: list(STATES.values())},
        colours=COLOURS,
    )
    return table_book((table,), "Журнал исполнения")


def book_rows(plans: Iterable[IssuerPlan], until: dt.date | None) -> Iterator[tuple[PlainValue, ...]]:
    """The rows of the journal for some issuers, each with a cell for every one of COLUMNS."""
    for plan in plans:
        for item in plan.items:
            yield from _item_rows(plan, item, until)


def _item_rows(plan: IssuerPlan, item: PlanItem, until: dt.date | None) -> Iterator[tuple[PlainValue, ...]]:
    own = item.statuses(plan.statuses)
    said = statuses_by_date(item, own)
    title = f"{item.number} {item.title}" if item.dates or item.deadline else f"{item.number}. {item.title}"
    what = (item.code, title, plan.school, plan.title if plan.school else "", "; ".join(filter(None, item.people)))
    days = [day for place, day in enumerate(item.dates) if place == 0 or until is None or day <= until]
    for day in days or (None,):
        known = said.get(day) if day is not None else next(iter(own), None)
        yield (*what, item.deadline, day, *_said(known))


def _said(known: Status | None) -> Sequence[PlainValue]:
    if known is None:
        return ("", None, "", None, "")
    return (STATES[known.state], known.moved, known.document, known.date, known.remark)


def completed_book(
    data: bytes, journal: Execution, plans: Iterable[IssuerPlan], until: dt.date | None = None, sheet: str = ""
) -> bytes | None:
    """The bytes of a journal with the rows that it lacks below its own; None for a book without such a table.

    `data` are the bytes of the book, `journal` what was read of it, `sheet` the one that the settings name,
    `until` as in `execution_book`.
    """
    from nastav_docs.registry.forms import with_rows  # noqa: PLC0415  loads openpyxl

    rows = missing_rows(plans, journal, until)
    return with_rows(data, COLUMNS, rows, "Журнал исполнения", sheet) if rows else data


def missing_rows(
    plans: Iterable[IssuerPlan], journal: Execution, until: dt.date | None
) -> list[tuple[PlainValue, ...]]:
    """The rows that a journal lacks; a row without a date is of all dates of its item."""
    there = {
        (
            item_key(row["item"].text),
            row["school"].value or "",
            day if isinstance(day := row["due"].value, dt.date) else None,
        )
        for row in journal.rows
    }
    found: list[tuple[PlainValue, ...]] = []
    for plan in plans:
        for item in plan.items:
            keys = {item_key(item.code), item_key(item.number)}
            days = {day for key, school, day in there if key in keys and school == plan.school}
            if None not in days and not (days and len(item.dates) == 1):
                due = list(COLUMNS).index("due")
                found += (row for row in _item_rows(plan, item, until) if row[due] not in days)
    return found
