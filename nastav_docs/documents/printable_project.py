"""A project as scripts have it: its papers are handed over to python-docx and docxtpl, for those who want their API."""

from __future__ import annotations

import io
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from nastav_docs.config import ConfigError, Project, has_errors
from nastav_docs.config import load as load_settings
from nastav_docs.diagnostics import Diagnostic, did_you_mean
from nastav_docs.diagnostics.codes.config import UNKNOWN_DOCUMENT
from nastav_docs.diagnostics.codes.schools import UNKNOWN_SCHOOL
from nastav_docs.documents import plan
from nastav_docs.documents.prepared_project import edition, print_document
from nastav_docs.documents.school_issue import school_issue
from nastav_docs.documents.school_values import papers_of_school, read_schools

if TYPE_CHECKING:
    from pathlib import Path

    from nastav_docs.documents.docxtpl_paper import DocxtplPaper
    from nastav_docs.documents.plan import Planned


class PrintableProject(Project):
    """A project whose papers can be handed over: `document` to python-docx, `docxtpl` to docxtpl."""

    __slots__ = ()

    @classmethod
    def of(cls, project: Project) -> PrintableProject:
        """The same project with these methods."""
        return cls(**{field.name: getattr(project, field.name) for field in fields(project)})

    def reload(self) -> PrintableProject:
        """The project as its files are now; this one stays as it is."""
        return load(self.file)

    def document(self, name: str, school: str | None = None) -> Any:  # noqa: ANN401 - python-docx has no types
        """A finished paper as a `docx.Document` of python-docx, to be changed and saved.

        `name` is its key in `documents:`, `school` the id of a school where each school has its own. Raises ConfigError
        with every problem that keeps it from being printed.

            paper = project.document("order"); paper.add_paragraph("Верно"); paper.save("копия.docx")
        """
        from docx import Document  # noqa: PLC0415 - only who asks for it pays for it

        planned = planned_document(self, name, school)
        data, problems = print_document(planned, edition(self).templates)
        if data is None:
            raise ConfigError(problems)
        return Document(io.BytesIO(data))

    def docxtpl(self, name: str, school: str | None = None) -> DocxtplPaper:
        """A paper as a `DocxTemplate` of docxtpl, with the names and filters of the project ready.

        `name` and `school` as in `document`. `render(context, jinja_env)` prints it by the engine of the program, with
        further names and filters where they are given; all that docxtpl does with a printed document (`replace_pic`,
        `new_subdoc`, `save` …) it does here. Raises ConfigError as `document`.

            paper = project.docxtpl("order"); paper.render({}); paper.replace_pic("gerb.png", "новый.png")
        """
        from nastav_docs.documents.docxtpl_paper import DocxtplPaper  # noqa: PLC0415 - as above

        return DocxtplPaper(self, planned_document(self, name, school))


def load(path: Path | str) -> PrintableProject:
    """Read a district's settings: a folder with `district.yaml`, or the file itself.

    Raises nothing for what is wrong with the files: see `Project.problems`. Everything that documents are made from is
    read now, so that one project always gives the same documents.

        project = load("configs/artemovsky")
    """
    return PrintableProject.of(load_settings(path))


def planned_document(project: Project, name: str, school: str | None) -> Planned:
    """The plan of a Word document by its key in `documents:`, for a school by its id; raises ConfigError, TypeError."""
    if not isinstance(name, str):
        raise TypeError("Документ называют ключом из «documents:» – строкой.")
    if not isinstance(school, (str, type(None))):
        raise TypeError("Школу называют её кодом (id) – строкой.")
    ready = edition(project)
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
