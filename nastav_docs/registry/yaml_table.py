"""A registry of schools in YAML as a table, as the page shows it, and single values of it changed in place.

A row is a school, a column a key that stands in one of them; what of a school is no single value (its own papers, its
own roadmap) is left to the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.config import Edit, YamlMapping, YamlScalar, YamlSequence, edited, read_node
from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.registry.column_headings import BY_NAME, recognise
from nastav_docs.registry.read_yaml import WRAPPERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.config import YamlNode

Path = tuple[str | int, ...]
CODE: Final = "id"
OFFERED: Final = ("name", "abbr", "head", "place", "address", "phone", "email")  # columns to be filled in anyway
HINT: Final = "Измените это значение в самом файле, в текстовом редакторе."


@dataclass(frozen=True, slots=True)
class YamlTable:
    """The schools of a file: keys of the columns, of each school its path in the file and its values by key."""

    keys: tuple[str, ...]
    schools: tuple[tuple[Path, Mapping[str, YamlScalar]], ...]
    by_code: bool
    above: Path = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """The headings of the columns, as in forms that schools fill in; a key of one's own as it is."""
        return tuple(BY_NAME[name].title if (name := recognise(key)) in BY_NAME else key for key in self.keys)

    @property
    def rows(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The schools by the number of their row, from 1, with the texts of their cells."""
        for number, (path, values) in enumerate(self.schools, 1):
            texts = {key: "" if value.is_null else value.text for key, value in values.items()}
            if self.by_code:
                texts[CODE] = str(path[-1])
            yield number, tuple(texts.get(key, "") for key in self.keys)


def yaml_table(data: bytes, file: str) -> YamlTable | None:
    """The table of a YAML registry; None where the file cannot be read or holds no schools."""
    root, _ = read_node(data, file)
    above: Path = ()
    if isinstance(root, YamlMapping) and len(root.entries) == 1 and next(iter(root.entries)).lower() in WRAPPERS:
        above = tuple(root.entries)
        root = root.entries[str(above[0])]
    nodes: list[tuple[str | int, YamlNode]] = []
    if isinstance(root, YamlMapping):
        nodes = [*root.entries.items()]
    elif isinstance(root, YamlSequence):
        nodes = [*enumerate(root.items)]
    schools = [((*above, step), _values(node)) for step, node in nodes if isinstance(node, YamlMapping)]
    if not schools or len(schools) != len(nodes):
        return None
    by_code = isinstance(root, YamlMapping)
    keys = dict.fromkeys([*([CODE] if by_code else []), *(key for _, values in schools for key in values)])
    known = {recognise(key) for key in keys} | {key for node in nodes for key in _nested(node[1])}
    return YamlTable((*keys, *(key for key in OFFERED if key not in known)), tuple(schools), by_code, above)


def _nested(node: YamlNode) -> Iterator[str]:
    """What a school says in several values: `head: {name: …, gender: …}`."""
    entries = node.entries if isinstance(node, YamlMapping) else {}
    return (recognise(key) for key, value in entries.items() if not isinstance(value, YamlScalar))


def _values(node: YamlMapping) -> dict[str, YamlScalar]:
    return {key: value for key, value in node.entries.items() if isinstance(value, YamlScalar)}


def with_values(data: bytes, file: str, changes: Mapping[tuple[int, int], str]) -> bytes | Diagnostic:
    """The bytes of a YAML registry after cells (row from 1, column from 0) got other texts, or the problem.

    A row whose cells are all emptied goes; one below the last is a new school.
    """
    table = yaml_table(data, file)
    if table is None:
        return codes.NOT_EDITED.at(Place(file), f"Правка в реестр «{file}» не внесена: он не читается.", hint=HINT)
    before = dict(table.rows)
    edits: list[Edit] = []
    gone: list[Edit] = []
    for number in sorted({row for row, _ in changes}):
        cells = {table.keys[at]: text for (row, at), text in changes.items() if row == number and at < len(table.keys)}
        now = dict(zip(table.keys, before.get(number, ()), strict=False)) | cells
        if number not in before:
            code = cells.get(CODE, "").strip()
            if table.by_code and (not code or code in {path[-1] for path, _ in table.schools}):
                message = "Новой школе нужен свой код: по нему она записана в этом реестре."
                return codes.NOT_EDITED.at(Place(file), message, hint="Впишите его в столбец «Код»: shkola-5.")
            own: Path = (*table.above, code if table.by_code else number - 1)
            written = {key: text for key, text in cells.items() if text and not (table.by_code and key == CODE)}
            edits += (Edit((*own, key), text) for key, text in written.items())
            continue
        path, values = table.schools[number - 1]
        if not any(now.values()):
            gone.insert(0, Edit(path, None))  # from the last: the numbers of a list stay right
            continue
        if table.by_code and CODE in cells:
            message = f"Код «{path[-1]}» на странице не меняется: им школа названа в этом реестре."
            return codes.NOT_EDITED.at(Place(file), message, hint=HINT)
        edits += (Edit((*path, key), text or None) for key, text in cells.items() if text or key in values)
    return edited(data, file, [*edits, *gone])


def cell_at(table: YamlTable, line: int, column: int) -> tuple[int, int]:
    """The row and the column of the value that begins at a place of the file, or before it; (0, -1) above them all."""
    best, found = (0, 0), (0, -1)
    for number, (_, values) in enumerate(table.schools, 1):
        for key, value in values.items():
            here = (value.place.line, value.place.column)
            if best < here <= (line, column or 1 << 30):
                best, found = here, (number, table.keys.index(key) if here[0] == line else -1)
    return found
