"""A new user fills in the workbook alone and gets papers."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from nastav_docs.authoring import start
from nastav_docs.builder import build
from nastav_docs.config import has_errors, load
from nastav_docs.diagnostics import Diagnostic
from nastav_docs.docx import read_word_text
from nastav_docs.review import check
from tests.config.workbook.books import cell_of, saved

if TYPE_CHECKING:
    from pathlib import Path

FILLED = (
    ("Реквизиты", "Полное наименование", "B", 1, "Лесногорский муниципальный округ"),
    ("Реквизиты", "Сокращение", "B", 1, "ЛМО"),
    ("Реквизиты", "Полное наименование", "B", 2, "Управление образования Лесногорского муниципального округа"),
    ("Реквизиты", "Электронная почта", "B", 1, "uo@example.org"),
    ("Люди", "head", "Фамилия, имя, отчество", 1, "Рябинина Ольга Павловна"),
    ("Люди", "coordinator", "Фамилия, имя, отчество", 1, "Ежов Максим Игоревич"),
    ("Приказ", "Номер", "B", 1, 118),
    ("Приказ", "Дата", "B", 1, "01.09.2025"),
    ("План", "ceremony", "Срок", 1, "Ежегодно, до 25 мая"),
    ("План", "training", "Откуда", 1, "убрать"),
)


def test_the_workbook_of_the_starter_filled_in_gives_the_papers(tmp_path: Path) -> None:
    written, problems = start(tmp_path, workbook=True)
    assert ([file.name for file in written], problems) == (["Район.xlsx"], ())
    opened = load_workbook(BytesIO((tmp_path / "Район.xlsx").read_bytes()))
    for sheet, row, column, nth, value in FILLED:
        opened[sheet][cell_of(opened[sheet], row, column, nth=nth)] = value
    schools = opened["Школы"]
    for heading, value in {
        "Полное наименование*": "Муниципальное бюджетное общеобразовательное учреждение «Школа № 1»",
        "Краткое наименование": "МБОУ «Школа № 1»",
        "Директор*": "Дубравин Пётр Олегович",
    }.items():
        column = next(cell.column_letter for cell in schools[1] if cell.value == heading)
        schools[f"{column}3"] = value
    (tmp_path / "Район.xlsx").write_bytes(saved(opened))

    project = load(tmp_path)
    assert not has_errors(check(project)), [(str(one.place), one.message) for one in check(project)]
    report = build(project, tmp_path / "out")
    assert report.ok
    order = read_word_text((tmp_path / "out" / "Приказ 118.docx").read_bytes(), "")
    assert not isinstance(order, Diagnostic)
    assert order.body is not None
    text = "".join(order.body.itertext()).replace("\u00a0", " ")
    assert "Лесногорского муниципального округа" in text
    assert "специалиста Ежова М.И." in text
    assert "Ежегодно, до 25 мая" in text
    assert "повышения квалификации по направлению" not in text
    assert any("Школа" in path or "школа" in path for path in report.written)


def test_a_printed_sheet_is_as_wide_as_a_page_and_a_very_wide_one_as_two_with_its_keys_on_both(tmp_path: Path) -> None:
    start(tmp_path, workbook=True)
    opened = load_workbook(BytesIO((tmp_path / "Район.xlsx").read_bytes()))
    pages = {sheet.title: (sheet.page_setup.fitToWidth, sheet.print_title_cols) for sheet in opened}
    assert (pages["План"], pages["Школы"], pages["Документы"]) == ((1, None), (2, "$A:$A"), (2, "$A:$A"))
