"""What indicators are in a period, counted or reported, by school and in the district, beside their targets."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from nastav_docs.returns.monitoring.counted_school import CountedSchool
    from nastav_docs.returns.monitoring.targets import PlannedValue

WHOLE: Final = 100


class Verdict(enum.Enum):
    """What a fact is against its target; the value is how tables say it."""

    REACHED = "достигнут"
    MISSED = "не достигнут"
    NOT_DUE = "срок не наступил"
    NO_TARGET = "план не задан"
    NO_DATA = "нет данных"


@dataclass(frozen=True, slots=True)
class Measure:
    """The value of an indicator, of a school or of the district; `note` says in Russian why there is none.

    `value` is in the unit of the indicator (of a share per cents), exact; None where it is not known.
    """

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    target: PlannedValue | None = None
    note: str = ""

    @property
    def verdict(self) -> Verdict:
        """What the value is against the target."""
        if self.value is None:
            return Verdict.NO_DATA
        if self.target is None:
            return Verdict.NO_TARGET
        if self.target.reached(self.value):
            return Verdict.REACHED
        return Verdict.MISSED if self.target.due else Verdict.NOT_DUE

    def missing(self, *, share: bool) -> Decimal | None:
        """What lacks to a target that is not reached: of a share with its parts whole units, else a difference."""
        if self.value is None or self.target is None or self.target.reached(self.value):
            return None
        if not share or self.numerator is None or self.denominator is None:
            return abs(self.target.value - self.value)
        wanted = self.target.value * self.denominator / WHOLE
        if self.target.at_most:
            return (self.numerator - wanted).to_integral_value(ROUND_CEILING)
        return (wanted - self.numerator).to_integral_value(ROUND_CEILING)


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """An indicator in a period: `district`, and each school that has something to do with it.

    `counted` is whom a numerator counts, in the nominative singular, «» where nobody says. `share`: in per cent of a
    whole. `yes_no`: a school either is among those counted or is not. `source` says where the figures come from.
    """

    number: int
    id: str
    title: str
    unit: str
    counted: str
    share: bool
    district: Measure
    schools: tuple[tuple[CountedSchool, Measure], ...] = ()
    yes_no: bool = False
    previous: Decimal | None = None
    source: str = ""

    @property
    def without(self) -> tuple[CountedSchool, ...]:
        """The schools of which there are no data."""
        return tuple(school for school, measure in self.schools if measure.value is None)

    @property
    def known(self) -> tuple[tuple[CountedSchool, Measure], ...]:
        """The schools of which there are data."""
        return tuple(one for one in self.schools if one[1].value is not None)


def measured(
    numerator: Decimal, denominator: Decimal | None, target: PlannedValue | None, *, share: bool, note: str = ""
) -> Measure:
    """A measure from its parts; of no parts that make a share there is no value."""
    if denominator is None:
        return Measure(numerator, numerator, None, target, note)
    if not denominator:
        return Measure(None, None, None, target, note or "знаменатель – ноль")
    return Measure(numerator / denominator * (WHOLE if share else 1), numerator, denominator, target, note)
