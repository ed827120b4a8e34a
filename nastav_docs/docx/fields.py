"""The fields of a part: what each asks for, its marks, and what it showed when the file was saved.

Source: ISO/IEC 29500-1, 17.16 (a field is `w:fldSimple`, or `w:fldChar` begin, code, separate, result, end).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from nastav_docs.docx.cleanup import unwrap
from nastav_docs.docx.xml import q, remove

if TYPE_CHECKING:
    from nastav_docs.docx.xml import Element

_SIMPLE, _CHAR, _RUN, _TEXT = q("fldSimple"), q("fldChar"), q("r"), q("t")
_CODES: Final = (q("instrText"), q("delInstrText"))
OF_FIELD: Final = "\ufffc"  # stands in a field's code where another field is
_WORDS: Final = re.compile(r'"((?:\\.|[^"\\])*)"|(\S+)')


@dataclass(slots=True)
class WordField:
    """One field of a part.

    `around` is the field it stands in, `code` its instruction, `start` the element it begins with, `marks` the elements
    of its code and of its edges, `result` what its runs showed (texts, tabs, pictures), fields within it included. In
    the code of a field another one is `OF_FIELD`.
    """

    start: Element
    around: WordField | None = None
    code: str = ""
    marks: list[Element] = field(default_factory=list)
    result: list[Element] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """The words of the code, without quotes: `["DOCPROPERTY", "Отдел образования", "h"]`."""
        return [found[1] or found[2] for found in _WORDS.finditer(self.code)]

    @property
    def name(self) -> str:
        """What the field does, in capitals: «REF», «TOC»; «» for a field without a code."""
        return next(iter(self.words), "").upper()

    @property
    def argument(self) -> str:
        """The first word after the name that is no switch; «» where there is none."""
        words = self.words[1:2]
        return "" if not words or words[0].startswith("\\") else words[0]

    def unlink(self) -> None:
        """Take away the code and the marks of the field and leave its last result as text, as Ctrl+Shift+F9 does."""
        if self.start.tag == _SIMPLE:
            unwrap(self.start)
        for mark in self.marks:
            remove(mark)


def fields_of(root: Element) -> list[WordField]:
    """The fields of a part in the order they begin; a field that has no end goes to the end of the part.

    Marks and code count wherever they stand, in a run or not: a stranger's file may hide a field so.
    """
    found: list[WordField] = []
    opened: list[tuple[WordField, bool]] = []  # and whether its code is over
    if next(root.iter(_SIMPLE, _CHAR), None) is None:
        return found
    for element in root.iter(_SIMPLE, _RUN, _CHAR, *_CODES):
        if element.tag == _SIMPLE:
            simple = WordField(element, opened[-1][0] if opened else None, element.get(q("instr")) or "")
            simple.result = [child for run in element.iter(_RUN) for child in run if child.tag != q("rPr")]
            found.append(simple)
            _name_within(opened)
        elif element.tag == _RUN:
            for child in element:
                _read(child, found, opened)
        elif element.getparent().tag != _RUN:
            _read(element, found, opened)
    return found


def _read(child: Element, found: list[WordField], opened: list[tuple[WordField, bool]]) -> None:
    """A mark of a field, a piece of its code, or what is shown."""
    if child.tag == _CHAR:
        _turn(child, found, opened)
    elif child.tag in _CODES or (child.tag == _TEXT and opened and not opened[-1][1]):
        if opened and not opened[-1][1]:
            opened[-1][0].code += child.text or ""
            opened[-1][0].marks.append(child)
    elif child.tag != q("rPr"):
        for one, shows in opened:
            if shows:
                one.result.append(child)


def _name_within(opened: list[tuple[WordField, bool]]) -> None:
    """Leave word in the code of the field around that a field stands there."""
    if opened and not opened[-1][1]:
        opened[-1][0].code += OF_FIELD


def _turn(mark: Element, found: list[WordField], opened: list[tuple[WordField, bool]]) -> None:
    """One of the three marks of a field."""
    kind = mark.get(q("fldCharType"))
    if kind == "begin":
        found.append(WordField(mark, opened[-1][0] if opened else None, marks=[mark]))
        opened.append((found[-1], False))
    elif opened and kind == "separate":
        opened[-1][0].marks.append(mark)
        opened[-1] = (opened[-1][0], True)
    elif opened and kind == "end":
        opened.pop()[0].marks.append(mark)
        _name_within(opened)
