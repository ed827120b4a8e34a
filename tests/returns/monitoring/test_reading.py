"""Periods, targets, facts and conditions as people write them: what is understood, and what is told with its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from nastav_docs.config import load
from nastav_docs.returns.consolidate import Consolidated
from nastav_docs.returns.monitoring import facts_so_far, read_period
from nastav_docs.returns.monitoring.measures import Measure, Verdict
from nastav_docs.returns.monitoring.results import results
from nastav_docs.returns.monitoring.sentences import numbered, summary
from nastav_docs.returns.monitoring.targets import read_target, target_of

if TYPE_CHECKING:
    from nastav_docs.returns.monitoring.results import Results

DISTRICT: dict[str, Any] = {
    "district": {"name": "Озерногорский муниципальный округ"},
    "authority": {"name": "Отдел образования"},
    "documents": {"order": {"template": "order.docx", "file": "Приказ"}},
}
ROWS = [
    {"Код": "sh-1", "Полное наименование": "Школа № 1", "Директор": "Лунина Вера Павловна", "Учителей": 12},
    {"Код": "sh-2", "Полное наименование": "Школа № 2", "Директор": "Громов Пётр Ильич", "Учителей": 0},
]


def reckoned(indicator: dict[str, Any], facts: object = None, period: str = "2021") -> Results:
    settings = {
        **DISTRICT,
        "indicators": {"rows": [{"id": "one", "title": "Доля", "unit": "%", "target": 20, **indicator}]},
    }
    if facts is not None:
        settings["facts"] = facts
    project = load(settings, schools=ROWS)
    assert project.problems == ()
    found = read_period(period)
    assert found is not None
    return results(project, found, None)


@pytest.mark.parametrize(
    ("written", "title", "days"),
    [
        ("за 2021 г.", "2021 год", "01.01.2021 31.12.2021"),
        ("2021/22 уч. год", "2021/2022 учебный год", "01.09.2021 31.08.2022"),
        ("2020–2024 годы", "2020–2024 годы", "01.01.2020 31.12.2024"),
        ("2-е полугодие 2021 года", "II полугодие 2021 года", "01.07.2021 31.12.2021"),
        ("IV кв. 2021", "IV квартал 2021 года", "01.10.2021 31.12.2021"),
        ("февраль 2024", "февраль 2024 года", "01.02.2024 29.02.2024"),
        ("с 01.09.2021 по 31.12.2021", "период с 01.09.2021 по 31.12.2021", "01.09.2021 31.12.2021"),
    ],
)
def test_a_period_is_read_as_people_write_it(written: str, title: str, days: str) -> None:
    found = read_period(written)
    assert found is not None
    assert (found.title, f"{found.start:%d.%m.%Y} {found.end:%d.%m.%Y}") == (title, days)


@pytest.mark.parametrize("written", ["прошлый год", "5 квартал 2021", "3 полугодие 2021", "2021/2019", "13.2021", ""])
def test_what_is_no_period_is_none(written: str) -> None:
    assert read_period(written) is None


@pytest.mark.parametrize(
    ("written", "value", "at_most", "lasts"),
    [
        ("20", "20", False, False),
        ("не менее 20 %", "20", False, False),
        ("20, далее – не ниже", "20", False, True),
        ("20 % (далее – не ниже минимального значения)", "20", False, True),
        ("не более 5", "5", True, False),
        ("1\u00a0000 чел.", "1000", False, False),
        ("1,5", "1.5", False, False),
    ],
)
def test_a_target_is_understood(written: str, value: str, at_most: bool, lasts: bool) -> None:  # noqa: FBT001  columns
    found = read_target(written)
    assert found is not None
    assert (found.value, found.at_most, found.lasts) == (Decimal(value), at_most, lasts)


@pytest.mark.parametrize("written", ["____", "десять", "по мере необходимости", ""])
def test_what_is_no_target_is_none(written: str) -> None:
    assert read_target(written) is None


@pytest.mark.parametrize(
    ("indicator", "due", "period", "expected"),
    [
        ({"targets": {"2021": "20", "2022": "35"}}, "", "2022", (35, True)),
        ({"targets": {"2021": "20", "2022": "35"}}, "", "I полугодие 2022", (35, False)),
        ({"targets": {"2021": "20", "2022": "35, далее – не ниже"}}, "", "2024", (35, True)),
        ({"targets": {"2021": "20"}}, "", "2024", None),
        ({"target": "20"}, "2024 год", "2021", (20, False)),
        ({"target": "20"}, "2024 год", "2024", (20, True)),
        ({"target": "20"}, "Первый год внедрения, далее – не ниже минимального значения", "2023", (20, True)),
    ],
)
def test_the_target_of_a_period(
    indicator: dict[str, Any], due: str, period: str, expected: tuple[Decimal | int, bool] | None
) -> None:
    project = load({**DISTRICT, "indicators": {"rows": [{"title": "Доля", **indicator}]}})
    assert project.config is not None
    assert project.config.indicators is not None
    known = read_period(period)
    assert known is not None
    found, _ = target_of(project.config.indicators.rows[0], due, known)
    assert (None if found is None else (found.value, found.due)) == expected


@pytest.mark.parametrize(
    ("fact", "code", "message"),
    [
        ({"period": "прошлый год", "value": 20}, "ND870", "«прошлый год» – не период."),
        ({"value": 20}, "ND870", "Период не назван."),
        ({"indicator": "oen", "period": 2021, "value": 20}, "ND871", "Показателя «oen» нет."),
        ({"period": 2021, "numerator": 3, "denominator": 0}, "ND872", "Знаменатель – ноль: доля не считается."),
        ({"period": 2021, "value": 120}, "ND873", "Доля 120 %: меньше 0 или больше 100 она не бывает."),
        ({"period": 2021, "numerator": 5, "denominator": 4}, "ND873", "Доля 125 %: меньше 0 или больше 100 она не бывает."),
        ({"period": 2021, "value": 80, "numerator": 3, "denominator": 4}, "ND879", "Значение 80, а 3 из 4 – это 75."),
        ({"period": 2021, "value": "много"}, "ND636", "«много» – не число."),
    ],
)  # fmt: skip
def test_a_wrong_fact_is_told_at_its_cell(fact: dict[str, Any], code: str, message: str) -> None:
    found = reckoned({"given": "district"}, [{"indicator": "one", **fact}])
    told = [(p.code, p.message, p.place.words if p.place else "") for p in found.problems]
    name = {"ND870": "facts[0]" if "period" not in fact else "facts[0].period"}.get(code, "")
    assert (code, message) in [(one, said) for one, said, _ in told]
    assert all(where.startswith(name or "facts[0]") for one, _, where in told if one == code)


def test_a_fact_named_twice_is_told_and_the_last_counts() -> None:
    fact = {"indicator": "one", "period": 2021}
    found = reckoned({"given": "district"}, [{**fact, "value": 20}, {**fact, "value": 30}])
    assert [p.code for p in found.problems] == ["ND877"]
    assert found.indicators[0].district.value == 30


def test_shares_of_schools_are_not_averaged() -> None:
    fact = {"indicator": "one", "period": 2021}
    found = reckoned(
        {"given": "schools"}, [{**fact, "school": "sh-1", "value": 50}, {**fact, "school": "sh-2", "value": 100}]
    )
    assert [(p.code, p.message) for p in found.problems] == [
        ("ND878", "Показатель 1 «Доля»: доли школ нельзя сложить.")
    ]
    assert found.indicators[0].district.verdict is Verdict.NO_DATA
    parts = [{**fact, "school": "sh-1", "numerator": 5, "denominator": 10}, {**fact, "school": "sh-2", "numerator": 2, "denominator": 2}]  # fmt: skip
    assert reckoned({"given": "schools"}, parts).indicators[0].district.value == Decimal(700) / 12


def test_facts_stand_in_rows_or_in_a_column_for_each_period(tmp_path: Any) -> None:  # noqa: ANN401  a path
    (tmp_path / "факты.csv").write_text("Показатель;Школа;2020;2021 год\none;sh-1;10;25\none;sh-2;;30\n", "utf-8")
    (tmp_path / "schools.csv").write_text("Код;Полное наименование;Директор\nsh-1;Школа № 1;Лунина Вера Павловна\nsh-2;Школа № 2;Громов Пётр Ильич\n", "utf-8")  # fmt: skip
    text = "district: {name: Округ}\nauthority: {name: Отдел образования}\nschools: schools.csv\nfacts: факты.csv\nindicators:\n  rows:\n    - {id: one, title: Число, target: 20, given: schools}\ndocuments:\n  order: {template: order.docx, file: П}\n"  # fmt: skip
    (tmp_path / "district.yaml").write_text(text, "utf-8")
    period = read_period("2021")
    assert period is not None
    found = results(load(tmp_path), period, None)
    told = [(school.id, str(measure.value)) for school, measure in found.indicators[0].schools]
    assert told == [("sh-1", "25.0"), ("sh-2", "30.0")]
    assert (str(found.indicators[0].district.value), str(found.indicators[0].previous)) == ("55.0", "10.0")


@pytest.mark.parametrize(
    ("numerator", "message", "hint"),
    [
        ({"count": "mentees", "if": "{{ row.from == 'ученик – ученик' }}"}, "«row.from» нет.", "form"),
        ({"count": "mentees", "if": "{{ row.form == 'ученик – студент' }}"}, "Формы наставничества «ученик – студент» в списке нет.", "студент – ученик"),
        ({"count": "mentees", "if": "{{ row.age >= '11' }}"}, "«row.age» – число, а сравнивается с «11».", "row.age >= 11"),
        ({"count": "mentees", "if": "{{ row.passed == 'да' }}"}, "«row.passed» – да или нет, а сравнивается с «да».", "{{ row.passed }}"),
        ({"count": "mentors", "if": "{{ row.born > 2000 }}"}, "«row.born» нет.", ""),
        ({"count": "schools", "if": "{{ row.form }}"}, "Имени «row» в условии показателя нет.", ""),
        ({"count": "schools", "if": "{{ base.pair > 0 }}"}, "«base.pair» нет.", "pairs"),
        ({"sum": "Учитилей"}, "Столбца «Учитилей» в реестре школ нет.", "Учителей"),
    ],
)  # fmt: skip
def test_a_wrong_condition_is_told_before_anything_is_counted(
    numerator: dict[str, Any], message: str, hint: str
) -> None:
    settings = {**DISTRICT, "indicators": {"rows": [{"id": "one", "title": "Доля", "unit": "%", "target": 20, "numerator": numerator, "denominator": 100}]}}  # fmt: skip
    period = read_period("2021")
    assert period is not None
    found = results(load(settings, schools=ROWS), period, Consolidated((), (), (), ()))
    told = [(p.code, p.message, p.hint) for p in found.problems]
    assert [(code, said) for code, said, _ in told] == [("ND875", message)]
    assert hint in told[0][2]


@pytest.mark.parametrize(
    ("indicator", "message"),
    [
        ({"numerator": "mentees", "given": "schools"}, "Показатель или считается (numerator), или его сообщают (given): нужно одно из двух."),
        ({"denominator": "mentees"}, "Есть знаменатель, а числителя нет."),
        ({"numerator": {"count": "mentees", "sum": "Учителей"}}, "Числитель и знаменатель – или count (кого считать), или sum (столбец реестра школ), или number (число)."),
    ],
)  # fmt: skip
def test_a_formula_that_says_two_things_is_an_error_of_the_settings(indicator: dict[str, Any], message: str) -> None:
    project = load({**DISTRICT, "indicators": {"rows": [{"title": "Доля", **indicator}]}})
    assert [(p.code, p.message) for p in project.problems] == [("ND875", message)]


@pytest.mark.parametrize(
    ("value", "parts", "target", "missing"),
    [
        (None, (2, 15), "20", 1),  # 20 % of 15 is 3 people
        (None, (0, 7), "50", 4),  # 3.5 people are 4
        ("17.5", None, "20", Decimal("2.5")),  # per cents alone
        (None, (3, 15), "20", None),
        (None, (5, 20), "не более 20", 1),
    ],
)
def test_what_lacks_is_whole_people_where_the_parts_are_known(
    value: str | None, parts: tuple[int, int] | None, target: str, missing: Decimal | None
) -> None:
    top, whole = (None, None) if parts is None else map(Decimal, parts)
    found = Decimal(value) if value else (top or Decimal(0)) / (whole or Decimal(1)) * 100
    assert Measure(found, top, whole, read_target(target)).missing(share=True) == missing


def test_numbers_and_verdicts_are_said_as_a_person_says_them() -> None:
    assert numbered([3, 8, 9]) == "3, 8 и 9"
    assert numbered([1, 2, 3, 5]) == "1–3 и 5"
    reached, missed, soon, none = Verdict.REACHED, Verdict.MISSED, Verdict.NOT_DUE, Verdict.NO_DATA
    assert summary([reached], "В школе") == "В школе достигнут единственный оцениваемый показатель."
    assert summary([reached] * 5, "В районе") == "В районе достигнуты все показатели (5)."
    assert (
        summary([reached] * 2 + [missed] * 3, "В районе") == "В районе достигнуты 2 показателя из 5, не достигнуты 3."
    )
    assert summary([missed] * 3, "В районе") == "В районе ни один из 3 показателей не достигнут."
    assert summary([reached, soon, none], "В районе") == (
        "В районе достигнут 1 показатель из 3, срок достижения 1 показателя не наступил, по 1 показателю данных нет."
    )


def test_the_facts_so_far_are_those_of_the_last_period_that_has_begun() -> None:
    facts = [
        {"period": "2020", "indicator": "one", "value": 10},
        {"period": "2021", "indicator": "one", "value": 15},
    ]
    indicator = {"id": "one", "title": "Доля", "unit": "%", "target": 20, "given": "district"}
    project = load({**DISTRICT, "facts": facts, "indicators": {"rows": [indicator]}}, schools=ROWS)
    assert project.problems == ()
    assert facts_so_far(project, date(2021, 2, 1)) == {"1": "15\u00a0%", "one": "15\u00a0%"}
    assert facts_so_far(project, date(2020, 7, 1)) == {"1": "10\u00a0%", "one": "10\u00a0%"}
    assert facts_so_far(project, date(2019, 7, 1)) == {}
