"""The manifest of a folder of results: what was built there, from what, with which digest."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
from typing import TYPE_CHECKING, Final

from nastav_docs.builder.journals import (
    STATE,
    ManifestEntry,
    clear_temporary,
    drop_journals,
    entry_in,
    is_untouched,
    lines_of,
    stands,
)
from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.files import temporary_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from nastav_docs.registry import KnownRows

MANIFEST: Final = "manifest.sqlite"
VERSION: Final = 2  # of the manifest; 1 is that of an earlier release
COLUMNS: Final = (
    "(path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, "
    "inputs TEXT NOT NULL, school TEXT NOT NULL) WITHOUT ROWID"
)
# What no build has written: paths as in `journals.OUTSIDE`, values of another type.
OUTSIDE_OR_UNTYPED: Final = (
    "path = '' OR substr(path, 1, 1) = '/' OR instr(path, ':') OR instr(path, char(92)) "
    "OR (instr(path, '..') AND instr('/' || path || '/', '/../')) "
    "OR typeof(path) <> 'text' OR typeof(sha256) <> 'text' OR typeof(size) <> 'integer' "
    "OR typeof(mtime_ns) <> 'integer' OR typeof(inputs) <> 'text' OR typeof(school) <> 'text'"
)
# The state of the project of the last build after which every document stood as it said; a build that is not such a one
# leaves no row. A manifest of an earlier release has no such table.
WHOLE: Final = "CREATE TABLE IF NOT EXISTS whole (state TEXT NOT NULL, schools INTEGER NOT NULL)"
# Rows of the registry that were found right, see KnownRows; a manifest of an earlier release has no such table.
ROWS: Final = "CREATE TABLE IF NOT EXISTS rows (digest BLOB PRIMARY KEY, cells TEXT) WITHOUT ROWID"
FEW: Final = 5000  # documents that are asked for one by one
TOGETHER: Final = 500  # schools that are asked for in one go
WAITED: Final = 60.0  # seconds that a reader lets a build write, or a build a reader read
# What SQLite may be refused by the system.
REFUSED: Final = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EACCES,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
}
# The manifest of an earlier release: a document a line, as in the journals.
EARLIER: Final = "manifest.json"
HEAD: Final = '{"version": 1, "columns": ["path", "sha256", "size", "mtime_ns", "inputs", "school"], "documents": ['
TAIL: Final = "]}"


class Manifest:
    """The documents that builds have written into a folder, kept on the disk: a build holds none of them in memory.

    An SQLite file. What the running build writes is noted in a table of its own, and joins the others in one
    transaction at the end (`save`): others may read the folder meanwhile, and a build that was killed alters nothing.
    """

    def __init__(self, out: Path, *, sync: bool = True) -> None:
        """Open the manifest of a folder, also after a build that was killed; what that one left is removed.

        Call it with the folder locked. `problems` tells why an earlier one is not believed; `sync` as in `save`. Raises
        OSError when the folder cannot be written to.
        """
        self._out, self._sync = out, sync
        self.problems: tuple[Diagnostic, ...] = ()
        self.altered = False
        self._others: list[str] | None = None  # documents of schools that did not stand, where they are few
        with _told_as_of_the_system():
            self._file = out / STATE / MANIFEST
            try:
                self._documents = self._opened()
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise  # of the disk, not of the file
                self.problems = (_damaged(self._file),)
                self._file = temporary_file(self._file)
                self._documents = self._opened()
            with _closed_if_failed(self._documents):
                self._take_over()

    def _opened(self) -> sqlite3.Connection:
        """The manifest's file in a transaction. Raises sqlite3.DatabaseError for one that is damaged."""
        if _is_emptied(self._file):
            raise sqlite3.DatabaseError("emptied")
        documents = sqlite3.connect(self._file, timeout=WAITED, isolation_level=None)
        with _closed_if_failed(documents):
            documents.execute(f"PRAGMA synchronous = {'FULL' if self._sync else 'OFF'}")
            documents.execute("BEGIN")
            if documents.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
                documents.execute(f"PRAGMA user_version = {VERSION}")
                documents.execute(f"CREATE TABLE documents {COLUMNS}")
                documents.execute("CREATE INDEX of_school ON documents (school)")
            _believed(documents)
            documents.execute(WHOLE)
            documents.execute(ROWS)
            documents.execute(f"CREATE TEMP TABLE news {COLUMNS}")
            documents.execute("CREATE TEMP TABLE new_rows (digest BLOB, cells TEXT)")
            documents.execute("CREATE TEMP TABLE old_rows (digest BLOB)")
        return documents

    def _take_over(self) -> None:
        """Add what a manifest of an earlier release says, and the journals of a build that was killed."""
        earlier = self._out / STATE / EARLIER
        if earlier.exists():
            entries, problems = _saved(earlier)
            self.problems += problems
            self._put("documents", entries.items())
        journals = sorted((self._out / STATE).glob("journal-*"))
        if journals:
            clear_temporary(self._out, but=self._file)
        for journal in journals:
            # A build killed between noting a document and moving it has left the file that was there before.
            self._put("documents", (one for one in lines_of(journal) if is_untouched(self._out / one[0], one[1])))
        if (earlier.exists() or journals) and not self.problems:
            self.save()

    def get(self, path: str) -> ManifestEntry | None:
        """What the manifest said of a document before this build."""
        found = self._documents.execute("SELECT * FROM documents WHERE path = ?", (path,)).fetchone()
        return None if found is None else ManifestEntry(*found[1:])

    def of_schools(self, schools: Sequence[str]) -> dict[str, dict[str, ManifestEntry]]:
        """The documents of some schools before this build, by school and path; «» is the district."""
        found: dict[str, dict[str, ManifestEntry]] = {school: {} for school in schools}
        for start in range(0, len(schools), TOGETHER):
            some = schools[start : start + TOGETHER]
            asked = f"SELECT * FROM documents WHERE school IN ({', '.join('?' * len(some))}) ORDER BY path"  # noqa: S608 - marks alone
            for path, *entry in self._documents.execute(asked, some):
                found[entry[-1]][path] = ManifestEntry(*entry)
        return found

    def schools(self) -> list[str]:
        """The schools that had documents before this build; «» is the district."""
        return [school for (school,) in self._documents.execute("SELECT DISTINCT school FROM documents")]

    def standing(self, inputs: Iterable[str], wanted: int) -> dict[str, list[str]]:
        """The paths of documents before this build by the `inputs` that they were made from.

        Only of those inputs of which there are as many documents as `wanted`, and each stands as it was written.
        """
        if self._documents.execute("SELECT 1 FROM documents WHERE school <> '' LIMIT 1").fetchone() is None:
            return {}
        found: dict[str, list[str]] = {one: [] for one in inputs}
        fallen: set[str] = set()
        others: list[str] = []
        folder = os.path.join(self._out, "")  # noqa: PTH118  see stands
        asked = "SELECT path, inputs, sha256, size, mtime_ns FROM documents WHERE school <> '' ORDER BY path"
        for path, made, sha256, size, mtime_ns in self._documents.execute(asked):
            if (paths := found.get(made)) is None:
                others.append(path)
            elif stands(folder + path, sha256, size, mtime_ns):
                paths.append(path)
            else:
                fallen.add(made)
        whole = {made: paths for made, paths in found.items() if len(paths) >= wanted and made not in fallen}
        if not fallen and len(others) < FEW and not any(found[made] for made in found.keys() - whole.keys()):
            self._others = others
        return whole

    def paths(self, *, but_standing: bool = False) -> Iterator[tuple[str, str]]:
        """The path of each document before this build, and its school; perhaps without those that `standing` gave."""
        if but_standing and self._others is not None:
            known = ((path, self.get(path)) for path in self._others)
            yield from ((path, entry.school) for path, entry in known if entry is not None)
            yield from ((path, "") for path in self.of_schools([""])[""])
        else:
            yield from self._documents.execute("SELECT path, school FROM documents ORDER BY path")

    def note(self, entries: Mapping[str, ManifestEntry]) -> None:
        """Set the entries of documents, by path; they are on the disk only after `save`."""
        if entries:
            self.altered = True
            self._put("news", entries.items())

    def keep_rows(self, known: KnownRows) -> None:
        """Keep the rows of the registry that were found right, in place of those that it has no more."""
        if known.was_read and (known.found or known.before):
            self.altered = True
            self._documents.executemany("INSERT INTO new_rows VALUES (?, ?)", known.found.items())
            self._documents.executemany("INSERT INTO old_rows VALUES (?)", ((one,) for one in known.before))
            known.found.clear()
            known.before.clear()

    def forget(self, path: str) -> None:
        """Remove the entry of a document that is no more."""
        self.altered = True
        self._documents.execute("DELETE FROM documents WHERE path = ?", (path,))

    def save(self, state: str = "", schools: int = 0) -> None:
        """Write what was noted, whole or not at all, then drop the journals that the manifest now contains.

        `state` is that of the project, where every document of all its `schools` now stands as it says.

        With `sync` the documents are on the disk before the manifest that names them, and it before the journals go: a
        power cut leaves no manifest of documents that are not there. All of them at once, as one by one takes far
        longer. Raises OSError when it cannot be written.
        """
        if self._sync and hasattr(os, "sync"):  # POSIX
            os.sync()
        manifest = self._out / STATE / MANIFEST
        with _told_as_of_the_system():
            self._documents.execute("INSERT OR REPLACE INTO documents SELECT * FROM news ORDER BY path")
            self._documents.execute("DELETE FROM news")
            self._documents.execute("DELETE FROM rows WHERE digest IN old_rows")
            self._documents.execute("INSERT OR REPLACE INTO rows SELECT * FROM new_rows ORDER BY digest")
            self._documents.execute("DELETE FROM whole")
            if state:
                self._documents.execute("INSERT INTO whole VALUES (?, ?)", (state, schools))
            self._documents.execute("COMMIT")
            if self._file != manifest:  # a new one in the place of a damaged one
                self._documents.close()
                self._file.replace(manifest)
                manifest.with_name(f"{MANIFEST}-journal").unlink(missing_ok=True)
                self._file = manifest
                self._documents = self._opened()
            else:
                self._documents.execute("BEGIN")
        self.altered = False
        (self._out / STATE / EARLIER).unlink(missing_ok=True)
        drop_journals(self._out)

    def close(self) -> None:
        """Let go of the file; what was not saved is forgotten."""
        self._documents.close()
        if self._file.name != MANIFEST or _is_emptied(self._file):
            self._file.unlink(missing_ok=True)

    def _put(self, table: str, entries: Iterable[tuple[str, ManifestEntry]]) -> None:
        rows = ((path, *entry) for path, entry in entries)
        self._documents.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?, ?, ?, ?)", rows)  # noqa: S608 - one of our two


