"""From expressions of tags to Python code that prints values: nothing but plain data within reach, all work limited.

The one engine of Word templates and of texts of the YAML: the same expressions, filters, limits and printed values.
"""

from __future__ import annotations

from nastav_docs.template.engine.brought_values import Brought, NewParts
from nastav_docs.template.engine.choosing_filters import choosing
from nastav_docs.template.engine.code_generator import DICT_CALLS, LOOP_CALLS, Target
from nastav_docs.template.engine.compile_expressions import (
    KeptCode,
    PartCode,
    code_again,
    compile_source,
    compile_written,
    environment,
    forms_placed,
    kept_code,
    parse_source,
)
from nastav_docs.template.engine.escaping import BREAK, NEW_PAGE, NEW_PARAGRAPH, encode
from nastav_docs.template.engine.filters import FILTERS, FUNCTIONS, REFUSED
from nastav_docs.template.engine.kept_turns import SharedRow
from nastav_docs.template.engine.layout_repairs import end_sections, missing_value
from nastav_docs.template.engine.printed_values import MAX_PART, joined, text
from nastav_docs.template.engine.runtime import (
    MAX_SECONDS,
    MAX_STEPS,
    Budget,
    LimitReachedError,
    Loop,
    Lost,
    Unknown,
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
    "REFUSED",
    "TESTS",
    "Brought",
    "Budget",
    "KeptCode",
    "LimitReachedError",
    "Loop",
    "Lost",
    "NewParts",
    "PartCode",
    "SharedRow",
    "Target",
    "Unknown",
    "UnknownIncludeError",
    "UnknownName",
    "Unprintable",
    "ValueLostError",
    "choosing",
    "code_again",
    "compile_source",
    "compile_written",
    "encode",
    "end_sections",
    "environment",
    "forms_placed",
    "joined",
    "kept_code",
    "missing_value",
    "parse_source",
    "spend_on",
    "text",
    "written",
]
