"""A table with columns of its own: rows written in the YAML, or those of a list (`lists:`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import ROADMAP, ColumnRecord, ListColumn
from nastav_docs.documents.lazy_values import From, Made
from nastav_docs.documents.nouns import Noun
from nastav_docs.documents.table_layout import cell, from_table, laid_out
from nastav_docs.registry.lists import title_of
from nastav_docs.template.engine import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nastav_docs.config import Config, Letter, Order, PaperRecord
    from nastav_docs.documents.layer import ConfigLayer
    from nastav_docs.documents.lazy_values import LazyValues
    from nastav_docs.documents.paper_pieces import Own

NUMBER: Final = "number"
ABOVE: Final = "above"  # a line over the whole width above a row


def free_table(
    record: PaperRecord, config: Config, layer: ConfigLayer, own: Own, width: int, *path: str | int
) -> dict[str, object]:
    """The recipes of `columns`, `header` and `rows` of a paper's table, `width` twips wide; empty without rows."""
    usual: dict[str, tuple[str, int]] = {NUMBER: ROADMAP[NUMBER]}
    titles = titles_of(record, config)
    usual |= {key: (title, 20) for key, title in titles.items()}
    if isinstance(record.rows, str):
        name = record.rows
        columns = list(record.columns) or [ColumnRecord(id=key) for key in (NUMBER, *titles)]
        rows: object = From(lambda names: [dict(row) for row in names["lists"][name]])
    else:
        written = record.rows
        columns = list(record.columns) or [ColumnRecord(id=key) for key in titles]
        rows = tuple(
            {key: layer.text(text, *path, "rows", index, key) for key, text in row.items()}
            for index, row in enumerate(written)
        )

    def make(made: dict[str, Any]) -> dict[str, Any]:
        stop = "." if record.number_stop else ""
        found = [_row(row, f"{place}{stop}", columns) for place, row in enumerate(made["rows"], 1)]
        if not columns:
            return {"rows": found, "columns": [], "header": []}
        return {"rows": found, **laid_out(columns, usual, found, width, layer.sheet, by_content=True)}

    return {
        "number_row": record.number_row,
        "table": Made({"rows": rows}, make),
        **from_table(own, ("columns", "header", "rows")),
    }


def inner_tables(record: Order | Letter | PaperRecord, own: Own) -> From:
    """The recipe of the tables within a paper's text: each after the paragraph of a number, or under the signature.

    `after` is 0 under the signature; `own` finds the paper's values among all names.
    """

    def found(names: LazyValues) -> list[dict[str, Any]]:
        last = len(own(names)["paragraphs"]) if record.tables else 0
        return [
            {"after": 0 if one.closing else min(one.after or last, last), "paper": names["papers"][one.id]}
            for one in record.tables
        ]

    return From(found)


def _row(row: Mapping[str, Any], number: str, columns: list[ColumnRecord]) -> dict[str, Any]:
    values = {NUMBER: number, ABOVE: "", **row}
    return {**values, "cells": [cell(column.id, shown(values.get(column.id, ""))) for column in columns]}


def shown(value: object) -> str:
    """A value in a cell of a table: a person with the full name, anything else as templates print it."""
    return text(value["name"] if isinstance(value, Noun) and "signature" in value else value)


def titles_of(record: PaperRecord, config: Config) -> dict[str, str]:
    """The headings of the columns of a paper's table that say none themselves, by the name of the column.

    Those of a list's columns, else what such columns are usually called: «Наставник» over `mentor`. A column without a
    usual one that says `title: ""` has none: a table of such columns is printed without a head.
    """
    if isinstance(record.rows, str):
        return {key: title_of(key, column) for key, column in config.lists[record.rows].columns.items()}
    keys = dict.fromkeys(key for row in record.rows for key in row if key != ABOVE)
    bare = {column.id for column in record.columns if not column.title and "title" in column.model_fields_set}
    usual = {key: title_of(key, ListColumn()) for key in keys}
    return {key: "" if key in bare and title == key else title for key, title in usual.items()}


def untitled(record: PaperRecord, config: Config) -> list[str]:
    """The ids of those columns of a paper's table without a known heading: the id itself would be printed."""
    titles = titles_of(record, config)
    shown_columns = [column.id for column in record.columns if not column.title] if record.columns else list(titles)
    return [name for name in shown_columns if name != NUMBER and titles.get(name, name) == name]
