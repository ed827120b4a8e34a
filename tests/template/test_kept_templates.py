"""A template is compiled once for many commands; a changed one, or one that is not whole, is compiled anew."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest

from nastav_docs.config import load
from nastav_docs.diagnostics.codes.templates import QUOTES_READ
from nastav_docs.documents import prepared, print_document
from nastav_docs.template import compile_template, find, kept_templates, render
from nastav_docs.template.kept_templates import KeptTemplates
from tests.docx_builder import docx, lines
from tests.minimal import changed, write
from tests.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.documents import PreparedProject
    from nastav_docs.template import FoundTemplate, Template


@pytest.fixture(autouse=True)
def another_process(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Forget what is remembered in memory, as a new process has: before the test, and when it asks for it."""
    monkeypatch.setattr(kept_templates, "_at_hand", {})
    return kept_templates._at_hand.clear  # noqa: SLF001  nothing else forgets it


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that were compiled, one after the other."""
    names: list[str] = []

    def noted(name: str, *rest: object, **named: object) -> object:
        names.append(name)
        return compile_template(name, *rest, **named)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(kept_templates, "compile_template", noted)
    return names


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    """Two folders of templates, the district's and the shared one: an order that includes an annex."""
    own, shared = tmp_path / "own", tmp_path / "shared"
    for folder in (own, shared):
        folder.mkdir()
    (own / "order.docx").write_bytes(docx("Приказ {{ number }}", '{%p include "annex.docx" %}'))
    (shared / "annex.docx").write_bytes(docx("Приложение {{ number + 1 }}"))
    return [own, shared]


def taken(folders: list[Path], kept: Path, program: str = "1.0") -> Template:
    template, problems = KeptTemplates(kept, program).compile("order.docx", partial(_found, folders), filters={})
    assert template is not None
    assert problems == ()
    return template


def _found(folders: list[Path], name: str, after: str = "") -> FoundTemplate | Diagnostic:
    return find(name, folders, after)


def printed(template: Template) -> list[str]:
    data = render(template, {"number": 7}).data
    assert data is not None
    return lines(data)


@pytest.mark.parametrize("new", [True, False])
def test_a_template_is_compiled_once(
    folders: list[Path], tmp_path: Path, counted: list[str], another_process: Callable[[], None], *, new: bool
) -> None:
    first = taken(folders, tmp_path / "kept")
    if new:
        another_process()
    again = taken(folders, tmp_path / "kept")
    assert counted == ["order.docx"]
    assert printed(first) == printed(again) == ["Приказ 7", "Приложение 8"]
    assert (first.digest, first.uses, first.stored) == (again.digest, again.uses, again.stored)


def annexed(folders: list[Path]) -> None:
    (folders[1] / "annex.docx").write_bytes(docx("Другое приложение"))


def nearer(folders: list[Path]) -> None:
    (folders[0] / "annex.docx").write_bytes(docx("Другое приложение"))


def edited(folders: list[Path]) -> None:
    (folders[0] / "order.docx").write_bytes(docx("Приказ {{ number }}", "Другое приложение"))


@pytest.mark.parametrize("new", [True, False])
@pytest.mark.parametrize("change", [annexed, nearer, edited])
def test_a_change_of_any_of_its_files_is_seen(
    folders: list[Path],
    tmp_path: Path,
    change: Callable[[list[Path]], None],
    another_process: Callable[[], None],
    *,
    new: bool,
) -> None:
    taken(folders, tmp_path / "kept")
    if new:
        another_process()
    change(folders)
    assert printed(taken(folders, tmp_path / "kept")) == ["Приказ 7", "Другое приложение"]


def test_a_missing_file_is_told_though_the_template_is_kept(folders: list[Path], tmp_path: Path) -> None:
    taken(folders, tmp_path / "kept")
    (folders[1] / "annex.docx").unlink()
    kept = KeptTemplates(tmp_path / "kept", "1.0")
    template, problems = kept.compile("order.docx", partial(_found, folders), filters={})
    assert template is None
    assert "annex.docx" in problems[0].message


def test_another_program_compiles_anew(
    folders: list[Path], tmp_path: Path, counted: list[str], another_process: Callable[[], None]
) -> None:
    for program in ("1.0", "1.1", "1.0"):
        taken(folders, tmp_path / "kept", program)
        another_process()
    assert counted == ["order.docx"] * 2


