"""Read a registry of schools in YAML: a list, or schools by their codes; nested keys are the school's own layer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from nastav_docs.config import YamlMapping, YamlNode, YamlScalar, YamlSequence, read_node
from nastav_docs.diagnostics.codes import registry as codes
from nastav_docs.grids import Flaw
from nastav_docs.registry.column_headings import REQUIRED, further_name, likely_meant, recognise
from nastav_docs.registry.rows import PEOPLE, Header, SchoolRow, make_row, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic, Place

WRAPPERS: Final = frozenset({"schools", "школы"})
EXAMPLE: Final = "Напишите «- name: …» и под ним «  head: …»."


def yaml_rows(data: bytes, file: str, problems: list[Diagnostic], *, mobile: bool = False) -> list[SchoolRow]:
    """The schools of a YAML registry; what is wrong with the file and its shape is added to `problems`.

    `mobile`: letterheads print mobile numbers too.
    """
    root, found = read_node(data, file)
    problems += found
    return rows_of(root, problems, mobile=mobile)


def rows_of(root: YamlNode | None, problems: list[Diagnostic], *, mobile: bool = False) -> list[SchoolRow]:
    """The schools of a tree, read from YAML or given by a script; what is wrong with its shape goes to `problems`."""
    if isinstance(root, YamlMapping) and len(root.entries) == 1 and next(iter(root.entries)).lower() in WRAPPERS:
        root = next(iter(root.entries.values()))
    rows: list[SchoolRow] = []
    misprints: dict[str, Place] = {}
    for number, (code, node) in enumerate(_schools(root, problems), 1):
        if isinstance(node, YamlMapping):
            rows.append(_row(Header(node.place.file, "", (), (), mobile=mobile), number, code, node, misprints))
        else:
            problems.append(
                codes.YAML_SHAPE.at(node.place, "Вместо значений школы – одно слово или список.", hint=EXAMPLE)
            )
    for key, place in misprints.items():
        message, hint = f"Ключ «{key}» не узнан.", f"Может быть, «{likely_meant(key)}»?"
        problems.append(codes.COLUMN_CLOSE.at(place, message, hint=hint, text=key))
    return rows


def _schools(root: YamlNode | None, problems: list[Diagnostic]) -> Iterator[tuple[YamlScalar | None, YamlNode]]:
    """Each school as its code, if schools are written by their codes, and its values."""
    if isinstance(root, YamlSequence):
        yield from ((None, item) for item in root.items)
    elif isinstance(root, YamlMapping):
        yield from ((YamlScalar(key, root.keys[key]), node) for key, node in root.entries.items())
    elif root is not None:
        message = "Реестр должен быть списком школ."
        problems.append(codes.YAML_SHAPE.at(root.place, message, hint=EXAMPLE))


def _row(
    header: Header, number: int, code: YamlScalar | None, node: YamlMapping, misprints: dict[str, Place]
) -> SchoolRow:
    names: list[str] = []
    titles: list[str] = []
    cells: list[str] = []
    places: list[Place] = []
    flaws: dict[int, Flaw] = {}
    nested: dict[str, YamlNode] = {}
    pairs = [*([("id", code)] if code else []), *_flat(node)]
    for key, value in pairs:
        known = recognise(key)
        name = known or further_name(key)
        if not isinstance(value, YamlScalar):
            nested[known or key] = value
        elif name and not value.is_null and name != "ordinal":
            if name in names:
                flaws[len(names)] = Flaw(
                    codes.COLUMN_TWICE, f"«{key}»: это значение уже есть.", "Оставьте одно из двух."
                )
            names.append("" if name in names else name)
            titles.append(key)
            cells.append(value.text)
            places.append(value.place)
        if not known and key not in misprints and isinstance(value, YamlScalar) and likely_meant(key):
            misprints[key] = value.place
    people = nested.get("people")
    own = people.entries if isinstance(people, YamlMapping) else {}  # the school's layer says who they are
    for column in REQUIRED:
        if column.name not in names and column.name not in nested and column.name not in own:
            names.append(column.name)
            titles.append(column.name)
            cells.append("")
            places.append(next((value.place for key, value in pairs if recognise(key) == column.name), node.place))
    tree = YamlMapping(nested, {key: _key_place(node, key) for key in nested}, node.place) if nested else None
    named = replace(header, names=tuple(names), titles=tuple(titles)).with_shared()
    return make_row(named, number, node.place.line, tidy(cells), flaws, places=tuple(places), tree=tree)


def _flat(node: YamlMapping) -> Iterator[tuple[str, YamlNode]]:
    """The values of a school by column; `head: {name: …, gender: …}` is `head` and `head_gender`, as in a table."""
    for key, value in node.entries.items():
        name = recognise(key)
        inside = value.entries if name in PEOPLE and isinstance(value, YamlMapping) else {}
        if isinstance(inside.get("name"), YamlScalar) and all(isinstance(v, YamlScalar) for v in inside.values()):
            yield from ((name if part == "name" else f"{name}_{part}", text) for part, text in inside.items())
        else:
            yield key, value


def _key_place(node: YamlMapping, name: str) -> Place:
    return next(place for key, place in node.keys.items() if name in {key, recognise(key)})
