"""The number of an act is not parted at its hyphen, and everybody who reads the paper still finds a hyphen in it."""

from __future__ import annotations

import pytest

from nastav_docs.papers import Paper, paper_of_docx
from nastav_docs.template.engine.escaping import encode, encode_plain
from tests.docx_builder import docx, p, part, printed

HYPHEN = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Федеральный закон от 27.07.2006 № 152-ФЗ «О персональных данных»", "№ 152+ФЗ"),
        ("распоряжение от 21.05.2025 № 1264-р, письмо", "№ 1264+р,"),
        ("письмо №\u00a0АЗ-1128/08", "АЗ+1128/08"),
        ("распоряжение № Р-145", "№ Р+145"),
        ("приказ № 03-02-01/15-ОД", "№ 03+02+01/15+ОД"),
        ("закон 152-ФЗ", "152+ФЗ"),
        ("ГОСТ Р 7.0.97-2025", "7.0.97+2025"),
    ],
)
def test_no_line_ends_within_the_number_of_an_act(text: str, shown: str) -> None:
    """«152-» stood at the end of a line and «ФЗ» began the next one."""
    assert shown.replace("+", HYPHEN) in encode(text).decode()


@pytest.mark.parametrize(
    "text", ["план-график № 5", "школа № 5 «Ёлочка-2»", "5-10 лет", "психолого-педагогический", "№ 5 – б"]
)
def test_other_hyphens_are_as_they_were(text: str) -> None:
    assert encode(text).decode() == text


def test_the_paper_is_read_back_with_a_plain_hyphen() -> None:
    """Import, checks and comparisons know «№ 152-ФЗ», whatever the hyphen of the file is."""
    data = printed(docx(p("{{ t }}")), {"t": "Федеральный закон № 152-ФЗ"})
    assert "noBreakHyphen" in part(data)
    paper = paper_of_docx(data, "закон.docx")
    assert isinstance(paper, Paper)
    assert [paragraph.text for paragraph in paper.paragraphs()] == ["Федеральный закон № 152-ФЗ"]


def test_the_properties_of_a_document_have_the_plain_hyphen() -> None:
    assert encode_plain("Приказ № 41-од").decode() == "Приказ № 41-од"
