"""Registries of schools: columns, cells, rows, and what is wrong with them."""

from __future__ import annotations

import csv
import io
import pickle
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastav_docs.diagnostics.problem import Severity
from nastav_docs.files import wrong_file_name
from nastav_docs.grids import Flaw
from nastav_docs.registry.cell_values import ID_LENGTH, RULES, slug
from nastav_docs.registry.column_headings import COLUMNS, KNOWN, further_name, likely_meant, recognise
from nastav_docs.registry.reader import read_registry, registry_from
from nastav_docs.registry.rows import SchoolRow, tidy

if TYPE_CHECKING:
    from pathlib import Path

FULL_NAME = "Муниципальное автономное общеобразовательное учреждение «Средняя общеобразовательная школа № 1»"
HEAD = "Вымышленная Анна Ивановна"


def read(text: str | bytes, file: str = "школы.csv") -> tuple[tuple[SchoolRow, ...], list[str]]:
    """Read a table and say its problems as «code place: message»."""
    data = text.encode() if isinstance(text, str) else text
    rows, problems = registry_from(data, file)
    return rows, [f"{problem.code} {problem.place}: {problem.message}" for problem in problems]


# What programs write for the same school. «|» stands for the writer's separator.
PLAIN = f"Полное наименование|Краткое наименование|Директор\r\n{FULL_NAME}|МАОУ «СОШ № 1»|{HEAD}\r\n"
QUOTED = "".join('"' + line.replace("|", '"|"') + '"\r\n' for line in PLAIN.split("\r\n") if line)
TWO_LINES = FULL_NAME.replace(" «", "\n«")
BROKEN = PLAIN.replace("Краткое наименование", '"Краткое\nнаименование"').replace(FULL_NAME, f'"{TWO_LINES}"')
WRITERS = {
    "Russian Excel, CSV": PLAIN.replace("|", ";").encode("cp1251"),
    "Russian Excel, CSV UTF-8": PLAIN.replace("|", ";").encode("utf-8-sig"),
    "Excel, Unicode text": PLAIN.replace("|", "\t").encode("utf-16"),
    "Excel, line breaks in cells": BROKEN.replace("|", ";").encode("cp1251"),
    "Excel for Macintosh": PLAIN.replace("|", ";").replace("\r\n", "\r").encode("mac_cyrillic"),
    "LibreOffice": PLAIN.replace("|", ",").replace("\r\n", "\n").encode(),
    "LibreOffice, every text quoted": QUOTED.replace("|", ",").encode(),
    "Google Sheets": PLAIN.replace("|", ",").removesuffix("\r\n").encode(),
    "Google Sheets, TSV": PLAIN.replace("|", "\t").removesuffix("\r\n").encode(),
    "1C": QUOTED.replace("|", ";").encode("utf-8-sig"),
    "1C, cp1251": QUOTED.replace("|", ";").encode("cp1251"),
    "UTF-16 without a mark": PLAIN.replace("|", ";").encode("utf-16-le"),
    "UTF-16, big-endian, without a mark": PLAIN.replace("|", ";").encode("utf-16-be"),
    "a line for Excel": b"sep=|\r\n" + PLAIN.encode(),
    "KOI8-R": PLAIN.replace("|", ";").replace("№", "N").replace("«", '"').replace("»", '"').encode("koi8_r"),
    "DOS": PLAIN.replace("|", ";").replace("«", '"').replace("»", '"').encode("cp866"),
    "double line ends": PLAIN.replace("|", ";").replace("\r\n", "\r\r\n").encode(),
}


@pytest.mark.parametrize("writer", WRITERS)
def test_csv_of_every_writer_gives_the_same_school(writer: str) -> None:
    rows, problems = read(WRITERS[writer])
    assert [row.texts for row in rows] == [
        {
            "name": FULL_NAME if writer not in {"KOI8-R", "DOS"} else rows[0].texts["name"],
            "abbr": {"KOI8-R": 'МАОУ "СОШ N 1"', "DOS": 'МАОУ "СОШ № 1"'}.get(writer, "МАОУ «СОШ № 1»"),
            "head": HEAD,
        }
    ]
    guessed = {"KOI8-R": "KOI8-R", "DOS": "DOS (866)", "Excel for Macintosh": "Macintosh"}
    assert problems == (
        [f"ND603 школы.csv:1: Кодировка файла угадана по буквам: {guessed[writer]}."] if writer in guessed else []
    )


