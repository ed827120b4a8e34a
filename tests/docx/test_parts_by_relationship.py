"""The parts of a Word file are found by their relationships, whatever their names and folders are."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from nastav_docs.authoring.override import override
from nastav_docs.diagnostics.problem import Diagnostic
from nastav_docs.docx.charts import BarChart, with_chart
from nastav_docs.docx.comments import annotate
from nastav_docs.docx.outline import outline
from nastav_docs.docx.package import read_package
from nastav_docs.docx.refusals import TOLERANT
from nastav_docs.papers.act_registry import shipped_acts
from nastav_docs.papers.model import Paper
from nastav_docs.papers.read_word import paper_of_docx
from nastav_docs.review.check_papers import check_package
from nastav_docs.review.corrections import with_corrections
from nastav_docs.template.compilation import FoundTemplate
from tests.docx_builder import (
    PORTRAIT,
    docx,
    lines,
    moved,
    names,
    p,
    packed,
    part,
    printed,
    story,
    tbl,
    tr,
    well_formed,
)

if TYPE_CHECKING:
    from pathlib import Path

SECTION = PORTRAIT.replace("<w:sectPr>", '<w:sectPr><w:headerReference w:type="default" r:id="rheader1"/>')
PAPER = docx(
    p("В соответствии с приказом №235 утвердить план ."),
    tbl(tr("Мероприятие", "Срок"), tr("Совещание №1", "декабрь")),
    p("Сноска", '<w:r><w:footnoteReference w:id="1"/></w:r>'),
    section=SECTION,
    styles='<w:style w:type="paragraph" w:styleId="H"><w:name w:val="Заголовок"/></w:style>',
    parts={
        "header1": story("hdr", "Приложение к приказу №235"),
        "footnotes": story("footnotes", f'<w:footnote w:id="1">{p("Собрание №52")}</w:footnote>'),
    },
)
TEMPLATE = docx(
    "{%p block head %}",
    "Приказ № {{ number }}",
    "{%p endblock %}",
    section=SECTION,
    parts={"header1": story("hdr", "Приложение к приказу № {{ number }}")},
)
# where other programs put the parts: Word in the browser the text, converters of portals everything
LAYOUTS = {
    "Word in the browser": {"word/document.xml": "word/document2.xml"},
    "another folder": {"word/document.xml": "content/text.xml", "word/header1.xml": "content/around/top.xml"},
    "nothing where Word puts it": {
        "word/document.xml": "document.xml",
        "word/styles.xml": "looks/all.xml",
        "word/header1.xml": "h/a.xml",
        "word/footnotes.xml": "notes/below.xml",
        "docProps/core.xml": "meta/core.xml",
    },
}
EVERY_LAYOUT = pytest.mark.parametrize("absolute", [False, True], ids=["relative", "absolute"])
EVERY_NAME = pytest.mark.parametrize("layout", LAYOUTS)


def paper_of(data: bytes) -> Paper:
    paper = paper_of_docx(data, "приказ.docx")
    assert isinstance(paper, Paper), paper
    return paper


def findings(data: bytes) -> list[Diagnostic]:
    return list(check_package([paper_of(data)], shipped_acts(), profile=None))


@EVERY_NAME
@EVERY_LAYOUT
def test_a_paper_is_read_the_same_wherever_its_parts_lie(layout: str, absolute: bool) -> None:  # noqa: FBT001 - a parameter of the test
    data = moved(PAPER, LAYOUTS[layout], absolute=absolute)
    assert paper_of(data) == paper_of(PAPER)
    assert outline(data) == outline(PAPER)
    assert [(d.place, d.message) for d in findings(data)] == [(d.place, d.message) for d in findings(PAPER)]


@EVERY_NAME
@EVERY_LAYOUT
def test_a_chart_comes_into_the_part_with_the_text(layout: str, absolute: bool) -> None:  # noqa: FBT001 - as above
    """A statement printed from a template of Word in the browser kept the mark of its chart as a text."""
    data = moved(docx("До", "ДИАГРАММА", "После"), LAYOUTS[layout], absolute=absolute)
    chart = BarChart("Показатели", "Два столбца", ("1",), (("Факт", (Decimal(20),)),), "Лист1")
    made = with_chart(data, "ДИАГРАММА", chart, b"book")
    text = part(made, LAYOUTS[layout]["word/document.xml"])
    assert ("ДИАГРАММА" in text, text.count("<c:chart ")) == (False, 1)
    assert {"word/charts/chart1.xml", "word/embeddings/chart1.xlsx"} <= set(names(made))


@EVERY_NAME
@EVERY_LAYOUT
def test_comments_and_corrections_go_into_the_part_with_the_text(layout: str, absolute: bool) -> None:  # noqa: FBT001 - as above
    data = moved(PAPER, LAYOUTS[layout], absolute=absolute)
    main = LAYOUTS[layout]["word/document.xml"]
    commented = annotate(data, findings(data), "приказ.docx")
    corrected = with_corrections(data, findings(data), "приказ.docx")
    assert isinstance(commented, bytes)
    assert isinstance(corrected, bytes)
    package, _ = read_package(commented, "приказ.docx", TOLERANT)
    assert package is not None
    assert package.linked("comments") in package.parts
    assert "commentRangeStart" in part(commented, main)
    assert "w:ins" in part(corrected, main)
    assert set(names(corrected)) == set(names(data))
    for made in (commented, corrected):
        well_formed(made)


@EVERY_NAME
@EVERY_LAYOUT
def test_a_document_is_built_from_such_a_template(layout: str, absolute: bool) -> None:  # noqa: FBT001 - as above
    layouts = {old: new for old, new in LAYOUTS[layout].items() if old in names(TEMPLATE)}
    data = printed(moved(TEMPLATE, layouts, absolute=absolute), {"number": "235"})
    main, header = (layouts.get(name, name) for name in ("word/document.xml", "word/header1.xml"))
    assert lines(data, main) == ["Приказ № 235"]
    assert lines(data, header) == ["Приложение к приказу № 235"]
    assert "Приказ № 235" in outline(data)
    well_formed(data)


def test_a_block_is_taken_out_of_such_a_template(tmp_path: Path) -> None:
    data = moved(TEMPLATE, LAYOUTS["Word in the browser"])
    made, problems = override(FoundTemplate("order.docx", "order.docx", data, ""), tmp_path / "x.docx", ("head",))
    assert problems == ()
    assert made is not None
    assert lines(made, "word/document2.xml")[:2] == ['{%p extends "order.docx" %}', "{%p block head %}"]


def test_names_of_parts_are_alike_whatever_their_letters_case() -> None:
    with zipfile.ZipFile(BytesIO(PAPER)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["word/Header1.xml"] = files.pop("word/header1.xml")
    assert paper_of(packed(files)) == paper_of(PAPER)


def test_a_paper_without_a_list_of_parts_is_read_by_the_usual_name() -> None:
    body = part(PAPER)
    assert [b.text for b in paper_of(packed({"word\\document.xml": body})).blocks if not hasattr(b, "rows")] == [
        "В соответствии с приказом №235 утвердить план .",
        "Сноска",
    ]


STRICT_FORM = {
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
}


def in_strict_form(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for old, new in STRICT_FORM.items():
        files = {name: content.replace(old, new) for name, content in files.items()}
    return packed(files)


def test_a_paper_in_the_strict_form_is_told_by_its_name_not_passed_as_faultless() -> None:
    found = paper_of_docx(in_strict_form(PAPER), "приказ.docx")
    assert isinstance(found, Diagnostic)
    assert (found.code, found.message, found.hint) == (
        "ND700",
        "Файл сохранён в строгом формате Open XML (Strict)",
        "Сохраните его в Word как «Документ Word (*.docx)»",
    )
    _, (refusal,) = read_package(in_strict_form(PAPER), "приказ.docx")
    assert (refusal.code, refusal.message) == ("ND404", "файл сохранён в строгом формате Open XML (Strict)")


def test_a_table_of_excel_called_docx_has_no_document_of_word() -> None:
    with zipfile.ZipFile(BytesIO(PAPER)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    types = files["[Content_Types].xml"].replace(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main")
    found = paper_of_docx(packed(files | {"[Content_Types].xml": types}), "а.docx")
    assert isinstance(found, Diagnostic)
    assert found.message == "В файле нет документа Word, или он повреждён"


def test_a_part_is_parsed_once_and_a_copy_may_be_changed() -> None:
    package, _ = read_package(PAPER, "приказ.docx")
    assert package is not None
    tree, own = package.tree(package.main), package.copy_of(package.main)
    own.clear()
    assert package.tree(package.main) is tree
    assert len(tree) == 1
    other = package.with_parts({"word/styles.xml": b"<x/>"})
    assert other.tree(package.main) is tree
    assert other.tree("word/styles.xml").tag == "x"
