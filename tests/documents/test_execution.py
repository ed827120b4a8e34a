"""The journal of execution: what is read of it, what is told of its cells, where it shows."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import Workbook, load_workbook

from nastav_docs import check, load, render
from nastav_docs.cli.main import cli
from nastav_docs.documents import issuer_plans, project_obligations, read_execution, wanted
from nastav_docs.documents.due_calendar import calendar
from tests.minimal import changed, write
from tests.returns import inbox_maker as maker

if TYPE_CHECKING:
    from pathlib import Path

    from nastav_docs.documents import Obligation

SCHOOLS = (
    "Код,Наименование ОО,Сокращенное наименование,Населенный пункт,Руководитель ОО,Куратор,Электронная почта\n"
    "s-1,МАОУ «СОШ № 1»,СОШ № 1,г. Артемовский,Лунина Вера Павловна,Седов Олег Ильич,one@example.org\n"
    "s-2,МБОУ «СОШ № 2»,СОШ № 2,г. Артемовский,Щукин Пётр Ильич,Белова Анна Петровна,\n"
)
PLAN = """\
      activities:
        - {id: pairs, title: Формирование пар, deadline: до 09.11.2020, responsible: [head, heads]}
        - {id: base, title: Обновление базы, deadline: "ежегодно, до 20 мая", responsible: [head]}
        - {title: Награждение, deadline: постоянно, responsible: [head]}
period: 2020-11-02 … 2022-12-31
execution: исполнение.xlsx
schools: schools.csv
school:
  order:
    title: О внедрении
    clauses: [{id: appoint, text: Назначить куратора.}]
    signed_by: head
  roadmap:
    title: План школы
    sections:
      - title: Подготовка
        activities: [{id: meeting, title: Собрание, deadline: до 16.11.2020, responsible: [head]}]
"""
OLD = """\
      activities:
        - {id: pairs, title: Формирование пар, deadline: до 09.11.2020, responsible: [head, heads]}
"""
DOCUMENTS = """\
  order: {template: order.docx, file: "Приказ {{ order.number }}"}
  school-order: {template: order.docx, file: "{{ school.id }}/Приказ", for_each: school}
