"""Build a project's documents, the district's and every school's, into a folder."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
from collections import defaultdict
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nastav_docs import documents, words, writing
from nastav_docs.chunks import Chunk, Result, build_chunk
from nastav_docs.codes import building as codes
from nastav_docs.codes import schools as school_codes
from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.edition import edition, print_document
from nastav_docs.grouping import grouped
from nastav_docs.project import Project, has_errors
from nastav_docs.schools import Registry, number_of_documents, read_schools
from nastav_docs.source import guess

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from nastav_docs.edition import Edition
    from nastav_docs.registry_rows import Row
    from nastav_docs.writing import Entry

CHUNK: Final = 250
# Below so many documents a second process costs more than it gives.
DOCUMENTS_FOR_PROCESSES: Final = 3000


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: paths below `out`, and every problem met, those of many schools grouped."""

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
class Wanted:
    """What of a project to build, and how."""

    only: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    force: bool = False
    prune: bool = False
    jobs: int | None = None
    executor: Executor | None = None
    progress: Callable[[int, int], None] | None = None


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
) -> Report:
    """Write a project's documents into `out`; with an error in the config nothing is written.

    `only` names documents of `documents:`, `schools` ids of the registry; `force` overwrites what a person has edited
    or put in a document's place; `prune` removes documents that nothing makes any more. Schools are built by
    `executor` (any concurrent.futures.Executor whose workers see `out`), else by `jobs` processes (by default as many
    as the work is worth). `progress` is told the schools done and all. A bad school never stops the others.
    """
    folder = Path(out)
    wanted = Wanted(tuple(only), tuple(schools), force, prune, jobs, executor, progress)
    ready, registry = edition(project), read_schools(project)
    rows, problems = _rows_wanted(registry, wanted)
    problems = (*ready.problems, *problems)
    if project.config is not None:
        problems += documents.unknown_documents(wanted.only, project.config)
    if has_errors(problems):
        return Report(folder, problems=problems)
    try:
        with writing.locked(folder):
            return _Build(project, ready, registry, rows, folder, wanted, list(problems)).run()
    except writing.FolderBusyError:
        message = f"В папку «{folder}» уже идёт другая сборка."
        return Report(folder, problems=(*problems, codes.LOCKED.at(Place(str(folder)), message, hint="Дождитесь её.")))
    except OSError as error:
        message = f"Папка «{folder}» не записывается: {writing.reason(error)}."
        return Report(folder, problems=(*problems, codes.NOT_WRITTEN.at(Place(str(folder)), message)))


def _rows_wanted(registry: Registry, wanted: Wanted) -> tuple[tuple[Row, ...], tuple[Diagnostic, ...]]:
    """The rows to build, and what is wrong with the registry as a whole (a row's own problems stay with the row)."""
    own = {problem for row in registry.rows for problem in row.problems}
    problems = [problem for problem in registry.problems if problem not in own]
    if not wanted.schools:
        return registry.rows, tuple(problems)
    known = {row.id: row for row in registry.rows}
    for name in wanted.schools:
        if name not in known:
            hint = guess(name, sorted(known))
            message = f"Школы «{name}» в реестре нет."
            problems.append(school_codes.UNKNOWN_SCHOOL.at(None, message, hint=hint, text=name))
    return tuple(known[name] for name in wanted.schools if name in known), tuple(problems)


