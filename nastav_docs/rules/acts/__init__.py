"""Rules of legal acts: how they are cited, whether they agree with the registry and with each other."""

from __future__ import annotations

from nastav_docs.rules.acts import against_registry
from nastav_docs.rules.acts.against_registry import turning_days

PACKAGE_RULES = (*against_registry.PACKAGE_RULES,)

__all__ = ["PACKAGE_RULES", "turning_days"]
