"""From settings to the rows of a workbook's sheets; what no cell holds goes to the sheet «Прочее».

Nothing is lost: what was written is read again, and a part of the settings that comes back otherwise goes to «Прочее»
as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.config.workbook.cells import cell_of
from nastav_docs.config.workbook.layout import (
    EMPTY,
    IN_PROGRAMME,
    NO_ENTRIES,
    NO_ITEMS,
    OTHER,
    REMOVED,
    ROW_SHEETS,
    BookField,
    BookForm,
    BookTable,
)
from nastav_docs.config.workbook.read_workbook import in_words, read_grids
from nastav_docs.config.workbook.sheets import SHEETS
from nastav_docs.config.workbook.tree import said
from nastav_docs.config.workbook.write_tables import owners, table_rows
from nastav_docs.config.workbook.writing import BookCell, Writing, WrittenRow, WrittenSheet, at, held
from nastav_docs.config.yaml_tree import YamlMapping, YamlScalar, YamlSequence, is_null, item_id
from nastav_docs.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from nastav_docs.config.workbook.layout import BookSheet, Path
    from nastav_docs.config.yaml_tree import YamlNode

# Sheets that are in every book; the others where the settings or the programme have something on them.
ALWAYS: Final = ("Реквизиты", "Люди", "Сокращения", "Акты", "Приказ", "Письмо", "План", "Показатели", "Списки")
LONGEST_TITLE: Final = 31  # signs of the title of a sheet
NOT_IN_TITLES: Final = frozenset("[]:*?/\\")


def written(
    layer: YamlMapping, base: YamlMapping | None = None, *, everything: bool = False
) -> tuple[WrittenSheet, ...]:
    """The sheets of a workbook that says what a layer says; `base` is what lies below it.

    With `everything` also the sheets of papers that neither has, and rows that show how to fill in. Reading the sheets
    gives an equal layer.
    """
    other: set[str] = set()
    while True:
        sheets, blank = _sheets(layer, base, other, everything=everything)
        again, problems = read_grids([sheet.grid() for sheet in sheets], "")
        wanted, got = said(_without(layer, blank, ())), said(again) if again is not None else {}
        assert isinstance(wanted, dict)  # noqa: S101  layers are mappings
        assert isinstance(got, dict)  # noqa: S101
        wrong = {key for key in {*wanted, *got} if wanted.get(key, "") != got.get(key, "")}
        if not wrong and any(one.severity is Severity.ERROR for one in problems):
            wrong = set(wanted)
        if not wrong - other:
            return sheets
        other |= wrong


def _without(node: YamlNode, blank: Collection[Path], way: Path) -> YamlNode:
    """A layer without the empty texts at some ways, and without the mappings that had nothing else."""
    if not isinstance(node, YamlMapping) or not blank:
        return node
    entries: dict[str, YamlNode] = {}
    for key, value in node.entries.items():
        here = (*way, key)
        made = value if here in blank else _without(value, blank, here)
        if here not in blank and not (made is not value and isinstance(made, YamlMapping) and not made.entries):
            entries[key] = made
    return (
        node
        if len(entries) == len(node.entries) and all(entries[key] is node.entries[key] for key in entries)
        else YamlMapping(entries, node.keys, node.place)
    )


def _sheets(
    layer: YamlMapping, base: YamlMapping | None, other: Collection[str], *, everything: bool
) -> tuple[tuple[WrittenSheet, ...], set[Path]]:
    """The sheets, with the parts named in `other` on the last one; and the ways of empty texts left out."""
    kept = YamlMapping({k: v for k, v in layer.entries.items() if k not in other}, layer.keys, layer.place)
    below = None if base is None else _in_full(base)
    writing = Writing(_in_full(kept), below, examples=everything)
    made: list[WrittenSheet] = []
    own_rows = list(_row_sheets(writing))
    for sheet in SHEETS:
        blocks = [list(_block(writing, block)) for block in sheet.blocks]
        if everything or sheet.title in ALWAYS or _has_something(writing, sheet):
            about = WrittenRow((BookCell(sheet.about, "about"),))
            rows = [about, *(row for block in blocks for row in block)]
            made.append(WrittenSheet(sheet.title, tuple(rows)))
    made += own_rows
    left = [*writing.left, *_untaken(writing.layer, (), writing.taken)]
    left += [((key,), layer.entries[key]) for key in sorted(other) if key in layer.entries]
    made.append(_other_sheet(left))
    return tuple(made), writing.blank


def _in_full(tree: YamlMapping) -> YamlMapping:
    """A tree whose registry and indicators are mappings, in whichever form they are written."""
    entries = dict(tree.entries)
    for key, inner in (("schools", "file"), ("indicators", "rows")):
        node = entries.get(key)
        short = YamlScalar if key == "schools" else YamlSequence
        if isinstance(node, short) and not is_null(node):
            entries[key] = YamlMapping({inner: node}, {inner: node.place}, node.place)
    if isinstance(school := entries.get("school"), YamlMapping):
        entries["school"] = _in_full(school)
    if isinstance(letter := entries.get("letter"), YamlMapping):
        entries["letter"] = _paper_in_full(letter)
    if isinstance(papers := entries.get("papers"), YamlMapping):
        made = {n: _paper_in_full(p) if isinstance(p, YamlMapping) else p for n, p in papers.entries.items()}
        entries["papers"] = YamlMapping(made, papers.keys, papers.place)
    return YamlMapping(entries, tree.keys, tree.place)


def _paper_in_full(paper: YamlMapping) -> YamlMapping:
    """A paper whose incoming letter and whose protocols of grifs are mappings."""
    entries = dict(paper.entries)
    if "reply_to" in entries:
        entries["reply_to"] = _named(entries["reply_to"], "act")
    grifs = entries.get("approved")
    if isinstance(grifs, YamlSequence):
        items = [
            YamlMapping(
                {key: _named(node, "paper") if key == "protocol" else node for key, node in item.entries.items()},
                item.keys,
                item.place,
            )
            if isinstance(item, YamlMapping)
            else item
            for item in grifs.items
        ]
        entries["approved"] = YamlSequence(tuple(items), grifs.place)
    return YamlMapping(entries, paper.keys, paper.place)


def _named(node: YamlNode, key: str) -> YamlNode:
    """A text as the one value of a mapping."""
    if isinstance(node, YamlScalar) and not is_null(node) and node.text:
        return YamlMapping({key: node}, {key: node.place}, node.place)
    return node


def _has_something(writing: Writing, sheet: BookSheet) -> bool:
    ways = [way for block in sheet.blocks for way in _ways_of(writing, block)]
    return any(
        node is not None and not is_null(node) for way in ways for node in (writing.own(way), writing.below(way))
    )


def _ways_of(writing: Writing, block: BookForm | BookTable) -> list[Path]:
    """Where the values of a block stand in the settings."""
    if isinstance(block, BookTable) and block.owner:
        return [way for _, way in owners(writing, block)]
    return [block.path] if block.path else []


def _block(writing: Writing, block: BookForm | BookTable) -> Iterator[WrittenRow]:
    yield WrittenRow(())
    yield WrittenRow((BookCell(block.title, "title"),))
    if isinstance(block, BookForm):
        yield from _form(writing, block)
    else:
        yield from table_rows(writing, block)


def _form(writing: Writing, form: BookForm) -> Iterator[WrittenRow]:
    for one in form.fields:
        way = (*form.path, *one.path)
        node, below = writing.own(way), writing.below(way)
        text = "" if node is None else held(writing, one, node, way)
        grey = "" if below is None or one.path == ("extends",) else cell_of(one, below) or ""
        yield WrittenRow(
            (
                BookCell(one.heading, "label"),
                BookCell(text, "value", one),
                BookCell(one.hint, "hint"),
                BookCell(_in_grey(grey), "grey"),
            )
        )


def _in_grey(text: str) -> str:
    return f"{IN_PROGRAMME}: {text}" if text and text not in {EMPTY, REMOVED} else ""


# ----------------------------------------------------------------------------------------------- what fits no sheet


def _row_sheets(writing: Writing) -> Iterator[WrittenSheet]:
    """A sheet for the rows of each list, and of each table among the papers, that has them here."""
    for prefix, way in ROW_SHEETS.items():
        owners = writing.own(way)
        for name in owners.entries if isinstance(owners, YamlMapping) else ():
            rows = writing.own((*way, name, "rows"))
            made = (
                _row_sheet(writing, f"{prefix}{name}", (*way, name), rows) if isinstance(rows, YamlSequence) else None
            )
            if made is not None:
                writing.taken.add((*way, name, "rows"))
                yield made


def _row_sheet(writing: Writing, title: str, way: Path, rows: YamlSequence) -> WrittenSheet | None:
    """The rows of a list as a sheet; None where they are no rows of texts, or the sheet could not have this name."""
    items = [item for item in rows.items if isinstance(item, YamlMapping)]
    columns = list(dict.fromkeys(key for item in items for key in item.entries))
    cells = [[_plain(item.entries.get(key)) for key in columns] for item in items]
    fits = bool(items) and len(items) == len(rows.items) and all(text is not None for row in cells for text in row)
    if not fits or not all(key.isidentifier() for key in columns) or not all(any(row) for row in cells):
        return None
    if len(title) > LONGEST_TITLE or set(title) & NOT_IN_TITLES:
        return None
    titles = {key: _title_of(writing, way, key) for key in columns}
    head = [BookCell(f"{titles[key]} ({key})".strip(), "heading", BookField(key, (key,))) for key in columns]
    body = [WrittenRow(tuple(BookCell(t or "", "value", BookField("", ())) for t in row)) for row in cells]
    return WrittenSheet(title, (WrittenRow(tuple(head)), *body))


def _plain(node: YamlNode | None) -> str | None:
    """The text of a cell of a list; an empty one where the column has no value in this row."""
    return "" if node is None else cell_of(BookField("", ()), node)


def _title_of(writing: Writing, way: Path, key: str) -> str:
    """The heading of a column of a list or a table, where the settings or the programme say it."""
    for side in (writing.own, writing.below):
        columns = side((*way, "columns"))
        items = columns.items if isinstance(columns, YamlSequence) else ()
        found = next((item for item in items if item_id(item) == key), None)
        title = at(columns, (key, "title")) if found is None else at(found, ("title",))
        if isinstance(title, YamlScalar):
            return title.text
    return ""


def _untaken(node: YamlNode, way: Path, taken: Collection[Path]) -> Iterator[tuple[Path, YamlNode]]:
    """The parts of a tree that no cell holds, as large as they are."""
    if way in taken and not any(len(one) > len(way) and one[: len(way)] == way for one in taken):
        return
    within = any(len(one) > len(way) and one[: len(way)] == way for one in taken)
    if not within and way:
        yield way, node
        return
    if isinstance(node, YamlMapping):
        for key, value in node.entries.items():
            yield from _untaken(value, (*way, key), taken)
    elif isinstance(node, YamlSequence):
        for index, item in enumerate(node.items):
            yield from _untaken(item, (*way, index), taken)


def _other_sheet(left: Sequence[tuple[Path, YamlNode]]) -> WrittenSheet:
    about = "Что не помещается на другие листы: путь в настройках и значение. Строка списка называется номером: №2."
    rows = [WrittenRow((BookCell(about, "about"),)), WrittenRow(())]
    rows.append(WrittenRow((BookCell("Путь", "heading"), BookCell("Значение", "heading"))))
    for way, node in left:
        for path, text in _leaves(way, node):
            rows.append(WrittenRow((BookCell(in_words(path), "key"), BookCell(text, "value", BookField("", ())))))
    return WrittenSheet(OTHER, tuple(rows))


def _leaves(way: Path, node: YamlNode) -> Iterator[tuple[Path, str]]:
    if isinstance(node, YamlScalar):
        yield way, cell_of(BookField("", ()), node) or EMPTY
    elif isinstance(node, YamlSequence):
        if not node.items:
            yield way, NO_ITEMS
        for index, item in enumerate(node.items):
            yield from _leaves((*way, index), item)
    else:
        if not node.entries:
            yield way, NO_ENTRIES
        for key, value in node.entries.items():
            yield from _leaves((*way, key), value)
