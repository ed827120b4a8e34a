"""From papers or a project to findings, comments and tracked corrections.

All but `lint` is imported on first use: whoever only checks Word files loads no templates and no registry, whoever only
checks a text not even Word's XML. `mark` is that by which a rule says what is wrong, `DEFAULT` are the rules.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from nastav_docs.review.check_papers import lint, suppress

if TYPE_CHECKING:
    from nastav_docs.review.check_once import check
    from nastav_docs.review.check_project import norms
    from nastav_docs.review.corrections import Unwritten, unwritten, with_corrections
    from nastav_docs.review.form_corrections import FormChange, FormCopy, form_left, with_form
    from nastav_docs.review.learned_norm import LearnedHabit, LearnedNorm, learn_norm
    from nastav_docs.review.lint_report import report, report_page
    from nastav_docs.review.marked_copies import write_copies
    from nastav_docs.review.overview import overview_page
    from nastav_docs.review.own_rules import DEFAULT
    from nastav_docs.rules import mark

_HOMES = {
    "check": "check_once",
    "norms": "check_project",
    "Unwritten": "corrections",
    "unwritten": "corrections",
    "with_corrections": "corrections",
    "FormChange": "form_corrections",
    "FormCopy": "form_corrections",
    "form_left": "form_corrections",
    "with_form": "form_corrections",
    "LearnedHabit": "learned_norm",
    "LearnedNorm": "learned_norm",
    "learn_norm": "learned_norm",
    "write_copies": "marked_copies",
    "DEFAULT": "own_rules",
    "mark": "own_rules",
    "report": "lint_report",
    "report_page": "lint_report",
    "overview_page": "overview",
}

__all__ = [
    "DEFAULT",
    "FormChange",
    "FormCopy",
    "LearnedHabit",
    "LearnedNorm",
    "Unwritten",
    "check",
    "form_left",
    "learn_norm",
    "lint",
    "mark",
    "norms",
    "overview_page",
    "report",
    "report_page",
    "suppress",
    "unwritten",
    "with_corrections",
    "with_form",
    "write_copies",
]


def __getattr__(name: str) -> object:
    """Import a name of `_HOMES` on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return value
