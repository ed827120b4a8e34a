"""A file saved while a build runs: the build prints what was read, and the next one makes everything anew."""

from __future__ import annotations

import pickle
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from nastav_docs import Project, build, load
from nastav_docs.builder import running_build, school_batch
from nastav_docs.builder.inputs import versions
from tests.docx_builder import docx
from tests.many import CONFIG, district, row, table
from tests.minimal import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path

T = TypeVar("T")
SCHOOLS = 40
OWN = CONFIG.replace("school-plan: {template: roadmap.docx", "school-plan: {template: plan.docx")
PLAN = ["План {{ school.abbr }}", "{{ people.teachers }}"]


def region(folder: Path) -> Path:
    """Forty schools; their plan is printed from a template of the district's own."""
    made = district(folder, [row(number) for number in range(1, SCHOOLS + 1)], OWN)
    (made / "templates").mkdir()
    (made / "templates" / "plan.docx").write_bytes(docx(*PLAN))
    write(made / "schools", "people: {teachers: {title: Воспитатели}}", "s-40.yaml")
    return made


def contents(out: Path) -> dict[str, bytes]:
    return {str(file.relative_to(out)): file.read_bytes() for file in sorted(out.rglob("*.docx"))}


LAST = [*row(SCHOOLS)[:4], "Соколова Мария Петровна", *row(SCHOOLS)[5:]]
# What is saved, and the schools whose documents are other then.
SAVED: list[tuple[str, Callable[[Path], object], int]] = [
    ("the settings", lambda folder: write(folder, OWN.replace("Внедрить настав", "Ввести настав")), SCHOOLS),
    ("a template", lambda folder: (folder / "templates" / "plan.docx").write_bytes(docx("Новый", *PLAN)), SCHOOLS),
    (
        "the registry",
        lambda folder: (folder / "schools.csv").write_text(
            table([*(row(number) for number in range(1, SCHOOLS)), LAST]), "utf-8-sig"
        ),
        1,
    ),
    ("a school's file", lambda folder: write(folder / "schools", "people: {teachers: {title: Вожатые}}", "s-40.yaml"), 1),
]  # fmt: skip


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("save", "schools"), [each[1:] for each in SAVED], ids=[each[0] for each in SAVED])
def test_a_file_saved_while_a_build_runs_is_printed_by_the_next_one(
    tmp_path: Path, save: Callable[[Path], object], schools: int, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Schools' orders stayed old for good: what was recorded as built was read after the save."""
    monkeypatch.setattr(running_build, "CHUNK", 10)
    folder, out = region(tmp_path / "район"), tmp_path / "out"
    before = shutil.copytree(folder, tmp_path / "как было")
    build(load(before), tmp_path / "before")
    saved: list[int] = []

    def save_now(done: int, _total: int) -> None:
        if not saved:
            saved.append(done)
            save(folder)

    report = build(load(folder), out, jobs=jobs, progress=save_now)
    assert (report.problems, saved) == ((), [0])
    assert contents(out) == contents(tmp_path / "before")

    again = build(load(folder), out)
    build(load(folder), tmp_path / "after")
    assert contents(out) == contents(tmp_path / "after")
    assert len({path.split("/")[0] for path in again.written if "/" in path}) == schools
    assert build(load(folder), out).written == ()


class _Elsewhere(ThreadPoolExecutor):
    """Workers that open the project from what they are sent, as those of a cluster do."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:  # noqa: ANN401  as in Executor
        """The call with a project that this process does not know."""
        (chunk,) = args
        return super().submit(fn, replace(chunk, key=f"другая машина {chunk.key}"), **kwargs)


def test_workers_elsewhere_print_what_the_build_read_and_not_what_lies_there_now(tmp_path: Path) -> None:
    folder, out = region(tmp_path / "район"), tmp_path / "out"
    project = load(folder)
    build(project, tmp_path / "before")
    shutil.rmtree(folder)
    with _Elsewhere(2) as executor:
        report = build(project, out, executor=executor)
    assert (report.problems, contents(out)) == ((), contents(tmp_path / "before"))


def test_a_worker_with_other_libraries_makes_nothing_and_the_documents_are_made_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = load(region(tmp_path / "район"))
    build(project, tmp_path / "before")
    here = versions()
    monkeypatch.setattr(school_batch, "versions", lambda: {**here, "lxml": "1.0"})
    with _Elsewhere(2) as executor:
        report = build(project, tmp_path / "out", executor=executor)
    (problem,) = report.problems
    assert problem.code == "ND654"
    assert f"другие библиотеки: lxml 1.0 вместо {here['lxml']}" in problem.message
    assert contents(tmp_path / "out") == contents(tmp_path / "before")


def test_a_project_that_is_sent_away_carries_its_templates(tmp_path: Path) -> None:
    folder = region(tmp_path / "район")
    sent: Project = pickle.loads(pickle.dumps(load(folder)))  # noqa: S301  our own bytes
    assert sent.snapshot.read(folder / "templates" / "plan.docx") == docx(*PLAN)
