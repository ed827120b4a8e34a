"""A workbook of settings: its sheets as a layer of settings, and a layer as the rows of its sheets."""

from __future__ import annotations

from nastav_docs.config.workbook.book_edits import edited_book
from nastav_docs.config.workbook.book_layer import BookLayer
from nastav_docs.config.workbook.claims import unlike_programme, without_people
from nastav_docs.config.workbook.headings import heading_at
from nastav_docs.config.workbook.layout import (
    CHOICES,
    FROM_PROGRAMME,
    ORIGIN,
    REMOVE_ROW,
    SCHOOLS,
    BookField,
)
from nastav_docs.config.workbook.own_schools import without_book
from nastav_docs.config.workbook.read_workbook import has_settings, read_grids, read_workbook
from nastav_docs.config.workbook.tree import said, same, simple
from nastav_docs.config.workbook.write_rows import written
from nastav_docs.config.workbook.writing import BookCell, WrittenRow, WrittenSheet

__all__ = [
    "CHOICES",
    "FROM_PROGRAMME",
    "ORIGIN",
    "REMOVE_ROW",
    "SCHOOLS",
    "BookCell",
    "BookField",
    "BookLayer",
    "WrittenRow",
    "WrittenSheet",
    "edited_book",
    "has_settings",
    "heading_at",
    "read_grids",
    "read_workbook",
    "said",
    "same",
    "simple",
    "unlike_programme",
    "without_book",
    "without_people",
    "written",
]
