"""The programme «mentoring-2025»: the year's papers build with their blanks, and on today's law."""

from __future__ import annotations

import datetime as dt
import os
import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest
from docx import Document

from nastav_docs import build, check, lint, load
from nastav_docs.authoring import start
from nastav_docs.config.project import load as load_project
from nastav_docs.papers import Paper, paper_of_docx
from tests import grounds_page
from tests.paths import CONFIGS, ROOT

if TYPE_CHECKING:
    from pathlib import Path

PROGRAMME: Final = CONFIGS / "mentoring-2025"
DISTRICT: Final = CONFIGS / "lesnogorsky"
ACTS: Final = (PROGRAMME / "acts.yaml").read_text("utf-8")
TEXTS: Final = (PROGRAMME / "programme.yaml").read_text("utf-8")
PUPILS: Final = ("Пихтов", "Грабов", "Ивняков", "Тополев")


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a new district with its documents in `out`."""
    folder = tmp_path_factory.mktemp("starter") / "район"
    written, problems = start(folder, programme="mentoring-2025")
    assert [path.name for path in written] == ["district.yaml", "schema.json", "schools.yaml"]
    assert problems == ()
    report = build(load(folder), folder / "out")
    assert (report.ok, report.problems) == (True, ())
    return folder


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents of the invented district that has lived through a whole year."""
    out = tmp_path_factory.mktemp("year")
    report = build(load(DISTRICT), out)
    assert (report.ok, report.problems) == (True, ())
    return out


def text_of(path: Path) -> str:
    paper = paper_of_docx(path.read_bytes(), path.name)
    assert isinstance(paper, Paper)
    return "\n".join(" ".join(paragraph.text.split()) for paragraph in paper.paragraphs() if paragraph.text.strip())


# --------------------------------------------------------------------------------------------- with blanks untouched


def test_a_new_district_has_the_papers_of_the_year_before_anything_is_filled_in(starter: Path) -> None:
    assert len(list((starter / "out").glob("*.docx"))) >= 8
    assert len(list((starter / "out" / "school-1").rglob("*.docx"))) >= 12


def test_the_checker_has_nothing_to_say_of_papers_with_blanks(starter: Path) -> None:
    assert check(load(starter)) == ()


def test_the_checker_has_nothing_to_say_of_the_files_themselves(starter: Path) -> None:
    """«___________ № ______» was a note in each of 19 papers: they say in their properties that they are drafts."""
    assert lint(starter / "out") == ()


def test_a_draft_with_a_number_written_in_word_is_told_of_the_blanks_that_are_left(
    starter: Path, tmp_path: Path
) -> None:
    """The head is filled by hand, the blanks of dates in the clauses and of the captions are forgotten."""
    order = Document(str(starter / "out" / "Приказ о мониторинге.docx"))
    head = next(p for p in order.paragraphs if p.text.startswith("___________\t№"))
    head.text = "08.04.2026\t№\u00a041"
    order.save(str(tmp_path / "Приказ о мониторинге.docx"))
    messages = {problem.message for problem in lint(tmp_path)}
    assert "Дата не проставлена" in messages
    assert "Дата и номер приказа известны, но не проставлены" in messages


def test_a_pair_that_is_not_known_yet_is_a_blank_to_write_on(starter: Path) -> None:
    (programme,) = (starter / "out" / "school-1" / "07 Программы пар").glob("*.docx")
    assert "Наставник: ____________." in text_of(programme)


# -------------------------------------------------------------------------------------------------- with a whole year


def test_the_checker_has_nothing_to_say_of_two_schools_and_a_kindergarten() -> None:
    assert check(load(DISTRICT)) == ()


def test_the_checker_has_nothing_to_say_of_the_papers_of_a_year_on_paper(year: Path) -> None:
    """Orders of one day and title of two schools were taken for one, a grif's protocol for the order, two plans for one."""
    assert lint(year) == ()


def test_a_school_order_dated_before_the_order_it_names_is_told_and_no_other_is(tmp_path: Path) -> None:
    """Orders of the district that the preamble does not name, issued later in the year, are not held against it."""
    folder = tmp_path / "configs" / "lesnogorsky"
    shutil.copytree(DISTRICT, folder)
    settings = (folder / "district.yaml").read_text("utf-8")
    late = settings.replace("number: 118-од, date: 25.08.2025", "number: 118-од, date: 05.09.2025")
    (folder / "district.yaml").write_text(late, "utf-8")
    told = [p.message for p in check(load(folder)) if p.code == "ND828"]
    schools = "(school-1, school-2, luchik)"
    assert told == [
        f"В 3 школах: приказ от 01.09.2025 раньше приказа от 05.09.2025 № 118-од, который исполняет {schools}."
    ]


