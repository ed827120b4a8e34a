"""Make a project ready to print: its names filled in, its templates compiled, its documents planned."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from nastav_docs.config import (
    Project,
    YamlMapping,
    annex_templates,
    check_deadlines,
    check_indicators,
    check_references,
    for_whom,
    has_errors,
    is_workbook,
    laid_over,
    plain_data,
    program,
    sheet_of,
    style_problems,
    where_removed,
)
from nastav_docs.diagnostics import Diagnostic, Severity
from nastav_docs.diagnostics.codes import config as codes
from nastav_docs.diagnostics.codes import kinds
from nastav_docs.diagnostics.codes.templates import TEMPLATE_NOT_FOUND
from nastav_docs.documents import plan
from nastav_docs.documents.district_values import district_names
from nastav_docs.documents.execution_marks import execution_names, execution_problems
from nastav_docs.documents.free_table import untitled
from nastav_docs.documents.layer import ConfigLayer
from nastav_docs.documents.lazy_values import fill_names
from nastav_docs.documents.list_values import lists_of_district
from nastav_docs.documents.nouns import NOTHING_ASKED, Asked, Speech, lexicon_of, recorded
from nastav_docs.documents.paper_marks import marked, marks_of
from nastav_docs.documents.papers import row_papers
from nastav_docs.documents.registration import issuer_conflicts, registered_config
from nastav_docs.documents.school_registry import read_schools
from nastav_docs.documents.template_source import TemplateOpener, functions_of, known_by_pictures
from nastav_docs.documents.text_filters import filters_of
from nastav_docs.documents.written_values import written_problems
from nastav_docs.template import KeptTemplates, TextEnvironment
from nastav_docs.template import render as render_template

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.config import Config
    from nastav_docs.diagnostics import Place
    from nastav_docs.documents.layer import Origins
    from nastav_docs.documents.plan import Planned
    from nastav_docs.template import Template


@dataclass(frozen=True, slots=True)
class PreparedProject:
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
def prepared(project: Project) -> PreparedProject:
    """A project made ready to print, with every problem met on the way; kept for the last four projects."""
    ready, asked = recorded(lambda: _made_ready(project))
    return replace(ready, asked=asked)


def _made_ready(project: Project) -> PreparedProject:
    config, tree = project.config, project.tree
    speech = Speech(lexicon_of({} if config is None else config.lexicon))
    filters = {**filters_of(speech), **project.filters}
    environment = TextEnvironment(filters)
    empty = PreparedProject(speech, environment, {}, {}, (), project.problems)
    if config is None or tree is None:
        return empty
    lost = check_references(config, tree)
    compiled, wrong = _compiled(project.home)
    lacking = {f"{one.text}.docx" for one in lost if one.code == codes.UNKNOWN_ANNEX.code}
    wrong = tuple(one for one in wrong if one.code != TEMPLATE_NOT_FOUND.code or one.text not in lacking)
    values = (*check_deadlines(config, tree), *check_indicators(config, tree))
    problems = [*project.problems, *lost, *values, *written_problems(project), *style_problems(project), *wrong]
    journal = read_schools(project).journal
    problems += (*journal.problems, *issuer_conflicts(journal.of(""), config, project.place))
    config = registered_config(config, journal.of(""))
    if not config.documents and not config.papers:
        message = "В настройках нет ни одного документа."
        hint = "documents:\n  order: {template: order.docx, file: Приказ}"
        if is_workbook(project.file):
            hint = "Впишите на лист «Файлы» строку: order | order.docx | Приказ."
        problems.append(codes.NO_DOCUMENTS.at(project.place(), message, hint=hint))
    if has_errors(lost):
        return replace(empty, problems=tuple(problems))
    origins: Origins = {}
    lists, wrong = lists_of_district(project, speech)
    problems += wrong
    layer = ConfigLayer(
        tree,
        speech,
        origins,
        sheet_of(config.style),
        qr=config.qr,
        signature_mark=config.signature_mark,
        files=project.snapshot,
    )
    recipes = district_names(config, layer)
    data = laid_over(recipes["data"], project.data_given)
    names, wrong = fill_names({**recipes, "lists": lists, "data": data, **execution_names(project, "")}, environment)
    problems += (*wrong, *execution_problems(project, names, tuple(config.papers)))
    planned, wrong = plan_all(project, config, names, environment, row_papers(config, config, layer))
    problems += wrong
    problems += table_problems(project, config, names)
    told = tuple(dict.fromkeys(where_removed(problem, tree) for problem in problems))
    return PreparedProject(speech, environment, names, compiled, planned, told, origins)


def table_problems(project: Project, config: Config, names: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """What is wrong with the tables of papers: a list without a row, a column without a heading."""
    schools = config.school.papers if config.school is not None else {}
    for path, papers in ((("papers",), config.papers), (("school", "papers"), schools)):
        for id_, paper in papers.items():
            tabular = paper.kind in config.kinds and "table" in config.kinds[paper.kind].parts
            for name in untitled(paper, config) if tabular else ():
                place = project.place(*path, id_, "columns" if paper.columns else "rows")
                hint = for_whom(
                    place,
                    f"columns: [{{{name}: Заголовок}}]",
                    f"Впишите его на лист «Документы», в таблицу «Графы документов»: {id_} | {name} | Заголовок.",
                )
                yield kinds.COLUMN_UNTITLED.at(place, f"У графы «{name}» нет заголовка.", hint=hint, text=name)
    for id_, paper in config.papers.items():
        for key, listed in (("rows", paper.rows), ("for_each", paper.for_each)):
            if isinstance(listed, str) and listed and not names["lists"].get(listed):
                place = project.place("papers", id_, key)
                message = f"В списке «{listed}» нет ни одной строки: печатать нечего."
                yield kinds.EMPTY_ROWS.at(place, message, hint="Впишите строки или уберите документ.", text=listed)


@lru_cache(maxsize=4)
def _compiled(project: Project) -> tuple[Mapping[str, Template], tuple[Diagnostic, ...]]:
    """Compile every template that the documents use, once; gives them by name, and the problems."""
    config = project.config
    if config is None:
        return {}, ()
    filters = {**filters_of(Speech(lexicon_of(config.lexicon))), **project.filters}
    find = TemplateOpener.of(project)
    includes = annex_templates(config)
    functions = functions_of(project.folder, project.snapshot)
    kept = KeptTemplates(project.kept, program() if project.kept else "")
    compiled: dict[str, Template] = {}
    problems: list[Diagnostic] = []
    named = [(one.template, project.place("documents", id_, "template")) for id_, one in config.documents.items()]
    for name, place in (*named, *templates_of_schools(project, config)):
        if name in compiled or name in plan.SPREADSHEETS:
            continue
        found = find(name)
        if isinstance(found, Diagnostic):
            problems.append(codes.UNKNOWN_TEMPLATE.at(place, found.message, hint=found.hint, text=name))
            continue
        template, wrong = kept.compile(name, find, filters=filters, includes=includes, functions=functions)
        problems += wrong
        if template is not None:
            compiled[name] = known_by_pictures(template, project.snapshot)
    return compiled, (*problems, *find.problems)


def templates_of_schools(project: Project, config: Config) -> Iterator[tuple[str, Place]]:
    """The templates of papers that single schools add in files of their own, each with the place of the paper."""
    for changes in read_schools(project).overlays.values():
        papers = changes.entries.get("papers")
        if not isinstance(papers, YamlMapping):
            continue
        for name, paper in papers.entries.items():
            written = plain_data(paper)
            said = written if isinstance(written, dict) else {}
            kind = config.kinds.get(str(said.get("kind", "")))
            if kind is not None:
                yield str(said.get("template") or kind.template), papers.keys[name]


def plan_all(
    project: Project,
    config: Config,
    names: Mapping[str, Any],
    environment: TextEnvironment,
    of_rows: Mapping[str, object] = plan.NO_PAPERS,
) -> tuple[tuple[Planned, ...], tuple[Diagnostic, ...]]:
    """Plan the documents of the district itself; `names` are its values, `of_rows` its papers by rows of lists."""
    planned: list[Planned] = []
    problems: list[Diagnostic] = []
    for id_, document in config.documents.items():
        if document.for_each is None:
            place = project.place("documents", id_, "file")
            found, wrong = plan.plan(id_, document, names, place, environment, sheet_of(config.style), of_rows)
            problems += wrong
            planned += found
    return tuple(planned), (*problems, *plan.same_paths(planned))


def print_document(planned: Planned, compiled: Mapping[str, Template]) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """Print a planned document; None and the problems where it cannot be. `compiled` are the templates by name."""
    if planned.template in plan.SPREADSHEETS:
        return _print_spreadsheet(planned), ()
    rendered = render_template(compiled[planned.template], planned.names)
    failed = any(problem.severity is Severity.ERROR for problem in rendered.diagnostics)
    if failed or rendered.data is None:
        return None, rendered.diagnostics
    data, problems = marked(rendered.data, marks_of(planned.names), planned.place)
    return (None if has_errors(problems) else data), (*rendered.diagnostics, *problems)


def _print_spreadsheet(planned: Planned) -> bytes:
    from nastav_docs.registry.forms import mentees_form, mentors_form  # noqa: PLC0415  loads openpyxl

    make = mentors_form if planned.template == "mentors.xlsx" else mentees_form
    school = planned.names.get("school")
    return make(str(planned.names["issuer"]), "" if school is None else str(school["id"]))
