"""Words, deadlines and sentences written by somebody who had not seen the code: none is wrong in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nastav_docs
from tests.open_rounds import correct, measured

if TYPE_CHECKING:
    from pathlib import Path


def test_words_are_right_or_told_and_seldom_doubted_for_nothing() -> None:
    for name, counts, wrong in measured("words"):
        assert counts["silent"] <= 0.003 * counts.total(), (name, wrong)
        assert counts["doubted"] <= 0.02 * counts.total(), (name, wrong)


def test_deadlines_are_right_or_told() -> None:
    for name, counts, wrong in measured("deadlines"):
        assert counts["misread"] == 0, (name, wrong)
        assert counts["told"] <= 2, (name, wrong)


@pytest.mark.parametrize("path", correct(), ids=lambda path: path.stem)
def test_correct_sentences_are_not_found_fault_with(path: Path) -> None:
    assert nastav_docs.lint(path) == ()
