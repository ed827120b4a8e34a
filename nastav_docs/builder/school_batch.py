"""Build a chunk of the schools in one go, in this process or in a worker anywhere that sees the folder of results."""

from __future__ import annotations

import contextlib
import os
import pickle
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from nastav_docs.builder import output_folder
from nastav_docs.builder.inputs import versions
from nastav_docs.builder.journals import Journal
from nastav_docs.documents import papers_of_school, print_issue, school_issues

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nastav_docs.builder.journals import ManifestEntry
    from nastav_docs.builder.output_folder import Outcome
    from nastav_docs.config import Project, YamlMapping
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.registry import SchoolRow


@dataclass(frozen=True, slots=True)
class Chunk:
    """All that a worker needs to build some of the schools.

    `project` is pickled and packed, or empty where the worker holds it; `key` differs with what it is made of, so that
    a worker opens it once. `rows` are the schools with the digests of what they are made from, `overlays` their
    changes, `known` the entries of their documents, `versions` those of the build's libraries. `name` differs for every
    chunk of every build.
    """

    name: str
    key: str
    project: bytes
    rows: tuple[tuple[SchoolRow, str], ...]
    overlays: Mapping[str, YamlMapping]
    out: str
    known: Mapping[str, ManifestEntry]
    only: tuple[str, ...]
    force: bool
    versions: Mapping[str, str]


class MadeDocument(NamedTuple):
    """What became of one document; its `entry` for the manifest is None where the file is not ours."""

    outcome: Outcome
    path: str
    entry: ManifestEntry | None
    school: str


class OtherVersionsError(Exception):
    """A worker has other versions of libraries than the build, or not all that it needs: its documents might differ."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a worker did with a chunk: `schools` is their number, `problems` are those of schools."""

    schools: int
    outcomes: tuple[MadeDocument, ...]
    problems: tuple[tuple[str, Diagnostic], ...]


def build_chunk(chunk: Chunk) -> Result:
    """Write the documents of a chunk's schools; what is wrong with one school is in the result, the others are made.

    Raises OtherVersionsError where the libraries have other versions than the build's.
    """
    project = _opened(chunk)
    out = Path(chunk.out)
    outcomes: list[MadeDocument] = []
    problems: list[tuple[str, Diagnostic]] = []
    with contextlib.closing(Journal(out, f"{os.getpid()}-{chunk.name}")) as journal:
        writer = output_folder.DocumentWriter(out, chunk.known, journal, chunk.force)
        inputs = {row.id: digest for row, digest in chunk.rows}
        for issue in school_issues(project, (row for row, _ in chunk.rows), chunk.overlays):
            school = issue.row.id
            printed = print_issue(issue, project, chunk.only)
            problems += [(school, problem) for problem in printed.problems]
            for path, data in printed.documents:
                outcome, entry, problem = writer.put(path, data, inputs[school], school)
                outcomes.append(MadeDocument(outcome, path, entry, school))
                if problem is not None:
                    problems.append((school, problem))
    return Result(len(chunk.rows), tuple(outcomes), tuple(problems))


# Projects by `Chunk.key`: a worker unpickles one once, not for every chunk.
_OPEN: dict[str, Project] = {}
KEPT: Final = 2
# Pickled projects by their key, in a worker process that was given one at its start.
_HELD: dict[str, bytes] = {}


def hold(key: str, project: bytes) -> None:
    """Hold a pickled project for the chunks that come without it; only a process started for one build does."""
    _HELD[key] = project


def keep_open(key: str, project: Project) -> None:
    """Keep a project by its `key` for the chunks built in this process, or in one forked from it."""
    while len(_OPEN) >= KEPT:
        del _OPEN[next(iter(_OPEN))]
    _OPEN[key] = project
    papers_of_school(project, None)  # compiled and filled in before the fork, once for all workers


def _opened(chunk: Chunk) -> Project:
    """The project of a chunk: the one kept, else unpickled."""
    if chunk.key not in _OPEN:
        pickled = chunk.project or _HELD.get(chunk.key)
        if not pickled:
            raise OtherVersionsError("фильтры скрипта другим процессам не передать: объявите их функциями модуля")
        here = versions()
        if others := [
            f"{name} {here[name]} вместо {wanted}" for name, wanted in chunk.versions.items() if here[name] != wanted
        ]:
            raise OtherVersionsError(f"другие библиотеки: {', '.join(others)}")
        keep_open(chunk.key, pickle.loads(zlib.decompress(pickled)))  # noqa: S301  made by the process that sent the chunk
    return _OPEN[chunk.key]
