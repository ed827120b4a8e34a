"""One document as pages to look at: PDF or PNG through LibreOffice, again whenever its YAML or DOCX is saved."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nastav_docs import documents, edition, schools
from nastav_docs.codes import building as building_codes
from nastav_docs.codes import config as config_codes
from nastav_docs.codes import schools as school_codes
from nastav_docs.codes import template_commands as codes
from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.project import has_errors, load
from nastav_docs.shared import shared_templates
from nastav_docs.source import guess

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from nastav_docs.documents import Planned
    from nastav_docs.edition import Edition
    from nastav_docs.project import Project

TIMEOUT: Final = 120.0  # seconds: the first start of an office on a slow machine
PAUSE: Final = 0.7  # seconds between two looks at the files
COMMANDS: Final = ("soffice", "libreoffice")
PLACES: Final = (
    "/usr/bin/soffice",
    "/usr/local/bin/soffice",
    "/opt/libreoffice*/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
INSTALL: Final = (
    "установите его с libreoffice.org (Windows, macOS) или из магазина программ (Linux: пакет libreoffice-writer) "
    "и повторите; собирать документы (build) можно и без него"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """The files that show a document, and what was wrong on the way."""

    files: tuple[Path, ...]
    problems: tuple[Diagnostic, ...]


def find_office(places: Sequence[str] = PLACES, commands: Sequence[str] = COMMANDS) -> str:
    """The path of LibreOffice: on PATH, else where it usually is; «» when there is none."""
    for command in commands:
        if found := shutil.which(command):
            return found
    for place in places:
        root = Path(Path(place).anchor or ".")
        parts = str(Path(place).relative_to(root)) if Path(place).anchor else place
        if found_path := next((path for path in sorted(root.glob(parts)) if path.is_file()), None):
            return str(found_path)
    return ""


def no_office() -> Diagnostic:
    """That LibreOffice is not there, and how to get it."""
    return codes.NO_OFFICE.at(None, "LibreOffice не найден, а показать страницы умеет он", hint=INSTALL)


# ---------------------------------------------------------------------------------------------------------- document


def printed(project: Project, name: str, school: str = "") -> tuple[bytes | None, str, tuple[Diagnostic, ...]]:
    """One document of a project: its bytes and the name of its file, or what keeps it from being printed.

    `school` is the code of a school of the registry; without it a school's document is that of the first school.
    """
    ready = edition.edition(project)
    config = project.config
    if config is None or has_errors(ready.problems):
        return None, "", ready.problems
    unknown = documents.unknown_documents((name,), config)
    if unknown:
        return None, "", unknown
    if config.documents[name].template in documents.SPREADSHEETS:
        message = f"«{name}» – таблица Excel: её страниц здесь не показать"
        return None, "", (config_codes.UNKNOWN_DOCUMENT.at(project.place("documents", name), message, text=name),)
    of_school = config.documents[name].for_each == "school"
    planned, problems = _of_school(project, ready, school) if of_school or school else (ready.planned, ())
    for one in planned:
        if one.id == name:
            data, wrong = edition.print_document(one, ready.templates)
            return data, Path(one.path).name, (*ready.problems, *problems, *wrong)
    if not problems:
        message = f"Документ «{name}» – муниципалитета, у школы его нет."
        problems = (config_codes.UNKNOWN_DOCUMENT.at(project.place("documents", name), message, text=name),)
    return None, "", problems


def _of_school(project: Project, ready: Edition, school: str) -> tuple[tuple[Planned, ...], tuple[Diagnostic, ...]]:
    """The documents of a school, of the first one when none is named."""
    registry = schools.read_schools(project)
    known = [row.id for row in registry.rows]
    wanted = school or (known[0] if known else "")
    row = next((row for row in registry.rows if row.id == wanted), None)
    if row is None:
        message = f"Школы «{wanted}» в реестре нет." if wanted else "В реестре нет ни одной школы."
        return (), (school_codes.UNKNOWN_SCHOOL.at(None, message, hint=guess(wanted, known), text=wanted),)
    changes = registry.overlays.get(row.id)
    common = schools.common_papers(project, ready)
    papers = common if changes is None else schools.own_papers(project, ready, changes)
    planned, problems = schools.plan_school(row, papers, project, ready)
    return planned, (*row.problems, *problems)


# ------------------------------------------------------------------------------------------------------------- pages


def show(project: Project, name: str, out: Path, *, school: str = "", png: bool = False, office: str = "") -> Shown:
    """Write a document as PDF, or as a PNG a page, into a folder."""
    command = office or find_office()
    if not command:
        return Shown((), (no_office(),))
    data, file, problems = printed(project, name, school)
    if data is None:
        return Shown((), problems)
    stem = Path(file).stem
    with tempfile.TemporaryDirectory(prefix="nastav-docs-") as temporary:
        source = Path(temporary) / "document.docx"
        source.write_bytes(data)
        wrong = convert(command, source, "pdf")
        if wrong is not None:
            return Shown((), (*problems, wrong))
        made = source.with_suffix(".pdf")
        pages, wrong = _pages(made) if png else ([made], None)
        if wrong is not None:
            return Shown((), (*problems, wrong))
        files = [out / (f"{stem} {number}.png" if png else f"{stem}.pdf") for number in range(1, len(pages) + 1)]
        try:
            out.mkdir(parents=True, exist_ok=True)
            for page, target in zip(pages, files, strict=True):
                shutil.copyfile(page, target)
        except OSError as error:  # Windows holds a file that a viewer shows
            message = f"«{out}» не записывается: {error.strerror}"
            hint = "закройте его в программе просмотра"
            return Shown((), (*problems, building_codes.NOT_WRITTEN.at(Place(str(out)), message, hint=hint)))
    return Shown(tuple(files), problems)


def convert(command: str, source: Path, kind: str, timeout: float = TIMEOUT) -> Diagnostic | None:
    """Let LibreOffice write `source` as another kind beside it; a running office and its settings are not touched."""
    profile = source.parent / "profile"
    arguments = [
        command, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to", kind, "--outdir", str(source.parent), str(source),
    ]  # fmt: skip
    try:
        done = _run(arguments, timeout)
    except subprocess.TimeoutExpired:
        message = f"LibreOffice не ответил за {timeout:.0f} секунд"
        return codes.OFFICE_FAILED.at(Place(str(source)), message, hint="закройте лишние программы и повторите")
    except OSError as error:
        return codes.OFFICE_FAILED.at(Place(command), f"LibreOffice не запускается: {error.strerror}", hint=INSTALL)
    if done.returncode or not source.with_suffix(f".{kind.partition(':')[0]}").is_file():
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        message = "LibreOffice не смог показать документ" + (f": {said[-1][:200]}" if said else "")
        return codes.OFFICE_FAILED.at(
            Place(str(source)), message, hint="повторите; если не поможет – переустановите его"
        )
    return None


def _run(arguments: Sequence[str], timeout: float) -> subprocess.CompletedProcess[bytes]:
    """Run a program with all that it starts; when the time is over all of it ends. Raises OSError, TimeoutExpired."""
    with subprocess.Popen(  # noqa: S603 - the program found above, no shell
        arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=os.name == "posix"
    ) as process:
        try:
            _, said = process.communicate(timeout=timeout)
        except BaseException:
            if os.name == "posix":
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)  # the office is a child of the script that was started
            else:
                process.kill()
            raise
    return subprocess.CompletedProcess(list(arguments), process.returncode, b"", said)


def _pages(pdf: Path) -> tuple[list[Path], Diagnostic | None]:
    """The pages of a PDF as PNG: by poppler's pdftoppm, which travels with most systems that have LibreOffice."""
    command = shutil.which("pdftoppm")
    if command is None:
        hint = "установите poppler-utils, или смотрите PDF: уберите --png"
        return [], codes.NO_OFFICE.at(None, "нет программы pdftoppm, которая рисует страницы", hint=hint)
    prefix = pdf.with_name("page")
    arguments = [command, "-r", "80", "-png", str(pdf), str(prefix)]
    done = subprocess.run(arguments, capture_output=True, timeout=TIMEOUT, check=False)  # noqa: S603 - as above
    pages = sorted(pdf.parent.glob("page*.png"))
    if done.returncode or not pages:
        return [], codes.OFFICE_FAILED.at(Place(str(pdf)), "страницы не нарисованы: pdftoppm завершился с ошибкой")
    return pages, None


