"""The package as a whole and letters: annexes, their captions and titles, enclosures, salutations, addresses."""

from __future__ import annotations

import pytest

from nastav_docs.papers.read_text import paper_of_text
from nastav_docs.review.check_papers import check_package

END = "\n\nНачальник Н.В. Иванова\n"
CAPTION = "к приказу управления образования\nот 02.11.2020 № 235\n\n"


def order(clauses: str, *, head: str = "ПРИКАЗ", verb: str = "ПРИКАЗЫВАЮ:") -> str:
    """An order with its clauses."""
    return f"{head}\n\n02.11.2020 № 235\n\nО наставничестве\n\n{verb}\n\n{clauses}{END}\n"


def told(rule: str, *texts: str) -> list[tuple[str, str]]:
    """What a rule says of texts read as one package: its message and what to write instead."""
    papers = [paper_of_text(t, f"{n}.txt") for n, t in enumerate(texts, 1)]
    return [(d.message, d.hint) for d in check_package(papers) if d.rule == rule]


@pytest.mark.parametrize(
    "text",
    [
        "ФГОС ООО введён. ФГОС ООО изучен. О ФГОС ООО рассказано. Программа составлена по примерной ООП ООО.",
        "Вентиляция СВО, ремонт СВО, приёмка СВО – по СТО 1.1.1.02.001.",
        "Отчёт ЦМН. План ЦМН. Показатели ЦМН. Письмо ЦМК ЦМН получено.",
    ],
)
def test_an_abbreviation_beside_a_like_one_is_no_slip(text: str) -> None:
    assert told("ABBR-NEAR-MISS", text) == []


def test_of_two_annexes_in_a_clause_each_has_its_own_name() -> None:
    clauses = "1. Утвердить показатели мониторинга (приложение № 1) и план его проведения (приложение № 2)."
    annexes = (
        f"Приложение № 1\n{CAPTION}Показатели мониторинга\n\nПриложение № 2\n{CAPTION}План проведения мониторинга\n"
    )
    assert told("STR-ANNEX-TITLE", order(clauses) + annexes) == []
    wrong = annexes.replace("План проведения", "График проведения")
    message = "Название приложения в приказе не то, что на приложении: «График проведения мониторинга»"
    assert [m for m, _ in told("STR-ANNEX-TITLE", order(clauses) + wrong)] == [message]


def test_an_annex_in_a_file_of_its_own_without_a_caption_is_not_absent() -> None:
    paper = order("1. Утвердить состав рабочей группы (приложение № 1).\n2. Утвердить план (приложение № 2).")
    group = "Состав рабочей группы по наставничеству\n\n1. Иванова Н.В.\n2. Орлова О.П.\n"
    plan = f"Приложение № 2\n{CAPTION}План\n"
    assert told("STR-ANNEX-MISSING", paper, group, plan) == []
    assert [m for m, _ in told("STR-ANNEX-CAPTION", paper, group, plan)] == ["Нет надписи приложения № 1 к приказу"]


@pytest.mark.parametrize(
    ("head", "verb", "where"),
    [
        ("ПРИКАЗ", "ПРИКАЗЫВАЮ:", "В приказе"),
        ("РАСПОРЯЖЕНИЕ", "ПРЕДЛАГАЮ:", "В распоряжении"),
        ("ПОСТАНОВЛЕНИЕ", "ПОСТАНОВЛЯЮ:", "В постановлении"),
    ],
)
def test_an_act_is_called_by_its_own_name(head: str, verb: str, where: str) -> None:
    annexes = f"Приложение № 1\n{CAPTION}План\n\nПриложение № 2\n{CAPTION}Состав\n"
    text = order("1. Утвердить план (приложение № 1).", head=head, verb=verb) + annexes
    assert [m for m, _ in told("STR-ANNEX-UNCITED", text)] == [f"{where} нет ссылки на приложение № 2"]


