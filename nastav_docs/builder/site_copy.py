"""Documents for a site: which name a person of a private column, and copies of those, printed without the names."""

from __future__ import annotations

import html
import io
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.builder.enclosed_sheets import with_counted_sheets
from nastav_docs.builder.manifest import built_documents
from nastav_docs.builder.put_files import SITE_RECORDS, put_files, recorded_files, remove_files
from nastav_docs.builder.report import Report
from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.documents import prepared, print_document, read_schools, school_issues, written_forms
from nastav_docs.files import digest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from nastav_docs.config import Project

NOT_WORD: Final = "не документ Word"
UNKNOWN: Final = "настройки такого документа больше не делают"
NAMED: Final = 3  # documents in one message
EDITED_HINT: Final = "Перенесите правку в настройки – или уберите имена сами."
ROW_HINT: Final = "На сайт такой документ не выкладывают."
TEXT_HINT: Final = "Уберите имя из текста пункта или сделайте выписку: вид extract."


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
            whose = _named_in(people, path, (built / path).read_bytes())
            if whose:
                reasons[path] = f"назван участник из списка: {_masked(whose)}"
    return reasons


def write_site_copies(
    project: Project, out: Path, paths: Iterable[str], *, force: bool = False, prune: bool = False
) -> Report:
    """Write a copy for a site beside each of these built documents that names a person of a private column.

    In the copy, «… (для сайта).docx», whatever such a column says is «(скрыто)». A document that a person has changed
    in Word, one that is printed for a single row of a list, and one that names somebody in its own words, too, have no
    copy, and that is told. `prune` removes the copies of documents that need none any more. What stands in the folder
    is treated as `build` does.
    """
    built = built_documents(out)
    planned, people = _planned_and_private(project)
    standing = {path: (out / path).read_bytes() for path in paths if path in planned and (out / path).is_file()}
    private = {path for path, data in standing.items() if path.endswith(".docx") and _named_in(people, path, data)}
    edited = {path for path in private if path in built and built[path].sha256 != digest(standing[path])}
    told = [_no_copy(out, [path], "он изменён в Word", EDITED_HINT) for path in sorted(edited)]
    made: dict[str, bytes] = {}
    of_rows: list[str] = []
    schools = {built[path].school for path in private - edited if path in built}
    printed = _printed_for_site(project, out, private - edited, schools)
    for path in sorted(private - edited):
        data = printed.get(path)
        if data is None:
            of_rows.append(path)
        elif whose := _named_in(people, path, data):
            told.append(_no_copy(out, [path], f"{_masked(whose)} назван в нём и вне списка", TEXT_HINT))
        else:
            made[site_path(path)] = data
    if of_rows:
        told.append(_no_copy(out, of_rows, "каждый такой документ – об одном человеке из списка", ROW_HINT))
    put = put_files(out, SITE_RECORDS, made, force=force)
    wanted = {site_path(path) for path in built if path not in standing} | made.keys()
    old = sorted(recorded_files(out, SITE_RECORDS).keys() - wanted)
    removed = remove_files(out, SITE_RECORDS, old) if prune else ()
    if not prune:
        hint = "Удалите её или соберите с --prune."
        told += (
            codes.LEFT_OVER.at(Place(str(out / path)), f"Копия «{path}» больше не нужна.", hint=hint)
            for path in old
            if (out / path).is_file()
        )
    return Report(out, put.written, put.unchanged, put.kept, removed, (*told, *put.problems))


def site_path(path: str) -> str:
    """Where the copy for a site of a document stands: beside it, under a name that says so."""
    return f"{path.removesuffix('.docx')} (для сайта).docx"


def _printed_for_site(
    project: Project, out: Path, wanted: Collection[str], schools: Collection[str]
) -> dict[str, bytes]:
    """Documents printed with «(скрыто)» in private columns, by path, as far as their paths are still the same."""
    hidden = replace(with_counted_sheets(project, out, {}), like=project.home, for_site=True)
    ready, registry = prepared(hidden), read_schools(hidden)
    planned = [*ready.planned]
    for issue in school_issues(hidden, (row for row in registry.rows if row.id in schools), registry.overlays):
        planned += issue.planned
    made = ((one.path, print_document(one, ready.templates)[0]) for one in planned if one.path in wanted)
    return {path: data for path, data in made if data is not None}


def _no_copy(out: Path, paths: Sequence[str], why: str, hint: str) -> Diagnostic:
    named = ", ".join(f"«{path}»" for path in paths[:NAMED]) + (f" … всего {len(paths)}" if paths[NAMED:] else "")
    place = Place(str(out / paths[0] if len(paths) == 1 else out))
    return codes.NO_SITE_COPY.at(place, f"Нет копии для сайта: {named} – {why}.", hint=hint)


def _named_in(people: Mapping[str, frozenset[str]], path: str, document: bytes) -> str:
    """The first of these people whom a document names, in its text or in its own name; «» for nobody."""
    text = _plain(f"{path} {_all_text(document)}")
    return next((name for name, forms in people.items() if any(form in text for form in forms)), "")


def _planned_and_private(project: Project) -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """The paths of all documents of the settings; the private people of the whole district, by name."""
    registry = read_schools(project)
    ready = prepared(project)
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
