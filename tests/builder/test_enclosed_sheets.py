"""«на … л.» of a letter: counted from the PDF of the enclosed document, and only while it is of that document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from nastav_docs import build, check, load
from nastav_docs.builder.enclosed_sheets import miscounted
from nastav_docs.builder.journals import STATE
from nastav_docs.builder.pdf_files import RECORDS
from nastav_docs.files import digest
from nastav_docs.papers import Paper, paper_of_docx

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
district: {name: Кедровогорский муниципальный округ}
authority: {name: Управление образования Кедровогорского муниципального округа, place: г. Кедровогорск}
people: {head: {name: Старцев Глеб Ильич, position: начальник}}
order: {number: "5", date: 12.09.2025, title: О деле, clauses: [Дело.], signed_by: head}
letter: {addressee: Всем, text: Направляем приказ., signed_by: head, enclosures: [ENCLOSURE]}
documents:
  order: {template: order.docx, file: Приказ}
  letter: {template: letter.docx, file: Письмо}
"""
COUNTED = "{text: Приказ, document: order}"


def district(folder: Path, enclosure: str = COUNTED, **changes: str) -> Path:
    text = TEXT.replace("ENCLOSURE", enclosure)
    for old, new in changes.items():
        text = text.replace(old, new)
    (folder / "district.yaml").write_text(text, "utf-8")
    return folder


def line(out: Path) -> str:
    """The line of the letter with its enclosure, as a reader sees it."""
    paper = paper_of_docx((out / "Письмо.docx").read_bytes(), "Письмо.docx")
    assert isinstance(paper, Paper)
    (found,) = [
        p.text.replace("\xa0", " ").removeprefix("Приложение:\t") for p in paper.paragraphs() if "экз." in p.text
    ]
    return found


def measured(out: Path, pages: int) -> None:
    """What `build --pdf` leaves behind: the pages of the order's PDF, and what it was made from."""
    record = [digest((out / "Приказ.docx").read_bytes()), False, "", pages]
    (out / STATE / RECORDS).write_text(json.dumps({"Приказ.pdf": record}), "utf-8")


def test_a_letter_says_how_many_sheets_its_enclosure_has_once_they_are_counted(tmp_path: Path) -> None:
    folder, out = district(tmp_path), tmp_path / "out"
    assert build(load(folder), out).ok
    assert line(out) == "Приказ на ___ л. в 1 экз."
    measured(out, 3)
    assert build(load(folder), out).written == ("Письмо.docx",)
    assert line(out) == "Приказ на 3 л. в 1 экз."
    assert build(load(folder), out).written == ()


def test_a_document_changed_since_has_unknown_sheets(tmp_path: Path) -> None:
    folder, out = district(tmp_path), tmp_path / "out"
    build(load(folder), out)
    measured(out, 3)
    build(load(folder), out)
    build(load(district(tmp_path, Дело="Важное дело")), out)
    assert line(out) == "Приказ на ___ л. в 1 экз."


def test_a_letter_made_alone_keeps_the_sheets_of_the_order_that_stands_in_the_folder(tmp_path: Path) -> None:
    folder, out = district(tmp_path), tmp_path / "out"
    build(load(folder), out)
    measured(out, 3)
    assert build(load(folder), out, only="letter").ok
    assert line(out) == "Приказ на 3 л. в 1 экз."


def test_the_sheets_of_an_order_that_a_person_edited_are_those_of_the_edited_one(tmp_path: Path) -> None:
    folder, out = district(tmp_path), tmp_path / "out"
    build(load(folder), out)
    order = out / "Приказ.docx"
    order.write_bytes(order.read_bytes() + b"\0")
    measured(out, 4)
    assert build(load(folder), out).kept == ("Приказ.docx",)
    assert line(out) == "Приказ на 4 л. в 1 экз."


def test_sheets_of_the_settings_that_differ_from_those_counted_are_told(tmp_path: Path) -> None:
    folder, out = district(tmp_path, "{text: Приказ, document: order, sheets: 2}"), tmp_path / "out"
    build(load(folder), out)
    measured(out, 3)
    assert line(out) == "Приказ на 2 л. в 1 экз."
    (problem,) = miscounted(load(folder), out)
    assert problem.message == "К письму приложен документ «order» на 2 л., а листов в нём 3."
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (5, 123)


@pytest.mark.parametrize(
    ("enclosure", "message"),
    [
        ("{text: Приказ, document: ordr}", "Документа «ordr», который приложен к письму, нет. → Может быть, «order»?"),
        (
            "{text: Приказ, document: school-order}",
            (
                "Документ «school-order» – у каждой школы свой: сколько в нём листов, не сказать. "
                "→ Уберите document и напишите sheets числом."
            ),
        ),
    ],
)
def test_an_enclosed_document_that_is_not_there_is_told(tmp_path: Path, enclosure: str, message: str) -> None:
    of_schools = '  school-order: {template: order.docx, file: "{{ school.id }}/Приказ", for_each: school}\n'
    folder = district(tmp_path, enclosure)
    text = (folder / "district.yaml").read_text("utf-8") + of_schools
    (folder / "district.yaml").write_text(text, "utf-8")
    assert message in [f"{problem.message} → {problem.hint}" for problem in check(load(folder))]
