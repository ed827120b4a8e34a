"""Plans, indicators and deadlines: what is told of their tables and clauses, and what is let be."""

from __future__ import annotations

import pytest

from nastav_docs.diagnostics.problem import Confidence, Diagnostic
from nastav_docs.papers.act_registry import shipped_acts
from nastav_docs.papers.model import Paper
from nastav_docs.papers.read_text import paper_of_text
from nastav_docs.papers.read_word import paper_of_docx
from nastav_docs.review.check_papers import check_package
from tests.word_file import paragraph, table, word_file

ORDER = "ПРИКАЗ\n\n02.11.2020 № 235\n\nО наставничестве\n\nПРИКАЗЫВАЮ:\n\n"
PLAN = "Мероприятие\tСрок\tОтветственный\n"
INDICATORS = "№ п/п\tНаименование показателя\tЕд. изм.\t2025/26\t2026/27\n"


def found(text: str, rules: str) -> list[Diagnostic]:
    """The findings of a text whose rule begins so."""
    papers = [paper_of_text(text, "a.txt")]
    return [d for d in check_package(papers, shipped_acts()) if d.rule.startswith(rules)]


def in_word(*body: str) -> tuple[Diagnostic, ...]:
    """The findings of a Word file."""
    paper = paper_of_docx(word_file(*body, page_number=False), "a.docx")
    assert isinstance(paper, Paper)
    return check_package([paper], shipped_acts())


@pytest.mark.parametrize(
    ("clause", "words", "right"),
    [
        (
            "1. Школам представить отчет до 15 сентября.",
            "до 15 сентября",
            "допишите год: «до 15 сентября 2020 г.»",
        ),
        ("1. Школам подвести итоги в кратчайшие сроки.", "в кратчайшие сроки", "до … (дата)"),
        ("1. Школам подвести итоги через две недели.", "через две недели", "назовите дату"),
        ("1. Школам подвести итоги в 2-х недельный срок.", "в 2-х недельный срок", "назовите дату"),
    ],
)
def test_a_deadline_of_a_clause_that_cannot_be_checked(clause: str, words: str, right: str) -> None:
    assert [(d.text, d.hint) for d in found(ORDER + clause, "DL")] == [(words, right)]


@pytest.mark.parametrize(
    "clause",
    [
        "1. Школам представить отчет до 15 сентября 2021 г.",
        "1. Школам ежегодно, до 15 сентября, представлять отчет.",
        "1. Школам представлять отчет до 5 числа каждого месяца.",
        "1. Школам подвести итоги через две недели после окончания смены.",
        "1. Школам ознакомить работников в недельный срок со дня подписания приказа.",
        "1. Школам хранить сведения в установленном порядке.",
    ],
)
def test_a_deadline_of_a_clause_that_can_be_checked(clause: str) -> None:
    assert found(ORDER + clause, "DL") == []


def test_the_year_of_a_title_is_the_year_of_the_clauses() -> None:
    order = ORDER.replace("О наставничестве", "О наставничестве в 2020/21 учебном году")
    assert found(f"{order}1. Школам представить отчет до 15 сентября.", "DL") == []


@pytest.mark.parametrize(
    ("due", "rule", "words"),
    [
        ("в установленном порядке", "DL-VAGUE", "в установленном порядке"),
        ("своевременно", "DL-VAGUE", "своевременно"),
        ("Март 2021 года, март 2021 года", "DL-COMPOSITE", "Март 2021 года, март 2021 года"),
    ],
)
def test_a_deadline_of_a_plan_that_cannot_be_checked(due: str, rule: str, words: str) -> None:
    assert [(d.rule, d.text) for d in found(f"{PLAN}Совещание\t{due}\tКуратор", "DL")] == [(rule, words)]


