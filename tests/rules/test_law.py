"""The law around what a paper orders: offending paper and what is said of it side by side; and what only looks like it."""

from __future__ import annotations

import pytest

from nastav_docs.papers import shipped_acts
from nastav_docs.papers.read_text import paper_of_text
from nastav_docs.review.check_papers import check_package


def order(
    *clauses: str, day: str = "14.10.2025", verb: str = "ПРИКАЗЫВАЮ:", head: str = "ПРИКАЗ", after: str = ""
) -> str:
    """An order of a school with its clauses; `after` stands under the signature."""
    numbered = "\n".join(f"{number}. {clause}" for number, clause in enumerate(clauses, 1))
    return f"МБОУ «СОШ № 5»\n\n{head}\n\n{day} № 9\n\nО наставничестве\n\nНа основании плана\n\n{verb}\n{numbered}\n\nДиректор        В.Н. Жабин\n\n{after}"


def told(text: str, *codes: str) -> list[tuple[str, str]]:
    """What some codes say: (code, message)."""
    found = check_package([paper_of_text(text, "а.txt")], shipped_acts())
    return [(d.code, d.message) for d in found if d.code in codes]


OUTLIVED = "приказ Министерства просвещения Российской Федерации от 21.07.2022 № 582 действовал по 28.02.2025, документ от 14.10.2025"
EARLY = "приказ Министерства просвещения Российской Федерации от 06.11.2024 № 779 вступает в силу 01.03.2025, документ от 14.01.2025"
CHILDREN = "Список обучающихся\n\nФамилия, имя\t{}\nАгеев Лев\t{}\n"
PLACED = "Разместить настоящий приказ на официальном сайте школы."


@pytest.mark.parametrize(
    ("clauses", "after", "data"),
    [
        (("Утвердить список обучающихся.", PLACED), CHILDREN.format("Дата рождения\tАдрес", "12.03.2011\tул. Мира, д. 4"), "дата рождения, адрес"),
        (("Утвердить список воспитанников.", "Список опубликовать в сети «Интернет»."), CHILDREN.format("Группа здоровья\tПримечание", "III\t–"), "здоровье"),
        (("Закрепить наставника за учеником 5 класса Зотовым Иваном (12.04.2014 г.р., проживает: ул. Мира, д. 3).", PLACED), "", "дата рождения, адрес"),
        (("Зачислить в 1 класс: Зотов Иван, 12.04.2018 г.р.", PLACED), "", "дата рождения"),
        (("Поручить Кленовой М.П. учащуюся Юсупову Лию, тел. мамы 8-900-000-00-00.", "Выложить приказ в социальные сети."), "", "телефон"),
    ],
)  # fmt: skip
def test_data_of_children_on_a_site_are_an_error(clauses: tuple[str, ...], after: str, data: str) -> None:
    assert told(order(*clauses, after=after), "ND940") == [("ND940", f"На сайт уходят данные детей: {data}")]


