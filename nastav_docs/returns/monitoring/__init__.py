"""From indicators, facts and returned bases to what is reached and what is missing: справка, chart, book of figures."""

from __future__ import annotations

from nastav_docs.returns.monitoring.facts_so_far import facts_so_far
from nastav_docs.returns.monitoring.monitor import Monitored, monitor
from nastav_docs.returns.monitoring.periods import ReportPeriod, read_period
from nastav_docs.returns.monitoring.results import known_periods
from nastav_docs.returns.monitoring.sentences import indicator_line

__all__ = ["Monitored", "ReportPeriod", "facts_so_far", "indicator_line", "known_periods", "monitor", "read_period"]
