"""A build after which nothing has changed: decided by the digests of the settings, before anything is read of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nastav_docs import build
from nastav_docs.builder import build_project
from nastav_docs.config.project import load
from tests.builder.folder_of_results import codes, contents, edit, times
from tests.many import CONFIG, district, row

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def built(tmp_path: Path) -> tuple[Path, Path]:
    """The folders of settings and of results of a district with two schools, built once."""
    config, out = district(tmp_path / "config", [row(1), row(2)]), tmp_path / "out"
    assert len(build(load(config), out).written) == 5
    return config, out


def must_not_be_called(*_: object) -> None:
    raise AssertionError("the settings were read again")


def test_neither_registry_nor_templates_are_read_when_nothing_has_changed(
    built: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    config, out = built
    before = times(out)
    monkeypatch.setattr(build_project, "prepared", must_not_be_called)
    monkeypatch.setattr(build_project, "read_schools", must_not_be_called)
    told: list[tuple[int, int]] = []
    report = build(load(config), out, progress=lambda done, total: told.append((done, total)))
    assert (report.ok, report.problems, report.written) == (True, (), ())
    assert sorted(report.unchanged) == sorted(contents(out))
    assert (told, times(out)) == ([(2, 2)], before)


def remove(config: Path, out: Path) -> None:  # noqa: ARG001  as the others
    (out / "s-2" / "План.docx").unlink()


def say_otherwise(config: Path, out: Path) -> None:  # noqa: ARG001  as the others
    district(config, [row(1), row(2)], CONFIG.replace("Формирование", "Создание"))


def rename_a_school(config: Path, out: Path) -> None:  # noqa: ARG001  as the others
    registry = config / "schools.csv"
    registry.write_bytes(registry.read_bytes().replace("СОШ № 2»".encode(), "СОШ № 2 имени героя»".encode()))


def build_a_part_of_other_settings(config: Path, out: Path) -> None:
    """One school gets a paper of other words, then the settings are as before."""
    kept = {file: file.read_bytes() for file in config.rglob("*") if file.is_file()}
    say_otherwise(config, out)
    assert len(build(load(config), out, schools=["s-2"]).written) > 0
    for file, data in kept.items():
        file.write_bytes(data)


@pytest.mark.parametrize("change", [remove, say_otherwise, rename_a_school, build_a_part_of_other_settings])
def test_whatever_has_changed_is_made_anew(built: tuple[Path, Path], change: Callable[[Path, Path], None]) -> None:
    config, out = built
    change(config, out)
    report = build(load(config), out)
    assert report.ok
    assert "s-2/План.docx" in report.written
    fresh = out.parent / "fresh"
    build(load(config), fresh)
    assert contents(out) == contents(fresh)
    assert build(load(config), out).written == ()


def test_a_document_that_a_person_has_edited_is_told_of_each_time(built: tuple[Path, Path]) -> None:
    config, out = built
    edited = edit(out / "s-1" / "План.docx")
    for _ in range(2):
        report = build(load(config), out)
        assert (report.kept, codes(report)) == (("s-1/План.docx",), [])
    assert (out / "s-1" / "План.docx").read_bytes() == edited


def test_a_warning_is_told_each_time(tmp_path: Path) -> None:
    note = ["Примечание: данные на 2020 год"]
    config, out = district(tmp_path / "config", [row(1), note]), tmp_path / "out"
    first = build(load(config), out)
    assert first.ok
    assert [problem.message for problem in first.problems] == [
        "Строка под таблицей пропущена: «Примечание: данные на 2020 год»."
    ]
    assert build(load(config), out).problems == first.problems


def test_what_a_script_gives_beside_the_files_is_looked_at_each_time(built: tuple[Path, Path]) -> None:
    config, out = built
    assert build(load(config), out).written == ()
    report = build(load(config, schools=[{"Наименование": "Школа № 7", "Директор": "Ким Вадим Александрович"}]), out)
    assert report.written != ()
