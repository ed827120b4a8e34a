"""From a file that a school has sent to the records of its bases, each cell checked by itself."""

from __future__ import annotations

from nastav_docs.registry.bases.base_cells import CellFault, Checked, check_rows
from nastav_docs.registry.bases.person_names import PersonName, name_of
from nastav_docs.registry.bases.read_bases import OTHER, OWN, BaseRow, BasesOfFile, ReturnedBase, read_bases
from nastav_docs.registry.column_headings import distance

__all__ = [
    "OTHER",
    "OWN",
    "BaseRow",
    "BasesOfFile",
    "CellFault",
    "Checked",
    "PersonName",
    "ReturnedBase",
    "check_rows",
    "distance",
    "name_of",
    "read_bases",
]
