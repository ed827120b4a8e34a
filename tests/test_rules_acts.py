"""Acts in running text: recognised in any case, order and spelling, and matched with the registry."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastav_docs.acts import (
    Act,
    acts_of,
    find_citations,
    known,
    number_key,
    read_acts,
    same_issuer,
    shipped_acts,
    similar,
)

if TYPE_CHECKING:
    from pathlib import Path

R145 = Act(
    "распоряжение",
    "Министерство просвещения Российской Федерации",
    dt.date(2019, 12, 25),
    "Р-145",
    "Об утверждении методологии",
)
DAY = dt.date(2019, 12, 25)


@pytest.mark.parametrize(
    ("text", "kind", "issuer", "day", "number"),
    [
        (
            "распоряжением Министерства просвещения от 25.12.2019 № Р-145",
            "распоряжение",
            "Министерства просвещения",
            DAY,
            "Р-145",
        ),
        (
            "распоряжение Минпросвещения России от 25 декабря 2019 г. № Р-145",
            "распоряжение",
            "Минпросвещения России",
            DAY,
            "Р-145",
        ),
        ("Распоряжения Минпросвещения РФ N 145-р от 25.12.2019", "распоряжение", "Минпросвещения РФ", DAY, "145-р"),
        ("распоряжению от «25» декабря 2019 года №Р-145", "распоряжение", "", DAY, "Р-145"),
        (
            "Федеральным законом «Об образовании» от 29.12.2012 № 273-ФЗ",
            "Федеральный закон",
            "",
            dt.date(2012, 12, 29),
            "273-ФЗ",
        ),
        ("письма Управления от 23.0.2020 № МР-42/02", "письмо", "Управления", None, "МР-42/02"),
        ("приказом МАОУ СОШ № 7 от 09.11.2020 № 112-од", "приказ", "МАОУ СОШ № 7", dt.date(2020, 11, 9), "112-од"),
        ("протокол заседания Совета от 17.12.2018 № 18", "протокол", "заседания Совета", dt.date(2018, 12, 17), "18"),
    ],
)
def test_a_citation_is_read_whole(text: str, kind: str, issuer: str, day: dt.date | None, number: str) -> None:
    found = find_citations(text)
    assert [(c.kind, c.issuer, c.day, c.number) for c in found] == [(kind, issuer, day, number)]


def test_the_title_is_read_with_the_quotes_inside_it() -> None:
    text = "Указом Президента от 02.03.2018 № 94 «Об учреждении знака отличия «За наставничество»» и планом"
    assert find_citations(text)[0].title == "Об учреждении знака отличия «За наставничество»"


def test_a_second_act_of_the_same_kind_inherits_it() -> None:
    found = find_citations("приказами Управления от 01.02.2021 № 37, от 03.03.2021 № 45-ОД")
    assert [(c.kind, c.issuer, c.number) for c in found] == [
        ("приказ", "Управления", "37"),
        ("приказ", "Управления", "45-ОД"),
    ]


@pytest.mark.parametrize(
    "text", ["школа № 5", "МБОУ «СОШ № 5»", "на № 15 от 28.10.2020", "пункт № 3 плана", "телефон 2-48-73", "форма № 2"]
)
def test_what_is_no_act_is_not_cited(text: str) -> None:
    assert find_citations(text) == ()


@pytest.mark.parametrize("number", ["Р-145", "145-р", "P-145", "№ Р–145".strip("№ "), "р-145"])
def test_one_number_in_any_spelling(number: str) -> None:
    assert number_key(number) == number_key("Р-145")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Минпросвещения России", "Министерства просвещения Российской Федерации", True),
        ("Управления образования Артемовского городского округа", "Управления образования", True),
        ("Управления образования Режевского округа", "Управления образования Артемовского округа", False),
        ("", "Правительства", True),
    ],
)
def test_names_of_one_body(one: str, other: str, *, same: bool) -> None:
    assert same_issuer(one, other) is same


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("распоряжением Минпросвещения России от 25.12.2020 № Р-145", True),
        ("распоряжением Минпросвещения России № 145-р", True),
        ("распоряжением Правительства области от 01.03.2015 № 145-р", False),
        ("приказом школы от 05.05.2021 № Р-145", False),
    ],
)
def test_which_citations_mean_a_known_act(text: str, *, meant: bool) -> None:
    assert (known(find_citations(text)[0], [R145]) is R145) is meant


def test_a_number_used_again_in_another_year_is_another_act() -> None:
    corruption = "Федеральным законом от 25.12.2008 № 273-ФЗ «О противодействии коррупции»"
    assert known(find_citations(corruption)[0], shipped_acts()) is None


def test_titles_are_compared_by_words() -> None:
    assert similar("Об утверждении методологии(целевой модели)", "Об утверждении методологии (целевой модели)") == 1.0
    assert similar("О внедрении модели", "О бюджете города") < 0.6


def test_the_shipped_acts_are_whole_and_differ() -> None:
    acts = shipped_acts()
    assert len({a.key for a in acts}) == len(acts) >= 15
    assert all(a.kind and a.date and a.number for a in acts)
    assert next(a for a in acts if a.key == "r-145").date == DAY


def test_a_registry_is_read_from_yaml(tmp_path: Path) -> None:
    path = tmp_path / "acts.yaml"
    path.write_text(
        "acts:\n  a:\n    kind: приказ\n    date: 02.11.2020\n    number: 010\n    in_force_until: 2021-01-01\n",
        encoding="utf-8",
    )
    found = read_acts(path)
    assert [(a.kind, a.date, a.number, a.in_force_until) for a in found] == [
        ("приказ", dt.date(2020, 11, 2), "010", dt.date(2021, 1, 1))
    ]


def test_a_file_that_is_no_yaml_raises_and_other_data_holds_no_acts(tmp_path: Path) -> None:
    path = tmp_path / "acts.yaml"
    path.write_text("acts: [", encoding="utf-8")
    with pytest.raises(ValueError, match="expected"):
        read_acts(path)
    assert acts_of(["a"]) == ()


@given(st.text(alphabet="приказот №N0123456789.«»-РФ \n", max_size=120))
def test_no_text_breaks_the_reader_of_citations(text: str) -> None:
    for citation in find_citations(text):
        assert 0 <= citation.start < citation.end <= len(text)
