"""Show one document as pages, in PDF or PNG, made by LibreOffice."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nastav_docs.config import has_errors
from nastav_docs.diagnostics import Diagnostic, Place, did_you_mean
from nastav_docs.diagnostics.codes import building as building_codes
from nastav_docs.diagnostics.codes import config as config_codes
from nastav_docs.diagnostics.codes import schools as school_codes
from nastav_docs.documents import (
    SPREADSHEETS,
    prepared,
    print_document,
    read_schools,
    school_issues,
    unknown_documents,
)
from nastav_docs.files import advice, reason
from nastav_docs.pdf import convert, find_office, no_office, png_pages

if TYPE_CHECKING:
    from nastav_docs.config import Project
    from nastav_docs.documents import Planned


@dataclass(frozen=True, slots=True)
class PreviewFiles:
    """The files with the pages of a document, and what was wrong on the way."""

    files: tuple[Path, ...]
    problems: tuple[Diagnostic, ...]


# ---------------------------------------------------------------------------------------------------------- document


def printed(project: Project, name: str, school: str = "") -> tuple[bytes | None, str, tuple[Diagnostic, ...]]:
    """Print one document of a project: its bytes and the name of its file; None, «» and the problems if it cannot be.

    `school` is the id of a school; without it a document for schools is that of the first one.
    """
    ready = prepared(project)
    config = project.config
    if config is None or has_errors(ready.problems):
        return None, "", ready.problems
    unknown = unknown_documents((name,), config)
    if unknown:
        return None, "", unknown
    if config.documents[name].template in SPREADSHEETS:
        message = f"«{name}» – таблица Excel: её страниц здесь не показать"
        return None, "", (config_codes.UNKNOWN_DOCUMENT.at(project.place("documents", name), message, text=name),)
    of_school = config.documents[name].for_each == "school"
    planned, problems = _of_school(project, school) if of_school or school else (ready.planned, ())
    for one in planned:
        if one.id == name:
            data, wrong = print_document(one, ready.templates)
            return data, Path(one.path).name, (*ready.problems, *problems, *wrong)
    if not problems:
        message = f"Документ «{name}» – муниципалитета, у школы его нет."
        problems = (config_codes.UNKNOWN_DOCUMENT.at(project.place("documents", name), message, text=name),)
    return None, "", problems


def _of_school(project: Project, school: str) -> tuple[tuple[Planned, ...], tuple[Diagnostic, ...]]:
    """The planned documents of a school, the first one if none is named, and the problems."""
    registry = read_schools(project)
    known = [row.id for row in registry.rows]
    wanted = school or (known[0] if known else "")
    row = next((row for row in registry.rows if row.id == wanted), None)
    if row is None:
        message = f"Школы «{wanted}» в реестре нет." if wanted else "В реестре нет ни одной школы."
        return (), (school_codes.UNKNOWN_SCHOOL.at(None, message, hint=did_you_mean(wanted, known), text=wanted),)
    issue = next(school_issues(project, (row,), registry.overlays))
    return issue.planned, issue.problems


# ------------------------------------------------------------------------------------------------------------- pages


def show_document(
    project: Project, name: str, out: Path, *, school: str = "", png: bool = False, office: str = ""
) -> PreviewFiles:
    """Write a document as a PDF, or as a PNG for each page, into the folder `out`; `school` as in `printed`.

    `office` is the path of LibreOffice, if it is not to be looked for.
    """
    command = office or find_office()
    if not command:
        return PreviewFiles((), (no_office(),))
    data, file, problems = printed(project, name, school)
    if data is None:
        return PreviewFiles((), problems)
    stem = Path(file).stem
    with tempfile.TemporaryDirectory(prefix="nastav-docs-") as temporary:
        source = Path(temporary) / "document.docx"
        source.write_bytes(data)
        wrong = convert(command, source, "pdf")
        if wrong is not None:
            return PreviewFiles((), (*problems, wrong))
        made = source.with_suffix(".pdf")
        pages, wrong = png_pages(made) if png else ([made], None)
        if wrong is not None:
            return PreviewFiles((), (*problems, wrong))
        files = [out / (f"{stem} {number}.png" if png else f"{stem}.pdf") for number in range(1, len(pages) + 1)]
        try:
            out.mkdir(parents=True, exist_ok=True)
            for page, target in zip(pages, files, strict=True):
                shutil.copyfile(page, target)
        except OSError as error:  # Windows holds a file that a viewer shows
            message = f"«{out}» не записывается: {reason(error)}."
            hint = f"закройте его в программе просмотра; {advice(error)}"
            return PreviewFiles((), (*problems, building_codes.NOT_WRITTEN.at(Place(str(out)), message, hint=hint)))
    return PreviewFiles(tuple(files), problems)
