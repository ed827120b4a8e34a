"""From a folder with `district.yaml` to a project: the YAML of all layers, laid over each other and checked."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from nastav_docs.config import yaml_tree
from nastav_docs.config.certificates import certificate_files, certificates_of_schools
from nastav_docs.config.given_values import given_schools, given_tree, laid_over, plain_value
from nastav_docs.config.kinds import with_documents, with_kinds
from nastav_docs.config.likely_files import lying_near
from nastav_docs.config.model import Config
from nastav_docs.config.overlay import overlay
from nastav_docs.config.own_layer import (
    is_workbook,
    joined,
    own_file,
    read_layer,
    two_books,
    unlike_below,
    without_sheet,
    workbooks_in,
)
from nastav_docs.config.project_files import SCHOOL_FILES, take_lists, take_overlays, take_schools, take_templates
from nastav_docs.config.school_templates import with_school_templates
from nastav_docs.config.shipped_files import shared_configs, shared_templates, shipped_programmes
from nastav_docs.config.validation import validate
from nastav_docs.config.yaml_tree import YamlMapping, YamlScalar, YamlSequence
from nastav_docs.diagnostics import Diagnostic, NastavDocsError, Place, Severity, did_you_mean, nearest
from nastav_docs.diagnostics.codes import reading
from nastav_docs.diagnostics.codes.config import UNKNOWN_KEY
from nastav_docs.diagnostics.codes.schools import STRAY_OVERLAY
from nastav_docs.files import Contents, Snapshot, as_path, named, path_key, take

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nastav_docs.config.yaml_tree import YamlNode

EXTENDS_SLIP: Final = 0.75  # share of equal letters from which a key is taken for the word «extends»
GIVEN: Final = "load(…)"  # the name of settings that a script gives, where a file would be named
CHANGES: Final = "replace(…)"


class ConfigError(NastavDocsError):
    """A config has errors, so that what was asked for cannot be made; `problems` holds all of them."""


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
    # What a script gave to `load` beside the files: schools as rows, free values over `data:`, filters of its own.
    schools_given: YamlSequence | None = field(default=None, repr=False)
    data_given: Mapping[str, object] = field(default_factory=dict, repr=False)
    filters: Mapping[str, Callable[..., object]] = field(default_factory=dict, repr=False)
    # The project of which this one is a copy with other free values: the schools, lists and templates are the same.
    like: Project | None = field(default=None, repr=False)
    # Whether documents are printed for a site: columns with `public: нет` then tell only that a cell is filled.
    for_site: bool = False
    # The folder where commands keep what makes the next one quicker (compiled templates); None: nothing is kept.
    kept: Path | None = field(default=None, repr=False)

    @property
    def home(self) -> Project:
        """The project whose schools, lists and templates this one shares: itself, unless it is a copy."""
        return self.like or self

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

    @property
    def list_files(self) -> dict[str, Path]:
        """The files that `lists:` names, by list, each beside the layer that names it; `{{ school.id }}` stays."""
        lists = {} if self.config is None else self.config.lists
        named = {name: record.file for name, record in lists.items() if record.file}
        return {name: Path(self.place("lists", name, "file").file).parent / file for name, file in named.items()}

    @property
    def facts_file(self) -> Path | None:
        """The file that `facts:` names, beside the layer that names it; None without one."""
        if self.config is None or self.config.facts is None or not self.config.facts.file:
            return None
        return Path(self.place("facts").file).parent / self.config.facts.file

    @property
    def kept_tables(self) -> dict[str, Path]:
        """The files that `execution:` and `journal:` name, by key, each beside the layer that names it."""
        config = self.config
        named = {} if config is None else {"execution": config.execution, "journal": config.journal}
        return {
            key: Path(self.place(key).file).parent / record.file for key, record in named.items() if record is not None
        }

    def place(self, *path: str | int) -> Place:
        """The place in the YAML of the value at a path, in whichever layer it was written."""
        return Place(str(self.file)) if self.tree is None else yaml_tree.place_at(self.tree, path)

    def state(self) -> str:
        """A text that changes with whatever is made from the project; empty where that is not its files alone.

        What a script gives beside the files may be functions, which have no digest.
        """
        given = self.schools_given is not None or self.data_given or self.filters or self.like or self.for_site
        if self.problems or given:
            return ""
        contents = sorted((key, _digest_of(found)) for key, found in self.snapshot.contents.items())
        return repr((str(self.file), [*map(str, self.files)], [*map(str, self.template_folders)], contents))

    def reload(self) -> Project:
        """The project as its files are now, with what the script gave; this one stays as it is."""
        beside = {file.parent for file in self.files[1:2]} == {self.folder} and is_workbook(self.files[1])
        again = load(self.folder if beside else self.file, filters=self.filters, kept=self.kept)
        return replace(again, schools_given=self.schools_given, data_given=self.data_given)


def load(
    path: Path | str | Mapping[str, object],
    *,
    schools: object = None,
    data: Mapping[str, object] | None = None,
    filters: Mapping[str, Callable[..., object]] | None = None,
    edited: Mapping[Path, bytes] = MappingProxyType({}),
    kept: Path | None = None,
) -> Project:
    """Read a district's settings: a folder with `district.yaml`, the file itself, or a mapping in its place.

    A workbook of settings («Район.xlsx») is a file of settings too; in a folder it may stand beside `district.yaml`,
    each section in one of them.

    `schools` are rows in place of the registry of schools: mappings of columns to values, by the headings of a table or
    the names in templates. `data` is laid over `data:`; its texts are printed as they are. `filters` are functions that
    texts and templates may use by these names. `edited` are files as they would be after a save: their bytes are taken
    instead of what the disk has. `kept` is a folder for what makes the next command quicker.

    Raises nothing for what is wrong with the files: see `Project.problems`; TypeError for an argument of another type.
    Everything that documents are made from is read now, so that one project always gives the same documents.

        project = load("configs/artemovsky")
        project = load("configs/artemovsky", schools=connection.execute("select * from schools"))
    """
    contents: dict[str, bytes | int] = {}
    top: YamlMapping | None = None
    books: tuple[Path, ...] = ()
    if isinstance(path, Mapping):
        file, top = Path(GIVEN), given_tree(path, "load")
        contents[path_key(file)] = repr(plain_value(path)).encode()
    else:
        given = as_path(path, "load")
        folder = given.is_dir() or not given.suffix
        file = own_file(given) if folder else given
        books = workbooks_in(given) if folder else ()
    rows = None if schools is None else given_schools(schools)
    unsaved = {path_key(name): given for name, given in edited.items()}
    project = _project(file, *_read_layers(file, contents, top, unsaved, books), contents)
    contents.update({key: given for key, given in unsaved.items() if key in contents})
    if rows is not None:
        take_overlays(project.folder, contents)
    functions = _functions(filters or {}, "load")
    return replace(project, schools_given=rows, data_given=_free(data, "load"), filters=functions, kept=kept)


def changed(
    project: Project, changes: Mapping[str, object], *, schools: object = None, data: Mapping[str, object] | None = None
) -> Project:
    """The project with `changes` laid over its settings, as the layer of a district is laid over the programme.

    `schools` and `data` are as in `load`; without them those of the project stay. The files are those that it was
    loaded with. A change that does not fit is in the `problems` of the result.
    """
    tree, problems, files = project.tree, project.problems, project.files
    contents = dict(project.snapshot.contents)
    made = project
    if changes and tree is not None:
        wrong: list[Diagnostic] = []
        merged = overlay(tree, given_tree(changes, "replace"), wrong)
        pseudo = path_key(Path(CHANGES))
        contents[pseudo] = _bytes_of(contents.get(pseudo)) + repr(plain_value(changes)).encode()
        files = (*(file for file in files if file != Path(CHANGES)), Path(CHANGES))
        kept = tuple(problem for problem in problems if problem.code == STRAY_OVERLAY.code)
        assert isinstance(merged, YamlMapping)  # noqa: S101  two mappings make one
        made = _project(project.file, merged, files, (*kept, *wrong), contents, project.template_folders)
    rows = project.schools_given if schools is None else given_schools(schools)
    free = project.data_given if data is None else laid_over(project.data_given, _free(data, "replace"))
    return replace(made, schools_given=rows, data_given=free, filters=project.filters, kept=project.kept)


def _free(data: object, who: str) -> dict[str, object]:
    """Free values that a script gives, as templates print them. Raises TypeError."""
    if data is not None and not isinstance(data, Mapping):
        raise TypeError(f"{who} ждёт в data= словарь, а получил: {named(data)}.")
    return {str(key): plain_value(value) for key, value in (data or {}).items()}


def _functions(filters: object, who: str) -> dict[str, Callable[..., object]]:
    """Filters that a script gives, by name. Raises TypeError."""
    if not isinstance(filters, Mapping):
        raise TypeError(f"{who} ждёт в filters= словарь «имя: функция», а получил: {named(filters)}.")
    for name, function in filters.items():
        if not callable(function) or not str(name).isidentifier():
            raise TypeError(f"{who} ждёт в filters= функции по именам, а «{name}» – {named(function)}.")
    return {str(name): function for name, function in filters.items()}


def _bytes_of(found: bytes | int | None) -> bytes:
    return found if isinstance(found, bytes) else b""


def _digest_of(found: bytes | int) -> str:
    return str(found) if isinstance(found, int) else hashlib.sha256(found).hexdigest()


def _project(
    file: Path,
    tree: YamlMapping | None,
    files: tuple[Path, ...],
    problems: tuple[Diagnostic, ...],
    contents: dict[str, bytes | int],
    known_folders: tuple[Path, ...] | None = None,
) -> Project:
    """The project of a tree: checked, with the files that it names in `contents`, where they are not there already."""
    snapshot = Snapshot(Contents(contents))
    folders = known_folders or _template_folders(file, tree)
    config: Config | None = None
    if tree is not None:
        tree, wrong = with_kinds(tree, files, contents, shown)
        problems = (*problems, *wrong)
    if tree is not None and not has_errors(problems):
        config, wrong = validate(Config, tree)
        if config is not None:
            config, tree = with_documents(config, tree)
            config = with_school_templates(config, folders)
        problems = (*problems, *wrong)
    if known_folders is None:
        take_templates(file.parent, folders, config, contents)
    project = Project(file, tree, config, files, folders, problems, snapshot)
    tables = (*project.list_files.values(), *filter(None, (project.facts_file,)), *project.kept_tables.values())
    take_lists((one for one in tables if path_key(one) not in contents), contents)
    if project.registry is not None and path_key(project.registry) not in contents:
        take_schools(project.folder, project.registry, contents)
        project = replace(project, problems=(*problems, *_misnamed(project.folder / SCHOOL_FILES)))
    signed = () if tree is None else (*certificate_files(tree), *certificates_of_schools(contents, shown))
    take_lists((one for one in signed if path_key(one) not in contents), contents)
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


def layered_tree(path: Path) -> tuple[YamlMapping | None, tuple[Diagnostic, ...]]:
    """The YAML of a file with all that it extends, as it is read now, and the problems; no template is looked at."""
    tree, _, problems = _read_layers(path, {}, None, {})
    return tree, problems


def lower_tree(layer: YamlMapping, file: Path) -> YamlMapping | None:
    """What lies below a layer that stands in a file: the tree of what it extends; None where it extends nothing."""
    below, _ = _lower_layer(layer, file, [file])
    return None if below is None else layered_tree(below)[0]


def lower_layers(project: Project) -> tuple[YamlMapping, ...]:
    """The layers below the district's own, each as it is written; its workbook beside `district.yaml` is its own."""
    beside = (file for file in project.files[1:] if is_workbook(file) and file.parent == project.folder)
    below = [file for file in project.files[1:] if file not in {*beside, Path(CHANGES)}]
    read = (read_layer(file, shown(file), project.snapshot)[0] for file in below)
    return tuple(layer for layer in read if layer is not None)


