"""Forty-five files as they come by mail: every fault at its cell, nothing said of clean books, totals as counted apart."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from nastav_docs import load
from nastav_docs.documents.school_registry import read_schools
from nastav_docs.registry.bases import check_rows, read_bases
from nastav_docs.returns import collect
from tests.paths import ROOT
from tests.returns import inbox_maker as maker
from tests.returns.odd_inbox import Inbox, book, odd_inbox

if TYPE_CHECKING:
    from nastav_docs.returns import Collected

PERIOD = (dt.date(2020, 11, 2), dt.date(2024, 12, 31))


@pytest.fixture(scope="module", name="read")
def _read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Inbox, Collected]:
    project = load(ROOT / "configs" / "artemovsky")
    folder = tmp_path_factory.mktemp("inbox")
    inbox = odd_inbox(folder, [(row.id, row.texts["abbr"]) for row in read_schools(project).rows])
    return inbox, collect(project, folder)


def test_every_fault_of_the_inbox_is_named_at_its_cell(read: tuple[Inbox, Collected]) -> None:
    inbox, collected = read
    assert (inbox.files, len(inbox.truth.planted)) == (45, 28)
    told = {(one.file, one.cell, one.code.code) for one in collected.found.faults}
    assert [p for p in inbox.truth.planted if not any((p.file, p.cell, code) in told for code in p.codes)] == []


def test_nothing_is_said_of_clean_books_and_of_no_other_cell(read: tuple[Inbox, Collected]) -> None:
    inbox, collected = read
    planted = {(p.file, p.cell) for p in inbox.truth.planted}
    others = [one for one in collected.found.faults if (one.file, one.cell) not in planted]
    assert [one for one in others if one.file in inbox.truth.clean or one.row] == []
    assert sorted((one.file, one.code.code) for one in others) == [
        ("", "ND697"),
        ("Бланк СОШ 2.docx", "ND671"),
        ("СЮН/бланк.xlsx", "ND676"),
        ("отчёт.xls", "ND670"),
        ("радуга/Копия наставляемые.xlsx", "ND675"),
        ("радуга/наставники.xlsx", "ND674"),
        ("фото совещания.jpg", "ND698"),
    ]


def test_the_totals_of_the_inbox_are_those_counted_apart(read: tuple[Inbox, Collected]) -> None:
    inbox, collected = read
    found = {one.school: (one.mentors, one.mentees, one.pairs) for one in collected.found.totals}
    assert found == inbox.truth.totals


HEADINGS = ["№", "ФИО наставляемого", "Год рождения", "ФИО наставника", "Форма наставничества", "Дата вхождения"]
CLEAN = (
    ("ФИО наставляемого", "Лунин Пётр Ильич."),
    ("ФИО наставляемого", "фон Дервиз Иван Петрович"),
    ("ФИО наставляемого", "Мамедов Али Гасан оглы"),
    ("Дата вхождения", "02/11/2020"),
    ("Дата вхождения", "с 01.09.2021"),
    ("Дата вхождения", "2 ноября 2020 года"),
    ("Дата рождения", dt.date(2007, 3, 1)),
    ("Дата рождения", "01.03.2007"),
)
WRONG = (
    ("ФИО наставляемого", "Lunin Petr", "Имя написано латинскими буквами."),
    ("Дата вхождения", "13/31/2021", "Такой даты нет в календаре."),
    ("Год рождения", "01.03.2007", "Год рождения не понят."),
)


def faults(heading: str, value: object) -> tuple[list[str], str]:
    """What is told of a mentee with this value under this heading, and whom the record is about."""
    held = dict(zip(HEADINGS, [1, "Сомов Олег Павлович", 2007, "Громов Иван Ильич", "ученик – ученик", dt.date(2021, 9, 1)], strict=True))  # fmt: skip
    if heading == "Дата рождения":
        del held["Год рождения"]
    held[heading] = value
    (base,) = read_bases(maker.saved(book(("Лист", [list(held), list(held.values())]))), "x.xlsx").bases
    (record,) = check_rows(base, PERIOD)
    return [one.message for one in record.faults], "" if record.own is None else record.own.text


@pytest.mark.parametrize(("heading", "value"), CLEAN)
def test_what_people_write_rightly_in_their_own_way_is_no_fault(heading: str, value: object) -> None:
    messages, own = faults(heading, value)
    assert messages == []
    assert own


@pytest.mark.parametrize(("heading", "value", "message"), WRONG)
def test_a_fault_does_not_take_the_person_out_of_the_counts(heading: str, value: str, message: str) -> None:
    messages, own = faults(heading, value)
    assert messages == [message]
    assert own
