"""What an indicator is to reach in a period: «20», «не менее 20 %», «20, далее – не ниже», «не более 5»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.returns.monitoring.periods import read_period
from nastav_docs.russian import format_number, parse_number
from nastav_docs.russian.deadlines import parse

if TYPE_CHECKING:
    from decimal import Decimal

    from nastav_docs.config import Indicator
    from nastav_docs.returns.monitoring.periods import ReportPeriod

WRITTEN: Final = re.compile(
    r"(?P<sign>не\s+менее|не\s+ниже|не\s+меньше|минимум|от|≥|>=|не\s+более|не\s+выше|не\s+больше|максимум|до|≤|<=)?\s*"
    r"(?P<number>\d[\d \u00a0]*(?:[.,]\d+)?)\s*(?P<unit>%|[а-я.]{1,20})?(?P<later>\s*[,;(]?\s*далее.*)?",
    re.IGNORECASE | re.DOTALL,
)
AT_MOST: Final = re.compile(r"не\s+более|не\s+выше|не\s+больше|максимум|до|≤|<=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlannedValue:
    """A value to reach: at least `value`, or at most; `lasts` where the text says that it holds from then on.

    `due` is False while the day until which it is to be reached has not come by the end of the period.
    """

    value: Decimal
    at_most: bool = False
    lasts: bool = False
    due: bool = True

    def reached(self, fact: Decimal) -> bool:
        """Whether a fact is as good as the target."""
        return fact <= self.value if self.at_most else fact >= self.value

    def shown(self) -> str:
        """The target as a table prints it: «20», «не более 5»."""
        return f"{'не более ' if self.at_most else ''}{format_number(self.value.normalize())}"


def read_target(text: str) -> PlannedValue | None:
    """The target that a text names; None for a blank or words.

    `read_target("20, далее – не ниже")` → at least 20, and it lasts.
    """
    found = WRITTEN.fullmatch(text.replace("\u00a0", " ").strip())
    number = parse_number(found["number"].strip()) if found else None
    if found is None or number is None:
        return None
    return PlannedValue(number, bool(found["sign"] and AT_MOST.fullmatch(found["sign"])), bool(found["later"]))


def target_of(indicator: Indicator, due: str, period: ReportPeriod) -> tuple[PlannedValue | None, str]:
    """The target of an indicator for a period and the text that says it; `due` is the day of reaching as printed.

    By years: that of the year in which the period ends, or the last one where the text or `due` says that it lasts.
    """
    dated = [(known, text) for key, text in indicator.targets.items() if (known := read_period(key)) is not None]
    for known, text in dated:
        if known.holds(period):
            target = read_target(text)
            return (None if target is None else _by(target, due=known.end <= period.end)), text
    passed = [(known, text) for known, text in dated if known.end < period.start]
    if passed:
        text = max(passed, key=lambda one: one[0].end)[1]
        target = read_target(text)
        return (target if target is not None and (target.lasts or "далее" in due.lower()) else None), text
    if indicator.target:
        target = read_target(indicator.target)
        return (None if target is None else _by(target, due=_has_come(due, period))), indicator.target
    return None, ""


def _by(target: PlannedValue, *, due: bool) -> PlannedValue:
    return PlannedValue(target.value, target.at_most, target.lasts, due)


def _has_come(due: str, period: ReportPeriod) -> bool:
    """Whether the day of reaching has come by the end of the period; a text that names no day always has."""
    if found := read_period(due.partition(",")[0]):
        return found.end <= period.end
    deadline = parse(due).deadline if due else None
    start, end = (None, None) if deadline is None else deadline.bounds()
    last = end or start
    return last is None or last <= period.end or "далее" in due.lower()
