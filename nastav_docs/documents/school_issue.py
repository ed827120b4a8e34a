"""What one school issues: its papers filled in, its documents planned and printed, what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nastav_docs.config import YamlMapping, has_errors, sheet_of
from nastav_docs.documents import plan
from nastav_docs.documents.lazy_values import CycleError
from nastav_docs.documents.nouns import NOTHING_ASKED, Asked, doubts, recorded
from nastav_docs.documents.prepared_project import prepared, print_document
from nastav_docs.documents.school_values import OWN_NAMES, in_columns, papers_of_school, school_names
from nastav_docs.documents.unforeseen_failure import unforeseen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from nastav_docs.config import Config, Project
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.documents.plan import Planned
    from nastav_docs.documents.school_values import Papers
    from nastav_docs.registry import SchoolRow


@dataclass(frozen=True, slots=True)
class SchoolIssue:
    """The documents that one school issues, planned.

    `planned` is empty where `problems` (those of its row among them) has an error. `asked` is what its texts asked of
    words before any document is printed.
    """

    row: SchoolRow
    planned: tuple[Planned, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    asked: Asked = NOTHING_ASKED


@dataclass(frozen=True, slots=True)
class PrintedIssue:
    """The documents of one school as (path, bytes), all or none; every problem; all that they asked of words."""

    documents: tuple[tuple[str, bytes], ...]
    problems: tuple[Diagnostic, ...]
    asked: Asked


def school_issues(
    project: Project, rows: Iterable[SchoolRow], overlays: Mapping[str, YamlMapping]
) -> Iterator[SchoolIssue]:
    """Plan what each of these schools issues, one after another.

    `overlays` are the changes of some, by the school's id.
    """
    for row in rows:
        yield school_issue(row, papers_of_school(project, overlays.get(row.id)), project)


def school_issue(row: SchoolRow, papers: Papers, project: Project) -> SchoolIssue:
    """Plan what a school issues of these papers; whatever fails becomes a problem of this school alone."""
    try:
        return _issue(row, papers, project)
    except (Exception, CycleError) as error:  # noqa: BLE001 - one school never stops the others
        return SchoolIssue(row, (), (*row.problems, *papers.problems, unforeseen(error, row.place)))


def _issue(row: SchoolRow, papers: Papers, project: Project) -> SchoolIssue:
    problems = (*row.problems, *papers.problems)
    config = project.config
    if config is None or has_errors(problems):
        return SchoolIssue(row, (), problems)
    (planned, wrong), asked = recorded(lambda: _planned(row, papers, project, config))
    problems += wrong
    return SchoolIssue(row, () if has_errors(wrong) else planned, problems, papers.asked | asked)


def _planned(
    row: SchoolRow, papers: Papers, project: Project, config: Config
) -> tuple[tuple[Planned, ...], tuple[Diagnostic, ...]]:
    ready = prepared(project)
    names, wrong = school_names(row, papers, ready, project)
    problems = list(wrong)
    planned: list[Planned] = []
    own = papers.tree.entries.get("papers") if isinstance(papers.tree, YamlMapping) else None
    removed = own.removed if isinstance(own, YamlMapping) else {}  # «journal: null»: the school issues none
    for id_, document in (*config.documents.items(), *papers.documents.items()):
        if document.for_each == "school" and plan.part_of(document) not in removed:
            place = project.place("documents", id_, "file")
            sheet = sheet_of(config.style)
            found, wrong = plan.plan(id_, document, names, place, ready.environment, sheet, papers.of_rows)
            problems += wrong
            planned += found
    return tuple(planned), (*problems, *plan.same_paths(planned))


def school_documents(project: Project, only: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The keys of `documents:` that are made for each school; with `only`, those of them that it names."""
    config = project.config
    named = {} if config is None else config.documents
    return tuple(id_ for id_, document in named.items() if document.for_each == "school" and id_ in (only or named))


def print_issue(
    issue: SchoolIssue, project: Project, only: tuple[str, ...] = (), *, spreadsheets: bool = True
) -> PrintedIssue:
    """Print what a school issues: all its documents, or none and what is wrong.

    `only` are the keys of the documents wanted, all when it is empty; without `spreadsheets` only the DOCX are printed.
    Whatever fails becomes a problem of this school alone.
    """
    try:
        return _printed(issue, project, only, spreadsheets=spreadsheets)
    except (Exception, CycleError) as error:  # noqa: BLE001 - as in school_issue
        return PrintedIssue((), (*issue.problems, unforeseen(error, issue.row.place)), issue.asked)


def _printed(issue: SchoolIssue, project: Project, only: tuple[str, ...], *, spreadsheets: bool) -> PrintedIssue:
    wanted = [
        document
        for document in issue.planned
        if (not only or document.id in only) and (spreadsheets or document.path.endswith(".docx"))
    ]
    templates = prepared(project).templates
    printed, asked = recorded(lambda: [(one.path, *print_document(one, templates)) for one in wanted])
    asked |= issue.asked
    problems = [*issue.problems, *(problem for _, _, wrong in printed for problem in wrong)]
    if issue.planned:
        names = issue.planned[0].names
        problems += map(in_columns, doubts([names[name] for name in OWN_NAMES], asked))
    documents = tuple((path, data) for path, data, _ in printed if data is not None)
    return PrintedIssue(() if has_errors(tuple(problems)) else documents, tuple(problems), asked)
