"""Rules of form: requisites, numbering, final stops, blanks left over, layout of the page, tables."""

from __future__ import annotations

from nastav_docs.rules.form import (
    approval_stamps,
    blanks,
    layout,
    letters,
    list_marks,
    numbering,
    preamble,
    stops,
    table_form,
    template_remains,
    text_form,
)
from nastav_docs.rules.form.layout import (
    INDENT_SLACK,
    LONG_TABLE,
    MARGIN_SLACK,
    SIDES,
    has_several_pages,
    is_turned,
    running_text,
)
from nastav_docs.rules.form.list_marks import wrong_lists
from nastav_docs.rules.form.table_form import headed, indicators, is_of_indicators, is_plan, plans

PARAGRAPH_RULES = (
    *text_form.PARAGRAPH_RULES,
    *preamble.PARAGRAPH_RULES,
    *stops.PARAGRAPH_RULES,
    *blanks.PARAGRAPH_RULES,
    *template_remains.PARAGRAPH_RULES,
    *letters.PARAGRAPH_RULES,
)
PACKAGE_RULES = (
    *text_form.PACKAGE_RULES,
    *preamble.PACKAGE_RULES,
    *stops.PACKAGE_RULES,
    *blanks.PACKAGE_RULES,
    *template_remains.PACKAGE_RULES,
    *approval_stamps.PACKAGE_RULES,
    *numbering.PACKAGE_RULES,
    *table_form.PACKAGE_RULES,
    *letters.PACKAGE_RULES,
)
LAYOUT_RULES = (*layout.PACKAGE_RULES, *list_marks.PACKAGE_RULES)

__all__ = [
    "INDENT_SLACK",
    "LAYOUT_RULES",
    "LONG_TABLE",
    "MARGIN_SLACK",
    "PACKAGE_RULES",
    "PARAGRAPH_RULES",
    "SIDES",
    "has_several_pages",
    "headed",
    "indicators",
    "is_of_indicators",
    "is_plan",
    "is_turned",
    "plans",
    "running_text",
    "wrong_lists",
]
