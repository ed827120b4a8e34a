"""A value of a YAML file is changed in place: everything else stays byte for byte, or nothing is changed at all."""

from __future__ import annotations

import pytest

from nastav_docs.config import Edit, edited, plain_data, read_bytes
from nastav_docs.diagnostics import Diagnostic
from tests.paths import CONFIGS

ROWS = [
    # the file, the path, the new text (None: the line goes), the file afterwards
    ("a: old   # почему\nb: 1\n", ("a",), "new", "a: new   # почему\nb: 1\n"),
    ('number: ""   # из журнала\n', ("number",), "235", 'number: "235"   # из журнала\n'),
    ("a: 'it''s'\n", ("a",), "it's «so»", "a: 'it''s «so»'\n"),
    ("a: x\n", ("a",), "да: нет", 'a: "да: нет"\n'),
    ("a: x\n", ("a",), "№ 5 #1", 'a: "№ 5 #1"\n'),
    ("a: x\n", ("a",), "null", 'a: "null"\n'),
    ("a: x\n", ("a",), "{{ order.date }}", 'a: "{{ order.date }}"\n'),
    ("a: x\n", ("a",), "Иванов, директор", "a: Иванов, директор\n"),
    ("a: {b: x, c: y}\n", ("a", "b"), "Иванов, директор", 'a: {b: "Иванов, директор", c: y}\n'),
    ("a: {b: x, c: y}\n", ("a", "d"), "z", "a: {b: x, c: y, d: z}\n"),
    ("a: {b: x, c: y}\n", ("a", "b"), None, "a: {c: y}\n"),
    ("a: {b: x, c: y}\n", ("a", "c"), None, "a: {b: x}\n"),
    ("a: []\n", ("a", 0), "x", "a: [x]\n"),
    ("a: [x]\n", ("a", 0), None, "a: []\n"),
    ("a:\nb: 1\n", ("a", "c"), "x", "a: {c: x}\nb: 1\n"),
    ("a:   # позже\nb: 1\n", ("a",), "x", "a: x   # позже\nb: 1\n"),
    (
        "p:\n  head:\n    name: А\n\n# дальше\nq: 1\n",
        ("p", "head", "phone"),
        "1",
        "p:\n  head:\n    name: А\n    phone: 1\n\n# дальше\nq: 1\n",
    ),
    ("p:\n  a: 1\n", ("p", "new", "name"), "Б", "p:\n  a: 1\n  new:\n    name: Б\n"),
    ("l:\n  - id: one\n    t: x\n  - id: two\n", ("l", 0, "id"), None, "l:\n  - t: x\n  - id: two\n"),
    ("l:\n  - id: one\n    t: x\n  - id: two\n", ("l", 0), None, "l:\n  - id: two\n"),
    ("l:\n- a\n- b\nk: 1\n", ("l", 2), "c", "l:\n- a\n- b\n- c\nk: 1\n"),
    ("l:\n  - {id: a}\n", ("l", 1, "id"), "b", "l:\n  - {id: a}\n  - id: b\n"),
    ("a: 1\r\nb: 2 # c\r\n", ("c",), "3", "a: 1\r\nb: 2 # c\r\nc: 3\r\n"),
    ("a: 1", ("b",), "2", "a: 1\nb: 2\n"),
    ("", ("a", "b"), "1", "a:\n  b: 1\n"),
    ("# пока пусто\n", ("a",), "1", "# пока пусто\na: 1\n"),
    ("\ufeffa: 1\n", ("a",), "2", "\ufeffa: 2\n"),
    ("a: x\n", ("a",), "абзац\r\n\r\nвторой", 'a: "абзац\\n\\nвторой"\n'),
    (
        "t: >-\n  один\n  два\n\n  три\n# конец\n",
        ("t",),
        "один\nдва\n\nтретий",
        "t: >-\n  один\n  два\n\n  третий\n# конец\n",
    ),
    ("t: |\n  один два\n  три\nk: 1\n", ("t",), "один два три четыре", "t: |\n  один два\n  три\n  четыре\nk: 1\n"),
    ("t: >-\n  один\n\n  два\n", ("t",), "один два три", "t: >-\n  один\n  два три\n"),
    ("t: >-\n  один\n  два\n\n  три\n", ("t",), "1\n\nтри", "t: >-\n  1\n\n  три\n"),
    ("t: >-\n  один\n\n  два\n", ("t",), "", 't: ""\n'),
    ("a: одна\n  строка\n  и ещё   # к\nb: 1\n", ("a",), "другая", "a: другая   # к\nb: 1\n"),
]


