"""`preview`: one document as pages, again when a file is saved, and what is said without LibreOffice."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nastav_docs.authoring import preview
from nastav_docs.authoring.watch import PAUSE, changes, watched
from nastav_docs.config.project import load
from nastav_docs.pdf import convert, find_office
from tests import minimal
from tests.docx_builder import docx, lines
from tests.paths import DISTRICT_2020


def script(folder: Path, name: str, text: str) -> str:
    """A program of the test's own."""
    file = folder / name
    file.write_text(f"#!{sys.executable}\n{text}")
    file.chmod(0o755)
    return str(file)


# ------------------------------------------------------------------------------------------------------ the office


@pytest.mark.linux
def test_the_office_is_sought_on_the_path_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = script(tmp_path, "libreoffice", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_office(places=()) == program


@pytest.mark.linux
def test_the_office_is_sought_where_it_usually_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    folder = tmp_path / "libreoffice7.6" / "program"
    folder.mkdir(parents=True)
    program = script(folder, "soffice", "")
    assert find_office(places=[f"{tmp_path}/libreoffice*/program/soffice"]) == program
    assert find_office(places=[f"{tmp_path}/openoffice/soffice"]) == ""


def test_without_an_office_the_way_to_get_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "find_office", lambda: "")
    shown = preview.show_document(load(minimal.write(tmp_path)), "order", tmp_path / "out")
    assert shown.files == ()
    assert [(p.code, p.message) for p in shown.problems] == [
        ("ND455", "LibreOffice не найден, а показать страницы умеет он")
    ]
    assert "libreoffice.org" in shown.problems[0].hint
    assert not (tmp_path / "out").exists()


@pytest.mark.linux
def test_an_office_that_hangs_is_ended_with_its_children(tmp_path: Path) -> None:
    mark = tmp_path / "alive"
    child = f"import time, pathlib\nwhile True:\n    pathlib.Path({str(mark)!r}).write_text(str(time.time()))\n    time.sleep(0.05)"
    program = script(tmp_path, "soffice", f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {child!r}])")
    source = tmp_path / "a.docx"
    source.write_bytes(docx("Текст"))
    began = time.monotonic()
    problem = convert(program, source, "pdf", timeout=1.0)
    assert problem is not None
    assert (problem.code, problem.message) == ("ND456", "LibreOffice не ответил за 1 секунд")
    assert time.monotonic() - began < 5
    time.sleep(0.2)
    last = mark.read_text()
    time.sleep(0.3)
    assert mark.read_text() == last


