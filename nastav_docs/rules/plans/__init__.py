"""Rules of plans: deadlines of activities and clauses, target indicators."""

from __future__ import annotations

from nastav_docs.rules.plans import clause_deadlines, deadlines, indicators

PACKAGE_RULES = (
    *deadlines.PACKAGE_RULES,
    *clause_deadlines.PACKAGE_RULES,
    *indicators.PACKAGE_RULES,
)

__all__ = ["PACKAGE_RULES"]
