"""A cell of a registry is changed in its own file; every other cell, and how it is written, stays."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from nastav_docs.diagnostics import Diagnostic
from nastav_docs.registry import read_table, with_cells

HEAD = "Код;Полное наименование;Директор"
ROWS = [
    # the file, (row, column), the new text, the file afterwards
    (f"{HEAD}\ns-1;Школа № 1;Ли А.А.\n", (2, 2), "Ким Б.Б.", f"{HEAD}\ns-1;Школа № 1;Ким Б.Б.\n"),
    (f"{HEAD}\r\ns-1;Школа;\r\n\r\ns-2;Сад;Ли А.А.\r\n", (4, 1), "Ясли", f"{HEAD}\r\ns-1;Школа;\r\n\r\ns-2;Ясли;Ли А.А.\r\n"),
    (f"{HEAD}\ns-1;Школа;Ли\n", (2, 1), 'МБОУ "СОШ; 1"', f'{HEAD}\ns-1;"МБОУ ""СОШ; 1""";Ли\n'),
    (f'{HEAD}\ns-1;"МБОУ ""СОШ""";Ли\n', (2, 1), "МБОУ", f'{HEAD}\ns-1;"МБОУ";Ли\n'),
    (f"{HEAD}\ns-1;Школа\n", (2, 2), "Ли А.А.", f"{HEAD}\ns-1;Школа;Ли А.А.\n"),
    (f"{HEAD}\ns-1;Школа;Ли", (3, 1), "Сад", f"{HEAD}\ns-1;Школа;Ли\n;Сад;\n"),
    ("\ufeff" + HEAD + "\ns-1;Школа;Ли\n", (2, 0), "s-9", "\ufeff" + HEAD + "\ns-9;Школа;Ли\n"),
    ("sep=,\nКод,Полное наименование,Директор\ns-1,Школа,Ли\n", (3, 2), "Ким, и.о.", 'sep=,\nКод,Полное наименование,Директор\ns-1,Школа,"Ким, и.о."\n'),
]  # fmt: skip


@pytest.mark.parametrize(("before", "cell", "text", "after"), ROWS)
def test_one_cell_of_a_csv_is_written_and_every_other_byte_stays(
    before: str, cell: tuple[int, int], text: str, after: str
) -> None:
    found = with_cells(before.encode(), "schools.csv", {cell: text})
    assert isinstance(found, bytes), found.message
    assert found.decode() == after


def test_the_encoding_of_excel_stays() -> None:
    before = f"{HEAD}\r\ns-1;Школа № 1;Ли А.А.\r\n".encode("cp1251")
    found = with_cells(before, "schools.csv", {(2, 2): "Ким Б.Б."})
    assert found == f"{HEAD}\r\ns-1;Школа № 1;Ким Б.Б.\r\n".encode("cp1251")


def test_a_letter_that_the_encoding_lacks_changes_nothing() -> None:
    before = f"{HEAD}\r\ns-1;Школа № 1;Ли А.А.\r\n".encode("cp1251")
    found = with_cells(before, "schools.csv", {(2, 2): "Ким ∞"})
    assert isinstance(found, Diagnostic)
    assert found.message == "Правка в реестр «schools.csv» не внесена: таблица записана необычно."


def _book() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Школы"
    sheet.append(["Код", "Полное наименование", "Директор", "Всего"])
    sheet.append(["s-1", "Школа № 1", "Ли А.А.", 5])
    sheet.append(["s-2", "Школа № 2", "Ли Б.Б.", "=SUM(D2:D2)"])
    sheet["C2"].font = Font(bold=True)
    book.create_sheet("Другое")["A1"] = "своё"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_cell_of_a_workbook_keeps_its_format_and_all_other_parts_stay() -> None:
    before = _book()
    after = with_cells(before, "schools.xlsx", {(2, 2): "Ким В.В.", (4, 1): "Сад"})
    assert isinstance(after, bytes), after.message
    table = read_table(after, "schools.xlsx")
    assert table is not None
    assert [(number, cells[:3]) for number, cells in table.rows] == [
        (2, ("s-1", "Школа № 1", "Ким В.В.")),
        (3, ("s-2", "Школа № 2", "Ли Б.Б.")),
        (4, ("", "Сад", "")),
    ]
    book = load_workbook(io.BytesIO(after))
    assert book["Школы"]["C2"].font.bold
    assert book["Школы"]["D3"].value == "=SUM(D2:D2)"
    one, other = zipfile.ZipFile(io.BytesIO(before)), zipfile.ZipFile(io.BytesIO(after))
    assert one.namelist() == other.namelist()
    assert [name for name in one.namelist() if one.read(name) != other.read(name)] == ["xl/worksheets/sheet1.xml"]


def test_a_cell_with_a_formula_is_left_to_a_person() -> None:
    found = with_cells(_book(), "schools.xlsx", {(3, 3): "7"})
    assert isinstance(found, Diagnostic)
    assert found.message == "Правка в реестр «schools.xlsx» не внесена: в ячейке формула."
    assert found.hint == "Измените ячейку в Excel."
