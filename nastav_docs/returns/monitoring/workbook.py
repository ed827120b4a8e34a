"""The figures of a monitoring as a book of Excel that counts by itself: parts as numbers, the rest as formulas."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from nastav_docs.registry.forms import Formula, SheetTable, table_book
from nastav_docs.returns.monitoring.measures import Verdict

if TYPE_CHECKING:
    from nastav_docs.registry.forms import Value
    from nastav_docs.returns.monitoring.measures import IndicatorResult, Measure
    from nastav_docs.returns.monitoring.results import Results

DISTRICT, SCHOOLS, FACTS = "Показатели", "По организациям", "Факты"
DISTRICT_COLUMNS: Final = (
    ("№ п/п", 7, "number"), ("Показатель", 60, "text"), ("Единица", 10, "text"), ("Числитель", 12, "number"),
    ("Знаменатель", 13, "number"), ("Факт", 11, "decimal"), ("План", 11, "decimal"), ("Отклонение", 13, "decimal"),
    ("Не хватает", 12, "decimal"), ("Итог", 18, "formula"), ("Прошлый период", 13, "decimal"),
    ("Источник", 22, "text"),
)  # fmt: skip
SCHOOL_COLUMNS: Final = (
    ("№ показателя", 13, "number"), ("Показатель", 50, "text"), ("Организация", 40, "text"),
    ("Числитель", 12, "number"), ("Знаменатель", 13, "number"), ("Факт", 11, "decimal"), ("План", 11, "decimal"),
    ("Не хватает", 12, "decimal"), ("Итог", 18, "formula"), ("Примечание", 34, "text"),
)  # fmt: skip
FACT_COLUMNS: Final = (
    ("Период", 24, "text"), ("Показатель", 60, "text"), ("Школа", 40, "text"), ("Числитель", 12, "number"),
    ("Знаменатель", 13, "number"), ("Значение", 12, "decimal"),
)  # fmt: skip
FIRST: Final = 4  # the row of the first record, below title, note and headings
COUNTS_ITSELF: Final = "Факт, отклонение, «не хватает» и итог – формулы: исправьте числа, и они пересчитаются."


def figures_book(results: Results) -> bytes:
    """The book: the district's indicators, those of schools, and all facts as `facts:` reads them later."""
    schools = _school_rows(results)
    last = FIRST + len(schools) - 1
    title = f"Показатели наставничества за {results.period.title}"
    sheets = [
        SheetTable(DISTRICT, (title, COUNTS_ITSELF), DISTRICT_COLUMNS, _district_rows(results, last)),
        SheetTable(SCHOOLS, (f"{title} по организациям", COUNTS_ITSELF), SCHOOL_COLUMNS, schools),
        SheetTable(FACTS, (f"Факты за {results.period.title}", "Этот лист читает «facts:» в настройках."), FACT_COLUMNS,
                   _fact_rows(results)),
    ]  # fmt: skip
    return table_book(tuple(sheets), title)


def _plain(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _fact_formula(row: int, one: IndicatorResult, measure: Measure) -> Value:
    """The formula of a fact that has parts; a fact that is given alone is a number."""
    if measure.value is None:
        return None
    value = _plain(measure.value)
    if measure.numerator is None or value is None:
        return value
    if measure.denominator is None:
        return Formula(f"D{row}", value)
    times = "*100" if one.share else ""
    return Formula(f'IF(N(E{row})=0,"",D{row}/E{row}{times})', value)


def _lacks_formula(row: int, one: IndicatorResult, measure: Measure) -> Value:
    """What lacks: of a share with its parts whole units, else a difference."""
    if measure.target is None or measure.value is None:
        return None
    value = _plain(measure.missing(share=one.share) or Decimal(0)) or 0
    parts = one.share and measure.numerator is not None and measure.denominator is not None
    if parts:
        wanted = f"G{row}*E{row}/100"
        counted = f"D{row}-{wanted}" if measure.target.at_most else f"{wanted}-D{row}"
        return Formula(f'IF(F{row}="","",MAX(0,ROUNDUP(ROUND({counted},6),0)))', value)
    counted = f"F{row}-G{row}" if measure.target.at_most else f"G{row}-F{row}"
    return Formula(f'IF(F{row}="","",MAX(0,{counted}))', value)


def _verdict_formula(row: int, measure: Measure) -> Value:
    sign = "<=" if measure.target is not None and measure.target.at_most else ">="
    missed = Verdict.MISSED if measure.target is None or measure.target.due else Verdict.NOT_DUE
    text = (
        f'IF(F{row}="","{Verdict.NO_DATA.value}",IF(G{row}="","{Verdict.NO_TARGET.value}",'
        f'IF(ROUND(F{row}-G{row},9){sign}0,"{Verdict.REACHED.value}","{missed.value}")))'
    )
    return Formula(text, measure.verdict.value)


def _district_rows(results: Results, last: int) -> list[tuple[Value, ...]]:
    rows: list[tuple[Value, ...]] = []
    for row, one in enumerate(results.indicators, FIRST):
        measure = one.district
        target = None if measure.target is None else _plain(measure.target.value)
        difference = None
        if measure.value is not None and measure.target is not None:
            difference = Formula(
                f'IF(F{row}="","",F{row}-G{row})', _plain(measure.value - measure.target.value) or 0
            )  # fmt: skip
        rows.append((
            one.number, one.title, one.unit, _part(one, measure.numerator, "D", row, last),
            _part(one, measure.denominator, "E", row, last), _fact_formula(row, one, measure), target, difference,
            _lacks_formula(row, one, measure), _verdict_formula(row, measure), _plain(one.previous), one.source,
        ))  # fmt: skip
    return rows


def _part(one: IndicatorResult, value: Decimal | None, column: str, row: int, last: int) -> Value:
    """A part of the district: the sum of its schools' where that is what it is, else a number."""
    parts = [m.numerator if column == "D" else m.denominator for _, m in one.known]
    summed = sum((part for part in parts if part is not None), Decimal(0))
    if value is None or not parts or any(part is None for part in parts) or summed != value:
        return _plain(value)
    sheet = f"'{SCHOOLS}'!"
    span = f"{sheet}${{0}}${FIRST}:${{0}}${last}"
    return Formula(f"SUMIFS({span.format(column)},{span.format('A')},A{row})", _plain(value) or 0)


def _school_rows(results: Results) -> list[tuple[Value, ...]]:
    rows: list[tuple[Value, ...]] = []
    for one in results.indicators:
        for school, measure in one.schools:
            row = FIRST + len(rows)
            known = measure.value is not None
            target = None if measure.target is None else _plain(measure.target.value)
            note = measure.note
            if not known and measure.numerator is not None and measure.denominator:
                note = f"{note}: {measure.numerator} из {measure.denominator}"
            rows.append((
                one.number, one.title, school.title, _plain(measure.numerator) if known else None,
                _plain(measure.denominator) if known else None, _fact_formula(row, one, measure), target,
                _lacks_formula(row, one, measure), None if one.yes_no else _verdict_formula(row, measure), note,
            ))  # fmt: skip
    return rows


def _fact_rows(results: Results) -> list[tuple[Value, ...]]:
    rows: list[tuple[Value, ...]] = []
    for one in results.indicators:
        parts = [("", one.district), *((school.title, measure) for school, measure in one.schools)]
        rows += [
            (results.period.title, one.title, title, _plain(m.numerator), _plain(m.denominator), _plain(m.value))
            for title, m in parts
            if m.value is not None
        ]
    return rows
