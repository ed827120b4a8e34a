"""Acts cited in papers: against the registry, against the package's own orders, and in the order of the norm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nastav_docs.papers.act_registry import shipped_acts
from nastav_docs.papers.read_text import paper_of_text
from nastav_docs.papers.split_documents import package_of
from nastav_docs.review.check_papers import check_package

if TYPE_CHECKING:
    from nastav_docs.diagnostics.problem import Diagnostic

LAW = "Федеральным законом от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации»"
HEAD = "ПРИКАЗ\n\n{requisites}\n\nО подвозе обучающихся\n\n"
ORDER = HEAD.format(requisites="04.09.2023 № 61")


def found(text: str, *more: str, rule: str = "REF-") -> list[Diagnostic]:
    """What is told of acts in texts read as one package."""
    papers = [paper_of_text(t, f"{n}.txt") for n, t in enumerate((text, *more), 1)]
    return [d for d in check_package(papers, shipped_acts()) if d.rule.startswith(rule)]


def told(text: str, *more: str) -> list[tuple[str, str, str]]:
    """Rule, characters and hint of each."""
    return [(d.rule, d.text, d.hint) for d in found(text, *more)]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        (LAW.replace("273", "237"), "от 29.12.2012 № 237-ФЗ", "от 29.12.2012 № 273-ФЗ"),
        (LAW.replace("29.12", "20.12"), "от 20.12.2012 № 273-ФЗ", "от 29.12.2012 № 273-ФЗ"),
        (LAW.replace("Федеральным законом", "Законом РФ"), "Законом", "Федеральный закон"),
        ("Законом РФ от 12. 24.06.1999 № 120-ФЗ", "Законом", "Федеральный закон"),
        (
            "распоряжением Министерства просвещения Российской Федерации от 09.09.2019 № Р93",
            "Р93",
            "Р-93",
        ),
        (
            "распоряжением Министерства просвещения Российской Федерации № 145-р",
            "145-р",
            "Р-145",
        ),
        (
            "приказом Министерства просвещения Российской Федерации от 14.06.2013 № 462",
            "Министерства просвещения Российской Федерации",
            "Министерство образования и науки Российской Федерации",
        ),
        (
            (
                "приказом Министерства просвещения Российской Федерации от 31.05.2021 № 278 "
                "«Об утверждении федерального государственного образовательного стандарта основного общего образования»"
            ),
            "от 31.05.2021 № 278",
            "от 31.05.2021 № 287",
        ),
    ],
)
def test_a_wrong_requisite_is_told_with_the_right_one(text: str, wrong: str, right: str) -> None:
    assert ("REF-REGISTRY", wrong, right) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        LAW,
        "приказом Минобрнауки России от 14.06.2013 № 462",
        "приказом МОиН РФ от 14.06.2013 № 462",
        "Законом Лесной области от 15.07.2013 № 78-ОЗ «Об образовании в Лесной области»",
        "приказом Минобрнауки Лесной области от 22.01.2014 № 32 «О конкурсе»",
        "распоряжением Правительства Лесной области от 29.05.2015 № 996-р «О бюджете»",
        "приказом школы от 01.09.2022 № 462 «Об утверждении порядка дежурства»",
        "приказом Управления образования от 11.10.2021 № 28 «О санитарных днях»",
        "Федеральным законом от 01.07.2021 № 264-ФЗ «О внесении изменений в Федеральный закон «О чем-то»»",
    ],
)
def test_another_act_is_not_taken_for_a_known_one(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("title", "wrong", "right"),
    [
        ("Об образовании в РФ", "РФ", "… в Российской Федерации …"),
        ("Об образовании в российской Федерации", "российской", "Российской"),
        ("Об образовании Российской Федерации", "образовании Российской", "… образовании в Российской Федерации …"),
    ],
)
def test_a_slip_in_a_title_is_told_once(title: str, wrong: str, right: str) -> None:
    text = f"Федеральным законом от 29.12.2012 № 273 ФЗ «{title}»"
    assert [d for d in told(text) if d[0] == "REF-TITLE"] == [("REF-TITLE", wrong, right)]


def test_a_bracket_in_the_wrong_place_is_one_slip() -> None:
    text = (
        "приказом Минобрнауки России от 19.12.2014 № 1599 «Об утверждении федерального государственного образовательного "
        "стандарта образования обучающихся с умственной (отсталостью интеллектуальными нарушениями)»"
    )
    assert [d.rule for d in found(text)] == ["REF-TITLE"]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("законом от 27.07.2006 № 152 ФЗ", "152 ФЗ", "№ 152-ФЗ"),
        ("законом от 27.07.2006 152-ФЗ", "152-ФЗ", "№ 152-ФЗ"),
    ],
)
def test_a_number_without_its_sign_or_hyphen(text: str, wrong: str, right: str) -> None:
    assert told(text) == [("REF-NUMBER", wrong, right)]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("Принято советом школы, протокол № 3 от 14.02.2022", "№ 3 от 14.02.2022", "от 14.02.2022 № 3"),
        ("приказом школы № 41 – ОД от 01.09.2021", "№ 41 – ОД от 01.09.2021", "от 01.09.2021 № 41-ОД"),
        (
            "Законом области «О наставничестве» от 02.03.2021 № 15-ОЗ",
            "от 02.03.2021 № 15-ОЗ",
            "от 02.03.2021 № 15-ОЗ «О наставничестве»",
        ),
    ],
)
def test_the_order_of_requisites(text: str, wrong: str, right: str) -> None:
    assert told(text) == [("REF-ORDER", wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "ПРОТОКОЛ № 3 от 14.02.2022\n\nПрисутствовали: 12 человек",
        "Протокол № 3 от 14.02.2022\n\nПовестка дня",
        "Договор от 12.03.2022 № 5 «О совместной работе»",
        "На основании приказа об утверждении программы «О здоровье» от 02.02.2022 № 5",
        "План утвержден (в редакции приказов Управления от 26.11.2021, 22.09.2022).",
        "протокол от 14.02.2022 № 3",
        '№ 41 от 01.09.2021 "О подвозе"\n\nВ целях безопасности приказываю:',
        "Разработано в соответствии с федеральными законами:\n\n– от 27.07.2006 № 152-ФЗ «О персональных данных»;",
        "На основании приказа МБДОУ № 24 и приказа по школе № 7",
        "Проект приказа Управления «О подвозе» и обсуждение закона «О школе»",
        "В соответствии с дополнениями от 21.11.2017 приказ № 81-а",
        "На основании приказа Управления от 12.01.2024, № 5 и приказа от 14.01.2024\n№ 6",
        f"На основании {LAW}. Согласно Федеральному закону «Об образовании в Российской Федерации» школа открыта.",
        f"На основании {LAW}. Согласно Федеральному закону № 273-ФЗ школа открыта.",
    ],
)
def test_what_is_cited_well_enough(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        (
            "На основании приказа Управления образования «О подвозе»",
            "приказа Управления образования",
            "укажите дату и номер: от … № … «…»",
        ),
        (
            "В соответствии с Законом РФ «Об образовании»",
            "Законом РФ",
            "Федеральный закон от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации»",
        ),
        ("Во исполнение приказа Управления образования № 77-Д", "№ 77-Д", "от … № 77-Д"),
        (
            "Разработано в соответствии с:\n\n– приказом № 650 «О порядке»;",
            "№ 650",
            "от … № 650",
        ),
        (
            "На основании приказа Управления от 12.01.2024, по школе:",
            "приказа Управления от 12.01.2024",
            "приказа Управления от 12.01.2024 № …",
        ),
        ("Программа, утвержденная 16.11.2022 № 993.", "16.11.2022 № 993", "назовите вид и автора акта"),
    ],
)
def test_what_is_cited_in_part(text: str, wrong: str, right: str) -> None:
    assert told(text) == [("REF-INCOMPLETE", wrong, right)]


@pytest.mark.parametrize(
    ("requisites", "day", "number"),
    [
        ("02.09.2025\n\n№ 318-О", "2025-09-02", "318-О"),
        ("№ 318-О\n\n02.09.2025", "2025-09-02", "318-О"),
        ("от _02.09.2025_\n\nг. Кленовск\n\n№ _318-О_", "2025-09-02", "318-О"),
        ("2 сентября 2025 г.    г. Верхний Кленовск    № 318-О", "2025-09-02", "318-О"),
        ("№ 318-О    г. Кленовск    02.09.2025", "2025-09-02", "318-О"),
        ("№ 318-О от «02» сентября 2025 г.", "2025-09-02", "318-О"),
        ("| 02.09.2025 | г. Кленовск | № 318-О |\n|---|---|---|", "2025-09-02", "318-О"),
    ],
)
def test_date_and_number_of_an_order_however_they_stand(requisites: str, day: str, number: str) -> None:
    text = f"{HEAD.format(requisites=requisites)}В целях безопасности\n\nПРИКАЗЫВАЮ:\n\n1. Открыть маршрут."
    order = next(d for _, d in package_of([paper_of_text(text, "1.md", markdown=True)]).orders())
    assert (str(order.day), order.number) == (day, number)


def test_an_orders_own_number_before_its_date() -> None:
    order = f"{HEAD.format(requisites='№ 318 от 02.09.2025')}В целях безопасности\n\nПРИКАЗЫВАЮ:\n\n1. Открыть маршрут."
    assert told(order) == [("REF-ORDER", "№ 318 от 02.09.2025", "02.09.2025 № 318")]


def test_date_and_number_of_a_letter_in_two_cells() -> None:
    text = "| 02.09.2025 | № 02-11/5 |\n|---|---|\n\nУважаемая Анна Петровна!\n\nСообщаем о маршруте."
    letter = package_of([paper_of_text(text, "1.md", markdown=True)]).documents[0]
    assert (str(letter.day), letter.number) == ("2025-09-02", "02-11/5")


def test_a_number_with_letters_on_two_days_of_a_month_is_told_at_both() -> None:
    text = "Доплата утверждена приказом от 26.08.2024 № 140-о.\n\nДоплата утверждена приказом от 28.08.2024 № 140-о."
    assert [(d.rule, d.text) for d in found(text)] == [
        ("REF-CONFLICT", "от 26.08.2024 № 140-о"),
        ("REF-CONFLICT", "от 28.08.2024 № 140-о"),
    ]


def test_the_date_of_a_paper_is_that_of_the_order_that_approves_it_and_no_protocols() -> None:
    grif = (
        "Приложение № 1\nк программе, принятой советом школы, протокол от 28.08.2023 № 1,\n"
        "утвержденной приказом директора от 30.08.2023 № 134\n\nПлан работы\n"
    )
    annex = package_of([paper_of_text(grif, "1.txt")]).documents[-1]
    assert str(annex.day) == "2023-08-30"
    assert told(grif) == []


CITING = (
    "ПРИКАЗ\n\n05.09.2023 № 12\n\nО подвозе\n\nВо исполнение {kind} Управления образования от {day} № {number} "
    "«О подвозе обучающихся»\n\nПРИКАЗЫВАЮ:\n\n1. Открыть маршрут."
)
OWN = "Управление образования\n\n{head}\n\n04.09.2023 № 61\n\nО подвозе обучающихся\n\n{verb}:\n\n1. Открыть маршрут."


@pytest.mark.parametrize(
    ("head", "verb", "kind"),
    [
        ("ПРИКАЗ", "ПРИКАЗЫВАЮ", "приказа"),
        ("РАСПОРЯЖЕНИЕ", "ОБЯЗЫВАЮ", "распоряжения"),
        ("ПОСТАНОВЛЕНИЕ", "ПОСТАНОВЛЯЮ", "постановления"),
    ],
)
@pytest.mark.parametrize(("day", "number"), [("03.09.2023", "61"), ("04.09.2023", "16")])
def test_only_what_departs_from_an_order_of_the_package_is_told(
    head: str, verb: str, kind: str, day: str, number: str
) -> None:
    own = OWN.format(head=head, verb=verb)
    wrong = CITING.format(kind=kind, day=day, number=number)
    right = CITING.format(kind=kind, day="04.09.2023", number="61")
    conflicts = [d for d in found(own, right, wrong) if d.rule == "REF-CONFLICT"]
    assert [(d.place.file if d.place else "", d.hint) for d in conflicts] == [("3.txt", "от 04.09.2023 № 61")]


def test_without_the_order_both_numbers_are_told_and_the_other_place_has_its_file() -> None:
    texts = [CITING.format(kind="приказа", day="04.09.2023", number=n) for n in ("61", "16")]
    conflicts = [d for d in found(*texts) if d.rule == "REF-CONFLICT"]
    assert [d.place.file for d in conflicts if d.place] == ["1.txt", "2.txt"]
    assert "2.txt, строка" in conflicts[0].message


def test_a_letter_answers_none_that_is_younger() -> None:
    letter = "18.11.2025 № 02/15\nНа № 7 от 06.12.2025\n\nУважаемая Анна Петровна!\n\nСообщаем о маршруте."
    assert ("REF-FUTURE", "06.12.2025", "проверьте дату по подлиннику") in told(letter)


@pytest.mark.parametrize(
    ("paper", "hint"),
    [
        (
            f"{ORDER}На основании приказа Минобрнауки России от 29.08.2013 № 1008\n\nПРИКАЗЫВАЮ:\n\n1. Открыть.",
            "№ 629",
        ),
        (
            "План работы на 2021/2022 учебный год\n\nНа основании приказа Минобрнауки России от 29.08.2013 № 1008",
            "№ 196",
        ),
        (
            (
                "УТВЕРЖДЕНО\nприказом от «27» 12 2022 года\n\nПоложение\n\nг. Кленовск, 2022 г.\n\nПоложение разработано согласно "
                "приказу Минобрнауки России от 30.08.2013 № 1014"
            ),
            "№ 373",
        ),
        (f"{ORDER}На основании Закона РФ «Об образовании»\n\nПРИКАЗЫВАЮ:\n\n1. Открыть.", "№ 273-ФЗ"),
    ],
)
def test_a_repealed_act_is_told_with_the_one_in_force_on_the_papers_day(paper: str, hint: str) -> None:
    repealed = [d for d in found(paper) if d.rule == "REF-NOT-IN-FORCE"]
    assert [hint in d.hint for d in repealed] == [True]


@pytest.mark.parametrize(
    "paper",
    [
        "План работы на 2018 год\n\nНа основании приказа Минобрнауки России от 29.08.2013 № 1008",
        "План работы\n\nНа основании приказа Минобрнауки России от 29.08.2013 № 1008",
        f"{ORDER}Признать утратившим силу раздел по приказу Минобрнауки России от 29.08.2013 № 1008.",
    ],
)
def test_an_act_in_force_then_is_let_be(paper: str) -> None:
    assert [d for d in found(paper) if d.rule == "REF-NOT-IN-FORCE"] == []
