"""Settings carried to a workbook and back: nothing is lost, whoever saves the book in between."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from nastav_docs.authoring import export_book, export_yaml
from nastav_docs.builder import build
from nastav_docs.config import load, lower_tree, read_bytes, read_layer
from nastav_docs.config.workbook import read_grids, read_workbook, said, written
from nastav_docs.files import DISK
from tests.config.workbook.books import SMALL, book, cell_of, changed, project
from tests.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CONFIGS = ROOT / "configs"
BOOKS = ROOT / "tests" / "data" / "books"
LAYERS = sorted(path.relative_to(CONFIGS).as_posix() for path in CONFIGS.glob("*/*.yaml") if "schools" not in path.name)


def said_by(data: bytes) -> object:
    layer, problems = read_workbook(data, "Район.xlsx")
    assert layer is not None
    assert problems == ()
    return said(layer)


def said_in_yaml(text: str) -> object:
    layer, _ = read_bytes(text.encode(), "district.yaml")
    assert layer is not None
    return said(layer)


@pytest.mark.parametrize("name", LAYERS)
def test_what_yaml_says_the_sheets_say(name: str) -> None:
    file = CONFIGS / name
    layer, _ = read_layer(file, name, DISK)
    assert layer is not None
    sheets = written(layer, lower_tree(layer, file))
    again, problems = read_grids([sheet.grid() for sheet in sheets], "Район.xlsx")
    assert problems == ()
    assert again is not None
    assert without_blanks(said(again)) == without_blanks(said(layer))
    assert list(sheets[-1].grid().rows)[2:] == []  # nothing is left for «Прочее»


def without_blanks(value: object) -> object:
    """Settings without empty texts of mappings: an empty cell says as much."""
    if not isinstance(value, dict):
        return value
    kept = {key: without_blanks(inner) for key, inner in value.items()}
    return {key: inner for key, inner in kept.items() if inner not in ("", {})}


@pytest.mark.parametrize("name", ["ozernogorsky", "kedrovogorsky"])
def test_papers_from_the_workbook_alone_are_the_same_bytes(name: str, tmp_path: Path) -> None:
    files, problems = export_book(CONFIGS / name, tmp_path / name)
    assert problems == ()
    assert tmp_path / name / "Район.xlsx" in files
    papers = {}
    for side, folder in (("yaml", CONFIGS / name), ("book", tmp_path / name)):
        report = build(load(folder), tmp_path / side)
        assert report.ok, report.problems
        papers[side] = {path: (tmp_path / side / path).read_bytes() for path in report.written}
    assert papers["yaml"] == papers["book"]
    assert papers["book"]


def test_back_in_yaml_the_papers_are_the_same_bytes(tmp_path: Path) -> None:
    export_book(CONFIGS / "ozernogorsky", tmp_path / "book")
    _, problems = export_yaml(tmp_path / "book" / "Район.xlsx", tmp_path / "yaml")
    assert problems == ()
    before = build(load(CONFIGS / "ozernogorsky"), tmp_path / "before")
    after = build(load(tmp_path / "yaml"), tmp_path / "after")
    assert after.ok, after.problems
    assert [(tmp_path / "after" / path).read_bytes() for path in after.written] == [
        (tmp_path / "before" / path).read_bytes() for path in before.written
    ]


def test_yaml_that_is_there_keeps_its_comments_and_its_order(tmp_path: Path) -> None:
    file = tmp_path / "district.yaml"
    file.write_bytes((CONFIGS / "artemovsky" / "district.yaml").read_bytes())
    export_book(CONFIGS / "artemovsky", tmp_path / "book")
    workbook = tmp_path / "book" / "Район.xlsx"
    assert export_yaml(workbook, tmp_path) == ((), ())
    assert file.read_bytes() == (CONFIGS / "artemovsky" / "district.yaml").read_bytes()

    sheet = load_workbook(workbook)["Реквизиты"]
    workbook.write_bytes(changed(workbook.read_bytes(), {("Реквизиты", cell_of(sheet, "Телефон")): "(34363) 2-00-00"}))
    assert export_yaml(workbook, tmp_path)[0] == (file,)
    old = (CONFIGS / "artemovsky" / "district.yaml").read_text("utf-8").splitlines()
    new = file.read_text("utf-8").splitlines()
    assert [(a, b) for a, b in zip(old, new, strict=True) if a != b] == [
        ("  phone: (34363) 2-48-73", "  phone: (34363) 2-00-00")
    ]


@pytest.mark.parametrize("name", ["libreoffice.xlsx", "libreoffice.ods"])
def test_a_book_that_libreoffice_saved_says_the_same(name: str) -> None:
    assert said_by((BOOKS / name).read_bytes()) == said_in_yaml(SMALL)


def rewritten(data: bytes, part: str, change: str, by: str) -> tuple[bytes, int]:
    """A book with some markup of its parts written otherwise, and in how many places it was."""
    out, times = BytesIO(), 0
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if re.fullmatch(part, name):
                text, here = re.subn(change, by, content.decode())
                content, times = text.encode(), times + here
            new.writestr(name, content)
    return out.getvalue(), times


LIBREOFFICE = (BOOKS / "libreoffice.xlsx").read_bytes()
WRITERS = (
    ("texts in the cells themselves, cut into runs", book(SMALL), r"xl/worksheets/.*",
     r"<is><t([^>]*)>([^&<])([^<]*)</t></is>", r"<is><r><rPr><b/></rPr><t\1>\2</t></r><r><t\1>\3</t></r></is>"),
    ("shared texts cut into runs, as WPS does", LIBREOFFICE, r"xl/sharedStrings\.xml",
     r"<si><t([^>]*)>([^&<])([^<]*)</t></si>", r"<si><r><rPr><b/></rPr><t\1>\2</t></r><r><t\1>\3</t></r></si>"),
    ("parts named from the folder of the book", book(SMALL), r"xl/_rels/workbook\.xml\.rels", 'Target="/xl/', 'Target="'),
    ("parts named from the top", LIBREOFFICE, r"xl/_rels/workbook\.xml\.rels", 'Target="worksheets', 'Target="/xl/worksheets'),
    ("sizes of sheets given wrongly", book(SMALL), r"xl/worksheets/.*", r'<dimension ref="[^"]*"', '<dimension ref="A1"'),
)  # fmt: skip


@pytest.mark.parametrize(
    ("data", "part", "change", "by"), [row[1:] for row in WRITERS], ids=[row[0] for row in WRITERS]
)
def test_a_book_of_another_writer_says_the_same(data: bytes, part: str, change: str, by: str) -> None:
    other, times = rewritten(data, part, change, by)
    assert times > 0
    assert said_by(other) == said_in_yaml(SMALL)


SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def prefixed(data: bytes, *, styles: bool) -> bytes:
    """A book whose parts name their elements with a prefix; without `styles`, no part says what cells look like."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if f'xmlns="{SPREADSHEET}"' in text:
                text = re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", text).replace(" xmlns=", " xmlns:x=")
            if not styles:
                text = re.sub(r"<(?:Override|Relationship) [^>]*styles\.xml[^>]*/>", "", text)
            if styles or name != "xl/styles.xml":
                new.writestr(name, text)
    return out.getvalue()


