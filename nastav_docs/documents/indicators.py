"""The table of target indicators, as the names that its template prints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import INDICATORS, IndicatorsRecord
from nastav_docs.documents.lazy_values import Made
from nastav_docs.documents.table_layout import cell, deadline_text, from_table, laid_out
from nastav_docs.russian.typography import typograph

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nastav_docs.config import ColumnRecord, Indicator, PaperRecord
    from nastav_docs.documents.layer import ConfigLayer
    from nastav_docs.documents.paper_pieces import Own
    from nastav_docs.documents.table_layout import ShownCell

    Path = tuple[str | int, ...]


YEAR: Final = re.compile(r"\d{4}(?:[/–-]\d{2,4})?")  # «2025», «2025/26», «2025–2027»
USUAL_COLUMNS: Final[tuple[ColumnRecord, ...]] = IndicatorsRecord.model_fields["columns"].default


def indicators(
    record: IndicatorsRecord | PaperRecord,
    written: tuple[Indicator, ...],
    layer: ConfigLayer,
    own: Own,
    path: Path,
    rows_at: Path = (),
) -> dict[str, object]:
    """`indicators`: title, columns with widths, rows with a cell for each column.

    «years» becomes a column for each year. `written` are its rows, `path` is where the paper stands in the
    tree, `rows_at` where its rows do, by default under its `rows`; `own` finds its values among all names.
    """
    rows_at = rows_at or (*path, "rows")
    years = sorted({year for row in written for year in row.targets})
    columns: list[ColumnRecord] = []
    written_columns = record.columns or USUAL_COLUMNS
    width = 10 if any(column.width for column in written_columns) else 0
    for column in written_columns:
        if column.id == "years":
            columns += [column.model_copy(update={"id": year, "title": year, "width": width}) for year in years]
        else:
            columns.append(column)
    capital = record.capital_deadlines
    stop = "." if record.number_stop else ""
    rows = tuple(
        _indicator(row, f"{index + 1}{stop}", columns, layer, *rows_at, index, capital=capital)
        for index, row in enumerate(written)
    )

    def make(made: dict[str, Any]) -> dict[str, Any]:
        rows = made["rows"]
        table = laid_out(columns, INDICATORS, rows, layer.sheet.portrait, layer.sheet, by_content=True)
        return {"rows": rows, **table}

    return {
        "title": layer.phrase(record.title, "phrase", *path, "title"),
        "number_row": record.number_row,
        "closing": tuple(layer.text(text, *path, "closing", at) for at, text in enumerate(record.closing)),
        "table": Made({"rows": rows}, make),
        **from_table(own, ("columns", "header", "rows")),
    }


def _indicator(
    row: Indicator, number: str, columns: list[ColumnRecord], layer: ConfigLayer, *path: str | int, capital: bool
) -> Made:
    unit_shown = any(column.id == "unit" for column in columns)
    fields = {
        "title": layer.text(row.title, *path, "title"),
        "above": layer.text(row.above, *path, "above"),
        "due": layer.text(row.due, *path, "due", finish=deadline_text),
        "fields": {key: layer.text(text, *path, "fields", key) for key, text in row.fields.items()},
    }
    value = value_writer(row, unit_shown=unit_shown)

    def make(made: dict[str, Any]) -> dict[str, Any]:
        values = {
            **{year: value(target) for year, target in row.targets.items()},
            **made.pop("fields"),
            **made,
            "id": row.id,
            "number": number,
            "unit": typograph(row.unit),
            "base": value(row.base),
            "target": value(row.target),
        }
        return {**values, "cells": [_indicator_cell(column.id, values, capital=capital) for column in columns]}

    return Made(fields, make)


def _indicator_cell(column: str, values: Mapping[str, Any], *, capital: bool) -> ShownCell:
    year = YEAR.fullmatch(column)
    shown = cell(column, values.get(column, "–" if year else ""), capital=capital)
    return shown._replace(align="center") if year else shown


def value_writer(row: Indicator, *, unit_shown: bool) -> Callable[[str], str]:
    """The function that writes a value of an indicator: with «не менее», and with its unit if no column shows that."""
    before = "не менее " if row.at_least else ""
    after = f"\u00a0{row.unit}" if row.unit and not unit_shown else ""
    return lambda value: typograph(f"{before}{value}{after}") if value else ""
