"""What one school issues is made in one place: every command says the same of it and shows the same documents."""

from __future__ import annotations

import gc
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from nastav_docs import build, check, load
from nastav_docs.authoring.field_list import contexts_of
from nastav_docs.authoring.preview import printed
from nastav_docs.documents import print_issue, read_schools, school_issues
from tests.many import CONFIG, district, row
from tests.minimal import write

if TYPE_CHECKING:
    from pathlib import Path

FAULTS = [
    ("in its row", ["Цой Женя", ""], "по имени «Цой Женя» не понять, мужчина это или женщина, поэтому оно не склонено."),
    ("in its file", ["", "order: {clauses: {control: {text: '{{ scool.abbr }}'}}}"], "нет имени «scool»"),
    ("in what its file changes", ["", "order: {signed_by: haed}"], "роли «haed» нет в разделе «people»."),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "said"), [each[1:] for each in FAULTS], ids=[each[0] for each in FAULTS])
def test_a_build_a_check_and_a_preview_say_the_same_of_a_school(tmp_path: Path, changes: list[str], said: str) -> None:
    curator, own = changes
    faulty = [*row(1)[:4], curator or row(1)[4], *row(1)[5:]]
    folder = district(tmp_path / "район", [faulty, row(2)], CONFIG)
    if own:
        write(folder / "schools", own, "s-1.yaml")
    project = load(folder)
    found = [
        [d.message for d in check(project) if d.severity == "error"],
        [d.message for d in build(project, tmp_path / "out").problems],
        [f"Школа «s-1»: {d.message[:1].lower()}{d.message[1:]}" for d in printed(project, "school-order", "s-1")[2]],
    ]
    assert found == [[f"Школа «s-1»: {said}"]] * 3
    assert {context.names["school"]["id"] for context in contexts_of(project) if context.audience == "school"} == {
        "s-2"
    }


def test_a_preview_shows_the_document_that_a_build_writes(tmp_path: Path) -> None:
    folder = district(tmp_path / "район", [row(1), row(2)])
    write(folder / "schools", "people: {teachers: {title: Воспитатели}}", "s-2.yaml")
    project = load(folder)
    build(project, tmp_path / "out")
    schools = read_schools(project)
    for issue in school_issues(project, schools.rows, schools.overlays):
        for path, data in print_issue(issue, project).documents:
            assert (tmp_path / "out" / path).read_bytes() == data
            name = "school-plan" if PurePosixPath(path).stem == "План" else "school-order"
            assert printed(project, name, issue.row.id)[0] == data


def test_the_values_of_a_school_go_with_its_last_document(tmp_path: Path) -> None:
    """They were held in a circle: Python found those of a thousand schools long after, and late."""
    project = load(district(tmp_path / "район", [row(1), row(2)]))
    schools = read_schools(project)

    def printed_all() -> None:
        for issue in school_issues(project, schools.rows, schools.overlays):
            assert print_issue(issue, project).documents

    printed_all()  # what is made once stays
    gc.collect()
    gc.disable()
    try:
        printed_all()
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_texts_in_a_long_chain_are_told_of_and_the_texts_of_other_schools_are_read(tmp_path: Path) -> None:
    """A text that was compiled at the bottom of Python's stack failed there, and then in every other school."""
    chain = [f"  - {{id: c{n}, text: '{{{{ order.clauses[{n + 1}].text }}}} и'}}" for n in range(150)]
    folder = district(tmp_path / "район", [row(1), row(2)])
    write(folder / "schools", "\n".join(["order:", "  clauses:", *chain, "  - {id: last, text: конец}"]), "s-1.yaml")
    report = build(load(folder), tmp_path / "out")
    told = {problem.message for problem in report.problems}
    assert told == {"Школа «s-1»: тексты ссылаются друг на друга цепочкой длиннее 40."}
    assert report.written == ("Приказ 235.docx", "s-2/Приказ 2-ОД.docx", "s-2/План.docx")
