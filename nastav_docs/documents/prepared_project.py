"""Make a project ready to print: its names filled in, its templates compiled, its documents planned."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from nastav_docs.config import (
    ConfigError,
    Project,
    annex_templates,
    check_deadlines,
    check_indicators,
    check_references,
    has_errors,
    needs_project,
    sheet_of,
    style_problems,
    where_removed,
)
from nastav_docs.diagnostics import Diagnostic, Severity
from nastav_docs.diagnostics.codes import config as codes
from nastav_docs.documents import plan
from nastav_docs.documents.district_values import district_names
from nastav_docs.documents.layer import ConfigLayer
from nastav_docs.documents.lazy_values import fill_names
from nastav_docs.documents.nouns import NOTHING_ASKED, Asked, Speech, lexicon_of, recorded
from nastav_docs.documents.template_source import FUNCTIONS, TemplateOpener
from nastav_docs.documents.text_filters import filters_of
from nastav_docs.template import TextEnvironment, compile_template
from nastav_docs.template import render as render_template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nastav_docs.config import Config
    from nastav_docs.diagnostics import Place
    from nastav_docs.documents.layer import Origins
    from nastav_docs.documents.plan import Planned
    from nastav_docs.template import Template


@dataclass(frozen=True, slots=True)
class Edition:
    """What a project's documents are printed from; empty where `problems` has errors.

    `names` are the district's values, `templates` the compiled templates by name, `planned` the district's documents,
    `origins` where the texts stand in the YAML. `asked` is what the texts of the settings asked of words while they
    were filled in, before any document is printed.
    """

    speech: Speech
    environment: TextEnvironment
    names: Mapping[str, Any]
    templates: Mapping[str, Template]
    planned: tuple[Planned, ...]
    problems: tuple[Diagnostic, ...]
    origins: Origins = field(default_factory=dict)
    asked: Asked = NOTHING_ASKED


@lru_cache(maxsize=4)
def edition(project: Project) -> Edition:
    """A project made ready to print, with every problem met on the way; kept for the last four projects."""
    ready, asked = recorded(lambda: _made_ready(project))
    return replace(ready, asked=asked)


def _made_ready(project: Project) -> Edition:
    config, tree = project.config, project.tree
    speech = Speech(lexicon_of({} if config is None else config.lexicon))
    environment = TextEnvironment(filters_of(speech))
    empty = Edition(speech, environment, {}, {}, (), project.problems)
    if config is None or tree is None:
        return empty
    lost = check_references(config, tree)
    compiled, wrong = compile_all(project, config, speech)
    values = (*check_deadlines(config, tree), *check_indicators(config, tree))
    problems = [*project.problems, *lost, *values, *style_problems(project), *wrong]
    if not config.documents:
        message = "В настройках нет ни одного документа."
        hint = "documents:\n  order: {template: order.docx, file: Приказ}"
        problems.append(codes.NO_DOCUMENTS.at(project.place(), message, hint=hint))
    if has_errors(lost):
        return replace(empty, problems=tuple(problems))
    origins: Origins = {}
    names, wrong = fill_names(
        district_names(config, ConfigLayer(tree, speech, origins, sheet_of(config.style))), environment
    )
    problems += wrong
    planned, wrong = plan_all(project, config, names, environment)
    problems += wrong
    told = tuple(dict.fromkeys(where_removed(problem, tree) for problem in problems))
    return Edition(speech, environment, names, compiled, planned, told, origins)


def compile_all(project: Project, config: Config, speech: Speech) -> tuple[dict[str, Template], tuple[Diagnostic, ...]]:
    """Compile every template that the documents use, once; gives them by name, and the problems."""
    find = TemplateOpener.of(project)
    includes = annex_templates(config)
    compiled: dict[str, Template] = {}
    problems: list[Diagnostic] = []
    for id_, document in config.documents.items():
        if document.template in compiled or document.template in plan.SPREADSHEETS:
            continue
        place = project.place("documents", id_, "template")
        found = find(document.template)
        if isinstance(found, Diagnostic):
            problems.append(codes.UNKNOWN_TEMPLATE.at(place, found.message, hint=found.hint, text=document.template))
            continue
        template, wrong = compile_template(
            document.template, find, filters=filters_of(speech), includes=includes, functions=FUNCTIONS
        )
        problems += wrong
        if template is not None:
            compiled[document.template] = template
    return compiled, (*problems, *find.problems)


def plan_all(
    project: Project, config: Config, names: Mapping[str, Any], environment: TextEnvironment
) -> tuple[tuple[Planned, ...], tuple[Diagnostic, ...]]:
    """Plan the documents of the district itself; `names` are its values."""
    planned: list[Planned] = []
    problems: list[Diagnostic] = []
    for id_, document in config.documents.items():
        if document.for_each is None:
            place = project.place("documents", id_, "file")
            one, wrong = plan.plan(id_, document, names, place, environment, sheet_of(config.style))
            problems += wrong
            if one is not None:
                planned.append(one)
    return tuple(planned), (*problems, *plan.same_paths(planned))


def print_document(planned: Planned, compiled: Mapping[str, Template]) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """Print a planned document; None and the problems where it cannot be. `compiled` are the templates by name."""
    if planned.template in plan.SPREADSHEETS:
        return _print_spreadsheet(planned), ()
    rendered = render_template(compiled[planned.template], planned.names)
    failed = any(problem.severity is Severity.ERROR for problem in rendered.diagnostics)
    return (None if failed else rendered.data), rendered.diagnostics


def _print_spreadsheet(planned: Planned) -> bytes:
    from nastav_docs.registry.forms import mentees_form, mentors_form  # noqa: PLC0415  loads openpyxl

    make = mentors_form if planned.template == "mentors.xlsx" else mentees_form
    school = planned.names.get("school")
    return make(str(planned.names["issuer"]), "" if school is None else str(school["id"]))


def render(project: Project, name: str) -> bytes:
    """Print one document of a district, by its key in `documents:`; returns the bytes of the file.

    Raises ConfigError with every problem when the project has errors, has no such document, or it cannot be printed.

        data = render(load("configs/artemovsky"), "order")
    """
    needs_project(project, "render")
    if not isinstance(name, str):
        raise TypeError("render ждёт имя документа из «documents:» – строку.")
    ready = edition(project)
    if has_errors(ready.problems):
        raise ConfigError(ready.problems)
    for planned in ready.planned:
        if planned.id == name:
            data, problems = print_document(planned, ready.templates)
            if data is None:
                raise ConfigError(problems)
            return data
    unknown = () if project.config is None else plan.unknown_documents((name,), project.config)
    raise ConfigError(unknown or (_needs_school(name, project.place("documents", name)),))


def _needs_school(name: str, place: Place) -> Diagnostic:
    message = f"Документ «{name}» делается для каждой школы: его печатает build."
    return codes.UNKNOWN_DOCUMENT.at(place, message, text=name)
