"""The papers of a project as they are printed: those of the district, those of each school; papers of two states."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nastav_docs.config import has_errors
from nastav_docs.documents import (
    SPREADSHEETS,
    papers_of_school,
    prepared,
    print_document,
    read_schools,
    school_issue,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nastav_docs.config import Project
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.documents import Planned


@dataclass(frozen=True, slots=True)
class AmendedPaper:
    """A paper as it is printed: its key in `documents:`, what it is about (`part`), its file, template and names.

    `school` is the id of the school that issues it, «» for the district.
    """

    id: str
    part: str
    path: str
    school: str
    template: str
    data: bytes = field(repr=False)
    names: Mapping[str, Any] = field(repr=False)

    @property
    def paper(self) -> Mapping[str, Any]:
        """The values of the paper itself; empty for a document that is about none."""
        found = self.names.get("paper")
        return found if found is not None else {}

    @property
    def called(self) -> str:
        """How a list calls it: «Приказ 235», the name of its file."""
        return self.path.rpartition("/")[2].removesuffix(".docx").removesuffix(".xlsx")


def district_papers(project: Project) -> tuple[tuple[AmendedPaper, ...], tuple[Diagnostic, ...]]:
    """The papers of the district itself, printed; none where the project has errors, and the problems."""
    ready = prepared(project)
    if has_errors(ready.problems):
        return (), ready.problems
    return _printed(project, ready.planned, "")


def school_papers(project: Project, school: str) -> tuple[tuple[AmendedPaper, ...], tuple[Diagnostic, ...]]:
    """The papers of one school, printed; none for a school that the registry does not have."""
    schools = read_schools(project)
    row = next((row for row in schools.rows if row.id == school), None)
    if row is None:
        return (), ()
    issue = school_issue(row, papers_of_school(project, schools.overlays.get(school)), project)
    if has_errors(issue.problems):
        return (), issue.problems
    return _printed(project, issue.planned, school)


def school_ids(*projects: Project) -> tuple[str, ...]:
    """The ids of the schools of some projects, in the order of their registries, each once."""
    return tuple(dict.fromkeys(row.id for project in projects for row in read_schools(project).rows))


def _printed(
    project: Project, planned: Sequence[Planned], school: str
) -> tuple[tuple[AmendedPaper, ...], tuple[Diagnostic, ...]]:
    templates = prepared(project).templates
    papers: list[AmendedPaper] = []
    problems: list[Diagnostic] = []
    for one in planned:
        data, wrong = print_document(one, templates)
        problems += wrong
        if data is not None:
            part = str(one.names["document"]["kind"])
            papers.append(AmendedPaper(one.id, part, one.path, school, one.template, data, one.names))
    return tuple(papers), tuple(problems)


def paired(
    old: Sequence[AmendedPaper], new: Sequence[AmendedPaper]
) -> Iterator[tuple[AmendedPaper | None, AmendedPaper | None]]:
    """The papers of two states, each old one with the new one of its key; None where there is no other.

    Papers of one key, printed for rows of a list, are told apart by their files, and what is left by their order.
    """
    left = list(new)
    found: dict[int, AmendedPaper] = {}
    for same in (lambda a, b: (a.id, a.path) == (b.id, b.path), lambda a, b: a.id == b.id):
        for number, paper in enumerate(old):
            match = None if number in found else next((one for one in left if same(paper, one)), None)
            if match is not None:
                found[number] = match
                left.remove(match)
    yield from ((paper, found.get(number)) for number, paper in enumerate(old))
    yield from ((None, paper) for paper in left)


def is_word(paper: AmendedPaper) -> bool:
    """Whether a paper is a Word file, which has a text to be compared."""
    return paper.path.endswith(".docx") and not paper.path.endswith(SPREADSHEETS)
