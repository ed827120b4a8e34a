"""Check the deadlines of a project: what is not understood, vague, or written wrong, at its place in the YAML."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nastav_docs.config.yaml_tree import has_marks, place_at
from nastav_docs.russian.deadlines import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.config.model import Config, IndicatorsRecord, Roadmap
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic

Path = tuple[str | int, ...]


def check_deadlines(config: Config, tree: YamlNode) -> tuple[Diagnostic, ...]:
    """The problems of all deadlines in the roadmaps and indicators of the district and of the schools' common papers.

    Texts with tags are left out: what they print is not known here.
    """
    parts: list[tuple[Path, Roadmap | None, IndicatorsRecord | None]] = [((), config.roadmap, config.indicators)]
    if config.school is not None:
        parts.append((("school",), config.school.roadmap, config.school.indicators))
    written = [found for path, roadmap, indicators in parts for found in (*_of(roadmap, path), *_due(indicators, path))]
    year = _year(config)
    return tuple(
        replace(problem, place=place_at(tree, path))
        for text, path in written
        if not has_marks(text)
        for problem in parse(text, year).problems
    )


def _year(config: Config) -> int:
    """The year for examples in hints: of the period's beginning, else of the order's date; 0 where there is neither."""
    if config.period is not None:
        return config.period.start.year
    return config.order.date.year if config.order is not None and config.order.date is not None else 0


def _of(roadmap: Roadmap | None, path: Path) -> Iterator[tuple[str, Path]]:
    for s, section in enumerate(roadmap.sections if roadmap is not None else ()):
        for a, activity in enumerate(section.activities):
            if activity.deadline:
                yield activity.deadline, (*path, "roadmap", "sections", s, "activities", a, "deadline")


def _due(indicators: IndicatorsRecord | None, path: Path) -> Iterator[tuple[str, Path]]:
    for number, row in enumerate(indicators.rows if indicators is not None else ()):
        if row.due:
            yield row.due, (*path, "indicators", "rows", number, "due")
