"""The page «Сегодня»: papers without a number, deadlines, as the two journals leave them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from nastav_docs.config import load
from nastav_docs.page import today
from nastav_docs.page.today import deadlines, unsigned
from tests.documents import test_execution, test_registration

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _december(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(today, "this_day", lambda: dt.date(2020, 12, 1))


def lines(folder: Path) -> list[str]:
    return [line.text for line in deadlines(load(folder)).lines]


def test_what_is_overdue_stands_with_its_people(tmp_path: Path) -> None:
    assert lines(test_execution.district(tmp_path)) == [
        "Просрочено 09.11.2020: 1.1. Формирование пар – Петрова А.И.; Руководители школ"
    ]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("pairs", "", None, "выполнено"), []),
        (
            ("pairs", "", None, "в работе"),
            ["Просрочено 09.11.2020: 1.1. Формирование пар (в работе) – Петрова А.И.; Руководители школ"],
        ),
        (
            ("pairs", "", None, "перенесено", dt.date(2020, 12, 21)),
            ["Срок 21.12.2020, перенесено с 09.11.2020: 1.1. Формирование пар – Петрова А.И.; Руководители школ"],
        ),
    ],
)
def test_the_journal_of_execution_changes_what_is_told(
    tmp_path: Path, row: tuple[object, ...], told: list[str]
) -> None:
    assert lines(test_execution.district(tmp_path, row)) == told


def test_a_paper_registered_in_the_journal_is_not_asked_for(tmp_path: Path) -> None:
    folder = test_registration.district(tmp_path, ("order", None, "47", dt.date(2020, 11, 3)))
    assert [line.text for line in unsigned(load(folder)).lines] == [
        "pairs-order «О закреплении пар»: нет номера и даты"
    ]
    folder = test_registration.district(tmp_path, ("order", None, "47", None))
    assert "Приказ «О внедрении целевой модели наставничества»: нет даты" in [
        line.text for line in unsigned(load(folder)).lines
    ]
