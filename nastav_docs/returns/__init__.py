"""From what schools send back to checked records, the municipal base, the свод, copies with comments and reminders."""

from __future__ import annotations

from nastav_docs.returns.collect import Collected, collect, read_answers
from nastav_docs.returns.consolidate import Consolidated
from nastav_docs.returns.result_folder import ResultFolder
from nastav_docs.returns.school_people import SchoolPeople

__all__ = ["Collected", "Consolidated", "ResultFolder", "SchoolPeople", "collect", "read_answers"]
