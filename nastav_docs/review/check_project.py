"""Everything that is wrong with a project and its schools, without writing anything."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from nastav_docs.config import (
    YamlMapping,
    has_errors,
    has_marks,
    in_book,
    in_cells,
    lower_layers,
    scalars,
    shared_configs,
    shown,
    unshown,
)
from nastav_docs.diagnostics.codes import config as codes
from nastav_docs.diagnostics.codes import deadlines, plans
from nastav_docs.diagnostics.codes.form import NUMBERING
from nastav_docs.diagnostics.codes.language import NAME_UNREAD
from nastav_docs.diagnostics.codes.norms import LOOKALIKE
from nastav_docs.diagnostics.codes.workbook import NUMBER_IN_TEXT
from nastav_docs.documents import (
    NOTHING_ASKED,
    doubts,
    formula_problems,
    prepared,
    print_issue,
    read_lists,
    read_schools,
    school_issues,
    unused_forms,
    words_in,
)
from nastav_docs.papers import Paper, acts_of, documents_of, shipped_acts
from nastav_docs.registry import grouped
from nastav_docs.review.district_papers import Wording, entry_of, print_papers, read_norms, unused
from nastav_docs.review.found_clean import NOTHING_KEPT
from nastav_docs.review.school_papers import SchoolNorms, said, values
from nastav_docs.review.stand_ins import StandIns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.config import Project
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.documents import Asked, PreparedProject, Schools
    from nastav_docs.review.district_papers import PrintedPapers
    from nastav_docs.review.found_clean import FoundClean


UNREAD: Final = deadlines.UNREAD.code


def found_in(project: Project, before: FoundClean = NOTHING_KEPT) -> tuple[Diagnostic, ...]:
    """All problems of a project, as `check` has them; texts that were found clean `before` are not read again."""
    ready = prepared(project)
    if has_errors(ready.problems):
        registry = read_schools(project)
        of_rows = grouped((row.id, problem) for row in registry.rows for problem in row.problems)
        return tuple(dict.fromkeys((*ready.problems, *registry.problems, *of_rows)))
    printed = print_papers(ready.planned, ready)
    registry = read_schools(project)
    found, read = _norms(project, ready, printed, before)
    asked = printed.asked | ready.asked
    of_schools, asked_by_schools = _of_schools(project, ready, registry, read)
    told = (
        *ready.problems,
        *formula_problems(project, ready),
        *printed.problems,
        *doubts(ready.names, asked),
        *registry.problems,
        *of_schools,
        *_unused(project, ready, asked | asked_by_schools),
        *unshown_values(project, ready),
        *_not_said(found, ready.problems),
    )
    return tuple(dict.fromkeys(_told_of_values(told, project)))


def _told_of_values(found: tuple[Diagnostic, ...], project: Project) -> Iterator[Diagnostic]:
    """The findings without those of a shared programme that come from a value of the user's own, which is told too."""
    shared = {shown(file) for file in project.files[1:] if file.resolve().is_relative_to(shared_configs())}
    own = {(one.code, one.message) for one in found if one.place is not None and one.place.file not in shared}
    mixed = [one.text for one in found if one.code == LOOKALIKE.code and one.text]
    numbered = {one.place for one in found if one.code == NUMBER_IN_TEXT.code}
    for one in found:
        if one.code == NUMBERING.code and one.place in numbered:
            continue
        told = one.place is not None and one.place.file in shared and (one.code, one.message) in own
        if not told and not (one.code == NAME_UNREAD.code and any(word in one.text for word in mixed)):
            yield replace(one, hint=in_cells(one.hint)) if in_book(one.place) else one


