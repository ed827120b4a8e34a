"""Back to the nominative, and only what declines forward again."""

from __future__ import annotations

import pytest

from nastav_docs.imported.nominatives import nominative_name, nominative_phrase


@pytest.mark.parametrize(
    ("text", "kind", "nominative"),
    [
        ("Управления образования Лесного муниципального округа", "org", "Управление образования Лесного муниципального округа"),
        ("Министерства просвещения Российской Федерации", "org", "Министерство просвещения Российской Федерации"),
        ("Лесного муниципального округа", "org", "Лесной муниципальный округ"),
        ("муниципального бюджетного учреждения «Школа № 5»", "org", "муниципальное бюджетное учреждение «Школа № 5»"),
        ("заместителя начальника управления образования", "job", "заместитель начальника управления образования"),
        ("главного специалиста отдела", "job", "главный специалист отдела"),
        ("заведующую сектором", "job", "заведующая сектором"),
        ("методисту", "job", "методист"),
    ],
)  # fmt: skip
def test_the_nominative_of_a_phrase(text: str, kind: str, nominative: str) -> None:
    assert nominative_phrase(text, kind) == nominative


@pytest.mark.parametrize(
    ("name", "case", "nominative", "gender"),
    [
        ("Бабкину И.Г.", "acc", "Бабкина И.Г.", "female"),
        ("Бабкиной И.Г.", "dat", "Бабкина И.Г.", "female"),
        ("Иванову А.А.", "acc", "Иванова А.А.", "female"),
        ("Иванову А.А.", "dat", "Иванов А.А.", "male"),
        ("Кравца П.П.", "acc", "Кравец П.П.", "male"),
        ("Задорожного О.С.", "acc", "Задорожный О.С.", "male"),
        ("Петрову Анну Ивановну", "acc", "Петрова Анна Ивановна", "female"),
        ("Лисицыну Сергею Павловичу", "dat", "Лисицын Сергей Павлович", "male"),
        ("Шевченко А.А.", "acc", "Шевченко А.А.", None),
    ],
)
def test_the_nominative_of_a_name(name: str, case: str, nominative: str, gender: str | None) -> None:
    assert nominative_name(name, (case,)) == (nominative, gender)
