"""The indicators of a project with what their papers print, whichever paper they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nastav_docs.documents import is_share, written_indicators

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nastav_docs.config import Indicator, Project
    from nastav_docs.documents import PreparedProject

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
        return is_share(self.record)


def indicators_of(project: Project, ready: PreparedProject) -> tuple[KnownIndicator, ...]:
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
    for record, path in written_indicators(project):
        made = _printed(path, ready)
        number = len(found) + 1
        found.append(
            KnownIndicator(
                number, record, record.id or str(number), _plain(made["title"]), _plain(made["due"]), path,
                schools.get(record.id),
            )
        )  # fmt: skip
    return tuple(found)


def _printed(path: Path, ready: PreparedProject) -> Mapping[str, Any]:
    """What the paper prints of the indicator at a path of the settings."""
    table = ready.names["indicators"] if path[0] == "indicators" else ready.names["papers"][path[1]]
    row: Mapping[str, Any] = table["rows"][path[-1]]
    return row


def _plain(value: object) -> str:
    return str(value).replace("\u00a0", " ")