def test_the_second_district_lives_on_the_programme_of_today(tmp_path: Path) -> None:
    """Two kindergartens, a school and a house of creativity: each with its pairs, in the district's own look."""
    project = load(CONFIGS / "ozernogorsky")
    assert check(project) == ()
    report = build(project, tmp_path)
    assert (report.ok, report.problems) == (True, ())
    assert lint(tmp_path) == ()
    for school in ("shkola-3", "berezka", "rodnichok", "dom-tvorchestva"):
        assert len(list((tmp_path / school).rglob("*.docx"))) >= 12, school
        assert list((tmp_path / school / "07 Программы пар").glob("*.docx")), school
    assert len(list(tmp_path.glob("*.docx"))) >= 8
    assert not (tmp_path / "berezka" / "15 Журнал приказов.docx").exists()


def test_each_school_fixes_its_own_pairs_and_each_pair_has_its_programme(year: Path) -> None:
    pairs = {
        code: len(list((year / code / "07 Программы пар").glob("*.docx")))
        for code in ("school-1", "school-2", "luchik")
    }
    assert pairs == {"school-1": 3, "school-2": 2, "luchik": 1}
    order = text_of(year / "luchik" / "06 Приказ о закреплении пар.docx")
    assert "Клёнова Анна Сергеевна" in order
    assert "Соснина" not in order


def test_names_of_pupils_stand_in_the_annex_and_not_in_the_copy_for_the_site(year: Path) -> None:
    order = text_of(year / "school-1" / "06 Приказ о закреплении пар.docx")
    copy = text_of(year / "school-1" / "06 Копия приказа о парах для сайта.docx")
    assert "Пихтов Артём Денисович" in order
    assert "Приложение содержит персональные данные. На сайте оно не размещается" in order
    assert "ВЫПИСКА" in copy
    assert "от 15.09.2025 № 152-од «О закреплении наставнических пар и групп»" in copy
    assert not [name for name in PUPILS if name in copy]


def test_no_other_paper_of_district_or_school_names_a_pupil(year: Path) -> None:
    allowed = ("06 Приказ о закреплении пар", "07 Программы пар")
    named = {
        str(path.relative_to(year))
        for path in year.rglob("*.docx")
        if not any(part in str(path) for part in allowed) and any(name in text_of(path) for name in PUPILS)
    }
    assert named == set()


def test_a_kindergarten_has_no_form_for_parents_of_pupils_and_cites_no_list_for_schools(year: Path) -> None:
    assert list((year / "luchik").glob("09*законный*")) == []
    assert len(list((year / "school-1").glob("09*законный*"))) == 1
    assert "№ 779" not in text_of(year / "luchik" / "03 Положение о наставничестве.docx")
    assert "№ 779" in text_of(year / "school-1" / "03 Положение о наставничестве.docx")


def test_the_grifs_of_a_regulation_cite_the_protocol_and_the_order_of_the_school(year: Path) -> None:
    text = text_of(year / "school-1" / "03 Положение о наставничестве.docx")
    assert "ПРИНЯТО\nна заседании педагогического совета\nпротокол от 29.08.2025 № 1" in text
    assert "УТВЕРЖДЕНО\nприказом МБОУ «СШ № 1»\nот 01.09.2025 № 140-од" in text
    assert text.count("СОГЛАСОВАНО") == 2


def test_each_consent_is_a_paper_of_its_own(year: Path) -> None:
    """Since 01.09.2025 consent stands apart from whatever else a person signs (152-ФЗ, part 1 of article 9)."""
    for path in year.rglob("*.docx"):
        asks = re.search(r"согласие на обработку (?:моих )?персональных данных.*на условиях", text_of(path), re.DOTALL)
        assert bool(asks) == ("Согласие на обработку данных" in path.name), path


def test_a_consent_is_addressed_to_who_heads_a_kindergarten_and_to_the_director_of_a_school(year: Path) -> None:
    """«Заведующая» rules the instrumental: «заведующей детским садом», not «детского сада»."""
    paper = "10 Согласие быть наставником.docx"
    assert text_of(year / "luchik" / paper).startswith("Заведующему\nДетским садом «Лучик»\nБерёзкиной Ю.М.\n")
    assert text_of(year / "school-1" / paper).startswith("Директору\nМБОУ «СШ № 1»\nДубравину П.О.\n")


def test_the_annex_of_pairs_names_the_consent_and_the_agreement_of_each(year: Path) -> None:
    lines = text_of(year / "school-1" / "06 Приказ о закреплении пар.docx")
    assert "Дата согласия\nДополнительное соглашение" in lines
    assert "педагог – педагог\n10.09.2025\n12.09.2025 № 4" in lines
    assert "педагог – обучающийся\n11.09.2025\n3" in lines  # of a pupil there is no agreement


