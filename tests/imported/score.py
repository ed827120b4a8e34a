"""How much of the papers import reads right: rows, clauses, columns, titles, people of lists; `python -m tests.imported`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.imported.tables import RoadmapRead, read_indicators, read_people, read_roadmap, tables_of
from nastav_docs.papers import Paper, package_of, paper_of_docx

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.imported.tables import IndicatorsRead
    from tests.imported.office import Reading

Row = dict[str, Any]
ACTIVITY: Final = ("title", "content", "deadline", "result", "document", "control", "start", "finish")
INDICATOR: Final = ("title", "unit", "base", "target", "due", "at_least")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one thing that a paper says: `right`, `listed` (told as not understood), `wrong` or `invented`."""

    paper: str
    kind: str
    verdict: str
    expected: object
    got: object


def flat(value: object) -> str:
    """A text as it is compared: one kind of spaces, dashes and quotes, «ё» as «е»."""
    text = " ".join(str(value).replace("\u00a0", " ").split()).lower().replace("ё", "е")
    return re.sub(r"\s*[-–—]\s*", "-", re.sub(r"(?<=«)\s+|\s+(?=»)", "", text)).strip(" .;")


def flat_row(row: Row) -> Row:
    """A row as it is compared; what is empty counts as absent."""
    made: Row = {}
    for key, value in row.items():
        if isinstance(value, dict):
            made[key] = {str(k): flat(v) for k, v in value.items() if v}
        elif isinstance(value, list):
            made[key] = [flat(v) for v in value]
        else:
            made[key] = value if isinstance(value, bool) else flat(value)
    return {key: value for key, value in made.items() if value}


def scored(name: str, reading: Reading, data: bytes) -> Iterator[Verdict]:
    """Compare what is read from a paper with what it should read as."""
    paper = paper_of_docx(data, f"{name}.docx")
    assert isinstance(paper, Paper), paper
    found = [table for document in package_of((paper,)).documents for table in tables_of(document)]
    plans = [read_roadmap(table) for table in found if table.kind == "roadmap"]
    values = [read_indicators(table) for table in found if table.kind == "indicators"]
    people = [[[m.name, m.position] for m in read_people(table)] for table in found if table.kind == "people"]
    yield from tables(name, "roadmap", reading.get("roadmaps", []), plans)
    yield from tables(name, "indicators", reading.get("indicators", []), values)
    wanted = [reading["people_lists"]] if "people_lists" in reading else []
    yield Verdict(name, "people", "right" if people == wanted else "wrong", wanted, people)
    sheets = sum(table.kind == "approval" for table in found)
    yield Verdict(name, "approval", "right" if sheets == reading.get("approval_sheets", 0) else "wrong", None, sheets)


def tables(
    name: str, kind: str, expected: Sequence[Row], read: Sequence[RoadmapRead | IndicatorsRead]
) -> Iterator[Verdict]:
    """Compare tables of a kind in their order."""
    if len(expected) != len(read):
        yield Verdict(
            name, f"{kind} tables", "wrong" if len(expected) > len(read) else "invented", len(expected), len(read)
        )
    for one, other in zip(expected, read, strict=False):
        yield equal(name, f"{kind} title", one["title"], other.title)
        yield equal(
            name,
            f"{kind} columns",
            columns_expected(one),
            {c.id if c.id != "year" else c.year: c.title for c in other.columns},
        )
        yield equal(name, f"{kind} number row", bool(one.get("number_row")), other.number_row)
        if isinstance(other, RoadmapRead):
            yield equal(name, f"{kind} layout", one["layout"], other.layout)
        rows = list(plan_rows(one)) if kind == "roadmap" else [flat_row(r) for r in own_named(one)]
        yield from compared(name, f"{kind} row", rows, list(rows_read(other)), other.unread)


def equal(name: str, kind: str, expected: object, got: object) -> Verdict:
    """One value compared with another."""
    one, other = (v if isinstance(v, (bool, dict)) else flat(v) for v in (expected, got))
    return Verdict(name, kind, "right" if one == other else "wrong", one, other)