def test_a_book_with_other_names_of_elements_says_the_same() -> None:
    assert said_by(prefixed(book(SMALL), styles=True)) == said_in_yaml(SMALL)


def test_a_book_without_looks_has_numbers_for_dates_and_each_is_told_with_the_day() -> None:
    layer, problems = read_workbook(prefixed(book(SMALL), styles=False), "Район.xlsx")
    assert layer is not None
    assert [(one.message, one.hint) for one in problems] == [
        ("Вместо даты – число 41272.",
         "Похоже, это 29.12.2012: задайте ячейке формат «Дата» или впишите дату заново."),
        ("Вместо даты – число 45901.",
         "Похоже, это 01.09.2025: задайте ячейке формат «Дата» или впишите дату заново."),
    ]  # fmt: skip


PAPERS = """\
papers:
  about:
    kind: regulation
    title: О наставничестве
    approved: [order, {word: ПРИНЯТО, protocol: meeting}, {person: head}]
    sections:
      - title: Общие положения
        text: [Первый абзац., Второй абзац.]
        clauses: [Первый пункт., {id: second, text: "Второй:", clauses: [подпункт.]}]
      - {id: end, title: Заключение, clauses: [Последний пункт.]}
  meeting:
    kind: protocol
    reply_to: fz-273
    agenda:
      - {title: О плане, said: [Иванов, Петров], decided: [Принять., {text: "Поручить:", clauses: [школам.]}]}
      - {title: Разное, heard: Ежова М.И., vote: за – 5}
  contract:
    kind: agreement
    blanks: [Адрес, {label: Телефон, note: рабочий}]
    sides: [{title: Работодатель, lines: [Школа № 1, г. Лесногорск], signed_by: head}, {title: Работник}]
  roadmap: {kind: plan, sections: [{title: Подготовка, activities: [{title: Совещание, deadline: 20.11.2025}]}]}
"""


