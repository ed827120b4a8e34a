"""The pieces that a compiled part prints become the bytes of the part; not one byte may be missing."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any

from jinja2.utils import missing

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.template.engine import (
    BREAK,
    FUNCTIONS,
    MAX_PART,
    NEW_PAGE,
    NEW_PARAGRAPH,
    Budget,
    LimitReachedError,
    missing_value,
    settle_sections,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nastav_docs.template.compiler import CompiledPart

PARAGRAPH_WORK = 1_024  # of beginning a paragraph within a value
FIRST_DRAWING = 10_001  # drawings that are printed in loops are numbered from here, the others from 1


class TemplateNames(dict[str, Any]):
    """The names that a template may ask for: the data of one document and the functions of the template."""

    def __missing__(self, name: str) -> object:
        """Jinja's sign of a name without a value."""
        return missing


def resolver(names: Mapping[str, object]) -> Callable[[str], object]:
    """Gives the value of a name of a text: from the data, else the function so called, else Jinja's sign of neither.

    Unlike a document's data, that of a text may be made when it is asked for, name by name.
    """
    return lambda name: names[name] if name in names else FUNCTIONS.get(name, missing)


class Scope:
    """Where Jinja's code writes the names that are set at the top of a template; nothing reads them."""

    __slots__ = ("exported_vars", "vars")

    def __init__(self) -> None:
        self.vars: dict[str, object] = {}
        self.exported_vars: set[str] = set()


def numbering() -> Callable[[object], bytes]:
    """A function that gives the next number of a drawing, whatever it is called with."""
    numbers = count(FIRST_DRAWING)
    return lambda _: b"%d" % next(numbers)


def assemble(part: CompiledPart, pieces: list[bytes], budget: Budget) -> tuple[bytes, list[Diagnostic]]:
    """The bytes of a part, and the printed values that are not in it; raises LimitReachedError, ValueLostError.

    Only the settling of sections changes pieces by now, and it looks for the values in what it changes; here it is
    enough that not one byte is missing. What is missing is looked for, value by value, when some are.
    """
    printed, expected = pieces, sum(map(len, pieces))
    budget.printed += expected
    if budget.printed > MAX_PART:
        raise LimitReachedError
    if part.sections and budget.sections:
        printed = pieces.copy()
        ends = [(position, part.sections[number]) for position, number in budget.sections]
        expected += settle_sections(pieces, ends)
        budget.sections.clear()
    data = b"".join(pieces)
    if len(data) != expected:
        return data, [lost(part, missing_value(printed, data) or b"")]
    return data, []


def lost(part: CompiledPart, value: bytes) -> Diagnostic:
    """The problem of a printed value that the document does not hold."""
    text = re.sub(r"<[^>]*>", " ", value.decode("utf-8", "replace"))[:60]
    place = next((tag.place for tag in part.tags if tag.place.file), Place(part.name))
    return codes.VALUE_LOST.at(
        Place(place.file),
        f"напечатанное значение «{text}» не попало в документ",
        hint="это ошибка сборки: сообщите о ней вместе с шаблоном",
        text=text,
    )


_SPLIT = re.compile(rb"[\x07\x0c]")
_PROPERTIES = re.compile(rb"<w:pPr>.*?</w:pPr>", re.DOTALL)
_RUN = re.compile(rb"<w:r(?: [^>]*)?>(<w:rPr>.*?</w:rPr>)?", re.DOTALL)
# What a paragraph may not be ended within.
_UNBROKEN = (b"</w:p>", b"<w:hyperlink", b"<w:sdt", b"<w:fldSimple", b"<w:txbxContent", b"<w:smartTag", b"<w:fldChar")
_PAGE = b'<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def split_paragraphs(data: bytes, budget: Budget) -> bytes:
    r"""`\a` begins a new paragraph, `\f` a new page, where a paragraph is made of runs alone; else a new line.

    Raises LimitReachedError beyond MAX_PART bytes.
    """
    if NEW_PARAGRAPH not in data and NEW_PAGE not in data:  # counted only then: `in` is ten times as quick
        return data
    budget.spend(0, PARAGRAPH_WORK * (data.count(NEW_PARAGRAPH) + data.count(NEW_PAGE)))
    result: list[bytes] = []
    position = size = 0
    around = _Around()
    for found in _SPLIT.finditer(data):
        stretch = data[position : found.start()]
        around.read(stretch)
        ends = around.ends(page=found[0] == NEW_PAGE)
        result += (stretch, ends)
        size += len(stretch) + len(ends)
        if size > MAX_PART:
            raise LimitReachedError
        position = found.end()
    return b"".join([*result, data[position:]])


class _Around:
    """The paragraph that the bytes read so far end in: its properties, its last run's, whether it may be ended."""

    __slots__ = ("begun", "format", "head", "whole")

    def __init__(self) -> None:
        self._begin(begun=False)

    def _begin(self, *, begun: bool) -> None:
        self.begun, self.whole, self.head, self.format = begun, True, b"", b""

    def read(self, stretch: bytes) -> None:
        """Go on over the bytes up to the next sign."""
        start = max(stretch.rfind(b"<w:p>"), stretch.rfind(b"<w:p "))
        if start >= 0:
            self._begin(begun=True)
            stretch = stretch[start:]
        at = 0
        if not self.head and (properties := _PROPERTIES.search(stretch)):
            self.head, at = properties[0], properties.end()
            self.whole = self.whole and b"<w:sectPr" not in self.head
        self.whole = self.whole and not any(sign in stretch for sign in _UNBROKEN)
        for run in _RUN.finditer(stretch, at):
            self.format = run[1] or b""

    def ends(self, *, page: bool) -> bytes:
        """What ends the paragraph and begins another one like it; a line break where that may not be."""
        if not self.begun or not self.whole:
            return BREAK
        own = b"<w:p>" + self.head + b"<w:r>" + self.format + b'<w:t xml:space="preserve">'
        return b"</w:t></w:r></w:p>" + (_PAGE if page else b"") + own
