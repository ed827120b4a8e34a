"""Check that what a config names is there: roles, annexes, columns, acts, activities of the district's roadmap."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from nastav_docs.config import yaml_tree
from nastav_docs.config.table_columns import INDICATORS, ROADMAP
from nastav_docs.diagnostics import did_you_mean, look_alike
from nastav_docs.diagnostics.codes import config as codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.config.model import (
        Activity,
        Config,
        IndicatorsRecord,
        Letter,
        Order,
        PersonRecord,
        Roadmap,
        SchoolPapers,
    )
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic, Place

# Roles that every school has, without naming them in the YAML.
SCHOOL_ROLES: Final = ("head", "curator")

Path = tuple[str | int, ...]


def check_references(config: Config, tree: YamlNode) -> tuple[Diagnostic, ...]:
    """The problems of names in a config that name nothing: a role, an annex, a column, an act, an activity."""
    found = [*_papers(config, config.people, config, tree, (), at_school=False)]
    if config.school is not None:
        school_people = {**config.people, **config.school.people}
        found += _papers(config.school, school_people, config, tree, ("school",), at_school=True)
        found += _school_roles(config, tree)
    found += _acts(config, tree)
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
    if part.order is not None:
        yield from _signers(part.order, people, tree, (*path, "order"), bound)
        yield from _annexes(part.order, part, tree, (*path, "order", "annexes"))
    if part.letter is not None:
        yield from _signers(part.letter, people, tree, (*path, "letter"), bound)
    if part.roadmap is not None:
        below = config.roadmap if at_school else None
        yield from _roadmap(part.roadmap, [*people, *bound], below, tree, (*path, "roadmap"))
    if part.indicators is not None:
        yield from _indicators(part.indicators, tree, (*path, "indicators"))


def _signers(
    paper: Order | Letter, people: Mapping[str, PersonRecord], tree: YamlNode, path: Path, bound: tuple[str, ...]
) -> Iterator[Diagnostic]:
    for key in ("signed_by", "executor"):
        role = getattr(paper, key)
        if not role or role in bound:
            continue
        place = yaml_tree.place_at(tree, (*path, key))
        if role not in people:
            yield _unknown_role(role, list(people), tree, place)
        elif people[role].title is not None:
            message = f"Роль «{role}» – группа, а подписать может один человек."
            yield codes.NO_ROLE_PERSON.at(place, message, hint="Назовите роль, у которой есть «name:».", text=role)


def _unknown_role(role: str, roles: list[str], tree: YamlNode, place: Place) -> Diagnostic:
    """A role that nobody bears: told where it was removed or misspelt, if it was, else where it is named.

    Who removes a role has never opened the shared programme that names it a dozen times.
    """
    removed = _removed(tree, role)
    if removed is not None:
        message = f"Роль «{role}» здесь убрана, а её называют в «{PurePath(place.file).name}»."
        return codes.UNKNOWN_ROLE.at(removed, message, hint="Уберите эту строку.", text=role)
    twin = next((one for one in roles if not one.isascii() and look_alike(one, role)), "")
    if twin and role.isascii():
        at = next((s.keys[twin] for s in _sections(tree) if twin in s.keys), place)
        message = f"В имени роли «{twin}» русские буквы, похожие на латинские."
        return codes.UNKNOWN_ROLE.at(at, message, hint=f"Наберите «{role}» латиницей.", text=twin)
    message = f"Роли «{role}» нет в разделе «people»."
    return codes.UNKNOWN_ROLE.at(place, message, hint=did_you_mean(role, roles), text=role)


def _removed(tree: YamlNode, role: str) -> Place | None:
    """Where a layer has removed a role, or all of them."""
    return next((s.removed[key] for s in _sections(tree) for key in (role, "people") if key in s.removed), None)


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


def _sections(tree: YamlNode) -> Iterator[yaml_tree.YamlMapping]:
    """The sections that bind roles to people, the district's and the schools', and those that hold these."""
    for path in ((), ("people",), ("school",), ("school", "people")):
        node: YamlNode | None = tree
        for step in path:
            node = node.entries.get(step) if isinstance(node, yaml_tree.YamlMapping) else None
        if isinstance(node, yaml_tree.YamlMapping):
            yield node


def _annexes(order: Order, part: Config | SchoolPapers, tree: YamlNode, path: Path) -> Iterator[Diagnostic]:
    present = [name for name in ("roadmap", "indicators") if getattr(part, name) is not None]
    seen: set[str] = set()
    for index, annex in enumerate(order.annexes):
        place = yaml_tree.place_at(tree, (*path, index))
        if annex.id in seen:
            yield codes.SAME_ID.at(place, f"Приложение «{annex.id}» названо дважды.", text=annex.id)
        seen.add(annex.id)
        if annex.id not in present and not (annex.template and annex.title is not None):
            message = f"Приложения «{annex.id}» нет: в настройках нет такого раздела."
            yield codes.UNKNOWN_ANNEX.at(place, message, hint=did_you_mean(annex.id, present), text=annex.id)


def _roadmap(
    roadmap: Roadmap, roles: list[str], below: Roadmap | None, tree: YamlNode, path: Path
) -> Iterator[Diagnostic]:
    taken = {} if below is None else {a.id: a for section in below.sections for a in section.activities if a.id}
    own_columns: set[str] = set()
    for s, section in enumerate(roadmap.sections):
        for a, activity in enumerate(section.activities):
            here = (*path, "sections", s, "activities", a)
            own_columns |= set(activity.fields)
            yield from _take(activity, taken, tree, here)
            for index, role in enumerate(activity.responsible):
                if role not in roles:
                    place = yaml_tree.place_at(tree, (*here, "responsible", index))
                    yield _unknown_role(role, roles, tree, place)
    known = [*ROADMAP, "quarters", *own_columns]
    for index, column in enumerate(roadmap.columns):
        if column.id not in known and not column.title:
            place = yaml_tree.place_at(tree, (*path, "columns", index))
            hint = did_you_mean(column.id, known)
            yield codes.UNKNOWN_COLUMN.at(place, f"Графы «{column.id}» нет.", hint=hint, text=column.id)


def _take(activity: Activity, taken: Mapping[str, Activity], tree: YamlNode, path: Path) -> Iterator[Diagnostic]:
    if activity.take and activity.take not in taken:
        place = yaml_tree.place_at(tree, (*path, "take"))
        message = f"В муниципальной дорожной карте нет мероприятия с id «{activity.take}»."
        yield codes.UNKNOWN_TAKE.at(place, message, hint=did_you_mean(activity.take, list(taken)), text=activity.take)


def _indicators(indicators: IndicatorsRecord, tree: YamlNode, path: Path) -> Iterator[Diagnostic]:
    own = {key for row in indicators.rows for key in row.fields}
    known = [name for name in INDICATORS if name != "year"] + ["years", *own]
    for index, column in enumerate(indicators.columns):
        place = yaml_tree.place_at(tree, (*path, "columns", index))
        if column.id not in known and not column.title:
            hint = did_you_mean(column.id, known)
            yield codes.UNKNOWN_COLUMN.at(place, f"Графы «{column.id}» нет.", hint=hint, text=column.id)
        elif column.id == "years" and not any(row.targets for row in indicators.rows):
            message = "Графе «years» нечего показать: ни у одного показателя нет «targets»."
            yield codes.YEARS_MISSING.at(place, message, hint="targets: {2021: 20, 2022: 35}")


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
