"""Change single values of a workbook of settings in their cells; every other byte of its sheets stays.

The book is read again after each change, and only one whose settings differ in exactly the value that was to change is
given back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config.workbook.layout import REMOVED
from nastav_docs.config.workbook.read_workbook import in_words, read_workbook
from nastav_docs.config.workbook.sheets import SHEETS
from nastav_docs.config.yaml_edits import CannotEditError, expected
from nastav_docs.config.yaml_tree import YamlMapping, YamlScalar, YamlSequence, plain_data
from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.grids import LeftToAPersonError, read_book

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.config.workbook.layout import Path
    from nastav_docs.config.yaml_edits import Edit
    from nastav_docs.config.yaml_tree import YamlNode

SHEET: Final = re.compile(r"лист «(?P<title>.*)», ячейка [A-Z]{1,3}\d+")
BETWEEN: Final = (", ", "\n", "\n\n")  # the values of one cell
REMOVES: Final = "null"  # takes away what the programme says
NO_CELL: Final = "в книге нет ячейки, в которой оно стоит"
IN_EXCEL: Final = "Измените ячейку в Excel или LibreOffice и обновите страницу."


def edited_book(data: bytes, shown: str, edits: Sequence[Edit]) -> bytes | Diagnostic:
    """The bytes of a workbook after some edits, done one after another, or the problem that keeps it as it is.

    `shown` is its name in messages. As `edited` does with a file of YAML; rows are not added, moved or taken out here.
    """
    before, problems = read_workbook(data, shown)
    if before is None:
        return problems[0]
    path: Path = ()
    try:
        wanted = plain_data(before)
        cells: dict[tuple[str, int, int], tuple[Place, Path, str]] = {}
        for edit in edits:
            path = edit.path
            wanted = expected(wanted, path, edit)
            place, whole = _cell(before, edit, shown)
            cells.setdefault((_sheet(place), place.line, place.column), (place, whole, edit.text or ""))
        for place, path, text in cells.values():
            data = _with_value(data, place, path, text, _value_at(wanted, path), shown)
    except (CannotEditError, LeftToAPersonError) as reason:
        message = f"Правка «{in_words(path)}» не внесена: {reason}."
        return codes.NOT_EDITED.at(Place(shown), message, hint=IN_EXCEL, text=str(path[-1]))
    return data


def _with_value(data: bytes, place: Place, path: Path, text: str, value: Any, shown: str) -> bytes:  # noqa: ANN401  plain data of settings
    """The book with a value in the cell at a place, if its settings then differ in the value at `path` alone."""
    from nastav_docs.grids.books import open_book, with_cell_texts  # noqa: PLC0415  loads openpyxl

    tree, _ = read_workbook(data, shown)
    assert tree is not None  # noqa: S101  it was read before
    wanted = _plain(_with(plain_data(tree), path, value))
    title = _sheet(place)
    part = next(sheet.part.lstrip("/") for sheet in open_book(data).sheets if sheet.title == title)
    for written in dict.fromkeys(_texts(value, text, _old_text(data, title, place))):
        after = with_cell_texts(data, part, {(place.line, place.column - 1): written})
        again, _ = read_workbook(after, shown)
        if again is not None and _plain(plain_data(again)) == wanted:
            return after
    raise LeftToAPersonError("такого значения ячейка не принимает, или в ней стоит не одно значение")


def _with(data: Any, path: Path, value: Any) -> Any:  # noqa: ANN401  as above
    """Plain data with another value at a path; None takes it away."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(data, list) and isinstance(step, int):
        return [_with(one, rest, value) if at == step else one for at, one in enumerate(data)]
    below = data if isinstance(data, dict) else {}
    return {**below, str(step): _with(below.get(str(step)), rest, value)}


def _cell(tree: YamlMapping, edit: Edit, shown: str) -> tuple[Place, Path]:
    """The cell in which the value of an edit stands or would stand, and the path of all that this cell holds.

    Raises LeftToAPersonError where there is no such cell.
    """
    place, path = (None, ()) if edit.swaps else _place(tree, edit.path)
    if shown.lower().endswith(".ods"):
        raise LeftToAPersonError("книгу OpenDocument (.ods) программа не меняет")
    if place is None or not _sheet(place):
        raise LeftToAPersonError(NO_CELL)
    return place, path


