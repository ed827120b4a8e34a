"""What is asked of a build, and what it did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nastav_docs.config import has_errors
from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.files import advice, reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did.

    `written`, `unchanged`, `kept` (a person's file stands there) and `removed` are paths below `out`; `problems` are
    all that were met, those of many schools grouped.
    """

    out: Path
    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything asked for stands in the folder as the config says."""
        return not has_errors(self.problems)


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What of a project is to be built, and how; see `build`."""

    only: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    force: bool = False
    prune: bool = False
    jobs: int | None = None
    executor: Executor | None = None
    progress: Callable[[int, int], None] | None = None
    sync: bool = True


def not_written(folder: Path, error: OSError) -> Diagnostic:
    """The problem of a folder of results that the system does not let be written."""
    message = f"Папка «{folder}» не записывается: {reason(error)}."
    return codes.NOT_WRITTEN.at(Place(str(folder)), message, hint=advice(error))
