"""`lint --fix --form`: the form brought to the norm as tracked changes; accepted it is the norm's, rejected the old one."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from lxml import etree

from nastav_docs import lint
from nastav_docs.cli.main import cli
from nastav_docs.docx import q
from nastav_docs.papers import GOST, Paper, Profile, paper_of_docx, read_profile
from nastav_docs.review import FormCopy, with_form

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as WordDocument

    from nastav_docs.docx import Element

LONG = (  # its lines show no holes when they are justified
    "Провести опрос о том, как идут дела у наставников и их пар в школах и садах округа, "
    "собрать итоги и дать справку о них на совет глав школ и садов."
)
FORM = {"ND760", "ND761", "ND762", "ND763", "ND764", "ND765", "ND766", "ND798", "ND799"}


def careless(title: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT) -> WordDocument:
    """An order typed without care: narrow margins, 11 points, double lines, no indents, a table of twelve rows."""
    document = Document()
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm(8)
    section.top_margin = section.bottom_margin = Mm(20)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(11)
    normal.paragraph_format.line_spacing = 2.0
    head = document.add_paragraph().add_run("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ")
    head.font.size = Pt(20)
    document.add_paragraph("ПРИКАЗ").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("02.11.2020\t№ 235")
    document.add_paragraph("О мониторинге программ наставничества").alignment = title
    document.add_paragraph(f"В целях развития наставничества и {LONG[:1].lower()}{LONG[1:]}")
    document.add_paragraph("ПРИКАЗЫВАЮ:")
    for number in range(1, 4):
        clause = document.add_paragraph(f"{number}. ")
        clause.add_run(LONG[:40])
        clause.add_run("срочно").font.size = Pt(16)
        clause.add_run(LONG[40:])
    document.add_paragraph("4. Контроль оставляю за собой.")
    document.add_paragraph("Начальник\tН.В. Иванова")
    document.add_paragraph("План мероприятий").paragraph_format.page_break_before = True
    table = document.add_table(rows=0, cols=2)
    for row in range(12):
        for cell, text in zip(table.add_row().cells, ("Мероприятие", f"Срок {row}"), strict=True):
            cell.text = text
            cell.paragraphs[0].runs[0].font.size = Pt(9)
    return document


def saved(document: WordDocument) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def formed(data: bytes, profile: Profile = GOST["gost-2016"]) -> FormCopy:
    copy = with_form(data, "a.docx", profile)
    assert isinstance(copy, FormCopy)
    return copy


def body(data: bytes) -> Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def settled(data: bytes, *, accept: bool) -> bytes:
    """The file after a person has accepted, or rejected, every change of look in its body."""
    root = body(data)
    for name in ("pPr", "rPr", "sectPr", "trPr"):
        for change in list(root.iter(q(f"{name}Change"))):
            properties: Any = change.getparent()
            properties.remove(change)
            if accept:
                continue
            unkept = {"pPr": ["rPr", "sectPr"], "sectPr": ["headerReference", "footerReference"]}.get(name, [])
            kept = [child for child in properties if child.tag in {q(other) for other in unkept}]
            old = list(change[0])
            properties[:] = [*kept, *old] if name == "sectPr" else [*old, *kept]
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as written:
        for part in archive.namelist():
            written.writestr(part, etree.tostring(root) if part == "word/document.xml" else archive.read(part))
    return out.getvalue()


def told(data: bytes, profile: Profile = GOST["gost-2016"]) -> list[str]:
    return sorted({found.code for found in lint(data, profile=profile) if found.code in FORM})


def bare(data: bytes) -> bytes:
    """The body without what only Python's library or a new header leaves: empty properties, references to headers."""
    root = body(data)
    for element in list(root.iter(q("pPr"), q("rPr"), q("trPr"), q("headerReference"))):
        parent = element.getparent()
        if parent is not None and len(element) == 0:
            parent.remove(element)
    return bytes(etree.tostring(root, method="c14n"))


def test_a_careless_order_is_brought_to_the_norm_and_may_be_had_back() -> None:
    data = saved(careless())
    assert told(data) == ["ND760", "ND761", "ND762", "ND763", "ND764", "ND765", "ND766"]
    copy = formed(data)
    assert told(settled(copy.data, accept=True)) == ["ND761"]  # «срочно» of 16 points, made to stand out
    assert bare(settled(copy.data, accept=False)) == bare(data)
    assert {change.code.code: change.places for change in copy.changes} == {
        "ND760": 1,  # one section
        "ND761": 11,  # paragraphs below the letterhead
        "ND762": 5,  # the preamble and four clauses
        "ND763": 5,
        "ND764": 5,
        "ND765": 1,
        "ND766": 1,
        "ND767": 11,  # rows below the head
    }


def test_what_has_a_size_of_its_own_stays_as_it_is() -> None:
    root = body(settled(formed(saved(careless())).data, accept=True))
    sizes = {}
    for run in root.iter(q("r")):
        text = "".join(t.text or "" for t in run.iter(q("t")))
        size = run.find(f"{q('rPr')}/{q('sz')}")
        sizes[text] = None if size is None else size.get(q("val"))
    assert sizes["УПРАВЛЕНИЕ ОБРАЗОВАНИЯ"] == "40"  # the letterhead
    assert sizes["срочно"] == "32"  # a word made to stand out
    assert sizes["Мероприятие"] == "18"  # a table
    assert sizes["ПРИКАЗ"] == sizes["4. Контроль оставляю за собой."] == "24"  # 11 → the nearest of 12, 13, 14


