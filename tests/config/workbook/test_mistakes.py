"""What a person does wrong in the workbook, and what the program says: sheet, cell, and what to write there.

Each row: the sheet, the cell (a text that stands in its row, the heading above it), what was written there; then the
cell at which the mistake is told, the message, and what the hint says.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from nastav_docs.config import has_errors, load, node_at, plain_data
from nastav_docs.config.workbook import read_workbook
from nastav_docs.review import check
from tests.config.workbook.books import SMALL, YAML, book, cell_of, changed, project, saved

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

SHEETS = load_workbook(BytesIO(book()))

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


def struck(sheet: Worksheet, cell: str) -> None:
    sheet[cell] = "До 20.10.2025"
    sheet[cell].font = Font(strike=True)


def only_a_comment(sheet: Worksheet, cell: str) -> None:
    sheet[cell].comment = Comment("до 1 октября", "Иванова")


def hidden_row(sheet: Worksheet, cell: str) -> None:
    sheet.row_dimensions[sheet[cell].row].hidden = True


def hidden_column(sheet: Worksheet, cell: str) -> None:
    sheet[cell] = "До 20.10.2025"
    sheet.column_dimensions[sheet[cell].column_letter].hidden = True


def without_heading(sheet: Worksheet, cell: str) -> None:
    sheet[cell] = "До 20.10.2025"
    at = sheet[cell]
    above = next(row for row in range(at.row, 0, -1) if sheet.cell(row, at.column).value == "Срок")
    sheet.cell(above, at.column).value = None


def beside(sheet: Worksheet, cell: str) -> None:
    sheet.cell(sheet[cell].row, sheet[cell].column + 4).value = "уточнить у Ежова"


def told_alone(folder: Path, data: bytes, codes: set[str]) -> list[tuple[str, str, str]]:
    """Of the problems with some codes, cell, message and hint."""
    told = [one for one in check(project(folder, data)) if one.code in codes]
    return [(one.place.words if one.place else "", one.message, one.hint) for one in told]


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


def test_cells_of_two_columns_made_one_are_told(tmp_path: Path) -> None:
    opened = load_workbook(BytesIO(book()))
    sheet = opened["План"]
    first, last = (cell_of(sheet, "school-plans", heading) for heading in ("Срок", "Ответственные"))
    sheet[first] = "до 10.10.2025"
    sheet.merge_cells(f"{first}:{last}")
    assert told_alone(tmp_path, saved(opened), {"ND282"}) == [
        (f"лист «План», ячейка {first}", "Ячейки «Срок», «Ответственные» объединены: прочитано только «Срок».",
         "Снимите объединение и впишите «Ответственные» в свою ячейку, если она не пуста.")
    ]  # fmt: skip


def test_a_section_that_lies_over_its_row_and_cells_merged_downwards_are_no_mistake(tmp_path: Path) -> None:
    opened = load_workbook(BytesIO(book(SMALL)))
    sheet = opened["План"]
    row = int(cell_of(sheet, "Подготовка", "A")[1:])
    sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=6)
    first = cell_of(sheet, "Подбор пар", "Срок")
    sheet[f"{first[0]}{int(first[1:]) + 1}"] = None
    sheet.merge_cells(f"{first}:{first[0]}{int(first[1:]) + 1}")
    assert told_alone(tmp_path, saved(opened), {"ND282"}) == []


def test_the_key_of_an_act_with_a_space_is_told(tmp_path: Path) -> None:
    row = {"A": "ФЗ 273", "D": "приказ", "E": "Министерство", "F": "01.02.2025", "G": "12-Д", "H": "О плане"}
    data = changed(book(), {("Акты", f"{column}5"): text for column, text in row.items()})
    assert told_alone(tmp_path, data, {"ND283"}) == [
        ("лист «Акты», ячейка A5", "В столбце «Ключ» таблицы «Нормативные акты» – пробел: «ФЗ 273».",
         "Впишите «ФЗ-273»: по этому слову строку называют тексты и другие листы.")
    ]  # fmt: skip


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


LOOKS = (
    (struck, 0, 0, "Зачёркнутый текст прочитан как обычный: «До 20.10.2025».",
     "Удалите строку (строку программы – словом «убрать» в столбце «Откуда») – или снимите зачёркивание."),
    (only_a_comment, 0, 0, "Ячейка пуста, а к ней есть примечание: примечания не читаются.",
     "Если в примечании нужное значение, впишите его в ячейку."),
    (hidden_row, 0, -4, "Скрытые строки прочитаны: 28.",
     "Покажите строки или снимите фильтр и проверьте, что в них; ненужные удалите."),
    (hidden_column, -3, 0, "Скрытый столбец G прочитан.", "Покажите столбец и проверьте, что в нём."),
    (without_heading, 0, 0, "Над значением «До 20.10.2025» таблицы «Мероприятия» нет заголовка столбца.",
     "Впишите его в ячейку G25: в таблице нет «Срок»."),
    (beside, 0, 4, "Написанное рядом с таблицей «Мероприятия» не прочитано: «уточнить у Ежова».",
     "Если это часть настроек, впишите в ячейку таблицы; если нет – перенесите в другую книгу."),
)  # fmt: skip


@pytest.mark.parametrize(("spoil", "down", "right", "message", "hint"), LOOKS)
def test_what_people_see_otherwise_than_it_is_read_is_told(
    tmp_path: Path, spoil: Callable[[Worksheet, str], None], down: int, right: int, message: str, hint: str
) -> None:
    opened = load_workbook(BytesIO(book()))
    sheet = opened["План"]
    cell = sheet[cell_of(sheet, "school-plans", "Срок")]
    spoil(sheet, cell.coordinate)
    (found,) = [one for one in check(project(tmp_path, saved(opened))) if one.code in {"ND325", "ND328", "ND329"}]
    at = sheet.cell(cell.row + down, cell.column + right).coordinate
    assert (found.message, found.hint) == (message, hint)
    assert found.place is not None
    assert found.place.words == f"лист «План», ячейка {at}"


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


def test_an_example_filled_in_is_told(tmp_path: Path) -> None:
    assert told_in(tmp_path, {("Акты", "A5"): "пример", ("Акты", "H5"): "О программе"}) == [
        (
            "лист «Акты», ячейка A5",
            "Строка 5 не прочитана: она начинается словом «пример», а заполнена своим: «О программе».",
            "Вместо «пример» впишите: По нему акт называют тексты: acts['r-145'].",
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


def told_in(folder: Path, changes: dict[tuple[str, str], object], yaml: str = YAML) -> list[tuple[str, str, str]]:
    found = check(project(folder, changed(book(yaml), changes)))
    return [(one.place.words if one.place else "", one.message, one.hint) for one in found]


def test_a_misspelt_label_is_told_with_the_right_one(tmp_path: Path) -> None:
    cell = cell_of(SHEETS["Реквизиты"], "Телефон", "A")
    changes: dict[tuple[str, str], object] = {
        ("Реквизиты", cell): "Телефно",
        ("Реквизиты", cell.replace("A", "B")): "2-22-22",
    }
    assert told_in(tmp_path, changes) == [
        (f"лист «Реквизиты», ячейка {cell}", "Строка «Телефно» листа «Реквизиты» не узнана.", "Может быть, «Телефон»?")
    ]


def test_a_misspelt_heading_is_told_with_the_right_one(tmp_path: Path) -> None:
    small = load_workbook(BytesIO(book(SMALL)))
    cell = cell_of(small["План"], "Срок", "Срок")
    assert told_in(tmp_path, {("План", cell): "Срокк"}, SMALL)[0] == (
        f"лист «План», ячейка {cell}",
        "Столбец «Срокк» таблицы «Мероприятия» не узнан.",
        "Может быть, «Срок»?",
    )


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


def test_a_sheet_with_another_name_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    opened = load_workbook(BytesIO(book()))
    opened["Люди"].title = "Лица"
    opened["План"].title = "Плаан"
    opened.copy_worksheet(opened["Приказ"]).title = "Приказ (2)"
    told = check(project(tmp_path, saved(opened)))
    assert [(one.message, one.hint) for one in told if one.code in {"ND311", "ND326"}] == [
        ("Лист «Лица» прочитан как «Люди»: на нём его таблицы.", "Верните листу имя «Люди»."),
        ("Лист «Плаан» прочитан как «План»: на нём его таблицы.", "Верните листу имя «План»."),
        ("Лист «Приказ (2)» не прочитан: с таким именем настроек нет.", "Может быть, «Приказ»? Переименуйте лист."),
    ]


# ------------------------------------------------------------------------------------------------ homes, and files


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


# ------------------------------------------------------------------------------------- cells mean what they show


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


def test_an_error_of_excel_pasted_as_a_text_is_told(tmp_path: Path) -> None:
    cell = cell_of(SHEETS["Приказ"], "Номер")
    assert told_in(tmp_path, {("Приказ", cell): "#ССЫЛКА!"}) == [
        (f"лист «Приказ», ячейка {cell}", "В ячейке ошибка Excel «#ССЫЛКА!».", "Впишите значение.")
    ]


def test_a_renamed_sheet_is_offered_the_title_it_begins_with(tmp_path: Path) -> None:
    opened = load_workbook(BytesIO(book()))
    opened.copy_worksheet(opened["План"]).title = "План работы"
    told = check(project(tmp_path, saved(opened)))
    assert [one.hint for one in told if one.message.startswith("Лист «План работы» не прочитан")] == [
        "Может быть, «План»? Переименуйте лист."
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


def test_a_book_without_its_first_sheet_is_named_where_no_settings_are_found(tmp_path: Path) -> None:
    opened = load_workbook(BytesIO(book()))
    del opened["Реквизиты"]
    (tmp_path / "Район.xlsx").write_bytes(saved(opened))
    (told,) = check(load(tmp_path))
    assert told.hint.startswith("Если настройки в книге «Район.xlsx», в ней должен быть лист «Реквизиты»")


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
        "Столбец «2026» в таблице «Показатели по строкам» второй раз.",
        "Оставьте один из двух.",
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


def test_a_remark_beside_a_name_is_told(tmp_path: Path) -> None:
    cell = cell_of(SHEETS["Люди"], "head", "Фамилия, имя, отчество")
    assert told_in(tmp_path, {("Люди", cell): "Гусева Ольга Марковна (в отпуске до 15.03)"})[0] == (
        f"лист «Люди», ячейка {cell}",
        "В имени не только имя: «Гусева Ольга Марковна (в отпуске до 15.03)».",
        "Оставьте фамилию, имя и отчество; пояснению место в примечании.",
    )


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