@pytest.mark.linux
@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("import sys; sys.exit('source file could not be loaded')", "source file could not be loaded"),
        ("", "LibreOffice не смог показать документ"),
    ],
)
def test_an_office_that_fails_is_told_of(program: str, words: str, tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes(docx("Текст"))
    problem = convert(script(tmp_path, "soffice", program), source, "pdf")
    assert problem is not None
    assert words in problem.message


def test_an_office_that_does_not_start_is_told_of(tmp_path: Path) -> None:
    problem = convert(str(tmp_path / "нет"), tmp_path / "a.docx", "pdf")
    assert problem is not None
    assert problem.message.startswith("LibreOffice не запускается")


# ------------------------------------------------------------------------------------------------------ the document


@pytest.mark.parametrize(
    ("name", "school", "text"),
    [
        ("order", "", "Об.утверждении|О.внедрении"),
        ("school-order", "", "директор"),
        ("school-order", "berezka", "Березка|Берёзка"),
    ],
)
def test_one_document_is_printed(name: str, school: str, text: str) -> None:
    data, file, problems = preview.printed(load(DISTRICT_2020), name, school)
    assert [p for p in problems if p.severity.value == "error"] == []
    assert data is not None
    assert file.endswith(".docx")
    import re  # noqa: PLC0415 - only here

    assert re.search(text, "\n".join(lines(data)), re.IGNORECASE)


@pytest.mark.parametrize(
    ("name", "school", "code", "message"),
    [
        ("ordre", "", "ND", "Документа «ordre» нет"),
        ("school-order", "berezki", "ND", "Школы «berezki» в реестре нет"),
        ("order", "berezka", "ND", "у школы его нет"),
    ],
)
def test_what_cannot_be_shown_is_told(name: str, school: str, code: str, message: str) -> None:
    data, _, problems = preview.printed(load(DISTRICT_2020), name, school)
    assert data is None
    (problem,) = [p for p in problems if p.severity.value == "error"]
    assert problem.code.startswith(code)
    assert message in problem.message


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The minimal order as PDF and as pages."""
    assert find_office(), "LibreOffice is needed for this test"
    folder = tmp_path_factory.mktemp("shown")
    project = load(minimal.write(folder))
    pdf = preview.show_document(project, "order", folder / "out")
    pages = preview.show_document(project, "order", folder / "out", png=True)
    assert not [p for p in (*pdf.problems, *pages.problems) if p.severity.value == "error"]
    return [*pdf.files, *pages.files]


@pytest.mark.office
def test_pages_are_written(shown: list[Path]) -> None:
    assert [file.name for file in shown[:2]] == ["Приказ 235.pdf", "Приказ 235 1.png"]
    assert len(shown) >= 3  # the order and its annex
    assert shown[0].read_bytes().startswith(b"%PDF")
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in shown[1:])


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def convert(_: str, source: Path, kind: str) -> None:
        source.with_suffix(f".{kind}").write_bytes(b"%PDF")

    monkeypatch.setattr(preview, "convert", convert)
    (tmp_path / "out").write_text("a file where the folder should be")
    shown = preview.show_document(
        load(minimal.write(tmp_path / "district")), "order", tmp_path / "out", office="soffice"
    )
    assert shown.files == ()
    assert [p.code for p in shown.problems] == ["ND503"]


# ------------------------------------------------------------------------------------------------------------- watch


def test_settings_templates_and_pictures_are_watched(tmp_path: Path) -> None:
    folder = minimal.write(tmp_path / "district")
    (folder / "templates").mkdir()
    (folder / "templates" / "order.docx").write_bytes(docx("{{ order.number }}"))
    (folder / "templates" / "~$order.docx").write_bytes(b"Word holds the file")
    (folder / "gerb.png").write_bytes(b"x")
    (folder / "notes.txt").write_text("x")
    found = {file.name for file in watched(load(folder))}
    assert {"district.yaml", "order.docx", "gerb.png", "letter.docx"} <= found
    assert not {"~$order.docx", "notes.txt"} & found


def test_a_change_is_taken_when_the_file_has_come_to_rest() -> None:
    file, other = Path("a.docx"), Path("b.yaml")
    states = iter(
        [
            {file: (1, 10)},
            {file: (1, 10)},  # nothing yet
            {file: (2, 3)},  # Word is writing
            {file: (2, 9)},
            {file: (2, 12)},
            {file: (2, 12)},  # at rest: told once
            {file: (2, 12)},
            {other: (5, 5)},  # one gone, another new
            {other: (5, 5)},
        ]
    )
    waited: list[float] = []
    found = changes(lambda: next(states), waited.append)
    assert next(found) == (file,)
    assert next(found) == (file, other)
    assert set(waited) == {PAUSE}


def test_files_that_a_broken_yaml_no_longer_names_have_not_changed(tmp_path: Path) -> None:
    yaml, lower = tmp_path / "district.yaml", tmp_path / "programme.yaml"
    lower.write_text("still there")
    whole, broken, mended = {yaml: (1, 1), lower: (1, 1)}, {yaml: (2, 2)}, {yaml: (3, 3), lower: (1, 1)}
    states = iter([whole, broken, broken, mended, mended])
    found = changes(lambda: next(states), lambda _: None)
    assert [next(found), next(found)] == [(yaml,), (yaml,)]


def test_a_broken_yaml_does_not_end_the_watch(tmp_path: Path) -> None:
    folder = minimal.write(tmp_path)
    broken = minimal.write(tmp_path, "order: [", "district.yaml")
    assert broken == folder
    assert folder / "district.yaml" in watched(load(folder))


def test_the_command_says_what_is_wrong_and_ends_with_1(tmp_path: Path) -> None:
    folder = minimal.write(tmp_path)
    command = [sys.executable, "-m", "nastav_docs", "preview", str(folder), "prikaz", "-o", str(tmp_path / "out")]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8", env=environment)
    assert done.returncode == 1
    assert "Документа «prikaz» нет" in done.stderr
