"""What templates and texts print of a value: its forms and the filters that ask for them."""

from __future__ import annotations

from typing import Any

import pytest

from nastav_docs.diagnostics import Place
from nastav_docs.documents.nouns import Speech, like
from nastav_docs.documents.text_fields import fill
from nastav_docs.documents.text_filters import filters_of
from nastav_docs.template import TextEnvironment

SPEECH = Speech()
ENVIRONMENT = TextEnvironment(filters_of(SPEECH))
PLACE = Place("district.yaml", 3, 7)


def names() -> dict[str, Any]:
    position = SPEECH.phrase("специалист МКУ АГО «Центр обеспечения деятельности системы образования»", "job")
    coordinator = SPEECH.person("Бабкина Ирина Геннадьевна", {"position": position})
    act = {
        "kind": SPEECH.phrase("распоряжение", "phrase"),
        "issuer": SPEECH.phrase("Министерство просвещения Российской Федерации", "org"),
        "date": "25.12.2019",
        "number": "Р-145",
        "title": "Об утверждении методологии",
    }
    heads = SPEECH.phrase("Руководители МОО", "group")
    return {
        "people": {"coordinator": coordinator, "heads": like(heads, {"title": heads})},
        "acts": {"r-145": SPEECH.act(act)},
        "district": SPEECH.phrase("Артемовский городской округ", "municipality"),
        "annex": SPEECH.annex({"number": "2"}),
        "period": SPEECH.phrase("2020–2024 годы", "period"),
    }


PRINTED = [
    ("Создать в {{ 'Детский сад № 7' | prp }} группу", "Создать в Детском саду № 7 группу"),
    ("о {{ 'Детский сад № 7' | prp }}", "о Детском саде № 7"),
    (
        "Назначить {{ people.coordinator.position | acc }} {{ people.coordinator | acc }}",
        "Назначить специалиста МКУ АГО «Центр обеспечения деятельности системы образования» Бабкину И.Г.",
    ),
    ("{{ people.coordinator }}", "Бабкина И.Г."),
    ("{{ people.coordinator.name | dat }}", "Бабкиной Ирине Геннадьевне"),
    ("{{ people.coordinator | signature | gen }}", "И.Г. Бабкиной"),
    ("{{ people.coordinator | full }}", "Бабкина Ирина Геннадьевна"),
    ("{{ people.coordinator | salutation }}", "Уважаемая Ирина Геннадьевна!"),
    ("{{ people.heads | salutation }}", "Уважаемые руководители!"),
    ("{{ people.heads | dat }}", "Руководителям МОО"),
    (
        "{{ acts['r-145'] | ins }}",
        "распоряжением Министерства просвещения Российской Федерации от 25.12.2019 № Р-145 «Об утверждении методологии»",
    ),
    ("{{ acts['r-145'] | capital }}", "Распоряжение Министерства просвещения Российской Федерации от 25.12.2019 № Р-145 «Об утверждении методологии»"),
    ("в {{ district | prp }}", "в Артемовском городском округе"),
    ("согласно {{ annex | dat }}", "согласно приложению № 2"),
    ("на {{ period | acc }}, в течение {{ period | gen }}", "на 2020–2024 годы, в течение 2020–2024 годов"),
    ("{{ 39 | agree('лист') }}", "39 листов"),
    ("{{ '1,5' | agree('процент') }}", "1,5 процента"),
    ("{{ 2 | agree('образовательная организация') }}", "2 образовательные организации"),
    ("{{ 5 | agree('год', 'gen') }}, {{ 5 | agree('человек', 'ins') }}", "5 лет, 5 человеками"),
    ("на {{ 21 | in_words('лист', 'prp') }}, {{ 2 | in_words(case='dat') }}", "на 21 (двадцати одном) листе, двум"),
    ("{{ 2 | ordinal('класс', 'gen') }}", "второго класса"),
    ("{{ '2 класс' | after('с', 'gen') }}, {{ 'Львовский район' | after('в') }}", "со 2 класса, во Львовском районе"),
    ("{{ district | after('в') }}", "в Артемовском городском округе"),
    ("{{ 'Рогов А.А. и Дятлова О.М.' | dat }}", "Рогову А.А. и Дятловой О.М."),
    ("{{ '02.11.2020' | date_long }}", "2 ноября 2020 г."),
    ("{{ 1000 | number }}, {{ '75,5' | percent }}, {{ 4 | quarter }}", "1 000, 75,5 %, IV квартал"),
    ("{{ 1234.5 | number(2) }}, {{ 1234.5 | number(thousands=false) }}, {{ 75 | percent(1) }}", "1 234,50, 1234,5, 75,0 %"),
    ("{{ 1234.5 | money }}, {{ '2,05' | money_in_words }}", "1 234 руб. 50 коп., два рубля 05 копеек"),
    ("{{ 21 | money_in_words('gen') | capital }}", "Двадцати одного рубля 00 копеек"),
    ("{{ 'План (дорожная карта)' | gen }}", "Плана (дорожной карты)"),
    ("{{ 'Управление' | small }}", "управление"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "printed"), PRINTED)
def test_a_filter_prints(text: str, printed: str) -> None:
    assert fill(text, names(), PLACE, ENVIRONMENT).text.replace("\u00a0", " ") == printed


WRONG = [
    ("{{ people | acc }}", "Фильтр «acc» склоняет слова, а здесь раздел из нескольких полей."),
    ("{{ district | signature }}", "Фильтр «signature» – для людей: {{ people.head | signature }}."),
    ("{{ 'много' | agree('лист') }}", "Фильтр «agree» ждёт число, а «много» – не число."),
    ("{{ 5 | agree('лист', 'кому') }}", "Фильтр «agree» не знает падежа «кому». Можно: nom, gen, dat, acc, ins, prp."),
    ("{{ '1,5' | in_words }}", "Фильтр «in_words» ждёт целое число от 0, а здесь «1,5»."),
    ("{{ 0 | ordinal('класс') }}", "Фильтр «ordinal» ждёт целое число от 1, а здесь «0»."),
    (
        "{{ 'район' | after('вдоль') }}",
        'Фильтр «after» не знает, какой падеж после «вдоль»: допишите его, например after("вдоль", "gen").',
    ),
    ("{{ 'вчера' | date_long }}", "Фильтр «date_long» ждёт дату, а «вчера» – не дата."),
    ("{{ 5 | number(-1) }}", "Фильтр «number» ждёт число знаков после запятой, от 0 до 10."),
    (
        "{{ 1000000000000 | money_in_words }}",
        "Фильтр «money_in_words» ждёт сумму меньше триллиона рублей, а здесь «1000000000000».",
    ),
    ("{{ 'много' | money }}", "Фильтр «money» ждёт число, а «много» – не число."),
    ("{{ 5 | quarter }}", "Кварталов четыре, а «5» – не один из них."),
]


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_a_filter_says_what_it_is_for(text: str, said: str) -> None:
    (problem,) = fill(text, names(), PLACE, ENVIRONMENT).problems
    assert (problem.place, problem.message) == (PLACE, f"метка не вычислена: {said}")


@pytest.mark.parametrize(
    ("written", "printed"),
    [("БАБКИНА И.Г.", "Бабкину И.Г."), ("АЛИЕВ ТИМУР РАШИД ОГЛЫ", "Алиева Т.Р."), ("Бабкина И.Г.", "Бабкину И.Г.")],
)
def test_a_person_in_capitals_is_printed_in_usual_letters(written: str, printed: str) -> None:
    assert SPEECH.person(written, {}).form("acc").replace("\u00a0", " ") == printed
