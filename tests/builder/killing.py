"""Builds that are killed: `python -m tests.builder.killing CONFIG FOLDER POINTS` prints what each left and what came after.

Every attempt is a fork of this process that kills itself when it is about to do its n-th thing to the file system (open,
move, remove, make a folder) within the folder of results: Python tells of each before it is done.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from nastav_docs import build
from nastav_docs.config.project import load
from nastav_docs.diagnostics.problem import Severity

if TYPE_CHECKING:
    from nastav_docs.config.project import Project

TOLD = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"})


def killed_at(point: int, project: Project, out: Path) -> int:
    """Build in a fork that dies at a point; how many things it would have done (when it lives)."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        done = 0

        def count(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal done
            if event in TOLD and str(arguments[0]).startswith(str(out)):
                done += 1
                if done == point:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        build(project, out)
        os.write(writing, str(done).encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as told:
        return int(told.read() or 0)


def broken(out: Path) -> list[str]:
    """Documents that are not whole."""
    found = []
    for file in sorted(out.rglob("*.docx")):
        try:
            with zipfile.ZipFile(file) as package:
                whole = package.testzip() is None
        except (zipfile.BadZipFile, OSError):
            whole = False
        if not whole:
            found.append(str(file.relative_to(out)))
    return found


def main(config: Path, folder: Path, points: int) -> None:
    """Kill a first build at so many points, and a second one after a change of the config at as many."""
    project, clean = load(config), folder / "clean"
    build(project, clean)  # everything is loaded before the first fork
    for kind in ("first", "second"):
        total = killed_at(0, project, prepared(kind, config, folder / f"{kind}-0"))
        for number in range(points):
            point = 1 + number * (total - 1) // (points - 1)
            out = prepared(kind, config, folder / f"{kind}-{point}")
            killed_at(point, project, out)
            found: dict[str, object] = {"kind": kind, "point": point, "total": total, "broken": broken(out)}
            report = build(project, out)
            found["errors"] = [p.message for p in report.problems if p.severity is Severity.ERROR]
            found["kept"] = report.kept
            found["different"] = [
                str(file.relative_to(clean)) for file in sorted(clean.rglob("*.docx"))
                if not (out / file.relative_to(clean)).exists()
                or (out / file.relative_to(clean)).read_bytes() != file.read_bytes()
            ]  # fmt: skip
            found["litter"] = [str(f) for f in out.rglob("*") if f.name.startswith((".~", "journal-"))]
            found["again"] = [len(build(project, out).written)]
            shutil.rmtree(out)
            print(json.dumps(found))  # noqa: T201  read by the test


def prepared(kind: str, config: Path, out: Path) -> Path:
    """The folder of results as it is before the build: none, or that of a build from an older config."""
    if kind == "second":
        older = out.with_name("older")
        if not older.exists():
            shutil.copytree(config, older / "config")
            file = older / "config" / "district.yaml"
            text = file.read_text("utf-8")
            file.write_text(text.replace("Контроль за исполнением", "Контроль исполнения"), "utf-8")
            build(load(older / "config"), older / "out")
        shutil.copytree(older / "out", out)
    return out


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