@pytest.mark.parametrize(
    ("clauses", "after"),
    [
        (("Утвердить список обучающихся.", "Разместить Положение о конкурсе на сайте школы."), CHILDREN.format("Дата рождения\tКласс", "12.03.2011\t7")),
        (("Утвердить список обучающихся.", PLACED), CHILDREN.format("Класс\tНаставник", "7\tКленова М.П.")),
        (("Утвердить список обучающихся.", "Разместить приказ на сайте без персональных данных детей."), CHILDREN.format("Дата рождения\tКласс", "12.03.2011\t7")),
        (("Назначить куратором Кленову М.П., тел. 8-900-000-00-00.", PLACED), ""),
        (("Возложить на Кленову М.П. (тел. 8-900-000-00-00) работу с обучающимися.", PLACED), ""),
        (("Назначить ответственной за обучение детей-инвалидов Кленову Марию.", PLACED), ""),
        (("Утвердить список обучающихся.", "Не размещать списки детей на сайте школы."), CHILDREN.format("Дата рождения\tКласс", "12.03.2011\t7")),
        (("Утвердить состав рабочей группы.", PLACED), "Состав рабочей группы по работе с детьми\n\nФ.И.О.\tТелефон\nКленова М.П.\t2-00-01\n"),
        (("Принять Кленову Марию, 12.03.1980 г.р., учителем.", PLACED), ""),
    ],
)  # fmt: skip
def test_a_site_without_data_of_children_is_let_be(clauses: tuple[str, ...], after: str) -> None:
    assert told(order(*clauses, after=after), "ND940") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            "ЗАЯВЛЕНИЕ\n\nПрошу принять ребёнка в 1 класс. Даю согласие на обработку персональных данных.\n\n01.10.2025",
            1,
        ),
        ("ДОГОВОР № 4\n\n5. Заказчик выражает согласие на обработку своих персональных данных.", 1),
        ("Анкета наставника\n\nЯ согласен на обработку моих персональных данных.", 1),
        (
            "СОГЛАСИЕ\nна обработку персональных данных\n\nЯ, ________, даю согласие на обработку моих персональных данных.",
            0,
        ),
        ("Положение о наставничестве\n\n2. Участник даёт согласие на обработку персональных данных.", 0),
        ("ЗАЯВЛЕНИЕ\n\nСогласие на обработку персональных данных прилагаю.", 0),
    ],
)
def test_a_consent_stands_apart(text: str, count: int) -> None:
    assert len(told(text, "ND941")) == count


MENTOR = "Назначить Кленову М.П., учителя математики, наставником молодого специалиста Зотова И.И."


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (order(MENTOR), ["ND942"]),
        (
            order("Закрепить за молодыми педагогами наставников.", "Установить наставникам ежемесячную доплату."),
            ["ND942", "ND943"],
        ),
        (order(MENTOR.replace("М.П.,", "М.П. с её письменного согласия,")), []),
        (order(MENTOR, "Заключить с наставником дополнительное соглашение."), []),
        (order(MENTOR, day="14.01.2024"), []),
        (order("Назначить Кленову М.П. наставником ученика 5 класса Зотова И."), []),
        (order("Установить наставникам доплату в размере 15 % оклада."), []),
        (order("Установить наставникам доплату согласно Положению об оплате труда."), []),
        (order("Учителям представлять отчёт о работе с наставляемыми ежемесячно."), ["ND944"]),
        (order("Классным руководителям вести дневник наставничества."), ["ND944"]),
        (order("Учителям представлять отчёт о работе ежемесячно.", day="14.01.2024"), []),
        (order("Заместителю директора подготовить отчёт о работе школы."), []),
        (order("Учителям разработать рабочие программы до 01.11.2025."), []),
    ],
)
def test_mentoring_of_workers_and_papers_of_teachers(text: str, codes: list[str]) -> None:
    assert [code for code, _ in told(text, "ND942", "ND943", "ND944")] == codes


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (order("Оформлять документы по ГОСТ Р 7.0.97-2016."), ["ГОСТ Р 7.0.97-2016: не действует с 18.08.2025"]),
        (order("Оформлять документы по ГОСТ Р 7.0.97-2016.", day="14.01.2025"), []),
        (order("Вместо ГОСТ Р 7.0.97-2016 применять ГОСТ Р 7.0.97-2025."), []),
        (
            order("Руководствоваться приказом Минпросвещения России от 21.07.2022 № 582."),
            [OUTLIVED],
        ),
        (
            order("Руководствоваться приказом Минпросвещения России от 21 июля 2022 г. № 582."),
            [OUTLIVED],
        ),
        (
            order("Руководствоваться приказом от 06.11.2024 № 779.", day="14.01.2025"),
            [EARLY],
        ),
        (
            order("Применять статью 351.8 ТК РФ.", day="14.01.2025"),
            ["статья 351.8 ТК РФ: действует только с 01.03.2025"],
        ),
        (order("С 01.03.2025 применять статью 351.8 ТК РФ.", day="14.01.2025"), []),
        (order("Применять статью 351.8 ТК РФ."), []),
        (
            order("Оформить наставничество по статье 358.1 Трудового кодекса."),
            ["О наставничестве – статья 351.8, а не 358.1"],
        ),
    ],
)
def test_norms_are_those_of_the_papers_date(text: str, messages: list[str]) -> None:
    assert [message for _, message in told(text, "ND945", "ND946", "ND947", "ND809")] == messages


