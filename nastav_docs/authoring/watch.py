"""Watch the files of a project, and do something whenever one is saved."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from nastav_docs.config import load, shared_templates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from nastav_docs.config import Project

PAUSE: Final = 0.7  # seconds between two looks at the files

# ------------------------------------------------------------------------------------------------------------- watch


def watched(project: Project) -> dict[Path, tuple[int, int]]:
    """The files that a project is made of, settings to pictures, each with its time in ns and its size."""
    folders = [project.folder, *(file.parent for file in project.files), *project.template_folders]
    kinds = {".yaml", ".yml", ".docx", ".csv", ".xlsx", ".png", ".jpg", ".jpeg"}
    found: dict[Path, tuple[int, int]] = {}
    for folder in dict.fromkeys(folder for folder in folders if folder.is_dir()):
        files = folder.glob("*") if folder == shared_templates() else folder.rglob("*")
        for file in files:
            if file.suffix.lower() in kinds and not file.name.startswith(("~$", ".")):
                try:
                    known = file.stat()
                except OSError:
                    continue  # being saved: it will be there again at the next look
                found[file] = (known.st_mtime_ns, known.st_size)
    return found


def changes(
    look: Callable[[], Mapping[Path, tuple[int, int]]], wait: Callable[[float], None] = time.sleep
) -> Iterator[tuple[Path, ...]]:
    """The files that have changed, whenever some have and nothing has changed for `PAUSE` seconds more.

    `look` gives the files as `watched` does, `wait` sleeps for some seconds.
    """
    before = dict(look())
    last = dict(before)
    while True:
        wait(PAUSE)
        now = dict(look())
        if now == last:
            continue
        while True:
            wait(PAUSE)
            again = dict(look())
            if again == now:
                break
            now = again
        last = now
        # a broken YAML names fewer files than before: those that still exist have not changed
        gone = [path for path in before if path not in now and not path.exists()]
        changed = sorted([*(path for path, state in now.items() if before.get(path) != state), *gone])
        before = {path: state for path, state in {**before, **now}.items() if path not in gone}
        if changed:
            yield tuple(changed)


def watch(folder: Path, rebuild: Callable[[Project, tuple[Path, ...]], None]) -> None:
    """Call `rebuild` now and whenever a file of the project is saved, until the program is stopped."""
    project = load(folder)
    rebuild(project, ())
    for changed in changes(lambda: watched(project)):  # noqa: B023 - the project as it was read last
        project = load(folder)
        rebuild(project, changed)
