"""A range of schools built in one go, in this process or in a worker anywhere that sees the folder of results."""

from __future__ import annotations

import contextlib
import os
import pickle
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from nastav_docs import schools, words, writing
from nastav_docs.edition import edition, print_document
from nastav_docs.project import Project, has_errors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.edition import Edition
    from nastav_docs.registry_rows import Row
    from nastav_docs.schools import Papers
    from nastav_docs.source import Table
    from nastav_docs.writing import Entry, Outcome


@dataclass(frozen=True, slots=True)
class Chunk:
    """What a worker needs: the project (pickled once, known by `key`), rows with their digests, changes, the folder."""

    name: str
    key: str
    project: bytes
    rows: tuple[tuple[Row, str], ...]
    overlays: Mapping[str, Table]
    out: str
    known: Mapping[str, Entry]
    only: tuple[str, ...]
    force: bool


@dataclass(frozen=True, slots=True)
class Result:
    """What a worker did: outcome, path and entry of each document; problems by school."""

    schools: int
    outcomes: tuple[tuple[Outcome, str, Entry | None], ...]
    problems: tuple[tuple[str, Diagnostic], ...]


def build_chunk(chunk: Chunk) -> Result:
    """Make the documents of the chunk's schools; a bad school is told of and the others are made."""
    project, ready, common = _opened(chunk.key, _Blob(chunk.project))
    out = Path(chunk.out)
    outcomes: list[tuple[Outcome, str, Entry | None]] = []
    problems: list[tuple[str, Diagnostic]] = []
    with contextlib.closing(writing.Journal(out, f"{os.getpid()}-{chunk.name}")) as journal:
        shelf = writing.Shelf(out, chunk.known, journal, chunk.force)
        for row, inputs in chunk.rows:
            changes = chunk.overlays.get(row.id)
            papers = common if changes is None else schools.own_papers(project, ready, changes)
            printed, wrong = print_school(row, papers, project, ready, chunk.only)
            problems += [(row.id, problem) for problem in (*row.problems, *wrong)]
            for path, data in printed:
                outcome, entry, problem = shelf.put(path, data, inputs, row.id)
                outcomes.append((outcome, path, entry))
                if problem is not None:
                    problems.append((row.id, problem))
    return Result(len(chunk.rows), tuple(outcomes), tuple(problems))


def print_school(
    row: Row, papers: Papers, project: Project, ready: Edition, only: tuple[str, ...] = ()
) -> tuple[list[tuple[str, bytes]], tuple[Diagnostic, ...]]:
    """All documents of a school, or none and what is wrong."""
    planned, wrong = schools.plan_school(row, papers, project, ready)
    problems = list(wrong)
    printed: list[tuple[str, bytes]] = []
    for document in planned:
        if only and document.id not in only:
            continue
        data, wrong = print_document(document, ready.templates)
        problems += wrong
        if data is not None:
            printed.append((document.path, data))
    if planned:
        problems += words.doubts({"people": planned[0].names["people"], "school": planned[0].names["school"]})
    return ([] if has_errors(tuple(problems)) else printed), tuple(problems)


class _Blob:
    """A pickled project that is not looked at when the cache knows its key."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Blob)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=2)
def _opened(key: str, blob: _Blob) -> tuple[Project, Edition, Papers]:  # noqa: ARG001  the key stands for the blob
    """The project ready to print, once a worker."""
    project: Project = pickle.loads(blob.data)  # noqa: S301  made by the process that sent the chunk
    ready = edition(project)
    return project, ready, schools.common_papers(project, ready)