def test_a_school_year_has_its_days() -> None:
    title = "План работы на 2022–2023 учебный год\n\n"
    (one,) = found(f"{title}{PLAN}Совещание\tдо 21.03.2022\tКуратор\nСбор\tдо 30.08.2022\tКуратор", "DL")
    assert (one.text, one.message) == ("21.03.2022", "21.03.2022 – вне 2022/2023 учебного года")
    assert found(f"{title.replace('–2023', '/23')}{PLAN}Совещание\tдо 21.03.2023\tКуратор", "DL") == []


def test_a_plan_for_one_year_names_it_once() -> None:
    annex = "Приложение\nк приказу\nот 11.01.2021 № 2\n\nПлан работы на 2021 год\n\n"
    (one,) = found(f"{annex}{PLAN}Совещание\t15.03.2022\tКуратор\nСбор\tмай\tКуратор", "DL-O")
    assert (one.message, one.hint) == ("2022 год вне периода плана (2021)", "в пределах 2021")


@pytest.mark.parametrize(
    "row",
    [
        "Лагерь дневного пребывания\t01.06.2026–21.06.2026\tНачальник",
        "Смена\tс 01.06.2026 по 21.06.2026\tНачальник",
        "Турнир по шахматам\t21.06.2026\tНачальник",
        "Итого\tИтого 3 недели\tНачальник",
    ],
)
def test_an_event_a_range_and_a_total_are_no_deadline_on_a_day_off(row: str) -> None:
    assert found(f"{PLAN}Сбор анкет\tдо 19.06.2026\tНачальник\n{row}", "DL") == []


def test_a_day_off_in_a_deadline_is_told() -> None:
    (one,) = found(f"{PLAN}Сбор анкет\tдо 21.06.2026\tНачальник", "DL")
    assert (one.text, one.hint) == ("21.06.2026", "22.06.2026 – ближайший рабочий день")


@pytest.mark.parametrize(
    ("row", "rule", "message"),
    [
        ("Доля школ с наставниками от их числа\t%\t60\t50", "IND-FALLING", "Целевое значение падает: было 60, стало 50"),
        ("Удовлетворенность родителей\t%\t90\t110", "IND-RANGE", "Значение 110 % невозможно"),
        (
            "Доля школ с наставниками от их числа, %\t%\t60\t70",
            "IND-UNIT-DOUBLE",
            "Единица «%» и в названии показателя, и в графе «Единица измерения»",
        ),
        ("Повышение мотивации педагогов\t\tда\tда", "IND-NOT-MEASURABLE", "Показатель не измерить: нет величины и числа"),
        ("Качество работы наставников\t\tсреднее\tвысокое", "IND-NOT-MEASURABLE", "Показатель не измерить: нет величины и числа"),
        ("Организовать наставничество\tед.\t4\t5", "IND-NOT-MEASURABLE", "Название показателя – действие, а не величина; значение без единицы"),
    ],
)  # fmt: skip
def test_an_indicator_that_is_wrong(row: str, rule: str, message: str) -> None:
    assert [(d.rule, d.message) for d in found(f"{INDICATORS}1\t{row}", "IND")] == [(rule, message)]


@pytest.mark.parametrize(
    "row",
    [
        "Рост числа наставников к уровню прошлого года\t%\t105\t110",
        "Число школ, не имеющих наставников\tед.\t5\t3",
        "Число обучающихся, приходящихся на один компьютер\tчел.\t5\t4",
        "Доля учителей с наставником*\t%\t5\t7",
        "Повышение доли учителей с наставником от их числа\t%\t5\t7",
    ],
)
def test_an_indicator_that_only_looks_wrong(row: str) -> None:
    assert found(f"{INDICATORS}1\t{row}", "IND") == []


def test_years_in_a_second_row_of_the_head_are_read() -> None:
    rows = [
        ["№ п/п", "Показатель", "Ед. изм.", "Значение", "по годам"],
        ["", "", "", "2021 г.", "2022 г. (план)"],
        ["1", "Число наставников", "чел.", "40", "30"],
    ]
    falling = [d for d in in_word(table(rows)) if d.rule == "IND-FALLING"]
    assert [d.text for d in falling] == ["30"]


