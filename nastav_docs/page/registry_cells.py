"""From the bytes of a registry of schools to what is wrong with it, cell by cell as the page shows its table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nastav_docs.config import shown
from nastav_docs.registry import cell_at, read_registry, row_of, yaml_table

if TYPE_CHECKING:
    from pathlib import Path

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.registry import RegistrySettings


@dataclass(frozen=True, slots=True)
class _OneFile:
    """A file that is not on the disk yet, for the reader of registries."""

    data: bytes

    def read(self, path: Path, most: int | None = None) -> bytes:
        """The bytes, whatever the path."""
        del path, most
        return self.data

    def names(self, folder: Path) -> list[str]:
        """No folder has files here."""
        del folder
        return []


def problems_by_cell(file: Path, data: bytes, asked: RegistrySettings) -> dict[tuple[int, int], list[Diagnostic]]:
    """What is wrong with the registry `file` of these bytes: by row and column, at (0, -1) with the whole of it."""
    _, problems = read_registry(file, asked, shown=shown(file), files=_OneFile(data))
    by_cell: dict[tuple[int, int], list[Diagnostic]] = {}
    in_yaml = yaml_table(data, shown(file)) if file.suffix.lower() in {".yaml", ".yml"} else None
    for problem in problems:
        place = problem.place
        if in_yaml is not None and place is not None:
            by_cell.setdefault(cell_at(in_yaml, place.line, place.column), []).append(problem)
            continue
        at = (row_of(place), place.column - 1) if place is not None and row_of(place) else (0, -1)
        by_cell.setdefault(at, []).append(problem)
    return by_cell