@pytest.mark.parametrize("spoil", [lambda data: data[:-1], lambda data: data[:40], lambda _: b""])
def test_a_file_that_is_not_whole_is_passed_over(
    folders: list[Path],
    tmp_path: Path,
    spoil: Callable[[bytes], bytes],
    counted: list[str],
    another_process: Callable[[], None],
) -> None:
    taken(folders, tmp_path / "kept")
    another_process()
    (file,) = (tmp_path / "kept").iterdir()
    file.write_bytes(spoil(file.read_bytes()))
    assert printed(taken(folders, tmp_path / "kept")) == ["Приказ 7", "Приложение 8"]
    assert counted == ["order.docx"] * 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_a_file_that_others_may_write_to_is_not_run(
    folders: list[Path], tmp_path: Path, counted: list[str], another_process: Callable[[], None]
) -> None:
    taken(folders, tmp_path / "kept")
    (file,) = (tmp_path / "kept").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o666)
    another_process()
    taken(folders, tmp_path / "kept")
    assert counted == ["order.docx"] * 2


def test_a_folder_that_cannot_be_made_is_passed_over(folders: list[Path], tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert printed(taken(folders, tmp_path / "file" / "kept")) == ["Приказ 7", "Приложение 8"]


def test_without_a_folder_nothing_outlives_the_process(
    folders: list[Path], counted: list[str], another_process: Callable[[], None]
) -> None:
    for _ in range(2):
        KeptTemplates().compile("order.docx", partial(_found, folders), filters={})
        another_process()
    assert counted == ["order.docx"] * 2


def test_a_warning_is_told_each_time(folders: list[Path], tmp_path: Path) -> None:
    (folders[0] / "order.docx").write_bytes(docx("{{ number | default(“—”) }}"))
    kept = KeptTemplates(tmp_path / "kept", "1.0")
    for _ in range(2):
        _, problems = kept.compile("order.docx", partial(_found, folders), filters={})
        assert [one.code for one in problems] == [QUOTES_READ.code]


def test_old_files_are_deleted(folders: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_templates, "MOST", 3)
    for number in range(5):
        taken(folders, tmp_path / "kept", str(number))
    assert len([*(tmp_path / "kept").iterdir()]) == 3


def test_a_process_remembers_so_many(folders: list[Path], monkeypatch: pytest.MonkeyPatch, counted: list[str]) -> None:
    monkeypatch.setattr(kept_templates, "AT_HAND", 2)
    for number in (1, 2, 3, 3, 2, 1):
        (folders[0] / "order.docx").write_bytes(docx(f"Приказ {number}"))
        KeptTemplates().compile("order.docx", partial(_found, folders), filters={})
    assert len(counted) == 4


def documents(made: PreparedProject) -> list[bytes | None]:
    return [print_document(one, made.templates)[0] for one in made.planned if one.template in made.templates]


@pytest.mark.parametrize("district", ["artemovsky", "ozernogorsky", "lesnogorsky", "kedrovogorsky"])
def test_papers_of_a_district_are_the_same_bytes(
    district: str, tmp_path: Path, counted: list[str], another_process: Callable[[], None]
) -> None:
    folder = ROOT / "configs" / district
    fresh = documents(prepared(load(folder)))
    another_process()
    counted.clear()
    kept = []
    for _ in range(2):
        kept += [documents(prepared(load(folder, kept=tmp_path)))]
        another_process()
    assert counted
    assert len(counted) == len(set(counted))
    assert kept == [fresh, fresh]


@pytest.mark.parametrize("new", [True, False])
def test_the_filter_that_is_given_now_is_called(
    tmp_path: Path, counted: list[str], another_process: Callable[[], None], *, new: bool
) -> None:
    folder = write(tmp_path / "district", changed(("template: order.docx", "template: own.docx")))
    (folder / "templates").mkdir()
    (folder / "templates" / "own.docx").write_bytes(docx("{{ order.number | shout }}"))

    def printed_with(shout: Callable[[object], str]) -> list[str]:
        (data,) = documents(prepared(load(folder, filters={"shout": shout}, kept=tmp_path / "kept")))
        assert data is not None
        return lines(data)

    assert printed_with(lambda value: f"{value}!") == ["235!"]
    if new:
        another_process()
    assert printed_with(lambda value: f"{value}?") == ["235?"]
    assert counted == ["own.docx"]


def test_another_list_of_filters_is_another_language(tmp_path: Path) -> None:
    folder = write(tmp_path / "district", changed(("template: order.docx", "template: own.docx")))
    (folder / "templates").mkdir()
    (folder / "templates" / "own.docx").write_bytes(docx("{{ order.number | shout }}"))
    assert prepared(load(folder, filters={"shout": str}, kept=tmp_path / "kept")).problems == ()
    (problem,) = prepared(load(folder, kept=tmp_path / "kept")).problems
    assert "shout" in problem.message
