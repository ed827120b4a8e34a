"""Excel books: empty ones that schools fill in (the registry, the bases of mentors and of mentees), and tables."""

from __future__ import annotations

from nastav_docs.registry.forms.added_rows import with_rows
from nastav_docs.registry.forms.blank_forms import mentees_form, mentors_form, registry_form
from nastav_docs.registry.forms.plan_book import PlanLine, plan_book
from nastav_docs.registry.forms.settings_form import settings_form
from nastav_docs.registry.forms.table_book import Formula, PlainValue, SheetTable, Value, table_book
from nastav_docs.registry.forms.xlsx_writer import parts_of

__all__ = [
    "Formula",
    "PlainValue",
    "PlanLine",
    "SheetTable",
    "Value",
    "mentees_form",
    "mentors_form",
    "parts_of",
    "plan_book",
    "registry_form",
    "settings_form",
    "table_book",
    "with_rows",
]
