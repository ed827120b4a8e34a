"""Which file serves each document of a project, from which layer, and what it replaces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nastav_docs.authoring.template_world import moved_place, read, world_of
from nastav_docs.config import shared_templates
from nastav_docs.diagnostics import Diagnostic
from nastav_docs.documents import SPREADSHEETS
from nastav_docs.docx import read_package
from nastav_docs.template import find
from nastav_docs.template.markup import Checker, TagBook, open_draft

if TYPE_CHECKING:
    from nastav_docs.config import Project
    from nastav_docs.template import FoundTemplate

_EXTENDS: Final = re.compile(r"extends\s+[\"']([^\"']+)[\"']")


@dataclass(frozen=True, slots=True)
class TemplateUse:
    """A file that a document's template is made of: over which file it lies and which blocks of it it replaces."""

    name: str
    path: str
    own: bool
    extends: str
    blocks: tuple[str, ...]
    hides: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A document of a project: its template and all that the template is made of, itself first."""

    document: str
    template: str
    uses: tuple[TemplateUse, ...]


# -------------------------------------------------------------------------------------------------------------- list


def listed(project: Project) -> tuple[tuple[Listed, ...], tuple[Diagnostic, ...]]:
    """Which file each document uses, from which layer, what it overrides; and the bases that have moved on."""
    config = project.config
    if config is None:
        return (), project.problems
    world = world_of(project)
    rows, problems = [], []
    for id_, document in config.documents.items():
        if document.template in SPREADSHEETS:
            continue
        found = world.find(document.template)
        if isinstance(found, Diagnostic):
            problems.append(found)
            continue
        uses = read(document.template, world).uses
        rows.append(Listed(id_, document.template, tuple(_use(u.name, u.path, project) for u in uses)))
        problems += [moved for u in uses if (moved := moved_place(u.name, project)) is not None]
    return tuple(rows), tuple(dict.fromkeys(problems))


def _use(name: str, path: str, project: Project) -> TemplateUse:
    found = find(name, [Path(path).parent], files=project.snapshot)
    extends, blocks = ("", ()) if isinstance(found, Diagnostic) else marks_of(found)
    own = Path(path).parent != shared_templates()
    below = [folder / name for folder in project.template_folders if folder / name != Path(path)]
    hides = next((str(file) for file in below if own and file.is_file()), "")
    return TemplateUse(name, path, own, extends, blocks, hides)


def marks_of(found: FoundTemplate) -> tuple[str, tuple[str, ...]]:
    """The file that a file extends, and the blocks that it holds."""
    package, _ = read_package(found.data, found.path)
    book = TagBook("ndlistx")
    if package is not None:
        open_draft(package, found.path, book, Checker({}, {}))
    extends = next((m[1] for tag in book.tags if (m := _EXTENDS.match(tag.body))), "")
    return extends, tuple(tag.body.split()[1] for tag in book.tags if tag.word == "block" and " " in tag.body)
