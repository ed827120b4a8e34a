"""Signs and dates: what is told, what is to be written instead, what only looks wrong."""

from __future__ import annotations

import pytest

from nastav_docs.diagnostics.problem import Confidence, Diagnostic
from nastav_docs.papers.act_registry import shipped_acts
from nastav_docs.papers.read_text import paper_of_text
from nastav_docs.review.check_papers import check_package


def check(text: str) -> tuple[Diagnostic, ...]:
    """What is found in a text."""
    return check_package([paper_of_text(text, "a.md")], shipped_acts())


@pytest.mark.parametrize(
    ("text", "rule", "wrong", "right"),
    [
        # numbers of acts
        ("приказ № 134 ОД принят", "TYP-HYPHEN-SPACE", "№ 134 ОД", "№ 134-ОД"),
        ("приказ № 56/4 – од принят", "TYP-HYPHEN-SPACE", "№ 56/4 – од", "№ 56/4-од"),
        ("Приложение-№3", "TYP-HYPHEN-SPACE", "Приложение-№3", "Приложение № 3"),
        ("форма №. 1", "TYP-STRAY-STOP", "№. 1", "№ 1"),
        ("приказ № Р93. «О кураторах»", "TYP-STRAY-STOP", "№ Р93.", "№ Р93 "),
        ("школа № 21г. Лесного", "TYP-NUM-SPACE", "№ 21г.", "№ 21 г. "),
        (r"приказ № 01-03\482", "TYP-OTHER", r"№ 01-03\482", "№ 01-03/482"),
        ("приказ от 02.11.2020, № 12-д", "TYP-SPACE-PUNCT", "от 02.11.2020,", "от 02.11.2020 "),
        ("приложения № 1-5", "TYP-RANGE-DASH", "приложения № 1-5", "приложения № 1–5"),
        # «далее»
        ("(далее по тексту Порядок)", "TYP-DASH", "(далее по тексту", "(далее по тексту – "),
        ("школа (Далее Школа-интернат)", "TYP-DASH", "(Далее", "(далее – "),
        ("приказ № 7, (далее – Приказ)", "TYP-SPACE-PUNCT", ", (", " ("),
        # quotes
        ("кружок »Родник« открыт", "TYP-QUOTES", "»Родник«", "«Родник»"),
        ('кружок "Родник открыт в школе.', "TEXT-QUOTE-PAIR", '"', "закройте или уберите кавычку"),
        # initials and abbreviations
        ("секретарь Лунёва В Т.", "FIO-INITIALS", "Лунёва В Т.", "Лунёва В.Т."),
        ("в с.п.Лесное", "ABBR-FORM", "с.п.", "с. п."),
        ("Г.КИСЕЛЁВСК", "ABBR-FORM", "Г.", "Г. "),
        ("пгт. Буланаш", "ABBR-FORM", "пгт.", "пгт"),
        ("на 2024/2025 уч.г.", "ABBR-FORM", "уч.г.", "уч. г."),
        ("приказ в ред от 02.11.2020", "ABBR-FORM", "в ред", "в ред."),
        ("затраты 3 тыс рублей", "ABBR-FORM", "тыс", "тыс."),
        ("затраты 6 млн. рублей", "ABBR-FORM", "млн.", "млн"),
        # stops
        ("оставить контроль. за собой", "TYP-STRAY-STOP", "контроль. за", "контроль за"),
        ("с 2025 года. по приказу", "TYP-STRAY-STOP", "года. по", "года по"),
        # letters
        ("город Киселѐвск", "TYP-LOOKALIKE", "Киселѐвск", "Киселёвск"),
        ("с I февраля", "TYP-LOOKALIKE", "I февраля", "1 февраля"),
        ("Лунёва B.Т.", "TYP-LOOKALIKE", "B.Т.", "В.Т."),
        ("приказ № P-75", "TYP-LOOKALIKE", "№ P-75", "№ Р-75"),
        ("приказ от 02.11.2020 N P-75", "TYP-LOOKALIKE", "N P-75", "№ Р-75"),
        ("приказ от 02.11.2020 N P-75", "TYP-NUM-SIGN", "N P-75", "№\u00a0P-75"),
        ("в соответствии c планом", "TYP-LOOKALIKE", "c", "с"),
        ("новые технологиии", "SPELL-WORD", "технологиии", "технологии"),
        # numerals
        ("курс 5-ти дневный", "NUM-ENDING", "5-ти дневный", "5-дневный"),
        ("к 50-ти летию школы", "NUM-ENDING", "50-ти летию", "50-летию"),
        ("3-хразовое питание", "NUM-ENDING", "3-хразовое", "3-разовое"),
        ("в течение 3-х рабочих дней", "NUM-ENDING", "3-х", "3"),
        ("дети 3 – 4 лет", "TYP-RANGE-DASH", "3 – 4", "3–4"),
        # dates
        ("от 29.08 2025 г.", "DATE-FORM", "29.08 2025", "29.08.2025"),
        ("«27» 12 2021", "DATE-FORM", "«27» 12 2021", "27.12.2021"),
        ("« 31 » 08. 2020 г.", "DATE-FORM", "« 31 » 08. 2020", "31.08.2020"),
        ("№ 5 от 06.12.18", "DATE-FORM", "06.12.18", "06.12.2018"),
        ("от 8 августа 2024 № 15", "DATE-YEAR-WORD", "8 августа 2024", "8 августа 2024 г."),
        ("приказ от 31 августа № 243", "DATE-FORM", "31 августа", "31 августа … г."),
        ("на 2025/20256 учебный год", "DATE-IMPOSSIBLE", "20256", "проверьте год"),
        # words
        ("занятия в в школе", "TEXT-REPEAT", "в в", "в"),
    ],
)
def test_a_sign_is_told_with_what_to_write(text: str, rule: str, wrong: str, right: str) -> None:
    assert (wrong, right) in [(d.text, d.hint) for d in check(text) if d.rule == rule]


