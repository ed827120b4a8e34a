"""Monitor indicators in a period: reckon them, write the справка with its chart and the book of figures."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import ConfigError, changed, has_errors, needs_project
from nastav_docs.documents import render
from nastav_docs.docx import with_chart
from nastav_docs.files import as_path
from nastav_docs.returns.collect import read_answers
from nastav_docs.returns.monitoring.results import results
from nastav_docs.returns.monitoring.statement import MARK, PAPER, chart_book, chart_of, paper, pieces
from nastav_docs.returns.monitoring.workbook import figures_book
from nastav_docs.returns.result_folder import ResultFolder

if TYPE_CHECKING:
    from pathlib import Path

    from nastav_docs.config import Project
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.returns.monitoring.measures import IndicatorResult, Measure
    from nastav_docs.returns.monitoring.periods import ReportPeriod
    from nastav_docs.returns.monitoring.results import Results

OUT: Final = "мониторинг"  # the folder of results, unless another is named
STATEMENT, FIGURES, INVENTORY = "Справка.docx", "Показатели.xlsx", "опись.json"


@dataclass(frozen=True, slots=True)
class Monitored:
    """What came of a monitoring: the results, where they are written, what is wrong; nobody is named in `problems`."""

    out: Path
    results: Results
    written: tuple[str, ...]
    problems: tuple[Diagnostic, ...] = ()
    inventory: dict[str, Any] = field(default_factory=dict)


def monitor(
    project: Project,
    period: ReportPeriod,
    answers: Path | str | None = None,
    out: Path | str | None = None,
    *,
    anonymous: bool = False,
    jobs: int | None = None,
) -> Monitored:
    """Reckon every indicator in a period and write «Справка.docx», «Показатели.xlsx», «опись.json».

    `answers` is the folder of what schools have sent; without it only facts of the file are known. `out` is the folder
    of results, by default «мониторинг» beside the answers, else within the project. `anonymous`: nobody is named, the
    signature neither. `jobs` is the number of processes that read the answers. Raises ConfigError where the settings
    keep the справка from being printed.

        monitored = monitor(load("configs/ozernogorsky"), read_period("2021"), "ответы")
        monitored.results.indicators[0].district.value
    """
    needs_project(project, "monitor")
    source = None if answers is None else as_path(answers, "monitor")
    beside = project.folder if source is None else source
    target = beside / OUT if out is None else as_path(out, "monitor")
    found = None if source is None else read_answers(project, source, target, jobs)
    reckoned = results(project, period, found)
    statement = statement_of(project, reckoned, anonymous=anonymous)
    folder = ResultFolder(target)
    folder.put(STATEMENT, lambda: statement, private=False)
    folder.put(FIGURES, lambda: figures_book(reckoned), private=False)
    inventory = {**_as_json(reckoned), "written": sorted(folder.written)}
    listed = json.dumps(inventory, ensure_ascii=False, indent=1) + "\n"
    folder.put(INVENTORY, listed.encode, private=False)
    folder.remove_old()
    problems = (*reckoned.problems, *folder.problems)
    return Monitored(target, reckoned, tuple(folder.written), problems, inventory)


def statement_of(project: Project, reckoned: Results, *, anonymous: bool = False) -> bytes:
    """The bytes of the справка, printed by the template «monitoring.docx». Raises ConfigError where it cannot be."""
    config = project.config
    if config is None:
        raise ConfigError(project.problems)
    taken = {*config.papers, *config.documents}
    name = next(one for number in count() if (one := f"{PAPER}-{number}" if number else PAPER) not in taken)
    settings = {"papers": {name: paper(config, reckoned, anonymous=anonymous)}}
    own = changed(project, settings, data={PAPER: {"pieces": pieces(reckoned), "period": reckoned.period.title}})
    if has_errors(own.problems):
        raise ConfigError(own.problems)
    printed = render(own, name)
    chart = chart_of(reckoned)
    return printed if chart is None else with_chart(printed, MARK, chart, chart_book(chart))


def _as_json(reckoned: Results) -> dict[str, Any]:
    return {
        "version": 1,
        "period": {
            "title": reckoned.period.title,
            "start": reckoned.period.start.isoformat(),
            "end": reckoned.period.end.isoformat(),
        },
        "schools": len(reckoned.schools),
        "answered": reckoned.answered,
        "unrated": list(reckoned.unrated),
        "indicators": [_indicator(one) for one in reckoned.indicators],
    }


def _indicator(one: IndicatorResult) -> dict[str, Any]:
    return {
        "number": one.number,
        "id": one.id,
        "title": one.title,
        "unit": one.unit,
        "source": one.source,
        **_measure(one.district, one),
        "previous": None if one.previous is None else float(one.previous),
        "schools": [{"school": school.id, **_measure(measure, one)} for school, measure in one.schools],
    }


def _measure(measure: Measure, one: IndicatorResult) -> dict[str, Any]:
    numbers = {
        "value": measure.value,
        "numerator": measure.numerator,
        "denominator": measure.denominator,
        "target": None if measure.target is None else measure.target.value,
        "missing": measure.missing(share=one.share),
    }
    plain = {name: None if number is None else float(number) for name, number in numbers.items()}
    return {**plain, "verdict": measure.verdict.value, **({"note": measure.note} if measure.note else {})}
