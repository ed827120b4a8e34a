"""From what schools send back to checked records, the municipal base, the свод, copies with comments and reminders."""

from __future__ import annotations

from nastav_docs.returns.collect import Collected, collect

__all__ = ["Collected", "collect"]
