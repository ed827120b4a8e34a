"""Documents inside documents: their pages, lists, bookmarks; and what LibreOffice makes of a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nastav_docs.template.engine import layout_repairs
from nastav_docs.template.render import render
from tests.docx_builder import (
    LANDSCAPE,
    PORTRAIT,
    W,
    cells,
    compiled,
    docx,
    lines,
    p,
    part,
    printed,
    r,
    tbl,
    tc,
    tr,
    well_formed,
)

if TYPE_CHECKING:
    from collections.abc import Callable

CONTEXT = {"words": ["раз", "два", "три"], "yes": True}

ANNEX = docx(
    "Приложение: {{ annex.title }}",
    tbl(tr("а", "б")),
    section=LANDSCAPE.replace("</w:sectPr>", "<w:titlePg/></w:sectPr>"),
)
SECOND = docx("Второе: {{ annex.title }}", section=PORTRAIT)
ORDER = ["Приказ", "{%p for annex in annexes %}", "{%p include annex.template %}", "{%p endfor %}"]
ANNEXES = {"annex.docx": ANNEX, "second.docx": SECOND}


def sections(data: bytes) -> list[str]:
    return ["альбомная" if "landscape" in s else "книжная" for s in part(data).split("<w:sectPr")[1:]]


@pytest.mark.parametrize(
    ("templates", "after", "expected"),
    [
        ([], [], ["книжная"]),
        (["annex.docx"], [], ["книжная", "альбомная"]),
        (["annex.docx", "second.docx"], [], ["книжная", "альбомная", "книжная"]),
        (["second.docx", "annex.docx", "annex.docx"], [], ["книжная", "книжная", "альбомная", "альбомная"]),
        (["annex.docx"], ["Конец"], ["книжная", "альбомная", "книжная"]),
    ],
)
def test_each_annex_has_its_own_pages(templates: list[str], after: list[str], expected: list[str]) -> None:
    annexes = [{"template": name, "title": name} for name in templates]
    data = printed(docx(*ORDER, *after), {"annexes": annexes}, files=ANNEXES, includes=tuple(ANNEXES))
    assert sections(data) == expected
    assert part(data).rstrip().endswith("</w:sectPr></w:body></w:document>")
    assert [line for line in lines(data) if ":" in line] == [
        f"{'Приложение' if name == 'annex.docx' else 'Второе'}: {name}" for name in templates
    ]
    assert "titlePg" not in part(data).split("landscape", 1)[-1]
    well_formed(data)


def test_a_section_ends_in_its_last_paragraph_or_in_one_that_nobody_sees() -> None:
    annexes = [{"template": name, "title": ""} for name in ("annex.docx", "second.docx")]
    xml = part(printed(docx(*ORDER), {"annexes": annexes}, files=ANNEXES, includes=tuple(ANNEXES)))
    assert "<w:p><w:pPr><w:sectPr>" in xml  # «Приказ» carries the end of its section
    assert '</w:tbl><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>' in xml


def test_no_empty_page_follows_a_section_break_before_an_annex() -> None:
    own = p("Конец части", more=PORTRAIT.replace("16838", "15000"))
    data = printed(docx("А", own, '{%p include "annex.docx" %}', "Б"), {"annex": {"title": ""}}, files=ANNEXES)
    assert sections(data) == ["книжная", "альбомная", "книжная"]


def test_a_macro_includes_content_without_sections() -> None:
    blocks = ["{%p macro f() %}", '{%p include "annex.docx" %}', "{%p endmacro %}", "Текст", "{{p f() }}"]
    data = printed(docx(*blocks), {"annex": {"title": "x"}}, files=ANNEXES)
    assert sections(data) == ["книжная"]
    assert lines(data)[:2] == ["Текст", "Приложение: x"]


def test_a_document_that_was_not_foreseen_is_an_error() -> None:
    template, _ = compiled(docx(*ORDER), files=ANNEXES, includes=("annex.docx",))
    assert template is not None
    result = render(template, {"annexes": [{"template": "third.docx", "title": ""}]})
    assert result.data is None
    assert [(problem.code, str(problem.place)) for problem in result.diagnostics] == [
        ("ND430", "order.docx, абзац «{%p include annex.template %}» (3-й)")
    ]
    assert "third.docx" in result.diagnostics[0].message


def test_an_order_without_annexes_needs_no_candidates() -> None:
    template, problems = compiled(docx(*ORDER))
    assert problems == ()
    assert template is not None
    data = render(template, {"annexes": []}).data
    assert data is not None
    assert lines(data) == ["Приказ"]
    asked = render(template, {"annexes": [{"template": "annex.docx"}]})
    assert [problem.code for problem in asked.diagnostics] == ["ND430"]


def test_a_fragment_comes_without_a_section() -> None:
    data = printed(docx("Текст", '{%p include "sign.docx" %}', "Конец"), {}, files={"sign.docx": docx("Подпись")})
    assert lines(data) == ["Текст", "Подпись", "Конец"]
    assert sections(data) == ["книжная"]


@pytest.mark.parametrize(("words", "expected"), [("", 2), (" without section", 1), (" with section", 2)])
def test_a_document_in_quotes_with_turned_pages_keeps_them(words: str, expected: int) -> None:
    data = printed(docx("Текст", f'{{%p include "annex.docx"{words} %}}'), {"annex": {"title": ""}}, files=ANNEXES)
    assert len(sections(data)) == expected


def test_an_inclusion_in_a_cell_is_its_content() -> None:
    cell = tc(p('{%p include "sign.docx" %}'))
    data = printed(docx(tbl(tr(cell, "б")), ""), {}, files={"sign.docx": docx("Подпись")})
    assert cells(data) == [["Подпись", "б"]]


LISTS = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:pStyle w:val="Clause"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="5"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
CLAUSE = (
    '<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Пункт"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
    '<w:ind w:firstLine="709"/></w:pPr></w:style>'
)


def test_each_inclusion_of_a_document_numbers_its_lists_anew() -> None:
    second = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    annex = docx(
        p("{{ annex.title }}", style="Clause"), p("подпункт", more=second), styles=CLAUSE, parts={"numbering": LISTS}
    )
    order = docx(p("пункт", style="Clause"), *ORDER, styles=CLAUSE, parts={"numbering": LISTS})
    annexes = [{"template": "annex.docx", "title": title} for title in ("а", "б")]
    data = printed(order, {"annexes": annexes}, files={"annex.docx": annex}, includes=("annex.docx",))
    body, lists = part(data), part(data, "word/numbering.xml")
    used = [piece.split('"')[0] for piece in body.split('<w:numId w:val="')[1:]]
    assert len(used) == 4  # the order's own clause has the list of its style
    assert used[0] == used[1] != used[2] == used[3]
    assert "1" not in used
    for number in used:
        own = lists.split(f'<w:num w:numId="{number}">')[1].split("</w:num>")[0]
        assert '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' in own
        assert '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride>' in own
    assert (
        body.count('<w:ind w:firstLine="709"/>') == 2
    )  # a list named in a paragraph would take its style's indents away
    well_formed(data)


def test_a_fragment_goes_on_with_the_list_it_comes_into() -> None:
    own = {"styles": CLAUSE, "parts": {"numbering": LISTS}}
    fragment = docx(p("второй", style="Clause"), **own)  # type: ignore[arg-type]  # the options of docx()
    order = docx(p("первый", style="Clause"), '{%p include "x.docx" %}', **own)  # type: ignore[arg-type]  # as above
    assert "<w:numId " not in part(printed(order, {}, files={"x.docx": fragment}))


def bookmark(number: int, name: str, text: str) -> str:
    """A paragraph with a bookmark around its text."""
    return f'<w:p><w:bookmarkStart w:id="{number}" w:name="{name}"/>{r(text)}<w:bookmarkEnd w:id="{number}"/></w:p>'


def bookmarks(data: bytes) -> list[tuple[str, str]]:
    """The numbers and names of the bookmarks; each has its end."""
    xml = part(data)
    starts = [piece.split('"') for piece in xml.split('<w:bookmarkStart w:id="')[1:]]
    assert [piece[0] for piece in starts] == [one.split('"')[0] for one in xml.split('<w:bookmarkEnd w:id="')[1:]]
    return [(piece[0], piece[2]) for piece in starts]


def test_bookmarks_of_documents_have_numbers_of_their_own_and_one_name_once() -> None:
    other = docx(bookmark(0, "b", "б"), bookmark(1, "a", "в"))
    data = docx(bookmark(0, "a", "а"), '{%p include "x.docx" %}')
    assert bookmarks(printed(data, {}, files={"x.docx": other})) == [("0", "a"), ("1", "b")]


def test_a_bookmark_in_a_loop_goes_and_those_of_two_branches_stay() -> None:
    loop = ["{%p for w in words %}", bookmark(0, "a", "{{ w }}"), "{%p endfor %}"]
    assert bookmarks(printed(docx(*loop, bookmark(1, "b", "б")), CONTEXT)) == [("0", "b")]
    branches = ["{%p if yes %}", bookmark(0, "a", "а"), "{%p else %}", bookmark(1, "a", "б"), "{%p endif %}"]
    for yes, number in ((True, "0"), (False, "1")):
        assert bookmarks(printed(docx(*branches), {"yes": yes})) == [(number, "a")]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda pieces, *_: pieces.__delitem__(slice(2, 3)) or 0,
        lambda pieces, *_: pieces.__setitem__(2, pieces[2][:-1]) or 0,
        lambda pieces, *_: pieces.clear() or 0,
    ],
    ids=["a piece", "a letter", "everything"],
)
def test_what_the_settling_of_sections_loses_is_found(
    spoil: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    template, _ = compiled(docx("{{ x }}", *ORDER), files=ANNEXES, includes=tuple(ANNEXES))
    assert template is not None
    data = {"x": "пропажа", "annexes": [{"template": "annex.docx", "title": "План"}]}
    assert render(template, data).data is not None
    monkeypatch.setattr(layout_repairs, "_end_section", spoil)
    result = render(template, data)
    assert result.data is None
    assert [problem.code for problem in result.diagnostics] == ["ND423"]
    assert "пропажа" in result.diagnostics[0].message


# ------------------------------------------------------------------------------------------- saved by LibreOffice


def test_what_libreoffice_writes_becomes_what_word_writes() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Head"><w:name w:val="Шапка"/><w:pPr><w:ind w:start="10" w:end="20"/>'
        '<w:jc w:val="start"/></w:pPr></w:style>'
    )
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:lvlText w:val="%1."/><w:lvlJc w:val="start"/><w:pPr><w:ind w:start="5"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    fonts = f'<w:fonts xmlns:w="{W}"><w:font w:name="PT Serif"><w:charset w:val="cc" w:characterSet="utf-8"/></w:font></w:fonts>'
    section = PORTRAIT.replace("</w:sectPr>", '<w:docGrid w:charSpace="4294959103" w:linePitch="360"/></w:sectPr>')
    table = (
        '<w:tbl><w:tblPr><w:tblBorders><w:start w:val="single"/><w:end w:val="single"/></w:tblBorders></w:tblPr>'
        '<w:tblGrid><w:gridCol w:w="1"/></w:tblGrid><w:tr><w:trPr><w:cantSplit w:val="true"/></w:trPr>'
        f"<w:tc><w:tcPr/>{p('а')}</w:tc></w:tr></w:tbl>"
    )
    data = printed(
        docx(
            table,
            p("б", style="Head"),
            section=section,
            styles=styles,
            parts={"numbering": numbering, "fontTable": fonts},
        ),
        {},
    )
    body = part(data)
    assert '<w:tblBorders><w:left w:val="single"/><w:right w:val="single"/></w:tblBorders>' in body
    assert '<w:docGrid w:linePitch="360"/>' in body
    assert "<w:cantSplit/>" in body
    assert '<w:ind w:left="10" w:right="20"/><w:jc w:val="left"/>' in part(data, "word/styles.xml")
    lists = part(data, "word/numbering.xml")
    assert '<w:start w:val="1"/>' in lists
    assert '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="5"/></w:pPr>' in lists
    assert '<w:charset w:val="cc"/>' in part(data, "word/fontTable.xml")


def test_spans_of_the_templates_own_grid_do_not_spoil_a_grid_made_by_a_loop() -> None:
    spanned = tc("{% cellwidth 1000 %}{{ w }}", more='<w:tcW w:w="6000" w:type="dxa"/><w:gridSpan w:val="3"/>')
    rows = [tr("{%tc for w in words %}", spanned, "{%tc endfor %}"), tr(tc("{% colspan words|length %}вся"))]
    xml = part(printed(docx(tbl(*rows, columns=5), ""), CONTEXT))
    assert xml.count("<w:gridCol ") == 3
    assert [piece.split('"')[0] for piece in xml.split('<w:gridSpan w:val="')[1:]] == ["3"]


def test_the_rows_of_the_block_header_are_repeated_on_each_page() -> None:
    rows = [tr("{%tr block header %}", ""), tr("Имя", "Роль"), tr("1", "2"), tr("{%tr endblock %}", ""), tr("а", "б")]
    xml = part(printed(docx(tbl(*rows), ""), CONTEXT))
    assert ["<w:trPr><w:tblHeader/></w:trPr>" in row for row in xml.split("<w:tr>")[1:]] == [True, True, False]
