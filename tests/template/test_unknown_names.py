"""A name that is not there is told of in the same words by the check of a template and by a failed printing."""

from __future__ import annotations

from nastav_docs.authoring.check_names import Usage
from nastav_docs.template.read_faulty import composed
from nastav_docs.template.render import render
from tests.docx_builder import compiled, docx, found_among


def test_the_check_and_the_printing_say_the_same_of_a_name() -> None:
    data = docx("{{ ordr.title }}")
    template, _ = compiled(data)
    assert template is not None
    printing = render(template, {"order": {"title": "О внедрении"}}).diagnostics
    whole = composed("order.docx", found_among({"order.docx": data}), filters={}, functions={})
    usage = Usage(whole.parts[0].tag_at)
    usage.walk(whole.parts[0].tree)
    for told in (*printing, *usage.problems):
        assert (told.code, told.message, told.hint) == ("ND421", "нет имени «ordr»", "возможно, «order»")
    assert len(printing) == len(usage.problems) == 1
