"""What a person does wrong in the cells of the workbook, and what the program says: sheet, cell, what to write there.

Each row: the sheet, the cell (a text that stands in its row, the heading above it), what was written there; then the
cell at which the mistake is told, the message, and what the hint says.
"""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from nastav_docs.review import check
from tests.config.workbook.books import SHEETS, SMALL, book, cell_of, changed, project, told_alone, told_in

if TYPE_CHECKING:
    from pathlib import Path


MISTAKES = (
    ("Приказ", "Дата", "B", "31.02.2025",
     "нет такого дня: февраль 2025 года длится с 1-го по 28-е", "Напишите дату так: 02.11.2020."),
    ("Приказ", "Дата", "B", "45901",
     "Вместо даты – число 45901.", "Похоже, это 01.09.2025: задайте ячейке формат «Дата» или впишите дату заново."),
    ("Реквизиты", "Период", "B", "31.08.2027 … 01.09.2025",
     "Конец 01.09.2025 раньше начала 31.08.2027.", "Поменяйте даты местами."),
    ("Реквизиты", "Полное наименование", "B", None,
     "Не заполнено «Полное наименование» таблицы «Муниципалитет».", "Впишите: полное наименование: «Артемовский городской округ»."),
    ("Реквизиты", "Готовая программа", "B", "mentorng",
     "Программы «mentorng» нет.", "Может быть, «mentoring»?"),
    ("Реквизиты", "Поля", "B", "30 10",
     "поля «30 10» не прочитаны: нужны четыре числа в миллиметрах", "напишите левое, правое, верхнее, нижнее: 30 10 20 20"),
    ("Люди", "head", "Роль", None,
     "В строке 5 таблицы «Люди и группы» не заполнен столбец «Роль».", "Впишите: head, coordinator …."),
    ("Люди", "head", "Пол", "неизвестен",
     "«неизвестен» не подходит для «Пол».", "Можно: «мужской», «женский»."),
    ("План", "school-plans", "Ответственные", "cordinator",
     "Роли «cordinator» нет на листе «Люди».", "Может быть, «coordinator»?"),
    ("План", "school-plans", "Ответственные", "Руководители МОО",
     "Роли «Руководители МОО» нет на листе «Люди».", "Это роль «school_heads»: впишите её."),
    ("План", "school-plans", "Срок", "до 31 ноября 2025 г.",
     "Такой даты, квартала или полугодия нет: «31 ноября 2025 г.» (нет такого дня: ноябрь 2025 года длится с 1-го по 30-е)", ""),
    ("План", "Строка с номерами граф", "B", "иногда",
     "«иногда» – ни «да», ни «нет».", "Выберите «да» или «нет»."),
    ("Приказ", "preparation", "№", dt.datetime(2026, 1, 5),  # noqa: DTZ001  a cell of Excel has no zone
     "Вместо номера пункта – дата: «05.01.2026».", "Задайте ячейке формат «Текстовый» и впишите номер заново: 5.1."),
    ("Приказ", "roadmap", "№", "1.1.1",
     "Над подпунктом «1.1.1» нет пункта, в котором ему стоять.", "Номер пункта первого уровня – 5, его подпункта – 5.1."),
    ("Приказ", "Приложения", "B", "roadmap, indicator",
     "Приложения «indicator» нет: в настройках нет такого раздела.", "Может быть, «indicators»?"),
    ("Приказ", "Преамбула", "B", "В соответствии с {{ acts.r145 | ins }}",
     "в «acts» нет «r145»", "возможно, «r-145»"),
    ("Приказ", "Номер", "B", "=A1&A2",
     "Рядом с формулой нет её значения.", "Откройте файл в Excel и сохраните или впишите значение."),
    ("Показатели", "event", "Значение", "десять",
     "Значение показателя записано словом: «десять».", "10"),
    ("Приказ", "Дата", "B", "1.9.25",
     "не дата: «1.9.25»; нужно, например, 02.11.2020", "Похоже, это 01.09.2025: впишите так."),
    ("Приказ", "Дата", "B", "1 сентебря 2025 г.",
     "не дата: «1 сентебря 2025 г.»; нужно, например, 02.11.2020", "Похоже, это 01.09.2025: впишите так."),
    ("Приказ", "Номер", "B", "12.01.2025",
     "Вместо номера – дата 12.01.2025.", "Задайте ячейке формат «Текстовый» и впишите номер заново"),
    ("Реквизиты", "Сокращение", "B", "#REF!", "В ячейке ошибка Excel «#ССЫЛКА!».", "Впишите значение."),
    ("Реквизиты", "Полное наименование", "B", "Лесногорский район\nродит: Лесногорского района",
     "«родит» – не падеж.", "Может быть, «родительный»?"),
    ("Люди", "head", "Фамилия, имя, отчество", "Рябинина Ольга Павловна, Ежов Максим Игоревич",
     "В поле имени не один человек: «Рябинина Ольга Павловна», «Ежов Максим Игоревич».", "Оставьте одного"),
    ("Приказ", "Подписывает", "B", "Рябинина О.П.", "Роли «Рябинина О.П.» нет на листе «Люди».", "Это роль «head»"),
    ("План", "school-plans", "Откуда", "из програмы", "«из програмы» не подходит для «Откуда».", "Можно: «из программы»"),
    ("Приказ", "start", "№", "6.3", "Подпункт «6.3» стоит под пунктом «5».", "Перенесите строку под пункт 6"),
    ("Приказ", "roadmap", "Текст пункта", "Утвердить {{ roadmap.title | вин }}.", "фильтра «вин» нет", "падежи называют"),
    ("Показатели", "event", "Значение", "2000%", "Ячейка показывает 2000 %.", "Похоже, к числу 20 применили формат"),
    ("План", "school-plans", "Срок", "10.10.2025 17.11.2025",
     "В ячейке две даты подряд: «10.10.2025» и «17.11.2025».", "Промежуток пишут так: «с 10.10.2025 по 17.11.2025»"),
    ("План", "school-plans", "Срок", "до 10.10.2025\nдо 17.11.2025",
     "В ячейке две даты подряд: «10.10.2025» и «17.11.2025».", "Промежуток пишут так: «с 10.10.2025 по 17.11.2025»"),
    ("Люди", "head", "Роль", "глава  района",
     "В столбце «Роль» таблицы «Люди и группы» – пробел: «глава района».", "Впишите «глава-района»"),
)  # fmt: skip


