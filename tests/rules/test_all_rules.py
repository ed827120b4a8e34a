"""Rules at their edges: what must be told from what only looks like it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from time import process_time
from typing import TYPE_CHECKING

import pytest

from nastav_docs.papers import Paragraph, Segment
from nastav_docs.papers.act_registry import Act, shipped_acts
from nastav_docs.papers.read_text import paper_of_text
from nastav_docs.review.check_papers import check_package
from nastav_docs.rules.all_rules import PARAGRAPH_RULES, check_paragraph
from nastav_docs.rules.consistency.people import same_surname
from nastav_docs.rules.plans.deadlines import far_from_holidays
from nastav_docs.russian.calendar import is_known_year, is_working

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nastav_docs.diagnostics import Diagnostic

ORDER = "ПРИКАЗ\n\n02.11.2020 № 235\n\nО наставничестве\n\n"


def rules(text: str, *more: str, acts: tuple[Act, ...] = ()) -> set[str]:
    """The rules that tell something of texts read as one package."""
    papers = [paper_of_text(t, f"{n}.txt") for n, t in enumerate((text, *more), 1)]
    return {d.rule for d in check_package(papers, (*acts, *shipped_acts()))}


@pytest.mark.parametrize(
    "text",
    [
        "Федеральным законом от 25.12.2008 № 273-ФЗ «О противодействии коррупции»",
        "в течении реки Тагил много поворотов",
        "1) собрать анкеты; 2) провести беседы; а) с родителями",
        "протокол от 31.08.2022 № 1",
        "что, что бы ни случилось, что что-то изменится",
        "Докладывает Кравец И.И. Поручить Кравцу И.И. подготовку.",
        "Каминская-Штейн Р.М. и Каминскую-Штейн Р.М.",
        "руководителям организаций, осуществляющих обучение, и участвующих в проекте школ",
        "контроль за исполнением действующих нормативных актов",
        "соблюдение прав работающих детей и подростков",
        "социально значимого проекта и социально опасного положения",
        "согласно утвержденному плану и в соответствии с ним",
        "школа № 5 и приказ от 02.11.2020 № 235",
        "проект «Успех каждого ребенка» национального проекта «Образование»",
        "Приказ по школе № 7 от 09.11.2020 № 112-од",
        "доля детей составила 20 % и 30 %",
        "в редакции приказа Управления от 05.05.2021 № 12",
        "Вопросы: кто, что, где, когда.",
        "указанное (далее следует перечень), (далее именуемые стороны), (далее по тексту положения)",
        "скобка, открытая в одном абзаце (список тем:\n\n– чтение;\n\n– письмо)",
        "телефон (34363) 2-48-73, ВПР-2022",
        "сбор в 15-00 часов, работа с 9-00 до 17-00 часов",
        "адрес электронной почты школа№5@example.org",
        "опубликовано в газете «Озёрная весть» № 60 от 02.08.2017",
        "благоустройство прилегающих к ней территорий",
        "питание обучающихся, имеющих льготы, и прошедшие курсы",
        "для всех желающих поступить в школу",
        "копии указанных в приложении форм",
    ],
)
def test_what_only_looks_wrong_is_let_be(text: str) -> None:
    assert rules(text) == set()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Согласно распоряжения Министерства просвещения", "GRAM-CASE"),
        ("на основании приказу директора", "GRAM-CASE"),
        ("детей состоящих на учете в школе", "GRAM-COMMA-PARTICIPLE"),
        ("организаций реализующих программы", "GRAM-COMMA-PARTICIPLE"),
        ("учебно методического совета", "SPELL-COMPOUND"),
        ("педагога психолога школы", "SPELL-COMPOUND"),
        ("в следствии болезни", "SPELL-WORD"),
        ("Положение [указать название] утвердить.", "REQ-LEFTOVER"),
        ("Федеральным Законом от 29.12.2012 № 273-ФЗ", "TERM-CASE"),
        (
            "Указом Президента Российской Федерации от 27.06.2021 № 401 «О проведении в Российской Федерации Года педагога и наставника»",
            "REF-REGISTRY",
        ),
        ("приказом Министерства просвещения Российской Федерации от 25.12.2019 № Р-145", "REF-REGISTRY"),
        ("обработка сведений (далее участник проекта)", "TYP-DASH"),
        ("итоги ВПР -2024 подведены", "TYP-HYPHEN-SPACE"),
        ("1. 1. Порядок определяет сроки работы.", "TYP-SPACE-PUNCT"),
        ("телефон (8700)60-00-00", "TYP-SPACE-PAREN"),
        ("согласно п.п. 4, 5 Порядка", "ABBR-FORM"),
        ("копия документа, подтверждающее право", "GRAM-AGREE"),
        ("исполнение настоящего Приказа обеспечить", "TERM-CASE"),
        ("итоги смотра - конкурса", "TYP-HYPHEN-SPACE"),
        ("русско - английский словарь", "TYP-HYPHEN-SPACE"),
        ("С- витаминизация блюд", "TYP-HYPHEN-SPACE"),
        ("питание обучающихся имеющих льготы", "GRAM-COMMA-PARTICIPLE"),
        ("педагогам не прошедшим аттестацию", "GRAM-COMMA-PARTICIPLE"),
        ("замечания выявленные в ходе проверки", "GRAM-COMMA-PARTICIPLE"),
        ("в соответствии с ст. 28 Закона", "SPELL-WORD"),
        ("школа им.кавалера ордена", "ABBR-FORM"),
        ("скобка (открытая, но не закрытая", "TEXT-PAREN"),
        ("от __.__.20__ г. № ___", "REQ-PLACEHOLDER"),
    ],
)
def test_what_is_wrong_is_told(text: str, rule: str) -> None:
    assert rule in rules(text)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Федеральным законом от 29.12.2012 № 273- ФЗ «Об образовании в Российской Федерации»", "TYP-HYPHEN-SPACE"),
        ("Федеральным законом от 29.12.2012 № 273 – ФЗ «Об образовании в Российской Федерации»", "TYP-HYPHEN-SPACE"),
        ("1 .Общие положения", "TYP-SPACE-PUNCT"),
        ("(далее-Положение)", "TYP-DASH"),
        ("(далее Положение)", "TYP-DASH"),
        ("проект <<Родник>>", "TYP-QUOTES"),
        ('МБОУ"Школа" открыта', "TYP-QUOTES"),
        ('проект «Родник"', "TYP-QUOTES"),
        ("и.о.директора школы", "ABBR-FORM"),
        ("затраты 5 тыс.руб. в год", "ABBR-FORM"),
        ("Тетерева Л Л, секретарь", "FIO-INITIALS"),
        ("Контроль за выполнение приказа", "GRAM-CASE"),
        ("в связи с увольнения куратора", "GRAM-CASE"),
        ("в целях реализацию проекта", "GRAM-CASE"),
        ("планом утвержденным приказом управления", "GRAM-COMMA-PARTICIPLE"),
        ("педагог имеющий опыт работы", "GRAM-COMMA-PARTICIPLE"),
        ("в соответствии с Приказом Министерства образования области", "TERM-CASE"),
        (
            "постановлением Министерства просвещения Российской Федерации от 25.12.2019 № Р145 «Об утверждении методологии»",
            "REF-REGISTRY",
        ),
    ],
)
def test_what_real_papers_get_wrong_is_told(text: str, rule: str) -> None:
    assert rule in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "Указ от 02.03.2018 № 94 «Об учреждении знака отличия «За наставничество»;",
        "требования СП 2.4.3648-20 и СанПиН 1.2.3685-21",
        "(далее по тексту – Положение), (далее также – Порядок)",
        "в связи с этим и в связи с тем, что в целях, в рамках которых",
        "в связи с вышеизложенным; контроль за ходом; в целях дальнейшего развития; в рамках Года педагога",
        "Дела принял Клёст К.К., сдал Клест К.К.",
        "план, утвержденный приказом управления",
        "считать план утвержденным с 1 марта",
        "Приказом Министерства образования области утвержден план.",
        "Утвердить «Положение», в том числе п. 3 ч. 2 ст. 28.",
        "№ 5 – руководителям; № 6 – родителям",
    ],
)
def test_what_real_papers_get_right_is_let_be(text: str) -> None:
    assert rules(text) == set()


def test_a_list_within_a_clause_has_numbers_of_its_own() -> None:
    clauses = "1. Отделу:\n1) собрать сведения;\n2) подготовить отчет.\n2. Школам:\n1) назначить кураторов;\n3) издать приказы."
    found = [
        d
        for d in check_package([paper_of_text(f"{ORDER}ПРИКАЗЫВАЮ:\n\n{clauses}", "a.txt")])
        if d.rule == "STR-NUMBERING"
    ]
    assert [(d.text, d.hint) for d in found] == [("3)", "2)")]


def test_a_caption_goes_on_over_a_schools_number_and_an_open_quote() -> None:
    caption = (
        "Приложение\nк приказу МБОУ «Гимназия № 3\nимени академика Буранова»\nот 02.11.2020 № 235\n\nПлан работы\n"
    )
    assert (
        rules(f"{ORDER}ПРИКАЗЫВАЮ:\n\n1. Утвердить план работы (приложение).\n\nДиректор В.В. Крячко\n\n{caption}")
        == set()
    )


def test_the_number_of_an_order_in_a_grif_begins_no_order() -> None:
    text = "УТВЕРЖДАЮ\nДиректор школы\nВ.В. Крячко\nПриказ № 11/2\n\nПоложение о наставничестве\n\nНаставник – опытный педагог"
    assert rules(text) == {"GRIF-FORM"}  # no date and clauses are looked for


def test_a_slip_in_a_name_is_shown_at_both_places_where_nobody_knows_which_is_right() -> None:
    clauses = "1. Назначить куратором Тетереву Л.Л.\n2. Тетеривой Л.Л. начать работу."
    found = [
        d
        for d in check_package([paper_of_text(f"{ORDER}ПРИКАЗЫВАЮ:\n\n{clauses}", "a.txt")])
        if d.rule == "PEOPLE-SPELLING"
    ]
    assert [d.text for d in found] == ["Тетереву Л.Л.", "Тетеривой Л.Л."]


def test_namesakes_in_one_list_are_two_people() -> None:
    assert rules("Наставники: Петрова Н.А., Петрова Н.В.") == set()
    assert "PEOPLE-SPELLING" in rules("Назначить куратором Петрову Н.А.\n\nПетровой Н.В. начать работу.")


def test_a_day_left_blank_in_a_clause_is_told_and_a_line_to_sign_is_not() -> None:
    clause = "1. Сведения о наставниках представить до «__» ______ 2020 г."
    assert "REQ-PLACEHOLDER" in rules(f"{ORDER}ПРИКАЗЫВАЮ:\n\n{clause}")
    assert rules("С приказом ознакомлен: ____________ «__» ______ 2020 г.") == set()


def test_an_order_amended_later_may_name_the_later_act() -> None:
    clause = "1. Внедрить модель (в редакции приказа Управления от 05.05.2021 № 12)."
    assert "REF-FUTURE" not in rules(f"{ORDER}ПРИКАЗЫВАЮ:\n\n{clause}")


def test_two_dates_of_a_number_in_different_years_are_two_acts() -> None:
    text = "приказом Управления от 11.01.2019 № 5 и приказом Управления от 15.02.2021 № 5"
    assert "REF-CONFLICT" not in rules(text)


def test_both_places_of_a_conflict_are_shown_and_none_is_called_right() -> None:
    text = "протоколом Совета от 17.12.2018 № 18"
    papers = [
        paper_of_text(text, "a.txt"),
        paper_of_text(text.replace("12", "02"), "b.txt"),
        paper_of_text(text.replace("12", "02"), "c.txt"),
    ]
    found = [d for d in check_package(papers) if d.rule == "REF-CONFLICT"]
    assert [d.place.file for d in found if d.place] == ["a.txt", "b.txt", "c.txt"]
    assert {d.hint for d in found} == {"сверьте с подлинником, по большинству не решайте"}


def test_an_act_of_the_registry_that_ran_out_names_its_successor() -> None:
    act = Act(
        "приказ",
        "Управление",
        date(2019, 1, 9),
        "7-Д",
        in_force_until=date(2020, 1, 1),
        replaced_by="приказ от 09.01.2020 № 8-Д",
    )
    text = f"{ORDER}В соответствии с приказом Управления от 09.01.2019 № 7-Д\n\nПРИКАЗЫВАЮ:\n\n1. Внедрить."
    found = [d for d in check_package([paper_of_text(text, "a.txt")], (act,)) if d.rule == "REF-NOT-IN-FORCE"]
    assert [d.hint for d in found] == ["вместо него: приказ от 09.01.2020 № 8-Д"]


def test_an_annex_given_in_a_file_of_its_own_too_is_one_annex() -> None:
    annex = "Приложение № 1\nк приказу\nот 02.11.2020 № 235\n\nПлан работы\n"
    order = f"{ORDER}ПРИКАЗЫВАЮ:\n\n1. Утвердить план работы (приложение № 1).\n\nНачальник Н.В. Иванова\n\n{annex}"
    assert rules(order, annex) == set()


def test_a_year_of_two_figures_is_of_the_last_century_when_it_is_late() -> None:
    assert "REF-FUTURE" not in rules(
        f"{ORDER}На основании приказа Управления от 10.10.97 № 1011\n\nПРИКАЗЫВАЮ:\n\n1. Внедрить."
    )


def test_the_year_of_an_event_is_no_period_of_a_plan() -> None:
    plan = "{}\n\nМероприятие\tСрок\tОтветственный\nАнализ итогов\tавгуст 2015 года\tметодист"
    assert "DL-OUTSIDE" not in rules(plan.format("План подготовки к экзаменам в 2016 году"))
    assert "DL-OUTSIDE" in rules(plan.format("Приложение\nк приказу от 02.11.2015 № 5\n\nПлан работы на 2016 год"))


DUTY = (
    f"{ORDER}ПРИКАЗЫВАЮ:\n\n1. Утвердить график:\n\nДата\tОтветственный\tВремя\n02.11.2020\tОрлова О.П.\t9.00\n"
    "03.11.2020\tПетров П.П.\t9.00\n\n2. Разместить график.\n\n{}. Контроль оставляю за собой.\n\nДиректор О.С. Задорожный"
)


def test_a_table_among_the_clauses_does_not_end_the_order() -> None:
    assert rules(DUTY.replace("{}", "3")) == set()
    assert rules(DUTY.replace("{}", "4")) == {"STR-NUMBERING"}


def test_one_missing_stop_is_told_once() -> None:
    told = rules(f"{ORDER}ПРИКАЗЫВАЮ:\n\n1. Назначить куратором методиста Гайдай Л.И\n\n2. Контроль оставляю за собой.")
    assert told == {"FIO-INITIALS"}


def test_a_plan_of_tests_named_by_their_year_needs_no_year_in_its_days() -> None:
    plan = (
        "План проведения ВПР-2022\n\nМероприятие\tСрок\tОтветственный\nПроверка по истории\t20.09 (вторник)\tметодист"
    )
    assert "DL-NOYEAR" not in rules(plan)
    assert "DL-NOYEAR" in rules(plan.replace("-2022", ""))


def test_an_order_checked_without_its_annexes_is_not_blamed_for_them() -> None:
    assert rules(f"{ORDER}ПРИКАЗЫВАЮ:\n\n1. Утвердить план (приложение № 1).\n2. Контроль оставляю за собой.") == set()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Бабкина", "Бабкину", True),
        ("Кравец", "Кравцом", True),
        ("Седых", "Седых", True),
        ("Бабкина", "Бапкина", False),
        ("Иванов", "Ивашов", False),
    ],
)
def test_forms_of_a_surname(one: str, other: str, *, same: bool) -> None:
    assert same_surname(one, other) is same


def test_no_day_off_is_taken_for_a_day_far_from_holidays() -> None:
    days = [date(2018, 1, 1) + timedelta(n) for n in range(9 * 365)]
    assert [d for d in days if is_known_year(d.year) and far_from_holidays(d) and not is_working(d)] == []


@pytest.mark.parametrize(
    "text",
    [
        "а" * 50_000,
        "_" * 30_000,
        "« " * 10_000,
        "План внедрения " * 3_000,
        "от 01.01.2020 № 5 " * 500,
        "«" * 9_000 + '"' * 9_000,
    ],
)
def test_no_long_line_makes_a_rule_run_away(text: str) -> None:
    started = process_time()
    rules(f"{ORDER}{text}\n\nПРИКАЗЫВАЮ:\n\n1. {text}")
    assert process_time() - started < 8


QUOTED = re.compile(r"«((?:[^«»]|«(?:[^«»]|«[^«»]*»)*»)*)»")


@pytest.mark.parametrize("rule", PARAGRAPH_RULES, ids=lambda rule: rule.__name__)
def test_the_fault_that_a_rule_shows_in_its_docstring_is_found(
    rule: Callable[[Paragraph], Iterator[Diagnostic]],
) -> None:
    shown = QUOTED.search(" ".join((rule.__doc__ or "").split()))
    assert shown is not None
    assert list(check_paragraph(Paragraph(shown[1], "", (Segment(0, 1, 1),), "body"))) != []
