"""An outline says in words what a document holds: for templates under review and for golden documents."""

from __future__ import annotations

from nastav_docs.docx.outline import outline
from tests.docx_builder import LANDSCAPE, PORTRAIT, docx, p, r, story, tbl, tc, tr


def test_every_kind_of_content_has_its_line() -> None:
    section = PORTRAIT.replace(
        "<w:sectPr>", '<w:sectPr><w:headerReference w:type="first" r:id="rheader1"/><w:titlePg/>'
    )
    heading = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="Заголовок"/></w:style>'
    row = tr(tc("а", "б"), tc("в", more='<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'))
    field = "<w:p><w:r><w:t>с. </w:t></w:r><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>"
    text = outline(
        docx(
            p("Приказ", style="H"),
            p(more=LANDSCAPE),
            tbl(row.replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>")),
            p("№\xa0", r("235"), "<w:r><w:tab/><w:t>х</w:t><w:br/></w:r>"),
            '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>',
            section=section,
            styles=heading,
            title="О внедрении",
            parts={
                "header1": story("hdr", field),
                "footnotes": story("footnotes", f'<w:footnote w:id="1">{p("сноска")}</w:footnote>'),
            },
        )
    )
    assert text.splitlines() == [
        "свойство title: О внедрении",
        "== раздел 1, 297×210 мм альбомная, поля 20/10/30/20",
        "[Заголовок] Приказ",
        "[Normal]",
        "== раздел 2, 210×297 мм книжная, поля 30/10/20/20, первая страница особая",
        "верхний колонтитул первой страницы [Normal] с. {PAGE}",
        "таблица 35+35 мм",
        "  1 (шапка).1 [Normal] а / [Normal] б",
        "  1 (шапка).2 ×2 ↓ [Normal] в",
        "[Normal] №°235→х↵",
        "[Normal] [сноска 1]",
        "сноска 1 [Normal] сноска",
    ]


def test_equal_documents_have_equal_outlines() -> None:
    assert outline(docx("а")) == outline(docx("а"))
    assert outline(docx("а")) != outline(docx("б"))
