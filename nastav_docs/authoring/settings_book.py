"""Carry settings from YAML to a workbook and back, without loss: what would be lost is told, and nothing is written."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nastav_docs.config import (
    CONFIG_NAME,
    Edit,
    YamlMapping,
    YamlScalar,
    YamlSequence,
    edited,
    has_errors,
    lower_tree,
    read_bytes,
    read_layer,
    shipped_programmes,
    shown,
    yaml_text,
)
from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import building
from nastav_docs.diagnostics.codes import workbook as codes
from nastav_docs.files import DISK, advice, reason, replace_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.config import YamlNode

BOOK_NAME: Final = "Район.xlsx"
SCHOOLS_FILE: Final = "schools.csv"  # where schools of a workbook go that becomes YAML
# What lies beside the settings and is named by them: carried along to another folder.
COMPANIONS: Final = ("templates", "kinds", "schools")
Way = tuple[str | int, ...]


def settings_book(file: Path, *, everything: bool = False) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The workbook that says what a file of settings says, as bytes of XLSX; none, and the problems, where it cannot.

    What the programme below has is shown in grey beside it. With `everything` there are sheets for papers, too, that
    neither has, and a sheet for schools.
    """
    layer, problems = read_layer(file, shown(file), DISK)
    if layer is None or has_errors(problems):
        return b"", problems
    layer = _blanks_bare(layer) if everything else layer
    return book_of(layer, lower_tree(layer, file), shown(file), everything=everything)


def _blanks_bare(layer: YamlMapping) -> YamlMapping:
    """A starter whose blank names have no forms of their own: a name filled in would stay undeclined."""
    people = layer.entries.get("people")
    if not isinstance(people, YamlMapping):
        return layer
    bare = {role: _bare(person) for role, person in people.entries.items()}
    filled = YamlMapping(bare, people.keys, people.place)
    return YamlMapping({**layer.entries, "people": filled}, layer.keys, layer.place)


def _bare(person: YamlNode) -> YamlNode:
    name = person.entries.get("name") if isinstance(person, YamlMapping) else None
    if not isinstance(person, YamlMapping) or not isinstance(name, YamlScalar) or name.text.strip("_ "):
        return person
    kept = {key: node for key, node in person.entries.items() if key != "forms"}
    return YamlMapping(kept, person.keys, person.place)


