"""People: one person under many writings is one, two persons are two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nastav_docs.papers.act_registry import shipped_acts
from nastav_docs.papers.read_text import paper_of_text
from nastav_docs.review.check_papers import check_package

if TYPE_CHECKING:
    from nastav_docs.diagnostics.problem import Diagnostic

HEAD = "ПРИКАЗ\n\n02.11.2020 № 235\n\nО наставничестве\n\nПРИКАЗЫВАЮ:\n\n1. Утвердить план работы (приложение).\n"
ANNEX = "\n\nДиректор\tП.П. Кравцов\n\nПриложение\nк приказу\nот 02.11.2020 № 235\n\nПлан работы\n\n"
PLAN = "Мероприятие\tСрок\tОтветственный\n"


def found(*texts: str) -> list[Diagnostic]:
    """What is told of the people of texts read as one package."""
    papers = [paper_of_text(text, f"{n}.txt") for n, text in enumerate(texts, 1)]
    return [d for d in check_package(papers, shipped_acts()) if d.rule.startswith(("PEOPLE", "FIO"))]


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ("2. Назначить куратором Лосева Игоря Валентиновича.", "Лосев И.В."),
        ("2. Назначить куратором Игоря Валентиновича Лосева.", "Лосев И.В."),
        ("2. Назначить куратором Котову Анну Ильиничну.", "Котова А. И."),
        ("2. Назначить куратором Лосева И.В.", "Кравцов П.П."),
    ],
)
def test_a_full_name_and_a_signature_name_the_responsible(clause: str, name: str) -> None:
    plan = f"{PLAN}Сбор\tдо 20.11.2020\t{name}"
    assert [d for d in found(HEAD + clause + ANNEX + plan) if d.rule == "PEOPLE-UNKNOWN"] == []


def test_a_stranger_in_the_plan_is_told() -> None:
    plan = f"{PLAN}Сбор\tдо 20.11.2020\tСоболев И.В."
    (one,) = found(f"{HEAD}2. Назначить куратором Лосева Игоря Валентиновича.{ANNEX}{plan}")
    assert (one.rule, one.text) == ("PEOPLE-UNKNOWN", "Соболев И.В.")


def test_a_person_of_a_school_is_not_sought_in_the_plan_of_the_district() -> None:
    plan = f"{PLAN}Сбор\tдо 20.11.2020\tЛосев И.В."
    district = f"{HEAD}2. Назначить куратором Лосева И.В.{ANNEX}{plan}"
    school = "ПРИКАЗ\n\n09.11.2020 № 7\n\nО наставничестве\n\nПРИКАЗЫВАЮ:\n\n1. Назначить ответственной Котову А.И."
    assert found(district, school) == []


def test_two_letters_more_in_a_long_surname_may_be_a_slip() -> None:
    (one, other) = found("Контроль возложить на Дьякова С.В.\n\nДьяконов С.В. проверит школы.")
    assert (one.text, other.text) == ("Дьякова С.В.", "Дьяконов С.В.")
    assert found("Контроль возложить на Белова С.В.\n\nБеликов С.В. проверит школы.") == []


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (
            "Зам. директора по ВР Белова И.Н.",
            "Заместителю директора по учебно-воспитательной работе Беловой И.Н.",
            True,
        ),
        (
            "Зам. директора по УВР Белова И.Н.",
            "Заместителю директора по учебно-воспитательной работе Беловой И.Н.",
            False,
        ),
        ("Зам. директора Белова И.Н.", "Заместитель директора Белова И.Н.", False),
        ("Первый заместитель начальника Белова И.Н.", "Заместитель начальника Белова И.Н.", True),
    ],
)
def test_positions_of_one_person(one: str, other: str, *, told: bool) -> None:
    messages = [d.message for d in found(f"{one} ведет учет.\n\n{other} проверит учет.")]
    assert len(messages) == told
    assert all(one.removesuffix(" Белова И.Н.") in message for message in messages)


@pytest.mark.parametrize("line", ["Директор\tЛосев П.П.", "Директор школы ____________ /Лосев П.П./"])
def test_in_a_signature_the_initials_come_first(line: str) -> None:
    (one,) = found(f"{HEAD.replace(' (приложение)', '')}\n\n{line}")
    assert (one.code, one.text, one.hint) == ("ND794", "Лосев П.П.", "П.П. Лосев")
