"""From the lists of the settings (`lists:`) to the rows that texts and templates print: people with case forms, dates.

A row is a mapping of its columns: `row.mentor | dat`, `row.mentor.short`, `row.since`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import file_of_school, node_at
from nastav_docs.diagnostics import Diagnostic, Severity
from nastav_docs.diagnostics.codes.language import GENDER_UNDECIDED
from nastav_docs.documents import nouns
from nastav_docs.documents.kept_tables import known_schools
from nastav_docs.documents.school_registry import read_schools
from nastav_docs.registry.lists import KnownSchools, ListedPerson, ListSource, ReadList, read_list
from nastav_docs.russian import format_date
from nastav_docs.russian.typography import typograph, unbroken_phones

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nastav_docs.config import ListRecord, Project
    from nastav_docs.documents.nouns import Speech
    from nastav_docs.registry import SchoolRow
    from nastav_docs.registry.lists import ListCell

Row = dict[str, Any]
HIDDEN: Final = "(скрыто)"  # what a document for a site prints in place of a private cell


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a project by name, as far as they are the same for everybody; a school's own files are left out."""

    by_name: Mapping[str, ReadList] = field(default_factory=dict)
    schools: KnownSchools = field(default_factory=KnownSchools)
    problems: tuple[Diagnostic, ...] = ()


def read_lists(project: Project) -> Lists:
    """Read the lists that `lists:` names, but for those of which each school has a file of its own; read once."""
    return _lists_of(project.home)


@lru_cache(maxsize=4)
def _lists_of(project: Project) -> Lists:
    config = project.config
    if config is None or not config.lists:
        return Lists()
    schools = known_schools(project, read_schools(project).rows)
    found: dict[str, ReadList] = {}
    problems: list[Diagnostic] = []
    for name, record in config.lists.items():
        if record.by_school:
            found[name] = ReadList(name, record.columns)
            continue
        found[name], wrong = read_list(name, record, source(project, name, record), schools, files=project.snapshot)
        problems += wrong
    return Lists(found, schools, tuple(problems))


def source(project: Project, name: str, record: ListRecord, school: str = "") -> ListSource:
    """Where the rows of the list `name` stand: a node of the YAML, or a file (with `school` that of one school)."""
    if not record.file:
        assert project.tree is not None  # noqa: S101  a project with a config has its tree
        return ListSource(project.place("lists", name), None, node_at(project.tree, ("lists", name, "rows")))
    return ListSource(project.place("lists", name, "file"), file_of_school(project.list_files[name], school))


def list_rows(
    read: ReadList, rows: Mapping[str, SchoolRow], speech: Speech, *, for_site: bool = False
) -> tuple[list[Row], list[Diagnostic]]:
    """The rows of a list as texts and templates print them; problems are people whose gender nobody knows.

    `rows` are the schools of the registry by their codes. With `for_site` whatever stands in a column with
    `public: нет` is «(скрыто)», the same in all cases.
    """
    problems: list[Diagnostic] = []
    private = {name for name, column in read.columns.items() if for_site and not column.public}
    made = []
    for row in read.rows:
        hidden = {name: _hidden() for name in private if name in row and row[name].value is not None}
        shown = {name: cell for name, cell in row.items() if name not in hidden}
        made.append(dict.fromkeys(row, "") | _row(read, shown, rows, speech, problems) | hidden)
    return made, problems


def lists_of_district(project: Project, speech: Speech) -> tuple[dict[str, object], tuple[Diagnostic, ...]]:
    """`lists` of the district's documents: every list by name, with all its rows."""
    lists = read_lists(project)
    rows = {row.id: row for row in read_schools(project).rows} if lists.by_name else {}
    problems = list(lists.problems)
    found: dict[str, object] = {}
    for name, read in lists.by_name.items():
        found[name], wrong = list_rows(read, rows, speech, for_site=project.for_site)
        problems += wrong
    return found, tuple(problems)


