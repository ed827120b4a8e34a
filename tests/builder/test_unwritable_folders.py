"""A folder that cannot be written to is told of in words, and no part of a file stays."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from nastav_docs import build
from nastav_docs.config.project import load
from tests.builder.folder_of_results import DOCUMENT, codes, command
from tests.many import district, row
from tests.minimal import write
from tests.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def without_roots_powers() -> None:
    """Root writes anywhere; without this capability the mode of a folder counts for it too."""
    drop, may_write_anywhere = 24, 1  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(drop, may_write_anywhere, 0, 0, 0)


@pytest.mark.linux
def test_a_read_only_folder_is_told_of(tmp_path: Path) -> None:
    config, out = write(tmp_path / "config"), tmp_path / "out"
    out.mkdir(mode=0o555)
    done = command("build", config, "-o", out, preexec_fn=without_roots_powers)
    assert (done.returncode, list(out.iterdir())) == (1, [])
    assert f"Папка «{out}» не записывается: нет прав на запись" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_a_file_is_told_of(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("файл")
    report = build(load(write(tmp_path / "config")), out)
    assert (codes(report), "на месте папки стоит файл" in report.problems[0].message) == (["ND503"], True)


def mount_small(folder: Path) -> list[str]:
    """A command that runs another one with a disk of 60 KB mounted at a folder, for it alone; needs no root."""
    script = f"mount -t tmpfs -o size=60k tmpfs '{folder}' && \"$@\"; status=$?; find '{folder}' -type f; exit $status"
    return ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"]


def can_mount(folder: Path) -> bool:
    return (
        shutil.which("unshare") is not None
        and subprocess.run([*mount_small(folder), "true"], check=False, capture_output=True).returncode == 0
    )


def limit_files() -> None:
    """The stand-in where nothing can be mounted: no file may grow over 4 KB."""
    import resource  # noqa: PLC0415  not on Windows, where the tests that need it are left out

    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


@pytest.mark.linux
def test_a_full_disk_is_told_of_and_leaves_no_part_of_a_file(tmp_path: Path) -> None:
    config, out = district(tmp_path / "config", [row(number) for number in range(1, 30)]), tmp_path / "out"
    out.mkdir()
    line = [sys.executable, "-m", "nastav_docs", "build", str(config), "-o", str(out)]
    if can_mount(out):
        why = "на диске нет места"
        done = subprocess.run([*mount_small(out), *line], capture_output=True, text=True, check=False, cwd=ROOT)
        left = [path for path in done.stdout.splitlines() if path.startswith("/")]
    else:
        why = "файл больше, чем разрешает система"
        done = subprocess.run(line, capture_output=True, text=True, check=False, cwd=ROOT, preexec_fn=limit_files)
        left = [str(path) for path in out.rglob("*") if path.is_file()]
    assert done.returncode == 1
    assert why in done.stderr
    assert "Traceback" not in done.stderr
    assert [path for path in left if path.endswith(".tmp")] == []


@pytest.mark.linux
def test_a_file_that_may_not_grow_is_told_of_and_nothing_of_it_stays(tmp_path: Path) -> None:
    config, out = write(tmp_path / "config"), tmp_path / "out"
    done = command("build", config, "-o", out, preexec_fn=limit_files)
    assert (done.returncode, [path.name for path in out.rglob("*.docx")], list(out.rglob("*.tmp"))) == (1, [], [])
    assert f"Файл «{DOCUMENT}» не записан: файл больше, чем разрешает система." in done.stderr


@pytest.mark.linux
def test_a_system_without_cyrillic_file_names_is_told_of(tmp_path: Path) -> None:
    config, out = write(tmp_path / "config"), tmp_path / "out"
    ascii_only = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    }
    done = command("build", config, "-o", out, env=ascii_only)
    assert done.returncode == 1
    assert f"Файл «{DOCUMENT}» не записан: в кодировке системы нет букв этого имени" in done.stderr
