"""Plans and tables of indicators that `tables` has read, as papers of the settings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nastav_docs.imported.claims import Claim, KeyPath, Left, claimed
from nastav_docs.imported.drafts import PaperDraft, Settings, as_written, without_empty
from nastav_docs.imported.nominatives import plain
from nastav_docs.imported.tables import (
    ActivityRead,
    IndicatorsRead,
    RoadmapRead,
    TableFound,
    indicator_settings,
    read_indicators,
    read_roadmap,
    roadmap_settings,
)
from nastav_docs.papers import numbers_row
from nastav_docs.russian import arabic

if TYPE_CHECKING:
    from nastav_docs.imported.people import Everybody
    from nastav_docs.imported.tables import Party
    from nastav_docs.papers import Paragraph

NOTHING: Final = "____________"


def plan_draft(found: TableFound, path: KeyPath, everybody: Everybody) -> PaperDraft:
    """A plan or a table of indicators as settings at a path: `roadmap`, `indicators`, or a paper of `papers:`."""
    claims = claimed([found.titled], (*path, "title"), "заголовок")
    for number, cell in enumerate(found.heads):
        claims += claimed(cell.paragraphs, (*path, "columns", number), "графа")
    read: RoadmapRead | IndicatorsRead
    if found.kind == "roadmap":
        read = read_roadmap(found)
        value = roadmap_settings(read, lambda party: role_of_party(party, everybody), as_written)
        value = _together(read, value)
        claims += _of_sections(read, path)
        kind = "plan"
    else:
        read = read_indicators(found)
        value = indicator_settings(read, as_written)
        rows = "rows" if path[0] != "papers" else "indicators"
        for number, row in enumerate(read.rows):
            claims += claimed(row.paragraphs, (*path, rows, number), "показатель")
        kind = "indicators"
        if rows == "indicators":
            value["indicators"] = value.pop("rows", [])
    claims += claimed(_counts(found), (*path, "number_row"), "номер графы или повторённая шапка")
    claims += claimed(_repeated(found), (*path, "sections"), "раздел, повторённый в каждой строке")
    numbered = _numbered(read, value) if isinstance(read, RoadmapRead) else {}
    value = {"title": value.pop("title", "") or NOTHING, **numbered, **_lettered(read), **value, **numbered}
    value = without_empty(value)
    if path[0] == "papers":
        value = {"kind": kind, **value}
    left = tuple(Left(p, _why(p, read)) for p in read.left)
    silent = (*numbers_of(found), *_again(found), *_repeated(found))
    return PaperDraft(path, value, tuple(claims), left, told=read.unread, silent=silent, table=found.tables[0])


def _together(read: RoadmapRead, value: Settings) -> Settings:
    """Settings of a plan with those responsible as the cells have them: on lines of their own, or after commas."""
    ways = [_way(one) for one in read.activities]
    usual = "commas" if ways.count("commas") > ways.count("lines") else "lines"
    found = iter(ways)
    sections = []
    for section in value["sections"]:
        told = [(row, next(found)) for row in section["activities"]]
        rows = [{**row, "responsible_as": way} if way not in ("", usual) else row for row, way in told]
        sections.append({**section, "activities": rows})
    top = {"responsible_as": "commas"} if usual == "commas" else {}
    return {**{key: one for key, one in value.items() if key != "sections"}, **top, "sections": sections}


def _way(activity: ActivityRead) -> str:
    """`commas` where several are named in one paragraph, `lines` where each has one; «» where nobody else is named."""
    if len(activity.responsible) < 2:  # noqa: PLR2004 - one stands alone in any way
        return ""
    names = [plain(party.text) for party in activity.responsible]
    said = " ".join(plain(p.text) for p in activity.paragraphs)
    return "commas" if ", ".join(names) in said else "lines" if " ".join(names) in said else ""


def _lettered(read: RoadmapRead | IndicatorsRead) -> Settings:
    """How numbers and deadlines stand in the cells of a table: without a stop or with one, with small letters."""
    found: Settings = {}
    if read.number_stop is not None and read.number_stop is not isinstance(read, RoadmapRead):
        found["number_stop"] = read.number_stop
    rows = read.activities if isinstance(read, RoadmapRead) else read.rows
    written = [row.deadline if isinstance(row, ActivityRead) else row.due for row in rows]
    if any(text[:1].islower() for text in written):
        found["capital_deadlines"] = False
    return found


def _numbered(read: RoadmapRead, value: Settings) -> Settings:
    """How the sections of a plan are numbered, as its settings say it: what «1.», «2.» would not print is text."""
    named = [section for section in read.sections if section.title]
    shown = [" ".join(plain(p.text) for p in {id(p): p for p in section.paragraphs}.values()) for section in named]
    order = list(range(1, len(named) + 1))
    numbers = [section.number.strip(" .") for section in named]
    usual = all(
        re.fullmatch(rf"{re.escape(section.number)}[.)]?\s*{re.escape(section.title)}", text)
        for section, text in zip(named, shown, strict=True)
    )
    found: Settings = {}
    if usual and numbers == [str(number) for number in order]:
        return found
    if usual and [arabic(number) for number in numbers] == order:
        found["numbering"] = "roman"
    else:
        found["numbering"] = "none"
        if any(numbers):  # «Раздел 1. Кадры»
            texts = iter(shown)
            found["sections"] = [{**one, "title": as_written(next(texts))} if one.get("title") else one
                                 for one in value["sections"]]  # fmt: skip
    if value.get("row_numbers") == "none":
        found["row_numbers"] = ""
    return found


def _of_sections(read: RoadmapRead, path: KeyPath) -> list[Claim]:
    claims: list[Claim] = []
    for number, section in enumerate(read.sections):
        here = (*path, "sections", number)
        claims += claimed(section.paragraphs, (*here, "title"), "раздел")
        for place, activity in enumerate(section.activities):
            claims += claimed(activity.paragraphs, (*here, "activities", place), "мероприятие")
    return claims


def _counts(found: TableFound) -> list[Paragraph]:
    """The cells that only number columns or repeat the head on another page: the program prints them anew."""
    known = {id(row.row) for row in found.rows}
    rows = [row for table in found.tables for row in table.rows if id(row) not in known]
    return [p for row in rows for cell in row.cells for p in cell.paragraphs]


def _again(found: TableFound) -> list[Paragraph]:
    """Of `_counts` those that are no head of their own: numbers of columns, heads of further pages."""
    first = {id(row) for row in found.tables[0].rows if not numbers_row(row)}
    known = {id(row.row) for row in found.rows}
    rows = [row for table in found.tables for row in table.rows if id(row) not in known | first]
    return [p for row in rows for cell in row.cells for p in cell.paragraphs]


def _repeated(found: TableFound) -> list[Paragraph]:
    """The cells that name a section again, row by row."""
    ids = [column.id for column in found.columns]
    if "section" not in ids:
        return []
    at = ids.index("section")
    named: set[str] = set()
    again: list[Paragraph] = []
    for row in found.rows:
        cell = row.cells[at] if row.whole is None else None
        text = plain(cell.text).removesuffix("(продолжение)").rstrip() if cell is not None else ""
        if cell is not None and text in named:
            again += cell.paragraphs
        elif text:
            named.add(text)
    return again


def numbers_of(found: TableFound) -> list[Paragraph]:
    """The cells with the numbers of rows: the program numbers rows by itself, what differs is told once."""
    ids = [column.id for column in found.columns]
    at = ids.index("number") if "number" in ids else None
    cells = [row.cells[at] for row in found.rows if row.whole is None] if at is not None else []
    return [p for cell in cells if cell is not None for p in cell.paragraphs]


def _why(paragraph: Paragraph, read: RoadmapRead | IndicatorsRead) -> str:
    """What `tables` has said of a paragraph that is in no text."""
    line = paragraph.line
    said = next((d.message for d in read.unread if d.place is not None and d.place.line == line), "")
    return said[:1].lower() + said[1:].rstrip(".") if said else "в таблице для этого нет места"


def role_of_party(party: Party, everybody: Everybody) -> str:
    """The role of somebody responsible: of a person by the name, of a group by its title."""
    if party.name and plain(party.text).strip(" .") == plain(party.name).strip(" ."):
        return everybody.role(party.name)
    return everybody.role(party.text)


def empty(settings: Settings) -> bool:
    """Whether a plan or a table came out without a row."""
    return not (settings.get("sections") or settings.get("rows") or settings.get("indicators"))


def is_form(settings: Settings) -> bool:
    """Whether a table of indicators has no value at all: a form to be filled in, of columns of its own."""
    rows = settings.get("rows") or settings.get("indicators") or []
    return not any(row.get(name) for row in rows for name in ("base", "target", "targets", "unit", "due"))
