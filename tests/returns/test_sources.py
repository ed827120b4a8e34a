"""Whose a file is, which file replaces which, and that one base is the same in whatever form it is sent."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import pytest
from docx import Document
from openpyxl import Workbook

from nastav_docs import load
from nastav_docs.documents.prepared_project import prepared, print_document
from nastav_docs.documents.school_issue import school_issues
from nastav_docs.documents.school_registry import read_schools
from nastav_docs.registry.bases.base_cells import day_of, form_meant
from nastav_docs.registry.bases.base_headings import meant_by
from nastav_docs.registry.bases.person_names import name_of, names_in
from nastav_docs.registry.mentor_bases import BASES
from nastav_docs.returns import collect
from nastav_docs.returns.school_names import SchoolNames
from tests.paths import ROOT
from tests.returns import inbox_maker as maker

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from nastav_docs.config import Project
    from nastav_docs.returns import Collected

FIRST, SECOND = "МАОУ «СОШ № 1»", "МБОУ «СОШ № 2 имени А.С. Пушкина»"


@pytest.fixture(scope="module", name="project")
def _project() -> Project:
    return load(ROOT / "configs" / "artemovsky")


def put(folder: Path, path: str, kind: str, pairs: Sequence[maker.Pair], school: str = FIRST, code: str = "") -> None:
    """A form of a school, filled, in the inbox; without a code it has no mark."""
    maker.write(folder, path, maker.saved(maker.filled(kind, school, code, pairs)))


def counts(collected: Collected) -> dict[str, tuple[int, int, int]]:
    return {one.school: (one.mentors, one.mentees, one.pairs) for one in collected.found.totals}


def told(collected: Collected) -> list[tuple[str, str, str]]:
    return [(one.code.code, one.file, one.message) for one in collected.found.faults]


def test_a_form_filled_in_word_is_read_over_both_of_its_parts(project: Project, tmp_path: Path) -> None:
    pairs = maker.People(6).pairs(9)
    row = next(row for row in read_schools(project).rows if row.id == "ds-15")
    (issue,) = school_issues(project, [row], {})
    for planned in issue.planned:
        kind = planned.id.removeprefix("school-")
        if kind not in BASES or not planned.path.endswith(".docx"):
            continue
        data, _ = print_document(planned, prepared(project).templates)
        assert data is not None
        paper = Document(io.BytesIO(data))
        graphs, first, _ = BASES[kind]
        names = [graph.name for graph in graphs]
        for table, columns in zip(paper.tables, (names[:first], ["number", *names[first:]]), strict=False):
            for number, pair in enumerate(pairs, 1):
                row_values = maker.values(kind, pair, number)
                for index, name in enumerate(columns):
                    value = row_values.get(name)
                    if value is not None:
                        table.rows[number].cells[index].text = (
                            f"{value:%d.%m.%Y}" if isinstance(value, dt.date) else str(value)
                        )
        out = io.BytesIO()
        paper.save(out)
        maker.write(tmp_path, f"{kind}.docx", out.getvalue())
    collected = collect(project, tmp_path)
    truth = maker.Truth()
    truth.count("ds-15", pairs)
    assert counts(collected) == truth.totals
    assert collected.found.forms() == truth.forms
    assert told(collected) == []


def test_the_sheet_says_whose_it_is_and_a_folder_that_says_another_school_is_told(
    project: Project, tmp_path: Path
) -> None:
    put(tmp_path, "sosh-2/База.xlsx", "mentors", maker.People(1).pairs(3))
    collected = collect(project, tmp_path)
    assert list(counts(collected)) == ["sosh-1"]
    assert told(collected) == [
        (
            "ND673",
            "sosh-2/База.xlsx",
            f"На листе – «{FIRST}», в имени файла или папки – «{SECOND}»: учтена как база «{FIRST}».",
        )
    ]


@pytest.mark.parametrize(
    ("path", "school", "code"),
    [
        ("x.xlsx", "", "sosh-1"),  # the hidden mark
        ("База sosh-1 (испр.).xlsx", "", ""),
        ("СОШ 1/наставники.xlsx", "", ""),
        ("x.xlsx", "муниципальное автономное общеобразовательное учреждение Средняя общеобразовательная школа №1", ""),
        ("x.xlsx", "СОШ № 1", ""),
    ],
)
def test_where_the_sheet_says_nothing_the_mark_the_file_or_the_folder_tells(
    project: Project, tmp_path: Path, path: str, school: str, code: str
) -> None:
    put(tmp_path, path, "mentors", maker.People(1).pairs(3), school, code)
    collected = collect(project, tmp_path)
    assert list(counts(collected)) == ["sosh-1"]
    assert told(collected) == []


def test_a_base_of_nobody_is_told_and_not_counted(project: Project, tmp_path: Path) -> None:
    put(tmp_path, "Новая таблица.xlsx", "mentors", maker.People(1).pairs(3), "")
    collected = collect(project, tmp_path)
    assert counts(collected) == {}
    assert [code for code, _, _ in told(collected)] == ["ND672"]


def test_a_later_version_replaces_a_copy_is_read_once_and_an_empty_form_replaces_nothing(
    project: Project, tmp_path: Path
) -> None:
    pairs = maker.People(1).pairs(9)
    put(tmp_path, "База.xlsx", "mentees", pairs[:4])
    put(tmp_path, "База (испр.).xlsx", "mentees", pairs)
    (tmp_path / "копия.xlsx").write_bytes((tmp_path / "База.xlsx").read_bytes())
    put(tmp_path, "форма (3).xlsx", "mentees", [])
    collected = collect(project, tmp_path)
    assert counts(collected) == {"sosh-1": (0, 9, 9)}
    assert {(code, file) for code, file, _ in told(collected)} >= {("ND676", "форма (3).xlsx")}
    assert sum(code in {"ND674", "ND675"} for code, _, _ in told(collected)) == 2


def test_books_without_a_common_person_are_parts_of_one_base(project: Project, tmp_path: Path) -> None:
    pairs = maker.People(1).pairs(9)
    put(tmp_path, "5 классы.xlsx", "mentees", pairs[:3])
    put(tmp_path, "6 классы.xlsx", "mentees", pairs[3:])
    assert counts(collect(project, tmp_path)) == {"sosh-1": (0, 9, 9)}


def test_one_person_in_two_schools_is_counted_once_in_the_district(project: Project, tmp_path: Path) -> None:
    people = maker.People(1)
    pairs = people.pairs(3)
    put(tmp_path, "1.xlsx", "mentees", pairs)
    other = [maker.Pair(p.mentor, p.mentee, p.born + (number == 2), p.form, p.start) for number, p in enumerate(pairs)]
    put(tmp_path, "2.xlsx", "mentees", other, SECOND)
    collected = collect(project, tmp_path)
    assert (collected.found.sums()["mentees"], collected.found.distinct["mentees"]) == (6, 4)
    assert {code for code, _, _ in told(collected)} == {"ND690"}


def test_people_who_have_initials_or_cases_in_the_other_book_are_the_same(project: Project, tmp_path: Path) -> None:
    mentors, mentees = Workbook(), Workbook()
    sheets: tuple[tuple[Workbook, str, list[list[str | int]]], ...] = (
        (mentors, "База наставников", [["Ф.И.О. наставника", "Ф.И.О. наставляемого", "Форма"], ["Лунина Вера Павловна", "СОМОВ  Пётр Ильич; Рогов Иван", "С-У"]]),
        (mentees, "База наставляемых", [["Ф.И.О. наставляемого", "Год рождения", "Ф.И.О. наставника", "Форма"], ["Сомов Петр Ильич", 2007, "Лунина В.П.", ""], ["Рогов Иван Олегович", 2008, "Луниной Вере Павловне", ""]]),
    )  # fmt: skip
    for book, title, rows in sheets:
        book.worksheets[0].append([title])
        book.worksheets[0].append([FIRST])
        for row in rows:
            book.worksheets[0].append(row)
    maker.write(tmp_path, "a.xlsx", maker.saved(mentors))
    maker.write(tmp_path, "b.xlsx", maker.saved(mentees))
    collected = collect(project, tmp_path)
    assert counts(collected) == {"sosh-1": (1, 2, 2)}
    assert collected.found.forms() == {"студент – ученик": 2}
    cells = {(one.code.code, one.file, one.cell) for one in collected.found.faults if one.cell}
    assert cells == {("ND686", "a.xlsx", "C4"), ("ND692", "b.xlsx", "C5")}


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Ф.И.О. наставника", "mentor"), ("Наставник", "mentor"), ("Фамилия, имя, отчество наставляемого", "mentee"),
        ("ФИО ребёнка", "mentee"), ("ФИО", "person"), ("Г.р.", "born"), ("Начало", "start"), ("Дата окончания", "finish"),
        ("Форма наставничества (из списка)", "form"), ("Согласие на ПДн", "consent"), ("ФИО родителя", ""), ("№", "number"),
    ],
)  # fmt: skip
def test_a_heading_is_known_however_it_is_written(heading: str, column: str) -> None:
    assert meant_by(heading) == column


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Лунина Вера Павловна", ["Лунина Вера Павловна"]),
        ("ЛУНИНА ВЕРА ПАВЛОВНА, учитель", ["Лунина Вера Павловна"]),
        ("1. Ильин Пётр Андреевич\n2. Сомова Раиса Ильинична", ["Ильин Пётр Андреевич", "Сомова Раиса Ильинична"]),
        ("Ильин П.А.; Сомова Р.И., 7 «А» класс", ["Ильин П.А.", "Сомова Р.И."]),
        ("Лунина\nВера Павловна", ["Лунина Вера Павловна"]),
        ("5 учеников", []),
        ("вакансия", []),
    ],
)
def test_a_cell_names_one_person_or_several_or_nobody(cell: str, people: list[str]) -> None:
    assert [name.text for name in names_in(cell)] == people


@pytest.mark.parametrize(
    "other", ["Лунина В.П.", "Вера Лунина", "Лунинa ВЕРА павловна", "В.П. Лунина", "лунина вера павловна"]
)
def test_a_person_is_known_again(other: str) -> None:
    whole, found = name_of("Лунина Вера Павловна"), name_of(other)
    assert whole is not None
    assert found is not None
    assert whole.may_be(found)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("С-У", "студент – ученик"), ("раб.-ученик", "работодатель – ученик"), ("Ученик—ученик", "ученик – ученик"),
        ("У-У", ""), ("педагог – педагог", ""), ("учитель – ученик", ""), ("наставничество", ""),
    ],
)  # fmt: skip
def test_a_form_is_the_one_of_the_list_that_an_abbreviation_can_only_mean(written: str, meant: str) -> None:
    assert form_meant(written)[0] == meant


@pytest.mark.parametrize(
    "text", ["09.11.2020", "9.11.2020 г.", "2020-11-09", "9 ноября 2020 г.", "2020-11-09 00:00:00"]
)
def test_a_date_is_read_as_people_write_it(text: str) -> None:
    assert day_of(text) == dt.date(2020, 11, 9)


@pytest.mark.parametrize(
    ("text", "school"),
    [
        ("МАОУ СОШ №1", "sosh-1"), ("Школа 1", "sosh-1"), ("детский сад «Сказка»", "ds-15"), ("д/с № 7", "ds-7"),
        ("Заречной СОШ", "zarechnaya"), ("Лицей 21", "lyceum-21"), ("Приложение № 1", ""), ("База наставников", ""),
        ("Заполнил: социальный педагог", ""), ("СОШ № 99", ""),
    ],
)  # fmt: skip
def test_a_school_is_known_by_its_kind_and_number_or_its_own_name(project: Project, text: str, school: str) -> None:
    assert SchoolNames(read_schools(project).rows).find(text) == school
