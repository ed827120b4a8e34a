"""Lists and free values in texts of the YAML and in templates, the district's and the schools'."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nastav_docs import build, check, load, render
from nastav_docs.documents import prepared
from tests.documents.test_school_papers import lines
from tests.many import district, row
from tests.minimal import changed, write

if TYPE_CHECKING:
    from pathlib import Path

LISTS = """
lists:
  pairs:
    columns: {school: {type: school, required: нет}, mentor: person, position: post, since: date, hours: number, ready: yes_no}
    rows:
      - {school: s-1, mentor: Петрова Анна Ивановна, position: учитель, since: 2025-09-01, hours: "10,5", ready: да}
      - {school: МБОУ «СОШ № 2», mentor: "Бабкина И.Г.", position: методист, since: 02.09.2025, hours: 2, ready: нет}
data:
  motto: Учу "быть" - учусь
  head: "{{ people.head | dat }}"
  union: нет
  count: 12
  number: "012"
  word: {nom: профком, gen: профкома}
  deep: {list: [раз, {two: два}]}
"""
PRINTED = [
    ("{% for row in lists.pairs %}{{ row.mentor | acc }}; {% endfor %}", "Петрову А.И.; Бабкину И.Г.;"),
    ("{{ (lists.pairs | first).mentor.short }} с {{ (lists.pairs | first).since }}", "Петрова А.И. с 01.09.2025"),
    ("{{ (lists.pairs | first).since | date_long }}", "1 сентября 2025 г."),
    ("{{ lists.pairs | map(attribute='hours') | join(', ') }}", "10,5, 2"),
    ("{{ lists.pairs | length }}, {{ (lists.pairs | last).position | ins }}", "2, методистом"),
    ("{% for row in lists.pairs if row.ready %}{{ row.mentor }}{% endfor %}", "Петрова А.И."),
    ("{{ (lists.pairs | selectattr('hours', 'gt', 5) | first).mentor }}", "Петрова А.И."),
    ("{{ data.motto }}", "Учу «быть» – учусь"),
    ("{{ data.head }}", "Петровой А.И."),
    ("{% if data.union %}есть{% else %}{{ data.union }}{% endif %}", "нет"),
    ("{{ data.count + 1 }}, {{ data.number }}", "13, 012"),
    ("от {{ data.word | gen }}", "от профкома"),
    ("{{ data.deep.list | first }}, {{ data.deep.list[1].two }}", "раз, два"),
]


@pytest.mark.parametrize(("text", "printed"), PRINTED)
def test_texts_print_lists_and_free_values(tmp_path: Path, text: str, printed: str) -> None:
    lists = LISTS.replace("school: s-1, ", "").replace("school: МБОУ «СОШ № 2», ", "")
    config = changed(("    - Утвердить {{", f'    - "{text}"\n    - Утвердить {{{{'))
    project = load(write(tmp_path, config + lists))
    ready = prepared(project)
    assert [problem for problem in ready.problems if problem.severity == "error"] == []
    assert ready.names["order"]["clauses"][0]["text"].replace("\u00a0", " ").strip() == printed


UNKNOWN = [
    ("{{ lists.pears }}", "pears"),
    ("{{ data.moto }}", "moto"),
    ("{% for row in lists.pairs %}{{ row.mentr }}{% endfor %}", "mentr"),
]


@pytest.mark.parametrize(("text", "name"), UNKNOWN)
def test_a_name_that_is_not_there_is_told(tmp_path: Path, text: str, name: str) -> None:
    lists = LISTS.replace("school: s-1, ", "").replace("school: МБОУ «СОШ № 2», ", "")
    project = load(write(tmp_path, changed(("    - Утвердить {{", f'    - "{text}"\n    - Утвердить {{{{')) + lists))
    assert [(one.code, one.name) for one in check(project) if one.severity == "error"] == [("ND209", name)]


def test_unknown_keys_elsewhere_stay_errors(tmp_path: Path) -> None:
    project = load(write(tmp_path, changed() + LISTS + "motto: Учу\n"))
    assert [one.message for one in project.problems] == ["Неизвестный ключ «motto»."]


def test_free_values_are_overlaid_like_everything(tmp_path: Path) -> None:
    write(tmp_path, changed() + "data: {a: {b: нижний, c: остался}, d: снят}\n", "base.yaml")
    project = load(write(tmp_path, "extends: base.yaml\ndata: {a: {b: верхний}, d: null}\n"))
    assert prepared(project).names["data"] == {"a": {"b": "верхний", "c": "остался"}}
    assert project.place("data", "a", "b").line == 2
    assert project.place("data", "a", "c").file.endswith("base.yaml")


def test_a_person_of_whom_nobody_knows_the_gender_is_told_at_the_cell(tmp_path: Path) -> None:
    rows = "lists:\n  pairs:\n    columns: {mentor: person}\n    rows:\n      - mentor: Ким Саша\n"
    project = load(write(tmp_path, changed() + rows))
    (problem,) = (one for one in check(project) if one.severity == "error")
    assert (problem.code, problem.place) == ("ND301", project.place("lists", "pairs", "rows", 0, "mentor"))
    assert problem.hint == "Впишите имя и отчество полностью – или mentor: {name: Ким Саша, gender: female}."


def test_a_gender_may_stand_in_a_column_beside_the_name(tmp_path: Path) -> None:
    lists = "lists: {pairs: {file: a.csv, columns: {mentor: person, mentor_gender: gender, mentee: person}}}\n"
    (tmp_path / "a.csv").write_text("Наставник;Пол наставника;Наставляемый\nКим Саша;м;Цой Женя\n", "utf-8")
    project = load(write(tmp_path, changed() + lists))
    (problem,) = (one for one in check(project) if one.severity == "error")
    assert str(problem.place).endswith("a.csv, строка 2, столбец «Наставляемый»")
    assert problem.hint == (
        "Впишите имя и отчество полностью – или добавьте в таблицу столбец «Пол» («ж», «м»), "
        "а в «columns:» – mentee_gender: gender."
    )


CLAUSE = "{% for row in lists.pairs %}{{ row.mentor | acc }} ({{ row.school.abbr }}){% endfor %}; {{ data.motto }}"
SCHOOLS = CLAUSE + "{% for row in lists.plans %}; {{ row.topic }}{% endfor %}"


def with_lists(folder: Path, text: str) -> None:
    """A district with two schools, each with a clause of its own rows and its own file."""
    district(folder, [row(1), row(2)])
    file = folder / "district.yaml"
    written = file.read_text("utf-8")
    start = written.index("    clauses:\n", written.index("\nschool:\n"))
    clause = f'    clauses:\n      - "{text}."\n'
    lists = LISTS.replace("\ndata:", '\n  plans: {file: "plans/{{ school.id }}.csv", columns: {topic: text}}\ndata:')
    write(folder, written[:start] + written[start:].replace("    clauses:\n", clause, 1) + lists)
    (folder / "plans").mkdir()
    for number in (1, 2):
        (folder / "plans" / f"s-{number}.csv").write_bytes(f"Тема\nТема {number}\n".encode("cp1251"))


def test_a_school_prints_its_own_rows_and_its_own_file(tmp_path: Path) -> None:
    with_lists(tmp_path, SCHOOLS)
    report = build(load(tmp_path), tmp_path / "out")
    assert [one.message for one in report.problems] == []
    printed = [lines(tmp_path / "out" / f"s-{number}" / f"Приказ {number}-ОД.docx") for number in (1, 2)]
    assert "Петрову А.И. (МБОУ «СОШ № 1»); Учу «быть» – учусь; Тема 1." in printed[0]
    assert "Бабкину И.Г. (МБОУ «СОШ № 2»); Учу «быть» – учусь; Тема 2." in printed[1]


def test_a_school_is_made_anew_when_its_own_list_changes_and_no_other_is(tmp_path: Path) -> None:
    with_lists(tmp_path, SCHOOLS)
    build(load(tmp_path), tmp_path / "out")
    (tmp_path / "plans" / "s-2.csv").write_text("Тема\nДругая\n", "utf-8")
    report = build(load(tmp_path), tmp_path / "out")
    assert report.written == ("s-2/Приказ 2-ОД.docx",)


def test_workers_know_whose_rows_are_whose(tmp_path: Path) -> None:
    with_lists(tmp_path, SCHOOLS)
    build(load(tmp_path), tmp_path / "one")
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  one test needs processes

    with ProcessPoolExecutor(1) as pool:
        report = build(load(tmp_path), tmp_path / "other", executor=pool)
    assert report.problems == ()
    one, other = ((tmp_path / out / "s-2" / "Приказ 2-ОД.docx").read_bytes() for out in ("one", "other"))
    assert one == other


def test_a_school_without_its_file_stops_no_other(tmp_path: Path) -> None:
    with_lists(tmp_path, SCHOOLS)
    (tmp_path / "plans" / "s-1.csv").unlink()
    report = build(load(tmp_path), tmp_path / "out")
    assert [one.message for one in report.problems] == [
        f"Школа «s-1»: файл «{tmp_path / 'plans' / 's-1.csv'}» списка «plans» не найден."
    ]
    assert "s-2/Приказ 2-ОД.docx" in report.written


def test_a_list_is_taken_at_the_moment_of_load(tmp_path: Path) -> None:
    config = changed(("    - Утвердить {{", '    - "{{ (lists.plans | first).topic }}"\n    - Утвердить {{'))
    write(tmp_path, config + "lists: {plans: {file: plans.csv, columns: {topic: text}}}\n")
    (tmp_path / "plans.csv").write_text("Тема\nПрежняя\n", "utf-8")
    project = load(tmp_path)
    before = render(project, "order")
    (tmp_path / "plans.csv").write_text("Тема\nДругая\n", "utf-8")
    assert render(load(tmp_path), "order") != before == render(project, "order")


def test_free_values_of_a_school_are_laid_over_those_of_the_district(tmp_path: Path) -> None:
    with_lists(tmp_path, "{{ data.motto }}, {{ data.count }}, {% if data.union is defined %}есть{% endif %}")
    (tmp_path / "schools").mkdir()
    (tmp_path / "schools" / "s-2.yaml").write_text("data: {motto: Своё, union: null}\n", "utf-8")
    report = build(load(tmp_path), tmp_path / "out")
    assert [one.message for one in report.problems] == []
    printed = [lines(tmp_path / "out" / f"s-{number}" / f"Приказ {number}-ОД.docx") for number in (1, 2)]
    assert "Учу «быть» – учусь, 12, есть." in printed[0]
    assert "Своё, 12, ." in printed[1]
