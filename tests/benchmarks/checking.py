"""Нормоконтроль: a package of four documents, a long file, a thousand schools checked in the build."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import nastav_docs
from nastav_docs.review.check_papers import lint
from nastav_docs.review.check_project import norms
from tests.benchmarks.region import write_region
from tests.benchmarks.sample import Findings
from tests.paths import ROOT
from tests.word_file import paragraph, word_file

PAGES, LINES = 150, 45  # of a page: a paragraph of a clause takes some three lines
CLAUSE = (
    "{number}. Руководителям образовательных организаций в срок до 20.11.2020 представить координатору сведения о "
    "наставниках и наставляемых по форме согласно приложению № 1 к настоящему приказу, часть {number}."
)
SCHOOLS, EVERY = 1000, 20
CHANGED = "1,000 schools, each twentieth changed"


def of_checking(rounds: int = 5) -> Findings:
    """CPU seconds of нормоконтроль, and its share of the time of the build that it goes with.

    Both are of one project, as in `build --check`: it is loaded and made ready once, here by the build. The schools
    that change something change it anew in each round, so that no round knows their papers from the one before.
    """
    findings = Findings()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        package = four_documents(folder / "package")
        long = long_file(folder / "long.docx")
        regions = {
            "1,000 schools": write_region(folder / "plain", SCHOOLS),
            CHANGED: write_region(folder / "changed", SCHOOLS),
        }
        for number in range(rounds + 1):
            spent = {"four documents": spend(lint, package), f"{PAGES} pages": spend(lint, [long])}
            change(regions[CHANGED], number)
            for region, config in regions.items():
                project = nastav_docs.load(config)
                build = spend(nastav_docs.build, project, folder / f"out-{region}-{number}", jobs=1)
                spent[f"{region}, share of the build"] = spend(norms, project) / build * 100
            for what, value in spent.items() if number else ():  # the first round loads the dictionaries
                findings.add(what, "%" if what.endswith("build") else "s of CPU", value)
    findings.expect("four documents", findings.samples["four documents"].middle, 0.5, "s")
    findings.expect(f"{PAGES} pages", findings.samples[f"{PAGES} pages"].middle, 5, "s")
    for region in regions:
        findings.expect(region, findings.samples[f"{region}, share of the build"].middle, 25, "% of the build")
    return findings


def spend(call: object, *given: object, **named: object) -> float:
    """CPU seconds of a call."""
    began = time.process_time()
    call(*given, **named)  # type: ignore[operator]  # any function
    return time.process_time() - began


def four_documents(folder: Path) -> list[Path]:
    """The district's package as built: letter, order with annexes, roadmap, indicators."""
    nastav_docs.build(nastav_docs.load(ROOT / "configs" / "artemovsky"), folder, jobs=1)
    return sorted(folder.glob("*.docx"))[:4]


def long_file(path: Path) -> Path:
    """An order of 150 pages."""
    clauses = [CLAUSE.format(number=number) for number in range(1, PAGES * LINES // 3)]
    lines = ["ПРИКАЗ", "02.11.2020 № 235", "О внедрении наставничества", "ПРИКАЗЫВАЮ:", *clauses]
    path.write_bytes(word_file(*(paragraph(line) for line in lines)))
    return path


def change(config: Path, turn: int) -> None:
    """Each twentieth school orders something of its own, which differs from turn to turn."""
    folder = config / "schools"
    folder.mkdir(exist_ok=True)
    for number in range(EVERY, SCHOOLS + 1, EVERY):
        text = (
            f"order: {{clauses: {{materials: {{before: control, text: Подготовить подборку № {number + turn}.}}}}}}\n"
        )
        (folder / f"s-{number}.yaml").write_text(text, encoding="utf-8")
