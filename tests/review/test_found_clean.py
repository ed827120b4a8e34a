"""What was found clean is not checked again, and nothing wrong is passed over because of it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from nastav_docs.cli.cache_folder import cache_folder
from nastav_docs.config import load, program
from nastav_docs.diagnostics.codes.papers import UNCHECKED
from nastav_docs.review import check_project, district_papers, found_clean, own_rules, school_papers
from nastav_docs.review.check_once import check
from nastav_docs.review.found_clean import FoundClean
from nastav_docs.russian import GRAMMAR_UNREAD
from tests.many import CONFIG, district, row
from tests.paths import CONFIGS, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Paper, Paragraph


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """A district and two schools in which nothing is wrong."""
    cited = CONFIG.replace(
        "Внедрить наставничество в {{ school.abbr | prp }}.", "Утвердить План ({{ annexes.roadmap }})."
    )
    return district(tmp_path / "settings", [row(1), row(2)], cited)


def findings(settings: Path, kept: Path) -> list[tuple[str, str]]:
    return [(one.code, one.text) for one in check(load(settings), kept=kept)]


@pytest.fixture(params=[[], [(GRAMMAR_UNREAD.code, "")]], ids=["with the extra", "without the extra"])
def clean(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What is said of a project in which nothing is wrong, with the extra `grammar` and without it."""
    said: list[tuple[str, str]] = request.param
    if said:
        monkeypatch.setattr("nastav_docs.rules.language.syntax.check.can_parse", lambda: False)
    return said


def test_a_clean_project_is_not_read_again(
    settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clean: list[tuple[str, str]]
) -> None:
    assert findings(settings, tmp_path / "kept") == clean
    monkeypatch.delattr(check_project, "found_in")  # whoever reads it stumbles
    assert findings(settings, tmp_path / "kept") == clean


def test_where_schools_alone_have_papers_it_is_still_said_that_grammar_was_not_read(
    settings: Path, tmp_path: Path, clean: list[tuple[str, str]]
) -> None:
    edited(settings, "district.yaml", '  order: {template: order.docx, file: "Приказ {{ order.number }}"}\n', "")
    first = findings(settings, tmp_path / "kept")
    assert [one for one in first if one[0] == GRAMMAR_UNREAD.code] == clean
    edited(settings, "district.yaml", "documents:", "# Папки школ\ndocuments:")  # their papers are as they were
    again = findings(settings, tmp_path / "kept")
    assert [one for one in again if one[0] == GRAMMAR_UNREAD.code] == clean


SPOILT = [
    ("district.yaml", "text: Контроль за исполнением приказа", "text: В течении года контроль за исполнением"),
    ("district.yaml", "title: Общая встреча", "title: Общая встреча,,"),
    ("schools.csv", "s-2;", "s-1;"),
    ("schools.csv", "Гончаренко Виктор", "Гончаренко7 Виктор"),
]


@pytest.fixture
def artemovsky(tmp_path: Path, clean: list[tuple[str, str]]) -> Path:
    """The shipped district of twenty schools, found clean."""
    settings = tmp_path / "artemovsky"
    shutil.copytree(CONFIGS / "artemovsky", settings)
    assert findings(settings, tmp_path / "kept") == clean
    return settings


def edited(settings: Path, name: str, old: str, new: str) -> None:
    text = (settings / name).read_bytes().decode("utf-8")
    assert old in text
    (settings / name).write_bytes(text.replace(old, new).encode("utf-8"))


@pytest.mark.parametrize(
    ("change", "read"),
    [
        (("district.yaml", "2-48-73", "2-48-74"), 0),  # stands in the district's letter alone
        (("district.yaml", "plan: {deadline: До 09.11.2020}", "plan: {deadline: До 11.11.2020}"), 0),
        (("schools.csv", ";41-ОД;", ";43-ОД;"), 1),  # the number of one school's order
    ],
)
def test_papers_of_schools_found_clean_are_not_read_again(
    artemovsky: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    clean: list[tuple[str, str]],
    change: tuple[str, str, str],
    read: int,
) -> None:
    asked: list[str] = []

    def counting(papers: Sequence[Paper], *given: Any) -> district_papers.Reading:  # noqa: ANN401  what is read beside them
        asked.append(papers[0].file)
        return district_papers.read_norms(papers, *given)

    monkeypatch.setattr(school_papers, "read_norms", counting)
    edited(artemovsky, *change)
    assert findings(artemovsky, tmp_path / "kept") == clean
    assert len(asked) == read


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("district.yaml", "Багдасарян Н.В.", "Багдасарян Н.В.."),
        (
            "district.yaml",
            "date: 02.11.2020",
            "date: 25.11.2020",
        ),  # orders of schools are earlier than what they fulfil
        ("schools.csv", ";05.11.2020;118;", ";05.10.2020;118;"),
        ("schools/boarding-9.yaml", "text: Согласовать расписание", "text: В течении недели согласовать расписание"),
    ],
)
def test_what_is_wrong_after_an_edit_is_found_as_if_nothing_was_known(
    artemovsky: Path, tmp_path: Path, name: str, old: str, new: str
) -> None:
    edited(artemovsky, name, old, new)
    anew = check(load(artemovsky))
    assert anew
    assert check(load(artemovsky), kept=tmp_path / "kept") == anew
    assert check(load(artemovsky), kept=tmp_path / "kept") == anew


