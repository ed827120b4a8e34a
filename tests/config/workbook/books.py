"""Workbooks of settings for tests: the starter's, filled in as a person would, and single cells changed in it."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from nastav_docs.authoring.settings_book import book_of
from nastav_docs.config import Project, load, lower_tree, read_bytes
from nastav_docs.review import check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

YAML = """\
extends: mentoring
district: {name: Лесногорский муниципальный округ, abbr: ЛМО}
authority:
  name: Управление образования Лесногорского муниципального округа
  abbr: УО ЛМО
  place: г. Лесногорск
  email: uo@example.org
people:
  head: {name: Рябинина Ольга Павловна, position: Начальник}
  coordinator: {name: Ежов Максим Игоревич, position: главный специалист}
terms: {ЛМО: Лесногорский муниципальный округ}
period: 01.09.2025 … 31.08.2027
wording: {start_date: 01.10.2025, report_deadline: 15.10.2025, final_year: 2027 год}
order: {number: 118-од, date: 01.09.2025}
letter: {number: 01-20/211, date: 02.09.2025}
"""

# A district without a programme: all that a small workbook holds.
SMALL = """\
district: {name: Лесногорский муниципальный округ, abbr: ЛМО}
authority: {name: Управление образования, abbr: УО, letterhead: [УПРАВЛЕНИЕ, ОБРАЗОВАНИЯ]}
people:
  head: {name: Рябинина О.П., gender: female, position: Начальник}
  schools: {title: {nom: Руководители школ, dat: Руководителям школ}}
acts:
  fz-273: {kind: Федеральный закон, date: 29.12.2012, number: 273-ФЗ, title: Об образовании в Российской Федерации}
terms: {ЛМО: Лесногорский муниципальный округ}
period: 01.09.2025 … 31.08.2027
order:
  number: "118"
  date: 01.09.2025
  title: Об утверждении плана
  preamble: "В соответствии с {{ acts['fz-273'] | ins }}"
  clauses:
    - Утвердить план ({{ annexes.roadmap }}).
    - text: "{{ people.schools | dat }}:"
      clauses: [Выполнить план., "Доложить «начальнику»: до 1 мая, письменно."]
  signed_by: head
  annexes: [roadmap, indicators]
roadmap:
  title: План
  columns: [section, activity, deadline, responsible]
  sections:
    - title: Подготовка
      activities:
        - {id: pairs, title: Подбор пар, deadline: "до 09.11.2025, далее – ежегодно", responsible: [head, schools]}
        - {title: Совещание, deadline: 20.11.2025, responsible: head}
indicators:
  columns: [number, title, unit, years]
  rows:
    - {title: Доля пар, unit: "%", targets: {2025: "10,5", 2026: "20"}}
documents: {order: {template: order.docx, file: "Приказ {{ order.number }}"}}
"""


@cache
def book(yaml: str = YAML) -> bytes:
    """The workbook of settings that says what YAML says."""
    layer, problems = read_bytes(yaml.encode(), "district.yaml")
    assert layer is not None, problems
    data, wrong = book_of(layer, lower_tree(layer, Path("district.yaml")), "district.yaml")
    assert not wrong, wrong
    return data


def cell_of(sheet: Worksheet, row: str, column: str = "B", *, nth: int = 1) -> str:
    """The name of the cell in a row that begins with, or has, a text; `column` is a letter or a heading above it."""
    rows = [number for number in range(1, sheet.max_row + 1) if any(c.value == row for c in sheet[number])]
    number = rows[nth - 1]
    if column.isascii() and column.isalpha():
        return f"{column}{number}"
    for above in range(number, 0, -1):
        for cell in sheet[above]:
            if cell.value == column:
                return f"{cell.column_letter}{number}"
    raise KeyError(column)


def changed(data: bytes, changes: Mapping[tuple[str, str], Any]) -> bytes:
    """A workbook with other values in some cells: by sheet and cell."""
    opened = load_workbook(io.BytesIO(data))
    for (sheet, cell), value in changes.items():
        opened[sheet][cell] = value
    return saved(opened)


def saved(opened: Workbook) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def project(folder: Path, data: bytes, name: str = "Район.xlsx") -> Project:
    """The project of a folder with a workbook."""
    (folder / name).write_bytes(data)
    return load(folder)


def told_in(folder: Path, changes: dict[tuple[str, str], object], yaml: str = YAML) -> list[tuple[str, str, str]]:
    """The problems of the workbook of some settings with other values in some cells: cell, message and hint."""
    found = check(project(folder, changed(book(yaml), changes)))
    return [(one.place.words if one.place else "", one.message, one.hint) for one in found]


def told_alone(folder: Path, data: bytes, codes: set[str]) -> list[tuple[str, str, str]]:
    """Of the problems with some codes, cell, message and hint."""
    told = [one for one in check(project(folder, data)) if one.code in codes]
    return [(one.place.words if one.place else "", one.message, one.hint) for one in told]


SHEETS = load_workbook(io.BytesIO(book()))
