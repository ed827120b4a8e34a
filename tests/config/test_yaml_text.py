"""YAML written as by hand: whatever is written reads back as the same mapping."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastav_docs.config.yaml_edits import folded
from nastav_docs.config.yaml_text import WIDTH, yaml_text
from nastav_docs.config.yaml_tree import plain_data, read_bytes

OFFICE = st.text(alphabet=" абвж0125.,:;-–#«»\"'\\{}[]|>&*!%@`?\u00a0\u2028\x85\t\n\r~№/=<", max_size=300)
TEXTS = st.one_of(st.text(max_size=200), OFFICE)
KEYS = st.text(alphabet="abяё019-_ :#.'\"", min_size=1, max_size=12)  # no space that only looks like one, as read
TREES = st.recursive(
    TEXTS, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)), max_leaves=9
)


def as_read(value: Any) -> Any:  # noqa: ANN401  plain data of YAML
    """What the reader makes of values: it joins the lines of a paragraph."""
    if isinstance(value, dict):
        return {key: as_read(child) for key, child in value.items()}
    if isinstance(value, list):
        return [as_read(child) for child in value]
    return folded(value) if re.search(r"[\n\r]", value) else value


def read_back(text: str) -> object:
    found, problems = read_bytes(text.encode(), "district.yaml")
    assert found is not None, (problems, text)
    assert not problems, (problems, text)
    return plain_data(found)


@given(TEXTS)
def test_any_text_reads_back(text: str) -> None:
    assert read_back(yaml_text({"text": text, "items": [text, {"text": text}]})) == {
        "text": as_read(text),
        "items": [as_read(text), {"text": as_read(text)}],
    }


@given(st.dictionaries(KEYS, TREES, max_size=5))
def test_any_mapping_reads_back_in_its_order(data: dict[str, Any]) -> None:
    back = read_back(yaml_text(data))
    assert back == {key: as_read(value) for key, value in data.items()}
    assert isinstance(back, dict)
    assert list(back) == list(data)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Утвердить План", "Утвердить План"),
        ("02.11.2020", "02.11.2020"),
        ("2020-11-02 … 2024-12-31", "2020-11-02 … 2024-12-31"),
        ("235", '"235"'),
        ("10,5", "10,5"),
        ("010", '"010"'),
        ("no", '"no"'),
        ("нет", "нет"),
        ("", '""'),
        ("~", '"~"'),
        ("12:30", '"12:30"'),
        ("Контроль: за собой", '"Контроль: за собой"'),
        ("№ 5 # журнал", '"№ 5 # журнал"'),
        ("- пункт", '"- пункт"'),
        ("{{ people.head | dat }}:", '"{{ people.head | dat }}:"'),
        ("по программе {{ title }}", "по программе {{ title }}"),
        ('ООО "Лес"', 'ООО "Лес"'),
        ('"Лес"', "'\"Лес\"'"),
        ("«Лес»", "«Лес»"),
        ("C:\\Шаблоны", "C:\\Шаблоны"),
        ("АГО\u00a0и МО", '"АГО\\u00A0и МО"'),
        ("строка\n\nдругая", ">-\n  строка\n\n  другая"),
    ],
)
def test_quotes_only_where_they_are_needed(text: str, written: str) -> None:
    assert yaml_text({"a": text}) == f"a: {written}\n"


def test_values_that_are_no_texts() -> None:
    data: dict[str, object] = {
        "sheets": 39,
        "total": True,
        "mark": False,
        "supervision": None,
        "rows": [],
        "fields": {},
    }
    assert yaml_text(data) == "sheets: 39\ntotal: да\nmark: нет\nsupervision: null\nrows: []\nfields: {}\n"


def test_blocks_stand_in_by_two_spaces_and_names_in_brackets() -> None:
    data = {
        "order": {
            "clauses": ["Утвердить.", {"text": "Директорам:", "clauses": ["Назначить."]}],
            "annexes": ["roadmap", "indicators"],
        },
        "targets": {"2021": "50"},
    }
    assert yaml_text(data) == (
        "order:\n"
        "  clauses:\n"
        "    - Утвердить.\n"
        '    - text: "Директорам:"\n'
        "      clauses:\n"
        "        - Назначить.\n"
        "  annexes: [roadmap, indicators]\n"
        'targets:\n  2021: "50"\n'
    )


def test_a_long_text_is_folded_within_the_width() -> None:
    text = "Обеспечить выполнение плана «дорожной карты»: " * 20 + "к 1 сентября."
    written = yaml_text({"order": {"clauses": [{"text": text}]}})
    assert written.startswith("order:\n  clauses:\n    - text: >-\n        Обеспечить")
    assert max(map(len, written.splitlines())) <= WIDTH
    assert read_back(written) == {"order": {"clauses": [{"text": text}]}}


def test_comments_stand_above_their_entries() -> None:
    comments = {("order",): "Приказ\nпрошлого года", ("order", "number"): "впишите номер", ("rows", 1, "a"): "вторая"}
    assert yaml_text({"order": {"number": ""}, "rows": [{"a": "1й"}, {"a": "2й"}]}, comments) == (
        '# Приказ\n# прошлого года\norder:\n  # впишите номер\n  number: ""\nrows:\n  - a: 1й\n  # вторая\n  - a: 2й\n'
    )
