"""Where a numbered list begins at one again: in each inclusion, in each turn of a loop around a whole list."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from nastav_docs.template.render import render
from tests.docx_builder import W, compiled, docx, lines, p, part, printed, tbl, tc, tr, well_formed

LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="russianLower"/><w:lvlText w:val="%1)"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="5"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
)
LISTS = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:numIdMacAtCleanup w:val="1"/></w:numbering>'
)
LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
THREE = {"sections": [{"title": str(n), "items": ["x", "y"]} for n in (1, 2, 3)]}


def item(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph of a list."""
    return p(text, more=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def listed(*blocks: str) -> bytes:
    return docx(*blocks, parts={"numbering": LISTS})


def numbered(data: bytes) -> list[str]:
    """The paragraphs as Word shows them: «а) …» on the first level, «5. …» on the second.

    A list that is named for the first time begins where its `w:startOverride` says; lists without one share the
    numbers of their definition.
    """
    body, numbering = part(data), part(data, "word/numbering.xml")
    definitions = dict(re.findall(r'<w:num w:numId="(\d+)"><w:abstractNumId w:val="(\d+)"/>', numbering))
    anew = set(re.findall(r'<w:num w:numId="(\d+)"><w:abstractNumId w:val="\d+"/><w:lvlOverride', numbering))
    counts: dict[str, list[int]] = {}
    begun: set[str] = set()
    shown = []
    for paragraph, text in zip(re.findall(r"<w:p[ >].*?</w:p>", body, re.DOTALL), lines(data), strict=True):
        found = re.search(r'<w:ilvl w:val="(\d)"/><w:numId w:val="(\d+)"/>', paragraph)
        if found is None:
            shown.append(text)
            continue
        level, number = int(found[1]), found[2]
        own = counts.setdefault(definitions[number], [0, 4])
        if number in anew and number not in begun:
            own[:] = [0, 4]
        begun.add(number)
        own[level] += 1
        own[level + 1 :] = [4][: 1 - level]
        shown.append(f"{LETTERS[own[0] - 1]}) {text}" if level == 0 else f"{own[1]}. {text}")
    return shown


# ---------------------------------------------------------------------------------------------- turns of a loop


def test_a_list_in_a_loop_of_sections_begins_anew_in_each_section() -> None:
    # it went on before: «а) x», «б) y», then «в) x» in the second section
    data = printed(
        listed(
            "{%p for s in sections %}",
            "Раздел {{ s.title }}",
            "{%p for i in s['items'] %}",
            item("{{ i }}"),
            "{%p endfor %}",
            "{%p endfor %}",
        ),
        THREE,
    )
    expected = [line for n in "123" for line in (f"Раздел {n}", "а) x", "б) y")]
    assert numbered(data) == expected
    well_formed(data)


def test_a_list_written_out_in_a_loop_begins_anew_in_each_turn() -> None:
    data = printed(listed("{%p for s in sections %}", item("первый"), item("второй"), "{%p endfor %}"), THREE)
    assert numbered(data) == ["а) первый", "б) второй"] * 3


def test_a_loop_over_the_items_of_a_list_counts_on() -> None:
    data = printed(listed("{%p for s in sections %}", item("{{ s.title }}"), "примечание", "{%p endfor %}"), THREE)
    assert numbered(data) == ["а) 1", "примечание", "б) 2", "примечание", "в) 3", "примечание"]


def test_clauses_of_several_levels_in_one_loop_count_on() -> None:
    blocks = [
        "{%p for c in clauses %}",
        "{%p if c.level == 0 %}",
        item("{{ c.text }}"),
        "{%p else %}",
        item("{{ c.text }}", level=1),
        "{%p endif %}",
        "{%p endfor %}",
    ]
    clauses = [{"level": level, "text": "x"} for level in (0, 1, 1, 0, 1)]
    data = printed(listed(*blocks), {"clauses": clauses})
    assert numbered(data) == ["а) x", "5. x", "6. x", "б) x", "5. x"]


def test_an_item_in_either_branch_of_a_condition_is_one_item() -> None:
    blocks = ["{%p if s.title == '2' %}", item("два"), "{%p else %}", item("иное"), "{%p endif %}"]
    data = printed(listed("{%p for s in sections %}", *blocks, "{%p endfor %}"), THREE)
    assert numbered(data) == ["а) иное", "б) два", "в) иное"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("s.title == '2'", "not s.title == '2'"), ("s.title == '1'", "s.title == '2'"), ("s.last", "not s.last")],
)
def test_conditions_that_exclude_each_other_print_one_item(first: str, second: str) -> None:
    blocks = [f"{{%p if {first} %}}", item("x"), "{%p endif %}", "{%p if yes %}", "{%p endif %}"]
    blocks += [f"{{%p if {second} %}}", item("y"), "{%p endif %}"]
    sections = [{"title": str(n), "last": n == 2} for n in (1, 2)]
    data = printed(listed("{%p for s in sections %}", *blocks, "{%p endfor %}"), {"sections": sections, "yes": True})
    assert [line[:2] for line in numbered(data) if line] == ["а)", "б)"]


