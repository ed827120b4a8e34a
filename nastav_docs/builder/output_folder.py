"""Write into the folder of results: whole documents or none, and no file that somebody else wrote or edited.

`OUT/.nastav-docs/` holds the manifest (SQLite), the lock, and the journals of builds that have not finished.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from nastav_docs.builder.journals import STATE, ManifestEntry, is_untouched
from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.files import digest, reason, removed_if_failed, temporary_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from nastav_docs.builder.journals import Journal

Outcome = Literal["written", "unchanged", "kept"]


class FolderBusyError(Exception):
    """Raised when another build is writing into the folder of results."""


@contextlib.contextmanager
def locked(out: Path) -> Iterator[None]:
    """Lock the folder of results for one build, for the `with` block; the folder is made if it is not there.

    Raises FolderBusyError when another build holds it, OSError when the folder cannot be made or written to.
    """
    (out / STATE).mkdir(parents=True, exist_ok=True)
    descriptor = os.open(out / STATE / "lock", os.O_RDWR | os.O_CREAT)
    try:
        try:
            _lock(descriptor)
        except OSError as error:
            if error.errno not in {errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}:
                raise
            raise FolderBusyError(str(out)) from error
        try:
            yield
        finally:
            # Processes forked meanwhile have the descriptor too, so closing ours would not unlock the folder.
            _unlock(descriptor)
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _unlock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


@dataclass(slots=True)
class DocumentWriter:
    """Writes the documents of one build, or of one worker's part of it, into the folder of results.

    `known` are the entries of the manifest by path; `force` overwrites what a person has edited or put there.
    """

    out: Path
    known: Mapping[str, ManifestEntry]
    journal: Journal
    force: bool = False
    _made: set[str] = field(default_factory=set)  # folders

    def put(
        self, path: str, data: bytes, inputs: str, school: str = ""
    ) -> tuple[Outcome, ManifestEntry | None, Diagnostic | None]:
        """Write one document, unless it is there already or a person's work stands in its place.

        `path` is below the folder, `inputs` as in ManifestEntry. Gives what was done, the entry of the path for the
        manifest (None: the file is not ours), and a problem, if any. Raises nothing: an error of the disk is such a
        problem.
        """
        file = os.path.join(self.out, path)  # noqa: PTH118  a Path for each of 100,000 files is a tenth of writing them
        sha256 = digest(data)
        entry = self.known.get(path)
        try:
            current = self._current(file, entry)
            if current == sha256:
                status = os.stat(file)  # noqa: PTH116  as above
                return "unchanged", ManifestEntry(sha256, status.st_size, status.st_mtime_ns, inputs, school), None
            if current is not None and not self.force:
                if entry is None:
                    message = f"Файл «{path}» уже есть, и создала его не программа: он не тронут."
                    return (
                        "kept",
                        None,
                        codes.FOREIGN.at(Place(file), message, hint="Уберите его или соберите с --force."),
                    )
                if current != entry.sha256:
                    if sha256 == entry.sha256:
                        return "kept", entry, None
                    message = f"Файл «{path}» изменён после сборки: он не перезаписан."
                    hint = "Перенесите правку в настройки или соберите с --force."
                    return "kept", entry, codes.EDITED.at(Place(file), message, hint=hint)
            return "written", self._write(file, path, data, (sha256, inputs, school)), None
        except (OSError, UnicodeError) as error:
            why = reason(error)
            return "kept", entry, codes.NOT_WRITTEN.at(Place(file), f"Файл «{path}» не записан: {why}.", text=why)

    def _current(self, file: str, entry: ManifestEntry | None) -> str | None:
        """The SHA-256 of the file that stands in a document's place; None if there is none."""
        if entry is not None and is_untouched(file, entry):
            return entry.sha256
        try:
            with open(file, "rb") as current:  # noqa: PTH123  as above
                return digest(current.read())
        except FileNotFoundError:
            return None

    def _write(self, file: str, path: str, data: bytes, known: tuple[str, str, str]) -> ManifestEntry:
        folder, name = os.path.split(file)
        if folder not in self._made:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103  as above
            self._made.add(folder)
        temporary = os.path.join(folder, temporary_name(name))  # noqa: PTH118  as above
        with removed_if_failed(temporary):
            _make(temporary, data)
            status = os.stat(temporary)  # noqa: PTH116  as above
            sha256, inputs, school = known
            entry = ManifestEntry(sha256, status.st_size, status.st_mtime_ns, inputs, school)
            # Noted first: if the build is killed in between, there is a line without a file, not a file without a line.
            self.journal.note(path, entry)
            os.replace(temporary, file)  # noqa: PTH105  as above
        return entry


NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)  # the last is of Windows


def _make(file: str, data: bytes) -> None:
    """Make a file of some bytes, without the buffer and the questions of `open`, which take a seventh of the time."""
    descriptor = os.open(file, NEW, 0o666)
    try:
        while data:
            data = data[os.write(descriptor, data) :]
    finally:
        os.close(descriptor)
