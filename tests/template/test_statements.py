"""Whether a `set` opens something, what a tag names, which words begin a statement: Jinja's own parser decides."""

from __future__ import annotations

import pytest

from nastav_docs.authoring.override import blocks_in
from nastav_docs.diagnostics import Place
from nastav_docs.docx import xml
from nastav_docs.template.engine import parse_source
from nastav_docs.template.markup import Tag, statements
from tests.docx_builder import cells, compiled, docx, lines, p, part, printed, tbl, tr


def padded(value: object, width: int = 0) -> str:
    """A filter with an argument that has a name."""
    return str(value).rjust(width, ".")


def tag(source: str) -> Tag:
    return Tag("%", "p", source, source, Place("order.docx"))


# ------------------------------------------------------------------------------------------------- `set` in a document

ASSIGNED = [
    ("set x = 1", "{{ x }}", "1"),
    ("set a, b = 1, 2", "{{ a }}{{ b }}", "12"),
    ('set x = "="', "{{ x }}", "="),
    ("set x = 1 == 1", "{{ x }}", "да"),
]
CAPTURED = [
    ("set x", "{{ x }}", "раз"),
    ("set x | upper", "{{ x }}", "РАЗ"),
    ("set x | f(width=5)", "{{ x }}", "..раз"),  # «=» of an argument was taken for an assignment: «endset» had no start
]


@pytest.mark.parametrize(("statement", "use", "expected"), ASSIGNED)
def test_a_name_that_is_given_a_value_needs_no_endset(statement: str, use: str, expected: str) -> None:
    assert lines(printed(docx(f"{{%p {statement} %}}", use), {}))[:1] == [expected]
    assert lines(printed(docx(f"{{% {statement} %}}{use}"), {})) == [expected]


@pytest.mark.parametrize(("statement", "use", "expected"), ASSIGNED)
def test_a_name_is_given_a_value_among_the_rows_and_cells_of_a_table(statement: str, use: str, expected: str) -> None:
    rows = printed(docx(tbl(tr(f"{{%tr {statement} %}}", ""), tr(use, "б")), ""), {})
    assert cells(rows) == [[expected, "б"]]
    among_cells = printed(docx(tbl(tr(f"{{%tc {statement} %}}", use, "б")), ""), {})
    assert cells(among_cells) == [[expected, "б"]]


@pytest.mark.parametrize(("statement", "use", "expected"), CAPTURED)
def test_a_set_that_captures_text_ends_with_endset(statement: str, use: str, expected: str) -> None:
    inline = f"{{% {statement} %}}раз{{% endset %}}{use}"
    assert lines(printed(docx(inline), {}, filters={"f": padded})) == [expected]
    assert cells(printed(docx(tbl(tr(inline, "б")), ""), {}, filters={"f": padded})) == [[expected, "б"]]


def test_a_field_of_a_namespace_is_given_a_value() -> None:
    blocks = ["{%p set ns = namespace(x=0) %}", "{%p for w in words %}", "{%p set ns.x = ns.x + 1 %}", "{%p endfor %}"]
    assert lines(printed(docx(*blocks, "{{ ns.x }}"), {"words": ["а", "б"]})) == ["2"]


def test_a_set_that_captures_paragraphs_with_a_named_argument_is_kept_whole_by_extends() -> None:
    child = docx(
        '{%p extends "base.docx" %}',
        "{%p set x | f(width=6) %}",
        "раз",
        "{%p endset %}",
        "{%p block body %}",
        "{{ x }}",
        "{%p endblock %}",
    )
    base = docx("{%p block body %}", "{%p endblock %}", "конец")
    data = printed(child, {}, files={"base.docx": base}, filters={"f": padded})
    assert lines(data) == ["...раз", "конец"]


@pytest.mark.parametrize("source", ["{% set x %}раз", "{% set x | f(width=4) %}раз"])
def test_a_set_that_captures_text_and_is_not_closed_is_told_of(source: str) -> None:
    template, problems = compiled(docx(source), filters={"f": padded})
    assert template is None
    assert [d.message for d in problems] == ["у «set» нет конца «endset»"]


def test_an_assignment_that_cannot_be_read_is_told_of_once() -> None:
    template, problems = compiled(docx("{% set x = %}раз"))
    assert template is None
    assert [d.message for d in problems] == ["метка не прочитана: выражение не закончено"]


# ------------------------------------------------------------------------------------------------------- the one table


