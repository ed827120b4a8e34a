"""From a deadline as people write it to a value with dates, and back."""

from __future__ import annotations

from nastav_docs.russian.deadlines.deadline import parse

__all__ = ["parse"]
