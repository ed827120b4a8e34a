"""Build a project's documents, the district's and every school's, into a folder."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nastav_docs.builder import output_folder, school_batch
from nastav_docs.builder.enclosed_sheets import with_counted_sheets
from nastav_docs.builder.inputs import inputs_of_all, inputs_of_school, versions
from nastav_docs.builder.manifest import STATE, Journal, Manifest, drop_journals, is_untouched, untouched_since
from nastav_docs.builder.pdf_files import pages_of_sources
from nastav_docs.builder.school_batch import Chunk
from nastav_docs.builder.workers import Work, results
from nastav_docs.config import Project, has_errors, letters_with_open_sheets, needs_project
from nastav_docs.diagnostics import Diagnostic, Place, Severity, did_you_mean
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.diagnostics.codes import config as config_codes
from nastav_docs.diagnostics.codes import schools as school_codes
from nastav_docs.documents import (
    Schools,
    doubts,
    prepared,
    print_document,
    read_schools,
    recorded,
    school_documents,
    unknown_documents,
)
from nastav_docs.files import advice, as_path, reason
from nastav_docs.registry import grouped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor

    from nastav_docs.builder.manifest import ManifestEntry
    from nastav_docs.builder.output_folder import Outcome
    from nastav_docs.builder.school_batch import Result
    from nastav_docs.config import Config
    from nastav_docs.documents import PreparedProject
    from nastav_docs.registry import SchoolRow

CHUNK: Final = 250


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did.

    `written`, `unchanged`, `kept` (a person's file stands there) and `removed` are paths below `out`; `problems` are
    all that were met, those of many schools grouped.
    """

    out: Path
    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything asked for stands in the folder as the config says."""
        return not has_errors(self.problems)


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What of a project is to be built, and how; see `build`."""

    only: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    force: bool = False
    prune: bool = False
    jobs: int | None = None
    executor: Executor | None = None
    progress: Callable[[int, int], None] | None = None
    sync: bool = True


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
    state = _state_of_whole(project, folder, wanted)
    if state and (unchanged := _nothing_changed(folder, state, wanted)) is not None:
        return unchanged
    ready, registry = prepared(project), read_schools(project)
    rows, problems = _rows_wanted(registry, wanted.schools)
    problems = (*ready.problems, *problems)
    if project.config is not None:
        problems += unknown_documents(wanted.only, project.config)
        if not has_errors(problems):
            problems += _nothing_to_make(project, project.config, wanted, rows)
    if has_errors(problems):
        return Report(folder, problems=tuple(dict.fromkeys((*problems, *registry.problems))))
    (printed, wrong), asked = recorded(lambda: _print_district(ready, wanted))
    filled = with_counted_sheets(project, folder, dict(printed))
    if filled is not project:
        ready = prepared(filled)
        (printed, wrong), asked = recorded(lambda: _print_district(ready, wanted))
    doubtful = doubts(ready.names, ready.asked | asked)
    problems = (*problems, *wrong, *doubtful, *registry.problems)
    if has_errors((*wrong, *doubtful)):
        return Report(folder, problems=problems)
    try:
        with output_folder.locked(folder), contextlib.closing(Manifest(folder, sync=sync)) as manifest:
            return _Build(project, ready, registry, rows, folder, wanted, list(problems), manifest, state).run(printed)
    except output_folder.FolderBusyError:
        message = f"В папку «{folder}» уже идёт другая сборка."
        return Report(folder, problems=(*problems, codes.LOCKED.at(Place(str(folder)), message, hint="Дождитесь её.")))
    except OSError as error:
        return Report(folder, problems=(*problems, _not_written(folder, error)))


def _state_of_whole(project: Project, folder: Path, wanted: BuildRequest) -> str:
    """A digest that changes with whatever a build of all documents comes from, beside what stands in the folder.

    Empty where only a part is wanted, or not all comes from files.
    """
    if wanted.only or wanted.schools or not (state := project.state()):
        return ""
    if letters_with_open_sheets(project):
        state += repr(sorted(pages_of_sources(folder).items()))  # the letters tell how many sheets the others have
    release = ""
    with contextlib.suppress(PackageNotFoundError):
        release = version("nastav-docs")  # a newer one may tell of more
    return hashlib.sha256(repr((state, versions(), release)).encode()).hexdigest()


