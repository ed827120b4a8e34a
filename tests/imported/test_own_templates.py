"""A line to sign on is kept: the signature of a source becomes a block of the district's own template."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nastav_docs import load, render
from nastav_docs.imported import import_papers
from nastav_docs.papers import Paper, paper_of_docx
from tests.word_file import paragraph, table, word_file

if TYPE_CHECKING:
    from pathlib import Path

KROTOVA = "Директор школы ____________ И.О. Кротова"


def order(*signature: str) -> bytes:
    """An order of a school with a signature under it."""
    return word_file(
        paragraph("МБОУ «Сосновская школа»", align="center"),
        paragraph("ПРИКАЗ", align="center"),
        paragraph("01.09.2026 № 15"),
        paragraph("О назначении куратора"),
        paragraph("На основании Устава школы"),
        paragraph("ПРИКАЗЫВАЮ:"),
        paragraph("1. Назначить куратором Сидорову Анну Павловну, заместителя директора."),
        paragraph("2. Контроль за исполнением приказа оставляю за собой."),
        paragraph(),
        *signature,
    )


def printed(signature: list[str], tmp_path: Path) -> tuple[list[str], list[str]]:
    """The lines under the last clause that the imported order prints, and what was told of lost or added words."""
    (tmp_path / "order.docx").write_bytes(order(*signature))
    made = import_papers([tmp_path / "order.docx"], tmp_path / "out")
    paper = paper_of_docx(render(load(tmp_path / "out"), "order"), "order.docx")
    assert isinstance(paper, Paper)
    lines = [p.text.replace("\u00a0", " ") for p in paper.paragraphs() if p.part in {"body", "cell"} and p.text.strip()]
    at = next(n for n, line in enumerate(lines) if line.startswith("Контроль"))
    return lines[at + 1 :], [d.message for d in made.problems if d.code != "ND974"]


SIGNATURES = [
    ("a_line_of_underscores", [paragraph(KROTOVA)], [KROTOVA]),
    ("the_surname_first", [paragraph("Директор ______ Кротова И.О.")], ["Директор ______ Кротова И.О."]),
    ("a_seal_below", [paragraph(KROTOVA), paragraph("М.П.")], [KROTOVA, "М.П."]),
    (
        "a_table_with_a_hint",
        [table([["Директор школы", "____________", "/И.О. Кротова/"], ["", "(подпись)", ""]])],
        ["Директор школы", "____________", "/И.О. Кротова/", "(подпись)"],
    ),
    (
        "two_who_sign",
        [table([["Директор школы", "_______", "И.О. Кротова"], ["Председатель профкома", "_______", "П.П. Ежов"]])],
        ["Директор школы", "_______", "И.О. Кротова", "Председатель профкома", "_______", "П.П. Ежов"],
    ),
    # No line to sign on: the shared template prints post and name.
    ("a_tab", [paragraph("Директор школы\tИ.О. Кротова")], ["Директор школы", "И.О. Кротова"]),
]


@pytest.mark.parametrize(("signature", "lines"), [one[1:] for one in SIGNATURES], ids=[one[0] for one in SIGNATURES])
def test_a_signature_is_drawn_as_in_the_source(signature: list[str], lines: list[str], tmp_path: Path) -> None:
    assert printed(signature, tmp_path) == (lines, [])
    assert (tmp_path / "out" / "templates" / "order.docx").exists() == (
        "\t" not in signature[0] and "w:tab/" not in signature[0]
    )


def test_another_person_signs_on_the_same_line(tmp_path: Path) -> None:
    printed([paragraph(KROTOVA)], tmp_path)
    settings = tmp_path / "out" / "district.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("Кротова И.О.", "Зимин Л.Р."), encoding="utf-8")
    paper = paper_of_docx(render(load(tmp_path / "out"), "order"), "order.docx")
    assert isinstance(paper, Paper)
    assert any(p.text == "Директор школы ____________ Л.Р.\u00a0Зимин" for p in paper.paragraphs())


def test_a_post_of_two_lines_is_printed_by_the_shared_template(tmp_path: Path) -> None:
    """Its second line begins with a small letter on both sides: no difference is told."""
    post = [paragraph("Директор муниципального бюджетного"), paragraph("учреждения ______ И.О. Кротова")]
    assert printed(post, tmp_path) == (["Директор муниципального бюджетного учреждения", "И.О. Кротова"], [])
