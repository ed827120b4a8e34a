"""What a template is checked against: the files that it may name, the filters, the names that the data has."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from nastav_docs.authoring.field_list import contexts_of
from nastav_docs.authoring.names_in_data import ProjectNames, project_names
from nastav_docs.authoring.override import base_moved
from nastav_docs.config import annex_templates, shared_templates
from nastav_docs.diagnostics import Diagnostic
from nastav_docs.documents import FUNCTIONS, Speech, TemplateOpener, filters_of, lexicon_of, read_schools
from nastav_docs.template import find, read_expressions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nastav_docs.config import Project
    from nastav_docs.template import Find, FoundTemplate, TemplateExpressions


@dataclass(frozen=True, slots=True)
class TemplateContext:
    """What templates may use and are checked against: files, filters, names; and what was read of them so far.

    `find` opens a file by its name, `includes` are the names that an include may come to, `known` is what the project
    adds to the table of names; `marked`: its clauses have lists with marks of their own. `read` and `compiled` keep the
    expressions and problems of templates by name.
    """

    find: Find
    filters: Mapping[str, Callable[..., object]]
    includes: tuple[str, ...] = ()
    known: ProjectNames = field(default_factory=ProjectNames)
    marked: bool = False
    read: dict[str, TemplateExpressions] = field(default_factory=dict)
    compiled: dict[str, tuple[Diagnostic, ...]] = field(default_factory=dict)


def template_context(project: Project) -> TemplateContext:
    """The files, filters and names that the templates of a project may use."""
    config = project.config
    speech = Speech(lexicon_of({} if config is None else config.lexicon))
    known = project_names([(c.names, c.audience) for c in contexts_of(project)])
    columns = {key for row in read_schools(project).rows for key in row.texts}
    lists = {} if config is None else config.lists
    rows = {f"lists.{name}[]": frozenset(record.columns) for name, record in lists.items()}
    known = replace(known, own={**known.own, **rows, "school": known.own.get("school", frozenset()) | columns})
    includes = () if config is None else annex_templates(config)
    marked = config is not None and has_lists(config.model_dump())
    filters = {**filters_of(speech), **project.filters}
    return TemplateContext(TemplateOpener.of(project), filters, includes, known, marked)


def has_lists(settings: object) -> bool:
    """Whether clauses anywhere in plain settings have marks other than numbers: dashes, letters, nothing."""
    if isinstance(settings, dict):
        return settings.get("marks", "number") in {"dash", "letter", "bracket", "none"} or any(
            has_lists(value) for value in settings.values()
        )
    return isinstance(settings, list | tuple) and any(has_lists(value) for value in settings)


def read(name: str, context: TemplateContext) -> TemplateExpressions:
    """The expressions of a template with all that it is made of, as far as it can be read; read once."""
    if name not in context.read:
        context.read[name] = read_expressions(
            name, context.find, filters=context.filters, functions=FUNCTIONS, includes=context.includes
        )
    return context.read[name]


def moved_place(name: str, project: Project) -> Diagnostic | None:
    """A warning if a shared template has changed since the own template `name` was made from it; else None."""
    found = find(name, project.template_folders, files=project.snapshot)
    if isinstance(found, Diagnostic) or Path(found.layer) == shared_templates():
        return None
    return base_moved(found, lambda base: find(base, [Path(f) for f in _below(found, project)], files=project.snapshot))


def _below(found: FoundTemplate, project: Project) -> list[str]:
    """The folders in which the base of a file is looked for: those after its own, for it may have its base's name."""
    folders = [str(folder) for folder in project.template_folders]
    return folders[folders.index(found.layer) + 1 :] if found.layer in folders else folders


def own_files(project: Project) -> list[str]:
    """The names of the templates in a project's own folders."""
    folders = [folder for folder in project.template_folders if folder != shared_templates()]
    names = [name for folder in folders for name in project.snapshot.names(folder)]
    return list(dict.fromkeys(name for name in names if ".doc" in name and not name.startswith("~$")))
