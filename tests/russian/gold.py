"""The lists of right answers under `tests/data/gold`."""

from __future__ import annotations

import csv

from tests.paths import DATA

FOLDER = DATA / "gold"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a TSV list by its column names."""
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def lines(name: str) -> list[str]:
    """The words of a list, one a line; comments begin with #."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def plain(text: str) -> str:
    """A text with common spaces in place of U+00A0."""
    return text.replace("\u00a0", " ")
