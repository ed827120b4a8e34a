"""Facts of indicators by period and school, read from the file or the rows that `facts:` names, each with its cell.

A table has a row for each fact (Период, Показатель, Школа, Числитель, Знаменатель, Значение), or a column for each
period.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from nastav_docs.config import ListRecord, YamlMapping, node_at
from nastav_docs.diagnostics import did_you_mean
from nastav_docs.diagnostics.codes import monitoring as codes
from nastav_docs.diagnostics.codes import registry as registry_codes
from nastav_docs.documents import known_schools, read_schools
from nastav_docs.grids import UnreadableError, read_tables
from nastav_docs.registry.lists import ListSource, read_list
from nastav_docs.returns.monitoring.periods import read_period
from nastav_docs.russian import format_number, parse_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from nastav_docs.config import FactsRecord, Project, YamlNode
    from nastav_docs.diagnostics import Diagnostic, Place
    from nastav_docs.registry.lists import ListCell, ListRow
    from nastav_docs.returns.monitoring.periods import ReportPeriod

HEADER_DEPTH: Final = 50
CLOSE: Final = Decimal("0.06")  # a value rounded to one digit after the comma
WHOLE: Final = 100
COLUMNS: Final[Mapping[str, Mapping[str, object]]] = {
    "indicator": {"type": "text", "title": "Показатель", "required": True,
                  "heading": ("Наименование показателя", "Код показателя", "id")},
    "period": {"type": "text", "title": "Период", "required": False, "heading": ("Отчётный период", "Год")},
    "school": {"type": "school", "title": "Школа", "required": False, "heading": ("Организация",)},
    "numerator": {"type": "text", "title": "Числитель", "required": False},
    "denominator": {"type": "text", "title": "Знаменатель", "required": False},
    "value": {"type": "text", "title": "Значение", "required": False,
              "heading": ("Факт", "Фактическое значение", "Достигнутое значение")},
    "note": {"type": "text", "title": "Примечание", "required": False},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """What is reported of an indicator for a period, of a school (its code) or of the district («»), with its cell."""

    indicator: str
    period: ReportPeriod
    school: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    place: Place


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """All facts of a project, by indicator, period and school."""

    by_key: Mapping[tuple[str, ReportPeriod, str], Fact]
    problems: tuple[Diagnostic, ...] = ()

    def of(self, indicator: str, period: ReportPeriod, school: str = "") -> Fact | None:
        """The fact of an indicator for a period, of a school or of the district; None where nobody reported it."""
        return self.by_key.get((indicator, period, school))

    def periods(self) -> list[ReportPeriod]:
        """The periods that anything is known of, in order."""
        return sorted({period for _, period, _ in self.by_key}, key=lambda one: (one.end, one.start))


def read_facts(project: Project, titles: Mapping[str, str], shares: frozenset[str]) -> KnownFacts:
    """Read the facts of a project; `titles` are its indicators by id, `shares` those that are in per cent.

    What is wrong stands in `problems`, at its cell; such a fact is left out.
    """
    record = None if project.config is None else project.config.facts
    if record is None or project.tree is None:
        return KnownFacts({})
    file = project.facts_file
    node = None if file is not None else _rows_node(project)
    wide = _period_headings(project, file, record)
    columns = {**COLUMNS, **{f"period_{at}": _of_period(title) for at, title in enumerate(wide)}}
    listed = ListRecord.model_validate(
        {"file": record.file or "facts.yaml", "sheet": record.sheet, "columns": dict(columns)}
    )
    schools = known_schools(project, read_schools(project).rows)
    source = ListSource(project.place("facts"), file, node)
    read, problems = read_list("facts", listed, source, schools, files=project.snapshot)
    told = list(problems)
    found: dict[tuple[str, ReportPeriod, str], Fact] = {}
    for row in read.rows:
        for fact in _facts(row, wide, titles, shares, told):
            key = (fact.indicator, fact.period, fact.school)
            if key in found:
                message = f"Этот факт уже назван: {found[key].place.words or f'строка {found[key].place.line}'}."
                told.append(codes.TWICE.at(fact.place, message, hint="Оставьте одну строку; учтена последняя."))
            found[key] = fact
    return KnownFacts(found, tuple(dict.fromkeys(told)))


def _of_period(title: str) -> Mapping[str, object]:
    return {"type": "text", "title": title, "required": False}


def _rows_node(project: Project) -> YamlNode:
    assert project.tree is not None  # noqa: S101  a project with a config has its tree
    node = node_at(project.tree, ("facts",))
    return node.entries["rows"] if isinstance(node, YamlMapping) else node


def _period_headings(project: Project, file: Path | None, record: FactsRecord) -> tuple[str, ...]:
    """The headings of a table that are periods: there is a column for each of them."""
    if file is None or file.suffix.lower() in {".yaml", ".yml"}:
        return ()
    try:
        tables = read_tables(project.snapshot.read(file), file.name, lambda cells: len(_periods_in(cells)))
        for grid in tables.grids:
            if record.sheet and grid.sheet.strip().casefold() != record.sheet.strip().casefold():
                continue
            for row in itertools.islice(grid.rows, HEADER_DEPTH):
                if any("показател" in cell.lower() for cell in row.cells):
                    return tuple(dict.fromkeys(_periods_in(row.cells)))
            if not record.sheet:
                break
    except (OSError, UnreadableError):  # told when the list itself is read
        return ()
    return ()


def _periods_in(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if cell and read_period(cell) is not None]


def _facts(
    row: ListRow, wide: tuple[str, ...], titles: Mapping[str, str], shares: frozenset[str], told: list[Diagnostic]
) -> Iterator[Fact]:
    """The facts of a row: one of its own period, and one for each column of a period."""
    said = str(row["indicator"].value or "")
    id_ = _indicator(said, titles)
    if said and not id_:
        known = [*titles, *titles.values()]
        hint = did_you_mean(said, known)
        told.append(codes.INDICATOR.at(row["indicator"].place, f"Показателя «{said}» нет.", hint=hint, text=said))
    unknown_school = row["school"].value is None and bool(row["school"].text)  # told by the reading of the list
    if not id_ or unknown_school:
        return
    school = str(row["school"].value or "")
    share = id_ in shares
    for at, title in enumerate(wide):
        period, cell = read_period(title), row[f"period_{at}"]
        value = _number(cell, told)
        if period is not None and value is not None and _within(value, cell, told, share=share):
            yield Fact(id_, period, school, value, None, None, cell.place)
    written = [name for name in ("numerator", "denominator", "value") if row[name].text]
    if not written:
        return
    period = read_period(row["period"].text)
    if period is None:
        what = f"«{row['period'].text}» – не период" if row["period"].text else "Период не назван"
        hint = "Напишите год, учебный год, полугодие, квартал или месяц: 2021, 2021/2022, I полугодие 2021."
        told.append(codes.PERIOD.at(row["period"].place, f"{what}.", hint=hint, text=row["period"].text))
        return
    numbers = {name: _number(row[name], told) for name in written}
    if any(number is None for number in numbers.values()):
        return
    yield from _whole_fact(row, id_, period, school, numbers, told, share=share)


def _whole_fact(
    row: ListRow,
    id_: str,
    period: ReportPeriod,
    school: str,
    numbers: Mapping[str, Decimal | None],
    told: list[Diagnostic],
    *,
    share: bool,
) -> Iterator[Fact]:
    top, whole, value = (numbers.get(name) for name in ("numerator", "denominator", "value"))
    place = row["value" if value is not None else "numerator"].place
    if whole is not None and not whole:
        hint = "Впишите число больше нуля; без него доли нет."
        told.append(codes.ZERO.at(row["denominator"].place, "Знаменатель – ноль: доля не считается.", hint=hint))
        return
    if top is not None and whole is not None:
        counted = top / whole * (WHOLE if share else 1)
        if value is not None and abs(counted - value) > CLOSE:
            message = f"Значение {_shown(value)}, а {_shown(top)} из {_shown(whole)} – это {_shown(counted)}."
            hint = "В справке – посчитанное; исправьте лишнее число."
            told.append(codes.DIFFERS.at(row["value"].place, message, hint=hint))
        value, place = counted, row["numerator"].place
    if value is None:
        value = top
    cell = row["numerator" if place == row["numerator"].place else "value"]
    if value is not None and _within(value, cell, told, share=share):
        yield Fact(id_, period, school, value, top, whole, place)


def _shown(number: Decimal) -> str:
    return format_number(number, 0 if number == number.to_integral_value() else 1)


def _within(value: Decimal, cell: ListCell, told: list[Diagnostic], *, share: bool) -> bool:
    """Whether a share is one; told at its cell where it is not."""
    if not share or 0 <= value <= WHOLE:
        return True
    message = f"Доля {_shown(value)} %: меньше 0 или больше 100 она не бывает."
    hint = "Проверьте числитель и знаменатель: часть не больше целого."
    told.append(codes.RANGE.at(cell.place, message, hint=hint, text=cell.text))
    return False


def _number(cell: ListCell, told: list[Diagnostic]) -> Decimal | None:
    """The number in a cell, «75 %» too; None for an empty one and, told, for what is no number."""
    if not cell.text:
        return None
    found = parse_number(cell.text.replace("%", "").strip())
    if found is None:
        message = f"«{cell.text}» – не число."
        hint = "Напишите цифрами, без слов: 10,5."
        told.append(registry_codes.LIST_VALUE.at(cell.place, message, hint=hint, text=cell.text))
    return found


def _indicator(said: str, titles: Mapping[str, str]) -> str:
    """The id of the indicator that a cell names by its id or by its title, however spaced and quoted."""
    wanted = _key(said)
    return next((id_ for id_, title in titles.items() if wanted and wanted in {_key(id_), _key(title)}), "")


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower().replace("ё", "е"))