def book_of(
    layer: YamlMapping, base: YamlMapping | None, name: str, *, everything: bool = False
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The workbook of a layer of settings over `base`; see `settings_book`. `name` is the layer's in messages."""
    from nastav_docs.config.workbook import read_workbook, said, written  # noqa: PLC0415  loads openpyxl
    from nastav_docs.registry.forms import settings_form  # noqa: PLC0415  as above

    sheets = written(layer, base, everything=everything)
    data = settings_form(sheets, programmes=sorted(shipped_programmes()), schools="schools" not in layer.entries)
    again, problems = read_workbook(data, name)
    wanted, got = said(layer), None if again is None else said(again)
    lost = sorted(_lost(wanted, got, ()))
    if has_errors(problems) or lost:
        told = [codes.NOT_EXPORTED.at(Place(name), f"В книгу не переносится: {way}.", text=way) for way in lost]
        return b"", (*problems, *told)
    return data, ()


def _lost(wanted: object, got: object, way: Way) -> Iterator[str]:
    """The ways at which two settings differ; an empty text and nothing are equal."""
    if isinstance(wanted, dict) and isinstance(got, dict | None):
        for key in {**wanted, **(got or {})}:
            yield from _lost(wanted.get(key), (got or {}).get(key), (*way, key))
    elif (wanted or "") != (got or "") or (wanted is None) != (got is None and wanted != ""):
        yield " → ".join(map(str, way))


def export_book(given: Path, out: Path) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Write the settings of a folder, or of a file, as a workbook; the files written, and the problems.

    Nothing that exists is overwritten. In another folder, what the settings name beside them is copied along.
    """
    file = given / CONFIG_NAME if given.is_dir() else given
    target = out / BOOK_NAME if out.is_dir() or not out.suffix else out
    layer, problems = read_layer(file, shown(file), DISK)
    if layer is None or has_errors(problems):
        return (), problems
    data, problems = book_of(_moved(layer, file.parent, target.parent), lower_tree(layer, file), shown(file))
    if problems:
        return (), problems
    files = {target: data}
    if not _same_folder(file.parent, target.parent):
        files |= {target.parent / name: DISK.read(file.parent / name) for name in _companions(layer, file.parent)}
    return _write(files)


def export_yaml(book: Path, out: Path) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Write the settings of a workbook as `district.yaml` in a folder; the files written, and the problems.

    Where the file is there already, only the values that differ are written anew: its comments and its order stay.
    """
    layer, problems = read_layer(book, shown(book), DISK)
    if layer is None or has_errors(problems):
        return (), problems
    from nastav_docs.config.workbook import simple, without_book  # noqa: PLC0415  loads openpyxl

    target = out / CONFIG_NAME if out.is_dir() or not out.suffix else out
    layer, schools = without_book(layer, book.name, DISK.read(book), SCHOOLS_FILE)
    own = {target.parent / SCHOOLS_FILE: schools} if schools else {}
    layer = _moved(layer, book.parent, target.parent)
    data = simple(layer)
    assert isinstance(data, dict)  # noqa: S101  a layer is a mapping
    if target.is_file():
        return _rewritten(target, layer, own)
    files = {target: yaml_text(_ordered(data)).encode(), **own}
    if not _same_folder(book.parent, target.parent):
        beside = {target.parent / name: DISK.read(book.parent / name) for name in _companions(layer, book.parent)}
        files = {**beside, **files}
    return _write(files)


FIRST: Final = ("extends", "district", "authority", "people", "terms", "period", "wording", "acts", "order", "letter")


def _ordered(data: dict[str, object]) -> dict[str, object]:
    """Settings in the order in which people write them."""
    return {key: data[key] for key in (*(k for k in FIRST if k in data), *(k for k in data if k not in FIRST))}


def _rewritten(
    target: Path, layer: YamlMapping, own: dict[Path, bytes]
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """The file with the values that the workbook has otherwise."""
    data = DISK.read(target)
    before, problems = read_bytes(data, shown(target))
    if before is None:
        return (), problems
    changes = list(_changes(before, layer, ()))
    made = edited(data, shown(target), changes)
    if isinstance(made, Diagnostic):
        return (), (made,)
    return _write({target: made, **own}, over=True)


def _changes(before: YamlNode, after: YamlNode, way: Way) -> Iterator[Edit]:
    """The single changes that lead from the settings of a file to those of a workbook."""
    from nastav_docs.config.workbook import said  # noqa: PLC0415  loaded already

    key = str(way[-1]) if way else ""
    if said(before, key) == said(after, key):
        return
    if isinstance(before, YamlMapping) and isinstance(after, YamlMapping):
        yield from _changed_keys(before, after, way)
    elif isinstance(before, YamlSequence) and isinstance(after, YamlSequence):
        yield from _changed_items(before, after, way)
    elif isinstance(before, YamlScalar) and isinstance(after, YamlScalar):
        yield _edit(after, way)
    elif isinstance(before, YamlScalar) and isinstance(after, YamlMapping) and set(after.entries) == {"text"}:
        yield from _changes(before, after.entries["text"], way)
    else:
        yield Edit(way, None)
        yield from _added(after, way)


def _changed_keys(before: YamlMapping, after: YamlMapping, way: Way) -> Iterator[Edit]:
    for name, node in after.entries.items():
        if name in before.entries:
            yield from _changes(before.entries[name], node, (*way, name))
        else:
            yield from _added(node, (*way, name))
    for name, node in before.entries.items():
        if name not in after.entries and not _says_nothing(node):
            yield Edit((*way, name), None)


def _changed_items(before: YamlSequence, after: YamlSequence, way: Way) -> Iterator[Edit]:
    same = min(len(before.items), len(after.items))
    for index in range(same):
        yield from _changes(before.items[index], after.items[index], (*way, index))
    for index in range(same, len(after.items)):
        yield from _added(after.items[index], (*way, index))
    for index in range(len(before.items) - 1, same - 1, -1):
        yield Edit((*way, index), None)


def _says_nothing(node: YamlNode) -> bool:
    """Whether a value is an empty text, or has nothing but such: the workbook has an empty cell for it."""
    if isinstance(node, YamlScalar):
        return not node.text and node.quoted
    return isinstance(node, YamlMapping) and all(map(_says_nothing, node.entries.values()))


def _added(node: YamlNode, way: Way) -> Iterator[Edit]:
    if isinstance(node, YamlScalar):
        yield _edit(node, way)
    elif isinstance(node, YamlMapping):
        for key, value in node.entries.items():
            yield from _added(value, (*way, key))
    else:
        for index, item in enumerate(node.items):
            yield from _added(item, (*way, index))


def _edit(node: YamlScalar, way: Way) -> Edit:
    return Edit(way, None, removes=True) if node.is_null else Edit(way, node.text)


# ------------------------------------------------------------------------------------------------- to another folder


def _same_folder(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _moved(layer: YamlMapping, old: Path, new: Path) -> YamlMapping:
    """A layer whose way to the layer below, where it is a path, leads there from another folder."""
    node = layer.entries.get("extends")
    if not isinstance(node, YamlScalar) or _same_folder(old, new) or not (old / node.text).is_file():
        return layer
    text = Path(os.path.relpath(old / node.text, new)).as_posix()
    entries = {**layer.entries, "extends": YamlScalar(text, node.place, node.quoted)}
    return YamlMapping(entries, layer.keys, layer.place)


def _companions(layer: YamlMapping, folder: Path) -> list[str]:
    """The files beside settings that they name or that belong to them, by their names from that folder."""
    found = [path for name in COMPANIONS for path in sorted((folder / name).rglob("*")) if path.is_file()]
    named = {Path(text) for text in _file_names(layer)}
    found += [folder / path for path in sorted(named) if not path.is_absolute() and ".." not in path.parts]
    found += sorted(path for path in folder.iterdir() if path.suffix.lower() in {".png", ".jpg", ".jpeg"})
    names = (path.relative_to(folder).as_posix() for path in dict.fromkeys(found) if path.is_file())
    return list(dict.fromkeys(names))


def _file_names(layer: YamlMapping) -> Iterator[str]:
    registry = layer.entries.get("schools")
    if isinstance(registry, YamlScalar):
        yield registry.text
    lists = layer.entries.get("lists")
    for node in (registry, *(lists.entries.values() if isinstance(lists, YamlMapping) else ())):
        file = node.entries.get("file") if isinstance(node, YamlMapping) else None
        if isinstance(file, YamlScalar) and not re.search(r"\{\{", file.text):
            yield file.text


def _write(files: dict[Path, bytes], *, over: bool = False) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Write files whole; none where one of them is there already with other bytes."""
    new = {path: data for path, data in files.items() if not path.exists() or path.read_bytes() != data}
    if not over and (there := next((path for path in new if path.exists()), None)):
        message = f"Файл «{shown(there)}» уже есть: он не тронут."
        return (), (building.FOREIGN.at(Place(shown(there)), message, hint="Выберите другую папку или имя."),)
    for path, data in new.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, data)
        except (OSError, UnicodeError) as error:
            message = f"Файл «{shown(path)}» не записывается: {reason(error)}."
            return (), (building.NOT_WRITTEN.at(Place(shown(path)), message, hint=advice(error)),)
    return tuple(new), ()
