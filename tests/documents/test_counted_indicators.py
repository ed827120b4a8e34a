"""How an indicator is counted: `check` tells what is wrong with it, at its place, when no school has sent anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nastav_docs import check, load
from nastav_docs.returns.consolidate import Consolidated
from nastav_docs.returns.monitoring import read_period
from nastav_docs.returns.monitoring.results import results

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """\
district: {{name: Озерногорский муниципальный округ}}
authority: {{name: Отдел образования}}
{registry}
indicators:
  rows:
    - id: one
      title: Доля педагогов
      unit: "{unit}"
      target: 20
      {formula}
documents:
  indicators: {{template: indicators.docx, file: Показатели}}
"""
SCHOOLS = "Код;Полное наименование;Директор;Учителей\nsh-1;Школа № 1;Лунина Вера Павловна;12\n"


def district(folder: Path, formula: str, *, registry: str = "schools: schools.csv", unit: str = "%") -> Path:
    folder.joinpath("schools.csv").write_text(SCHOOLS, encoding="utf-8")
    text = SETTINGS.format(formula=formula, registry=registry, unit=unit)
    folder.joinpath("district.yaml").write_text(text, encoding="utf-8")
    return folder


def told(folder: Path) -> list[tuple[int, str, str]]:
    """Line, message and hint of what `check` says of formulas."""
    found = [one for one in check(load(folder)) if one.code == "ND875"]
    return [(one.place.line, one.message, one.hint) for one in found if one.place is not None]


WRONG = [
    # a column
    ("{sum: Учитилей}", "Столбца «Учитилей» в реестре школ нет.", "Учителей"),
    ("Учеников", "Столбца «Учеников» в реестре школ нет.", ""),
    ("{count: mentees, if: \"{{ row.from == 'ученик – ученик' }}\"}", "«row.from» нет.", "form"),
    ('{count: schools, if: "{{ school.учителя > 3 }}"}', "«school.учителя» нет.", "учителей"),
    ('{count: schools, if: "{{ row.form }}"}', "Имени «row» в условии показателя нет.", ""),
    # a value
    ("{count: pairs, if: \"{{ row.form == 'ученик – студент' }}\"}", "Формы наставничества «ученик – студент» в списке нет.", "студент – ученик"),
    ("{count: schools, if: \"{{ school.type in ['оо', 'сош'] }}\"}", "Вида организации «сош» в списке нет.", "«доу»"),
    ("{count: mentees, if: \"{{ row.age >= '11' }}\"}", "«row.age» – число, а сравнивается с «11».", "row.age >= 11"),
    ("{count: mentees, if: \"{{ row.passed == 'да' }}\"}", "«row.passed» – да или нет, а сравнивается с «да».", "{{ row.passed }}"),
    # a form
    ("{count: mentees, if: row.passed}", "Условие «row.passed» – не одно выражение в двойных скобках: ему отвечает каждая запись.", 'if: "{{ row.passed }}"'),
    ('{count: mentees, if: "{{ row.passed }} and {{ row.consent }}"}', "Условие «{{ row.passed }} and {{ row.consent }}» – не одно выражение в двойных скобках: ему отвечает каждая запись.", 'if: "{{ row.passed and row.consent }}"'),
]  # fmt: skip


@pytest.mark.parametrize(("formula", "message", "hint"), WRONG)
def test_what_is_wrong_with_a_formula_is_told_by_check(tmp_path: Path, formula: str, message: str, hint: str) -> None:
    [(line, said, advice)] = told(district(tmp_path, f"numerator: {formula}\n      denominator: 100"))
    assert (line, said) == (10, message)
    assert hint in advice


@pytest.mark.parametrize(("formula", "message", "hint"), WRONG)
def test_the_monitoring_says_the_same_of_it_and_once(tmp_path: Path, formula: str, message: str, hint: str) -> None:
    project = load(district(tmp_path, f"numerator: {formula}\n      denominator: 100"))
    period = read_period("2021")
    assert period is not None
    found = results(project, period, Consolidated((), (), (), ()))
    assert [one.message for one in found.problems] == [message]
    assert [one for one in check(project) if one.code == "ND875"] == list(found.problems)
    assert hint in found.problems[0].hint


RIGHT = [
    "{count: mentees, if: \"{{ row.form == 'ученик – ученик' and row.age >= 11 }}\"}",
    "{count: pairs, if: \"{{ 'ученик' in row.form }}\"}",
    "{count: schools, if: \"{{ school.type in ['оо', 'доу'] and base.pairs > 0 }}\"}",
    '{count: schools, if: "{% if school.учителей > 3 %}да{% endif %}"}',
    '{sum: Учителей, if: "{{ school.place }}"}',
    "учителей",
]


@pytest.mark.parametrize("formula", RIGHT)
def test_a_right_formula_is_not_remarked_upon(tmp_path: Path, formula: str) -> None:
    assert told(district(tmp_path, f"numerator: {formula}\n      denominator: 100")) == []


def test_a_condition_that_cannot_be_read_is_told_at_its_braces(tmp_path: Path) -> None:
    folder = district(
        tmp_path, "numerator: mentees\n      denominator: {count: schools, if: \"{{ school.type = 'оо' }}\"}"
    )
    found = [one for one in check(load(folder)) if one.place is not None and one.place.line == 11]
    assert [(one.code, one.message) for one in found] == [("ND210", "метка не прочитана: лишнее: «=»")]


def test_a_share_of_nothing_is_told(tmp_path: Path) -> None:
    assert told(district(tmp_path, "numerator: mentees")) == [
        (10, "Показатель – в процентах, а знаменателя нет.", "Допишите, от чего доля: denominator: обучающихся – или измените единицу.")
    ]  # fmt: skip
    assert told(district(tmp_path, "numerator: mentees", unit="чел.")) == []


def test_without_a_registry_it_is_said_what_to_name(tmp_path: Path) -> None:
    folder = district(tmp_path, "numerator: mentees\n      denominator: Учителей", registry="")
    assert told(folder) == [
        (11, "Столбца «Учителей» в реестре школ нет.", "Реестр школ в настройках не назван: schools: schools.csv.")
    ]


def test_a_registry_that_cannot_be_read_is_told_and_its_columns_are_not(tmp_path: Path) -> None:
    formula = 'numerator: {count: schools, if: "{{ school.учителей > 3 }}"}\n      denominator: Учителей'
    folder = district(tmp_path, formula, registry="schools: нет.csv")
    assert told(folder) == []


def test_a_formula_of_another_paper_is_told_there(tmp_path: Path) -> None:
    folder = district(tmp_path, "given: district")
    with folder.joinpath("district.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "papers:\n  more:\n    kind: indicators\n    title: Показатели\n    indicators:\n      - {title: Пары, numerator: {sum: Пар}}\n"
        )
    [(line, said, _)] = told(folder)
    assert (line, said) == (18, "Столбца «Пар» в реестре школ нет.")
