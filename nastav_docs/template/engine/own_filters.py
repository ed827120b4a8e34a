"""The engine's own words in the source that it compiles, written as filters: values, questions, statements."""

from __future__ import annotations

from typing import Final

# Filters of the engine's own, written by it into the source it compiles; a template cannot name them.
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
# Questions to the pieces put out so far.
QUESTIONS = {
    "nd_needs_paragraph": "not ({0} and {0}[-1].endswith(b'</w:p>'))",
    "nd_needs_tail": "not ({0} and {0}[-1].endswith((b'</w:p>', b'</w:sdt>')))",
    "nd_after_table": "{0} and {0}[-1].endswith(b'</w:tbl>')",
}
# Statements about a place among the pieces: `nd_open` names it, the others close what it opened.
CLOSING = {"nd_table": "close_table", "nd_row": "close_row", "nd_grid": "close_grid", "nd_fit": "fit_table"}
STATEMENTS = {*CLOSING, "nd_open", "nd_section", "nd_new_list"}
# Nearly every row begins with a cell: only the others are looked through.
ROW_IN_DOUBT = "if len({0}) == {1} + 1 or not {0}[{1} + 1].startswith(b'<w:tc'):"
OWN_FILTERS: Final = {**VALUES, **{name: name for name in (*QUESTIONS, *STATEMENTS)}}
