"""Acts in running text: recognised in any case, order and spelling, and matched with the registry."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastav_docs.config import ConfigError
from nastav_docs.papers.act_registry import Act, read_acts, shipped_acts
from nastav_docs.papers.citations import find_citations, find_unnumbered, number_key, same_issuer, similar
from nastav_docs.papers.match_acts import known, registry_of
from nastav_docs.papers.read_text import paper_of_text
from nastav_docs.review.check_papers import check_package
from nastav_docs.rules.acts import turning_days

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
        ("Федеральный закон от 27.07.2006 № 152 ФЗ", "Федеральный закон", "", dt.date(2006, 7, 27), "152 ФЗ"),
        ("ФЗ от 27.07.2006 152-ФЗ", "Федеральный закон", "", dt.date(2006, 7, 27), "152-ФЗ"),
        ("приказом школы № 41 – ОД от 01.09.2021", "приказ", "школы", dt.date(2021, 9, 1), "41 – ОД"),
        ("приказом\n№ 12/3\nот 01.09.2021", "приказ", "", dt.date(2021, 9, 1), "12/3"),
        ("протокол заседания Совета от 17.12.2018 № 18", "протокол", "заседания Совета", dt.date(2018, 12, 17), "18"),
    ],
)
def test_a_citation_is_read_whole(text: str, kind: str, issuer: str, day: dt.date | None, number: str) -> None:
    found = find_citations(text)
    assert [(c.kind, c.issuer, c.day, c.number) for c in found] == [(kind, issuer, day, number)]


def test_the_title_is_read_with_the_quotes_inside_it() -> None:
    text = "Указом Президента от 02.03.2018 № 94 «Об учреждении знака отличия «За наставничество»» и планом"
    assert find_citations(text)[0].title == "Об учреждении знака отличия «За наставничество»"


def test_the_title_after_the_number_wins_over_that_of_the_act_before() -> None:
    text = 'законом области "Об образовании", ФЗ от 27.07.2006 № 152-ФЗ "О персональных данных"'
    assert [(c.number, c.title) for c in find_citations(text)] == [("152-ФЗ", "О персональных данных")]


def test_a_quote_that_nobody_closed_hides_no_act_after_it() -> None:
    text = "проект «Родник, приказ Управления от 02.11.2020 № 235 «О проекте, закон от 27.07.2006 № 152-ФЗ"
    assert [(c.number, c.title) for c in find_citations(text)] == [("235", ""), ("152-ФЗ", "")]


def test_a_joint_letter_has_one_date_for_both_numbers() -> None:
    text = "письмом Минпросвещения России № АБ-12/05, Профсоюза работников образования № 77 от 03.04.2021 «О комиссии»"
    assert [(c.kind, c.issuer, c.day) for c in find_citations(text)] == [
        ("письмо", "Минпросвещения России", dt.date(2021, 4, 3)),
        ("письмо", "Профсоюза работников образования", dt.date(2021, 4, 3)),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("приказа Управления образования «Об организации подвоза»", [("приказ", "Управления образования")]),
        ("приказа Управления от 14.08.2023 № 61 «Об организации подвоза»", []),
        ("приказа «Об организации подвоза» от 14.08.2023 № 61", []),
        ("приказа МБОУ «Школа у озера» о подвозе", []),
    ],
)
def test_an_act_named_by_its_title_alone(text: str, found: list[tuple[str, str]]) -> None:
    assert [(c.kind, c.issuer) for c in find_unnumbered(text)] == found


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
    assert (known(find_citations(text)[0], registry_of((R145,))) is R145) is meant


def test_a_number_used_again_in_another_year_is_another_act() -> None:
    corruption = "Федеральным законом от 25.12.2008 № 273-ФЗ «О противодействии коррупции»"
    found = known(find_citations(corruption)[0], registry_of(shipped_acts()))
    assert found is not None
    assert found.title == "О противодействии коррупции"


def test_titles_are_compared_by_words() -> None:
    assert similar("Об утверждении методологии(целевой модели)", "Об утверждении методологии (целевой модели)") == 1.0
    assert similar("О внедрении модели", "О бюджете города") < 0.6


def test_the_shipped_acts_are_whole_and_differ() -> None:
    acts = shipped_acts()
    assert len({a.key for a in acts}) == len(acts) >= 15
    undated = {a.key for a in acts if not a.date}  # codes, their articles, standards: no day stands in a citation
    assert undated == {"tk", "tk-351-8", "gost-7-0-97-2025", "gost-7-0-97-2016"}
    assert all(a.kind and (a.number or a.key in undated) for a in acts)
    assert {a.replaced_by for a in acts if a.replaced_by} <= {a.key for a in acts}
    assert all(a.in_force_until > (a.in_force_from or a.date) for a in acts if a.in_force_until and a.date)
    assert next(a for a in acts if a.key == "r-145").date == DAY


def registry(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "acts.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_registry_is_read_from_yaml(tmp_path: Path) -> None:
    path = registry(
        tmp_path,
        "acts:\n  a:\n    kind: {nom: Устав, gen: Устава}\n    date: 02.11.2020\n    number: 010\n"
        "    in_force_until: 2021-01-01\n",
    )
    [found] = read_acts(path)
    assert str(found) == "Устав от 02.11.2020 № 010"
    assert (found.key, found.in_force_until) == ("a", dt.date(2021, 1, 1))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("acts: [", "acts.yaml:1:7: Скобка «[» здесь открыта и не закрыта."),
        ("- a", "acts.yaml:1:1: "),
        ("kind: приказ", "acts.yaml:1:1: Это не реестр актов: нет раздела «acts:» с ключом у каждого акта."),
        # each of these was read without a word: an impossible date as none, a misspelt key as a number left out
        (
            "acts:\n  a: {kind: приказ, date: 31.02.2020}",
            "acts.yaml:2:27: нет такого дня: февраль 2020 года длится с 1-го по 29-е",
        ),
        ("acts:\n  a: {kind: приказ, numbre: 5}", "acts.yaml:2:21: Неизвестный ключ «numbre» в разделе «acts.a»."),
        ("acts:\n  a: {number: 5}", "acts.yaml:2:6: Нет обязательного ключа «kind» в разделе «acts.a»."),
        ("acts:\n  a: приказ", "acts.yaml:2:6: Здесь нужен раздел «ключ: значение»."),
    ],
)
def test_what_is_wrong_in_ones_own_registry_is_told_at_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as error:
        read_acts(registry(tmp_path, text))
    assert str(error.value).removeprefix(f"{tmp_path}/").startswith(said)


def test_the_acts_of_a_project_are_read_with_what_it_extends(tmp_path: Path) -> None:
    """A change of one requisite stood as an act without a kind; the acts below it were not read."""
    (tmp_path / "below.yaml").write_text("acts:\n  a: {kind: приказ, number: 5}\n", encoding="utf-8")
    path = registry(tmp_path, "extends: below.yaml\nacts:\n  a: {number: 6}\n  b: {kind: устав}\n")
    assert [str(act) for act in read_acts(path)] == ["приказ № 6", "устав №"]


@given(st.text(alphabet="приказот №N0123456789.«»-РФ \n", max_size=120))
def test_no_text_breaks_the_reader_of_citations(text: str) -> None:
    for citation in find_citations(text):
        assert 0 <= citation.start < citation.end <= len(text)
    assert all(0 <= c.start < c.end <= len(text) for c in find_unnumbered(text))


def test_schools_are_told_apart_by_every_day_on_which_an_act_is_judged_otherwise() -> None:
    # An act is out of force for sure a year after the one in its place was signed: papers of two schools on the two
    # sides of that day were taken for alike.
    later = Act("приказ", "Министерства", dt.date(2020, 2, 1), "5", in_force_from=dt.date(2020, 3, 1))
    assert turning_days([later]) == {dt.date(2020, 2, 1), dt.date(2020, 3, 1), dt.date(2021, 1, 31)}


@pytest.mark.parametrize(
    ("cited", "code", "right"),
    [
        ("указом Президента Российской Федерации от 03.03.2018 № 94", "ND802", "от 02.03.2018 № 94"),
        ("приказом Министерства просвещения Российской Федерации от 16.11.2024 № 779", "ND802", "от 06.11.2024 № 779"),
        ("распоряжением Правительства РФ от 25.12.2014 № 1726-р", "ND802", "от 04.09.2014 № 1726-р"),
        ("указом Президента Российской Федерации от 02.03.2018 № 49", "ND817", "от 02.03.2018 № 94? проверьте по подлиннику"),
        ("Федеральным законом от 29.12.2012 № 237-ФЗ", "ND817", "от 29.12.2012 № 273-ФЗ? проверьте по подлиннику"),
        ("Федеральным законом от 01.02.2010 № 15-ФЗ «О персональных данных»", "ND817", "от 27.07.2006 № 152-ФЗ? проверьте по подлиннику"),
        ("приказом Рособрнадзора от 15.08.2020 № 831", "ND802", "от 14.08.2020 № 831"),
        ("приказом Роскомнадзора от 24.03.2021 № 18", "ND802", "от 24.02.2021 № 18"),
        ("указом Президента Российской Федерации от 02.03.2018 № 95", "", ""),
        ("указом Президента Российской Федерации от 12.03.2019 № 94", "", ""),
        ("постановлением Правительства Свердловской области от 16.08.2013 № 706", "", ""),
        ("приказом Министерства просвещения Московской области от 16.11.2024 № 779", "", ""),
        ("постановлением Правительства от 16.08.2013 № 706", "", ""),
    ],
)  # fmt: skip
def test_a_wrong_day_or_number_of_a_known_act_is_told_with_the_right_one(cited: str, code: str, right: str) -> None:
    paper = f"ПРИКАЗ\n\n14.10.2026 № 9\n\nО конкурсе\n\nВ соответствии с {cited}\n\nПРИКАЗЫВАЮ:\n1. Провести конкурс.\n"
    found = check_package([paper_of_text(paper, "а.txt")], shipped_acts())
    assert [(d.code, d.hint) for d in found if d.code in {"ND802", "ND817"}] == ([(code, right)] if code else [])
