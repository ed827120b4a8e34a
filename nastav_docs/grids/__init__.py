"""From the bytes of any file with tables – XLSX, ODS, CSV, Word – to grids of texts, each cell with its place."""

from __future__ import annotations

from nastav_docs.grids.flaw import EXCEL_ERROR, IN_ERROR, NO_VALUE, Flaw
from nastav_docs.grids.form_mark import MARK_PART, FormMark, read_mark, with_mark
from nastav_docs.grids.grid import Grid, GridRow, LeftToAPersonError, TableFile, UnreadableError
from nastav_docs.grids.read_csv import LOOK_AT, Record, encoding_of, records, separator
from nastav_docs.grids.read_grids import read_book, read_tables, sheet_titles

__all__ = [
    "EXCEL_ERROR",
    "IN_ERROR",
    "LOOK_AT",
    "MARK_PART",
    "NO_VALUE",
    "Flaw",
    "FormMark",
    "Grid",
    "GridRow",
    "LeftToAPersonError",
    "Record",
    "TableFile",
    "UnreadableError",
    "encoding_of",
    "read_book",
    "read_mark",
    "read_tables",
    "records",
    "separator",
    "sheet_titles",
    "with_mark",
]
