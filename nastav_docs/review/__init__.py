"""From papers or a project to findings, comments and tracked corrections."""

from __future__ import annotations

from nastav_docs.review.check_papers import lint, suppress
from nastav_docs.review.check_project import check, norms
from nastav_docs.review.corrections import with_corrections
from nastav_docs.review.marked_copies import write_copies

__all__ = ["check", "lint", "norms", "suppress", "with_corrections", "write_copies"]
