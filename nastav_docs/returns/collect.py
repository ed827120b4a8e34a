"""Collect what schools have sent back: read the folder, check, count, write what the district and the schools need."""

from __future__ import annotations

import json
import os
import re
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import needs_project
from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import returns as codes
from nastav_docs.documents import read_schools
from nastav_docs.files import DISK, as_path
from nastav_docs.registry.bases import OWN
from nastav_docs.returns import summary
from nastav_docs.returns.consolidate import Consolidated, consolidate
from nastav_docs.returns.inbox import MANY, MOST_BYTES, MOST_WORKERS, OUTPUT, files_of, read_inbox
from nastav_docs.returns.model import ReturnFault
from nastav_docs.returns.reminders import reminder, what_lacks
from nastav_docs.returns.result_folder import ResultFolder
from nastav_docs.returns.school_names import SchoolNames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nastav_docs.config import Project
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.registry import SchoolRow
    from nastav_docs.returns.marked_copy import MarkedCopy

OUT: Final = "свод"  # the folder of results within that of the files, unless another is named
BACK, LETTERS = "Вернуть школам", "Напоминания"
BASE, SUMMARY, ANNEX, FAULTS, LIST = (
    "Муниципальная база.xlsx", "Свод.xlsx", "Свод (приложение).docx", "Замечания.xlsx", "Не ответили",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of a collection: where it is written, what was found, who has not answered, problems with writing.

    `unanswered` is for each such school its name, what lacks, head, telephone, mail. `inventory` is all of it as plain
    data without anybody's name.
    """

    out: Path
    found: Consolidated
    unanswered: tuple[tuple[str, ...], ...]
    written: tuple[str, ...]
    schools: int
    problems: tuple[Diagnostic, ...] = ()
    inventory: dict[str, Any] = field(default_factory=dict)

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """Every fault as a problem with its place; nobody is named in them."""
        return tuple(one.diagnostic() for one in self.found.faults)


def collect(
    project: Project,
    folder: Path | str,
    out: Path | str | None = None,
    *,
    anonymous: bool = False,
    jobs: int | None = None,
) -> Collected:
    """Read every base in a folder that schools have sent, and write база, свод, замечания, copies, reminders.

    `out` is the folder of results, by default «свод» within the folder itself; what an earlier collection wrote there
    and this one does not is removed. `anonymous` writes counts only, nobody's name. `jobs` is the number of processes.

        collected = collect(load("configs/artemovsky"), "ответы")
        collected.found.sums()["pairs"]
    """
    needs_project(project, "collect")
    source = as_path(folder, "collect")
    target = source / OUT if out is None else as_path(out, "collect")
    rows = read_schools(project).rows
    found = read_answers(project, source, target, jobs)
    missing = _unanswered(rows, found)
    lines = tuple(line for _, _, line in missing)
    writer = ResultFolder(target)
    for path, make, private in _results(project, source, found, missing, jobs, writer.problems, anonymous=anonymous):
        writer.put(path, make, private=private)
    inventory = summary.inventory(found, lines, sorted(writer.written))
    listed = json.dumps(inventory, ensure_ascii=False, indent=1) + "\n"
    writer.put(OUTPUT, listed.encode, private=True)
    writer.remove_old()
    return Collected(target, found, lines, tuple(writer.written), len(rows), tuple(writer.problems), inventory)


def read_answers(project: Project, source: Path, results: Path, jobs: int | None = None) -> Consolidated:
    """Read and check every base in the folder `source`, and put together what counts; nothing is written.

    `results` is a folder of our own results, passed over where it lies within the other.
    """
    period = None if project.config is None else project.config.period
    tables, others = files_of(source)
    inside = results.resolve().is_relative_to(source.resolve())
    own = results.resolve().relative_to(source.resolve()).as_posix() if inside else ""
    tables = [path for path in tables if not own or not path.startswith(f"{own}/")]
    others = [path for path in others if not own or not path.startswith(f"{own}/")]
    span = None if period is None else (period.start, period.end)
    return _with_others(
        consolidate(read_inbox(source, tables, span, jobs), SchoolNames(read_schools(project).rows)), others
    )


def _with_others(found: Consolidated, others: list[str]) -> Consolidated:
    """The findings with a note for each file that is no table."""
    message, hint = "Это не таблица: файл не прочитан.", "Если в нём база, попросите школу прислать книгу Excel."
    skipped = tuple(ReturnFault(path, codes.SKIPPED, message, hint) for path in others)
    return Consolidated(found.files, found.books, found.totals, (*found.faults, *skipped), found.distinct)


def _unanswered(rows: Sequence[SchoolRow], found: Consolidated) -> list[tuple[SchoolRow, set[str], tuple[str, ...]]]:
    """Each school that lacks a base, with the bases that it has, and its line in the list."""
    has = {one.school: set(one.kinds) for one in found.totals}
    missing = []
    for row in rows:
        kinds = has.get(row.id, set())
        if len(kinds) < len(OWN):
            texts = row.texts
            title = texts.get("abbr") or texts.get("name") or row.id
            line = (title, what_lacks(kinds), *(texts.get(name, "") for name in ("head", "phone", "email")))
            missing.append((row, kinds, line))
    return missing


def _results(
    project: Project,
    source: Path,
    found: Consolidated,
    missing: list[tuple[SchoolRow, set[str], tuple[str, ...]]],
    jobs: int | None,
    problems: list[Diagnostic],
    *,
    anonymous: bool,
) -> Iterator[tuple[str, Callable[[], bytes], bool]]:
    """The files to write: path below the folder of results, what makes the bytes, whether people are named in it.

    What is wrong with a copy for a school goes to `problems`.
    """
    district = "" if project.config is None else project.config.district.name.text
    yield SUMMARY, lambda: summary.summary_book(found), False
    yield ANNEX, lambda: summary.summary_annex(found, district), False
    if anonymous:
        return
    lines = [line for _, _, line in missing]
    yield BASE, lambda: summary.municipal_base(found), True
    titles = {one.school: one.title for one in found.totals}
    yield FAULTS, lambda: summary.faults_book(found, titles), True
    if missing:
        yield f"{LIST}.xlsx", lambda: summary.unanswered_book(lines), False
        yield f"{LIST}.docx", lambda: summary.unanswered_paper(lines), False
    for row, kinds, _ in missing:
        yield f"{LETTERS}/{row.id}.docx", _letter(project, row, kinds), False
    by_file: dict[str, list[ReturnFault]] = {}
    for one in found.faults:
        if one.row and one.school:
            by_file.setdefault(one.file, []).append(one)
    for path, copy in _copies(source, by_file, jobs):
        if copy.lack:
            problems.append(codes.COPY_MADE.at(Place(path), f"Копия для школы: {copy.lack}."))
        yield f"{BACK}/{_folder_of(by_file[path][0].school)}/{_copy_name(path)}", _given(copy.data), True


def _copies(source: Path, by_file: dict[str, list[ReturnFault]], jobs: int | None) -> Iterator[tuple[str, MarkedCopy]]:
    """Each file with faults and its marked copy, made by several processes where there are many."""
    copy = partial(_copy, source)
    workers = jobs or (min(os.cpu_count() or 1, MOST_WORKERS) if len(by_file) > MANY else 1)
    if workers == 1:
        yield from map(copy, by_file.items())
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(copy, by_file.items(), chunksize=4)


def _copy(source: Path, faulty: tuple[str, list[ReturnFault]]) -> tuple[str, MarkedCopy]:
    from nastav_docs.returns.marked_copy import marked_copy  # noqa: PLC0415  loads openpyxl

    path, faults = faulty
    return path, marked_copy(DISK.read(source / path, MOST_BYTES), PurePosixPath(path).name, faults)


def _given(data: bytes) -> Callable[[], bytes]:
    return lambda: data


def _letter(project: Project, row: SchoolRow, kinds: set[str]) -> Callable[[], bytes]:
    return lambda: reminder(project, row, kinds)


def _folder_of(school: str) -> str:
    """A folder for a school: its code, or its name without what file names may not have."""
    return re.sub(r'[<>:"/\\|?*\x00-\x1f]', "", school).strip(" .")[:80] or "школа"


def _copy_name(path: str) -> str:
    """The name of a copy: the file's own, with its folders where there are any, always a book of Excel."""
    stem = PurePosixPath(path)
    name = stem.name if stem.suffix.lower() in {".xlsx", ".xlsm"} else f"{stem.name}.xlsx"
    folders = " – ".join(stem.parts[:-1])
    return f"{folders} – {name}"[-200:].lstrip(" –") if folders else name
