"""Where settings stand: one home for each section, one workbook in a folder, files that are no workbook."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from nastav_docs.authoring.settings_book import export_yaml
from nastav_docs.config import has_errors, load
from nastav_docs.review import check
from tests.config.workbook.books import SHEETS, YAML, book, cell_of, project, saved, told_alone

if TYPE_CHECKING:
    from pathlib import Path


def with_schools(**named: str) -> bytes:
    """The book with a school on its sheet «Школы», and with what the form «Реестр школ» says."""
    opened = load_workbook(BytesIO(book()))
    for label, text in named.items():
        opened["Реквизиты"][cell_of(opened["Реквизиты"], label.replace("_", " "))] = text
    filled = {"Полное наименование*": "Школа № 1", "Директор*": "Ломов Пётр Ильич"}
    for column, cell in enumerate(opened["Школы"][1], 1):
        opened["Школы"].cell(3, column).value = filled.get(str(cell.value))
    return saved(opened)


def test_a_registry_named_beside_the_sheet_of_schools_is_told_once(tmp_path: Path) -> None:
    cell = cell_of(SHEETS["Реквизиты"], "Файл реестра")
    told = told_alone(tmp_path, with_schools(Файл_реестра="schools.xlsx", Лист_реестра="Лист1"), {"ND318", "ND601"})
    assert told == [
        ("лист «Школы»", f"Школы – и на листе «Школы», и в реестре, который назван: лист «Реквизиты», ячейка {cell}.",
         "Оставьте одно: очистите ту ячейку – или строки школ на листе «Школы».")
    ]  # fmt: skip


def test_the_sheet_of_schools_may_be_named(tmp_path: Path) -> None:
    assert told_alone(tmp_path, with_schools(Лист_реестра="Школы"), {"ND318", "ND601"}) == []


def test_a_section_has_one_home(tmp_path: Path) -> None:
    (tmp_path / "district.yaml").write_text("extends: mentoring\norder: {number: '5'}\n", "utf-8")
    told = project(tmp_path, book(YAML.replace("extends: mentoring\n", ""))).problems
    assert [(str(one.place).rpartition("/")[2], one.message.replace(f"{tmp_path}/", ""), one.hint) for one in told] == [
        (
            "Район.xlsx, лист «Приказ», ячейка B5",
            "Раздел «order» написан дважды: здесь и в district.yaml:2:1.",
            "Оставьте его в одном месте: очистите эти ячейки или уберите раздел из файла YAML.",
        )
    ]


def test_yaml_and_the_workbook_divide_the_sections_between_them(tmp_path: Path) -> None:
    text = "extends: mentoring\nwording: {start_date: 01.10.2025, report_deadline: 15.10.2025, final_year: 2027 год}\n"
    (tmp_path / "district.yaml").write_text(text, "utf-8")
    rest = "".join(line for line in YAML.splitlines(keepends=True) if not line.startswith(("extends", "wording")))
    found = project(tmp_path, book(rest))
    assert check(found) == ()
    assert found.config is not None
    assert found.config.wording["final_year"] == "2027 год"
    assert [file.name for file in found.files[:2]] == ["district.yaml", "Район.xlsx"]
    assert [file.name for file in found.reload().files[:2]] == ["district.yaml", "Район.xlsx"]


def test_two_workbooks_in_a_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "Район (копия).xlsx").write_bytes(book())
    told = project(tmp_path, book()).problems
    assert [one.code for one in told] == ["ND321"]
    assert load(tmp_path / "Район.xlsx").problems == ()


def test_another_book_of_excel_is_no_workbook_of_settings(tmp_path: Path) -> None:
    other = Workbook()
    other.worksheets[0].title = "Смета"
    other.worksheets[0]["A1"] = "Итого"
    (tmp_path / "Смета.xlsx").write_bytes(saved(other))
    told = load(tmp_path / "Смета.xlsx").problems
    assert [(one.message, one.hint) for one in told] == [
        (
            "В книге нет листов настроек: есть «Смета».",
            "Новую книгу с нужными листами записывает «nastav-docs init --xlsx».",
        )
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0\xcf\x11\xe0 old", "Книга в старом формате (.xls) или закрыта паролем."),
        (b"PK\x03\x04 cut off", "Файл повреждён: он обрывается или передан не весь."),
        (b"Name;Value", "Это не книга Excel."),
    ],
)
def test_a_file_that_is_no_book_is_told(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "Район.xlsx").write_bytes(data)
    told = load(tmp_path / "Район.xlsx").problems
    assert [one.message for one in told] == [message]
    assert has_errors(told)


def test_a_book_without_its_first_sheet_is_named_where_no_settings_are_found(tmp_path: Path) -> None:
    opened = load_workbook(BytesIO(book()))
    del opened["Реквизиты"]
    (tmp_path / "Район.xlsx").write_bytes(saved(opened))
    (told,) = check(load(tmp_path))
    assert told.hint.startswith("Если настройки в книге «Район.xlsx», в ней должен быть лист «Реквизиты»")


def test_schools_of_the_workbook_go_along_into_yaml(tmp_path: Path) -> None:
    (tmp_path / "Район.xlsx").write_bytes(with_schools())
    written, problems = export_yaml(tmp_path / "Район.xlsx", tmp_path / "yaml")
    assert ([path.name for path in written], problems) == (["district.yaml", "schools.csv"], ())
    again = load(tmp_path / "yaml")
    assert again.problems == ()
    assert again.registry is not None
    assert again.registry.name == "schools.csv"
    assert "Школа № 1" in (tmp_path / "yaml" / "schools.csv").read_text("utf-8")
