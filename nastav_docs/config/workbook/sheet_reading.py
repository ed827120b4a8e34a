"""A sheet of the workbook while it is read: its cells as texts, their places, what was wrong so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import workbook as codes
from nastav_docs.grids import EXCEL_ERROR, in_error
from nastav_docs.grids.books import letters

if TYPE_CHECKING:
    from nastav_docs.config.workbook.book_layer import RowsClaimed
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.grids import Flaw, GridRow

LONGEST_SHOWN: Final = 40  # characters of a text of a cell in a message


@dataclass(slots=True)
class SheetReading:
    """A sheet while it is read: the name of the book in messages, the sheet's title, what was wrong so far."""

    file: str
    title: str
    problems: list[Diagnostic] = field(default_factory=list)
    blank: dict[tuple[str, ...], Place] = field(default_factory=dict)  # empty cells of forms, by what belongs there
    claims: list[RowsClaimed] = field(default_factory=list)

    def place(self, row: int, index: int) -> Place:
        """The place of a cell; rows count from 1, `index` from 0."""
        return Place(self.file, row, index + 1, words=f"лист «{self.title}», ячейка {letters(index)}{row}")


def own_cells(row: GridRow) -> list[str]:
    """The texts of a row, trimmed; a cell that only lies under a merged one beside it is empty."""
    found: list[str] = []
    for index, text in enumerate(row.cells):
        anchor = row.anchors.get(index)
        found.append(
            "" if anchor is not None and anchor != (row.number, index) and anchor[1] != index else text.strip()
        )
    return found


def flaw_at(row: GridRow, index: int) -> Flaw | None:
    """What is wrong with a cell before its meaning is asked: an error of Excel, a formula without its value."""
    text = row.cells[index].strip() if index < len(row.cells) else ""
    return row.flaws.get(index) or (in_error(text) if EXCEL_ERROR.fullmatch(text) else None)


def beside(title: str, text: str, place: Place) -> Diagnostic:
    """What stands right of a table or form, and is not read."""
    message = f"Написанное рядом с таблицей «{title}» не прочитано: «{in_short(text)}»."
    hint = "Если это часть настроек, впишите в ячейку таблицы; если нет – перенесите в другую книгу."
    return codes.NOT_READ.at(place, message, hint=hint, text=text)


def in_short(text: str) -> str:
    """A text of a cell in a message: on one line, its first 40 characters."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…"
