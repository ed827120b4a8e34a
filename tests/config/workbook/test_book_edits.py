"""A value of a workbook is changed in its cell: the rest of the book stays byte for byte."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from nastav_docs.config.workbook import edited_book, read_workbook
from nastav_docs.config.yaml_edits import Edit
from nastav_docs.config.yaml_tree import plain_data
from nastav_docs.diagnostics import Diagnostic
from tests.config.workbook.books import SMALL, book, cell_of, changed

if TYPE_CHECKING:
    from collections.abc import Sequence

EDITS: tuple[tuple[str, Sequence[Edit], str, tuple[str | int, ...], object], ...] = (
    ("signs of markup are text", [Edit(("authority", "name"), "Отдел <А> & «Б»")], "Реквизиты", ("authority", "name"), "Отдел <А> & «Б»"),
    ("an empty cell of a form", [Edit(("authority", "phone"), "1-11-11")], "Реквизиты", ("authority", "phone"), "1-11-11"),
    ("an empty cell of a table", [Edit(("people", "schools", "gender"), "female")], "Люди", ("people", "schools", "gender"), "female"),
    ("a word of a drop-down", [Edit(("people", "head", "gender"), "male")], "Люди", ("people", "head", "gender"), "male"),
    ("a form of a word among others", [Edit(("people", "schools", "title", "dat"), "Директорам")], "Люди", ("people", "schools", "title", "dat"), "Директорам"),
    ("a clause", [Edit(("order", "clauses", 0), "Исполнить.")], "Приказ", ("order", "clauses", 0, "text"), "Исполнить."),
    ("a sub-clause", [Edit(("order", "clauses", 1, "clauses", 1), "Доложить.")], "Приказ", ("order", "clauses", 1, "clauses", 1, "text"), "Доложить."),
    ("a date", [Edit(("order", "date"), "02.09.2025")], "Приказ", ("order", "date"), "02.09.2025"),
    ("a number", [Edit(("indicators", "rows", 0, "targets", "2025"), "11,5")], "Показатели", ("indicators", "rows", 0, "targets", "2025"), "11,5"),
    ("one of those responsible goes", [Edit(("roadmap", "sections", 0, "activities", 0, "responsible", 1), None)], "План",
     ("roadmap", "sections", 0, "activities", 0, "responsible"), "head"),
    ("one responsible becomes two", [Edit(("roadmap", "sections", 0, "activities", 1, "responsible"), None),
      *(Edit(("roadmap", "sections", 0, "activities", 1, "responsible", n), role) for n, role in enumerate(("head", "schools")))],
     "План", ("roadmap", "sections", 0, "activities", 1, "responsible"), ["head", "schools"]),
    ("a value is cleared", [Edit(("authority", "abbr"), "")], "Реквизиты", ("authority", "abbr"), None),
)  # fmt: skip


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def value_at(data: bytes, path: tuple[str | int, ...]) -> object:
    tree, problems = read_workbook(data, "Район.xlsx")
    assert (tree is not None, problems) == (True, ())
    found: Any = plain_data(tree) if tree is not None else {}
    for step in path:
        found = found.get(step) if isinstance(found, dict) else found[step]
    return found


@pytest.mark.parametrize(("edits", "sheet", "path", "value"), [one[1:] for one in EDITS], ids=[one[0] for one in EDITS])
def test_only_the_xml_of_the_cell_changes(
    edits: Sequence[Edit], sheet: str, path: tuple[str | int, ...], value: object
) -> None:
    before = book(SMALL)
    after = edited_book(before, "Район.xlsx", edits)
    assert isinstance(after, bytes), after
    assert value_at(after, path) == value
    was, now = parts(before), parts(after)
    assert was.keys() == now.keys()
    (part,) = [name for name in was if was[name] != now[name]]
    start = next(n for n, (one, other) in enumerate(zip(was[part], now[part], strict=False)) if one != other)
    left = was[part].rfind(b"<c ", 0, start + 2)
    right = len(was[part]) - was[part].find(b"</row>", start)
    assert now[part][:left] == was[part][:left], sheet
    assert now[part][-right:] == was[part][-right:]


REFUSED = (
    ("a new row", Edit(("order", "clauses", 2), "Ещё."), "Правка «order → clauses → №3» не внесена: в книге нет ячейки, в которой оно стоит."),
    ("rows change places", Edit(("order", "clauses", 0), None, swaps=True), "Правка «order → clauses → №1» не внесена: в книге нет ячейки, в которой оно стоит."),
    ("a text where a drop-down is", Edit(("people", "head", "gender"), "иной"), "Правка «people → head → gender» не внесена: такого значения ячейка не принимает, или в ней стоит не одно значение."),
)  # fmt: skip


@pytest.mark.parametrize(("edit", "message"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_what_no_cell_takes_is_refused_in_words(edit: Edit, message: str) -> None:
    found = edited_book(book(SMALL), "Район.xlsx", [edit])
    assert isinstance(found, Diagnostic)
    assert (found.message, found.hint) == (message, "Измените ячейку в Excel или LibreOffice и обновите страницу.")


def test_a_formula_stays_a_formula() -> None:
    import openpyxl  # noqa: PLC0415  only here

    opened = openpyxl.load_workbook(io.BytesIO(book(SMALL)))
    cell = cell_of(opened["Реквизиты"], "Телефон")
    data = changed(book(SMALL), {("Реквизиты", cell): '=CONCATENATE("1","2")'})
    found = edited_book(data, "Район.xlsx", [Edit(("authority", "phone"), "3")])
    assert isinstance(found, Diagnostic)
