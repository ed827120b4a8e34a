"""Change single values of a YAML file in place: comments, order and every line that is not meant stay byte for byte.

The values are found by the marks of PyYAML, cut out and written anew; then the whole file is read again, and only what
differs from the old one in exactly the values that were to change is given back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import yaml

from nastav_docs.config.yaml_tree import NULLS, YamlScalar, plain_data, read_bytes, read_node
from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import building as codes

if TYPE_CHECKING:
    from collections.abc import Sequence

STEP: Final = 2  # spaces by which a new mapping stands in
WIDTH: Final = 110  # signs of a line in a text of several lines


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: the value at a path gets a text, or (None) its line goes.

    The path may end behind what the file has: mappings on the way are made, and an index one past the last adds to a
    list. `removes` writes `null` instead, which takes away what a lower layer says. `swaps`: the row of a list at the
    path changes places with the next one, each with the comments above it.
    """

    path: tuple[str | int, ...]
    text: str | None
    removes: bool = False
    swaps: bool = False


class CannotEditError(Exception):
    """The file is written in a way that this module leaves to a person; says why, in Russian."""


def edited(data: bytes, shown: str, edits: Sequence[Edit]) -> bytes | Diagnostic:
    """The bytes of a YAML file after some edits, done one after another, or the problem that keeps it as it is.

    edited(b"number: ''  # of the journal", "district.yaml", [Edit(("number",), "235")])
    # b"number: '235'  # of the journal"
    """
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    before, problems = read_node(data, shown)
    if before is None:
        return problems[0]
    text, wanted = data.decode("utf-8-sig"), plain_data(before)
    place = before.place
    for edit in edits:
        try:
            wanted = expected(wanted, edit.path, edit)
            text = _changed(text, edit)
        except CannotEditError as reason:
            return _refused(Place(place.file), edit, str(reason))
        after, _ = read_node(text.encode(), shown)
        if after is None or _without_nulls(plain_data(after)) != _without_nulls(wanted):
            return _refused(Place(place.file), edit, "значение записано ссылкой «*имя» или другим необычным способом")
    return mark + text.encode()


def _refused(place: Place, edit: Edit, why: str) -> Diagnostic:
    name = " → ".join(str(step) for step in edit.path)
    hint = "Измените это значение в самом файле, в текстовом редакторе."
    return codes.NOT_EDITED.at(place, f"Правка «{name}» не внесена: {why}.", hint=hint, text=str(edit.path[-1]))


def folded(text: str) -> str:
    """A text as the reader of settings takes it: lines of a paragraph joined, paragraphs divided by an empty line."""
    parts = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    joined = (" ".join(line.strip(" \t") for line in part.split("\n")).strip() for part in parts)
    return "\n\n".join(part for part in joined if part)


# --------------------------------------------------------------------------------- what the file must say afterwards


def expected(data: Any, path: tuple[str | int, ...], edit: Edit) -> Any:  # noqa: ANN401  plain data of YAML
    """Plain data after an edit, the same objects where nothing changes; raises CannotEditError for no path."""
    if not path:
        return "null" if edit.removes else folded(edit.text or "")
    step, rest = path[0], path[1:]
    gone = not rest and edit.text is None and not edit.removes
    if isinstance(data, list) and edit.swaps and not rest:
        if not isinstance(step, int) or step + 1 >= len(data):
            raise CannotEditError("такой строки в списке нет")
        return [*data[:step], data[step + 1], data[step], *data[step + 2 :]]
    if isinstance(data, list):
        if not isinstance(step, int) or step > len(data) or (gone and step == len(data)):
            raise CannotEditError("такой строки в списке нет")
        if gone:
            return [*data[:step], *data[step + 1 :]]
        old = data[step] if step < len(data) else None
        return [*data[:step], expected(old, rest, edit), *data[step + 1 :]]
    if isinstance(data, dict):
        if gone:
            return {key: value for key, value in data.items() if key != str(step)}
        return {**data, str(step): expected(data.get(str(step)), rest, edit)}
    if data is None or data in NULLS:
        child = expected(None, rest, edit)
        return [child] if step == 0 else {str(step): child}
    raise CannotEditError("на пути к нему стоит текст")


