"""The schools of a project: the rows of its registry, and the files of those that change their papers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from nastav_docs.config import SCHOOL_FILES, Project, YamlMapping, read_file, shown, stacked
from nastav_docs.diagnostics import Diagnostic, Place, did_you_mean
from nastav_docs.diagnostics.codes import schools as codes
from nastav_docs.documents.registration import Registration, given_numbers, read_registration, row_conflicts
from nastav_docs.registry import RegistryRows, RegistrySettings, read_registry, registry_given

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from nastav_docs.documents.registration import Registered
    from nastav_docs.files import Snapshot
    from nastav_docs.registry import SchoolRow


@dataclass(frozen=True, slots=True)
class Schools:
    """The schools of a project, and the changes that each makes (YAML layers by school).

    `problems` are those that belong to no row: of the registry as a whole, of rows that name no school. `journal` is
    that of registration, which is kept for all issuers.
    """

    rows: RegistryRows = field(default_factory=RegistryRows)
    overlays: Mapping[str, YamlMapping] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    journal: Registration = field(default_factory=Registration)


def read_schools(project: Project) -> Schools:
    """Read the registry that `schools:` names, and the files `schools/<id>.yaml` of those that change something.

    Schools that a script gave are in its place. What is wrong with one school, its row or its file, is in its row's
    `problems`. The answer for the last projects is kept: their files were taken by `load`, so it is always the same.
    """
    return _schools_of(project.home)


@lru_cache(maxsize=2)
def _schools_of(project: Project) -> Schools:
    rows, found, registry = _rows(project)
    if not registry and project.schools_given is None:
        return Schools(journal=read_registration(project, (), {}))
    own = {problem for row in rows for problem in row.problems}
    problems = [problem for problem in found if problem not in own]
    overlays: dict[str, YamlMapping] = {row.id: row.tree for row in rows if row.tree is not None}
    known = {row.id for row in rows}
    wrong: dict[str, tuple[Diagnostic, ...]] = {}
    folder = project.folder / SCHOOL_FILES
    files = [folder / name for name in project.snapshot.names(folder) if name.endswith(".yaml")]
    for file in files:
        if file.stem in known:
            wrong[file.stem] = _add_overlay(file, overlays, project.snapshot)
        elif rows and project.schools_given is None:  # a script may give some of the schools; unread, none is reported
            problems.append(_stray(file, rows))
    journal = read_registration(project, rows, overlays)
    if wrong or journal.by_issuer:
        rows = tuple(_with_numbers(row, wrong.get(row.id, ()), journal.of(row.id)) for row in rows)
    return Schools(RegistryRows(rows), overlays, (*registry, *files), tuple(problems), journal)


def _stray(file: Path, rows: tuple[SchoolRow, ...]) -> Diagnostic:
    """The problem of a file for a school that is not in the registry, or whose code lost its zeros in Excel."""
    name = file.stem
    cut = next((row for row in rows if name.isdecimal() and row.id == name.lstrip("0")), None)
    if cut is not None:
        message = f"Код школы – «{cut.id}», а её файл – «{shown(file)}»: число потеряло нули."
        hint = f"Задайте ячейке формат «Текстовый» и впишите код заново: {name}."
        return codes.STRAY_OVERLAY.at(cut.place_of("id"), message, hint=hint, text=cut.id)
    hint = did_you_mean(name, sorted(row.id for row in rows))
    return codes.STRAY_OVERLAY.at(Place(shown(file)), f"Школы с кодом «{name}» в реестре нет.", hint=hint, text=name)


def _with_numbers(row: SchoolRow, wrong: tuple[Diagnostic, ...], found: Mapping[str, Registered]) -> SchoolRow:
    """The row with what is wrong with its file, and with the numbers and dates that the journal gives its papers."""
    if not wrong and not found:
        return row
    return replace(row, problems=(*row.problems, *wrong, *row_conflicts(found, row)), given=given_numbers(found))


def _rows(project: Project) -> tuple[tuple[SchoolRow, ...], tuple[Diagnostic, ...], tuple[Path, ...]]:
    """The rows of the registry with their problems, and its file, if it is one."""
    config, named = project.config, project.registry
    record = None if config is None else config.schools
    if project.schools_given is not None:
        asked = RegistrySettings(mobile=record is not None and record.mobile)
        return *registry_given(project.schools_given, asked), ()
    if record is None or named is None:
        return (), (), ()
    columns = {key: (title, project.place("schools", "columns", key)) for key, title in record.columns.items()}
    asked = RegistrySettings(record.sheet or None, columns, record.mobile, project.place("schools", "file"))
    return *read_registry(named, asked, shown=shown(named), files=project.snapshot), (named,)


def _add_overlay(file: Path, overlays: dict[str, YamlMapping], snapshot: Snapshot) -> tuple[Diagnostic, ...]:
    """Read a school's file and lay it over what a YAML registry says of the school.

    Gives what is wrong with the file.
    """
    tree, problems = read_file(file, shown(file), snapshot)
    if tree is None:
        return problems
    below = overlays.get(file.stem)
    clashes: list[Diagnostic] = []
    merged = tree if below is None else stacked(below, tree, clashes)
    if isinstance(merged, YamlMapping):
        overlays[file.stem] = merged
    return (*problems, *clashes)
