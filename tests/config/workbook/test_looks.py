"""What people see of a workbook otherwise than it is read: struck through, hidden, merged, in a note, beside a table."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from nastav_docs.review import check
from tests.config.workbook.books import SMALL, book, cell_of, project, saved, told_alone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet


def struck(sheet: Worksheet, cell: str) -> None:
    sheet[cell] = "До 20.10.2025"
    sheet[cell].font = Font(strike=True)


def only_a_comment(sheet: Worksheet, cell: str) -> None:
    sheet[cell].comment = Comment("до 1 октября", "Иванова")


def hidden_row(sheet: Worksheet, cell: str) -> None:
    sheet.row_dimensions[sheet[cell].row].hidden = True


def hidden_column(sheet: Worksheet, cell: str) -> None:
    sheet[cell] = "До 20.10.2025"
    sheet.column_dimensions[sheet[cell].column_letter].hidden = True


def without_heading(sheet: Worksheet, cell: str) -> None:
    sheet[cell] = "До 20.10.2025"
    at = sheet[cell]
    above = next(row for row in range(at.row, 0, -1) if sheet.cell(row, at.column).value == "Срок")
    sheet.cell(above, at.column).value = None


def beside(sheet: Worksheet, cell: str) -> None:
    sheet.cell(sheet[cell].row, sheet[cell].column + 4).value = "уточнить у Ежова"


LOOKS = (
    (struck, 0, 0, "Зачёркнутый текст прочитан как обычный: «До 20.10.2025».",
     "Удалите строку (строку программы – словом «убрать» в столбце «Откуда») – или снимите зачёркивание."),
    (only_a_comment, 0, 0, "Ячейка пуста, а к ней есть примечание «до 1 октября»: примечания не читаются.",
     "Если в примечании нужное значение, впишите его в ячейку."),
    (hidden_row, 0, -4, "Скрытые строки прочитаны: 29.",
     "Покажите строки или снимите фильтр и проверьте, что в них; ненужные удалите."),
    (hidden_column, -3, 0, "Скрытый столбец G прочитан.", "Покажите столбец и проверьте, что в нём."),
    (without_heading, 0, 0, "Над значением «До 20.10.2025» таблицы «Мероприятия» нет заголовка столбца.",
     "Впишите его в ячейку G26: в таблице нет «Срок»."),
    (beside, 0, 4, "Написанное рядом с таблицей «Мероприятия» не прочитано: «уточнить у Ежова».",
     "Если это часть настроек, впишите в ячейку таблицы; если нет – перенесите в другую книгу."),
)  # fmt: skip


@pytest.mark.parametrize(("spoil", "down", "right", "message", "hint"), LOOKS)
def test_what_people_see_otherwise_than_it_is_read_is_told(
    tmp_path: Path, spoil: Callable[[Worksheet, str], None], down: int, right: int, message: str, hint: str
) -> None:
    opened = load_workbook(BytesIO(book()))
    sheet = opened["План"]
    cell = sheet[cell_of(sheet, "school-plans", "Срок")]
    spoil(sheet, cell.coordinate)
    (found,) = [one for one in check(project(tmp_path, saved(opened))) if one.code in {"ND325", "ND328", "ND329"}]
    at = sheet.cell(cell.row + down, cell.column + right).coordinate
    assert (found.message, found.hint) == (message, hint)
    assert found.place is not None
    assert found.place.words == f"лист «План», ячейка {at}"


def test_cells_of_two_columns_made_one_are_told(tmp_path: Path) -> None:
    opened = load_workbook(BytesIO(book()))
    sheet = opened["План"]
    first, last = (cell_of(sheet, "school-plans", heading) for heading in ("Срок", "Ответственные"))
    sheet[first] = "до 10.10.2025"
    sheet.merge_cells(f"{first}:{last}")
    assert told_alone(tmp_path, saved(opened), {"ND282"}) == [
        (f"лист «План», ячейка {first}", "Ячейки «Срок», «Ответственные» объединены: прочитано только «Срок».",
         "Снимите объединение и впишите «Ответственные» в свою ячейку, если она не пуста.")
    ]  # fmt: skip


def test_a_section_that_lies_over_its_row_and_cells_merged_downwards_are_no_mistake(tmp_path: Path) -> None:
    opened = load_workbook(BytesIO(book(SMALL)))
    sheet = opened["План"]
    row = int(cell_of(sheet, "Подготовка", "A")[1:])
    sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=6)
    first = cell_of(sheet, "Подбор пар", "Срок")
    sheet[f"{first[0]}{int(first[1:]) + 1}"] = None
    sheet.merge_cells(f"{first}:{first[0]}{int(first[1:]) + 1}")
    assert told_alone(tmp_path, saved(opened), {"ND282"}) == []


def test_a_hidden_sheet_is_read_and_told(tmp_path: Path) -> None:
    opened = load_workbook(BytesIO(book()))
    opened["План"].sheet_state = "hidden"
    assert told_alone(tmp_path, saved(opened), {"ND328"}) == [
        ("лист «План»", "Скрытый лист «План» прочитан.",
         "Покажите лист и проверьте, что на нём; ненужный удалите.")
    ]  # fmt: skip


def test_notes_at_filled_cells_are_told_together(tmp_path: Path) -> None:
    opened = load_workbook(BytesIO(book(SMALL)))
    plan = opened["План"]
    plan["D32"].comment = Comment("Ежов: перенести", "Ежов")
    plan["E32"].comment = Comment("на 25.11", "Ежов")
    assert told_alone(tmp_path, saved(opened), {"ND329"}) == [
        ("лист «План», ячейка D32", "Примечание к ячейке не читается: «перенести». Ещё примечания: E32.",
         "Если в нём поправка, внесите её в ячейку, а примечание удалите.")
    ]  # fmt: skip


def test_a_key_that_lies_over_two_rows_is_told(tmp_path: Path) -> None:
    opened = load_workbook(BytesIO(book(SMALL)))
    people = opened["Люди"]
    people["B7"] = "Зуев Пётр Ильич"
    people.merge_cells("A6:A7")
    assert told_alone(tmp_path, saved(opened), {"ND282", "ND315", "ND314"}) == [
        ("лист «Люди», ячейка A7", "Ячейка «Роль» объединена с ячейкой A6: в двух строках одно и то же.",
         "Снимите объединение и впишите в A7 своё – или соберите две строки в одну.")
    ]  # fmt: skip


def test_a_grey_cell_written_over_is_told(tmp_path: Path) -> None:
    opened = load_workbook(BytesIO(book()))
    cell = cell_of(opened["План"], "school-plans", "В программе")
    opened["План"][cell] = "Утвердить планы всех школ"
    assert told_alone(tmp_path, saved(opened), {"ND329"}) == [
        (f"лист «План», ячейка {cell}",
         "Серая ячейка столбца «В программе» не читается: «Утвердить планы всех школ».",
         f"Впишите своё в ячейку F{cell[1:]} («Мероприятие»).")
    ]  # fmt: skip
