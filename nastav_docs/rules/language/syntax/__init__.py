"""Rules of grammar that must know who depends on whom: they run where the extra `[grammar]` is installed.

pymorphy3 decides what form a word is, slovnet who depends on whom; a rule speaks where both agree. The tables of
words are the YAML files beside the modules.
"""

from __future__ import annotations

from nastav_docs.rules.language.syntax.check import PACKAGE_RULES, PARAGRAPH_RULES

__all__ = ["PACKAGE_RULES", "PARAGRAPH_RULES"]