def open_file(path: Path) -> None:
    """Show a file in the program that the system opens it with."""
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - the user asked to see the file just made
    else:
        command = "open" if sys.platform == "darwin" else "xdg-open"
        program = shutil.which(command)
        if program:
            subprocess.Popen([program, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - as above


# ------------------------------------------------------------------------------------------------------------- watch


def watched(project: Project) -> dict[Path, tuple[int, int]]:
    """Every file that a project is made of (settings, registry, templates, pictures), with its time and size."""
    folders = [project.folder, *(file.parent for file in project.files), *project.template_folders]
    kinds = {".yaml", ".yml", ".docx", ".csv", ".xlsx", ".png", ".jpg", ".jpeg"}
    found: dict[Path, tuple[int, int]] = {}
    for folder in dict.fromkeys(folder for folder in folders if folder.is_dir()):
        files = folder.glob("*") if folder == shared_templates() else folder.rglob("*")
        for file in files:
            if file.suffix.lower() in kinds and not file.name.startswith(("~$", ".")):
                try:
                    known = file.stat()
                except OSError:
                    continue  # saved by writing anew: it will be back at the next look
                found[file] = (known.st_mtime_ns, known.st_size)
    return found


def changes(
    look: Callable[[], Mapping[Path, tuple[int, int]]], wait: Callable[[float], None] = time.sleep
) -> Iterator[tuple[Path, ...]]:
    """The files changed since the look before, whenever there are any; a file is taken when it has come to rest."""
    before = dict(look())
    last = dict(before)
    while True:
        wait(PAUSE)
        now = dict(look())
        if now == last:
            continue
        while True:
            wait(PAUSE)
            settled = dict(look())
            if settled == now:
                break
            now = settled
        last = now
        # a broken YAML names fewer files than it did: those are as they were
        gone = [path for path in before if path not in now and not path.exists()]
        changed = sorted([*(path for path, state in now.items() if before.get(path) != state), *gone])
        before = {path: state for path, state in {**before, **now}.items() if path not in gone}
        if changed:
            yield tuple(changed)


def watch(folder: Path, rebuild: Callable[[Project, tuple[Path, ...]], None]) -> None:
    """Call `rebuild` now and whenever a file of the project is saved, until the program is stopped."""
    project = load(folder)
    rebuild(project, ())
    for changed in changes(lambda: watched(project)):  # noqa: B023 - the project as it was read last
        project = load(folder)
        rebuild(project, changed)
