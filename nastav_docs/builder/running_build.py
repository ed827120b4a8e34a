"""A build under way: which schools are to be made, by whom, what became of each document, what is left over."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import pickle
import zlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from nastav_docs.builder import output_folder, school_batch
from nastav_docs.builder.done_documents import DoneDocuments
from nastav_docs.builder.inputs import InputsOfSchools, release, versions
from nastav_docs.builder.journals import Journal, drop_journals
from nastav_docs.builder.left_over import grouped_left_over, prune
from nastav_docs.builder.report import Report, not_written
from nastav_docs.builder.school_batch import Chunk, MadeDocument
from nastav_docs.builder.workers import Work, results
from nastav_docs.config import for_whom, has_errors
from nastav_docs.diagnostics.codes import config as config_codes
from nastav_docs.documents import school_documents
from nastav_docs.registry import grouped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from nastav_docs.builder.manifest import Manifest
    from nastav_docs.builder.report import BuildRequest
    from nastav_docs.builder.school_batch import Result
    from nastav_docs.config import Project
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.documents import PreparedProject, Schools
    from nastav_docs.registry import KnownRows, SchoolRow

CHUNK: Final = 250


@dataclass(slots=True)
class RunningBuild:
    """A build under way, while the folder of results is locked.

    `manifest` is what builds before it have written; `known` the rows of the registry that it may keep; `done` says
    what became of each path, and of which school it is.
    """

    project: Project
    ready: PreparedProject
    registry: Schools
    rows: Sequence[SchoolRow]
    folder: Path
    wanted: BuildRequest
    problems: list[Diagnostic]
    manifest: Manifest
    state: str
    known: KnownRows
    done: DoneDocuments = field(default_factory=DoneDocuments)
    school_problems: list[tuple[str, Diagnostic]] = field(default_factory=list)

    def run(self, printed: list[tuple[str, bytes]]) -> Report:
        """Write the documents of the district (`printed`) and build those of the schools; then write the manifest."""
        self.problems += self.manifest.problems
        self.manifest.keep_rows(self.known)
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
            problem = not_written(self.folder, error)
            return replace(report, problems=tuple(dict.fromkeys([*report.problems, problem])))
        return report

    def _report(self, removed: tuple[str, ...]) -> Report:
        told = set(self.problems)
        of_schools = grouped(found for found in self.school_problems if found[1] not in told)
        problems = dict.fromkeys([*self.problems, *of_schools])
        done = self.done.take()
        return Report(
            self.folder, done["written"], done["unchanged"], done["kept"], removed=removed, problems=tuple(problems)
        )

    def _write_district(self, printed: list[tuple[str, bytes]]) -> None:
        with contextlib.closing(Journal(self.folder, "district")) as journal:
            known = {path: entry for path, _ in printed if (entry := self.manifest.get(path)) is not None}
            writer = output_folder.DocumentWriter(self.folder, known, journal, self.wanted.force)
            for path, data in printed:
                outcome, entry, problem = writer.put(path, data, "")
                self._keep([MadeDocument(outcome, path, entry, "")])
                if problem is not None:
                    self.problems.append(problem)

    def _keep(self, made: Collection[MadeDocument]) -> None:
        """Keep what became of documents, and their entries in the manifest where those are new."""
        for (outcome, school), some in itertools.groupby(made, lambda one: (one.outcome, one.school)):
            self.done.add(outcome, [one.path for one in some], school)
        news = {
            path: entry
            for outcome, path, entry, _ in made
            if entry is not None and (outcome == "written" or entry != self.manifest.get(path))
        }
        self.manifest.note(news)

    def _build_schools(self, wanted: int) -> None:
        digests = self._digests_of_changed(wanted)
        done, total = digests.count(None), len(self.rows)
        changed = total - done
        tell = self.wanted.progress or (lambda *_: None)
        tell(done, total)
        jobs = self.wanted.jobs if changed > CHUNK else 1
        opened = self._opened() if changed else ("", b"")
        chunks = self._chunks(digests, *opened) if changed else iter(())
        work = Work(chunks, changed * wanted, jobs, self.wanted.executor, opened)
        with contextlib.closing(results(work, self.problems)) as made:
            for result in made:
                done += result.schools
                self._take(result)
                tell(done, total)

    def _take(self, result: Result) -> None:
        """Add what a worker did; if two schools have one file, that is reported and not what became of the file."""
        clashing: set[tuple[str, str]] = set()
        own: dict[str, MadeDocument] = {}
        for one in result.outcomes:
            _, path, _, school = one
            owner = self.done.school(path)
            if owner is None:
                owner = own[path].school if path in own else school
            if owner == school:
                own[path] = one
                continue
            clashing.add((school, str(self.folder / path)))
            other = f"школы «{owner}»" if owner else "самого муниципалитета"
            message = f"Файл «{path}» уже занят документом {other}."
            place = self.project.place("documents")
            column = for_whom(place, "«file:»", "столбец «Имя файла»")
            hint = f"Допишите в {column} код школы: {{{{ school.id }}}}/Приказ {{{{ order.number }}}}."
            self.school_problems.append((school, config_codes.SAME_PATH.at(place, message, hint=hint, text=path)))
        self._keep(own.values())
        self.school_problems += [
            (school, problem)
            for school, problem in result.problems
            if problem.place is None or (school, problem.place.file) not in clashing
        ]

    def _digests_of_changed(self, wanted: int) -> list[bytes | None]:
        """For each row the digest of what its documents are made from; None where they need not be made anew."""
        of_school = InputsOfSchools(self.project, self.ready.templates, self.wanted.only, self.registry.overlays)
        inputs = [of_school.of(row) for row in self.rows]
        standing = self.manifest.standing(inputs, wanted)
        if not standing:
            return [bytes.fromhex(one) for one in inputs]
        digests: list[bytes | None] = []
        for row, one in zip(self.rows, inputs, strict=True):
            paths = standing.get(one)
            digests.append(bytes.fromhex(one) if paths is None else None)
            if paths is not None:
                self.done.add("unchanged", paths, row.id)
                self.school_problems += [(row.id, problem) for problem in row.problems]
        return digests

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
            for path, school in self.manifest.paths(but_standing=True)
            if path not in self.done and school not in failed and (whose is None or school in whose)
        ]
        left = [path for path in left if self._is_there_or_forgotten(path)]
        if self.wanted.prune:
            removed, problems = prune(left, self.folder, self.manifest, force=self.wanted.force)
            self.problems += problems
            return removed
        self.problems += grouped_left_over(self.folder, left)
        return ()

    def _is_there_or_forgotten(self, path: str) -> bool:
        """Whether a document still stands in the folder; if a person has removed it, its entry is dropped."""
        if (self.folder / path).exists():
            return True
        self.manifest.forget(path)
        return False

    def _opened(self) -> tuple[str, bytes]:
        """The project for workers, pickled, and its key; it is kept open in this process, and so in those forked."""
        # Workers get the registry and the schools' files row by row, in their chunks, so the project goes without;
        # unless a list or a journal says whose its rows are, by the schools' names.
        config = self.project.config
        lists = {} if config is None else config.lists
        named = any(column.type == "school" for one in lists.values() for column in one.columns.values())
        named = named or (config is not None and (config.execution is not None or config.journal is not None))
        unneeded = () if named else self.registry.files
        sent = replace(self.project, snapshot=self.project.snapshot.without(unneeded), kept=None)
        blob = _pickled(sent)
        # By its files, where it is made of them alone: as bytes it has its sets in another order in each process, and
        # a worker that serves one build after the other would open it each time.
        state = sent.state()
        key = hashlib.sha256(repr((state, release())).encode() if state else blob or os.urandom(8)).hexdigest()
        school_batch.keep_open(key, self.project)
        return key, blob

    def _chunks(self, digests: list[bytes | None], key: str, blob: bytes) -> Iterator[Chunk]:
        """The rows that have a digest in chunks, with the entries of their documents.

        Each is made when a worker is free for it.
        """
        here = {"", *(row.id for row in self.registry.rows)}
        # A document of a school that is no more may be another school's now (a new id for the same school).
        gone = [school for school in self.manifest.schools() if school not in here]
        left = {path: entry for entries in self.manifest.of_schools(gone).values() for path, entry in entries.items()}
        left |= {path: entry for path, entry in self.manifest.of_schools([""])[""].items() if path not in self.done}
        here_versions = versions()
        # Dask remembers the results of equal calls; by this name the calls of each build differ.
        name = os.urandom(4).hex()
        rows = ((row, digest.hex()) for row, digest in zip(self.rows, digests, strict=True) if digest is not None)
        for number, part in enumerate(iter(lambda: tuple(itertools.islice(rows, CHUNK)), ())):
            overlays = {row.id: self.registry.overlays[row.id] for row, _ in part if row.id in self.registry.overlays}
            known = dict(left)
            for entries in self.manifest.of_schools([row.id for row, _ in part]).values():
                known |= entries
            yield Chunk(
                f"{name}-{number}", key, blob, part, overlays, str(self.folder.absolute()), known,
                self.wanted.only, self.wanted.force, here_versions,
            )  # fmt: skip


def _pickled(project: Project) -> bytes:
    """A project for workers; nothing where a filter of the script cannot leave its process, as a lambda cannot."""
    try:
        return zlib.compress(pickle.dumps(project), 1)
    except (pickle.PicklingError, AttributeError, TypeError):
        if not project.filters:
            raise
        return b""
