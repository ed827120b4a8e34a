"""Sheets, titles and headings of a workbook that were renamed, deleted, put in or written twice, and rows between them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from nastav_docs.config import node_at, plain_data
from nastav_docs.config.workbook import read_workbook
from nastav_docs.review import check
from tests.config.workbook.books import SHEETS, SMALL, book, cell_of, project, saved, told_in

if TYPE_CHECKING:
    from pathlib import Path


def test_a_table_below_another_is_told_once_and_not_read(tmp_path: Path) -> None:
    told = told_in(
        tmp_path,
        {
            ("Люди", "A22"): "Консультанты",
            ("Люди", "A23"): "ФИО",
            ("Люди", "B23"): "Кабинет",
            ("Люди", "A24"): "Зорин П.П.",
            ("Люди", "B24"): "12",
        },
    )
    assert [one[:2] for one in told] == [
        (
            "лист «Люди», ячейка A22",
            "Под таблицей «Люди и группы» начинается другая: «Консультанты». Её строки не прочитаны.",
        )
    ]


def test_a_table_without_a_column_that_it_is_about_is_told_once(tmp_path: Path) -> None:
    heading = next(cell.coordinate for row in SHEETS["План"] for cell in row if cell.value == "Срок")
    told = told_in(tmp_path, {("План", heading): None})
    assert told == [
        (
            "лист «План», ячейка I26",
            "В таблице «Мероприятия» нет столбца «Срок».",
            "Впишите заголовок в строку 26: например, в ячейку I26.",
        )
    ]


def test_a_misspelt_heading_is_told_with_the_right_one(tmp_path: Path) -> None:
    small = load_workbook(BytesIO(book(SMALL)))
    cell = cell_of(small["План"], "Срок", "Срок")
    assert told_in(tmp_path, {("План", cell): "Срокк"}, SMALL)[0] == (
        f"лист «План», ячейка {cell}",
        "Столбец «Срокк» таблицы «Мероприятия» не узнан.",
        "Может быть, «Срок»?",
    )


def test_an_activity_stands_in_a_section(tmp_path: Path) -> None:
    small = load_workbook(BytesIO(book(SMALL)))
    section = cell_of(small["План"], "Подготовка", "Раздел")
    told = told_in(tmp_path, {("План", section): None}, SMALL)
    assert told[0][1:] == (
        f"Над строкой {int(section[1:]) + 1} нет раздела.",
        "Выше мероприятий впишите строку раздела: столбец «Раздел», остальные пусты.",
    )


@pytest.mark.parametrize(
    ("column", "note"),
    [
        ("A", "Примечание: сроки могут меняться"), ("A", "сроки уточняются по приказу"), ("D", "* сроки могут меняться"),
        ("E", "Итого: два мероприятия"),
    ],
)  # fmt: skip
def test_a_note_below_the_plan_is_no_activity(tmp_path: Path, column: str, note: str) -> None:
    row = int(cell_of(load_workbook(BytesIO(book(SMALL)))["План"], "Совещание", "A")[1:]) + 2
    changes: dict[tuple[str, str], object] = {("План", f"{column}{row}"): note}
    assert told_in(tmp_path, changes, SMALL)[0] == (
        f"лист «План», ячейка {column}{row}",
        f"Строка {row} не прочитана: это примечание под таблицей «Мероприятия».",
        "Уберите его на свой лист или в примечание к ячейке; строке таблицы нужны и другие столбцы.",
    )


def test_a_sheet_with_another_name_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    opened = load_workbook(BytesIO(book()))
    opened["Люди"].title = "Лица"
    opened["План"].title = "Плаан"
    opened.copy_worksheet(opened["Приказ"]).title = "Приказ (2)"
    told = check(project(tmp_path, saved(opened)))
    assert [(one.message, one.hint) for one in told if one.code in {"ND311", "ND326"}] == [
        ("Лист «Лица» прочитан как «Люди»: на нём его таблицы.", "Верните листу имя «Люди»."),
        ("Лист «Плаан» прочитан как «План»: на нём его таблицы.", "Верните листу имя «План»."),
        (
            "Лист «Приказ (2)» не прочитан: с таким именем настроек нет.",
            "Лист «Приказ» в книге есть, читается он: нужное перенесите на него, этот удалите.",
        ),
    ]


def test_a_renamed_sheet_is_offered_the_title_it_begins_with(tmp_path: Path) -> None:
    opened = load_workbook(BytesIO(book()))
    opened.copy_worksheet(opened["План"]).title = "План работы"
    told = check(project(tmp_path, saved(opened)))
    assert [one.hint for one in told if one.message.startswith("Лист «План работы» не прочитан")] == [
        "Лист «План» в книге есть, читается он: нужное перенесите на него, этот удалите."
    ]


def test_a_column_put_before_all_others_changes_nothing(tmp_path: Path) -> None:
    opened = load_workbook(BytesIO(book()))
    for sheet in ("Реквизиты", "Приказ", "План"):
        opened[sheet].insert_cols(1)
    assert check(project(tmp_path, saved(opened))) == check(project(tmp_path, book()))


def test_a_decision_beside_its_question_is_the_first_below_it() -> None:
    opened = load_workbook(BytesIO(book(SMALL)))
    for title, rows in (
        ("Документы", (("Имя", "Вид"), ("p", "protocol"))),
        ("Повестка", (("Документ", "Вопрос", "Решили"), ("p", "О плане", "Принять план."), ("", "", "Начать."))),
    ):
        sheet = opened.create_sheet(title)
        for row in rows:
            sheet.append(row)
    layer, problems = read_workbook(saved(opened), "Район.xlsx")
    assert problems == ()
    assert layer is not None
    assert (
        node_at(layer, ("papers", "p", "agenda", 0, "decided", 1, "text")).place.words == "лист «Повестка», ячейка C3"
    )
    assert plain_data(node_at(layer, ("papers", "p", "agenda"))) == [
        {"title": "О плане", "decided": [{"text": "Принять план."}, {"text": "Начать."}]}
    ]


def test_the_first_sheet_is_known_under_another_name(tmp_path: Path) -> None:
    opened = load_workbook(BytesIO(book()))
    opened["Реквизиты"].title = "реквизиты района"
    told = check(project(tmp_path, saved(opened)))
    assert [(one.message, one.hint) for one in told] == [
        (
            "Лист «реквизиты района» прочитан как «Реквизиты»: на нём его таблицы.",
            "Верните листу имя «Реквизиты».",
        )
    ]


def test_one_year_over_two_columns_is_told_at_the_second(tmp_path: Path) -> None:
    cell = cell_of(SHEETS["Показатели"], "event", "Значение")
    head = next(c.coordinate for row in SHEETS["Показатели"] for c in row if c.value == "Срок достижения")
    at = [f"{chr(ord(head[0]) + step)}{head[1:]}" for step in (1, 2)]
    values = {("Показатели", one): "2026" for one in at}
    filled = {("Показатели", f"{one.rstrip('0123456789')}{cell[1:]}"): 3 for one in at}
    told = told_in(tmp_path, {**values, **filled})
    assert (
        f"лист «Показатели», ячейка {at[1]}",
        f"Столбец «2026» в таблице «Показатели по строкам» второй раз: он есть в ячейке {at[0]}.",
        "Может быть, 2027? Или оставьте один из двух.",
    ) in told


def test_hints_in_the_place_of_values_are_told_once(tmp_path: Path) -> None:
    opened = load_workbook(BytesIO(book()))
    opened["Реквизиты"].delete_cols(2)
    told = [one for one in check(project(tmp_path, saved(opened))) if one.code == "ND313"]
    assert [(one.message, one.hint) for one in told] == [
        (
            "На листе «Реквизиты» нет столбца значений: рядом с названиями стоят подсказки.",
            "Вставьте пустой столбец между названиями и подсказками.",
        )
    ]


def test_a_section_written_as_an_activity_is_doubted(tmp_path: Path) -> None:
    last = 2 + max(
        number for number, row in enumerate(SHEETS["План"], 1) if any(c.value == "из программы" for c in row)
    )
    told = told_in(tmp_path, {("План", f"F{last}"): "Итоговые мероприятия"})
    assert (
        f"лист «План», ячейка F{last}",
        f"В строке {last} только название, без срока и ответственных: она прочитана как мероприятие.",
        "Если это раздел, впишите его в столбец «Раздел»; если мероприятие – допишите срок и ответственных.",
    ) in told


def with_cells(title: str, **cells: Any) -> bytes:  # noqa: ANN401  what a cell may hold
    opened = load_workbook(BytesIO(book(SMALL)))
    for cell, value in cells.items():
        opened[title][cell] = value
    return saved(opened)


RENAMED = (
    ("План", "A29", "Мероприятия плана",
     "Название таблицы «Мероприятия» изменено на «Мероприятия плана»; таблица прочитана.",
     "Верните название «Мероприятия»."),
    ("Реквизиты", "A8", "Орган управления",
     "Название таблицы «Управление образования» изменено на «Орган управления»; таблица прочитана.",
     "Верните название «Управление образования»."),
)  # fmt: skip


@pytest.mark.parametrize(("title", "cell", "written", "message", "hint"), RENAMED)
def test_a_table_is_read_under_another_title(
    tmp_path: Path, title: str, cell: str, written: str, message: str, hint: str
) -> None:
    found = project(tmp_path, with_cells(title, **{cell: written}))
    assert [(one.place.words if one.place else "", one.message, one.hint) for one in found.problems] == [
        (f"лист «{title}», ячейка {cell}", message, hint)
    ]
    assert found.config == project(tmp_path, book(SMALL)).config


def test_a_form_whose_title_was_deleted_is_read(tmp_path: Path) -> None:
    found = project(tmp_path, with_cells("Реквизиты", A8=None))
    assert (found.problems, found.config) == ((), project(tmp_path, book(SMALL)).config)


STRAYS = (
    ("Реквизиты", {"A13": None, "B13": "г. Лесногорск"}, "B13",
     "Слева от значения «г. Лесногорск» нет названия строки: значение не прочитано.",
     "Впишите его в ячейку A13: на листе нет «Место издания»."),
    ("Реквизиты", {"A19": "проверить телефон"}, "A19",
     "Написанное рядом с таблицей «Управление образования» не прочитано: «проверить телефон».",
     "Если это часть настроек, впишите в ячейку таблицы; если нет – перенесите в другую книгу."),
    ("Прочее", {"A5": "order.place", "B5": "г. Лесногорск"}, "A5", "Путь «order.place» не поделён на шаги.",
     "Впишите «order → place»: шаги пути делит « → » или «->»."),
    ("Прочее", {"B5": "г. Лесногорск"}, "B5", "Слева от значения «г. Лесногорск» нет пути: значение не прочитано.",
     "Впишите путь: order → place – или уберите значение."),
    ("План", {"D34": "Итоговая встреча", "E34": "20.05.2026"}, "F34",
     "У мероприятия в строке 34 не назван ответственный.", "Впишите роль с листа «Люди»: coordinator."),
    ("Показатели", {"E30": 0.9}, "E30", "Показатель в процентах, а значение – 0,9: похоже на долю.",
     "Если нужно 90 %, впишите 90."),
    ("План", {"E30": '="Срок"'}, "E30", "Рядом с формулой нет её значения.",
     "Откройте файл в Excel и сохраните или впишите значение."),
)  # fmt: skip


@pytest.mark.parametrize(("title", "cells", "cell", "message", "hint"), STRAYS)
def test_what_has_no_label_path_or_heading_is_told_once(
    tmp_path: Path, title: str, cells: dict[str, object], cell: str, message: str, hint: str
) -> None:
    found = project(tmp_path, with_cells(title, **cells)).problems
    assert [(one.place.words if one.place else "", one.message, one.hint) for one in found] == [
        (f"лист «{title}», ячейка {cell}", message, hint)
    ]


def test_the_sheet_of_schools_and_the_last_one_are_known_under_other_names(tmp_path: Path) -> None:
    opened = load_workbook(BytesIO(book()))
    opened["Школы"]["B3"], opened["Школы"]["I3"] = "МБОУ «Школа № 1»", "Ломов Пётр Ильич"
    opened["Школы"].title, opened["Прочее"].title = "Список школ", "Разное"
    found = project(tmp_path, saved(opened))
    assert [(one.message, one.hint) for one in found.problems] == [
        ("Лист «Список школ» прочитан как «Школы»: на нём его таблицы.", "Верните листу имя «Школы»."),
        ("Лист «Разное» прочитан как «Прочее»: на нём его таблицы.", "Верните листу имя «Прочее»."),
    ]


def test_a_deleted_sheet_of_people_is_told_once(tmp_path: Path) -> None:
    opened = load_workbook(BytesIO(book(SMALL)))
    del opened["Люди"]
    assert [(one.code, one.message) for one in check(project(tmp_path, saved(opened)))] == [
        ("ND292", "В книге нет листа «Люди», а на нём роли: head, schools.")
    ]


def test_a_column_of_ones_own_is_left_out_and_told(tmp_path: Path) -> None:
    opened = load_workbook(BytesIO(book(SMALL)))
    opened["Люди"].insert_cols(6)
    opened["Люди"]["F4"], opened["Люди"]["F5"] = "Кабинет", "каб. 12"
    found = project(tmp_path, saved(opened))
    assert [(one.place.words if one.place else "", one.message) for one in found.problems] == [
        ("лист «Люди», ячейка F4", "Столбец «Кабинет» не прочитан: у таблицы «Люди и группы» такого нет.")
    ]
    assert found.config == project(tmp_path, book(SMALL)).config
