"""What the page does with the folder that it shows: reads, checks, saves, builds. Nothing here knows of a browser."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import tempfile
import threading
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nastav_docs.authoring import start
from nastav_docs.builder import build, built_documents, pack, write_pdf
from nastav_docs.config import (
    Edit,
    YamlMapping,
    check_deadlines,
    check_indicators,
    check_references,
    edited,
    is_workbook,
    joined,
    load,
    own_file,
    read_bytes,
    read_layer,
    shown,
    stands_in,
    workbooks_in,
)
from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.files import DISK, advice, digest, reason, replace_file, wrong_file_name
from nastav_docs.page.kept_project import KeptProject
from nastav_docs.page.mending import FileLine, lines_around, with_lines
from nastav_docs.page.pictures import Pictures, private
from nastav_docs.page.posted import changes, path_at
from nastav_docs.page.registry_cells import problems_by_cell
from nastav_docs.registry import RegistrySettings, read_table, with_cells
from nastav_docs.review import check, lint, with_corrections, write_copies

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nastav_docs.builder import PackReport, PdfReport, Report
    from nastav_docs.config import Project
    from nastav_docs.page.fields import Path as FieldPath
    from nastav_docs.registry import RegistryTable

CHECKED: Final = (".docx", ".txt", ".md")  # what may be dropped on the page
REGISTRY: Final = "schools.xlsx"  # as `start` calls it
KEPT: Final = 8  # copies of checked papers that wait for being taken away


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save: nothing to do, done, or refused with the problems; `typed` waits for another try."""

    done: bool
    problems: tuple[Diagnostic, ...] = ()
    stuck: tuple[FieldPath, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """A paper that was dropped on the page: its name, what was found, keys of the copies to be taken away."""

    name: str
    found: tuple[Diagnostic, ...]
    annotated: str = ""
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A document of the folder of results: its school, its file, path and file of the PDF beside it, where they are."""

    school: str
    file: Path | None
    pdf: str = ""
    pdf_file: Path | None = None


@dataclass(slots=True)
class Workspace:
    """A folder of settings, the folder of its documents, and what the page has done since it was opened.

    A save waits for no check: one lock is for what takes seconds and compiles templates (`busy`), one for the files of
    the settings (`saving`); what only reads waits for nobody.
    """

    folder: Path
    out: Path
    busy: threading.RLock = field(default_factory=threading.RLock)
    saving: threading.RLock = field(default_factory=threading.RLock)
    report: Report | None = None
    pdfs: PdfReport | None = None
    packs: PackReport | None = None
    pictures: Pictures = field(default_factory=Pictures)
    last: tuple[Path, bytes, str] | None = None  # the last save: its file, the bytes before, the digest after
    copies: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    _checked: tuple[str, tuple[Diagnostic, ...]] = ("", ())
    _project: KeptProject = field(init=False)

    def __post_init__(self) -> None:
        """Keep the project of the folder from one request to the next."""
        self._project = KeptProject(self.folder)

    @property
    def file(self) -> Path:
        """The district's own file, the only one of the settings that the page writes."""
        given = self.folder
        return Path(os.path.realpath(own_file(given) if given.is_dir() or not given.suffix else given))

    def project(self) -> Project:
        """The project as its files are now."""
        return self._project.now()

    def prepare(self) -> None:
        """Read what every page shows, and load what reads it, before a browser has asked for any."""
        with contextlib.suppress(OSError):  # the page that is asked for tells what cannot be read
            self.table()

    # -------------------------------------------------------------------------------------------------- settings

    @property
    def book(self) -> Path | None:
        """The workbook of settings that shares them with the district's own file of YAML; None where there is none."""
        if is_workbook(self.file) or not self.folder.is_dir():
            return None
        return next(iter(workbooks_in(self.folder)), None)

    def own(self) -> tuple[bytes, YamlMapping | None]:
        """The bytes of the district's own file, and the tree of it and of the workbook beside it; None: unreadable."""
        data = DISK.read(self.file)
        if is_workbook(self.file):
            return data, read_layer(self.file, shown(self.file), DISK)[0]
        tree = read_bytes(data, shown(self.file))[0]
        if (book := self.book) is None or tree is None:
            return data, tree
        beside = read_layer(book, shown(book), DISK)[0]
        return data, None if beside is None else joined(tree, beside)[0]

    def state(self) -> str:
        """The digest of the files that the forms show: a save from older ones is refused."""
        data = DISK.read(self.file)
        return digest(data if (book := self.book) is None else data + DISK.read(book))

    def save(self, form: Mapping[str, str], known: str) -> Saved:
        """Write what a form has changed into the district's own file, if it still is the one with the digest `known`.

        Raises ValueError for names that no form has made, OSError where the file cannot be read.
        """
        with self.saving:
            if self.state() != known:
                return Saved(done=False, problems=(_changed_meanwhile(self.file),))
            file, data, made, stuck = self._edited(form)
            if isinstance(made, Diagnostic):
                return Saved(done=False, problems=(made,), stuck=stuck)
            return self._written(file, data, made, stuck)

    def _edited(self, form: Mapping[str, str]) -> tuple[Path, bytes, bytes | Diagnostic, tuple[FieldPath, ...]]:
        """The file where changed values stand, its bytes before and after (or why it stays so), values not changed."""
        data, own = self.own()
        merged = self.project().tree
        if merged is None or own is None:
            problem = codes.NOT_EDITED.at(Place(shown(self.file)), "Файл не читается: сначала исправьте его.")
            return self.file, data, problem, ()
        edits, stuck = changes(form, merged, own)
        file = self._home(edits)
        if isinstance(file, Diagnostic):
            return self.file, data, file, ()
        if not is_workbook(file):
            return file, data, edited(data, shown(file), edits), stuck
        from nastav_docs.config.workbook import edited_book  # noqa: PLC0415  loads openpyxl

        data = DISK.read(file)
        if is_open_elsewhere(file):
            message = f"Книга «{file.name}» открыта в Excel или LibreOffice."
            hint = "Сохраните и закройте её там, обновите страницу и внесите правку ещё раз."
            return file, data, codes.NOT_EDITED.at(Place(shown(file)), message, hint=hint), ()
        return file, data, edited_book(data, shown(file), edits), stuck

    def _home(self, edits: Sequence[Edit]) -> Path | Diagnostic:
        """The file in which the sections of some edits stand: each section has one, and one save writes one file."""
        layer = None if (book := self.book) is None else read_layer(book, shown(book), DISK)[0]
        if book is None or layer is None:
            return self.file
        there = [edit for edit in edits if stands_in(edit.path, layer)]
        if not there:
            return self.file
        if len(there) == len(edits):
            return book
        of_book, of_yaml = (
            "», «".join(dict.fromkeys(str(edit.path[0]) for edit in edits if (edit in there) is inside))
            for inside in (True, False)
        )
        message = (
            f"Правки стоят в двух файлах: «{of_book}» – в книге «{book.name}», «{of_yaml}» – в «{self.file.name}»."
        )
        hint = "Внесите и сохраните сначала одни, потом другие."
        return codes.NOT_EDITED.at(Place(shown(self.file)), message, hint=hint)

    def _written(self, file: Path, before: bytes, after: bytes, stuck: tuple[FieldPath, ...] = ()) -> Saved:
        try:
            if after != before:
                if DISK.read(file) != before:
                    return Saved(done=False, problems=(_changed_meanwhile(file),))
                replace_file(file, after)
                self.last = file, before, digest(after)
        except OSError as error:
            message = f"Файл «{file.name}» не записан: {reason(error)}."
            return Saved(done=False, problems=(codes.NOT_WRITTEN.at(Place(str(file)), message, hint=advice(error)),))
        return Saved(done=True, stuck=stuck)

    def undo(self) -> Saved:
        """Write the file of the last save back as it was before, if nobody has changed it since."""
        with self.saving:
            if self.last is None:
                return Saved(done=False)
            file, before, after = self.last
            now = DISK.read(file)
            if digest(now) != after:
                return Saved(done=False, problems=(_changed_meanwhile(file),))
            saved = self._written(file, now, before)
            self.last = None if saved.done else self.last
            return saved

    def fault(self, line: int = 0) -> tuple[Diagnostic | None, tuple[FileLine, ...], str]:
        """Why the settings cannot be read (None: they can), the lines about it in the own file, that file's digest.

        `line` asks for the lines about another one: an open quote is noticed far below it.
        """
        project = self.project()
        if project.tree is not None and self.own()[1] is not None:
            return None, (), ""
        problem = next((one for one in project.problems if one.place is not None), next(iter(project.problems), None))
        try:
            data = DISK.read(self.file)
        except OSError:
            return problem, (), ""
        place = None if problem is None else problem.place
        mine = place is not None and place.file == shown(project.file) and not is_workbook(self.file)
        lines = lines_around(data, line or place.line, place.line) if place is not None and mine else ()
        return problem, lines, digest(data)

    def mend(self, lines: Mapping[int, str], known: str) -> Saved:
        """Write single lines of the own file that cannot be read, if it still is the one with the digest `known`.

        Raises ValueError for lines that it does not have.
        """
        with self.saving:
            data = DISK.read(self.file)
            if digest(data) != known:
                return Saved(done=False, problems=(_changed_meanwhile(self.file),))
            return self._written(self.file, data, with_lines(data, lines))

    def checked_form(self, form: Mapping[str, str]) -> dict[FieldPath, list[Diagnostic]]:
        """What would be wrong with the settings after a save, by the path of the value; `()` for the rest."""
        file, _, made, _ = self._edited(form)
        if isinstance(made, Diagnostic):
            return {(): [made]}
        return self.problems_by_field(load(self.folder, edited={self._given_file if file == self.file else file: made}))

    @property
    def _given_file(self) -> Path:
        """The district's own file as `load` names it."""
        return own_file(self.folder) if self.folder.is_dir() or not self.folder.suffix else self.folder

    def problems_by_field(self, project: Project) -> dict[FieldPath, list[Diagnostic]]:
        """What is wrong with the values of a project, by their paths; of its templates and documents nothing."""
        found: list[Diagnostic] = list(project.problems)
        if project.config is not None and project.tree is not None:
            found += check_references(project.config, project.tree)
            found += check_deadlines(project.config, project.tree)
            found += check_indicators(project.config, project.tree)
        by_path: dict[FieldPath, list[Diagnostic]] = {}
        for problem in dict.fromkeys(found):
            path: FieldPath = ()
            if problem.place is not None and project.tree is not None and not problem.place.words:
                path = path_at(project.tree, problem.place.file, problem.place.line, problem.place.column)
            by_path.setdefault(path, []).append(problem)
        return by_path

    def findings(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong with the project; kept until one of its files changes."""
        project = self.project()
        state = hashlib.sha256(repr(sorted(project.snapshot.contents.items())).encode()).hexdigest()
        with self.busy:
            if self._checked[0] != state:
                self._checked = state, check(project)
            return self._checked[1]

    # --------------------------------------------------------------------------------------------------- schools

    def registry(self, project: Project) -> tuple[Path, bytes, RegistrySettings] | None:
        """The file of the registry with what the settings say of it; None without one that is there."""
        file = project.registry
        if file is None or project.config is None or project.config.schools is None:
            return None
        record = project.config.schools
        columns = {key: (title, project.place("schools", "columns", key)) for key, title in record.columns.items()}
        try:
            data = DISK.read(file)
        except OSError:
            return None
        return file, data, RegistrySettings(record.sheet or None, columns, record.mobile)

    def table(self) -> tuple[RegistryTable | None, str, dict[tuple[int, int], list[Diagnostic]]]:
        """The table of schools as written, its file's digest, and what is wrong by row and column (-1: the row)."""
        found = self.registry(self.project())
        if found is None:
            return None, "", {}
        file, data, asked = found
        table = read_table(data, str(file), asked)
        return table, digest(data), problems_by_cell(file, data, asked)

    def new_registry(self) -> Saved:
        """Put an empty registry beside the settings, unless one is there already, and name it in them."""
        with self.saving:
            data, own = self.own()
            if is_workbook(self.file):
                message = f"Школы – на листе «Школы» книги «{self.file.name}»."
                hint = "Впишите их туда в Excel или LibreOffice и обновите страницу."
                return Saved(done=False, problems=(codes.NOT_EDITED.at(Place(shown(self.file)), message, hint=hint),))
            if self.book is not None and own is not None and "schools" in own.entries:
                message = f"Школы – на листе «Школы» книги «{self.book.name}»."
                hint = "Впишите их туда в Excel или LibreOffice и обновите страницу."
                return Saved(done=False, problems=(codes.NOT_EDITED.at(Place(shown(self.book)), message, hint=hint),))
            if own is None:
                _, _, made, _ = self._edited({})
                return Saved(done=False, problems=(made,) if isinstance(made, Diagnostic) else ())
            named = edited(data, shown(self.file), [Edit(("schools",), REGISTRY)])
            if isinstance(named, Diagnostic):
                return Saved(done=False, problems=(named,))
            if not (self.file.parent / REGISTRY).exists():
                _, problems = start(self.file.parent, registry=True)
                if problems:
                    return Saved(done=False, problems=problems)
            return self._written(self.file, data, named)

    def save_schools(self, cells: Mapping[tuple[int, int], str], known: str) -> Saved:
        """Write cells into the registry's own file, if it still is the one with the digest `known`."""
        found = self.registry(self.project())
        if found is None:
            return Saved(done=False)
        file, data, asked = found
        with self.saving:
            if digest(data) != known:
                return Saved(done=False, problems=(_changed_meanwhile(file),))
            made = with_cells(data, shown(file), cells, asked)
            if isinstance(made, Diagnostic):
                return Saved(done=False, problems=(made,))
            return self._written(Path(os.path.realpath(file)), data, made)

    def checked_cells(self, cells: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], list[Diagnostic]]:
        """What would be wrong with the table of schools after a save, by row and column."""
        found = self.registry(self.project())
        if found is None:
            return {}
        file, data, asked = found
        made = with_cells(data, shown(file), cells, asked)
        return {(0, -1): [made]} if isinstance(made, Diagnostic) else problems_by_cell(file, made, asked)

    # ------------------------------------------------------------------------------------------------- documents

    def build(self) -> Report:
        """Build all documents into the folder of results, in this process."""
        with self.busy:
            self.report = build(self.project(), self.out, jobs=1)
            return self.report

    def make_pdfs(self) -> PdfReport:
        """Make a PDF of each document that stands in the folder of results."""
        with self.busy:
            self.pdfs = write_pdf(self.out)
            return self.pdfs

    def make_packs(self, *, archive: bool) -> PackReport:
        """Make a pack (PDF, or ZIP with `archive`) of each school's documents, beside the folder of results."""
        with self.busy:
            self.packs = pack(self.project(), self.out, self._packs, archive=archive)
            return self.packs

    @property
    def _packs(self) -> Path:
        return self.out.with_name(f"{self.out.name}-комплекты")

    def packed(self, name: str) -> Path | None:
        """The file of a pack that was made since the page was opened; None for any other name."""
        made = () if self.packs is None else (*self.packs.written, *self.packs.unchanged)
        file = self._packs / name
        inside = Path(os.path.realpath(file)).is_relative_to(os.path.realpath(self._packs))
        return file if name in made and inside and file.is_file() else None

    def is_newer_than(self, document: Path) -> bool:
        """Whether the settings or the registry have been saved after a document was built."""
        project = self.project()
        sources = (*project.files, *filter(None, (project.registry,)))
        return any(file.stat().st_mtime > document.stat().st_mtime for file in sources if file.is_file())

    def close(self) -> None:
        """Throw away what the page has kept for itself."""
        self.pictures.close()
        self.copies.clear()

    def documents(self) -> dict[str, BuiltFile]:
        """The documents that builds have written into the folder of results, by path, with what stands there now."""
        found = {}
        for path, entry in sorted(built_documents(self.out).items()):
            pdf = f"{path.removesuffix('.docx')}.pdf" if path.endswith(".docx") else ""
            beside = self._inside(pdf) if pdf else None
            found[path] = BuiltFile(entry.school, self._inside(path), pdf if beside is not None else "", beside)
        return found

    def _inside(self, path: str) -> Path | None:
        """A file of the folder of results; None where it is not there, or a link leads out of the folder."""
        file = self.out / path
        inside = Path(os.path.realpath(file)).is_relative_to(os.path.realpath(self.out))
        return file if inside and file.is_file() else None

    def document(self, path: str) -> Path | None:
        """The file of a document that a build has written, or its PDF; None for any other path, wherever it leads."""
        found = self.documents()
        if path in found:
            return found[path].file
        return next((one.pdf_file for one in found.values() if one.pdf and one.pdf == path), None)

    def archive(self) -> bytes:
        """All documents that stand in the folder of results, as a ZIP."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, one in self.documents().items():
                if one.file is not None:
                    archive.write(one.file, path)
        return out.getvalue()

    # --------------------------------------------------------------------------------------------- anybody's paper

    def checked_paper(self, name: str, data: bytes) -> CheckedPaper:
        """Check a paper; its copies wait in memory, and nothing of it stays on the disk."""
        called = name.replace("\\", "/").rpartition("/")[2]
        suffix = Path(called).suffix.lower()
        if suffix not in CHECKED or wrong_file_name(called):
            called = f"документ{suffix if suffix in CHECKED else '.docx'}"
        with tempfile.TemporaryDirectory(prefix="nastav-docs-") as temporary:
            source = Path(temporary) / called
            private(source, data)
            with self.busy:
                found = lint([source])
            keys = []
            for title, copy_of in (("с примечаниями", None), ("с исправлениями", with_corrections)):
                written, _ = write_copies([source], found, Path(temporary) / title, copy_of)
                keys.append(self._keep(f"{source.stem} ({title}){suffix}", written[0]) if written else "")
        return CheckedPaper(called, found, keys[0], keys[1])

    def _keep(self, name: str, file: Path) -> str:
        key = os.urandom(16).hex()
        self.copies[key] = name, file.read_bytes()
        while len(self.copies) > KEPT:
            del self.copies[next(iter(self.copies))]
        return key


def is_open_elsewhere(book: Path) -> bool:
    """Whether a program has a workbook open: Excel and LibreOffice leave a file of their own beside it meanwhile."""
    return any(book.with_name(name).exists() for name in (f"~${book.name}", f".~lock.{book.name}#"))


def _changed_meanwhile(file: Path) -> Diagnostic:
    message = f"Файл «{file.name}» изменился, пока страница была открыта: ваша правка не записана."
    hint = "Сверьте свои значения с тем, что теперь в файле, и сохраните ещё раз."
    return codes.CHANGED_MEANWHILE.at(Place(str(file)), message, hint=hint)
