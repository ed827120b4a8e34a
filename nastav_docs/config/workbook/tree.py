"""Put values at their ways in a tree of settings, and tell whether two trees say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.config.field_types import FLAGS
from nastav_docs.config.yaml_edits import folded
from nastav_docs.config.yaml_tree import YamlMapping, YamlScalar, YamlSequence

if TYPE_CHECKING:
    from nastav_docs.config.workbook.layout import Path
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Place

# Keys whose value may be a text or a list of one.
LINES = frozenset(
    (
        *("responsible", "signed_by", "agreed", "acquainted", "letterhead", "addressee", "compilers", "present"),
        *("invited", "said", "one_of", "heading", "templates", "text", "closing", "annexes", "lines"),
    )
)
# Mappings that may be written as one text: which of their values it is.
SHORT = {"schools": "file", "reply_to": "act", "protocol": "paper"}


class TakenError(Exception):
    """A value stands at this way already; `place` says where."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


class NoWayError(Exception):
    """There is no such way: it leads through a text, or past the end of a list."""


def with_value(node: YamlNode | None, path: Path, value: YamlNode, place: Place) -> YamlNode:
    """A tree with a value at the end of a path; mappings and lists on the way are made, with `place`.

    Raises TakenError where another value stands there, NoWayError where no value can.
    """
    if not path:
        return value if node is None else _both(node, value)
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = () if node is None else node.items if isinstance(node, YamlSequence) else None
        if items is None or step > len(items):
            raise NoWayError
        made = with_value(items[step] if step < len(items) else None, rest, value, place)
        return YamlSequence((*items[:step], made, *items[step + 1 :]), place if node is None else node.place)
    if node is None:
        node = YamlMapping({}, {}, place)
    if isinstance(node, YamlSequence):
        at = next((n for n, item in enumerate(node.items) if _id(item) == step), None)
        if at is None:
            raise NoWayError
        return with_value(node, (at, *rest), value, place)
    if isinstance(node, YamlScalar):
        if node.is_null:
            raise TakenError(node.place)
        raise NoWayError
    made = with_value(node.entries.get(step), rest, value, place)
    keys = {**node.keys, step: node.keys[step] if step in node.entries else place}
    return YamlMapping({**node.entries, step: made}, keys, node.place)


def _id(node: YamlNode) -> str:
    found = node.entries.get("id") if isinstance(node, YamlMapping) else None
    return found.text if isinstance(found, YamlScalar) else ""


def _both(node: YamlNode, value: YamlNode) -> YamlNode:
    """Two homes of one mapping, its keys divided between them."""
    if not isinstance(node, YamlMapping) or not isinstance(value, YamlMapping):
        raise TakenError(node.place)
    made: YamlNode = node
    for key, inner in value.entries.items():
        made = with_value(made, (key,), inner, value.keys[key])
    return made


def same(one: YamlNode, other: YamlNode) -> bool:
    """Whether two layers say the same, whichever of the short forms each is written in."""
    return said(one) == said(other)


def said(node: YamlNode, key: str = "") -> object:
    """A tree as plain data in one form: a list of one text and the text, `{text: …}` and the text are equal."""
    if isinstance(node, YamlScalar):
        if node.is_null:
            return None
        text = folded(node.text).strip()
        flag = FLAGS.get(text.lower())
        text = text if flag is None else "да" if flag else "нет"
        if key in SHORT:
            return {SHORT[key]: text}
        paragraphs = text.split("\n\n")
        return paragraphs if key in LINES and len(paragraphs) > 1 else text
    if isinstance(node, YamlSequence):
        items = [_item(said(item), key) for item in node.items]
        if key == "indicators":
            return {"rows": items}
        return items[0] if key in LINES and len(items) == 1 and isinstance(items[0], str) else items
    below = {name: said(value, name) for name, value in node.entries.items()}
    if key == "columns":
        return {name: _column(value) for name, value in below.items()}
    return below


def _item(item: object, key: str) -> object:
    """An item of a list: a mapping that has only what its short form says is that short form."""
    if not isinstance(item, dict):
        return item
    if key == "columns" and "id" not in item and len(item) == 1:
        ((name, title),) = item.items()
        item = {"id": name, "title": title}
    if key == "columns" and item.get("title") == "":
        item = {name: value for name, value in item.items() if name != "title"}
    if len(item) == 1 and (short := next((name for name in ("text", "id", "by", "label") if name in item), "")):
        return item[short]
    return item


def _column(value: object) -> object:
    """A column of a list: `person`, `{type: person}`, `{one_of: […]}`."""
    if isinstance(value, str):
        return {"type": value}
    if not isinstance(value, dict):
        return value
    inner = value.get("type")
    value = {**value, **inner} if isinstance(inner, dict) else dict(value)
    if "one_of" in value:
        value["type"] = "one_of"
    return value


def simple(node: YamlNode, key: str = "") -> object:
    """A tree as plain data in the short forms that a person would write: a clause that is only a text is a text."""
    if isinstance(node, YamlScalar):
        return None if node.is_null else folded(node.text).strip()
    if isinstance(node, YamlSequence):
        items = [simple(item) for item in node.items]
        if key in {"clauses", "annexes", "columns"}:
            return [_item(item, "") for item in items]
        return items
    below = {name: simple(value, name) for name, value in node.entries.items()}
    if key == "columns":
        return {n: v["type"] if isinstance(v, dict) and set(v) == {"type"} else v for n, v in below.items()}
    return below
