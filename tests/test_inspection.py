"""The names that a template asks for are known without printing it."""

from __future__ import annotations

import pytest

from nastav_docs.inspection import used_names
from tests.docx_builder import compiled, docx, tbl, tr

FILES = {
    "annex.docx": docx(
        "{{ annex.title | upper }}", "{%p for c in roadmap.columns %}", "{{ c.title }}", "{%p endfor %}"
    ),
    "base.docx": docx(
        "{%p block a %}", "{{ base.a }}", "{%p endblock %}", "{%p block b %}", "{{ base.b }}", "{%p endblock %}"
    ),
    "macros.docx": docx("{%p macro sign(who) %}", "{{ who.name }} {{ place }}", "{%p endmacro %}"),
}

# what the template says, what it asks for
USED: list[tuple[list[str], list[str]]] = [
    (["{{ order.number }}"], ["order.number"]),
    (["{{ acts['r-145'].date }}"], ["acts.r-145.date"]),
    (["{{ words[0] }}"], ["words[]"]),
    (["{% for x in order.clauses %}{{ x.text }}{{ loop.index }}{% endfor %}"], ["order.clauses", "order.clauses[].text"]),
    (["{% for x in a.b %}{% for y in x.c %}{{ y }}{% endfor %}{% endfor %}"], ["a.b", "a.b[].c", "a.b[].c[]"]),
    (["{% set p = order.signed_by %}{{ p.name }}"], ["order.signed_by", "order.signed_by.name"]),
    (["{% set p = 1 %}{{ p }}"], []),
    (["{% with p = order.head %}{{ p.name }}{% endwith %}"], ["order.head", "order.head.name"]),
    (["{% macro f(x) %}{{ x.y }}{{ z }}{% endmacro %}{{ f(order.head) }}"], ["z", "order.head"]),
    (["{% for k, v in a.items() %}{{ k }}{{ v }}{% endfor %}"], ["a"]),
    (["{{ people | map(attribute='name') | join }}"], ["people", "people[].name"]),
    (["{% for x in people | sort(attribute='age') %}{{ x.name }}{% endfor %}"], ["people", "people[].age", "people[].name"]),
    (["{{ 'a' if x.y else z }}"], ["x.y", "z"]),
    (["{%p if a %}", "{{ b }}", "{%p elif c %}", "{{ d }}", "{%p else %}", "{{ e }}", "{%p endif %}"], ["a", "b", "c", "d", "e"]),
    ([tbl(tr("{%tr for r in t.rows %}", ""), tr("{% cellwidth r.w %}{{ r.a }}", "{{ r.b }}"), tr("{%tr endfor %}", "")), ""],
     ["t.rows", "t.rows[].w", "t.rows[].a", "t.rows[].b"]),
    (["{%p for annex in order.annexes %}", "{%p include annex.template %}", "{%p endfor %}"],
     ["order.annexes", "order.annexes[].template", "order.annexes[].title", "roadmap.columns", "roadmap.columns[].title"]),
    (['{%p extends "base.docx" %}', "{%p block b %}", "{{ own }}", "{{ super() }}", "{%p endblock %}"], ["base.a", "own", "base.b"]),
    (['{%p import "macros.docx" as m %}', "{{p m.sign(order.head) }}"], ["place", "order.head"]),
]  # fmt: skip


@pytest.mark.parametrize(("blocks", "paths"), USED)
def test_names_are_found(blocks: list[str], paths: list[str]) -> None:
    if "cellwidth" in str(blocks):
        blocks = [
            tbl(
                tr("{% cellwidth 1 %}а", "{% cellwidth 2 %}б"),
                blocks[0].partition("</w:tblGrid>")[2].removesuffix("</w:tbl>"),
            ),
            "",
        ]
    template, problems = compiled(docx(*blocks), files=FILES, includes=("annex.docx",))
    assert template is not None, problems
    assert list(dict.fromkeys(use.path for use in used_names(template))) == paths


def test_a_use_tells_its_filters_its_place_and_whether_it_may_be_missing() -> None:
    template, _ = compiled(
        docx("", "{{ district | gen }} {{ fax | default('—') }}{% if a is defined %}{% endif %}"), filters={"gen": str}
    )
    assert template is not None
    uses = used_names(template)
    assert [(use.path, use.filters, use.optional, str(use.place)) for use in uses] == [
        ("district", ("gen",), False, "order.docx, абзац 2"),
        ("fax", ("default",), True, "order.docx, абзац 2"),
        ("a", (), True, "order.docx, абзац 2"),
    ]
    assert uses[0].text == "{{ district | gen }}"


def test_a_name_in_a_header_and_in_an_included_document_has_its_own_file() -> None:
    template, _ = compiled(docx("{{ title }}", '{%p include "annex.docx" %}'), files=FILES)
    assert template is not None
    assert {use.root: use.place.file for use in used_names(template)} == {
        "title": "order.docx",
        "annex": "annex.docx",
        "roadmap": "annex.docx",
    }