@pytest.mark.parametrize(
    "text",
    [
        "приказ № 134-ОД и приложения № 1–5, кабинет № 1-5",
        "школа № 5 и класс № 7",
        "(далее – Школа), (далее см. приложение), (далее следуют подписи)",
        "протокол № 10-а от 20.01.2021, № 11-а от 17.01.2022",
        'экран 27", кружок «Родник» и «Лесной» открыты',
        "т. е. школа, 5 кв. м, подп. 3, в г. Лесном и др. в тексте",
        "учащиеся 9-х классов, 5-й класс, 2-го числа, 3-х классов",
        "5 часовых поясов, 3 недельных плана, в 1 смену",
        "06.12.18 – шифр специальности, от 02.11.2020",
        "длинношеее животное",
        "п о с т а н о в л я ю: и с к л ю ч и т ь",
        "25 человек – 3 группы, класс 5 – 7 человек",
        "от 5 ноября 2024 г. № 15",
        "С приказом ознакомлен: ______ Кречет П.С.",
        "Утвердить по форме Минпросвещения РФ. Классы А, Б, В и Г",
        "20100 учащихся, спорт. зал, класс. руководитель, образов. учреждения",
        "клуб «Зоообъединение», конкурс 5- классников",
        "витамин B и группа C, IT-класс",
    ],
)
def test_what_only_looks_like_a_wrong_sign_is_let_be(text: str) -> None:
    signs = ("TYP", "DATE", "NUM-E", "FIO", "SPELL", "ABBR-FORM", "TEXT-QUOTE", "TEXT-REPEAT")
    assert [d.message for d in check(text) if d.rule.startswith(signs)] == []


def test_a_hyphen_in_a_cell_is_a_range_where_the_heading_says_so() -> None:
    table = "| № | Мероприятие | Классы | Срок |\n|---|---|---|---|\n| 1 | Сбор 1-5 | {} | до 02.11.2020 |\n"
    ranges = [(d.text, d.hint) for d in check(table.format("5-9")) if d.rule == "TYP-RANGE-DASH"]
    assert ranges == [("5-9", "5–9")]
    assert [d for d in check(table.format("9-5")) if d.rule == "TYP-RANGE-DASH"] == []
    assert [d for d in check(table.format("5-9").replace("Классы", "Шифр")) if d.rule == "TYP-RANGE-DASH"] == []


def test_a_wrong_date_of_a_known_act_is_told_once() -> None:
    text = "Федеральным законом от 29.2.2012 № 273-ФЗ «Об образовании в Российской Федерации»"
    assert {d.rule for d in check(text)} == {"REF-REGISTRY"}


def test_a_date_of_one_figure_is_told_once() -> None:
    assert [(d.rule, d.hint) for d in check("приказ от 5.03.2022 № 161")] == [("DATE-FORM", "05.03.2022")]


def test_two_defects_of_a_kind_in_one_word_are_told_once_and_both_mended() -> None:
    found = [(d.rule, d.hint) for d in check("отпуск по30.03.2025г. включительно")]
    assert found == [("DATE-G-SPACE", "по\u00a030.03.2025")]


def test_a_torn_compound_is_told_once() -> None:
    found = [(d.rule, d.hint) for d in check("создан психолого - педагогический класс")]
    assert found == [("TYP-HYPHEN-SPACE", "психолого-педагогический")]


def test_a_correction_that_is_no_certainty_says_so() -> None:
    sure = {d.rule: d.confidence for d in check("курс 5-ти дневный для детей 3 – 4 лет")}
    assert sure == {"NUM-ENDING": Confidence.PROBABLE, "TYP-RANGE-DASH": Confidence.PROBABLE}
