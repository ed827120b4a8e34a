"""Ten slips in ten schools of thirty: each is told at its own place, and the other twenty get their documents."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from nastav_docs import build, check, load
from nastav_docs.builder import built_documents, running_build
from nastav_docs.cli import main
from nastav_docs.documents import print_document
from tests.many import district, row
from tests.minimal import write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from nastav_docs import Diagnostic
    from nastav_docs.documents import Planned
    from nastav_docs.template import Template

CLAUSE = "order: {{clauses: {{extra: {{text: '{}'}}}}}}"
# What the file of a school says, and what is told at its mark.
SLIPS = {
    "s-2": (CLAUSE.format("Внедрить: {{ order.clauses | upper }}"), "это список, а не текст"),
    "s-4": (CLAUSE.format("Внедрить {{ 100 / 0 }}"), "деление на ноль"),
    "s-7": (CLAUSE.format("{{ (10.0 ** 60 * 10.0 ** 60) ** 2 }}"), "слишком долго"),
    "s-9": (CLAUSE.format("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}"), "слишком долго"),
    "s-11": (CLAUSE.format("{{ people.values() | sort }}"), "сравнить можно число с числом"),
    "s-14": (CLAUSE.format('{{ "%999999999d" is odd }}'), "на чётность"),
    "s-15": (CLAUSE.format('{{ "x" * 10 ** 9 }}'), "слишком долго"),
    "s-18": ("order: {title: 'О {{ order.title }}'}", "текст ссылается сам на себя"),
    "s-21": (CLAUSE.format("{{ school.nmae }}"), "возможно, «name»"),
    "s-30": ("order: {clauses: {extra: {text: '{{ [] | max }}'}}}", "список пуст"),
}


def region(folder: Path) -> Path:
    """Thirty schools, ten of them with a slip."""
    made = district(folder / "район", [row(number) for number in range(1, 31)])
    for school, (text, _) in SLIPS.items():
        write(made / "schools", text, f"{school}.yaml")
    return made


def errors_of(problems: tuple[Diagnostic, ...]) -> dict[str, str]:
    """What is told of each school, by the name of its file."""
    return {
        str(problem.place).rpartition("/")[2].partition(".")[0]: f"{problem.message} {problem.hint}"
        for problem in problems
        if problem.severity == "error"
    }


@pytest.mark.parametrize("by", ["this process", "two processes", "an executor"])
def test_a_slip_of_a_school_is_told_and_the_others_are_built(
    tmp_path: Path, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running_build, "CHUNK", 7)
    folder, out = region(tmp_path), tmp_path / "out"
    with ThreadPoolExecutor(2) as threads:
        executor = threads if by == "an executor" else None
        jobs = 2 if by == "two processes" else 1
        report = build(load(folder), out, jobs=jobs, executor=executor)
    told = errors_of(report.problems)
    assert told.keys() == SLIPS.keys()
    assert {school: words for school, (_, words) in SLIPS.items() if words not in told[school]} == {}
    assert not any("Error" in words or "'int'" in words for words in told.values())
    assert {path.split("/")[0] for path in report.written if "/" in path} == {
        f"s-{number}" for number in range(1, 31)
    } - SLIPS.keys()
    assert set(built_documents(out)) == set(report.written)

    for school in SLIPS:
        (folder / "schools" / f"{school}.yaml").unlink()
    again = build(load(folder), out)
    assert again.ok
    assert {path.split("/")[0] for path in again.written} == set(SLIPS)


def test_a_check_tells_the_same_of_each_school_and_the_command_ends_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = region(tmp_path)
    told = errors_of(check(load(folder)))
    assert {school: words for school, (_, words) in SLIPS.items() if words not in told[school]} == {}
    monkeypatch.setattr("sys.argv", ["nastav-docs", "build", str(folder), "-o", str(tmp_path / "out")])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1


@pytest.mark.parametrize("jobs", [1, pytest.param(2, marks=pytest.mark.linux)])
def test_where_the_program_itself_fails_on_a_school_the_others_are_built(
    tmp_path: Path, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running_build, "CHUNK", 2)

    def fails(planned: Planned, compiled: Mapping[str, Template]) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
        if planned.names["school"]["id"] == "s-3":
            raise AssertionError
        return print_document(planned, compiled)

    # what fails here fails in the other processes too: they are made by a fork, whatever threads other tests left
    monkeypatch.setattr("nastav_docs.builder.workers.threading.active_count", lambda: 1)
    # the package shows a function under the module's name
    monkeypatch.setattr(import_module("nastav_docs.documents.school_issue"), "print_document", fails)
    project = load(district(tmp_path / "район", [row(number) for number in range(1, 7)]))
    report = build(project, tmp_path / "out", jobs=jobs)
    (problem,) = [problem for problem in report.problems if problem.severity == "error"]
    assert (problem.code, problem.message) == ("ND509", "Школа «s-3»: на документах школы программа сбилась.")
    assert "AssertionError, test_school_slips.py:" in problem.hint
    assert str(problem.place).endswith("schools.csv, строка 4")
    assert len(report.written) == 1 + 5 * 2
    assert [problem.code for problem in check(project) if problem.severity == "error"] == ["ND509"]
