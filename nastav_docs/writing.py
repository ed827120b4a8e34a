"""The folder of results: whole documents or none, a manifest of what is ours, and nobody else's file touched.

`OUT/.nastav-docs/` holds the manifest (JSON), the lock, and the journals of builds that have not finished.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from nastav_docs.codes import building as codes
from nastav_docs.diagnostics import Diagnostic, Place

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
            if error.errno not in {errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}:
                raise
            raise FolderBusyError(str(out)) from error
        try:
            yield
        finally:
            # Processes forked meanwhile (a pool of the caller's) have the descriptor too: closing ours frees nothing.
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


def digest(data: bytes) -> str:
    """SHA-256 as hexadecimal text."""
    return hashlib.sha256(data).hexdigest()


def read_manifest(out: Path) -> tuple[dict[str, Entry], tuple[Diagnostic, ...]]:
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


def _saved(manifest: Path) -> tuple[dict[str, Entry], tuple[Diagnostic, ...]]:
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


def _lines(path: Path) -> Iterator[tuple[str, Entry]]:
    """Whole lines of a journal; the last one may have been cut off by a kill."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if (found := _line(line.rstrip())) is not None:
                yield found


def _line(text: str) -> tuple[str, Entry] | None:
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
    return path, Entry(sha256, size, mtime_ns, sys.intern(inputs), sys.intern(school))


def _as_line(path: str, entry: Entry) -> str:
    return json.dumps([path, entry.sha256, entry.size, entry.mtime_ns, entry.inputs, entry.school], ensure_ascii=False)


def _clear_temporary(out: Path) -> None:
    """Remove the unfinished files of a build that was killed."""
    for folder, _, names in os.walk(out):
        for name in names:
            if TEMPORARY.fullmatch(name):
                (Path(folder) / name).unlink(missing_ok=True)


def save_manifest(out: Path, entries: Mapping[str, Entry]) -> None:
    """Write the manifest, whole or not at all, then drop the journals that it now contains."""
    manifest = out / STATE / MANIFEST
    temporary = _temporary(manifest)
    with _removed_if_failed(temporary):
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            file.write(HEAD)
            comma = "\n"
            for path in sorted(entries):
                file.write(comma + _as_line(path, entries[path]))
                comma = ",\n"
            file.write(f"\n{TAIL}\n")
        temporary.replace(manifest)
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


def _temporary(file: Path) -> Path:
    """A name beside a file, of a fixed length whatever the file's own."""
    return file.with_name(f".~{os.getpid()}~{digest(file.name.encode())[:16]}.tmp")


@contextlib.contextmanager
def _removed_if_failed(temporary: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError, UnicodeError):
            temporary.unlink(missing_ok=True)
        raise


def replace_file(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it there: a reader sees the old bytes or the new, never a part."""
    temporary = _temporary(path)
    with _removed_if_failed(temporary):
        temporary.write_bytes(data)
        temporary.replace(path)


class Journal:
    """The documents that a running build has written, a line each, kept until the manifest holds them."""

    def __init__(self, out: Path, name: str) -> None:
        self._file = (out / STATE / f"journal-{name}").open("a", encoding="utf-8", buffering=1, newline="\n")

    def note(self, path: str, entry: Entry) -> None:
        """Add a document; call it before the file is moved to its place."""
        self._file.write(_as_line(path, entry) + "\n")

    def close(self) -> None:
        """End the journal: everything that was begun is done, or undone."""
        self._file.write(END)
        self._file.close()


def is_untouched(file: Path, entry: Entry) -> bool:
    """Whether a file is still what a build wrote: the same size and time, else the same bytes."""
    try:
        status = file.stat()
        if status.st_size != entry.size:
            return False
        return status.st_mtime_ns == entry.mtime_ns or digest(file.read_bytes()) == entry.sha256
    except (OSError, UnicodeError):
        return False


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
        """Write one document, unless it is there already or a person's work stands in its place.

        Gives what was done, what the manifest is to say of the path (None: it is not ours), and a problem to tell.
        """
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
        except (OSError, UnicodeError) as error:
            why = reason(error)
            return "kept", entry, codes.NOT_WRITTEN.at(place, f"Файл «{path}» не записан: {why}.", text=why)

    def _current(self, file: Path, entry: Entry | None) -> str | None:
        """SHA-256 of what stands in a document's place; None when nothing does."""
        if entry is not None and is_untouched(file, entry):
            return entry.sha256
        return digest(file.read_bytes()) if file.exists() else None

    def _write(self, file: Path, path: str, data: bytes, known: tuple[str, str, str]) -> Entry:
        temporary = _temporary(file)
        with _removed_if_failed(temporary):
            temporary.write_bytes(data)
            status = temporary.stat()
            sha256, inputs, school = known
            entry = Entry(sha256, status.st_size, status.st_mtime_ns, inputs, school)
            # Noted first: a kill between the two leaves a line without a file, never a file that looks foreign.
            self.journal.note(path, entry)
            temporary.replace(file)
        return entry


REASONS: Final = {
    "ENOSPC": "на диске нет места",
    "EDQUOT": "исчерпана квота диска",
    "EFBIG": "файл больше, чем разрешает система",
    "EACCES": "нет прав на запись, или файл открыт в Word",
    "EPERM": "нет прав на запись, или файл открыт в Word",
    "EBUSY": "файл занят другой программой",
    "EROFS": "папка только для чтения",
    "ENOENT": "такого файла нет",
    "ENAMETOOLONG": "имя слишком длинное",
    "ENOTDIR": "на месте папки стоит файл",
    "EEXIST": "на месте папки стоит файл",
    "EISDIR": "на месте файла стоит папка",
    "EIO": "диск не отвечает",
    "ENOLCK": "диск не умеет закрывать папку для других сборок",
}


def reason(error: OSError | UnicodeError) -> str:
    """Why the system refused, in words."""
    if isinstance(error, UnicodeError):
        return "в кодировке системы нет букв этого имени; задайте переменную PYTHONUTF8=1"
    return REASONS.get(errno.errorcode.get(error.errno or 0, ""), error.strerror or str(error))
