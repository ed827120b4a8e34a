"""Ties: words that the end of a line must not part. «°» is a non-breaking space, «‑» a non-breaking hyphen."""

from __future__ import annotations

import pytest

from nastav_docs.russian.typography import typograph, unbroken_phones, with_nbsp
from tests.open_texts import rows, verdict


def tied(text: str) -> str:
    return typograph(text).replace("\u00a0", "°").replace("\u2011", "‑")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        # little words
        ("Положение о наставничестве в школе и дома", "Положение о°наставничестве в°школе и°дома"),
        ("Приказ «О плане» (в районе)", "Приказ «О°плане» (в°районе)"),
        ("К началу года, со 2 сентября", "К°началу года, со°2°сентября"),
        ("в период с 01.12.2020 по 31.12.2020", "в°период с°01.12.2020 по°31.12.2020"),
        ("учитель и – в среду", "учитель и°– в°среду"),
        # a noun and its number
        ("приложение № 1, СОШ №2", "приложение°№°1, СОШ°№°2"),
        ("лицей «№ 1» и № 5", "лицей «№°1» и°№°5"),
        # addresses
        ("ул. Карла Маркса, 5, г. Реж", "ул.°Карла Маркса,°5, г.°Реж"),
        ("ул. Мира, д. 5, кв. 8", "ул.°Мира,°д.°5, кв.°8"),
        ("620000, г. Екатеринбург", "620000,°г.°Екатеринбург"),
        ("г. Екатеринбург, 620000", "г.°Екатеринбург,°620000"),
        # what is counted
        ("100руб., 10кг, 45мин", "100°руб., 10°кг, 45°мин"),
        ("на 3л. в 1экз.", "на°3°л. в°1°экз."),
        ("всего 14л.", "всего 14°л."),
        ("12 тыс. руб., 1 200 рублей", "12°тыс.°руб., 1°200°рублей"),
        ("36 кв. м, 18 °C, 20°C, 220 В", "36°кв.°м, 18°°C, 20°°C, 220°В"),
        ("§5, § 12, т. 2", "§°5, §°12, т.°2"),
        ("т.е. и т.д., в т.ч.", "т.°е. и°т.°д., в°т.°ч."),
        ("2025/26 уч. год, 2024–2025 учебный год", "2025/26°уч.°год, 2024–2025°учебный год"),
        # ranges
        ("XIX-XX вв., XVIII-XIX, стр. 15-17, №№ 3-5", "XIX–XX°вв., XVIII–XIX, стр.°15–17, №№°3–5"),
        # initials belong to the surname after them
        ("Директор А.С. Вяткин, Вяткин А.С.", "Директор А.С.°Вяткин, Вяткин°А.С."),
        # telephones
        ("тел. (34300) 2-00-01, 8-900-000-00-00", "тел.°(34300)°2‑00‑01, 8‑900‑000‑00‑00"),
    ],
)
def test_what_belongs_together_is_tied(text: str, right: str) -> None:
    assert tied(text) == right
    assert typograph(typograph(text)) == typograph(text)


@pytest.mark.parametrize(
    "text",
    [
        r"C:\Приказы школы\О работе в 2025\приказ 1-2 класс.docx",
        r"\\server\общие документы\о школе\план",
        "/srv/приказы/в-школу/2025-09/",
        "шифр 12кв/5, модель 10кг-5",
        "ученики 3л",
        "№°12-05-07, №°XI-XX, IX-A, IV-I, стр.°17-15".replace("°", "\u00a0"),
        "п.°1.9.2021, пунктом 1.9.2021, статьёй 1.9.2021".replace("°", "\u00a0"),
    ],
)
def test_paths_and_numbers_are_left_alone(text: str) -> None:
    assert typograph(text) == text


def test_the_number_of_a_clause_is_no_date() -> None:
    assert tied("п.1.9.2021 от 1.9.2021") == "п.°1.9.2021 от°01.09.2021"


def test_little_words_of_other_peoples_papers_are_not_tied() -> None:
    """Each tie would be a tracked change; a number torn from its sign is one that is worth it."""
    assert with_nbsp("в школе № 5 и 20 руб.") == "в школе №\u00a05 и 20\u00a0руб."


@pytest.mark.parametrize("text", ["№°800000000-00, №°8-900-000-00-01", "https://example.org/a?8-900-000-00-01"])
def test_what_only_looks_like_a_telephone_keeps_its_hyphens(text: str) -> None:
    assert tied(text.replace("°", "\u00a0")) == text


def test_a_telephone_of_the_settings_is_not_broken() -> None:
    assert unbroken_phones("8 (34300) 2-00-01") == "8\u00a0(34300)\u00a02\u201100\u201101"


def test_of_the_open_set_of_texts_two_are_not_set_as_it_wants() -> None:
    """«форма N 7» is read as a number sign; a range of months keeps its spaces, as deadlines print it."""
    assert [row["in"] for row in rows() if verdict(row) != "right"] == ["форма N 7", "сентябрь-октябрь 2024 г."]