def test_conditions_that_may_hold_at_once_print_a_list_in_each_turn() -> None:
    blocks = ["{%p if s.title %}", item("x"), "{%p endif %}", "{%p if s['items'] %}", item("y"), "{%p endif %}"]
    assert (
        numbered(printed(listed("{%p for s in sections %}", *blocks, "{%p endfor %}"), THREE)) == ["а) x", "б) y"] * 3
    )


def test_clauses_with_a_loop_of_their_subclauses_count_on() -> None:
    blocks = ["{%p for i in s['items'] %}", item("{{ i }}", level=1), "{%p endfor %}"]
    data = printed(listed("{%p for s in sections %}", item("{{ s.title }}"), *blocks, "{%p endfor %}"), THREE)
    assert numbered(data) == [line for n, a in zip("123", "абв", strict=True) for line in (f"{a}) {n}", "5. x", "6. y")]


def test_a_list_of_its_own_under_each_clause_begins_anew_while_the_clauses_count_on() -> None:
    blocks = ["{%p for i in s['items'] %}", item("{{ i }}", number=2), "{%p endfor %}"]
    data = printed(listed("{%p for s in sections %}", item("{{ s.title }}"), *blocks, "{%p endfor %}"), THREE)
    assert numbered(data) == [line for n, a in zip("123", "абв", strict=True) for line in (f"{a}) {n}", "а) x", "б) y")]


def test_a_list_that_has_items_outside_the_loop_counts_on() -> None:
    blocks = ["{%p for s in sections %}", item("x"), item("y"), "{%p endfor %}", item("последний")]
    assert numbered(printed(listed(*blocks), THREE))[-2:] == ["е) y", "ж) последний"]


def test_a_loop_in_a_loop_in_a_loop_begins_a_list_anew_in_each_turn_around_it() -> None:
    blocks = ["{%p for a in pair %}", "{%p for b in pair %}", "{%p for c in pair %}", item("{{ c }}")]
    data = printed(listed(*blocks, "{%p endfor %}", "{%p endfor %}", "{%p endfor %}"), {"pair": ["x", "y"]})
    assert numbered(data) == ["а) x", "б) y"] * 4


def test_a_list_in_the_cell_of_a_row_begins_anew_in_each_row() -> None:
    cell = tc("{%p for i in s['items'] %}", item("{{ i }}"), "{%p endfor %}")
    rows = [tr("{%tr for s in sections %}", ""), tr("{{ s.title }}", cell), tr("{%tr endfor %}", "")]
    data = printed(listed(tbl(*rows), ""), THREE)
    assert [line for line in numbered(data) if line] == [line for n in "123" for line in (n, "а) x", "б) y")]
    well_formed(data)


def test_a_numbered_cell_of_each_row_counts_on() -> None:
    rows = [tr("{%tr for s in sections %}", ""), tr(tc(item("")), "{{ s.title }}"), tr("{%tr endfor %}", "")]
    data = printed(listed(tbl(*rows), ""), THREE)
    assert [line for line in numbered(data) if line] == ["а) ", "1", "б) ", "2", "в) ", "3"]


def test_a_list_in_a_macro_begins_anew_in_each_call() -> None:
    macro = ["{%p macro all(items) %}", "{%p for i in items %}", item("{{ i }}"), "{%p endfor %}", "{%p endmacro %}"]
    calls = ["{%p for s in sections %}", "{{p all(s['items']) }}", "{%p endfor %}"]
    assert numbered(printed(listed(*macro, *calls), THREE)) == ["а) x", "б) y"] * 3


def test_a_macro_that_calls_itself_prints_one_list() -> None:
    macro = [
        "{%p macro tree(nodes, depth) %}",
        "{%p for n in nodes %}",
        "{%p if depth == 0 %}",
        item("{{ n.text }}"),
        "{%p else %}",
        item("{{ n.text }}", level=1),
        "{%p endif %}",
        "{{p tree(n.nodes, depth + 1) }}",
        "{%p endfor %}",
        "{%p endmacro %}",
    ]
    leaf = {"text": "y", "nodes": []}
    nodes = [{"text": "x", "nodes": [leaf, leaf]}, {"text": "z", "nodes": []}]
    data = printed(listed(*macro, "{{p tree(nodes, 0) }}"), {"nodes": nodes})
    assert [line for line in numbered(data) if line] == ["а) x", "5. y", "6. y", "б) z"]


