"""The journal of registration as a book of Excel: a row for each paper of the district and of its schools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.documents.issued_papers import issued_papers
from nastav_docs.documents.registration import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nastav_docs.config import Project
    from nastav_docs.documents.issuer_plans import IssuerPlan
    from nastav_docs.documents.registration import Registration
    from nastav_docs.registry.forms import PlainValue

SHEET: Final = "Регистрация"
ABOVE: Final = (
    "Журнал регистрации документов",
    "Заполняют «Номер» и «Дата»: при следующей сборке они встанут в документ и во все ссылки на него.",
)
WIDTHS: Final = {
    "paper": 16, "kind": 16, "title": 56, "school": 14, "school_title": 30, "number": 14, "date": 13, "remark": 30,
}  # fmt: skip
HINTS: Final = {
    "number": "Номер, как на документе: 42-ОД. Без знака №.",
    "date": "День, месяц и год: 02.11.2020.",
}
# Rows that are registered; number and date stand in columns F and G.
COLOURS: Final = (('AND($F{row}<>"",$G{row}<>"")', "FFE2EFDA"),)


def journal_book(project: Project, issuers: Iterable[IssuerPlan]) -> bytes:
    """The bytes of the journal with all papers that get numbers, and with the numbers that are known already."""
    from nastav_docs.registry.forms import SheetTable, table_book  # noqa: PLC0415  loads openpyxl

    names = list(COLUMNS)
    columns = [
        (COLUMNS[name].title, WIDTHS[name], "date" if COLUMNS[name].type == "date" else "text") for name in names
    ]
    hints = {names.index(name) + 1: hint for name, hint in HINTS.items()}
    table = SheetTable(SHEET, ABOVE, columns, list(_rows(project, issuers)), hints=hints, colours=COLOURS)
    return table_book((table,), "Журнал регистрации")


def completed_journal(
    project: Project, data: bytes, journal: Registration, issuers: Iterable[IssuerPlan], sheet: str = ""
) -> bytes | None:
    """The bytes of a journal with the papers that it lacks below its own; None for a book without such a table.

    `data` are the bytes of the book, `journal` what was read of it, `sheet` the one that the settings name.
    """
    from nastav_docs.registry.forms import with_rows  # noqa: PLC0415  loads openpyxl

    there = {(row["paper"].text.strip(), str(row["school"].value or "")) for row in journal.rows}
    paper, school = (list(COLUMNS).index(name) for name in ("paper", "school"))
    rows = [row for row in _rows(project, issuers) if (row[paper], row[school]) not in there]
    return with_rows(data, COLUMNS, rows, "Журнал регистрации", sheet) if rows else data


def _rows(project: Project, issuers: Iterable[IssuerPlan]) -> Iterator[tuple[PlainValue, ...]]:
    for issuer in issuers:
        title = issuer.title if issuer.school else ""
        for paper in issued_papers(project, issuer):
            yield (paper.name, paper.kind, paper.title, issuer.school, title, paper.number, paper.day, "")