"""
HEAD = ("Код", "Школа", "Срок", "Состояние", "Новый срок", "Документ", "Дата", "Примечание")


def district(folder: Path, *rows: tuple[object, ...], columns: str = "") -> Path:
    """A district with a journal whose rows are code, school, due, state, moved, document, date, remark."""
    text = changed(
        (OLD, PLAN),
        ("columns: [section, activity, deadline, responsible]", columns or "columns: [section, activity, done]"),
        ('  order: {template: order.docx, file: "Приказ {{ order.number }}"}\n', DOCUMENTS),
    )
    write(folder, text)
    (folder / "schools.csv").write_text(SCHOOLS, "utf-8")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEAD, *rows):
        sheet.append(list(row))
    book.save(folder / "исполнение.xlsx")
    return folder


def due(folder: Path, day: dt.date) -> tuple[tuple[Obligation, ...], tuple[Obligation, ...]]:
    return wanted(project_obligations(load(folder), day), day, 400)


TOLD = [
    (("piars", "", None, "выполнено"), "A2 ND952 Мероприятия или пункта «piars» в плане и приказе нет. Может быть, «pairs»?"),
    (("pairs", "", None, "ок"), "D2 ND953 Состояние «ок» не понято."),
    (("pairs", "", None, "перенесено"), "E2 ND955 «pairs»: срок перенесён, а на какой день – не написано."),
    (("pairs", "", dt.date(2020, 11, 15), "выполнено"), "A2 ND956 Срока 15.11.2020 у «pairs» нет. По плану: 09.11.2020."),
    (("base", "", None, "выполнено"), "A2 ND957 У «base» несколько сроков (20.05.2021, 20.05.2022): о каком из них"),
    (("pairs", "СОШ № 3", None, "выполнено"), "B2 ND639 Школы «СОШ № 3» в реестре нет."),
    (("meeting", "s-1", None, "выполнено", None, "", "вчера"), "G2 ND617 Дата не понята."),
]  # fmt: skip


@pytest.mark.parametrize(("row", "told"), TOLD, ids=[told.split(maxsplit=3)[1] for _, told in TOLD])
def test_what_is_wrong_with_a_row_is_told_at_its_cell(tmp_path: Path, row: tuple[object, ...], told: str) -> None:
    project = load(district(tmp_path, row))
    found = [
        f"{problem.place.words.rpartition(' ')[2]} {problem.code} {problem.message} {problem.hint}"
        for problem in check(project)
        if problem.place is not None and problem.place.file.endswith("исполнение.xlsx")
    ]
    assert any(one.startswith(told) for one in found), found


SLIPS: list[tuple[object, ...]] = [
    ("pairs", "", None, "выполнено", None, "приказ № 12", dt.date(2020, 11, 5)),
    ("piars", "", None, "выполнено"),
    ("meeting", "s-1", None, "ок"),
    ("pairs", "", None, "в работе"),
    ("meeting", "s-2", dt.date(2020, 11, 15), "выполнено"),
]


@pytest.mark.parametrize(
    ("ending", "code", "state", "twice"),
    [
        (".xlsx", "лист «Sheet», ячейка A{}", "лист «Sheet», ячейка D{}", "лист «Sheet», ячейка A2"),
        (".ods", "лист «Sheet», ячейка A{}", "лист «Sheet», ячейка D{}", "лист «Sheet», ячейка A2"),
        (".csv", "строка {}, столбец «Код»", "строка {}, столбец «Состояние»", "строка 2, столбец «Код»"),
    ],
)
def test_a_journal_says_the_same_in_any_table(tmp_path: Path, ending: str, code: str, state: str, twice: str) -> None:
    folder = district(tmp_path, *SLIPS)
    if ending != ".xlsx":
        book, settings = folder / "исполнение.xlsx", folder / "district.yaml"
        data = (maker.as_ods if ending == ".ods" else maker.as_csv)(load_workbook(book))
        book.with_suffix(ending).write_bytes(data)
        book.unlink()
        settings.write_text(settings.read_text("utf-8").replace(book.name, f"исполнение{ending}"), "utf-8")
    project = load(folder)
    assert [one.mark for one in read_execution(project).of("")][:1] == ["Выполнено 05.11.2020: приказ № 12"]
    told = {
        (one.place.words, one.message)
        for one in check(project)
        if one.place is not None and one.place.file.endswith(f"исполнение{ending}")
    }
    assert told == {
        (code.format(3), "Мероприятия или пункта «piars» в плане и приказе нет."),
        (state.format(4), "Состояние «ок» не понято."),
        (code.format(5), f"«pairs» уже отмечено: {twice}."),
        (code.format(6), "Школа «s-2»: срока 15.11.2020 у «meeting» нет."),
    }


def test_the_same_date_marked_twice_is_told_with_the_other_row(tmp_path: Path) -> None:
    rows = [("pairs", "", None, "выполнено"), ("1.1.", "", None, "в работе")]
    (told,) = [one for one in check(load(district(tmp_path, *rows))) if one.code == "ND954"]
    assert told.message == "«pairs» уже отмечено: лист «Sheet», ячейка A2."


def test_a_journal_that_is_not_there_yet_is_told_with_the_command_that_makes_it(tmp_path: Path) -> None:
    folder = district(tmp_path)
    (folder / "исполнение.xlsx").unlink()
    (told,) = [one for one in check(load(folder)) if one.code == "ND967"]
    assert told.hint == "Его заводит команда: nastav-docs execution ПАПКА --init."


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("Выполнено", "done"), ("исполнено полностью", "done"), ("да", "done"),
        ("не выполнено", "not_done"), ("Не исполнено", "not_done"), ("нет", "not_done"),
        ("в работе", "under_way"), ("частично выполнено", "under_way"), ("перенесено на 20.11.2020", "moved"),
        ("перенесён на 20 ноября 2020 года", "moved"),
    ],
)  # fmt: skip
def test_states_are_understood_as_people_write_them(tmp_path: Path, written: str, state: str) -> None:
    (status,) = read_execution(load(district(tmp_path, ("pairs", "", None, written)))).of("")
    assert status.state == state
    assert status.moved == (dt.date(2020, 11, 20) if state == "moved" else None)


@pytest.mark.parametrize("code", ["pairs", "1.1", "1.1.", "Pairs"])
def test_what_is_done_is_due_no_more(tmp_path: Path, code: str) -> None:
    late, _ = due(district(tmp_path, (code, "", None, "выполнено")), dt.date(2020, 12, 1))
    assert [(one.school, one.title) for one in late] == [("s-1", "Собрание"), ("s-2", "Собрание")]


def test_a_mark_outlives_a_change_of_the_date_in_the_plan(tmp_path: Path) -> None:
    late, _ = due(district(tmp_path, ("pairs", "", dt.date(2020, 11, 2), "выполнено")), dt.date(2020, 12, 1))
    assert "Формирование пар" not in {one.title for one in late}


def test_what_is_moved_falls_due_on_its_new_date_and_says_so(tmp_path: Path) -> None:
    late, coming = due(
        district(tmp_path, ("pairs", "", None, "перенесено", dt.date(2020, 12, 20))), dt.date(2020, 12, 1)
    )
    assert "Формирование пар" not in {one.title for one in late}
    moved = [one for one in coming if one.title == "Формирование пар"]
    assert {(one.due, one.moved_from, one.last) for one in moved} == {
        (dt.date(2020, 12, 20), dt.date(2020, 11, 9), dt.date(2020, 12, 21))
    }
    text = CliRunner().invoke(cli, ["due", str(tmp_path), "--on", "01.12.2020"]).stdout
    assert "20.12.2020 (рабочий день – 21.12.2020) (перенесено с 09.11.2020) 1.1. Формирование пар" in text


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        ([("base", "", dt.date(2021, 5, 20), "выполнено")], {2022}),
        ([("base", "", None, "выполнено", None, "", dt.date(2021, 5, 28))], {2022}),  # a week late: the one before
        ([("base", "", None, "выполнено", None, "", dt.date(2022, 5, 3))], set()),
        ([("base", "", dt.date(2022, 5, 20), "выполнено")], {2021}),
    ],
)
def test_of_what_recurs_each_date_is_done_apart(tmp_path: Path, rows: list[tuple[object, ...]], left: set[int]) -> None:
    found = project_obligations(load(district(tmp_path, *rows)), dt.date(2020, 11, 2))
    assert {one.due.year for one in found if one.title == "Обновление базы" and not one.done} == left


def test_a_journal_in_yaml_says_the_same(tmp_path: Path) -> None:
    folder = district(tmp_path)
    file = folder / "district.yaml"
    file.write_text(file.read_text("utf-8").replace("исполнение.xlsx", "исполнение.yaml"), "utf-8")
    (folder / "исполнение.yaml").write_text(
        "- {item: pairs, state: выполнено, date: 05.11.2020, document: приказ № 12}\n"
        "- {item: meeting, school: СОШ № 2, state: вполнено}\n",
        "utf-8",
    )
    found = read_execution(load(folder))
    assert [one.mark for one in found.of("")] == ["Выполнено 05.11.2020: приказ № 12"]
    (told,) = found.problems
    assert (told.code, told.place and told.place.line, told.hint) == ("ND953", 2, "Может быть, «выполнено»?")


def test_the_column_of_the_roadmap_prints_the_mark(tmp_path: Path) -> None:
    rows = [
        ("pairs", "", None, "выполнено", None, "приказ от 05.11.2020 № 12", dt.date(2020, 11, 5)),
        ("base", "", dt.date(2021, 5, 20), "выполнено"),
        ("base", "", dt.date(2022, 5, 20), "в работе"),
    ]
    data = render(load(district(tmp_path, *rows)), "order")
    table = Document(io.BytesIO(data)).tables[-1]
    assert table.rows[0].cells[-1].text.replace("\u00a0", " ") == "Отметка о выполнении"
    cells = [row.cells[-1].text.replace("\u00a0", " ") for row in table.rows[1:]]
    assert cells == [
        "Выполнено 05.11.2020: приказ от 05.11.2020 № 12",
        "20.05.2021 – выполнено\n20.05.2022 – в работе",
        "",
    ]


def test_init_writes_every_activity_and_clause_and_later_only_what_is_missing(tmp_path: Path) -> None:
    folder = district(tmp_path)
    (folder / "исполнение.xlsx").unlink()

    def init() -> str:
        answer = CliRunner().invoke(cli, ["execution", str(folder), "--init", "--on", "02.11.2020"])
        assert answer.exit_code == 0, answer.output
        return answer.stdout

    init()
    book = load_workbook(folder / "исполнение.xlsx")
    sheet = book["Исполнение"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [(row[0], row[2], row[6] and f"{row[6]:%d.%m.%Y}") for row in rows] == [
        ("pairs", None, "09.11.2020"), ("base", None, "20.05.2021"), ("base", None, "20.05.2022"), ("1.3", None, None),
        ("п. 1", None, None), ("control", None, None),
        ("meeting", "s-1", "16.11.2020"), ("appoint", "s-1", None),
        ("meeting", "s-2", "16.11.2020"), ("appoint", "s-2", None),
    ]  # fmt: skip
    choices = [rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert choices == ['"выполнено,в работе,не выполнено,перенесено"']
    assert init() == "В журнале есть всё.\n"
    sheet["H4"], sheet["M3"], sheet["M4"] = "выполнено", "Своё", "заметка"
    sheet.delete_rows(6)
    book.save(folder / "исполнение.xlsx")
    init()
    again = load_workbook(folder / "исполнение.xlsx")["Исполнение"]
    assert (again["H4"].value, again["M4"].value) == ("выполнено", "заметка")
    last = again.max_row
    assert (again.cell(last, 1).value, again.cell(last, 7).value) == ("base", dt.datetime(2022, 5, 20))  # noqa: DTZ001
    assert [one.code for one in check(load(folder)) if one.place and one.place.file.endswith("xlsx")] == []


def test_states_of_a_day_are_those_of_the_dates_and_the_journal(tmp_path: Path) -> None:
    folder = district(tmp_path, ("base", "", dt.date(2021, 5, 20), "выполнено"), ("1.3", "", None, "в работе"))
    plan, *schools = issuer_plans(load(folder), dt.date(2021, 6, 1))
    states = {item.code: plan.state(item, dt.date(2021, 6, 1)) for item in plan.activities}
    assert states == {"pairs": "overdue", "base": "ahead", "1.3": "under_way"}
    assert [school.state(school.activities[0], dt.date(2020, 11, 10)) for school in schools] == ["ahead", "ahead"]


def test_a_calendar_tells_what_is_done_without_an_alarm_and_moves_what_is_moved(tmp_path: Path) -> None:
    folder = district(tmp_path)
    day = dt.date(2020, 11, 2)
    first = calendar(project_obligations(load(folder), day), "Сроки", day)
    district(tmp_path, ("pairs", "", None, "перенесено", dt.date(2020, 11, 20)), ("meeting", "s-1", None, "выполнено"))
    second = calendar(project_obligations(load(folder), day), "Сроки", day, first).decode()
    assert second.count("BEGIN:VEVENT") == first.decode().count("BEGIN:VEVENT")
    assert "DTSTART;VALUE=DATE:20201120" in second
    done = next(event for event in second.split("BEGIN:VEVENT") if "SUMMARY:✓ Собрание" in event)
    assert "BEGIN:VALARM" not in done
    assert "SEQUENCE:1" in done


def test_a_plan_among_the_papers_counts_from_the_paper_that_it_is_an_annex_of(tmp_path: Path) -> None:
    folder = district(tmp_path)
    with (folder / "district.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "papers:\n"
            "  concept: {kind: order, number: '9', date: 01.12.2020, title: О плане, signed_by: head, annexes: [year],\n"
            "    clauses: ['Утвердить план ({{ annexes.year }}).']}\n"
            "  year: {kind: plan, title: План года, sections: [{title: Начало, activities: [\n"
            "    {id: pairs, title: Ещё пары, deadline: в течение 5 рабочих дней со дня подписания приказа}]}]}\n"
        )
    found = [one for one in project_obligations(load(folder), dt.date(2020, 12, 1)) if one.title == "Ещё пары"]
    assert [one.due for one in found] == [dt.date(2020, 12, 8)]
    (plan, *_) = issuer_plans(load(folder), dt.date(2020, 12, 1))
    assert [item.code for item in plan.activities] == ["pairs", "base", "1.3", "year: pairs"]
    assert [item.code for item in plan.clauses] == ["п. 1", "control", "concept п. 1"]