def _nothing_changed(folder: Path, state: str, wanted: BuildRequest) -> Report | None:
    """The report of a build that has nothing to do: the last one had no problem, and each document is as it left it."""
    try:
        if not (folder / STATE).is_dir():
            return None
        with output_folder.locked(folder):
            found = untouched_since(folder, state)
    except (OSError, output_folder.FolderBusyError):
        return None  # the build itself will tell
    if found is None:
        return None
    schools, paths = found
    if wanted.progress is not None:
        wanted.progress(schools, schools)
    return Report(folder, unchanged=paths)


def one_or_several(names: Sequence[str] | str) -> tuple[str, ...]:
    """Names of documents or schools; one alone may be given as text, and is not a row of letters."""
    given = (names,) if isinstance(names, str) else names
    if not isinstance(given, Iterable) or not all(isinstance(name, str) for name in given):
        raise TypeError("build ждёт в only= и schools= имена: строку или список строк.")
    return tuple(given)


def _not_written(folder: Path, error: OSError) -> Diagnostic:
    message = f"Папка «{folder}» не записывается: {reason(error)}."
    return codes.NOT_WRITTEN.at(Place(str(folder)), message, hint=advice(error))


def _rows_wanted(registry: Schools, schools: tuple[str, ...]) -> tuple[tuple[SchoolRow, ...], tuple[Diagnostic, ...]]:
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
    project: Project, config: Config, wanted: BuildRequest, rows: tuple[SchoolRow, ...]
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


