"""The command line: exit statuses, words of wrong usage, and what each command prints."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from click.testing import CliRunner

from nastav_docs import __version__
from nastav_docs.cli.russian_click import run
from nastav_docs.diagnostics import codes
from tests.minimal import changed, write
from tests.paths import ROOT

if TYPE_CHECKING:
    from nastav_docs.diagnostics.problem import Code


def said(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Exit status, standard output and errors of a command line in this process."""
    from nastav_docs.cli.main import cli  # noqa: PLC0415  its commands load what they need by themselves

    with pytest.raises(SystemExit) as exited:
        run(cli, [str(argument) for argument in arguments])
    printed = capsys.readouterr()
    assert isinstance(exited.value.code, int)
    return exited.value.code, printed.out, printed.err


# What the program prints in when `make machines` runs the tests.
ENCODING = os.environ.get("PYTHONIOENCODING") or "utf-8"


def process(*arguments: str | Path, **options: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "nastav_docs", *map(str, arguments)]
    return subprocess.run(line, capture_output=True, encoding=ENCODING, check=False, cwd=ROOT, **options)  # type: ignore[call-overload, no-any-return]  # options go through as they are


# Exit statuses


def test_a_build_without_errors_exits_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    status, printed, errors = said(capsys, "build", write(tmp_path / "config"), "-o", out)
    assert (status, printed, errors) == (0, f"записан        {out / 'Приказ 235.docx'}\n", "")


def test_errors_in_the_config_exit_with_1_and_write_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = write(tmp_path / "config", changed(("signed_by: head", "signed_by: haed")))
    status, printed, errors = said(capsys, "build", config, "-o", tmp_path / "out")
    assert (status, printed, (tmp_path / "out").exists()) == (1, "", False)
    assert errors.splitlines() == [
        f"{config / 'district.yaml'}:17:14: ошибка ND206: Роли «haed» нет в разделе «people».",
        "   17 |   signed_by: haed",
        "                     ^^^^",
        "    → Может быть, «head»?",
        "Всего: 1 ошибка.",
        "Ничего не записано.",
    ]


USAGE = [
    ("build", "Не указано: ПАПКА …."),
    ("biuld x", "Нет такой команды. Может быть, «build»?"),
    ("build --jobs 0 x", "Значение для «--jobs» не подходит. Нужно целое число от 1."),
    ("build --jobs много x", "Значение для «--jobs» не подходит. Нужно целое число от 1."),
    ("open --port 70000 x", "Значение для «--port» не подходит. Нужно целое число от 0 до 65535."),
    ("due x --within скоро", "--within: напишите число дней: 30d."),
    ("due x --on вчера", "--on: не дата: «вчера»; нужно, например, 02.11.2020."),
    ("monitor x y --period abc", "--period: «abc» – не период. Примеры: 2021, 2021/2022,"),
    ("build x --jobs", "После «--jobs» нужно значение."),
    ("build --forse x", "Нет параметра «--forse». Может быть, «--force»?"),
    ("check --format xml x", "Значение для «--format» не подходит. Можно: text, json, sarif."),
    ("explain", "Не указано: КОД."),
    ("explain ND101 ND102", "Лишнее в команде: «ND102»."),
    ("init", "Не указано: ПАПКА."),
    ("decline --kind слово x", "Значение для «--kind» не подходит. Можно: person, job,"),
]


@pytest.mark.parametrize(("line", "message"), USAGE)
def test_wrong_usage_exits_with_2_and_says_where_help_is(
    line: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, printed, errors = said(capsys, *line.split())
    assert (status, printed) == (2, "")
    assert errors.startswith(message)
    assert "Справка: nastav-docs" in errors
    assert not re.search(r"Error|Usage|Try|Invalid|Missing", errors)


def test_a_file_to_import_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, errors = said(capsys, "import", tmp_path / "приказ.docx", tmp_path / "план.doc", "-o", tmp_path / "out")
    assert (status, (tmp_path / "out").exists()) == (1, False)
    assert "приказ.docx: ошибка ND700: Файл не читается: такого файла нет" in errors
    assert "план.doc: ошибка ND970: Файл «план.doc» не читается: такого файла нет" in errors


def test_a_pack_of_a_folder_without_settings_is_told_of_the_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, errors = said(capsys, "pack", tmp_path / "раен")
    assert status == 1
    assert "раен/district.yaml: ошибка ND101" in errors
    assert "build" not in errors


# Help


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "--version") == (0, f"nastav-docs {__version__}\n", "")


