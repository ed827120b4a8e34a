"""Figures, minutes and contracts that contradict themselves: offending text and what is said of it; and what only looks like it."""

from __future__ import annotations

import pytest

from nastav_docs.papers import shipped_acts
from nastav_docs.papers.read_text import paper_of_text
from nastav_docs.review.check_papers import check_package


def told(text: str, *codes: str) -> list[str]:
    """What some codes say of a text."""
    found = check_package([paper_of_text(text, "а.txt")], shipped_acts())
    return [d.message for d in found if d.code in codes]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("Цена – 12 400 (двенадцать тысяч четыреста пятьдесят) рублей.", ["Цифрами 12 400, словами 12450"]),
        ("Выдать 3 (двух) экземпляра.", ["Цифрами 3, словами 2"]),
        ("Взыскать 1 500 000 (один миллион пятьсот) рублей.", ["Цифрами 1 500 000, словами 1000500"]),
        ("Цена – 12 400 (двенадцать тысяч четыреста) рублей 00 копеек.", []),
        ("Отпуск 56 (пятьдесят шесть) календарных дней, в 2 (двух) экземплярах.", []),
        ("Не более 21 (двадцати одного) дня; 1 (одна) ставка.", []),
        ("В 5 (пятом) классе, СОШ № 3 (второй корпус), 25 (пятница).", []),
        ("Всего 12 (двенацать) листов.", []),
    ],
)
def test_figures_and_words_are_one_number(text: str, messages: list[str]) -> None:
    assert told(text, "ND993") == messages


CLASSES = "Класс\tОбучается\tПитаются\n1–4\t96\t96\n5–9\t118\t92\n10–11\t26\t22\n"


@pytest.mark.parametrize(
    ("table", "messages"),
    [
        (CLASSES + "Итого\t240\t220", ["В итоге 220, а сумма строк – 210"]),
        ("Вид\tСумма\nБумага\t1 200,50\nКраска\t300\nКлей\t99,50\nВсего:\t1 700", ["В итоге 1\u00a0700, а сумма строк – 1\u00a0600"]),
        (CLASSES + "Итого\t240\t210", []),
        ("Класс\tСредний балл\n5\t4\n6\t3\n7\t5\nИтого\t4", []),
        ("Класс\tЧисло\n5\t4\nиз них отличников\t3\n7\t5\nИтого\t9", []),
        ("Класс\tВсего\tМальчики\n5\t20\tнет\n6\t25\t10\n7\t30\t12\nИтого\t75\t22", []),
    ],
)  # fmt: skip
def test_a_total_is_the_sum_of_its_rows(table: str, messages: list[str]) -> None:
    assert told(f"Таблица\n\n{table}", "ND994") == messages


BILL = "Наименование\tКоличество\tЦена, руб.\tСумма, руб.\nСтол\t2\t1 000\t2 000\nСтул\t15\t280\t{}\nИтого\t17\t\t{}"


@pytest.mark.parametrize(
    ("rows", "messages"),
    [
        (("4 300", "6 300"), ["15 × 280 = 4\u00a0200, а в строке 4\u00a0300"]),
        (("4 200", "6 200"), []),
        (("4 200,00", "6 200,00"), []),
        (("по счёту", "–"), []),
    ],
)
def test_the_sum_of_a_row_is_quantity_by_price(rows: tuple[str, str], messages: list[str]) -> None:
    assert told(f"Ведомость\n\n{BILL.format(*rows)}", "ND858") == messages


PLAN = "План\n\nМероприятие\tСрок\tОтветственный\nСовет\tдо 20.11.2020\tКуратор\nСбор анкет\tдо 25.11.2020\t{}\nИтоги\tдо 30.11.2020\t{}\nСлёт\tдо 10.12.2020\tКуратор"


@pytest.mark.parametrize(("people", "count"), [(("", "Куратор"), 1), (("Куратор", "Методист"), 0), (("", ""), 0)])
def test_an_activity_of_a_plan_has_somebody_responsible(people: tuple[str, str], count: int) -> None:
    assert len(told(PLAN.format(*people), "ND857")) == count


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Составлен в 2-ух экземплярах.", 1),
        ("Приложение: на 3-х л. в 1 экз.", 1),
        ("Обеспечить 5-ех участников.", 1),
        ("В 2 экземплярах, 5-й класс, СОШ № 3-х.", 0),
    ],
)
def test_a_number_in_figures_has_no_ending(text: str, found: int) -> None:
    assert bool(told(text, "ND727")) == bool(found)


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("Обучается 240 человек, питание получают 210 человек (78,5 %).", ["210 из 240 – 87,5 %, а сказано 78,5 %"]),
        ("Из 20 педагогов категорию имеют 5 (52 %).", ["5 из 20 – 25 %, а сказано 52 %"]),
        ("Из 30 обучающихся на «4» и «5» учатся 20 человек (67 %).", []),
        ("В 2024 году 240 человек, в прошлом году 210 человек (12 %).", []),
        ("Обучается 240 человек, питание получают 210 человек (87,5 %).", []),
        ("Из 5 школ в конкурсе участвовали 210 человек (78 %).", []),
    ],
)
def test_a_share_is_that_of_the_counts_beside_it(text: str, messages: list[str]) -> None:
    assert told(text, "ND995") == messages


