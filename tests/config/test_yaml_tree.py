"""Reading YAML: values keep their place and their text; layers are laid over each other; bad input is told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastav_docs.config.overlay import overlay
from nastav_docs.config.yaml_tree import (
    YamlMapping,
    YamlScalar,
    YamlSequence,
    place_at,
    plain_data,
    read_bytes,
    scalars,
    without_nulls,
)

if TYPE_CHECKING:
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics.problem import Diagnostic


def tree(text: str) -> YamlMapping:
    found, problems = read_bytes(text.encode(), "f.yaml")
    assert problems == ()
    assert isinstance(found, YamlMapping)
    return found


def test_a_scalar_is_the_text_that_was_written() -> None:
    written = "a: no\nb: 010\nc: 12:30\nd: 235\ne: 1e3\nf: да\ng: 2020-11-02\nh: 0x1F\n"
    assert plain_data(tree(written)) == {
        "a": "no", "b": "010", "c": "12:30", "d": "235", "e": "1e3", "f": "да", "g": "2020-11-02", "h": "0x1F",
    }  # fmt: skip


def test_every_value_knows_its_file_line_and_column() -> None:
    found = tree("order:\n  clauses:\n    - первый\n    - text: второй\n")
    assert str(place_at(found, ("order", "clauses", 0))) == "f.yaml:3:7"
    assert str(place_at(found, ("order", "clauses", 1, "text"))) == "f.yaml:4:13"


@pytest.mark.parametrize("value", ["", "~", "null"])
def test_an_empty_value_with_nothing_below_it_is_told(value: str) -> None:
    problems: list[Diagnostic] = []
    assert plain_data(without_nulls(tree(f"a: {value}\nb: 1\n"), problems)) == {"b": "1"}
    assert [(str(p.place), p.code) for p in problems] == [("f.yaml:1:1", "ND111")]


def test_an_empty_text_in_quotes_is_a_value() -> None:
    problems: list[Diagnostic] = []
    assert plain_data(without_nulls(tree('number: ""\n'), problems)) == {"number": ""}
    assert problems == []


def test_a_byte_order_mark_is_accepted() -> None:
    found, problems = read_bytes("\ufeffa: б\n".encode(), "f.yaml")
    assert problems == ()
    assert found is not None
    assert plain_data(found) == {"a": "б"}


BAD = [
    ("a: 1\na: 2\n", "f.yaml:2:1", "ND105", "Ключ «a» уже написан в строке 1."),
    ("order:\n\tnumber: 1\n", "f.yaml:2:1", "ND104", "Отступ сделан табуляцией."),
    ("title: О внедрении: начало\n", "f.yaml:1:19", "ND103", "Двоеточие внутри текста без кавычек."),
    ("a: [1, 2\n", "f.yaml:1:4", "ND103", "Скобка «[» здесь открыта и не закрыта."),
    ("a: 'текст\n", "f.yaml:1:4", "ND103", "Кавычка здесь открыта и нигде не закрыта."),
    ('a: "текст" ещё\n', "f.yaml:1:4", "ND103", "Текст продолжается после закрывающей кавычки."),
    ("a: - б\n", "f.yaml:1:4", "ND103", "Список начат в строке ключа."),
    ("a: %\n", "f.yaml:1:4", "ND103", "Значение начинается со служебного знака."),
    ("a: *b\n", "f.yaml:1:4", "ND103", "Ссылка «*имя» ни на что не указывает."),
    ("a: 1\n---\nb: 2\n", "f.yaml:2:1", "ND103", "В файле несколько документов YAML"),
    ("a: \x01\n", "f.yaml:1:1", "ND103", "В файле недопустимый управляющий знак."),
    ('a: "\\q"\n', "f.yaml:1:5", "ND103", "В двойных кавычках «\\» – служебный знак."),
    ("a: &b [*b]\n", "f.yaml:1:4", "ND106", "После подстановки ссылок «*имя» файл становится слишком велик"),
    ("a: !shell rm\n", "f.yaml:1:4", "ND107", "Метка «!shell» не читается"),
    ("a: !!python/object:os.system x\n", "f.yaml:1:4", "ND107", "не читается"),
    ("b: &b {x: 1}\na:\n  <<: *b\n", "f.yaml:3:3", "ND107", "Такой ключ не читается."),
    ("? [a, b]\n: 1\n", "f.yaml:1:3", "ND107", "Такой ключ не читается."),
    ("- a\n", "f.yaml:1:1", "ND110", "Файл должен состоять из разделов «ключ: значение»."),
    ("просто текст\n", "f.yaml:1:1", "ND110", "Файл должен состоять из разделов «ключ: значение»."),
]


@pytest.mark.parametrize(("text", "place", "code", "message"), BAD)
def test_a_bad_file_is_told_of_at_its_place(text: str, place: str, code: str, message: str) -> None:
    _, problems = read_bytes(text.encode(), "f.yaml")
    assert [(str(p.place), p.code) for p in problems] == [(place, code)]
    assert message in problems[0].message


def test_a_file_that_is_not_utf8_is_told_of_with_the_way_out() -> None:
    _, problems = read_bytes("a: 1\nимя: Бабкина".encode("cp1251"), "f.yaml")
    assert str(problems[0].place) == "f.yaml:2:1"
    assert "UTF-8" in problems[0].message
    assert "Сохранить как" in problems[0].hint


def test_an_alias_bomb_is_refused_at_once() -> None:
    lines = ["a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 10)}]" for n in range(12)]
    _, problems = read_bytes("\n".join(lines).encode(), "f.yaml")
    assert [problem.code for problem in problems] == ["ND106"]


def test_an_alias_is_its_anchor_value() -> None:
    assert plain_data(tree("a: &x [1]\nb: *x\n")) == {"a": ["1"], "b": ["1"]}


@given(st.text())
def test_no_text_raises(text: str) -> None:
    found, problems = read_bytes(text.encode(), "f.yaml")
    assert found is not None or problems


@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    found, problems = read_bytes(data, "f.yaml")
    assert found is not None or problems


def laid(base: str, top: str) -> tuple[object, list[str]]:
    problems: list[Diagnostic] = []
    merged = overlay(tree(base), tree(top), problems)
    return plain_data(merged), [problem.message for problem in problems]


LAYERS = [
    # mappings merge, a scalar or a list replaces, null removes
    ("a: {b: 1, c: 2}", "a: {c: 3}", {"a": {"b": "1", "c": "3"}}),
    ("a: [1, 2]", "a: [3]", {"a": ["3"]}),
    ("a: {b: 1}", "a: текст", {"a": "текст"}),
    ("a: {b: 1, c: 2}", "a: {b: null}", {"a": {"c": "2"}}),
    ("a: 1\nb: {c: 2}", "b: {c: null, d: 1}", {"a": "1", "b": {"d": "1"}}),
    # a list of items with id is changed by a mapping
    (
        "a: [{id: x, t: 1}, {id: y, t: 2}]",
        "a: {y: {t: 3}, x: null, z: {t: 4}}",
        {"a": [{"id": "y", "t": "3"}, {"id": "z", "t": "4"}]},
    ),
    (
        "a: [{id: x}, {id: y}]",
        "a: {z: {after: x, t: 1}, w: {before: x}}",
        {"a": [{"id": "w"}, {"id": "x"}, {"id": "z", "t": "1"}, {"id": "y"}]},
    ),
]


@pytest.mark.parametrize(("base", "top", "merged"), LAYERS)
def test_a_layer_over_another(base: str, top: str, merged: object) -> None:
    assert laid(base, top) == (merged, [])


BAD_LAYERS = [
    ("a: [{id: pairs}]", "a: {pairz: null}", "Убирать нечего: в списке нет строки с id «pairz»."),
    ("a: [1, 2]", "a: {x: {t: 1}}", "Список нижнего слоя нельзя менять по «id»: у его строк нет «id»."),
    ("a: [{id: x}]", "a: {y: {after: z}}", "В списке нет строки с id «z», рядом с которой встать новой."),
]


@pytest.mark.parametrize(("base", "top", "message"), BAD_LAYERS)
def test_a_layer_that_does_not_fit(base: str, top: str, message: str) -> None:
    assert laid(base, top)[1] == [message]


def test_a_merged_value_keeps_the_place_it_came_from() -> None:
    base, _ = read_bytes(b"a:\n  b: 1\n  c: 2\n", "low.yaml")
    top, _ = read_bytes(b"a:\n  c: 3\n", "top.yaml")
    assert base is not None
    assert top is not None
    merged = overlay(base, top, [])
    assert str(place_at(merged, ("a", "b"))) == "low.yaml:2:6"
    assert str(place_at(merged, ("a", "c"))) == "top.yaml:2:6"


values = st.recursive(
    st.text("абв1 ", min_size=1),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("xyz", min_size=1), inner, max_size=3),
    max_leaves=8,
)
documents = st.dictionaries(st.text("xyz", min_size=1), values, max_size=4)


def node_of(value: object) -> YamlNode:
    place = place_at(tree("a: 1"), ())
    if isinstance(value, dict):
        return YamlMapping({key: node_of(item) for key, item in value.items()}, dict.fromkeys(value, place), place)
    if isinstance(value, list):
        return YamlSequence(tuple(node_of(item) for item in value), place)
    return YamlScalar(str(value), place, quoted=True)


@given(documents, documents)
def test_every_value_of_the_upper_layer_stands_in_the_merged_one(base: object, top: object) -> None:
    problems: list[Diagnostic] = []
    merged = overlay(node_of(base), node_of(top), problems)
    if not problems:
        shown = {scalar.text for scalar in scalars(merged)}
        assert {scalar.text for scalar in scalars(node_of(top))} <= shown


@given(documents)
def test_a_layer_over_itself_changes_nothing(document: object) -> None:
    node = node_of(document)
    assert plain_data(overlay(node, node, [])) == plain_data(node)
