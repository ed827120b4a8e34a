"""What a script reads of a project as frozen objects: its schools, and the plan with typed deadlines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nastav_docs.config import ConfigError, has_errors, needs_project
from nastav_docs.diagnostics import did_you_mean
from nastav_docs.diagnostics.codes.schools import UNKNOWN_SCHOOL
from nastav_docs.documents.prepared_project import prepared
from nastav_docs.documents.school_issue import school_issue
from nastav_docs.documents.school_registry import read_schools
from nastav_docs.documents.school_values import papers_of_school, school_names
from nastav_docs.russian.deadlines import parse

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from nastav_docs.config import Activity, Config, IndicatorsRecord, Project, Roadmap
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.registry import SchoolRow
    from nastav_docs.russian.deadlines import Deadline


@dataclass(frozen=True, slots=True)
class PlanPerson:
    """A person or a group by role; `name` in full, «» for a group; `title` is how papers call it."""

    role: str
    name: str
    title: str
    position: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class School:
    """A school of the registry: `name` in full, `people` by role (head, curator, executor), all `values` by column.

    `problems` are those of its row; with an error among them its documents are not made.
    """

    id: str
    name: str
    people: Mapping[str, PlanPerson]
    values: Mapping[str, str]
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanActivity:
    """An activity of the roadmap; `deadline` None where the text says none that is understood.

    `dates` are the days on which it falls due within the period of the plan; `text` is what the table prints.
    """

    id: str
    section: str
    title: str
    text: str
    deadline: Deadline | None = None
    dates: tuple[dt.date, ...] = ()
    responsible: tuple[PlanPerson, ...] = ()
    result: str = ""


@dataclass(frozen=True, slots=True)
class PlanIndicator:
    """An indicator; values are as printed («не менее 20»), `targets` by year."""

    id: str
    title: str
    unit: str
    base: str
    target: str
    targets: Mapping[str, str] = field(default_factory=dict)
    due: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of a district or of a school: activities in order, people by role, indicators, period if it has one."""

    activities: tuple[PlanActivity, ...] = ()
    people: Mapping[str, PlanPerson] = field(default_factory=dict)
    indicators: tuple[PlanIndicator, ...] = ()
    period: tuple[dt.date, dt.date] | None = None


def schools_of(project: Project) -> tuple[School, ...]:
    """The schools of a project, in the order of the registry."""
    return tuple(_school(row) for row in read_schools(project).rows)


def _school(row: SchoolRow) -> School:
    texts = row.texts
    roles = [role for role in ("head", "curator", "executor") if role in texts]
    people = {
        str(role): PlanPerson(
            role,
            texts[role],
            "",
            texts.get(f"{role}_position", ""),
            texts.get(f"{role}_phone", ""),
            texts.get(f"{role}_email", ""),
        )
        for role in roles
    }
    return School(row.id, texts.get("name", ""), people, texts, row.problems)


def school_row(project: Project, school: str) -> SchoolRow:
    """The row of a school by its id. Raises ConfigError where the registry has none."""
    registry = read_schools(project)
    known = {row.id: row for row in registry.rows}
    if school in known:
        return known[school]
    hint = did_you_mean(school, sorted(known))
    unknown = UNKNOWN_SCHOOL.at(None, f"Школы «{school}» в реестре нет.", hint=hint, text=school)
    raise ConfigError((unknown, *(() if registry.rows else registry.problems)))


def plan_of(project: Project, school: str | None = None) -> Plan:
    """The plan of the district, or of a school by its id, as frozen objects.

    Raises ConfigError where the project, or the school's row, has errors.

        for activity in plan(project).activities:
            print(activity.title, activity.dates, [person.name for person in activity.responsible])
    """
    needs_project(project, "plan")
    if school is not None and not isinstance(school, str):
        raise TypeError("plan ждёт в school= код школы – строку.")
    ready, config = prepared(project), project.config
    if has_errors(ready.problems) or config is None:
        raise ConfigError(ready.problems)
    if school is None:
        return _plan(config, ready.names, config.roadmap, config.indicators)
    row = school_row(project, school)
    changes = read_schools(project).overlays.get(school)
    papers = papers_of_school(project, changes)
    problems = school_issue(row, papers, project).problems
    if has_errors(problems):
        raise ConfigError(problems)
    names, _ = school_names(row, papers, ready, project)
    records = papers.records
    return _plan(config, names, records.roadmap if records else None, records.indicators if records else None)


def _plan(
    config: Config, names: Mapping[str, Any], roadmap: Roadmap | None, indicators: IndicatorsRecord | None
) -> Plan:
    period = None if config.period is None else (config.period.start, config.period.end)
    signed = _signed(names)
    people = {role: _person(role, value) for role, value in names["people"].items()}
    found: list[PlanActivity] = []
    for section, record in zip(names["roadmap"]["sections"], roadmap.sections, strict=True) if roadmap else ():
        for made, item in zip(section["activities"], record.activities, strict=True):
            found.append(_activity(made, item, _plain(section["title"]), people, period, signed, config))
    rows = tuple(
        PlanIndicator(
            made["id"],
            _plain(made["title"]),
            made["unit"],
            _plain(made["base"]),
            _plain(made["target"]),
            {year: _plain(made[year]) for year in row.targets},
            _plain(made["due"]),
        )
        for made, row in (zip(names["indicators"]["rows"], indicators.rows, strict=True) if indicators else ())
    )
    return Plan(tuple(found), people, rows, period)


def _activity(
    made: Mapping[str, Any],
    item: Activity,
    section: str,
    people: Mapping[str, PlanPerson],
    period: tuple[dt.date, dt.date] | None,
    signed: dt.date | None,
    config: Config,
) -> PlanActivity:
    text = str(made["deadline"])
    deadline = parse(text).deadline
    dates: tuple[dt.date, ...] = ()
    if deadline is not None and (span := period or _whole(deadline)):
        dates = deadline.occurrences(span, signed=signed)
    taken = {} if config.roadmap is None else {a.id: a for s in config.roadmap.sections for a in s.activities if a.id}
    roles = item.responsible or (taken[item.take].responsible if item.take in taken else ())
    responsible = tuple(people[role] for role in roles if role in people)
    title, result = _plain(made["title"]), _plain(made["result"])
    return PlanActivity(made["id"], section, title, _plain(text), deadline, dates, responsible, result)


def _whole(deadline: Deadline) -> tuple[dt.date, dt.date] | None:
    """The days that a deadline itself names, for a plan without a period."""
    start, end = deadline.bounds()
    first, last = start or end, end or start
    return None if first is None or last is None else (first, last)


def _signed(names: Mapping[str, Any]) -> dt.date | None:
    import datetime as dt  # noqa: PLC0415  the annotations alone need it otherwise

    from nastav_docs.russian import parse_date  # noqa: PLC0415

    found = parse_date(str(names["order"]["date"])) if "order" in names else None
    return found if isinstance(found, dt.date) else None


def _person(role: str, value: Mapping[str, Any]) -> PlanPerson:
    name = _plain(value["name"]) if "name" in value else ""
    return PlanPerson(role, name, *(_plain(one) for one in (value, value["position"], value["phone"], value["email"])))


def _plain(value: object) -> str:
    """A text with ordinary spaces, as scripts compare them."""
    return str(value).replace("\u00a0", " ")