def test_a_paper_of_the_norm_stays_byte_for_byte() -> None:
    first = formed(saved(careless())).data
    right = settled(first, accept=True)
    copy = formed(right)
    assert (copy.data, copy.changes) == (right, ())


def test_somebody_elses_change_of_look_waits_for_its_person() -> None:
    document = careless()
    paragraph = document.paragraphs[6]
    assert paragraph.text.startswith("1. ")
    change = (
        f'<w:pPrChange {nsdecls("w")} w:id="7" w:author="Петрова" w:date="2025-01-01T00:00:00Z"><w:pPr/></w:pPrChange>'
    )
    paragraph._p.get_or_add_pPr().append(parse_xml(change))  # noqa: SLF001 - python-docx has no other way to the XML
    root = body(formed(saved(document)).data)
    authors = [c.get(q("author")) for p in root.iter(q("p")) for c in p.iter(q("pPrChange"))]
    assert authors.count("Петрова") == 1
    assert authors.count("nastav-docs") == 4  # the preamble and the other clauses
    numbers = [c.get(q("id")) for c in root.iter() if c.get(q("author"))]
    assert len(numbers) == len(set(numbers))


def test_the_head_of_two_rows_is_repeated_whole() -> None:
    document = careless()
    table = document.tables[0]
    table.cell(0, 0).merge(table.cell(1, 0))
    root = body(settled(formed(saved(document)).data, accept=True))
    rows = list(root.iter(q("tr")))
    assert [row.find(f"{q('trPr')}/{q('tblHeader')}") is not None for row in rows[:3]] == [True, True, False]


@pytest.mark.parametrize(
    ("title", "norm", "found"),
    [
        (WD_ALIGN_PARAGRAPH.LEFT, "center", True),
        (WD_ALIGN_PARAGRAPH.CENTER, "left", True),
        (WD_ALIGN_PARAGRAPH.LEFT, "left", False),
    ],
)
def test_the_heading_goes_where_the_house_sets_it(title: WD_ALIGN_PARAGRAPH, norm: str, found: bool) -> None:  # noqa: FBT001 - a case's answer
    data = saved(careless(title))
    house = GOST["gost-2016"].model_copy(update={"heading": norm})
    assert ("ND798" in told(data, house)) is found
    copy = formed(data, house)
    assert ("ND798" in {change.code.code for change in copy.changes}) is found
    assert "ND798" not in told(settled(copy.data, accept=True), house)


def test_a_font_that_the_house_does_not_name_gives_way_to_its_first(tmp_path: Path) -> None:
    (tmp_path / "норма.yaml").write_text("fonts: [PT Astra Serif, PT Serif]\nsizes: 11\nspacing: 1, 2\n", "utf-8")
    house = read_profile(tmp_path / "норма.yaml")
    paper = paper_of_docx(settled(formed(saved(careless()), house).data, accept=True), "a.docx")
    assert isinstance(paper, Paper)
    fonts = {p.text[:8]: sorted(p.look.fonts) for p in paper.paragraphs() if p.look and p.part == "body"}
    assert fonts["1. Прове"] == ["PT Astra Serif"]
    assert fonts["УПРАВЛЕН"] == ["Times New Roman"]  # the letterhead


def test_the_command_says_what_it_changed_and_what_it_left(tmp_path: Path) -> None:
    (tmp_path / "приказ.docx").write_bytes(saved(careless()))
    result = CliRunner().invoke(
        cli, ["lint", str(tmp_path / "приказ.docx"), "--fix", str(tmp_path / "копия.docx"), "--form", "--quiet"]
    )
    assert (
        "Оформление, внесено: поля меньше положенных – 1, размер шрифта – 11, межстрочный интервал – 5, "
        "абзацный отступ – 5, выравнивание текста – 5, номера страниц – 1, шапка таблицы не повторяется – 1, "
        "строки таблицы переносятся – 11."
    ) in result.stderr
    assert "таблица 1 шире текста при новых полях – уменьшите её в Word." in result.stderr
    accepted = settled((tmp_path / "копия.docx").read_bytes(), accept=True)
    assert told(accepted) == ["ND761"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--form"], "Для --form нужен параметр --fix: куда записать копию."),
        (["--form", "--fix", "к.docx", "--profile", "none"], "Для --form нужна норма: --profile none её не называет."),
    ],
)
def test_the_form_needs_a_copy_and_a_norm(tmp_path: Path, arguments: list[str], message: str) -> None:
    (tmp_path / "приказ.docx").write_bytes(saved(careless()))
    result = CliRunner().invoke(cli, ["lint", str(tmp_path / "приказ.docx"), *arguments])
    assert (result.exit_code, result.stderr.strip()) == (2, message)


def test_the_rows_of_a_long_table_are_kept_whole_and_rejecting_lets_them_break_again() -> None:
    data = saved(careless())
    made = formed(data).data
    whole = [
        row.find(f"{q('trPr')}/{q('cantSplit')}") is not None for row in body(settled(made, accept=True)).iter(q("tr"))
    ]
    assert whole
    assert all(whole)
    assert "ND767" not in told(settled(made, accept=True))
    assert body(settled(made, accept=False)).find(f".//{q('cantSplit')}") is None