HEADINGS = {
    "Краткое наименование": "abbr",
    "КРАТКОЕ   НАИМЕНОВАНИЕ *": "abbr",
    "Краткое наимено-\nвание": "abbr",
    "Сокращённое наименование ОО": "abbr",
    "Полное наименование": "name",
    "Наименование образовательной организации": "name",
    "ОУ": "name",
    "Адрес местонахождения": "address",
    "Ссылка на сайт": "site",
    "Тип": "kind",
    "Директор": "head",
    "Руководитель": "head",
    "Ф.И.О. директора": "head",
    "ФИО руководителя (полностью)": "head",
    "Директор (дательный падеж)": "head_dat",
    "Директор, вин. п.": "head_acc",
    "Куратор в творительном падеже": "curator_ins",
    "head_prp": "head_prp",
    "Должность руководителя": "head_position",
    "Пол руководителя (м/ж)": "head_gender",
    "Куратор": "curator",
    "Должность куратора": "curator_position",
    "Пол куратора": "curator_gender",
    "Номер приказа": "order_number",
    "№ приказа": "order_number",
    "Дата приказа (дд.мм.гггг)": "order_date",
    "Дата приказа, дд.мм.гггг": "order_date",
    "Адрес": "address",
    "Населенный пункт": "place",
    "Населённый пункт": "place",
    "Телефон": "phone",
    "E-mail": "email",
    "Эл. почта": "email",
    "Код": "id",
    "№ ОО": "id",
    "№": "ordinal",
    "№ п/п": "ordinal",
    "Исполнитель": "executor",
    "Номер письма": "letter_number",
    "Исх. №": "letter_number",
    "Дата письма": "letter_date",
    "Учредитель": "founder",
    "School": "name",
    "Short name": "abbr",
    "Director": "head",
    "order_number": "order_number",
    "Order number": "order_number",
    # Columns of the user's own.
    "Директор, телефон": "",
    "Директор (стаж)": "",
    "Директор 2": "",
    "Количество пар": "",
    "": "",
}


@pytest.mark.parametrize("heading", HEADINGS)
def test_headings_are_recognised(heading: str) -> None:
    assert recognise(heading) == HEADINGS[heading]


def test_no_heading_names_two_columns() -> None:
    for column in COLUMNS:
        for heading in (column.name, column.title, *column.headings):
            assert recognise(heading) == column.name


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Количество пар", "количество_пар"),
        ("Кол-во пар, 2020", "кол_во_пар_2020"),
        ("№ лицензии", "номер_лицензии"),
        ("Объём", "объем"),
        ("5–9 классы", "поле_5_9_классы"),
        ("Site URL", "site_url"),
        ("***", ""),
    ],
)
def test_further_columns_get_a_name_for_templates(heading: str, name: str) -> None:
    assert further_name(heading) == name


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("Диретор", "Директор"),
        ("Дирекотр", "Директор"),
        ("Краткое наименованее", "Краткое наименование"),
        ("Телефан", "Телефон"),
        ("Директор 2", ""),
        ("Филиал", ""),
        ("Класс", ""),
    ],
)
def test_a_misprint_in_a_heading_is_guessed(heading: str, meant: str) -> None:
    assert likely_meant(heading) == meant


