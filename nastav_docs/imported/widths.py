"""The columns of the settings as wide as those of the sources, where the program would divide the table otherwise."""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.imported.drafts import at, replaced
from nastav_docs.imported.nominatives import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nastav_docs.imported.claims import KeyPath
    from nastav_docs.imported.drafts import Settings
    from nastav_docs.papers import Table

ALIKE: Final = 0.04  # of a table's width: a reader does not see less


def with_widths(settings: Settings, tables: Mapping[KeyPath, Table], printed: Iterable[Table]) -> Settings:
    """Settings whose tables are divided as in the sources: `tables` by the paths of their papers.

    `printed` are the tables that the settings print. Columns that come out alike get no width; where both tables are
    equally wide the widths are exact (shares of the same twips), else in per cent.
    """
    known = {_head(table): table for table in printed}
    for path, table in tables.items():
        ours = known.get(_head(table))
        columns = at(settings, path).get("columns", [])
        if ours is None or not len(table.widths) == len(ours.widths) == len(columns) or min(table.widths) <= 0:
            continue
        shares = _shares(table.widths, ours.widths)
        if shares:
            wide = [_wide(column, share) for column, share in zip(columns, shares, strict=True)]
            settings = replaced(settings, (*path, "columns"), wide)
    return settings


def _head(table: Table) -> tuple[str, ...]:
    return tuple(plain(cell.text).lower() for cell in table.rows[0].cells)


def _shares(source: tuple[int, ...], ours: tuple[int, ...]) -> list[int]:
    """The widths to be written; [] where the table is divided so already."""
    whole, printed = sum(source), sum(ours)
    if whole == printed:
        common = gcd(*source)
        return [] if source == ours else [width // common for width in source]
    if all(abs(one / whole - other / printed) < ALIKE for one, other in zip(source, ours, strict=True)):
        return []
    return [max(1, round(100 * width / whole)) for width in source]


def _wide(column: Any, share: int) -> Settings:  # noqa: ANN401 - plain data of YAML
    """A column in any of the ways to write one, with its width."""
    if isinstance(column, str):
        return {"id": column, "width": share}
    if "id" in column:
        return {**column, "width": share}
    ((name, title),) = column.items()
    return {"id": name, "title": title, "width": share}
