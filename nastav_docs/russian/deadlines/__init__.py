"""Deadlines: «до 09.11.2020, далее – по мере необходимости» read into a value with dates, and printed again."""

from __future__ import annotations

from nastav_docs.russian.deadlines.deadline import Deadline, parse

__all__ = ["Deadline", "parse"]
