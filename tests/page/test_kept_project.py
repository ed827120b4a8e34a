"""The project of the page: the same while its files are, another as soon as one of them is, whatever the clock says."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from nastav_docs.config import load
from nastav_docs.page.kept_project import SETTLED, KeptProject
from nastav_docs.page.workspace import Workspace
from tests import minimal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nastav_docs.config import Project

TEXT = minimal.changed(("documents:", "schools: ../реестр/schools.csv\ndocuments:"))
ROWS = "id;name;place;head\ns1;МБОУ «Школа № 1»;с. Лосиха;Ломов Пётр Ильич\n"


def aged(*folders: Path) -> None:
    """Let folders seem untouched for a while."""
    before = time.time() - 2 * SETTLED / 1e9
    for folder in folders:
        os.utime(folder, (before, before))


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    folder = minimal.write(tmp_path / "район", TEXT)
    (folder / "schools").mkdir()
    (folder / "templates").mkdir()
    (tmp_path / "реестр").mkdir()
    (tmp_path / "реестр" / "schools.csv").write_text(ROWS, "utf-8")
    aged(folder, folder / "schools", folder / "templates", tmp_path / "реестр", tmp_path)
    return folder


def test_a_project_whose_files_are_as_they_were_is_not_read_again(folder: Path) -> None:
    kept = KeptProject(folder)
    assert kept.now() is kept.now()


def test_two_that_ask_at_once_read_the_files_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []

    def slow(given: Path) -> Project:
        read.append(given)
        time.sleep(0.2)
        return load(given)

    monkeypatch.setattr("nastav_docs.page.kept_project.load", slow)
    kept = KeptProject(folder)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: kept.now(), range(4)))
    assert (len(set(map(id, found))), read) == (1, [folder])


def test_the_first_page_finds_the_project_read_and_the_registry_known(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Workspace(folder, folder.parent / "out")
    work.prepare()
    monkeypatch.setattr("nastav_docs.page.kept_project.load", None)
    table, _, problems = work.table()
    assert table is not None
    assert ([cells[1] for _, cells in table.rows], problems) == (["МБОУ «Школа № 1»"], {})


def overwrite_in_place(folder: Path) -> None:
    """Another word of the same length, and the time of the file as it was."""
    file = folder / "district.yaml"
    known = file.stat()
    file.write_text(TEXT.replace("№ 1", "№ 2").replace("Подготовка", "Подгонялка"), "utf-8")
    os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))


def put_a_file_of_a_school(folder: Path) -> None:
    (folder / "schools" / "s1.yaml").write_text("data: {a: 1}\n", "utf-8")


def take_the_registry_away(folder: Path) -> None:
    (folder.parent / "реестр" / "schools.csv").unlink()


def put_a_book_beside(folder: Path) -> None:
    (folder / "Район.xlsx").write_bytes(b"")


CHANGES = [overwrite_in_place, put_a_file_of_a_school, take_the_registry_away, put_a_book_beside]


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_has_changed_is_seen(folder: Path, change: Callable[[Path], None]) -> None:
    kept = KeptProject(folder)
    before = kept.now()
    change(folder)
    assert kept.now() is not before


def test_a_registry_that_was_missing_is_seen_when_it_comes(folder: Path) -> None:
    take_the_registry_away(folder)
    aged(folder.parent / "реестр")
    kept = KeptProject(folder)
    before = kept.now()
    assert kept.now() is before
    (folder.parent / "реестр" / "schools.csv").write_text(ROWS, "utf-8")
    assert kept.now() is not before


def test_in_a_folder_that_changes_just_now_nothing_is_kept(folder: Path) -> None:
    put_a_file_of_a_school(folder)
    kept = KeptProject(folder)
    assert kept.now() is not kept.now()
