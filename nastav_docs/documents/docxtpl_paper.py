"""A paper of a project as a template of docxtpl: docxtpl's own methods around what the engine of the program prints."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from docx import Document
from docxtpl import DocxTemplate
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.tests import TESTS as JINJA_TESTS

from nastav_docs.config import ConfigError, annex_templates, has_errors
from nastav_docs.diagnostics import Diagnostic
from nastav_docs.documents.prepared_project import prepared
from nastav_docs.documents.template_source import TemplateOpener, functions_of
from nastav_docs.documents.text_filters import filters_of
from nastav_docs.documents.word_template import TemplateError, plain_functions
from nastav_docs.docx import packed
from nastav_docs.template import compile_template, names_asked, plain_data, read_expressions, render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nastav_docs.config import Project
    from nastav_docs.documents.plan import Planned
    from nastav_docs.template import Template


class DocxtplPaper(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A `DocxTemplate` of one paper; `context` are the names that the project gives it.

    Its template is that of the project, in its look; `render` prints it, whatever it extends and includes.
    """

    def __init__(self, project: Project, planned: Planned) -> None:
        self._project, self._planned = project, planned
        self._find = TemplateOpener.of(project)
        found = self._find(planned.template)
        if isinstance(found, Diagnostic):  # it was there when the project was made ready
            raise ConfigError((found,))
        data = found.data if found.package is None else packed(found.package.parts)
        super().__init__(io.BytesIO(data))
        self.context: Mapping[str, Any] = planned.names

    def render(
        self,
        context: Mapping[str, Any] | None = None,
        jinja_env: Any = None,  # noqa: ANN401 - an Environment of Jinja
        autoescape: bool = False,  # noqa: FBT001, FBT002 - docxtpl's own; every value is escaped here
    ) -> None:
        """Print the paper: with the names of the project and those of `context`, which win.

        Filters and tests of `jinja_env` that are not Jinja's own are added to those of the project. Raises
        TemplateError with every problem.
        """
        del autoescape
        names, unfit = plain_data({} if context is None else context, self._planned.template)
        problems = unfit
        template: Template | None = prepared(self._project).templates[self._planned.template]
        own = _own(jinja_env)
        if any(own.values()):
            template, wrong = compile_template(self._planned.template, self._find, **self._options(own))
            problems = (*unfit, *wrong)
        if template is None or has_errors(problems):
            raise TemplateError(problems)
        rendered = render(template, {**self._planned.names, **names})
        if rendered.data is None:
            raise TemplateError(rendered.diagnostics)
        self.render_init()
        self.docx = Document(io.BytesIO(rendered.data))
        self.is_rendered = True

    def get_undeclared_template_variables(
        self,
        jinja_env: Any = None,  # noqa: ANN401 - as above
        context: Mapping[str, Any] | None = None,
    ) -> set[str]:
        """The names that the template asks for and neither the project nor `context` gives."""
        options = self._options(_own(jinja_env))
        asked = names_asked(read_expressions(self._planned.template, self._find, **options), options["functions"])
        return set(asked) - set(self._planned.names) - set(context or ())

    def _options(self, own: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
        """What the template is compiled with, besides the project's own the filters and tests given."""
        config = self._project.config
        return {
            "filters": {**filters_of(prepared(self._project).speech), **own["filters"]},
            "tests": own["tests"],
            "includes": () if config is None else annex_templates(config),
            "functions": functions_of(self._project.folder, self._project.snapshot),
        }


def _own(jinja_env: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401 - as above
    """The filters and tests of an environment that are not Jinja's own."""
    if jinja_env is None:
        return {"filters": {}, "tests": {}}
    filters = {name: made for name, made in jinja_env.filters.items() if JINJA_FILTERS.get(name) is not made}
    tests = {name: made for name, made in jinja_env.tests.items() if JINJA_TESTS.get(name) is not made}
    return {"filters": dict(plain_functions(filters)), "tests": tests}
