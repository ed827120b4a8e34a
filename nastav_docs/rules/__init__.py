"""The rules of нормоконтроль: what is wrong with a paper, each rule a function that yields its findings.

A rule takes a `Paragraph` (PARAGRAPH_RULES) or a whole `PaperPackage` (PACKAGE_RULES, LAYOUT_RULES) and yields a
`Diagnostic` for each fault: its code, its place, what is wrong and what to write instead. The norm that a rule follows
stands in its code (`nastav_docs.diagnostics.codes`). The packages below are by subject.
"""

from __future__ import annotations

from nastav_docs.rules.acts import turning_days
from nastav_docs.rules.all_rules import LAYOUT_RULES, PACKAGE_RULES, PARAGRAPH_RULES, check_paragraph, is_clean
from nastav_docs.rules.form import (
    INDENT_SLACK,
    LONG_TABLE,
    MARGIN_SLACK,
    SIDES,
    has_several_pages,
    is_turned,
    running_text,
    wrong_lists,
)
from nastav_docs.rules.mark import dates_in, mark

__all__ = [
    "INDENT_SLACK",
    "LAYOUT_RULES",
    "LONG_TABLE",
    "MARGIN_SLACK",
    "PACKAGE_RULES",
    "PARAGRAPH_RULES",
    "SIDES",
    "check_paragraph",
    "dates_in",
    "has_several_pages",
    "is_clean",
    "is_turned",
    "mark",
    "running_text",
    "turning_days",
    "wrong_lists",
]