@dataclass(slots=True)
class _Build:
    """A build under way, while the folder of results is locked.

    `manifest` is what builds before it have written; `done` says what became of each path, and of which school it is.
    """

    project: Project
    ready: PreparedProject
    registry: Schools
    rows: tuple[SchoolRow, ...]
    folder: Path
    wanted: BuildRequest
    problems: list[Diagnostic]
    manifest: Manifest
    state: str = ""
    done: dict[str, tuple[Outcome, str]] = field(default_factory=dict)
    school_problems: list[tuple[str, Diagnostic]] = field(default_factory=list)

    def run(self, printed: list[tuple[str, bytes]]) -> Report:
        """Write the documents of the district (`printed`) and build those of the schools; then write the manifest."""
        self.problems += self.manifest.problems
        # If the build is interrupted below, the journals stay, and the next build goes on from them.
        self._write_district(printed)
        wanted = school_documents(self.project, self.wanted.only)
        if wanted:
            self._build_schools(len(wanted))
        removed = self._left_over()
        report = self._report(removed)
        state = self.state if not report.problems and not report.kept else ""
        try:
            if self.manifest.problems or self.manifest.altered or state:
                self.manifest.save(state, len(self.rows))
            else:
                drop_journals(self.folder)
        except OSError as error:
            problem = _not_written(self.folder, error)
            return replace(report, problems=tuple(dict.fromkeys([*report.problems, problem])))
        return report

    def _report(self, removed: tuple[str, ...]) -> Report:
        paths: dict[str, list[str]] = {"written": [], "unchanged": [], "kept": []}
        for path, (outcome, _) in self.done.items():
            paths[outcome].append(path)
        done = {outcome: tuple(found) for outcome, found in paths.items()}
        told = set(self.problems)
        of_schools = grouped(found for found in self.school_problems if found[1] not in told)
        problems = dict.fromkeys([*self.problems, *of_schools])
        return Report(self.folder, **done, removed=removed, problems=tuple(problems))

    def _write_district(self, printed: list[tuple[str, bytes]]) -> None:
        with contextlib.closing(Journal(self.folder, "district")) as journal:
            known = {path: entry for path, _ in printed if (entry := self.manifest.get(path)) is not None}
            writer = output_folder.DocumentWriter(self.folder, known, journal, self.wanted.force)
            for path, data in printed:
                outcome, entry, problem = writer.put(path, data, "")
                self._note(outcome, path, entry, "")
                if problem is not None:
                    self.problems.append(problem)

    def _note(self, outcome: Outcome, path: str, entry: ManifestEntry | None, school: str) -> None:
        self.done[path] = outcome, school
        if entry is not None and (outcome == "written" or entry != self.manifest.get(path)):
            self.manifest.note(path, entry)

    def _build_schools(self, wanted: int) -> None:
        changed = list(self._changed_rows(wanted))
        done, total = len(self.rows) - len(changed), len(self.rows)
        tell = self.wanted.progress or (lambda *_: None)
        tell(done, total)
        jobs = self.wanted.jobs if len(changed) > CHUNK else 1
        work = Work(self._chunks(changed), len(changed) * wanted, jobs, self.wanted.executor)
        with contextlib.closing(results(work, self.problems)) as made:
            for result in made:
                done += result.schools
                self._take(result)
                tell(done, total)

    def _take(self, result: Result) -> None:
        """Add what a worker did; if two schools have one file, that is reported and not what became of the file."""
        clashing: set[tuple[str, str]] = set()
        for outcome, path, entry, school in result.outcomes:
            owner = self.done[path][1] if path in self.done else school
            if owner == school:
                self._note(outcome, path, entry, school)
                continue
            clashing.add((school, str(self.folder / path)))
            other = f"школы «{owner}»" if owner else "самого муниципалитета"
            message = f"Файл «{path}» уже занят документом {other}."
            hint = "Допишите в «file:» код школы: {{ school.id }}/Приказ {{ order.number }}."
            place = self.project.place("documents")
            self.school_problems.append((school, config_codes.SAME_PATH.at(place, message, hint=hint, text=path)))
        self.school_problems += [
            (school, problem)
            for school, problem in result.problems
            if problem.place is None or (school, problem.place.file) not in clashing
        ]

    def _changed_rows(self, wanted: int) -> Iterator[tuple[SchoolRow, str]]:
        """The rows whose documents must be made anew, with the digest of what they are made from."""
        common = inputs_of_all(self.project, self.ready.templates, self.wanted.only)
        for start in range(0, len(self.rows), TOGETHER):
            rows = self.rows[start : start + TOGETHER]
            known = self.manifest.of_schools([row.id for row in rows])
            for row in rows:
                inputs = inputs_of_school(common, row, self.registry.overlays.get(row.id), self.project)
                entries = {path: entry for path, entry in known[row.id].items() if entry.inputs == inputs}
                if len(entries) < wanted or not all(self._is_untouched(*one) for one in entries.items()):
                    yield row, inputs
                    continue
                what: tuple[Outcome, str] = ("unchanged", row.id)
                self.done.update(dict.fromkeys(entries, what))
                self.school_problems += [(row.id, problem) for problem in row.problems]

    def _is_untouched(self, path: str, entry: ManifestEntry) -> bool:
        return is_untouched(os.path.join(self.folder, path), entry)  # noqa: PTH118  see is_untouched

    def _chunks(self, changed: list[tuple[SchoolRow, str]]) -> Iterator[Chunk]:
        """The changed rows in chunks, with the entries of their documents.

        Each is made when a worker is free for it.
        """
        if not changed:
            return
        # Workers get the registry and the schools' files row by row, in their chunks, so the project goes without;
        # unless a list or a journal says whose its rows are, by the schools' names.
        config = self.project.config
        lists = {} if config is None else config.lists
        named = any(column.type == "school" for one in lists.values() for column in one.columns.values())
        named = named or (config is not None and (config.execution is not None or config.journal is not None))
        unneeded = () if named else self.registry.files
        blob = _pickled(replace(self.project, snapshot=self.project.snapshot.without(unneeded)))
        key = hashlib.sha256(blob or os.urandom(8)).hexdigest()
        school_batch.keep_open(key, self.project)
        here = {"", *(row.id for row in self.registry.rows)}
        # A document of a school that is no more may be another school's now (a new id for the same school).
        left = {
            path: entry
            for path, school in self.manifest.paths()
            if school not in here and (entry := self.manifest.get(path)) is not None
        }
        left |= {path: entry for path, entry in self.manifest.of_schools([""])[""].items() if path not in self.done}
        here_versions = versions()
        # Dask remembers the results of equal calls; by this name the calls of each build differ.
        name = os.urandom(4).hex()
        for start in range(0, len(changed), CHUNK):
            part = tuple(changed[start : start + CHUNK])
            overlays = {row.id: self.registry.overlays[row.id] for row, _ in part if row.id in self.registry.overlays}
            known = dict(left)
            for entries in self.manifest.of_schools([row.id for row, _ in part]).values():
                known |= entries
            yield Chunk(
                f"{name}-{start}", key, blob, part, overlays, str(self.folder.absolute()), known,
                self.wanted.only, self.wanted.force, here_versions,
            )  # fmt: skip

    def _left_over(self) -> tuple[str, ...]:
        """Report documents of earlier builds that nothing makes any more.

        With `prune` they are removed instead, and their paths returned.
        """
        if self.wanted.only or self.wanted.schools:
            return ()
        failed = {school for school, problem in self.school_problems if has_errors((problem,))}
        # If a row cannot be read, a document that is left over may be that school's.
        whose = {""} if has_errors(self.registry.problems) else None
        left = [
            path
            for path, school in self.manifest.paths()
            if path not in self.done and school not in failed and (whose is None or school in whose)
        ]
        left = [path for path in left if self._is_there_or_forgotten(path)]
        if self.wanted.prune:
            return self._prune(left)
        self.problems += grouped_left_over(self.folder, left)
        return ()

    def _is_there_or_forgotten(self, path: str) -> bool:
        """Whether a document still stands in the folder; if a person has removed it, its entry is dropped."""
        if (self.folder / path).exists():
            return True
        self.manifest.forget(path)
        return False

    def _prune(self, left: list[str]) -> tuple[str, ...]:
        removed = []
        for path in left:
            file = self.folder / path
            if file.is_symlink() or not file.parent.resolve().is_relative_to(self.folder.resolve()):
                message = f"«{path}» лежит за ссылкой, вне папки результата: он не удалён."
                self.problems.append(codes.LEFT_OVER.at(Place(str(file)), message, hint="Удалите его сами."))
                continue
            entry = self.manifest.get(path)
            if not (self.wanted.force or (entry is not None and self._is_untouched(path, entry))):
                message = f"«{path}» больше не нужен, но изменён после сборки: он не удалён."
                self.problems.append(codes.LEFT_OVER.at(Place(str(file)), message, hint="Удалите его сами."))
                continue
            try:
                file.unlink()
            except OSError as error:
                message = f"Файл «{path}» не удалён: {reason(error)}."
                self.problems.append(codes.NOT_WRITTEN.at(Place(str(file)), message))
                continue
            self.manifest.forget(path)
            removed.append(path)
        _drop_empty_folders(self.folder, removed)
        return tuple(removed)


