"""List which file serves each document of a project, from which layer, and what it replaces."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nastav_docs.authoring.template_context import moved_place, read, template_context
from nastav_docs.config import shared_templates
from nastav_docs.diagnostics import Diagnostic
from nastav_docs.documents import SPREADSHEETS

if TYPE_CHECKING:
    from nastav_docs.config import Project
    from nastav_docs.template import UsedFile


@dataclass(frozen=True, slots=True)
class TemplateUse:
    """A file that a document's template is made of.

    `own`: it lies in the project, not among the shared ones; `extends` is the file that it is based on, `blocks` are
    those that it holds, `hides` is the path of the next file of its name on the search path, which it replaces.
    """

    name: str
    path: str
    own: bool
    extends: str
    blocks: tuple[str, ...]
    hides: str = ""


@dataclass(frozen=True, slots=True)
class DocumentTemplate:
    """A document of a project: its template, and the files that the template is made of, itself first."""

    document: str
    template: str
    uses: tuple[TemplateUse, ...]


# -------------------------------------------------------------------------------------------------------------- list


def document_templates(project: Project) -> tuple[tuple[DocumentTemplate, ...], tuple[Diagnostic, ...]]:
    """Each document of a project with the files of its template.

    Besides them there are warnings of shared templates that have changed since an own one was made from them. Of a
    project without a readable config there are only its problems.
    """
    config = project.config
    if config is None:
        return (), project.problems
    context = template_context(project)
    rows, problems = [], []
    for id_, document in config.documents.items():
        if document.template in SPREADSHEETS:
            continue
        found = context.find(document.template)
        if isinstance(found, Diagnostic):
            problems.append(found)
            continue
        uses = read(document.template, context).uses
        rows.append(DocumentTemplate(id_, document.template, tuple(_use(used, project) for used in uses)))
        problems += [moved for u in uses if (moved := moved_place(u.name, project)) is not None]
    return tuple(rows), tuple(dict.fromkeys(problems))


def papers_printed_by(project: Project, file: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The documents, by their keys, that a file of a template prints or is a part of: the district's, the schools'."""
    config = project.config
    rows, _ = document_templates(project)
    found = [row.document for row in rows if any(Path(use.path) == file for use in row.uses)]
    schools = {id_ for id_ in found if config is not None and config.documents[id_].for_each == "school"}
    return tuple(id_ for id_ in found if id_ not in schools), tuple(id_ for id_ in found if id_ in schools)


def _use(used: UsedFile, project: Project) -> TemplateUse:
    path = Path(used.path)
    own = path.parent != shared_templates()
    below = [folder / used.name for folder in project.template_folders if folder / used.name != path]
    hides = next((str(file) for file in below if own and file.is_file()), "")
    return TemplateUse(used.name, used.path, own, used.extends, used.blocks, hides)