SAME_MEANING = "Столбцы «Директор» и «Руководитель» значат одно и то же."
NOT_A_NUMBER = "Вместо номера документа – дата: так Excel понимает номер вида 12-5."
CUT = "Таблица сократила длинный номер: его последние цифры потеряны."
PROBLEMS: dict[str, tuple[str | bytes, list[str]]] = {
    "a misprint in a heading": (
        "Название;Диретор\nА;Б\n",
        ["ND607 школы.csv, строка 1: Нет обязательного столбца «Директор»."],
    ),
    "two headings of one meaning": (
        "Название;Директор;Руководитель\nА;Б;В\n",
        [
            f"ND608 школы.csv, строка 1, столбец «Руководитель»: {SAME_MEANING}",
        ],
    ),
    "a value without a heading": (
        "Название;Директор;;Тип\nА;Б;важно;СОШ\nВ;Г;важно;СОШ\n",
        ["ND610 школы.csv, строка 2, столбец 3: Над значением нет заголовка: столбец не читается."],
    ),
    "no heading": (
        "МАОУ «СОШ № 1»;Иванова\n",
        ["ND606 школы.csv: В начале таблицы нет строки заголовков."],
    ),
    "no head": (
        "Название;Директор\nШкола А;\nШкола Б;Г\n",
        ["ND612 школы.csv, строка 2, столбец «Директор»: Не заполнено: «Директор»."],
    ),
    "a dash for an empty cell": (
        "Название;Директор;Телефон\nА;—;-\n",
        ["ND612 школы.csv, строка 2, столбец «Директор»: Не заполнено: «Директор»."],
    ),
    "an unquoted separator": (
        "Название;Адрес;Директор\nА;ул. Ленина; д. 1;Б\n",
        ["ND613 школы.csv, строка 2: Значений в строке больше, чем заголовков."],
    ),
    "quotes not doubled": (
        'Название;Директор\n"СОШ" № 1;Б\nВ;Г\n',
        ["ND604 школы.csv, строка 2: Кавычки внутри значения не удвоены; строка не прочитана."],
    ),
    "a quote not closed": (
        'Название;Директор\n"А;Б\nВ;Г\nД;Е\n',
        ["ND604 школы.csv, строка 2: Кавычка в начале значения не закрыта; строка не прочитана."],
    ),
    "a code no folder can have": (
        "Код;Название;Директор\n12/3;А;Б\ncon;В;Г\n",
        [
            "ND614 школы.csv, строка 2, столбец «Код»: Код школы не годится для имени папки.",
            "ND614 школы.csv, строка 3, столбец «Код»: Код школы не годится для имени папки.",
        ],
    ),
    "no letter to make a code of": (
        "Название;Директор\n«…»;Б\n",
        ["ND614 школы.csv, строка 2: Код школы не из чего составить: в её наименовании нет букв."],
    ),
    "one code twice, letters' size apart": (
        "Код;Название;Директор\nСОШ-1;А;Б\nсош-2;В;Г\nсош-1;Д;Е\n",
        [
            "ND615 школы.csv, строка 2, столбец «Код»: Код «СОШ-1» есть и у другой школы (строка 4).",
            "ND615 школы.csv, строка 4, столбец «Код»: Код «сош-1» есть и у другой школы (строка 2).",
        ],
    ),
    "one name twice": (
        "Название;Директор\nА;Б\n«А»;В\n",
        [
            "ND615 школы.csv, строка 2: Код «а» есть и у другой школы (строка 3).",
            "ND615 школы.csv, строка 3: Код «а» есть и у другой школы (строка 2).",
        ],
    ),
    "a gender": (
        "Название;Директор;Пол\nА;Б;дир\n",
        ["ND616 школы.csv, строка 2, столбец «Пол»: Пол не понят."],
    ),
    "a day that is not": (
        "Название;Директор;Дата приказа\nА;Б;31.11.2020\n",
        ["ND617 школы.csv, строка 2, столбец «Дата приказа»: Такой даты нет в календаре."],
    ),
    "a number turned into a date": (
        "Название;Директор;Номер приказа\nА;Б;12.май\n",
        [
            f"ND618 школы.csv, строка 2, столбец «Номер приказа»: {NOT_A_NUMBER}",
        ],
    ),
    "a phone cut": (
        "Название;Директор;Телефон\nА;Б;7,92E+10\n",
        [
            f"ND618 школы.csv, строка 2, столбец «Телефон»: {CUT}",
        ],
    ),
    "an address without @": (
        "Название;Директор;E-mail\nА;Б;school.example.org\n",
        ["ND619 школы.csv, строка 2, столбец «E-mail»: Адрес электронной почты записан с ошибкой."],
    ),
    "a short phone": (
        "Название;Директор;Телефон\nА;Б;5-0\n",
        ["ND620 школы.csv, строка 2, столбец «Телефон»: Телефон записан с ошибкой."],
    ),
    "letters lost in saving": (
        "Название;Директор\nА ?СОШ?;Б\n",
        ["ND602 школы.csv, строка 2, столбец «Название»: Вместо букв – «�» или «?»: они потеряны при сохранении."],
    ),
    "a sign that no document can hold": (
        "Название;Директор\nА\x07;Б\n",
        ["ND602 школы.csv, строка 2, столбец «Название»: Вместо букв – «�» или «?»: они потеряны при сохранении."],
    ),
    "one byte of UTF-8 broken": (
        f"Название;Директор\n{FULL_NAME};{HEAD}\nБXВ;Г\n".encode().replace(b"X", b"\xff"),
        ["ND602 школы.csv, строка 3, столбец «Название»: Вместо букв – «�» или «?»: они потеряны при сохранении."],
    ),
    "only headings": ("Название;Директор\n", ["ND605 школы.csv: В реестре нет ни одной школы."]),
    "nothing": ("", ["ND605 школы.csv: В реестре нет ни одной школы."]),
    "old Excel": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        ["ND601 школы.csv: Файл в старом формате Excel (.xls) или закрыт паролем."],
    ),
    "a web page": (
        "<html><table>",
        ["ND601 школы.csv: Под именем таблицы – веб-страница или XML: так выгружают некоторые порталы."],
    ),
    "notes below": (
        "Название;Директор;Тип\nА;Б;СОШ\nИтого:;;1\n\nСписок верен\n",
        [
            "ND624 школы.csv, строка 3: Строка под таблицей пропущена: «Итого:».",
            "ND624 школы.csv, строка 5: Строка под таблицей пропущена: «Список верен».",
        ],
    ),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_a_problem_has_its_row_and_column(case: str) -> None:
    text, expected = PROBLEMS[case]
    assert read(text)[1] == expected


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ('Название;Директор\n"СОШ" № 1;Б\nВ;Г\n', ["в"]),
        ('Название;Директор\n"А;Б\nВ;Г\nД;Е\n', ["в", "д"]),
        ("Название;Директор\nА;Б\nИтого;1\n", ["а", "итого"]),
        ("Название;Директор;Тип\nА;Б;СОШ\nИтого;;1\n", ["а"]),
        ("Название;Директор\nА;Б\n\nВ;Г\n", ["а", "в"]),
        ("Название;Телефон\nА;2-48-73\n", []),
        ("Реестр школ;;\n;;\n№;Название;Директор\n1;2;3\n1;А;Б\n№;Название;Директор\n2;В;Г\n", ["а", "в"]),
        ("Код;Название;Директор\nпример;А;Б\nс-1;А;Б\n", ["с-1"]),
        ("Код;Название;Директор\n12/3;А;Б\n", ["12-3"]),
    ],
)
def test_what_is_wrong_does_not_hide_what_is_right(text: str, ids: list[str]) -> None:
    assert [row.id for row in read(text)[0]] == ids


