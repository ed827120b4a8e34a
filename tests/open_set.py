"""How many titles of the open set are declined right, and how many deadlines are understood.

`python -m tests.open_set [--wrong]`.

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
from nastav_docs.russian.deadlines import parse
from tests.paths import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from nastav_docs.russian import Gender, Kind

TITLES: Final = DATA / "open" / "titles.tsv"
DEADLINES: Final = DATA / "open" / "deadlines.tsv"
NOT_READ: Final = frozenset(["ND350", "ND351"])
KINDS: Final[Mapping[str, Kind]] = {
    "org": "org", "place": "municipality", "person": "person", "people": "group", "post": "job", "phrase": "phrase",
}  # fmt: skip
GENDERS: Final[Mapping[str, Gender]] = {"m": "male", "f": "female"}
ALIKE: Final = str.maketrans("ёЁ\u2011\u00a0", "еЕ- ")


def rows(path: Path = TITLES) -> Iterator[dict[str, str]]:
    """The rows of a file by the names of its columns: titles with their forms by case."""
    with path.open(encoding="utf-8", newline="") as file:
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


def deadlines() -> tuple[Counter[str], list[str]]:
    """How many deadlines are read whole, in part or not at all, how many impossible ones are told; those that are not.

    Whether what was read is right is seen by eye: the set says it in words.
    """
    found: Counter[str] = Counter()
    missed = []
    for row in rows(DEADLINES):
        codes = {problem.code for problem in parse(row["text"], 2025).problems}
        flag = row["meaning"].startswith("flag")
        verdict = ("told" if codes else "SILENT") if flag else "in part" if codes & NOT_READ else "read"
        found[verdict] += 1
        if verdict in ("SILENT", "in part"):
            missed.append(f"{verdict}\tdeadline\t{row['text']}\t{row['meaning']}")
    return found, missed


def main() -> None:
    """Print, for each kind, how many titles are right, wrong and flagged, wrong and silent, right and flagged.

    And how many deadlines are read.
    """
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
    read, missed = deadlines()
    if "--wrong" in sys.argv:
        print(*missed, sep="\n")  # noqa: T201 - as above
    print("deadline", *(f"{verdict} {count:4}" for verdict, count in read.items()))  # noqa: T201 - as above


if __name__ == "__main__":
    main()
