"""The names that the data of a project's documents really has, beside those of the table of all names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nastav_docs.authoring.field_table import OPEN, ROOT, WORDS, find_field, shape_of
from nastav_docs.documents import Noun

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nastav_docs.authoring.template_field import Audience, TemplateField


@dataclass(frozen=True, slots=True)
class ProjectNames:
    """What a project adds to the table: keys of its mappings, names of open shapes, roles that are groups."""

    keys: Mapping[str, frozenset[str]] = field(default_factory=dict)
    own: Mapping[str, frozenset[str]] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NameInData:
    """A name that real data has: its shape, its key there, its path, its value.

    `field` is None if the table lacks it.
    """

    shape: str
    name: str
    path: str
    value: object
    field: TemplateField | None


def names_in_data(names: Mapping[str, Any], audience: Audience) -> Iterator[NameInData]:
    """Every name in the values of a real document, with its field in the table."""
    yield from _names_in("", names, "", audience)


def _names_in(shape: str, value: Mapping[str, Any], path: str, audience: Audience) -> Iterator[NameInData]:
    for name, inner in value.items():
        if name == "table" and shape in {"roadmap", "indicators", "paper"}:
            continue  # a step of the layout; its columns, header and rows are names of the part itself
        if not shape and name not in {"paper", "annexes"} and inner is value.get("paper"):
            continue  # the paper again, under the name that the template of its kind knows
        one, at = find_field(shape, name), f"{path}.{name}" if path else name
        yield NameInData(shape, name, at, inner, one)
        if one is not None:
            yield from _within(one, inner, at, audience)


def _within(one: TemplateField, value: object, path: str, audience: Audience) -> Iterator[NameInData]:
    if one.many == "list" and isinstance(value, (list, tuple)):
        members = [(item, f"{path}[{place}]") for place, item in enumerate(value)]
    elif one.many == "key" and isinstance(value, dict):
        members = [(item, f"{path}.{key}") for key, item in value.items()]
    else:
        members = [(value, path)]
    for item, at in members:
        if isinstance(item, dict) and one.kind not in WORDS and one.kind != "any":
            shape = shape_of(one, audience)
            yield from _names_in("group" if shape == "person" and is_group(item) else shape, item, at, audience)


def is_group(person: Mapping[str, Any]) -> bool:
    """Whether the value of a role is a group of people."""
    return "name" not in person


def project_names(contexts: Sequence[tuple[Mapping[str, Any], Audience]]) -> ProjectNames:
    """What a project adds to the table, from the values of its documents."""
    keys: dict[str, set[str]] = {}
    own: dict[str, set[str]] = {}
    groups: set[str] = set()
    for names, audience in contexts:
        for one in ROOT:
            if one.many == "key" and one.name in names:
                keys.setdefault(one.name, set()).update(names[one.name])
        groups |= {role for role, person in names.get("people", {}).items() if is_group(person)}
        for met in names_in_data(names, audience):
            if met.field is None and met.shape in OPEN:
                own.setdefault(met.shape, set()).add(met.name)
    return ProjectNames(
        {name: frozenset(found) for name, found in keys.items()},
        {shape: frozenset(found) for shape, found in own.items()},
        frozenset(groups),
    )


def shown(value: object, limit: int = 60) -> str:
    """A value in one line of at most `limit` characters: a text as it is, the size of a list, the keys of a mapping."""
    if value is None:
        return "нет"
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, (list, tuple)):
        if value and all(isinstance(item, str) for item in value):
            return _cut(" / ".join(item for item in value if item), limit)
        return f"[{len(value)}]"
    if isinstance(value, dict) and not isinstance(value, Noun):
        return _cut(", ".join(str(key) for key in value), limit)
    return _cut(re.sub(r"[ \n\t]+", " ", str(value)).strip(), limit)


def _cut(text: str, limit: int) -> str:
    """A text of at most `limit` characters; quotes and brackets that the cut left open are closed."""
    if len(text) <= limit:
        return text
    start = text[: limit - 1].rstrip(" ,;:(«№\u00a0") + "…"
    return start + "".join(end * max(0, start.count(begin) - start.count(end)) for begin, end in ("«»", "()"))