@pytest.mark.parametrize(("name", "right", "wrong"), SPOILT)
def test_what_is_spoilt_after_a_clean_check_is_found(
    settings: Path, tmp_path: Path, name: str, right: str, wrong: str
) -> None:
    kept, file = tmp_path / "kept", settings / name
    assert findings(settings, kept) == []
    text = file.read_text("utf-8")
    file.write_text(text.replace(right, wrong), "utf-8")
    found = [(one.code, one.text) for one in check(load(settings))]
    assert found
    assert findings(settings, kept) == found
    assert findings(settings, kept) == found  # what is not clean is told each time
    file.write_text(text, "utf-8")
    assert findings(settings, kept) == []


def test_a_schools_own_file_that_appears_is_read(settings: Path, tmp_path: Path) -> None:
    assert findings(settings, tmp_path / "kept") == []
    (settings / "schools").mkdir()
    own = "order: {clauses: {more: {before: control, text: Согласно приказа подготовить отчет.}}}\n"
    (settings / "schools" / "s-2.yaml").write_text(own, "utf-8")
    assert "приказа" in [text for _, text in findings(settings, tmp_path / "kept")]


def test_another_program_begins_anew(settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "kept"
    findings(settings, kept)
    assert FoundClean.of(kept).known
    site = tmp_path / "site"
    (site / "slovnet-9.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(site)])
    program.cache_clear()
    assert FoundClean.of(kept).known == set()
    program.cache_clear()


def test_four_files_of_other_programs_are_left(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"clean-{number}.bin").write_bytes(b"")
    before = FoundClean.of(tmp_path)
    before.add("текст")
    before.keep()
    assert len([*tmp_path.iterdir()]) == found_clean.KEPT
    assert FoundClean.of(tmp_path).holds("текст")


def test_no_text_is_kept(settings: Path, tmp_path: Path) -> None:
    findings(settings, tmp_path / "kept")
    (file,) = (tmp_path / "kept").iterdir()
    data = file.read_bytes()
    assert len(data) % found_clean.SIZE == 0
    assert not any(word.encode() in data for word in ("приказ", "Приказ", "школ"))


@pytest.mark.parametrize("broken", [b"", b"1234567", bytes(range(256)) * 5])
def test_a_broken_file_hides_nothing(settings: Path, tmp_path: Path, broken: bytes) -> None:
    kept = tmp_path / "kept"
    findings(settings, kept)
    (file,) = kept.iterdir()
    file.write_bytes(broken)
    assert findings(settings, kept) == []
    assert FoundClean.of(kept).known


def test_a_folder_that_cannot_be_written_to_is_passed_over(settings: Path, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("на месте папки файл", "utf-8")
    assert findings(settings, tmp_path / "kept") == []


FOUND = (UNCHECKED.at(None, "Найдено."),)


def nothing(paragraph: Paragraph) -> Iterator[Diagnostic]:
    if not paragraph.text:
        yield FOUND[0]


def test_rules_of_another_package_are_always_asked(
    settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    monkeypatch.setattr(own_rules, "installed_rules", lambda: (*own_rules.DEFAULT, nothing))
    assert check(load(settings), kept=kept) == ()
    monkeypatch.setattr(check_project, "found_in", lambda *_: FOUND)
    assert check(load(settings), kept=kept) == FOUND


def test_values_of_a_script_are_always_checked(settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "kept"
    project = load(settings, data={"note": "слово"})
    check(project, kept=kept)
    monkeypatch.setattr(check_project, "found_in", lambda *_: FOUND)
    assert check(project, kept=kept) == FOUND


def test_the_command_keeps_it_for_the_user_and_loads_no_rules_again(settings: Path, tmp_path: Path) -> None:
    line = (
        "import sys; from nastav_docs.cli import main\ntry: main()\nfinally: print('nastav_docs.rules' in sys.modules)"
    )
    for loaded in ("True", "False"):
        said = subprocess.run(
            [sys.executable, "-c", line, "check", str(settings)],
            env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "NASTAV_DOCS_CACHE": str(tmp_path / "kept")},
            capture_output=True, text=True, encoding="utf-8", check=True,
        ).stdout.split("\n")  # fmt: skip
        assert said[:2] == ["Ошибок нет.", loaded]


def test_where_a_user_has_files_that_may_be_lost(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NASTAV_DOCS_CACHE", "")
    assert cache_folder() is None
    monkeypatch.setenv("NASTAV_DOCS_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("NASTAV_DOCS_CACHE")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "nastav-docs"
    monkeypatch.setenv("XDG_CACHE_HOME", "не от корня")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert cache_folder() == tmp_path / ".cache" / "nastav-docs"
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    assert cache_folder() == tmp_path / "Local" / "nastav-docs"
