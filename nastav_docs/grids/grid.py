"""A table as it is read, before anybody knows what it is about: rows of texts with the names of their cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterable, Iterator, Mapping

    from nastav_docs.grids.flaw import Flaw
    from nastav_docs.grids.form_mark import FormMark

Merge = tuple[int, int, int, int]  # first row and column, last row and column; rows from 1, columns from 0
MOST_TEXT: Final = 64_000_000  # characters in the cells of a sheet: 100,000 full rows have some 10,000,000
# Rows and cells of a sheet that only have a look; a filled cell makes room for as many as a wide form has beside it.
MOST_IDLE: Final = 200_000
IDLE_BY_FILLED: Final = 20
WIDEST: Final = 256  # columns that are read: a base has some twenty

SHORTER: Final = "Найдите на листе очень длинный текст, который повторён много раз, и очистите эти ячейки."


def spaced(number: int) -> str:
    """A large number as people write it: «64 000 000»."""
    return f"{number:_}".replace("_", " ")


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: its `number` as a spreadsheet counts from 1, its cells as texts, what reading found wrong, by index.

    `anchors` are, for cells that belong to a merged one, the row and the index at which that one stands. `hidden`:
    people do not see the row, as far as the reader of the format tells it.
    """

    number: int
    cells: tuple[str, ...]
    flaws: Mapping[int, Flaw] = field(default_factory=dict)
    anchors: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SheetLooks:
    """What people see of a sheet beside its texts, as far as the reader of the format tells it.

    Numbers of rows count from 1, indexes of columns from 0; cells are pairs of them. `struck` are struck through,
    `noted` are those with a comment, and what it says.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()
    noted: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a file. Its rows can be gone through once, and those without any text are left out.

    `sheet` is its title («» for a file without sheets), `table` its number in a Word file (0: no Word file), `above`
    the texts that stand before it outside any table. `looks` are told only of books of settings,
    and whether the sheet is `hidden` from people.
    """

    sheet: str
    rows: Iterable[GridRow]
    table: int = 0
    above: tuple[str, ...] = ()
    looks: SheetLooks = field(default_factory=SheetLooks)
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file with tables: the grids one after another, and what the file says of itself.

    `refusal` is why it is not read, with what to do (`hint`). `modified` is when it was last saved, where it says so.
    """

    grids: Iterable[Grid] = ()
    mark: FormMark | None = None
    modified: dt.datetime | None = None
    refusal: str = ""
    hint: str = ""


class LeftToAPersonError(Exception):
    """Why a cell is not changed by the program, in Russian."""


class UnreadableError(Exception):
    """A table turned out to be damaged or too large while its rows were read; says why, and what to do, in Russian."""

    def __init__(self, message: str, hint: str = "Откройте файл, сохраните заново и пришлите ещё раз.") -> None:
        super().__init__(message)
        self.hint = hint


def with_merged(
    rows: Iterable[tuple[int, list[str], dict[int, Flaw]]], merges: Iterable[Merge], hidden: Container[int] = ()
) -> Iterator[GridRow]:
    """The rows, every cell of a merged one with its value, as a reader of the sheet understands it.

    `rows` come in order: number, cells, flaws by index. Those without any text are left out; `hidden` are the numbers
    of those that are not shown. Raises UnreadableError
    when all cells together have more than MOST_TEXT characters, as one long text that stands in thousands of them.
    """
    left = MOST_TEXT
    waiting = sorted(merges, reverse=True)
    active: list[tuple[Merge, str]] = []
    for number, cells, flaws in rows:
        while waiting and waiting[-1][0] <= number:
            merge = waiting.pop()
            value = cells[merge[1]] if merge[0] == number and merge[1] < len(cells) else ""
            if value:
                active.append((merge, value))
        active = [one for one in active if one[0][2] >= number]
        anchors = _spread(number, cells, active) if active else {}
        left -= sum(map(len, cells))
        if left < 0:
            raise UnreadableError(f"До строки {number} в ячейках больше {spaced(MOST_TEXT)} знаков.", SHORTER)
        if any(cells) or flaws:
            yield GridRow(number, tuple(cells), flaws, anchors, number in hidden)


def _spread(number: int, cells: list[str], active: list[tuple[Merge, str]]) -> dict[int, tuple[int, int]]:
    """Write the values of merged cells into the cells of a row; gives the anchors of those cells."""
    anchors: dict[int, tuple[int, int]] = {}
    for (first_row, first, _, end), value in active:
        stop = min(end + 1, WIDEST)
        cells.extend([""] * (stop - len(cells)))
        for index in range(first, stop):
            if not cells[index] or (number, index) == (first_row, first):
                cells[index] = value
                anchors[index] = (first_row, first)
    return anchors
