"""`profile learn`: the norm of a house from its own papers, with what they disagree on; it serves `lint` and `style:`."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from nastav_docs import build, lint, load
from nastav_docs.cli.main import cli
from nastav_docs.papers import read_profile
from nastav_docs.review import learn_norm

if TYPE_CHECKING:
    from pathlib import Path

LONG = (
    "Провести мониторинг реализации программ наставничества в муниципальных образовательных организациях округа, "
    "обобщить его результаты и представить справку на совещание руководителей."
)
SHAPE = {"ND760", "ND761", "ND762", "ND763", "ND764", "ND798", "ND799"}


def order(size: float = 13, font: str = "PT Serif", left: int = 25) -> bytes:
    """A good order of a house: PT Serif of 13 points, margins of 25 and 15 mm, lines of 1.15, the heading in the middle."""
    document = Document()
    section = document.sections[0]
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = (
        Mm(left),
        Mm(15),
        Mm(20),
        Mm(20),
    )
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = font, Pt(size)
    normal.paragraph_format.line_spacing = 1.15
    document.add_paragraph("ПРИКАЗ").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("02.11.2020\t№ 235")
    document.add_paragraph("О мониторинге программ наставничества").alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in (
        f"В целях развития наставничества и {LONG[:1].lower()}{LONG[1:]}",
        "ПРИКАЗЫВАЮ:",
        f"1. {LONG}",
        f"2. {LONG}",
    ):
        paragraph = document.add_paragraph(text)
        paragraph.paragraph_format.first_line_indent = Mm(12.5)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    document.add_paragraph("Начальник\tН.В. Иванова")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    folder = tmp_path / "образцы"
    folder.mkdir()
    for name, data in {"1": order(), "2": order(), "3": order(size=12, left=20)}.items():
        (folder / f"приказ-{name}.docx").write_bytes(data)
    return folder


def test_what_most_papers_keep_is_the_norm_and_the_others_are_named(samples: Path) -> None:
    assert learn_norm(samples).text() == (
        "# Норма по образцам: приказ-1.docx, приказ-2.docx, приказ-3.docx.\n"
        "# Справа – сколько образцов так делают и какие иначе. Годится для lint --profile и для «style:» района.\n"
        "margins: {left: 25, right: 15, top: 20, bottom: 20}  # левое – 2 из 3; иначе: приказ-3.docx – 20; "
        "правое – 3 из 3; верхнее – 3 из 3; нижнее – 3 из 3\n"
        "sizes: 13  # 2 из 3; иначе: приказ-3.docx – 12\n"
        'fonts: ["PT Serif"]  # 3 из 3\n'
        "spacing: 1.15, 1.15  # 3 из 3\n"
        "indent: 12.5  # 3 из 3\n"
        "justified: да  # 3 из 3\n"
        "titles: да  # 3 из 3\n"
        "heading: center  # 3 из 3\n"
        "style:\n"
        '  font: "PT Serif"\n'
        '  size: "13"\n'
        '  line_spacing: "1,15"\n'
        '  indent: "1,25 см"\n'
        '  margins: "25 15 20 20"\n'
        '  heading: "center"\n'
    )


def test_the_norm_finds_nothing_in_the_papers_it_was_learnt_from_and_something_in_others(
    samples: Path, tmp_path: Path
) -> None:
    (samples / "приказ-3.docx").unlink()
    (tmp_path / "норма.yaml").write_text(learn_norm(samples).text(), "utf-8")
    norm = read_profile(tmp_path / "норма.yaml")
    assert [found.message for found in lint(samples, profile=norm) if found.code in SHAPE] == []
    other = lint(order(size=14, font="Times New Roman", left=20), profile=norm)
    assert {found.code for found in other} & SHAPE == {"ND760", "ND761", "ND799"}


def test_a_district_takes_its_look_from_the_norm(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "норма.yaml").write_text(learn_norm(samples).text(), "utf-8")
    text = (
        "extends: mentoring\nstyle: норма.yaml\ndistrict: {name: Кедровогорский муниципальный округ}\n"
        "authority: {name: Управление образования Кедровогорского муниципального округа, place: г. Кедровогорск}\n"
        "people:\n  head: {name: Старцев Глеб Ильич, position: Начальник}\n"
        "  coordinator: {name: Лапина Жанна Олеговна, position: методист}\n  school_heads: {title: Руководители МОО}\n"
    )
    (tmp_path / "district.yaml").write_text(text, "utf-8")
    assert build(load(tmp_path), tmp_path / "out", only=["order"]).ok
    norm = read_profile(tmp_path / "норма.yaml")
    assert [found.message for found in lint(tmp_path / "out", profile=norm) if found.code in SHAPE - {"ND762"}] == []


@pytest.mark.parametrize(
    ("style", "norm", "message"),
    [
        ("нет.yaml", "", "district.yaml:2:8 Файл «нет.yaml» не найден."),
        ("норма.yaml", "sizes: 14\n", "district.yaml:2:8 В файле «норма.yaml» нет раздела style."),
        ("норма.yaml", "style: {siz: 14}\n", "норма.yaml:1:9 Неизвестный ключ «siz» в разделе «style»."),
    ],
)
def test_a_norm_that_is_not_there_or_says_nothing_of_the_look_is_told(
    tmp_path: Path, style: str, norm: str, message: str
) -> None:
    (tmp_path / "норма.yaml").write_text(norm, "utf-8")
    text = (
        f"district: {{name: Лесной район}}\nstyle: {style}\nauthority: {{name: Отдел образования, place: г. Лесной}}\n"
    )
    (tmp_path / "district.yaml").write_text(text, "utf-8")
    found = [
        f"{problem.place.file.rpartition('/')[2]}:{problem.place.line}:{problem.place.column} {problem.message}"
        for problem in load(tmp_path).problems
        if problem.place is not None
    ]
    assert message in found


def test_the_command_writes_the_norm_and_says_where_samples_disagree(samples: Path, tmp_path: Path) -> None:
    out = tmp_path / "норма.yaml"
    result = CliRunner().invoke(cli, ["profile", "learn", str(samples), "-o", str(out)])
    assert result.exit_code == 0
    assert out.read_text("utf-8") == learn_norm(samples).text()
    assert result.stderr.splitlines()[1:] == [
        "Образцы расходятся:",
        "  левое поле: 2 из 3; иначе: приказ-3.docx – 20",
        "  размер шрифта: 2 из 3; иначе: приказ-3.docx – 12",
    ]


def test_without_a_word_file_there_is_no_norm(tmp_path: Path) -> None:
    (tmp_path / "приказ.txt").write_text("ПРИКАЗ", "utf-8")
    result = CliRunner().invoke(cli, ["profile", "learn", str(tmp_path / "приказ.txt")])
    assert (result.exit_code, result.stderr) == (1, "Ни одного документа Word не прочитано: нормы не узнать.\n")
