"""The roadmap, as the names that its template prints: columns with widths, rows with a cell for each column."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from nastav_docs.config import QUARTERS, ROADMAP, Roadmap
from nastav_docs.documents.execution import item_key
from nastav_docs.documents.lazy_values import From, Made
from nastav_docs.documents.paper_pieces import chosen, roman
from nastav_docs.documents.table_layout import ShownCell, cell, deadline_text, from_table, laid_out_rows
from nastav_docs.russian.deadlines import parse
from nastav_docs.template.engine import SharedRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nastav_docs.config import (
        Activity,
        ColumnRecord,
        PageWidths,
        PaperRecord,
        PaperSection,
        RowNumbers,
        SectionRecord,
    )
    from nastav_docs.documents.layer import ConfigLayer
    from nastav_docs.documents.lazy_values import LazyValues
    from nastav_docs.documents.paper_pieces import Own


USUAL_COLUMNS: Final[tuple[ColumnRecord, ...]] = Roadmap.model_fields["columns"].default


def roadmap(
    record: Roadmap | PaperRecord,
    below: Roadmap | None,
    layer: ConfigLayer,
    own: Own,
    *path: str | int,
    numbering: str = "arabic",
) -> dict[str, object]:
    """`roadmap`: title, columns, sections with their activities; those whose `if:` does not hold are left out.

    `below` is the district's, whose activities may be taken; `own` finds the plan's values among all names;
    `numbering` is that of the sections of its kind, where the plan has none of its own.
    """
    shown = list(_expanded(record.columns or USUAL_COLUMNS))
    columns = [column for column in shown if record.layout == "merged" or column.id != "section"]
    taken = {} if below is None else {a.id: a for section in below.sections for a in section.activities if a.id}
    written: tuple[SectionRecord | PaperSection, ...] = record.sections
    sections: list[tuple[object, object]] = []
    for place, section in enumerate(written):
        here = (*path, "sections", place)
        activities: list[tuple[object, object]] = [
            (
                layer.condition(item.if_, *here, "activities", index),
                _activity(whole(item, taken), columns, record, layer, *here, "activities", index),
            )
            for index, item in enumerate(section.activities)
        ]
        shown_section = {"title": layer.text(section.title, *here, "title"), "activities": chosen(activities)}
        sections.append((layer.condition(section.if_, *here), shown_section))
    ids = [column.id for column in columns]
    by_content = "section" not in ids

    def make(made: dict[str, Any]) -> dict[str, Any]:
        filled = [section for section in made["sections"] if section["activities"]]
        made["sections"] = filled
        number_rows(
            filled, ids, record.row_numbers, record.numbering or numbering, stop=record.number_stop is not False
        )
        if made["marks"]:
            mark_done(filled, made["marks"])
        rows = [activity for section in made["sections"] for activity in section["activities"]]
        for at in (place for place, name in enumerate(ids) if name == "section"):
            for section in filled:
                line = ShownCell("section", (section_line(section),), "left")
                for row in section["activities"]:
                    row["cells"][at] = line
        table, lines = laid_out_rows(columns, ROADMAP, rows, layer.sheet.landscape, layer.sheet, by_content=by_content)
        tall = iter(lines)
        for place, section in enumerate(filled):
            keep_together(section, tall, layer.sheet, ABOVE_FIRST if place == 0 else 0)
        return {"sections": made["sections"], **table}

    return {
        "title": layer.phrase(record.title, "phrase", *path, "title"),
        "layout": record.layout,
        "number_row": record.number_row,
        "closing": tuple(layer.text(text, *path, "closing", at) for at, text in enumerate(record.closing)),
        "table": Made({"sections": chosen(sections), "marks": From(marks_of)}, make),
        **from_table(own, ("columns", "header", "sections")),
    }


def number_rows(
    sections: list[dict[str, Any]],
    columns: Sequence[str],
    rows: RowNumbers,
    numbering: str = "arabic",
    *,
    stop: bool = True,
) -> None:
    """Number the sections and activities that conditions have left, in place.

    `rows`: the activities of all sections on end («1.», «2.»), each section's own («2.1.»), or none. Without
    `stop` they are «1», «2.1». A plan without a column of numbers (`columns` are their ids) has them in the text of
    its activities, but no «1.1.» where its sections have Roman numbers or none.
    """
    in_column = columns.index("number") if "number" in columns else None
    in_text = columns.index("activity") if in_column is None and "activity" in columns else None
    done = 0
    for place, section in enumerate(sections, 1):
        section["number"] = {"arabic": str(place), "roman": roman(place), "none": ""}[numbering]
        for index, row in enumerate(section["activities"], 1):
            number = number_of(rows, place, index, done)
            number = row["number"] = number if stop else number.removesuffix(".")
            if in_column is not None:
                row["cells"][in_column] = cell("number", number)
            elif in_text is not None and number and (numbering == "arabic" or rows != "sections"):
                row["cells"][in_text] = _numbered(row["cells"][in_text], number)
        done += len(section["activities"])


@lru_cache(maxsize=1024)
def _numbered(shown: ShownCell, number: str) -> ShownCell:
    """A cell whose text begins with a number."""
    first, *more = shown.lines
    return ShownCell(shown.column, (f"{number}\u00a0{first}", *more), shown.align)


def number_of(way: RowNumbers, section: int, place: int, before: int) -> str:
    """The number of an activity in its section at a place; `before` are those of the sections above.

    `number_of("sections", 2, 1, 5)` → «2.1.».
    """
    if way == "none":
        return ""
    return f"{section}.{place}." if way == "sections" else f"{before + place if way == 'through' else place}."


def marks_of(names: LazyValues) -> Mapping[str, str]:
    """The marks of the journal of execution among all names; none where the settings have no such journal."""
    known = "execution" in names  # `get` would not make it
    return names["execution"] if known else {}


def mark_done(sections: list[dict[str, Any]], marks: Mapping[str, str]) -> None:
    """Write into the column `done` what the journal of execution says of an activity, in place.

    `marks` are its marks by code or number (see `execution.item_key`).
    """
    for row in (row for section in sections for row in section["activities"]):
        keys = [item_key(key) for key in (row["id"], row["number"]) if key]
        row["done"] = next((marks[key] for key in keys if key in marks), "")
        row["cells"] = [cell("done", row["done"]) if shown.column == "done" else shown for shown in row["cells"]]


# Twips: the height that caption and title take above the first section; of a line of 12 pt; what a row adds to the
# height of its text.
ABOVE_FIRST: Final = 2600
LINE_HEIGHT: Final = 276
ROW_PADDING: Final = 60


def section_line(section: Mapping[str, Any]) -> str:
    """The line of a section in a merged cell: «1. Нормативно-правовое обеспечение»; its name where it has no number."""
    return f"{section['number']}. {section['title']}" if section["number"] else str(section["title"])


def keep_together(section: Mapping[str, Any], lines: Iterator[int], sheet: PageWidths, above: int) -> None:
    """Divide the rows of a section into blocks that each fit on a page, in place.

    A merged cell that goes on to the next page is empty there. So the rows of a block stay on one page (`keep`: with
    the next row), a block begins a merged cell (`begins`), and the cell of a later block says «(продолжение)». `lines`
    are those of each row, `above` is the height in twips that is taken on the first page.
    """
    height, limit = 0, sheet.height - above
    rows = section["activities"]
    line_height = LINE_HEIGHT * sheet.size // 24
    for place, row in enumerate(rows):
        tall = next(lines) * line_height + ROW_PADDING
        row["begins"] = place == 0 or height + tall > limit
        row["keep"] = False
        if row["begins"]:
            height = 0
            if place:
                limit = sheet.height
                row["cells"] = [_continued(shown, section) for shown in row["cells"]]
        else:
            rows[place - 1]["keep"] = True
        height += tall


def _continued(shown: Mapping[str, Any], section: Mapping[str, Any]) -> Mapping[str, Any]:
    """A cell of the first row of a later block: that of the section says that it goes on, any other is as it was."""
    if shown["id"] != "section":
        return shown
    return SharedRow({**shown, "lines": [f"{section_line(section)} (продолжение)"]})


def whole(item: Activity, taken: Mapping[str, Activity]) -> Activity:
    """An activity completed by the district's one that it takes (`take:`), which `taken` has by id.

    What the activity itself says comes first.
    """
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


def _activity(
    item: Activity, columns: list[ColumnRecord], record: Roadmap | PaperRecord, layer: ConfigLayer, *path: str | int
) -> Made:
    together = (item.responsible_as or record.responsible_as) == "commas"

    def responsible(named: list[str]) -> list[str]:
        return [", ".join(named)] if together and named else named

    fields = {
        "title": layer.text(item.title, *path, "title"),
        "content": layer.text(item.content, *path, "content"),
        "deadline": layer.text(item.deadline, *path, "deadline", finish=deadline_text),
        "responsible": From(lambda names: responsible([str(names["people"][role]) for role in item.responsible])),
        "result": layer.text(item.result, *path, "result"),
        "document": layer.text(item.document, *path, "document"),
        "control": layer.text(item.control, *path, "control"),
        "fields": {key: layer.text(text, *path, "fields", key) for key, text in item.fields.items()},
    }
    known = _Known(
        item.id,
        tuple(item.responsible),
        f"{item.start:%d.%m.%Y}" if item.start else "",
        f"{item.finish:%d.%m.%Y}" if item.finish else "",
        tuple(column.id for column in columns),
        record.capital_deadlines,
    )

    named_at = [place for place, column in enumerate(columns) if column.id == "responsible"]

    last: list[
        tuple[tuple[object, ...], Mapping[str, Any], tuple[ShownCell, ...]]
    ] = []  # what was made for the last school

    def make(made: dict[str, Any]) -> dict[str, Any]:
        named, made["responsible"] = made["responsible"], ""
        said = tuple(made.values())
        if not last or last[0][0] != said:
            last[:] = [(said, *_without_people(known, (*made.pop("fields").items(), *made.items())))]
        _, values, cells = last[0]
        row = SharedRow(values)  # from the time on when the plan is made, nobody changes it
        row["responsible"], row["cells"] = named, [*cells]
        for place in named_at:
            row["cells"][place] = _named(tuple(named))
        return row

    return Made(fields, make)


@lru_cache(maxsize=256)
def _named(people: tuple[str, ...]) -> ShownCell:
    return cell("responsible", [*people])


class _Known(NamedTuple):
    """What the settings say of an activity besides its texts, and the `columns` of its table."""

    id: str
    roles: tuple[str, ...]
    start: str
    finish: str
    columns: tuple[str, ...]
    capital: bool


@lru_cache(maxsize=1024)
def _without_people(
    known: _Known, texts: tuple[tuple[str, str], ...]
) -> tuple[Mapping[str, Any], tuple[ShownCell, ...]]:
    """The values of an activity and its cells, but for who is responsible: most are the same in every school.

    Of these 1024 are kept, and nobody changes them.
    """
    written = dict(texts)
    quarters = quarter_marks(written["deadline"])
    values = {
        **written,
        "id": known.id,
        "number": "",
        "roles": list(known.roles),
        "activity": written["title"],
        "start": known.start,
        "finish": known.finish,
        "done": "",
        "quarters": list(quarters),
        **dict(zip(QUARTERS, quarters, strict=True)),
    }
    return values, tuple(cell(name, values.get(name, ""), capital=known.capital) for name in known.columns)


@lru_cache(maxsize=4096)
def quarter_marks(text: str) -> tuple[str, ...]:
    """«+» or «» for each of the four quarters, by whether a deadline names it."""
    parsed = parse(text)
    named = () if parsed.deadline is None else parsed.deadline.quarters
    return tuple("+" if quarter in named else "" for quarter in range(1, 5))
