"""Everything that is wrong with a project and its schools, without writing anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nastav_docs.config import has_errors, has_marks, node_at, plain_data, scalars, shared_configs, shown, unshown
from nastav_docs.diagnostics.codes import config as codes
from nastav_docs.documents import (
    common_papers,
    doubts,
    edition,
    own_papers,
    print_document,
    print_school,
    read_schools,
    unused_forms,
)
from nastav_docs.papers import Paper, acts_of, documents_of, shipped_acts
from nastav_docs.registry import grouped
from nastav_docs.review.district_papers import Wording, papers_of, read_norms, unused
from nastav_docs.review.school_papers import SchoolNorms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.config import Project
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.documents import Edition, Schools


def check(project: Project) -> tuple[Diagnostic, ...]:
    """All problems of a project: its files, its meaning, its texts, its templates, its documents as printed.

    Problems of many schools are grouped.
    """
    ready = edition(project)
    if has_errors(ready.problems):
        return ready.problems
    printed = [problem for planned in ready.planned for problem in print_document(planned, ready.templates)[1]]
    registry = read_schools(project)
    of_schools = grouped(_of_schools(project, ready, registry))
    found = norms(project)
    unused = _unused(project, ready)  # after all papers, which print these forms
    found = (*unshown_values(project, ready), *found)
    found = (*ready.problems, *printed, *doubts(ready.names), *registry.problems, *of_schools, *unused, *found)
    return tuple(dict.fromkeys(found))


def norms(project: Project) -> tuple[Diagnostic, ...]:
    """Нормоконтроль: the district's papers, and what every school issues beside them, grouped.

    Nothing where the project has errors.
    """
    ready = edition(project)
    if has_errors(ready.problems) or project.tree is None:
        return ()
    acts = (*acts_of({"acts": plain_data(node_at(project.tree, ("acts",)))}), *shipped_acts())
    papers = tuple(papers_of(ready.planned, ready.templates))
    entries = {planned.id: project.place("documents", planned.id) for planned in ready.planned}
    wording = Wording(project.tree, ready.origins, entries, people=ready.names["people"])
    district = read_norms(papers, wording, acts)
    # Schools fulfil the district's orders; what those approve is read once, with the district's papers.
    orders = [Paper(paper.file, d.blocks) for paper in papers for d in documents_of(paper) if d.kind == "order"]
    of_schools = SchoolNorms(project, ready, acts, orders)
    found = of_schools.found()
    trees = (project.tree, *of_schools.trees)
    files = {project.tree.place.file, *(shown(file) for file in read_schools(project).files)}
    idle = unused(trees, district.used | of_schools.used, files)
    return tuple(dict.fromkeys((*district.found, *found, *idle)))


def unshown_values(project: Project, ready: Edition) -> tuple[Diagnostic, ...]:
    """What the user's own files say and no document shows; a shared programme is nobody's own file."""
    if project.config is None or project.tree is None:
        return ()
    shared = [file for file in project.files[1:] if file.resolve().is_relative_to(shared_configs())]
    own = {shown(file) for file in project.files if file not in shared}
    sources = [part.source for template in ready.templates.values() for part in template.parts]
    texts = [scalar.text for scalar in scalars(project.tree) if has_marks(scalar.text)]
    return unshown(project.config, project.tree, own, words_of_names("\n".join((*sources, *texts))))


def words_of_names(text: str) -> frozenset[str]:
    """What expressions take from the data: of `letter.executor.name` «executor», «name», `letter.executor`, the whole.

    A word in quotes counts too: `row["result"]`. The first word of a name is a thing of the template's own.
    """
    found = set(re.findall(r"[\"'](\w+)[\"']", text))
    for name in set(re.findall(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+", text)):
        words = name.split(".")
        found.update(words[1:], (".".join(words[:number]) for number in range(2, len(words) + 1)))
    return frozenset(found)


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


def _of_schools(project: Project, ready: Edition, registry: Schools) -> Iterator[tuple[str, Diagnostic]]:
    common = common_papers(project, ready)
    for row in registry.rows:
        changes = registry.overlays.get(row.id)
        papers = common if changes is None else own_papers(project, ready, changes)
        for problem in (*row.problems, *print_school(row, papers, project, ready, spreadsheets=False)[1]):
            yield row.id, problem
