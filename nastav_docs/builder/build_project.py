"""Build a project's documents, the district's and every school's, into a folder."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from nastav_docs.builder import output_folder
from nastav_docs.builder.enclosed_sheets import with_counted_sheets
from nastav_docs.builder.inputs import release
from nastav_docs.builder.manifest import Manifest, rows_kept
from nastav_docs.builder.report import BuildRequest, Report, not_written
from nastav_docs.builder.running_build import RunningBuild
from nastav_docs.builder.unchanged import nothing_changed, state_of_whole
from nastav_docs.config import Project, has_errors, needs_project
from nastav_docs.diagnostics import Diagnostic, Place, Severity, did_you_mean
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.diagnostics.codes import schools as school_codes
from nastav_docs.documents import (
    Schools,
    doubts,
    prepared,
    print_document,
    read_schools,
    recorded,
    unknown_documents,
)
from nastav_docs.files import as_path
from nastav_docs.registry import KnownRows, knowing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from nastav_docs.config import Config
    from nastav_docs.documents import PreparedProject
    from nastav_docs.registry import SchoolRow

# Rows of the registry not known from before, from which on they are held packed.
MANY_ROWS: Final = 5000


def build(  # noqa: PLR0913  each keyword is an option of the command
    project: Project,
    out: Path | str,
    *,
    only: Sequence[str] = (),
    schools: Sequence[str] = (),
    force: bool = False,
    prune: bool = False,
    jobs: int | None = None,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
    sync: bool = True,
) -> Report:
    """Write a project's documents into `out`; with an error in the config nothing is written.

    `only` names documents of `documents:`, `schools` ids of the registry; `force` overwrites what a person has edited
    or put in a document's place; `prune` removes documents that nothing makes any more. Schools are built by
    `executor` (any concurrent.futures.Executor whose workers see `out`), else by `jobs` processes (by default as many
    as the work is worth). `progress` is called with the number of schools done and of all. With `sync` what is recorded
    as written is on the disk, not only on its way there, when the function returns (where the system can). A bad school
    never stops the others. After an interruption the next build goes on from what stands in the folder.

        report = build(load("configs/artemovsky"), "out", schools=["school-1"])
    """
    needs_project(project, "build")
    folder = as_path(out, "build")
    wanted = BuildRequest(one_or_several(only), one_or_several(schools), force, prune, jobs, executor, progress, sync)
    state = state_of_whole(project, folder, wanted)
    if state and (unchanged := nothing_changed(folder, state, wanted)) is not None:
        return unchanged
    begun = _begun(project, folder, wanted)
    if has_errors(begun.problems):
        return Report(folder, problems=tuple(dict.fromkeys((*begun.problems, *begun.registry.problems))))
    ready, printed, wrong = _district(project, begun.ready, folder, wanted)
    problems = (*begun.problems, *wrong, *begun.registry.problems)
    if has_errors(wrong):
        return Report(folder, problems=problems)
    try:
        with output_folder.locked(folder), contextlib.closing(Manifest(folder, sync=sync)) as manifest:
            return RunningBuild(
                project, ready, begun.registry, begun.rows, folder, wanted, list(problems), manifest, state, begun.known
            ).run(printed)
    except output_folder.FolderBusyError:
        message = f"В папку «{folder}» уже идёт другая сборка."
        return Report(folder, problems=(*problems, codes.LOCKED.at(Place(str(folder)), message, hint="Дождитесь её.")))
    except OSError as error:
        return Report(folder, problems=(*problems, not_written(folder, error)))


@dataclass(frozen=True, slots=True)
class _Begun:
    """What a build begins with: the registry, the rows of the schools asked for, the project made ready.

    `known` are the rows of the registry that are known from before. With an error among `problems` nothing is built.
    """

    ready: PreparedProject
    registry: Schools
    rows: Sequence[SchoolRow]
    known: KnownRows
    problems: tuple[Diagnostic, ...]


def _begun(project: Project, folder: Path, wanted: BuildRequest) -> _Begun:
    """Read the registry, make the project ready, and see whether there is anything to build."""
    known = KnownRows(release(), rows_kept(folder))
    with knowing(known):
        registry = read_schools(project)
    if len(known.found) > MANY_ROWS:  # as many schools are to be made, which takes a thousand times as long
        registry.rows.pack()
    for file in registry.files[:1]:  # its bytes, that are read now
        project.snapshot.pack(file)
    ready = prepared(project)
    rows, problems = _rows_wanted(registry, wanted.schools)
    problems = (*ready.problems, *problems)
    if project.config is not None:
        problems += unknown_documents(wanted.only, project.config)
        if not has_errors(problems):
            problems += _nothing_to_make(project, project.config, wanted, rows)
    return _Begun(ready, registry, rows, known, problems)


def _district(
    project: Project, ready: PreparedProject, folder: Path, wanted: BuildRequest
) -> tuple[PreparedProject, list[tuple[str, bytes]], tuple[Diagnostic, ...]]:
    """Print the district's own documents: the project made ready that they were printed from, they, their problems.

    Letters that tell how many sheets the others have are printed once more when that is known.
    """
    (printed, wrong), asked = recorded(lambda: _print_district(ready, wanted))
    filled = with_counted_sheets(project, folder, dict(printed))
    if filled is not project:
        ready = prepared(filled)
        (printed, wrong), asked = recorded(lambda: _print_district(ready, wanted))
    return ready, printed, (*wrong, *doubts(ready.names, ready.asked | asked))


def one_or_several(names: Sequence[str] | str) -> tuple[str, ...]:
    """Names of documents or schools; one alone may be given as text, and is not a row of letters."""
    given = (names,) if isinstance(names, str) else names
    if not isinstance(given, Iterable) or not all(isinstance(name, str) for name in given):
        raise TypeError("build ждёт в only= и schools= имена: строку или список строк.")
    return tuple(given)


def _rows_wanted(registry: Schools, schools: tuple[str, ...]) -> tuple[Sequence[SchoolRow], tuple[Diagnostic, ...]]:
    """The rows of the schools asked for (of all if none is named), and the problems for which nothing can be built."""
    if not registry.rows and has_errors(registry.problems):
        return (), registry.problems
    if not schools:
        return registry.rows, ()
    known = {row.id: row for row in registry.rows}
    problems = [
        school_codes.UNKNOWN_SCHOOL.at(
            None, f"Школы «{name}» в реестре нет.", hint=did_you_mean(name, sorted(known)), text=name
        )
        for name in schools
        if name not in known
    ]
    return tuple(known[name] for name in dict.fromkeys(schools) if name in known), tuple(problems)


def _nothing_to_make(
    project: Project, config: Config, wanted: BuildRequest, rows: Sequence[SchoolRow]
) -> tuple[Diagnostic, ...]:
    """A problem for each document asked for that this build cannot make.

    That is one of the district if `schools` are asked for, one for schools if there are none.
    """
    of_schools = {id_ for id_, document in config.documents.items() if document.for_each == "school"}
    known = [id_ for id_ in wanted.only if id_ in config.documents]
    idle = [id_ for id_ in known if (not rows if id_ in of_schools else wanted.schools)]
    severity = Severity.WARNING if len(idle) < len(known) else Severity.ERROR
    found = []
    for id_ in idle:
        if id_ in of_schools:
            why, hint = "его делают для каждой школы, а школ нет", "Допишите реестр: schools: schools.csv."
        else:
            others = ", ".join(sorted(of_schools))
            why = "он один на весь округ, а собрать просят документы школ (--school)"
            hint = f"Уберите --school{f' или назовите документ школы: {others}' if others else ''}."
        message = f"Документ «{id_}» не собран: {why}."
        found.append(
            replace(
                codes.NOTHING_TO_MAKE.at(project.place("documents", id_), message, hint=hint, text=id_),
                severity=severity,
            )
        )
    return tuple(found)


def _print_district(ready: PreparedProject, wanted: BuildRequest) -> tuple[list[tuple[str, bytes]], list[Diagnostic]]:
    """Print the district's own documents, before the folder of results is touched."""
    printed: list[tuple[str, bytes]] = []
    problems: list[Diagnostic] = []
    for planned in ready.planned:
        if wanted.schools or (wanted.only and planned.id not in wanted.only):
            continue
        data, wrong = print_document(planned, ready.templates)
        problems += wrong
        if data is not None:
            printed.append((planned.path, data))
    return printed, problems