def test_parts_of_papers_have_sheets_that_read_as_the_papers_do() -> None:
    data = book(SMALL + PAPERS)
    assert said_by(data) == said_in_yaml(SMALL + PAPERS)
    assert rows_of(data, "Разделы") == [
        "Документ | № | Код | Раздел | Текст",
        "about | 1 |  | Общие положения | Первый абзац.\n\nВторой абзац.",
        "about | 1.1 |  |  | Первый пункт.",
        "about | 1.2 | second |  | Второй:",
        "about | 1.2.1 |  |  | подпункт.",
        "about | 2 | end | Заключение | ",
        "about | 2.1 |  |  | Последний пункт.",
    ]
    assert rows_of(data, "Грифы")[1:] == [
        "about |  | order |  |  |  |  | ",
        "about | ПРИНЯТО |  | meeting |  |  |  | ",
        "about |  |  |  |  |  |  | head",
    ]
    assert rows_of(data, "Повестка")[1:] == [
        "meeting | 1 |  | О плане |  | Иванов\nПетров |  | ",
        "meeting | 1.1 |  |  |  |  | Принять. | ",
        "meeting | 1.2 |  |  |  |  | Поручить: | ",
        "meeting | 1.2.1 |  |  |  |  | школам. | ",
        "meeting | 2 |  | Разное | Ежова М.И. |  |  | за – 5",
    ]
    assert rows_of(data, "Прочее") == ["Путь | Значение"]


def rows_of(data: bytes, title: str) -> list[str]:
    """The rows of a sheet below its titles, as far as they are filled in."""
    rows = [[cell.value or "" for cell in row] for row in load_workbook(BytesIO(data))[title].iter_rows()]
    width = max(sum(map(bool, row)) for row in rows)
    start = next(n for n, row in enumerate(rows) if sum(map(bool, row)) == width)
    return [" | ".join(map(str, row[:width])) for row in rows[start:] if any(row[:width])]


def test_clauses_without_numbers_stand_under_the_section_above() -> None:
    data = book(SMALL + PAPERS)
    numbers = {("Разделы", f"B{row}"): None for row in range(5, 11)}
    assert plain_sections(changed(data, numbers)) == [
        ("Общие положения", ["Первый пункт.", "Второй:", "подпункт."]),
        ("Заключение", ["Последний пункт."]),
    ]


def plain_sections(data: bytes) -> list[tuple[str, list[str]]]:
    layer, problems = read_workbook(data, "Район.xlsx")
    assert problems == ()
    assert layer is not None
    said_here = said(layer)
    assert isinstance(said_here, dict)
    sections = said_here["papers"]["about"]["sections"]
    texts = [[c["text"] if isinstance(c, dict) else c for c in one["clauses"]] for one in sections]
    return [(one["title"], two) for one, two in zip(sections, texts, strict=True)]


def test_what_no_sheet_holds_stands_on_the_last_one() -> None:
    deep = SMALL + "data: {figures: [{year: 2025, pairs: 12}]}\n"
    data = book(deep)
    assert said_by(data) == said_in_yaml(deep)
    assert rows_of(data, "Прочее")[1:] == ["data → figures → №1 → year | 2025", "data → figures → №1 → pairs | 12"]


def test_a_book_of_libreoffice_is_settings_alone_and_beside_yaml(tmp_path: Path) -> None:
    """The book was saved by LibreOffice from the small workbook; «Район.ods» alone needs no other file."""
    data = (BOOKS / "libreoffice.ods").read_bytes()
    alone = project(tmp_path, data, "Район.ods")
    (tmp_path / "xlsx").mkdir()
    assert alone.problems == ()
    assert alone.config == project(tmp_path / "xlsx", book(SMALL)).config
    (tmp_path / "district.yaml").write_text("style: {size: 13}\n", "utf-8")
    beside = load(tmp_path)
    assert beside.problems == ()
    assert beside.config is not None
    assert (beside.config.style.size, beside.config.authority.name.text) == ("13", "Управление образования")
