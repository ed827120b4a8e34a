"""Texts that differ in the number of a school alone are set and declined once, and come out as if each had been."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastav_docs.russian import BUILTIN, decline, read_layer
from nastav_docs.russian.cases import CASES
from nastav_docs.russian.numbers_apart import numbers_apart, numbers_put
from nastav_docs.russian.phrases.decline_phrase import _inflected
from nastav_docs.russian.typography import typograph
from nastav_docs.russian.typography.typograph import _set

APART = {
    "МАОУ «СОШ № 17»": ("МАОУ «СОШ № 55»", ("17",)),
    "приказ от 05.11.2020 № 97-ОД «О школе»": ("приказ от 05.11.2020 № 55-ОД «О школе»", ("97",)),
    "МАОУ «СОШ № 12345»": ("МАОУ «СОШ № 55555»", ("12345",)),  # of 4,000 schools none shared its work with another
    "«Лицей № 7» и «СОШ №\u00a0105»": ("«Лицей № 5» и «СОШ №\u00a0555»", ("7", "105")),
    "приказ № 97 «О школе»": ("приказ № 55 «О школе»", ("97",)),
    "«СОШ № 17» и №5»": ("«СОШ № 17» и №5»", ()),
    "в школе № 7 кабинетов 30": ("в школе № 7 кабинетов 30", ()),
    "школа № 2020 года": ("школа № 2020 года", ()),
    "форма № 07»": ("форма № 07»", ()),
    "стр. 5-7»": ("стр. 5-7»", ()),
}


@pytest.mark.parametrize(("text", "expected"), APART.items(), ids=APART)
def test_numbers_are_taken_out_and_put_back(text: str, expected: tuple[str, tuple[str, ...]]) -> None:
    assert numbers_apart(text) == expected
    assert numbers_put(*expected) == text


def test_a_text_that_lost_a_number_is_not_put_together() -> None:
    assert numbers_put("МАОУ «СОШ»", ("17",)) is None


PIECES = st.sampled_from(
    (
        "№ 17»", "№\u00a0205»", "№ 3-ОД ", "№ 8 «", "N 6»", "№ 45-П»", '№ 9" ', "№17»", " ", "  ", " - ", "«", "»", '"', "от ", "5.03.2020",
        "05.11.2020 г.", "до 1 ", "марта", "01 октября ", "тел. 555-01-23", "ул. Мира, д. ", "в ", "школе", "СОШ", "Лицей ",
        "Приложение", "(", ")", ", ", "кв. м", "123456, г. ", "{{ school.abbr }}", "2020-2021 уч.год", "№ 12-К ", "%", "руб.",
    )
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
def test_typography_does_not_ask_for_the_number(text: str) -> None:
    assert typograph(text) == _set(text)


NAMES = st.tuples(
    st.sampled_from(
        ("МАОУ", "Муниципальное бюджетное общеобразовательное учреждение", "школа", "План работы", "Детский сад")
    ),
    st.sampled_from(
        (" «Средняя школа", " «СОШ", " «Лицей", " «Гимназия имени А.С. Пушкина", " общеразвивающего вида «Сказка")
    ),
    st.integers(1, 999).map(" № {}»".format),
    st.sampled_from(("", " на 2025 год", " (далее – школа)", " и «Лицей № 3»")),
).map("".join)


@given(NAMES, st.sampled_from(("org", "phrase")))
def test_declension_does_not_ask_for_the_number(text: str, kind: str) -> None:
    declined = decline(text, kind)  # type: ignore[arg-type]  # two of the kinds
    whole = _inflected(text, kind, BUILTIN, None)  # type: ignore[arg-type]  # as above
    assert {case: declined[case] for case in CASES} == whole.forms
    assert declined.doubtful == whole.doubts


def test_a_dictionary_of_ones_own_may_tell_numbers_apart() -> None:
    layer, problems = read_layer("own", {"МАОУ «Школа № 5»": {"gen": "МАОУ «Пятая школа»"}})
    assert problems == ()
    own = BUILTIN.over(layer)
    assert decline("МАОУ «Школа № 5»", "org", lexicon=own).form("gen") == "МАОУ «Пятая школа»"
    assert decline("МАОУ «Школа № 7»", "org", lexicon=own).form("gen") == "МАОУ «Школа № 7»"
