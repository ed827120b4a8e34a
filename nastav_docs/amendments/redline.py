"""An issued paper with tracked changes that make the new one of it: accepted, they give the new text, rejected the old.

The file is the old one: its looks stay. Words, paragraphs and rows of tables are tracked (ISO/IEC 29500-1, 17.13.5).
"""

from __future__ import annotations

import re
from copy import deepcopy
from difflib import SequenceMatcher
from itertools import count
from typing import TYPE_CHECKING, Final

from nastav_docs.amendments.alignment import aligned, same_words
from nastav_docs.diagnostics import Diagnostic
from nastav_docs.docx import (
    Correction,
    Element,
    blocks_of,
    change,
    child_of,
    identifiers,
    insert_in_order,
    packed,
    placed_cells,
    properties_of,
    q,
    read_word_text,
    rows_of,
    serialised,
    strike,
    text_of,
    track,
    value,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.docx import WordText

WORD: Final = re.compile(r"\s+|[^\s]+")
AT_THE_END: Final = ["rPr", "sectPr", "pPrChange"]  # of the properties of a paragraph (17.3.1.26)
SHOWN: Final = {q(name) for name in ("rPr", "t", "tab", "br", "cr", "noBreakHyphen", "softHyphen")}


def redline(old: bytes, new: bytes, name: str) -> bytes:
    """The Word file `old` with tracked changes to the text of `new`; headers and footers stay.

    `name` is how the user knows the file. Raises ValueError for what is no Word file.
    """
    before, after = read_word_text(old, name), read_word_text(new, name)
    if isinstance(before, Diagnostic) or isinstance(after, Diagnostic):
        raise ValueError(f"{name} is no Word file that can be read")  # noqa: TRY004  its bytes are wrong, not its type
    if before.body is None or after.body is None:
        return old
    _Redline(before).blocks(before.body, list(blocks_of(before.body)), list(blocks_of(after.body)))
    return packed({**before.package.parts, before.main: serialised(before.roots[before.main])})


class _Redline:
    """The marks that one file is getting: numbers of changes, the styles and lists that it knows."""

    def __init__(self, before: WordText) -> None:
        root = before.roots[before.main]
        self.numbers = count(1 + max((int(found) for found in identifiers(root)), default=0))
        styles, lists = before.package.linked_tree("styles"), before.package.linked_tree("numbering")
        self.styles = set() if styles is None else {one.get(q("styleId")) for one in styles.iter(q("style"))}
        self.lists = set() if lists is None else {one.get(q("numId")) for one in lists.iter(q("num"))}
        self.like: dict[str | None, Element] = {}  # a paragraph of each style, to make added ones of
        for paragraph in root.iter(q("p")):
            self.like.setdefault(style_of(paragraph), paragraph)

    def blocks(self, holder: Element, old: Sequence[Element], new: Sequence[Element]) -> None:
        """Paragraphs and tables of a body or a cell."""
        last: Element | None = None
        for was, now in aligned(old, new, _likeness, _key):
            if was is None and now is not None:
                made = self.added(now)
                if last is None:
                    first = old[0] if old else None
                    if first is not None and first.getparent() is holder:
                        first.addprevious(made)
                    else:
                        holder.insert(1 if child_of(holder, "tcPr") is not None else 0, made)
                else:
                    last.addnext(made)
                last = made
                continue
            assert was is not None  # noqa: S101  a pair has one of the two
            if now is None:
                self.gone(was, whole=was is not old[-1] or holder.tag != q("tc"))
            elif was.tag == q("tbl"):
                self.table(was, now)
            elif (made := self.paragraph(was, now)) is not None:
                was.addnext(made)
                was = made  # noqa: PLW2901  what comes next stands behind it
            last = was

    def paragraph(self, was: Element, now: Element) -> Element | None:
        """Track the words of a paragraph; or all of it, and the new one is given, where Word would lose more."""
        old, new = text_of(was, soft_hyphens=True), text_of(now, soft_hyphens=True)
        if old == new:
            return None
        corrections = list(_corrections(old, new))
        if any(re.search(r"[\t\n]", one.text) for one in corrections) or not old:
            self.gone(was, whole=False)
            return self.added(now)
        for one in reversed(corrections):
            used = change(was, one, next(self.numbers))
            if not used:
                self.gone(was, whole=False)
                return self.added(now)
            for _ in range(used - 1):
                next(self.numbers)
        return None

    def gone(self, block: Element, *, whole: bool) -> None:
        """Track the deletion of a paragraph (`whole`: with its mark) or of a table."""
        if block.tag == q("tbl"):
            for row in rows_of(block):
                self.row_gone(row)
            return
        for run in [run for run in block.iter(q("r")) if run.getparent().tag != q("del")]:
            if run.getparent().tag == q("ins") or any(one.tag not in SHOWN for one in run):
                continue
            strike(run, next(self.numbers))
        properties = block.find(q("pPr"))
        if whole and (properties is None or properties.find(q("sectPr")) is None):
            self._mark(block, "del")

    def added(self, block: Element) -> Element:
        """A paragraph or a table of the new file as a tracked insertion."""
        if block.tag == q("tbl"):
            made = self._own(deepcopy(block))
            for row in rows_of(made):
                self._track_row(row, "ins")
                for paragraph in row.iter(q("p")):
                    self._insert_runs(paragraph)
            return made
        like = self.like.get(style_of(block))
        made = block.makeelement(q("p"), {})
        looks = (block if like is None else like).find(q("pPr"))
        if looks is not None:
            made.append(deepcopy(looks))
            for name in ("sectPr", "pPrChange"):
                for one in made.iter(q(name)):
                    one.getparent().remove(one)
        for run in block.iter(q("r")):
            made.append(deepcopy(run))
        self._own(made)
        self._insert_runs(made)
        self._mark(made, "ins")
        return made

    def table(self, was: Element, now: Element) -> None:
        """Track the rows of a table and the words of their cells."""
        last: Element | None = None
        old = list(rows_of(was))
        for before, after in aligned(old, list(rows_of(now)), _likeness, _key):
            if before is not None and after is not None and self.cells(before, after):
                last = before
                continue
            if before is not None:
                self.row_gone(before)
                last = before
            if after is not None:
                made = self._own(deepcopy(after))
                self._track_row(made, "ins")
                for paragraph in made.iter(q("p")):
                    self._insert_runs(paragraph)
                if last is not None:
                    last.addnext(made)
                elif old:
                    old[0].addprevious(made)
                else:
                    was.append(made)
                last = made

    def cells(self, before: Element, after: Element) -> bool:
        """Track what differs in the cells of a row; whether its cells are those of the new one."""
        old = [(cell, column, span) for cell, column, span in placed_cells(before)]
        new = [(cell, column, span) for cell, column, span in placed_cells(after)]
        if [one[1:] for one in old] != [one[1:] for one in new]:
            return False
        for (cell, _, _), (other, _, _) in zip(old, new, strict=True):
            own, others = list(blocks_of(cell)), list(blocks_of(other))
            if len(own) == len(others) == 1 and own[0].tag == others[0].tag == q("p"):
                if (made := self.paragraph(own[0], others[0])) is not None:
                    own[0].addnext(made)
            else:
                self.blocks(cell, own, others)
        return True

    def row_gone(self, row: Element) -> None:
        """Track the deletion of a row with what its cells say."""
        self._track_row(row, "del")
        for paragraph in row.iter(q("p")):
            self.gone(paragraph, whole=True)

    def _track_row(self, row: Element, what: str) -> None:
        properties = row.find(q("trPr"))
        if properties is None:
            properties = row.makeelement(q("trPr"), {})
            before = row.find(q("tblPrEx"))
            if before is not None:
                before.addnext(properties)
            else:
                row.insert(0, properties)
        properties.append(properties.makeelement(q(what), track(next(self.numbers))))

    def _mark(self, paragraph: Element, what: str) -> None:
        """Track the mark of a paragraph: it comes, or it goes and the next one joins."""
        properties = properties_of(paragraph, "pPr")
        looks = properties.find(q("rPr"))
        if looks is None:
            looks = properties.makeelement(q("rPr"), {})
            insert_in_order(properties, looks, AT_THE_END)
        for name in ("ins", "del"):
            for one in looks.findall(q(name)):
                looks.remove(one)
        looks.insert(0, looks.makeelement(q(what), track(next(self.numbers))))

    def _insert_runs(self, paragraph: Element) -> None:
        for run in [run for run in paragraph.iter(q("r")) if run.getparent().tag == q("p")]:
            if any(one.tag not in SHOWN for one in run):
                run.getparent().remove(run)
                continue
            inserted = run.makeelement(q("ins"), track(next(self.numbers)))
            run.addprevious(inserted)
            inserted.append(run)

    def _own(self, element: Element) -> Element:
        """An element of the new file without what the old one does not know: styles, lists, bookmarks, links."""
        for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"):
            for one in list(element.iter(q(name))):
                one.getparent().remove(one)
        for name in ("pStyle", "rStyle", "tblStyle"):
            for one in list(element.iter(q(name))):
                if one.get(q("val")) not in self.styles:
                    one.getparent().remove(one)
        for one in list(element.iter(q("numPr"))):
            if value(one, "numId") not in self.lists:
                one.getparent().remove(one)
        return element


def style_of(paragraph: Element) -> str | None:
    """The id of a paragraph's style; None for the usual one."""
    properties = paragraph.find(q("pPr"))
    return None if properties is None else value(properties, "pStyle")


def _key(block: Element) -> tuple[str, str | None, str]:
    return block.tag, style_of(block), _text(block)


def _text(block: Element) -> str:
    return text_of(block) if block.tag == q("p") else "\n".join(text_of(p) for p in block.iter(q("p")))


def _likeness(old: Element, new: Element) -> float:
    """How alike two blocks or rows are; tables always are, a paragraph keeps its style."""
    if old.tag != new.tag:
        return 0.0
    if old.tag == q("tbl"):
        return max(0.6, same_words(_text(old), _text(new)))
    if old.tag == q("p") and style_of(old) != style_of(new):
        return 0.0
    return same_words(_text(old), _text(new))


def _corrections(old: str, new: str) -> Iterator[Correction]:
    """What makes one text of another, word by word; the line is not used."""
    before, after = WORD.findall(old), WORD.findall(new)
    starts = [0]
    for word in before:
        starts.append(starts[-1] + len(word))
    hunks: list[list[int]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if hunks and i1 - hunks[-1][1] <= 1:  # one space between two changed words
            hunks[-1][1], hunks[-1][3] = i2, j2
        else:
            hunks.append([i1, i2, j1, j2])
    for i1, i2, j1, j2 in hunks:
        yield Correction(0, starts[i1], starts[i2], "".join(after[j1:j2]))
