"""The manifest of an output folder: what was built there, from what, with which digest."""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.files import digest, removed_if_failed, temporary_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

STATE: Final = ".nastav-docs"
MANIFEST: Final = "manifest.json"
# One document a line, as in the journals: 120,000 of them are read without holding the whole text.
HEAD: Final = '{"version": 1, "columns": ["path", "sha256", "size", "mtime_ns", "inputs", "school"], "documents": ['
TAIL: Final = "]}"
END: Final = "[]\n"  # of a journal
# What `_temporary` names; a killed build may leave one beside a document.
TEMPORARY: Final = re.compile(r"\.~\d+~[0-9a-f]{16}\.tmp")
# A path that no build wrote: it leads out of the folder, or means another one on Windows.
OUTSIDE: Final = re.compile(r"^/|^$|[\\:]|(?:^|/)\.\.(?:/|$)")


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """What the manifest knows of a document: `size` and `mtime_ns` of the file as written, `inputs` made it so.

    `school` is the id of the school it is of, empty for the district's own.
    """

    sha256: str
    size: int
    mtime_ns: int
    inputs: str
    school: str = ""


def read_manifest(out: Path) -> tuple[dict[str, ManifestEntry], tuple[Diagnostic, ...]]:
    """The documents that earlier builds wrote, those of a build that was killed too; its remains are cleared away.

    Call it with the folder locked. Raises OSError when the folder cannot be written to.
    """
    entries, problems = _saved(out / STATE / MANIFEST)
    journals = sorted((out / STATE).glob("journal-*"))
    if journals:
        _clear_temporary(out)
        for journal in journals:
            for path, entry in _lines(journal):
                # A kill between the note and the move leaves in the document's place what stood there before.
                if is_untouched(out / path, entry):
                    entries[path] = entry
        if not problems:
            save_manifest(out, entries)
    return entries, problems


def _saved(manifest: Path) -> tuple[dict[str, ManifestEntry], tuple[Diagnostic, ...]]:
    """The manifest, or why it is not read."""
    try:
        with manifest.open(encoding="utf-8") as lines:
            whole = lines.readline().rstrip() == HEAD
            entries, last = {}, ""
            for line in lines:
                last = line.rstrip()
                if (found := _line(last)) is not None:
                    entries[found[0]] = found[1]
                elif last != TAIL:
                    whole = False
        if whole and last == TAIL:
            return entries, ()
    except FileNotFoundError:
        return {}, ()
    except (OSError, UnicodeDecodeError):
        pass
    message = "Опись прежней сборки не читается; её документы пока считаются чужими."
    return {}, (codes.BAD_STATE.at(Place(str(manifest)), message, hint="Соберите в новую папку или с --force."),)


def _lines(path: Path) -> Iterator[tuple[str, ManifestEntry]]:
    """Whole lines of a journal; the last one may have been cut off by a kill."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if (found := _line(line.rstrip())) is not None:
                yield found


def _line(text: str) -> tuple[str, ManifestEntry] | None:
    """A document of a manifest or of a journal; None for anything else, and for a path that leads out of the folder."""
    try:
        path, sha256, size, mtime_ns, inputs, school = json.loads(text.rstrip(","))
    except (ValueError, TypeError, RecursionError):
        return None
    texts = all(isinstance(item, str) for item in (path, sha256, inputs, school))
    if not texts or type(size) is not int or type(mtime_ns) is not int:
        return None
    if OUTSIDE.search(path):
        return None
    return path, ManifestEntry(sha256, size, mtime_ns, sys.intern(inputs), sys.intern(school))


def _as_line(path: str, entry: ManifestEntry) -> str:
    return json.dumps([path, entry.sha256, entry.size, entry.mtime_ns, entry.inputs, entry.school], ensure_ascii=False)


def _clear_temporary(out: Path) -> None:
    """Remove the unfinished files of a build that was killed."""
    for folder, _, names in os.walk(out):
        for name in names:
            if TEMPORARY.fullmatch(name):
                (Path(folder) / name).unlink(missing_ok=True)


def save_manifest(out: Path, entries: Mapping[str, ManifestEntry], *, sync: bool = True) -> None:
    """Write the manifest, whole or not at all, then drop the journals that it now contains.

    With `sync` the documents are on the disk before the manifest that names them, and it before the journals go: a
    power cut leaves no manifest of documents that are not there. All of them at once, as one by one takes far longer.
    """
    if sync and hasattr(os, "sync"):  # POSIX
        os.sync()
    manifest = out / STATE / MANIFEST
    temporary = temporary_file(manifest)
    with removed_if_failed(temporary):
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            file.write(HEAD)
            comma = "\n"
            for path in sorted(entries):
                file.write(comma + _as_line(path, entries[path]))
                comma = ",\n"
            file.write(f"\n{TAIL}\n")
            if sync:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(manifest)
    if sync and hasattr(os, "O_DIRECTORY"):  # the new name too; Windows gives no folder to be synced
        folder = os.open(manifest.parent, os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    drop_journals(out)


def drop_journals(out: Path) -> None:
    """Forget the journals: the manifest holds all that they say. A worker that was killed may have left more."""
    journals = list((out / STATE).glob("journal-*"))
    if not all(_is_finished(journal) for journal in journals):
        _clear_temporary(out)
    for journal in journals:
        journal.unlink(missing_ok=True)


def _is_finished(journal: Path) -> bool:
    """Whether a journal was closed."""
    with journal.open("rb") as file:
        file.seek(max(0, journal.stat().st_size - len(END)))
        return file.read() == END.encode()


class Journal:
    """The documents that a running build has written, a line each, kept until the manifest holds them."""

    def __init__(self, out: Path, name: str) -> None:
        self._file = (out / STATE / f"journal-{name}").open("a", encoding="utf-8", buffering=1, newline="\n")

    def note(self, path: str, entry: ManifestEntry) -> None:
        """Add a document; call it before the file is moved to its place."""
        self._file.write(_as_line(path, entry) + "\n")

    def close(self) -> None:
        """End the journal: everything that was begun is done, or undone."""
        self._file.write(END)
        self._file.close()


def is_untouched(file: Path, entry: ManifestEntry) -> bool:
    """Whether a file is still what a build wrote: the same size and time, else the same bytes."""
    try:
        status = file.stat()
        if status.st_size != entry.size:
            return False
        return status.st_mtime_ns == entry.mtime_ns or digest(file.read_bytes()) == entry.sha256
    except (OSError, UnicodeError):
        return False
