"""What schools send back: every fault at its cell, totals as counted apart, nothing of a person on the screen."""

from __future__ import annotations

import json
import stat
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from nastav_docs import load
from nastav_docs.cli.main import cli
from nastav_docs.documents.school_registry import read_schools
from nastav_docs.registry import BASES
from nastav_docs.returns import collect
from tests.paths import ROOT
from tests.returns import inbox_maker as maker

if TYPE_CHECKING:
    from pathlib import Path

    from nastav_docs.config import Project
    from nastav_docs.returns import Collected

ARTEMOVSKY = ROOT / "configs" / "artemovsky"


@pytest.fixture(scope="module", name="project")
def _project() -> Project:
    return load(ARTEMOVSKY)


def schools(project: Project) -> list[tuple[str, str]]:
    return [(row.id, row.texts["abbr"]) for row in read_schools(project).rows]


@pytest.fixture(scope="module", name="spoiled")
def _spoiled(tmp_path_factory: pytest.TempPathFactory, project: Project) -> tuple[Path, maker.Truth, Collected]:
    folder = tmp_path_factory.mktemp("inbox")
    truth = maker.spoiled_inbox(folder, schools(project))
    return folder, truth, collect(project, folder)


def test_every_fault_that_a_school_has_made_is_named_at_its_cell(
    spoiled: tuple[Path, maker.Truth, Collected],
) -> None:
    _, truth, collected = spoiled
    told = {(one.file, one.cell, one.code.code) for one in collected.found.faults}
    missed = [p for p in truth.planted if not any((p.file, p.cell, code) in told for code in p.codes)]
    assert missed == []
    assert {p.what for p in truth.planted} == {slip.what for slip in maker.SLIPS}


def test_no_other_cell_is_complained_of(spoiled: tuple[Path, maker.Truth, Collected]) -> None:
    _, truth, collected = spoiled
    planted = {(p.file, p.cell) for p in truth.planted}
    others = [one for one in collected.found.faults if (one.file, one.cell) not in planted]
    assert [(one.file, one.cell, one.code.code, one.message) for one in others] == []


def test_the_totals_are_those_that_were_counted_apart(spoiled: tuple[Path, maker.Truth, Collected]) -> None:
    _, truth, collected = spoiled
    found = {one.school: (one.mentors, one.mentees, one.pairs) for one in collected.found.totals}
    assert found == truth.totals
    assert len(found) == 20
    assert collected.found.distinct["pairs"] == sum(pairs for _, _, pairs in truth.totals.values())


def test_the_copy_sent_back_and_mended_is_clean(
    spoiled: tuple[Path, maker.Truth, Collected], project: Project, tmp_path: Path
) -> None:
    folder, truth, collected = spoiled
    right = tmp_path / "right"
    maker.spoiled_inbox(right, schools(project))  # the same people once more: what each cell should have said
    people = maker.People(15)
    meant = {code: people.pairs(12) for code, _ in schools(project)[:20]}
    mended = tmp_path / "mended"
    copies = [path for path in collected.written if path.startswith("Вернуть школам/")]
    assert len(copies) == len({p.file for p in truth.planted})
    for copy in copies:
        book = load_workbook(collected.out / copy)
        code, kind = copy.split("/")[1], copy.rpartition(" – ")[2].removesuffix(".xlsx")
        commented = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.comment]
        assert {cell.coordinate for cell in commented} == {
            p.cell for p in truth.planted if p.file == f"{code}/{kind}.xlsx"
        }
        for cell in commented:
            assert cell.comment is not None
            assert cell.comment.text.count("→") >= 1
            number = (cell.row or 0) - maker.HEADING_ROW
            cell.value = maker.values(kind, meant[code][number - 1], number).get(
                maker.columns(kind)[(cell.column or 1) - 1]
            )
        maker.write(mended, f"{code}/{kind}.xlsx", maker.saved(book))
    again = collect(project, mended)
    assert [(one.file, one.cell, one.message) for one in again.found.faults] == []
    assert folder.is_dir()


def test_the_screen_and_the_list_of_files_name_nobody(spoiled: tuple[Path, maker.Truth, Collected]) -> None:
    folder, _, _ = spoiled
    people = {name.split()[0] for name in maker.People(15).left}
    for form in ("text", "json"):
        answer = CliRunner().invoke(cli, ["collect", str(ARTEMOVSKY), str(folder), "--format", form])
        assert answer.exit_code == 0, answer.output
        assert [name for name in people if name in answer.output] == []
    told = json.loads(answer.stdout)
    assert told["sum_by_school"]["pairs"] == sum(one["pairs"] for one in told["schools"])
    assert {"file", "sheet", "cell", "code"} <= set(told["faults"][0])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_files_with_people_can_be_read_by_their_owner_only(spoiled: tuple[Path, maker.Truth, Collected]) -> None:
    _, _, collected = spoiled
    private = [p for p in collected.written if "Вернуть" in p or p in {"Муниципальная база.xlsx", "Замечания.xlsx"}]
    assert {stat.S_IMODE((collected.out / path).stat().st_mode) for path in private} == {0o600}


def test_the_municipal_base_is_one_table_with_dates_as_dates(spoiled: tuple[Path, maker.Truth, Collected]) -> None:
    _, _, collected = spoiled
    sheet = load_workbook(collected.out / "Муниципальная база.xlsx")["База"]
    heading, first = [cell.value for cell in sheet[3]], list(sheet[4])
    assert heading[:5] == ["№ п/п", "Школа", "База", "Ф.И.О.", "Год рождения"]
    assert getattr(first[heading.index("Дата вхождения")], "is_date", False)
    records = sum(len(part.records) for own in collected.found.books for part in (*own.mentors, *own.mentees))
    unnamed = sum(1 for p in collected.found.faults if p.code.code == "ND677") + sum(
        1 for p in collected.found.faults if p.code.code == "ND694" and "потеряны" in p.message
    )
    assert sheet.max_row == 3 + records - unnamed


def test_anonymous_writes_counts_only_and_takes_the_rest_away(project: Project, tmp_path: Path) -> None:
    truth = maker.Truth()
    pairs = maker.People(4).pairs(5)
    truth.count("sosh-1", pairs)
    for kind in BASES:
        maker.write(tmp_path, f"{kind}.xlsx", maker.saved(maker.filled(kind, "МАОУ «СОШ № 1»", "sosh-1", pairs)))
    out = tmp_path / "итог"
    assert "Муниципальная база.xlsx" in collect(project, tmp_path, out).written
    collect(project, tmp_path, out, anonymous=True)
    left = sorted(path.name for path in out.rglob("*") if path.is_file())
    assert left == ["Свод (приложение).docx", "Свод.xlsx", "опись.json"]


def test_a_school_that_has_answered_gets_no_letter_any_more(project: Project, tmp_path: Path) -> None:
    pairs = maker.People(4).pairs(5)
    for number, kind in enumerate(BASES):
        maker.write(tmp_path, f"{kind}.xlsx", maker.saved(maker.filled(kind, "МАОУ «СОШ № 1»", "sosh-1", pairs)))
        collected = collect(project, tmp_path)
        letter = tmp_path / "свод" / "Напоминания" / "sosh-1.docx"
        assert letter.exists() == (number == 0)
        assert len(collected.unanswered) == 20 - number
    assert collected.unanswered[0][:2] == ("МБОУ «СОШ № 2 имени А.С. Пушкина»", "база наставников и база наставляемых")
