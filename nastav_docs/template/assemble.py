"""Put the pieces that a compiled part printed together into the bytes of the part, and check that no value is lost."""

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
    end_sections,
    missing_value,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nastav_docs.template.compiler import CompiledPart

PARAGRAPH_WORK = 1_024  # the work counted for each paragraph that a value begins
FIRST_DRAWING = 10_001  # drawings that are printed in loops are numbered from here, the others from 1


class TemplateNames(dict[str, Any]):
    """The names that a template may ask for: the data of one document and the functions of the template."""

    def __missing__(self, name: str) -> object:
        """Jinja's `missing`, the sign that it looks for where a name has no value."""
        return missing


def resolver(names: Mapping[str, object]) -> Callable[[str], object]:
    """Make the function by which a compiled text gets the value of a name.

    It looks in `names`, then among the functions of templates, and gives Jinja's `missing` where neither has the name.
    `names` may make each value when it is asked for; the names of a document are all made beforehand (`TemplateNames`).
    """
    return lambda name: names[name] if name in names else FUNCTIONS.get(name, missing)


class Scope:
    """The object in which Jinja's code notes the names that a template sets at its top; nothing reads them."""

    __slots__ = ("exported_vars", "vars")

    def __init__(self) -> None:
        self.vars: dict[str, object] = {}
        self.exported_vars: set[str] = set()


def numbering() -> Callable[[object], bytes]:
    """Make a function that returns the next free id of a drawing (`wp:docPr`) as digits; its argument is ignored."""
    numbers = count(FIRST_DRAWING)
    return lambda _: b"%d" % next(numbers)


def assemble(part: CompiledPart, pieces: list[bytes], budget: Budget) -> tuple[bytes, list[Diagnostic]]:
    """Join the pieces of a part; gives its bytes and a problem for the first printed value that is not in them.

    Only `end_sections` changes pieces before this, and it looks for the values in what it changes. So the lengths are
    compared here, and the values looked for one by one only where a byte is missing.

    Raises LimitReachedError beyond MAX_PART bytes, ValueLostError where a section would be put over a value.
    """
    printed, expected = pieces, sum(map(len, pieces))
    budget.printed += expected
    if budget.printed > MAX_PART:
        raise LimitReachedError
    if part.sections and budget.sections:
        printed = pieces.copy()
        ends = [(position, part.sections[number]) for position, number in budget.sections]
        expected += end_sections(pieces, ends)
        budget.sections.clear()
    data = b"".join(pieces)
    if len(data) != expected:
        return data, [lost(part, missing_value(printed, data) or b"")]
    return data, []


def lost(part: CompiledPart, value: bytes) -> Diagnostic:
    """The problem that a printed value (its XML) is not in the finished part; it names the file only, not the tag."""
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
    r"""Begin a new paragraph at each `\a` of a printed part, and a new page at each `\f`; returns the changed XML.

    The new paragraph has the properties of the one that it is cut from. Where a paragraph cannot be cut (the sign
    stands in a hyperlink, a field, a content control), the sign becomes a line break.

    Raises LimitReachedError beyond MAX_PART bytes.
    """
    if NEW_PARAGRAPH not in data and NEW_PAGE not in data:  # `in` is ten times as quick as `count`
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
    """The paragraph that is open where the reading of a part has come to.

    `begun`: there is one; `whole`: it may be cut in two here; `head` is its `w:pPr`, `format` the `w:rPr` of its last
    run.
    """

    __slots__ = ("begun", "format", "head", "whole")

    def __init__(self) -> None:
        self._begin(begun=False)

    def _begin(self, *, begun: bool) -> None:
        self.begun, self.whole, self.head, self.format = begun, True, b"", b""

    def read(self, stretch: bytes) -> None:
        """Read the XML up to the next sign of a paragraph or page."""
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
        """The XML that ends the paragraph and begins one like it, after a page break if `page`.

        If the paragraph cannot be cut here, it is a line break.
        """
        if not self.begun or not self.whole:
            return BREAK
        own = b"<w:p>" + self.head + b"<w:r>" + self.format + b'<w:t xml:space="preserve">'
        return b"</w:t></w:r></w:p>" + (_PAGE if page else b"") + own
