"""The third layer: every school's documents from one config, its own changes, and its own mistakes."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from lxml import etree

from nastav_docs import build
from nastav_docs.config.project import load
from nastav_docs.config.shipped_files import shared_configs
from nastav_docs.diagnostics.problem import Diagnostic, Severity
from nastav_docs.review.check_once import check
from tests.many import CONFIG, HEADER, district, row, table
from tests.minimal import write

if TYPE_CHECKING:
    from pathlib import Path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def lines(file: Path) -> list[str]:
    """The paragraphs of a document, spaces of every kind as spaces."""
    with zipfile.ZipFile(file) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    texts = ("".join(node.text or " " for node in p.iter(f"{W}t", f"{W}tab", f"{W}br")) for p in body.iter(f"{W}p"))
    return [" ".join(text.split()) for text in texts if text.strip()]


def contents(out: Path) -> dict[str, bytes]:
    return {str(file.relative_to(out)): file.read_bytes() for file in sorted(out.rglob("*.docx"))}


def told(problem: Diagnostic) -> str:
    """«file:place code message», the folder left out."""
    place = str(problem.place).rpartition("/")[2] if problem.place else ""
    return f"{place} {problem.code} {problem.message}"


# Artemovsky


def test_the_twenty_schools_of_artemovsky_get_all_their_documents(tmp_path: Path) -> None:
    project = load(shared_configs() / "artemovsky")
    report = build(project, tmp_path)
    assert project.config is not None
    each = [id_ for id_, document in project.config.documents.items() if document.for_each == "school"]
    folders = [path for path in tmp_path.iterdir() if path.is_dir() and not path.name.startswith(".")]
    assert (report.problems, len(folders)) == ((), 20)
    assert {len([file for file in folder.iterdir() if file.is_file()]) for folder in folders} == {len(each)}


# Changes of one school

CHANGES = [
    ("another deadline", "roadmap: {sections: {start: {activities: {pairs: {deadline: до 16.11.2020}}}}}", "План", "До 16.11.2020", "До 09.11.2020"),
    ("no activity", "roadmap: {sections: {start: {activities: {meeting: null}}}}", "План", "Формирование пар", "Общая встреча"),
    ("an activity more", "roadmap: {sections: {start: {activities: {own: {title: Своё дело, deadline: до 01.12.2020, responsible: coordinator}}}}}", "План", "Своё дело", ""),
    ("a role more", "people: {psychologist: {title: Педагог-психолог}}\nroadmap: {sections: {start: {activities: {meeting: {responsible: psychologist}}}}}", "План", "Педагог-психолог", ""),
    ("another group", "people: {teachers: {title: Воспитатели}}", "План", "Воспитатели", "Педагогические работники"),
    ("another curator", "people: {curator: {name: Мельник Оксана Юрьевна, position: методист}}", "Приказ 1-ОД", "Назначить куратором методиста Мельник О.Ю.", "заместителя"),
    ("another text", "order: {clauses: {control: {text: Контроль поручить заместителю.}}}", "Приказ 1-ОД", "Контроль поручить заместителю.", "оставляю за собой"),
    ("a clause less", "order: {clauses: {control: null}}", "Приказ 1-ОД", "Назначить куратором", "Контроль"),
    ("its own number", 'order: {number: "77"}', "Приказ 77", "77", "1-ОД"),
    ("its own columns", "roadmap: {columns: [number, activity, responsible]}", "План", "Формирование пар", "До 09.11.2020"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "file", "there", "gone"), [each[1:] for each in CHANGES], ids=[each[0] for each in CHANGES]
)
def test_a_school_changes_what_it_issues_and_no_other_does(
    tmp_path: Path, changes: str, file: str, there: str, gone: str
) -> None:
    rows = [row(1), row(2)]
    rows[0][4] = "Черных Ольга Сергеевна"
    config = district(tmp_path / "config", rows)
    build(load(config), tmp_path / "before")
    write(config / "schools", changes, "s-1.yaml")
    report = build(load(config), tmp_path / "after")
    assert report.problems == ()
    text = " ".join(lines(tmp_path / "after" / "s-1" / f"{file}.docx"))
    assert there in text
    assert not gone or gone not in text
    of_others = {path: data for path, data in contents(tmp_path / "before").items() if not path.startswith("s-1/")}
    assert of_others.items() <= contents(tmp_path / "after").items()


@pytest.mark.parametrize(("where", "order"), [("before", ["own", "control"]), ("after", ["control", "own"])])
def test_a_school_puts_a_clause_of_its_own_before_or_after_another(
    tmp_path: Path, where: str, order: list[str]
) -> None:
    config = district(tmp_path / "config", [row(1)])
    write(config / "schools", f"order: {{clauses: {{own: {{{where}: control, text: Своё поручение.}}}}}}", "s-1.yaml")
    build(load(config), tmp_path / "out")
    found = lines(tmp_path / "out" / "s-1" / "Приказ 1-ОД.docx")
    said = {"own": "Своё поручение.", "control": "Контроль за исполнением приказа оставляю за собой."}
    assert [line for line in found if line in said.values()] == [said[id_] for id_ in order]


def test_a_yaml_registry_changes_a_school_and_its_file_changes_it_further(tmp_path: Path) -> None:
    registry = """\
