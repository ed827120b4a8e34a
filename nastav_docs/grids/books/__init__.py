"""From the bytes of a book of Excel to its sheets as grids; loads openpyxl."""

from __future__ import annotations

from nastav_docs.grids.books.book_grids import saved_at, tables_of_book
from nastav_docs.grids.books.open_book import cell_text, load_book, scan_sheet, sheet_part, too_much

__all__ = ["cell_text", "load_book", "saved_at", "scan_sheet", "sheet_part", "tables_of_book", "too_much"]
