"""The values of indicators that are known on a day, for a page that shows how a project stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.returns.monitoring.results import known_periods, results
from nastav_docs.returns.monitoring.sentences import shown

if TYPE_CHECKING:
    import datetime as dt

    from nastav_docs.config import Project


def facts_so_far(project: Project, on: dt.date) -> dict[str, str]:
    """The values of indicators in the last period that had begun by a day, as they are shown, by id and by number.

    Those of the file of facts alone: what is counted over returned bases needs them. Empty where there are no facts.
    """
    begun = [period for period in known_periods(project) if period.start <= on]
    for period in reversed(begun):
        known = [one for one in results(project, period, None).indicators if one.district.value is not None]
        if known:
            texts = [(one, shown(one.district.value, one)) for one in known]
            return {key: text for one, text in texts for key in (str(one.number), one.id) if key}
    return {}