def test_problems_stay_with_their_row() -> None:
    rows, problems = registry_from("Название;Директор;Пол\nА;Б;ж\nВ;Г;??\nД;Е;\n".encode(), "ш.csv")
    assert [[problem.code for problem in row.problems] for row in rows] == [[], ["ND616", "ND602"], []]
    assert problems == rows[1].problems


VALUES: dict[str, list[tuple[str, str | None]]] = {
    "gender": [
        ("ж", "female"), ("Ж", "female"), ("жен.", "female"), ("женский", "female"), ("female", "female"),
        ("м", "male"), ("Муж", "male"), ("мужской", "male"), ("m", "male"), ("директор", None), ("1", None),
    ],
    "date": [
        ("02.11.2020", "02.11.2020"), ("2.11.2020", "02.11.2020"), ("2020-11-02", "02.11.2020"),
        ("02.11.2020 г.", "02.11.2020"), ("02.11.2020 0:00:00", "02.11.2020"), ("2020-11-02T00:00:00", "02.11.2020"),
        ("29.02.2021", None), ("02.11.20", None), ("11/02/2020", None), ("44137", None), ("02.11.2020 15:30", None),
    ],
    "number": [
        ("12", "12"), ("42-ОД", "42-ОД"), ("№ 42", "42"), ("01-05/235", "01-05/235"), ("12.1", "12.1"),
        ("02.11.2020", None), ("12.май", None), ("май.12", None), ("1,2E+10", None),
    ],
    "email": [
        ("school1@example.org", "school1@example.org"), ("A.B@Example.ORG", "A.B@Example.ORG"),
        ("a@example.org, b@example.org", "a@example.org, b@example.org"), ("почта@школа.рф", "почта@школа.рф"),
        ("school1.example.org", None), ("a@b", None), ("шkola@example.org", None),
    ],
    "phone": [
        ("(34363) 2-48-73", "(34363) 2-48-73"), ("+7 (34363) 2-48-73", "+7 (34363) 2-48-73"),
        ("8 34363 24873", "8 34363 24873"), ("2-48-73", "2-48-73"), ("тел. 2-48-73, 2-48-74", "тел. 2-48-73, 2-48-74"),
        ("(34363) 2-48-73, доб. 12", "(34363) 2-48-73, доб. 12"), ("2-48", None), ("нет", None),
        ("123456789012", None),
    ],
    "id": [
        ("сош-1", "сош-1"), ("12", "12"), ("МАОУ СОШ № 1", "МАОУ СОШ № 1"), ("12/3", None), ("a.", None), ("..", None),
        ("NUL", None), ("com1.txt", None), ("a" * 64, "a" * 64), ("a" * 65, None), ("console", "console"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("content", "text", "meant"), [(content, *pair) for content, pairs in VALUES.items() for pair in pairs]
)
def test_values_are_read_as_meant(content: str, text: str, meant: str | None) -> None:
    found = RULES[content](text)
    assert (None if isinstance(found, Flaw) else found) == meant


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("44137", "Похоже, это 02.11.2020: задайте ячейке формат «Дата»."),
        ("02.11.20", "Год пишется четырьмя цифрами: 02.11.2020."),
        ("вчера", "Напишите день, месяц и год цифрами: 02.11.2020."),
    ],
)
def test_a_date_not_understood_has_a_hint(text: str, hint: str) -> None:
    found = RULES["date"](text)
    assert isinstance(found, Flaw)
    assert found.hint == hint


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("МАОУ «СОШ № 1»", "маоу-сош-1"),
        ("МБОУ «ООШ № 12 с. Мироново»", "мбоу-оош-12-с-мироново"),
        ("МБДОУ «Детский сад № 3 „Ёлочка“»", "мбдоу-детский-сад-3-елочка"),
        ("Con", "con-"),
        ("«»", ""),
    ],
)
def test_a_folder_is_named_after_the_school(name: str, folder: str) -> None:
    assert slug(name) == folder


