"""What a person has edited, or put in the place of a document, stays as it is."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from nastav_docs import build
from nastav_docs.config.project import load
from tests.builder.folder_of_results import DOCUMENT, codes, edit
from tests.many import CONFIG, district, row
from tests.minimal import changed, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_foreign_file_is_not_touched(tmp_path: Path) -> None:
    out = write(tmp_path / "out", "моё", DOCUMENT)
    report = build(load(write(tmp_path / "config")), out)
    assert (codes(report), report.kept, report.ok) == (["ND502"], (DOCUMENT,), False)
    assert (out / DOCUMENT).read_text("utf-8") == "моё"


def test_a_foreign_file_is_overwritten_when_told_to(tmp_path: Path) -> None:
    out = write(tmp_path / "out", "моё", DOCUMENT)
    report = build(load(write(tmp_path / "config")), out, force=True)
    assert (report.problems, report.written) == ((), (DOCUMENT,))
    assert zipfile.is_zipfile(out / DOCUMENT)


def test_a_file_that_nobody_asked_about_stays(tmp_path: Path) -> None:
    out = write(tmp_path / "out", "заметки", "Заметки.txt")
    report = build(load(write(tmp_path / "config")), out, force=True, prune=True)
    assert (report.problems, (out / "Заметки.txt").read_text("utf-8")) == ((), "заметки")


def test_a_persons_edit_is_kept_in_silence_while_the_document_would_be_the_same(tmp_path: Path) -> None:
    config, out = write(tmp_path / "config"), tmp_path / "out"
    build(load(config), out)
    edited = edit(out / DOCUMENT)
    report = build(load(config), out)
    assert (report.problems, report.kept, (out / DOCUMENT).read_bytes()) == ((), (DOCUMENT,), edited)


def test_a_persons_edit_is_kept_and_told_of_when_the_document_would_change(tmp_path: Path) -> None:
    config, out = write(tmp_path / "config"), tmp_path / "out"
    build(load(config), out)
    edited = edit(out / DOCUMENT)
    write(config, changed(("Формирование пар", "Формирование групп")))
    for _ in range(2):  # and told of again
        report = build(load(config), out)
        assert (codes(report), report.kept, (out / DOCUMENT).read_bytes()) == (["ND501"], (DOCUMENT,), edited)
        assert "изменён после сборки" in report.problems[0].message
        assert "--force" in report.problems[0].hint
    assert build(load(config), out, force=True).written == (DOCUMENT,)
    assert build(load(config), out).unchanged == (DOCUMENT,)


def test_a_file_saved_again_with_the_same_bytes_is_not_an_edit(tmp_path: Path) -> None:
    config, out = write(tmp_path / "config"), tmp_path / "out"
    build(load(config), out)
    (out / DOCUMENT).write_bytes((out / DOCUMENT).read_bytes())
    write(config, changed(("Формирование пар", "Формирование групп")))
    assert build(load(config), out).written == (DOCUMENT,)


def test_a_school_moved_to_a_new_id_takes_over_its_documents(tmp_path: Path) -> None:
    config = CONFIG.replace("{{ school.id }}/", "{{ school.abbr }}/")
    out = tmp_path / "out"
    build(load(district(tmp_path / "config", [row(1)], config)), out)
    report = build(load(district(tmp_path / "config", [["new-id", *row(1)[1:]]], config)), out)
    assert (report.problems, len(report.unchanged)) == ((), 3)


IN_THE_WAY: list[tuple[str, Callable[[Path], object], str]] = [
    ("s-1/План.docx", lambda path: path.mkdir(parents=True), "на месте файла стоит папка"),
    ("s-1", lambda path: path.write_text("файл"), "на месте папки стоит файл"),
]


@pytest.mark.parametrize(("path", "put", "why"), IN_THE_WAY, ids=[why for _, _, why in IN_THE_WAY])
def test_what_is_in_the_way_is_told_of_and_the_others_are_written(
    tmp_path: Path, path: str, put: Callable[[Path], object], why: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    put(out / path)
    report = build(load(district(tmp_path / "config", [row(1), row(2)])), out)
    assert {problem.code for problem in report.problems} == {"ND503"}
    assert all(why in problem.message for problem in report.problems)
    assert {"s-2/План.docx", "s-2/Приказ 2-ОД.docx", DOCUMENT} <= set(report.written)


def test_two_schools_with_one_file_are_told_of(tmp_path: Path) -> None:
    config = CONFIG.replace("{{ school.id }}/План", "План {{ school.head }}")
    report = build(load(district(tmp_path / "config", [row(1), row(5)], config)), tmp_path / "out")
    assert codes(report) == ["ND213"]
    assert report.problems[0].message.startswith(
        "Школа «s-5»: файл «План Черных Ольга Сергеевна.docx» уже занят документом школы «s-1»."
    )