def _read_layers(
    file: Path,
    contents: dict[str, bytes | int],
    top: YamlMapping | None,
    unsaved: Mapping[str, bytes],
    books: Sequence[Path] = (),
) -> tuple[YamlMapping | None, tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Read a file and every layer that it `extends`, and lay them over each other, the file itself on top.

    `top` is what a script gives in place of the file, `books` are the workbooks of settings in its folder. The bytes of
    the files go to `contents`; those of `unsaved` go before what the disk has. Gives the whole tree, the files from the
    top down, and the problems.
    """
    if len(books) > 1:
        return None, (file,), (two_books({book: shown(book) for book in books}),)
    problems: list[Diagnostic] = []
    layers: list[YamlMapping] = []
    from_book: YamlMapping | None = None
    files: list[Path] = []
    wanted: Path | None = file
    while wanted is not None:
        files.append(wanted)
        found: tuple[Diagnostic, ...] = ()
        layer = None if layers else top
        if layer is None:
            layer, found = _taken_layer(wanted, contents, unsaved)
        problems += found
        if layer is None:
            return None, tuple(files), tuple(problems)
        from_book = layer if not layers and is_workbook(wanted) else from_book
        for book in (one for one in books if not layers and one != wanted):
            files.append(book)
            beside, found = _taken_layer(book, contents, unsaved)
            problems += found
            if beside is None:
                return None, tuple(files), tuple(problems)
            from_book = beside
            layer, found = joined(layer, beside)
            problems += found
        layer, found = _with_named_style(layer, wanted, contents)
        problems += found
        layers.append(layer)
        wanted, found = _lower_layer(layer, wanted, files)
        problems += found
    if len(layers) == 1 and (slip := _misspelt_extends(layers[0])) is not None:
        return None, tuple(files), (slip,)  # all that is missing without the programme follows from it
    merged = _laid(layers, from_book, problems)
    return merged if isinstance(merged, YamlMapping) else None, tuple(files), tuple(problems)


def _laid(layers: Sequence[YamlMapping], from_book: YamlMapping | None, problems: list[Diagnostic]) -> YamlNode:
    """All layers, the top one first, laid over each other; `from_book` is what a workbook of the top one says."""
    merged: YamlNode = yaml_tree.without_nulls(layers[-1], problems)
    for layer in reversed(layers[:-1]):
        if layer is layers[0] and from_book is not None:
            problems += unlike_below(from_book, merged)
        merged = overlay(merged, layer, problems)
    if from_book is not None:
        problems += without_sheet(from_book, layers[0], merged)
    return merged


def _taken_layer(
    file: Path, contents: dict[str, bytes | int], unsaved: Mapping[str, bytes]
) -> tuple[YamlMapping | None, tuple[Diagnostic, ...]]:
    """One layer, its bytes taken to `contents`."""
    take(file, contents)
    contents.update({key: data for key, data in unsaved.items() if key == path_key(file)})
    return read_layer(file, shown(file), Snapshot(contents))


def _with_named_style(
    layer: YamlMapping, file: Path, contents: dict[str, bytes | int]
) -> tuple[YamlMapping, tuple[Diagnostic, ...]]:
    """The layer with `style: норма.yaml` replaced by the section `style` of that file, a learnt norm of a house."""
    node = layer.entries.get("style")
    if not isinstance(node, YamlScalar) or not node.text:
        return layer, ()
    norm = _normal(file.parent / node.text)
    take(norm, contents)
    tree, problems = yaml_tree.read_file(norm, shown(norm), Snapshot(contents))
    style = None if tree is None else tree.entries.get("style")
    if tree is None or not isinstance(style, YamlMapping):
        hint = "Напишите в style: вид документов по ключам или назовите файл нормы, в котором раздел style есть."
        lost = f"Файл «{node.text}» не найден." if not norm.is_file() else f"В файле «{node.text}» нет раздела style."
        told = [one for one in problems if one.code != reading.FILE_MISSING.code]
        problems = tuple(told) or (reading.FILE_MISSING.at(node.place, lost, hint=hint, text=node.text),)
        style = YamlMapping({}, {}, node.place)
    return replace(layer, entries={**layer.entries, "style": style}), problems


def _lower_layer(layer: YamlMapping, file: Path, files: list[Path]) -> tuple[Path | None, tuple[Diagnostic, ...]]:
    """The file that `extends` names: a path beside the layer's file, a shipped programme, a path among the shipped."""
    node = layer.entries.get("extends")
    if not isinstance(node, YamlScalar) or not node.text:
        return None, ()
    sought = [_normal(file.parent / node.text), _normal(shared_configs() / node.text)]
    found = next((path for path in sought if path.is_file()), shipped_programmes().get(node.text))
    if found is None:
        return None, (_missing_layer(node, sought),)
    if any(known.is_file() and found.samefile(known) for known in files):
        chain = " → ".join(shown(path) for path in [*files, found])
        return None, (reading.EXTENDS_CYCLE.at(node.place, f"Файлы ссылаются друг на друга по кругу: {chain}."),)
    return found, ()


def _misspelt_extends(layer: YamlMapping) -> Diagnostic | None:
    """The problem of a layer that stands on nothing because of a slip in the word `extends`."""
    key = next((key for key in layer.entries if nearest("extends", [key], EXTENDS_SLIP)), "")
    if not key or "extends" in layer.entries:
        return None
    place, message = layer.keys[key], f"Неизвестный ключ «{key}»."
    return UNKNOWN_KEY.at(place, message, hint=did_you_mean(key, ["extends"]), text=key)


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
