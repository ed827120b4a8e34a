"""Words beside numbers and prepositions."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastav_docs.russian.agreement import after, agree, plural, quarter, vocalised
from tests.russian import gold

if TYPE_CHECKING:
    from nastav_docs.russian.agreement import Number
    from nastav_docs.russian.cases import Case, Kind


@pytest.mark.parametrize("row", gold.rows("plurals"), ids=lambda row: row["expected"])
def test_plurals(row: dict[str, str]) -> None:
    assert plural(row["n"], row["one"], row["few"], row["many"]) == row["expected"]


@pytest.mark.parametrize("row", gold.rows("plurals"), ids=lambda row: row["expected"])
def test_plurals_from_the_dictionary(row: dict[str, str]) -> None:
    assert agree(row["n"], row["one"]) == row["expected"]


@pytest.mark.parametrize("row", gold.rows("plurals_phrases"), ids=lambda row: row["expected"])
def test_phrases_beside_numbers(row: dict[str, str]) -> None:
    assert agree(int(row["n"]), row["nominative"]) == row["expected"]


@pytest.mark.parametrize(
    ("number", "phrase", "expected"),
    [
        (39, "лист", "39 листов"),
        (1.5, "процент", "1,5 процента"),
        (Decimal("12.0"), "процент", "12,0 процента"),
        ("1 000", "рубль", "1 000 рублей"),
        (-3, "балл", "-3 балла"),
        (2, "образовательная организация", "2 образовательные организации"),
        (2, "муниципальное учреждение", "2 муниципальных учреждения"),
        (1.5, "муниципальный район", "1,5 муниципального района"),
        (5, "учебный год", "5 учебных лет"),
        (2, "учебный год", "2 учебных года"),
        (5, "молодой человек", "5 молодых человек"),
        (5, "раз", "5 раз"),
        (3, "обучающийся", "3 обучающихся"),
        (2, "рабочий", "2 рабочих"),
        (3, "вожатая", "3 вожатые"),
        (2, "заведующая", "2 заведующие"),
        (7, "заведующий отделом", "7 заведующих отделом"),
        (21, "классный руководитель", "21 классный руководитель"),
        (2, "педагог-психолог", "2 педагога-психолога"),
        (5, "школа-интернат", "5 школ-интернатов"),
        (2, "учитель-тьютор", "2 учителя-тьютора"),
        (4, "мастер-класс", "4 мастер-класса"),
        (2, "лист бумаги", "2 листа бумаги"),
        (2, "третий лист", "2 третьих листа"),
        (2, "МАОУ", "2 МАОУ"),
        (2, "сутки", "2 суток"),
    ],
)
def test_a_noun_agrees_with_its_number(number: Number, phrase: str, expected: str) -> None:
    assert agree(number, phrase) == expected


@pytest.mark.parametrize(
    ("number", "phrase", "case", "expected"),
    [
        (5, "школа", "dat", "5 школам"),
        (2, "образовательная организация", "ins", "2 образовательными организациями"),
        (1, "школа", "prp", "1 школе"),
        (2, "педагог", "acc", "2 педагогов"),
        (2, "школа", "acc", "2 школы"),
        (2, "тьютор", "acc", "2 тьюторов"),
        (3, "кинолог", "acc", "3 кинологов"),
        (3, "педагог-психолог", "gen", "3 педагогов-психологов"),
    ],
)
def test_a_number_in_another_case(number: Number, phrase: str, case: Case, expected: str) -> None:
    assert agree(number, phrase, case) == expected


@pytest.mark.parametrize("number", ["пять", "", "NaN", float("inf")])
def test_what_is_no_number(number: Number) -> None:
    with pytest.raises(ValueError, match="not a number"):
        agree(number, "лист")


@given(st.integers(min_value=-(10**9), max_value=10**9))
def test_plural_of_integers_by_their_last_digits(number: int) -> None:
    last, two = abs(number) % 10, abs(number) % 100
    form = "лист" if last == 1 and two != 11 else "листа" if 2 <= last <= 4 and not 12 <= two <= 14 else "листов"
    assert plural(number, "лист", "листа", "листов") == f"{number} {form}" == agree(number, "лист")


@pytest.mark.parametrize(
    ("number", "year", "expected"),
    [(1, None, "I квартал"), (4, None, "IV квартал"), (4, 2020, "IV квартал 2020 года")],
)
def test_quarters(number: int, year: int | None, expected: str) -> None:
    assert quarter(number, year) == expected


def test_there_is_no_fifth_quarter() -> None:
    with pytest.raises(ValueError, match="no quarter 5"):
        quarter(5)


@pytest.mark.parametrize(
    ("preposition", "text", "kind", "expected"),
    [
        ("в", "2020 год", "period", "в 2020 году"),
        ("о", "2020 год", "period", "о 2020 годе"),
        ("в", "2020/2021 учебный год", "period", "в 2020/2021 учебном году"),
        ("о", "2020/2021 учебный год", "period", "о 2020/2021 учебном годе"),
        ("в", "IV квартал", "period", "в IV квартале"),
        ("в", "II квартал 2020 года", "period", "во II квартале 2020 года"),
        ("о", "I квартал", "period", "о I квартале"),
        ("во", "второе полугодие", "period", "во втором полугодии"),
        ("в", "второе полугодие", "period", "во втором полугодии"),
        ("о", "отчётный период", "period", "об отчётном периоде"),
        ("к", "второй квартал", "period", "ко второму кварталу"),
        ("с", "специалист", "job", "со специалистом"),
        ("с", "директор", "job", "с директором"),
        ("в", "детский сад № 5", "org", "в детском саду № 5"),
        ("в", "Детский сад-ясли «Ключик»", "org", "в Детском саду-яслях «Ключик»"),
        ("во", "МБДОУ детский сад № 5", "org", "в МБДОУ детском саду № 5"),
        ("на", "край", "phrase", "на краю"),
        ("в", "Крым", "municipality", "в Крыму"),
        ("в", "Республика Крым", "municipality", "в Республике Крым"),
        ("к", "День учителя", "phrase", "ко Дню учителя"),
        ("в", "Пермский край", "municipality", "в Пермском крае"),
        ("в", "Сосновый Бор", "municipality", "в Сосновом Бору"),
        ("на", "пост", "phrase", "на посту"),
        ("в", "школьный аэропорт", "phrase", "в школьном аэропорту"),
        ("о", "детский сад № 5", "org", "о детском саде № 5"),
        ("о", "Управление образования", "org", "об Управлении образования"),
        ("В", "Артемовский городской округ", "municipality", "В Артемовском городском округе"),
        ("для", "обучающиеся", "group", "для обучающихся"),
    ],
)
def test_a_phrase_after_a_preposition(preposition: str, text: str, kind: Kind, expected: str) -> None:
    assert after(preposition, text, kind) == expected


def test_a_preposition_whose_case_is_not_known() -> None:
    with pytest.raises(ValueError, match="no case is known"):
        after("вопреки всему", "приказ")


@pytest.mark.parametrize(
    ("preposition", "following", "expected"),
    [
        ("в", "Франции", "во"),
        ("О", "Ирбите", "Об"),
        ("о", "Ельцине", "о"),
        ("с", "школой", "со"),
        ("при", "школе", "при"),
    ],
)
def test_a_vowel_is_added_for_the_voice(preposition: str, following: str, expected: str) -> None:
    assert vocalised(preposition, following) == expected
