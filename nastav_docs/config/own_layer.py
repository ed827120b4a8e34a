"""The settings that a district itself writes: a file of YAML, a workbook, or both in one folder with one home for each.

A workbook is loaded with openpyxl, and only where there is one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from nastav_docs.config.likely_files import lying_near
from nastav_docs.config.yaml_tree import MAX_FILE_BYTES, YamlMapping, read_file
from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import reading
from nastav_docs.diagnostics.codes import workbook as codes
from nastav_docs.files import take

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.files import Files

Read = tuple[YamlMapping | None, tuple["Diagnostic", ...]]

CONFIG_NAME: Final = "district.yaml"
BOOKS: Final = frozenset((".xlsx", ".xlsm", ".ods"))
# Sections of which a book may have one part and a file of YAML another.
DIVIDED: Final = frozenset(("school",))


def is_workbook(file: Path) -> bool:
    """Whether a file of settings with this name is a workbook."""
    return file.suffix.lower() in BOOKS


def own_file(folder: Path) -> Path:
    """The file of settings in a folder: `district.yaml`, or the workbook of settings where there is no such file."""
    file = folder / CONFIG_NAME
    if file.is_file():
        return file
    return next(iter(workbooks_in(folder)), file)


def workbooks_in(folder: Path) -> tuple[Path, ...]:
    """The workbooks of settings in a folder: those with the sheet «Реквизиты»; other books are registries or lists."""
    if not folder.is_dir():
        return ()
    found = [path for path in sorted(folder.iterdir()) if is_workbook(path) and not path.name.startswith(("~$", ".~"))]
    return tuple(path for path in found if _has_settings(path))


def _has_settings(path: Path) -> bool:
    from nastav_docs.config.workbook import has_settings  # noqa: PLC0415  only where a book lies in the folder

    contents: dict[str, bytes | int] = {}
    take(path, contents, MAX_FILE_BYTES)
    data = next(iter(contents.values()))
    return isinstance(data, bytes) and has_settings(data)


def read_layer(file: Path, shown: str, files: Files) -> Read:
    """One layer of settings from a file of YAML or a workbook."""
    if not is_workbook(file):
        layer, problems = read_file(file, shown, files)
    else:
        from nastav_docs.config.workbook import read_workbook  # noqa: PLC0415  loads openpyxl

        try:
            layer, problems = read_workbook(files.read(file, MAX_FILE_BYTES), shown)
        except OSError as error:
            why = "не найден" if isinstance(error, FileNotFoundError) else "не открывается"
            layer, problems = None, (reading.FILE_MISSING.at(Place(shown), f"Файл «{shown}» {why}."),)
    return layer, tuple(
        replace(one, hint=lying_near(file)) if one.code == reading.FILE_MISSING.code else one for one in problems
    )


def joined(one: YamlMapping, book: YamlMapping) -> tuple[YamlMapping, tuple[Diagnostic, ...]]:
    """The settings of a file of YAML and of the workbook beside it; a section that both have is a problem."""
    problems: list[Diagnostic] = []
    entries, keys = dict(one.entries), dict(one.keys)
    for key, node in book.entries.items():
        there = entries.get(key)
        if key in DIVIDED and isinstance(there, YamlMapping) and isinstance(node, YamlMapping):
            entries[key], wrong = joined(there, node)
            problems += wrong
        elif there is not None:
            message = f"Раздел «{key}» написан дважды: здесь и в {keys[key]}."
            hint = "Оставьте его в одном месте: очистите эти ячейки или уберите раздел из файла YAML."
            problems.append(codes.TWO_HOMES.at(_first_place(node, book.keys[key]), message, hint=hint, text=key))
        else:
            entries[key], keys[key] = node, book.keys[key]
    return YamlMapping(entries, keys, one.place), tuple(problems)


def unlike_below(layer: YamlMapping, base: YamlNode) -> tuple[Diagnostic, ...]:
    """What a workbook says of the layer below it otherwise than it is."""
    from nastav_docs.config.workbook import BookLayer, unlike_programme  # noqa: PLC0415  loaded where there is a book

    return tuple(unlike_programme(layer.claims, base)) if isinstance(layer, BookLayer) else ()


def without_sheet(layer: YamlMapping, own: YamlMapping, tree: YamlNode) -> tuple[Diagnostic, ...]:
    """What a workbook lacks that all settings over each other need; `own` is its layer with the YAML beside it."""
    from nastav_docs.config.workbook import BookLayer, without_people  # noqa: PLC0415  as above

    return tuple(without_people(layer, own, tree)) if isinstance(layer, BookLayer) else ()


def stands_in(path: Sequence[str | int], layer: YamlMapping) -> bool:
    """Whether a layer is the home of the section that a value belongs to, `path` being the value's in the settings."""
    key = str(path[0])
    node = layer.entries.get(key)
    if key in DIVIDED and len(path) > 1 and isinstance(node, YamlMapping):
        return str(path[1]) in node.entries
    return node is not None


def _first_place(node: object, place: Place) -> Place:
    """The place of a section: where a workbook says its first value."""
    while isinstance(node, YamlMapping) and node.entries:
        key, inner = next(iter(node.entries.items()))
        place, node = node.keys[key], inner
    return place


def two_books(books: Mapping[Path, str]) -> Diagnostic:
    """The problem of a folder with more than one workbook of settings; `books` have their names in messages."""
    first, *others = books.values()
    named = ", ".join(f"«{name}»" for name in others)
    hint = "Оставьте одну, остальные перенесите в другую папку – или назовите нужную саму вместо папки."
    return codes.TWO_BOOKS.at(Place(first), f"В папке не одна книга настроек: есть ещё {named}.", hint=hint)
