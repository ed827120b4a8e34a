"""A project as scripts hold it: what `load` gives, with its schools; copies of it with some values changed."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from nastav_docs import config
from nastav_docs.config import ConfigError, Project, needs_project
from nastav_docs.documents.plan_records import schools_of
from nastav_docs.documents.planned_document import planned_document
from nastav_docs.documents.prepared_project import prepared, print_document
from nastav_docs.files import named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from nastav_docs.documents.docxtpl_paper import DocxtplPaper
    from nastav_docs.documents.plan_records import School


class LoadedProject(Project):
    """A district's settings with all that its documents are made from, as they were at one moment; see `load`.

    `config` is None when the files could not be understood; `problems` says why.
    """

    __slots__ = ()

    @property
    def schools(self) -> tuple[School, ...]:
        """The schools of the registry: id, name, people, values by column, problems of the row."""
        return schools_of(self)

    def reload(self) -> LoadedProject:
        """The project as its files are now, with what the script gave; this one stays as it is."""
        return _loaded(super().reload())

    def document(self, name: str, school: str | None = None) -> Any:  # noqa: ANN401 - python-docx has no types
        """A finished paper as a `docx.Document` of python-docx, to be changed and saved.

        `name` is its key in `documents:`, `school` the id of a school where each school has its own. Raises ConfigError
        with every problem that keeps it from being printed.

            paper = project.document("order"); paper.add_paragraph("Верно"); paper.save("копия.docx")
        """
        from docx import Document  # noqa: PLC0415 - only who asks for it pays for it

        planned = planned_document(self, name, school)
        data, problems = print_document(planned, prepared(self).templates)
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


def load(
    path: Path | str | Mapping[str, object],
    *,
    schools: Iterable[object] | None = None,
    data: Mapping[str, object] | None = None,
    filters: Mapping[str, Callable[..., object]] | None = None,
) -> LoadedProject:
    """Read a district's settings: a folder with `district.yaml`, the file itself, or a mapping in its place.

    `schools` are rows in place of the registry of schools: mappings of columns to values, by the headings of a table or
    the names in templates; rows of a database will do. `data` is laid over `data:`; its texts are printed as they are.
    `filters` are functions that texts and templates may use by these names.

    Raises nothing for what is wrong with the files: see `Project.problems`; TypeError for an argument of another type.
    Everything that documents are made from is read now, so that one project always gives the same documents.

        project = load("configs/artemovsky")
        project = load("configs/artemovsky", schools=connection.execute("select * from schools"))
    """
    return _loaded(config.load(path, schools=schools, data=data, filters=filters))


def replace(
    project: Project,
    changes: Mapping[str, object] | None = None,
    *,
    schools: Iterable[object] | None = None,
    data: Mapping[str, object] | None = None,
    **sections: object,
) -> LoadedProject:
    """A project with some values changed; the one given stays as it is, and no file is read again.

    `changes`, or sections by keyword, are laid over the settings as YAML of a district over that of the programme: None
    removes. `schools` and `data` are as in `load`. What does not fit is in the `problems` of the result.

        signed = replace(project, order={"date": "02.11.2020", "number": "235"})
    """
    needs_project(project, "replace")
    if changes is not None and not isinstance(changes, Mapping):
        raise TypeError(f"replace ждёт словарь изменений, а получил: {named(changes)}.")
    return _loaded(config.changed(project, {**(changes or {}), **sections}, schools=schools, data=data))


def _loaded(project: Project) -> LoadedProject:
    return LoadedProject(**{one.name: getattr(project, one.name) for one in fields(Project)})
