"""Read a folder of files that schools have sent: each by itself, by one process or several."""

from __future__ import annotations

import datetime as dt
import os
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Final

from nastav_docs.files import DISK, digest, reason
from nastav_docs.registry.bases import BasesOfFile, check_rows, read_bases
from nastav_docs.returns.model import ReadFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    Period = tuple[dt.date, dt.date] | None

TABLES: Final = (".xlsx", ".xlsm", ".xltx", ".ods", ".csv", ".tsv", ".txt", ".docx", ".docm", ".xls", ".doc")
IGNORED: Final = ("~$", ".", "Thumbs.db", "desktop.ini")
MOST_BYTES: Final = 64 << 20  # of a file as it is sent
MOST_WORKERS: Final = 8
MANY: Final = 60  # files from which several processes pay
FORM_MADE: Final = dt.date(2020, 1, 1)  # what an empty form of ours says
OUTPUT: Final = "опись.json"  # in a folder that holds it lie our own results


def files_of(folder: Path) -> tuple[list[str], list[str]]:
    """The tables in a folder and the folders in it, by paths with «/», sorted; and the other files.

    Hidden files, what Excel leaves beside an open book, and folders of our own results are passed over; links to
    folders are not followed.
    """
    tables: list[str] = []
    others: list[str] = []
    for here, folders, names in os.walk(folder):
        if OUTPUT in names and here != str(folder):
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.relpath(os.path.join(here, name), folder).replace(os.sep, "/")  # noqa: PTH118  os.walk gives texts
            if not name.startswith(IGNORED):
                (tables if name.lower().endswith(TABLES) else others).append(path)
    return sorted(tables), sorted(others)


def read_file(folder: Path, period: Period, path: str) -> ReadFile:
    """Read and check one file of the folder; whatever is wrong with it is in the answer."""
    file = folder / path
    never = dt.datetime.min.replace(tzinfo=dt.UTC)
    try:
        data = DISK.read(file, MOST_BYTES)
        touched = dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC)
    except (OSError, UnicodeError) as error:
        return ReadFile(path, "", (never, never), BasesOfFile(refusal=f"Файл не открывается: {reason(error)}."))
    try:
        found = read_bases(data, file.name)
        checked = tuple(check_rows(base, period) for base in found.bases)
    except Exception as error:  # noqa: BLE001 (one file never stops the others)
        message = f"Файл не прочитан из-за ошибки программы ({type(error).__name__})."
        found, checked = BasesOfFile(refusal=message, hint="Отправьте разработчикам этот файл без имён."), ()
    saved = found.modified if found.modified is not None and found.modified.date() != FORM_MADE else touched
    return ReadFile(path, digest(data), (saved, touched), found, checked)


def read_inbox(folder: Path, paths: Sequence[str], period: Period, jobs: int | None = None) -> Iterator[ReadFile]:
    """Read every file, in the order of their paths; `jobs` processes, or as many as the machine has for many files."""
    read = partial(read_file, folder, period)
    workers = jobs or (min(os.cpu_count() or 1, MOST_WORKERS) if len(paths) > MANY else 1)
    if workers == 1:
        yield from map(read, paths)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(read, paths, chunksize=8)
