"""`lint --fix --form`: the marks of Word's own lists brought to the norm; what is of another form on purpose stays."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from nastav_docs import lint
from nastav_docs.docx import q
from nastav_docs.papers import GOST, Paper, Profile, paper_of_docx
from nastav_docs.review import learn_norm
from tests.review.test_form_corrections import bare, body, formed, saved, settled

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

CLAUSES = 21  # the list of the clauses themselves
INNER = 22


def order(clauses: str, inner: str, items: tuple[str, ...], kind: str = "decimal", deeper: str = "") -> bytes:
    """An order whose clauses Word numbers in the form `clauses`, with a list in the form `inner` within the first."""
    document = Document()
    define(document, CLAUSES, "decimal", clauses)
    define(document, INNER, kind, inner, deeper)
    for text in ("ПРИКАЗ", "02.11.2020\t№ 235", "О мониторинге программ", "В целях развития", "ПРИКАЗЫВАЮ:"):
        document.add_paragraph(text)
    listed(document, "Представить в управление:", CLAUSES)
    for at, item in enumerate(items):
        listed(document, item, INNER, level=1 if deeper and at else 0)
    listed(document, "Контроль оставляю за собой.", CLAUSES)
    document.add_paragraph("Начальник\tН.В. Иванова")
    return saved(document)


def define(document: WordDocument, number: int, kind: str, text: str, deeper: str = "") -> None:
    """A list of Word: its first level, and a second one of signs where asked."""
    level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
    levels = level.format(0, kind, text) + (level.format(1, "bullet", deeper) if deeper else "")
    root = document.part.numbering_part.element
    whole = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:nsid w:val="0A0B0C{number}"/>{levels}'
    root.findall(q("num"))[0].addprevious(parse_xml(f"{whole}</w:abstractNum>"))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))


def listed(document: WordDocument, text: str, number: int, level: int = 0) -> None:
    numbering = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    document.add_paragraph(text)._p.get_or_add_pPr().append(parse_xml(numbering))  # noqa: SLF001 - python-docx has no other way to the XML


def shown(data: bytes) -> list[str]:
    """What Word shows before each paragraph of a list."""
    paper = paper_of_docx(data, "a.docx")
    assert isinstance(paper, Paper)
    return [p.bullet or p.label for p in paper.paragraphs() if p.label]


ITEMS = ("справку о мониторинге;", "список наставников.")


@pytest.mark.parametrize(
    ("what", "data", "after"),
    [
        ("a dot of Symbol", order("%1.", "\uf0b7", ITEMS, "bullet"), ["1.", "–", "–", "2."]),
        ("a hyphen", order("%1.", "-", ITEMS, "bullet"), ["1.", "–", "–", "2."]),
        ("«1.» before small letters", order("%1.", "%1.", ITEMS), ["1.", "1)", "2)", "2."]),
        ("clauses «1)»", order("%1)", "–", ITEMS, "bullet"), ["1.", "–", "–", "2."]),
    ],
)
def test_a_mark_of_words_own_list_is_brought_to_the_norm(what: str, data: bytes, after: list[str]) -> None:
    made = formed(data).data
    assert "ND992" in {found.code for found in lint(data)}, what
    assert shown(settled(made, accept=True)) == after, what
    assert "ND992" not in {found.code for found in lint(settled(made, accept=True))}, what
    assert shown(settled(made, accept=False)) == shown(data), what
    assert bare(settled(made, accept=False)) == bare(data), what


@pytest.mark.parametrize(
    ("what", "data"),
    [
        ("ticks", order("%1.", "\uf0fc", ITEMS, "bullet")),
        ("letters", order("%1.", "%1)", ITEMS, "russianLower")),
        ("words", order("%1.", "Статья %1.", ITEMS)),
        ("items that are sentences", order("%1.", "%1.", ("Справку о мониторинге.", "Список."))),
        ("a sign of its own below another", order("%1.", "–", ITEMS, "bullet", deeper="•")),
        ("one item", order("%1.", "•", ITEMS[:1], "bullet")),
        ("the norm's", order("%1.", "–", ITEMS, "bullet")),
    ],
)
def test_a_list_of_another_form_on_purpose_stays(what: str, data: bytes) -> None:
    assert shown(formed(data).data) == shown(data), what
    assert "ND992" not in {found.code for found in lint(data)}, what


def test_a_house_may_have_its_own_mark_or_any() -> None:
    data = order("%1.", "–", ITEMS, "bullet")
    dots = GOST["gost-2016"].model_copy(update={"list_marks": "•"})
    assert shown(settled(formed(data, dots).data, accept=True)) == ["1.", "•", "•", "2."]
    assert shown(formed(data, Profile(list_marks="any")).data) == shown(data)
    assert 'list_marks: "–"  # 1 из 1' in learn_norm([data]).text()


def test_a_counted_list_with_somebodys_change_waits_whole() -> None:
    document = Document(io.BytesIO(order("%1)", "–", ITEMS, "bullet")))
    change = f'<w:pPrChange {nsdecls("w")} w:id="7" w:author="Петрова"><w:pPr/></w:pPrChange>'
    paragraph = next(p for p in document.paragraphs if p.text.startswith("Контроль"))
    paragraph._p.get_or_add_pPr().append(parse_xml(change))  # noqa: SLF001 - python-docx has no other way to the XML
    assert shown(formed(saved(document)).data) == ["1)", "–", "–", "2)"]


def test_the_old_definition_stays_for_whoever_rejects() -> None:
    made = formed(order("%1.", "•", ITEMS, "bullet")).data
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        definitions = archive.read("word/numbering.xml").decode()
    assert len(re.findall(r'<w:lvlText w:val="•"/>', definitions)) == 1
    kept = [e.get(q("val")) for e in body(made).findall(f".//{q('pPrChange')}//{q('numId')}")]
    assert kept.count(str(INNER)) == len(ITEMS)
