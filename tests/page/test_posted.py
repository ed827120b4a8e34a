"""What a form sent becomes edits of the district's own file: rows of its own by number, rows of a lower layer by id."""

from __future__ import annotations

import re

import pytest

from nastav_docs.config import Edit, YamlMapping, edited, overlay, read_bytes
from nastav_docs.page.posted import changes, path_at

LOWER = """
order:
  title: О внедрении
  clauses:
    - {id: first, text: Один}
    - {id: second, text: Два}
    - Без имени
roadmap:
  columns: [activity, deadline]
"""
OWN = """
order:
  date: 01.02.2026
indicators:
  - {id: a, title: Доля А}
  - {id: b, title: Доля Б}
  - {id: c, title: Доля В}
authority:
  letterhead:
    - Первая
    - Вторая
people:
  head: {name: Ли А.А., gender: female}
"""


@pytest.fixture(name="trees")
def _trees() -> tuple[YamlMapping, YamlMapping]:
    """All layers together, and the own one."""
    lower, own = (read_bytes(text.encode(), name)[0] for text, name in ((LOWER, "lower.yaml"), (OWN, "own.yaml")))
    assert lower is not None
    assert own is not None
    merged = overlay(lower, own, [])
    assert isinstance(merged, YamlMapping)
    return merged, own


ROWS: list[tuple[dict[str, str], list[Edit]]] = [
    # what the form sent, the edits
    ({'v["order", "date"]': "01.02.2026", 'w["order", "date"]': "01.02.2026"}, []),
    ({'v["order", "date"]': "", 'w["order", "date"]': "01.02.2026"}, [Edit(("order", "date"), "")]),
    (
        {'v["order", "clauses", 1, "text"]': "Три", 'w["order", "clauses", 1, "text"]': "Два"},
        [Edit(("order", "clauses", "second", "text"), "Три")],
    ),
    (
        {'v["indicators", 1, "title"]': "Доля Г", 'w["indicators", 1, "title"]': "Доля Б"},
        [Edit(("indicators", 1, "title"), "Доля Г")],
    ),
    # Rows that go: the later first; what was typed into one of them goes with it.
    (
        {
            'd["indicators", 0]': "1",
            'd["indicators", 2]': "1",
            'v["indicators", 0, "title"]': "x",
            'w["indicators", 0, "title"]': "y",
        },
        [Edit(("indicators", 2), None), Edit(("indicators", 0), None)],
    ),
    ({'d["order", "clauses", 0]': "1"}, [Edit(("order", "clauses", "first"), None, removes=True)]),
    ({'d["people", "head"]': "1"}, [Edit(("people", "head"), None)]),
    # A new row: of an own list behind its last one, of a lower layer's list under an id of its own.
    (
        {'v["indicators", 3, "title"]': "Доля Г", 'w["indicators", 3, "title"]': ""},
        [Edit(("indicators", 3, "title"), "Доля Г")],
    ),
    (
        {'v["order", "clauses", 3, "text"]': "Четыре", 'w["order", "clauses", 3, "text"]': ""},
        [Edit(("order", "clauses", "own-1", "text"), "Четыре")],
    ),
    # A list of lines.
    (
        {'l["authority", "letterhead"]': "Первая\r\nДругая\r\nТретья\r\n", 'w["authority", "letterhead"]': "Первая\nВторая"},
        [Edit(("authority", "letterhead", 1), "Другая"), Edit(("authority", "letterhead", 2), "Третья")],
    ),
    (
        {'l["authority", "letterhead"]': "Первая", 'w["authority", "letterhead"]': "Первая\nВторая"},
        [Edit(("authority", "letterhead", 1), None)],
    ),
    # What is no text goes with its line.
    ({'v["people", "head", "gender"]': "", 'w["people", "head", "gender"]': "female"}, [Edit(("people", "head", "gender"), None)]),
]  # fmt: skip


@pytest.mark.parametrize(("form", "edits"), ROWS)
def test_only_what_was_changed_is_written_where_it_stands(
    form: dict[str, str], edits: list[Edit], trees: tuple[YamlMapping, YamlMapping]
) -> None:
    found, stuck = changes(form, *trees)
    assert (list(found), stuck) == (edits, ())


def test_a_row_of_a_lower_layer_without_an_id_cannot_be_changed(trees: tuple[YamlMapping, YamlMapping]) -> None:
    form = {'v["order", "clauses", 2]': "С именем", 'w["order", "clauses", 2]': "Без имени"}
    assert changes(form, *trees) == ((), (("order", "clauses", 2),))


def test_a_place_leads_to_the_value_that_begins_there_or_before(trees: tuple[YamlMapping, YamlMapping]) -> None:
    merged, _ = trees
    assert path_at(merged, "own.yaml", 3, 9) == ("order", "date")
    assert path_at(merged, "own.yaml", 6, 20) == ("indicators", 1, "title")
    assert path_at(merged, "own.yaml", 6, 13) == ("indicators", 1, "title")  # its key
    assert path_at(merged, "lower.yaml", 5, 24) == ("order", "clauses", 0, "text")
    assert path_at(merged, "other.yaml", 1, 1) == ()


@pytest.mark.parametrize(
    ("moves", "order"),
    [
        ({2: "up"}, ["Доля А", "Доля В", "Доля Б"]),
        ({0: "down"}, ["Доля Б", "Доля А", "Доля В"]),
        ({1: "up", 2: "up"}, ["Доля Б", "Доля В", "Доля А"]),
        ({0: "up", 2: "down"}, ["Доля А", "Доля Б", "Доля В"]),  # they stand at the ends already
    ],
)
def test_rows_of_an_own_list_move(
    trees: tuple[YamlMapping, YamlMapping], moves: dict[int, str], order: list[str]
) -> None:
    form = {f'm["indicators", {row}]': way for row, way in moves.items()}
    edits, stuck = changes(form, *trees)
    after = edited(OWN.encode(), "own.yaml", edits)
    assert isinstance(after, bytes)
    assert re.findall("Доля .", after.decode()) == order
    assert stuck == ()


def test_a_row_of_a_lower_layer_and_of_a_list_that_loses_a_row_stays(trees: tuple[YamlMapping, YamlMapping]) -> None:
    _, stuck = changes({'m["order", "clauses", 1]': "up"}, *trees)
    assert stuck == (("order", "clauses", 1),)
    edits, stuck = changes({'m["indicators", 0]': "down", 'd["indicators", 2]': "1"}, *trees)
    assert stuck == (("indicators", 0),)
    assert edits == (Edit(("indicators", 2), None),)
