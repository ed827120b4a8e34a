"""Lay one layer of a config over another."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from nastav_docs.config.yaml_tree import (
    YamlMapping,
    YamlScalar,
    YamlSequence,
    is_null,
    item_id,
    nothing_to_remove,
    without_nulls,
)
from nastav_docs.diagnostics import Severity, did_you_mean, nearest
from nastav_docs.diagnostics.codes import reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic, Place

# The share of equal letters from which the id of an added item is taken for a slip in the id of another.
SLIP: Final = 0.8


def overlay(base: YamlNode, top: YamlNode, problems: list[Diagnostic]) -> YamlNode:
    """Lay `top` over `base`: mappings merge, scalars and lists replace, null removes.

    A mapping `id: {…}` over a list of items with `id` changes those items, adds new ones (where their `after:` or
    `before:` says) and removes those that are null. Each value keeps the place that it was written at. What does not
    fit goes to `problems`.
    """
    if isinstance(base, YamlMapping) and isinstance(top, YamlMapping):
        return _overlay_tables(base, top, problems)
    if isinstance(base, YamlSequence) and isinstance(top, YamlMapping) and base.items:
        return _overlay_items(base, top, problems)
    return without_nulls(top, problems)


def stacked(below: YamlNode, top: YamlNode, problems: list[Diagnostic]) -> YamlNode:
    """Join two layers of changes to one, for a base that is not there yet: what either removes stays null in it."""
    if isinstance(below, YamlMapping) and isinstance(top, YamlMapping):
        entries, keys = dict(below.entries), {**below.keys, **top.keys}
        for key, node in top.entries.items():
            entries[key] = stacked(entries[key], node, problems) if key in entries else node
        return YamlMapping(entries, keys, top.place)
    if isinstance(below, YamlSequence) and isinstance(top, YamlMapping):
        return overlay(below, top, problems)
    return top


def _overlay_tables(base: YamlMapping, top: YamlMapping, problems: list[Diagnostic]) -> YamlMapping:
    entries, keys, removed = dict(base.entries), dict(base.keys), dict(base.removed)
    for key, node in top.entries.items():
        if is_null(node):
            if key not in entries:
                problems.append(nothing_to_remove(top, key, base.entries))
            entries.pop(key, None)
            keys.pop(key, None)
            removed[key] = top.keys[key]
            continue
        below = base.entries.get(key)
        entries[key] = _added(top, key, base, problems) if below is None else overlay(below, node, problems)
        keys[key] = top.keys[key]
    return YamlMapping(entries, keys, top.place, removed)


def _added(top: YamlMapping, key: str, base: YamlMapping, problems: list[Diagnostic]) -> YamlNode:
    """What a key says that no layer below has; a slip in the key is told, not what is then removed under it in vain."""
    nothing: list[Diagnostic] = []
    node = without_nulls(top.entries[key], nothing)
    near = nearest(key, [name for name in base.entries if name not in top.entries])
    if nothing and near and not top.keys[key].words:
        message = f"Ключа «{key}» в нижнем слое нет, а под ним убирают то, что есть под «{near}»."
        nothing = [reading.NO_VALUE.at(top.keys[key], message, hint=f"Возможно, «{near}».", text=key)]
    problems += nothing
    return node


def _overlay_items(base: YamlSequence, top: YamlMapping, problems: list[Diagnostic]) -> YamlSequence:
    by_id = {item_id(item): item for item in base.items}
    known = [name for name in by_id if name]
    if not known:
        message = "Список нижнего слоя нельзя менять по «id»: у его строк нет «id»."
        problems.append(reading.OVERLAY_MISMATCH.at(top.place, message, hint="Напишите список целиком."))
        return base
    changed: dict[str, YamlNode | None] = {}
    added: list[YamlNode] = []
    above = ""
    for key, node in top.entries.items():
        if above and key not in by_id and not isinstance(node, YamlMapping) and not is_null(node):
            problems.append(_not_an_item(top, key, above))
            continue
        above = key if is_null(node) else ""
        if is_null(node):
            if key not in by_id:
                hint = did_you_mean(key, known)
                message = f"Убирать нечего: в списке нет строки с id «{key}»."
                problems.append(reading.OVERLAY_MISMATCH.at(top.keys[key], message, hint=hint, text=key))
            changed[key] = None
        elif key in by_id:
            changed[key] = overlay(by_id[key], node, problems)
        elif (told := _misnamed_item(top, key, by_id)) is not None and told.severity is Severity.ERROR:
            problems.append(told)
        else:
            problems += (told,) if told is not None else ()
            added.append(_with_id(key, top.keys[key], without_nulls(node, problems)))
    items = [changed.get(item_id(item), item) for item in base.items]
    kept = [item for item in items if item is not None]
    for item in added:
        _insert(kept, item, problems)
    return YamlSequence(tuple(kept), top.place)


def _misnamed_item(top: YamlMapping, key: str, by_id: Mapping[str, YamlNode]) -> Diagnostic | None:
    """The problem of an added item whose id is most likely a slip in that of an item below; None for any other.

    An error where it lacks a key that all items below have, so that it can only be meant to change one. An item that
    says where it stands (`after:`) is new, and so is «school-2» beside «school».
    """
    node = top.entries[key]
    if not isinstance(node, YamlMapping) or {"after", "before", "take"} & set(node.entries) or top.keys[key].words:
        return None  # of a row of a workbook, whose place has words, the sheet tells in its own
    known = [name for name in by_id if name and name not in top.entries]
    near = nearest(key, known, SLIP)
    near = near if re.sub(r"\D", "", key) == re.sub(r"\D", "", near) else ""
    common = set.intersection(*(set(one.entries) for one in by_id.values() if isinstance(one, YamlMapping)))
    lacking = common & (set(common) if near else {"title", "text"}) - {"id"} - set(node.entries)
    message = f"Строки с id «{key}» в нижнем слое нет"
    if lacking:
        hint = f"Возможно, «{near}»." if near else f"{did_you_mean(key, known)} Новой строке нужно «{min(lacking)}»."
        return reading.OVERLAY_MISMATCH.at(top.keys[key], f"{message}: менять нечего.", hint=hint, text=key)
    if not near:
        return None
    hint = f"Возможно, «{near}»; если строка новая, скажите, после какой ей стоять: after: {near}."
    told = reading.OVERLAY_MISMATCH.at(top.keys[key], f"{message}: она добавлена в конец списка.", hint=hint, text=key)
    return replace(told, severity=Severity.WARNING)


def _not_an_item(top: YamlMapping, key: str, above: str) -> Diagnostic:
    """The problem of a field of an item that was not indented deeper than the item's id, and so reads as an id."""
    message = f"Ключ «{key}» стоит на уровне «{above}», а он – его поле."
    hint = f"Сдвиньте поля вправо, под «{above}»: на два пробела глубже."
    return reading.OVERLAY_MISMATCH.at(top.keys[key], message, hint=hint, text=key)


def _insert(items: list[YamlNode], added: YamlNode, problems: list[Diagnostic]) -> None:
    """Insert an added item where its `after:` or `before:` says, else at the end."""
    where = next((key for key in ("after", "before") if isinstance(added, YamlMapping) and key in added.entries), "")
    if not where or not isinstance(added, YamlMapping):
        items.append(added)
        return
    named = added.entries[where]
    wanted = named.text if isinstance(named, YamlScalar) else ""
    item = YamlMapping({key: node for key, node in added.entries.items() if key != where}, added.keys, added.place)
    ids = [item_id(known) for known in items]
    if wanted in ids:
        items.insert(ids.index(wanted) + (where == "after"), item)
    else:
        message = f"В списке нет строки с id «{wanted}», рядом с которой встать новой."
        hint = did_you_mean(wanted, [name for name in ids if name])
        problems.append(reading.OVERLAY_MISMATCH.at(named.place, message, hint=hint, text=wanted))
        items.append(item)


def _with_id(key: str, place: Place, node: YamlNode) -> YamlNode:
    if not isinstance(node, YamlMapping):
        return node
    return YamlMapping({"id": YamlScalar(key, place), **node.entries}, {"id": place, **node.keys}, node.place)
