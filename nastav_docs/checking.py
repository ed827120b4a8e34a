"""Everything that is wrong with a project and its schools, without writing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs import schools, words
from nastav_docs.chunks import print_school
from nastav_docs.codes import config as codes
from nastav_docs.edition import edition, print_document
from nastav_docs.grouping import grouped
from nastav_docs.normcontrol import Printed, check_norms, check_texts
from nastav_docs.project import has_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.context import Origins
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.edition import Edition
    from nastav_docs.project import Project
    from nastav_docs.schools import Registry


def check(project: Project) -> tuple[Diagnostic, ...]:
    """All problems of a project: its files, its meaning, its texts, its templates, its documents as printed.

    Problems of many schools are grouped.
    """
    ready = edition(project)
    if has_errors(ready.problems):
        return ready.problems
    printed = [problem for planned in ready.planned for problem in print_document(planned, ready.templates)[1]]
    registry = schools.read_schools(project)
    of_schools = grouped(_of_schools(project, ready, registry))
    found = norms(project)
    unused = _unused(project, ready)  # after all papers, which print these forms
    found = (*ready.problems, *printed, *words.doubts(ready.names), *registry.problems, *of_schools, *unused, *found)
    return tuple(dict.fromkeys(found))


def norms(project: Project) -> tuple[Diagnostic, ...]:
    """Нормоконтроль: the district's papers, what every school issues, and what single schools change, grouped.

    A school's paper is the common one with the school's own names in it, so the common one is read once: a thousand
    schools take as long as one. Nothing where the project has errors.
    """
    ready = edition(project)
    if has_errors(ready.problems) or project.tree is None:
        return ()
    printed = ((planned.path, print_document(planned, ready.templates)[0]) for planned in ready.planned)
    papers = [Printed(path, data) for path, data in printed if data is not None and path.endswith(".docx")]
    registry = schools.read_schools(project)
    of_district = check_norms(papers, project.tree, ready.origins, people=_names(ready))
    of_changes = grouped(
        (school, problem) for school, changes in registry.overlays.items() for problem in check_texts(changes)
    )
    return (*of_district, *_norms_of_schools(project, ready, registry), *of_changes)


def _names(ready: Edition) -> frozenset[str]:
    """Every form of the names of the district's people."""
    people = [noun for noun in ready.names["people"].values() if "signature" in noun]
    nouns = [form for person in people for form in (person["name"], person["short"], person["signature"])]
    return frozenset(" ".join(text.split()) for noun in nouns for text in noun.whole())


def _unused(project: Project, ready: Edition) -> Iterator[Diagnostic]:
    """Case forms that the user wrote and no document printed: most likely a slip of the pen in what they are for."""
    hint = "Сверьте текст с тем, что стоит в документах, или уберите формы."
    for layer, key in ready.speech.lexicon.unused(ready.speech.used):
        if layer == "district":
            place = project.place("lexicon", key)
            yield codes.UNUSED_FORMS.at(place, f"Склонение «{key}» ничему не служит.", hint=hint, text=key)
    for noun in words.unused_forms(ready.names):
        cases = ", ".join(sorted(noun.given))
        yield codes.UNUSED_FORMS.at(noun.place, f"Падежные формы «{noun}» ({cases}) ничему не служат.", hint=hint)


def _of_schools(project: Project, ready: Edition, registry: Registry) -> Iterator[tuple[str, Diagnostic]]:
    common = schools.common_papers(project, ready)
    for row in registry.rows:
        changes = registry.overlays.get(row.id)
        papers = common if changes is None else schools.own_papers(project, ready, changes)
        for problem in (*row.problems, *print_school(row, papers, project, ready, spreadsheets=False)[1]):
            yield row.id, problem


def _norms_of_schools(project: Project, ready: Edition, registry: Registry) -> tuple[Diagnostic, ...]:
    """Нормоконтроль of what every school issues, in the papers of the first school that changes nothing."""
    origins: Origins = {}
    common = schools.common_papers(project, ready, origins)
    plain = next((row for row in registry.rows if row.id not in registry.overlays), None)
    if plain is None or common.tree is None or project.tree is None:
        return ()
    printed = print_school(plain, common, project, ready, spreadsheets=False)[0]
    papers = [Printed(path, data) for path, data in printed]
    return check_norms(papers, common.tree, origins, acts=project.tree)
