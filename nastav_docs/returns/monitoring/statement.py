"""The справка of a monitoring: what its paper says, its tables and its chart, as the template prints them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.docx import BarChart
from nastav_docs.registry.forms import SheetTable, table_book
from nastav_docs.returns.monitoring.measures import Verdict
from nastav_docs.returns.monitoring.sentences import (
    amount_of,
    answered,
    by_school,
    from_school,
    in_school,
    lacking,
    numbered,
    of_target,
    parts_of,
    schools_reached,
    shown,
    sources,
    summary,
    to_school,
)
from nastav_docs.russian.typography import typograph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.config import Config
    from nastav_docs.returns.monitoring.counted_school import CountedSchool
    from nastav_docs.returns.monitoring.measures import IndicatorResult, Measure
    from nastav_docs.returns.monitoring.results import Results

PAPER: Final = "monitoring"
TEMPLATE: Final = "monitoring.docx"
MARK: Final = "[[диаграмма 1]]"
TITLE: Final = "О достижении целевых показателей наставничества в {{ district | prp }}"
WIDTH: Final = 9638  # twips between the margins of the shared templates
IN_TABLE: Final = 4  # indicators side by side in a table of schools
LEAST: Final = 2  # bars that make a chart
SHEET: Final = "Данные диаграммы"
UNKNOWN, NOT_MEANT = "н/д", "–"
NOT_REACHED: Final = {
    Verdict.MISSED: ("Не достигнут показатель", "Не достигнуты показатели"),
    Verdict.NOT_DUE: ("Срок не наступил для показателя", "Срок не наступил для показателей"),
}
Piece = dict[str, Any]


def paper(config: Config, results: Results, *, anonymous: bool) -> dict[str, Any]:
    """The settings of the paper: kind, title, opening paragraphs, who signs; with `anonymous` nobody is named."""
    signed = config.order.signed_by if config.order is not None else ()
    signed = signed or (("head",) if "head" in config.people else ())
    executor = config.letter.executor if config.letter is not None else ""
    basis = ""
    if config.order is not None and config.order.number and config.order.date:
        basis = ", во исполнение {{ acts['district-order'] | gen }}"
    opening = (
        f"Мониторинг достижения целевых показателей наставничества за {results.period.title} проведён "
        f"в {{{{ district | prp }}}}{basis}."
    )
    made: dict[str, Any] = {
        "kind": "statement",
        "template": TEMPLATE,
        "title": f"{TITLE} за {results.period.title}",
        "text": [opening, *answered(results), *sources(results)],
        "file": "Справка",
    }
    if anonymous:
        posts = [f"{{{{ people.{role}.position | capital }}}} ____________________" for role in signed]
        return {**made, **({"closing": posts} if posts else {})}
    return {**made, "signed_by": list(signed), **({"executor": executor} if executor else {})}


def pieces(results: Results) -> list[Piece]:
    """The body of the справка in reading order: sections, paragraphs, tables, the chart."""
    return [
        *_section("Достижение показателей"),
        *_reached(results),
        *_by_school_tables(results),
        *_section("Выводы"),
        *_conclusions(results),
        *_recommendations(results),
    ]


def _section(title: str) -> Iterator[Piece]:
    yield {"style": "section", "text": title}


def _text(words: str, style: str = "text") -> Piece:
    return {"style": style, "text": typograph(words)}


def _reached(results: Results) -> Iterator[Piece]:
    yield _text(summary((one.district.verdict for one in results.indicators), "В целом по муниципалитету"))
    yield _text(f"Таблица 1 – План и факт за {results.period.title}", "caption")
    yield _plan_and_fact(results)
    notes = [
        f"Показатель {one.number} – без учёта организаций, по которым нет данных: "
        f"{'; '.join(school.title for school in one.without)}."
        for one in results.indicators
        if one.without and one.known
    ]
    for note in dict.fromkeys(notes):
        yield _text(note, "note")
    if chart_of(results) is not None:
        yield {"style": "figure", "mark": MARK, "text": typograph(f"Рисунок 1 – {_chart_title(results)}")}


def _plan_and_fact(results: Results) -> Piece:
    before = results.previous is not None
    columns = [("№ п/п", 8), ("Показатель", 60), ("План", 13), ("Факт", 18)]
    columns += [(f"Факт за {results.previous.title}", 22)] if results.previous is not None else []
    columns += [("Итог", 26)]
    rows = []
    for one in results.indicators:
        measure = one.district
        fact = [shown(measure.value, one), *([f"({parts_of(measure)})"] if parts_of(measure) else [])]
        cells: list[list[str]] = [[str(one.number)], [_titled(one)], [of_target(measure, one)], fact]
        cells += [[shown(one.previous, one) if one.previous is not None else "–"]] if before else []
        lacks = lacking(measure, one)
        cells.append([measure.verdict.value, *([lacks] if lacks else [])])
        rows.append(cells)
    return _table(columns, rows, left=(1,))


def _titled(one: IndicatorResult) -> str:
    return one.title if one.share or not one.unit else f"{one.title}, {one.unit}"


def _table(columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[Sequence[str]]], left: Sequence[int]) -> Piece:
    whole = sum(width for _, width in columns)
    widths = [width * WIDTH // whole for _, width in columns]
    heads = [{"title": typograph(t), "width": w, "group": ""} for (t, _), w in zip(columns, widths, strict=True)]
    body = [
        {
            "cells": [
                {
                    "lines": [typograph(line) for line in lines],
                    "align": "left" if at in left else "center",
                    "width": widths[at],
                }
                for at, lines in enumerate(cells)
            ]
        }
        for cells in rows
    ]
    return {"style": "table", "header": [], "number_row": False, "columns": heads, "rows": body}


def _by_school_tables(results: Results) -> Iterator[Piece]:
    shown_ones = [one for one in results.indicators if one.schools]
    if not shown_ones:
        return
    yield from _section("Показатели по организациям")
    for start in range(0, len(shown_ones), IN_TABLE):
        some = shown_ones[start : start + IN_TABLE]
        numbers = numbered([one.number for one in some])
        word = "показатель" if len(some) == 1 else "показатели"
        number = 2 + start // IN_TABLE
        yield _text(f"Таблица {number} – Факт за {results.period.title} по организациям, {word} {numbers}", "caption")
        yield _schools_table(results, some)
    legend = [f"{UNKNOWN} – данных нет"] if any(one.without for one in shown_ones) else []
    if any(len(one.schools) < len(results.schools) for one in shown_ones):
        legend.append("прочерк – показатель к организации не относится")
    if legend:
        yield _text(f"{'; '.join(legend)}.", "note")


def _schools_table(results: Results, some: Sequence[IndicatorResult]) -> Piece:
    columns = [("№ п/п", 7), ("Организация", 40), *((f"Показатель {one.number}", 18) for one in some)]
    rows: list[list[list[str]]] = []
    for at, school in enumerate(results.schools, 1):
        cells = [[str(at)], [school.title]]
        for one in some:
            measure = next((measure for other, measure in one.schools if other.id == school.id), None)
            cells.append(_school_cell(measure, one))
        rows.append(cells)
    total = [[""], ["Всего"]]
    plan = [[""], ["План"]]
    for one in some:
        fact = shown(one.district.value, one) if one.district.value is not None else UNKNOWN
        total.append([fact, *([f"({parts_of(one.district)})"] if parts_of(one.district) else [])])
        plan.append([of_target(one.district, one)])
    return _table(columns, [*rows, total, plan], left=(1,))


def _school_cell(measure: Measure | None, one: IndicatorResult) -> list[str]:
    if measure is None:
        return [NOT_MEANT]
    if measure.value is None:
        return [UNKNOWN]
    if one.yes_no:
        return ["да" if measure.numerator else "нет"]
    return [shown(measure.value, one), *([f"({parts_of(measure)})"] if parts_of(measure) else [])]


def _conclusions(results: Results) -> Iterator[Piece]:
    by_verdict = {
        verdict: [one for one in results.indicators if one.district.verdict is verdict] for verdict in Verdict
    }
    if reached := [one.number for one in by_verdict[Verdict.REACHED]]:
        word = "Достигнут показатель" if len(reached) == 1 else "Достигнуты показатели"
        yield _text(f"{word} {numbered(reached)}.")
    for verdict, words in NOT_REACHED.items():
        some = by_verdict[verdict]
        if len(some) == 1:
            yield _text(f"{words[0]} {_of_district(some[0])}.")
            continue
        if some:
            yield _text(f"{words[1]}:")
        for one in some:
            yield _text(f"{_of_district(one)}{'.' if one is some[-1] else ';'}", "item")
    if overall := schools_reached(results):
        yield _text(overall)
    for school, verdicts in by_school(results):
        yield _text(_of_school(results, school, verdicts))


def _of_district(one: IndicatorResult) -> str:
    measure = one.district
    parts = f" ({parts_of(measure)})" if parts_of(measure) else ""
    lacks = f", {lacking(measure, one)}" if lacking(measure, one) else ""
    return f"{one.number} «{one.title}» – {shown(measure.value, one)}{parts} при плане {of_target(measure, one)}{lacks}"


def _of_school(results: Results, school: CountedSchool, verdicts: list[Verdict]) -> str:
    measures = [(one, m) for one in results.indicators for other, m in one.schools if other.id == school.id]
    none = [one.number for one, measure in measures if measure.value is None]
    if not verdicts:
        return f"{from_school(school)} сведений, по которым можно оценить показатели, не поступило."
    told = [summary(verdicts, in_school(school))]
    missed = [(one, m) for one, m in measures if not one.yes_no and m.verdict is Verdict.MISSED]
    if missed:
        said = "; ".join(
            f"показатель {one.number} – {shown(m.value, one)} при плане {of_target(m, one)}, {lacking(m, one)}"
            for one, m in missed
        )
        told.append(f"Не {'достигнут' if len(missed) == 1 else 'достигнуты'}: {said}.")
    if none:
        told.append(f"Нет данных для {'показателя' if len(none) == 1 else 'показателей'} {numbered(none)}.")
    return " ".join(told)


def _recommendations(results: Results) -> Iterator[Piece]:
    lines = [line for school in results.schools if (line := _recommended(results, school))]
    if not lines:
        yield _text("Рекомендаций нет: показатели, по которым есть данные, достигнуты.", "last")
        return
    yield from _section("Рекомендации")
    yield _text("В срок до ____________ рекомендуется:")
    for line in lines[:-1]:
        yield _text(f"{line};", "item")
    yield _text(f"{lines[-1]}.", "last")


def _recommended(results: Results, school: CountedSchool) -> str:
    """What a school is asked for: the people that lack, the data that are not there."""
    people: list[str] = []
    asked: list[str] = []
    numbers: list[int] = []
    for one in results.indicators:
        for other, measure in one.schools:
            if other.id != school.id:
                continue
            if measure.value is None:
                numbers.append(one.number)
            elif one.yes_no or measure.verdict is not Verdict.MISSED or measure.target is None:
                continue
            elif one.counted and not measure.target.at_most and measure.denominator is not None:
                amount = amount_of(measure.missing(share=one.share) or Decimal(0), measure, one)[0]
                people.append(f"не менее {amount} (показатель {one.number})")
            else:
                asked.append(f"довести показатель {one.number} до планового значения ({of_target(measure, one)})")
    if people:
        asked.insert(0, f"дополнительно вовлечь {', '.join(people)}")
    if school.people is None and results.answered is not None:
        asked.append("представить базы наставников и наставляемых")
    elif numbers:
        word = "показателя" if len(numbers) == 1 else "показателей"
        asked.append(f"представить данные для {word} {numbered(numbers)}")
    return f"{to_school(school)} – {', '.join(asked)}" if asked else ""


def _charted(results: Results) -> list[IndicatorResult]:
    """The indicators of the chart: shares, which have one scale, with a fact."""
    return [one for one in results.indicators if one.share and one.district.value is not None]


def _chart_title(results: Results) -> str:
    return f"План и факт показателей за {results.period.title}, %"


def chart_of(results: Results) -> BarChart | None:
    """The chart of plan and fact of the indicators in per cent; None where fewer than two have a fact."""
    some = _charted(results)
    if len(some) < LEAST:
        return None
    plan = tuple(None if one.district.target is None else one.district.target.value for one in some)
    fact = tuple(_rounded(one.district.value) for one in some)
    series = [("План", plan), ("Факт", fact)]
    if results.previous is not None:
        series.insert(0, (f"Факт за {results.previous.title}", tuple(_rounded(one.previous) for one in some)))
    told = "; ".join(
        f"показатель {one.number}: план {of_target(one.district, one)}, факт {shown(one.district.value, one)}"
        for one in some
    )
    about = f"Столбчатая диаграмма. {told}."
    categories = tuple(f"Показатель {one.number}" for one in some)
    return BarChart(_chart_title(results), about, categories, tuple(series), SHEET, "%")


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 1)


def chart_book(chart: BarChart) -> bytes:
    """The workbook behind a chart: categories, a column for each series."""
    columns = [("Показатель", 18, "text"), *((name, 14, "decimal") for name, _ in chart.series)]
    rows = [
        (category, *(None if values[at] is None else float(values[at] or 0) for _, values in chart.series))
        for at, category in enumerate(chart.categories)
    ]
    return table_book((SheetTable(chart.sheet, (), columns, rows),), chart.title)