def test_the_same_words_in_another_order_are_one_indicator() -> None:
    one = "1\tЧисло программ наставничества, реализованных школами города\tед.\t1\t2\n"
    other = "2\tЧисло реализованных школами города программ наставничества\tед.\t1\t2"
    assert {d.rule for d in found(INDICATORS + one + other, "IND")} == {"IND-NEAR-DUP"}


def test_a_footnote_tells_what_a_share_is_of() -> None:
    text = f"{INDICATORS}1\tДоля охвата наставничеством\t%\t5\t7\n\n"
    assert [d.rule for d in found(text, "IND")] == ["IND-DENOMINATOR"]
    assert found(f"{text}Доли считают от общего числа педагогов школ.", "IND") == []


def test_two_names_in_a_cell_without_a_comma_are_told() -> None:
    (one,) = found(f"{PLAN}Совещание\tдо 20.11.2020\tКотова И.Г. Лосев П.П.", "TBL")
    assert (one.rule, one.text) == ("TBL-MULTI-RESP", "Лосев П.П.")
    assert found(f"{PLAN}Совещание\tдо 20.11.2020\tКотова И.Г., Лосев П.П.", "TBL") == []


def test_a_cell_of_two_numbers_counts_for_two_rows() -> None:
    rows = [["№ п/п", "Мероприятие", "Срок"], ["1", "Сбор", "до 20.11.2020"], ["2\n3", "Совет", "до 20.11.2020"]]
    rows += [["4", "Отчет", "до 20.11.2020"], ["6", "Слет", "до 20.11.2020"], ["5", "Мониторинг", "до 20.11.2020"]]
    wrong = [d for d in in_word(table(rows)) if d.rule == "STR-NUMBERING"]
    assert [(d.text, d.hint) for d in wrong] == [("6", "5")]


def test_an_empty_heading_is_told_at_its_own_column() -> None:
    rows = [["", "Мероприятие", "Срок"], ["Сбор", "Анкеты", "до 20.11.2020"], ["Итог", "Отчет", "до 20.11.2020"]]
    (one,) = [d for d in in_word(table(rows)) if d.rule == "STR-EMPTY-HEADER"]
    assert one.place is not None
    assert one.place.words == "таблица 1, строка 1, столбец 1"


def test_a_page_break_makes_a_paper_of_two_pages() -> None:
    body = [paragraph("ПРИКАЗ"), paragraph("План", properties="<w:pageBreakBefore/>")]
    (one,) = [d for d in in_word(*body) if d.rule == "FORM-PAGE-NUMBER"]
    assert one.confidence is Confidence.PROBABLE
    assert [d for d in in_word(body[0]) if d.rule == "FORM-PAGE-NUMBER"] == []


def test_sub_heads_of_a_table_of_indicators_are_no_indicators() -> None:
    rows = "1\tКоличество кружков\tед.\t10\t11\n{}.1\tРезультаты:\t\t\t\n{}.2\tМероприятия\t\t\t\n"
    table = INDICATORS + rows.format(1, 1) + rows.replace("кружков", "педагогов").format(2, 2)
    assert found(f"ПОКАЗАТЕЛИ\n\n{table}", "IND-") == []


@pytest.mark.parametrize("head", ["Дата рождения", "Число, месяц, год рождения", "Дата и место рождения"])
def test_a_date_of_birth_is_no_deadline(head: str) -> None:
    body = f"СПИСОК\n\nучастников\n\nФ.И.О.\t{head}\tКласс\nОрлов П.И.\t07.01.2008\t9\nБелов К.А.\t15.04.2007\t9\n"
    assert found(body, "DL") == []


def test_a_date_without_its_second_stop_is_told() -> None:
    assert [(d.text, d.hint) for d in found("Родился 07.042008 в городе.", "DATE-FORM")] == [
        ("07.042008", "07.04.2008")
    ]