def test_every_opener_is_one_that_jinja_ends_with_its_own_end() -> None:
    examples = {
        "for": "for x in y",
        "if": "if x",
        "macro": "macro m(a)",
        "call": "call m()",
        "filter": "filter upper",
        "with": "with a = 1",
        "block": "block b",
        "set": "set x",
    }
    assert set(examples) == set(statements.OPENERS)
    for word, example in examples.items():
        assert statements.opens(tag(example)), example
        assert statements.closes(tag(f"end{word}")) == word
        parse_source(f"<?% {example} %?><?% end{word} %?>")


def test_a_word_that_only_begins_like_an_end_ends_nothing() -> None:
    template, problems = compiled(docx("{%p if yes %}", "раз", "{%p endeif %}"))
    assert template is None
    assert ("неизвестное слово «endeif»", "возможно, «endif»") in [(d.message, d.hint) for d in problems]


def test_a_tag_that_takes_no_expression_says_so() -> None:
    template, problems = compiled(docx(tbl(tr("{% hm 2 %}а", "б")), ""))
    assert template is None
    assert [d.message for d in problems] == ["метка не прочитана: лишнее: «2»"]


# ------------------------------------------------------------------------------------------------------ what tags name


@pytest.mark.parametrize(
    ("source", "name", "expression", "section"),
    [
        ('include "a.docx"', "a.docx", '"a.docx"', None),
        ("include 'a.docx' with section", "a.docx", "'a.docx'", "with"),
        ("include annex.template without section", None, "annex.template", "without"),
        ('include "a" ~ ".docx"', None, '"a" ~ ".docx"', None),
    ],
)
def test_an_include_names_a_file_or_an_expression(
    source: str, name: str | None, expression: str, section: str | None
) -> None:
    assert statements.inclusion_of(tag(source)) == statements.Inclusion(name, expression, section)


def test_an_import_names_a_file_and_its_macros() -> None:
    assert statements.import_of(tag('import "m.docx" as m')) == statements.Import("m.docx", "m")
    assert statements.import_of(tag("from 'm.docx' import a, b as c")) == statements.Import(
        "m.docx", "", (("a", "a"), ("b", "c"))
    )
    assert statements.import_of(tag("import m")) is None


@pytest.mark.parametrize(
    ("source", "name"),
    [("block header", "header"), ("block шапка", "шапка"), ("block two words", ""), ("block a-b", ""), ("block", "")],
)
def test_a_block_has_one_word_for_a_name(source: str, name: str) -> None:
    assert statements.block_name(tag(source)) == name


@pytest.mark.parametrize("mark", ["{%p block sign %}", "{%p  block sign%}", "{%p block sign -%}"])
def test_an_override_finds_the_blocks_that_the_compiler_finds(mark: str) -> None:
    root = xml.parse(part(docx(mark, "раз", "{%p endblock %}")).encode())
    start, end = blocks_in(root)["sign"]
    assert (start.getparent(), start.getnext().getnext()) == (end.getparent(), end)


def test_a_block_in_an_override_may_be_split_over_runs_by_word() -> None:
    split = p("<w:r><w:t>{%p blo</w:t></w:r>", "<w:r><w:t>ck sign %}</w:t></w:r>")
    root = xml.parse(part(docx(split, "раз", "{%p endblock %}")).encode())
    assert list(blocks_in(root)) == ["sign"]


# ------------------------------------------------------------------------- statements in paragraphs of their own, without «p»

LONELY = {
    "a loop": (["{% for w in words %}", "{{ w }};", "{% endfor %}", "конец"], ["а;", "б;", "конец"]),
    "a condition with else": (["{% if words %}", "есть", "{% else %}", "нет", "{% endif %}"], ["есть"]),
    "one within the other": (
        ["{% for w in words %}", "{% if w == 'а' %}", "{{ w }}", "{% endif %}", "{% endfor %}", "конец"],
        ["а", "конец"],
    ),
    "a loop in one paragraph stays there": (["{% for w in words %}{{ w }};{% endfor %}"], ["а;б;"]),
}


@pytest.mark.parametrize(("paragraphs", "expected"), LONELY.values(), ids=LONELY)
def test_a_loop_over_paragraphs_is_read_though_its_p_was_left_out(paragraphs: list[str], expected: list[str]) -> None:
    assert lines(printed(docx(*paragraphs), {"words": ["а", "б"]})) == expected


def test_a_loop_that_would_tear_paragraphs_is_told() -> None:
    _, problems = compiled(docx("Список: {% for w in words %}", "{{ w }}", "{% endfor %}"))
    assert [problem.code for problem in problems] == ["ND417"]
