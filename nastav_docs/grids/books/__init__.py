"""From the bytes of a book of Excel to its sheets as grids; loads openpyxl."""

from __future__ import annotations

from nastav_docs.grids.books.book_grids import saved_at, tables_of_book
from nastav_docs.grids.books.edit_cells import letters, with_cell_texts
from nastav_docs.grids.books.open_book import (
    ExcelBook,
    ExcelSheet,
    SheetRow,
    TooManyCellsError,
    in_usual_names,
    open_book,
    sheet_rows,
    too_much,
)

__all__ = [
    "ExcelBook",
    "ExcelSheet",
    "SheetRow",
    "TooManyCellsError",
    "in_usual_names",
    "letters",
    "open_book",
    "saved_at",
    "sheet_rows",
    "tables_of_book",
    "too_much",
    "with_cell_texts",
]
