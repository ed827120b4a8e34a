"""What a loop printed of a row that documents share is printed again, but only where nothing else has a say in it."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from nastav_docs.template.assemble import Scope, TemplateNames, numbering
from nastav_docs.template.engine import (
    FILTERS,
    FUNCTIONS,
    Budget,
    LimitReachedError,
    PartCode,
    SharedRow,
    Target,
    UnknownName,
    compile_written,
)
from nastav_docs.template.engine.kept_turns import MOST_TURNS

# A condition as long as those of a real cell: a body as short as «{{ row.text }}» is printed as fast as it is found.
LONG = "<?% if row.kind == 'a' or row.kind == 'b' or row.kind == 'c' %?><?{ row.more }?><?% else %?>-<?% endif %?>" * 6
TEXT = "<?{ row.text }?>"


def of_loop(body: str, around: tuple[str, str] = ("", "")) -> PartCode:
    source = f"{around[0]}<?% for row in rows %?>{body}{LONG}<?% endfor %?>{around[1]}"
    return compile_written(source, "<part>", target=Target.BODY, filters=FILTERS)


def printed(code: PartCode, **names: object) -> str:
    return spending(Budget(), code, **names)


def spending(budget: Budget, code: PartCode, **names: object) -> str:
    with budget as spent:
        root = code.root(Scope(), TemplateNames(names).__getitem__, spent, numbering())
    return b"".join(root).decode().replace("-", "")


def row(text: str, **values: object) -> SharedRow:
    return SharedRow({"text": text, "kind": "", "cells": [], "more": "", **values})


def is_kept(code: PartCode, **names: object) -> bool:
    """Whether a row that is changed, as no maker of such rows does, is printed as it was."""
    shared = row("раз")
    before = printed(code, rows=[shared], **names)
    shared["text"] = "два"
    return printed(code, rows=[shared], **names) == before


KEPT = [
    ("values of the row", TEXT),
    ("a condition on the row", "<?% if row.text %?><?{ row.text }?><?% endif %?>"),
    ("a condition on a name outside", TEXT + "<?% if plan.layout == 'rows' %?>!<?% endif %?>"),
    ("cells of the row in a loop", TEXT + "<?% for cell in row.cells %?><?{ cell.text }?><?% endfor %?>"),
    ("a number of an attribute", TEXT + '<w:tcW w:w="<?{ 5 | nd_cellwidth }?>"/>'),
    ("a row of a table", f"<?% if 1|nd_open %?><?% endif %?><w:tr><w:tc>{TEXT}<?% if 1|nd_row %?><?% endif %?>"),
]
NOT_KEPT = [
    ("a value from outside", TEXT + "<?{ school.name }?>"),
    ("a filter", "<?{ row.text | upper }?>"),
    ("a test", TEXT + "<?% if row.text is string %?>!<?% endif %?>"),
    ("a call", TEXT + "<?% if range(3) %?>!<?% endif %?>"),
    ("the loop itself", TEXT + "<?{ loop.index }?>"),
    ("whether it is the first turn", TEXT + "<?% if loop.first %?>!<?% endif %?>"),
    ("a name that is set", "<?% set t = row.text %?><?{ t }?>"),
    ("a counter", TEXT + "<?% set n.i = n.i %?>"),
    ("an item by a name from outside", "<?{ row[field] }?>"),
    ("rows from outside in a loop within", TEXT + "<?% for one in others %?><?{ one }?><?% endfor %?>"),
    ("a loop that asks of more than it goes through", TEXT + "<?% for c in row.cells if c %?><?{ c }?><?% endfor %?>"),
    ("a number of a drawing", TEXT + "<?{ 0|nd_fresh }?>"),
    ("a list that begins anew", TEXT + "<?% if 3|nd_new_list %?><?% endif %?>"),
    ("a paragraph of a list", TEXT + "<?{ (3, 7)|nd_list }?>"),
    ("a section", TEXT + "<?% if 0|nd_section %?><?% endif %?>"),
    ("the pieces before its own", TEXT + "<?% if 0|nd_after_table %?>!<?% endif %?>"),
    ("a row that began before", TEXT + "<w:tr><w:tc><?% if 1|nd_row %?><?% endif %?>"),
    ("five names outside", TEXT + "<?% if plan.a or plan.b or plan.c or plan.d or plan.e %?>!<?% endif %?>"),
]
NAMES: dict[str, Any] = {
    "plan": dict.fromkeys(("layout", "a", "b", "c", "d", "e"), ""),
    "school": {"name": "Школа"},
    "field": "text",
    "others": [],
    **FUNCTIONS,
}


@pytest.mark.parametrize("body", [case[1] for case in KEPT], ids=[case[0] for case in KEPT])
def test_it_is_kept_where_the_body_prints_its_row_alone(body: str) -> None:
    assert is_kept(of_loop(body), **NAMES)


@pytest.mark.parametrize("body", [case[1] for case in NOT_KEPT], ids=[case[0] for case in NOT_KEPT])
def test_it_is_not_kept_where_anything_else_has_a_say(body: str) -> None:
    before = "<?% set n = namespace(i=1) %?><?% if 1|nd_open %?><?% endif %?>"
    assert not is_kept(of_loop(body, (before, "")), **NAMES)


def test_each_answer_of_a_condition_outside_is_kept_by_itself() -> None:
    code = of_loop(TEXT + "<?% if plan.layout == 'rows' %?>!<?% endif %?>")
    shared = row("раз")
    layouts = ("rows", "merged", "rows", "merged")
    assert [printed(code, rows=[shared], plan={"layout": one}) for one in layouts] == ["раз!", "раз", "раз!", "раз"]


def test_a_loop_within_a_loop_may_ask_of_the_outer_row_in_conditions_only() -> None:
    around = ("<?% for outer in plan %?>", "<?% endfor %?>")
    shared = row("раз")
    plan = [{"keep": True, "name": "А"}, {"keep": False, "name": "Б"}]
    asking = of_loop(TEXT + "<?% if outer.keep %?>!<?% endif %?>", around)
    assert printed(asking, rows=[shared], plan=plan) == "раз!раз"
    printing = of_loop(TEXT + "<?{ outer.name }?>", around)
    assert printed(printing, rows=[shared], plan=plan) == "разАразБ"


def test_bodies_that_differ_keep_their_own() -> None:
    shared = row("раз")
    assert [printed(of_loop(TEXT + sign), rows=[shared]) for sign in "?!?"] == ["раз?", "раз!", "раз?"]


def test_a_plain_mapping_may_change() -> None:
    code, plain = of_loop(TEXT), dict(row("раз"))
    assert printed(code, rows=[plain]) == "раз"
    plain["text"] = "два"
    assert printed(code, rows=[plain]) == "два"


def test_a_name_outside_that_is_not_there_is_told_as_ever() -> None:
    code = of_loop(TEXT + "<?% if row.text == 'два' and plan.layout %?>!<?% endif %?>")
    assert printed(code, rows=[row("раз")]) == "раз"  # it was not asked for
    with pytest.raises(UnknownName, match="plan"):
        printed(code, rows=[row("два")])


def test_a_condition_on_a_list_outside_is_asked_each_time() -> None:
    code = of_loop(TEXT + "<?% if plan.marks %?>!<?% endif %?>")
    shared, marks = row("раз"), ["есть"]
    assert printed(code, rows=[shared], plan={"marks": marks}) == "раз!"
    marks.clear()
    assert printed(code, rows=[shared], plan={"marks": marks}) == "раз"


def test_turns_that_are_taken_again_are_counted_as_they_were() -> None:
    code = of_loop("<?% for cell in row.cells %?><?% for one in cell.ones %?><?{ one }?><?% endfor %?><?% endfor %?>")
    shared = row("раз", cells=[SharedRow({"ones": ["а"] * 20})] * 3)
    spent = []
    for _ in range(2):
        budget = Budget()
        spending(budget, code, rows=[shared] * 5)
        spent.append(budget.left)
    assert spent[0] == spent[1]
    budget = Budget()
    budget.left = 100
    with pytest.raises(LimitReachedError):
        spending(budget, code, rows=[shared] * 5)


def test_a_row_keeps_no_more_than_a_few() -> None:
    shared = row("раз")
    for number in range(3 * MOST_TURNS):
        printed(of_loop(f"{TEXT}{number}"), rows=[shared])
    assert len(shared.turns) <= MOST_TURNS


def test_a_copy_of_a_row_is_without_what_was_printed() -> None:
    shared = row("раз")
    printed(of_loop(TEXT), rows=[shared])
    again = copy.copy(shared)
    assert (again, type(again), again.turns) == (shared, SharedRow, {})
