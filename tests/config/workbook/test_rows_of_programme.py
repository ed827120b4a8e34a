"""Rows of a workbook beside those of the programme: put between them, copied, deleted, moved, named by another code."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from nastav_docs.review import check
from tests.config.workbook.books import SHEETS, book, cell_of, project, saved

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def opened(title: str) -> tuple[Workbook, Worksheet]:
    whole = load_workbook(BytesIO(book()))
    return whole, whole[title]


def row_of(title: str, code: str) -> int:
    return int(cell_of(SHEETS[title], code, "A")[1:])


def told(folder: Path, whole: Workbook) -> list[tuple[str, str, str]]:
    found = check(project(folder, saved(whole)))
    return [(one.place.words if one.place else "", one.message, one.hint) for one in found]


def test_a_clause_typed_between_those_of_the_programme_is_printed_there(tmp_path: Path) -> None:
    whole, order = opened("Приказ")
    at = row_of("Приказ", "coordinator")
    order.insert_rows(at, 2)
    order.cell(at, 5).value, order.cell(at + 1, 5).value = "Создать рабочую группу.", "Утвердить её состав."
    config = project(tmp_path, saved(whole)).config
    assert config is not None
    assert config.order is not None
    assert [one.id for one in config.order.clauses][1:5] == ["indicators", f"own-{at}", f"own-{at + 1}", "coordinator"]


def test_an_activity_typed_between_those_of_the_programme_is_printed_there(tmp_path: Path) -> None:
    whole, plan = opened("План")
    at = row_of("План", "local-acts")
    plan.insert_rows(at)
    plan.cell(at, 6).value, plan.cell(at, 7).value, plan.cell(at, 8).value = "Совещание", "до 01.12.2025", "head"
    config = project(tmp_path, saved(whole)).config
    assert config is not None
    assert config.roadmap is not None
    named = [one.id for one in config.roadmap.sections[0].activities]
    assert named[1:4] == ["school-plans", f"own-{at}", "local-acts"]


def test_a_row_that_was_copied_takes_no_place_of_another(tmp_path: Path) -> None:
    whole, order = opened("Приказ")
    site, below = row_of("Приказ", "site"), row_of("Приказ", "control") + 1
    for column in range(1, 6):
        order.cell(below, column).value = order.cell(site, column).value
    order.cell(below, 5).value = "Провести совещание."
    assert told(tmp_path, whole) == [
        (f"лист «Приказ», ячейка B{below}",
         f"Код «site» уже есть в ячейке B{site} таблицы «Пункты»: строка {below} не прочитана.",
         "Если строка новая, очистите в ней код и «Откуда» и дайте ей свой номер.")
    ]  # fmt: skip


def test_a_row_of_the_programme_that_was_deleted_is_printed_and_told(tmp_path: Path) -> None:
    whole, order = opened("Приказ")
    order.delete_rows(row_of("Приказ", "site"))
    assert told(tmp_path, whole) == [
        (f"лист «Приказ», ячейка B{row_of('Приказ', 'site')}",
         "В таблице «Пункты» нет строки программы «site». Она печатается.",
         "Чтобы не печатать, верните строку с этим кодом и словом «убрать» в столбце «Откуда».")
    ]  # fmt: skip


def test_a_row_of_the_programme_that_was_moved_is_printed_in_its_place_and_told(tmp_path: Path) -> None:
    whole, plan = opened("План")
    first, second = row_of("План", "school-plans"), row_of("План", "local-acts")
    for column in range(1, 9):
        one, other = plan.cell(first, column), plan.cell(second, column)
        one.value, other.value = other.value, one.value
    assert told(tmp_path, whole) == [
        (f"лист «План», ячейка C{first}",
         "Строка программы «local-acts» переставлена, а печатается на своём месте: порядок – программы.",
         "Верните строку на место – или уберите её и впишите заново, своей.")
    ]  # fmt: skip


def test_acts_and_people_of_the_programme_may_be_deleted_from_their_sheets(tmp_path: Path) -> None:
    whole, acts = opened("Акты")
    acts.delete_rows(row_of("Акты", "fz-69"), 3)
    assert told(tmp_path, whole) == []