@pytest.mark.parametrize(("sheet", "row", "column", "value", "message", "hint"), MISTAKES)
def test_a_mistake_is_told_at_its_cell(
    tmp_path: Path, sheet: str, row: str, column: str, value: object, message: str, hint: str
) -> None:
    cell = cell_of(SHEETS[sheet], row, column)
    told = check(project(tmp_path, changed(book(), {(sheet, cell): value})))
    found = [one for one in told if one.message == message]
    assert found, [(str(one.place), one.message, one.hint) for one in told]
    assert found[0].place is not None
    assert found[0].place.words == f"лист «{sheet}», ячейка {cell}"
    assert found[0].hint.startswith(hint)
    assert "YAML" not in found[0].hint


@pytest.mark.parametrize(
    "deadline",
    [
        "10.10.2025 и 17.11.2025",
        "с 10.10.2025 по 17.11.2025",
        "до 10.10.2025, далее – до 17.11.2025",
        "10.10.2025–17.11.2025",
    ],
)
def test_two_dates_with_a_word_between_them_are_no_mistake(tmp_path: Path, deadline: str) -> None:
    cell = cell_of(SHEETS["План"], "school-plans", "Срок")
    assert told_alone(tmp_path, changed(book(), {("План", cell): deadline}), {"ND281"}) == []


def test_the_key_of_an_act_with_a_space_is_told(tmp_path: Path) -> None:
    row = {"A": "ФЗ 273", "D": "приказ", "E": "Министерство", "F": "01.02.2025", "G": "12-Д", "H": "О плане"}
    data = changed(book(), {("Акты", f"{column}5"): text for column, text in row.items()})
    assert told_alone(tmp_path, data, {"ND283"}) == [
        ("лист «Акты», ячейка A5", "В столбце «Ключ» таблицы «Нормативные акты» – пробел: «ФЗ 273».",
         "Впишите «ФЗ-273»: по этому слову строку называют тексты и другие листы.")
    ]  # fmt: skip


def test_an_example_filled_in_is_told(tmp_path: Path) -> None:
    assert told_in(tmp_path, {("Акты", "A5"): "пример", ("Акты", "H5"): "О программе"}) == [
        (
            "лист «Акты», ячейка A5",
            "Строка 5 не прочитана: она начинается словом «пример», а заполнена своим: «О программе».",
            "Вместо «пример» впишите: По нему акт называют тексты: acts['r-145'].",
        )
    ]