def _without_nulls(data: Any) -> Any:  # noqa: ANN401  plain data of YAML
    """Data to be compared: every way to write nothing is one."""
    if isinstance(data, dict):
        return {key: _without_nulls(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_without_nulls(value) for value in data]
    return None if data in NULLS else data


# ----------------------------------------------------------------------------------------------- cutting and writing


def _changed(text: str, edit: Edit) -> str:
    """The text of a file after one edit."""
    root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if root is None:
        return text + ("" if not text or text.endswith("\n") else "\n") + _new_lines(edit.path, edit, 0, "\n")
    node, key, above, flow = root, None, root, False
    for number, step in enumerate(edit.path):
        flow = flow or bool(node.flow_style) if isinstance(node, yaml.CollectionNode) else flow
        found = _child(node, step)
        if found is None:
            return _added(text, node, key, edit, number)
        above = node
        key, node = found
    if edit.swaps and isinstance(above, yaml.SequenceNode):
        return _swapped(text, above, int(edit.path[-1]))
    if edit.text is None and not edit.removes:
        return _cut_out(text, above, edit.path[-1])
    if not isinstance(node, yaml.ScalarNode) and not edit.removes:
        raise CannotEditError("там стоит не один текст")
    return _replaced(text, (key, node), edit, flow=flow)


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    """The key and the value at a step, (None, value) in a list; None where there is none."""
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and not node.value


def _behind(text: str, node: yaml.Node, key: yaml.Node | None) -> int:
    """Where a value really ends: block collections and texts of «|» go on to the next token for PyYAML."""
    if _is_empty(node):
        if key is None:
            return int(node.start_mark.index)
        colon = re.compile(r"[ \t]*:").match(text, key.end_mark.index)
        return colon.end() if colon else int(key.end_mark.index)
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        return _behind(text, node.value[-1][1], node.value[-1][0])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return _behind(text, node.value[-1], None)
    if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
        return start + len(_block_text(text[start:end]))
    return start + len(text[start:end].rstrip())


def _block_text(written: str) -> str:
    """The lines of a text below «|» or «>», without empty lines and comments that follow it."""
    lines = written.splitlines(keepends=True)
    inside = [line for line in lines[1:] if line.strip()]
    indent = len(inside[0]) - len(inside[0].lstrip(" ")) if inside else 0
    last = 0
    for number, line in enumerate(lines[1:], 1):
        if line.strip() and len(line) - len(line.lstrip(" ")) < indent:
            break
        last = number if line.strip() else last
    return "".join(lines[: last + 1]).rstrip("\r\n")


def _line_end(text: str, at: int) -> int:
    """The index behind the line break of the line that `at` stands in."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _line_break(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _replaced(text: str, entry: tuple[yaml.Node | None, yaml.Node], edit: Edit, *, flow: bool) -> str:
    """The text with a value written anew, in the way it was written before where that holds it.

    `flow`: it stands within { } or [ ].
    """
    key, node = entry
    start, end = node.start_mark.index, _behind(text, node, key)
    if edit.removes:
        return text[:start] + "null" + text[end:]
    wanted = folded(edit.text or "")
    if _is_empty(node):
        return f"{text[:end]} {_one_line(wanted, '', flow=flow)}{text[end:]}"
    style = str(getattr(node, "style", None) or "")
    if style in {"|", ">"} and wanted:
        return text[:start] + _same_block(text[start:end], wanted, _line_break(text)) + text[end:]
    return text[:start] + _one_line(wanted, style, flow=flow) + text[end:]


def _same_block(written: str, wanted: str, line_break: str) -> str:
    """A text of «|» or «>» with new words: lines before and behind the change stay as they are."""
    head, *lines = written.splitlines()
    indent = next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), STEP)
    old = [line.strip() for line in lines]
    first, last = 0, len(old)
    while first < len(old) and _goes_on(wanted, folded("\n".join(old[: first + 1])), empty=not old[first]):
        first += 1
    middle = wanted[len(folded("\n".join(old[:first]))) :]
    while last > first and _ends_so(middle, folded("\n".join(old[last - 1 :])), empty=not old[last - 1]):
        last -= 1
    middle = middle.removesuffix(folded("\n".join(old[last:])))
    if first and not old[first - 1]:
        middle = middle.lstrip("\n")
    if last < len(old) and not old[last]:
        middle = middle.rstrip("\n")
    new = [] if not middle.strip() else [f"{' ' * indent}{part}" if part else "" for part in _wrapped(middle)]
    return line_break.join([head, *lines[:first], *new, *lines[last:]])


def _goes_on(wanted: str, kept: str, *, empty: bool) -> bool:
    """Whether a text begins with what the lines kept say, cut at the end of a line (`empty`: of a paragraph)."""
    rest = wanted[len(kept) :]
    return wanted.startswith(kept) and (not rest or rest.startswith("\n\n" if empty else (" ", "\n")))


def _ends_so(wanted: str, kept: str, *, empty: bool) -> bool:
    """Whether a text ends with what the lines kept say, cut as in `_goes_on`."""
    rest = wanted[: len(wanted) - len(kept)]
    return wanted.endswith(kept) and bool(kept) and rest.endswith("\n\n" if empty else (" ", "\n"))


def _wrapped(text: str) -> list[str]:
    """The lines of a text, an empty one between paragraphs (and before or behind, where it begins or ends with one)."""
    import textwrap  # noqa: PLC0415  only for texts of several lines

    lines: list[str] = []
    for number, part in enumerate(text.split("\n\n")):
        if number:
            lines.append("")
        lines += textwrap.wrap(part.strip(), WIDTH, break_long_words=False, break_on_hyphens=False)
    return lines


def _one_line(text: str, style: str, *, flow: bool) -> str:
    """A text as a value on one line: in the quotes that stood there, without any where none are needed."""
    if "\n" not in text and style == "'":
        return "'" + text.replace("'", "''") + "'"
    if style != '"' and _may_stand_plain(text, flow=flow):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _may_stand_plain(text: str, *, flow: bool) -> bool:
    """Whether a text without quotes is read as itself, with `flow` also within { } and [ ]."""
    if text in NULLS or "\n" in text or text != text.strip() or (flow and re.search(r"[,\[\]{}]", text)):
        return False
    found, problems = read_bytes(f"a: {text}\n".encode(), "")
    value = found.entries.get("a") if found is not None else None
    return not problems and isinstance(value, YamlScalar) and not value.quoted and value.text == text


def _added(text: str, node: yaml.Node, key: yaml.Node | None, edit: Edit, number: int) -> str:
    """The text with a new entry in a mapping or list: `number` steps of the edit's path lead to it."""
    if edit.text is None and not edit.removes:
        return text
    rest = edit.path[number:]
    if isinstance(node, yaml.ScalarNode):
        if not _is_empty(node) and node.value not in NULLS:
            raise CannotEditError("на пути к нему стоит текст")
        end = _behind(text, node, key)
        start = node.start_mark.index if not _is_empty(node) else end
        return f"{text[:start].rstrip(' ') if _is_empty(node) else text[:start]} {_flow(rest, edit)}{text[end:]}"
    if isinstance(node, yaml.SequenceNode) and rest[0] != len(node.value):
        raise CannotEditError("такой строки в списке нет")
    if getattr(node, "flow_style", False) or not node.value:
        at = _last_end(text, node)
        comma = ", " if node.value else ""
        return f"{text[:at]}{comma}{_flow(rest, edit)[1:-1]}{text[at:]}"
    at = _line_end(text, _behind(text, node, key))
    line_break = _line_break(text)
    gap = "" if at == 0 or text[at - 1] == "\n" else line_break
    return text[:at] + gap + _new_lines(rest, edit, node.start_mark.column, line_break) + text[at:]


def _last_end(text: str, node: yaml.Node) -> int:
    """The index behind the last entry of a collection in brackets, or behind the opening one of an empty one."""
    if not node.value:
        return int(node.start_mark.index) + 1
    last = node.value[-1]
    key, value = last if isinstance(node, yaml.MappingNode) else (None, last)
    return _behind(text, value, key)


def _flow(path: tuple[str | int, ...], edit: Edit, *, flow: bool = True) -> str:
    """`{a: {b: text}}` for the steps of a path that the file has not."""
    if not path:
        return "null" if edit.removes else _one_line(folded(edit.text or ""), "", flow=flow)
    inner = _flow(path[1:], edit)
    return f"[{inner}]" if isinstance(path[0], int) else f"{{{_key(path[0])}: {inner}}}"


def _key(key: str) -> str:
    return key if re.fullmatch(r"[\w-]+", key) and key not in NULLS else '"' + key.replace('"', '\\"') + '"'


def _new_lines(path: tuple[str | int, ...], edit: Edit, indent: int, line_break: str) -> str:
    """Lines of block style for the steps of a path that the file has not."""
    lines, prefix = [], " " * indent
    for number, step in enumerate(path):
        last = number == len(path) - 1
        value = " " + _flow((), edit, flow=False) if last else ""
        if isinstance(step, int):
            prefix += "- "
            if last:
                lines.append(prefix + value.strip())
            continue
        lines.append(f"{prefix}{_key(step)}:{value}")
        prefix = " " * (len(prefix) + STEP)
    return line_break.join(lines) + line_break


def _cut_out(text: str, above: yaml.Node, step: str | int) -> str:
    """The text without the entry of a mapping or list."""
    entries = [pair if isinstance(above, yaml.MappingNode) else (None, pair) for pair in above.value]
    at = next(n for n, (key, _) in enumerate(entries) if (n == step if key is None else key.value == str(step)))
    key, value = entries[at]
    start, end = (key or value).start_mark.index, _behind(text, value, key)
    if len(entries) == 1:
        empty = "{}" if key is not None else "[]"
        return text[: above.start_mark.index] + empty + text[_behind(text, above, None) :]
    following = (entries[at + 1][0] or entries[at + 1][1]).start_mark.index if at + 1 < len(entries) else None
    if getattr(above, "flow_style", False):
        if following is not None:
            return text[:start] + text[following:]
        before_key, before = entries[at - 1]
        return text[: _behind(text, before, before_key)] + text[end:]
    line = _line_start(text, start)
    if key is not None and text[line:start].strip() and following is not None:
        return text[:start] + text[following:]  # «- id: …», the first key of a list's item
    return text[:line] + text[_line_end(text, end) :]


def _swapped(text: str, above: yaml.SequenceNode, step: int) -> str:
    """The text with two rows of a list in each other's place."""
    first, second = above.value[step], above.value[step + 1]
    if above.flow_style:
        one, two = first.start_mark.index, second.start_mark.index
        end, last = _behind(text, first, None), _behind(text, second, None)
        return text[:one] + text[two:last] + text[end:two] + text[one:end] + text[last:]
    begins = _line_start(text, first.start_mark.index)
    dash = text[begins : first.start_mark.index]
    if dash.strip() != "-":
        raise CannotEditError("строка списка начинается не со своей строки")
    while (comment := text[_line_start(text, begins - 1) : begins]).lstrip().startswith("#") and begins:
        if len(comment) - len(comment.lstrip()) != dash.index("-"):
            break  # of what stands above the list
        begins -= len(comment)
    middle = _line_end(text, _behind(text, first, None))
    last = _line_end(text, _behind(text, second, None))
    lower, upper = text[begins:middle], text[middle:last]
    if not upper.endswith("\n"):
        line_break = _line_break(text)
        lower, upper = lower.removesuffix(line_break), upper + line_break
    return text[:begins] + upper + lower + text[last:]
