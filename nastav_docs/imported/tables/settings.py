"""What was read from tables, as settings: `roadmap:` and `indicators:` of a config, plain data of YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import INDICATORS, ROADMAP
from nastav_docs.imported.tables.meanings import OWN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nastav_docs.imported.tables.indicators import IndicatorRead, IndicatorsRead
    from nastav_docs.imported.tables.meanings import ColumnRead
    from nastav_docs.imported.tables.parties import Party
    from nastav_docs.imported.tables.roadmap import ActivityRead, RoadmapRead

ACTIVITY: Final = ("content", "deadline", "result", "document", "control", "start", "finish")
MONTH: Final = re.compile(r"(?:Январ|Феврал|Март|Апрел|Май|Мая|Июн|Июл|Август|Сентябр|Октябр|Ноябр|Декабр)")
OF_YEARS: Final = "Значение по годам"  # printed over columns of years
NO_GROUP: Final = "нет"  # where the program would print one
NAMELESS: Final = "–"  # the heading of an own column that has none: a config wants one


def roadmap_settings(
    read: RoadmapRead, role: Callable[[Party], str], written: Callable[[str], str] = str
) -> dict[str, Any]:
    """The section `roadmap:` of a plan that was read.

    `role` gives the role of `people:` that a party is, `written` a text of the paper as a text of the settings (its
    braces, if it has any, made to print). What the settings say by default is left out.
    """
    # As written where some have a small letter; else printed with a capital again, and kept together with its year.
    small = not any(one.deadline[:1].islower() for one in read.activities)
    sections = [
        {
            "title": written(section.title),
            "activities": [_activity(one, role, written, small=small) for one in section.activities],
        }
        for section in read.sections
    ]
    named = any(section.title for section in read.sections)
    columns = [c for c in read.columns if c.id != "section" or (named and read.layout == "merged")]
    return _whole(
        title=written(read.title),
        layout="rows" if named and read.layout == "rows" else "",
        row_numbers=read.numbering.removeprefix("sections"),
        number_row=read.number_row,
        columns=[_column(c, ROADMAP, written) for c in columns],
        sections=sections,
    )


def _activity(
    read: ActivityRead, role: Callable[[Party], str], written: Callable[[str], str], *, small: bool
) -> dict[str, Any]:
    responsible = list(dict.fromkeys(filter(None, (role(party) for party in read.responsible))))
    texts = {name: written(getattr(read, name)) for name in ACTIVITY}
    if small and MONTH.match(texts["deadline"]):
        texts["deadline"] = texts["deadline"][:1].lower() + texts["deadline"][1:]
    return _whole(
        title=written(read.title),
        content=texts["content"],
        deadline=texts["deadline"],
        responsible=responsible[0] if len(responsible) == 1 else responsible,
        **{name: texts[name] for name in ACTIVITY[2:]},
        fields={name: written(text) for name, text in read.fields.items() if text},
    )


def indicator_settings(read: IndicatorsRead, written: Callable[[str], str] = str) -> dict[str, Any]:
    """The section `indicators:` of a table that was read; `written` as for a plan.

    Columns of years that are headed by the year alone become the one column `years`, also below the words that the
    program prints over them.
    """
    years = [c for c in read.columns if c.id == "year"]
    plain = all(c.title == c.year and c.group == OF_YEARS for c in years)
    together = plain and [c.id for c in read.columns[-len(years) :]] == ["year"] * len(years)
    columns: list[Any] = []
    for column in read.columns:
        if column.id != "year":
            columns.append(_column(column, INDICATORS, written))
        elif not together:
            group = written(column.group) or (NO_GROUP if column.year.isdigit() else "")
            columns.append(_whole(id=column.year, title=written(column.title), group=group))
        elif "years" not in columns:
            columns.append("years")
    return _whole(
        title=written(read.title),
        number_row=read.number_row,
        columns=columns,
        rows=[_indicator(row, written) for row in read.rows],
    )


def _indicator(read: IndicatorRead, written: Callable[[str], str]) -> dict[str, Any]:
    return _whole(
        above=written(read.above),
        title=written(read.shown),
        unit=read.unit,
        base=written(read.base),
        target=written(read.target),
        targets={year: written(value) for year, value in read.targets.items()},
        at_least=read.at_least,
        due=written(read.due),
        fields={name: written(text) for name, text in read.fields.items() if text},
    )


def _column(column: ColumnRead, usual: Mapping[str, tuple[str, int]], written: Callable[[str], str]) -> Any:  # noqa: ANN401 - plain data of YAML
    """A column as briefly as it can be written: by its name alone where its heading is the usual one."""
    title = written(column.title)
    if column.id.startswith(OWN):
        title = title or NAMELESS
    elif title == usual[column.id][0]:
        title = ""
    group = written(column.group) or (NO_GROUP if column.id.startswith("quarter") else "")
    if group:
        return _whole(id=column.id, title=title, group=group)
    return {column.id: title} if title else column.id


def _whole(**values: object) -> dict[str, Any]:
    """A mapping without what is empty."""
    return {key: value for key, value in values.items() if value not in ("", [], {}, None, False)}
