"""Correct papers of many shapes, each as a text and as a Word file: what is said of them is right, and `--fix` spoils nothing.

A new finding is to be read: true or a matter of taste, it goes into `tests/data/lint/judged.tsv`; false, the rule is mended.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from nastav_docs.diagnostics.codes import all_codes
from nastav_docs.diagnostics.problem import Confidence, Severity
from nastav_docs.papers import shipped_acts
from nastav_docs.papers.read_text import paper_of_text
from nastav_docs.review.check_papers import check_package
from nastav_docs.review.corrections import written
from tests import precision
from tests.right_papers import PAPERS

if TYPE_CHECKING:
    from collections import Counter
    from pathlib import Path

VERDICTS = precision.judged()
WEIGHT = {Severity.NOTE: 0, Severity.WARNING: 1, Severity.ERROR: 2}
# Kinds that the rules find in texts; the rest are of plans with their facts, of journals and of `check`.
READ = re.compile(r"ND(?:(?:7[1-9]|8[0-689]|9[0-4])\d|969|99[3-9])")


def test_the_papers_have_many_shapes() -> None:
    assert len(PAPERS) >= 60


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_nothing_false_is_said_of_a_correct_paper(path: Path) -> None:
    false = [d for d in precision.findings_of(path) if precision.verdict_of(path, d, VERDICTS) == "ложно"]
    assert [(d.code, d.text, d.message) for d in false] == []


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_what_is_written_or_an_error_is_surely_right(path: Path) -> None:
    found = precision.findings_of(path)
    sure = [*written(found), *(d for d in found if d.severity is Severity.ERROR)]
    assert {precision.verdict_of(path, d, VERDICTS) for d in sure} <= {"верно"}


def test_nothing_is_written_into_the_documents_of_a_config() -> None:
    number, changed = precision.documents()
    assert number > 10
    assert [(d.place, d.code, d.text) for d in changed] == []


def test_a_code_weighs_what_its_share_of_right_findings_allows() -> None:
    plain, _, _ = precision.counted()
    heavy = [code for code, count in plain.items() if lightest(count) < WEIGHT[all_codes()[code].severity]]
    assert heavy == []


def lightest(count: Counter[str]) -> int:
    """The most that a code may weigh; where few findings were read, what it weighs, if none of them is false."""
    allowed = precision.most(count)
    return WEIGHT[Severity.ERROR if allowed is None and not count["ложно"] else allowed or Severity.NOTE]


def test_a_code_of_which_few_findings_were_read_says_why_it_weighs_so() -> None:
    plain, _, _ = precision.counted()
    unread = {
        code.code
        for code in all_codes().values()
        if READ.fullmatch(code.code)
        and code.severity is not Severity.NOTE
        and code.confidence is not Confidence.ADVICE
        and (code.code not in plain or plain[code.code].total() < precision.ENOUGH)
    }
    assert unread == set(precision.few())


def test_the_published_figures_are_these() -> None:
    assert precision.PAGE.read_text(encoding="utf-8") == precision.table(), "python -m tests.precision"


KINDS = {
    "ИНН и КПП в любой записи": "Реквизиты\nИНН\\КПП 7400000000\\740001001\nИНН (КПП): 7400000000 (740001001)\nИНН и КПП – 7400000000, 740001001",
    "точки оглавления": "Оглавление\n\n1. Общие положения . . . . . . . . 4\n2. Приём………………5\n3.1. Права........................7\n3.2 Обязанности.......8",
    "год рождения при цифровой дате": "Зачислить Зотова Ивана, 12.04.2014 года рождения, приказом от 02.11.2020 № 5.",
    "придаточное после перечня": "О перечне документов, которые готовят педагоги.",
    "масштаб": "Чертёж выполнен в масштабе 1 : 3, соотношение групп 2 : 1.",
    "график дежурств": "График дежурства\nна январь 2025 года\n\nДата\tДежурный\tПодпись\n04.01.2025\tПетров И.И.\t-\n05.01.2025\tОрлов А.А.\t-",
    "год плана в строке под заголовком": "План работы\nна 2024/25 учебный год\n\n№ п/п\tТема\tСрок\n1\tИтоги полугодия\t26.12\n2\tБезопасность\t20.03",
    "дата, время и место": "План работы на январь 2025 года\n\n№ п/п\tМероприятие\tДата, время, место\n1\tСовещание\tпонедельник, 9:00, каб. 12",
    "обращение в начале абзаца": "Анкета\n\nУважаемый коллега! Просим ответить на вопросы.\n\n1. Стаж: ____ лет.",
    "случайные прописные": "Инструкция\n\nДневник подписывает руководитель от ЮГУ. Кабель ВВГ, трубы ПВХ, аппарат АОГВ исправны.",
    "расписание": "Расписание\n\n\tПонедельник\tВторник\tСреда\n1\tХимия\tТруд\tИстория\n2\tФизика\tТруд\tХимия",
    "две подписи": "Стороны\n\nподпись подпись ________ подпись",
    "языки республик": "Казань мэриясе\n\nХөрмәтле әти-әниләр! Гаризалар интернет аша да кабул ителә.\nМектепке қабылдау 1 сәуірден басталады.\nDear colleagues, please confirm by e-mail.",
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_only_looks_wrong_is_let_be(kind: str) -> None:
    found = check_package([paper_of_text(KINDS[kind], "а.txt")], shipped_acts())
    assert [(d.code, d.text) for d in found if not d.held] == []


def test_an_annex_of_another_paper_in_the_same_folder_is_not_the_orders() -> None:
    order = "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ\n\nПРИКАЗ\n\n14.01.2025 № 9\n\nО конкурсе\n\nНа основании плана ПРИКАЗЫВАЮ:\n1. Провести конкурс.\n2. Контроль оставляю за собой.\n\nНачальник        Р.Т. Шакиров"
    others = (
        "Приложение № 3\nк приказу управления образования\nот 20.03.2024 № 77\n\nФорма заявки",
        "Приложение 1\nк постановлению администрации\nот 14.01.2025 № 1500-па\n\nПорядок",
        "Приложение 1\nк Положению о конкурсе\n\nЗаявка на участие",
    )
    papers = [paper_of_text(text, f"{n}.txt") for n, text in enumerate((order, *others))]
    assert [(d.code, d.text) for d in check_package(papers, shipped_acts()) if d.code.startswith("ND82")] == []