def _pickled(project: Project) -> bytes:
    """A project for workers; nothing where a filter of the script cannot leave its process, as a lambda cannot."""
    try:
        return pickle.dumps(project)
    except (pickle.PicklingError, AttributeError, TypeError):
        if not project.filters:
            raise
        return b""


NAMED: Final = 8
# Schools whose documents are asked of the manifest in one go.
TOGETHER: Final = 500


def grouped_left_over(folder: Path, left: Sequence[str]) -> list[Diagnostic]:
    """Problems of left-over documents: one for each while there are few, else one for all."""
    hint = "Удалите их или соберите с --prune."
    if len(left) <= NAMED:
        return [
            codes.LEFT_OVER.at(Place(str(folder / path)), f"«{path}» остался от прежней сборки.", hint=hint)
            for path in left
        ]
    named = ", ".join(f"«{path}»" for path in left[:NAMED])
    message = f"Осталось от прежних сборок документов: {len(left)} ({named} …)."
    return [codes.LEFT_OVER.at(Place(str(folder)), message, hint=hint)]


def _drop_empty_folders(folder: Path, removed: Iterable[str]) -> None:
    for path in removed:
        with contextlib.suppress(OSError):
            for parent in Path(path).parents[:-1]:
                (folder / parent).rmdir()