def test_long_names_that_begin_alike_make_two_folders() -> None:
    first, second = (slug(FULL_NAME.replace("№ 1", f"№ {number}")) for number in (1, 2))
    assert first != second
    assert len(first) == len(second) == 64


@given(st.text())
def test_a_folder_name_is_always_usable(name: str) -> None:
    made = slug(name)
    assert made == "" or (len(made) <= ID_LENGTH and not wrong_file_name(made))


def test_yaml_may_be_a_list_or_schools_by_their_codes() -> None:
    as_list = "- {id: с-1, name: А, head: Б, Количество пар: 010}\n- {name: В, director: Г}\n"
    by_code = "schools:\n  с-1: {name: А, head: Б, Количество пар: 010}\n  в: {name: В, директор: Г}\n"
    listed, problems = read(as_list, "ш.yaml")
    assert [(row.id, row.texts) for row in listed] == [
        ("с-1", {"id": "с-1", "name": "А", "head": "Б", "количество_пар": "010"}),
        ("в", {"name": "В", "head": "Г"}),
    ]
    coded, more = read(by_code, "ш.yaml")
    assert [row.id for row in coded] == ["с-1", "в"]
    assert problems + more == []


def test_nested_yaml_becomes_the_layer_of_its_school() -> None:
    text = "- name: А\n  head: {name: Б, gender: ж, position: директор}\n  order:\n    number: '12'\n"
    rows, problems = read(text, "ш.yaml")
    assert problems == []
    assert rows[0].texts == {"name": "А", "head": "Б", "head_gender": "female", "head_position": "директор"}
    assert rows[0].tree is not None
    assert list(rows[0].tree.entries) == ["order"]
    assert str(rows[0].place_of("head_gender")) == "ш.yaml:2:27"
    assert str(rows[0].place_of("curator")) == "ш.yaml:1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- А\n- {name: Б, head: В}\n", ["ND625 ш.yaml:1:3: Вместо значений школы – одно слово или список."]),
        ("школа\n", ["ND625 ш.yaml:1:1: Реестр должен быть списком школ."]),
        ("- {name: А}\n", ["ND612 ш.yaml:1:3: Не заполнено: «Директор»."]),
        ("- {name: А, head: Б, Директор: В}\n", ["ND608 ш.yaml:1:32: «Директор»: это значение уже есть."]),
        ("- {name: А, head: Б, Телефан: 2-48-73}\n", ["ND609 ш.yaml:1:31: Ключ «Телефан» не узнан."]),
        ("- {name: А, head: Б, order_date: 31.11.2020}\n", ["ND617 ш.yaml:1:34: Такой даты нет в календаре."]),
        (
            "с-1: {name: А, head: Б}\nС-1: {name: В, head: Г}\n",
            [
                "ND615 ш.yaml:1:1: Код «с-1» есть и у другой школы (в строке 2).",
                "ND615 ш.yaml:2:1: Код «С-1» есть и у другой школы (в строке 1).",
            ],
        ),
        ("", ["ND605 ш.yaml: В реестре нет ни одной школы."]),
    ],
)
def test_a_problem_in_yaml_has_its_line(text: str, expected: list[str]) -> None:
    assert read(text, "ш.yaml")[1] == expected


