"""From expressions of tags to Python code that prints values: nothing but plain data within reach, all work limited.

The one engine of Word templates and of texts of the YAML: the same expressions, filters, limits and printed values.
"""

from __future__ import annotations

from nastav_docs.template.engine.code_generator import DICT_CALLS, LOOP_CALLS, Target
from nastav_docs.template.engine.compile_expressions import PartCode, compile_source, parse_source
from nastav_docs.template.engine.escaping import BREAK, NEW_PAGE, NEW_PARAGRAPH
from nastav_docs.template.engine.filters import FILTERS, FUNCTIONS, choosing
from nastav_docs.template.engine.layout_repairs import end_sections, missing_value
from nastav_docs.template.engine.printed_values import MAX_PART, joined, text
from nastav_docs.template.engine.runtime import (
    MAX_SECONDS,
    MAX_STEPS,
    Budget,
    LimitReachedError,
    Loop,
    UnknownIncludeError,
    UnknownName,
    Unprintable,
    ValueLostError,
    spend_on,
)
from nastav_docs.template.engine.value_tests import TESTS
from nastav_docs.template.engine.written_expression import written

__all__ = [
    "BREAK",
    "DICT_CALLS",
    "FILTERS",
    "FUNCTIONS",
    "LOOP_CALLS",
    "MAX_PART",
    "MAX_SECONDS",
    "MAX_STEPS",
    "NEW_PAGE",
    "NEW_PARAGRAPH",
    "TESTS",
    "Budget",
    "LimitReachedError",
    "Loop",
    "PartCode",
    "Target",
    "UnknownIncludeError",
    "UnknownName",
    "Unprintable",
    "ValueLostError",
    "choosing",
    "compile_source",
    "end_sections",
    "joined",
    "missing_value",
    "parse_source",
    "spend_on",
    "text",
    "written",
]
