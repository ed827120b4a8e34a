"""Find what the rows of tables hold and no column shows, and columns that no row fills because of a slip in a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.config.book_words import for_whom, in_book
from nastav_docs.config.paper_parts import IndicatorsRecord, Roadmap
from nastav_docs.config.table_columns import INDICATORS, ROADMAP
from nastav_docs.config.yaml_tree import YamlSequence, key_place_at, node_at, place_at
from nastav_docs.diagnostics import nearest
from nastav_docs.diagnostics.codes import config as codes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from nastav_docs.config.model import Config
    from nastav_docs.config.paper_parts import Activity, ColumnRecord, Indicator, SectionRecord
    from nastav_docs.config.papers import PaperRecord, PaperSection
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic

Path = tuple[str | int, ...]

# Fields of a row that are printed only in a column of the same name.
ACTIVITY_FIELDS: Final = ("content", "deadline", "responsible", "result", "document", "control", "start", "finish")
INDICATOR_FIELDS: Final = ("unit", "base", "target", "due")
# The share of equal letters from which the name of an empty column is a slip: «comment» is not «content».
SLIP: Final = 0.8


def unshown_in_tables(config: Config, tree: YamlNode, mentioned: Collection[str]) -> Iterator[Diagnostic]:
    """What no column of plans and tables of indicators shows, in the usual papers and those of `papers:`."""
    for part, path in ((config, ()), (config.school, ("school",))):
        if part is None:
            continue
        if part.roadmap is not None:
            yield from _plan(part.roadmap, tree, (*path, "roadmap"), mentioned)
        if part.indicators is not None:
            here = (*path, "indicators")
            # `indicators:` may be the list of rows itself, without the key «rows:».
            rows = here if isinstance(node_at(tree, here), YamlSequence) else (*here, "rows")
            yield from _indicators(part.indicators, part.indicators.rows, tree, (here, rows), mentioned)
        for name, paper in part.papers.items():
            yield from _paper(paper, config, tree, (*path, "papers", name), mentioned)


def _paper(
    paper: PaperRecord, config: Config, tree: YamlNode, path: Path, mentioned: Collection[str]
) -> Iterator[Diagnostic]:
    parts = config.kinds[paper.kind].parts if paper.kind in config.kinds else ()
    if "plan" in parts:
        yield from _plan(paper, tree, path, mentioned)
    if "indicators" in parts:
        yield from _indicators(paper, paper.indicators, tree, (path, (*path, "indicators")), mentioned)
    if "table" in parts and isinstance(paper.rows, str) and paper.rows in config.lists:
        slips = _slips(paper.columns, {"number", *config.lists[paper.rows].columns}, ())
        yield from _empty(paper.columns, slips, tree, path)


def _plan(plan: Roadmap | PaperRecord, tree: YamlNode, path: Path, mentioned: Collection[str]) -> Iterator[Diagnostic]:
    written: tuple[ColumnRecord, ...] = plan.columns or Roadmap.model_fields["columns"].default
    columns = {column.id for column in written}
    sections: tuple[SectionRecord | PaperSection, ...] = plan.sections
    filled = {"number", "activity", *(("section",) if plan.layout == "merged" else ())}
    for section in sections:
        for activity in section.activities:
            filled |= {name for name in ACTIVITY_FIELDS if getattr(activity, name)} | set(activity.fields)
    drawn = {name for name in filled if _drawn(name, columns)}
    slips = _slips(written, filled - drawn, ROADMAP)
    yield from _empty(written, slips, tree, path)
    columns |= set(slips.values())
    for s, section in enumerate(sections):
        here = (*path, "sections", s)
        if section.title and plan.layout == "merged" and "section" not in columns:
            message = f"Название раздела «{section.title}» не печатается: в таблице нет графы «section»."
            place = key_place_at(tree, (*here, "title"))
            hint = for_whom(
                place,
                "Впишите в «columns:» графу section или задайте «layout: rows» – раздел строкой таблицы.",
                "Впишите section в таблицу «Графы таблицы» или выберите в «Раздел печатается как» строку таблицы.",
            )
            yield codes.UNSHOWN.at(place, message, hint=hint, text=section.title)
        for a, activity in enumerate(section.activities):
            yield from _row(activity, ACTIVITY_FIELDS, columns, tree, (*here, "activities", a), mentioned)


def _indicators(
    table: IndicatorsRecord | PaperRecord,
    rows: tuple[Indicator, ...],
    tree: YamlNode,
    paths: tuple[Path, Path],
    mentioned: Collection[str],
) -> Iterator[Diagnostic]:
    """The values of indicators without a column; `paths` are that of what has `columns` and that of the rows."""
    written: tuple[ColumnRecord, ...] = table.columns or IndicatorsRecord.model_fields["columns"].default
    columns = {column.id for column in written}
    filled = {"number", "title", *(("years",) if any(row.targets for row in rows) else ())}
    for row in rows:
        filled |= {name for name in INDICATOR_FIELDS if getattr(row, name)} | set(row.fields)
    years = {year for row in rows for year in row.targets}
    slips = _slips(written, filled, {*INDICATORS, *years})
    yield from _empty(written, slips, tree, paths[0])
    columns |= set(slips.values())
    for number, indicator in enumerate(rows):
        here = (*paths[1], number)
        # Without a column of its own a unit is printed with the values.
        alone = not _has_value(indicator) and not in_book(key_place_at(tree, (*here, "unit")))
        fields = tuple(name for name in INDICATOR_FIELDS if name != "unit" or alone)
        yield from _row(indicator, fields, columns, tree, here, mentioned)
        if indicator.targets and "years" not in columns and not columns & set(indicator.targets):
            yield _without_column(tree, (*here, "targets"), "years")


def _has_value(indicator: Indicator) -> bool:
    return bool(indicator.base or indicator.target or indicator.targets)


def _row(
    row: Activity | Indicator,
    fields: tuple[str, ...],
    columns: set[str],
    tree: YamlNode,
    path: Path,
    mentioned: Collection[str],
) -> Iterator[Diagnostic]:
    for name in fields:
        if getattr(row, name) and name not in columns and not _drawn(name, columns) and name not in mentioned:
            yield _without_column(tree, (*path, name), name)
    for name in row.fields:
        if name not in columns and name not in mentioned:
            yield _without_column(tree, (*path, "fields", name), name)


def _drawn(name: str, columns: set[str]) -> bool:
    """Whether a field is shown by columns of other names: a deadline and its days by those of the quarters."""
    return name in {"deadline", "start", "finish"} and any(column.startswith("quarter") for column in columns)


def _without_column(tree: YamlNode, path: Path, column: str) -> Diagnostic:
    message = f"«{path[-1]}» не печатается: в таблице нет графы «{column}»."
    place = key_place_at(tree, path)
    where = "в таблицу «Графы таблицы»" if place.words else "в «columns:»"
    hint = f"Впишите «{column}» {where} или уберите значение."
    return codes.UNSHOWN.at(place, message, hint=hint, text=str(path[-1]))


def _slips(columns: tuple[ColumnRecord, ...], filled: Collection[str], known: Collection[str]) -> dict[int, str]:
    """The columns that stay empty in every row because of a slip in their names, by number, each with what was meant.

    «Отметка» is empty to be filled in by hand. `filled` are the fields that rows have, `known` those they may have.
    """
    shown = {column.id for column in columns}
    lost = sorted(name for name in filled if name not in shown)
    idle = {n: column.id for n, column in enumerate(columns) if column.id not in {*filled, *known}}
    return {number: meant for number, name in idle.items() if (meant := nearest(name, lost, SLIP))}


def _empty(
    columns: tuple[ColumnRecord, ...], slips: Mapping[int, str], tree: YamlNode, path: Path
) -> Iterator[Diagnostic]:
    """The problems of columns whose names are `slips`; `path` is that of what has `columns`."""
    for number, meant in slips.items():
        column = columns[number]
        place = place_at(tree, (*path, "columns", number))
        message = f"Графа «{column.title or column.id}» будет пустой: поля «{column.id}» у строк нет."
        hint = f"Возможно, «{meant}»: это поле у строк есть, а графы для него нет."
        yield codes.UNSHOWN.at(place, message, hint=hint, text=column.id)
