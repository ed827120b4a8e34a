"""Which of the documents that were built may be put on a site: those that name no person of a private column."""

from __future__ import annotations

import html
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.documents import edition, read_schools, school_issues, written_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from nastav_docs.config import Project

NOT_WORD: Final = "не документ Word"
UNKNOWN: Final = "настройки такого документа больше не делают"


def withheld(project: Project, built: Path, paths: Iterable[str]) -> dict[str, str]:
    """By the path of each of these documents that may not be put on a site: why.

    A document is read as it stands, with its properties, notes and comments, and its name is read too. Whoever stands
    in a column with `public: нет` is found in every case, with a full name or initials; those who hold an office in the
    settings (`people:`) are named in papers anyway. Of a document that the settings do not know nobody can say that.
    """
    reasons: dict[str, str] = {}
    planned, people = _planned_and_private(project)
    for path in paths:
        if not path.endswith(".docx"):
            reasons[path] = NOT_WORD
        elif path not in planned:
            reasons[path] = UNKNOWN
        elif (built / path).is_file():
            said = f"{path} {_all_text((built / path).read_bytes())}"
            text = _plain(said)
            whose = next((name for name, forms in people.items() if any(form in text for form in forms)), "")
            if whose:
                reasons[path] = f"назван участник из списка: {_masked(whose)}"
    return reasons


def _planned_and_private(project: Project) -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """The paths of all documents of the settings; the private people of the whole district, by name."""
    registry = read_schools(project)
    ready = edition(project)
    planned = [*ready.planned]
    issuers: list[Mapping[str, Any]] = [ready.names]
    for issue in school_issues(project, registry.rows, registry.overlays):
        planned += issue.planned
        issuers += [issue.planned[0].names] if issue.planned else []
    private = {name: forms for names in issuers for name, forms in _private(project, names)}
    officials = {str(one.get("name", one)) for names in issuers for one in _officials(names)}
    return (
        frozenset(one.path for one in planned),
        {name: forms for name, forms in private.items() if name not in officials},
    )


def _officials(names: Mapping[str, Any]) -> Iterator[Any]:
    people = names["people"]
    yield from (people[role] for role in people if "signature" in people[role])


def _private(project: Project, names: Mapping[str, Any]) -> Iterator[tuple[str, frozenset[str]]]:
    """The people of the private columns of an issuer's lists, each with the forms in which a paper may name one."""
    config = project.config
    for list_name, record in ({} if config is None else config.lists).items():
        columns = [name for name, column in record.columns.items() if not column.public]
        for row in names["lists"].get(list_name, ()):
            for column in columns:
                person = row.get(column)
                if person is not None and "signature" in person:
                    yield str(person.get("name", person)), _forms(person)


def _forms(person: Any) -> frozenset[str]:  # noqa: ANN401  a Noun of a person
    return frozenset(plain for one in written_forms(person) if len((plain := _plain(one)).split()) > 1 or "." in plain)


def _plain(text: str) -> str:
    """A text to be compared: one kind of spaces, none after the point of an initial, «е» for «ё»."""
    return re.sub(r"\.\s+", ".", re.sub(r"\s+", " ", text)).replace("ё", "е").casefold().strip()


def _all_text(document: bytes) -> str:
    """All that a Word file says, in its text and beside it."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist() if name.endswith("xml")]
    broken = (re.sub(r"</w:p>|<w:(?:br|tab|cr)\b[^>]*>|</w:tc>", " ", one) for one in parts)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", one)) for one in broken)


def _masked(name: str) -> str:
    """A private name in a message that others may read: «П… И…»."""
    return " ".join(f"{word[:1]}…" for word in name.split())