@pytest.mark.parametrize(
    ("caption", "found"),
    [
        ("Приложение № 1\n\n", ["Приложение № 1 к приказу … от … № …"]),
        ("Приложение № 1\n" + CAPTION, []),
    ],
)
def test_a_caption_names_the_act(caption: str, found: list[str]) -> None:
    text = order("1. Утвердить план (приложение № 1).") + caption + "План работы\n"
    assert [hint for _, hint in told("STR-ANNEX-CAPTION", text)] == found


def test_a_caption_without_a_number_where_the_order_gives_one() -> None:
    text = order("1. Утвердить план (приложение № 1).") + f"Приложение\n{CAPTION}План работы\n"
    assert [m for m, _ in told("STR-ANNEX-REF", text)] == ["В приказе «приложение № 1», а на приложении номера нет"]


LETTER = "Уважаемые коллеги!\n\nПросим представить отчет.\n\n"


@pytest.mark.parametrize(
    ("text", "rule", "found"),
    [
        (LETTER + "Приложение на 7 л. в 1 экз." + END, "ATT-PUNCT", ["Приложение:"]),
        (LETTER + "Приложение: на 7 л. в 1 экз." + END, "ATT-PUNCT", []),
        (LETTER + "Приложения: на __ л." + END, "ATT-SHEETS", ["на … л. в 1 экз."]),
        (LETTER.replace("!", "") + "Приложение: на 7 л. в 1 экз." + END, "ADDR-COMMA", ["коллеги!"]),
        (LETTER.replace("коллеги!", "коллеги,"), "ADDR-COMMA", []),
        ("Обращаем внимание уважаемые коллеги на сроки.", "ADDR-COMMA", [", уважаемые коллеги,"]),
        ("Сообщаем, уважаемые коллеги, о сроках.", "ADDR-COMMA", []),
        (LETTER + END + "\nисп. Орлова", "EXEC-FORM", ["напишите фамилию, имя, отчество полностью и телефон"]),
        (LETTER + END + "\nИсп.: Орлова О.П.", "EXEC-FORM", ["напишите фамилию, имя, отчество полностью и телефон"]),
        (LETTER + END + "\nОрлова Ольга Петровна\n8 (30000) 0-00-00", "EXEC-FORM", []),
        ("ул. Речная д. 3, г. Заречный", "ADDR-COMMA", ["ул. Речная, д. 3"]),
        ("ул. Речная, д. 3, г. Заречный", "ADDR-COMMA", []),
        ("100020 Заречная область, г. Заречный", "ADDR-COMMA", ["100020, Заречная область"]),
        ("100020, Заречная область, г. Заречный", "ADDR-COMMA", []),
        ("проект &laquo;Успех&raquo; для школ", "CONV-HTML", ["«", "»"]),
        ('Положение «О питании" утверждено.', "TEXT-QUOTE-PAIR", []),
        ("проект «Современная школа для всех", "TEXT-QUOTE-PAIR", ["у каждой открывающей – своя закрывающая"]),
    ],
)
def test_letters_addresses_and_signs(text: str, rule: str, found: list[str]) -> None:
    assert [hint for _, hint in told(rule, text)] == found


def test_a_clause_close_to_its_number_is_a_clause() -> None:
    text = order(
        "1.Библиотекарю школы при выдаче учебников пользоваться новыми правилами хранения книг\n"
        "2.Воспитателям групп продлённого дня учесть замечания, сделанные комиссией"
    )
    assert [m for m, _ in told("STR-FINAL-STOP", text)] == [
        "Пункт 1 не заканчивается точкой",
        "Пункт 2 не заканчивается точкой",
    ]


PAIRS = "ПРИКАЗ\n\n22.09.2025 № {0}\n\nО закреплении наставнических пар\n\nПРИКАЗЫВАЮ:\n\n1. Закрепить пары." + END
CHANGE = (
    "ПРИКАЗ\n\n12.01.2026 № 3\n\nО замене наставника\n\nПРИКАЗЫВАЮ:\n\n"
    "1. Внести изменение в приказ от 22.09.2025 № {0} «О закреплении наставнических пар»." + END
)


