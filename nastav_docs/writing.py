"""The folder of results: whole documents or none, a manifest of what is ours, and nobody else's file touched.

`OUT/.nastav-docs/` holds the manifest (JSON), the lock, and the journals of builds that have not finished.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final, Literal

from nastav_docs.codes import building as codes
from nastav_docs.diagnostics import Diagnostic, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

STATE: Final = ".nastav-docs"
MANIFEST: Final = "manifest.json"
VERSION: Final = 1
Outcome = Literal["written", "unchanged", "kept"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest knows of a document: `size` and `mtime_ns` of the file as written, `inputs` made it so.

    `school` is the id of the school it is of, empty for the district's own.
    """

    sha256: str
    size: int
    mtime_ns: int
    inputs: str
    school: str = ""


class FolderBusyError(Exception):
    """Another build is writing into the folder."""


@contextlib.contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the folder of results for one build.

    Raises FolderBusyError when another build holds it, OSError when the folder cannot be made or written to.
    """
    (out / STATE).mkdir(parents=True, exist_ok=True)
    descriptor = os.open(out / STATE / "lock", os.O_RDWR | os.O_CREAT)
    try:
        try:
            _lock(descriptor)
        except OSError as error:
            raise FolderBusyError(str(out)) from error
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def digest(data: bytes) -> str:
    """SHA-256 as hexadecimal text."""
    return hashlib.sha256(data).hexdigest()


def read_manifest(out: Path) -> tuple[dict[str, Entry], tuple[Diagnostic, ...]]:
    """The documents that earlier builds wrote, those of unfinished builds too."""
    entries: dict[str, Entry] = {}
    problems: list[Diagnostic] = []
    manifest = out / STATE / MANIFEST
    try:
        data = json.loads(manifest.read_bytes())
        entries = {path: Entry(**entry) for path, entry in data["documents"].items()}
    except FileNotFoundError:
        pass
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        message = "Опись прежней сборки не читается; её документы пока считаются чужими."
        problems.append(codes.BAD_STATE.at(Place(str(manifest)), message, hint="Соберите в новую папку или с --force."))
    for journal in sorted((out / STATE).glob("journal-*")):
        entries.update(_read_journal(journal))
    return entries, tuple(problems)


def _read_journal(path: Path) -> dict[str, Entry]:
    """Whole lines of a journal; the last one may have been cut off by a kill."""
    entries: dict[str, Entry] = {}
    for line in path.read_text("utf-8", errors="replace").splitlines():
        try:
            name, *rest = json.loads(line)
            entries[name] = Entry(*rest)
        except (ValueError, TypeError):
            continue
    return entries


def save_manifest(out: Path, entries: Mapping[str, Entry]) -> None:
    """Write the manifest, whole or not at all, then drop the journals that it now contains."""
    documents = {path: asdict(entries[path]) for path in sorted(entries)}
    text = json.dumps({"version": VERSION, "documents": documents}, ensure_ascii=False, indent=0)
    replace_file(out / STATE / MANIFEST, text.encode())
    for journal in (out / STATE).glob("journal-*"):
        journal.unlink()


def replace_file(path: Path, data: bytes) -> os.stat_result:
    """Write a file beside its place and move it there: a reader sees the old bytes or the new, never a part."""
    temporary = path.with_name(f".~{os.getpid()}~{path.name[-80:]}.tmp")
    try:
        temporary.write_bytes(data)
        status = temporary.stat()
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return status


class Journal:
    """The documents that a running build has written, a line each, kept until the manifest holds them."""

    def __init__(self, out: Path, name: str) -> None:
        self._file = (out / STATE / f"journal-{name}").open("a", encoding="utf-8", buffering=1)

    def note(self, path: str, entry: Entry) -> None:
        """Add a document; call it before the file is moved to its place."""
        self._file.write(
            json.dumps([path, entry.sha256, entry.size, entry.mtime_ns, entry.inputs, entry.school]) + "\n"
        )

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def is_untouched(file: Path, entry: Entry) -> bool:
    """Whether a file is still what a build wrote: the same size and time, else the same bytes."""
    try:
        status = file.stat()
    except OSError:
        return False
    if status.st_size != entry.size:
        return False
    return status.st_mtime_ns == entry.mtime_ns or digest(file.read_bytes()) == entry.sha256


@dataclass(slots=True)
class Shelf:
    """Puts the documents of one build (or of one worker's part of it) into the folder of results."""

    out: Path
    known: Mapping[str, Entry]
    journal: Journal
    force: bool = False

    def put(
        self, path: str, data: bytes, inputs: str, school: str = ""
    ) -> tuple[Outcome, Entry | None, Diagnostic | None]:
        """Write one document, unless it is there already or a person's work stands in its place."""
        file = self.out / path
        place = Place(str(file))
        sha256 = digest(data)
        entry = self.known.get(path)
        try:
            current = self._current(file, entry)
            if current == sha256:
                status = file.stat()
                return "unchanged", Entry(sha256, status.st_size, status.st_mtime_ns, inputs, school), None
            if current is not None and not self.force:
                if entry is None:
                    message = f"Файл «{path}» уже есть, и создала его не программа: он не тронут."
                    return "kept", None, codes.FOREIGN.at(place, message, hint="Уберите его или соберите с --force.")
                if current != entry.sha256:
                    if sha256 == entry.sha256:
                        return "kept", entry, None
                    message = f"Файл «{path}» изменён после сборки: он не перезаписан."
                    hint = "Перенесите правку в настройки или соберите с --force."
                    return "kept", entry, codes.EDITED.at(place, message, hint=hint)
            file.parent.mkdir(parents=True, exist_ok=True)
            return "written", self._write(file, path, data, (sha256, inputs, school)), None
        except OSError as error:
            return "kept", entry, codes.NOT_WRITTEN.at(place, f"Файл «{path}» не записан: {reason(error)}.")

    def _current(self, file: Path, entry: Entry | None) -> str | None:
        """SHA-256 of what stands in a document's place; None when nothing does."""
        if entry is not None and is_untouched(file, entry):
            return entry.sha256
        return digest(file.read_bytes()) if file.exists() else None

    def _write(self, file: Path, path: str, data: bytes, known: tuple[str, str, str]) -> Entry:
        temporary = file.with_name(f".~{os.getpid()}~{file.name[-80:]}.tmp")
        try:
            temporary.write_bytes(data)
            status = temporary.stat()
            sha256, inputs, school = known
            entry = Entry(sha256, status.st_size, status.st_mtime_ns, inputs, school)
            # Noted first: a kill between the two leaves a line without a file, never a file that looks foreign.
            self.journal.note(path, entry)
            temporary.replace(file)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        return entry


REASONS: Final = {
    "ENOSPC": "на диске нет места",
    "EDQUOT": "исчерпана квота диска",
    "EACCES": "нет прав на запись, или файл открыт в Word",
    "EPERM": "нет прав на запись, или файл открыт в Word",
    "EROFS": "папка только для чтения",
    "ENAMETOOLONG": "имя слишком длинное",
    "ENOTDIR": "на месте папки стоит файл",
    "EISDIR": "на месте файла стоит папка",
}


def reason(error: OSError) -> str:
    """Why the system refused, in words."""
    import errno  # noqa: PLC0415  needed only when something has failed

    return REASONS.get(errno.errorcode.get(error.errno or 0, ""), error.strerror or str(error))
