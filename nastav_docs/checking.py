"""Everything that is wrong with a project, without writing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.edition import edition, print_document
from nastav_docs.project import has_errors

if TYPE_CHECKING:
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.project import Project


def check(project: Project) -> tuple[Diagnostic, ...]:
    """All problems of a project: its files, its meaning, its texts, its templates, its documents as printed."""
    ready = edition(project)
    if has_errors(ready.problems):
        return ready.problems
    printed = [problem for planned in ready.planned for problem in print_document(planned, ready.templates)[1]]
    return tuple(dict.fromkeys([*ready.problems, *printed]))
