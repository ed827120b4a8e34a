"""Tell a problem that many schools have once: «в 37 школах: …»."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from nastav_docs.diagnostics import Diagnostic

    Found = tuple[str, Diagnostic]

MANY: Final = 3
NAMED: Final = 8


def grouped(problems: Iterable[Found]) -> tuple[Diagnostic, ...]:
    """One problem for all schools that have the same; `problems` are pairs of a school's id and a problem of it.

    Problems are the same if they have one code and stand at one place of the YAML, in one column of the registry, or
    both at a file as such; or if they have one code and one message and stand anywhere in one file. What fewer than
    three schools have is told of each.
    """
    many, few = _sorted_out(problems, _kind)
    more, rest = _sorted_out(few, lambda problem: (problem.code, problem.place and problem.place.file, problem.message))
    told = [_of_many(same) for same in (*many, *more)]
    return tuple(dict.fromkeys([*told, *(_of_school(school, problem) for school, problem in rest)]))


def _sorted_out(
    problems: Iterable[Found], kind: Callable[[Diagnostic], Hashable]
) -> tuple[list[list[Found]], list[Found]]:
    """Lists of problems of one `kind` that at least `MANY` schools have, and the other problems in their order."""
    found: dict[Hashable, list[Found]] = defaultdict(list)
    for school, problem in problems:
        found[kind(problem)].append((school, problem))
    many = [same for same in found.values() if len({school for school, _ in same}) >= MANY]
    few = [pair for same in found.values() if len({school for school, _ in same}) < MANY for pair in same]
    return many, few


def _kind(problem: Diagnostic) -> Hashable:
    place = problem.place
    if place is None:
        return (problem.code, problem.message)
    if place.heading is not None:
        return (problem.code, place.file, place.heading)
    if place.words:
        return (problem.code, place.file, place.words)
    if not place.line:  # a file in the folder of results, another for each school; `text` is why it is not written
        return (problem.code, problem.text)
    return (problem.code, place)


def _of_school(school: str, problem: Diagnostic) -> Diagnostic:
    return replace(problem, message=f"Школа «{school}»: {_lower(problem.message)}")


def _of_many(same: list[Found]) -> Diagnostic:
    from nastav_docs.diagnostics.codes import all_codes  # noqa: PLC0415  needed only when something is wrong
    from nastav_docs.russian import plural  # noqa: PLC0415  as above

    schools = list(dict.fromkeys(school for school, _ in same))
    first = same[0][1]
    # If the messages differ (by a school's name or file), the title of the code is told in place of them.
    alike = all(problem.message == first.message for _, problem in same)
    what = first.message if alike else _title(first, all_codes()[first.code].title)
    named = ", ".join(schools[:NAMED]) + (" …" if len(schools) > NAMED else "")
    where = plural(len(schools), "школе", "школах", "школах")
    return replace(first, message=f"В {where}: {_lower(what.rstrip('.'))} ({named}).")


def _title(problem: Diagnostic, title: str) -> str:
    reason = problem.text if problem.place is not None and not problem.place.line else ""
    return f"{title}: {reason}" if reason else title


def _lower(text: str) -> str:
    """A sentence that goes on after a colon: small, but for a name, whose second word is in capitals too."""
    second = text.split(" ", 2)[1:2]
    return text if second and second[0][:1].isupper() else text[:1].lower() + text[1:]
