"""The program on people's machines: any code page, output redirected, closed or missing, and files that the system refuses."""

from __future__ import annotations

import io
import json
import os
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from nastav_docs.builder.dask_cluster import executor_of
from nastav_docs.cli.output import fit, nearest_sign
from nastav_docs.config.project import ConfigError
from nastav_docs.files import replace_file
from tests.cli.test_main import said
from tests.minimal import write
from tests.paths import ROOT
from tests.word_file import paragraph, word_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a district, and a paper of which the checker says «→»."""
    folder = tmp_path_factory.mktemp("machine")
    write(folder / "district")
    (folder / "a.docx").write_bytes(word_file(paragraph("приказ №235 от 25.12.2019г. – «наставник…»")))
    return folder


LINES = {
    "build": "build district -o out",
    "check": "check district --format json",
    "lint": "lint a.docx --fix fixed",
    "init": "init there",
    "explain": "explain ND717",
    "decline": "decline Иванов",
    "templates list": "templates list district",
    "templates fields": "templates fields district",
    "templates override": "templates override district nosuch.docx",
    "templates check": "templates check a.docx",
    "templates diff": "templates diff a.docx a.docx",
    "preview": "preview district nosuch",
    "show": "show district",
    "due": "due district",
    "collect": "collect district nosuch",
    "pack": "pack district",
    "import": "import a.docx -o imported",
    "export": "export --xlsx district -o book.xlsx",
    "init --xlsx": "init --xlsx books",
    "diff": "diff district district",
    "amend": "amend district district -o amended",
    "profile learn": "profile learn a.docx",
    "lint --form": "lint a.docx --fix formed --form",
    "roadmap": "roadmap district",
    "report": "report district",
    "execution": "execution district",
    "journal": "journal district",
    "monitor": "monitor district",
    "a dropped paper": "a.docx",
    "help": "--help",
    **{f"{name} --help": f"{name} --help" for name in ("build", "check", "lint", "init", "explain", "decline", "templates", "preview")},
    "wrong usage": "biuld x",
}  # fmt: skip
# Every command in one process, one after another: a traceback of any ends it with a status of its own.
ALL = f"""
import sys
from nastav_docs.cli import main
for line in {list(LINES.values())!r}:
    sys.argv = ["nastav-docs", *line.split()]
    try:
        main()
    except SystemExit as ended:
        if ended.code not in (0, 1, 2):
            sys.exit(f"{{line}}: {{ended.code}}")
sys.exit(42)
"""
CODE_PAGES: dict[str, dict[str, str]] = {
    "cp1251": {"PYTHONIOENCODING": "cp1251"},
    "cp866": {"PYTHONIOENCODING": "cp866"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "latin-1": {"PYTHONIOENCODING": "latin-1"},
    "C": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
}


def run(line: str, place: Path, how: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A command line by the shell; `how` stands after it, «>&-»."""
    command = f'"{sys.executable}" -m nastav_docs {line} {how}'
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONUTF8", "PYTHONIOENCODING"}}
    environ = {**kept, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, shell=True, capture_output=True, check=False, cwd=place, env=environ)  # noqa: S602  the test's own line


