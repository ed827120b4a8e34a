"""From a list of the user's own (XLSX, ODS, CSV, YAML) to typed rows in which every value knows its place."""

from __future__ import annotations

from nastav_docs.registry.lists.list_headings import matched, title_of
from nastav_docs.registry.lists.list_rows import ListCell, ListedPerson, ListRow, ReadList
from nastav_docs.registry.lists.list_values import KnownSchools
from nastav_docs.registry.lists.read_list import ListSource, read_list

__all__ = [
    "KnownSchools",
    "ListCell",
    "ListRow",
    "ListSource",
    "ListedPerson",
    "ReadList",
    "matched",
    "read_list",
    "title_of",
]
