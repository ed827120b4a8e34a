"""From what comes back to what the district needs: the municipal base, the свод, reports, reminders.

What comes back are the bases that schools fill in, and the journal of execution.
"""

from __future__ import annotations

from nastav_docs.returns.collect import Collected, collect, read_answers
from nastav_docs.returns.consolidate import Consolidated
from nastav_docs.returns.report_execution import ExecutionResults, report_execution
from nastav_docs.returns.result_folder import ResultFolder
from nastav_docs.returns.school_people import SchoolPeople

__all__ = [
    "Collected",
    "Consolidated",
    "ExecutionResults",
    "ResultFolder",
    "SchoolPeople",
    "collect",
    "read_answers",
    "report_execution",
]
