"""What comes of words, deadlines and sentences not seen before: `python -m tests.open_rounds [--wrong]`.

Written in rounds by somebody who had not seen the code (words 6: by one who had), each looked at only after its first
run; then what was wrong was mended by kind. A word is «silent» where its form is wrong and nothing is told, «told»
where it is wrong and warned of, «doubted» where it is right and warned of, «varied» where the norm has two forms and
the warning says so. At the first run:

    words 1   250 rows   silent 1   told 1   doubted 6   varied 1
    words 2   260 rows   silent 0   told 1   doubted 2   varied 1
    words 3   260 rows   silent 0   told 0   doubted 2   varied 2
    words 4   260 rows   silent 1   told 0   doubted 2   varied 5
    words 5   260 rows   silent 1   told 1   doubted 0   varied 0
    words 6   782 rows   silent 10  told 5   doubted 10  varied 10

Words 1 were doubted whatever case they stood in; since then a doubt is told of the forms that it is about. A deadline
is «misread» where other days come of it than were meant and nothing is told:

    deadlines 1   80 rows   misread 0   not understood 0
    deadlines 2   80 rows   misread 0   not understood 2
    deadlines 3   80 rows   misread 2   not understood 1

Of 180 correct sentences the checker found fault with none.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import sys
from collections import Counter
from typing import TYPE_CHECKING, Final, cast

from nastav_docs.russian import decline
from nastav_docs.russian.deadlines import parse
from tests.open_set import GENDERS, plain
from tests.paths import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from nastav_docs.russian import Case, Kind

ROUNDS: Final = DATA / "open" / "rounds"
PLAN: Final = (dt.date(2025, 9, 1), dt.date(2026, 8, 31))
IMPOSSIBLE: Final = frozenset(["ND360", "ND361"])
NOT_READ: Final = frozenset(["ND350", "ND351"])
# A note may name further days that are right: «верно и 31.08.2026».
DAY: Final = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a file by the names of its columns."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def of_word(row: Mapping[str, str]) -> tuple[str, str]:
    """«right», «varied», «doubted», «told» or «silent», and the form that was made."""
    case = cast("Case", row["case"])
    found = decline(row["text"], cast("Kind", row["kind"]), gender=GENDERS.get(row["gender"]))
    told = bool(found.doubts_of(case))
    expected = row["expected"].split(" | ")
    if (told and "flag" in expected) or plain(found.form(case)) in {plain(form) for form in expected}:
        doubted = told and "flag" not in expected
        return ("varied" if len(expected) > 1 else "doubted") if doubted else "right", found.form(case)
    return ("told" if told else "silent"), found.form(case)


def of_deadline(row: Mapping[str, str]) -> tuple[str, str]:
    """«right», «told» (of what is impossible or not understood) or «misread», and the days in the plan."""
    parsed = parse(row["text"], PLAN[0].year)
    codes = {problem.code for problem in parsed.problems}
    found = parsed.deadline.occurrences(PLAN, signed=PLAN[0]) if parsed.deadline else ()
    days = " ".join(f"{day:%d.%m.%Y}" for day in found)
    if row["verdict"] == "impossible":
        return ("right" if codes & IMPOSSIBLE else "told" if codes else "misread"), days
    if row["verdict"] == "free":
        return ("misread" if codes & IMPOSSIBLE else "told" if codes & NOT_READ else "right"), days
    due = [".".join(reversed(row["first_due"].split("-"))), *(match[0] for match in DAY.finditer(row["note"]))]
    beyond = any(dt.date(int(y), int(m), int(d)) > PLAN[1] for d, m, y in (day.split(".") for day in due))
    if days.split(" ")[0] in due or (not days and beyond):
        return "right", days
    return ("told" if codes & NOT_READ else "misread"), days


def measured(kind: str) -> Iterator[tuple[str, Counter[str], list[str]]]:
    """Of each file of a kind («words», «deadlines») its name, how many rows came out how, and the rows not right."""
    for path in sorted(ROUNDS.glob(f"{kind}-*.tsv")):
        counts: Counter[str] = Counter()
        wrong = []
        for row in rows(path):
            said, made = (of_word if kind == "words" else of_deadline)(row)
            counts[said] += 1
            if said != "right":
                wrong.append("\t".join([said, *row.values(), made]))
        yield path.stem, counts, wrong


def correct() -> list[Path]:
    """The files of correct sentences, one a line."""
    return sorted(ROUNDS.glob("correct-*.txt"))


def main() -> None:
    """Print how many rows of each file came out how; with --wrong those that are not right too."""
    for kind in ("words", "deadlines"):
        for name, counts, wrong in measured(kind):
            if "--wrong" in sys.argv:
                print(*wrong, sep="\n")  # noqa: T201 - what the command is for
            print(name, *(f"{said} {count}" for said, count in sorted(counts.items())))  # noqa: T201 - as above


if __name__ == "__main__":
    main()
