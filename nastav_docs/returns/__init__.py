"""From what comes back to what the district needs: the municipal base, the свод, reports, reminders.

What comes back are the bases that schools fill in, and the journal of execution.
"""

from __future__ import annotations

from nastav_docs.returns.collect import Collected, collect
from nastav_docs.returns.report_execution import ExecutionResults, report_execution

__all__ = ["Collected", "ExecutionResults", "collect", "report_execution"]
