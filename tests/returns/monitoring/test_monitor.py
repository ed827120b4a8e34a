"""An invented year of Ozernogorsky: figures as counted by hand, what lacks at its cell, the справка and the book."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from lxml import etree
from openpyxl import load_workbook

from nastav_docs.cli.main import cli
from nastav_docs.config import load
from nastav_docs.docx import outline
from nastav_docs.returns.monitoring import monitor, read_period
from tests.paths import ROOT
from tests.returns.monitoring import invented_year

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from nastav_docs.returns.monitoring import Monitored


@pytest.fixture(scope="module", name="year")
def _year(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Monitored]:
    folder = tmp_path_factory.mktemp("year")
    home, inbox = invented_year.district(folder), invented_year.answers(folder)
    period = read_period("2021")
    assert period is not None
    return home, inbox, monitor(load(home), period, inbox, folder / "итог")


def test_the_figures_are_those_counted_by_hand(year: tuple[Path, Path, Monitored]) -> None:
    found = {
        one.id: (one.district.numerator, one.district.denominator, one.district.verdict.value)
        for one in year[2].results.indicators
    }
    assert found == {
        "schools-first": (4, 4, "достигнут"),
        "mentees-first": (10 + 4 + 4, 40 + 30 + 20, "достигнут"),  # the school without a number is left out
        "young-first": (2 + 0 + 3 + 1, 2 + 1 + 3 + 1, "не достигнут"),
        "enterprises-first": (9, 120, "достигнут"),
        "event": (None, None, "достигнут"),
        "web-sections": (2, 3, "достигнут"),
    }
    assert year[2].results.unrated == (3, 8, 9)


def test_a_district_with_an_order_on_monitoring_of_its_own_gets_the_statement(tmp_path: Path) -> None:
    period = read_period("2026")
    assert period is not None
    own = load(ROOT / "configs" / "ozernogorsky")
    assert own.config is not None
    assert own.config.papers["monitoring"].kind == "order"
    monitored = monitor(own, period, out=tmp_path)
    assert "Справка.docx" in monitored.written
    text = outline((tmp_path / "Справка.docx").read_bytes()).replace("°", " ")
    assert "О достижении целевых показателей наставничества" in text


def test_what_lacks_is_told_at_its_cell(year: tuple[Path, Path, Monitored]) -> None:
    told = [
        (p.code, p.place.file.rpartition("/")[2], p.place.line, p.message) for p in year[2].problems if p.place is not None
    ]  # fmt: skip
    assert told == [
        ("ND872", "schools.csv", 5, "МКОУ «Малоозерская ОШ», показатель 2: знаменатель не заполнен, доля не считается."),
        ("ND874", "schools.csv", 5, "МКОУ «Малоозерская ОШ»: нет данных для показателя 7."),
        ("ND874", "schools.csv", 6, "Детский сад «Березка»: нет данных для показателей 4, 7."),
    ]  # fmt: skip


def test_the_statement_says_it_in_right_russian(year: tuple[Path, Path, Monitored]) -> None:
    text = outline((year[2].out / "Справка.docx").read_bytes()).replace("°", " ")
    for said in (
        "О достижении целевых показателей наставничества в Озерногорском муниципальном округе за 2021 год",
        "во исполнение приказа Отдела образования администрации Озерногорского муниципального округа",
        (
            "Базы наставников и наставляемых представили 4 организации из 5 (80 %). "
            "Не представили базы: Детский сад «Березка»."
        ),
        (
            "Показатели 1, 2 и 4 рассчитаны по присланным базам и реестру организаций. "
            "Показатели 5 и 6 приведены по сведениям муниципалитета. Показатель 7 приведён по сведениям организаций."
        ),
        "В целом по муниципалитету достигнуто 5 показателей из 6, не достигнут 1.",
        "85,7 % (6 из 7) при плане 100 %, не хватает 1 молодого учителя.",
        "Все показатели, по которым есть данные, достигнуты в 3 организациях из 4.",
        (
            "В МКОУ «Озерногорская СШ № 3» ни один из 2 показателей не достигнут. "
            "Не достигнуты: показатель 2 – 13,3 % при плане 20 %, не хватает 2 обучающихся;"
        ),
        "От детского сада «Березка» сведений",
        (
            "МКОУ «Озерногорская СШ № 3» – дополнительно вовлечь не менее 2 обучающихся (показатель 2), "
            "не менее 1 молодого учителя (показатель 4);"
        ),
        "детскому саду «Березка» – представить базы наставников и наставляемых.",
    ):
        assert said in text


def test_word_draws_the_chart_from_a_workbook_with_the_same_values(year: tuple[Path, Path, Monitored]) -> None:
    with zipfile.ZipFile(year[2].out / "Справка.docx") as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
        chart = etree.fromstring(archive.read("word/charts/chart1.xml"))
        book = load_workbook(io.BytesIO(archive.read("word/embeddings/chart1.xlsx")))
    (about,) = [e.get("descr") for e in document.iter("{*}docPr")]
    assert about == (
        "Столбчатая диаграмма. показатель 1: план 50\u00a0%, факт 100\u00a0%; показатель 2: план 20\u00a0%, факт "
        "20\u00a0%; показатель 4: план 100\u00a0%, факт 85,7\u00a0%; показатель 5: план 5\u00a0%, факт 7,5\u00a0%; "
        "показатель 7: план 60\u00a0%, факт 66,7\u00a0%."
    )
    drawn = {
        "".join(series.find("{*}tx").itertext("{*}v")): [float(v.text) for v in series.find("{*}val").iter("{*}v")]
        for series in chart.iter("{*}ser")
    }
    assert drawn == {"Факт за 2020 год": [12.5, 37.5], "План": [50, 20, 100, 5, 60], "Факт": [100, 20, 85.7, 7.5, 66.7]}
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0] == ("Показатель", "Факт за 2020 год", "План", "Факт")
    assert [row[2] for row in rows[1:]] == drawn["План"]
    assert [row[3] for row in rows[1:]] == drawn["Факт"]


@pytest.mark.office
@pytest.mark.calc
def test_libreoffice_counts_the_formulas_of_the_book_to_the_same_values(
    year: tuple[Path, Path, Monitored], office: Sequence[str], tmp_path: Path
) -> None:
    file = year[2].out / "Показатели.xlsx"
    bare = tmp_path / "bare.xlsx"
    load_workbook(file).save(bare)  # openpyxl keeps formulas and drops the values beside them
    subprocess.run([*office, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "out", bare], check=True, timeout=120)  # fmt: skip
    ours, theirs = (load_workbook(one, data_only=True) for one in (file, tmp_path / "out" / "bare.xlsx"))
    formulas = 0
    for sheet in load_workbook(file).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    formulas += 1
                    kept = ours[sheet.title][cell.coordinate].value
                    counted = theirs[sheet.title][cell.coordinate].value
                    assert kept == (pytest.approx(counted) if isinstance(counted, float) else counted), cell.coordinate
    assert formulas > 60


def test_nobody_of_the_bases_is_named_and_with_anonymous_nobody_at_all(
    year: tuple[Path, Path, Monitored], tmp_path: Path
) -> None:
    home, inbox, monitored = year
    names = {
        str(cell.value).split()[0]
        for file in inbox.rglob("*.xlsx")
        for row in load_workbook(file).worksheets[0].iter_rows(min_row=5)
        for cell in row
        if cell.value and len(str(cell.value).split()) == 3
    }
    heads = {row[-1].split()[0] for row in invented_year.SCHOOLS}
    assert len(names) > 10
    said = _everything_said(monitored.out)
    assert (names | heads).intersection(re.findall(r"\w+", said)) == set()
    assert "О.С. Задорожный" in said
    period = read_period("2021")
    assert period is not None
    said = _everything_said(monitor(load(home), period, inbox, tmp_path, anonymous=True).out)
    assert {*names, *heads, "Задорожный", "Гайдай"}.intersection(re.findall(r"\w+", said)) == set()
    assert "Исполняющий обязанности начальника ____________________" in said


def _everything_said(out: Path) -> str:
    said = [(out / "опись.json").read_text("utf-8")]
    for file in (out / "Справка.docx", out / "Показатели.xlsx"):
        with zipfile.ZipFile(file) as archive:
            said += (
                "".join(etree.fromstring(archive.read(part)).itertext()) for part in archive.namelist() if part.endswith(".xml")
            )  # fmt: skip
    return " ".join(said).replace("\u00a0", " ")


def test_the_same_input_gives_the_same_bytes(year: tuple[Path, Path, Monitored], tmp_path: Path) -> None:
    home, inbox, monitored = year
    period = read_period("2021")
    assert period is not None
    again = monitor(load(home), period, inbox, tmp_path)
    for name in again.written:
        assert (tmp_path / name).read_bytes() == (monitored.out / name).read_bytes()


def test_the_facts_of_the_book_are_read_as_those_of_the_year_before(
    year: tuple[Path, Path, Monitored], tmp_path: Path
) -> None:
    home, _, monitored = year
    settings = (home / "district.yaml").read_text("utf-8")
    book = monitored.out / "Показатели.xlsx"
    for name in ("schools.csv", "факты.xlsx"):
        (tmp_path / name).write_bytes((home / name).read_bytes())
    text = settings.replace("facts: факты.xlsx", f"facts: {{file: {book}, sheet: Факты}}")
    (tmp_path / "district.yaml").write_text(text, "utf-8")
    period = read_period("2022")
    assert period is not None
    results = monitor(load(tmp_path), period, None, tmp_path / "итог").results
    previous = {one.id: str(round(one.previous, 1)) for one in results.indicators if one.previous is not None}
    assert previous == {
        "schools-first": "100.0",
        "mentees-first": "20.0",
        "young-first": "85.7",
        "enterprises-first": "7.5",
        "event": "1.0",
        "web-sections": "66.7",
    }


def test_the_command_says_the_figures_and_names_the_periods_it_knows(year: tuple[Path, Path, Monitored]) -> None:
    home, inbox, monitored = year
    run = CliRunner().invoke
    silent = run(cli, ["monitor", str(home), str(inbox)])
    assert silent.exit_code == 2
    assert (
        "Назовите период: --period 2021. В планах и фактах есть: 2020 год, 2021 год, 2022 год, 2023 год."
        in silent.stderr
    )
    wrong = run(cli, ["monitor", str(home), str(inbox), "--period", "прошлый год"])
    assert "«прошлый год» – не период" in wrong.stderr
    told = run(cli, ["monitor", str(home), str(inbox), "--period", "2021", "-o", str(monitored.out)])
    assert told.exit_code == 0
    assert (
        "85,7\u00a0% (6\u00a0из\u00a07), план 100\u00a0%: не достигнут, не хватает 1\u00a0молодого учителя"
        in told.stdout
    )
    as_json = run(
        cli, ["monitor", str(home), str(inbox), "--period", "2021", "-o", str(monitored.out), "--format", "json"]
    )
    assert json.loads(as_json.stdout)["indicators"][1]["numerator"] == 18