COMMANDS = ["build", "check", "lint", "init", "explain", "decline", "templates", "preview"]


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_russian(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, printed, errors = said(capsys, *command.split(), "--help")
    assert (status, errors) == (0, "")
    assert printed.startswith("Использование: nastav-docs")
    assert not re.search(r"Usage|Options|Commands|Arguments|Show this|default|required", printed)


def test_without_a_command_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    status, printed, _ = said(capsys)
    assert (status, [command for command in COMMANDS if f"\n  {command} " not in printed]) == (0, [])


def test_help_answers_at_once_and_prints_nothing_else() -> None:
    took = []
    for _ in range(3):
        before = os.times()
        done = process("--help")
        after = os.times()
        took.append(after.children_user + after.children_system - before.children_user - before.children_system)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("Использование:")
    assert min(took) < 0.2


def test_help_loads_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "nastav_docs", "--help"],
        capture_output=True,
        encoding=ENCODING,
        check=True,
        cwd=ROOT,
    )
    loaded = set(re.findall(r"\| +(\w+)", done.stderr))
    assert (
        loaded & {"pydantic", "jinja2", "lxml", "pymorphy3", "pytrovich", "rich", "yaml", "openpyxl", "babel"} == set()
    )


# check


def test_check_says_that_all_is_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = write(tmp_path / "config")
    assert said(capsys, "check", config) == (0, "Ошибок нет.\n", "")
    assert list(tmp_path.iterdir()) == [config]


def test_check_as_json_is_a_list_with_the_fields_of_the_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = write(tmp_path / "config", changed(("signed_by: head", "signed_by: haed")))
    status, printed, errors = said(capsys, "check", config, "--format", "json")
    assert (status, errors) == (1, "")
    (problem,) = json.loads(printed)
    file = str(config / "district.yaml")
    assert problem == {
        "code": "ND206", "rule": problem["rule"], "severity": "error", "confidence": "certain",
        "place": {"file": file, "line": 17, "column": 14, "end_column": 18, "words": ""},
        "text": "haed", "message": "Роли «haed» нет в разделе «people».", "hint": "Может быть, «head»?",
    }  # fmt: skip


def test_check_as_json_of_a_good_config_is_an_empty_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, printed, _ = said(capsys, "check", write(tmp_path / "config"), "--format", "json")
    assert (status, json.loads(printed)) == (0, [])


