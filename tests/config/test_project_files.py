"""A project is one moment: what is edited after `load()` is seen after `reload()`, never a part of it before."""

from __future__ import annotations

import pickle
import shutil
from typing import TYPE_CHECKING

import pytest

import nastav_docs
from nastav_docs.config.project_files import files_named
from nastav_docs.documents.prepared_project import prepared
from nastav_docs.documents.school_registry import read_schools
from tests.docx_builder import docx, p, r
from tests.many import CONFIG, district, row, table
from tests.minimal import changed, write
from tests.template.test_image_tags import png

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def folder_of(tmp_path: Path) -> Path:
    """A district with a template, a base in a folder of its own, a picture, two schools, one with changes."""
    folder = district(
        tmp_path / "район", [row(1), row(2)], CONFIG.replace("{template: roadmap.docx,", "{template: plan.docx,")
    )
    (folder / "templates" / "основы").mkdir(parents=True)
    (folder / "templates" / "plan.docx").write_bytes(docx(p('{%p include "основы/план.docx" %}')))
    (folder / "templates" / "основы" / "план.docx").write_bytes(docx(p("План школы"), p("{{ image('gerb.png') }}")))
    (folder / "gerb.png").write_bytes(png())
    write(folder / "schools", "people: {teachers: {title: Воспитатели}}", "s-1.yaml")
    return folder


def contents(out: Path) -> dict[str, bytes]:
    return {str(file.relative_to(out)): file.read_bytes() for file in sorted(out.rglob("*.docx"))}


def built(project: nastav_docs.Project, out: Path) -> dict[str, bytes]:
    report = nastav_docs.build(project, out)
    assert report.problems == ()
    return contents(out)


def edit_template(folder: Path) -> None:
    (folder / "templates" / "основы" / "план.docx").write_bytes(docx(p("Новый план"), p("{{ image('gerb.png') }}")))


EDITS: list[tuple[str, Callable[[Path], object]]] = [
    ("a template", edit_template),
    ("a picture", lambda folder: (folder / "gerb.png").write_bytes(png(30, 30))),
    ("the registry", lambda folder: (folder / "schools.csv").write_text(table([row(1), row(3)]), "utf-8-sig")),
    ("a school's file", lambda folder: write(folder / "schools", "people: {teachers: {title: Вожатые}}", "s-1.yaml")),
    ("a school's new file", lambda folder: write(folder / "schools", "order: {number: '77'}", "s-2.yaml")),
    ("the settings", lambda folder: write(folder, CONFIG.replace("Общая встреча", "Первая встреча"))),
    ("everything gone", shutil.rmtree),
]


@pytest.mark.parametrize("edit", [edit for _, edit in EDITS], ids=[name for name, _ in EDITS])
def test_what_is_edited_after_load_changes_nothing_until_reload(tmp_path: Path, edit: Callable[[Path], object]) -> None:
    """An edited template gave old bytes and an edited registry new rows, by whether the project had been used."""
    folder = folder_of(tmp_path)
    project = nastav_docs.load(folder)
    unedited = shutil.copytree(folder, tmp_path / "как было")
    edit(folder)
    expected = built(nastav_docs.load(unedited), tmp_path / "expected")
    assert built(project, tmp_path / "out") == expected
    again = project.reload()
    if folder.exists():
        assert built(again, tmp_path / "again") != expected
    else:
        assert [problem.code for problem in again.problems] == ["ND101"]


def test_a_project_that_was_used_before_an_edit_gives_what_one_gives_that_was_not(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    used, unused = nastav_docs.load(folder), nastav_docs.load(folder)
    found, expected = nastav_docs.check(used), nastav_docs.render(used, "order")
    for _, edit in EDITS:
        edit(folder)
    assert built(used, tmp_path / "used") == built(unused, tmp_path / "unused")
    assert (nastav_docs.render(used, "order"), nastav_docs.render(unused, "order")) == (expected, expected)
    assert nastav_docs.check(unused) == found


def test_an_unpickled_project_prints_what_its_files_were(tmp_path: Path) -> None:
    """A worker elsewhere opened the templates that lay there by the time it came to them."""
    folder = folder_of(tmp_path)
    expected = nastav_docs.render(nastav_docs.load(folder), "order")
    data = pickle.dumps(nastav_docs.load(folder))
    shutil.rmtree(folder)
    assert nastav_docs.render(pickle.loads(data), "order") == expected  # noqa: S301  our own bytes


def test_workers_are_sent_neither_the_registry_nor_the_schools_files(tmp_path: Path) -> None:
    folder = district(tmp_path / "район", [row(number) for number in range(3000)])
    project = nastav_docs.load(folder)
    left = project.snapshot.without(read_schools(project).files)
    with pytest.raises(FileNotFoundError):
        left.read(folder / "schools.csv")
    assert len(pickle.dumps(project.snapshot)) - len(pickle.dumps(left)) > (folder / "schools.csv").stat().st_size
    assert left.read(folder / "district.yaml") == (folder / "district.yaml").read_bytes()


def test_districts_loaded_together_hold_the_shared_templates_once(tmp_path: Path) -> None:
    first, second = (nastav_docs.load(write(tmp_path / name)) for name in ("а", "б"))
    (shared,) = {folder for folder in first.template_folders if folder.parent != first.folder}
    assert first.snapshot.read(shared / "order.docx") is second.snapshot.read(shared / "order.docx")


def test_a_template_made_after_load_is_not_there_until_reload(tmp_path: Path) -> None:
    project = nastav_docs.load(
        write(tmp_path, changed(("template: order.docx", "template: own.docx"), ("file:", "of: order, file:")))
    )
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "own.docx").write_bytes(docx(p("Свой")))
    assert [problem.code for problem in prepared(project).problems] == ["ND214"]
    assert prepared(project.reload()).problems == ()


NAMED = [
    ("a base and a picture", [p('{%p extends "основы/план.docx" %}'), p("{{ image('герб.png') }}")], ("основы/план.docx", "герб.png")),
    ("a tag in several runs", [p(r("{{ image('ге"), r("рб.png') }}"))], ("герб.png",)),
    ("quotes that Word has rounded", [p("{{ image(“герб.png”) }}")], ("герб.png",)),
    ("quotes outside of tags", [p("по форме «план.docx»")], ()),
]  # fmt: skip


@pytest.mark.parametrize(("blocks", "found"), [each[1:] for each in NAMED], ids=[each[0] for each in NAMED])
def test_files_that_a_template_names_are_found_in_its_tags(blocks: list[str], found: tuple[str, ...]) -> None:
    assert files_named(docx(*blocks)) == found


@pytest.mark.parametrize("data", [b"", b"PK\3\4 not a package", b"\xd0\xcf\x11\xe0"])
def test_a_file_that_is_no_docx_names_none(data: bytes) -> None:
    assert files_named(data) == ()
