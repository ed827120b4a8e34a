"""Check how indicators of the settings are counted (`numerator:`, `denominator:`), before any base is returned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.config import YamlScalar, YamlSequence, node_at
from nastav_docs.diagnostics import Severity, did_you_mean
from nastav_docs.diagnostics.codes import monitoring as codes
from nastav_docs.documents.conditions import condition_problems
from nastav_docs.documents.school_registry import read_schools
from nastav_docs.documents.text_fields import text_problems
from nastav_docs.registry import BASES, BY_NAME, MENTORING_FORMS, SCHOOL_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.config import CountRecord, Indicator, Project
    from nastav_docs.diagnostics import Diagnostic, Place
    from nastav_docs.documents.conditions import Choices
    from nastav_docs.documents.prepared_project import PreparedProject

Path = tuple[str | int, ...]
# What a condition may not ask: names and contacts tell nothing that is counted; `age` is the mentee's own.
HIDDEN: Final = frozenset({"number", "mentor", "mentee", "contacts", "age"})
TYPED: Final[Mapping[str, type]] = {"born": int, "age": int, "passed": bool, "consent": bool}
BASE: Final[Mapping[str, type]] = {"mentors": int, "mentees": int, "pairs": int, "answered": bool}
PERIOD: Final[Mapping[str, type]] = {"title": str, "start": str, "end": str}
CHOICES: Final[Choices] = {
    ("row", "form"): ("Формы наставничества", MENTORING_FORMS),
    ("school", "type"): ("Вида организации", SCHOOL_TYPES),
}


def fields_counted(count: str) -> dict[str, type]:
    """What `row.…` has for a count of mentors, mentees or pairs, each with its type."""
    kinds = {"mentors": ("mentors",), "mentees": ("mentees",), "pairs": ("mentees", "mentors")}[count]
    found: dict[str, type] = {}
    for kind in kinds:
        found |= {graph.name: str for graph in BASES[kind][0] if graph.name not in HIDDEN}
    if "mentees" in kinds:
        found |= {"born": int, "age": int}
    return {name: TYPED.get(name, kind) for name, kind in found.items()}


def is_share(indicator: Indicator) -> bool:
    """Whether an indicator is measured in per cent, by its `unit`."""
    return indicator.unit.strip() in {"%", "процент", "процентов", "проценты"}


def written_indicators(project: Project) -> Iterator[tuple[Indicator, Path]]:
    """The indicators of the district's table, then of its other papers, each with its path in the settings."""
    config, tree = project.config, project.tree
    if config is None or tree is None:
        return
    if config.indicators is not None:
        whole = isinstance(node_at(tree, ("indicators",)), YamlSequence)
        path: Path = ("indicators",) if whole else ("indicators", "rows")
        for at, record in enumerate(config.indicators.rows):
            yield record, (*path, at)
    for id_, paper in config.papers.items():
        if "indicators" in config.kinds[paper.kind].parts:
            for at, record in enumerate(paper.indicators):
                yield record, ("papers", id_, "indicators", at)


def registry_columns(project: Project) -> dict[str, str]:
    """The columns of the registry of schools: their titles by name."""
    headers = {id(row.header): row.header for row in read_schools(project).rows}.values()
    return {
        name: header.titles[at] if at < len(header.titles) else name
        for header in headers
        for at, name in enumerate(header.names)
        if name
    }


def column_of(said: str, columns: Mapping[str, str]) -> str:
    """The name of the column that is meant by its name or its title; empty where there is none."""
    wanted = said.casefold()
    return next((name for name, title in columns.items() if wanted in {name.casefold(), title.casefold()}), "")


def condition_place(project: Project, path: Path) -> tuple[Place, tuple[Place, ...]]:
    """The place of the condition of a numerator or denominator at a path, and those of its `{{ … }}`."""
    node = None if project.tree is None else node_at(project.tree, (*path, "if"))
    marks = node.marks if isinstance(node, YamlScalar) else ()
    return marks[0] if marks else project.place(*path, "if"), marks


def formula_problems(project: Project, ready: PreparedProject) -> tuple[Diagnostic, ...]:
    """What is wrong with the formulas of all indicators, with its place in the settings; no returned file is needed."""
    columns = registry_columns(project)
    written = written_indicators(project)
    told = (indicator_problems(record, path, project, columns, ready) for record, path in written)
    return tuple(dict.fromkeys(problem for problems in told for problem in problems))


def indicator_problems(
    indicator: Indicator, path: Path, project: Project, columns: Mapping[str, str], ready: PreparedProject
) -> Iterator[Diagnostic]:
    """What is wrong with the formula of one indicator: a column, a condition, a share of nothing.

    `path` is where the indicator stands, `columns` are those of `registry_columns`. With an error there is nothing to
    be counted. Of a registry that could not be read nothing is told: that is told already.
    """
    if indicator.numerator is None:
        return
    yield from _problems(indicator.numerator, (*path, "numerator"), project, columns, ready)
    if indicator.denominator is not None:
        yield from _problems(indicator.denominator, (*path, "denominator"), project, columns, ready)
    elif is_share(indicator):
        message = "Показатель – в процентах, а знаменателя нет."
        hint = "Допишите, от чего доля: denominator: обучающихся – или измените единицу."
        yield codes.FORMULA.at(project.place(*path, "numerator"), message, hint=hint)


def _problems(
    record: CountRecord, path: Path, project: Project, columns: Mapping[str, str], ready: PreparedProject
) -> Iterator[Diagnostic]:
    unread = not columns and (project.registry is not None or project.schools_given is not None)
    if record.sum and not unread and not column_of(record.sum, columns):
        place = project.place(*path) if isinstance(_node(project, path), YamlScalar) else project.place(*path, "sum")
        message = f"Столбца «{record.sum}» в реестре школ нет."
        hint = did_you_mean(record.sum, [*columns, *columns.values()])
        if not columns:
            hint = "Реестр школ в настройках не назван: schools: schools.csv."
        yield codes.FORMULA.at(place, message, hint=hint, text=record.sum)
    if not record.if_:
        return
    place, marks = condition_place(project, path)
    unreadable = text_problems(record.if_, place, ready.environment, marks)
    yield from unreadable
    if any(problem.severity is Severity.ERROR for problem in unreadable):
        return
    own: dict[str, type] = {name: str if name in BY_NAME else object for name in columns}
    known: dict[str, dict[str, type]] = {
        "school": {**dict.fromkeys(BY_NAME, str), **own, "id": str, "type": str},
        "base": dict(BASE),
        "period": dict(PERIOD),
    }
    if record.count in {"mentors", "mentees", "pairs"}:
        known["row"] = fields_counted(record.count)
    for problem in condition_problems(record.if_, known, CHOICES, place):
        if not (unread and problem.text.startswith("school.")):
            yield problem


def _node(project: Project, path: Path) -> object:
    return None if project.tree is None else node_at(project.tree, path)
