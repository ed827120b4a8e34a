"""From a text to the same text with the spaces, dashes and quotes of the norm."""

from __future__ import annotations

from nastav_docs.russian.typography.typograph import Finding, bound, findings, in_words, typograph

__all__ = ["Finding", "bound", "findings", "in_words", "typograph"]
