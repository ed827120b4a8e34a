"""People of a workbook who are named in two spellings, and others who only look alike."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from nastav_docs.config.workbook import read_workbook
from tests.config.workbook.books import SMALL, book, saved, told_alone

if TYPE_CHECKING:
    from pathlib import Path


def with_people(*names: str) -> bytes:
    whole = load_workbook(BytesIO(book(SMALL)))
    for number, name in enumerate(names):
        whole["Люди"][f"A{7 + number}"], whole["Люди"][f"B{7 + number}"] = f"role{number}", name
    return saved(whole)


@pytest.mark.parametrize(
    ("first", "second", "fuller"),
    [
        ("Семёнов Артём Ильич", "Семенов Артем Ильич", "Семёнов Артём Ильич"),
        ("Зорин П.И.", "Зорин Пётр Ильич", "Зорин Пётр Ильич"),
        ("Зорин П.И.", "Зорин П. И.", "Зорин П. И."),
        ("Ковалёва Наталья Сергеевна", "Ковалёва Наталия Сергеевна", "Ковалёва Наталья Сергеевна"),
        ("Ирина Львовна Ежова", "Ежова Ирина Львовна", "Ирина Львовна Ежова"),
    ],
)
def test_one_person_in_two_spellings_is_told_at_the_second(
    tmp_path: Path, first: str, second: str, fuller: str
) -> None:
    assert told_alone(tmp_path, with_people(first, second), {"ND286"}) == [
        ("лист «Люди», ячейка B8",
         f"Похоже, один человек записан по-разному: здесь «{second}», в ячейке B7 – «{first}».",
         f"Если это один человек, впишите его везде одинаково: «{fuller}».")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Зорин Пётр Ильич", "Зорин Пётр Ильич"),
        ("Иванов Пётр Сергеевич", "Иванова Полина Сергеевна"),
        ("Петров Иван Сергеевич", "Петров Илья Сергеевич"),
        ("Зорин П.И.", "Зорин А.И."),
        ("Зорин П.И.", "Зорина Полина Ильинична"),
    ],
)
def test_two_people_and_one_with_two_posts_are_no_mistake(first: str, second: str) -> None:
    _, problems = read_workbook(with_people(first, second), "Район.xlsx")
    assert problems == ()
