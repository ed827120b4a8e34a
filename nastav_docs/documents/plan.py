"""Plan documents: for each its template, the names that it prints, and the path of its file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import DEFAULT_SHEET, has_errors
from nastav_docs.diagnostics import did_you_mean
from nastav_docs.diagnostics.codes import config as codes
from nastav_docs.documents.mentor_base import base
from nastav_docs.documents.text_fields import fill
from nastav_docs.files import wrong_file_name
from nastav_docs.registry import BASES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nastav_docs.config import Config, DocumentRecord, PageWidths
    from nastav_docs.diagnostics import Diagnostic, Place
    from nastav_docs.template import TextEnvironment

PARTS: Final = ("order", "letter", "roadmap", "indicators")
SPREADSHEETS: Final = ("mentors.xlsx", "mentees.xlsx")


@dataclass(frozen=True, slots=True)
class Planned:
    """A document to be printed: `path` is that of its file below the folder of results, with «/» and the ending.

    `names` are the values that its template may print, `place` is where the config names the file.
    """

    id: str
    template: str
    path: str
    names: Mapping[str, Any]
    place: Place


def part_of(document: DocumentRecord) -> str:
    """The part of the config that a document is about («order»): `of:`, else the name of its template.

    Returns «» for a document that is about none.
    """
    stem = document.template.removesuffix(".docx").removesuffix(".xlsx")
    return document.of or (stem if stem in PARTS or stem in BASES else "")


def plan(
    id_: str,
    document: DocumentRecord,
    names: Mapping[str, Any],
    place: Place,
    environment: TextEnvironment,
    sheet: PageWidths = DEFAULT_SHEET,
) -> tuple[Planned | None, tuple[Diagnostic, ...]]:
    """Plan one document with an issuer's names; None and the problems where it cannot be made.

    `id_` is its key in `documents:`, `place` that of its `file:`, `sheet` what a page leaves for tables.
    """
    part = part_of(document)
    if part and part not in names and part not in BASES:
        hint = f"Допишите раздел «{part}:» или уберите документ."
        message = f"Документу «{id_}» нечего показать: раздела «{part}» нет."
        return None, (codes.MISSING_PART.at(place, message, hint=hint, text=part),)
    path, problems = file_path(document, names, place, environment)
    title, wrong = document_title(document, part, names, place, environment)
    problems += wrong
    if has_errors(problems):
        return None, problems
    own = {
        "document": {"id": id_, "title": title, "kind": part, "created": created(part, names)},
        "annex": names["annexes"].get(part),  # if the document is an annex in a file of its own
        **({"base": base(part, sheet.landscape)} if part in BASES else {}),
    }
    return Planned(id_, document.template, path, {**names, **own}, place), problems


def document_title(
    document: DocumentRecord, part: str, names: Mapping[str, Any], place: Place, environment: TextEnvironment
) -> tuple[str, tuple[Diagnostic, ...]]:
    """The title for a document's properties, and its problems: `title:` filled in, else the title of its part."""
    if document.title:
        filled = fill(document.title, names, place, environment)
        return filled.text, filled.problems
    if part in BASES:
        return str(BASES[part][2]), ()
    return str(names[part].get("title", "")) if part else "", ()


def created(part: str, names: Mapping[str, Any]) -> str:
    """The moment for a document's properties, `YYYY-MM-DDT00:00:00Z`: its own date, so that two builds are equal."""
    shown = str(names[part].get("date", "")) if part in {"order", "letter"} else str(_order_date(names))
    day = re.fullmatch(r"(\d\d)\.(\d\d)\.(\d{4})", shown)
    return f"{day[3]}-{day[2]}-{day[1]}T00:00:00Z" if day else "2000-01-01T00:00:00Z"


def _order_date(names: Mapping[str, Any]) -> object:
    return names["order"].get("date", "") if "order" in names else ""


def file_path(
    document: DocumentRecord, names: Mapping[str, Any], place: Place, environment: TextEnvironment
) -> tuple[str, tuple[Diagnostic, ...]]:
    """The path of a document's file, and its problems.

    «/» in `file:` divides folders, in a printed value it becomes «-».
    """
    steps: list[str] = []
    problems: list[Diagnostic] = []
    ending = ".xlsx" if document.template in SPREADSHEETS else ".docx"
    for step in re.split(r"/(?![^{]*\}\})", document.file.removesuffix(ending)):
        filled = fill(step, names, place, environment)
        problems += filled.problems
        text = re.sub(r"_{3,}", "без номера", re.sub(r"\s*[/\\]\s*", "-", filled.text))
        steps.append(" ".join(text.split()) if step else "")
    if has_errors(tuple(problems)):
        return "", tuple(problems)
    for step in [*steps[:-1], f"{steps[-1]}{ending}" if steps[-1] else ""]:
        wrong = wrong_file_name(step)
        if wrong:
            return "", (
                codes.BAD_FILE_NAME.at(place, f"Имя файла «{'/'.join(steps)}» не годится: {wrong}.", text=step),
            )
    return "/".join(steps) + ending, tuple(problems)


def same_paths(planned: list[Planned]) -> tuple[Diagnostic, ...]:
    """The problem of each two documents with one path; capitals and small letters are the same, as on Windows."""
    first: dict[str, Planned] = {}
    problems: list[Diagnostic] = []
    for document in planned:
        known = first.setdefault(document.path.casefold(), document)
        if known is not document:
            message = f"Документы «{known.id}» и «{document.id}» попали бы в один файл «{document.path}»."
            problems.append(codes.SAME_PATH.at(document.place, message, hint="Дайте им разные имена в «file:»."))
    return tuple(problems)


def unknown_documents(names: tuple[str, ...], config: Config) -> tuple[Diagnostic, ...]:
    """The problem of each name that is no key of `documents:`."""
    return tuple(
        codes.UNKNOWN_DOCUMENT.at(
            None, f"Документа «{name}» нет.", hint=did_you_mean(name, list(config.documents)), text=name
        )
        for name in names
        if name not in config.documents
    )
