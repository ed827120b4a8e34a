"""Seeded defects: correct papers spoilt in one place at a time, in more than twenty ways; each must be found."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from nastav_docs.papers.act_registry import shipped_acts
from nastav_docs.papers.read_text import paper_of_text
from nastav_docs.review.check_papers import check_package
from tests.paths import DATA
from tests.spoilt_papers import WAYS, spoilt

if TYPE_CHECKING:
    from pathlib import Path

CORRECT = sorted((DATA / "lint" / "correct").iterdir())
OF_AN_ORDER = {name for name in WAYS if "caption" in name or "of an annex" in name}  # said against the order alone


def cases() -> dict[str, list[tuple[Path, str]]]:
    """Every spoilt paper of every way."""
    made: dict[str, list[tuple[Path, str]]] = defaultdict(list)
    for path in CORRECT:
        text = path.read_text(encoding="utf-8")
        for name, way in WAYS.items():
            if name in OF_AN_ORDER and ("ЫВАЮ:" not in text or "«Приложение" in text):
                continue
            made[name] += [(path, case) for case in spoilt(way, text)]
    return made


CASES = cases()


def test_there_are_enough_seeded_defects() -> None:
    assert len(WAYS) >= 20
    assert all(CASES[name] for name in WAYS)
    assert sum(map(len, CASES.values())) >= 500


@pytest.mark.parametrize("name", WAYS)
def test_a_seeded_defect_is_found(name: str) -> None:
    missed = []
    for path, text in CASES[name]:
        found = {d.rule for d in check_package([paper_of_text(text, path.name)], shipped_acts())}
        if not found & set(WAYS[name].rules):
            missed.append(path.name)
    assert missed == []
