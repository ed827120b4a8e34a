"""What a paragraph says is read in one way, for the checker, the comments, the templates and the outlines."""

from __future__ import annotations

import pytest

from nastav_docs.docx.package import read_package
from nastav_docs.docx.runs import runs_of, text_of
from nastav_docs.docx.word_file import Draft
from nastav_docs.docx.xml import Element, parse, q
from tests.docx_builder import NAMESPACES, docx, p, r


def paragraph(xml: str) -> Element:
    return next(parse(f"<w:body {NAMESPACES}>{xml}</w:body>".encode()).iter(q("p")))


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (p("О ", r("внедрении", "<w:b/>")), "О внедрении"),
        (p(f'<w:ins w:id="1">{r("новый ")}</w:ins>', r("план")), "новый план"),
        (p('<w:del w:id="1"><w:r><w:delText>старый </w:delText><w:tab/></w:r></w:del>', r("план")), "план"),
        (p(f"<w:hyperlink>{r('сайт')}</w:hyperlink>"), "сайт"),
        (p(f'<w:fldSimple w:instr=" PAGE ">{r("2")}</w:fldSimple>'), "2"),
        (p('<w:r><w:t>а</w:t><w:tab/><w:br/><w:br w:type="page"/><w:noBreakHyphen/></w:r>'), "а\t\n-"),
        (p(f"<w:r><w:pict><w:txbxContent>{p('надпись')}</w:txbxContent></w:pict></w:r>", r("текст")), "текст"),
        (p("<w:r><w:t>а<!-- б -->в</w:t></w:r>"), "ав"),
    ],
)
def test_the_text_of_a_paragraph_is_what_a_reader_sees(xml: str, text: str) -> None:
    assert text_of(paragraph(xml)) == text


def test_soft_hyphens_are_no_letters_but_who_counts_characters_counts_them() -> None:
    found = paragraph(p("настав\u00adник", "<w:r><w:softHyphen/><w:t>!</w:t></w:r>"))
    assert text_of(found) == "наставник!"
    assert text_of(found, soft_hyphens=True) == "настав\u00adник\u00ad!"
    (run,) = runs_of(found, 7, 10)
    assert "".join(t.text or "" for t in run.iter(q("t"))) == "ник"


def test_a_template_changes_its_own_copy_of_a_part_that_was_parsed_already() -> None:
    package, _ = read_package(docx("Приказ"), "приказ.docx")
    assert package is not None
    draft = Draft.of(package, "приказ.docx")
    own = draft.edited(package.main)
    own.remove(draft.body)
    assert package.main not in draft.parts
    assert draft.edited(package.main) is own
    assert package.tree(package.main).find(q("body")) is not None
