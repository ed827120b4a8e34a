"""The journal of registration: numbers written into it stand in papers at the next build; slips are told at their cells."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import Workbook, load_workbook

from nastav_docs import build, check, load, render
from nastav_docs.cli.main import cli
from nastav_docs.documents.registration import number_in_series
from tests.documents.test_execution import DOCUMENTS, SCHOOLS
from tests.minimal import changed, write
from tests.returns import inbox_maker as maker

if TYPE_CHECKING:
    from pathlib import Path

PAPERS = """\
  pairs-order:
    kind: order
    title: О закреплении пар
    clauses: ["Закрепить пары во исполнение {{ papers.order | gen }}."]
    signed_by: head
  rules:
    kind: regulation
    title: О наставничестве
    sections: [{title: Общие положения, clauses: ["Утверждено {{ papers['pairs-order'] | ins }}."]}]
"""
SCHOOL = """\
journal: журнал.xlsx
schools: schools.csv
school:
  order:
    title: О внедрении
    preamble: Во исполнение {{ acts['district-order'] | gen }}
    clauses: [Назначить куратора.]
    signed_by: head
"""
HEAD = ("Документ", "Школа", "Номер", "Дата")


def district(folder: Path, *rows: tuple[object, ...], number: str = "", date: str = '""') -> Path:
    """A district whose order has no number in the settings unless one is given; rows are paper, school, number, date."""
    text = changed(
        ('  number: "235"\n  date: 02.11.2020\n', f'  number: "{number}"\n  date: {date}\n'),
        ('  order: {template: order.docx, file: "Приказ {{ order.number }}"}\n', DOCUMENTS),
    )
    write(folder, f"{text}papers:\n{PAPERS}{SCHOOL}")
    (folder / "schools.csv").write_text(SCHOOLS, "utf-8")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEAD, *rows):
        sheet.append(list(row))
    book.save(folder / "журнал.xlsx")
    return folder


def text_of(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs).replace("\u00a0", " ")


def told(folder: Path) -> list[str]:
    return [
        f"{one.place.words.rpartition(' ')[2]} {one.code} {one.message}"
        for one in check(load(folder))
        if one.place is not None and one.place.file.endswith("журнал.xlsx")
    ]


def test_numbers_of_the_journal_stand_in_papers_and_in_what_cites_them(tmp_path: Path) -> None:
    folder = district(
        tmp_path,
        ("order", None, "47-П", dt.date(2020, 11, 3)),
        ("pairs-order", None, "51-П", dt.date(2020, 11, 9)),
        ("order", "СОШ № 1", 12, dt.date(2020, 11, 10)),
    )
    project = load(folder)
    assert "03.11.2020\t№ 47-П" in text_of(render(project, "order"))
    assert "от 03.11.2020 № 47-П" in text_of(render(project, "pairs-order"))
    assert "от 09.11.2020 № 51-П" in text_of(render(project, "rules"))
    school = text_of(render(project, "school-order", school="s-1"))
    assert "10.11.2020\t№ 12" in school
    assert "от 03.11.2020 № 47-П" in school
    assert "№ ______" in text_of(render(project, "school-order", school="s-2"))


def test_a_number_written_between_two_builds_prints_only_the_papers_that_it_concerns(tmp_path: Path) -> None:
    folder = district(tmp_path / "район", ("order", None, "47", dt.date(2020, 11, 3)))
    assert len(build(load(folder), tmp_path / "out").written) == 5
    district(
        tmp_path / "район", ("order", None, "47", dt.date(2020, 11, 3)), ("order", "s-2", "8", dt.date(2020, 11, 9))
    )
    assert build(load(folder), tmp_path / "out").written == ("s-2/Приказ.docx",)
    assert (tmp_path / "out" / "Приказ 47.docx").exists()


TOLD = [
    ([("ordr", None, "1", dt.date(2020, 11, 3))], "A2 ND960 Документа «ordr» среди документов района нет."),
    ([("pairs-order", "s-1", "1", None)], "A2 ND960 Документа «pairs-order» среди документов школы нет."),
    ([("rules", None, "1", dt.date(2020, 11, 3))], "A2 ND960 Документа «rules» среди документов района нет."),
    (
        [("order", None, "1", dt.date(2020, 11, 3)), ("order", None, "2", dt.date(2020, 11, 4))],
        "A3 ND965 Документ «order» в журнале уже есть: лист «Sheet», ячейка A2.",
    ),
    ([("order", None, "1", None)], "D2 ND966 У документа «order» есть номер, а даты нет."),
    ([("order", None, None, dt.date(2020, 11, 3))], "C2 ND966 У документа «order» есть дата, а номера нет."),
    (
        [("order", None, "12", dt.date(2020, 11, 3)), ("pairs-order", None, "12", dt.date(2020, 11, 9))],
        "C3 ND962 № 12 уже есть у документа «order»: лист «Sheet», ячейка C2.",
    ),
    (
        [("order", None, "12", dt.date(2020, 11, 9)), ("pairs-order", None, "13", dt.date(2020, 11, 3))],
        "D3 ND964 № 13 – от 03.11.2020, а меньший № 12 – от 09.11.2020.",
    ),
    (
        [("order", None, "12-ОД", dt.date(2020, 11, 3)), ("pairs-order", None, "16-ОД", dt.date(2020, 11, 9))],
        "C3 ND963 Пропущены номера: 13–15.",
    ),
    ([("order", None, dt.date(2020, 5, 12), dt.date(2020, 11, 3))], "C2 ND618 Вместо номера документа – дата"),
    ([("order", "s-9", "1", dt.date(2020, 11, 3))], "B2 ND639 Школы «s-9» в реестре нет."),
]


@pytest.mark.parametrize(("rows", "message"), TOLD, ids=[message[:8] for _, message in TOLD])
def test_what_is_wrong_with_the_journal_is_told_at_its_cell(
    tmp_path: Path, rows: list[tuple[object, ...]], message: str
) -> None:
    found = told(district(tmp_path, *rows))
    assert any(one.startswith(message) for one in found), found


@pytest.mark.parametrize(
    "rows",
    [
        [("order", None, "12", dt.date(2020, 11, 3)), ("pairs-order", None, "13", dt.date(2020, 11, 3))],
        [("order", None, "350", dt.date(2020, 12, 30)), ("pairs-order", None, "1", dt.date(2021, 1, 11))],
        [("order", "s-1", "12", dt.date(2020, 11, 3)), ("order", "s-2", "12", dt.date(2020, 11, 3))],
        [("order", None, "12", dt.date(2020, 11, 3)), ("pairs-order", None, "12-к", dt.date(2020, 11, 3))],
        [("order", None, None, None), ("order", "s-1", None, None)],
    ],
    ids=["next", "next year", "two schools", "two series", "nothing yet"],
)
def test_numbers_in_order_are_not_complained_of(tmp_path: Path, rows: list[tuple[object, ...]]) -> None:
    assert told(district(tmp_path, *rows)) == []


SLIPS: list[tuple[object, ...]] = [
    ("order", None, "12-П", dt.date(2020, 11, 9)),
    ("pairs-order", None, "15-П", dt.date(2020, 11, 3)),
    ("order", "s-1", "7", dt.date(2020, 11, 16)),
    ("order", "s-1", "8", dt.date(2020, 11, 17)),
    ("order", "s-2", None, dt.date(2020, 11, 16)),
    ("ordr", "s-2", "9", dt.date(2020, 11, 16)),
]


@pytest.mark.parametrize(
    ("ending", "sheet", "cells"),
    [
        (".xlsx", "лист «Sheet», ", "ячейка {letter}{row}"),
        (".ods", "лист «Sheet», ", "ячейка {letter}{row}"),
        (".csv", "", "строка {row}, столбец «{title}»"),
    ],
)
def test_a_journal_says_the_same_in_any_table(tmp_path: Path, ending: str, sheet: str, cells: str) -> None:
    folder = in_table(district(tmp_path, *SLIPS), ending)
    found = [one for one in check(load(folder)) if one.place is not None and one.place.file.endswith(f"журнал{ending}")]
    first = sheet + cells.format(letter="A", row=4, title="Документ")
    assert {(one.place.words, one.code, one.message) for one in found if one.place is not None} == {
        (sheet + cells.format(letter="C", row=3, title="Номер"), "ND963", "Пропущены номера: 13–14."),
        (
            sheet + cells.format(letter="D", row=3, title="Дата"),
            "ND964",
            "№ 15-П – от 03.11.2020, а меньший № 12-П – от 09.11.2020.",
        ),
        (
            sheet + cells.format(letter="A", row=5, title="Документ"),
            "ND965",
            f"Документ «order» в журнале уже есть: {first}.",
        ),
        (
            sheet + cells.format(letter="C", row=6, title="Номер"),
            "ND966",
            "У документа «order» есть дата, а номера нет.",
        ),
        (
            sheet + cells.format(letter="A", row=7, title="Документ"),
            "ND960",
            "Документа «ordr» среди документов школы нет.",
        ),
    }


def in_table(folder: Path, ending: str) -> Path:
    """The same district with its journal as ODS or CSV instead of XLSX, which the settings name."""
    book = load_workbook(folder / "журнал.xlsx")
    if ending != ".xlsx":
        (folder / "журнал.xlsx").unlink()
        data = maker.as_ods(book) if ending == ".ods" else maker.as_csv(book)
        (folder / f"журнал{ending}").write_bytes(data)
        settings = folder / "district.yaml"
        settings.write_text(settings.read_text("utf-8").replace("журнал.xlsx", f"журнал{ending}"), "utf-8")
    return folder


@pytest.mark.parametrize("ending", [".ods", ".csv"])
def test_numbers_of_a_journal_of_any_table_stand_in_papers(tmp_path: Path, ending: str) -> None:
    row = ("order", None, "47-П", dt.date(2020, 11, 3))
    project = load(in_table(district(tmp_path, row), ending))
    assert "03.11.2020 № 47-П" in " ".join(text_of(render(project, "order")).replace("\t", " ").split())


@pytest.mark.parametrize(
    ("sheet", "message", "hint"),
    [
        ("Регистрация", "В таблице нет листа «Регистрация».", "Есть листы: «Sheet»."),
        ("sheet ", "", ""),
    ],
)
def test_of_an_ods_journal_the_named_sheet_is_read(tmp_path: Path, sheet: str, message: str, hint: str) -> None:
    folder = in_table(district(tmp_path, ("order", None, "47-П", dt.date(2020, 11, 3))), ".ods")
    settings = folder / "district.yaml"
    named = f'journal: {{file: журнал.ods, sheet: "{sheet}"}}'
    settings.write_text(settings.read_text("utf-8").replace("journal: журнал.ods", named), "utf-8")
    found = [one for one in check(load(folder)) if one.place is not None and one.place.file.endswith("журнал.ods")]
    assert [(one.message, one.hint) for one in found] == ([(message, hint)] if message else [])


def test_a_damaged_ods_journal_is_told_and_nothing_else_fails(tmp_path: Path) -> None:
    folder = in_table(district(tmp_path), ".ods")
    data = (folder / "журнал.ods").read_bytes()
    (folder / "журнал.ods").write_bytes(data.replace(b"</office:document-content>", b"</office:document-conten>>"))
    found = [one for one in check(load(folder)) if one.place is not None and one.place.file.endswith("журнал.ods")]
    assert [(one.code, one.message) for one in found] == [
        ("ND601", "Файл не читается как таблица OpenDocument: он повреждён.")
    ]


@pytest.mark.parametrize("ending", [".ods", ".csv"])
def test_a_journal_that_is_no_book_of_excel_is_read_and_not_written(tmp_path: Path, ending: str) -> None:
    folder = in_table(district(tmp_path, ("order", None, "47-П", dt.date(2020, 11, 3))), ending)
    before = (folder / f"журнал{ending}").read_bytes()
    done = CliRunner().invoke(cli, ["journal", str(folder)])
    assert done.exit_code == 2
    assert done.stderr.strip() == (
        f"Журнал «журнал{ending}» программа читает, но не пишет: его ведут руками. Заводит и дополняет она только "
        "книгу Excel: сохраните его как «журнал.xlsx» и напишите в настройках journal: журнал.xlsx."
    )
    assert (folder / f"журнал{ending}").read_bytes() == before
    assert not (folder / "журнал.xlsx").exists()


@pytest.mark.parametrize("ending", [".ods", ".csv"])
def test_a_journal_beside_the_one_that_is_named_is_not_passed_over(tmp_path: Path, ending: str) -> None:
    folder = in_table(district(tmp_path, ("order", None, "47-П", dt.date(2020, 11, 3))), ending)
    settings = folder / "district.yaml"
    settings.write_text(settings.read_text("utf-8").replace(f"журнал{ending}", "журнал.xlsx"), "utf-8")
    [lost] = [one for one in check(load(folder)) if one.code == "ND967"]
    assert lost.hint == f"Рядом лежит «журнал{ending}»: если журнал – это он, напишите journal: журнал{ending}."
    done = CliRunner().invoke(cli, ["journal", str(folder)])
    assert done.exit_code == 1
    assert f"Журнал «журнал{ending}» уже есть, а настройки его не называют. Напишите в них: journal:" in done.stderr
    assert not (folder / "журнал.xlsx").exists()


def test_a_number_in_yaml_and_another_in_the_journal_is_an_error_with_both_places(tmp_path: Path) -> None:
    folder = district(tmp_path, ("order", None, "236", dt.date(2020, 11, 3)), number="235", date="02.11.2020")
    number, date = told(folder)
    yaml = folder / "district.yaml"
    assert number == f"C2 ND961 Номер документа «order» в журнале – 236, а здесь – 235: {yaml}:9:11."
    assert date == f"D2 ND961 Дата документа «order» в журнале – 03.11.2020, а здесь – 02.11.2020: {yaml}:10:9."
    assert not build(load(folder), tmp_path / "out").ok


def test_a_number_in_the_registry_and_another_in_the_journal_is_an_error_of_that_school(tmp_path: Path) -> None:
    folder = district(tmp_path / "район", ("order", "s-1", "13", dt.date(2020, 11, 3)))
    lines = SCHOOLS.splitlines()
    table = [f"{lines[0]},Номер приказа", f"{lines[1]},12", f"{lines[2]},"]
    (folder / "schools.csv").write_text("\n".join(table), "utf-8")
    (message,) = told(folder)
    assert message.startswith("C2 ND961 Школа «s-1»: номер документа «order» в журнале – 13, а здесь – 12:")
    assert message.endswith("schools.csv, строка 2, столбец «Номер приказа».")
    written = build(load(folder), tmp_path / "out").written
    assert [path for path in written if path.startswith("s-")] == ["s-2/Приказ.docx"]


def test_the_command_writes_all_papers_with_the_numbers_known_and_later_adds_what_is_missing(tmp_path: Path) -> None:
    folder = district(tmp_path, number="235", date="02.11.2020")
    (folder / "журнал.xlsx").unlink()

    def journal() -> str:
        answer = CliRunner().invoke(cli, ["journal", str(folder)])
        assert answer.exit_code == 0, answer.output
        return answer.stdout

    journal()
    book = load_workbook(folder / "журнал.xlsx")
    sheet = book["Регистрация"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [(row[0], row[1], row[3], row[5], row[6] and f"{row[6]:%d.%m.%Y}") for row in rows] == [
        ("order", "приказ", None, "235", "02.11.2020"),
        ("pairs-order", "приказ", None, None, None),
        ("order", "приказ", "s-1", None, None),
        ("order", "приказ", "s-2", None, None),
    ]
    assert told(folder) == []
    sheet["F6"], sheet["G6"] = "7", dt.date(2020, 11, 9)
    sheet.delete_rows(5)
    book.save(folder / "журнал.xlsx")
    journal()
    again = load_workbook(folder / "журнал.xlsx")["Регистрация"]
    found = [(row[0].value, row[3].value, row[5].value) for row in again.iter_rows(min_row=4)]
    assert found == [
        ("order", None, "235"), ("order", "s-1", "7"), ("order", "s-2", None), ("pairs-order", None, None),
    ]  # fmt: skip
    assert journal() == "В журнале есть всё.\n"


@pytest.mark.parametrize(
    ("number", "counted"),
    [
        ("235", (235, "#")), ("12-ОД", (12, "#-ОД")), ("01-33/930", (930, "01-33/#")), ("14-а", (14, "#-а")),
        ("б/н", None),
    ],
)  # fmt: skip
def test_of_a_number_one_part_counts(number: str, counted: tuple[int, str] | None) -> None:
    assert number_in_series(number) == counted
