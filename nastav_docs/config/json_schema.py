"""The JSON Schema of a config, by which editors complete keys and show what they mean.

A layer is a part of the whole, so nothing is required in it; a list of items with `id` may be written as a mapping by
id, and anything may be null.
"""

from __future__ import annotations

import json
from typing import Any, Final

from nastav_docs.config.list_records import FactsRecord, KeptTable, ListColumn
from nastav_docs.config.model import Config, RegistryRecord, SchoolPapers, Style
from nastav_docs.config.paper_parts import (
    Activity,
    AnnexRecord,
    ClauseRecord,
    ColumnRecord,
    CountRecord,
    IncomingRecord,
    Indicator,
    IndicatorsRecord,
    SectionRecord,
)

LISTS_WITH_ID: Final = tuple(record.__name__ for record in (ClauseRecord, SectionRecord, Activity, Indicator))
NULL: Final = {"type": "null", "description": "убрать то, что написано в нижнем слое"}


def config_schema() -> str:
    """The JSON Schema of `district.yaml` and of a shared programme, as JSON text."""
    return _as_text(Config.model_json_schema(), "Настройки nastav_docs: муниципалитет, люди, акты, приказ, документы")


def school_schema() -> str:
    """The JSON Schema of `schools/<id>.yaml`, the changes of one school, as JSON text."""
    return _as_text(SchoolPapers.model_json_schema(), "Изменения одной школы")


WHERE: Final = {
    "after": {"type": "string", "description": "id строки списка, после которой встать новой"},
    "before": {"type": "string", "description": "id строки списка, перед которой встать новой"},
}


def _as_text(schema: dict[str, Any], title: str) -> str:
    layered = _layered(schema)
    for name in LISTS_WITH_ID:
        if name in layered["$defs"]:
            layered["$defs"][name]["properties"] |= WHERE
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **layered, "title": title}
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _layered(schema: Any) -> Any:  # noqa: ANN401  JSON
    if isinstance(schema, list):
        return [_layered(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _layered(value) for key, value in schema.items() if key not in {"required", "default", "prefixItems"}}
    if isinstance(properties := schema.get("properties"), dict):  # a property may have the name of a keyword
        found["properties"] = {name: _layered(value) for name, value in properties.items()}
    if "$ref" in found:
        return _or_short(found)
    if found.get("type") == "string" and "format" not in found:
        found["type"] = ["string", "number"]  # `number: 235` is the text «235»
    if found.get("type") == "boolean":
        found = {**found, "type": ["boolean", "string"], "enum": [True, False, "да", "нет"]}
    if found.get("type") == "array":
        return _or_changes(found)
    if "properties" in found:
        found["properties"] = {name: _or_null(value) for name, value in found["properties"].items()}
    return found


# Records that may be written shorter, and how.
SHORT: Final[dict[str, dict[str, Any]]] = {
    ClauseRecord.__name__: {"type": "string"},
    AnnexRecord.__name__: {"type": "string"},
    RegistryRecord.__name__: {"type": "string"},
    Style.__name__: {"type": "string"},
    KeptTable.__name__: {"type": "string"},
    IncomingRecord.__name__: {"type": "string"},
    ColumnRecord.__name__: {"type": ["string", "object"]},
    ListColumn.__name__: {"type": ["string", "object"]},
    CountRecord.__name__: {"type": ["string", "number"]},
    FactsRecord.__name__: {"type": ["string", "array"]},
    IndicatorsRecord.__name__: {"type": "array", "items": {"$ref": f"#/$defs/{Indicator.__name__}"}},
}


def _or_short(found: dict[str, Any]) -> dict[str, Any]:
    short = SHORT.get(found["$ref"].rsplit("/", 1)[-1])
    if short is None:
        return found
    described = {key: value for key, value in found.items() if key != "$ref"}
    return {**described, "anyOf": [short, {"$ref": found["$ref"]}]}


def _or_changes(found: dict[str, Any]) -> dict[str, Any]:
    """The schema of a list that may also be one line, for a list of one; or, for items with `id`, changes by id."""
    described: dict[str, Any] = {key: found.pop(key) for key in ("description", "title") if key in found}
    items = found.get("items", {})
    references = [items, *items.get("anyOf", ())]
    record = next((r["$ref"] for r in references if r.get("$ref", "").rsplit("/", 1)[-1] in LISTS_WITH_ID), "")
    if record:
        change = {"anyOf": [{"$ref": record}, {"type": "string"}, NULL]}
        return {**described, "anyOf": [found, {"type": "object", "additionalProperties": change}]}
    if "$ref" in items:
        return {**described, **found}
    return {**described, "anyOf": [found, {"type": "string"}]}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    described = {key: schema[key] for key in ("description",) if key in schema}
    rest = {key: value for key, value in schema.items() if key not in described and key != "title"}
    if "anyOf" in rest and set(rest) == {"anyOf"}:
        options = [option for option in rest["anyOf"] if option != {"type": "null"}]
        return {**described, "anyOf": [*options, NULL]}
    return {**described, "anyOf": [rest, NULL]}
