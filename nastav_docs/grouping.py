"""Problems of many schools told once: «в 37 школах: …»."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nastav_docs.diagnostics import Diagnostic

MANY: Final = 3
NAMED: Final = 8


def grouped(problems: Iterable[tuple[str, Diagnostic]]) -> tuple[Diagnostic, ...]:
    """One problem for all schools that have the same one; `problems` are pairs of a school's id and its problem.

    The same is: of one code, at one place of the YAML, or in one column of the registry. Fewer than three stay apart.
    """
    found: dict[tuple[object, ...], list[tuple[str, Diagnostic]]] = defaultdict(list)
    for school, problem in problems:
        found[_kind(problem)].append((school, problem))
    told: list[Diagnostic] = []
    for same in found.values():
        schools = list(dict.fromkeys(school for school, _ in same))
        if len(schools) < MANY:
            told += [_of_school(school, problem) for school, problem in same]
        else:
            told.append(_of_many(schools, same[0][1]))
    return tuple(dict.fromkeys(told))


def _kind(problem: Diagnostic) -> tuple[object, ...]:
    place = problem.place
    if place is None:
        return (problem.code, problem.message)
    if place.words:
        return (problem.code, place.file, place.words.rpartition("столбец")[2])
    return (problem.code, place)


def _of_school(school: str, problem: Diagnostic) -> Diagnostic:
    return replace(problem, message=f"Школа «{school}»: {problem.message[:1].lower()}{problem.message[1:]}")


def _of_many(schools: list[str], problem: Diagnostic) -> Diagnostic:
    from nastav_docs.russian.agreement import plural  # noqa: PLC0415  needed only when something is wrong

    number = len(schools)
    named = ", ".join(schools[:NAMED]) + (" …" if number > NAMED else "")
    where = plural(number, "школе", "школах", "школах")
    message = f"В {where}: {problem.message[:1].lower()}{problem.message[1:].rstrip('.')} ({named})."
    return replace(problem, message=message)