- id: s-1
  abbr: МБОУ «СОШ № 1»
  name: Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 1»
  head: Ким Вадим Александрович
  curator: Петрова Анна Ивановна
  curator_position: методист
  place: г. Артемовский
  roadmap: {sections: {start: {activities: {pairs: {deadline: до 16.11.2020}, meeting: {deadline: до 17.11.2020}}}}}
"""
    config = write(tmp_path / "config", CONFIG.replace("schools.csv", "schools.yaml"))
    write(config, registry, "schools.yaml")
    write(
        config / "schools",
        "roadmap: {sections: {start: {activities: {meeting: {deadline: до 18.11.2020}}}}}",
        "s-1.yaml",
    )
    report = build(load(config), tmp_path / "out")
    text = " ".join(lines(tmp_path / "out" / "s-1" / "План.docx"))
    assert report.problems == ()
    assert ("До 16.11.2020" in text, "До 17.11.2020" in text, "До 18.11.2020" in text) == (True, False, True)


# Mistakes of one school

WRONG: list[tuple[str, str, str]] = [
    # in its file: line and column of it
    ("order: {clausez: 1}", "s-1.yaml:1:9 ND201 Школа «s-1»: неизвестный ключ «clausez»", "clauses"),
    ("order:\n  clauses:\n    control: {text: '{{ peopel }}'}", "s-1.yaml:3:22 ND209 Школа «s-1»: нет имени «peopel»", "people"),
    ("order: {signed_by: haed}", "s-1.yaml:1:20 ND206 Школа «s-1»: роли «haed» нет", "head"),
    ("order: {clauses: {contrl: null}}", "s-1.yaml:1:19 ND109 Школа «s-1»: убирать нечего", ""),
    ("roadmap: {columns: [sektion]}", "s-1.yaml:1:21 ND224 Школа «s-1»: графы «sektion» нет.", "section"),
    ("roadmap:\n\tsections: []", "s-1.yaml:2:1 ND104 Школа «s-1»: отступ сделан табуляцией.", ""),
    ("people: {curator: {name: Цой Женя}}", "s-1.yaml:1:19 ND301 Школа «s-1»: по имени «Цой Женя» не понять", "gender"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "message", "hint"), WRONG, ids=[each[1].split()[1] for each in WRONG])
def test_a_mistake_in_a_schools_file_is_told_at_its_place_and_stops_this_school_alone(
    tmp_path: Path, changes: str, message: str, hint: str
) -> None:
    config = district(tmp_path / "config", [row(1), row(2)])
    write(config / "schools", changes, "s-1.yaml")
    report = build(load(config), tmp_path / "out")
    assert [told(problem)[: len(message)] for problem in report.problems] == [message]
    assert hint in report.problems[0].hint
    assert sorted(contents(tmp_path / "out")) == ["s-2/План.docx", "s-2/Приказ 2-ОД.docx", "Приказ 235.docx"]
    assert report.problems == tuple(problem for problem in check(load(config)) if problem.severity is Severity.ERROR)


CELLS = [
    (3, "", "schools.csv, строка 2, столбец «Директор» ND612 Школа «s-1»: не заполнено: «Директор»."),
    (4, "", "schools.csv, строка 2, столбец «Куратор» ND651 Школа «s-1»: «Куратор» не указан: в документах школы – прочерк."),
    (4, "Цой Женя", "schools.csv, строка 2, столбец «Куратор» ND301 Школа «s-1»: по имени «Цой Женя» не понять, мужчина это или женщина"),
    (0, "../s", "schools.csv, строка 2, столбец «Код» ND614 Школа «s»: код школы не годится для имени папки."),
    (0, "s-2", "schools.csv, строка 2, столбец «Код» ND615 Школа «s-2»: код «s-2» есть и у другой школы"),
    (0, "S-2", "schools.csv, строка 2, столбец «Код» ND615 Школа «S-2»: код «S-2» есть и у другой школы"),
]  # fmt: skip


@pytest.mark.parametrize(("column", "value", "message"), CELLS)
def test_a_mistake_in_the_registry_is_told_at_its_row_and_column(
    tmp_path: Path, column: int, value: str, message: str
) -> None:
    rows = [row(1), row(2), row(3)]
    rows[0][column] = value
    report = build(load(district(tmp_path / "config", rows)), tmp_path / "out")
    assert told(report.problems[0]).startswith(message)
    assert "s-3/План.docx" in report.written


def test_a_school_without_a_curator_gets_its_papers_with_a_blank(tmp_path: Path) -> None:
    rows = [row(1), row(2), row(3)]
    rows[0][4:6] = ["____________", "заместитель директора"]
    rows[1][4:6] = ["", ""]
    report = build(load(district(tmp_path / "config", rows)), tmp_path / "out")
    assert (report.ok, {problem.code for problem in report.problems}) == (True, {"ND651"})
    assert "Назначить куратором заместителя директора ____________________." in lines(
        tmp_path / "out" / "s-1" / "Приказ 1-ОД.docx"
    )
    assert "Назначить куратором ____________________." in lines(tmp_path / "out" / "s-2" / "Приказ 2-ОД.docx")


def test_a_curator_without_a_post_is_named_without_one_and_told_of(tmp_path: Path) -> None:
    rows = [row(1), row(2)]
    rows[0][5] = ""
    report = build(load(district(tmp_path / "config", rows)), tmp_path / "out")
    (message,) = map(told, report.problems)
    assert message == (
        "schools.csv, строка 2, столбец «Должность куратора» ND632 Школа «s-1»: должность куратора не указана: он "
        "назван без неё."
    )
    assert "Назначить куратором Гончаренко В.С." in lines(tmp_path / "out" / "s-1" / "Приказ 1-ОД.docx")


def test_the_head_of_a_kindergarten_is_no_director_unasked(tmp_path: Path) -> None:
    rows = [row(1), row(2)]
    rows[0][2] = "Муниципальное бюджетное дошкольное образовательное учреждение «Детский сад № 1»"
    report = build(load(district(tmp_path / "config", rows)), tmp_path / "out")
    assert [problem.message for problem in report.problems] == [
        "Школа «s-1»: должность руководителя детского сада не указана: напечатано «директор»."
    ]


def test_a_school_without_a_place_is_told_of(tmp_path: Path) -> None:
    rows = [row(1), row(2)]
    rows[0][7] = ""
    report = build(load(district(tmp_path / "config", rows)), tmp_path / "out")
    (message,) = map(told, report.problems)
    assert message == (
        "schools.csv, строка 2, столбец «Населённый пункт» ND631 Школа «s-1»: не указан населённый пункт школы: в её "
        "приказе не будет места издания."
    )
    assert "г. Артемовский" not in lines(tmp_path / "out" / "s-1" / "Приказ 1-ОД.docx")


def test_hints_to_a_cell_speak_of_columns(tmp_path: Path) -> None:
    rows = [row(1), row(2)]
    rows[0][1] = "Кедровская СОШ-21"
    problem = next(p for p in check(load(district(tmp_path / "config", rows))) if p.code == "ND304")
    assert problem.hint.startswith(
        "Проверьте; верную форму пишут в столбец «Краткое наименование (родительный падеж)»: родительный падеж – "
    )


def test_a_registry_that_is_not_there_is_told_in_the_settings_with_what_lies_there(tmp_path: Path) -> None:
    config = write(tmp_path / "config", CONFIG.replace("schools: schools.csv", "schools: school.csv"))
    write(config, table([row(1)]), "schools.csv")
    (problem,) = build(load(config), tmp_path / "out").problems
    assert problem.place is not None
    assert (problem.code, problem.place.file.rpartition("/")[2]) == ("ND601", "district.yaml")
    assert problem.hint == "Возможно, «schools.csv». В папке лежат: «district.yaml», «schools.csv»."


LISTS = """\
lists:
  pairs: {columns: {school: school, mentor: text}, rows: [{school: s-1, mentor: Да}, {school: s-2, mentor: Нет}]}
