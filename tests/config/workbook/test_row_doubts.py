"""Whole rows of the workbook that are doubtful: one row twice, cells in each other's places, a number typed twice."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from nastav_docs.review import check
from tests.config.workbook.books import SMALL, book, cell_of, changed, project, saved, told_in

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

PLAN = {"F": "Форум наставников", "G": "до 02.03.2026", "H": "coordinator"}
INDICATOR = {"A": "own", "D": "Доля школ от общего числа школ", "E": "%", "G": "2026 год"}


@pytest.mark.parametrize(
    ("sheet", "rows", "told"),
    [
        ("План", {52: PLAN, 53: PLAN},
         ("ячейка F53", "Строка 53 повторяет строку 52: «Форум наставников».", "Удалите одну из строк – или впишите, чем они отличаются.")),
        ("План", {52: PLAN | {"G": "coordinator", "H": "до 02.03.2026"}},
         ("ячейка G52", "Срок и ответственные стоят в ячейках друг друга.", "Поменяйте их местами.")),
        ("План", {52: PLAN | {"G": "coordinator", "H": "сентябрь"}},
         ("ячейка G52", "Срок и ответственные стоят в ячейках друг друга.", "Поменяйте их местами.")),
        ("Показатели", {37: INDICATOR},
         ("ячейка F37", "У показателя в строке 37 нет значения.", "Впишите его в столбец «Значение» – или по годам, в столбцы с заголовком-годом.")),
        ("Сокращения", {6: {"A": "районное методическое объединение", "D": "РМО"}},
         ("ячейка A6", "Похоже, сокращение и расшифровка стоят в ячейках друг друга: «районное методическое объединение» – «РМО».",
          "Поменяйте их местами.")),
        ("Сокращения", {35: {"D": 45931}},
         ("ячейка D35", "Вместо даты – число 45931.",
          "Похоже, это 01.10.2025: задайте ячейке формат «Дата» или впишите дату заново.")),
        ("Приказ", {31: {"A": 8, "E": "8. Создать рабочую группу."}},
         ("ячейка E31", "Текст начинается с номера «8.»: номера таблицы «Пункты» ставит программа.", "Уберите «8.» из текста.")),
        ("Люди", {13: {"C": "Директора школ"}},
         ("ячейка C13", "Серая ячейка столбца «В программе» не читается: «Директора школ».", "Впишите своё в ячейку другого столбца.")),
        ("Реквизиты", {5: {"C": "ЛГО"}},
         ("ячейка C5", "Написанное рядом с таблицей «Муниципалитет» не прочитано: «ЛГО».",
          "Если это «Сокращение», впишите в ячейку B5; если нет – уберите отсюда.")),
    ],
)  # fmt: skip
def test_a_doubtful_row_is_told_once(
    tmp_path: Path, sheet: str, rows: dict[int, dict[str, object]], told: tuple[str, str, str]
) -> None:
    changes = {(sheet, f"{column}{row}"): text for row, cells in rows.items() for column, text in cells.items()}
    place, *rest = told
    assert told_in(tmp_path, changes) == [(f"лист «{sheet}», {place}", *rest)]


@pytest.mark.parametrize("second", [{"G": "до 03.03.2026"}, {"F": "Форум учителей"}])
def test_rows_that_differ_are_no_mistake(tmp_path: Path, second: dict[str, str]) -> None:
    rows = ((52, PLAN), (53, PLAN | second))
    changes = {("План", f"{column}{row}"): text for row, cells in rows for column, text in cells.items()}
    assert told_in(tmp_path, dict(changes)) == []


def people(change: dict[str, str | None]) -> bytes:
    opened = load_workbook(BytesIO(book()))
    for cell, text in change.items():
        opened["Люди"][cell] = text
    return saved(opened)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"A6": "координатор"},
         ("лист «Люди», ячейка A6", "Роль «coordinator», которую называет программа, записана как «координатор».",
          "Впишите «coordinator» – латиницей, как в программе.")),
        ({"A5": None, "D5": None, "F5": None},
         ("лист «Люди»", "Роли «head» нет на листе «Люди», а её называет программа.",
          "Впишите «head» в столбец «Роль», рядом – кто это.")),
    ],
)  # fmt: skip
def test_a_role_of_the_programme_that_the_sheet_lacks_is_told_once(
    tmp_path: Path, change: dict[str, str | None], told: tuple[str, str, str]
) -> None:
    found = [one for one in check(project(tmp_path, people(change))) if one.code == "ND206"]
    assert [(one.place.words if one.place else "", one.message, one.hint) for one in found] == [told]


def test_latin_letters_in_a_name_are_told_at_its_cell_alone(tmp_path: Path) -> None:
    cell = cell_of(load_workbook(BytesIO(book()))["Люди"], "coordinator", "Фамилия, имя, отчество")
    assert told_in(tmp_path, {("Люди", cell): "Eжoв Максим Игоревич"}) == [
        (f"лист «Люди», ячейка {cell}", "В слове «Eжoв» латинские буквы", "Ежов")
    ]


PAPERS = """\
extends: mentoring-2025
district: {name: Лесногорский муниципальный округ, abbr: ЛМО}
authority: {name: Управление образования, abbr: УО, place: г. Лесногорск}
people:
  head: {name: Рябинина Ольга Павловна, position: Начальник}
  coordinator: {name: Ежов Максим Игоревич, position: главный специалист}
period: 01.09.2025 … 31.08.2028
papers: {plan: {sections: {law: {activities: {regulation: {deadline: до 01.10.2025}}}}}}
"""


def removed(opened: Workbook) -> str:
    """The cell of the code of a paper which is now said to be left out."""
    cell = cell_of(opened["Документы"], "plan", "A")
    opened["Документы"][cell.replace("A", "B")] = "убрать"
    return cell


def test_a_paper_left_out_that_others_name_is_told_at_its_row(tmp_path: Path) -> None:
    opened = load_workbook(BytesIO(book(PAPERS)))
    cell = removed(opened)
    told = check(project(tmp_path, saved(opened)))
    assert [(str(one.place).partition(", ")[2], one.message, one.hint) for one in told if one.severity.name == "ERROR"] == [
        (f"лист «Документы», ячейка {cell}", "«plan» здесь убрано, а «concept» называет его приложением.",
         "Выберите «из программы» – или уберите и приложение «plan» документа «concept», и пункт о нём.")
    ]  # fmt: skip


def test_the_example_of_a_school_filled_in_is_told(tmp_path: Path) -> None:
    row = {
        "B": "Муниципальное общеобразовательное учреждение «Школа № 1»",
        "I": "Ломов Пётр Ильич",
        "L": "Зуева Анна Львовна",
    }
    data = changed(book(SMALL), {("Школы", f"{column}2"): text for column, text in row.items()})
    told = [one for one in check(project(tmp_path, data)) if one.code == "ND330"]
    assert [(one.place.words if one.place else "", one.hint) for one in told] == [
        ("лист «Школы», ячейка A2",
         "Вместо «пример» впишите код школы – или очистите ячейку: код составится из наименования.")
    ]  # fmt: skip
