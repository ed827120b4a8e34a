"""List the names that a template of a project can use, in groups of rows: name, type, description, value here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from nastav_docs.authoring import field_table
from nastav_docs.authoring.field_table import OPEN, ROOT, SHAPE_PATHS, type_words
from nastav_docs.authoring.names_in_data import is_group, names_in_data, shown
from nastav_docs.diagnostics import perhaps
from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.documents import Noun, prepared, read_schools, school_issues

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nastav_docs.authoring.template_field import Audience, TemplateField
    from nastav_docs.config import Project
    from nastav_docs.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One line of the list: a name as a template writes it, its type, its meaning, its value in this district."""

    name: str
    kind: str
    description: str
    value: str


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Names under one heading: those of one shape, and the path by which a template reaches them («people.head»)."""

    key: str
    title: str
    rows: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """The values that one real document of a project prints, and who it is for; names are looked up in them."""

    document: str
    audience: Audience
    names: Mapping[str, Any]


def contexts_of(project: Project) -> tuple[Context, ...]:
    """The values of the district's documents, and of those of the first school whose row has no errors."""
    ready = prepared(project)
    found = [Context(planned.id, "district", planned.names) for planned in ready.planned]
    registry = read_schools(project)
    rows = registry.rows if ready.names else ()
    issues = (issue for issue in school_issues(project, rows, registry.overlays) if issue.planned)
    found += [Context(one.id, "school", one.names) for issue in islice(issues, 1) for one in issue.planned]
    return tuple(found)


def groups_of(contexts: Sequence[Context]) -> tuple[FieldGroup, ...]:
    """Every name of the table in groups by shape, each with the first value in the contexts that is not empty."""
    values = _values(contexts)
    groups = [FieldGroup("", "Имена", tuple(_root_rows(values)))]
    keyed = [(one, tuple(_keyed_rows(one, contexts))) for one in ROOT if one.many == "key"]
    groups += [FieldGroup(one.name, one.description, rows) for one, rows in keyed if rows]
    for shape, (written, title) in SHAPE_PATHS.items():
        rows = [
            FieldRow(f"{written}.{f.name}", type_words(f), _described(f), _value(values, shape, f))
            for f in field_table.fields_of(shape)
        ]
        rows += [
            FieldRow(f"{written}{_access(name)}", "текст", OPEN[shape].capitalize(), shown(value))
            for (of, name), value in values.items()
            if of == shape and shape in OPEN and field_table.find_field(shape, name) is None
        ]
        groups.append(FieldGroup(written, title, tuple(rows)))
    return tuple(groups)


def _values(contexts: Sequence[Context]) -> dict[tuple[str, str], object]:
    """The first value that is not empty, by shape and name."""
    values: dict[tuple[str, str], object] = {}
    for context in contexts:
        for met in names_in_data(context.names, context.audience):
            key = (met.shape, met.name)
            if _says_nothing(values.get(key)):
                values[key] = met.value
    for (shape, name), value in list(values.items()):
        if shape == "authority":
            values.setdefault(("issuer", name), value)
    return values


def _says_nothing(value: object) -> bool:
    return value is None or (not isinstance(value, Noun) and value in ("", [], {}))


def _value(values: Mapping[tuple[str, str], object], shape: str, one: TemplateField) -> str:
    return shown(values[shape, one.name]) if (shape, one.name) in values else ""


def _described(one: TemplateField) -> str:
    notes = ["только в документах школ"] if one.only == "school" else []
    notes += ["может не быть"] if one.optional else []
    return one.description + (f" ({', '.join(notes)})" if notes else "")


def _root_rows(values: Mapping[tuple[str, str], object]) -> Iterator[FieldRow]:
    for one in ROOT:
        yield FieldRow(one.name, type_words(one), _described(one), _value(values, "", one))


def _keyed_rows(one: TemplateField, contexts: Sequence[Context]) -> Iterator[FieldRow]:
    """A row for each key of a mapping in this district: roles, acts, abbreviations."""
    met: dict[str, object] = {}
    for context in contexts:
        for key, value in (context.names.get(one.name) or {}).items():
            met.setdefault(key, value)
    for key, value in met.items():
        group = one.kind == "person" and isinstance(value, dict) and is_group(value)
        what = {"person": "группа людей" if group else "человек", "act": "акт", "annex": "приложение", "row": "список"}
        yield FieldRow(f"{one.name}{_access(key)}", what.get(one.kind, "текст"), "", shown(value))


def _access(key: str) -> str:
    """A key as a template writes it: `.head`, or `[ 'r-145' ]`."""
    return f".{key}" if re.fullmatch(r"[A-Za-z]\w*", key, re.ASCII) else f"[ '{key}' ]"


def listing(project: Project, name: str = "") -> tuple[tuple[FieldGroup, ...], tuple[Diagnostic, ...]]:
    """The groups of a project's names, and its problems; with `name` only a name, names that begin so, or a shape."""
    contexts = contexts_of(project)
    problems = prepared(project).problems
    groups = groups_of(contexts)
    if not name:
        return groups, problems
    wanted = _matching(groups, name)
    if not wanted:
        known = [row.name for group in groups for row in group.rows]
        hint = perhaps(name, known) or f"Есть имена: {', '.join(one.name for one in ROOT)}."
        unknown = codes.UNKNOWN_NAME.at(None, f"имени «{name}» нет", hint=hint, text=name)
        return (), (*problems, unknown)
    return wanted, problems


def _matching(groups: Sequence[FieldGroup], name: str) -> tuple[FieldGroup, ...]:
    found = []
    for group in groups:
        rows = tuple(row for row in group.rows if row.name == name or row.name.startswith((f"{name}.", f"{name}[")))
        if rows:
            found.append(FieldGroup(group.key, group.title, rows))
    kind = next((one.kind for one in ROOT if one.name == name), "")
    return tuple(found) or tuple(group for group in groups if kind and group.key == SHAPE_PATHS.get(kind, ("", ""))[0])
