"""How many titles of the open set are declined right: `python -m tests.open_set [--wrong]`.

A title counts when all its oblique cases are right. What matters most is what is wrong and not flagged: nobody looks
at it again before it stands in an order.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from typing import TYPE_CHECKING, Final

from nastav_docs.russian import decline
from nastav_docs.russian.cases import OBLIQUE
from tests.paths import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.russian import Gender, Kind

TITLES: Final = DATA / "open" / "titles.tsv"
KINDS: Final[Mapping[str, Kind]] = {
    "org": "org", "place": "municipality", "person": "person", "people": "group", "post": "job", "phrase": "phrase",
}  # fmt: skip
GENDERS: Final[Mapping[str, Gender]] = {"m": "male", "f": "female"}
ALIKE: Final = str.maketrans("ёЁ\u2011\u00a0", "еЕ- ")


def rows() -> Iterator[dict[str, str]]:
    """The titles with their forms by case, as the file has them."""
    with TITLES.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def plain(form: str) -> str:
    """A form without what the set leaves open: ё, kinds of spaces and hyphens, the space between initials."""
    return re.sub(r"(?<=[А-Я]\.) (?=[А-Я]\.)", "", form.strip().translate(ALIKE))


def wrong_forms(row: Mapping[str, str]) -> tuple[dict[str, str], bool]:
    """The forms of a title that are not among the right ones, by case, and whether anything is flagged."""
    gender = GENDERS.get(row.get("gender") or "")
    made = decline(row["nom"], KINDS[row["kind"]], gender=gender)
    wrong = {}
    for case in OBLIQUE:
        if plain(made.form(case)) not in {plain(form) for form in row[case].split(" | ")}:
            wrong[str(case)] = made.form(case)
    return wrong, bool(made.doubts)


def main() -> None:
    """Print, for each kind, how many titles are right, wrong and flagged, wrong and silent, right and flagged."""
    found: Counter[tuple[str, str]] = Counter()
    for row in rows():
        wrong, flagged = wrong_forms(row)
        verdict = ("flagged" if flagged else "SILENT") if wrong else ("doubted" if flagged else "right")
        found[row["kind"], verdict] += 1
        if wrong and "--wrong" in sys.argv:
            print(verdict, row["kind"], row["nom"], wrong, sep="\t")  # noqa: T201 - what the command is for
    for kind in KINDS:
        counts = {verdict: found[kind, verdict] for verdict in ("right", "doubted", "flagged", "SILENT")}
        print(f"{kind:8}", *(f"{verdict} {count:4}" for verdict, count in counts.items()))  # noqa: T201 - as above


if __name__ == "__main__":
    main()