def compared(
    name: str, kind: str, expected: Sequence[Row], got: Sequence[Row], told: Iterable[Diagnostic]
) -> Iterator[Verdict]:
    """Rows compared with rows: each expected one must be among those read; what is left over is invented."""
    rest = list(got)
    missing = []
    for row in expected:
        if row in rest:
            rest.remove(row)
            yield Verdict(name, kind, "right", row, row)
        else:
            missing.append(row)
    said = " ".join(flat(f"{d.message} {d.text}") for d in told)
    for row in missing:
        near = max(rest, key=lambda other: sum(other.get(k) == v for k, v in row.items()), default=None)
        alike = near is not None and near.get("title") == row.get("title")
        if near is not None and alike:
            rest.remove(near)
        listed = row.get("title", "")[:60] in said
        yield Verdict(name, kind, "listed" if listed else "wrong", row, near)
    for row in rest:
        yield Verdict(name, kind, "invented", None, row)


def own_columns(table: Row) -> dict[str, str]:
    """The names of a table's own columns as the reading numbers them: «measure» → «own1»."""
    known = {
        "number", "section", "activity", "content", "deadline", "responsible", "result", "document", "control", "start",
        "done", "finish", "quarter1", "quarter2", "quarter3", "quarter4", "title", "unit", "base", "target", "due", "years",
    }  # fmt: skip
    own = [name for name in table["columns"] if name not in known and not name.startswith("20")]
    return {name: f"own{at}" for at, name in enumerate(own, 1)}


def columns_expected(table: Row) -> dict[str, str]:
    """Columns by name; a column for each year."""
    own, made = own_columns(table), {}
    for name, title in table["columns"].items():
        if name == "years":
            for year in title:
                made[short_year(str(year))] = str(year)
        else:
            made[own.get(name, name)] = title
    return made


def short_year(title: str) -> str:
    """The key of a column of values."""
    return re.sub(r"\s*(?:год|уч\. год)$", "", title)


def own_named(table: Row) -> Iterator[Row]:
    """The rows of indicators with own columns named as the reading does."""
    own = own_columns(table)
    for row in table["rows"]:
        fields = {own[name]: text for name, text in row.get("fields", {}).items()}
        yield {**row, "fields": fields}


def plan_rows(table: Row) -> Iterator[Row]:
    """The activities of an expected plan, each with its section."""
    quarters = "quarter1" in table["columns"]
    names = [n for n in table["columns"] if n not in {"number", "section"} and not n.startswith("quarter")]
    names += ["deadline"] if quarters else []
    own = own_columns(table)
    for section in table["sections"]:
        for row in section["rows"]:
            made: Row = {"section": section["title"]}
            for name, value in zip(names, row, strict=True):
                if name in own:
                    made.setdefault("fields", {})[own[name]] = value
                else:
                    made["title" if name == "activity" else name] = value
            yield flat_row(made)


def rows_read(read: RoadmapRead | IndicatorsRead) -> Iterator[Row]:
    """The rows that were read, named as the expected ones are."""
    if isinstance(read, RoadmapRead):
        for section in read.sections:
            for a in section.activities:
                row = {name: getattr(a, name) for name in ACTIVITY}
                yield flat_row(
                    {
                        "section": section.title,
                        **row,
                        "fields": dict(a.fields),
                        "responsible": [p.text for p in a.responsible],
                    }
                )
        return
    for r in read.rows:
        row = {name: getattr(r, name) for name in INDICATOR}
        yield flat_row({**row, "targets": dict(r.targets), "fields": dict(r.fields)})


def totals(verdicts: Iterable[Verdict]) -> Mapping[str, Counter[str]]:
    """How many of each kind came out how."""
    made: dict[str, Counter[str]] = {}
    for one in verdicts:
        made.setdefault(one.kind, Counter())[one.verdict] += 1
    return made
