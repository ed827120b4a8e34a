"""The manifest of a folder of results: what was built there, from what, with which digest."""

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
# A document a line, as in the journals, so that 120,000 of them are read without the whole text in memory.
HEAD: Final = '{"version": 1, "columns": ["path", "sha256", "size", "mtime_ns", "inputs", "school"], "documents": ['
TAIL: Final = "]}"
END: Final = "[]\n"  # the last line of a journal that was closed
# The names of temporary files; a killed build may leave one beside a document.
TEMPORARY: Final = re.compile(r"\.~\d+~[0-9a-f]{16}\.tmp")
# Paths that no build has written: they lead out of the folder, or would on Windows.
OUTSIDE: Final = re.compile(r"^/|^$|[\\:]|(?:^|/)\.\.(?:/|$)")
# An entry is read 120,000 times: `json.loads` looks for white space around each, and takes twice as long.
_READ: Final = json.JSONDecoder().raw_decode
_KINDS: Final = (str, str, int, int, str, str)


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """What the manifest says of a document: SHA-256, size and time of the file as written, `inputs` it was made from.

    `inputs` is a digest (see `inputs`); `school` is the id of its school, empty for a document of the district.
    """

    sha256: str
    size: int
    mtime_ns: int
    inputs: str
    school: str = ""


def read_manifest(out: Path) -> tuple[dict[str, ManifestEntry], tuple[Diagnostic, ...]]:
    """The entries of the documents in a folder, by path, also of a build that was killed.

    What that one left is removed. Call it with the folder locked. Raises OSError when the folder cannot be written to.
    """
    entries, problems = _saved(out / STATE / MANIFEST)
    journals = sorted((out / STATE).glob("journal-*"))
    if journals:
        _clear_temporary(out)
        for journal in journals:
            for path, entry in _lines(journal):
                # A build killed between noting a document and moving it has left the file that was there before.
                if is_untouched(out / path, entry):
                    entries[path] = entry
        if not problems:
            save_manifest(out, entries)
    return entries, problems


def built_documents(out: Path) -> dict[str, ManifestEntry]:
    """The documents that builds have written into a folder, by path, as its manifest has them; nothing is locked."""
    return _saved(out / STATE / MANIFEST)[0]


def _saved(manifest: Path) -> tuple[dict[str, ManifestEntry], tuple[Diagnostic, ...]]:
    """The entries of the manifest's file, or the problem for which it is not read."""
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
    """The entries of a journal; its last line may have been cut off."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if (found := _line(line.rstrip())) is not None:
                yield found


def _line(text: str) -> tuple[str, ManifestEntry] | None:
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
    """Delete the journals, when the manifest holds all that they say; a worker that was killed may have left more."""
    journals = list((out / STATE).glob("journal-*"))
    if not all(_is_finished(journal) for journal in journals):
        _clear_temporary(out)
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
        self._file.write(_as_line(path, entry) + "\n")

    def close(self) -> None:
        """Add the line that says that every file begun was written or given up."""
        self._file.write(END)
        self._file.close()


def is_untouched(file: Path | str, entry: ManifestEntry) -> bool:
    """Whether a file is still what a build wrote: of the same size and time, else with the same bytes."""
    try:
        status = os.stat(file)  # noqa: PTH116  120,000 paths are asked for as texts
        if status.st_size != entry.size:
            return False
        return status.st_mtime_ns == entry.mtime_ns or digest(Path(file).read_bytes()) == entry.sha256
    except (OSError, UnicodeError):
        return False
