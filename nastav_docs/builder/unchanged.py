"""A build that has nothing to do: what that is known by, before anything of the settings is looked at closely."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from nastav_docs.builder import output_folder
from nastav_docs.builder.inputs import release
from nastav_docs.builder.journals import STATE
from nastav_docs.builder.manifest import untouched_since
from nastav_docs.builder.pdf_files import pages_of_sources
from nastav_docs.builder.report import Report
from nastav_docs.config import letters_with_open_sheets

if TYPE_CHECKING:
    from pathlib import Path

    from nastav_docs.builder.report import BuildRequest
    from nastav_docs.config import Project


def state_of_whole(project: Project, folder: Path, wanted: BuildRequest) -> str:
    """A digest that changes with whatever a build of all documents comes from, beside what stands in the folder.

    Empty where only a part is wanted, or not all comes from files.
    """
    if wanted.only or wanted.schools or not (state := project.state()):
        return ""
    if letters_with_open_sheets(project):
        state += repr(sorted(pages_of_sources(folder).items()))  # the letters tell how many sheets the others have
    return hashlib.sha256(repr((state, release())).encode()).hexdigest()


def nothing_changed(folder: Path, state: str, wanted: BuildRequest) -> Report | None:
    """The report of a build that has nothing to do: the last one had no problem, and each document is as it left it."""
    try:
        if not (folder / STATE).is_dir():
            return None
        with output_folder.locked(folder):
            found = untouched_since(folder, state)
    except (OSError, output_folder.FolderBusyError):
        return None  # the build itself will tell
    if found is None:
        return None
    schools, paths = found
    if wanted.progress is not None:
        wanted.progress(schools, schools)
    return Report(folder, unchanged=paths)
