"""What a script does with a project: schools from a database, one school's document, a plan, values changed."""

from __future__ import annotations

import datetime as dt
import io
import multiprocessing
import sqlite3
import zipfile
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from nastav_docs import ConfigError, Project, build, check, load, plan, render, replace
from tests.many import CONFIG, HEADER, row
from tests.minimal import MINIMAL, changed, write

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = HEADER.split(";")


def dicts(count: int) -> list[dict[str, object]]:
    """Schools as a script has them, by the headings of a table."""
    return [dict(zip(COLUMNS, row(number), strict=True)) for number in range(1, count + 1)]


def text(document: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return package.read("word/document.xml").decode().replace("\u00a0", " ")


@pytest.fixture(name="district")
def _district(tmp_path: Path) -> Project:
    """A district whose `schools:` names a file that is not there: a script gives the schools."""
    return load(write(tmp_path, CONFIG), schools=dicts(3))


# Schools


def test_schools_from_a_script_are_those_of_a_table(tmp_path: Path, district: Project) -> None:
    write(tmp_path / "table", CONFIG)
    lines = [HEADER, *(";".join(row(number)) for number in range(1, 4))]
    (tmp_path / "table" / "schools.csv").write_text("\n".join(lines), "utf-8")
    table = load(tmp_path / "table")
    assert [one.values for one in table.schools] == [one.values for one in district.schools]
    given, read = (build(project, tmp_path / out) for project, out in ((district, "a"), (table, "b")))
    assert (given.problems, given.written) == (read.problems, read.written)
    assert [(tmp_path / "a" / one).read_bytes() for one in given.written] == [
        (tmp_path / "b" / one).read_bytes() for one in read.written
    ]


def test_a_school_has_its_id_name_people_and_values(district: Project) -> None:
    school = district.schools[0]
    assert (school.id, school.values["abbr"]) == ("s-1", "МБОУ «СОШ № 1»")
    assert school.name.startswith("Муниципальное бюджетное")
    assert [(person.role, person.name, person.position) for person in school.people.values()] == [
        ("head", "Черных Ольга Сергеевна", ""),
        ("curator", "Гончаренко Виктор Степанович", "заместитель директора"),
    ]
    assert school.problems == ()


def test_rows_of_a_database_are_schools(tmp_path: Path) -> None:
    database = sqlite3.connect(":memory:")
    database.row_factory = sqlite3.Row
    database.execute("create table schools (id, name, abbr, head, order_date, phone)")
    database.execute(
        "insert into schools values ('s-1', 'Школа № 1', 'СОШ № 1', 'Ким Олег Олегович', '2025-09-01', null)"
    )
    (school,) = load(write(tmp_path, CONFIG), schools=database.execute("select * from schools")).schools
    assert school.values == {
        "id": "s-1",
        "name": "Школа № 1",
        "abbr": "СОШ № 1",
        "head": "Ким Олег Олегович",
        "order_date": "01.09.2025",
    }


PLACES = [
    ({"Директор": "Ким О.О., Петров И.И."}, "schools[1].Директор", "В ячейке не один человек: «Ким О.О.», «Петров И.И.»."),
    ({"Код": "con"}, "schools[1].Код", "Код школы не годится для имени папки."),
    ({"order_date": "31.02.2025"}, "schools[1].order_date", "Такой даты нет в календаре."),
    ({"Код": "s-1", "Полное наименование": "Другая"}, "schools[1].Код", "Код «s-1» есть и у другой школы (schools[0])."),
    ({"Полное наименование": None}, "schools[1].Полное наименование", "Не заполнено: «Полное наименование»."),
]  # fmt: skip


@pytest.mark.parametrize(("values", "place", "message"), PLACES)
def test_what_is_wrong_with_a_school_is_told_at_its_row(
    tmp_path: Path, values: dict[str, object], place: str, message: str
) -> None:
    rows = dicts(2)
    rows[1] |= values
    errors = [one for one in load(write(tmp_path, CONFIG), schools=rows).schools[1].problems if one.severity == "error"]
    assert [(str(one.place), one.message) for one in errors] == [(place, message)]


def test_one_mistake_of_many_schools_is_told_once(tmp_path: Path) -> None:
    rows = [{**one, "E-mail": "почта"} for one in dicts(5)]
    report = build(load(write(tmp_path, CONFIG), schools=rows), tmp_path / "out")
    assert [one.message for one in report.problems] == [
        "В 5 школах: адрес электронной почты записан с ошибкой (s-1, s-2, s-3, s-4, s-5)."
    ]


def test_a_school_may_bring_its_own_changes(tmp_path: Path) -> None:
    rows = dicts(1)
    rows[0]["order"] = {"clauses": {"control": {"text": "Контроль поручить заместителю."}}}
    project = load(write(tmp_path, CONFIG), schools=rows)
    assert "Контроль поручить заместителю." in text(render(project, "school-order", school="s-1"))


# One document


def test_one_school_s_document_is_that_of_the_build(tmp_path: Path, district: Project) -> None:
    build(district, tmp_path / "out")
    built = (tmp_path / "out" / "s-2" / "Приказ 2-ОД.docx").read_bytes()
    assert render(district, "school-order", school="s-2") == built


REFUSED = [
    ("school-order", None, "Документ «school-order» делается для каждой школы: его печатает build."),
    ("school-order", "s-9", "Школы «s-9» в реестре нет."),
    ("order", "s-1", "Документ «order» – самого муниципалитета, а не школы."),
    ("school-ordr", "s-1", "Документа «school-ordr» нет."),
]


@pytest.mark.parametrize(("name", "school", "message"), REFUSED)
def test_a_document_that_is_not_there_is_told(district: Project, name: str, school: str | None, message: str) -> None:
    with pytest.raises(ConfigError) as raised:
        render(district, name, school=school)
    assert raised.value.diagnostics[0].message == message


def test_threads_print_the_same_as_one_after_another(district: Project) -> None:
    wanted = [f"s-{1 + number % 3}" for number in range(24)]
    one_by_one = [render(district, "school-order", school=school) for school in wanted]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda school: render(district, "school-order", school=school), wanted)) == one_by_one


