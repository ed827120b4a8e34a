"""Documents that nothing makes any more: named, and removed only when told to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nastav_docs import build
from nastav_docs.builder.journals import STATE
from nastav_docs.config.project import load
from tests.builder.folder_of_results import DOCUMENT, codes, contents, edit
from tests.many import district, row

if TYPE_CHECKING:
    from pathlib import Path


def test_a_document_that_nothing_makes_any_more_is_named_and_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(load(district(tmp_path / "config", [row(1), row(2)])), out)
    whole = contents(out)
    report = build(load(district(tmp_path / "config", [row(2)])), out)
    assert (codes(report), report.ok) == (["ND506", "ND506"], True)
    assert "--prune" in report.problems[0].hint
    assert contents(out) == whole


def test_prune_removes_it_and_the_empty_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(load(district(tmp_path / "config", [row(1), row(2)])), out)
    report = build(load(district(tmp_path / "config", [row(2)])), out, prune=True)
    assert (report.problems, set(report.removed)) == ((), {"s-1/План.docx", "s-1/Приказ 1-ОД.docx"})
    assert sorted(path.name for path in out.iterdir()) == [STATE, "s-2", DOCUMENT]
    assert build(load(tmp_path / "config"), out, prune=True).removed == ()


def test_prune_removes_nothing_behind_a_link(tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    build(load(district(tmp_path / "config", [row(1), row(2)])), out)
    school = out / "s-1"
    school.rename(elsewhere)
    school.symlink_to(elsewhere)
    report = build(load(district(tmp_path / "config", [row(2)])), out, prune=True)
    assert (report.removed, len(list(elsewhere.iterdir()))) == ((), 2)
    assert "лежит за ссылкой, вне папки результата: он не удалён." in report.problems[0].message


def test_prune_leaves_what_a_person_edited_and_says_so(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(load(district(tmp_path / "config", [row(1), row(2)])), out)
    edited = edit(out / "s-1/План.docx")
    report = build(load(district(tmp_path / "config", [row(2)])), out, prune=True)
    assert (report.removed, codes(report)) == (("s-1/Приказ 1-ОД.docx",), ["ND506"])
    assert "изменён после сборки: он не удалён" in report.problems[0].message
    assert (out / "s-1/План.docx").read_bytes() == edited


def test_prune_removes_nothing_of_a_school_that_only_failed(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(load(district(tmp_path / "config", [row(1), row(2)])), out)
    report = build(load(district(tmp_path / "config", [[*row(1)[:3], "", *row(1)[4:]], row(2)])), out, prune=True)
    assert (codes(report), report.removed, len(contents(out))) == (["ND612"], (), 5)


def test_prune_removes_nothing_while_a_row_of_the_registry_cannot_be_read(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(load(district(tmp_path / "config", [row(1), row(2)])), out)
    nameless = ["", "", "", *row(1)[3:]]
    report = build(load(district(tmp_path / "config", [nameless, row(2)])), out, prune=True)
    assert (report.ok, report.removed, len(contents(out))) == (False, (), 5)


def test_an_interrupted_build_prunes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(load(district(tmp_path / "config", [row(1), row(2)])), out)
    rows = [[*row(number)[:6], "новый", *row(number)[7:]] for number in (1, 2)]

    def interrupt(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(load(district(tmp_path / "config", rows)), out, prune=True, progress=interrupt)
    assert len(contents(out)) == 5


def test_many_left_over_documents_are_counted(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(load(district(tmp_path / "config", [row(number) for number in range(1, 8)])), out)
    report = build(load(district(tmp_path / "config", [row(1)])), out)
    assert codes(report) == ["ND506"]
    assert "документов: 12" in report.problems[0].message
