"""From a registry of schools (CSV, XLSX, YAML) to rows, and back to forms that schools fill in."""

from __future__ import annotations

from nastav_docs.registry.cell_edits import RegistryTable, read_table, with_cells
from nastav_docs.registry.cell_values import document_number, email, people_in
from nastav_docs.registry.column_headings import BY_NAME
from nastav_docs.registry.grouped_problems import grouped
from nastav_docs.registry.known_rows import KnownRows, knowing
from nastav_docs.registry.mentor_bases import BASES, MENTORING_FORMS, PERSONAL_DATA, Graph
from nastav_docs.registry.reader import RegistrySettings, read_registry, registry_given
from nastav_docs.registry.registry_rows import RegistryRows
from nastav_docs.registry.rows import SchoolRow, row_of
from nastav_docs.registry.school_types import SCHOOL_TYPES, school_type
from nastav_docs.registry.yaml_table import cell_at, yaml_table

__all__ = [
    "BASES",
    "BY_NAME",
    "MENTORING_FORMS",
    "PERSONAL_DATA",
    "SCHOOL_TYPES",
    "Graph",
    "KnownRows",
    "RegistryRows",
    "RegistrySettings",
    "RegistryTable",
    "SchoolRow",
    "cell_at",
    "document_number",
    "email",
    "grouped",
    "knowing",
    "people_in",
    "read_registry",
    "read_table",
    "registry_given",
    "row_of",
    "school_type",
    "with_cells",
    "yaml_table",
]
