"""The documents on paper: turned into PDF by LibreOffice, and measured as a secretary looks at them."""

from __future__ import annotations

import itertools
import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pdfplumber
import pytest

from nastav_docs import build
from nastav_docs.config.project import load
from nastav_docs.config.shipped_files import shared_configs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = pytest.mark.office

MM = 72 / 25.4
SCHOOLS = ("sosh-1", "ds-15", "ddt-22")


@dataclass(frozen=True)
class Page:
    """What stands on a page: words with their boxes (points), lines without the page number, tables as rows of cells.

    `tall` are the lines of each cell.
    """

    width: float
    height: float
    words: list[dict[str, Any]]
    lines: list[str]
    tables: list[list[list[str]]]
    tall: list[list[str]]


@pytest.fixture(scope="module")
def papers(office: Sequence[str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    """The pages of each document by its name."""
    folder = tmp_path_factory.mktemp("paper")
    files: list[Path] = []
    for district in ("artemovsky", "ozernogorsky", "lesnogorsky"):
        report = build(load(shared_configs() / district), folder / district)
        wanted = [path for path in report.written if "/" not in path or path.split("/")[0] in SCHOOLS]
        for path in wanted:
            if path.endswith(".docx"):
                copy = folder / f"{district} {path.replace('/', ' ')}"
                copy.write_bytes((folder / district / path).read_bytes())
                files.append(copy)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [*office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "pdf"), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return {file.stem: pages_of(folder / "pdf" / f"{file.stem}.pdf") for file in files}


def pages_of(file: Path) -> list[Page]:
    with pdfplumber.open(file) as document:
        return [
            Page(
                page.width,
                page.height,
                page.extract_words(),
                without_number((page.extract_text() or "").split("\n")),
                [
                    [[" ".join((cell or "").split()) for cell in row] for row in table]
                    for table in page.extract_tables()
                ],
                [(cell or "").split("\n") for table in page.extract_tables() for row in table for cell in row],
            )
            for page in document.pages
        ]


def without_number(found: list[str]) -> list[str]:
    shown = [line for line in found if line.strip()]
    return shown[1:] if shown and re.fullmatch(r"\d{1,2}", shown[0].strip()) else shown


def test_every_page_is_a4_and_none_is_blank(papers: dict[str, list[Page]]) -> None:
    sizes = {
        (name, sorted((round(p.width / MM), round(p.height / MM))) == [210, 297])
        for name, pages in papers.items()
        for p in pages
    }
    assert {name for name, is_a4 in sizes if not is_a4} == set()
    assert [(name, n) for name, pages in papers.items() for n, page in enumerate(pages, 1) if len(page.lines) < 2] == []


def test_pages_are_numbered_from_the_second_in_the_middle_of_the_top(papers: dict[str, list[Page]]) -> None:
    wrong = []
    for name, pages in papers.items():
        for number, page in enumerate(pages, 1):
            numbers = [word for word in page.words if word["text"] == str(number) and word["bottom"] < 27 * MM]
            centred = [
                w for w in numbers if abs((w["x0"] + w["x1"]) / 2 - page.width / 2) < 25 * MM and w["top"] >= 9.5 * MM
            ]
            if (number == 1 and centred) or (number > 1 and not centred):
                wrong.append((name, number))
    assert wrong == []


SIGNATURE = re.compile(r"[А-ЯЁ][\w. -]+ [А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][\w-]+")


def test_a_signature_has_two_lines_of_text_above_it(papers: dict[str, list[Page]]) -> None:
    """«5. Контроль…» and the signature were alone on a page in sixteen of twenty school orders."""
    wrong = []
    for name, pages in papers.items():
        for number, page in enumerate(pages, 1):
            signed = [n for n, line in enumerate(page.lines) if SIGNATURE.fullmatch(line)]
            if number > 1 and signed and signed[0] < 2:
                wrong.append((name, number))
    assert wrong == []


def test_an_order_of_a_usual_school_is_on_one_page(papers: dict[str, list[Page]]) -> None:
    for name in ("artemovsky sosh-1 Приказ 41-ОД", "artemovsky ds-15 Приказ 14-а", "artemovsky ddt-22 Приказ 3.12-55"):
        assert any(SIGNATURE.fullmatch(line) for line in papers[name][0].lines), name


def test_the_first_page_of_a_long_letter_is_full(papers: dict[str, list[Page]]) -> None:
    """The last paragraph was kept with the list of enclosures and left a third of the page empty."""
    pages = papers["artemovsky Письмо 01-33-930"]
    assert len(pages) == 2
    assert max(word["bottom"] for word in pages[0].words) > 0.85 * pages[0].height


def test_no_row_is_alone_on_the_last_page_of_a_table(papers: dict[str, list[Page]]) -> None:
    """The table goes on from the page before: its header is repeated, and at least two rows follow it."""
    wrong = []
    for name, pages in papers.items():
        for before, page in itertools.pairwise(pages):
            if before.tables and page.tables and before.tables[-1][0] == page.tables[0][0] and len(page.tables[0]) == 2:
                wrong.append((name, page.lines[:2]))
    assert wrong == []


def test_fifteen_indicators_take_less_than_two_pages_and_no_cell_has_nine_lines(papers: dict[str, list[Page]]) -> None:
    pages = [page for page in papers["artemovsky Приказ 235"] if page.tables and page.tables[0][0][0] == "№ п/п"]
    assert len(pages) == 2
    assert pages[1].words[-1]["bottom"] < 0.9 * pages[1].height
    assert max(len(lines) for page in pages for lines in page.tall) <= 7


def test_no_merged_cell_is_empty_at_the_top_of_a_page(papers: dict[str, list[Page]]) -> None:
    wrong = []
    for name, pages in papers.items():
        for number, page in enumerate(pages, 1):
            for table in page.tables:
                head, rows = table[0], table[1:]
                if head[0] in {"Раздел", "Этап"} and rows and not rows[0][0]:
                    wrong.append((name, number))
    assert wrong == []


def test_a_table_repeats_its_header_on_every_page(papers: dict[str, list[Page]]) -> None:
    pages = papers["artemovsky Приказ 235"]
    heads = [[(cell or "").replace("\n", " ") for cell in table[0]] for page in pages for table in page.tables]
    roadmap = ["Раздел", "Наименование мероприятия", "Срок исполнения", "Ответственный"]
    assert heads.count(roadmap) == 2
    assert len(heads) - 2 == sum("Наименование показателя" in head for head in heads)


def test_nothing_runs_off_the_margins(papers: dict[str, list[Page]]) -> None:
    wrong = []
    for name, pages in papers.items():
        for number, page in enumerate(pages, 1):
            words = page.words
            left, right = min(w["x0"] for w in words) / MM, (page.width - max(w["x1"] for w in words)) / MM
            if left < 19.5 or right < 9.5:
                wrong.append((name, number, round(left), round(right)))
    assert wrong == []


def test_the_enclosure_says_how_many_sheets_the_order_has(papers: dict[str, list[Page]]) -> None:
    text = " ".join(" ".join(page.lines) for page in papers["artemovsky Письмо 01-33-930"])
    assert f"всего на {len(papers['artemovsky Приказ 235'])} л. в 1 экз." in text.replace("\u00a0", " ")
