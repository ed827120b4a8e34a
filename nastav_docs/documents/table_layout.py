"""Lay out a table: widths and alignment of its columns, from what its cells hold."""

from __future__ import annotations

import itertools
import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from nastav_docs.config import DEFAULT_SHEET, QUARTERS
from nastav_docs.documents.lazy_values import From
from nastav_docs.russian.deadlines import parse
from nastav_docs.russian.typography import typograph
from nastav_docs.template.engine import SharedRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

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


DEADLINES: Final = frozenset({"deadline", "due"})


class ShownCell(NamedTuple):
    """What stands in a table in a column, by its id: its lines, and «center» or «left»."""

    column: str
    lines: tuple[str, ...]
    align: str


def cell(column: str, value: object, *, capital: bool = True) -> ShownCell:
    """A cell of a column. A list has a line for each item.

    A deadline begins with a `capital` letter, whoever wrote it: so all of a column look alike.
    """
    lines = [str(item) for item in value] if isinstance(value, list) else str(value).split("\n")
    if capital and column in DEADLINES and lines and lines[0][:1].islower():
        lines[0] = lines[0][0].upper() + lines[0][1:]
    return ShownCell(column, tuple(lines), "center" if column in CENTERED else "left")


def laid_out(
    columns: list[ColumnRecord],
    usual: Mapping[str, tuple[str, int]],
    rows: list[dict[str, Any]],
    width: int,
    sheet: PageWidths = DEFAULT_SHEET,
    *,
    by_content: bool = False,
) -> dict[str, Any]:
    """Lay out a table of `width` twips: its `columns` with titles and widths, and the `header` row above them, if any.

    See `laid_out_rows`.
    """
    return laid_out_rows(columns, usual, rows, width, sheet, by_content=by_content)[0]


def laid_out_rows(
    columns: list[ColumnRecord],
    usual: Mapping[str, tuple[str, int]],
    rows: list[dict[str, Any]],
    width: int,
    sheet: PageWidths = DEFAULT_SHEET,
    *,
    by_content: bool = False,
) -> tuple[dict[str, Any], list[int]]:
    """Lay out a table as `laid_out` does; with it an estimate of how many lines each row has.

    `usual` are title and relative width of known columns; with `by_content` a table none of whose columns has a width
    of its own is divided by what its cells hold. `rows` get cells that have their widths too, and `keep`, which is true
    of the last row but one: no row goes to the last page alone. A section has no height of its own: its cell is merged
    over rows.
    """
    titles = [typograph(column.title or usual.get(column.id, (column.id, 0))[0]) for column in columns]
    held: list[tuple[ShownCell, ...]] = [*zip(*(row["cells"] for row in rows), strict=True)] or [() for _ in columns]
    size = sheet.scaled(TABLE_SIZE)
    needed = _needed if len(rows) <= KEPT_ROWS else _needed.__wrapped__
    least = [needed(title, cells, size, tied=True) for title, cells in zip(titles, held, strict=True)]
    if sum(least) > width:
        least = [needed(title, cells, size, tied=False) for title, cells in zip(titles, held, strict=True)]
    if by_content and not any(column.width for column in columns):
        widths = fitted_to_content([[shown.lines for shown in cells] for cells in held], least, width, sheet)
    else:
        widths = fitted([column.width or usual.get(column.id, ("", 20))[1] for column in columns], least, width)
    heights = _sized(rows, held, widths, sheet.scaled(MEAN_CHARACTER))
    found = [
        {"id": column.id, "title": titles[place], "width": widths[place], "group": _group(column)}
        for place, column in enumerate(columns)
    ]
    return {"columns": found, "header": upper_row(found)}, heights


# Most columns of a plan are the same in all schools. Those of as many rows are kept, others would fill the memory.
KEPT_ROWS: Final = 100


@lru_cache(maxsize=256)
def _needed(title: str, cells: tuple[ShownCell, ...], size: int, *, tied: bool) -> int:
    """The width in twips that a column needs at least, as `least_width`."""
    return least_width([title, *itertools.chain.from_iterable(shown.lines for shown in cells)], size, tied=tied)


