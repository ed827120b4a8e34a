"""`show` lists what settings hold, with the id, the text and the place that each item was written at."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from nastav_docs import load
from nastav_docs.authoring import shown_settings
from nastav_docs.cli.main import cli
from tests.minimal import write
from tests.paths import CONFIGS, PAPERS

if TYPE_CHECKING:
    from pathlib import Path


def test_an_activity_of_a_shared_programme_is_found_by_its_id() -> None:
    items, problems = shown_settings(load(CONFIGS / "artemovsky"), "web-section")
    assert problems == ()
    district, school = items
    assert (district.sort, district.deadline, district.who) == (
        "activities",
        "До 20.11.2020",
        ("coordinator", "school_heads"),
    )
    assert district.path == "roadmap.sections.information.activities.web-section"
    assert school.path == "school.roadmap.sections.preparation.activities.web-section"
    assert {one.place.file.rpartition("/")[2] for one in items} == {"district.yaml"}  # the deadlines are changed there


def test_an_item_of_a_shared_programme_has_its_place_there() -> None:
    (item,), _ = shown_settings(load(CONFIGS / "artemovsky"), "motivation")
    assert item.place.file.endswith("mentoring/programme.yaml")
    assert item.place.line > 100


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ("papers", ["order", "roadmap", "decree"]),
        ("people", ["head"]),
        ("acts", ["fz-273"]),
        ("lists", ["pairs"]),
        ("school.papers.pairs", ["pairs"]),
        ("regulation", ["regulation"]),
    ],
)
def test_a_sort_an_id_and_a_path_may_be_asked_for(what: str, found: list[str]) -> None:
    items, _ = shown_settings(load(PAPERS), what)
    assert set(found) <= {item.id for item in items}


def test_an_item_without_an_id_has_its_number(tmp_path: Path) -> None:
    items, _ = shown_settings(load(write(tmp_path)), "clauses")
    assert [(item.id, item.path) for item in items] == [("", "order.clauses.1"), ("control", "order.clauses.control")]
    assert items[1].text == "Контроль за исполнением приказа оставляю за собой."


def test_what_is_not_there_is_told_with_a_guess() -> None:
    items, problems = shown_settings(load(PAPERS), "activites")
    assert items == ()
    assert [(p.message, p.hint) for p in problems] == [("«activites» в настройках нет.", "возможно, «activities»")]


def test_the_command_prints_the_places_and_json() -> None:
    answer = CliRunner().invoke(cli, ["show", str(PAPERS), "regulation"])
    assert answer.exit_code == 0
    assert "Документы (papers)\n  regulation             О наставничестве\n" in answer.output
    assert "papers.regulation · " in answer.output
    (item,) = json.loads(CliRunner().invoke(cli, ["show", str(PAPERS), "acts", "--format", "json"]).output)
    assert (item["id"], item["text"][:12], item["line"] > 0) == ("fz-273", "Об образован", True)
