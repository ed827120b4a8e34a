"""Registries of schools: what is wrong with a row, at its place, and what is right beside it."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from nastav_docs.registry.reader import read_registry, registry_from
from tests.registry.school_tables import FULL_NAME, HEAD, read

if TYPE_CHECKING:
    from pathlib import Path


SAME_MEANING = "Столбцы «Директор» и «Руководитель» значат одно и то же."
NOT_A_NUMBER = "Вместо номера документа – дата: так Excel понимает номер вида 12-5."
CUT = "Таблица сократила длинный номер: его последние цифры потеряны."
PROBLEMS: dict[str, tuple[str | bytes, list[str]]] = {
    "a misprint in a heading": (
        "Название;Диретор\nА;Б\n",
        ["ND607 школы.csv, строка 1, столбец «Диретор»: Нет обязательного столбца «Директор»."],
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


def test_a_field_knows_its_line_and_column_even_below_a_cell_of_two_lines() -> None:
    rows, _ = read('Название;Адрес;Директор\nА;"ул. Ленина,\nд. 1";Б\nВ;;Г\n')
    assert rows[0].texts["address"] == "ул. Ленина, д. 1"
    place = rows[1].place_of("head")
    assert (place.line, place.column, place.words) == (4, 3, "строка 3, столбец «Директор»")
    assert str(rows[1].place_of("address")) == "школы.csv, строка 3, столбец «Адрес»"
    assert str(rows[1].place_of("curator")) == "школы.csv, строка 3"


def test_rows_are_picklable_and_small() -> None:
    lines = "".join(f"с-{number};{FULL_NAME} {number};{HEAD}\n" for number in range(250))
    rows, _ = read(f"Код;Название;Директор\n{lines}")
    packed = pickle.dumps(rows)
    assert pickle.loads(packed) == rows  # noqa: S301 (our own bytes)
    assert len(packed) < 250 * 400


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    rows, problems = read_registry(tmp_path / "нет.csv", shown="нет.csv")
    assert rows == ()
    assert [problem.message for problem in problems] == ["Реестр школ «нет.csv» не найден."]
