"""Lay out a table: widths and alignment of its columns, from what its cells hold."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import DEFAULT_SHEET, QUARTERS
from nastav_docs.documents.lazy_values import From
from nastav_docs.russian.deadlines import parse
from nastav_docs.russian.typography import typograph

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nastav_docs.config import ColumnRecord, PageWidths
    from nastav_docs.documents.lazy_values import LazyValues

CENTERED: Final = frozenset(
    {"number", "unit", "base", "target", "start", "finish", "quarter1", "quarter2", "quarter3", "quarter4"}
)


def from_table(own: Callable[[LazyValues], Mapping[str, Any]], keys: tuple[str, ...]) -> dict[str, From]:
    """The recipes of names of a paper that its laid out `table` holds: `keys` of it become names beside it.

    `own` finds the paper's values among all names.

    Other names of the part, such as its title, can so be asked for before the table is laid out.
    """

    def taken(key: str) -> From:
        return From(lambda names: own(names)["table"][key])

    return {key: taken(key) for key in keys}


def deadline_text(text: str) -> str:
    """A deadline as it is printed: as it was written, with obvious slips corrected and typography applied."""
    return typograph(parse(text).text)


def cell(column: str, value: object) -> dict[str, Any]:
    """A cell: the `id` of its column, its `lines`, `align` «center» or «left». A list has a line for each item."""
    lines = [str(item) for item in value] if isinstance(value, list) else str(value).split("\n")
    return {"id": column, "lines": lines, "align": "center" if column in CENTERED else "left"}


def laid_out(
    columns: list[ColumnRecord],
    usual: Mapping[str, tuple[str, int]],
    rows: list[dict[str, Any]],
    width: int,
    sheet: PageWidths = DEFAULT_SHEET,
) -> dict[str, Any]:
    """Lay out a table of `width` twips: its `columns` with titles and widths, and the `header` row above them, if any.

    `usual` are title and relative width of known columns. The cells of `rows` get their widths too.
    """
    titles = [typograph(column.title or usual.get(column.id, (column.id, 0))[0]) for column in columns]
    shares = [column.width or usual.get(column.id, ("", 20))[1] for column in columns]
    character = sheet.scaled(CHARACTER)
    least = [
        least_width([title, *(line for row in rows for line in row["cells"][place]["lines"])], character)
        for place, title in enumerate(titles)
    ]
    widths = fitted(shares, least, width)
    for row in rows:
        for place, shown in enumerate(row["cells"]):
            shown["width"] = widths[place]
    found = [
        {"id": column.id, "title": titles[place], "width": widths[place], "group": _group(column)}
        for place, column in enumerate(columns)
    ]
    return {"columns": found, "header": upper_row(found)}


def _group(column: ColumnRecord) -> str:
    if column.group:
        return typograph(column.group)
    if column.id in QUARTERS:
        return "Срок исполнения"
    return "Значение по годам" if column.id.isdigit() else ""


def upper_row(columns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The cells of the heading row above the columns: neighbours of one group are one cell.

    Where no column has a group there is no such row.
    """
    if not any(column["group"] for column in columns):
        return []
    cells: list[dict[str, Any]] = []
    for column in columns:
        if column["group"] and cells and cells[-1]["group"] == column["group"]:
            cells[-1]["span"] += 1
            cells[-1]["width"] += column["width"]
        else:
            title = column["group"] or column["title"]
            cells.append({"title": title, "span": 1, "width": column["width"], "group": column["group"]})
    return cells


# Twips: the width of a wide character of 12 pt, and of a cell's own margins.
CHARACTER: Final = 130
PADDING: Final = 230


def least_width(texts: list[str], character: int = CHARACTER) -> int:
    """The width in twips below which the longest word of a column's texts would be broken."""
    return max([1, *map(longest_word, texts)]) * character + PADDING


@lru_cache(maxsize=4096)
def longest_word(text: str) -> int:
    """The number of characters of the longest word of a text; a line may break at a space and after a hyphen."""
    return max(map(len, re.split(r"[ \n\-–]", text)))


def fitted(shares: list[int], least: list[int], width: int) -> list[int]:
    """Widths that add up to `width`: in proportion to `shares`, but none below its `least` while others can give."""
    wanted = [width * share / sum(shares) for share in shares]
    short = [max(0.0, need - want) for want, need in zip(wanted, least, strict=True)]
    spare = [max(0.0, want - need) for want, need in zip(wanted, least, strict=True)]
    given = min(1.0, sum(spare) / sum(short)) if sum(short) else 0.0
    taken = sum(short) * given / sum(spare) if sum(spare) else 0.0
    exact = [want + lack * given - rest * taken for want, lack, rest in zip(wanted, short, spare, strict=True)]
    edges = [round(sum(exact[:place])) for place in range(len(exact) + 1)]
    return [right - left for left, right in itertools.pairwise(edges)]
