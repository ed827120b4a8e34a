"""A registry of which a few rows have changed: the others are not checked anew, and nothing goes untold by that."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from nastav_docs import build
from nastav_docs.builder import inputs
from nastav_docs.builder.journals import STATE
from nastav_docs.config.project import load
from nastav_docs.diagnostics.codes.registry import ID_TWICE
from nastav_docs.registry import reader
from nastav_docs.registry import rows as rows_of_registry
from tests.builder.folder_of_results import codes, contents
from tests.many import CONFIG, HEADER, district, row, table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nastav_docs.builder import Report

SCHOOLS = 6


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes of the schools whose rows were checked, in their order."""
    seen: list[str] = []
    make_row = rows_of_registry.make_row

    def noted(*arguments: object, **keywords: object) -> object:
        made = make_row(*arguments, **keywords)  # type: ignore[arg-type]  # as it was called
        seen.append(made.id)
        return made

    monkeypatch.setattr(reader, "make_row", noted)
    return seen


def rows() -> list[list[str]]:
    return [row(number) for number in range(1, SCHOOLS + 1)]


def write_book(config: Path, cells: list[list[str]]) -> None:
    """The registry of a district as a book of Excel."""
    (config / "district.yaml").write_text(CONFIG.replace("schools.csv", "schools.xlsx"), "utf-8")
    book = Workbook()
    sheet = book.worksheets[0]
    for one in [HEADER.split(";"), *cells]:
        sheet.append(one)
    book.save(config / "schools.xlsx")


def same_as_afresh(report: Report, config: Path, out: Path) -> bool:
    """Whether a build has told and made what one into a new folder does."""
    fresh = build(load(config), out.parent / "fresh")
    return contents(out) == contents(out.parent / "fresh") and codes(report) == codes(fresh)


@pytest.mark.parametrize("book", [False, True])
def test_only_the_row_that_has_changed_is_checked(tmp_path: Path, checked: list[str], book: bool) -> None:  # noqa: FBT001
    cells = rows()
    config, out = district(tmp_path / "config", cells), tmp_path / "out"
    write: Callable[[Path, list[list[str]]], object] = write_book if book else district
    write(config, cells)
    build(load(config), out)
    checked.clear()
    cells[3][6] = "77-ОД"
    write(config, cells)
    report = build(load(config), out, prune=True)
    assert checked == ["s-1", "s-4"]  # the first row may be one of column numbers, so it is always looked at
    assert set(report.written) == {"s-4/План.docx", "s-4/Приказ 77-ОД.docx"}
    assert same_as_afresh(report, config, out)


def test_rows_may_be_moved_added_and_taken_away(tmp_path: Path, checked: list[str]) -> None:
    config, out = district(tmp_path / "config", rows()), tmp_path / "out"
    build(load(config), out)
    checked.clear()
    district(config, [*reversed(rows()[1:]), row(9)])
    report = build(load(config), out, prune=True)
    assert checked == ["s-6", "s-9"]
    assert set(report.removed) == {"s-1/План.docx", "s-1/Приказ 1-ОД.docx"}
    assert same_as_afresh(report, config, out)


def test_a_row_with_a_warning_is_told_of_at_each_build(tmp_path: Path, checked: list[str]) -> None:
    cells = rows()
    cells[2][3] = "ГОНЧАРЕНКО ВИКТОР СТЕПАНОВИЧ"
    config, out = district(tmp_path / "config", cells), tmp_path / "out"
    first = build(load(config), out)
    checked.clear()
    again = build(load(config), out)
    assert [problem.message for problem in first.problems] == [
        "Школа «s-3»: имя прочитано с обычными буквами: «Гончаренко Виктор Степанович»."
    ]
    assert again.problems == first.problems
    assert checked == ["s-1", "s-3"]
    assert again.written == ()


def test_a_value_without_a_heading_is_told_of_at_each_build(tmp_path: Path) -> None:
    config, out = district(tmp_path / "config", rows()), tmp_path / "out"
    cells = [[*one, "лишнее" if at == 4 else ""] for at, one in enumerate(rows())]
    (config / "schools.csv").write_text(table(cells, f"{HEADER};"), "utf-8-sig")
    first, again = build(load(config), out), build(load(config), out)
    assert [problem.message for problem in first.problems] == ["Над значением нет заголовка: столбец не читается."]
    assert again.problems == first.problems


def test_a_code_that_two_schools_now_have_is_told(tmp_path: Path) -> None:
    cells = rows()
    config, out = district(tmp_path / "config", cells), tmp_path / "out"
    build(load(config), out)
    cells[5][0] = "s-2"
    district(config, cells)
    report = build(load(config), out)
    told = [problem.message for problem in report.problems if problem.code == ID_TWICE.code]
    assert told == [
        "Школа «s-2»: код «s-2» есть и у другой школы (строка 7).",
        "Школа «s-2»: код «s-2» есть и у другой школы (строка 3).",
    ]


def test_another_release_checks_all_rows(tmp_path: Path, checked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    config, out = district(tmp_path / "config", rows()), tmp_path / "out"
    build(load(config), out)
    checked.clear()
    monkeypatch.setattr(inputs, "versions", lambda: {"OUTPUT_VERSION": "other"})
    build(load(config), out)
    assert checked == [f"s-{number}" for number in range(1, SCHOOLS + 1)]


def test_a_manifest_with_other_values_in_its_table_of_rows_is_no_harm(tmp_path: Path) -> None:
    cells = rows()
    config, out = district(tmp_path / "config", cells), tmp_path / "out"
    build(load(config), out)
    with sqlite3.connect(out / STATE / "manifest.sqlite") as documents:
        documents.execute("UPDATE rows SET cells = 'одна ячейка'")
    cells[3][6] = "77-ОД"
    district(config, cells)
    report = build(load(config), out, prune=True)
    assert report.ok
    assert same_as_afresh(report, config, out)
