"""Cells of a workbook mean what they show."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from nastav_docs.config.workbook import read_workbook
from nastav_docs.review import check
from tests.config.workbook.books import SHEETS, SMALL, book, cell_of, changed, project, saved, told_in

if TYPE_CHECKING:
    from pathlib import Path


def test_numbers_dates_and_percents_mean_what_they_show(tmp_path: Path) -> None:
    small = load_workbook(BytesIO(book(SMALL)))
    targets, due = small["Показатели"], small["План"]
    year, next_year = cell_of(targets, "Доля пар", "2025"), cell_of(targets, "Доля пар", "2026")
    for cell, value, look in ((year, 10.5, "General"), (next_year, 0.2, "0%")):
        targets[cell] = value
        targets[cell].number_format = look
    due[cell_of(due, "Совещание", "Срок")] = dt.datetime(2025, 11, 20)  # noqa: DTZ001  as above
    small["Приказ"]["B5"] = 118.0
    config = project(tmp_path, saved(small)).config
    assert config is not None
    assert config.indicators is not None
    assert config.roadmap is not None
    assert config.order is not None
    assert config.indicators.rows[0].targets == {"2025": "10,5", "2026": "20 %"}
    assert config.roadmap.sections[0].activities[1].deadline == "20.11.2025"
    assert config.order.number == "118"


def test_merged_cells_blank_rows_and_notes_are_no_hindrance(tmp_path: Path) -> None:
    small = load_workbook(BytesIO(book(SMALL)))
    plan = small["План"]
    row = int(cell_of(plan, "Подготовка", "A")[1:])
    plan.insert_rows(row + 2, 2)
    plan.insert_rows(1, 3)
    plan["A1"] = "Согласовано на совещании"
    plan.merge_cells(start_row=row + 3, start_column=2, end_row=row + 3, end_column=6)
    config = project(tmp_path, saved(small)).config
    assert config is not None
    assert config.roadmap is not None
    assert [(one.title, [act.title for act in one.activities]) for one in config.roadmap.sections] == [
        ("Подготовка", ["Подбор пар", "Совещание"])
    ]


def test_an_example_is_not_read(tmp_path: Path) -> None:
    told = told_in(tmp_path, {("Акты", "A5"): "Пример: не читается", ("Акты", "H5"): "О программе"})
    assert told == []


def test_a_date_whose_cell_shows_only_the_month_is_that_month(tmp_path: Path) -> None:
    for sheet, row, column in (("План", "school-plans", "Срок"), ("Приказ", "Дата", "B")):
        opened = load_workbook(BytesIO(book()))
        cell = opened[sheet][cell_of(SHEETS[sheet], row, column)]
        cell.value, cell.number_format = dt.date(2025, 11, 1), "mmm.yy"
        told = check(project(tmp_path, saved(opened)))
        at = [
            (one.place.words, one.message) for one in told if one.place and cell.coordinate in (one.place.words or "")
        ]
        expected = "не дата: «ноябрь 2025»; нужно, например, 02.11.2020"
        assert at == ([] if row != "Дата" else [(f"лист «Приказ», ячейка {cell.coordinate}", expected)])


def test_a_million_empty_rows_below_the_settings_are_passed_over() -> None:
    row = '<row r="1048576"><c r="A1048576"/></row></sheetData>'
    data = book(SMALL)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            sheet = name.endswith("sheet1.xml")
            new.writestr(name, content.replace(b"</sheetData>", row.encode()) if sheet else content)
    assert read_workbook(out.getvalue(), "Район.xlsx") == read_workbook(data, "Район.xlsx")


def test_one_annex_is_a_list_of_one(tmp_path: Path) -> None:
    cell = cell_of(SHEETS["Приказ"], "Приложения")
    found = project(tmp_path, changed(book(), {("Приказ", cell): "roadmap"}))
    assert found.problems == ()
    assert found.config is not None
    assert found.config.order is not None
    assert [annex.id for annex in found.config.order.annexes] == ["roadmap"]
