"""Headings of columns: known in many spellings, misprints guessed, names for columns of the user's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastav_docs.registry.column_headings import COLUMNS, KNOWN, further_name, likely_meant, recognise

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


@given(st.text(max_size=30))
def test_a_further_column_can_be_named_in_a_template(heading: str) -> None:
    name = further_name(heading)
    assert name == "" or name.isidentifier()
    assert further_name(name) == name


def test_every_known_heading_is_told_from_the_others() -> None:
    assert len(KNOWN) > 150
    assert all(recognise(likely_meant(column.title[:-1])) in {column.name, ""} for column in COLUMNS)