MINUTES = """ПРОТОКОЛ № 1

Председатель – Воронцова Т.Л.
Секретарь – Кирсанова Д.И.
Присутствовали: 34 человека.

Повестка дня:
1. О плане.
2. О конкурсе.

1. СЛУШАЛИ: Воронцову Т.Л.
РЕШИЛИ: утвердить план.
Голосовали: «за» – {votes}.
{second}
Председатель        Т.Л. Воронцова
Секретарь        Д.И. {secretary}
"""
SECOND = "\n2. СЛУШАЛИ: Кирсанову Д.И.\nРЕШИЛИ: провести конкурс."


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (MINUTES.format(votes="29, «против» – 2, «воздержались» – 1", second=SECOND, secretary="Кирсанова"), ["Голосов 29 + 2 + 1 = 32, а присутствуют 34"]),
        (MINUTES.format(votes="34, против – нет, воздержались – нет", second="", secretary="Кирсанова"), ["Вопрос 2 повестки ниже не рассмотрен"]),
        (MINUTES.format(votes="34, «против» – 0, «воздержались» – 0", second=SECOND, secretary="Кирсанов"), ["Секретарь в начале – Кирсанова Д.И., в подписи – Кирсанов"]),
        (MINUTES.format(votes="34, «против» – 0, «воздержались» – 0", second=SECOND, secretary="Кирсанова"), []),
        (MINUTES.format(votes="единогласно, «против» – нет, «воздержались» – нет", second=SECOND, secretary="Кирсанова"), []),
        (MINUTES.format(votes="34, «против» – 0, «воздержались» – 0", second="", secretary="Кирсанова").replace("О конкурсе", "Разное"), []),
    ],
)  # fmt: skip
def test_minutes_agree_with_themselves(text: str, messages: list[str]) -> None:
    assert told(text, "ND996", "ND997", "ND998") == messages


CONTRACT = "ДОГОВОР № 1\n\nЦентр, именуемый в дальнейшем «Исполнитель», и Зотова А.А., именуемая в дальнейшем «Заказчик», заключили договор.\n\n1.1. {} вправе менять расписание."


@pytest.mark.parametrize(("side", "count"), [("Подрядчик", 1), ("Поставщик", 1), ("Исполнитель", 0), ("Поставщик товара по договору с Исполнителем", 1)])  # fmt: skip
def test_the_sides_of_a_contract_have_one_name_each(side: str, count: int) -> None:
    assert len(told(CONTRACT.format(side), "ND999")) == count


ORDER = "ПРИКАЗ\n\n14.10.2025 № 9\n\nО конкурсе\n\nПРИКАЗЫВАЮ:\n1. Провести конкурс.\n2. Контроль за исполнением приказа возложить на методиста Чернову Р.Д.\n3. {}\n\nДиректор        В.Н. Жабин"


@pytest.mark.parametrize(
    ("clause", "count"),
    [
        ("Контроль исполнения приказа оставляю за собой.", 1),
        ("Контроль за выполнением настоящего приказа оставляю за собой.", 1),
        ("Контроль за качеством питания оставляю за собой.", 0),
        ("Контроль за исполнением пункта 1 возложить на Зотова И.И.", 0),
    ],
)
def test_one_person_controls_an_order(clause: str, count: int) -> None:
    assert len(told(ORDER.format(clause), "ND795")) == count


REPORT = "СПРАВКА\nпо итогам проверки\n\n17.11.2025        № 9\n\nПроверка проведена до 12.11.2025.\n\nРекомендации:\n1. {}\n\nМетодист        И.И. Крот"


@pytest.mark.parametrize(
    ("clause", "messages"),
    [
        ("Директору обновить посуду до 05.11.2025.", ["Срок 05.11.2025 раньше документа от 17.11.2025"]),
        ("Директору обновить посуду до 05.12.2025.", []),
        ("Учесть итоги опроса, проведенного до 05.11.2025.", []),
    ],
)
def test_a_report_recommends_nothing_for_a_day_that_is_over(clause: str, messages: list[str]) -> None:
    assert told(REPORT.format(clause), "ND846") == messages


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Срок обучения – с 15.09.2025 по 31.05.2025.", 1),
        ("Провести опрос с 20 ноября 2025 г. по 10 ноября 2025 г.", 1),
        ("Срок обучения – с 15.09.2025 по 31.05.2026.", 0),
        ("Изменения внести в приказ от 15.09.2025 и положение от 31.05.2025.", 0),
    ],
)
def test_a_span_in_running_text_ends_after_it_begins(text: str, count: int) -> None:
    assert len(told(text, "ND852")) == count
