"""Names and addresses in the settings that look wrong are told at their place, as those of a registry are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nastav_docs import check, load

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """\
district: {name: Кедровогорский муниципальный округ, abbr: КМО}
authority:
  name: Управление образования Кедровогорского муниципального округа
  place: г. Кедровогорск
  email: MAIL
people: {head: {name: NAME, gender: female, position: начальник, email: OWN}}
order:
  number: "5"
  date: 02.11.2020
  title: О подготовке
  preamble: В целях подготовки
  signed_by: head
  clauses: ["Утвердить показатели ({{ annexes.indicators }})."]
  annexes: [indicators]
indicators:
  title: Показатели
  columns: [number, indicator, "2025"]
  rows: [{title: Доля учеников, targets: {2025: "TARGET"}}]
documents: {order: {template: order.docx, file: Приказ}}
"""


def told(folder: Path, **values: str) -> list[tuple[str, str, str]]:
    text = CONFIG
    for key, right in {"MAIL": "uo@example.org", "NAME": "Лапина О.П.", "OWN": '""', "TARGET": "10"}.items():
        text = text.replace(key, values.get(key, right))
    (folder / "district.yaml").write_text(text, "utf-8")
    codes = {"ND260", "ND261", "ND619"}
    return [(one.code, one.text, one.hint) for one in check(load(folder)) if one.code in codes]


@pytest.mark.parametrize("name", ["ЛАПИНА О.П.", "лапина о.п.", "ЛАПИНА Ольга Петровна", "лапина ольга петровна"])
def test_a_name_in_capitals_or_in_small_letters_is_told_with_the_usual_ones(tmp_path: Path, name: str) -> None:
    usual = "Лапина О.П." if "." in name else "Лапина Ольга Петровна"
    assert told(tmp_path, NAME=name) == [("ND260", name, usual)]


@pytest.mark.parametrize("name", ["Лапина О.П.", "О.П. Лапина", "Лапина-Ким Ольга Петровна", "де Лапина О.П."])
def test_a_name_in_usual_letters_is_not_told(tmp_path: Path, name: str) -> None:
    assert told(tmp_path, NAME=name) == []


def test_an_address_of_mail_without_its_sign_is_told(tmp_path: Path) -> None:
    hint = "Проверьте: латинские буквы, один знак «@», точка в имени почтового сервера."
    assert told(tmp_path, MAIL="uo.example.org") == [("ND619", "uo.example.org", hint)]
    assert told(tmp_path, OWN="head@example") == [("ND619", "head@example", hint)]
    assert told(tmp_path, MAIL="____________", OWN="uo@example.org; head@example.org") == []


@pytest.mark.parametrize("value", ["10,5,1", "10..5", "1 20", "10,5,", "5,,1 %"])
def test_a_target_of_digits_that_is_no_number_is_told(tmp_path: Path, value: str) -> None:
    hint = "Дробную часть отделяет одна запятая, тысячи – пробел: 10,5 и 1 200."
    assert told(tmp_path, TARGET=value) == [("ND261", value, hint)]


@pytest.mark.parametrize(
    "value", ["10", "10,5", "10.5 %", "1 200", "1200", "не менее 10", "10–15", "01.09.2025", "1/3"]
)
def test_a_target_that_people_write_so_is_not_told(tmp_path: Path, value: str) -> None:
    assert told(tmp_path, TARGET=value) == []
