"""The sheets of enclosures, «на 3 л.», from the pages of the PDFs that stand in a folder of results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.builder.manifest import built_documents
from nastav_docs.builder.pdf_files import pages_of_sources
from nastav_docs.config import enclosures_of, letters_with_open_sheets, with_sheets
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.documents import part_of, prepared
from nastav_docs.files import digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from nastav_docs.config import Project
    from nastav_docs.diagnostics import Diagnostic


def with_counted_sheets(project: Project, out: Path, printed: Mapping[str, bytes]) -> Project:
    """The project with the sheets of its letters' enclosures as the PDFs in `out` show them; itself where none shows.

    `printed` are the documents of this build by path: a PDF counts while it was made from such bytes, or from what a
    person has made of the document in Word. Of a document changed since the sheets are unknown, and the letter has a
    blank.
    """
    if not letters_with_open_sheets(project):
        return project
    sheets = _sheets(project, out, printed)
    return with_sheets(project, sheets) if sheets else project


def letters_to_fill(project: Project) -> tuple[str, ...]:
    """The documents, by their keys in `documents:`, that print the sheets of others."""
    letters = letters_with_open_sheets(project)
    documents = {} if project.config is None else project.config.documents
    return tuple(id_ for id_, document in documents.items() if part_of(document) in letters)


def miscounted(project: Project, out: Path) -> Iterator[Diagnostic]:
    """A problem for each enclosure whose `sheets:` differ from the pages of its document's PDF in the folder `out`."""
    named = [] if project.config is None else list(enclosures_of(project.config))
    if not any(record.document and record.sheets is not None for _, _, record in named):
        return
    sheets = _sheets(project, out, {})
    for _, path, record in named:
        pages = sheets.get(record.document)
        if record.sheets is not None and pages is not None and record.sheets != pages:
            message = f"К письму приложен документ «{record.document}» на {record.sheets} л., а листов в нём {pages}."
            hint = "Уберите sheets: число листов впишется само."
            yield codes.SHEETS_DIFFER.at(project.place(*path, "sheets"), message, hint=hint, text=str(record.sheets))


def _sheets(project: Project, out: Path, printed: Mapping[str, bytes]) -> dict[str, int]:
    """The pages of each document of the district, by its key in `documents:`, where its PDF is of it as it is now."""
    pages = pages_of_sources(out)
    if not pages:
        return {}
    built = built_documents(out, school="")
    sheets = {}
    for planned in prepared(project).planned:
        path = planned.path
        file = out / path
        standing = digest(file.read_bytes()) if path in pages and file.is_file() else ""
        edited = standing and path in built and built[path].sha256 != standing
        now = digest(printed[path]) if path in printed and not edited else standing
        if path in pages and pages[path][0] == now:
            sheets[planned.id] = pages[path][1]
    return sheets
