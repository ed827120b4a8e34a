"""What reading a workbook gives beside its settings: which rows of the programme it has, which sheets there are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nastav_docs.config.yaml_tree import YamlMapping

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nastav_docs.config.workbook.layout import BookTable, Path
    from nastav_docs.diagnostics import Place


@dataclass(frozen=True, slots=True)
class RowsClaimed:
    """The rows of one list that a workbook has as those of the programme: their codes, in order, with their places.

    `way` is the list's in the settings, `table` the title of the table, `removed` are those that are not to be printed,
    `others` the codes of rows that are not said to be the programme's; `ordered`: the rows are printed in their order.
    """

    way: Path
    table: str
    rows: Mapping[str, Place]
    removed: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    ordered: bool = True
    greys: Mapping[str, tuple[str, Place, str]] = field(default_factory=dict)
    says: BookTable | None = None


@dataclass(frozen=True, slots=True)
class BookLayer(YamlMapping):
    """The settings that a workbook says, which rows of the programme it claims to have, its sheets."""

    claims: tuple[RowsClaimed, ...] = field(default=(), compare=False)
    sheets: frozenset[str] = field(default=frozenset(), compare=False)
