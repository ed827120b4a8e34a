"""What tests of a build look at in the folder of results, and what a person or another program does there."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

from tests.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from nastav_docs.builder.report import Report


DOCUMENT = "Приказ 235.docx"


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report.problems]


def contents(out: Path) -> dict[str, bytes]:
    """Every document below a folder."""
    return {str(file.relative_to(out)): file.read_bytes() for file in sorted(out.rglob("*.docx"))}


def times(out: Path) -> dict[str, int]:
    """When each file below a folder was changed; the lock is nobody's content."""
    return {str(file): file.stat().st_mtime_ns for file in out.rglob("*") if file.is_file() and file.name != "lock"}


def edit(file: Path) -> bytes:
    """What a person does in Word: the document is another one and opens all the same."""
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("docProps/custom.txt", "правка")
    return file.read_bytes()


def command(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    line = [sys.executable, "-m", "nastav_docs", *map(str, arguments)]
    done: subprocess.CompletedProcess[str] = subprocess.run(
        line, capture_output=True, text=True, check=False, **{"cwd": ROOT, **options}
    )  # type: ignore[call-overload]  # options go through as they are
    return done
