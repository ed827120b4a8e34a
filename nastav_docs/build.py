"""Build a project's documents into a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nastav_docs import documents, writing
from nastav_docs.codes import building as codes
from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.edition import edition, print_document
from nastav_docs.project import Project, has_errors

if TYPE_CHECKING:
    from nastav_docs.edition import Edition
    from nastav_docs.writing import Entry


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: paths below `out`, in the order of the documents, and every problem met."""

    out: Path
    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything asked for stands in the folder as the config says."""
        return not has_errors(self.problems)


def build(project: Project, out: Path | str, *, only: tuple[str, ...] = (), force: bool = False) -> Report:
    """Write a project's documents into `out`; with an error in the config nothing is written.

    `only` names documents of `documents:`; `force` overwrites what a person has edited or put in a document's place.
    """
    folder = Path(out)
    ready = edition(project)
    problems = ready.problems
    if project.config is not None:
        problems += documents.unknown_documents(only, project.config)
    if has_errors(problems):
        return Report(folder, problems=problems)
    try:
        with writing.locked(folder):
            return _build(ready, folder, only, force=force)
    except writing.FolderBusyError:
        message = f"В папку «{folder}» уже идёт другая сборка."
        return Report(folder, problems=(*problems, codes.LOCKED.at(Place(str(folder)), message, hint="Дождитесь её.")))
    except OSError as error:
        message = f"Папка «{folder}» не записывается: {writing.reason(error)}."
        return Report(folder, problems=(*problems, codes.NOT_WRITTEN.at(Place(str(folder)), message)))


def _build(ready: Edition, folder: Path, only: tuple[str, ...], *, force: bool) -> Report:
    printed: list[tuple[str, bytes]] = []
    problems = list(ready.problems)
    for planned in ready.planned:
        if only and planned.id not in only:
            continue
        data, wrong = print_document(planned, ready.templates)
        problems += wrong
        if data is not None:
            printed.append((planned.path, data))
    if has_errors(tuple(problems)):
        return Report(folder, problems=tuple(dict.fromkeys(problems)))
    known, wrong = writing.read_manifest(folder)
    problems += wrong
    entries = dict(known)
    outcomes: dict[str, list[str]] = {"written": [], "unchanged": [], "kept": []}
    journal = writing.Journal(folder, "district")
    try:
        shelf = writing.Shelf(folder, known, journal, force)
        for path, data in printed:
            outcome, entry, problem = shelf.put(path, data, "")
            outcomes[outcome].append(path)
            if entry is not None:
                entries[path] = entry
            if problem is not None:
                problems.append(problem)
    finally:
        journal.close()
    problems += _left_over(ready, folder, entries, only)
    writing.save_manifest(folder, entries)
    done = {outcome: tuple(paths) for outcome, paths in outcomes.items()}
    return Report(folder, **done, problems=tuple(dict.fromkeys(problems)))


def _left_over(ready: Edition, folder: Path, entries: dict[str, Entry], only: tuple[str, ...]) -> list[Diagnostic]:
    """Documents of earlier builds that no document of the config makes any more."""
    if only:
        return []
    wanted = {planned.path for planned in ready.planned}
    return [
        codes.LEFT_OVER.at(Place(str(folder / path)), f"«{path}» остался от прежней сборки.", hint="Удалите его.")
        for path in entries
        if path not in wanted and (folder / path).exists()
    ]