def test_the_else_of_a_loop_is_no_turn_of_it() -> None:
    blocks = ["{%p for s in sections %}", item("{{ s.title }}"), "{%p else %}", item("нет"), "{%p endfor %}"]
    assert numbered(printed(listed(*blocks), THREE)) == ["а) 1", "б) 2", "в) 3"]
    assert numbered(printed(listed(*blocks), {"sections": []})) == ["а) нет"]


# --------------------------------------------------------------------------------------------------- inclusions

ORDER = ("{%p for annex in annexes %}", "{%p include annex.template %}", "{%p endfor %}")


def test_thirty_annexes_each_number_their_lists_from_one() -> None:
    # the 25th went on with the numbers of the 24th
    annex = listed("{{ annex.title }}", item("x"), item("y"))
    annexes = [{"template": "annex.docx", "title": str(n)} for n in range(1, 31)]
    order = listed(item("пункт"), *ORDER)
    data = printed(order, {"annexes": annexes}, files={"annex.docx": annex}, includes=("annex.docx",))
    assert numbered(data) == ["а) пункт", *(line for n in range(1, 31) for line in (str(n), "а) x", "б) y"))]
    assert part(data, "word/numbering.xml").count("<w:num ") == 3 + 30  # with the list of the annex
    well_formed(data)


def test_a_loop_in_an_annex_begins_a_list_anew_in_the_annex_only() -> None:
    loop = ["{%p for s in sections %}", item("x"), item("y"), "{%p endfor %}"]
    annexes = [{"template": "annex.docx"}] * 2
    order = listed(item("первый"), *ORDER, item("второй", number=2))
    data = printed(order, {"annexes": annexes, **THREE}, files={"annex.docx": listed(*loop)}, includes=("annex.docx",))
    assert numbered(data) == ["а) первый", *["а) x", "б) y"] * 6, "а) второй"]


# ------------------------------------------------------------------------------------------------- the part itself


def test_new_lists_stand_after_the_others_and_before_what_follows_them() -> None:
    data = printed(listed("{%p for s in sections %}", item("x"), item("y"), "{%p endfor %}"), THREE)
    names = re.findall(r"<w:(abstractNum|num|numIdMacAtCleanup) ", part(data, "word/numbering.xml"))
    assert names == ["abstractNum"] * 2 + ["num"] * 5 + ["numIdMacAtCleanup"]


def test_a_document_whose_loop_makes_no_turn_has_only_its_own_lists() -> None:
    data = printed(listed("{%p for s in sections %}", item("x"), item("y"), "{%p endfor %}", ""), {"sections": []})
    assert part(data, "word/numbering.xml").count("<w:num ") == 2


def test_a_template_whose_lists_go_on_keeps_its_numbering_as_it_is() -> None:
    template, _ = compiled(listed(item("x"), "{%p for s in sections %}", item("y"), "{%p endfor %}"))
    assert template is not None
    assert template.lists is None


def test_a_list_that_begins_anew_keeps_what_it_changes_in_its_definition() -> None:
    own = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride>'
    numbering = LISTS.replace(
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/>',
        f"\\g<0>{own}".replace("\\g<0>", '<w:num w:numId="1"><w:abstractNumId w:val="0"/>'),
    )
    blocks = ["{%p for s in sections %}", item("x"), item("y"), "{%p endfor %}"]
    data = printed(docx(*blocks, parts={"numbering": numbering}), THREE)
    made = re.findall(r'<w:num w:numId="[345]">.*?</w:num>', part(data, "word/numbering.xml"))
    assert len(made) == 3
    for one in made:
        assert own in one
        assert '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride>' in one


def test_documents_printed_at_once_by_several_threads_do_not_share_their_lists() -> None:
    template, _ = compiled(listed("{%p for s in sections %}", item("x"), item("y"), "{%p endfor %}"))
    assert template is not None
    alone = [render(template, {"sections": [1] * n}).data for n in range(1, 9)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda n: render(template, {"sections": [1] * n}).data, [*range(1, 9)] * 5))
    assert together == alone * 5


@pytest.mark.parametrize("mark", ["{%p for s in sections %}", "{%p for s in sections if true %}"])
def test_a_document_that_fails_is_explained_where_a_list_begins_anew(mark: str) -> None:
    template, _ = compiled(listed(mark, item("{{ s.gone }}"), item("y"), "{%p endfor %}"))
    assert template is not None
    assert [d.message for d in render(template, THREE).diagnostics] == ["в «s» нет «gone»"]
