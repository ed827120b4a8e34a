"""Rules of the law around what a paper orders: personal data, mentoring, what a paper calls itself, norms in force."""

from __future__ import annotations

from nastav_docs.rules.law import abroad, forces, mentoring, own_kind, personal_data, wording

PARAGRAPH_RULES = (*forces.PARAGRAPH_RULES, *wording.PARAGRAPH_RULES)
PACKAGE_RULES = (
    *personal_data.PACKAGE_RULES,
    *abroad.PACKAGE_RULES,
    *mentoring.PACKAGE_RULES,
    *own_kind.PACKAGE_RULES,
    *forces.PACKAGE_RULES,
)

__all__ = ["PACKAGE_RULES", "PARAGRAPH_RULES"]