def run_all(place: Path, how: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Every command, see `ALL`; the status is 42 when all came to their end."""
    (place / "all.py").write_text(ALL, "utf-8")
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONUTF8", "PYTHONIOENCODING"}}
    environ = {**kept, "PYTHONPATH": str(ROOT), **environment}
    line = (
        f'{{ "{sys.executable}" -W error all.py; echo $? > status; }} {how}'
        if "|" in how
        else f'"{sys.executable}" -W error all.py {how}'
    )
    return subprocess.run(line, shell=True, capture_output=True, check=False, cwd=place, env=environ)  # noqa: S602  the test's own line


@pytest.mark.parametrize("page", CODE_PAGES)
def test_every_command_speaks_in_any_code_page(page: str, place: Path) -> None:
    done = run_all(place, **CODE_PAGES[page])
    encoding = page if page in {"cp1251", "cp866"} else "utf-8"
    answer, errors = done.stdout.decode(encoding), done.stderr.decode(encoding)
    assert (done.returncode, "Traceback" in errors) == (42, False), errors
    assert "Использование: nastav-docs lint" in answer
    assert "Иванову" in answer
    assert "Нет такой команды" in errors


def test_signs_that_a_code_page_lacks_become_the_nearest(place: Path) -> None:
    done = run("lint a.docx", place, PYTHONIOENCODING="cp866")
    assert "№235" in done.stdout.decode("cp866").replace("\u00a0", " ")
    assert "-> № 235" in done.stdout.decode("cp866").replace("\u00a0", " ")


def test_json_stays_json_in_a_code_page_without_its_signs(place: Path) -> None:
    plain = json.loads(run("lint a.docx --format json", place, PYTHONIOENCODING="utf-8").stdout)
    assert json.loads(run("lint a.docx --format json", place, PYTHONIOENCODING="cp866").stdout.decode("cp866")) == plain


@pytest.mark.parametrize(
    ("text", "encoding", "printed"),
    [
        ("«план» – 5 → 6…", "cp866", b'"\xaf\xab\xa0\xad" - 5 -> 6...'),
        ("№ 5 ≥ 3", "cp1251", b"\xb9 5 >= 3"),
        ("имя\udcff", "utf-8", "имя".encode() + b"\xff"),
        ("漢字", "cp1251", b"??"),
    ],
)
def test_the_nearest_sign(text: str, encoding: str, printed: bytes) -> None:
    import codecs  # noqa: PLC0415  for this handler alone

    codecs.register_error("tests.nearest", nearest_sign)
    assert text.encode(encoding, "tests.nearest") == printed


@pytest.mark.linux
@pytest.mark.parametrize("how", [">&-", ">&- 2>&- <&-", "2>&-"])
def test_a_closed_output_hurts_no_command(how: str, place: Path) -> None:
    assert run_all(place, how).returncode == 42


@pytest.mark.linux
@pytest.mark.parametrize("how", ["| true", "2>&1 | true"])
def test_a_reader_that_goes_away_hurts_no_command(how: str, place: Path) -> None:
    assert b"Traceback" not in run_all(place, how).stderr
    assert (place / "status").read_text().strip() == "42"


@pytest.mark.linux
def test_a_build_whose_output_nobody_reads_is_finished(place: Path) -> None:
    run("build district -o quiet", place, "2>&1 | true")
    assert [file.name for file in (place / "quiet").glob("*.docx")] == ["Приказ 235.docx"]


@pytest.mark.linux
def test_an_answer_on_a_full_disk_is_told(place: Path) -> None:
    done = run("explain ND717", place, ">/dev/full")
    assert done.returncode == 1
    assert done.stderr.decode().startswith("Ответ записан не весь: на диске нет места;")


@pytest.mark.linux
def test_decline_stops_when_nobody_reads(place: Path) -> None:
    """Its lines come without an end: the next command of the shell is reached all the same."""
    line = f'yes Иванов | "{sys.executable}" -m nastav_docs decline | head -1; echo done'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(line, shell=True, capture_output=True, check=False, cwd=place, env=environment, timeout=60)  # noqa: S602  as above
    assert done.stdout.splitlines()[-1] == b"done"


def test_without_any_output_as_under_pythonw_the_null_device_serves() -> None:
    stream = fit(None)
    stream.write("слово")
    stream.close()
    own = io.StringIO()
    assert fit(own) is own


# Files that the system refuses


def refuse(number: int) -> Callable[[Path, bytes], None]:
    def write_it(path: Path, _: bytes) -> None:
        raise OSError(number, os.strerror(number), str(path))

    return write_it


BAD = ("file/x", "long", "loop/x")
WRITING = (
    "init {}", "init {} --registry", "build district -o {}", "templates fields district --docx {}/a.docx",
    "lint a.docx --fix {}", "lint a.docx --annotate {}",
)  # fmt: skip
READING = (
    "check {}", "build {}", "lint {}", "lint a.docx --acts {}", "lint a.docx --profile {}.yaml", "templates list {}",
    "templates fields {}", "templates check {}", "templates diff {} a.docx", "templates override {} order.docx",
    "preview {} order",
)  # fmt: skip


@pytest.mark.linux
@pytest.mark.parametrize("line", [*WRITING, *READING])
@pytest.mark.parametrize("bad", BAD)
def test_a_path_that_the_system_refuses_is_told_in_a_sentence(
    line: str, bad: str, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(place)
    (place / "file").write_text("a file where a folder is wanted", "utf-8")
    if not (place / "loop").is_symlink():
        (place / "loop").symlink_to("loop")
    wanted = "д" * 300 if bad == "long" else bad
    status, out, errors = said(capsys, *line.format(wanted).split())
    assert status == 1
    assert wanted.partition("/")[0] in out + errors
    assert "ошибка ND" in out + errors


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("nastav_docs.authoring.new_project", "init new"),
        ("nastav_docs.authoring.new_project", "init new --registry"),
        ("nastav_docs.files", "templates fields district --docx names.docx"),
        ("nastav_docs.review.marked_copies", "lint a.docx --fix copies"),
        ("nastav_docs.review.marked_copies", "lint a.docx --annotate copies"),
    ],
)
def test_a_file_open_in_word_is_named_with_what_to_do(
    module: str, line: str, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On Windows such a file gives PermissionError."""
    monkeypatch.chdir(place)
    monkeypatch.setattr(f"{module}.replace_file", refuse(13))
    status, _, errors = said(capsys, *line.split())
    assert status == 1
    assert "нет прав на запись, или файл открыт в Word" in errors
    assert "→ закройте файл в Word или назовите папку, куда можно писать" in errors


@pytest.mark.linux
@pytest.mark.parametrize(
    "line",
    ["init limited", "init limited --registry", "build district -o limited", "templates fields district --docx limited.docx",
     "lint a.docx --fix limited", "lint a.docx --annotate limited"],
)  # fmt: skip
def test_a_limit_of_the_size_of_files_is_told(line: str, place: Path) -> None:
    """`ulimit -f`; nothing half-written is left."""
    import resource  # noqa: PLC0415  of POSIX only

    done = subprocess.run(
        [sys.executable, "-m", "nastav_docs", *line.split()],
        capture_output=True, check=False, cwd=place, env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600)),
    )  # fmt: skip
    assert done.returncode == 1
    assert "файл больше, чем разрешает система" in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert list((place / "limited").rglob("*.tmp")) == []


def test_what_no_command_has_foreseen_is_a_sentence_too(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_space(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "D:/x")

    monkeypatch.chdir(place)
    monkeypatch.setattr("nastav_docs.config.load", no_space)
    status, _, errors = said(capsys, "check", "district")
    assert (status, errors.splitlines()) == (
        1,
        [
            "D:/x: ошибка ND521: «D:/x» не открывается и не записывается: на диске нет места.",
            "    → освободите место или назовите папку на другом диске",
            "Всего: 1 ошибка.",
        ],
    )


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        replace_file(tmp_path / "folder", b"x")
    assert [file.name for file in tmp_path.iterdir()] == ["folder"]


# A scheduler of Dask that is of no use


def test_a_scheduler_that_never_answers_is_told_of_within_10_seconds() -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        address = f"tcp://127.0.0.1:{mute.getsockname()[1]}"
        began = time.monotonic()
        with pytest.raises(ConfigError) as raised, executor_of(address):
            pass
    assert raised.value.diagnostics[0].message == f"Планировщик Dask «{address}» не отвечает."
    assert time.monotonic() - began < 10
