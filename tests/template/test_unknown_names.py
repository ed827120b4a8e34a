"""A name that is not there is told of in the same words by the check of a template and by a failed printing."""

from __future__ import annotations

import pytest

from nastav_docs.authoring.check_names import NameWalk
from nastav_docs.template.read_faulty import read_expressions
from nastav_docs.template.render import render
from nastav_docs.template.unknown_names import no_field, no_name
from tests.docx_builder import compiled, docx, found_among, story


def test_the_check_and_the_printing_say_the_same_of_a_name() -> None:
    data = docx("{{ ordr.title }}")
    template, _ = compiled(data)
    assert template is not None
    printing = render(template, {"order": {"title": "О внедрении"}}).diagnostics
    whole = read_expressions("order.docx", found_among({"order.docx": data}), filters={}, functions={})
    usage = NameWalk(whole.parts[0].tag_at)
    usage.walk(whole.parts[0].tree)
    for told in (*printing, *usage.problems):
        assert (told.code, told.message, told.hint) == ("ND421", "нет имени «ordr»", "возможно, «order»")
    assert len(printing) == len(usage.problems) == 1


def test_the_name_of_a_loop_in_a_header_is_explained_by_the_check_and_by_the_printing() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rheader1"/></w:sectPr>'
    loop = ("{%p for c in items %}", "{{ c.text }}", "{%p endfor %}")
    data = docx(*loop, section=section, parts={"header1": story("hdr", "{{ c.text }}")})
    whole = read_expressions("order.docx", found_among({"order.docx": data}), filters={}, functions={})
    header = whole.parts[1]
    usage = NameWalk(header.tag_at, closed=dict(whole.loops))
    usage.walk(header.tree)
    template, _ = compiled(data)
    assert template is not None
    printing = render(template, {"items": [{"text": "раз"}]}).diagnostics
    for told in (usage.problems, printing):
        assert [(d.place.words if d.place else "", d.message, d.hint) for d in told] == [
            (
                "верхний колонтитул, абзац «{{ c.text }}» (1-й)",
                "имя «c» есть только внутри своего цикла (абзац «{%p for c in items %}» (1-й))",
                "в колонтитуле печатайте то, что есть у всего документа, или вставьте поле StyleRef с заголовком",
            )
        ]


@pytest.mark.parametrize(
    ("owner", "name", "known", "hint"),
    [
        ("people", "head_dative", ["head"], "падеж даёт фильтр: {{ people.head | dat }}"),
        ("people.head", "name_rp", ["name"], "падеж даёт фильтр: {{ people.head.name | gen }}"),
        ("authority", "name_твор", ["name"], "падеж даёт фильтр: {{ authority.name | ins }}"),
        ("people", "boss_dat", ["head"], "здесь есть: head"),  # no «boss»: nothing is guessed of its case
        ("", "district_name_dative", ["district"], "падеж даёт фильтр: {{ district.name | dat }}"),
        ("", "authority_ablative", ["authority"], "падеж даёт фильтр: {{ authority | ins }}"),
        ("", "authority_dat", ["authority"], "падеж даёт фильтр: {{ authority | dat }}"),
        ("", "order_number", ["order"], "части имени пишут через точку: «order.number»"),
        ("", "ordr", ["order"], "возможно, «order»"),
    ],
)
def test_names_as_other_programs_write_them_get_the_name_used_here(
    owner: str, name: str, known: list[str], hint: str
) -> None:
    assert (no_field(owner, name, known) if owner else no_name(name, known))[1] == hint


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("fio", "возможно, {{ people.head }}"),
        ("director", "возможно, {{ people.head }}"),
        ("fio_director", "возможно, {{ people.head }}"),
        ("director_dative", "возможно, {{ people.head | dat }}"),
        ("position_director", "возможно, {{ people.head.position }}"),
        ("date_order", "возможно, {{ order.date }}"),
        ("nomer_prikaza", "возможно, {{ order.number }}"),
        ("schoolName", "возможно, {{ school.name }}"),
        ("school_name", "части имени пишут через точку: «school.name»"),
    ],
)
def test_a_name_of_another_program_is_told_what_it_is_called_here(name: str, hint: str) -> None:
    assert no_name(name, ("order", "people", "school", "authority"))[1] == hint


def test_a_name_is_not_proposed_where_the_template_has_no_such_thing() -> None:
    assert no_name("date_order", ("people",))[1] == "есть имена: people"
    assert no_name("colour", ("people", "order"))[1] == "есть имена: people, order"