def lists_of_school(
    project: Project, row: SchoolRow, common: Mapping[str, object], speech: Speech
) -> tuple[dict[str, object], tuple[Diagnostic, ...]]:
    """`lists` of a school's documents: of a list with a column `school` its own rows, of its own file all.

    `common` are the district's lists as `lists_of_district` gives them.
    """
    config = project.config
    if config is None or not config.lists:
        return {}, ()
    lists = read_lists(project)
    found: dict[str, object] = {}
    problems: list[Diagnostic] = []
    for name, record in config.lists.items():
        read = lists.by_name[name]
        if record.by_school:
            at = source(project, name, record, row.id)
            read, wrong = read_list(name, record, at, lists.schools, files=project.snapshot)
            problems += wrong
        elif not read.school_column:
            found[name] = common[name]
            continue
        own = read.of_school(row.id)
        found[name], undecided = list_rows(own, {row.id: row}, speech, for_site=project.for_site)
        problems += undecided if record.by_school else ()
    return found, tuple(problems)


def _row(
    read: ReadList,
    row: Mapping[str, ListCell],
    schools: Mapping[str, SchoolRow],
    speech: Speech,
    problems: list[Diagnostic],
) -> Row:
    return {name: _value(read, name, cell, schools, speech, problems) for name, cell in row.items()}


def _value(
    read: ReadList,
    name: str,
    cell: ListCell,
    schools: Mapping[str, SchoolRow],
    speech: Speech,
    problems: list[Diagnostic],
) -> object:
    value, kind = cell.value, read.columns[name].type
    if value is None:
        # Of a school that is not there is told already: any other one stands in for it, nothing is printed.
        if kind != "school" or not cell.text:
            return ""
        return _school(next(iter(schools)), schools, speech) if schools else _unread_school(cell.text)
    if isinstance(value, ListedPerson):
        return _person(name, value, cell, speech, problems)
    if isinstance(value, dt.date):
        return format_date(value, "short")
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value.normalize()
    if kind == "post":
        return speech.phrase(typograph(str(value)), "job", place=cell.place)
    if kind == "school":
        return _school(str(value), schools, speech)
    if kind == "phone":
        return unbroken_phones(str(value))
    return typograph(value) if isinstance(value, str) and kind in {"text", "one_of"} else value


def _person(name: str, person: ListedPerson, cell: ListCell, speech: Speech, problems: list[Diagnostic]) -> nouns.Noun:
    fields = {
        "title": "",
        "position": speech.phrase(typograph(person.position), "job", place=cell.place),
        "phone": unbroken_phones(person.phone),
        "email": person.email,
    }
    if not person.name.strip("_"):  # «________»: a blank to be written on, the same in all cases
        return _same_in_all_cases(person.name, fields)
    gender: Any = person.gender or None
    made = speech.person(person.name, fields, gender, person.forms, cell.place)
    for problem in (doubt.problem for doubt in made.doubts()):
        if problem.severity is Severity.ERROR:
            hint = problem.hint
            if problem.code == GENDER_UNDECIDED.code:
                own = f"{name}: {{name: {person.name}, gender: female}}"
                if cell.place.words:
                    own = f"добавьте в таблицу столбец «Пол» («ж», «м»), а в «columns:» – {name}_gender: gender"
                hint = f"Впишите имя и отчество полностью – или {own}."
            problems.append(replace(problem, place=cell.place, hint=hint))
    return made


def _same_in_all_cases(text: str, fields: Mapping[str, object]) -> nouns.Noun:
    """A value for whom no name is printed, with the fields of a person."""
    blank = nouns.Noun(lambda _: text)
    return nouns.like(blank, {**fields, "name": blank, "short": blank, "signature": blank, "gender": ""})


def _hidden() -> nouns.Noun:
    return _same_in_all_cases(HIDDEN, {"title": "", "position": "", "phone": "", "email": ""})


def _unread_school(text: str) -> nouns.Noun:
    """A school as it is written, in the place of one of a registry that cannot be read."""
    written = nouns.Noun(lambda _: text)
    fields = {"id": text, "name": written, "abbr": written, "short": written, "place": "", "address": ""}
    return nouns.like(written, fields)


def _school(id_: str, schools: Mapping[str, SchoolRow], speech: Speech) -> nouns.Noun:
    """A school that a row names: its text is the full name; fields are `id`, both names, `place`, `address`."""
    row = schools[id_]
    texts = row.texts
    name = typograph(texts.get("name", ""))
    whole = speech.phrase(name, "org", place=row.place_of("name"))
    short = speech.phrase(typograph(texts.get("abbr", "")) or name, "org", place=row.place_of("abbr"))
    return nouns.like(
        whole,
        {
            "id": id_,
            "name": whole,
            "abbr": short,
            "short": short,
            "place": typograph(texts.get("place", "")),
            "address": typograph(texts.get("address", "")),
        },
    )
