"""Rules of legal acts: how they are cited, whether they agree with the registry and with each other."""

from __future__ import annotations

from nastav_docs.rules.acts import against_registry

PACKAGE_RULES = (*against_registry.PACKAGE_RULES,)

__all__ = ["PACKAGE_RULES"]
