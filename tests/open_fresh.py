"""How many of the fresh words, deadlines and texts come out right: `python -m tests.open_fresh [--wrong]`.

Each row of the list is one form: a title, a number with its noun or a word after a preposition in one case, a
deadline with the days it falls due or what it prints, a text with its ties. What matters most is what is wrong and
not flagged: nobody looks at it again before it stands in an order.
"""

from __future__ import annotations

import csv
import datetime as dt
import sys
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

from nastav_docs.russian import agree, counted_in_words, decline, ordinal, preposed
from nastav_docs.russian.deadlines import parse
from tests.open_set import GENDERS, plain
from tests.open_texts import made
from tests.paths import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.russian import Case, Kind

FRESH: Final = DATA / "open" / "fresh.tsv"
PLAN: Final = (dt.date(2024, 9, 1), dt.date(2026, 8, 31))
SIGNED: Final = dt.date(2024, 9, 2)


def rows() -> Iterator[dict[str, str]]:
    """The rows as the file has them: `kind`, `gender`, `text`, `case`, `expected`, `note`."""
    with FRESH.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def answer(row: Mapping[str, str]) -> tuple[str, bool]:
    """What the library makes of a row, and whether it has a doubt about it."""
    text, case = row["text"], cast("Case", row["case"])
    match row["kind"]:
        case "text":
            return made({"in": text}), False
        case "deadline":
            parsed = parse(text, SIGNED.year)
            days = parsed.deadline.occurrences(PLAN, signed=SIGNED) if parsed.deadline else ()
            printed = parsed.text if row["case"] == "print" else " ".join(f"{day:%d.%m.%y}" for day in days)
            return printed, bool(parsed.problems)
        case "agree":
            number, phrase = text.split(" ", 1)
            return agree(Decimal(number), phrase, case), False
        case "words" | "ordinal" as how:
            number, phrase = text.split(" ", 1)
            return (counted_in_words if how == "words" else ordinal)(int(number), phrase, case), False
        case "after":
            preposition, phrase = text.split(" ", 1)
            found = decline(phrase, "phrase")
            return preposed(preposition, found.form(case), case), bool(found.doubts)
        case kind:
            found = decline(text, cast("Kind", kind), gender=GENDERS.get(row["gender"]))
            return found.form(case), bool(found.doubts)


def verdict(row: Mapping[str, str]) -> tuple[str, str]:
    """«right», «doubted» (right, and warned of), «flagged» (wrong, and warned of) or «SILENT», and what was made."""
    form, flagged = answer(row)
    if row["expected"] == "flag" or row["case"] in ("error", "read"):
        right = flagged == (row["case"] != "read")
        flagged = False
    else:
        right = plain(form) in {plain(variant) for variant in row["expected"].split(" | ")}
    if right:
        # A deadline that is understood and asked about is not falsely warned of: what it says may be odd.
        return ("doubted" if flagged and row["kind"] != "deadline" else "right"), form
    return ("flagged" if flagged else "SILENT"), form


def main() -> None:
    """Print, for each kind, how many rows are right, doubted, flagged and wrong in silence."""
    found: Counter[tuple[str, str]] = Counter()
    for row in rows():
        said, form = verdict(row)
        found[row["kind"], said] += 1
        if said != "right" and "--wrong" in sys.argv:
            print(said, row["kind"], row["text"], row["case"], form, row["expected"], sep="\t")  # noqa: T201 - what the command is for
    for kind in dict.fromkeys(kind for kind, _ in found):
        counts = {said: found[kind, said] for said in ("right", "doubted", "flagged", "SILENT")}
        print(f"{kind:12}", *(f"{said} {count:4}" for said, count in counts.items()))  # noqa: T201 - as above


if __name__ == "__main__":
    main()
