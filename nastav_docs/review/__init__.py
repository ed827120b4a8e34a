"""From papers or a project to findings, comments and tracked corrections.

`check` and `norms` are imported on first use: whoever only checks Word files loads no templates and no registry. So are
`DEFAULT`, the rules, and `mark`, by which a rule says what is wrong.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from nastav_docs.review.check_papers import lint, suppress
from nastav_docs.review.corrections import Unwritten, unwritten, with_corrections
from nastav_docs.review.marked_copies import write_copies

if TYPE_CHECKING:
    from nastav_docs.review.check_project import check, norms
    from nastav_docs.review.own_rules import DEFAULT
    from nastav_docs.rules import mark

__all__ = [
    "DEFAULT",
    "Unwritten",
    "check",
    "lint",
    "mark",
    "norms",
    "suppress",
    "unwritten",
    "with_corrections",
    "write_copies",
]


def __getattr__(name: str) -> object:
    """Import `check`, `norms`, `DEFAULT` or `mark` on first use."""
    home = {"check": "check_project", "norms": "check_project", "DEFAULT": "own_rules", "mark": "own_rules"}.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
