"""Values of cells: dates, numbers, telephones, codes; and the folder that is named after a school."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastav_docs.files import wrong_file_name
from nastav_docs.grids import Flaw
from nastav_docs.registry.cell_values import ID_LENGTH, RULES, slug
from tests.registry.school_tables import FULL_NAME

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
