"""The plan for other programs: a book of Excel whose dates are dates, a Gantt chart, JSON."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from nastav_docs.cli.main import cli
from nastav_docs.registry.forms.plan_book import periods
from tests.documents.test_execution import district

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet


def run(folder: Path, *words: str) -> str:
    answer = CliRunner().invoke(cli, ["roadmap", str(folder), "--on", "01.12.2020", *words])
    assert answer.exit_code == 0, answer.output
    return answer.stdout


def rules(sheet: Worksheet) -> list[str]:
    return [rule.formula[0] for found in sheet.conditional_formatting for rule in found.rules]


def test_the_table_has_a_row_for_each_activity_with_dates_a_filter_and_colours(tmp_path: Path) -> None:
    folder = district(
        tmp_path / "район",
        ("pairs", "", None, "перенесено", dt.date(2020, 12, 20)),
        ("base", "", dt.date(2021, 5, 20), "выполнено"),
    )
    file = tmp_path / "План.xlsx"
    run(folder, "-o", str(file))
    sheet = load_workbook(file)["План"]
    assert sheet["A1"].value == "План (дорожная карта)"
    rows: list[list[Any]] = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert [(row[0], row[4] and row[4].date(), row[5] and row[5].date(), row[9]) for row in rows] == [
        ("1.1.", dt.date(2020, 11, 2), dt.date(2020, 12, 20), "срок перенесён"),
        ("1.2.", dt.date(2020, 11, 2), dt.date(2022, 5, 20), "срок не наступил"),
        ("1.3.", None, None, "без даты"),
    ]
    assert rows[1][6] == "20.05.2021, 20.05.2022"
    assert sheet["F3"].number_format == "DD.MM.YYYY"
    assert (sheet.auto_filter.ref, sheet.freeze_panes) == ("A2:K5", "B3")
    done, late, soon = rules(sheet)
    assert done == '$J3="выполнено"'
    assert late == 'AND($F3<>"",$F3<TODAY(),$J3<>"выполнено")'
    assert soon == 'AND($F3<>"",$F3>=TODAY(),$F3<=TODAY()+30,$J3<>"выполнено")'


def test_the_chart_marks_each_date_in_its_month_and_colours_bars_by_the_dates(tmp_path: Path) -> None:
    file = tmp_path / "План.xlsx"
    run(district(tmp_path / "район", ("pairs", "", None, "перенесено", dt.date(2020, 12, 20))), "-o", str(file))
    sheet = load_workbook(file)["Диаграмма"]
    months = [cell.value and f"{cell.value:%m.%Y}" for cell in sheet[3][5:]]
    assert (months[0], months[-1], len(months)) == ("11.2020", "12.2022", 26)
    marked = {
        sheet.cell(row, 1).value: [months[at] for at, cell in enumerate(sheet[row][5:]) if cell.value]
        for row in range(4, 7)
    }
    assert marked == {"1.1.": ["12.2020"], "1.2.": ["05.2021", "05.2022"], "1.3.": []}
    green, red, blue, today = rules(sheet)
    bar = '$E4<>"",F$3<=$E4,EOMONTH(F$3,0)>=IF($D4="",$E4,$D4)'
    assert (green, red, blue) == (f'AND({bar},$C4="выполнено")', f"AND({bar},$E4<TODAY())", f"AND({bar})")
    assert today == "AND(F$3<=TODAY(),EOMONTH(F$3,0)>=TODAY())"


@pytest.mark.parametrize(
    ("start", "end", "by_weeks", "number"),
    [
        (dt.date(2025, 9, 1), dt.date(2026, 8, 31), True, 53),
        (dt.date(2025, 9, 3), dt.date(2025, 9, 9), True, 2),  # the week begins on Monday the 1st
        (dt.date(2020, 11, 2), dt.date(2024, 12, 31), False, 50),
        (dt.date(2025, 1, 31), dt.date(2026, 3, 1), False, 15),
    ],
)
def test_a_year_is_drawn_by_weeks_and_what_is_longer_by_months(
    start: dt.date, end: dt.date, number: int, *, by_weeks: bool
) -> None:
    weeks, columns = periods((start, end))
    assert (weeks, len(columns)) == (by_weeks, number)
    assert columns[0] <= start
    assert columns[-1] <= end


def test_json_has_dates_in_iso_and_states_by_key(tmp_path: Path) -> None:
    folder = district(tmp_path, ("base", "", dt.date(2021, 5, 20), "выполнено"))
    found = json.loads(run(folder, "--format", "json"))
    assert found["period"] == ["2020-11-02", "2022-12-31"]
    pairs, base, _ = found["activities"]
    assert (pairs["state"], pairs["due"], pairs["people"]) == (
        "overdue", "2020-11-09", ["Петрова А.И.", "Руководители школ"],
    )  # fmt: skip
    assert base["dates"] == [
        {"date": "2021-05-20", "mark": "Выполнено", "done": True},
        {"date": "2022-05-20", "mark": "", "done": False},
    ]
    (meeting,) = json.loads(run(folder, "--format", "json", "--school", "s-2"))["activities"]
    assert meeting["title"] == "Собрание"


def test_an_unknown_school_is_told_with_a_guess(tmp_path: Path) -> None:
    answer = CliRunner().invoke(cli, ["roadmap", str(district(tmp_path)), "--school", "s-3"])
    assert (answer.exit_code, answer.stderr) == (1, "Плана школы «s-3» нет. Может быть, «s-2»?\n")