def test_a_field_knows_its_line_and_column_even_below_a_cell_of_two_lines() -> None:
    rows, _ = read('Название;Адрес;Директор\nА;"ул. Ленина,\nд. 1";Б\nВ;;Г\n')
    assert rows[0].texts["address"] == "ул. Ленина, д. 1"
    place = rows[1].place_of("head")
    assert (place.line, place.column, place.words) == (4, 3, "строка 3, столбец «Директор»")
    assert str(rows[1].place_of("address")) == "школы.csv, строка 3, столбец «Адрес»"
    assert str(rows[1].place_of("curator")) == "школы.csv, строка 3"


def test_rows_are_picklable_and_small() -> None:
    lines = "".join(f"с-{number};{FULL_NAME};{HEAD}\n" for number in range(250))
    rows, _ = read(f"Код;Название;Директор\n{lines}")
    packed = pickle.dumps(rows)
    assert pickle.loads(packed) == rows  # noqa: S301 (our own bytes)
    assert len(packed) < 250 * 400


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    rows, problems = read_registry(tmp_path / "нет.csv", shown="нет.csv")
    assert rows == ()
    assert [problem.message for problem in problems] == ["Реестр школ «нет.csv» не найден."]


FILE_NAMES = st.sampled_from(["школы.csv", "школы.xlsx", "школы.yaml"])


@given(st.binary(max_size=300), FILE_NAMES)
def test_no_bytes_raise(data: bytes, file: str) -> None:
    rows, problems = registry_from(data, file)
    assert rows or any(problem.severity is Severity.ERROR for problem in problems)


PIECES = [
    "Название",
    "Директор",
    "Код",
    "Пол",
    "ж",
    ";",
    ",",
    "\n",
    "\r\n",
    '"',
    '""',
    "А",
    "Б",
    " ",
    "?",
    "\x00",
    "=",
    "- ",
    ": ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), FILE_NAMES)
def test_no_table_raises(text: str, file: str) -> None:
    for head in ("", "Название;Директор\n"):
        rows, problems = registry_from((head + text).encode(), file)
        assert rows or any(problem.severity is Severity.ERROR for problem in problems)


VALUE = st.text(st.characters(codec="cp1251", categories=("L", "N", "P", "Zs")), min_size=1, max_size=20)
VALUE = VALUE.map(lambda text: " ".join(text.split())).filter(
    lambda text: "?" not in text and not re.match(r'[-–—_]+$|="|[\xad]', text) and "\xad" not in text
)


@given(
    st.lists(st.tuples(VALUE, VALUE, VALUE).filter(all), min_size=1, max_size=5),
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1251"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_what_a_writer_writes_is_read_back(
    values: list[tuple[str, str, str]], sign: str, encoding: str, quoting: int
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign, quoting=quoting)  # type: ignore[arg-type]  # one of csv's own constants
    writer.writerow(["Код", "Полное наименование школы", "Учредитель", "Примечание для себя", "Директор"])
    writer.writerows([f"с-{number}", *cells, HEAD] for number, cells in enumerate(values))
    rows, _ = registry_from(out.getvalue().encode(encoding), "школы.csv")
    read_back = [(row.texts["name"], row.texts["founder"], row.texts["примечание_для_себя"]) for row in rows]
    assert read_back == [tuple(tidy(list(cells))) for cells in values]


@given(st.text(max_size=30))
def test_a_further_column_can_be_named_in_a_template(heading: str) -> None:
    name = further_name(heading)
    assert name == "" or name.isidentifier()
    assert further_name(name) == name


def test_every_known_heading_is_told_from_the_others() -> None:
    assert len(KNOWN) > 150
    assert all(recognise(likely_meant(column.title[:-1])) in {column.name, ""} for column in COLUMNS)