def test_orders_of_the_district_end_with_their_executor(year: Path) -> None:
    for name in ("Приказ о реализации Концепции", "Приказ о мониторинге", "Приказ об итогах мониторинга"):
        assert "Ежов Максим Игоревич, (00000) 0-10-02" in text_of(year / f"{name}.docx"), name


def test_an_agreement_has_its_number_beside_the_word_and_place_and_date_on_one_line(year: Path) -> None:
    lines = text_of(year / "luchik" / "11 Дополнительное соглашение.docx").split("\n")
    assert lines[0].startswith("ДОПОЛНИТЕЛЬНОЕ СОГЛАШЕНИЕ № ")
    assert lines[2].startswith("г. Лесногорск ___")
    assert lines[-2] == "Экземпляр соглашения получил(а): ______________ (подпись, дата)"


# ---------------------------------------------------------------------------------------------------- acts and grounds


def entries_of_acts() -> dict[str, str]:
    """The keys of the acts and the comment right above each."""
    return {
        match["key"]: " ".join(match["comment"].split())
        for match in re.finditer(r"(?m)(?P<comment>(?:^  #.*\n)*)^  (?P<key>[a-z][\w-]*):", ACTS)
    }


def test_each_act_says_where_it_is_known_from_and_how_surely() -> None:
    unsourced = {
        key: comment
        for key, comment in entries_of_acts().items()
        if not re.search(r"источник: .+(?:точно|пересказ)", comment)
    }
    assert unsourced == {}


def test_texts_cite_only_acts_that_have_a_source() -> None:
    cited = set(re.findall(r"acts\['([\w-]+)'\]", TEXTS))
    assert {key for key in cited if not key.startswith("district-")} - set(entries_of_acts()) == set()


def test_no_act_that_is_only_retold_is_a_ground() -> None:
    retold = {key for key, comment in entries_of_acts().items() if "пересказ" in comment}
    cited = set(re.findall(r"acts\['([\w-]+)'\]", TEXTS))
    assert cited & retold == set()


def test_no_paper_of_the_year_cites_an_act_that_is_out_of_force_on_its_date() -> None:
    config = load_project(DISTRICT).config
    assert config is not None
    assert config.school is not None
    cited = set(re.findall(r"acts\['([\w-]+)'\]", TEXTS))
    first, last = dt.date(2025, 8, 25), dt.date(2026, 6, 15)  # the first and the last paper of the year
    for key in cited & set(config.acts):
        act = config.acts[key]
        assert not act.replaced_by, key
        assert act.in_force_from is not None, key
        assert act.in_force_from <= first, key
        assert act.in_force_until is None or act.in_force_until >= last, key


def test_the_registry_of_acts_names_the_successors() -> None:
    config = load_project(DISTRICT).config
    assert config is not None
    assert (config.acts["mp-582"].replaced_by, config.acts["mp-582"].in_force_until) == ("mp-779", dt.date(2025, 2, 28))
    assert config.acts["gost-7-0-97-2016"].replaced_by == "gost-7-0-97-2025"


def test_the_roadmap_asks_teachers_for_no_reports(year: Path) -> None:
    order = text_of(year / "Приказ о реализации Концепции.docx")
    assert not re.search(r"[Оо]тч[её]т(?:ы|а)? (?:наставник|педагог|учител)", order)
    assert "Не возлагать на педагогических работников подготовку документов" in order


# ------------------------------------------------------------------------------------------------------- own changes


def test_a_school_and_a_district_leave_out_papers_they_do_not_need(tmp_path: Path) -> None:
    folder = tmp_path / "configs" / "lesnogorsky"
    shutil.copytree(DISTRICT, folder)
    schools = (folder / "schools.yaml").read_text("utf-8")
    none = "  papers:\n    journal: null\n    pair-programme: null\n    introduction: {number: 51-од"
    (folder / "schools.yaml").write_text(
        schools.replace(
            '  papers:\n    protocol: {number: "2", date: 29.08.2025}\n    introduction: {number: 51-од', none
        ),
        "utf-8",
    )
    settings = (folder / "district.yaml").read_text("utf-8")
    (folder / "district.yaml").write_text(
        settings.replace("reminder: {number: 01-20/97, date: 12.05.2026}", "reminder: null"), "utf-8"
    )
    report = build(load(folder), tmp_path / "out")
    assert (report.ok, report.problems) == (True, ())
    assert not (tmp_path / "out" / "Письмо-напоминание.docx").exists()
    assert not (tmp_path / "out" / "school-2" / "15 Журнал приказов.docx").exists()
    assert not (tmp_path / "out" / "school-2" / "07 Программы пар").exists()
    assert (tmp_path / "out" / "school-1" / "15 Журнал приказов.docx").exists()


