"""A build that was killed or interrupted leaves whole documents; two builds never write into one folder at once."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from nastav_docs import build
from nastav_docs.builder import built_documents
from nastav_docs.builder.journals import STATE
from nastav_docs.builder.output_folder import locked
from nastav_docs.config.project import load
from tests.builder.folder_of_results import DOCUMENT, codes, times
from tests.many import CONFIG, district, row
from tests.minimal import write
from tests.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.linux
def test_a_killed_build_leaves_whole_documents_and_the_next_one_completes_the_folder(tmp_path: Path) -> None:
    config = district(tmp_path / "config", [row(number) for number in range(1, 11)])
    line = [sys.executable, "-m", "tests.builder.killing", str(config), str(tmp_path / "work"), "25"]
    done = subprocess.run(line, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    attempts = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(attempts) == 50
    assert min(attempt["total"] for attempt in attempts) > 40
    wrong = ("broken", "errors", "kept", "different", "litter")
    assert [attempt for attempt in attempts if any(attempt[key] for key in wrong)] == []
    assert {tuple(attempt["again"]) for attempt in attempts} == {(0,)}


def test_a_journal_cut_off_in_the_middle_of_a_line_is_read_up_to_there(tmp_path: Path) -> None:
    config, out = district(tmp_path / "config", [row(1), row(2)]), tmp_path / "out"
    build(load(config), out)
    entries = built_documents(out)
    (out / STATE / "manifest.sqlite").unlink()
    journal = "\n".join(json.dumps([path, *entry]) for path, entry in entries.items())
    (out / STATE / "journal-killed").write_text(journal[:-30], "utf-8")
    report = build(
        load(
            district(
                tmp_path / "config",
                [row(1), row(2)],
                CONFIG.replace("Контроль за исполнением", "Контроль исполнения").replace("Формирование", "Создание"),
            )
        ),
        out,
    )
    # Only the document of the torn line is not known to be ours.
    assert (codes(report), len(report.kept), len(report.written)) == (["ND502"], 1, 4)


def test_an_interrupted_build_is_gone_on_with(tmp_path: Path) -> None:
    config = district(tmp_path / "config", [row(number) for number in range(1, 4)])
    out, told = tmp_path / "out", []

    def interrupt(done: int, total: int) -> None:
        told.append((done, total))
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(load(config), out, progress=interrupt)
    assert told == [(0, 3), (3, 3)]
    before = times(out)
    report = build(load(config), out)
    assert (report.problems, report.written, len(report.unchanged)) == ((), (), 7)
    assert {path: when for path, when in times(out).items() if path.endswith(".docx")}.items() <= before.items()


def test_a_second_build_into_the_same_folder_is_refused(tmp_path: Path) -> None:
    config, out = write(tmp_path / "config"), tmp_path / "out"
    holder = f"""
import pathlib, sys
from nastav_docs.builder.output_folder import locked
with locked(pathlib.Path({str(out)!r})):
    print("держу", flush=True)
    sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        report = build(load(config), out)
        assert (codes(report), report.ok) == (["ND504"], False)
        assert "уже идёт другая сборка" in report.problems[0].message
        assert not (out / DOCUMENT).exists()
        other.communicate()
    assert build(load(config), out).written == (DOCUMENT,)


@pytest.mark.linux
def test_a_folder_is_free_again_even_while_a_process_forked_meanwhile_lives(tmp_path: Path) -> None:
    with locked(tmp_path):
        child = subprocess.Popen(
            [sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE, close_fds=False
        )
    with child, locked(tmp_path):
        child.communicate()


@pytest.mark.linux
def test_the_lock_of_a_killed_build_holds_nobody(tmp_path: Path) -> None:
    code = f"import os, pathlib; from nastav_docs.builder.output_folder import locked\nwith locked(pathlib.Path({str(tmp_path)!r})): os.kill(os.getpid(), 9)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT).returncode == -signal.SIGKILL
    with locked(tmp_path):
        assert (tmp_path / STATE / "lock").exists()
