"""Sheets, titles and headings of a workbook that were renamed, deleted, put in or written twice, and rows between them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

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
            "лист «План», ячейка I25",
            "В таблице «Мероприятия» нет столбца «Срок».",
            "Впишите заголовок в строку 25: например, в ячейку I25.",
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
