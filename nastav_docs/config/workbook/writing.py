"""What the rows of a workbook are made of, and what is known while they are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from nastav_docs.config.workbook.cells import cell_of
from nastav_docs.config.workbook.layout import EMPTY, BookField
from nastav_docs.config.yaml_tree import YamlMapping, YamlSequence
from nastav_docs.grids import Grid, GridRow

if TYPE_CHECKING:
    from nastav_docs.config.workbook.layout import Path
    from nastav_docs.config.yaml_tree import YamlNode

Look = Literal["about", "title", "label", "heading", "key", "value", "grey", "hint", "example"]
LONGEST: Final = 32_000  # signs of a cell: Excel takes 32,767


@dataclass(frozen=True, slots=True)
class BookCell:
    """A cell: its text, what it is drawn like, the field whose value it holds."""

    text: str
    look: Look
    asked: BookField | None = None
    special: str = ""


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row of a sheet; `spare` rows below it stand ready to be filled in, where it is the last of its table."""

    cells: tuple[BookCell, ...]
    section: bool = False


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """A sheet: its title and its rows from the first one."""

    title: str
    rows: tuple[WrittenRow, ...]

    def grid(self) -> Grid:
        """The sheet as the reader of files would give it."""
        rows = (GridRow(number, tuple(cell.text for cell in row.cells)) for number, row in enumerate(self.rows, 1))
        return Grid(self.title, [row for row in rows if any(row.cells)])


@dataclass(slots=True)
class Writing:
    """What is being written: the settings, the programme below them, and what did not fit so far."""

    layer: YamlMapping
    base: YamlMapping | None
    left: list[tuple[Path, YamlNode]] = field(default_factory=list)
    examples: bool = False
    taken: set[Path] = field(default_factory=set)
    blank: set[Path] = field(default_factory=set)  # empty texts where nothing stands below: an empty cell says so too

    def own(self, way: Path) -> YamlNode | None:
        """The node that the settings being written have at a path; None where there is none."""
        return at(self.layer, way)

    def below(self, way: Path) -> YamlNode | None:
        """The node that the programme below them has at the same path; None where there is none."""
        return None if self.base is None else at(self.base, way)


def at(node: YamlNode | None, way: Path) -> YamlNode | None:
    """The node at a path of keys and indexes within a tree; None where there is none."""
    for step in way:
        if isinstance(node, YamlMapping):
            node = node.entries.get(str(step))
        elif isinstance(node, YamlSequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def held(writing: Writing, one: BookField, node: YamlNode, way: Path) -> str:
    """The text of the cell that shows a value; «» where no cell can, and the value goes to the sheet «Прочее».

    `one` is the column, `node` the value, `way` its path in the settings.
    """
    if way in writing.taken:  # on a sheet of its own
        return ""
    writing.taken.add(way)
    text = cell_of(one, node)
    if text is None or len(text) > LONGEST:
        writing.left.append((way, node))
        return ""
    if text == EMPTY and writing.below(way) is None and all(isinstance(step, str) for step in way):
        writing.blank.add(way)
        return ""
    return text
