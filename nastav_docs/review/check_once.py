"""`check` of a project: one that was found clean before, and has not changed, is not read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.config import needs_project
from nastav_docs.review.found_clean import FoundClean

if TYPE_CHECKING:
    from pathlib import Path

    from nastav_docs.config import Project
    from nastav_docs.diagnostics import Diagnostic


def check(project: Project, *, kept: Path | None = None) -> tuple[Diagnostic, ...]:
    """All problems of a project: its files, its meaning, its texts, its templates, its documents as printed.

    Every document is printed once. Problems of many schools are grouped. `kept` is a folder where digests of what is
    found clean are kept: a project in which nothing was found and nothing has changed is not read again, and of a
    changed one only the texts that are new. Without it nothing is kept.
    """
    needs_project(project, "check")
    before = FoundClean.of(kept)
    state = project.state()
    if state and (said := before.said_of(state)) is not None:
        return said
    from nastav_docs.review.check_project import found_in  # noqa: PLC0415 - loads grammar, templates, the registry
    from nastav_docs.review.own_rules import only_shipped_rules  # noqa: PLC0415 - see above

    found = found_in(project, before)
    if state and only_shipped_rules():
        before.note(state, found)
    before.keep()
    return found
