"""Writing documents into a folder: whole or not at all, equal byte for byte, and nobody else's file touched."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import zipfile
from dataclasses import astuple
from typing import TYPE_CHECKING

import pytest

from nastav_docs import build
from nastav_docs.builder import built_documents
from nastav_docs.builder.manifest import STATE
from nastav_docs.builder.output_folder import locked
from nastav_docs.config.project import load
from tests.many import CONFIG, district, row
from tests.minimal import MINIMAL, changed, write
from tests.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nastav_docs.builder.build_project import Report

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


# What stands in a document's place


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


# Left over


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


# Killed


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
    journal = "\n".join(json.dumps([path, *astuple(entry)]) for path, entry in entries.items())
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


# Two at once


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


# The folder cannot be written to


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


# The manifest

BROKEN = [
    ("пустая", b""),
    ("оборванная", b'{"version": 1, "documents": ['),
    ("чужая", b"[]"),
    ("не UTF-8", b"\xff\xfe\x00"),
    ("другой версии", b'{"version": 99, "documents": [\n]}\n'),
    ("глубоко вложенная", b"[" * 100_000),
]


@pytest.mark.parametrize("file", ["manifest.sqlite", "manifest.json"])
@pytest.mark.parametrize(("name", "data"), BROKEN, ids=[name for name, _ in BROKEN])
def test_a_broken_manifest_is_told_of_and_costs_no_document(tmp_path: Path, name: str, data: bytes, file: str) -> None:
    config, out = district(tmp_path / "config", [row(1)]), tmp_path / "out"
    build(load(config), out)
    whole = contents(out)
    (out / STATE / file).write_bytes(data)
    report = build(load(config), out)
    # The documents are the very ones that would be written: they are known for ours again.
    assert (codes(report), report.ok, len(report.unchanged), contents(out)) == (["ND507"], True, 3, whole), name
    assert build(load(config), out).problems == ()
    assert sorted(file.name for file in (out / STATE).iterdir()) == ["lock", "manifest.sqlite"]


def test_a_manifest_of_an_earlier_release_is_read_and_replaced(tmp_path: Path) -> None:
    """It was JSON, a document a line, all of it in memory: 60 MB of a region's 120,000 documents."""
    config, out = district(tmp_path / "config", [row(1)]), tmp_path / "out"
    build(load(config), out)
    lines = ",\n".join(json.dumps([path, *astuple(entry)]) for path, entry in built_documents(out).items())
    columns = '["path", "sha256", "size", "mtime_ns", "inputs", "school"]'
    text = f'{{"version": 1, "columns": {columns}, "documents": [\n{lines}\n]}}\n'
    (out / STATE / "manifest.sqlite").unlink()
    (out / STATE / "manifest.json").write_text(text, "utf-8")
    assert len(built_documents(out)) == 3
    (out / "Письмо 1.docx").unlink(missing_ok=True)
    changed_words = district(tmp_path / "config", [row(1)], CONFIG.replace("Формирование", "Создание"))
    report = build(load(changed_words), out)
    assert (codes(report), report.kept) == ([], ())
    assert len(report.written) > 0
    assert sorted(file.name for file in (out / STATE).iterdir()) == ["lock", "manifest.sqlite"]


def test_a_manifest_cut_off_in_the_middle_is_told_of(tmp_path: Path) -> None:
    config, out = district(tmp_path / "config", [row(1)]), tmp_path / "out"
    build(load(config), out)
    manifest = out / STATE / "manifest.sqlite"
    manifest.write_bytes(manifest.read_bytes()[:5000])
    assert built_documents(out) == {}
    assert codes(build(load(config), out)) == ["ND507"]
    assert len(built_documents(out)) == 3


def test_the_folder_is_read_as_it_was_while_a_build_goes_on(tmp_path: Path) -> None:
    config, out = district(tmp_path / "config", [row(1)]), tmp_path / "out"
    build(load(config), out)
    seen = []
    build(
        load(district(tmp_path / "config", [row(1), row(2)])),
        out,
        progress=lambda *_: seen.append(len(built_documents(out))),
    )
    assert (seen, len(built_documents(out))) == ([3, 3], 5)


def test_a_manifest_that_names_files_outside_the_folder_is_not_believed(tmp_path: Path) -> None:
    config, out = write(tmp_path / "config"), tmp_path / "out"
    build(load(config), out)
    mine = write(tmp_path, "моё", "моё.txt") / "моё.txt"
    manifest = out / STATE / "manifest.sqlite"
    for path in ("../моё.txt", str(mine), "a/../../моё.txt"):
        with contextlib.closing(sqlite3.connect(manifest)) as documents, documents:
            line = (path, "0" * 64, 6, mine.stat().st_mtime_ns, "", "s")
            documents.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)", line)
        assert built_documents(out) == {}
        assert codes(build(load(config), out, prune=True, force=True)) == ["ND507"]
        assert mine.read_text("utf-8") == "моё"


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
