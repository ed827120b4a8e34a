"""One layer of a config laid over another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.config.yaml_tree import YamlMapping, YamlScalar, YamlSequence, item_id, without_nulls
from nastav_docs.diagnostics import did_you_mean
from nastav_docs.diagnostics.codes import reading

if TYPE_CHECKING:
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic, Place


def overlay(base: YamlNode, top: YamlNode, problems: list[Diagnostic]) -> YamlNode:
    """Lay one layer over another (DESIGN.md §3): mappings merge, scalars and lists replace, null removes.

    A list of items with `id` is changed by a mapping `id: {…}`. Each value keeps the place it came from.
    """
    if isinstance(base, YamlMapping) and isinstance(top, YamlMapping):
        return _overlay_tables(base, top, problems)
    if isinstance(base, YamlSequence) and isinstance(top, YamlMapping) and base.items:
        return _overlay_items(base, top, problems)
    return top


def _overlay_tables(base: YamlMapping, top: YamlMapping, problems: list[Diagnostic]) -> YamlMapping:
    entries, keys = dict(base.entries), dict(base.keys)
    for key, node in top.entries.items():
        if isinstance(node, YamlScalar) and node.is_null:
            entries.pop(key, None)
            keys.pop(key, None)
            continue
        entries[key] = overlay(base.entries[key], node, problems) if key in base.entries else without_nulls(node)
        keys[key] = top.keys[key]
    return YamlMapping(entries, keys, top.place)


def _overlay_items(base: YamlSequence, top: YamlMapping, problems: list[Diagnostic]) -> YamlSequence:
    by_id = {item_id(item): item for item in base.items}
    known = [name for name in by_id if name]
    if not known:
        message = "Список нижнего слоя нельзя менять по «id»: у его строк нет «id»."
        problems.append(reading.OVERLAY_MISMATCH.at(top.place, message, hint="Напишите список целиком."))
        return base
    changed: dict[str, YamlNode | None] = {}
    added: list[YamlNode] = []
    for key, node in top.entries.items():
        if isinstance(node, YamlScalar) and node.is_null:
            if key not in by_id:
                hint = did_you_mean(key, known)
                message = f"Убирать нечего: в списке нет строки с id «{key}»."
                problems.append(reading.OVERLAY_MISMATCH.at(top.keys[key], message, hint=hint, text=key))
            changed[key] = None
        elif key in by_id:
            changed[key] = overlay(by_id[key], node, problems)
        else:
            added.append(_with_id(key, top.keys[key], node))
    items = [changed.get(item_id(item), item) for item in base.items]
    kept = [item for item in items if item is not None]
    for item in added:
        _insert(kept, item, problems)
    return YamlSequence(tuple(kept), top.place)


def _insert(items: list[YamlNode], added: YamlNode, problems: list[Diagnostic]) -> None:
    """Put an added item where its `after:` or `before:` says, else at the end."""
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
