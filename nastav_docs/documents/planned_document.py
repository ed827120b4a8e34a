"""Find the plan of one Word document of a project, the district's or a school's, by its key in `documents:`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.config import ConfigError, Project, has_errors
from nastav_docs.diagnostics import Diagnostic, did_you_mean
from nastav_docs.diagnostics.codes.config import UNKNOWN_DOCUMENT
from nastav_docs.diagnostics.codes.schools import UNKNOWN_SCHOOL
from nastav_docs.documents import plan
from nastav_docs.documents.prepared_project import prepared
from nastav_docs.documents.school_issue import school_issue
from nastav_docs.documents.school_registry import read_schools
from nastav_docs.documents.school_values import papers_of_school

if TYPE_CHECKING:
    from nastav_docs.documents.plan import Planned


def planned_document(project: Project, name: str, school: str | None) -> Planned:
    """The plan of a Word document by its key in `documents:`, for a school by its id; raises ConfigError, TypeError."""
    if not isinstance(name, str):
        raise TypeError("Документ называют ключом из «documents:» – строкой.")
    if not isinstance(school, (str, type(None))):
        raise TypeError("Школу называют её кодом (id) – строкой.")
    ready = prepared(project)
    if has_errors(ready.problems):
        raise ConfigError(ready.problems)
    planned = ready.planned if school is None else _of_school(project, school)
    found = next((one for one in planned if one.id == name), None)
    if found is not None and found.template not in plan.SPREADSHEETS:
        return found
    unknown = () if project.config is None else plan.unknown_documents((name,), project.config)
    raise ConfigError(unknown or (_elsewhere(project, name, school),))


def _of_school(project: Project, school: str) -> tuple[Planned, ...]:
    """The documents that a school issues; raises ConfigError."""
    schools = read_schools(project)
    row = next((row for row in schools.rows if row.id == school), None)
    if row is None:
        hint = did_you_mean(school, sorted(row.id for row in schools.rows))
        raise ConfigError((UNKNOWN_SCHOOL.at(None, f"Школы с кодом «{school}» нет.", hint=hint, text=school),))
    issue = school_issue(row, papers_of_school(project, schools.overlays.get(school)), project)
    if has_errors(issue.problems):
        raise ConfigError(issue.problems)
    return issue.planned


def _elsewhere(project: Project, name: str, school: str | None) -> Diagnostic:
    """The problem of a document that is no Word file, or is made for the district only, or for schools only."""
    place = project.place("documents", name)
    if project.config is not None and project.config.documents[name].template in plan.SPREADSHEETS:
        message, hint = f"Документ «{name}» – книга Excel, а не документ Word.", "Его собирает build."
    elif school is None:
        message, hint = f"Документ «{name}» делается для каждой школы.", "Назовите школу: school='shkola-3'."
    else:
        message, hint = f"Документ «{name}» – самого муниципалитета, а не школы.", "Уберите school=."
    return UNKNOWN_DOCUMENT.at(place, message, hint=hint, text=name)
