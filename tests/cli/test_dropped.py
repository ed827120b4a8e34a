"""Files and folders dropped on the program: a paper is checked, a folder with settings is opened."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from nastav_docs.cli.dropped import commands_for

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = {"lint", "build", "open"}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "приказ.docx").write_bytes(b"PK")
    (tmp_path / "письмо.docx").write_bytes(b"PK")
    (tmp_path / "фото.png").write_bytes(b"")
    for folder in ("район", "документы"):
        (tmp_path / folder).mkdir()
    (tmp_path / "район" / "district.yaml").write_text("district: {name: Лесной район}\n", "utf-8")
    return tmp_path


COPIES = ("--annotate", "проверка/с примечаниями", "--fix", "проверка/с исправлениями")
DROPPED = {
    "one paper": (["приказ.docx"], [("lint", "приказ.docx", *COPIES)]),
    "two papers are one package": (
        ["приказ.docx", "письмо.docx"],
        [("lint", "приказ.docx", "письмо.docx", *COPIES)],
    ),
    "a folder of papers": (["документы"], [("lint", "документы", *COPIES)]),
    "a district": (["район"], [("open", "район")]),
    "its settings": (["район/district.yaml"], [("open", "район")]),
    "a district and a paper": (["район", "приказ.docx"], [("lint", "приказ.docx", *COPIES), ("open", "район")]),
    "a command is a command": (["lint", "приказ.docx"], []),
    "an option is an option": (["--help"], []),
    "what is not there is a mistyped command": (["biuld"], []),
    "a file of another kind": (["фото.png"], []),
    "nothing": ([], []),
}


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(("arguments", "expected"), DROPPED.values(), ids=DROPPED)
def test_what_is_dropped_means_a_command(arguments: list[str], expected: list[tuple[str, ...]]) -> None:
    found = commands_for(arguments, COMMANDS)
    assert [tuple(word.replace("\\", "/") for word in line) for line in found] == expected


def test_every_command_that_was_meant_is_run_also_after_one_that_failed(desk: Path) -> None:
    (desk / "приказ.txt").write_text("О внедрении целевой модели\n", "utf-8")
    lines = (("lint", "нет.txt"), ("lint", "приказ.txt"))  # today's drops that mean two commands end in an open page
    script = (
        "import sys, nastav_docs.cli.main\n"
        f"sys.modules['nastav_docs.cli.main'].commands_for = lambda *_: {lines!r}\n"  # `cli.main` is a function
        "sys.modules['nastav_docs.cli.main'].main()\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    assert "нет.txt" in run.stderr + run.stdout, "the first said what it lacks"
    assert "Замечаний нет" in run.stdout, "and the second was run"
    assert run.returncode == 1, "the worse of both"
