"""What the sheets of a workbook of settings are: their blocks, and which column or row holds which value.

A sheet holds blocks one below another, each under a row with its title: a form (label, value) or a table (headings,
rows). What no sheet holds stands on the sheet «Прочее» by its path.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from nastav_docs.russian import CASES

if TYPE_CHECKING:
    from collections.abc import Mapping

Path = tuple[str | int, ...]

CellKind = Literal[
    "text",
    "date",
    "when",
    "value",
    "flag",
    "choice",
    "names",
    "lines",
    "paragraphs",
    "prose",
    "pairs",
    "forms",
    "phrase",
]

YES: Final = "да"
NO: Final = "нет"
# What a cell says where it is neither empty nor a value.
REMOVED: Final = "(убрать)"
EMPTY: Final = "(пусто)"
NO_ITEMS: Final = "(пустой список)"
NO_ENTRIES: Final = "(пустой раздел)"
# The column that says whether a row changes one of the programme; an empty cell: the row is the district's own.
ORIGIN: Final = "Откуда"
FROM_PROGRAMME: Final = "из программы"
REMOVE_ROW: Final = "убрать"
IN_PROGRAMME: Final = "В программе"  # a grey column of the texts that the programme has; it is not read
EXAMPLE: Final = "пример"  # a row that begins so is an example, and is not read
OTHER: Final = "Прочее"
SCHOOLS: Final = "Школы"
CHOICES: Final = "Подсказки"
# Sheets for rows whose columns are the user's own, by the beginning of their titles: where their owners stand.
ROW_SHEETS: Final[Mapping[str, tuple[str, ...]]] = {
    "Список ": ("lists",),
    "Таблица школы ": ("school", "papers"),
    "Таблица ": ("papers",),
}
ARROW: Final = " → "
FIRST_SHEET: Final = "Реквизиты"


@dataclass(frozen=True, slots=True)
class BookField:
    """A value of the workbook: the label or heading that it stands at, its way in the settings, how a cell holds it.

    `choices` are the words of the drop-down by what the settings say, `also` other headings that are understood.
    """

    heading: str
    path: tuple[str, ...]
    kind: CellKind = "text"
    hint: str = ""
    width: int = 24
    choices: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    rare: bool = False  # its column is drawn only where it holds something


@dataclass(frozen=True, slots=True)
class BookForm:
    """A block of labels with values, for the mapping at `path`."""

    title: str
    path: tuple[str, ...]
    fields: tuple[BookField, ...]


@dataclass(frozen=True, slots=True)
class BookTable:
    """A block with a row for each item of what stands at `path`.

    `shape`: «mapping», a key and fields; «words», a key and a text; «items», a list; «tree», a list of items with
    items of the same kind below them, by their number «5.1»; «sections», items with a section above them; «texts», a
    list of texts. `key` is the heading of the key or id. With an `owner`, the heading of a first column, `path` is a
    mapping, and the items stand at `below` of its entry of that name. `says` are the fields that tell what an item of
    the programme is.
    """

    title: str
    path: tuple[str, ...]
    shape: Literal["mapping", "words", "items", "tree", "sections", "texts"]
    fields: tuple[BookField, ...]
    key: str = ""
    key_hint: str = ""
    owner: str = ""
    below: tuple[str, ...] = ()
    says: tuple[str, ...] = ("title",)
    example: Mapping[tuple[str, ...], str] = field(default_factory=dict)  # a row that shows how to fill in
    whole: bool = False  # its rows always replace all of the programme's
    short: str = "text"  # the field of an item that is written as one text
    opens: str = ""  # of a tree whose items of the first level are others: the heading that only they fill in
    parts: str = "clauses"  # of a tree: the list below an item of the first level

    def inner(self, level: int) -> str:
        """The list below an item of a level, counted from 1; empty where nothing stands there."""
        if self.shape == "sections":
            return "activities" if level == 1 else ""
        return "" if self.shape != "tree" else self.parts if level == 1 else "clauses"

    @property
    def has_origin(self) -> bool:
        """Whether its rows may change those of the programme."""
        return not self.whole and bool(self.key)


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet: its title, what it is for, its blocks."""

    title: str
    about: str
    blocks: tuple[BookForm | BookTable, ...]


def normal(text: str) -> str:
    """A heading or label as it is compared: small letters, «е» for «ё», no signs at its ends."""
    return re.sub(r"[\s\u00a0]+", " ", text.casefold().replace("ё", "е")).strip(" .:*№-–—")


CASE_WORDS: Final[Mapping[str, str]] = dict(
    zip(
        map(str, CASES),
        ("именительный", "родительный", "дательный", "винительный", "творительный", "предложный"),
        strict=True,
    )
)
