"""Patterns of the program are compiled by one command and taken by the next; all that they find stays as it was."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from nastav_docs.cli import kept_patterns
from nastav_docs.cli.kept_patterns import LATE, NEWEST, KeptPatterns, PatternCode
from nastav_docs.files import keep_bytes, kept_bytes
from tests.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# What a command does: it takes kept patterns, then loads modules and compiles.
COMMAND: Final = """
import sys
from pathlib import Path
from nastav_docs.cli.kept_patterns import take_kept_patterns
take_kept_patterns(Path(sys.argv[1]))
import re
compiled = []
from re import _parser
parse = _parser.parse
_parser.parse = lambda pattern, flags=0: compiled.append(pattern) or parse(pattern, flags)
import nastav_docs.rules.all_rules
from nastav_docs.russian.typography import typograph
re.compile("Иванова Мария Петровна")
print(typograph('приказ №5 "О школе" - 5.03.2020 г.'))
print("Иванова Мария Петровна" in compiled, len(compiled))
"""
SET: Final = "приказ\u00a0№\u00a05 «О\u00a0школе»\u00a0– 05.03.2020"


def run(folder: Path, code: str = COMMAND) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return done.stdout.splitlines()


def test_the_second_command_compiles_only_what_is_not_of_the_program(tmp_path: Path) -> None:
    text, first = run(tmp_path)
    again, second = run(tmp_path)
    assert (text, again) == (SET,) * 2
    name, many = first.split()
    name_again, few = second.split()
    assert (name, name_again) == ("True", "True")  # the name of a person, which a pattern of the data may hold
    assert int(many) > 20 * int(few) > 0


def test_no_pattern_of_the_data_is_kept(tmp_path: Path) -> None:
    run(tmp_path)
    (file,) = tmp_path.glob("patterns-*.bin")
    data = file.read_bytes()
    assert "Иванова Мария" not in data.decode("utf-8", "ignore")
    assert "января|февраля" in data.decode("utf-8", "ignore")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data[:0],
        lambda data: data[:40] + b"\0" + data[41:],
        lambda data: b"what another program wrote" + data,
    ],
    ids=["its last byte is lost", "a half is lost", "nothing is left", "one byte has changed", "another program's"],
)
def test_a_spoilt_file_is_as_if_it_were_not_there(spoil: Callable[[bytes], bytes], tmp_path: Path) -> None:
    first = run(tmp_path)
    (file,) = tmp_path.glob("patterns-*.bin")
    file.write_bytes(spoil(file.read_bytes()))
    assert run(tmp_path) == first
    assert run(tmp_path)[0] == first[0]
    assert int(run(tmp_path)[1].split()[1]) < int(first[1].split()[1])


@pytest.mark.linux
def test_a_file_that_others_may_write_to_is_not_trusted(tmp_path: Path) -> None:
    keep_bytes(tmp_path / "kept.bin", b"code")
    assert kept_bytes(tmp_path / "kept.bin") == b"code"
    (tmp_path / "kept.bin").chmod(0o660)
    assert kept_bytes(tmp_path / "kept.bin") == b""


def test_a_folder_that_cannot_be_written_to_keeps_nothing_and_spoils_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    text, count = run(tmp_path / "file" / "folder")
    assert (text, run(tmp_path / "file" / "folder")) == (SET, [text, count])


def test_every_pattern_of_the_program_is_the_same_from_its_code() -> None:
    """Rules and all that they use are loaded; each pattern in a module of theirs is made again and finds the same."""
    importlib.import_module("nastav_docs.rules.all_rules")
    written = "Приказ № 5 от 01.02.2020 «О школе» Иванова М.П., тел. 555-01-23; п. 4.1, 2020/2021 учебный год, 50 %"
    patterns = {
        value
        for name, module in sorted(sys.modules.items())
        if name.startswith("nastav_docs.")
        for value in vars(module).values()
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str)
    }
    assert len(patterns) > 100
    for pattern in patterns:
        made = PatternCode.of(pattern.pattern, pattern.flags).pattern(pattern.pattern)
        assert (made.flags, made.groups, made.groupindex) == (pattern.flags, pattern.groups, pattern.groupindex)
        assert [found.span() for found in made.finditer(written)] == [f.span() for f in pattern.finditer(written)]


def test_too_many_patterns_are_forgotten_but_for_those_of_this_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_patterns, "MOST", 1)
    kept = KeptPatterns(tmp_path / "patterns.bin", re.compile)
    kept.known = {("old", 0): (), ("older", 0): (), ("new", 0): ()}
    kept.added = {("new", 0): ()}
    kept.keep()
    again = KeptPatterns(tmp_path / "patterns.bin", re.compile)
    again("anything", 0)
    assert set(again.known) == {("new", 0)}


def test_functions_that_compile_later_are_there() -> None:
    for module, function in LATE:
        holder = importlib.import_module(module)
        places = [holder, *(value for value in vars(holder).values() if isinstance(value, type))]
        assert any(hasattr(place, function) for place in places), (module, function)


def test_this_python_is_one_whose_patterns_were_looked_at() -> None:
    assert sys.version_info[:2] <= NEWEST, (
        "a newer Python: read `compile` in Lib/re/_compiler.py; if it still calls `_code` and `_sre.compile` as "
        "`PatternCode` does, raise NEWEST. Until then patterns are compiled by each command."
    )
    assert [*importlib.import_module("re._compiler").compile.__code__.co_varnames[:2]] == ["p", "flags"]
