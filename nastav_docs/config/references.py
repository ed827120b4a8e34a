"""Check that what a config names is there: roles, annexes, columns, acts, activities of the district's roadmap."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from nastav_docs.config import yaml_tree
from nastav_docs.config.enclosure_sheets import check_enclosed
from nastav_docs.config.paper_references import (
    Issuer,
    check_amending,
    check_annexes,
    check_kind,
    check_kinds,
    check_lists,
    check_paper,
    check_tables,
    check_verb,
    listed,
    signing,
)
from nastav_docs.config.roles import signers, undeclined
from nastav_docs.config.same_acts import same_acts
from nastav_docs.config.table_references import check_indicator_columns, check_plan
from nastav_docs.diagnostics import did_you_mean
from nastav_docs.diagnostics.codes import config as codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.config.model import Config, PersonRecord, SchoolPapers
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic

# Roles that every school has, without naming them in the YAML.
SCHOOL_ROLES: Final = ("head", "curator")

Path = tuple[str | int, ...]


def check_references(config: Config, tree: YamlNode) -> tuple[Diagnostic, ...]:
    """The problems of names in a config that name nothing: a role, an annex, a column, an act, an activity."""
    found = [*_papers(config, config.people, config, tree, (), at_school=False)]
    found += undeclined(config.people, tree, ())
    if config.school is not None:
        school_people = {**config.people, **config.school.people}
        found += _papers(config.school, school_people, config, tree, ("school",), at_school=True)
        found += _school_roles(config, tree)
    found += _acts(config, tree)
    found += same_acts(config, tree)
    found += check_kinds(config, tree)
    return tuple(dict.fromkeys(found))


def check_school_references(papers: SchoolPapers, config: Config, tree: YamlNode) -> tuple[Diagnostic, ...]:
    """The problems of names in one school's papers that name nothing, as in `check_references`.

    `tree` is that of its papers, so that places are in the school's file.
    """
    found = _papers(papers, {**config.people, **papers.people}, config, tree, (), at_school=True)
    return tuple(dict.fromkeys(found))


def _papers(
    part: Config | SchoolPapers,
    people: Mapping[str, PersonRecord],
    config: Config,
    tree: YamlNode,
    path: Path,
    *,
    at_school: bool,
) -> Iterator[Diagnostic]:
    # In a school `roles:` binds a role to a person of its own, also one that the district has nobody for.
    bound = (*SCHOOL_ROLES, *getattr(part, "roles", ())) if at_school else ()
    issuer = Issuer(part, config, people, bound, tree)
    if part.order is not None:
        yield from signers(signing(part.order, (*path, "order")), people, tree, bound)
        yield from check_annexes(part.order.annexes, part, tree, (*path, "order", "annexes"))
        yield from check_tables(part.order, part, tree, (*path, "order"))
        yield from check_kind(part.order.kind, config, tree, (*path, "order"))
        yield from check_verb(part.order, config, tree, (*path, "order"))
        yield from check_amending(part.order, issuer, (*path, "order"))
        yield from check_lists(listed(part.order.clauses, (*path, "order", "clauses")), config, tree)
    if part.letter is not None:
        yield from signers(signing(part.letter, (*path, "letter")), people, tree, bound)
        yield from check_tables(part.letter, part, tree, (*path, "letter"))
    for name, paper in part.papers.items():
        yield from check_paper(paper, issuer, (*path, "papers", name))
    if not at_school:
        yield from check_enclosed(config, tree)
    if part.roadmap is not None:
        below = config.roadmap if at_school else None
        yield from check_plan(part.roadmap, [*people, *bound], below, tree, (*path, "roadmap"))
    if part.indicators is not None:
        here = (*path, "indicators")
        yield from check_indicator_columns(part.indicators.rows, part.indicators.columns, tree, here)


def where_removed(problem: Diagnostic, tree: YamlNode) -> Diagnostic:
    """A text's unknown name told where an upper layer removed it, if one did; any other problem as it is.

    Who writes `acts: {r-145: null}` has never opened the shared programme whose texts name that act a dozen times.
    """
    if problem.code != codes.UNKNOWN_NAME.code or not problem.name or problem.place is None:
        return problem
    removed = next((m.removed[problem.name] for m in _mappings(tree) if problem.name in m.removed), None)
    if removed is None or removed.file == problem.place.file:
        return problem
    message = f"«{problem.name}» здесь убрано, а тексты в «{PurePath(problem.place.file).name}» его называют."
    hint = "Уберите эту строку или напишите в своих настройках эти тексты по-своему."
    return codes.UNKNOWN_NAME.at(removed, message, hint=hint, text=problem.name, name=problem.name)


def _mappings(node: YamlNode) -> Iterator[yaml_tree.YamlMapping]:
    """Every mapping of a tree."""
    if isinstance(node, yaml_tree.YamlMapping):
        yield node
    inside = node.entries.values() if isinstance(node, yaml_tree.YamlMapping) else getattr(node, "items", ())
    for child in inside:
        yield from _mappings(child)


def _school_roles(config: Config, tree: YamlNode) -> Iterator[Diagnostic]:
    assert config.school is not None  # noqa: S101  the caller has looked
    for role, who in config.school.roles.items():
        place = yaml_tree.place_at(tree, ("school", "roles", role))
        if who not in {*SCHOOL_ROLES, *config.school.people}:
            message = f"Роль исполняет head (руководитель) или curator (куратор), а не «{who}»."
            yield codes.UNKNOWN_ROLE.at(place, message, text=who)


def _acts(config: Config, tree: YamlNode) -> Iterator[Diagnostic]:
    for key, act in config.acts.items():
        if act.replaced_by and act.replaced_by not in config.acts:
            place = yaml_tree.place_at(tree, ("acts", key, "replaced_by"))
            hint = did_you_mean(act.replaced_by, list(config.acts))
            yield codes.UNKNOWN_ACT.at(place, f"Акта «{act.replaced_by}» нет.", hint=hint, text=act.replaced_by)
