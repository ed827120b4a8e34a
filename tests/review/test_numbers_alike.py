"""Whose number may stand on a school's paper for its own while it is read, and where the school's own must stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from nastav_docs.config import load, read_bytes
from nastav_docs.documents import read_schools
from nastav_docs.papers import Act
from nastav_docs.papers.read_text import paper_of_text
from nastav_docs.review import norms
from nastav_docs.review.numbers_alike import NumbersAlike
from tests.benchmarks.region import write_region
from tests.paths import CONFIGS

if TYPE_CHECKING:
    from pathlib import Path

    from nastav_docs.registry import SchoolRow

DISTRICT = "ПРИКАЗ\n\n02.11.2020 № 80\n\nО наставничестве\n\nПРИКАЗЫВАЮ:\n\n1. Учесть письмо от 09.11.2020 № 17-п."


def school(number: str, day: str = "05.11.2020") -> SchoolRow:
    """A school with an order of this number and day, and without a letter."""
    row = next(row for row in read_schools(load(CONFIGS / "artemovsky")).rows if row.id == "oosh-4")
    return replace(row, given=(("order_number", number), ("order_date", day)))


def alike(*acts: Act) -> NumbersAlike:
    """The numbers beside the district's order, after a school with the order № 1-ОД."""
    tree, _ = read_bytes("order: {title: Об отряде № 33-о}".encode(), "district.yaml")
    assert tree is not None
    numbers = NumbersAlike(acts, [paper_of_text(DISTRICT, "order")], [tree], ["<w:t>форма № 44-ф</w:t>"])
    for number in ("1-ОД", "1-п", "1-о", "1-ф", "1"):
        assert numbers.of(school(number), None).texts["order_number"] == number
    return numbers


@pytest.mark.parametrize(
    ("number", "read"),
    [
        ("25-ОД", "1-ОД"),
        ("125-ОД", "1-ОД"),
        ("2020-ОД", "2020-ОД"),  # a year?
        ("05-ОД", "05-ОД"),
        ("25/1", "25/1"),  # two counts
        ("25 ОД", "25 ОД"),  # a number of another form
        ("17-п", "17-п"),  # the district's order cites it
        ("71-п", "71-п"),  # and may mean this one
        ("33-о", "33-о"),  # the settings name it
        ("44-ф", "44-ф"),  # a template does
        ("80-ОД", "80-ОД"),  # the district's own order begins so
        ("273-ОД", "273-ОД"),  # an act has it
    ],
)
def test_a_paper_is_read_with_the_number_of_the_first_school_where_nothing_cites_either(number: str, read: str) -> None:
    law = Act("приказ", "Управление", None, "273-ОД", "О наставничестве")
    assert alike(law).of(school(number), None).texts["order_number"] == read


@pytest.mark.parametrize("day", ["09.11.2020", "06.11.2020"])
def test_an_order_of_another_day_keeps_its_number(day: str) -> None:
    assert alike().of(school("25-ОД", day), None).texts["order_number"] == "25-ОД"


@pytest.mark.parametrize("text", ["Отменить приказ № 25-ОД.", "Считать приказ № 1-ОД основным.", "Собрать 05.11.2020."])
def test_a_school_whose_changes_name_either_number_or_its_day_keeps_its_own(text: str) -> None:
    changes, _ = read_bytes(f"order: {{clauses: {{x: {{text: {text}}}}}}}".encode(), "s.yaml")
    assert alike().of(school("25-ОД"), changes).texts["order_number"] == "25-ОД"


def changed(folder: Path) -> Path:
    """Nine schools of which three change their order; what two of these add has faults."""
    config = write_region(folder / "region", 9)
    (config / "schools").mkdir()
    clauses = {
        3: "Подготовить подборку № 3.",
        5: "Учесть письмо Управления № 1 от 09.11.2020 до 02.11.2020.",
        7: "Считать утратившим силу приказ от 05.11.2020 № 7-ОД.",
    }
    for number, text in clauses.items():
        own = f"order: {{clauses: {{own: {{before: control, text: {text}}}}}}}\n"
        (config / "schools" / f"s-{number}.yaml").write_text(own, encoding="utf-8")
    return config


def test_norms_say_the_same_whosever_numbers_the_papers_have(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    config = changed(tmp_path)
    found = norms(load(config))
    monkeypatch.setattr(NumbersAlike, "of", lambda _, row, __: row)
    assert norms(load(config)) == found
    assert {one.place.file.rpartition("/")[2] for one in found if one.place} >= {"s-5.yaml"}


def test_what_is_told_is_told_of_the_schools_own_number(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    config = changed(tmp_path)
    right = norms(load(config))
    monkeypatch.setattr(NumbersAlike, "is_cited", lambda *_: False)  # no number is kept from being stood in for
    assert norms(load(config)) == right
