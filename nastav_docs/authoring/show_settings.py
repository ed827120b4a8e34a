"""List what a project's settings hold: papers, clauses, activities, people …, each with its id, text and place.

What stands in a shared programme is found here by who has never opened it: to change an item one needs its id.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.config import YamlMapping, YamlScalar, YamlSequence, key_place_at, node_at
from nastav_docs.diagnostics import perhaps
from nastav_docs.diagnostics.codes import kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nastav_docs.config import Project, YamlNode
    from nastav_docs.diagnostics import Diagnostic, Place

Path = tuple[str | int, ...]

# What may be asked for, each with the heading of its list.
SORTS: Final = {
    "papers": "Документы",
    "clauses": "Пункты",
    "sections": "Разделы",
    "activities": "Мероприятия",
    "indicators": "Показатели",
    "people": "Люди",
    "acts": "Акты",
    "lists": "Списки",
    "terms": "Сокращения",
    "wording": "Общие тексты",
    "kinds": "Виды документов",
    "documents": "Файлы",
}
USUAL: Final = ("order", "letter", "roadmap", "indicators")
# Mappings of the settings whose keys are ids, with the field that says what an item is.
KEYED: Final = {
    "people": ("name", "title", "position"),
    "acts": ("title", "kind"),
    "lists": ("file",),
    "terms": (),
    "wording": (),
    "kinds": ("word",),
    "documents": ("file", "template"),
}


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item of the settings: what sort it is, its id («» where it has none), its path, text and place.

    `deadline` and `who` are those of an activity; `path` is how the settings reach it: «school.order.clauses».
    """

    sort: str
    id: str
    path: str
    text: str
    place: Place
    deadline: str = ""
    who: tuple[str, ...] = ()


def shown_settings(project: Project, what: str = "") -> tuple[tuple[ShownItem, ...], tuple[Diagnostic, ...]]:
    """The items of a project's settings, and its problems; `what` is a sort («activities»), an id or a path.

    Where nothing is called so, the problem says what comes near.
    """
    tree = project.tree
    if tree is None:
        return (), project.problems
    items = tuple(_items(tree))
    if not what:
        return items, project.problems
    found = tuple(
        one for one in items if what in {one.sort, one.id} or one.path == what or one.path.startswith(f"{what}.")
    )
    if found:
        return found, project.problems
    known = [*SORTS, *(one.id for one in items if one.id), *dict.fromkeys(one.path for one in items)]
    hint = perhaps(what, known) or f"Можно: {', '.join(SORTS)} – или id."
    unknown = kinds.NOTHING_SHOWN.at(None, f"«{what}» в настройках нет.", hint=hint, text=what)
    return (), (*project.problems, unknown)


def _items(tree: YamlMapping) -> Iterator[ShownItem]:
    for path in ((), ("school",)):
        issuer = node_at(tree, path)
        if not isinstance(issuer, YamlMapping) or (path and "school" not in tree.entries):
            continue
        for key in USUAL:
            if key in issuer.entries:
                yield from _paper(tree, key, (*path, key))
        papers = issuer.entries.get("papers")
        for name in papers.entries if isinstance(papers, YamlMapping) else ():
            yield from _paper(tree, name, (*path, "papers", name))
        for sort, fields in KEYED.items():
            node = issuer.entries.get(sort)
            for key, value in node.entries.items() if isinstance(node, YamlMapping) else ():
                here = (*path, sort, key)
                yield ShownItem(sort, key, _dotted(here), _says(value, fields), key_place_at(tree, here))


def _paper(tree: YamlMapping, name: str, path: Path) -> Iterator[ShownItem]:
    node = node_at(tree, path)
    yield ShownItem("papers", name, _dotted(path), _says(node, ("title", "text")), key_place_at(tree, path))
    if isinstance(node, YamlSequence):  # `indicators:` as a bare list
        yield from _listed("indicators", node, path)
    if not isinstance(node, YamlMapping):
        return
    yield from _clauses(node.entries.get("clauses"), (*path, "clauses"))
    yield from _listed("indicators", node.entries.get("indicators"), (*path, "indicators"))
    if name == "indicators":
        yield from _listed("indicators", node.entries.get("rows"), (*path, "rows"))
    sections = node.entries.get("sections")
    yield from _listed("sections", sections, (*path, "sections"))
    for index, section in enumerate(sections.items if isinstance(sections, YamlSequence) else ()):
        here = (*path, "sections", _text(section, "id") or index)
        yield from _listed("activities", _entry(section, "activities"), (*here, "activities"))
        yield from _clauses(_entry(section, "clauses"), (*here, "clauses"))


def _clauses(node: YamlNode | None, path: Path) -> Iterator[ShownItem]:
    yield from _listed("clauses", node, path)
    for index, clause in enumerate(node.items if isinstance(node, YamlSequence) else ()):
        yield from _clauses(_entry(clause, "clauses"), (*path, _text(clause, "id") or index, "clauses"))


def _listed(sort: str, node: YamlNode | None, path: Path) -> Iterator[ShownItem]:
    """The items of a list, each by its id or its number from 1."""
    for index, item in enumerate(node.items if isinstance(node, YamlSequence) else ()):
        id_ = _text(item, "id")
        said = _says(item, ("title", "text", "take"))
        at = _dotted((*path, id_ or str(index + 1)))
        yield ShownItem(sort, id_, at, said, item.place, _text(item, "deadline"), tuple(_roles(item)))


def _roles(item: YamlNode) -> Iterable[str]:
    node = _entry(item, "responsible")
    nodes = node.items if isinstance(node, YamlSequence) else (node,)
    return [one.text for one in nodes if isinstance(one, YamlScalar)]


def _entry(node: YamlNode, key: str) -> YamlNode | None:
    return node.entries.get(key) if isinstance(node, YamlMapping) else None


def _text(node: YamlNode, key: str) -> str:
    found = _entry(node, key)
    return found.text if isinstance(found, YamlScalar) else ""


def _says(node: YamlNode, fields: tuple[str, ...]) -> str:
    """What an item is, in a line: the texts of these fields, of a phrase its nominative, of a plain text itself."""
    if isinstance(node, YamlScalar):
        return " ".join(node.text.split())
    found = [_entry(node, field) for field in fields]
    texts = [
        one.text if isinstance(one, YamlScalar) else _text(one, "nom") or _text(one, "text") for one in found if one
    ]
    return " ".join("; ".join(text for text in texts if text).split())


def _dotted(path: Path) -> str:
    return ".".join(str(step) for step in path)