def _sized(
    rows: list[dict[str, Any]], held: list[tuple[ShownCell, ...]], widths: Sequence[int], character: int
) -> list[int]:
    """Give rows cells with widths and `keep`, in place; how many lines the tallest cell of each has."""
    sized = _sized_column if len(rows) <= KEPT_ROWS else _sized_column.__wrapped__
    columns = [sized(cells, width, character) for cells, width in zip(held, widths, strict=True)]
    for row, cells in zip(rows, zip(*(cells for cells, _ in columns), strict=True), strict=bool(columns)):
        row["cells"] = [*cells]
    return [*map(max, zip(*(lines for _, lines in columns), strict=True))] if columns else [1] * len(rows)


@lru_cache(maxsize=256)
def _sized_column(
    cells: tuple[ShownCell, ...], width: int, character: int
) -> tuple[tuple[SharedRow, ...], tuple[int, ...]]:
    """The cells of a column in their table, and how many lines each has; the last but one stays with the last."""
    last_but_one = len(cells) - 2
    found = [sized_cell(shown, width, place == last_but_one, character) for place, shown in enumerate(cells)]
    return tuple(shown for shown, _ in found), tuple(lines for _, lines in found)


@lru_cache(maxsize=2048)
def sized_cell(
    shown: ShownCell,
    width: int,
    keep: bool,  # noqa: FBT001  a key of the cache
    character: int,
) -> tuple[SharedRow, int]:
    """A cell in its table, the same one for all papers that have it, and how many lines it makes its row at least."""
    column, lines, align = shown
    made = SharedRow({"id": column, "lines": [*lines], "align": align, "width": width, "keep": keep})
    return made, 1 if column == "section" else lines_of_cell(lines, width, character)


NO_GROUP: Final = "нет"  # over columns that have a common heading where none is said


def _group(column: ColumnRecord) -> str:
    if column.group:
        return "" if column.group == NO_GROUP else typograph(column.group)
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


# Twips of 12 pt: what a cell's margins take, and some leeway for other fonts.
PADDING: Final = 210
# The widths of letters in thousandths of the size, rounded up; as Times New Roman has them and the fonts made after it.
LETTERS: Final[Mapping[str, int]] = {
    letter: width
    for letters, width in (
        ("\u00a0.,:;/ijlt", 300), ("()frI", 350), ("загеёстэcaezs", 450), ("бдийнпцчъ", 550), ("БГРмфЕЁТЧ", 650),
        ("жыВДКЛСЭЯ", 700), ("юАИЙНОПУХЦЪABCDEGHKLNOQRTUVXYZmw", 750), ("шщФ%", 850), ("ЖМЫ№ШЩЮMW", 1050),
    )
    for letter in letters
}  # fmt: skip
USUAL_LETTER: Final = 500
TABLE_SIZE: Final = 240  # 12 pt in twips


def least_width(texts: Iterable[str], size: int, *, tied: bool = False) -> int:
    """The width in twips below which the longest word of a column's texts would be broken; `size` is the font's.

    With `tied`, «Каминская-Штейн Р.М.» is one word: LibreOffice, which breaks no line at a no-break space, does not go
    back past it to the hyphen, but tears the initials apart.
    """
    longest = longest_tied if tied else longest_word
    return max([USUAL_LETTER, *map(longest, {*texts})]) * size // 1000 + PADDING


@lru_cache(maxsize=4096)
def longest_word(text: str) -> int:
    """The width of a text's longest word, in thousandths of the size; lines break at spaces and after hyphens."""
    return max(map(_width, BREAKS.split(text)))


@lru_cache(maxsize=4096)
def longest_tied(text: str) -> int:
    """The same with lines that do not break after a hyphen whose word a no-break space ties to the next one."""
    return max(map(_width, TIED_BREAKS.split(text)))


# Where a line may be broken.
BREAKS: Final = re.compile(r"(?<=-)|[ \n\u2013]")
TIED_BREAKS: Final = re.compile(r"(?<=-)(?![^ \n\u2013\u00a0-]*\u00a0)|[ \n\u2013]")


