"""How many texts of the open set are set right: `python -m tests.open_texts [--wrong]`.

A text counts when it is set as one of the forms of the list; a hyphen that a line must not break at counts as a hyphen.
What matters most is a text that should have stayed as it was and did not.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from typing import TYPE_CHECKING, Final

from nastav_docs.russian.typography import typograph
from tests.paths import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TEXTS: Final = DATA / "open" / "texts.tsv"
# How the list writes a non-breaking space.
TIE: Final = "␣"


def rows() -> Iterator[dict[str, str]]:
    """The texts as the file has them: `in`, `out`, `note`."""
    with TEXTS.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def made(row: Mapping[str, str]) -> str:
    """The text as it is set, written as the list writes it."""
    return typograph(row["in"].replace(TIE, "\u00a0")).replace("\u00a0", TIE).replace("\u2011", "-")


def verdict(row: Mapping[str, str]) -> str:
    """«right», or what is wrong: «spoilt» for a text that should stay as it is, else «missed»."""
    right = row["out"].split(" | ")
    if made(row) in right:
        return "right"
    return "spoilt" if row["in"] in right else "missed"


def main() -> None:
    """Print how many texts are right, missed and spoilt, and with --wrong each that isn't right."""
    found: Counter[str] = Counter()
    for row in rows():
        said = verdict(row)
        found[said] += 1
        if said != "right" and "--wrong" in sys.argv:
            print(said, row["in"], made(row), row["out"], row["note"], sep="\t")  # noqa: T201 - what the command is for
    print(*(f"{said} {found[said]}" for said in ("right", "missed", "spoilt")))  # noqa: T201 - as above


if __name__ == "__main__":
    main()