def _place(tree: YamlMapping, path: Path) -> tuple[Place | None, Path]:
    node: YamlNode | None = tree
    above: list[tuple[YamlNode, Path]] = []
    reached: Path = ()
    for step in path:
        if node is None or isinstance(node, YamlScalar):
            break
        above.append((node, reached))
        node, reached = _below(node, step), (*reached, step)
    if node is None:
        holder, at = above[-1]
        step = path[len(at)]
        blank = holder.keys.get(str(step)) if isinstance(holder, YamlMapping) else None
        return blank or _empty_cell(above, str(step)), path[: len(at) + 1]
    if isinstance(node, YamlMapping):  # a clause is named by its number, and its text stands in another cell
        node = node.entries.get("text", node)
    here = node.place
    whole = [at for one, at in (*above, (node, reached)) if at and _stands_in(one, here)]
    return here, min(whole, key=len, default=path)


def _stands_in(node: YamlNode, place: Place) -> bool:
    """Whether all that a node says stands in one cell."""
    return all(_stands_in(one, place) for one in _nodes(node)) if _is_branch(node) else node.place == place


def _is_branch(node: YamlNode) -> bool:
    return not isinstance(node, YamlScalar) and any(True for _ in _nodes(node))


def _below(node: YamlNode, step: str | int) -> YamlNode | None:
    if isinstance(node, YamlMapping):
        return node.entries.get(str(step))
    items = node.items if isinstance(node, YamlSequence) else ()
    return items[step] if isinstance(step, int) and step < len(items) else None


def _empty_cell(above: Sequence[tuple[YamlNode, Path]], key: str) -> Place | None:
    """The empty cell of a row of a table: in the column in which another row of the same table has that value."""
    if len(above) < 2:  # noqa: PLR2004  a row, and the table that holds it
        return None
    (table, _), (row, _) = above[-2:]
    own = next((node.place for node in _nodes(row)), row.place)
    for other in _nodes(table):
        value = other.entries.get(key) if isinstance(other, YamlMapping) else None
        if value is not None and _sheet(value.place) == _sheet(own) and own.line:
            return Place(own.file, own.line, value.place.column, words=_renamed(value.place, own.line))
    return None


def _nodes(node: YamlNode) -> Iterator[YamlNode]:
    if isinstance(node, YamlMapping):
        yield from node.entries.values()
    elif isinstance(node, YamlSequence):
        yield from node.items


def _sheet(place: Place) -> str:
    found = SHEET.fullmatch(place.words)
    return found["title"] if found else ""


def _renamed(place: Place, row: int) -> str:
    return re.sub(r"\d+$", str(row), place.words)


def _old_text(data: bytes, title: str, place: Place) -> str:
    """What a cell says as the book stands."""
    grid = next(one for one in read_book(data, "книга настроек").grids if one.sheet == title)
    row = next((one for one in grid.rows if one.number == place.line), None)
    return row.cells[place.column - 1] if row is not None and place.column <= len(row.cells) else ""


def _texts(value: Any, text: str, old: str) -> Iterator[str]:  # noqa: ANN401  as above
    """The texts that a cell may have to get for a value, the likeliest first; `old` is what it says now."""
    if value == REMOVES:
        yield REMOVED
    if isinstance(value, list):
        yield from (between.join(map(str, value)) for between in BETWEEN)
    if isinstance(value, dict):
        yield from (old.replace(line, _line(line, text)) for line in old.splitlines())
    yield text
    fields = (one for sheet in SHEETS for block in sheet.blocks for one in block.fields)
    yield from (one.choices[text] for one in fields if text in one.choices)


def _line(line: str, text: str) -> str:
    """A line «родительный: …» of a cell with another text behind its colon, or another text."""
    name, colon, _ = line.partition(": ")
    return f"{name}{colon}{text}" if colon else text


def _value_at(data: Any, path: Path) -> Any:  # noqa: ANN401  as above
    for step in path:
        if isinstance(data, dict):
            data = data.get(str(step))
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return data
    return data


def _plain(data: Any) -> Any:  # noqa: ANN401  as above
    """Data to be compared: what is empty is not there, a list of one text is that text."""
    if isinstance(data, dict):
        made = {key: _plain(value) for key, value in data.items()}
        if list(made) == ["text"]:  # a clause that is only a text
            return made["text"]
        return {key: value for key, value in made.items() if value not in ("", None, REMOVES)}
    if isinstance(data, list):
        items = [_plain(item) for item in data]
        return items[0] if len(items) == 1 and isinstance(items[0], str) else items
    return data
