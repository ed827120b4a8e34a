"""The rows of the tables of a workbook: what the programme has in grey, beside it what the district has otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from nastav_docs.config.workbook.cells import cell_of
from nastav_docs.config.workbook.layout import (
    EMPTY,
    EXAMPLE,
    FROM_PROGRAMME,
    IN_PROGRAMME,
    ORIGIN,
    REMOVE_ROW,
    REMOVED,
    BookField,
    BookTable,
)
from nastav_docs.config.workbook.table_heads import NUMBER, SECTION, SECTION_CODE
from nastav_docs.config.workbook.writing import LONGEST, BookCell, Writing, WrittenRow, at, held
from nastav_docs.config.yaml_tree import YamlMapping, YamlScalar, YamlSequence, is_null, item_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nastav_docs.config.workbook.layout import Path
    from nastav_docs.config.workbook.writing import Look
    from nastav_docs.config.yaml_tree import YamlNode

SPEAKING: Final = " · "
SECTIONS: Final = ("sections",)
ROOM: Final = 6  # empty rows between the district's own and those of the programme


@dataclass(slots=True)
class _Line:
    """A row of a table before its columns are chosen."""

    special: dict[str, str] = field(default_factory=dict)
    values: dict[tuple[str, ...], str] = field(default_factory=dict)
    grey: str = ""
    section: bool = False
    example: bool = False


def table_rows(writing: Writing, table: BookTable) -> Iterator[WrittenRow]:
    """The row of headings of a table, and its rows."""
    lines = list(_lines(writing, table))
    if table.shape in {"mapping", "words"}:  # the district's own above those of the programme, with room for more
        own = [line for line in lines if line.special.get("origin") is None]
        if writing.examples and table.example:
            own.insert(0, _Line({"key": EXAMPLE}, dict(table.example), example=True))
        theirs = [line for line in lines if line.special.get("origin") is not None]
        lines = [*own, *(_Line() for _ in range(ROOM if theirs else 0)), *theirs]
    fields = _columns(table, lines)
    names = {
        "owner": table.owner,
        "section code": SECTION_CODE,
        "section": SECTION,
        "number": NUMBER,
        "key": table.key,
        "origin": ORIGIN,
        "grey": IN_PROGRAMME,
    }
    special = [name for name in names if _shown(name, table, lines)]
    head = [BookCell(names[name], "heading", special=name) for name in special]
    yield WrittenRow((*head, *(BookCell(one.heading, "heading", one) for one in fields)))
    for line in lines:
        cells = [_special_cell(line, name) for name in special]
        look: Look = "example" if line.example else "value"
        cells += [BookCell(line.values.get(one.path, ""), look, one) for one in fields]
        yield WrittenRow(tuple(cells), line.section)


def _special_cell(line: _Line, name: str) -> BookCell:
    if name == "grey":
        return BookCell(line.grey, "grey", special=name)
    return BookCell(line.special.get(name, ""), "key", special=name)


def _shown(name: str, table: BookTable, lines: Sequence[_Line]) -> bool:
    if name in {"origin", "grey"}:
        return any(line.special.get(name) or (name == "grey" and line.grey) for line in lines)
    if name == "key":
        return bool(table.key)
    if name == "owner":
        return bool(table.owner)
    return name == "number" if table.shape == "tree" else name != "number" and table.shape == "sections"


def _columns(table: BookTable, lines: Sequence[_Line]) -> list[BookField]:
    used = {way for line in lines for way, text in line.values.items() if text}
    years = sorted(way[1] for way in used if way[0:1] == ("targets",) and len(way) > 1)
    fields = [one for one in table.fields if not one.rare or one.path in used]
    made = [BookField(year, ("targets", year), "value", width=10) for year in dict.fromkeys(years)]
    where = next((n for n, one in enumerate(fields) if one.path == ("target",)), len(fields) - 1) + 1
    return [*fields[:where], *made, *fields[where:]]


def _lines(writing: Writing, table: BookTable) -> Iterator[_Line]:
    for owner, way in owners(writing, table):
        node, base = writing.own(way), writing.below(way)
        if node is None and base is None:
            continue
        lines: list[_Line] = []
        if table.shape in {"words", "mapping"}:
            lines = list(_keyed(writing, table, way, node, base))
        elif table.shape == "texts":
            lines = list(_texts(writing, table, way, node))
        else:
            lines = list(_listed(writing, table, way, node, base, 1, ""))
        for line in lines:
            if table.owner:
                line.special["owner"] = owner
            yield line


def _is_plan(*sides: YamlNode | None) -> bool:
    """Whether sections hold activities: those of other papers hold clauses and text, and stand in another table."""
    items = [
        item
        for side in sides
        for item in (
            side.items
            if isinstance(side, YamlSequence)
            else side.entries.values()
            if isinstance(side, YamlMapping)
            else ()
        )
    ]
    return any(at(item, ("activities",)) is not None for item in items)


def owners(writing: Writing, table: BookTable) -> list[tuple[str, Path]]:
    """The entries that a table of parts has rows of, by name, and the ways of those parts."""
    if not table.owner:
        return [("", table.path)]
    names: dict[str, None] = {}
    for node in (writing.below(table.path), writing.own(table.path)):
        names |= dict.fromkeys(node.entries if isinstance(node, YamlMapping) else ())
    found: list[tuple[str, Path]] = [(name, (*table.path, name, *table.below)) for name in names]
    if table.below != SECTIONS:
        return found
    plan = table.shape == "sections"
    return [(name, way) for name, way in found if _is_plan(writing.own(way), writing.below(way)) == plan]


def _keyed(
    writing: Writing, table: BookTable, way: Path, node: YamlNode | None, base: YamlNode | None
) -> Iterator[_Line]:
    """The rows of a mapping: those of the programme first, with what changes them."""
    own = node.entries if isinstance(node, YamlMapping) else {}
    known = base.entries if isinstance(base, YamlMapping) else {}
    for key in dict.fromkeys((*known, *own)):
        line = _Line({"key": key})
        if key in known:
            line.special["origin"] = FROM_PROGRAMME
            line.grey = says(table, known[key])
        here = (*way, key)
        value = own.get(key)
        if value is not None and is_null(value):
            writing.taken.add(here)
            line.special["origin"] = REMOVE_ROW
        elif value is not None and table.shape == "words":
            line.values[()] = held(writing, table.fields[0], value, here)
        elif value is not None:
            _fill(writing, table, here, value, line)
        if key in own or key in known:
            yield line


def _texts(writing: Writing, table: BookTable, way: Path, node: YamlNode | None) -> Iterator[_Line]:
    """A row for each text of a list; paragraphs of one text are texts too."""
    if node is None:
        return
    items = node.items if isinstance(node, YamlSequence) else (node,) if isinstance(node, YamlScalar) else ()
    texts = [cell_of(table.fields[0], item) for item in items]
    if not texts or any(text in {None, EMPTY, REMOVED} or len(text or "") > LONGEST for text in texts):
        return
    writing.taken.add(way)
    for text in texts:
        for paragraph in (text or "").split("\n\n"):
            yield _Line(values={(): paragraph})


def _listed(
    writing: Writing,
    table: BookTable,
    way: Path,
    node: YamlNode | None,
    base: YamlNode | None,
    level: int,
    number: str,
) -> Iterator[_Line]:
    """The rows of a list and of what stands below its items; nothing where the list fits no rows."""
    known = [item for item in base.items if item_id(item)] if isinstance(base, YamlSequence) and not table.whole else []
    changes: Mapping[str, YamlNode] = node.entries if isinstance(node, YamlMapping) else {}
    count = 0
    if isinstance(node, YamlSequence):
        if node.items:
            writing.taken.add(way)
        for index, item in enumerate(node.items):
            yield from _item(writing, table, (*way, index), item, None, level, f"{number}{index + 1}", "")
        return
    if node is not None and (not isinstance(node, YamlMapping) or not known):
        return
    for item in known:
        count += 1
        name = item_id(item)
        change = changes.get(name)
        origin = REMOVE_ROW if change is not None and is_null(change) else FROM_PROGRAMME
        if origin == REMOVE_ROW:
            writing.taken.add((*way, name))
        yield from _item(writing, table, (*way, name), change, item, level, f"{number}{count}", origin)
    for name, added in changes.items():
        if name not in {item_id(item) for item in known}:
            count += 1
            yield from _item(writing, table, (*way, name), added, None, level, f"{number}{count}", "")


def _item(  # noqa: PLR0913, PLR0917  as above
    writing: Writing,
    table: BookTable,
    way: Path,
    node: YamlNode | None,
    base: YamlNode | None,
    level: int,
    number: str,
    origin: str,
) -> Iterator[_Line]:
    """The row of an item, and the rows of what stands below it."""
    section = table.shape == "sections" and level == 1
    line = _Line(section=section)
    name = str(way[-1]) if isinstance(way[-1], str) else item_id(node) if node is not None else ""
    line.special["section code" if section else "key"] = name
    if table.shape == "tree":
        line.special["number"] = number
    if origin:
        line.special["origin"] = origin
    if base is not None:
        line.grey = says(table, base)
    if node is not None and not is_null(node):
        if isinstance(way[-1], int) and name:
            writing.taken.add((*way, "id"))
        _fill(writing, table, way, node, line, section=section)
    yield line
    inner = table.inner(level)
    if inner and origin != REMOVE_ROW:
        yield from _listed(
            writing, table, (*way, inner), at(node, (inner,)), at(base, (inner,)), level + 1, f"{number}."
        )


def _fill(writing: Writing, table: BookTable, way: Path, node: YamlNode, line: _Line, *, section: bool = False) -> None:
    """Put the values of a record into the cells of its row."""
    if isinstance(node, YamlScalar):
        _fill_short(writing, table, way, _short(table, node), line)
        return
    if section:
        title = at(node, ("title",))
        if isinstance(title, YamlScalar) and not is_null(title) and title.text:
            line.special["section"] = held(writing, BookField(SECTION, ("title",)), title, (*way, "title"))
    for one in table.fields:
        value = at(node, one.path)
        if value is not None and (not section or one.path[0] in {"if", "after", "before"}):
            line.values[one.path] = held(writing, one, value, (*way, *one.path))
    if any(one.path == ("target",) for one in table.fields):
        _fill_years(writing, way, node, line)
    if table.key == "Графа":
        _short_column(writing, way, node, line)


def _fill_years(writing: Writing, way: Path, node: YamlNode, line: _Line) -> None:
    """The targets of an indicator, each year in a column of its own."""
    targets = at(node, ("targets",))
    for year, value in targets.entries.items() if isinstance(targets, YamlMapping) else ():
        if year.isdecimal() and len(year) == 4:  # noqa: PLR2004  a year
            asked = BookField(year, ("targets", year), "value")
            line.values[asked.path] = held(writing, asked, value, (*way, "targets", year))


def _fill_short(writing: Writing, table: BookTable, way: Path, node: YamlMapping, line: _Line) -> None:
    """The one value of a record that is written as a text."""
    for one in table.fields:
        if (value := at(node, one.path)) is not None:
            line.values[one.path] = held(writing, one, value, way)
    id_ = node.entries.get("id")
    if isinstance(id_, YamlScalar):
        line.special["key"] = id_.text
        writing.taken.add(way)


def _short(table: BookTable, node: YamlScalar) -> YamlMapping:
    """A record written as one text, in full: a clause is its text, a column its id, a column of a list its type."""
    return YamlMapping({table.short: node}, {table.short: node.place}, node.place)


def _short_column(writing: Writing, way: Path, node: YamlNode, line: _Line) -> None:
    """`{deadline: Срок}`: the id of a column and its heading in one."""
    if isinstance(node, YamlMapping) and "id" not in node.entries and len(node.entries) == 1:
        ((name, title),) = node.entries.items()
        line.special["key"] = name
        text = cell_of(BookField("", ()), title)
        line.values["title",] = "" if text in {None, EMPTY} else text or ""
        writing.taken.add(way)


def says(table: BookTable, node: YamlNode) -> str:
    """What an item of the programme is, in a line."""
    if isinstance(node, YamlScalar):
        return node.text
    asked = {one.path: one for one in table.fields}
    texts: list[str] = []
    for key in table.says:
        value = at(node, (key,))
        if value is not None:
            text = cell_of(asked.get((key,), BookField("", ())), value) or ""
            texts.append("" if text in {EMPTY, REMOVED} else text.split("\n")[0])
    return SPEAKING.join(filter(None, texts))
