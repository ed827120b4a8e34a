"""From the bytes of any file with tables – XLSX, ODS, CSV, Word – to grids of texts, each cell with its place."""

from __future__ import annotations

from nastav_docs.registry.grids.grid import Grid, GridRow, TableFile, UnreadableError
from nastav_docs.registry.grids.read_grids import read_tables

__all__ = ["Grid", "GridRow", "TableFile", "UnreadableError", "read_tables"]
