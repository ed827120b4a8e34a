"""What a package says of its parts against the parts that are there: Word calls a file damaged where the two differ.

Source: ISO/IEC 29500-2, 9.3 (ids of relationships are unique) and 29500-1, 11.3 (content types and roots of parts).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.docx.places import words_of
from nastav_docs.docx.relationships import RELATIONSHIPS
from nastav_docs.docx.xml import R, q

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.docx.relationships import Relationship
    from nastav_docs.docx.xml import Element

# The kind of a relationship, and the root of the part that it leads to.
_ROOTS: Final = {
    "styles": "styles", "numbering": "numbering", "settings": "settings", "header": "hdr", "footer": "ftr",
    "footnotes": "footnotes", "endnotes": "endnotes",
}  # fmt: skip
_NAMES: Final = {
    "styles": "стили", "numbering": "списки", "settings": "настройки", "header": "верхний колонтитул",
    "footer": "нижний колонтитул", "footnotes": "сноски", "endnotes": "концевые сноски", "image": "рисунок",
    "chart": "диаграмма", "core-properties": "свойства файла", "comments": "примечания",
}  # fmt: skip
_HINT: Final = "откройте файл в Word и сохраните его заново как «Документ Word (*.docx)»"


def inconsistencies(
    trees: Mapping[str, Element],
    parts: Mapping[str, bytes],
    types: Mapping[str, str],
    relationships: Mapping[str, Mapping[str, Relationship]],
    place: Place,
) -> Iterator[Diagnostic]:
    """What a package names and has not, names twice or names otherwise than it is, and ids in texts that name nothing.

    `trees` are the parts that are XML, `parts` all of them, `types` and `relationships` what the package says of them,
    `place` is that of the file.
    """
    for name, root in trees.items():
        if name.endswith(".rels"):
            ids = Counter(element.get("Id") for element in root.iter(f"{{{RELATIONSHIPS}}}Relationship"))
            for key in [key for key, count in ids.items() if count > 1]:
                yield _damaged(place, f"в файле две связи с одним номером «{key}» ({name})")
    for source, links in relationships.items():
        for link in links.values() if source in parts or not source else ():
            if not link.external and link.short != "hyperlink":
                yield from _problems_of(link, trees, parts, types, place)
    for name, root in trees.items():
        if root.tag.startswith(q("")):
            yield from _names_of_nothing(root, relationships.get(name, {}), place)


def _problems_of(
    link: Relationship,
    trees: Mapping[str, Element],
    parts: Mapping[str, bytes],
    types: Mapping[str, str],
    place: Place,
) -> Iterator[Diagnostic]:
    """What is wrong with the part that a relationship leads to."""
    what = _NAMES.get(link.short, "часть")
    root = _ROOTS.get(link.short)
    if link.target not in parts:
        hint = "удалите рисунок и вставьте его заново" if link.short == "image" else _HINT
        yield _damaged(place, f"в файле нет части «{link.target}» ({what}), на которую он ссылается", hint)
    elif root is not None and not types.get(link.target, "").endswith(f"wordprocessingml.{link.short}+xml"):
        yield _damaged(place, f"часть «{link.target}» ({what}) не названа в списке частей файла")
    elif root is not None and (link.target not in trees or trees[link.target].tag != q(root)):
        yield _damaged(place, f"в части «{link.target}» стоит не то, что обещано: {what}")


def _names_of_nothing(root: Element, links: Mapping[str, Relationship], place: Place) -> Iterator[Diagnostic]:
    """Pictures, headers and links of a text that no relationship leads to."""
    told: set[str] = set()
    for element in root.iter():
        for name, value in element.attrib.items():
            if name.startswith(f"{{{R}}}") and value and value not in links and value not in told:
                told.add(value)
                where = Place(place.file, words=words_of(element))
                yield _damaged(where, f"в тексте названа часть «{value}», а в файле её нет")


def _damaged(place: Place, message: str, hint: str = _HINT) -> Diagnostic:
    return codes.NOT_A_DOCX.at(place, message, hint=hint)