"""


@pytest.mark.parametrize(
    ("registry", "message"),
    [
        ({}, "schools.csv» не найден."),
        ({"schools.csv": HEADER}, "schools.csv ND605 В реестре нет ни одной школы."),
        ({"schools.csv": "Что-то\nиное\n"}, "schools.csv ND606 В начале таблицы нет строки заголовков."),
    ],
)
def test_schools_that_lists_name_are_not_judged_where_the_registry_is_not_read(
    registry: dict[str, str], message: str, tmp_path: Path
) -> None:
    text = "{% for row in lists.pairs %}{{ row.school.abbr | gen }} {% endfor %}"
    config = CONFIG.replace(
        "documents:", f'{LISTS}letter: {{addressee: Всем, text: "{text}", signed_by: head}}\ndocuments:'
    )
    folder = write(tmp_path / "config", config)
    for name, rows in registry.items():
        write(folder, rows, name)
    (problem,) = (one for one in check(load(folder)) if one.code != "ND227")
    assert told(problem).endswith(message)
    assert problem.hint
    with_none = config.replace("schools: schools.csv\n", "")
    assert "ND639" in {problem.code for problem in check(load(write(tmp_path / "none", with_none)))}


def test_the_settings_name_a_column_and_a_wrong_name_is_told_there(tmp_path: Path) -> None:
    columns = "schools: {file: schools.csv, columns: {curator: Ответственое лицо}}"
    config = write(tmp_path / "config", CONFIG.replace("schools: schools.csv", columns))
    write(config, table([row(1)], HEADER.replace("Куратор;", "Ответственное лицо;")), "schools.csv")
    problems = build(load(config), tmp_path / "out").problems
    assert (problems[0].code, problems[0].hint.partition("?")[0]) == ("ND628", "Может быть, «Ответственное лицо»")
    write(config, (config / "district.yaml").read_text("utf-8").replace("Ответственое", "Ответственное"))
    assert build(load(config), tmp_path / "out").problems == ()


def test_a_row_without_a_name_and_a_code_stops_no_other_school(tmp_path: Path) -> None:
    report = build(load(district(tmp_path / "config", [["", "", "", *row(1)[3:]], row(2)])), tmp_path / "out")
    assert (report.ok, {problem.code for problem in report.problems}) == (False, {"ND612"})
    assert "s-2/План.docx" in report.written


def test_a_mistake_in_the_common_part_is_told_once_in_the_programme(tmp_path: Path) -> None:
    text = CONFIG.replace("Внедрить наставничество в {{ school.abbr | prp }}", "Внедрить {{ school.abrb | prp }}")
    write(tmp_path / "config", text, "programme.yaml")
    config = district(tmp_path / "config", [row(number) for number in range(1, 6)], "extends: programme.yaml\n")
    report = build(load(config), tmp_path / "out")
    assert [told(problem) for problem in report.problems] == [
        "programme.yaml:35:24 ND209 В 5 школах: в «school» нет «abrb» (s-1, s-2, s-3, s-4, s-5)."
    ]
    assert report.problems[0].hint == "возможно, «abbr»"


def test_a_file_of_no_school_is_told_of_with_a_guess_and_stops_nobody(tmp_path: Path) -> None:
    config = district(tmp_path / "config", [row(11)])
    write(config / "schools", "order: {}", "s-1l.yaml")
    report = build(load(config), tmp_path / "out")
    assert [told(problem) for problem in report.problems] == ["s-1l.yaml ND653 Школы с кодом «s-1l» в реестре нет."]
    assert (report.problems[0].hint, report.ok, "s-11/План.docx" in report.written) == (
        "Может быть, «s-11»?",
        False,
        True,
    )


@pytest.mark.parametrize("name", ["s-11.yaml.txt", "s-11.yml"])
def test_a_schools_file_that_is_not_read_for_its_name_is_told_of(name: str, tmp_path: Path) -> None:
    config = district(tmp_path / "config", [row(11)])
    write(config / "schools", "order: {}", name)
    (problem,) = check(load(config))
    assert problem.message == f"Файл «{name}» не читается: его имя кончается не на «.yaml»."
    assert problem.hint == "Переименуйте его в «s-11.yaml»."


def test_of_a_yaml_registry_hints_speak_of_keys(tmp_path: Path) -> None:
    config = write(tmp_path / "config", CONFIG.replace("schools.csv", "schools.yaml"))
    write(config, "- {id: s-1, name: Школа № 1, abbr: СШ № 1, head: Ким Вадим Александрович}\n", "schools.yaml")
    assert [problem.hint for problem in build(load(config), tmp_path / "out").problems] == [
        "Впишите фамилию, имя, отчество ключом «curator:».",
        "Впишите его ключом «place:»: «с. Мироново».",
    ]


def test_without_a_registry_nothing_is_written(tmp_path: Path) -> None:
    report = build(load(write(tmp_path / "config", CONFIG)), tmp_path / "out")
    assert ([problem.code for problem in report.problems], (tmp_path / "out").exists()) == (["ND601"], False)


# Many


def test_of_a_thousand_schools_with_ten_bad_ones_the_others_are_built(tmp_path: Path) -> None:
    rows = [row(number) for number in range(1, 1001)]
    rows[99][3] = ""  # no head
    rows[199][4] = "Цой Женя"  # man or woman?
    rows[299][0] = "s-301"  # and so are two
    rows[399][2] = ""  # no name
    for number in (499, 599, 699):
        rows[number][4] = ""  # no curator
    config = district(tmp_path / "config", rows)
    write(config / "schools", "order: {clausez: 1}", "s-800.yaml")
    write(config / "schools", "roadmap: [", "s-900.yaml")
    report = build(load(config), tmp_path / "out")
    assert (report.ok, len(report.written)) == (False, 1 + 2 * 993)
    assert [told(problem)[:80] for problem in report.problems] == [
        "schools.csv, строка 501, столбец «Куратор» ND651 В 3 школах: «Куратор» не указан",
        "schools.csv, строка 101, столбец «Директор» ND612 Школа «s-100»: не заполнено: «",
        "schools.csv, строка 201, столбец «Куратор» ND301 Школа «s-200»: по имени «Цой Же",
        "schools.csv, строка 301, столбец «Код» ND615 Школа «s-301»: код «s-301» есть и у",
        "schools.csv, строка 302, столбец «Код» ND615 Школа «s-301»: код «s-301» есть и у",
        "schools.csv, строка 401, столбец «Полное наименование» ND612 Школа «s-400»: не з",
        "s-800.yaml:1:9 ND201 Школа «s-800»: неизвестный ключ «clausez» в разделе «school",
        "s-900.yaml:1:10 ND103 Школа «s-900»: скобка «[» здесь открыта и не закрыта.",
    ]
    assert report.problems[0].message == (
        "В 3 школах: «Куратор» не указан: в документах школы – прочерк (s-500, s-600, s-700)."
    )


def test_problems_of_many_schools_are_told_once_with_how_many(tmp_path: Path) -> None:
    rows = [row(number) for number in range(1, 41)]
    for number in range(37):
        rows[number][4] = "Цой Женя"
    rows[3][4] = "Ким Женя"
    report = build(load(district(tmp_path / "config", rows)), tmp_path / "out")
    assert [problem.message for problem in report.problems] == [
        "В 37 школах: неизвестен пол человека (s-1, s-2, s-3, s-4, s-5, s-6, s-7, s-8 …)."
    ]


def test_only_the_schools_asked_for_are_built(tmp_path: Path) -> None:
    project = load(district(tmp_path / "config", [row(number) for number in range(1, 6)]))
    report = build(project, tmp_path / "out", schools=["s-4", "s-2", "s-4"])
    assert (report.problems, {path.partition("/")[0] for path in report.written}) == ((), {"s-2", "s-4"})
    assert len(report.written) == 4


def test_a_school_that_is_not_there_is_told_of_with_a_guess(tmp_path: Path) -> None:
    report = build(load(district(tmp_path / "config", [row(1)])), tmp_path / "out", schools=["s-l"])
    assert [(problem.code, problem.hint) for problem in report.problems] == [("ND652", "Может быть, «s-1»?")]
    assert not (tmp_path / "out").exists()


# What changed


def test_one_changed_row_makes_the_documents_of_this_school_alone(tmp_path: Path) -> None:
    rows = [row(number) for number in range(1, 31)]
    build(load(district(tmp_path / "config", rows)), tmp_path / "out")
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / "out").rglob("*.docx")}
    rows[6][4] = "Мельник Оксана Юрьевна"
    report = build(load(district(tmp_path / "config", rows)), tmp_path / "out")
    assert (report.problems, set(report.written)) == ((), {"s-7/Приказ 7-ОД.docx", "s-7/План.docx"})
    assert len(report.unchanged) == 59
    changed = {file for file, when in before.items() if file.stat().st_mtime_ns != when}
    assert {file.parent.name for file in changed} == {"s-7"}


COMMON = [
    ("the config", lambda folder: write(folder, CONFIG.replace("Общая встреча", "Первая встреча")), 2),
    ("a school's file", lambda folder: write(folder / "schools", "people: {teachers: {title: Воспитатели}}", "s-1.yaml"), 1),
]  # fmt: skip


@pytest.mark.parametrize(("change", "schools"), [each[1:] for each in COMMON], ids=[each[0] for each in COMMON])
def test_a_change_of_what_documents_are_made_from_is_seen(tmp_path: Path, change: object, schools: int) -> None:
    config = district(tmp_path / "config", [row(1), row(2)])
    build(load(config), tmp_path / "out")
    assert callable(change)
    change(config)
    assert len({path.partition("/")[0] for path in build(load(config), tmp_path / "out").written}) == schools


def test_what_is_said_of_a_row_is_said_again_when_nothing_changed(tmp_path: Path) -> None:
    rows = [[*row(1), "8 800"], [*row(2), ""]]
    config = district(tmp_path / "config", rows)
    (config / "schools.csv").write_text(table(rows, HEADER + ";Телефон"), "utf-8")
    reports = [build(load(config), tmp_path / "out") for _ in range(2)]
    warned = [[problem.severity for problem in report.problems] for report in reports]
    assert warned[0] == warned[1]
    assert set(warned[0]) <= {Severity.WARNING}


# Registries


def as_xlsx(text: str, file: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in text.splitlines():
        sheet.append(line.split(";"))
    book.save(file)


def test_registries_of_every_format_give_the_same_documents(tmp_path: Path) -> None:
    text = table([row(number) for number in range(1, 6)])
    made = {}
    for name, encoding in (("a.csv", "utf-8"), ("b.csv", "utf-8-sig"), ("c.csv", "cp1251"), ("d.xlsx", "")):
        config = write(tmp_path / name, CONFIG.replace("schools.csv", name))
        if encoding:
            (config / name).write_bytes(text.encode(encoding))
        else:
            as_xlsx(text, config / name)
        report = build(load(config), tmp_path / "out" / name)
        assert report.problems == (), name
        made[name] = contents(tmp_path / "out" / name)
    assert made["a.csv"] == made["b.csv"] == made["c.csv"] == made["d.xlsx"]
    assert len(made["a.csv"]) == 11


# Sentences, as a careful reader of Russian expects them: who is appointed, where, whose order the annex belongs to.
# The schools and the people are invented.

SENTENCES = [
    ("МБОУ «Лицей № 3»", "Коваль Пётр Ильич", "учитель физики", "в МБОУ «Лицей № 3»", "учителя физики Коваля П.И.", "МБОУ «Лицей № 3»"),
    ("Красногорская СОШ", "Коваль Анна Ильинична", "учитель", "в Красногорской СОШ", "учителя Коваль А.И.", "Красногорской СОШ"),
    ("Гимназия № 8", "Лоза Иван Петрович", "методист", "в Гимназии № 8", "методиста Лозу И.П.", "Гимназии № 8"),
    ("Школа № 12 имени Героя Советского Союза И.И. Иванова", "Седых Ольга Павловна", "социальный педагог", "в Школе № 12 имени Героя Советского Союза И.И. Иванова", "социального педагога Седых О.П.", "Школы № 12 имени Героя Советского Союза И.И. Иванова"),
    ("МБДОУ «Детский сад № 5 «Сказка»»", "Римская-Корсакова Анна Львовна", "старший воспитатель", "в МБДОУ «Детский сад № 5 «Сказка»»", "старшего воспитателя Римскую-Корсакову А.Л.", "МБДОУ «Детский сад № 5 «Сказка»»"),
    ("МАУ ДО «Дом детского творчества»", "Салтыков-Щедрин Михаил Юрьевич", "педагог-организатор", "в МАУ ДО «Дом детского творчества»", "педагога-организатора Салтыкова-Щедрина М.Ю.", "МАУ ДО «Дом детского творчества»"),
    ("Центр «Радуга»", "Павленко Олег Игоревич", "заведующий отделом", "в Центре «Радуга»", "заведующего отделом Павленко О.И.", "Центра «Радуга»"),
    ("МКОУ «Основная школа № 2»", "Окуджава Георгий Шотаевич", "и.о. заместителя директора", "в МКОУ «Основная школа № 2»", "и.о. заместителя директора Окуджаву Г.Ш.", "МКОУ «Основная школа № 2»"),
    ("Вечерняя школа", "Заяц Нина Кузьминична", "заведующая учебной частью", "в Вечерней школе", "заведующую учебной частью Заяц Н.К.", "Вечерней школы"),
    ("Школа-интернат № 1", "Заяц Илья Фомич", "воспитатель", "в Школе-интернате № 1", "воспитателя Зайца И.Ф.", "Школы-интерната № 1"),
    ("МБОУ СОШ № 7", "Мустафина Ляйсан Ринатовна", "учитель татарского языка", "в МБОУ СОШ № 7", "учителя татарского языка Мустафину Л.Р.", "МБОУ СОШ № 7"),
    ("Лицей имени Д.И. Менделеева", "Гёте Ян Карлович", "преподаватель-организатор ОБЖ", "в Лицее имени Д.И. Менделеева", "преподавателя-организатора ОБЖ Гёте Я.К.", "Лицея имени Д.И. Менделеева"),
]  # fmt: skip


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("awkward")
    rows = [
        [f"n{number}", abbr, f"Учреждение {number}", "Петрова Анна Ивановна", curator, position, str(number)]
        for number, (abbr, curator, position, *_) in enumerate(SENTENCES)
    ]
    report = build(load(district(folder / "config", rows)), folder / "out")
    assert report.ok
    return folder / "out"


@pytest.mark.parametrize("number", range(len(SENTENCES)), ids=[each[0] for each in SENTENCES])
def test_an_order_of_an_awkward_school_reads_as_it_should(awkward: Path, number: int) -> None:
    _, _, _, where, whom, whose = (re.sub("«(.*?)«(.*)»»", "«\\1„\\2“»", text) for text in SENTENCES[number])
    found = lines(awkward / f"n{number}" / f"Приказ {number}.docx")
    expected = [
        f"О внедрении наставничества {where}",
        f"Внедрить наставничество {where}.",
        f"Назначить куратором {whom}",
        f"к приказу {whose}",
    ]
    assert [line for line in expected if line not in found] == []
