"""From the bytes of any file with tables – XLSX, ODS, CSV, Word – to grids of texts, each cell with its place."""

from __future__ import annotations

from nastav_docs.grids.flaw import EXCEL_ERROR, NO_VALUE, Flaw, in_error
from nastav_docs.grids.form_mark import MARK_PART, FormMark, read_mark, with_mark
from nastav_docs.grids.grid import Grid, GridRow, LeftToAPersonError, SheetLooks, TableFile, UnreadableError
from nastav_docs.grids.read_csv import LOOK_AT, Record, encoding_of, records, separator
from nastav_docs.grids.read_grids import read_book, read_tables, sheet_titles

__all__ = [
    "EXCEL_ERROR",
    "LOOK_AT",
    "MARK_PART",
    "NO_VALUE",
    "Flaw",
    "FormMark",
    "Grid",
    "GridRow",
    "LeftToAPersonError",
    "Record",
    "SheetLooks",
    "TableFile",
    "UnreadableError",
    "encoding_of",
    "in_error",
    "read_book",
    "read_mark",
    "read_tables",
    "records",
    "separator",
    "sheet_titles",
    "with_mark",
]
