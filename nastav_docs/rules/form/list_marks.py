"""The signs and numbers that Word's own lists put before their items, against the norm of the profile."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import layout as codes
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Document, PaperPackage, Paragraph

# The list, by its number in the file, and the level in it.
Level = tuple[str, int]
# Signs that only begin an item; a box to be ticked, a tick, an arrow or a star says something of its own.
PLAIN: Final = frozenset("–—-−‑•·●○◦▪■□◆⁃∙")
TICKED: Final = frozenset("□")
NUMBER: Final = re.compile(r"(?:\d{1,2}\.)*\d{1,2}(?P<stop>[.)])")
STOPS: Final = {"bracket": ")", "dot": "."}


def wrong_lists(package: PaperPackage, document: Document) -> dict[Level, tuple[str, list[Paragraph]]]:
    """The levels of Word's lists in a running text whose mark is not the profile's: the right mark, the items.

    The right mark is a sign («–») or what stands behind the number («)»). A deeper level with a sign of its own below
    another sign, boxes and ticks, words («Статья 1»), lists of one item stay as they are.
    """
    lines = [p for p in document.body if p.part == "body" and p.text]
    levels: dict[Level, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if line.label and line.look is not None and line.look.numbering[0]:
            levels[line.look.numbering].append(at)
    signs = {level: lines[items[0]].bullet for level, items in levels.items()}
    found: dict[Level, tuple[str, list[Paragraph]]] = {}
    for level, items in levels.items():
        right = (
            _right_sign(level, signs, package.profile.list_marks)
            if signs[level]
            else _right_stop(package, document, lines, items)
        )
        if right and len(items) > 1:
            found[level] = (right, [lines[at] for at in items])
    return found


def _right_sign(level: Level, signs: Mapping[Level, str], norm: str) -> str:
    """The sign of the norm where the list has another plain one; empty where it is right or its own on purpose."""
    own = signs[level]
    above = {sign for (which, at), sign in signs.items() if which == level[0] and at < level[1] and sign}
    if norm in {"any", own} or own not in PLAIN - TICKED or above - {own}:
        return ""
    return norm


def _right_stop(package: PaperPackage, document: Document, lines: list[Paragraph], items: list[int]) -> str:
    """What the norm wants behind the numbers of a list; empty where it is so, or the list is of another form."""
    matches = [NUMBER.fullmatch(lines[at].label) for at in items]
    stops = {match["stop"] if match else "" for match in matches}
    if len(stops) != 1 or "" in stops:
        return ""
    texts = [lines[at].text for at in items]
    clauses = {id(clause.paragraph) for clause in document.clauses}
    firsts = [at for at, match in zip(items, matches, strict=True) if match and match.group()[:-1] == "1"]
    if all(text[:1].islower() for text in texts) and firsts and all(_opened(lines, at) for at in firsts):
        norm = package.profile.list_numbers
    elif (
        document.kind == "order"
        and all(text[:1].isupper() for text in texts)
        and all(id(lines[at]) in clauses for at in items)
        and len(firsts) == 1
        and firsts[0] == 0
    ):
        norm = package.profile.clause_numbers
    else:
        return ""
    right = STOPS.get(norm, "")
    return "" if right in stops else right


def _opened(lines: list[Paragraph], at: int) -> bool:
    """Whether a paragraph follows words that open a list."""
    return at > 0 and lines[at - 1].text.rstrip().endswith(":")


def list_marks(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a list of Word whose signs or numbers are not the norm's; each list once."""
    for document in package.documents:
        for right, items in wrong_lists(package, document).values():
            first = items[0]
            if first.bullet:
                message, hint = f"Знак перечня «{first.bullet}», по норме «{right}»", f"«{right}»"
            else:
                shown = first.label[:-1] + right
                message, hint = f"Номера перечня «{first.label}», по норме «{shown}»", f"«{shown}»"
            yield mark(codes.LIST_MARK, first, 0, len(first.text), message, f"{hint}: «Изменить список» в Word")


PACKAGE_RULES = (list_marks,)
