"""The roadmap and the indicators as tables: columns with widths, rows with a cell for each column."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.names import From, Made
from nastav_docs.russian.deadlines import parse
from nastav_docs.russian.typography import typograph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from nastav_docs.context import Layer
    from nastav_docs.model import Activity, ColumnRecord, Indicator, IndicatorsRecord, Roadmap

# Usual heading and relative width of a column, by the field of the row that it shows.
ROADMAP: Final[Mapping[str, tuple[str, int]]] = {
    "number": ("№ п/п", 6),
    "section": ("Раздел", 20),
    "activity": ("Наименование мероприятия", 44),
    "content": ("Содержание деятельности", 40),
    "deadline": ("Срок исполнения", 18),
    "responsible": ("Ответственный", 20),
    "result": ("Ожидаемый результат", 24),
    "document": ("Вид документа", 18),
    "control": ("Контрольный показатель", 22),
    "start": ("Плановое начало", 13),
    "finish": ("Плановое окончание", 13),
    "quarter1": ("I квартал", 10),
    "quarter2": ("II квартал", 10),
    "quarter3": ("III квартал", 10),
    "quarter4": ("IV квартал", 10),
}
INDICATORS: Final[Mapping[str, tuple[str, int]]] = {
    "number": ("№ п/п", 6),
    "title": ("Наименование показателя", 54),
    "unit": ("Единица измерения", 13),
    "base": ("Базовое значение", 13),
    "target": ("Значение", 13),
    "due": ("Срок достижения", 26),
    "year": ("", 10),
}
CENTERED: Final = frozenset(
    {"number", "unit", "base", "target", "start", "finish", "quarter1", "quarter2", "quarter3", "quarter4"}
)
# Text width of a page in twips: A4 landscape with margins 20 and 10 mm, A4 portrait with 30 and 10 mm.
LANDSCAPE: Final = 15137
PORTRAIT: Final = 9638


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page leaves for a table: text widths of an upright and a turned page, height of a turned one (twips).

    `size` is that of the table's text in half points, `font_width` how wide its font runs beside Times New Roman.
    """

    portrait: int = PORTRAIT
    landscape: int = LANDSCAPE
    height: int = 8200
    size: int = 24
    font_width: float = 1.0

    def scaled(self, length: int) -> int:
        """A length that goes with the characters of the table."""
        return round(length * self.size * self.font_width / 24)


DEFAULT_SHEET: Final = Sheet()
QUARTERS: Final = ("quarter1", "quarter2", "quarter3", "quarter4")


def roadmap(record: Roadmap, below: Roadmap | None, layer: Layer, *path: str | int) -> dict[str, object]:
    """`roadmap`: a school's may take activities of the district's (`below`) by their id."""
    shown = list(_expanded(record.columns))
    columns = [column for column in shown if record.layout == "merged" or column.id != "section"]
    taken = {} if below is None else {a.id: a for section in below.sections for a in section.activities if a.id}
    sections = []
    for place, section in enumerate(record.sections):
        here = (*path, "sections", place)
        number = str(place + 1)
        title = layer.text(section.title, *here, "title")
        activities = tuple(
            _activity(whole(item, taken), f"{number}.{index + 1}.", columns, layer, *here, "activities", index)
            for index, item in enumerate(section.activities)
        )
        sections.append({"number": number, "title": title, "activities": activities})

    def make(made: dict[str, Any]) -> dict[str, Any]:
        rows = [activity for section in made["sections"] for activity in section["activities"]]
        for section in made["sections"]:
            for shown in (cell for row in section["activities"] for cell in row["cells"] if cell["id"] == "section"):
                shown["lines"] = [section_line(section)]
        table = laid_out(columns, ROADMAP, rows, layer.sheet.landscape, layer.sheet)
        for place, section in enumerate(made["sections"]):
            keep_together(section, layer.sheet, ABOVE_FIRST if place == 0 else 0)
        return {"sections": made["sections"], **table}

    return {
        "title": layer.phrase(record.title, "phrase", *path, "title"),
        "layout": record.layout,
        "number_row": record.number_row,
        "table": Made({"sections": tuple(sections)}, make),
        **from_table("roadmap", ("columns", "header", "sections")),
    }


# Twips: what the caption and the title above the first section take of the height in which a block of rows may stand
# on one landscape page under the table's header; a line of 12 pt; what a row and a cell add to their text.
ABOVE_FIRST: Final = 2600
LINE_HEIGHT: Final = 276
ROW_PADDING: Final = 60
CELL_PADDING: Final = 170
MEAN_CHARACTER: Final = 125


def section_line(section: Mapping[str, Any]) -> str:
    """«1. Нормативно-правовое обеспечение», in a merged cell."""
    return f"{section['number']}. {section['title']}"


