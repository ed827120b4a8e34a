"""Schools' texts that differ in names alone: what is taken for one, and when a school keeps its own names."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from nastav_docs import load
from nastav_docs.config import read_bytes
from nastav_docs.documents import read_schools
from nastav_docs.documents.nouns import Noun
from nastav_docs.review import norms, school_papers
from nastav_docs.review.check_project import found_in
from nastav_docs.review.found_clean import NOTHING_KEPT
from nastav_docs.review.names_alike import FirstNames
from nastav_docs.review.stand_ins import StandIns
from nastav_docs.rules import all_rules
from tests.paths import CONFIGS

if TYPE_CHECKING:
    from nastav_docs.papers import Part
    from nastav_docs.registry import SchoolRow


def asked(**cases: str) -> Noun:
    """A noun that was printed in these cases."""
    noun = Noun(lambda case: cases[case])
    for case in cases:
        noun.form(case)  # type: ignore[arg-type]  # «nom», «gen» …
    return noun


def school(**cases: str) -> dict[str, object]:
    """What templates know of a school."""
    noun = asked(**cases)
    noun |= {"name": noun, "abbr": noun, "address": "", "phone": "(34363) 0\u20110\u20111"}
    return {"school": noun, "people": {"head": asked(nom="Кравец Н.П.", dat="Кравцу Н.П.")}}


def test_a_text_is_judged_with_the_names_of_the_first_school() -> None:
    first = FirstNames()
    one = first.for_school(school(nom="МАОУ «СОШ № 1»", gen="МАОУ «СОШ № 1»"), NOTHING_KEPT)
    other = first.for_school(school(nom="Центр «Доверие»", gen="Центра «Доверие»"), NOTHING_KEPT)
    assert one.alike("на сайте МАОУ «СОШ № 1»") == "на сайте МАОУ «СОШ № 1»"
    assert other.alike("на сайте Центра «Доверие»") == "на сайте МАОУ «СОШ № 1»"
    assert (
        other.alike("Об опыте «Работа Центра „Доверие“»") == "Об опыте «Работа МАОУ „СОШ № 1“»"
    )  # quotes within quotes
    assert other.alike("на сайте МБОУ «СОШ № 5»") == "на сайте МБОУ «СОШ № 5»"  # nobody's name


def test_a_check_asks_of_the_text_that_schools_have_in_common_once(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: Counter[str] = Counter()
    is_clean = all_rules.is_clean.__wrapped__

    def counting(text: str, part: Part) -> bool:
        judged[text] += 1
        return is_clean(text, part)

    monkeypatch.setattr("nastav_docs.review.own_rules.is_clean", counting)
    assert found_in(load(CONFIGS / "artemovsky")) == ()
    published = [text for text in judged if text.startswith("Разместить настоящий приказ на\u00a0официальном сайте")]
    assert len(published) == 1  # twenty schools order so


def rows() -> dict[str, SchoolRow]:
    return {row.id: row for row in read_schools(load(CONFIGS / "artemovsky")).rows}


def test_a_school_is_read_with_the_names_of_the_first_of_its_type() -> None:
    stand_ins, given = StandIns(lambda _: True), rows()
    first = stand_ins.of(given["sosh-1"])
    assert first.texts == given["sosh-1"].texts
    other = stand_ins.of(given["lyceum-21"])
    names = {name for name, text in other.texts.items() if text != given["lyceum-21"].texts[name]}
    assert {"name", "abbr", "head"} <= names
    assert not names & {"kind", "order_number", "order_date"}
    assert stand_ins.of(given["ds-15"]) is not other  # a kindergarten, whose clauses are others


@pytest.mark.parametrize(
    ("changes", "own"),
    [
        ("order: {title: О своём деле}", False),
        ("order: {title: О работе лицея}", True),  # it speaks of the school
        ("order: {clauses: {x: {text: Цой вести журнал.}}}", True),  # and of its people
    ],
)
def test_a_school_whose_changes_speak_of_it_keeps_its_names(changes: str, *, own: bool) -> None:
    stand_ins, given = StandIns(lambda _: True), rows()
    stand_ins.of(given["sosh-1"])
    tree, _ = read_bytes(changes.encode(), "lyceum-21.yaml")
    assert (stand_ins.of(given["lyceum-21"], tree) is given["lyceum-21"]) == own


def test_words_that_are_not_clean_stay_in_the_papers() -> None:
    given = rows()
    stand_ins = StandIns(lambda row: row.id != "lyceum-21")
    stand_ins.of(given["sosh-1"])
    assert stand_ins.of(given["lyceum-21"]) is given["lyceum-21"]


def test_norms_say_the_same_whosever_names_the_papers_have(monkeypatch: pytest.MonkeyPatch) -> None:
    project = load(CONFIGS / "artemovsky")
    found = norms(project)
    monkeypatch.setattr(StandIns, "of", lambda _, row, __=None: row)
    assert norms(load(CONFIGS / "artemovsky")) == found
    assert (
        school_papers.SchoolNorms.__dataclass_fields__["stand_ins"].default is None
    )  # `check` prints each paper anyway
