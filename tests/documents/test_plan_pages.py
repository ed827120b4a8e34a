"""A plan as a table: numbers of its activities, sections without any, a page that somebody turned upright."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from nastav_docs import load, render
from nastav_docs.authoring.check_templates import check_path
from nastav_docs.documents.prepared_project import prepared
from tests import minimal
from tests.docx_builder import W, docx, p
from tests.paths import TEMPLATES
from tests.template.test_faulty_templates import russian

if TYPE_CHECKING:
    from pathlib import Path

NS = {"w": W}
PAIRS = "        - {id: pairs, title: Формирование пар, deadline: до 09.11.2020, responsible: [head, heads]}\n"
EMPTY = (
    "    - {title: Пустой раздел, activities: [{title: Ничего, deadline: ежегодно, responsible: head, if: 'false'}]}\n"
    "    - {title: Итоги, activities: [{title: Справка, deadline: ежегодно, responsible: head}]}\n"
)
KIND = "word: план\ngender: masculine\nname: roadmap\ntemplate: roadmap.docx\ncited: title\npage: portrait\ntitle_at: center\nparts: [approved, heading, plan]\nrequired: [title, sections]\n"


def printed(folder: Path) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(render(load(folder), "order"))) as package:
        return etree.fromstring(package.read("word/document.xml"))


def rows(root: etree._Element) -> list[list[str]]:
    return [
        [" ".join("".join(cell.itertext()).split()) for cell in row.iterfind("w:tc", NS)]
        for row in root.iterfind(".//w:tbl/w:tr", NS)
    ]


def test_an_activity_of_a_merged_plan_has_its_number_in_its_text(tmp_path: Path) -> None:
    """The plan had no column of numbers, so an order could not say «пункт 1.1 плана»."""
    shown = rows(printed(minimal.write(tmp_path)))
    assert ["1. Подготовка", "1.1. Формирование пар", "До 09.11.2020"] in [row[:3] for row in shown]


def test_a_section_whose_activities_are_left_out_prints_no_row(tmp_path: Path) -> None:
    shown = rows(printed(minimal.write(tmp_path, minimal.changed((PAIRS, PAIRS + EMPTY)))))
    assert [row[:2] for row in shown if len(row) == 4][1:] == [
        ["1. Подготовка", "1.1. Формирование пар"],
        ["2. Итоги", "2.1. Справка"],
    ]


def upright(folder: Path) -> Path:
    """A district whose own plan is the shared one on an upright page, as Word's «Книжная» leaves it."""
    with zipfile.ZipFile(TEMPLATES / "roadmap.docx") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    page = b'<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    margins = b'w:top="1701" w:right="567" w:bottom="1134" w:left="1134"'
    assert page in parts["word/document.xml"]
    assert margins in parts["word/document.xml"]
    parts["word/document.xml"] = (
        parts["word/document.xml"]
        .replace(page, b'<w:pgSz w:w="11906" w:h="16838"/>')
        .replace(margins, b'w:top="1134" w:right="567" w:bottom="1134" w:left="1701"')
    )
    minimal.write(folder)
    (folder / "templates").mkdir()
    file = folder / "templates" / "roadmap.docx"
    with zipfile.ZipFile(file, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return file


def plan(root: etree._Element) -> tuple[int, list[str | None]]:
    """The width of the plan's table and the indents of its caption."""
    (table,) = [t for t in root.iterfind(".//w:tbl", NS) if "Формирование" in "".join(t.itertext())]
    caption = [e for e in root.iterfind(".//w:p", NS) if "".join(e.itertext()) in {"Приложение", "к\u00a0приказу"}]
    widths = [int(column.get(f"{{{W}}}w") or 0) for column in table.iterfind("w:tblGrid/w:gridCol", NS)]
    return sum(widths), [e.find("w:pPr/w:ind", NS).get(f"{{{W}}}left") for e in caption]


@pytest.mark.parametrize("kind", [None, KIND])
def test_a_plan_turned_upright_stays_on_its_page(kind: str | None, tmp_path: Path) -> None:
    """The caption stood 180 mm to the right on a page of 170, and the table went over the edge."""
    upright(tmp_path)
    if kind:
        minimal.write(tmp_path / "kinds", kind, "plan.yaml")
    width, indents = plan(printed(tmp_path))
    assert width <= 9638 + 60
    assert indents
    assert set(indents) == {"5102"}


def test_a_kind_says_that_its_plan_is_upright(tmp_path: Path) -> None:
    minimal.write(tmp_path)
    minimal.write(tmp_path / "kinds", KIND, "plan.yaml")
    columns: list[dict[str, Any]] = prepared(load(tmp_path)).names["roadmap"]["columns"]
    assert sum(column["width"] for column in columns) == 9638


def test_the_check_compares_a_template_with_its_own_page(tmp_path: Path) -> None:
    told = [(d.code, d.message) for d in check_path(upright(tmp_path))]
    assert told == [
        ("ND462", "отступ стиля «Приложение – надпись (альбомная)» 180 мм, а текст на этом листе – шириной 170 мм"),
        ("ND462", "таблица шириной 250 мм, а текст на этом листе – 170 мм"),
        ("ND462", "таблица шириной 267 мм, а текст на этом листе – 170 мм"),
    ]


PICTURE = '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="Рисунок 1"{}/></wp:inline></w:drawing></w:r>'


@pytest.mark.parametrize(("text", "told"), [("", True), (' descr="Герб округа"', False)])
def test_a_picture_without_a_text_for_the_blind_is_told(text: str, *, told: bool, tmp_path: Path) -> None:
    minimal.write(tmp_path)
    (tmp_path / "templates").mkdir()
    file = tmp_path / "templates" / "order.docx"
    file.write_bytes(russian(docx(p(PICTURE.format(text)), p("Приказ"))))
    assert [d.message for d in check_path(file) if d.code == "ND463"] == (["у рисунка «Рисунок 1» нет описания"] if told else [])  # fmt: skip