SANITARY = "Условия питания сверены с требованиями СанПиН 2.4.2.2821-10."


@pytest.mark.parametrize(
    ("paper", "found"),
    [
        (f"СПРАВКА\nпо итогам проверки\n\n17.11.2025        № 9\n\n{SANITARY}", ["СанПиН 2.4.2.2821-10: не действует с 01.01.2021"]),
        (f"СПРАВКА\nпо итогам проверки\n\n17.11.2019        № 9\n\n{SANITARY}", []),
        (f"АКТ\n\nг. Нижнереченск        03.09.2025\n\n{SANITARY}", ["СанПиН 2.4.2.2821-10: не действует с 01.01.2021"]),
        (f"Директору школы\n\nзаявление.\n\n{SANITARY}\n\n02.09.2025        М.И. Белоусова", ["СанПиН 2.4.2.2821-10: не действует с 01.01.2021"]),
        (f"Памятка\n\n{SANITARY}", []),
    ],
)  # fmt: skip
def test_a_report_a_contract_an_application_have_a_day_of_their_own(paper: str, found: list[str]) -> None:
    assert [message for _, message in told(paper, "ND945")] == found


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("Родителям заполнить анкету с фамилией и телефоном в Google Формах.", ["«Google Формах» хранит данные за рубежом"]),
        ("Регистрация участников: https://forms.gle/abc.", ["«forms.gle/abc» хранит данные за рубежом"]),
        ("Сведения о детях внести в гугл-таблицу.", ["«гугл-таблицу» хранит данные за рубежом"]),
        ("Провести анонимный опрос в Google Формах без указания фамилий.", []),
        ("Не использовать Google Формы для сбора персональных данных.", []),
        ("Родителям заполнить анкету в Яндекс Формах.", []),
        ("Презентации уроков хранить на Google Диске.", []),
    ],
)  # fmt: skip
def test_a_foreign_service_for_personal_data_is_told(clause: str, found: list[str]) -> None:
    assert [message for _, message in told(order(clause), "ND969")] == found


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Даю согласие на обработку персональных данных ребёнка и на размещение их на сайте школы.", 1),
        ("Даю согласие на обработку моих персональных данных, включая публикацию фотографий в сети Интернет.", 1),
        ("Даю согласие на обработку данных: сбор, хранение, передачу (предоставление, доступ).", 0),
        ("Согласие на обработку персональных данных не предусматривает распространение их в сети Интернет.", 0),
    ],
)  # fmt: skip
def test_a_consent_to_processing_does_not_let_data_on_a_site(text: str, count: int) -> None:
    assert len(told(f"СОГЛАСИЕ\n\n{text}", "ND818")) == count


@pytest.mark.parametrize(
    ("clause", "day", "found"),
    [
        ("Провести День наставника (27 января) в школах.", "14.10.2025", ["День наставника – 2 марта, а не 27 января"]),
        ("Провести ко Дню наставника – 19 апреля – встречи.", "14.10.2025", ["День наставника – 2 марта, а не 19 апреля"]),
        ("Провести День наставника (2 марта) в школах.", "14.10.2025", []),
        ("Провести встречу ко Дню наставника до 20 февраля 2026 г.", "14.10.2025", []),
        ("Провести День наставника (27 января) в школах.", "14.01.2025", []),
    ],
)  # fmt: skip
def test_the_mentors_day_is_2_march(clause: str, day: str, found: list[str]) -> None:
    assert [message for _, message in told(order(clause, day=day), "ND819")] == found


