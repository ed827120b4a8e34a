"""The filters that the engine itself writes into the source that it compiles: to print attributes, to repair tables.

A template cannot use them, for `Checker` knows no filters of these names. Each table gives the Python code that the
filter becomes.
"""

from __future__ import annotations

from typing import Final

# Filters of a value: the function of the generated code that each calls.
VALUES: Final = {
    "nd_fresh": "fresh",
    "nd_colspan": "span",
    "nd_cellwidth": "width",
    "nd_cellbg": "colour",
    "nd_word": "word",
    "nd_run": "run",
    "nd_blocks": "blocks",
    "nd_moment": "moment",
    "nd_unknown_include": "unknown_include",
    "nd_each": "charge",
    "nd_list": "charge.list_of",
}
# Conditions on the pieces printed so far; {0} is the list of pieces.
QUESTIONS = {
    "nd_needs_paragraph": "not ({0} and {0}[-1].endswith(b'</w:p>'))",
    "nd_needs_tail": "not ({0} and {0}[-1].endswith((b'</w:p>', b'</w:sdt>')))",
    "nd_after_table": "{0} and {0}[-1].endswith(b'</w:tbl>')",
}
# Statements about a stretch of the pieces: `nd_open` notes where it begins, these are called where it ends.
CLOSING = {"nd_table": "close_table", "nd_row": "close_row", "nd_grid": "close_grid", "nd_fit": "fit_table"}
STATEMENTS = {*CLOSING, "nd_open", "nd_section", "nd_new_list"}
# The condition for a call of `close_row`; nearly every row begins with a cell and needs none. {1} is where it begins.
ROW_IN_DOUBT = "if len({0}) == {1} + 1 or not {0}[{1} + 1].startswith(b'<w:tc'):"
OWN_FILTERS: Final = {**VALUES, **{name: name for name in (*QUESTIONS, *STATEMENTS)}}
