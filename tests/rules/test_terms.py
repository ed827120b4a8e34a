"""Terms and abbreviations: what each rule tells, and what is a part of a name or a number."""

from __future__ import annotations

import pytest

from nastav_docs.papers.act_registry import shipped_acts
from nastav_docs.papers.read_text import paper_of_text
from nastav_docs.review.check_papers import check_package


def told(text: str, rule: str) -> list[tuple[str, str]]:
    """The offending words and the hints of a rule over a text."""
    found = check_package([paper_of_text(text, "a.txt")], shipped_acts())
    return [(d.text, d.hint) for d in found if d.rule == rule]


@pytest.mark.parametrize(
    "text",
    [
        "директору МОУ СШ № 7 и АУ СК «Север»",
        "в МАУ ДО «ЦДОД «Ручеек» города»",
        'в ГБУ ДПО РХ "Центр развития"',
        "приказом от 02.11.2020 № 134 – ОД",
        "методическими рекомендациями МР 2.4.0180-20 и огнетушители ОП–4",
        "В(С)ОШ города; ГУЗ и ГБДОУ района",
        "принят ГД ФС РФ; профилактика ОРВИ",
        "журнал входит в РИНЦ (Российский индекс научного цитирования)",
    ],
)
def test_letters_of_a_name_or_a_number_need_no_explaining(text: str) -> None:
    assert told(text, "ABBR-UNDEFINED") == []


@pytest.mark.parametrize(("text", "short"), [("заседание ППк школы", "ППк"), ("приказом МОиН РФ № 5", "МОиН")])
def test_an_abbreviation_of_capitals_and_small_letters(text: str, short: str) -> None:
    assert [w for w, _ in told(text, "ABBR-UNDEFINED")] == [short]


@pytest.mark.parametrize(
    ("slip", "meant", "text"),
    [
        ("ЦПОП", "ЦОПП", "Центр опережающей подготовки (далее – ЦОПП). План ЦОПП. Директору ЦПОП."),
        ("ВСКО", "ВСОКО", "Система оценки (далее – ВСОКО). План ВСОКО. Отчет ВСКО."),
    ],
)
def test_a_letter_moved_or_left_out(slip: str, meant: str, text: str) -> None:
    assert told(text, "ABBR-NEAR-MISS") == [(slip, meant)]
    assert told(text, "ABBR-UNDEFINED") == []


def test_a_definition_within_a_quoted_title_is_not_ours() -> None:
    text = "распоряжением «О положении о консилиуме (далее – ППк)», приказом"
    assert told(text, "ABBR-UNUSED") == []


def test_a_term_is_brought_in_in_the_nominative() -> None:
    wrong = "в образовательной организации (далее – образовательной организации) и"
    assert told(wrong, "ABBR-FORM") == [("образовательной организации", "образовательная организация")]
    assert told("в школе (далее – школа), о детях (далее – дети), в плане (далее – План)", "ABBR-FORM") == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("в МБОУСОШ № 5 города", "МБОУСОШ", "МБОУ СОШ"),
        ("пгт. Лесной", "пгт.", "пгт"),
        ("на 2024/25 уч.г.", "уч.г.", "уч. г."),
        ("закон в ред от 05.03.2021", "в ред", "в ред."),
        ("выплатить 3 тыс рублей", "тыс", "тыс."),
        ("выделить 5 млн. рублей", "млн.", "млн"),
    ],
)
def test_how_an_abbreviation_is_written(text: str, wrong: str, right: str) -> None:
    assert told(text, "ABBR-FORM") == [(wrong, right)]


def test_a_notion_in_other_cases_and_letters_is_the_same_notion() -> None:
    text = (
        "План ВСОКО. Внутренняя система оценки качества образования. О внутренней системе оценки качества образования"
    )
    assert told(text, "TERM-DRIFT") == []
    text = "План МОО. Муниципальные образовательные организации. Муниципальных общеобразовательных организаций"
    assert len(told(text, "TERM-DRIFT")) == 1


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("статья 5 Бюджетного Кодекса", "Кодекса", "Бюджетного кодекса"),
        ("решением Педагогического Совета", "Совета", "Педагогического совета"),
        ("посвященный Дню Знаний", "Знаний", "Дню знаний"),
        ("1. Общие Положения", "Положения", "Общие положения"),
        ("постановлением правительства области", "постановлением правительства", "постановлением Правительства"),
        ("указом президента", "указом президента", "указом Президента"),
        ("решение совета (Протокол от 05.03.2021 № 2)", "Протокол", "протокол"),
        ("Утверждено Приказом директора школы", "Приказом", "приказом"),
        ("локальных Нормативных актов школы", "Нормативных", "нормативных"),
    ],
)
def test_capitals(text: str, wrong: str, right: str) -> None:
    assert told(text, "TERM-CASE") == [(wrong, right)]


def test_of_two_rules_on_one_name_the_one_that_knows_it_whole_speaks() -> None:
    assert told("в российской Федерации", "TERM-CASE") == []
    assert told("в российской Федерации", "SPELL-CAPITAL") == [("российской Федерации", "Российской Федерации")]


@pytest.mark.parametrize(
    "text",
    [
        "День Победы; День России; Управляющий совет",
        "постановлением Правительства Российской Федерации и указом Президента Российской Федерации",
        "правительство страны; президент клуба",
        "Приказ Министерства просвещения",
    ],
)
def test_capitals_that_are_right(text: str) -> None:
    assert told(text, "TERM-CASE") == []


def test_names_that_the_law_gives() -> None:
    assert told("с нормативно-правовыми актами; нормативно-правовая база", "TERM-FORM") == [
        ("нормативно-правовыми", "нормативными правовыми")
    ]
    assert told("письмом Минпросвещения РФ", "TERM-FORM") == [("Минпросвещения РФ", "Минпросвещения России")]
    for right in ("письмом Минпросвещения России", "Минобрнауки области", "(далее – Минпросвещения) и Минпросвещения"):
        assert told(right, "TERM-FORM") == []


ORDER_WITH_PLAN = (
    "ПРИКАЗ\n\n02.11.2020 № 235\n\nО внедрении целевой модели наставничества\n\nПРИКАЗЫВАЮ:\n\n"
    "1. Утвердить План (дорожную карту) внедрения модели.\n\nНачальник И.И. Иванова"
)


@pytest.mark.parametrize(
    ("other", "wrong"),
    [
        (
            "ПИСЬМО\n\nПросим исполнить План мероприятий, утверждённый приказом от 02.11.2020 № 235.",
            ["План мероприятий"],
        ),
        ("Отчёт о внедрении целевой модели наставничества\n\nПлан мероприятий выполнен.", ["План мероприятий"]),
        ("ПОЛОЖЕНИЕ\n\nо клубе юных краеведов\n\n1. Клуб работает по плану. План работы составляет руководитель.", []),
        ("ПРИКАЗ\n\n03.11.2020 № 12\n\nО летнем лагере\n\nПРИКАЗЫВАЮ:\n\n1. Исполнить План мероприятий лагеря.", []),
    ],
)
def test_the_plan_of_an_order_is_meant_where_a_paper_cites_it_or_has_its_subject(other: str, wrong: list[str]) -> None:
    papers = [paper_of_text(ORDER_WITH_PLAN, "a.txt"), paper_of_text(other, "b.txt")]
    assert [d.text for d in check_package(papers, shipped_acts()) if d.rule == "TERM-DRIFT"] == wrong
