"""The overview: one page that says how a project stands, and looks so in a browser, wide, narrow and on paper."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from playwright.sync_api import sync_playwright

from nastav_docs import check, load
from nastav_docs.cli.main import cli
from nastav_docs.review import overview_page
from nastav_docs.review.timeline import Bar, timeline
from tests.documents.test_execution import district

if TYPE_CHECKING:
    from pathlib import Path

ON = dt.date(2020, 12, 1)
INDICATORS = """
indicators:
  - {id: mentees, title: Доля наставляемых, unit: "%", target: 20}
  - {id: mentors, title: Доля наставников, unit: "%", target: 5, at_least: да}
  - {title: Мероприятия, unit: ед., targets: {2020: 1, 2021: 3}}
"""


def page_of(folder: Path, **facts: str) -> str:
    project = load(folder)
    return overview_page(project, ON, check(project), facts=facts, beside=folder)


def cells(page: str, title: str) -> list[list[str]]:
    """The rows of the table below a heading, as texts."""
    section = page.partition(f"<h2>{title}</h2>")[2].partition("</section>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", section.partition("<tbody>")[2])
    return [
        [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in rows
    ]


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    rows = [
        ("pairs", "", None, "перенесено", dt.date(2020, 12, 20)),
        ("meeting", "s-1", None, "выполнено", None, "", dt.date(2020, 11, 13)),
    ]
    folder = district(tmp_path / "район", *rows)
    with (folder / "district.yaml").open("a", encoding="utf-8") as file:
        file.write(INDICATORS)
    return folder


def test_the_page_says_what_is_signed_due_and_done(folder: Path) -> None:
    page = page_of(folder)
    assert cells(page, "Документы") == [
        ["приказ", "О внедрении целевой модели наставничества", "235", "02.11.2020", "подписан"]
    ]
    assert cells(page, "Просрочено") == []
    assert cells(page, "Срок в ближайшие 30 дней") == [
        ["20.12.2020", "1.1.", "Формирование пар", "Петрова А.И.; Руководители школ", "Перенесено на 20.12.2020"]
    ]
    assert cells(page, "Школы") == [
        ["СОШ № 1", "0 из 1", "1 из 1", "0", "–"],
        ["СОШ № 2", "0 из 1", "0 из 1", "1", "1.1"],
    ]
    assert "<b>1 из 2</b><span>школ без просрочки</span>" in page


def test_indicators_stand_with_facts_where_they_are_given(folder: Path) -> None:
    rows = cells(page_of(folder, mentees="18,5", mentors="7 %"), "Показатели")
    assert [row[3:] for row in rows] == [
        ["20", "18,5", "не хватает 1,5"],
        ["не менее 5", "7 %", "достигнут"],
        ["2020 – 1, 2021 – 3", "нет данных", "–"],
    ]


def test_findings_lead_to_their_file_and_line_from_where_the_page_lies(folder: Path) -> None:
    file = folder / "district.yaml"
    file.write_text(file.read_text("utf-8").replace("deadline: до 09.11.2020", "deadline: до 09.11.2020 г"), "utf-8")
    (folder / "schools.csv").write_text(
        (folder / "schools.csv").read_text("utf-8").replace("Щукин Пётр Ильич", "<b>Щукин</b>"), "utf-8"
    )
    project = load(folder)
    findings = check(project)
    page = overview_page(project, ON, findings, beside=folder / "обзоры")
    assert findings
    links = re.findall(r'<a href="([^"]+)">', page)
    assert len(links) == sum(one.place is not None for one in findings)
    assert {link.partition("#")[0] for link in links} <= {"../district.yaml", "../schools.csv"}
    assert all(re.search(r"#L\d+$", link) for link in links if "district" in link)
    assert "<b>Щукин" not in page


def test_the_page_asks_nothing_of_the_network(folder: Path) -> None:
    page = page_of(folder)
    assert "<script" not in page
    assert re.findall(r"(?:src|href)=\"(?:https?:)?//", page) == []
    assert "default-src 'none'" in page
    assert page == page_of(folder)


def test_the_timeline_draws_a_bar_to_the_last_day_and_a_mark_for_each() -> None:
    bars = [
        Bar("1.1. Дело", "done", dt.date(2020, 11, 2), (dt.date(2020, 11, 9),), "Дело: выполнено"),
        Bar("1.2. Каждый год", "ahead", None, (dt.date(2021, 5, 20), dt.date(2022, 5, 20)), "Каждый год"),
        Bar("1.3. Без даты", "undated", None, (), "Без даты"),
    ]
    drawn = timeline(bars, dt.date(2020, 12, 1))
    assert drawn.count('class="day"') == 3
    assert "Без даты" not in drawn
    assert re.findall(r'<g class="(\w+)">', drawn) == ["done", "ahead"]
    words = ["ноя", "2020", "янв", "2021", "апр", "июл", "окт", "янв", "2022", "апр"]
    assert re.findall(r'class="tick"[^>]*>([^<]+)', drawn) == words
    assert ">01.12<" in drawn
    assert timeline([], ON) == ""


def test_a_first_month_right_before_a_quarter_leaves_its_place_to_that() -> None:
    """«сен» and «окт 2025» stood one over the other."""
    bars = [Bar("1.1. Дело", "ahead", dt.date(2025, 9, 1), (dt.date(2028, 12, 31),), "Дело")]
    drawn = timeline(bars, ON)
    ticks = re.findall(r'class="tick" x="([\d.]+)" y="(\d+)">([^<]+)', drawn)
    assert [words for _, _, words in ticks][:4] == ["окт", "2025", "янв", "2026"]
    for row in ("22", "10"):  # months, and years above them
        places = [float(x) for x, y, _ in ticks if y == row]
        assert all(after - before >= 28 for before, after in itertools.pairwise(places))


def test_the_command_writes_the_page(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "overview.html"
    answer = CliRunner().invoke(cli, ["report", str(folder), "--on", "01.12.2020", "-o", str(file)])
    assert answer.exit_code == 0, answer.output
    assert "обзор на 01.12.2020" in file.read_text("utf-8")


@pytest.mark.browser
def test_a_browser_shows_it_wide_narrow_and_on_paper(folder: Path, tmp_path: Path, chromium: str) -> None:
    file = tmp_path / "overview.html"
    file.write_text(page_of(folder), "utf-8")
    said: list[str] = []
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page(locale="ru-RU")
        tab.on("console", lambda message: said.append(message.text))
        tab.on("request", lambda request: asked.append(request.url))
        for width in (1280, 360):
            tab.set_viewport_size({"width": width, "height": 800})
            tab.goto(file.as_uri())
            assert tab.evaluate("document.documentElement.scrollWidth") == width  # nothing sticks out
            assert tab.locator("svg .day").count() == 3
            assert tab.locator("thead").first.is_visible() == (width == 1280)
        assert tab.locator("td[data-title='Школа']").first.evaluate("e => getComputedStyle(e, '::before').content") == (
            '"Школа: "'
        )
        tab.emulate_media(media="print")
        assert tab.locator("svg").evaluate("e => getComputedStyle(e).breakInside") == "avoid"
        paper = tab.pdf(format="A4", prefer_css_page_size=True)
        browser.close()
    assert said == []
    assert asked == [file.as_uri()] * 2
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 3
