"""Everything that is wrong with a project and its schools, without writing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.config import has_errors, shown
from nastav_docs.diagnostics.codes import config as codes
from nastav_docs.documents import (
    common_papers,
    doubts,
    edition,
    own_papers,
    print_school,
    read_schools,
    unused_forms,
)
from nastav_docs.papers import Paper, acts_of, documents_of, shipped_acts
from nastav_docs.registry import grouped
from nastav_docs.review.district_papers import Wording, print_papers, read_norms, unused
from nastav_docs.review.school_papers import SchoolNorms

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from nastav_docs.config import Project
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.documents import Edition, Schools
    from nastav_docs.review.district_papers import PrintedPapers


def check(project: Project) -> tuple[Diagnostic, ...]:
    """All problems of a project: its files, its meaning, its texts, its templates, its documents as printed.

    Every document is printed once. Problems of many schools are grouped.
    """
    ready = edition(project)
    if has_errors(ready.problems):
        return ready.problems
    printed = print_papers(ready.planned, ready.templates)
    registry = read_schools(project)
    found, faultless = _norms(project, ready, printed)
    of_schools = grouped(_of_schools(project, ready, registry, faultless))
    unused = _unused(project, ready)  # after all papers, which print these forms
    told = (*ready.problems, *printed.problems, *doubts(ready.names), *registry.problems, *of_schools, *unused, *found)
    return tuple(dict.fromkeys(told))


def norms(project: Project) -> tuple[Diagnostic, ...]:
    """Нормоконтроль: the district's papers, and what every school issues beside them, grouped.

    Nothing where the project has errors.
    """
    ready = edition(project)
    if has_errors(ready.problems):
        return ()
    return _norms(project, ready, print_papers(ready.planned, ready.templates))[0]


def _norms(project: Project, ready: Edition, printed: PrintedPapers) -> tuple[tuple[Diagnostic, ...], Collection[str]]:
    """The findings of `norms`, and the ids of the schools whose papers were printed on the way without a problem."""
    if project.tree is None or project.config is None:
        return (), ()
    acts = (*acts_of(project.config.acts), *shipped_acts())
    entries = {planned.id: project.place("documents", planned.id) for planned in ready.planned}
    wording = Wording(project.tree, ready.origins, entries, people=ready.names["people"])
    district = read_norms(printed.papers, wording, acts)
    # Schools fulfil the district's orders; what those approve is read once, with the district's papers.
    orders = [Paper(one.file, d.blocks) for one in printed.papers for d in documents_of(one) if d.kind == "order"]
    of_schools = SchoolNorms(project, ready, acts, orders)
    found = of_schools.found()
    trees = (project.tree, *of_schools.trees)
    files = {project.tree.place.file, *(shown(file) for file in read_schools(project).files)}
    idle = unused(trees, district.used | of_schools.used, files)
    return tuple(dict.fromkeys((*district.found, *found, *idle))), of_schools.faultless


def _unused(project: Project, ready: Edition) -> Iterator[Diagnostic]:
    """Case forms that the user wrote and no document printed: most likely a slip of the pen in what they are for."""
    hint = "Сверьте текст с тем, что стоит в документах, или уберите формы."
    for layer, key in ready.speech.lexicon.unused(ready.speech.used):
        if layer == "district":
            place = project.place("lexicon", key)
            yield codes.UNUSED_FORMS.at(place, f"Склонение «{key}» ничему не служит.", hint=hint, text=key)
    for noun in unused_forms(ready.names):
        cases = ", ".join(sorted(noun.given))
        yield codes.UNUSED_FORMS.at(noun.place, f"Падежные формы «{noun}» ({cases}) ничему не служат.", hint=hint)


def _of_schools(
    project: Project, ready: Edition, registry: Schools, faultless: Collection[str]
) -> Iterator[tuple[str, Diagnostic]]:
    """What is wrong with each school's row and papers; the papers of the `faultless` need not be printed again."""
    common = common_papers(project, ready)
    for row in registry.rows:
        yield from ((row.id, problem) for problem in row.problems)
        if row.id not in faultless:
            changes = registry.overlays.get(row.id)
            papers = common if changes is None else own_papers(project, ready, changes)
            wrong = print_school(row, papers, project, ready, spreadsheets=False)[1]
            yield from ((row.id, problem) for problem in wrong)
