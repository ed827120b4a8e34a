"""The timeline of a plan as a drawing in SVG: a bar for each activity, a mark for each day, a line for today."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from nastav_docs.russian import MONTHS_SHORT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

WIDTH, LEFT, ROW, TOP, RIGHT = 1080, 340, 25, 36, 14
LABEL: Final = 28  # the width of «сен» or «2025»
LETTERS: Final = 43  # of a title that stand beside its bar
FEW_MONTHS, MANY_MONTHS = 18, 48  # up to which every month, every quarter is written; above them every year


@dataclass(frozen=True, slots=True)
class Bar:
    """An activity on the timeline: from `start` (None: it is a point) to its last day; `state` is the class of colour.

    `days` are those on which it falls due, in order.
    """

    label: str
    state: str
    start: dt.date | None
    days: tuple[dt.date, ...]
    told: str


def timeline(bars: Sequence[Bar], today: dt.date) -> str:
    """The drawing as a text of SVG; «» where no activity has a day. It has no style of its own but classes."""
    days = [day for bar in bars for day in (bar.start, *bar.days) if day is not None]
    shown = [bar for bar in bars if bar.days]
    if not shown:
        return ""
    first, last = min(days).replace(day=1), _next_month(max(days))
    scale = (WIDTH - LEFT - RIGHT) / (last - first).days

    def x(day: dt.date) -> float:
        return round(LEFT + (day - first).days * scale, 1)

    height = TOP + ROW * len(shown) + 8
    parts = [
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="Сроки плана" xmlns="http://www.w3.org/2000/svg">'
    ]
    ticks, carried = [*_ticks(first, last)], ""
    for place, (at, words, year) in enumerate(ticks):
        parts.append(f'<line class="grid" x1="{x(at)}" x2="{x(at)}" y1="{TOP - 8}" y2="{height}"/>')
        carried = year or carried
        room = x(ticks[place + 1][0] if place + 1 < len(ticks) else last) - x(at)
        if room < LABEL:  # a first month that stands right before a quarter
            continue
        parts.append(f'<text class="tick" x="{x(at) + 3}" y="{TOP - 14}">{words}</text>')
        if carried:
            parts.append(f'<text class="tick" x="{x(at) + 3}" y="{TOP - 26}">{carried}</text>')
        carried = ""
    for place, bar in enumerate(shown):
        parts += _bar(bar, TOP + ROW * place, x)
    if first <= today <= last:
        parts.append(f'<line class="today" x1="{x(today)}" x2="{x(today)}" y1="{TOP - 26}" y2="{height}"/>')
        parts.append(f'<text class="today" x="{x(today) + 4}" y="{TOP - 2}">{today:%d.%m}</text>')
    return "".join([*parts, "</svg>"])


def _bar(bar: Bar, top: int, x: Callable[[dt.date], float]) -> Iterator[str]:
    short = bar.label if len(bar.label) <= LETTERS else f"{bar.label[: LETTERS - 1].rstrip()}…"
    begin, end = x(bar.start or bar.days[0]), x(bar.days[-1])
    yield f'<g class="{bar.state}"><title>{escape(bar.told)}</title>'
    yield f'<text class="label" x="0" y="{top + 15}">{escape(short)}</text>'
    if end - begin > 1:
        yield f'<rect class="bar" x="{begin}" y="{top + 6}" width="{round(end - begin, 1)}" height="10" rx="3"/>'
    for day in bar.days:
        yield f'<path class="day" d="M{x(day)} {top + 4}l7 7l-7 7l-7 -7z"/>'
    yield "</g>"


def _next_month(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def _ticks(first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, str, str]]:
    """The first days of months, quarters or years, as many as can be read, each with its word and, above it, the year.

    The year stands above the first of them and above each January; years are words themselves.
    """
    months = (last.year - first.year) * 12 + last.month - first.month
    every = 1 if months <= FEW_MONTHS else 3 if months <= MANY_MONTHS else 12
    years = every > 3  # noqa: PLR2004  more than a quarter
    day, told = first, 0
    while day < last:
        if day == first or (day.month - 1) % every == 0:
            named = str(day.year) if years else MONTHS_SHORT[day.month - 1]
            yield day, named, "" if years or day.year == told else str(day.year)
            told = day.year
        day = _next_month(day)