@pytest.mark.parametrize(("before", "path", "text", "after"), ROWS)
def test_one_value_is_written_and_every_other_byte_stays(
    before: str, path: tuple[str | int, ...], text: str | None, after: str
) -> None:
    found = edited(before.encode(), "district.yaml", [Edit(path, text)])
    assert isinstance(found, bytes), found.message
    assert found.decode() == after


def test_what_a_lower_layer_says_is_taken_away_by_null() -> None:
    found = edited(b"order:\n  number: '1'\n", "district.yaml", [Edit(("order", "clauses", "old"), None, removes=True)])
    assert found == b"order:\n  number: '1'\n  clauses:\n    old: null\n"


@pytest.mark.parametrize(
    ("text", "path", "why"),
    [
        ("a: &x {b: 1}\nc: *x\n", ("c", "b"), "значение записано ссылкой «*имя» или другим необычным способом"),
        ("a: &x 1\nb: *x\n", ("b",), "значение записано ссылкой «*имя» или другим необычным способом"),
        ("a: слово\n", ("a", "b"), "на пути к нему стоит текст"),
        ("a: {b: 1}\n", ("a",), "там стоит не один текст"),
        ("a: [x]\n", ("a", 5), "такой строки в списке нет"),
    ],
)
def test_what_cannot_be_written_safely_is_left_to_a_person(text: str, path: tuple[str | int, ...], why: str) -> None:
    found = edited(text.encode(), "district.yaml", [Edit(path, "2")])
    assert isinstance(found, Diagnostic)
    assert (found.code, found.message) == ("ND523", f"Правка «{' → '.join(map(str, path))}» не внесена: {why}.")
    assert found.hint == "Измените это значение в самом файле, в текстовом редакторе."


def _paths(data: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(data, dict):
        return [found for key, value in data.items() for found in _paths(value, (*path, key))]
    if isinstance(data, list):
        return [found for n, value in enumerate(data) for found in _paths(value, (*path, n))]
    return [path]


@pytest.mark.parametrize("name", ["starter", "artemovsky", "ozernogorsky"])
def test_values_of_the_districts_are_changed_and_no_other_line(name: str) -> None:
    before = (CONFIGS / name / "district.yaml").read_bytes()
    tree, _ = read_bytes(before, "district.yaml")
    assert tree is not None
    lines = before.splitlines()
    paths = _paths(plain_data(tree))
    assert len(paths) > 20
    for path in paths[::7]:
        after = edited(before, "district.yaml", [Edit(path, "Слово: другое")])
        assert isinstance(after, bytes), (path, after.message)
        # No line is lost but those of the value itself.
        now = after.splitlines()
        same = sum(1 for one, other in zip(lines, now, strict=False) if one == other)
        behind = sum(1 for one, other in zip(reversed(lines), reversed(now), strict=False) if one == other)
        assert same + behind >= len(now) - 1, path


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a:\n  # об А\n  - А   # тут\n\n  # о Б\n  - Б\n  - В\n", "a:\n\n  # о Б\n  - Б\n  # об А\n  - А   # тут\n  - В\n"),
        ("# шапка\na:\n- {id: x}\n- id: y\n  text: >-\n    Длинный\n    текст\nb: 1\n",
         "# шапка\na:\n- id: y\n  text: >-\n    Длинный\n    текст\n- {id: x}\nb: 1\n"),
        ("a: [А, Б, В] # три\n", "a: [Б, А, В] # три\n"),
        ("a:\r\n  - А\r\n  - Б", "a:\r\n  - Б\r\n  - А"),
    ],
)  # fmt: skip
def test_two_rows_change_places_with_their_comments(before: str, after: str) -> None:
    assert edited(before.encode(), "a.yaml", [Edit(("a", 0), None, swaps=True)]) == after.encode()


def test_the_last_row_has_none_to_change_places_with() -> None:
    problem = edited("a:\n  - А\n".encode(), "a.yaml", [Edit(("a", 0), None, swaps=True)])
    assert isinstance(problem, Diagnostic)
    assert problem.message == "Правка «a → 0» не внесена: такой строки в списке нет."
