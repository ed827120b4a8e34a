"""How many sheets an enclosure of a letter has: those of the document that it names, where the settings leave it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nastav_docs.config import yaml_tree
from nastav_docs.diagnostics import did_you_mean
from nastav_docs.diagnostics.codes import kinds as codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.config.model import Config
    from nastav_docs.config.paper_parts import Enclosure
    from nastav_docs.config.project import Project
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic

Path = tuple[str | int, ...]


def enclosures_of(config: Config) -> Iterator[tuple[str, Path, Enclosure]]:
    """Every enclosure of the district's letters: the letter's name, the path in the settings, the record."""
    if config.letter is not None:
        for index, record in enumerate(config.letter.enclosures):
            yield "letter", ("letter", "enclosures", index), record
    for name, paper in config.papers.items():
        for index, record in enumerate(paper.enclosures):
            yield name, ("papers", name, "enclosures", index), record


def check_enclosed(config: Config, tree: YamlNode) -> Iterator[Diagnostic]:
    """The problems of enclosures that name a document which is not there, or is one of every school."""
    known = [id_ for id_, document in config.documents.items() if not document.for_each]
    usual = [name for name in ("order", "letter", "roadmap", "indicators") if getattr(config, name) is not None]
    unmade = {*usual, *config.papers} - {*config.documents}  # papers that this district makes no document of
    for _, path, record in enclosures_of(config):
        if record.document and record.document not in {*known, *unmade}:
            place = yaml_tree.place_at(tree, (*path, "document"))
            hint = did_you_mean(record.document, known) or f"Есть: {', '.join(known)}."
            message = f"Документа «{record.document}», который приложен к письму, нет."
            if record.document in config.documents:
                message = f"Документ «{record.document}» – у каждой школы свой: сколько в нём листов, не сказать."
                hint = "Уберите document и напишите sheets числом."
            yield codes.UNKNOWN_ENCLOSED.at(place, message, hint=hint, text=record.document)


def letters_with_open_sheets(project: Project) -> dict[str, frozenset[str]]:
    """The letters whose enclosures leave their sheets to be counted, each with the documents that are enclosed."""
    found: dict[str, set[str]] = {}
    for name, _, record in enclosures_of(project.config) if project.config is not None else ():
        if record.document and record.sheets is None and not record.bound:
            found.setdefault(name, set()).add(record.document)
    return {name: frozenset(documents) for name, documents in found.items()}


def with_sheets(project: Project, sheets: Mapping[str, int]) -> Project:
    """The project with the sheets of enclosed documents filled in, where its letters leave them open.

    `sheets` are those of documents, by their key in `documents:`; what is not among them stays a blank.
    """
    config = project.config
    if config is None or not sheets or not letters_with_open_sheets(project):
        return project

    def filled(records: tuple[Enclosure, ...]) -> tuple[Enclosure, ...]:
        return tuple(
            one.model_copy(update={"sheets": sheets.get(one.document)}) if one.document and one.sheets is None else one
            for one in records
        )

    changes: dict[str, object] = {
        "papers": {
            name: paper.model_copy(update={"enclosures": filled(paper.enclosures)}) if paper.enclosures else paper
            for name, paper in config.papers.items()
        }
    }
    if config.letter is not None:
        changes["letter"] = config.letter.model_copy(update={"enclosures": filled(config.letter.enclosures)})
    return replace(project, config=config.model_copy(update=changes))
