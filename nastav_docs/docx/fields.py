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

_SIMPLE, _CHAR, _CODE, _RUN = q("fldSimple"), q("fldChar"), q("instrText"), q("r")
_WORDS: Final = re.compile(r'"((?:\\.|[^"\\])*)"|(\S+)')


@dataclass(slots=True)
class WordField:
    """One field of a part.

    `around` is the field it stands in, `code` its instruction, `start` the element it begins with, `marks` the elements
    of its code and of its edges, `result` what its runs showed (texts, tabs, pictures), fields within it included.
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
        """Leave what the field shows, as Ctrl+Shift+F9 in Word does."""
        if self.start.tag == _SIMPLE:
            unwrap(self.start)
        for mark in self.marks:
            remove(mark)


def fields_of(root: Element) -> list[WordField]:
    """The fields of a part in the order they begin; a field that has no end goes to the end of the part."""
    found: list[WordField] = []
    opened: list[tuple[WordField, bool]] = []  # and whether its code is over
    for element in root.iter(_SIMPLE, _RUN):
        if element.tag == _SIMPLE:
            simple = WordField(element, opened[-1][0] if opened else None, element.get(q("instr")) or "")
            simple.result = [child for run in element.iter(_RUN) for child in run if child.tag != q("rPr")]
            found.append(simple)
            continue
        for child in element:
            if child.tag == _CHAR:
                _turn(child, found, opened)
            elif child.tag == _CODE:
                if opened:
                    opened[-1][0].code += child.text or ""
                    opened[-1][0].marks.append(child)
            elif child.tag != q("rPr"):
                for one, shows in opened:
                    if shows:
                        one.result.append(child)
    return found


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
