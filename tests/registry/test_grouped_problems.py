"""Problems of many schools told once."""

from __future__ import annotations

from nastav_docs.diagnostics import Diagnostic, Place, Severity
from nastav_docs.registry import grouped
from nastav_docs.registry.rows import WHOLE_ROW, Header

HEADER = Header("schools.xlsx", "Школы", ("id", "head"), ("Код", "Директор"))


def problem(place: Place, message: str = "Не заполнено") -> Diagnostic:
    return Diagnostic("ND603", Severity.ERROR, place, message)


def messages(*places: Place) -> list[str]:
    return [d.message for d in grouped((f"школа-{n}", problem(place)) for n, place in enumerate(places, 1))]


def test_one_column_of_three_rows_is_told_once() -> None:
    cells = [HEADER.place(number, number, 1) for number in (5, 6, 7)]
    assert [cell.heading for cell in cells] == ["«Директор»"] * 3
    assert messages(*cells) == ["В 3 школах: не заполнено (школа-1, школа-2, школа-3)."]


def test_a_whole_row_is_told_apart_from_its_cells() -> None:
    rows = [HEADER.place(number, number, WHOLE_ROW) for number in (5, 6, 7)]
    cells = [HEADER.place(number, number, 1) for number in (5, 6, 7)]
    assert len(messages(*rows, *cells)) == 2


def test_places_in_a_document_are_never_taken_for_rows_of_the_registry() -> None:
    """Rows were told by the words of their place: a document's «строка 5, …» began like one."""
    places = [Place("order.docx", words=f"строка {number}, столбец «Срок»") for number in (5, 6, 7)]
    found = grouped((f"школа-{n}", problem(place, f"Не то {n}")) for n, place in enumerate(places, 1))
    assert [d.message for d in found] == [f"Школа «школа-{n}»: не то {n}" for n in (1, 2, 3)]
