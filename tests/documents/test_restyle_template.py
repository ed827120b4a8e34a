"""`style:` of the YAML: what it changes in a template, what the norm says of it, and that it costs a document nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from nastav_docs.config.model import Style
from nastav_docs.config.page_style import DEFAULT_SHEET, PageStyle, look_of
from nastav_docs.config.project import Project, load
from nastav_docs.documents.prepared_project import prepared, print_document
from nastav_docs.documents.restyle_template import restyled
from nastav_docs.docx.outline import outline
from nastav_docs.docx.package import Package, read_package
from tests import minimal
from tests.docx_builder import part
from tests.paths import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SHARED = TEMPLATES
STYLES, DOCUMENT, NUMBERING, SETTINGS = (f"word/{name}.xml" for name in ("styles", "document", "numbering", "settings"))


def package(name: str) -> Package:
    found, problems = read_package((SHARED / f"{name}.docx").read_bytes(), name)
    assert found is not None, problems
    return found


def dressed(name: str, look: PageStyle) -> Mapping[str, str]:
    """All XML parts of a shared template in a look."""
    parts = restyled(package(name), look).parts
    return {key: data.decode() for key, data in parts.items() if key.endswith(".xml")}


def style(parts: Mapping[str, str], name: str) -> str:
    """The definition of a style by its name."""
    found = re.search(
        rf'<w:style [^>]*>(?:(?!</w:style>).)*<w:name w:val="{re.escape(name)}"/>.*?</w:style>', parts[STYLES]
    )
    assert found is not None, name
    return found[0]


# ------------------------------------------------------------------------------------------------------------ reading


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("size", "13", 26),
        ("size", "13,5 пт", 27),
        ("table_size", "11 pt", 22),
        ("line_spacing", "1,15", 276),
        ("line_spacing", "1.5", 360),
        ("indent", "1,25 см", 709),
        ("indent", "12,5 мм", 709),
        ("indent", "0", 0),
        ("margins", "30 10 20 20", (1701, 567, 1134, 1134)),
        ("margins", "25/10/20/20 мм", (1417, 567, 1134, 1134)),
        ("margins", "25, 10, 20, 20", (1417, 567, 1134, 1134)),
    ],
)
def test_sizes_are_read_as_people_write_them(key: str, text: str, value: object) -> None:
    look, faults = look_of(Style.model_validate({key: text}))
    assert look is not None
    field = {"line_spacing": "line"}.get(key, key)
    assert getattr(look, field) == value
    assert [f for f in faults if f.code.code == "ND449"] == []


def test_nothing_asked_for_changes_nothing() -> None:
    assert look_of(Style()) == (None, ())
    found = package("order")
    assert restyled(found, PageStyle()) is found


@pytest.mark.parametrize(
    ("yaml", "code", "message"),
    [
        ("font: Calibri", "ND450", "шрифт «Calibri» есть не на каждом компьютере"),
        ("font: PT Astra Serif", "", ""),
        ("size: 10", "ND451", "размер 10 пт, а нужен 12–14"),
        ("size: 15", "ND451", "размер 15 пт"),
        ("size: крупный", "ND449", "«крупный» не прочитано"),
        ("table_size: 6", "ND451", "размер шрифта таблиц 6 пт"),
        ("line_spacing: '2'", "ND451", "межстрочный интервал 2"),
        ("indent: 1 см", "ND451", "абзацный отступ 1 см"),
        ("first_page_number: да", "ND451", "ГОСТ нумерует со второй"),
        ("first_page_number: нет", "", ""),
        ("margins: 30 10 20 20", "", ""),
        ("margins: 15 10 20 20", "ND451", "левое поле 15 мм, а нужно не меньше 20"),
        ("margins: 30 5 20 20", "ND451", "правое поле 5 мм"),
        ("margins: 20 10 20 20", "ND452", "документы, которые хранят дольше 10 лет"),
        ("margins: узкие", "ND449", "нужны четыре числа"),
        ("margins: 30 10 20", "ND449", "нужны четыре числа"),
    ],
)
def test_the_norm_is_told_at_the_line_of_the_yaml(yaml: str, code: str, message: str, tmp_path: Path) -> None:
    project = load(minimal.write(tmp_path, f"{minimal.MINIMAL}style:\n  {yaml}\n"))
    found = [p for p in prepared(project).problems if p.code.startswith("ND4")]
    assert [p.code for p in found] == ([code] if code else [])
    for problem in found:
        assert message in problem.message
        assert problem.hint
        assert problem.place is not None
        assert problem.place.line == len(minimal.MINIMAL.splitlines()) + 2


# -------------------------------------------------------------------------------------------------------- what changes


def test_the_font_is_that_of_every_text() -> None:
    for name in ("order", "letter", "roadmap", "indicators"):
        parts = dressed(name, PageStyle(font="PT Serif"))
        assert 'w:ascii="PT Serif" w:hAnsi="PT Serif" w:eastAsia="PT Serif" w:cs="PT Serif"' in parts[STYLES]
        assert "Times New Roman" not in parts[STYLES] + parts[DOCUMENT]


def test_sizes_go_with_the_text_but_not_under_12() -> None:
    parts = dressed("order", PageStyle(size=24))
    assert '<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang' in parts[STYLES]
    assert '<w:sz w:val="24"/>' in style(parts, "Бланк – наименование")  # it was 13, one less than the text
    assert '<w:sz w:val="24"/>' in style(parts, "Таблица – текст")
    assert '<w:sz w:val="18"/>' in style(parts, "Разметка шаблона")


def test_tables_have_a_font_and_a_size_of_their_own() -> None:
    parts = dressed("roadmap", PageStyle(table_font="PT Serif", table_size=20))
    for name in ("Таблица – шапка", "Таблица – текст", "Таблица – номер графы"):
        assert '<w:rFonts w:ascii="PT Serif"' in style(parts, name)
        assert '<w:sz w:val="20"/>' in style(parts, name)
    assert "rFonts" not in style(parts, "Приложение – заголовок")


def test_spacing_and_indent_are_those_of_the_text_and_the_clauses() -> None:
    parts = dressed("order", PageStyle(line=360, indent=567))
    for name in ("Текст", "Пункт 1", "Пункт 4"):
        assert '<w:spacing w:line="360" w:lineRule="auto"/>' in style(parts, name)
    assert "w:line" not in style(parts, "Подпись")  # the norm: requisites are set solid
    assert 'w:firstLine="567"' in style(parts, "Текст")
    assert set(re.findall(r'w:firstLine="(\d+)"', parts[NUMBERING])) == {"567"}


def test_what_stands_at_the_right_edge_moves_with_it() -> None:
    look = PageStyle(margins=(1134, 567, 1134, 1134))  # 10 mm wider
    parts = dressed("order", look)
    assert 'w:left="1134"' in re.findall(r"<w:pgMar[^>]*>", parts[DOCUMENT])[0]
    assert 'w:val="right" w:pos="10205"' in style(parts, "Дата и номер")
    assert '<w:ind w:left="5669"/>' in style(parts, "Приложение – надпись")  # still 80 mm wide
    assert '<w:ind w:right="5669"/>' in style(parts, "Заголовок к тексту")  # still 75 mm wide
    assert '<w:tblW w:w="10205"' in parts[DOCUMENT]
    for grid in re.findall(r"<w:tblGrid>(.*?)</w:tblGrid>", parts[DOCUMENT]):  # the signature and the sheets under it
        assert sum(map(int, re.findall(r'<w:gridCol w:w="(\d+)"', grid))) == 10205


def test_a_turned_page_is_bound_by_its_top() -> None:
    parts = dressed("roadmap", PageStyle(margins=(1701, 850, 1134, 1417)))
    (margins,) = re.findall(r"<w:pgMar[^>]*>", parts[DOCUMENT])
    assert re.findall(r'w:(top|right|bottom|left)="(\d+)"', margins) == [
        ("top", "1701"), ("right", "850"), ("bottom", "1134"), ("left", "1417"),
    ]  # fmt: skip
    assert f'<w:tblW w:w="{16838 - 1417 - 850}"' in parts[DOCUMENT]


def test_heading_first_page_and_mirror() -> None:
    parts = dressed("order", PageStyle(heading="center", first_page_number=True, mirror=True))
    assert '<w:jc w:val="center"/>' in style(parts, "Заголовок к тексту")
    assert "<w:ind" not in style(parts, "Заголовок к тексту")
    assert "titlePg" not in parts[DOCUMENT]
    assert '<w:zoom w:percent="100"/><w:mirrorMargins/>' in parts[SETTINGS]


def test_the_shared_styles_stay_equal_so_that_annexes_share_them() -> None:
    look = PageStyle(font="PT Serif", size=26, table_size=22, line=300, indent=709, margins=(1417, 567, 1134, 1134))
    found = [dressed(name, look)[STYLES] for name in ("order", "letter", "roadmap", "indicators")]
    assert len(set(found)) == 1


# -------------------------------------------------------------------------------------------------------- the documents


def project(folder: Path, yaml: str) -> Project:
    return load(minimal.write(folder, f"{minimal.MINIMAL}{yaml}"))


def printed(made: Project) -> bytes:
    ready = prepared(made)
    data, problems = print_document(ready.planned[0], ready.templates)
    assert data is not None, problems
    return data


def test_columns_fill_the_page_that_is_left(tmp_path: Path) -> None:
    wide = project(tmp_path, "style: {margins: 25 15 20 20, table_size: '10'}\n")
    columns = prepared(wide).names["roadmap"]["columns"]
    assert sum(column["width"] for column in columns) == 16838 - 1134 - 850
    assert "поля 20/15/25/20" in outline(printed(wide))


def test_a_smaller_font_lets_narrow_columns_be_narrower() -> None:
    small = replace(DEFAULT_SHEET, size=20)
    assert small.scaled(130) == 108
    assert replace(DEFAULT_SHEET, font_width=1.12).scaled(130) == 146


def test_the_paper_says_the_same_in_another_style(tmp_path: Path) -> None:
    plain = printed(project(tmp_path / "a", ""))
    look = "style: {font: PT Serif, size: 13, line_spacing: 1, heading: center, mirror_margins: да}\n"
    styled = printed(project(tmp_path / "b", look))
    assert outline(styled) == outline(plain)
    assert "PT Serif" in part(styled, "word/styles.xml")
    # only styles differ: a document costs the same; which lines would be stretched is another matter in another font
    left = '<w:jc w:val="left"/>'
    assert len(part(styled).replace(left, "")) == len(part(plain).replace(left, ""))


def test_another_style_is_another_template(tmp_path: Path) -> None:
    digests = {
        prepared(project(tmp_path / name, yaml)).templates["order.docx"].digest
        for name, yaml in (("a", ""), ("b", "style: {size: 13}\n"), ("c", "style: {size: 12}\n"))
    }
    assert len(digests) == 3  # so that a build prints anew what was printed in the old style