def _not_said(found: tuple[Diagnostic, ...], before: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
    """The findings without the deadlines that the settings were told of as not understood."""
    told = {(one.place.file, one.place.line, one.place.words) for one in before if one.code == UNREAD and one.place}
    for one in found:
        at = one.place and (one.place.file, one.place.line, one.place.words)
        if one.code != plans.UNREADABLE.code or at not in told:
            yield one


def norms(project: Project) -> tuple[Diagnostic, ...]:
    """Нормоконтроль: the district's papers, and what every school issues beside them, grouped.

    Nothing where the project has errors.
    """
    ready = prepared(project)
    if has_errors(ready.problems):
        return ()
    # Nothing is printed for its own sake, so schools may be read with each other's names; lists tell of their people.
    of_their_own = project.config is None or project.config.lists
    stand_ins = None if of_their_own else StandIns(lambda row: next(values(row), None) is None)
    return _norms(project, ready, print_papers(ready.planned, ready), NOTHING_KEPT, stand_ins)[0]


def _norms(
    project: Project,
    ready: PreparedProject,
    printed: PrintedPapers,
    before: FoundClean,
    stand_ins: StandIns | None = None,
) -> tuple[tuple[Diagnostic, ...], SchoolNorms | None]:
    """The findings of `norms`, and the reading of schools' papers, which tells what was printed on the way."""
    if project.tree is None or project.config is None:
        return (), None
    acts = (*acts_of(project.config.acts), *shipped_acts())
    entries = {planned.id: entry_of(project, planned.id) for planned in ready.planned}
    wording = Wording(project.tree, ready.origins, entries, people=ready.names["people"], settings=project.tree)
    papers = printed.read()
    district = read_norms(papers, wording, acts, before=before)
    # Schools fulfil the district's orders; what those approve is read once, with the district's papers.
    orders = [Paper(one.file, d.blocks) for one in papers for d in documents_of(one) if d.kind == "order"]
    told = frozenset(said(finding) for finding in district.found if finding.place is None)
    of_schools = SchoolNorms(project, ready, acts, orders, before, stand_ins, told=told)
    found = of_schools.found()
    trees = (project.tree, *of_schools.trees)
    files = {project.tree.place.file, *(shown(file) for file in read_schools(project).files)}
    idle = unused(trees, district.used | of_schools.used, files)
    return tuple(dict.fromkeys((*district.found, *found, *idle))), of_schools


def unshown_values(project: Project, ready: PreparedProject) -> tuple[Diagnostic, ...]:
    """What the user's own files say and no document shows; a shared programme is nobody's own file."""
    if project.config is None or project.tree is None:
        return ()
    shared = [file for file in project.files[1:] if file.resolve().is_relative_to(shared_configs())]
    own = {shown(file) for file in project.files if file not in shared}
    sources = [part.source for template in ready.templates.values() for part in template.parts]
    trees = (project.tree, *read_schools(project).overlays.values())
    texts = [scalar.text for tree in trees for scalar in scalars(tree) if has_marks(scalar.text)]
    mentioned = words_of_names("\n".join((*sources, *texts)))
    spoken = partial(_spoken, project, sources)
    return unshown(project.config, project.tree, own, mentioned, lambda: _common_texts_below(project), spoken)


def _spoken(project: Project, sources: Sequence[str]) -> Iterator[str]:
    """All that papers may say: templates, texts but for the abbreviations' own, cells of lists, names of schools."""
    schools = read_schools(project)
    yield from sources
    for tree in (project.tree, *schools.overlays.values()):
        entries = tree.entries if isinstance(tree, YamlMapping) else {}
        yield from (scalar.text for key, node in entries.items() if key != "terms" for scalar in scalars(node))
    for read in read_lists(project).by_name.values():
        yield from (cell.text for row in read.rows for cell in row.values())
    yield from (row.cells for row in schools.rows)


def _common_texts_below(project: Project) -> frozenset[str]:
    """The names of common texts that the layers below the district's own give or print."""
    found: set[str] = set()
    for layer in lower_layers(project):
        wording = layer.entries.get("wording")
        found.update(wording.entries if isinstance(wording, YamlMapping) else ())
        found |= words_of_names("\n".join(scalar.text for scalar in scalars(layer) if has_marks(scalar.text)))
    return frozenset(found)


def words_of_names(text: str) -> frozenset[str]:
    """What expressions take from the data: of `letter.executor.name` «executor», «name», `letter.executor`, the whole.

    A word in quotes counts too: `row["result"]`. The first word of a name is a thing of the template's own.
    """
    found = set(re.findall(r"[\"'](\w+)[\"']", text))
    for name in set(re.findall(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+", text)):
        words = name.split(".")
        found.update(words[1:], (".".join(words[:number]) for number in range(2, len(words) + 1)))
    return frozenset(found)


def _unused(project: Project, ready: PreparedProject, asked: Asked) -> Iterator[Diagnostic]:
    """Case forms that the user wrote and no document asked for: most likely a slip of the pen in what they are for."""
    hint = "Сверьте текст с тем, что стоит в документах, или уберите формы."
    for layer, key in ready.speech.lexicon.unused(asked.entries):
        if layer == "district":
            place = project.place("lexicon", key)
            yield codes.UNUSED_FORMS.at(place, f"Склонение «{key}» ничему не служит.", hint=hint, text=key)
    for noun in unused_forms(ready.names, asked):
        cases = ", ".join(sorted(noun.given))
        yield codes.UNUSED_FORMS.at(noun.place, f"Падежные формы «{noun}» ({cases}) ничему не служат.", hint=hint)


def _of_schools(
    project: Project, ready: PreparedProject, registry: Schools, read: SchoolNorms | None
) -> tuple[tuple[Diagnostic, ...], Asked]:
    """What is wrong with the documents of all schools, grouped, and what they ask of the district's words.

    Papers that нормоконтроль has printed without a problem (those of `read.faultless`) are not printed again.
    """
    places = {noun.place for noun in words_in(ready.names) if noun.place is not None}
    faultless = frozenset() if read is None else frozenset(read.faultless)
    asked = NOTHING_ASKED if read is None else read.asked.about(places)
    problems = [(row.id, problem) for row in registry.rows if row.id in faultless for problem in row.problems]
    rows = [row for row in registry.rows if row.id not in faultless]
    for issue in school_issues(project, rows, registry.overlays):
        printed = print_issue(issue, project, spreadsheets=False)
        problems += [(issue.row.id, problem) for problem in printed.problems]
        asked |= printed.asked.about(places)
    return grouped(problems), asked
