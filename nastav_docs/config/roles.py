"""Check that each role which the settings name is somebody's, and that who signs is one person."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from nastav_docs.config import yaml_tree
from nastav_docs.config.book_words import in_book, section_words
from nastav_docs.config.field_types import INVARIABLE
from nastav_docs.diagnostics import Severity, did_you_mean, look_alike, nearest
from nastav_docs.diagnostics.codes import config as codes
from nastav_docs.russian.names import gender_of, parse_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from nastav_docs.config.model import PersonRecord
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic, Place

Path = tuple[str | int, ...]

ROLE_KEYS: Final = frozenset(
    {"signed_by", "executor", "responsible", "roles", "agreed", "acquainted", "chairman", "secretary", "person"}
)
# The share of equal letters from which a role that nobody names is taken for a slip in one that is missing.
SLIP: Final = 0.7
LATIN: Final = dict(zip("абвгдеёзийклмнопрстуфыэ", "abvgdeeziyclmnoprstufye", strict=True)) | {
    "ж": "zh", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ь": "", "ю": "yu", "я": "ya",
}  # fmt: skip
WITH_NAME: Final = ("Назовите роль, у которой есть «name:».", "Назовите роль, у которой заполнено имя, а не группа.")


def signers(
    named: Iterable[tuple[str, Path]], people: Mapping[str, PersonRecord], tree: YamlNode, bound: tuple[str, ...]
) -> Iterator[Diagnostic]:
    """The problems of roles that one person is to bear, each with the path at which it is named.

    `people` are those that the settings name, `bound` are roles that need not be among them.
    """
    for role, path in named:
        if not role or role in bound:
            continue
        place = yaml_tree.place_at(tree, path)
        if role not in people:
            yield unknown_role(role, list(people), tree, place)
        elif people[role].title is not None:
            message = f"Роль «{role}» – группа, а подписать может один человек."
            yield codes.NO_ROLE_PERSON.at(place, message, hint=WITH_NAME[in_book(place)], text=role)


def unknown_role(role: str, roles: list[str], tree: YamlNode, place: Place) -> Diagnostic:
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
        letters = ", ".join(dict.fromkeys(f"«{letter}»" for letter in twin if not letter.isascii()))
        message = f"В имени роли «{twin}» русские буквы, похожие на латинские: {letters}."
        return codes.UNKNOWN_ROLE.at(at, message, hint=f"Наберите «{role}» латиницей.", text=twin)
    if (idle := _idle_twin(role, roles, tree, place)) is not None:
        message = f"Роль «{idle.key}» никто не называет, а называют роль «{role}»: её нет."
        return codes.UNKNOWN_ROLE.at(idle.place, message, hint=f"Возможно, «{role}».", text=idle.key)
    if not in_book(place) and (elsewhere := _missing_in_book(role, roles, tree)) is not None:
        return elsewhere
    message = f"Роли «{role}» нет {section_words('people', place)}."
    bearer = _borne_by(tree, role)
    hint = f"Это роль «{bearer}»: впишите её." if bearer else did_you_mean(role, roles)
    if not bearer and in_book(place):
        hint = _hint_of_book(role, roles, tree) or hint
    return codes.UNKNOWN_ROLE.at(place, message, hint=hint, text=role)


class _IdleRole(NamedTuple):
    """A role that nothing names, and the place of its key."""

    key: str
    place: Place


def _idle_twin(role: str, roles: list[str], tree: YamlNode, named: Place) -> _IdleRole | None:
    """The role most like a missing one, where nothing names it and another file than its own names the missing one."""
    near = nearest(role, roles, SLIP)
    place = next((section.keys[near] for section in _sections(tree) if near in section.keys), None)
    if place is None or place.file == named.file or in_book(place):
        return None
    return None if near in {text for key, text in role_texts(tree) if key in ROLE_KEYS} else _IdleRole(near, place)


def role_texts(node: YamlNode, key: str = "") -> Iterator[tuple[str, str]]:
    """Every scalar of a tree with the key that it stands under; the keys of `roles:` are given as values of it too."""
    if isinstance(node, yaml_tree.YamlScalar):
        yield key, node.text
    elif isinstance(node, yaml_tree.YamlSequence):
        for item in node.items:
            yield from role_texts(item, key)
    elif isinstance(node, yaml_tree.YamlMapping):
        for name, value in node.entries.items():
            if key == "roles":
                yield key, name
            yield from role_texts(value, "roles" if key == "roles" or name == "roles" else name)


def undeclined(people: Mapping[str, PersonRecord], tree: YamlNode, path: Path) -> Iterator[Diagnostic]:
    """People whose names could be declined and are kept from it: the line of a blank that was filled in."""
    for role, person in people.items():
        name = parse_name(person.name) if person.forms == INVARIABLE else None
        if name is not None and name.patronymic and gender_of(name) is not None:
            place = yaml_tree.key_place_at(tree, (*path, "people", role, "forms"))
            message = f"«{person.name}» не склоняется: так велит строка forms."
            told = codes.UNUSED_FORMS.at(place, message, hint="Уберите её: имя программа склоняет сама.", text=role)
            yield replace(told, severity=Severity.WARNING)


def _missing_in_book(role: str, roles: list[str], tree: YamlNode) -> Diagnostic | None:
    """The problem of a role that a programme names and the sheet of people lacks; None where no book has people.

    It is the same for each place that names the role, and so told once: at the row that was given another name, or at
    the sheet.
    """
    people = yaml_tree.node_at(tree, ("people",)) if "people" in getattr(tree, "entries", {}) else None
    own = (
        {one: at for one, at in people.keys.items() if in_book(at)} if isinstance(people, yaml_tree.YamlMapping) else {}
    )
    if not own:
        return None
    other = next((one for one in roles if one in own and not one.isascii() and nearest(_in_latin(one), [role])), "")
    if other:
        message = f"Роль «{role}», которую называет программа, записана как «{other}»."
        return codes.UNKNOWN_ROLE.at(
            own[other], message, hint=f"Впишите «{role}» – латиницей, как в программе.", text=role
        )
    first = next(iter(own.values()))
    message = f"Роли «{role}» нет на листе «Люди», а её называет программа."
    near = nearest(role, list(own))
    hint = f"Может быть, она записана как «{near}»? Впишите «{role}»" if near else f"Впишите «{role}» в столбец «Роль»"
    hint += " – или добавьте её строкой." if near else ", рядом – кто это."
    place = replace(first, line=0, column=0, words=first.words.partition(",")[0])
    return codes.UNKNOWN_ROLE.at(place, message, hint=hint, text=role)


def _in_latin(word: str) -> str:
    """A Russian word as it would be spelt in Latin letters: «координатор» → «coordinator»."""
    return "".join(LATIN.get(letter, letter) for letter in word.casefold())


def _hint_of_book(role: str, roles: list[str], tree: YamlNode) -> str:
    """What a cell wants where words stand in it in the place of a role; «» where it is a misspelt role."""
    if not roles:
        return "На листе «Люди» нет ни одной роли: верните лист или заполните его."
    if role.isascii() or nearest(role, roles):
        return ""
    people = yaml_tree.node_at(tree, ("people",))
    keys = people.keys if isinstance(people, yaml_tree.YamlMapping) else {}
    own = sorted((one for one in roles if in_book(keys.get(one))), key=lambda one: keys[one].line)
    few = ", ".join(map(partial(_with_bearer, tree), [*own, *(one for one in roles if one not in own)][:4]))
    return f"Впишите роль из столбца «Роль» листа «Люди»: {few}; кого там нет, добавьте строкой."


def _with_bearer(tree: YamlNode, role: str) -> str:
    texts = (yaml_tree.node_at(tree, ("people", role, key)) for key in ("name", "title"))
    named = next((one.text for one in texts if isinstance(one, yaml_tree.YamlScalar)), "")
    return f"{role} – {named}" if named.strip("_ ") else role


def _borne_by(tree: YamlNode, named: str) -> str:
    """The role of the person or the group that was named in place of it; «» where there is none."""
    people = yaml_tree.node_at(tree, ("people",))
    for role in people.entries if isinstance(people, yaml_tree.YamlMapping) and " " in named else ():
        texts = (yaml_tree.node_at(people, (role, key)) for key in ("name", "title"))
        if any(isinstance(one, yaml_tree.YamlScalar) and _names(named, one.text) for one in texts):
            return role
    return ""


def _names(named: str, text: str) -> bool:
    """Whether a text names a person or a group: as it is, or by surname and initials, «Рябинина О.П.»."""
    if named.casefold() == text.casefold():
        return True
    surname, *rest = named.replace(".", " ").split()
    whole, *names = text.split()
    return (
        bool(rest)
        and len(rest) <= len(names)
        and surname.casefold() == whole.casefold()
        and all(len(one) == 1 and name.startswith(one) for one, name in zip(rest, names, strict=False))
    )


def _removed(tree: YamlNode, role: str) -> Place | None:
    """Where a layer has removed a role, or all of them."""
    return next((s.removed[key] for s in _sections(tree) for key in (role, "people") if key in s.removed), None)


def _sections(tree: YamlNode) -> Iterator[yaml_tree.YamlMapping]:
    """The sections that bind roles to people, the district's and the schools', and those that hold these."""
    for path in ((), ("people",), ("school",), ("school", "people")):
        node: YamlNode | None = tree
        for step in path:
            node = node.entries.get(step) if isinstance(node, yaml_tree.YamlMapping) else None
        if isinstance(node, yaml_tree.YamlMapping):
            yield node
