"""Journals of a running build: a line for each document that it has written, should it be killed."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from nastav_docs.files import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

STATE: Final = ".nastav-docs"
END: Final = "[]\n"  # the last line of a journal that was closed
# The names of temporary files; a killed build may leave one beside a document.
TEMPORARY: Final = re.compile(r"\.~\d+~[0-9a-f]{16}\.tmp")
# Paths that no build has written: they lead out of the folder, or would on Windows.
OUTSIDE: Final = re.compile(r"^/|^$|[\\:]|(?:^|/)\.\.(?:/|$)")
# An entry is read 120,000 times: `json.loads` looks for white space around each, and takes twice as long.
_READ: Final = json.JSONDecoder().raw_decode
_WRITTEN: Final = json.JSONEncoder(ensure_ascii=False).encode  # `json.dumps` makes an encoder for each
_KINDS: Final = (str, str, int, int, str, str)


class ManifestEntry(NamedTuple):
    """What the manifest says of a document: SHA-256, size and time of the file as written, `inputs` it was made from.

    `inputs` is a digest (see `inputs`); `school` is the id of its school, empty for a document of the district.
    """

    sha256: str
    size: int
    mtime_ns: int
    inputs: str
    school: str = ""


def lines_of(path: Path) -> Iterator[tuple[str, ManifestEntry]]:
    """The entries of a journal; its last line may have been cut off."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if (found := entry_in(line.rstrip())) is not None:
                yield found


def entry_in(text: str) -> tuple[str, ManifestEntry] | None:
    """The entry in a line of a manifest or journal.

    Returns None for any other line, and for a path that leads out of the folder.
    """
    text = text.rstrip(",")
    try:
        (path, sha256, size, mtime_ns, inputs, school), end = _READ(text)
    except (ValueError, TypeError, RecursionError):
        return None
    kinds = (type(path), type(sha256), type(size), type(mtime_ns), type(inputs), type(school))
    if kinds != _KINDS or end != len(text):
        return None
    if OUTSIDE.search(path):
        return None
    return path, ManifestEntry(sha256, size, mtime_ns, sys.intern(inputs), sys.intern(school))


def _asentry_in(path: str, entry: ManifestEntry) -> str:
    return _WRITTEN((path, *entry))


def clear_temporary(out: Path, but: Path | None = None) -> None:
    """Remove the unfinished files of a build that was killed."""
    for folder, _, names in os.walk(out):
        for name in names:
            if TEMPORARY.fullmatch(name) and (but is None or name != but.name):
                (Path(folder) / name).unlink(missing_ok=True)


def drop_journals(out: Path) -> None:
    """Delete the journals, when the manifest holds all that they say; a worker that was killed may have left more."""
    journals = list((out / STATE).glob("journal-*"))
    if not all(_is_finished(journal) for journal in journals):
        clear_temporary(out)
    for journal in journals:
        journal.unlink(missing_ok=True)


def _is_finished(journal: Path) -> bool:
    """Whether a journal was closed, so that nothing was left half done."""
    with journal.open("rb") as file:
        file.seek(max(0, journal.stat().st_size - len(END)))
        return file.read() == END.encode()


class Journal:
    """A file with a line for each document that a running build has written, kept until the manifest has them all."""

    def __init__(self, out: Path, name: str) -> None:
        self._file = (out / STATE / f"journal-{name}").open("a", encoding="utf-8", buffering=1, newline="\n")

    def note(self, path: str, entry: ManifestEntry) -> None:
        """Add the entry of a document; call it before the file is moved to its place."""
        self._file.write(_asentry_in(path, entry) + "\n")

    def close(self) -> None:
        """Add the line that says that every file begun was written or given up."""
        self._file.write(END)
        self._file.close()


def is_untouched(file: Path | str, entry: ManifestEntry) -> bool:
    """Whether a file is still what a build wrote: of the same size and time, else with the same bytes."""
    return stands(file, entry.sha256, entry.size, entry.mtime_ns)


def stands(file: Path | str, sha256: str, size: int, mtime_ns: int) -> bool:
    """Whether a file is of this size and time, else of this SHA-256."""
    try:
        status = os.stat(file)  # noqa: PTH116  120,000 paths are asked for as texts
        if status.st_size != size:
            return False
        return status.st_mtime_ns == mtime_ns or digest(Path(file).read_bytes()) == sha256
    except (OSError, UnicodeError):
        return False
