"""The indicators of a project with what their papers print, whichever paper they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nastav_docs.config import YamlSequence, node_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.config import Indicator, Project
    from nastav_docs.documents import Edition

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class KnownIndicator:
    """An indicator of the settings: its record, its title and day of reaching as printed, where it stands.

    `of_school` is the same indicator in the schools' common papers, where they have one.
    """

    number: int
    record: Indicator
    id: str
    title: str
    due: str
    path: Path
    of_school: Indicator | None = None

    @property
    def share(self) -> bool:
        """Whether it is in per cent."""
        return self.record.unit.strip() in {"%", "процент", "процентов", "проценты"}


def indicators_of(project: Project, ready: Edition) -> tuple[KnownIndicator, ...]:
    """The indicators of the district's table and of its other papers with indicators, numbered through."""
    config = project.config
    if config is None:
        return ()
    schools: dict[str, Indicator] = {}
    if config.school is not None:
        tables = [config.school.indicators.rows] if config.school.indicators is not None else []
        tables += [paper.indicators for paper in config.school.papers.values()]
        schools = {row.id: row for rows in tables for row in rows if row.id}
    found: list[KnownIndicator] = []
    for record, made, path in _rows(project, ready):
        number = len(found) + 1
        found.append(
            KnownIndicator(
                number, record, record.id or str(number), _plain(made["title"]), _plain(made["due"]), path,
                schools.get(record.id),
            )
        )  # fmt: skip
    return tuple(found)


def _rows(project: Project, ready: Edition) -> Iterator[tuple[Indicator, Mapping[str, Any], Path]]:
    config, tree = project.config, project.tree
    if config is None or tree is None:
        return
    if config.indicators is not None:
        whole = isinstance(node_at(tree, ("indicators",)), YamlSequence)
        path: Path = ("indicators",) if whole else ("indicators", "rows")
        made = ready.names["indicators"]["rows"]
        for at, record in enumerate(config.indicators.rows):
            yield record, made[at], (*path, at)
    for id_, paper in config.papers.items():
        if "indicators" in config.kinds[paper.kind].parts:
            made = ready.names["papers"][id_]["rows"]
            for at, record in enumerate(paper.indicators):
                yield record, made[at], ("papers", id_, "indicators", at)


def _plain(value: object) -> str:
    return str(value).replace("\u00a0", " ")
