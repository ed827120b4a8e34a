"""The project that the page shows: read anew only when one of its files is another than it was."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nastav_docs.config import SCHOOL_FILES, load
from nastav_docs.files import DISK

if TYPE_CHECKING:
    from nastav_docs.config import Project

SETTLED: Final = 2_000_000_000  # ns: a folder changed just now may change again within the grain of its clock


@dataclass(slots=True)
class KeptProject:
    """The project of a folder. What was made from it – plans, compiled templates – is kept by it, so it is kept too.

    A file counts as the same by its bytes, never by its time; a folder by the names in it, so that a file that is put
    beside the others is seen. Whoever asks while it is being read waits for that reading, and reads nothing twice.
    """

    folder: Path
    last: tuple[Project, dict[Path, list[str]]] | None = None
    reading: threading.Lock = field(default_factory=threading.Lock)

    def now(self) -> Project:
        """The project as its files are now."""
        with self.reading:
            return self._now()

    def _now(self) -> Project:
        last = self.last
        if last is not None and _as_it_was(*last):
            return last[0]
        begun = time.time_ns()
        project = load(self.folder)
        names = {folder: DISK.names(folder) for folder in _folders(project)}
        settled = all(folder.stat().st_mtime_ns < begun - SETTLED for folder in names if folder.is_dir())
        self.last = (project, names) if settled else None
        return project


def _folders(project: Project) -> set[Path]:
    """The folders in which a file would be noticed that was not there: of all files that the settings name."""
    named = (project.registry, project.facts_file, *project.list_files.values(), *project.kept_tables.values())
    taken = (Path(key) for key in project.snapshot.contents)
    beside = {file.parent for file in (*project.files, *taken, *(file for file in named if file is not None))}
    return {project.folder, project.folder / SCHOOL_FILES, *project.template_folders, *beside}


def _as_it_was(project: Project, names: dict[Path, list[str]]) -> bool:
    if any(DISK.names(folder) != known for folder, known in names.items()):
        return False
    for key, data in project.snapshot.contents.items():
        try:
            if DISK.read(Path(key)) != data:
                return False
        except OSError:
            return False  # one that could not be read at the time is tried anew, too
    return True