@dataclass(slots=True)
class _Build:
    """One build under way."""

    project: Project
    ready: Edition
    registry: Registry
    rows: tuple[Row, ...]
    folder: Path
    wanted: Wanted
    problems: list[Diagnostic]
    entries: dict[str, Entry] = field(default_factory=dict)
    outcomes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    seen: set[str] = field(default_factory=set)
    school_problems: list[tuple[str, Diagnostic]] = field(default_factory=list)

    def run(self) -> Report:
        known, wrong = writing.read_manifest(self.folder)
        self.problems += wrong
        self.entries = dict(known)
        printed = self._print_district()
        self.problems += words.doubts(self.ready.names)
        if has_errors(tuple(self.problems)):
            return self._report()
        try:
            self._write_district(printed, known)
            if number_of_documents(self.project):
                self._build_schools(known)
        finally:
            # What is written is ours, however the build ends; the next one goes on from here.
            removed = self._left_over(known)
            writing.save_manifest(self.folder, self.entries)
        return self._report(removed)

    def _report(self, removed: tuple[str, ...] = ()) -> Report:
        done = {outcome: tuple(self.outcomes[outcome]) for outcome in ("written", "unchanged", "kept")}
        problems = dict.fromkeys([*self.problems, *grouped(self.school_problems)])
        return Report(self.folder, **done, removed=removed, problems=tuple(problems))

    def _print_district(self) -> list[tuple[str, bytes]]:
        printed: list[tuple[str, bytes]] = []
        for planned in self.ready.planned:
            if self.wanted.schools or (self.wanted.only and planned.id not in self.wanted.only):
                continue
            data, wrong = print_document(planned, self.ready.templates)
            self.problems += wrong
            if data is not None:
                printed.append((planned.path, data))
        return printed

    def _write_district(self, printed: list[tuple[str, bytes]], known: Mapping[str, Entry]) -> None:
        with contextlib.closing(writing.Journal(self.folder, "district")) as journal:
            shelf = writing.Shelf(self.folder, known, journal, self.wanted.force)
            for path, data in printed:
                outcome, entry, problem = shelf.put(path, data, "")
                self._note(outcome, path, entry)
                if problem is not None:
                    self.problems.append(problem)

    def _note(self, outcome: str, path: str, entry: Entry | None) -> None:
        self.outcomes[outcome].append(path)
        self.seen.add(path)
        if entry is not None:
            self.entries[path] = entry

    def _build_schools(self, known: Mapping[str, Entry]) -> None:
        changed = list(self._changed_rows(known))
        done, total = len(self.rows) - len(changed), len(self.rows)
        chunks = list(self._chunks(changed, known))
        if self.wanted.progress is not None:
            self.wanted.progress(done, total)
        for result in self._results(chunks, len(changed)):
            done += result.schools
            for outcome, path, entry in result.outcomes:
                self._note(outcome, path, entry)
            self.school_problems += result.problems
            if self.wanted.progress is not None:
                self.wanted.progress(done, total)

    def _changed_rows(self, known: Mapping[str, Entry]) -> Iterator[tuple[Row, str]]:
        """Rows whose documents must be made, with the digest of what they are made from."""
        before: dict[str, list[str]] = defaultdict(list)
        for path, entry in known.items():
            if entry.inputs:
                before[entry.inputs].append(path)
        common = self._inputs()
        wanted = len(self.wanted.only) or number_of_documents(self.project)
        for row in self.rows:
            inputs = hashlib.sha256(f"{common}\n{_row_text(row, self.registry)}".encode()).hexdigest()
            paths = before.get(inputs, [])
            if len(paths) >= wanted and all(writing.is_untouched(self.folder / path, known[path]) for path in paths):
                for path in paths:
                    self._note("unchanged", path, known[path])
            else:
                yield row, inputs

    def _inputs(self) -> str:
        """The digest of all that every school's documents are made from: YAML, templates, this package."""
        digest = hashlib.sha256()
        package = sorted(Path(__file__).parent.rglob("*.py"))
        folders = (sorted(folder.glob("*.docx")) for folder in self.project.template_folders)
        for file in (*self.project.files, *(file for folder in folders for file in folder), *package):
            digest.update(hashlib.sha256(file.read_bytes()).digest())
        digest.update(repr(sorted(self.wanted.only)).encode())
        return digest.hexdigest()

    def _chunks(self, changed: list[tuple[Row, str]], known: Mapping[str, Entry]) -> Iterator[Chunk]:
        if not changed:
            return
        blob = pickle.dumps(self.project)
        key = hashlib.sha256(blob).hexdigest()
        mine: dict[str, dict[str, Entry]] = defaultdict(dict)
        for path, entry in known.items():
            mine[entry.school][path] = entry
        here = {row.id for row in self.registry.rows}
        # A path of a school that has left may be another's now (a new id for the same school).
        ownerless = {path: entry for school, own in mine.items() if school not in here for path, entry in own.items()}
        for start in range(0, len(changed), CHUNK):
            part = tuple(changed[start : start + CHUNK])
            overlays = {row.id: self.registry.overlays[row.id] for row, _ in part if row.id in self.registry.overlays}
            theirs = {path: entry for row, _ in part for path, entry in mine[row.id].items()}
            entries = {**ownerless, **theirs}
            out = str(self.folder)
            yield Chunk(str(start), key, blob, part, overlays, out, entries, self.wanted.only, self.wanted.force)

    def _results(self, chunks: list[Chunk], schools: int) -> Iterator[Result]:
        if self.wanted.executor is not None:
            yield from self._from(self.wanted.executor, chunks)
            return
        jobs = self.wanted.jobs or self._jobs(schools)
        if jobs == 1 or len(chunks) <= 1:
            for chunk in chunks:
                yield build_chunk(chunk)
            return
        with ProcessPoolExecutor(jobs) as executor:
            try:
                yield from self._from(executor, chunks)
            except BaseException:
                executor.shutdown(wait=False, cancel_futures=True)
                raise

    def _jobs(self, schools: int) -> int:
        large = schools * number_of_documents(self.project) >= DOCUMENTS_FOR_PROCESSES
        return (os.cpu_count() or 1) if large else 1

    def _from(self, executor: Executor, chunks: list[Chunk]) -> Iterator[Result]:
        """Results as they come; a few chunks ahead are enough to keep the workers busy."""
        waiting = iter(chunks)
        running: dict[Future[Result], Chunk] = {}
        ahead = 4 * (os.cpu_count() or 1)
        try:
            while True:
                while len(running) < ahead and (chunk := next(waiting, None)) is not None:
                    running[executor.submit(build_chunk, chunk)] = chunk
                if not running:
                    return
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    chunk = running.pop(future)
                    yield self._result(future, chunk)
        finally:
            for future in running:
                future.cancel()

    def _result(self, future: Future[Result], chunk: Chunk) -> Result:
        try:
            return future.result()
        except BrokenExecutor:
            # The worker was killed; what it had written is in its journal, the rest is made here.
            return build_chunk(chunk)

    def _left_over(self, known: Mapping[str, Entry]) -> tuple[str, ...]:
        """Documents of earlier builds that nothing makes any more: named, and removed when asked."""
        if self.wanted.only or self.wanted.schools:
            return ()
        failed = {school for school, problem in self.school_problems if has_errors((problem,))}
        left = [
            path
            for path in known
            if path not in self.seen and known[path].school not in failed and (self.folder / path).exists()
        ]
        if not self.wanted.prune:
            self.problems += [
                codes.LEFT_OVER.at(Place(str(self.folder / path)), f"«{path}» остался от прежней сборки.",
                                   hint="Удалите его или соберите с --prune.")
                for path in left
            ]  # fmt: skip
            return ()
        removed = []
        for path in left:
            if writing.is_untouched(self.folder / path, known[path]) or self.wanted.force:
                (self.folder / path).unlink()
                self.entries.pop(path, None)
                removed.append(path)
        _drop_empty_folders(self.folder, removed)
        return tuple(removed)


def _row_text(row: Row, registry: Registry) -> str:
    overlay = registry.overlays.get(row.id)
    return f"{row.header.names}\n{row.id}\n{row.cells}\n{overlay!r}"


def _drop_empty_folders(folder: Path, removed: list[str]) -> None:
    for path in removed:
        with contextlib.suppress(OSError):
            for parent in (folder / path).relative_to(folder).parents[:-1]:
                (folder / parent).rmdir()