def test_a_folder_that_is_not_there_is_an_error_of_the_user(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, errors = said(capsys, "check", tmp_path / "нет")
    assert status == 1
    assert "ошибка ND101" in errors


# explain


@pytest.mark.parametrize("code", codes.all_codes().values(), ids=codes.all_codes().keys())
def test_every_code_is_explained(code: Code, capsys: pytest.CaptureFixture[str]) -> None:
    status, printed, _ = said(capsys, "explain", code.code)
    assert status == 0
    assert printed.startswith(f"{code.code} {code.rule} – ")
    parts = (code.title, code.why, code.wrong, code.right)
    assert all(part.strip() for part in parts)
    shown = " ".join(printed.split())
    assert [part for part in parts if " ".join(part.split()) not in shown] == []
    assert "Неверно:\n" in printed
    assert "Верно:\n" in printed


def declared() -> list[str]:
    """The codes as they are written in the files, each as often as it is."""
    files = sorted((ROOT / "nastav_docs" / "diagnostics" / "codes").glob("*.py"))
    return [code for file in files for code in re.findall(r'Code\(\s*"(ND\d+)"', file.read_text("utf-8"))]


def test_no_code_is_declared_twice() -> None:
    assert len(declared()) == len(set(declared())) == len(codes.all_codes())


def test_every_declared_code_is_used() -> None:
    used = "\n".join(
        file.read_text("utf-8") for file in (ROOT / "nastav_docs").rglob("*.py") if file.parent.name != "codes"
    )
    names = [
        name
        for file in sorted((ROOT / "nastav_docs" / "diagnostics" / "codes").glob("*.py"))
        for name in re.findall(r"^(\w+)(?:: Final)? = Code\(", file.read_text("utf-8"), re.MULTILINE)
    ]
    assert sorted(set(names) - set(re.findall(r"\b[A-Z][A-Z0-9_]+\b", used))) == []


@pytest.mark.parametrize("name", ["nd103", " ND103 ", "YAML-SYNTAX"])
def test_a_code_is_found_however_it_is_written(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, printed, _ = said(capsys, "explain", name)
    assert (status, printed.partition(" ")[0]) == (0, "ND103")


def test_an_unknown_code_exits_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "explain", "ND099") == (1, "", "Кода «ND099» нет.\n")


# init


def test_init_writes_a_config_that_builds_without_an_edit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = tmp_path / "мой округ", tmp_path / "out"
    status, printed, _ = said(capsys, "init", folder)
    assert (status, printed.count("записан")) == (0, len(list(folder.iterdir())))
    status, printed, errors = said(capsys, "build", folder, "-o", out)
    assert (status, errors) == (0, "")
    assert len(list(out.glob("*.docx"))) == printed.count("записан") > 0
    assert f"\nЗаписано документов: {printed.count('записан')}\n" in printed


def test_init_does_not_overwrite(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "init", tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    write(tmp_path, "моё")
    status, printed, errors = said(capsys, "init", tmp_path)
    assert (status, printed) == (1, "")
    assert "уже есть: он не тронут" in errors
    assert (tmp_path / "district.yaml").read_text("utf-8") == "моё"
    assert {file.name for file in tmp_path.iterdir()} == set(before)


def test_init_writes_an_empty_registry_that_a_spreadsheet_opens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, printed, _ = said(capsys, "init", tmp_path, "--registry")
    (file,) = tmp_path.iterdir()
    assert (status, printed) == (0, f"записан        {file}\n")
    sheet = openpyxl.load_workbook(file).worksheets[0]
    headings = {str(cell.value) for line in sheet.iter_rows(max_row=10) for cell in line if cell.value}
    assert {"Код", "Директор*", "Куратор"} <= headings


# decline


def test_decline_shows_six_forms_and_where_they_come_from(capsys: pytest.CaptureFixture[str]) -> None:
    status, printed, _ = said(capsys, "decline", "Ткаченко Павел Игоревич", "учитель физики")
    assert status == 0
    assert [
        form for form in ("Ткаченко Павла Игоревича", "учителя физики", "учителем физики") if form not in printed
    ] == []


def test_decline_answers_lines_with_tsv() -> None:
    done = process("decline", input="учитель физики\n\nКим Вадим Александрович\n")
    assert (done.returncode, done.stderr) == (0, "")
    head, *lines = done.stdout.splitlines()
    assert head.split("\t") == ["nominative", "gen", "dat", "acc", "ins", "prp", "warnings"]
    assert [len(line.split("\t")) for line in lines] == [7, 7, 7]
    assert lines[0].split("\t")[:4] == ["учитель физики", "учителя физики", "учителю физики", "учителя физики"]
    assert lines[2].split("\t")[2] == "Киму Вадиму Александровичу"


# Several districts


def test_several_districts_are_built_in_one_run_with_one_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = write(tmp_path / "a"), write(tmp_path / "b", changed(("signed_by: head", "signed_by: haed")))
    other = write(tmp_path / "c")
    out = tmp_path / "out"
    status, printed, errors = said(capsys, "build", good / "district.yaml", bad, other, "-o", out)
    assert status == 1
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*.docx")) == [
        "a/Приказ 235.docx",
        "c/Приказ 235.docx",
    ]
    assert (printed.count("записан"), errors.count("ошибка ND206")) == (2, 1)


def test_districts_of_one_name_do_not_mix(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = [write(tmp_path / "2024" / "Округ"), write(tmp_path / "2025" / "округ")]
    status, printed, errors = said(capsys, "build", *folders, "-o", tmp_path / "out")
    assert (status, printed, (tmp_path / "out").exists()) == (2, "", False)
    assert "несколько" in errors


# The world around


def test_nothing_listens_at_the_address_of_the_cluster(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = ("build", write(tmp_path / "config"), "-o", tmp_path / "out", "--cluster", "tcp://127.0.0.1:9")
    status, printed, errors = said(capsys, *line)
    assert (status, printed, (tmp_path / "out").exists()) == (1, "", False)
    assert errors.startswith("ошибка ND508: Планировщик Dask «tcp://127.0.0.1:9» не отвечает.")


def test_an_interruption_exits_with_130(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("nastav_docs.review.check", interrupt)
    assert said(capsys, "check", "x") == (130, "", "\nПрервано.\n")


def test_a_pipe_gets_no_colours_and_no_bar(tmp_path: Path) -> None:
    config = write(tmp_path / "config", changed(("signed_by: head", "signed_by: haed")))
    done = process("build", config, "-o", tmp_path / "out")
    assert "\x1b" not in done.stdout + done.stderr


def test_a_console_of_another_code_page_shows_what_it_can(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "nastav_docs", "check", str(write(tmp_path / "config"))]
    environment = {**os.environ, "PYTHONIOENCODING": "cp866"}
    done = subprocess.run(line, capture_output=True, check=False, cwd=ROOT, env=environment)
    assert (done.returncode, done.stdout.decode("cp866").strip()) == (0, "Ошибок нет.")
    write(tmp_path / "config", changed(("signed_by: head", "signed_by: haed")))
    done = subprocess.run(line, capture_output=True, check=False, cwd=ROOT, env=environment)
    assert (done.returncode, b"Traceback" in done.stderr, "Роли" in done.stderr.decode("cp866")) == (1, False, True)


def test_click_itself_finds_the_command() -> None:
    from nastav_docs.cli.main import cli  # noqa: PLC0415  as above

    assert CliRunner().invoke(cli, ["--version"]).output == f"nastav-docs {__version__}\n"


def test_an_exception_without_a_reason_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("check", "lint"):
        status, printed, errors = said(capsys, command, write(tmp_path / "config"), "--ignore", "ND885")
        assert (status, printed) == (2, "")
        assert errors == 'У исключения ND885 нет причины. Напишите: --ignore "ND885=почему так надо".\n'


def test_check_leaves_out_what_the_command_line_excepts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    late = changed(("text: Контроль за исполнением", "text: В течении года контроль за исполнением"))
    config = write(tmp_path / "config", late)
    assert said(capsys, "check", config, "--ignore", "SPELL-V-TECHENIE=в образце так") == (0, "Ошибок нет.\n", "")


def test_check_as_sarif_names_the_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = write(tmp_path / "config", changed(("signed_by: head", "signed_by: haed")))
    _, printed, _ = said(capsys, "check", config, "--format", "sarif")
    (result,) = json.loads(printed)["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("ND206", "error")


WRONG_USES = [
    (("--ignore", "ND099=так надо"), 2, "Кода или правила «ND099» нет"),
    (("--annotate", "копия", "--fix", "копия"), 2, "Примечания и исправления – разные копии"),
    (("--acts", "нет.yaml"), 1, "Файл «нет.yaml» не найден."),
    (("--fix", "копия.docx"), 0, "Копии делаются только с файлов .docx"),
]


@pytest.mark.parametrize(("options", "code", "message"), WRONG_USES)
def test_a_wrong_use_of_lint_is_told(
    options: tuple[str, ...], code: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("письмо.txt").write_text("Письмо от 02.11.2020 № 5.", encoding="utf-8")
    status, _, errors = said(capsys, "lint", "письмо.txt", *options)
    assert (status, message in errors) == (code, True)


@pytest.mark.parametrize(
    ("options", "answer"),
    [
        ((), "письмо.txt: ошибок: 1, предупреждений: 0, замечаний: 1; советов: 1 (право – 1), покажет --all\n"),
        (("--all",), "замечание, совет ND951"),
        (("--min", "error"), "письмо.txt: ошибок: 1, предупреждений: 0, замечаний: 0\n"),
        (("--quiet",), "Мешает подписать: язык – 1\n"),
        (("--format", "html"), "<!doctype html>"),
    ],
)
def test_the_answer_of_lint_is_as_long_as_one_wants(
    options: tuple[str, ...], answer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("письмо.txt").write_text("В течении  месяца провести воркшоп.", encoding="utf-8")
    status, told, _ = said(capsys, "lint", "письмо.txt", *options)
    assert (status, answer in told) == (1, True)


UNREAD = [
    ("пусто.txt", b"", "Файл пуст"),
    ("двоичный.txt", b"\0\1\2" * 9, "В файле не текст"),
    ("пусто.docx", b"", "Файл пуст"),
    ("обрывок.docx", b"PK\3\4", "Файл не открывается: это не документ Word, или он повреждён"),
    ("старый.doc", b"x", "Откройте его в Word и сохраните как «Документ Word (*.docx)»"),
]


@pytest.mark.parametrize(("name", "data", "message"), UNREAD)
def test_a_file_that_lint_cannot_read_is_told(
    name: str, data: bytes, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    status, told, _ = said(capsys, "lint", tmp_path / name)
    assert (status, message in told) == (1, True)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("REF-TITEL", "Кода «REF-TITEL» нет. Может быть, «REF-TITLE»?\n"),
        ("REF-TIТLЕ", "Кода «REF-TIТLЕ» нет. Может быть, «REF-TITLE»?\n"),  # Russian «Т» and «Е»
        ("щщщ", "Кода «щщщ» нет.\n"),
    ],
)
def test_explain_names_the_nearest_rule(typed: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whether there is one was read off the words of a hint."""
    status, _, errors = said(capsys, "explain", typed)
    assert (status, errors) == (1, told)