# Free values and filters of a script

WITH_DATA = changed(("    - Утвердить {{", '    - "{{ data.a.b }} {{ data.a.c }}"\n    - Утвердить {{'))


def test_values_of_a_script_are_laid_over_those_of_the_settings(tmp_path: Path) -> None:
    project = load(
        write(tmp_path, WITH_DATA + "data: {a: {b: нижний, c: нижний}}\n"), data={"a": {"b": dt.date(2025, 9, 1)}}
    )
    assert ">01.09.2025 нижний<" in text(render(project, "order"))
    assert ">01.09.2025 здесь<" in text(render(project, "order", data={"a": {"c": "здесь"}}))
    assert ">01.09.2025 нижний<" in text(render(project, "order"))


def test_a_text_of_a_script_is_no_template_and_no_markup(tmp_path: Path) -> None:
    project = load(write(tmp_path, WITH_DATA), data={"a": {"b": "{{ people }} <w:p>", "c": 10.5}})
    assert ">{{ people }} &lt;w:p&gt; 10,5<" in text(render(project, "order"))


def test_a_filter_of_a_script_serves_texts_and_templates(tmp_path: Path) -> None:
    config = changed(("    - Утвердить {{", "    - \"{{ 'тише' | shout }}\"\n    - Утвердить {{"))
    project = load(write(tmp_path, config), filters={"shout": lambda value: f"{value}!".upper()})
    assert check(project) == ()
    assert ">ТИШЕ!<" in text(render(project, "order"))


# Settings of a script


def test_settings_may_be_a_mapping(tmp_path: Path) -> None:
    import yaml  # noqa: PLC0415  to have the same settings as a mapping

    settings = yaml.safe_load(MINIMAL)
    assert render(load(settings), "order") == render(load(write(tmp_path, MINIMAL)), "order")
    settings["order"]["signed_by"] = "haed"
    (problem,) = check(load(settings))
    assert (str(problem.place), problem.message) == ("load(…), order.signed_by", "Роли «haed» нет в разделе «people».")


def test_a_value_is_changed_and_everything_that_names_it(tmp_path: Path) -> None:
    project = load(write(tmp_path, changed()))
    signed = replace(project, order={"date": dt.date(2020, 12, 1), "number": "300"})
    assert "от 01.12.2020 № 300" in text(render(signed, "order"))
    assert "от 02.11.2020 № 235" in text(render(project, "order"))
    assert build(signed, tmp_path / "out").written == ("Приказ 300.docx",)
    assert build(replace(signed, order={"title": "О другом"}), tmp_path / "out").written == ("Приказ 300.docx",)


def test_a_change_that_does_not_fit_is_a_problem_of_the_copy(tmp_path: Path) -> None:
    project = load(write(tmp_path, changed()))
    wrong = replace(project, {"order": {"date": "31.02.2020"}, "ordr": 1})
    assert [(str(one.place), one.message) for one in wrong.problems] == [
        ("replace(…), order.date", "нет такого дня: февраль 2020 года длится с 1-го по 29-е"),
        ("replace(…), ordr", "Неизвестный ключ «ordr»."),
    ]
    assert project.problems == ()


# The plan


def test_the_plan_is_read_as_objects_with_dates(tmp_path: Path) -> None:
    text_ = (
        changed(("deadline: до 09.11.2020", "deadline: 'ежегодно, до 20 мая'")) + "period: 2020-11-02 … 2022-12-31\n"
    )
    read = plan(load(write(tmp_path, text_)))
    (activity,) = read.activities
    assert (activity.id, activity.section, activity.title) == ("pairs", "Подготовка", "Формирование пар")
    assert activity.dates == (dt.date(2021, 5, 20), dt.date(2022, 5, 20))
    assert [person.title for person in activity.responsible] == ["Петрова А.И.", "Руководители школ"]
    assert read.people["head"].name == "Петрова Анна Ивановна"
    assert read.period == (dt.date(2020, 11, 2), dt.date(2022, 12, 31))


def test_a_school_s_plan_names_its_own_people(district: Project) -> None:
    first = plan(district, "s-1").activities[0]
    assert (first.title, first.dates) == ("Формирование пар", (dt.date(2020, 11, 9),))
    assert [person.name or person.title for person in first.responsible] == [
        "Гончаренко Виктор Степанович",
        "Педагогические работники",
    ]


def test_what_is_read_cannot_be_changed(district: Project) -> None:
    with pytest.raises(AttributeError):
        district.schools[0].id = "x"  # type: ignore[misc]  # that it is refused is the test


def test_a_filter_that_no_other_process_can_have_is_told_and_the_documents_are_made(tmp_path: Path) -> None:
    config = CONFIG.replace("{{ school.abbr | prp }}.", "{{ school.abbr | prp }} {{ 'тише' | shout }}.", 1)
    project = load(write(tmp_path, config), schools=dicts(2), filters={"shout": lambda value: f"{value}!".upper()})
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        report = build(project, tmp_path / "out", executor=pool)
    assert [one.code for one in report.problems] == ["ND654"]
    assert "объявите их функциями модуля" in report.problems[0].message
    assert "ТИШЕ!" in text((tmp_path / "out" / "s-2" / "Приказ 2-ОД.docx").read_bytes())
