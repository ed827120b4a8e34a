"""Writing documents into a folder: all that are asked for or none, and equal byte for byte."""

from __future__ import annotations

import importlib
import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from nastav_docs import build
from nastav_docs.builder import built_documents
from nastav_docs.config.project import load
from tests.builder.folder_of_results import DOCUMENT, command, contents, times
from tests.many import CONFIG, district, row
from tests.minimal import MINIMAL, changed, write
from tests.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def test_a_build_writes_every_document_and_a_manifest(tmp_path: Path) -> None:
    out = tmp_path / "out"
    report = build(load(district(tmp_path / "config", [row(1), row(2)])), out)
    made = {DOCUMENT, "s-1/Приказ 1-ОД.docx", "s-1/План.docx", "s-2/Приказ 2-ОД.docx", "s-2/План.docx"}
    assert (report.ok, set(report.written), set(contents(out))) == (True, made, made)
    assert {path: entry.school for path, entry in built_documents(out).items()} == {
        path: path.partition("/")[0] if "/" in path else "" for path in made
    }


# Byte for byte


def test_two_builds_are_equal_whatever_the_seed_the_time_zone_the_folder_and_the_locale(tmp_path: Path) -> None:
    config = district(tmp_path / "config", [row(1), row(2)])
    worlds = [
        (ROOT, {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"}),
        (tmp_path, {"PYTHONHASHSEED": "4242", "TZ": "Asia/Vladivostok", "LC_ALL": "C.UTF-8"}),
    ]
    made = []
    for number, (cwd, environment) in enumerate(worlds):
        out = tmp_path / f"out{number}"
        path = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment}
        done = command("build", config, "-o", out, cwd=cwd, env=path)
        assert done.returncode == 0, done.stderr
        made.append(contents(out))
    assert made[0] == made[1]
    assert len(made[0]) == 5


def test_a_second_build_touches_no_file(tmp_path: Path) -> None:
    config, out = district(tmp_path / "config", [row(1), row(2)]), tmp_path / "out"
    build(load(config), out)
    before = times(out)
    report = build(load(config), out)
    assert (report.ok, report.written, len(report.unchanged)) == (True, (), 5)
    assert times(out) == before


def test_a_second_build_says_that_nothing_changed(tmp_path: Path) -> None:
    config, out = write(tmp_path / "config"), tmp_path / "out"
    said = [command("build", config, "-o", out).stdout for _ in range(2)]
    assert said == [f"записан        {out / DOCUMENT}\n", f"без изменений  {out / DOCUMENT}\n"]


def test_a_document_that_is_gone_is_written_again(tmp_path: Path) -> None:
    config, out = district(tmp_path / "config", [row(1)]), tmp_path / "out"
    build(load(config), out)
    whole = contents(out)
    for path in whole:
        (out / path).unlink()
    assert len(build(load(config), out).written) == 3
    assert contents(out) == whole


# What is asked for


def test_only_the_named_document_is_written(tmp_path: Path) -> None:
    project, out = load(district(tmp_path / "config", [row(1), row(2)])), tmp_path / "out"
    assert build(project, out, only=["school-plan"]).written == ("s-1/План.docx", "s-2/План.docx")
    report = build(project, out)
    assert (report.problems, len(report.written), len(report.unchanged)) == ((), 3, 2)


def test_an_unknown_document_is_told_of_with_a_guess_and_nothing_is_written(tmp_path: Path) -> None:
    report = build(load(write(tmp_path / "config")), tmp_path / "out", only=["ordre"])
    assert [(problem.message, problem.hint) for problem in report.problems] == [
        ("Документа «ordre» нет.", "Может быть, «order»?")
    ]
    assert not (tmp_path / "out").exists()


CANNOT: list[tuple[str, list[str], list[str], list[tuple[str, str, str]]]] = [
    (
        "a document of the district, for one school", ["order"], ["s-1"],
        [("error", "Документ «order» не собран: он один на весь округ, а собрать просят документы школ (--school).", "Уберите --school или назовите документ школы: school-order, school-plan.")],
    ),
    (
        "one of each, for one school", ["order", "school-plan"], ["s-1"],
        [("warning", "Документ «order» не собран: он один на весь округ, а собрать просят документы школ (--school).", "Уберите --school или назовите документ школы: school-order, school-plan.")],
    ),
    ("a document of schools, for one school", ["school-plan"], ["s-1"], []),
    ("a document of the district", ["order"], [], []),
]  # fmt: skip


@pytest.mark.parametrize(("only", "schools", "told"), [each[1:] for each in CANNOT], ids=[each[0] for each in CANNOT])
def test_a_document_asked_for_that_cannot_be_made_is_told_of(
    tmp_path: Path, only: list[str], schools: list[str], told: list[tuple[str, str, str]]
) -> None:
    """`--only order --school s-1` wrote nothing and said nothing."""
    project = load(district(tmp_path / "район", [row(1), row(2)]))
    report = build(project, tmp_path / "out", only=only, schools=schools)
    assert [(problem.severity, problem.message, problem.hint) for problem in report.problems] == told
    assert report.ok == bool(report.written)
    assert (tmp_path / "out").exists() == report.ok


def test_a_document_of_schools_in_a_district_without_schools_is_told_of(tmp_path: Path) -> None:
    text = CONFIG.replace("schools: schools.csv\n", "")
    report = build(load(write(tmp_path / "район", text)), tmp_path / "out", only=["school-plan"])
    assert [(problem.code, problem.message) for problem in report.problems if problem.severity == "error"] == [
        ("ND510", "Документ «school-plan» не собран: его делают для каждой школы, а школ нет.")
    ]


FATAL = [
    ("в настройках", "signed_by: head", "signed_by: haed"),
    ("в тексте", "roadmap.title | acc", "roadmap.titel | acc"),
    ("в имени файла", "Приказ {{ order.number }}", "../Приказ"),
    ("в имени шаблона", "template: order.docx", "template: ordr.docx"),
    ("в человеке", "Петрова Анна Ивановна", "Цой Женя"),
]


@pytest.mark.parametrize(("where", "right", "wrong"), FATAL, ids=[where for where, _, _ in FATAL])
def test_with_an_error_nothing_is_written_not_even_the_folder(
    tmp_path: Path, where: str, right: str, wrong: str
) -> None:
    report = build(load(write(tmp_path / "config", changed((right, wrong)))), tmp_path / "out")
    assert (report.ok, report.written, (tmp_path / "out").exists()) == (False, (), False), where


def test_a_template_that_fails_while_printing_leaves_no_folder_either(tmp_path: Path) -> None:
    folder = write(tmp_path / "config", MINIMAL)
    package = ROOT / "templates" / "order.docx"
    own = folder / "templates" / "order.docx"
    own.parent.mkdir()
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(own, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                spoilt = data.replace(b"order.verb", b"order.vreb")
                assert spoilt != data
                data = spoilt
            new.writestr(name, data)
    report = build(load(folder), tmp_path / "out")
    assert (report.ok, (tmp_path / "out").exists()) == (False, False)


def test_the_names_of_unfinished_files_are_short_whatever_the_document_is_called(tmp_path: Path) -> None:
    name = "🎓" * 58  # 232 bytes
    config = write(tmp_path / "config", changed(("Приказ {{ order.number }}", name)))
    report = build(load(config), tmp_path / "out")
    assert (report.problems, report.written) == ((), (f"{name}.docx",))


def test_progress_is_told_from_the_first_school_to_the_last(tmp_path: Path) -> None:
    config = district(tmp_path / "config", [row(1), row(2)])
    told: list[tuple[int, int]] = []
    for _ in range(2):
        build(load(config), tmp_path / "out", progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (2, 2), (2, 2)]


def test_other_projects_built_meanwhile_do_not_take_the_place_of_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.import_module("nastav_docs.builder.running_build"), "CHUNK", 1)
    others = [load(district(tmp_path / name, [row(9)])) for name in ("other", "third")]

    def build_others(_done: int, _total: int) -> None:
        for number, other in enumerate(others):
            assert build(other, tmp_path / f"out-{number}").ok

    config = district(tmp_path / "config", [row(1), row(2)])
    report = build(load(config), tmp_path / "out", progress=build_others)
    assert (report.problems, len(report.written)) == ((), 5)


def test_a_large_registry_held_packed_gives_the_same_documents_and_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [row(number) for number in range(1, 8)]
    rows[4][3] = ""  # no head: an error of this school alone
    config = district(tmp_path / "config", rows)
    plain = build(load(config), tmp_path / "plain")
    monkeypatch.setattr(importlib.import_module("nastav_docs.builder.build_project"), "MANY_ROWS", 0)
    monkeypatch.setattr(importlib.import_module("nastav_docs.builder.running_build"), "CHUNK", 3)
    project = load(config)
    packed = build(project, tmp_path / "packed", jobs=2)
    assert contents(tmp_path / "packed") == contents(tmp_path / "plain")
    assert len(packed.written) == 1 + 2 * 6
    assert packed.problems == plain.problems
    assert [problem.code for problem in packed.problems] == ["ND612"]
    assert build(project, tmp_path / "packed", schools=["s-7"]).unchanged == ("s-7/План.docx", "s-7/Приказ 7-ОД.docx")
    rows[0][6], rows[1][6] = "11-ОД", "12-ОД"
    report = build(load(district(config, rows)), tmp_path / "packed", jobs=2, prune=True)
    assert sorted(report.written) == [
        "s-1/План.docx",
        "s-1/Приказ 11-ОД.docx",
        "s-2/План.docx",
        "s-2/Приказ 12-ОД.docx",
    ]
    assert sorted(report.removed) == ["s-1/Приказ 1-ОД.docx", "s-2/Приказ 2-ОД.docx"]
