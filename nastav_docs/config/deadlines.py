"""Check the deadlines of a project: what is not understood, vague, or written wrong, at its place in the YAML."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from nastav_docs.config.yaml_tree import has_marks, place_at
from nastav_docs.diagnostics.codes.deadlines import IMPOSSIBLE
from nastav_docs.russian import likely_date
from nastav_docs.russian.deadlines import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.config.model import Config, SchoolPapers
    from nastav_docs.config.paper_parts import Indicator, SectionRecord
    from nastav_docs.config.papers import PaperSection
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic

Path = tuple[str | int, ...]
DAY: Final = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2} [а-я]+ \d{4}")


def check_deadlines(config: Config, tree: YamlNode) -> tuple[Diagnostic, ...]:
    """The problems of all deadlines in the roadmaps and indicators of the district and of the schools' common papers.

    Texts with tags are left out: what they print is not known here.
    """
    issuers: list[tuple[Path, Config | SchoolPapers]] = [((), config)]
    if config.school is not None:
        issuers.append((("school",), config.school))
    written = [found for path, issuer in issuers for found in _written(issuer, path)]
    year = _year(config)
    return tuple(
        replace(problem, place=place_at(tree, path), hint=problem.hint or _likely(problem, text))
        for text, path in written
        if not has_marks(text)
        for problem in parse(text, year).problems
    )


def _likely(problem: Diagnostic, text: str) -> str:
    """A hint with the day that an impossible date most likely means; «» where there is none."""
    written = DAY.search(text) if problem.code == IMPOSSIBLE.code else None
    likely = likely_date(written[0]) if written else None
    return f"Похоже, это {likely:%d.%m.%Y}: впишите так." if likely else ""


def _year(config: Config) -> int:
    """The year for examples in hints: of the period's beginning, else of the order's date; 0 where there is neither."""
    if config.period is not None:
        return config.period.start.year
    return config.order.date.year if config.order is not None and config.order.date is not None else 0


def _written(issuer: Config | SchoolPapers, path: Path) -> Iterator[tuple[str, Path]]:
    """The deadlines of an issuer's plans and indicators, each with its path."""
    if issuer.roadmap is not None:
        yield from _of(issuer.roadmap.sections, (*path, "roadmap"))
    if issuer.indicators is not None:
        yield from _due(issuer.indicators.rows, (*path, "indicators", "rows"))
    for name, paper in issuer.papers.items():
        yield from _of(paper.sections, (*path, "papers", name))
        yield from _due(paper.indicators, (*path, "papers", name, "indicators"))


def _of(sections: tuple[SectionRecord | PaperSection, ...], path: Path) -> Iterator[tuple[str, Path]]:
    for s, section in enumerate(sections):
        for a, activity in enumerate(section.activities):
            if activity.deadline:
                yield activity.deadline, (*path, "sections", s, "activities", a, "deadline")


def _due(rows: tuple[Indicator, ...], path: Path) -> Iterator[tuple[str, Path]]:
    for number, row in enumerate(rows):
        if row.due:
            yield row.due, (*path, number, "due")
