"""Find and run LibreOffice on this machine, and turn its PDF into pictures of pages."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import template_commands as codes
from nastav_docs.files import reason

if TYPE_CHECKING:
    from collections.abc import Sequence

TIMEOUT: Final = 120.0  # seconds: the first start of an office on a slow machine

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


def find_office(places: Sequence[str] = PLACES, commands: Sequence[str] = COMMANDS) -> str:
    """The path of LibreOffice: on PATH, else where it usually is; empty if it is not there."""
    for command in commands:
        if found := shutil.which(command):
            return found
    for place in places:
        root = Path(Path(place).anchor or ".")
        parts = str(Path(place).relative_to(root)) if Path(place).anchor else place
        if found_path := next((path for path in sorted(root.glob(parts)) if path.is_file()), None):
            return str(found_path)
    return ""


def no_office(wanted: str = "показать страницы") -> Diagnostic:
    """The problem that LibreOffice is not there, with how to get it; `wanted` is what it was needed for."""
    return codes.NO_OFFICE.at(None, f"LibreOffice не найден, а {wanted} умеет он", hint=INSTALL)


def convert(command: str, source: Path, kind: str, timeout: float = TIMEOUT) -> Diagnostic | None:
    """Let LibreOffice write `source` as another kind beside it; a running office and its settings are not touched."""
    profile = source.parent / "profile"
    arguments = [
        command, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to", kind, "--outdir", str(source.parent), str(source),
    ]  # fmt: skip
    try:
        done = run_program(arguments, timeout)
    except subprocess.TimeoutExpired:
        message = f"LibreOffice не ответил за {timeout:.0f} секунд"
        return codes.OFFICE_FAILED.at(Place(str(source)), message, hint="закройте лишние программы и повторите")
    except OSError as error:
        return codes.OFFICE_FAILED.at(Place(command), f"LibreOffice не запускается: {reason(error)}", hint=INSTALL)
    if done.returncode or not source.with_suffix(f".{kind.partition(':')[0]}").is_file():
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        message = "LibreOffice не смог показать документ" + (f": {said[-1][:200]}" if said else "")
        return codes.OFFICE_FAILED.at(
            Place(str(source)), message, hint="повторите; если не поможет – переустановите его"
        )
    return None


def run_program(arguments: Sequence[str], timeout: float) -> subprocess.CompletedProcess[bytes]:
    """Run a program; when the time is over it ends with all that it started. Raises OSError, TimeoutExpired."""
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


def png_pages(pdf: Path) -> tuple[list[Path], Diagnostic | None]:
    """Make a PNG of each page of a PDF by pdftoppm of poppler; gives the files, or the problem that it is not there."""
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
    """Open a file in the program that the system has for it."""
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - the user asked to see the file just made
    else:
        command = "open" if sys.platform == "darwin" else "xdg-open"
        program = shutil.which(command)
        if program:
            subprocess.Popen([program, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - as above
