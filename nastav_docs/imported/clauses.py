"""Clauses as a tree: numbered by Word or by hand, with sub-lists by letters, brackets and dashes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.imported.claims import Claim, KeyPath, claimed
from nastav_docs.imported.drafts import as_written
from nastav_docs.papers import Paragraph, numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nastav_docs.config import Marks

ITEM: Final = re.compile(r"^\s*(?:(?P<mark>[–—•·▪*]|-(?!\d))\s*|(?P<bracket>\d{1,2}|[а-яёa-z])\)\s*)(?=\S)")
LETTER_LABEL: Final = re.compile(r"^(?:\d{1,2}|[а-яёa-z])\)|^[–—•·▪o§-]|^[^\w\s]$")
DASHED_NUMBER: Final = re.compile(r"^\s*[-–—•]\s*(?=\d{1,2}(?:\.\d{1,2})+\.?\s)")
ROMAN: Final = re.compile(r"^\s*[IVXХ]{1,5}[.)]\s+(?=[А-ЯЁ])")
PLAIN: Final = "абзац"
MOST_LEVELS: Final = 4  # that an order prints


@dataclass(slots=True)
class Node:
    """A clause being put together: its paragraphs and sub-clauses."""

    level: int
    lines: list[str]
    paragraphs: list[Paragraph]
    below: list[Node] = field(default_factory=list)
    mark: str = ""  # of an item of a list: «–», «а», «1»; PLAIN of a paragraph without a number


def bare(paragraph: Paragraph) -> str:
    """The words of a clause without the number or mark that a person wrote before them."""
    if (roman := ROMAN.match(paragraph.text)) and not paragraph.label:
        return paragraph.text[roman.end() :].strip()
    text = paragraph.text[numbered(paragraph).body :] if not _hand_item(paragraph) else paragraph.text
    dashed = DASHED_NUMBER.match(paragraph.text)
    if dashed:
        return re.sub(r"^\d{1,2}(?:\.\d{1,2})*[.)]?\s+", "", paragraph.text[dashed.end() :])
    item = ITEM.match(text)
    return text[item.end() :] if item and not paragraph.label else text.strip()


def _hand_item(paragraph: Paragraph) -> bool:
    return bool(ITEM.match(paragraph.text)) and not DASHED_NUMBER.match(paragraph.text)


def number_of(paragraph: Paragraph) -> str:
    """The number that a clause shows, «5.1»; «» for an item of a sub-list or a paragraph without one."""
    if ROMAN.match(paragraph.text) and not paragraph.label:
        return "1"  # «II. …»: a clause of the uppermost level
    if _hand_item(paragraph) or LETTER_LABEL.match(paragraph.label):
        return ""
    dashed = DASHED_NUMBER.match(paragraph.text)
    if dashed:
        return re.match(r"[\d.]+", paragraph.text[dashed.end() :]).group().rstrip(".")  # type: ignore[union-attr]  # as found
    return numbered(paragraph).number


def is_item(paragraph: Paragraph) -> bool:
    """Whether a paragraph is an item of a list within a clause: «–», «а)», «1)»."""
    return bool(mark_of_item(paragraph))


def mark_of_item(paragraph: Paragraph) -> str:
    """What stands before an item of a list, by hand or by Word: «–» for any sign, «а», «1»; «» for what is none."""
    hand = ITEM.match(paragraph.text) if _hand_item(paragraph) else None
    if hand is not None and not paragraph.label:
        return (hand["bracket"] or "–").lower()
    if not LETTER_LABEL.match(paragraph.label):
        return "–" if hand is not None else ""
    return paragraph.label[:-1].lower() if paragraph.label.endswith(")") else "–"


def marks_of(nodes: Sequence[Node]) -> Marks:
    """How the settings say what stands before some items: all of one kind, counted from the first."""
    own = [node.mark for node in nodes]
    if all(mark == PLAIN for mark in own):
        return "none"
    if all(mark == "–" for mark in own):
        return "dash"
    if own == [str(place) for place in range(1, len(own) + 1)]:
        return "bracket"
    return "letter" if own[0] in {"а", "a"} and all(mark.isalpha() and len(mark) == 1 for mark in own) else "number"


def marks_of_clauses(roots: Sequence[Node]) -> Marks:
    """How the settings say what stands before the clauses of the first level: «1.», but also «1)», «–», nothing."""
    if any(number_of(node.paragraphs[0]) for node in roots):
        return "number"
    own = [node.mark for node in roots]
    return "none" if not any(own) else marks_of(roots) if all(own) else "number"


def tree_of(paragraphs: Sequence[Paragraph]) -> list[Node]:
    """The clauses of some paragraphs in order.

    A number of two parts is a sub-clause, an item of a list belongs to the clause above it. A paragraph without a
    number goes on with the clause above; where that ends with a stop it is a paragraph of its own below it.
    """
    roots: list[Node] = []
    stack: list[Node] = []
    some = any(number_of(p) or is_item(p) for p in paragraphs)
    # In a section «1.1.» is the uppermost number.
    top = min((number_of(p).count(".") for p in paragraphs if number_of(p)), default=0)
    first = next((p for p in paragraphs if number_of(p) or is_item(p)), None)
    brackets = first is not None and mark_of_item(first) == "1"  # «1)» for «1.»
    top = 0 if brackets else top
    bulleted = not brackets and not any(number_of(p) for p in paragraphs)
    for paragraph in paragraphs:
        number, item, plain = number_of(paragraph), is_item(paragraph), False
        if number:
            level = number.count(".")
            level = max(level, paragraph.look.numbering[1]) if paragraph.look and paragraph.label else level
            level -= top
        elif item:
            mark = mark_of_item(paragraph)
            level = 0 if brackets and mark == str(len(roots) + 1) else _item_level(stack, mark)
        elif stack and some and not (bulleted and _begins_anew(stack[-1].lines[-1], paragraph.text)):
            level = stack[-1].level + (stack[-1].mark != PLAIN)
            if level > MOST_LEVELS or not _begins_anew(stack[-1].lines[-1], paragraph.text):
                stack[-1].lines.append(paragraph.text)
                stack[-1].paragraphs.append(paragraph)
                continue
            plain = True
        else:
            level = 0
        level = min(level, len(stack) and stack[-1].level + 1, MOST_LEVELS - (not (item or plain)))
        mark = PLAIN if plain else mark_of_item(paragraph) if item and not number else ""
        node = Node(level, [bare(paragraph)], [paragraph], mark=mark)
        while stack and stack[-1].level >= level:
            stack.pop()
        (stack[-1].below if stack else roots).append(node)
        stack.append(node)
    for root in roots:
        _join_mixed(root)
    return roots


def _join_mixed(node: Node) -> None:
    """Let paragraphs without a number that stand over numbered sub-clauses go on with their clause, in place."""
    plain = [below for below in node.below if below.mark == PLAIN]
    if len(plain) < len(node.below):
        node.below = [below for below in node.below if below.mark != PLAIN]
        for below in plain:
            node.lines += below.lines
            node.paragraphs += below.paragraphs
    for below in node.below:
        _join_mixed(below)


def _begins_anew(above: str, text: str) -> bool:
    """Whether a paragraph without a mark is no rest of the item above it: a sentence of its own."""
    return above.rstrip().endswith((".", ":")) and text[:1].isupper()


def _item_level(stack: Sequence[Node], mark: str) -> int:
    """The level of an item: under the clause above, beside the last item of its kind, under one of another kind."""
    if not stack:
        return 0
    for above in reversed(stack):
        if not above.mark:
            break
        if _sort(above.mark) == _sort(mark):
            return above.level
    return stack[-1].level + 1


def _sort(mark: str) -> str:
    return "1" if mark.isdecimal() else "а" if mark.isalpha() else mark


def clauses_of(
    nodes: Sequence[Node], path: KeyPath, said: str = "пункт"
) -> tuple[list[Any], list[Claim], list[KeyPath]]:
    """Clauses as settings, the claims of their paragraphs, and the paths of their texts."""
    written: list[Any] = []
    claims: list[Claim] = []
    texts: list[KeyPath] = []
    for number, node in enumerate(nodes):
        here = (*path, number)
        text = " ".join(as_written(line) for line in node.lines)
        place = (*here, "text") if node.below else here
        claims += claimed(node.paragraphs, place, said)
        texts.append(place)
        if not node.below:
            written.append(text)
            continue
        below, more, further = clauses_of(node.below, (*here, "clauses"), "подпункт")
        marks = marks_of(node.below)
        written.append({"text": text, **({} if marks == "number" else {"marks": marks}), "clauses": below})
        claims += more
        texts += further
    return written, claims, texts
