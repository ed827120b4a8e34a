"""A list as it was read: rows of typed values, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.config import ListColumn
    from nastav_docs.diagnostics import Place
    from nastav_docs.grids import Flaw


# What belongs to a person beside the name: columns `mentor_gender`, `mentor_position`, or keys of the YAML.
OF_PERSON: Final = ("gender", "position", "phone", "email")


@dataclass(frozen=True, slots=True)
class WrittenCell:
    """A cell as it is written: its text, its place, and what reading found wrong with it."""

    text: str
    place: Place
    flaw: Flaw | None = None


# A row as it is written: its cells by the names of columns, and its place.
WrittenRow = tuple[dict[str, WrittenCell], "Place"]


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person of a list, before the name is declined; `gender` is «male», «female» or «», `forms` cases by hand."""

    name: str
    gender: str = ""
    position: str = ""
    phone: str = ""
    email: str = ""
    forms: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ListCell:
    """A value of a list with its place; `text` is how it was written.

    The value is by the column's type: str (text, post, one_of, phone, email, gender; school: its code), ListedPerson,
    datetime.date, Decimal, int, bool; None for an empty cell.
    """

    value: object
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class ListRow(Mapping[str, ListCell]):
    """A row of a list: its cells by the names of columns, all columns in each row."""

    cells: Mapping[str, ListCell]
    place: Place

    def __getitem__(self, name: str) -> ListCell:
        """The cell of a column. Raises KeyError where the list has no such column."""
        return self.cells[name]

    def __iter__(self) -> Iterator[str]:
        """The names of the columns, in the order of the settings."""
        return iter(self.cells)

    def __len__(self) -> int:
        """How many columns there are."""
        return len(self.cells)


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list of the settings with its rows; `columns` say what is in each."""

    name: str
    columns: Mapping[str, ListColumn]
    rows: tuple[ListRow, ...] = ()

    @property
    def school_column(self) -> str:
        """The column that says whose a row is; «» where the list has none."""
        return next((name for name, column in self.columns.items() if column.type == "school"), "")

    def of_school(self, school: str) -> ReadList:
        """The list with the rows of one school alone, by its code; whole where no column says whose they are."""
        column = self.school_column
        if not column:
            return self
        return ReadList(self.name, self.columns, tuple(row for row in self.rows if row[column].value == school))