@lru_cache(maxsize=8192)
def _width(word: str) -> int:
    return sum(LETTERS.get(letter, USUAL_LETTER) for letter in word)


# Characters: the relative width of a column that is left to be filled in by hand.
TO_FILL_IN: Final = 20
# Twips of 12 pt: the mean width of a character, and what a cell's margins take.
MEAN_CHARACTER: Final = 115
CELL_PADDING: Final = 170
# Characters of a line that stay empty at its end, on average: half a word. Twips between two widths that are tried.
RAGGED: Final = 4
STEP: Final = 100


def fitted_to_content(held: list[list[Sequence[str]]], least: list[int], width: int, sheet: PageWidths) -> list[int]:
    """Widths that add up to `width` for columns whose cells hold some lines.

    Each column gets its part by what it holds. Then the two that hold most share what they have so that the table
    becomes lowest: texts that stand side by side break into as many lines.
    """
    shares = [content_share(cells) for cells in held]
    widths = fitted(shares, least, width)
    if len(widths) < 2:  # noqa: PLR2004 - a pair of columns
        return widths
    one, other = sorted(range(len(shares)), key=lambda place: -shares[place])[:2]
    both = widths[one] + widths[other]
    character = sheet.scaled(MEAN_CHARACTER)
    rows = list(zip(held[one], held[other], strict=True))
    ragged = RAGGED * character

    def height(cut: int) -> int:
        return sum(lines_of_row(row, [cut - ragged, both - cut - ragged], character) for row in rows)

    cut = min((widths[one], *range(least[one], both - least[other] + 1, STEP)), key=height)
    widths[one], widths[other] = cut, both - cut
    return widths


def content_share(cells: list[Sequence[str]]) -> int:
    """The relative width of a column: the root mean square of what its cells hold; so long cells count for more."""
    lengths = [sum(map(len, lines)) for lines in cells]
    if not any(lengths):
        return TO_FILL_IN
    return max(1, round(math.sqrt(sum(length * length for length in lengths) / len(lengths))))


def lines_of_row(row: Sequence[Sequence[str]], widths: Sequence[int], character: int) -> int:
    """An estimate of how many lines the tallest cell of a row has; at least 1."""
    return max(
        (lines_of_cell(lines, width, character) for lines, width in zip(row, widths, strict=True)),
        default=1,
    )


def lines_of_cell(lines: Sequence[str], width: int, character: int) -> int:
    """An estimate of how many lines a cell has on paper whose text has some; a loop, for it is asked of each cell."""
    room = max(1, width - CELL_PADDING)
    if len(lines) == 1:
        return -(-len(lines[0]) * character // room) or 1
    found = 0
    for line in lines:
        found += -(-len(line) * character // room) or 1
    return found


def fitted(shares: list[int], least: list[int], width: int) -> list[int]:
    """Widths that add up to `width`: in proportion to `shares`, but none below its `least` while others can give.

    Where all of them cannot have it, only the widest give way: a number or a name with initials stays unbroken.
    """
    if sum(least) > width:
        least = shares = _lowered(least, width)
    wanted = [width * share / sum(shares) for share in shares]
    short = [max(0.0, need - want) for want, need in zip(wanted, least, strict=True)]
    spare = [max(0.0, want - need) for want, need in zip(wanted, least, strict=True)]
    given = min(1.0, sum(spare) / sum(short)) if sum(short) else 0.0
    taken = sum(short) * given / sum(spare) if sum(spare) else 0.0
    exact = [want + lack * given - rest * taken for want, lack, rest in zip(wanted, short, spare, strict=True)]
    edges = [round(sum(exact[:place])) for place in range(len(exact) + 1)]
    return [right - left for left, right in itertools.pairwise(edges)]


def _lowered(least: list[int], width: int) -> list[int]:
    """The widths with the widest of them cut to one width, so that all add up to `width`."""
    rest, given = width, {}
    for done, place in enumerate(sorted(range(len(least)), key=least.__getitem__)):
        given[place] = min(least[place], rest // (len(least) - done))
        rest -= given[place]
    return [given[place] for place in range(len(least))]
