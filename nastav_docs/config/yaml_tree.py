"""Read YAML files as trees in which every value knows its file, line and column.

Scalars stay text: `no`, `010` and `12:30` mean what is written, and the model decides what a text stands for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import yaml

from nastav_docs.config.yaml_mistakes import (
    NO_BREAK,
    NO_SPACE_AFTER_COLON,
    TABLE_HINT,
    false_space,
    in_quotes,
    lost_number,
    other_file,
    slip_in_text,
    syntax_problem,
)
from nastav_docs.diagnostics import Diagnostic, Place, perhaps
from nastav_docs.diagnostics.codes import reading
from nastav_docs.files import DISK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from nastav_docs.files import Files

MAX_FILE_BYTES: Final = 64 * 1024 * 1024
MAX_KEYS: Final = 200_000  # signs «:» in a file: a registry of 5,000 schools has some 100,000
MAX_NODES: Final = 2_000_000
MAX_DEPTH: Final = 60
# Keys whose value is a list: a comma divides its parts, in square brackets.
LISTS: Final = frozenset(("responsible", "annexes", "columns"))
NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
QUOTED_STYLES: Final = frozenset("'\"|>")
PLAIN_TAGS: Final = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "value", "merge")
)


@dataclass(frozen=True, slots=True)
class YamlScalar:
    """A text as written; `quoted` tells `"235"` from `235`, and `""` from an empty value.

    `marks` are the places of its `{{ … }}` and `{% … %}`, in order.
    """

    text: str
    place: Place
    quoted: bool = False
    marks: tuple[Place, ...] = ()

    @property
    def is_null(self) -> bool:
        """Whether the value is empty, `~` or `null`, not in quotes."""
        return not self.quoted and self.text in NULLS


@dataclass(frozen=True, slots=True)
class YamlSequence:
    """A YAML list: its nodes in order."""

    items: tuple[YamlNode, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class YamlMapping:
    """A YAML mapping: nodes by key, and the place of each key; of what an upper layer has removed, where it did."""

    entries: Mapping[str, YamlNode]
    keys: Mapping[str, Place]
    place: Place
    removed: Mapping[str, Place] = field(default_factory=dict, compare=False)


YamlNode = YamlScalar | YamlSequence | YamlMapping


@dataclass(slots=True)
class _Reading:
    """The state of reading one YAML file: its problems, nodes by the id of PyYAML's node, how many nodes so far."""

    file: str
    lines: list[str]
    problems: list[Diagnostic] = field(default_factory=list)
    # An alias gives its anchor's node again: read once and shared, but counted each time, as a bomb would be.
    known: dict[int, tuple[YamlNode | None, int]] = field(default_factory=dict)
    size: int = 0


def read_file(path: Path, shown: str, files: Files = DISK) -> tuple[YamlMapping | None, tuple[Diagnostic, ...]]:
    """Read a YAML file whose top is a mapping; None and the problems where it cannot be read.

    `shown` is the file's name in messages, `files` gives the bytes.
    """
    try:
        data = files.read(path)
    except OSError as error:
        reason = "не найден" if isinstance(error, FileNotFoundError) else "не открывается"
        return None, (reading.FILE_MISSING.at(Place(shown), f"Файл «{shown}» {reason}."),)
    return read_bytes(data, shown)


def read_bytes(data: bytes, shown: str) -> tuple[YamlMapping | None, tuple[Diagnostic, ...]]:
    """Read YAML whose top is a mapping; None and the problems where it cannot be read.

    `data` is UTF-8 with or without a byte order mark, `shown` the file's name in messages.
    """
    node, problems = read_node(data, shown)
    return _mapping(node, problems)