CAPTION = "Приложение\nк {} школы\nот 14.10.2025 № 9\n\nПлан"


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (order("Провести конкурс.", verb="ПОСТАНОВЛЯЮ:"), ["В приказе – «ПОСТАНОВЛЯЮ»"]),
        (order("Провести конкурс.", verb="ПРИКАЗЫВАЮ:", head="ПОСТАНОВЛЕНИЕ"), ["В постановлении – «ПРИКАЗЫВАЮ»"]),
        (order("Провести конкурс.", verb="П Р И К А З Ы В А Ю:", head="П Р И К А З"), []),
        (order("Провести конкурс.", verb="ОБЯЗЫВАЮ:"), []),
        (
            order("Утвердить план (приложение).", after=CAPTION.format("распоряжению")),
            ["Приложение к приказу, а в надписи – «к распоряжению»"],
        ),
        (order("Утвердить план (приложение).", after=CAPTION.format("приказу")), []),
    ],
)
def test_a_paper_is_of_one_kind(text: str, messages: list[str]) -> None:
    assert [message for _, message in told(text, "ND948", "ND949")] == messages


def test_minutes_decide_each_question() -> None:
    same = "ПРОТОКОЛ № 3\n\n1. СЛУШАЛИ: Иванову О.П. об итогах.\nРЕШИЛИ: продолжить работу.\n2. СЛУШАЛИ: Зотова В.В. о сайте.\nРЕШИЛИ:\n2.1. Продолжить работу."
    assert told(same, "ND950") == [("ND950", "По всем вопросам (2) одно и то же решение")]
    assert told(same.replace("Продолжить", "Завершить"), "ND950") == []


def test_a_foreign_word_has_a_russian_one() -> None:
    assert told("Провести воркшоп до дедлайна.", "ND951") == [
        ("ND951", "У слова «воркшоп» есть русское: мастерская"),
        ("ND951", "У слова «дедлайна» есть русское: срок"),
    ]
    assert told("Участвовать в проекте «Воркшоп педагога».", "ND951") == []


@pytest.mark.parametrize(
    "left", ["${fio}", "{name}", "#ФИО#", "%NAME%", "[[fio]]", "«Ф_И_О»", "«Фамилия»", "____________", "Ошибка! Неизвестное имя свойства документа."]
)  # fmt: skip
def test_what_a_template_system_left_is_told(left: str) -> None:
    assert [code for code, _ in told(order(f"Назначить {left} куратором."), "ND742")] == ["ND742"]


@pytest.mark.parametrize(
    "right",
    ["{1}", "{a, b}", "{color: red}", "курс C#, F#", "100 % и 50 %", "a@example.org", "«Дата» и «Подпись»", "[1]"],
)
def test_other_signs_are_let_be(right: str) -> None:
    assert [code for code, _ in told(f"В графе стоит {right}.", "ND742")] == []


def test_a_consent_inside_was_usual_before_the_law() -> None:
    paper = "ЗАЯВЛЕНИЕ\n\nПрошу принять сына в 1 класс. Даю согласие на обработку персональных данных ребёнка.\n\n{}        Петрова А.А."
    assert [code for code, _ in told(paper.format("01.10.2025"), "ND941")] == ["ND941"]
    assert told(paper.format("01.06.2025"), "ND941") == []


def test_a_payment_to_a_named_mentor_needs_a_size() -> None:
    clause = "Установить Зиминой Т.П. доплату за наставничество{}."
    assert [code for code, _ in told(order(clause.format("")), "ND943")] == ["ND943"]
    assert told(order(clause.format(" в размере 3 000 рублей")), "ND943") == []
