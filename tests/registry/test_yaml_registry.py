"""A registry of schools in YAML: a list or schools by their codes, and problems with their lines."""

from __future__ import annotations

import pytest

from tests.registry.school_tables import read


def test_yaml_may_be_a_list_or_schools_by_their_codes() -> None:
    as_list = "- {id: с-1, name: А, head: Б, Количество пар: 010}\n- {name: В, director: Г}\n"
    by_code = "schools:\n  с-1: {name: А, head: Б, Количество пар: 010}\n  в: {name: В, директор: Г}\n"
    listed, problems = read(as_list, "ш.yaml")
    assert [(row.id, row.texts) for row in listed] == [
        ("с-1", {"id": "с-1", "name": "А", "head": "Б", "количество_пар": "010"}),
        ("в", {"name": "В", "head": "Г"}),
    ]
    coded, more = read(by_code, "ш.yaml")
    assert [row.id for row in coded] == ["с-1", "в"]
    assert problems + more == []


def test_nested_yaml_becomes_the_layer_of_its_school() -> None:
    text = "- name: А\n  head: {name: Б, gender: ж, position: директор}\n  order:\n    number: '12'\n"
    rows, problems = read(text, "ш.yaml")
    assert problems == []
    assert rows[0].texts == {"name": "А", "head": "Б", "head_gender": "female", "head_position": "директор"}
    assert rows[0].tree is not None
    assert list(rows[0].tree.entries) == ["order"]
    assert str(rows[0].place_of("head_gender")) == "ш.yaml:2:27"
    assert str(rows[0].place_of("curator")) == "ш.yaml:1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- А\n- {name: Б, head: В}\n", ["ND625 ш.yaml:1:3: Вместо значений школы – одно слово или список."]),
        ("школа\n", ["ND625 ш.yaml:1:1: Реестр должен быть списком школ."]),
        ("- {name: А}\n", ["ND612 ш.yaml:1:3: Не заполнено: «Директор»."]),
        ("- {name: А, head: Б, Директор: В}\n", ["ND608 ш.yaml:1:32: «Директор»: это значение уже есть."]),
        ("- {name: А, head: Б, Телефан: 2-48-73}\n", ["ND609 ш.yaml:1:31: Ключ «Телефан» не узнан."]),
        ("- {name: А, head: Б, order_date: 31.11.2020}\n", ["ND617 ш.yaml:1:34: Такой даты нет в календаре."]),
        (
            "с-1: {name: А, head: Б}\nС-1: {name: В, head: Г}\n",
            [
                "ND615 ш.yaml:1:1: Код «с-1» есть и у другой школы (в строке 2).",
                "ND615 ш.yaml:2:1: Код «С-1» есть и у другой школы (в строке 1).",
            ],
        ),
        ("", ["ND605 ш.yaml: В реестре нет ни одной школы."]),
    ],
)
def test_a_problem_in_yaml_has_its_line(text: str, expected: list[str]) -> None:
    assert read(text, "ш.yaml")[1] == expected