def built_documents(out: Path, school: str | None = None) -> dict[str, ManifestEntry]:
    """The documents that builds have written into a folder, by path, as its manifest has them; nothing is locked.

    Of all schools and the district, or of one `school` alone; «» is the district.
    """
    if not (out / STATE / MANIFEST).is_file():
        return _earlier(out, school)
    try:
        with contextlib.closing(sqlite3.connect(out / STATE / MANIFEST, timeout=WAITED)) as documents:
            if documents.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
                return _earlier(out, school)  # the first build is under way
            _believed(documents)
            asked = "SELECT * FROM documents WHERE ?1 IS NULL OR school = ?1 ORDER BY path"
            return {path: ManifestEntry(*entry) for path, *entry in documents.execute(asked, (school,))}
    except sqlite3.Error:
        return {}


def untouched_since(out: Path, state: str) -> tuple[int, tuple[str, ...]] | None:
    """The number of schools of the last build and the paths of all documents, where it was of this state of a project.

    None where the last build was of another state or of a part of the documents, was killed, has no manifest that can
    be believed, or where a document is no longer as it was written. Call it with the folder locked.
    """
    manifest = out / STATE / MANIFEST
    if not manifest.is_file() or any(manifest.parent.glob("journal-*")) or manifest.with_name(EARLIER).exists():
        return None
    paths: list[str] = []
    folder = os.path.join(out, "")  # noqa: PTH118  see stands
    try:
        with contextlib.closing(sqlite3.connect(manifest, timeout=WAITED)) as documents:
            schools = documents.execute("SELECT schools FROM whole WHERE state = ?", (state,)).fetchone()
            if schools is None:
                return None
            _believed(documents)
            asked = "SELECT path, sha256, size, mtime_ns FROM documents ORDER BY path"
            for path, sha256, size, mtime_ns in documents.execute(asked):
                if not stands(folder + path, sha256, size, mtime_ns):
                    return None
                paths.append(path)
    except sqlite3.Error:
        return None
    return int(schools[0]), tuple(paths)


