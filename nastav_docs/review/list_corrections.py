"""The marks of Word's own lists brought to the norm: a copy of a list's definition, to which its paragraphs move.

The old definition stays in the file, so that rejecting the change of a paragraph gives its old mark back.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from copy import deepcopy
from typing import TYPE_CHECKING

from nastav_docs.docx import insert_in_order, q, value
from nastav_docs.rules import wrong_lists

if TYPE_CHECKING:
    from nastav_docs.docx import Element, Looks, WordText
    from nastav_docs.papers import PaperPackage, Paragraph, Styles

# The order of the elements of a level (CT_Lvl).
LEVEL = [
    "start", "numFmt", "lvlRestart", "pStyle", "isLgl", "suff", "lvlText", "lvlPicBulletId", "legacy", "lvlJc", "pPr",
    "rPr",
]  # fmt: skip


def list_looks(package: PaperPackage, word: WordText, styles: Styles) -> tuple[dict[Element, Looks], Element | None]:
    """The new place of each `w:p` whose list has not the norm's mark, and the definitions of lists with the new ones.

    A list whose items are counted goes as a whole or stays: its numbers run on through all its paragraphs.
    """
    wanted: dict[tuple[str, int], tuple[str, list[Element]]] = {}
    for document in package.documents:
        for level, (right, items) in wrong_lists(package, document).items():
            known = wanted.setdefault(level, (right, []))
            known[1].extend(element for p in items for element in _elements(p, word))
    old = word.package.linked_tree("numbering")
    if not wanted or old is None:
        return {}, None
    root = deepcopy(old)
    homes = {n.get(q("numId")): value(n, "abstractNumId") for n in root.iter(q("num"))}
    users: dict[str, list[tuple[Element, str, int]]] = defaultdict(list)
    for _, element in word.order:
        which, at = styles.frame(element)[0].numbering
        users[homes.get(which) or ""].append((element, which, at))
    looks: dict[Element, Looks] = {}
    for abstract in root.findall(q("abstractNum")):
        home = abstract.get(q("abstractNumId"))
        own = {level: wanted[level] for level in wanted if homes.get(level[0]) == home}
        moving = _moving(users[home], own)
        lists: dict[str, str] = {}
        for element, which, at in moving:
            if which not in lists:
                changed = {level: right for (_, level), (right, _) in own.items()}
                lists[which] = _defined(root, abstract, which, changed, new=not lists)
            looks[element] = {"numPr": {"ilvl": str(at), "numId": lists[which]}}
    return looks, root if looks else None


def _elements(paragraph: Paragraph, word: WordText) -> list[Element]:
    return [word.order[s.line - 1][1] for s in paragraph.segments if 1 <= s.line <= len(word.order)]


def _moving(
    users: list[tuple[Element, str, int]], own: dict[tuple[str, int], tuple[str, list[Element]]]
) -> list[tuple[Element, str, int]]:
    """The paragraphs of a definition that go to the new one: those with signs alone, those with numbers all or none."""
    items = {element for _, elements in own.values() for element in elements}
    if all(right not in {".", ")"} for right, _ in own.values()):
        return [user for user in users if user[0] in items]
    changed = {level for _, level in own}
    counted = all(element in items for element, _, level in users if level in changed)
    settled = any(element.find(f"{q('pPr')}/{q('pPrChange')}") is not None for element, _, _ in users)
    return users if counted and not settled else []


def _defined(root: Element, abstract: Element, which: str, marks: dict[int, str], *, new: bool) -> str:
    """The id of a copy of the list `which` whose levels have these marks; a `new` one has a definition of its own."""
    if new:
        copied = deepcopy(abstract)
        copied.set(q("abstractNumId"), _free(root, "abstractNum", "abstractNumId"))
        identity = copied.find(q("nsid"))
        if identity is not None:  # Word joins lists of one nsid
            digest = hashlib.sha256(f"{identity.get(q('val'))} {sorted(marks.items())}".encode()).hexdigest()
            identity.set(q("val"), digest[:8].upper())
        for link in copied.findall(q("styleLink")):
            copied.remove(link)
        for level in copied.findall(q("lvl")):
            for style in level.findall(q("pStyle")):  # one style of paragraphs belongs to one list
                level.remove(style)
            if (mark := marks.get(int(level.get(q("ilvl"), "0")))) is not None:
                _mark(level, mark)
        root.findall(q("abstractNum"))[-1].addnext(copied)
    definition = root.findall(q("abstractNum"))[-1].get(q("abstractNumId"))
    num = deepcopy(next(n for n in root.iter(q("num")) if n.get(q("numId")) == which))
    number = _free(root, "num", "numId")
    num.set(q("numId"), number)
    home = num.find(q("abstractNumId"))
    home.set(q("val"), definition)
    for override in num.findall(q("lvlOverride")):
        level = override.find(q("lvl"))
        mark = marks.get(int(override.get(q("ilvl"), "0")))
        if level is not None and mark is not None:
            _mark(level, mark)
    root.findall(q("num"))[-1].addnext(num)
    return number


def _mark(level: Element, mark: str) -> None:
    """Give a level a sign of the text's own font, or another stop behind its number."""
    text = level.find(q("lvlText"))
    if text is None:
        text = level.makeelement(q("lvlText"), {})
        insert_in_order(level, text, LEVEL)
    if mark in {".", ")"}:
        text.set(q("val"), text.get(q("val"), "")[:-1] + mark)
        return
    text.set(q("val"), mark)
    looks = level.find(q("rPr"))
    for fonts in looks.findall(q("rFonts")) if looks is not None else ():
        looks.remove(fonts)


def _free(root: Element, name: str, attribute: str) -> str:
    return str(1 + max((int(e.get(q(attribute)) or 0) for e in root.findall(q(name))), default=0))