def keep_together(section: Mapping[str, Any], sheet: Sheet, above: int) -> None:
    """Divide a section's rows into blocks that fit on a page.

    A merged cell that crosses a page is empty at the top of the next one. So the rows of a block are kept together
    (`keep`: with the next row), a block begins a merged cell (`begins`), and a later block says «(продолжение)».
    """
    height, limit = 0, sheet.height - above
    rows = section["activities"]
    for place, row in enumerate(rows):
        tall = row_height(row, sheet)
        row["begins"] = place == 0 or height + tall > limit
        row["keep"] = False
        if row["begins"]:
            height = 0
            if place:
                limit = sheet.height
                for shown in row["cells"]:
                    if shown["id"] == "section":
                        shown["lines"] = [f"{section_line(section)} (продолжение)"]
        else:
            rows[place - 1]["keep"] = True
        height += tall


def row_height(row: Mapping[str, Any], sheet: Sheet = DEFAULT_SHEET) -> int:
    """About how tall a row is, in twips; the section's cell counts for its block, not for a row."""
    tallest = 0
    character = sheet.scaled(MEAN_CHARACTER)
    for shown in row["cells"]:
        if shown["id"] != "section":
            width = max(1, shown["width"] - CELL_PADDING)
            tallest = max(tallest, sum(-(-len(line) * character // width) or 1 for line in shown["lines"]))
    return (tallest or 1) * (LINE_HEIGHT * sheet.size // 24) + ROW_PADDING


def from_table(part: str, keys: tuple[str, ...]) -> dict[str, From]:
    """What a table's layout has made, as names of the part; the title does not wait for it."""

    def taken(key: str) -> From:
        return From(lambda names: names[part]["table"][key])

    return {key: taken(key) for key in keys}


def whole(item: Activity, taken: Mapping[str, Activity]) -> Activity:
    """An activity with what it takes from the district's one."""
    if not item.take:
        return item
    own = {name: getattr(item, name) for name in item.model_fields_set if name != "take"}
    return taken[item.take].model_copy(update=own)


def _expanded(columns: tuple[ColumnRecord, ...]) -> Iterator[ColumnRecord]:
    for column in columns:
        if column.id == "quarters":
            yield from (column.model_copy(update={"id": name, "title": ""}) for name in QUARTERS)
        else:
            yield column


def _activity(item: Activity, number: str, columns: list[ColumnRecord], layer: Layer, *path: str | int) -> Made:
    fields = {
        "title": layer.text(item.title, *path, "title"),
        "content": layer.text(item.content, *path, "content"),
        "deadline": layer.text(item.deadline, *path, "deadline", finish=deadline_text),
        "responsible": From(lambda names: [str(names["people"][role]) for role in item.responsible]),
        "result": layer.text(item.result, *path, "result"),
        "document": layer.text(item.document, *path, "document"),
        "control": layer.text(item.control, *path, "control"),
        "fields": {key: layer.text(text, *path, "fields", key) for key, text in item.fields.items()},
    }
    start = f"{item.start:%d.%m.%Y}" if item.start else ""
    finish = f"{item.finish:%d.%m.%Y}" if item.finish else ""

    def make(made: dict[str, Any]) -> dict[str, Any]:
        quarters = quarter_marks(str(made["deadline"]))
        values = {
            **made.pop("fields"),
            **made,
            "id": item.id,
            "number": number,
            "activity": made["title"],
            "start": start,
            "finish": finish,
            "quarters": list(quarters),
            **dict(zip(QUARTERS, quarters, strict=True)),
        }
        return {**values, "cells": [cell(column.id, values.get(column.id, "")) for column in columns]}

    return Made(fields, make)


def deadline_text(text: str) -> str:
    """A deadline as it is printed: as its author wrote it, or corrected where something had to be."""
    return typograph(parse(text).text)


@lru_cache(maxsize=4096)
def quarter_marks(text: str) -> tuple[str, ...]:
    """«+» for each of the four quarters that a deadline names."""
    parsed = parse(text)
    named = () if parsed.deadline is None else parsed.deadline.quarters
    return tuple("+" if quarter in named else "" for quarter in range(1, 5))


def cell(column: str, value: object) -> dict[str, Any]:
    """A cell: its lines, and how they stand."""
    lines = [str(item) for item in value] if isinstance(value, list) else str(value).split("\n")
    return {"id": column, "lines": lines, "align": "center" if column in CENTERED else "left"}


def laid_out(
    columns: list[ColumnRecord],
    usual: Mapping[str, tuple[str, int]],
    rows: list[dict[str, Any]],
    width: int,
    sheet: Sheet = DEFAULT_SHEET,
) -> dict[str, Any]:
    """Columns with headings and widths, the upper row of a heading of two rows; the cells learn their widths too."""
    titles = [typograph(column.title or usual.get(column.id, (column.id, 0))[0]) for column in columns]
    shares = [column.width or usual.get(column.id, ("", 20))[1] for column in columns]
    character = sheet.scaled(CHARACTER)
    least = [
        least_width([title, *(line for row in rows for line in row["cells"][place]["lines"])], character)
        for place, title in enumerate(titles)
    ]
    widths = fitted(shares, least, width)
    for row in rows:
        for place, shown in enumerate(row["cells"]):
            shown["width"] = widths[place]
    found = [
        {"id": column.id, "title": titles[place], "width": widths[place], "group": _group(column)}
        for place, column in enumerate(columns)
    ]
    return {"columns": found, "header": upper_row(found)}


def _group(column: ColumnRecord) -> str:
    if column.group:
        return typograph(column.group)
    if column.id in QUARTERS:
        return "Срок исполнения"
    return "Значение по годам" if column.id.isdigit() else ""


def upper_row(columns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The cells of the upper heading row: neighbours of one group are one cell; empty where no column has a group."""
    if not any(column["group"] for column in columns):
        return []
    cells: list[dict[str, Any]] = []
    for column in columns:
        if column["group"] and cells and cells[-1]["group"] == column["group"]:
            cells[-1]["span"] += 1
            cells[-1]["width"] += column["width"]
        else:
            title = column["group"] or column["title"]
            cells.append({"title": title, "span": 1, "width": column["width"], "group": column["group"]})
    return cells


# Twips that a character of 12 pt takes at the widest, and what a cell's own margins take.
CHARACTER: Final = 130
PADDING: Final = 230


def least_width(texts: list[str], character: int = CHARACTER) -> int:
    """The width in twips under which the longest word of a column would break."""
    return max([1, *map(longest_word, texts)]) * character + PADDING


@lru_cache(maxsize=4096)
def longest_word(text: str) -> int:
    """How many characters the longest word of a text has; a line may break at a space or after a hyphen."""
    return max(map(len, re.split(r"[ \n\-–]", text)))


def fitted(shares: list[int], least: list[int], width: int) -> list[int]:
    """Widths in twips that add up to `width`: by the shares, but none under its least as long as others can give."""
    wanted = [width * share / sum(shares) for share in shares]
    short = [max(0.0, need - want) for want, need in zip(wanted, least, strict=True)]
    spare = [max(0.0, want - need) for want, need in zip(wanted, least, strict=True)]
    given = min(1.0, sum(spare) / sum(short)) if sum(short) else 0.0
    taken = sum(short) * given / sum(spare) if sum(spare) else 0.0
    exact = [want + lack * given - rest * taken for want, lack, rest in zip(wanted, short, spare, strict=True)]
    edges = [round(sum(exact[:place])) for place in range(len(exact) + 1)]
    return [right - left for left, right in itertools.pairwise(edges)]


def indicators(record: IndicatorsRecord, layer: Layer, *path: str | int) -> dict[str, object]:
    """`indicators`: one value with its due date, or a column for each year."""
    years = sorted({year for row in record.rows for year in row.targets})
    columns: list[ColumnRecord] = []
    for column in record.columns:
        if column.id == "years":
            columns += [column.model_copy(update={"id": year, "title": year, "width": 10}) for year in years]
        else:
            columns.append(column)
    rows = tuple(
        _indicator(row, str(index + 1), columns, layer, *path, "rows", index) for index, row in enumerate(record.rows)
    )

    def make(made: dict[str, Any]) -> dict[str, Any]:
        return {"rows": made["rows"], **laid_out(columns, INDICATORS, made["rows"], layer.sheet.portrait, layer.sheet)}

    return {
        "title": layer.phrase(record.title, "phrase", *path, "title"),
        "number_row": record.number_row,
        "table": Made({"rows": rows}, make),
        **from_table("indicators", ("columns", "header", "rows")),
    }


def _indicator(row: Indicator, number: str, columns: list[ColumnRecord], layer: Layer, *path: str | int) -> Made:
    unit_shown = any(column.id == "unit" for column in columns)
    fields = {
        "title": layer.text(row.title, *path, "title"),
        "due": layer.text(row.due, *path, "due", finish=deadline_text),
        "fields": {key: layer.text(text, *path, "fields", key) for key, text in row.fields.items()},
    }
    value = value_writer(row, unit_shown=unit_shown)

    def make(made: dict[str, Any]) -> dict[str, Any]:
        values = {
            **{year: value(target) for year, target in row.targets.items()},
            **made.pop("fields"),
            **made,
            "id": row.id,
            "number": number,
            "unit": typograph(row.unit),
            "base": value(row.base),
            "target": value(row.target),
        }
        return {**values, "cells": [_indicator_cell(column.id, values) for column in columns]}

    return Made(fields, make)


def _indicator_cell(column: str, values: Mapping[str, Any]) -> dict[str, Any]:
    shown = cell(column, values.get(column, "–" if column.isdigit() else ""))
    return {**shown, "align": "center"} if column.isdigit() else shown


def value_writer(row: Indicator, *, unit_shown: bool) -> Callable[[str], str]:
    """How a value of an indicator is printed: with «не менее», and with its unit where no column shows it."""
    before = "не менее " if row.at_least else ""
    after = f"\u00a0{row.unit}" if row.unit and not unit_shown else ""
    return lambda value: typograph(f"{before}{value}{after}") if value else ""
