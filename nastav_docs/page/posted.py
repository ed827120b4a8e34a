"""From what a form sent to changes of the district's own file: only what a person has changed, where it is written.

The form sends each value with what it was when the page was made: `v[…]` and `w[…]`, `l[…]` for a list of lines,
`k[…]` for the key of a new entry, `d[…]` for an entry that goes, `m[…]` («up», «down») for a row that moves; between
the brackets stands the path as JSON.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from nastav_docs.config import Edit, YamlMapping, YamlScalar, YamlSequence, item_id
from nastav_docs.page.fields import NEW

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.config import YamlNode
    from nastav_docs.diagnostics import Place
    from nastav_docs.page.fields import Path

# Values that are not any text: without one the whole key goes, an empty text would be wrong.
NOT_TEXTS: Final = frozenset(
    ("gender", "forms", "sheets", "copies", "total", "bound", "width", "invented", "period", "region", "title")
)


def path_of(name: str) -> Path:
    """The path in the name of a field. Raises ValueError for what no form has made."""
    found = json.loads(name)
    if not isinstance(found, list) or not found or not all(type(step) in (str, int) for step in found):
        raise ValueError(name)
    return tuple(found)


def changes(
    form: Mapping[str, str], merged: YamlMapping, own: YamlMapping
) -> tuple[tuple[Edit, ...], tuple[Path, ...]]:
    """The edits of the own file for what differs in a form from what it was, and the paths that cannot be edited.

    `merged` is the tree of all layers, which the form shows; `own` that of the district's file alone.
    Raises ValueError for a name that no form has made.
    """
    keys = {path_of(name[1:]): text.strip() for name, text in form.items() if name[0] == "k"}
    edits: list[Edit] = []
    stuck: list[Path] = []
    gone = sorted((path_of(name[1:]) for name in form if name[0] == "d"), key=_from_behind, reverse=True)
    for path, text, was in _values(form):
        if _same(text, was) or any(path[: len(one)] == one for one in gone):
            continue
        shown = _keyed(path, keys)
        if shown is None:
            stuck.append(path)
            continue
        where = own_path(shown, merged, own)
        if where is None:
            stuck.append(path)
        elif isinstance(text, str):
            edits.append(_edit(where, text, own))
        else:
            edits += _list_edits(where, text, own)
    moved, left = _moves(form, gone, merged, own)
    edits += moved
    stuck += left
    for path in gone:
        where = own_path(path, merged, own)
        if where is None:
            stuck.append(path)
        else:
            edits.append(_removal(path, where, own))
    return tuple(edits), tuple(stuck)


def _moves(
    form: Mapping[str, str], gone: list[Path], merged: YamlMapping, own: YamlMapping
) -> tuple[list[Edit], list[Path]]:
    """The edits that move rows of own lists, and the rows that stay: of a list that loses rows by the same save."""
    edits: list[Edit] = []
    stuck: list[Path] = []
    asked = sorted(((path_of(name[1:]), way) for name, way in form.items() if name[0] == "m" and way), key=_way)
    orders: dict[Path, list[int]] = {}
    for path, way in asked:
        where = own_path(path, merged, own)
        rows = None if where is None else _written(own, where[:-1])
        if where is None or not isinstance(rows, YamlSequence) or any(one[:-1] == path[:-1] for one in gone):
            stuck.append(path)
            continue
        order = orders.setdefault(where[:-1], list(range(len(rows.items))))
        at = order.index(int(where[-1]))
        upper = at - 1 if way == "up" else at
        if 0 <= upper < len(order) - 1:
            order[upper], order[upper + 1] = order[upper + 1], order[upper]
            edits.append(Edit((*where[:-1], upper), None, swaps=True))
    return edits, stuck


def _way(asked: tuple[Path, str]) -> tuple[bool, int]:
    """Rows that go up are moved from above, those that go down from below, so that no two change places twice."""
    (*_, row), way = asked
    number = row if isinstance(row, int) else 0
    return way != "up", number if way == "up" else -number


def _from_behind(path: Path) -> tuple[tuple[bool, str | int], ...]:
    """The sort key by which, reversed, later entries of a list go first, so that earlier ones keep their numbers."""
    return tuple((isinstance(step, int), step) for step in path)


def _values(form: Mapping[str, str]) -> Iterator[tuple[Path, str | list[str], str]]:
    for name, text in form.items():
        if name[0] == "v":
            yield path_of(name[1:]), text.replace("\r\n", "\n"), form.get(f"w{name[1:]}", "")
        elif name[0] == "l":
            yield path_of(name[1:]), _lines(text), form.get(f"w{name[1:]}", "")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _same(text: str | list[str], was: str) -> bool:
    """Whether a value is what it was; a browser writes line breaks as it likes."""
    if isinstance(text, list):
        return text == _lines(was)
    return text == was.replace("\r\n", "\n")


def _keyed(path: Path, keys: Mapping[Path, str]) -> Path | None:
    """A path with the keys that a person gave to new entries; None where one was not named."""
    for number, step in enumerate(path):
        if step == NEW:
            key = keys.get(path[: number + 1], "")
            if not re.fullmatch(r"[^\s:{}\[\],&*#?|<>=!%@`\"'/\\-][^\s:{}\[\],#\"'\\]*", key):
                return None
            path = (*path[:number], key, *path[number + 1 :])
    return path


def own_path(path: Path, merged: YamlMapping, own: YamlMapping) -> Path | None:
    """Where the district's own file says, or may say, what the merged tree has at a path.

    A row of a list that a lower layer wrote is changed by its `id`; None where it has none.
    """
    found: list[str | int] = []
    above: YamlNode | None = merged
    mine: YamlNode | None = own
    for step in path:
        key: str | int = step
        if isinstance(step, int) and not isinstance(mine, YamlSequence) and isinstance(above, YamlSequence):
            if step < len(above.items):
                key = item_id(above.items[step])
                if not key:
                    return None
            else:
                key = _free_id(above, mine)
        found.append(key)
        above = _child(above, step)
        mine = _child(mine, key)
    return tuple(found)


def _child(node: YamlNode | None, step: str | int) -> YamlNode | None:
    if isinstance(node, YamlMapping):
        return node.entries.get(str(step))
    if isinstance(node, YamlSequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def _free_id(above: YamlSequence, mine: YamlNode | None) -> str:
    """An id for a new row of a list that a lower layer has begun."""
    taken = {item_id(item) for item in above.items} | (set(mine.entries) if isinstance(mine, YamlMapping) else set())
    return next(f"own-{number}" for number in range(1, len(taken) + 2) if f"own-{number}" not in taken)


def _written(own: YamlMapping, path: Path) -> YamlNode | None:
    """What the own file has at a path; None where it says nothing there."""
    node: YamlNode | None = own
    for step in path:
        node = _child(node, step)
    return node


def _edit(path: Path, text: str, own: YamlMapping) -> Edit:
    """A text, an empty text, or (for what cannot be an empty text) the key taken away."""
    if text.strip() or path[-1] not in NOT_TEXTS:
        return Edit(path, text)
    return Edit(path, None, removes=_written(own, path) is None)


def _removal(path: Path, where: Path, own: YamlMapping) -> Edit:
    """An entry of the own file goes with its lines; one of a lower layer is taken away by `null`."""
    is_changed_by_id = isinstance(path[-1], int) and isinstance(where[-1], str)
    ours = _written(own, where) is not None and not is_changed_by_id
    return Edit(where, None, removes=not ours)


def _list_edits(path: Path, lines: list[str], own: YamlMapping) -> Iterator[Edit]:
    """The lines of a list, one by one: an equal line is left as it is."""
    node = _written(own, path)
    old = [one.text for one in node.items if isinstance(one, YamlScalar)] if isinstance(node, YamlSequence) else []
    if isinstance(node, YamlScalar) and len(lines) == 1:
        yield Edit(path, lines[0])
        return
    if isinstance(node, YamlScalar):
        yield Edit(path, None)
    for number, line in enumerate(lines):
        if number >= len(old) or old[number] != line:
            yield Edit((*path, number), line)
    for number in range(len(old) - 1, len(lines) - 1, -1):
        yield Edit((*path, number), None)


def path_at(tree: YamlMapping, file: str, line: int, column: int) -> Path:
    """The path of the last entry of a file that begins at a place or before it; empty if there is none."""
    best: tuple[tuple[int, int], Path] = ((0, 0), ())
    for path, place in _places(tree, ()):
        here = (place.line, place.column)
        if place.file == file and best[0] <= here <= (line, column or 1):
            best = (here, path)
    return best[1]


def _places(node: YamlNode, path: Path) -> Iterator[tuple[Path, Place]]:
    """Where each value of a tree begins, and the key before it."""
    yield path, node.place
    if isinstance(node, YamlMapping):
        for key, value in node.entries.items():
            if key in node.keys:
                yield (*path, key), node.keys[key]
            yield from _places(value, (*path, key))
    elif isinstance(node, YamlSequence):
        for number, item in enumerate(node.items):
            yield from _places(item, (*path, number))
