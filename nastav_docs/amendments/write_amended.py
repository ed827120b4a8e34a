"""The files of amendments on the disk: orders and redlines in a folder, settings there or in place of the old ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.files import DISK, advice, is_file, reason, replace_file

if TYPE_CHECKING:
    from pathlib import Path

    from nastav_docs.amendments.make_amendments import Amended
    from nastav_docs.config import Project


def write_amended(
    amended: Amended, out: Path, project: Project, *, in_place: bool = False, force: bool = False
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Write the files to `out`; gives the paths written and what kept others from it.

    With `in_place` the settings go to the folder of `project`, the new state, unless they have changed since it was
    loaded. A file that is there with other bytes is kept, unless `force` is given.
    """
    written: list[Path] = []
    problems: list[Diagnostic] = []
    for name, data in amended.files.items():
        replaces = in_place and name in amended.settings
        path = project.folder / name if replaces else out / name
        try:
            before = DISK.read(path) if is_file(path) else None
            if before == data:
                continue
            if replaces and before != _known(project, path):
                message = f"Файл «{path}» изменился, пока считались изменения."
                problems.append(codes.CHANGED_MEANWHILE.at(Place(str(path)), message, hint="Повторите команду."))
                continue
            if not replaces and before is not None and not force:
                message = f"Файл «{path}» уже есть, и в нём другое."
                hint = "Уберите его, выберите другую папку (-o) или повторите с --force."
                problems.append(codes.FOREIGN.at(Place(str(path)), message, hint=hint))
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, data)
            written.append(path)
        except (OSError, UnicodeError) as error:
            message = f"Файл «{path}» не записан: {reason(error)}."
            problems.append(codes.NOT_WRITTEN.at(Place(str(path)), message, hint=advice(error)))
    return tuple(written), tuple(problems)


def _known(project: Project, path: Path) -> bytes | None:
    """The bytes of a file as the project was loaded with them; None where there was none."""
    try:
        return project.snapshot.read(path)
    except OSError:
        return None
