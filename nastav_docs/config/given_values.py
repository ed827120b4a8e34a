"""Values that a script gives in place of YAML, as the same located trees: `load({"order": {…}})`, rows of a database.

The place of a value is the way to it: «load(…), order.date», «schools[17].director».
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

from nastav_docs.config.yaml_tree import YamlMapping, YamlNode, YamlScalar, YamlSequence
from nastav_docs.diagnostics import Place
from nastav_docs.files import named


def given_tree(given: Mapping[str, object], who: str) -> YamlMapping:
    """The settings that a script gives to `who` («load»), as a tree; None removes, as in YAML.

    Raises TypeError in Russian for a value of a type that YAML has not: an open file, a function, an object.
    """
    found = _node(_mapping(given), f"{who}(…)", "", who)
    assert isinstance(found, YamlMapping)  # noqa: S101  a mapping gives one
    return found


def given_schools(given: object) -> YamlSequence:
    """The schools that a script gives to `load`, mappings of columns to values, as the rows of a YAML registry.

    None and NaN are empty cells, as databases and tables of pandas have them. Raises TypeError in Russian.
    """
    if isinstance(given, (str, bytes, Mapping)) or not isinstance(given, Iterable):
        raise TypeError(f"load ждёт в schools= строки – словари «столбец: значение», а получил: {named(given)}.")
    found: list[YamlNode] = []
    for number, row in enumerate(given):
        values = _mapping(row)
        if not isinstance(values, Mapping):
            raise TypeError(f"load ждёт в schools= словари «столбец: значение», а schools[{number}] – {named(row)}.")
        file = f"schools[{number}]"
        entries = {str(key): _cell(value, str(key), number) for key, value in values.items()}
        keys = {key: _at(number, key) for key in entries}
        found.append(YamlMapping(entries, keys, Place(file)))
    return YamlSequence(tuple(found), Place("schools"))


def _at(number: int, key: str) -> Place:
    """The place of a school's value; `heading` lets one problem of many schools be told once."""
    return Place("schools", words=f"[{number}].{key}", heading=key)


def _cell(value: object, key: str, number: int) -> YamlNode:
    node = _node(value, "schools", f"[{number}].{key}", "load")
    return YamlScalar(node.text, _at(number, key), node.quoted) if isinstance(node, YamlScalar) else node


def plain_value(value: object) -> object:
    """A free value of a script as templates print it: a date as «02.11.2020», any mapping a dict, any row a list."""
    if isinstance(value, dt.date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, (str, bool, int, float, Decimal)) or value is None:
        return value
    found = _mapping(value)
    if isinstance(found, Mapping):
        return {str(key): plain_value(inner) for key, inner in found.items()}
    return [plain_value(item) for item in value] if isinstance(value, (list, tuple)) else value


def laid_over(below: object, given: Mapping[str, object]) -> dict[str, object]:
    """Free values with those of a script laid over: mappings merge, anything else replaces."""
    merged: dict[str, object] = dict(below) if type(below) is dict else {}
    for key, value in given.items():
        merged[key] = laid_over(merged.get(key), value) if type(value) is dict else value
    return merged


def _mapping(value: Any) -> Any:  # noqa: ANN401  whatever a script has
    """A row of a database (it has keys and is no Mapping) as a mapping; any other value as it is."""
    if isinstance(value, Mapping) or not (hasattr(value, "keys") and hasattr(value, "__getitem__")):
        return value
    return {key: value[key] for key in value.keys()}  # noqa: SIM118  a row of sqlite3 goes through its values


def _node(value: object, file: str, way: str, who: str) -> YamlNode:
    place = Place(file, words=way)
    value = _mapping(value)
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return YamlScalar("", place)
    if isinstance(value, str):
        return YamlScalar(value, place, quoted=True)
    if isinstance(value, bool):
        return YamlScalar("да" if value else "нет", place)
    if isinstance(value, Integral):
        return YamlScalar(str(int(value)), place)
    if isinstance(value, (Real, Decimal)):
        return YamlScalar(str(value).replace(".", ","), place)
    if isinstance(value, dt.date):
        return YamlScalar(f"{value:%d.%m.%Y}", place)
    if isinstance(value, Mapping):
        steps = {str(key): f"{way}.{key}" if way else str(key) for key in value}
        entries = {str(key): _node(inner, file, steps[str(key)], who) for key, inner in value.items()}
        return YamlMapping(entries, {key: Place(file, words=step) for key, step in steps.items()}, place)
    if isinstance(value, (list, tuple)):
        items = (_node(item, file, f"{way}[{number}]", who) for number, item in enumerate(value))
        return YamlSequence(tuple(items), place)
    kinds = "тексты, числа, даты, да и нет, списки и словари"
    raise TypeError(f"{who} ждёт {kinds}, а {file if file == 'schools' else ''}{way} – {named(value)}.")