def read_node(data: bytes, shown: str) -> tuple[YamlNode | None, tuple[Diagnostic, ...]]:
    """Read YAML whose top may be a mapping, a list or a single text; else as `read_bytes`."""
    if len(data) > MAX_FILE_BYTES:
        return None, (reading.TOO_LARGE.at(Place(shown), f"Файл больше {MAX_FILE_BYTES >> 20} МБ."),)
    if other := other_file(data):
        return None, (reading.NOT_A_MAPPING.at(Place(shown), f"Это {other[0]}, а не файл YAML.", hint=other[1]),)
    if data.count(b":") > MAX_KEYS:
        return None, (reading.TOO_LARGE.at(Place(shown), "В файле слишком много ключей: это не настройки."),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        hint = "Сохраните файл в UTF-8: в Блокноте «Файл» → «Сохранить как» → «Кодировка: UTF-8»."
        message = "Файл не в кодировке UTF-8: здесь стоит байт, которого в ней быть не может."
        return None, (reading.NOT_UTF8.at(Place(shown, line, column), message, hint=hint),)
    return _compose(text, shown)


def _compose(text: str, shown: str) -> tuple[YamlNode | None, tuple[Diagnostic, ...]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        return None, (syntax_problem(error, text, shown),)
    except RecursionError:
        return None, (reading.TOO_LARGE.at(Place(shown, 1, 1), "Вложенность слишком глубока."),)
    if root is None:
        return YamlMapping({}, {}, Place(shown, 1, 1)), ()
    state = _Reading(shown, re.split(r"\r\n|\r|\n|\x85|\u2028|\u2029", text))
    node = _convert(root, state, ())
    return node, tuple(state.problems)


def _mapping(
    node: YamlNode | None, problems: tuple[Diagnostic, ...]
) -> tuple[YamlMapping | None, tuple[Diagnostic, ...]]:
    if isinstance(node, YamlMapping):
        return node, problems
    if node is not None and not problems:
        message = "Файл должен состоять из разделов «ключ: значение»."
        where = Place(node.place.file, 1, 1) if is_null(node) else node.place  # «---» alone: behind the last line
        text = node.text if isinstance(node, YamlScalar) else ""
        stuck = NO_SPACE_AFTER_COLON.match(text)
        hint = f"После двоеточия нужен пробел: {stuck['key']}: {stuck['value'][:40]}" if stuck else ""
        hint = TABLE_HINT if re.search("[;,\t].*[;,\t]", text) else hint or "Начните строку с ключа: «order:»."
        problems = (reading.NOT_A_MAPPING.at(where, message, hint=hint),)
    return None, problems


def _place(node: yaml.Node, file: str) -> Place:
    start, end = node.start_mark, node.end_mark
    same_line = end.line == start.line
    return Place(file, start.line + 1, start.column + 1, end.column + 1 if same_line else 0)


def _convert(node: yaml.Node, state: _Reading, above: tuple[int, ...]) -> YamlNode | None:
    """Turn a node of PyYAML into a located one; `above` are the ids of the nodes that it stands in."""
    if id(node) in state.known:
        converted, size = state.known[id(node)]
        state.size += size
    else:
        before = state.size
        state.size += 1
        converted = None if _too_large(node, state, above) else _convert_new(node, state, (*above, id(node)))
        state.known[id(node)] = converted, state.size - before
    return None if _too_large(node, state, above) else converted


def _too_large(node: yaml.Node, state: _Reading, above: tuple[int, ...]) -> bool:
    if state.size <= MAX_NODES and len(above) <= MAX_DEPTH and id(node) not in above:
        return False
    if not any(problem.code == reading.TOO_LARGE.code for problem in state.problems):
        message = "После подстановки ссылок «*имя» файл становится слишком велик или вложен сам в себя."
        hint = "Напишите значения без ссылок «&» и «*»."
        state.problems.append(reading.TOO_LARGE.at(_place(node, state.file), message, hint=hint))
    return True


def _convert_new(node: yaml.Node, state: _Reading, inside: tuple[int, ...]) -> YamlNode | None:
    place = _place(node, state.file)
    if node.tag not in PLAIN_TAGS:
        tag = node.tag.replace("tag:yaml.org,2002:", "!!")
        state.problems.append(reading.UNSUPPORTED.at(place, f"Метка «{tag}» не читается: уберите её."))
        return None
    if isinstance(node, yaml.ScalarNode):
        marks = _marks(node, state) if "{{" in node.value or "{%" in node.value else ()
        text = _folded(node, state.lines) if "\n" in node.value or "\r" in node.value else node.value
        last = node.start_mark.line if node.style in QUOTED_STYLES or not node.end_mark.column else node.end_mark.line
        written = state.lines[place.line - 1 : last + 1]
        if slip := slip_in_text(written, place.column, in_double_quotes=node.style == '"'):
            line = place.line + slip.line - 1
            at = Place(state.file, line, slip.column, slip.column + slip.length)
            state.problems.append(reading.YAML_SYNTAX.at(at, slip.message, hint=slip.hint))
        ending = "".join(state.lines[node.end_mark.line : node.end_mark.line + 1])
        if not node.style and (lost := lost_number(ending, node.end_mark.column)):
            at = Place(state.file, node.end_mark.line + 1, lost.column, lost.column + lost.length)
            state.problems.append(reading.YAML_SYNTAX.at(at, lost.message, hint=lost.hint))
        return YamlScalar(text, place, node.style in QUOTED_STYLES, marks)
    if isinstance(node, yaml.SequenceNode):
        children = (_convert(child, state, inside) for child in node.value)
        return YamlSequence(tuple(child for child in children if child is not None), place)
    return _convert_mapping(node, place, state, inside)


def _folded(node: yaml.ScalarNode, lines: list[str]) -> str:
    """A text of several lines as prose: the lines of a paragraph joined by spaces, paragraphs divided by an empty line.

    The same for every way to write it: «|», «>», quotes or none. Only an empty line begins a new paragraph.
    """
    if node.style in {"|", ">"}:
        text = "\n".join(_block_lines(lines[node.start_mark.line + 1 : node.end_mark.line + 1]))
    elif node.start_mark.line == node.end_mark.line:
        text = re.sub(r"\r\n?", "\n", node.value)  # written as «\n» within double quotes
    else:
        text = node.value.replace("\n", "\n\n")  # PyYAML has folded all but the empty lines
    paragraphs = re.split(r"\n[ \t]*\n", text)
    joined = (" ".join(line.strip(" \t") for line in part.split("\n")).strip() for part in paragraphs)
    return "\n\n".join(part for part in joined if part)


def _block_lines(lines: list[str]) -> Iterator[str]:
    """The lines of a text below its «|» or «>», down to the first one that stands further left; empty lines are «»."""
    indent: int | None = None
    for line in lines:
        if not line.strip(" \t"):
            yield ""
            continue
        here = len(line) - len(line.lstrip(" "))
        indent = here if indent is None else indent
        if here < indent:
            return
        yield line


def _marks(node: yaml.Node, state: _Reading) -> tuple[Place, ...]:
    """The places of `{{ … }}` and `{% … %}` in the lines of a scalar."""
    start, end = node.start_mark, node.end_mark
    places: list[Place] = []
    for number in range(start.line, min(end.line + 1, len(state.lines))):
        line = state.lines[number]
        first = start.column if number == start.line else 0
        last = end.column if number == end.line else len(line)
        for found in re.finditer(r"\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)", line[first:last]):
            column = first + found.start() + 1
            places.append(Place(state.file, number + 1, column, column + len(found[0])))
    return tuple(places)


def _convert_mapping(node: yaml.Node, place: Place, state: _Reading, inside: tuple[int, ...]) -> YamlMapping:
    entries: dict[str, YamlNode] = {}
    keys: dict[str, Place] = {}
    bare: list[tuple[int, Place]] = []
    for number, (key_node, value_node) in enumerate(node.value):
        key_place = _place(key_node, state.file)
        if not isinstance(key_node, yaml.ScalarNode) or key_node.value == "<<":
            hint = "Общее вынесите в файл и подключите его ключом «extends:»."
            state.problems.append(reading.UNSUPPORTED.at(key_place, "Такой ключ не читается.", hint=hint))
            continue
        key = key_node.value
        if column := false_space(key):
            message, hint = NO_BREAK
            at = replace(key_place, column=key_place.column + column - 1, end_column=0)
            state.problems.append(reading.YAML_SYNTAX.at(at, message, hint=hint, text=key))
            continue
        if isinstance(node, yaml.MappingNode) and node.flow_style and _is_bare(key_node, value_node, state.lines):
            bare.append((number, key_place))
            continue
        if key in entries:
            message = f"Ключ «{key}» уже написан в строке {keys[key].line}."
            state.problems.append(reading.DUPLICATE_KEY.at(key_place, message, hint="Оставьте один из двух.", text=key))
            continue
        value = _convert(value_node, state, inside)
        if value is not None:
            entries[key], keys[key] = value, key_place
    state.problems += _commas_in_braces(node, bare, state.lines)
    return YamlMapping(entries, keys, place)


def _is_bare(key: yaml.Node, value: yaml.Node, lines: list[str]) -> bool:
    """Whether a key within { } was written without a colon: «{2025: 10,5}» has the keys «2025» and «5»."""
    if not isinstance(value, yaml.ScalarNode) or value.value or value.style in QUOTED_STYLES:
        return False
    between = lines[key.end_mark.line][key.end_mark.column :] if key.end_mark.line < len(lines) else ""
    return not between.lstrip().startswith(":")


def _commas_in_braces(node: yaml.Node, bare: list[tuple[int, Place]], lines: list[str]) -> Iterator[Diagnostic]:
    """A problem for each run of keys without a colon, with the text that should stand in quotes."""
    runs: list[list[tuple[int, Place]]] = []
    for number, place in bare:
        if runs and runs[-1][-1][0] == number - 1:
            runs[-1].append((number, place))
        else:
            runs.append([(number, place)])
    for run in runs:
        before = node.value[run[0][0] - 1] if run[0][0] else None
        last = node.value[run[-1][0]][0]
        name = node.value[run[0][0]][0].value
        if stuck := NO_SPACE_AFTER_COLON.match(name):
            at, hint = run[0][1], f"{stuck['key']}: {stuck['value']}"
            yield reading.YAML_SYNTAX.at(at, "Нет пробела после двоеточия.", hint=hint, text=name)
            continue
        hint = "Возьмите в кавычки весь текст, в котором есть запятая."
        if len(bare) == len(node.value):
            names = ", ".join(key.value for key, _ in node.value)
            hint = f"Если это список, скобки квадратные: [{names}]"
        if before is not None and before[1].start_mark.line == last.end_mark.line < len(lines):
            text = lines[last.end_mark.line][before[1].start_mark.column : last.end_mark.column]
            hint = f"Возьмите в кавычки: {before[0].value}: {in_quotes(text)}"
            if before[0].value in LISTS:
                hint = f"Список пишут в скобках: {before[0].value}: [{text}]"
        message = f"Запятая внутри {{ }} отделяет новый ключ, и «{name}» осталось без значения."
        yield reading.COMMA_IN_BRACES.at(run[0][1], message, hint=hint, text=name)


def item_id(node: YamlNode) -> str:
    """The `id` of a list item, or an empty string."""
    entry = node.entries.get("id") if isinstance(node, YamlMapping) else None
    return entry.text if isinstance(entry, YamlScalar) else ""


def paths_of_item(node: YamlNode | None, name: str) -> Iterator[tuple[str, ...]]:
    """The keys and ids under which the items of lists below a node stand whose `id` is a name, without that id."""
    if isinstance(node, YamlMapping):
        for key, child in node.entries.items():
            yield from ((key, *path) for path in paths_of_item(child, name))
    elif isinstance(node, YamlSequence):
        for item in node.items:
            if item_id(item) == name:
                yield ()
            elif item_id(item):
                yield from ((item_id(item), *path) for path in paths_of_item(item, name))


def without_nulls(node: YamlNode, problems: list[Diagnostic]) -> YamlNode:
    """A tree without its empty values, each of which is a problem: there is nothing below that it could remove."""
    if isinstance(node, YamlSequence):
        for item in node.items:
            if is_null(item):
                message = "Строка списка пуста."
                problems.append(reading.NO_VALUE.at(item.place, message, hint="Впишите значение или уберите строку."))
        return YamlSequence(
            tuple(without_nulls(item, problems) for item in node.items if not is_null(item)), node.place
        )
    if isinstance(node, YamlMapping):
        problems += (nothing_to_remove(node, key, ()) for key, value in node.entries.items() if is_null(value))
        entries = {key: without_nulls(value, problems) for key, value in node.entries.items() if not is_null(value)}
        return YamlMapping(entries, node.keys, node.place)
    return node


def is_null(node: YamlNode) -> bool:
    """Whether a node is an empty value, `~` or `null`."""
    return isinstance(node, YamlScalar) and node.is_null


def nothing_to_remove(node: YamlMapping, key: str, known: Iterable[str]) -> Diagnostic:
    """The problem of a key without a value that removes nothing; `known` are the keys that the layers below have."""
    value, place = node.entries[key], node.keys[key]
    written = value.text if isinstance(value, YamlScalar) else ""
    if ":" in key.rstrip(":"):
        name, _, rest = key.partition(":")
        return reading.NO_VALUE.at(place, "Нет пробела после двоеточия.", hint=f"{name}: {rest}", text=key)
    if not written:
        hint = _perhaps(key, known) or 'Впишите значение или уберите строку; пустой текст – это "".'
        return reading.NO_VALUE.at(place, f"У ключа «{key}» нет значения.", hint=hint, text=key)
    hint = _perhaps(key, known) or "Уберите строку: «null» убирает то, что написано в нижнем слое."
    return reading.NO_VALUE.at(place, f"Убирать нечего: ключа «{key}» в нижнем слое нет.", hint=hint, text=key)


def _perhaps(key: str, known: Iterable[str]) -> str:
    """«Возможно, «letter».»: the hint with the known key that was probably meant, or nothing."""
    near = perhaps(key, known)
    return f"{near[:1].upper()}{near[1:]}." if near else ""


def plain_data(node: YamlNode) -> object:
    """The tree as plain data: `str`, `list`, `dict`; scalars stay text."""
    if isinstance(node, YamlScalar):
        return node.text
    if isinstance(node, YamlSequence):
        return [plain_data(item) for item in node.items]
    return {key: plain_data(value) for key, value in node.entries.items()}


def node_at(root: YamlNode, path: tuple[str | int, ...]) -> YamlNode:
    """The node at a path of keys and indexes, or the deepest one on the way to it that the tree has."""
    node = root
    for step in path:
        child = _step(node, step)
        if child is not None:
            node = child
    return node


def place_at(root: YamlNode, path: tuple[str | int, ...]) -> Place:
    """The place of the value at a path (see `node_at`)."""
    return node_at(root, path).place


def key_at(root: YamlNode, path: tuple[str | int, ...]) -> Place | None:
    """The place of the key at the end of a path; None where there is no such key."""
    parent = node_at(root, path[:-1])
    return parent.keys.get(str(path[-1])) if isinstance(parent, YamlMapping) and path else None


def key_place_at(root: YamlNode, path: tuple[str | int, ...]) -> Place:
    """The place of the key at the end of a path; that of the value where it has no key."""
    return key_at(root, path) or place_at(root, path)


def _step(node: YamlNode, step: str | int) -> YamlNode | None:
    if isinstance(node, YamlMapping):
        return node.entries.get(str(step))
    if isinstance(node, YamlSequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def scalars(node: YamlNode) -> Iterator[YamlScalar]:
    """Every scalar (text, number, empty value) of a tree, in reading order."""
    if isinstance(node, YamlScalar):
        yield node
        return
    for child in node.items if isinstance(node, YamlSequence) else node.entries.values():
        yield from scalars(child)


_BRACES = re.compile(r"\{[{%#]|\{_[{%]|\}_\}|%_\}|[}%#]\}")


def has_marks(text: str) -> bool:
    """Whether a text holds braces of tags, so that something is to be filled in or a brace was forgotten."""
    return _BRACES.search(text) is not None
