"""Rules of a script's own, and those that an installed package brings."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from nastav_docs import DEFAULT, Code, PaperPackage, Paragraph, Severity, lint, mark
from tests.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nastav_docs import Diagnostic

OWN = Code("OWN001", "OWN-WORD", Severity.WARNING, "Слово", "Почему", "вышеуказанный", "указанный выше")
TEXT = "Утвердить вышеуказанный план."


def own_word(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """«вышеуказанный»: a word that this authority does not want."""
    at = paragraph.text.find("вышеуказанный")
    if at >= 0:
        yield mark(OWN, paragraph, at, at + len("вышеуказанный"), "Лишнее слово", "указанный выше")


def one_paper(package: PaperPackage) -> Iterator[Diagnostic]:
    """A package must have two papers."""
    if len(package.papers) < 2:
        yield OWN.at(None, "В пакете одна бумага")


def stumbles(paragraph: Paragraph) -> Iterator[Diagnostic]:
    raise ValueError(paragraph.text[:9])


def test_own_rules_run_alone_or_with_the_shipped_ones() -> None:
    assert [(str(one.place), one.message, one.hint) for one in lint(TEXT.encode(), rules=[own_word])] == [
        ("документ 1:1:11", "Лишнее слово", "указанный выше")
    ]
    shipped = lint(TEXT.encode(), rules=DEFAULT)
    assert shipped == lint(TEXT.encode())
    assert {one.code for one in lint(TEXT.encode(), rules=[*DEFAULT, own_word])} == {
        "OWN001",
        *(one.code for one in shipped),
    }


def test_a_rule_of_the_package_sees_all_papers() -> None:
    assert [one.message for one in lint(TEXT.encode(), rules=[one_paper])] == ["В пакете одна бумага"]
    assert lint([TEXT.encode(), TEXT.encode()], rules=[one_paper]) == ()


def test_a_rule_that_stumbles_is_told_and_stops_no_other() -> None:
    found = lint(TEXT.encode(), rules=[stumbles, own_word])
    assert [one.message for one in found] == [
        "Лишнее слово",
        "Правило «stumbles» не сработало: ValueError: Утвердить",
    ] or [one.message for one in found] == [
        "Правило «stumbles» не сработало: ValueError: Утвердить",
        "Лишнее слово",
    ]


GIVEN = [TEXT.encode(), TEXT.encode("cp1251"), io.BytesIO(TEXT.encode()), io.StringIO(TEXT)]


@pytest.mark.parametrize("given", GIVEN, ids=["utf-8", "cp1251", "open", "open text"])
def test_a_paper_may_be_bytes_or_an_open_file(given: object) -> None:
    assert [one.code for one in lint(given, rules=[own_word])] == ["OWN001"]


def test_an_open_file_is_told_by_its_name(tmp_path: Path) -> None:
    paper = tmp_path / "приказ.txt"
    paper.write_text(TEXT, "utf-8")
    with paper.open("rb") as opened:
        assert lint(opened, rules=[own_word]) == lint(paper, rules=[own_word])


NO_PAPER = [(b"", "Файл пуст"), (b"\xd0\xcf\x11\xe0", "Файл «документ 1» не проверяется"), (b"PK\x03\x04", "Файл не открывается: это не документ Word, или он повреждён")]  # fmt: skip


@pytest.mark.parametrize(("data", "message"), NO_PAPER)
def test_bytes_that_are_no_paper_are_told(data: bytes, message: str) -> None:
    assert [one.message for one in lint(data)] == [message]


MODULE = """
from nastav_docs import Code, Paragraph, Severity, mark

OWN = Code("OKR001", "OKR-WORD", Severity.WARNING, "Слово", "Почему", "вышеуказанный", "указанный выше")


def own_word(paragraph: Paragraph):
    at = paragraph.text.find("вышеуказанный")
    if at >= 0:
        yield mark(OWN, paragraph, at, at + 13, "Лишнее слово", "указанный выше")
"""
POINTS = "[nastav_docs.rules]\nokrug = okrug_rules:own_word\n"


@pytest.mark.parametrize(
    ("points", "answer"),
    [
        (POINTS, "OKR001"),
        (POINTS.replace("own_word", "own_wrd"), "Правила «okrug» (okrug_rules:own_wrd) не загружены: "),
    ],
    ids=["its rule runs", "a rule that is not there"],
)
def test_an_installed_package_brings_its_rules(tmp_path: Path, points: str, answer: str) -> None:
    """The files of a package as pip leaves them: a module, and beside it what it declares."""
    (tmp_path / "okrug_rules.py").write_text(MODULE, "utf-8")
    declared = tmp_path / "okrug_rules-1.0.dist-info"
    declared.mkdir()
    (declared / "METADATA").write_text("Metadata-Version: 2.1\nName: okrug-rules\nVersion: 1.0\n", "utf-8")
    (declared / "entry_points.txt").write_text(points, "utf-8")
    code = (
        f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(ROOT)!r}]\nfrom nastav_docs import lint\n"
        f"print(*((one.code, one.message) for one in lint({TEXT!r}.encode())))"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert answer in done.stdout
