"""Measured times: several rounds, their least, middle and greatest."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Data = TypeVar("Data")


@dataclass(slots=True)
class Sample:
    """Rounds of one measurement, in `unit`."""

    unit: str
    rounds: list[float] = field(default_factory=list)

    @property
    def least(self) -> float:
        """The round that was disturbed least."""
        return min(self.rounds)

    @property
    def middle(self) -> float:
        """The median."""
        return statistics.median(self.rounds)

    def __str__(self) -> str:
        """Least, middle, greatest."""
        return f"{self.least:10.3f} {self.middle:10.3f} {max(self.rounds):10.3f}  {self.unit}"

    def data(self) -> dict[str, object]:
        """For JSON."""
        return {"unit": self.unit, "min": self.least, "median": self.middle, "max": max(self.rounds)}


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure to be reached: `shown` is what was measured, in words."""

    name: str
    reached: bool
    shown: str

    def __str__(self) -> str:
        """One line of the report."""
        return f"{'reached' if self.reached else 'MISSED '}  {self.name}: {self.shown}"


@dataclass(slots=True)
class Findings:
    """What one benchmark has measured, and which goals it has reached."""

    samples: dict[str, Sample] = field(default_factory=dict)
    goals: list[Goal] = field(default_factory=list)

    def add(self, name: str, unit: str, value: float) -> None:
        """One more round of a measurement."""
        self.samples.setdefault(name, Sample(unit)).rounds.append(value)

    def expect(self, name: str, value: float, goal: float, unit: str, *, at_least: bool = False) -> None:
        """Compare a figure with its goal."""
        reached = value >= goal if at_least else value <= goal
        sign = "≥" if at_least else "≤"
        self.goals.append(Goal(name, reached, f"{value:.3g} {unit} (goal {sign} {goal:g})"))

    def data(self) -> dict[str, object]:
        """For JSON."""
        return {
            "measured": {name: sample.data() for name, sample in self.samples.items()},
            "goals": [{"name": goal.name, "reached": goal.reached, "shown": goal.shown} for goal in self.goals],
        }


def seconds_a_call(call: Callable[[Data], object], data: Iterator[Data], enough: float) -> float:
    """CPU seconds of one call, repeated with new data until `enough` seconds have passed."""
    calls = 0
    began = time.process_time()
    while (spent := time.process_time() - began) < enough or not calls:
        call(next(data))
        calls += 1
    return spent / calls