def test_one_abbreviation_in_two_rows_is_told_at_the_second(tmp_path: Path) -> None:
    first = cell_of(SHEETS["Сокращения"], "ЛМО", "A")
    second = f"A{int(first[1:]) + 1}"
    told = told_in(tmp_path, {("Сокращения", second): "ЛМО", ("Сокращения", f"D{second[1:]}"): "другое"})
    assert told == [
        (
            f"лист «Сокращения», ячейка {second}",
            f"«ЛМО» уже есть в ячейке {first} таблицы «Сокращения».",
            "Оставьте одну строку – или впишите другое.",
        )
    ]


def test_an_act_without_its_kind_is_told_at_the_empty_cell(tmp_path: Path) -> None:
    assert told_in(tmp_path, {("Акты", "A5"): "programme", ("Акты", "H5"): "О программе"}) == [
        (
            "лист «Акты», ячейка D5",
            "Не заполнено «Вид акта» таблицы «Нормативные акты».",
            "Впишите: вид: «распоряжение», «приказ», «письмо».",
        )
    ]


def test_a_person_is_no_group_besides(tmp_path: Path) -> None:
    cell = cell_of(SHEETS["Люди"], "head", "Группа")
    assert told_in(tmp_path, {("Люди", cell): "Руководители"})[0][1:] == (
        "В строке нужно одно из двух: фамилия, имя, отчество человека или название группы.",
        "Заполните столбец «Фамилия, имя, отчество» или «Группа», другой очистите.",
    )


def test_a_remark_beside_a_name_is_told(tmp_path: Path) -> None:
    cell = cell_of(SHEETS["Люди"], "head", "Фамилия, имя, отчество")
    assert told_in(tmp_path, {("Люди", cell): "Гусева Ольга Марковна (в отпуске до 15.03)"})[0] == (
        f"лист «Люди», ячейка {cell}",
        "В имени не только имя: «Гусева Ольга Марковна (в отпуске до 15.03)».",
        "Оставьте фамилию, имя и отчество; пояснению место в примечании.",
    )


def test_a_misspelt_label_is_told_with_the_right_one(tmp_path: Path) -> None:
    cell = cell_of(SHEETS["Реквизиты"], "Телефон", "A")
    changes: dict[tuple[str, str], object] = {
        ("Реквизиты", cell): "Телефно",
        ("Реквизиты", cell.replace("A", "B")): "2-22-22",
    }
    assert told_in(tmp_path, changes) == [
        (f"лист «Реквизиты», ячейка {cell}", "Строка «Телефно» листа «Реквизиты» не узнана.", "Может быть, «Телефон»?")
    ]


def test_a_path_that_leads_nowhere_and_one_that_stands_elsewhere(tmp_path: Path) -> None:
    changes: dict[tuple[str, str], object] = {
        ("Прочее", "A5"): "order → clauses → №77 → if",
        ("Прочее", "B5"): "да",
        ("Прочее", "A6"): "order → number",
        ("Прочее", "B6"): "5",
    }
    assert told_in(tmp_path, changes, SMALL)[:2] == [
        ("лист «Прочее», ячейка B5", "Путь «order → clauses → №77 → if» никуда не ведёт.", "Строку списка называют её номером: №2."),
        ("лист «Прочее», ячейка B6", "То же самое уже написано: лист «Приказ», ячейка B5.", "Оставьте одно из двух мест."),
    ]  # fmt: skip


SECTIONS = """\
papers:
  rules:
    kind: regulation
    title: о наставничестве
    sections:
      - {title: Общие положения, clauses: [Наставник помогает., Куратор ведёт учёт.]}
"""


def test_sections_of_a_paper_that_is_not_there_are_told(tmp_path: Path) -> None:
    opened = load_workbook(BytesIO(book(SMALL + SECTIONS)))
    cell = cell_of(opened["Документы"], "rules", "A")
    assert told_in(tmp_path, {("Документы", cell): "rulez"}, SMALL + SECTIONS)[0] == (
        "лист «Разделы», ячейка A5",
        "Документа «rules» нет на листе «Документы».",
        "Может быть, «rulez»? Впишите имя, которое там есть, – или допишите там строку «rules» с её видом.",
    )


def test_an_error_of_excel_pasted_as_a_text_is_told(tmp_path: Path) -> None:
    cell = cell_of(SHEETS["Приказ"], "Номер")
    assert told_in(tmp_path, {("Приказ", cell): "#ССЫЛКА!"}) == [
        (f"лист «Приказ», ячейка {cell}", "В ячейке ошибка Excel «#ССЫЛКА!».", "Впишите значение.")
    ]
