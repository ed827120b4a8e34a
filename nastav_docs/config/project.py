"""From a folder with `district.yaml` to a project: the YAML of all layers, laid over each other and checked."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from nastav_docs.config import yaml_tree
from nastav_docs.config.likely_files import lying_near
from nastav_docs.config.model import Config
from nastav_docs.config.overlay import overlay
from nastav_docs.config.project_files import SCHOOL_FILES, take_schools, take_templates
from nastav_docs.config.shipped_files import shared_configs, shared_templates, shipped_programmes
from nastav_docs.config.validation import validate
from nastav_docs.config.yaml_tree import YamlMapping, YamlScalar, YamlSequence
from nastav_docs.diagnostics import Diagnostic, Place, Severity, did_you_mean
from nastav_docs.diagnostics.codes import reading
from nastav_docs.diagnostics.codes.schools import STRAY_OVERLAY
from nastav_docs.files import Snapshot, as_path, named, path_key, take

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.config.yaml_tree import YamlNode

CONFIG_NAME: Final = "district.yaml"


class ConfigError(Exception):
    """A config has errors, so that what was asked for cannot be made; `diagnostics` holds all of them."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("\n".join(f"{problem.place}: {problem.message}" for problem in diagnostics))
        self.diagnostics = diagnostics


@dataclass(frozen=True, slots=True, eq=False)  # compared as itself: what is made from it is cached by it
class Project:
    """A district's settings with all that its documents are made from, as they were at one moment.

    `load` takes the bytes of every file at once (`snapshot`): YAML of all layers, templates and their pictures, the
    registry of schools and the schools' own files. What is edited afterwards is seen by the project of `reload`.

    `config` is None when the files could not be understood; `problems` says why. `files` are the YAML files of the
    layers, the district's own first. `template_folders` is the search path of templates, the district's first.
    """

    file: Path
    tree: YamlMapping | None
    config: Config | None
    files: tuple[Path, ...]
    template_folders: tuple[Path, ...]
    problems: tuple[Diagnostic, ...]
    snapshot: Snapshot = field(repr=False)

    @property
    def folder(self) -> Path:
        """The folder of the district's own file, in which relative paths are looked for."""
        return self.file.parent

    @property
    def registry(self) -> Path | None:
        """The file that `schools:` names, beside the layer that names it; None without schools."""
        if self.config is None or self.config.schools is None:
            return None
        return Path(self.place("schools").file).parent / self.config.schools.file

    def place(self, *path: str | int) -> Place:
        """The place in the YAML of the value at a path, in whichever layer it was written."""
        return Place(str(self.file)) if self.tree is None else yaml_tree.place_at(self.tree, path)

    def reload(self) -> Project:
        """The project as its files are now; this one stays as it is."""
        return load(self.file)


def load(path: Path | str, *, edited: Mapping[Path, bytes] = MappingProxyType({})) -> Project:
    """Read a district's settings: a folder with `district.yaml`, or the file itself.

    Raises nothing for what is wrong with the files: see `Project.problems`. Everything that documents are made from is
    read now, so that one project always gives the same documents. `edited` are files as they would be after a save:
    their bytes are taken instead of what the disk has.

        project = load("configs/artemovsky")
    """
    given = as_path(path, "load")
    file = given / CONFIG_NAME if given.is_dir() or not given.suffix else given
    contents: dict[str, bytes | int] = {}
    snapshot = Snapshot(contents)
    unsaved = {path_key(name): data for name, data in edited.items()}
    tree, files, problems = _read_layers(file, contents, unsaved)
    folders = _template_folders(file, tree)
    config: Config | None = None
    if tree is not None and not has_errors(problems):
        config, wrong = validate(Config, tree)
        problems = (*problems, *wrong)
    take_templates(file.parent, folders, config, contents)
    project = Project(file, tree, config, files, folders, problems, snapshot)
    if project.registry is not None:
        take_schools(project.folder, project.registry, contents)
        contents.update(unsaved)
        return replace(project, problems=(*problems, *_misnamed(project.folder / SCHOOL_FILES)))
    return project


def _misnamed(folder: Path) -> Iterator[Diagnostic]:
    """Report files of `schools/` that are not read because of the ending of their names: «s-1.yaml.txt», «s-1.yml»."""
    for file in sorted((*folder.glob("*.yaml.txt"), *folder.glob("*.yml"))):
        right = f"{file.name.partition('.y')[0]}.yaml"
        message = f"Файл «{file.name}» не читается: его имя кончается не на «.yaml»."
        yield STRAY_OVERLAY.at(Place(shown(file)), message, hint=f"Переименуйте его в «{right}».", text=file.name)


