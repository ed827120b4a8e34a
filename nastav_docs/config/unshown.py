"""Find what a person wrote in a config and no paper shows: a value without its column, a role without a task.

Only the person's own files are reported: a shared programme holds more than one district prints.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nastav_docs.config.book_words import PART_SHEETS, for_whom, in_book
from nastav_docs.config.roles import ROLE_KEYS, role_texts
from nastav_docs.config.unshown_tables import unshown_in_tables
from nastav_docs.config.yaml_tree import key_place_at
from nastav_docs.diagnostics import nearest
from nastav_docs.diagnostics.codes import config as codes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from nastav_docs.config.model import Config, SchoolPapers
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic

Path = tuple[str | int, ...]


def unshown(
    config: Config,
    tree: YamlNode,
    own: Collection[str],
    mentioned: frozenset[str],
    below: Callable[[], Collection[str]] = frozenset,
    spoken: Callable[[], Iterable[str]] = tuple,
) -> tuple[Diagnostic, ...]:
    """The values of a config's own files that nothing prints, as notes.

    `own` are the files, as messages show them, that the user edits; `mentioned` are all words of the expressions in
    templates and texts: a value whose name is among them may be printed by a template of the user's own. `below` gives
    the names of common texts that the layers below the user's own know, `spoken` all that papers may say.
    """
    found: list[Diagnostic] = [*unshown_in_tables(config, tree, mentioned)]
    for part, path in ((config, ()), (config.school, ("school",))):
        if part is not None:
            found += _order_executor(part, tree, path, mentioned)
    found += _roles(config, tree, mentioned)
    found += _parts(config, tree, mentioned)
    found += _wording(config, tree, mentioned, below)
    found += _terms(config, tree, own, mentioned, spoken)
    return tuple(problem for problem in found if problem.place is not None and problem.place.file in own)


def _order_executor(
    part: Config | SchoolPapers, tree: YamlNode, path: Path, mentioned: Collection[str]
) -> Iterator[Diagnostic]:
    if part.order is not None and part.order.executor and "order.executor" not in mentioned:
        message = "Отметка об исполнителе приказа не печатается: в шаблоне её нет."
        place = key_place_at(tree, (*path, "order", "executor"))
        hint = "Поставьте в свой шаблон {{ order.executor.name }} или "
        hint += for_whom(place, "уберите «executor:».", "очистите «Исполнитель».")
        yield codes.UNSHOWN.at(place, message, hint=hint, text="executor")


def _parts(config: Config, tree: YamlNode, mentioned: Collection[str]) -> Iterator[Diagnostic]:
    """A letter, a roadmap or indicators that no document prints, no order has as its annex and no text names."""
    printed = {document.of or document.template.rpartition(".")[0] for document in config.documents.values()}
    printed |= {annex.id for annex in config.order.annexes} if config.order is not None else set()
    for part in ("letter", "roadmap", "indicators"):
        named = part in printed or any(name.startswith(f"{part}.") for name in mentioned)
        if getattr(config, part) is not None and not named:
            place = key_place_at(tree, (part,))
            message = f"Раздел «{part}» не печатается: ни документа, ни приложения о нём нет."
            hint = f"documents: {part}: {{template: {part}.docx, file: …}} – или уберите раздел."
            if in_book(place):
                message = f"Лист «{PART_SHEETS[part]}» не печатается: ни документа, ни приложения о нём нет."
                hint = f"Впишите на лист «Файлы» строку: {part} | {part}.docx | имя файла"
                hint += " – или очистите лист." if part == "letter" else f" – или {part} в «Приложения» приказа."
            yield codes.UNSHOWN.at(place, message, hint=hint, text=part)


def _wording(
    config: Config, tree: YamlNode, mentioned: frozenset[str], below: Callable[[], Collection[str]]
) -> Iterator[Diagnostic]:
    """A common text (`wording:`) that nothing prints; one that is there for the shared programme may stay."""
    idle = [name for name in config.wording if name not in mentioned]
    if not idle or not mentioned.isdisjoint({"wording.items", "wording.values"}):
        return
    asked = {name.removeprefix("wording.") for name in mentioned if name.startswith("wording.")}
    known = {*asked, *below()}
    for name in idle:
        if name not in known:
            message = f"«{name}» нигде не печатается: ни в одном тексте и шаблоне нет {{{{ wording.{name} }}}}."
            near = nearest(name, sorted(known))
            hint = f"Возможно, «{near}»." if near else "Поставьте метку в текст или уберите строку."
            yield codes.UNSHOWN.at(key_place_at(tree, ("wording", name)), message, hint=hint, text=name)


def _terms(
    config: Config,
    tree: YamlNode,
    own: Collection[str],
    mentioned: Collection[str],
    spoken: Callable[[], Iterable[str]],
) -> Iterator[Diagnostic]:
    """An abbreviation (`terms:`) of the `own` files that no text asks for by name and that no paper says."""
    if any(one.by_school for one in config.lists.values()):
        return  # what stands in the files of single schools is not read here
    places = {name: key_place_at(tree, ("terms", name)) for name in config.terms if name not in mentioned}
    idle = {
        name: re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        for name, place in places.items()
        if place is not None and place.file in own
    }
    for text in spoken() if idle else ():
        idle = {name: said for name, said in idle.items() if name not in text or not said.search(text)}
        if not idle or re.search(r"\bin\s+terms\b", text):
            return
    for name in idle:
        message = f"Сокращение «{name}» ничему не служит: ни текст, ни шаблон, ни список его не называет."
        hint = f"Поставьте в текст {{{{ terms['{name}'] }}}} или само сокращение; лишнее уберите."
        yield codes.UNSHOWN.at(places[name], message, hint=hint, text=name)


def _roles(config: Config, tree: YamlNode, mentioned: Collection[str]) -> Iterator[Diagnostic]:
    used = {text for name, text in role_texts(tree) if name in ROLE_KEYS}
    for part, path in ((config, ()), (config.school, ("school",))):
        for role in part.people if part is not None else ():
            if role not in used and role not in mentioned:
                message = f"Роль «{role}» нигде не названа: ни в ответственных, ни в подписях, ни в текстах."
                place = key_place_at(tree, (*path, "people", role))
                named = f"впишите {role} в столбец «Ответственные»" if in_book(place) else f"responsible: {role}"
                hint = f"Назовите её: {named} – или {{{{ people.{role} }}}} в тексте; лишнюю уберите."
                yield codes.UNSHOWN.at(place, message, hint=hint, text=role)
