"""From papers or a project to findings, comments and tracked corrections.

`check` and `norms` are imported on first use: whoever only checks Word files loads no templates and no registry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.review.check_papers import lint, suppress
from nastav_docs.review.corrections import Unwritten, unwritten, with_corrections
from nastav_docs.review.marked_copies import write_copies
from nastav_docs.review.report import report, report_page

if TYPE_CHECKING:
    from nastav_docs.review.check_project import check, norms

__all__ = [
    "Unwritten",
    "check",
    "lint",
    "norms",
    "report",
    "report_page",
    "suppress",
    "unwritten",
    "with_corrections",
    "write_copies",
]


def __getattr__(name: str) -> object:
    """Import `check` or `norms` on first use."""
    if name not in {"check", "norms"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from nastav_docs.review import check_project  # noqa: PLC0415 - what this function is for

    return getattr(check_project, name)
