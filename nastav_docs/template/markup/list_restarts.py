"""Lists that begin at one again, in each inclusion of a document and in each turn of a loop around a whole list.

One list is all paragraphs of one `w:numId`, within one inclusion or outside all of them. It begins anew:

- where an included document with a section of its own begins;
- in each turn of a loop, and in each call of a macro, that holds all paragraphs of the list and prints more than one
  item of it: two of them, or a loop over them.

A loop that prints one item in a turn goes over the items themselves, and the list goes on: «1. 2. 3.» over the clauses
of an order. Items are the paragraphs of the list's first level; of the branches of a condition, and of conditions that
exclude each other (`x == 1`, `x == 2`), only one is printed. A loop or a macro that calls itself prints the inside of
its own list, which goes on too.

How many lists that makes is known when a document is printed: its `numbering.xml` is completed then.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal

from lxml import etree

from nastav_docs.diagnostics import Place
from nastav_docs.docx import Element, beginning_anew, chain_of, default_style, definition, free_list, q, serialised, xml
from nastav_docs.template.markup import statements
from nastav_docs.template.markup.block_balance import tags_in_order
from nastav_docs.template.markup.prepare_parts import SECTION_BREAK
from nastav_docs.template.markup.tags import Tag, TagBook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jinja2 import nodes

    from nastav_docs.docx import Draft

_NAMESPACES: Final = re.compile(rb' xmlns(:\w+)?="[^"]*"')
_MANY: Final = 2


@dataclass(frozen=True, slots=True)
class ListPart:
    """The part `numbering.xml`, to which a printed document adds lists between `head` and `tail`.

    `first` is the id of the first list added; `lists` are the lists that begin anew, each as the XML of its `w:num`
    before and after its id.
    """

    name: str
    head: bytes
    tail: bytes
    first: int
    lists: tuple[tuple[bytes, bytes], ...]

    def printed(self, made: Sequence[int]) -> bytes:
        """The bytes of the part for a document that began these lists anew, in this order (`Budget.made`)."""
        added = []
        for number, key in enumerate(made, self.first):
            before, after = self.lists[key]
            added.append(b"%s%d%s" % (before, number, after))
        return b"".join([self.head, *added, self.tail])


def restart_lists(draft: Draft, book: TagBook) -> ListPart | None:
    """Mark in the tree where the lists of a document begin anew; None where none do."""
    name = draft.linked("numbering")
    if name is None:
        return None
    seen = draft
    if not any(tag.kind == SECTION_BREAK for tag in book.tags):  # else some list nearly always begins anew
        seen = replace(
            draft, trees=dict(draft.trees), parts=dict(draft.parts)
        )  # so that looking into parts does not make them edited ones
    whole, known = _Stretch("whole"), _Items(seen)
    for story in draft.stories:
        _Survey(known, book, whole, _recursive_macros(draft.trees[story], book)).read(draft.trees[story])
    first = free_list(seen)
    lists: list[tuple[bytes, bytes]] = []
    for stretch in whole.wholes():
        for number in dict.fromkeys(item.number for item in stretch.items()):
            marks = list(_where_anew(stretch, number))
            if marks and (made := _halves(seen, number)) is not None:
                _begin_anew(marks, [i for i in stretch.items() if i.number == number], len(lists), first, book)
                lists.append(made)
    if not lists:
        return None
    head, tail = _around_new_lists(draft.edited(name))
    return ListPart(name, head, tail, first, tuple(lists))


# ---------------------------------------------------------------------------------------------------------- the survey


@dataclass(frozen=True, slots=True)
class _Item:
    """A numbered paragraph: its list (`number`), its level in it, the indents that its style sets beside the list."""

    paragraph: Element
    number: str
    level: str
    indent: Element | None


@dataclass(slots=True)
class _Stretch:
    """A stretch of a document with the stretches and numbered paragraphs inside it.

    `kind` is «whole», a document (included or not); «turn», one of a loop or a macro; «once», what is printed once; or
    «choice», branches of which one is printed. `mark` is the element after which it begins, `conditions` are those of
    the branches (None: of an `else`).
    """

    kind: Literal["whole", "turn", "once", "choice"]
    mark: Element | None = None
    inside: list[_Stretch | _Item] = field(default_factory=list)
    conditions: list[nodes.Node | None] = field(default_factory=list)

    def items(self) -> Iterator[_Item]:
        """The numbered paragraphs, but not those of included documents."""
        for one in self.inside:
            if isinstance(one, _Item):
                yield one
            elif one.kind != "whole":
                yield from one.items()

    def wholes(self) -> Iterator[_Stretch]:
        """The documents within, this one first."""
        if self.kind == "whole":
            yield self
        for one in self.inside:
            if isinstance(one, _Stretch):
                yield from one.wholes()

    def turns(self) -> Iterator[_Stretch]:
        """The loops and macros within, but not those of included documents."""
        for one in self.inside:
            if isinstance(one, _Stretch) and one.kind != "whole":
                if one.kind == "turn":
                    yield one
                yield from one.turns()

    def excluded_by(self, condition: nodes.Node | None) -> bool:
        """Whether none of the branches is printed where a condition holds."""
        return self.kind == "choice" and all(
            known is not None and condition is not None and statements.exclude(known, condition)
            for known in self.conditions
        )

    def count(self, number: str, level: int) -> int:
        """How many items of a list are printed at most when this is printed once; `_MANY` or more for any number."""
        found = [
            int(one.number == number and int(one.level) == level)
            if isinstance(one, _Item)
            else one.count(number, level) * (_MANY if one.kind == "turn" else one.kind != "whole")
            for one in self.inside
        ]
        return max(found, default=0) if self.kind == "choice" else sum(found)


@dataclass(slots=True)
class _Survey:
    """Reads a part into stretches of `whole`; `recursive` are the macros that call themselves."""

    known: _Items
    book: TagBook
    whole: _Stretch
    recursive: set[str]

    def read(self, root: Element) -> None:
        """Add to `whole` what a part holds."""
        stack = [self.whole]
        for element in root.iter():
            tag = self.book.of_mark(element)
            if tag is not None:
                self._step(stack, tag, element)
            elif element.tag == q("p"):
                item = self.known.item(element)
                stack[-1].inside += [] if item is None else [item]
            elif element.tag == q("sectPr") and element.getparent().tag == q("body") and len(stack) > 1:
                stack.pop()  # the end of an included document

    def _step(self, stack: list[_Stretch], tag: Tag, element: Element) -> None:
        """Go into what a tag begins, out of what it ends, or over to the next branch."""
        if tag.kind == SECTION_BREAK:
            self._enter(stack, _Stretch("whole", element))
        elif statements.opens(tag) and tag.word == "if":
            self._enter_branch(stack, statements.condition_of(tag))
        elif statements.opens(tag):
            self._enter(stack, _Stretch("turn" if self._repeats(tag) else "once", element))
        elif tag.word in statements.MIDDLE:
            stack.pop()  # a branch, or the turn of a loop whose `else` is printed in its place
            stack[-1].conditions.append(statements.condition_of(tag))
            self._enter(stack, _Stretch("once"))
        elif statements.closes(tag):
            stack.pop()
            if stack[-1].kind == "choice":
                stack.pop()

    def _enter(self, stack: list[_Stretch], stretch: _Stretch) -> None:
        stack[-1].inside.append(stretch)
        stack.append(stretch)

    def _enter_branch(self, stack: list[_Stretch], condition: nodes.Node | None) -> None:
        """Go into the branch of an `if`: of a choice of its own, or of an `if` before it that excludes it."""
        before = (one for one in stack[-1].inside if isinstance(one, _Stretch) and one.excluded_by(condition))
        choice = next(before, None)
        if choice is None:
            self._enter(stack, _Stretch("choice"))
        else:
            stack.append(choice)
        stack[-1].conditions.append(condition)
        self._enter(stack, _Stretch("once"))

    def _repeats(self, tag: Tag) -> bool:
        """Whether a tag begins a loop or a macro that does not call itself."""
        loop = tag.word == "for" and not statements.is_recursive(tag)
        return loop or (tag.word == "macro" and statements.macro_of(tag) not in self.recursive)


def _recursive_macros(root: Element, book: TagBook) -> set[str]:
    """The macros of a part that call themselves."""
    found: set[str] = set()
    opened: list[str] = []
    for tag, _ in tags_in_order(root, book):
        found |= {name for name in opened if name and re.search(rf"\b{re.escape(name)}\s*\(", tag.body)}
        if tag.word == "macro":
            opened.append(statements.macro_of(tag))
        elif statements.closes(tag) == "macro" and opened:
            opened.pop()
    return found


# ----------------------------------------------------------------------------------------------------------- the marks


def _where_anew(whole: _Stretch, number: str) -> Iterator[Element]:
    """The marks in the tree after which the list `number` of a document begins anew."""
    if whole.mark is not None:
        yield whole.mark
    items = [item for item in whole.items() if item.number == number]
    level = min(int(item.level) for item in items)
    for turn in whole.turns():
        inside = sum(item.number == number for item in turn.items())
        if inside == len(items) and turn.count(number, level) >= _MANY:
            yield turn.mark


def _begin_anew(marks: Iterable[Element], items: Iterable[_Item], key: int, first: int, book: TagBook) -> None:
    """Write what lets a list begin anew after each of the marks, and into its paragraphs the id of the list begun last.

    `key` is the number of the list in `ListPart.lists`, `first` the id of the first list that a document adds.
    """
    for mark in marks:
        for body in ("endif", f"if {key}|nd_new_list"):
            mark.addnext(book.mark(book.add(Tag("%", "p", body, "", Place("")))))
    for item in items:
        number = book.add(Tag("{", "", f"({key}, {first})|nd_list", "", Place("")))
        _renumber(item.paragraph, item.level, item.indent, book.token(number))


def _halves(draft: Draft, number: str) -> tuple[bytes, bytes] | None:
    """The XML of the `w:num` of a list that begins anew, before and after its id.

    Returns None for a list that is not defined.
    """
    made = beginning_anew(draft, number)
    if made is None:
        return None
    made.set(q("numId"), "?")
    before, _, after = _NAMESPACES.sub(b"", etree.tostring(made)).partition(b'"?"')
    xml.remove(made)
    return before + b'"', b'"' + after


def _around_new_lists(root: Element) -> tuple[bytes, bytes]:
    """The XML of `numbering.xml` before and after the place where lists are added."""
    place = etree.ProcessingInstruction("lists", "here")
    root.findall(q("num"))[-1].addnext(place)
    head, _, tail = serialised(root).partition(b"<?lists here?>")
    root.remove(place)
    return head, tail


# ------------------------------------------------------------------------------------------------------ the paragraphs


@dataclass(slots=True)
class _Items:
    """Finds which list a paragraph of a document is in; what its style says is looked up once for each style."""

    draft: Draft
    of_style: dict[str, tuple[str, str, Element | None] | None] = field(default_factory=dict)
    default: str = field(init=False)

    def __post_init__(self) -> None:
        """Find the style of the paragraphs that name none."""
        default = default_style(self.draft)
        self.default = "" if default is None else default.get(q("styleId")) or ""

    def item(self, paragraph: Element) -> _Item | None:
        """A paragraph as an item of its list; None when it is in none."""
        own = paragraph.find(f"{q('pPr')}/{q('numPr')}")
        if own is not None:
            number, level = xml.value(own, "numId"), xml.value(own, "ilvl")
            return _Item(paragraph, number, level or "0", None) if number and number != "0" else None
        key = xml.value(paragraph, "pPr/pStyle") or self.default
        if key not in self.of_style:
            self.of_style[key] = self._look_up(key)
        found = self.of_style[key]
        return None if found is None else _Item(paragraph, *found)

    def _look_up(self, key: str) -> tuple[str, str, Element | None] | None:
        """The list that a style stands for, the level in it, the indents that the style sets beside it.

        Returns None for a style without a list.
        """
        indent = None
        for style in chain_of(self.draft, key):
            indent = indent if indent is not None else style.find(f"{q('pPr')}/{q('ind')}")
            number = xml.value(style, "pPr/numPr/numId")
            if number is not None:
                return (number, _level_of(self.draft, number, style), indent) if number not in {"", "0"} else None
        return None


def _level_of(draft: Draft, number: str, style: Element) -> str:
    """The level, counted from «0», of a list that a style stands for."""
    own = style.find(f"{q('pPr')}/{q('numPr')}/{q('ilvl')}")
    if own is not None:
        return own.get(q("val")) or "0"
    found = definition(draft, number)
    for level in found[1].findall(q("lvl")) if found is not None else ():
        named = level.find(q("pStyle"))
        if named is not None and named.get(q("val")) == style.get(q("styleId")):
            return level.get(q("ilvl")) or "0"
    return "0"


def _renumber(paragraph: Element, level: str, indent: Element | None, token: str) -> None:
    """Name a list in a paragraph (`w:numPr`).

    A list named there overrides the indents of the style, so these are repeated in the paragraph.
    """
    properties = xml.properties_of(paragraph, "pPr")
    own = etree.Element(q("numPr"))
    etree.SubElement(own, q("ilvl"), {q("val"): level})
    etree.SubElement(own, q("numId"), {q("val"): token})
    xml.insert_in_order(properties, own, xml.PARAGRAPH_PROPERTIES)
    if indent is not None and properties.find(q("ind")) is None:
        xml.insert_in_order(properties, copy.deepcopy(indent), xml.PARAGRAPH_PROPERTIES)
