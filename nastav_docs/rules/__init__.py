"""From papers to what is wrong with them: the rules of нормоконтроль, each a function of a paragraph or a package."""

from __future__ import annotations

from nastav_docs.rules.all_rules import LAYOUT_RULES, PACKAGE_RULES, check_paragraph, is_clean
from nastav_docs.rules.mark import dates_in

__all__ = ["LAYOUT_RULES", "PACKAGE_RULES", "check_paragraph", "dates_in", "is_clean"]