def test_of_two_schools_orders_of_one_day_and_title_that_with_the_number_is_meant() -> None:
    assert told("REF-CONFLICT", PAIRS.format(37), PAIRS.format("78-од"), CHANGE.format("78-од")) == []
    assert told("REF-CONFLICT", PAIRS.format(37), CHANGE.format(73)) == [
        ("Приказ от 22.09.2025 имеет № 37, здесь № 73", "от 22.09.2025 № 37")
    ]


def test_two_orders_may_approve_two_plans_of_different_names() -> None:
    roadmap = order("1. Утвердить план мероприятий («дорожную карту»).").replace("№ 235", "№ 236")
    assert told("TERM-DRIFT", order("1. Утвердить план мониторинга."), roadmap) == []


@pytest.mark.parametrize(
    "whose",
    [
        "к письму управления образования\nот 03.11.2020 № 12",
        "к протоколу заседания оргкомитета\nот 03.11.2020 № 1",
        "к договору от 03.11.2020 № 7",
        "к Положению о наставничестве,\nутверждённому приказом от 02.11.2020 № 235",
        "к договору о решении спорных вопросов",
    ],
)
def test_an_annex_of_a_paper_of_another_kind_is_not_the_orders(whose: str) -> None:
    paper = order("1. Утвердить Положение о наставничестве (приложение № 1).")
    own = f"Приложение № 1\n{CAPTION}Положение о наставничестве\n\n1. Наставник помогает.\n"
    other = f"Приложение № 1\n{whose}\n\nФорма заявки\n"
    for texts in ((paper, other), (paper + other,), (paper + own + other,)):
        assert told("STR-ANNEX-TITLE", *texts) == []
        assert told("STR-ANNEX-NUMBER", *texts) == []
        assert told("STR-ANNEX-UNCITED", *texts) == []
    assert told("STR-ANNEX-TITLE", paper, f"Приложение № 1\n{CAPTION}Форма заявки\n") != []


@pytest.mark.parametrize(
    ("district", "school"),
    [("100", "100-од"), ("100", "100/1"), ("100", "100 - ОД"), ("1", "100"), ("100", "ОД-100"), ("100", "100")],
)
def test_an_annex_of_a_school_is_not_that_of_an_order_whose_number_its_number_begins_with(
    district: str, school: str
) -> None:
    above = order("1. Утвердить план (приложение № 1).").replace("235", district)
    plan = f"Приложение № 1\n{CAPTION}План\n".replace("235", district)
    own = order("1. Утвердить состав группы (приложение № 1).").replace("235", school).replace("02.11", "09.11")
    group = f"Приложение № 1\n{CAPTION}Состав группы\n".replace("235", school).replace("02.11", "09.11")
    texts = (above, plan, own, group)
    assert [told(rule, *texts) for rule in ("STR-ANNEX-UNCITED", "STR-ANNEX-NUMBER", "STR-ANNEX-DATE")] == [[], [], []]
    cited = own.replace(" (приложение № 1)", "")
    assert [m for m, _ in told("STR-ANNEX-UNCITED", above, plan, cited, group)] == [
        "В приказе нет ссылки на приложение № 1"
    ]


def test_an_order_fulfils_the_order_that_it_names_by_its_whole_number() -> None:
    def both(cited: str) -> list[str]:
        above = order("1. Утвердить план.", head="УПРАВЛЕНИЕ ОБРАЗОВАНИЯ\n\nПРИКАЗ").replace("235", "100")
        own = order("1. Назначить куратора.", verb=f"Во исполнение приказа {cited}\n\nПРИКАЗЫВАЮ:")
        own = own.replace("02.11.2020 № 235", "01.11.2020 № 7", 1)
        return [m for m, _ in told("XDOC-DATE", above, own)]

    for cited in ("от 02.11.2020 № 100", "от 2 ноября 2020 г. № 100"):
        assert both(f"управления образования {cited}") == [
            "Приказ от 01.11.2020 раньше приказа от 02.11.2020 № 100, который исполняет"
        ]
    assert both("школы от 02.11.2020 № 100-од") == []
