"""Print one document of a project, the district's or a school's, as bytes."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING

from nastav_docs.config import ConfigError, Project, changed, has_errors, needs_project
from nastav_docs.diagnostics.codes import config as codes
from nastav_docs.documents import plan
from nastav_docs.documents.plan_records import school_row
from nastav_docs.documents.prepared_project import prepared, print_document
from nastav_docs.documents.school_issue import print_issue, school_documents, school_issue
from nastav_docs.documents.school_registry import read_schools
from nastav_docs.documents.school_values import papers_of_school
from nastav_docs.files import named

if TYPE_CHECKING:
    from nastav_docs.diagnostics import Diagnostic, Place


def render(
    project: Project, name: str, *, school: str | None = None, data: Mapping[str, object] | None = None
) -> bytes:
    """Print one document, by its key in `documents:`; returns the bytes of the file.

    `school` is the id of the school whose document it is, where there is one for each; `data` are free values laid over
    those of the project, for this document alone. Safe to call from many threads.

    Raises ConfigError with every problem when the project has errors, has no such document or school, or it cannot be
    printed.

        data = render(load("configs/artemovsky"), "order")
        data = render(project, "school-order", school="sosh-1")
    """
    needs_project(project, "render")
    if not isinstance(name, str):
        raise TypeError("render ждёт имя документа из «documents:» – строку.")
    if school is not None and not isinstance(school, str):
        raise TypeError("render ждёт в school= код школы – строку.")
    project = project if data is None else _with_data(project, data)
    ready = prepared(project)
    if has_errors(ready.problems):
        raise ConfigError(ready.problems)
    unknown = () if project.config is None else plan.unknown_documents((name,), project.config)
    if unknown:
        raise ConfigError(unknown)
    if school is not None:
        return _of_school(project, name, school)
    for planned in ready.planned:
        if planned.id == name:
            printed, problems = print_document(planned, ready.templates)
            if printed is None:
                raise ConfigError(problems)
            return printed
    raise ConfigError((_needs_school(name, project.place("documents", name)),))


def _with_data(project: Project, data: object) -> Project:
    """A copy of a project with these free values over its own, which shares its templates, schools and lists."""
    if not isinstance(data, Mapping):
        raise TypeError(f"render ждёт в data= словарь, а получил: {named(data)}.")
    return dataclasses.replace(changed(project, {}, data=data), like=project.home) if data else project


def _of_school(project: Project, name: str, school: str) -> bytes:
    row = school_row(project, school)
    if name not in school_documents(project):
        message = f"Документ «{name}» – самого муниципалитета, а не школы."
        raise ConfigError(
            (codes.UNKNOWN_DOCUMENT.at(project.place("documents", name), message, hint="Уберите school=."),)
        )
    papers = papers_of_school(project, read_schools(project).overlays.get(school))
    printed = print_issue(school_issue(row, papers, project), project, (name,))
    if has_errors(printed.problems) or not printed.documents:
        raise ConfigError(printed.problems)
    return printed.documents[0][1]


def _needs_school(name: str, place: Place) -> Diagnostic:
    message = f"Документ «{name}» делается для каждой школы: его печатает build."
    hint = f'Назовите школу: render(project, "{name}", school="…").'
    return codes.UNKNOWN_DOCUMENT.at(place, message, hint=hint, text=name)