def needs_project(given: object, who: str) -> None:
    """Raise TypeError, in Russian, where something else than a project was given to `who`."""
    if not isinstance(given, Project):
        raise TypeError(f"{who} ждёт то, что вернул load(…), а получил: {named(given)}.")


def has_errors(problems: tuple[Diagnostic, ...]) -> bool:
    """Whether any of the problems is an error, so that no document is written."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def _read_layers(
    file: Path, contents: dict[str, bytes | int], unsaved: Mapping[str, bytes]
) -> tuple[YamlMapping | None, tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Read a file and every layer that it `extends`, and lay them over each other, the file itself on top.

    The bytes of the files go to `contents`; those of `unsaved` go before what the disk has. Gives the whole tree, the
    files from the top down, and the problems.
    """
    problems: list[Diagnostic] = []
    layers: list[YamlMapping] = []
    files: list[Path] = []
    wanted: Path | None = file
    while wanted is not None:
        files.append(wanted)
        take(wanted, contents)
        contents.update({key: data for key, data in unsaved.items() if key == path_key(wanted)})
        layer, found = yaml_tree.read_file(wanted, shown(wanted), Snapshot(contents))
        problems += [
            replace(one, hint=lying_near(wanted)) if one.code == reading.FILE_MISSING.code else one for one in found
        ]
        if layer is None:
            return None, tuple(files), tuple(problems)
        layers.append(layer)
        wanted, found = _lower_layer(layer, wanted, files)
        problems += found
    merged: YamlNode = yaml_tree.without_nulls(layers[-1], problems)
    for layer in reversed(layers[:-1]):
        merged = overlay(merged, layer, problems)
    return merged if isinstance(merged, YamlMapping) else None, tuple(files), tuple(problems)


def _lower_layer(layer: YamlMapping, file: Path, files: list[Path]) -> tuple[Path | None, tuple[Diagnostic, ...]]:
    """The file that `extends` names: a path beside the layer's file, a shipped programme, a path among the shipped."""
    node = layer.entries.get("extends")
    if not isinstance(node, YamlScalar) or not node.text:
        return None, ()
    sought = [_normal(file.parent / node.text), _normal(shared_configs() / node.text)]
    found = next((path for path in sought if path.is_file()), shipped_programmes().get(node.text))
    if found is None:
        return None, (_missing_layer(node, sought),)
    if any(found.samefile(known) for known in files):
        chain = " → ".join(shown(path) for path in [*files, found])
        return None, (reading.EXTENDS_CYCLE.at(node.place, f"Файлы ссылаются друг на друга по кругу: {chain}."),)
    return found, ()


def _missing_layer(node: YamlScalar, sought: list[Path]) -> Diagnostic:
    """The problem of a lower layer that is not there, with a guess: a programme or a file of a like name."""
    programmes = shipped_programmes()
    if not Path(node.text).suffix and not {"/", "\\"} & set(node.text):
        message = f"Программы «{node.text}» нет."
        hint = f"{did_you_mean(node.text, list(programmes))} Свой файл пишут с окончанием: ../общее.yaml."
        return reading.FILE_MISSING.at(node.place, message, hint=hint, text=node.text)
    hint = f"Искали: {', '.join(shown(path) for path in sought)}. {_near(sought)}".strip()
    if named := next((name for name in programmes if name in Path(node.text).parts), ""):
        hint = f"Готовую программу называют по имени: extends: {named}. {hint}"
    return reading.FILE_MISSING.at(node.place, f"Файл «{node.text}» не найден.", hint=hint, text=node.text)


def _near(sought: list[Path]) -> str:
    if (hint := lying_near(sought[0])).startswith("Там лежит"):
        return hint
    names = [str(path.relative_to(place.parent)) for place in sought for path in place.parent.glob("*.yaml")]
    return did_you_mean(sought[0].name, names) if names else ""


def _normal(path: Path) -> Path:
    return Path(os.path.normpath(path))


def shown(path: Path) -> str:
    """A path as messages show it: relative to the current folder when it lies in it, else as it is."""
    try:
        return str(Path(os.path.realpath(path)).relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _template_folders(file: Path, tree: YamlMapping | None) -> tuple[Path, ...]:
    """The search path of templates: `templates:` of the YAML, each beside the file that names it, else `templates/`.

    The folder of the shared templates is always the last.
    """
    node = tree.entries.get("templates") if tree is not None else None
    if isinstance(node, YamlScalar):
        named = [_normal(Path(node.place.file).parent / node.text)]
    elif isinstance(node, YamlSequence):
        named = [_normal(Path(i.place.file).parent / i.text) for i in node.items if isinstance(i, YamlScalar)]
    else:
        named = [file.parent / "templates"]
    return (*(folder for folder in named if folder.is_dir()), shared_templates())
