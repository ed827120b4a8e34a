"""The parts that offices put papers together of: the head of an order, clauses, a signature, captions, rows of plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.imported.sheets import LEFT, Word, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

Reading = dict[str, Any]
ROMAN: Final = ("", "I", "II", "III", "IV", "V")


def responsible(row: list[Any], between: str) -> list[str]:
    """A row of a plan with the responsible written in one text."""
    return [between.join(one) if isinstance(one, list) else one for one in row]


def head(made: Word, paper: Reading, *over: str, word: str = "", place_after: bool = False) -> None:
    """The head of an order: who issues it, the word, date and number, place, title."""
    lines(made, *over, side="center", bold=True)
    lines(made, word or paper["kind"].upper(), side="center", bold=True)
    lines(made, f"{paper['date']}\t\t№ {paper['number']}")
    if paper.get("place") and not place_after:
        lines(made, paper["place"], side="center")
    lines(made, "", paper["title"], "", side="center", bold=True)


def clauses(made: Word, paper: Reading, after: str = ". ", dot: str = "") -> None:
    """The clauses with numbers written by hand."""
    for number, text in paper["clauses"]:
        lines(made, f"{number}{dot}{after}{text}" if number else text, side="both")


def signature(made: Word, paper: Reading) -> None:
    """Who signs."""
    position, name = paper["people"][0]
    lines(made, "", f"{position}\t\t\t{name}", "")


def caption(made: Word, number: str, to: str) -> None:
    """The caption of an annex."""
    made.add_page_break()
    lines(made, f"Приложение {number}".strip(), *to.split("\n"), "", side="right")


def titled(made: Word, read: Reading) -> None:
    """The title over a table."""
    lines(made, read["title"], side="center", bold=True)
    lines(made, "")


def headings(read: Reading) -> list[str]:
    """The headings of the columns as they stand in the paper."""
    return [str(one) for one in read["columns"].values()]


def counted(read: Reading) -> list[list[str]]:
    """The row that numbers the columns, where the paper has one."""
    return [[str(n) for n in range(1, len(read["columns"]) + 1)]] if read.get("number_row") else []


def section_rows(read: Reading, section: str, number: str, between: str = "\n") -> Iterator[list[str]]:
    """The rows of a plan: «section» and «number» say how a section and an activity are numbered.

    «{s}» is the number of the section, «{a}» of the activity in it, «{n}» of the activity in the plan.
    """
    width, n = len(read["columns"]), 0
    for s, one in enumerate(read["sections"], 1):
        if one["title"]:
            yield [f"{section.format(s=s, r=ROMAN[s])}{one['title']}", *[LEFT] * (width - 1)]
        for a, row in enumerate(one["rows"], 1):
            n += 1
            yield [*([number.format(s=s, a=a, n=n)] if number else []), *responsible(row, between)]