def test_another_s_paper_that_rests_on_a_replaced_act_is_told_of_the_successor(tmp_path: Path) -> None:
    """Papers of the same year may rest on the act: it is told only after its last day."""
    paper = (
        "Управление образования\n\nПРИКАЗ\n\n{day} № 12\n\nОб отчётности\n\n"
        "В соответствии с приказом Министерства просвещения Российской Федерации от 21.07.2022 № 582\n\n"
        "ПРИКАЗЫВАЮ:\n\n1. Провести проверку.\n\nНачальник И.И. Иванов\n"
    )
    (tmp_path / "приказ.txt").write_text(paper.format(day="15.09.2025"), "utf-8")
    assert [(p.code, p.hint) for p in lint(tmp_path)] == [
        ("ND809", "вместо него: приказ Министерства просвещения Российской Федерации от 06.11.2024 № 779"),
    ]
    (tmp_path / "приказ.txt").write_text(paper.format(day="16.09.2024"), "utf-8")
    assert lint(tmp_path) == ()


# --------------------------------------------------------------------------------------------------------- the guide

GUIDE: Final = (ROOT / "docs" / "наставничество-2025.md").read_text("utf-8")


def typed(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command as the page prints it, typed in a folder."""
    words = shlex.split(line)
    assert words[0] == "nastav-docs"
    return subprocess.run(
        [sys.executable, "-m", "nastav_docs", *words[1:]],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_lesson_of_ten_minutes_gives_the_regulation_that_it_promises(tmp_path: Path) -> None:
    """The commands and the edits of the page, one after another, as they are written there."""
    lesson = GUIDE.split("## Урок: положение за десять минут")[1]
    begin, *rest = re.findall(r"`(nastav-docs [^`]+)`", lesson)
    assert (begin, rest) == (
        "nastav-docs init мой-район --programme mentoring-2025",
        ["nastav-docs check мой-район", "nastav-docs build мой-район"],
    )
    assert typed(begin, tmp_path).returncode == 0
    schools = tmp_path / "мой-район" / "schools.yaml"
    filled = re.sub(r"(?m)^ +forms: invariable.*\n", "", schools.read_text("utf-8"))
    filled = filled.replace("name: ____________", "name: Соснина Вера Андреевна", 1).replace(
        "«____________»", "«СШ № 1»"
    )
    filled = filled.replace("name: ____________", "name: Ольхов Степан Ильич")
    blocks = re.findall(r"(?ms)^ {4}```yaml\n(.*?)^ {4}```$", lesson)
    edits = "".join(re.sub(r"(?m)^ {4}", "", block) for block in blocks)
    schools.write_text(filled + edits.replace("school-1:\n  …\n", ""), "utf-8")
    for line in rest:
        done = typed(line, tmp_path)
        assert (done.returncode, done.stderr) == (0, ""), line
    (promised,) = re.findall(r"`(out/[^`]+)`", lesson)
    text = text_of(tmp_path / promised)
    assert "протокол от 28.08.2026 № 1" in text
    assert "от 31.08.2026 № 140-од" in text
    assert "СОГЛАСОВАНО\nна заседании совета родителей\nпротокол от 27.08.2026 № 1" in text
    assert "Наставнику на учебный год предоставляется методический день." in text


def test_every_act_that_a_paper_rests_on_stands_in_the_table_for_lawyers() -> None:
    """The page itself is compared with the programme by tests/test_guide.py, as every generated page is."""
    papers, acts = grounds_page.PAGE.read_text("utf-8").split("## Акты")
    cited = set(re.findall(r"acts\['([\w-]+)'\]", TEXTS)) - {"district-concept"}
    assert {key for key in cited if f"(`{key}`)" not in acts} == set()
    assert "часть 1 статьи 9 | пункт 5.1 | точно" in papers
    assert "статья 10.1 | текст | точно" in papers
    rows = [line.split(" | ") for line in papers.splitlines() if line.startswith("| ") and "**" not in line]
    assert {row[2] for row in rows if "пересказ" in row[5]} == set()  # what is only retold is no ground


def test_the_comparison_names_every_paper_of_the_programme_and_no_other() -> None:
    page = (ROOT / "docs" / "сравнение-2025.md").read_text("utf-8")
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| ") and not line.startswith("| Вид")]
    assert len(rows) == 43
    made = set(re.findall(r"`([\w-]+)`", " ".join(row[1] for row in rows)))
    assert made == {key for _, key, _ in grounds_page.papers()}
    kinds = {file.stem for folder in ("kinds", "configs/mentoring-2025/kinds") for file in (ROOT / folder).glob("*")}
    aside = set(re.findall(r"вид[а]? `([\w-]+)`", " ".join(row[4] for row in rows)))
    assert aside - kinds == set()