def rows_kept(out: Path) -> dict[bytes, str | None]:
    """The rows of the registry that the last builds into a folder found right: see KnownRows; nothing is locked."""
    manifest = out / STATE / MANIFEST
    if not manifest.is_file():
        return {}
    try:
        with contextlib.closing(sqlite3.connect(manifest, timeout=WAITED)) as documents:
            if documents.execute("SELECT 1 FROM sqlite_master WHERE name = 'rows'").fetchone() is None:
                return {}
            asked = "SELECT * FROM rows WHERE typeof(digest) = 'blob' AND typeof(cells) IN ('text', 'null')"
            return dict(documents.execute(asked))
    except sqlite3.Error:
        return {}


def _earlier(out: Path, school: str | None) -> dict[str, ManifestEntry]:
    """The documents by the manifest of an earlier release."""
    entries, _ = _saved(out / STATE / EARLIER)
    return {path: entry for path, entry in entries.items() if school in {None, entry.school}}


def _is_emptied(file: Path) -> bool:
    """Whether a file has nothing in it, and no build that was killed could have left it so: there is no journal."""
    return file.exists() and not file.stat().st_size and not any(file.parent.glob("journal-*"))


def _believed(documents: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError for a file damaged, of another release, or that names what no build has written."""
    if documents.execute("PRAGMA user_version").fetchone() != (VERSION,):
        raise sqlite3.DatabaseError("of another release or program")
    if documents.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
        raise sqlite3.DatabaseError("damaged")
    if documents.execute(f"SELECT 1 FROM documents WHERE {OUTSIDE_OR_UNTYPED} LIMIT 1").fetchone():  # noqa: S608 - constant
        raise sqlite3.DatabaseError("of files that no build has written")


@contextlib.contextmanager
def _closed_if_failed(documents: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        documents.close()
        raise


@contextlib.contextmanager
def _told_as_of_the_system() -> Iterator[None]:
    """What SQLite says of the disk as the OSError that a file of ours would have met."""
    try:
        yield
    except sqlite3.Error as error:
        number = REFUSED.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, errno.EIO)
        raise OSError(number, str(error)) from error


def _damaged(manifest: Path) -> Diagnostic:
    message = "Опись прежней сборки не читается; её документы пока считаются чужими."
    return codes.BAD_STATE.at(Place(str(manifest)), message, hint="Соберите в новую папку или с --force.")


def _saved(manifest: Path) -> tuple[dict[str, ManifestEntry], tuple[Diagnostic, ...]]:
    """The entries of a manifest of an earlier release, a line each, or the problem for which it is not read."""
    try:
        with manifest.open(encoding="utf-8") as lines:
            whole = lines.readline().rstrip() == HEAD
            entries, last = {}, ""
            for line in lines:
                last = line.rstrip()
                if (found := entry_in(last)) is not None:
                    entries[found[0]] = found[1]
                elif last != TAIL:
                    whole = False
        if whole and last == TAIL:
            return entries, ()
    except FileNotFoundError:
        return {}, ()
    except (OSError, UnicodeDecodeError):
        pass
    return {}, (_damaged(manifest),)
