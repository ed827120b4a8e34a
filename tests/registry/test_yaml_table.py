"""A registry of schools in YAML as a table: single values change in place, all else stays byte for byte."""

from __future__ import annotations

import pytest

from nastav_docs.diagnostics import Diagnostic
from nastav_docs.registry import cell_at, read_table, with_cells, yaml_table

BY_CODE = """\
# schools of the district
sosh-1:
  name: Школа № 1  # by its charter
  head: Ким Олег Ильич
  papers:
    pairs: {number: "5"}   # of the journal
sad-2:
  name: "Детский сад № 2"
"""
AS_A_LIST = """\
schools:
- name: Школа № 1
  head: Ким Олег Ильич

- {name: Школа № 2, head: Ли Анна Петровна}
"""
CODE, NAME, HEAD = 0, 1, 2

CHANGES = [
    # the file, cells by row and column, the text that went, the text in its place
    (BY_CODE, {(1, NAME): "Школа № 11"}, "name: Школа № 1  # by", "name: Школа № 11  # by"),
    (BY_CODE, {(2, NAME): "Сад «Ёлочка»: 2"}, '"Детский сад № 2"', '"Сад «Ёлочка»: 2"'),
    (BY_CODE, {(2, HEAD): "Ли Анна Петровна"}, 'сад № 2"\n', 'сад № 2"\n  head: Ли Анна Петровна\n'),
    (BY_CODE, {(1, HEAD): ""}, "  head: Ким Олег Ильич\n", ""),
    (BY_CODE, {(3, CODE): "sosh-3", (3, NAME): "Школа № 3"}, 'сад № 2"\n', 'сад № 2"\nsosh-3:\n  name: Школа № 3\n'),
    (BY_CODE, {(2, at): "" for at in range(9)}, 'sad-2:\n  name: "Детский сад № 2"\n', ""),
    (AS_A_LIST, {(2, 0): "Школа, вторая"}, "name: Школа № 2", 'name: "Школа, вторая"'),
    (AS_A_LIST, {(3, 0): "Школа № 3"}, "Петровна}\n", "Петровна}\n- name: Школа № 3\n"),
]


@pytest.mark.parametrize(("before", "cells", "old", "new"), CHANGES)
def test_a_cell_changes_in_place(before: str, cells: dict[tuple[int, int], str], old: str, new: str) -> None:
    assert before.count(old) == 1
    after = with_cells(before.encode(), "schools.yaml", cells)
    assert isinstance(after, bytes)
    assert after.decode() == before.replace(old, new)


REFUSED = [
    ({(1, CODE): "sosh-9"}, "Код «sosh-1» на странице не меняется: им школа названа в этом реестре."),
    ({(3, NAME): "Школа № 3"}, "Новой школе нужен свой код: по нему она записана в этом реестре."),
    ({(3, CODE): "sad-2", (3, NAME): "x"}, "Новой школе нужен свой код: по нему она записана в этом реестре."),
]


@pytest.mark.parametrize(("cells", "message"), REFUSED)
def test_what_only_the_file_can_say_is_told(cells: dict[tuple[int, int], str], message: str) -> None:
    told = with_cells(BY_CODE.encode(), "schools.yaml", cells)
    assert isinstance(told, Diagnostic)
    assert (told.code, told.message) == ("ND523", message)


def test_the_table_shows_single_values_under_the_headings_of_our_forms() -> None:
    table = read_table(BY_CODE.encode(), "schools.yaml")
    assert table is not None
    assert table.titles[:3] == ("Код", "Полное наименование", "Директор")
    assert [cells[:3] for _, cells in table.rows] == [
        ("sosh-1", "Школа № 1", "Ким Олег Ильич"),
        ("sad-2", "Детский сад № 2", ""),
    ]


def test_a_place_of_the_file_is_a_cell_of_the_table() -> None:
    table = yaml_table(BY_CODE.encode(), "schools.yaml")
    assert table is not None
    assert [cell_at(table, *place) for place in ((1, 1), (3, 9), (4, 9), (8, 9))] == [(0, -1), (1, 1), (1, 2), (2, 1)]


@pytest.mark.parametrize("text", ["", "- Школа № 1\n", "a: [\n", "a: b\n"])
def test_what_is_no_list_of_schools_is_no_table(text: str) -> None:
    assert read_table(text.encode(), "schools.yaml") is None
