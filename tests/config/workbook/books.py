"""Workbooks of settings for tests: the starter's, filled in as a person would, and single cells changed in it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from nastav_docs.config import Project, load, read_bytes, read_layer
from nastav_docs.config.project import lower_tree
from nastav_docs.authoring.settings_book import book_of
from nastav_docs.files import DISK

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Value = "str | float | dt.date | None"

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


def book(yaml: str = YAML, folder: Path | None = None) -> bytes:
    """The workbook of settings that says what YAML says."""
    from pathlib import Path  # noqa: PLC0415  for annotations elsewhere

    layer, problems = read_bytes(yaml.encode(), "district.yaml")
    assert layer is not None, problems
    data, wrong = book_of(layer, lower_tree(layer, (folder or Path()) / "district.yaml"), "district.yaml")
    assert not wrong, wrong
    return data


def cell_of(sheet: Worksheet, row: str, column: str = "B", *, nth: int = 1) -> str:
    """The name of the cell in a row that begins with, or has, a text; `column` is a letter or a heading above it."""
    rows = [number for number in range(1, sheet.max_row + 1) if any(c.value == row for c in sheet[number])]
    number = rows[nth - 1]
    if column.isascii():
        return f"{column}{number}"
    for above in range(number, 0, -1):
        for cell in sheet[above]:
            if cell.value == column:
                return f"{cell.column_letter}{number}"
    raise KeyError(column)


def changed(data: bytes, changes: Mapping[tuple[str, str], object]) -> bytes:
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


__all__ = ["YAML", "book", "cell_of", "changed", "project", "read_layer", "saved", "DISK"]
