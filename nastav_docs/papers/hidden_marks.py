"""Marks of a template where no reader of the text sees them: in diagrams, charts, formulas, properties."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes.form import LEFTOVER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.docx import WordText

MATHS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MARK = re.compile(r"\{\{[^{}\n]{1,60}\}\}|\{%[^{}\n]{1,60}%\}|\$\{[^{}\n]{1,60}\}")
ELEMENT = re.compile(r"<[^<>]*>")
# The folder of a part → what a user calls it.
WHERE: Final = {
    "diagrams/data": "схема SmartArt",
    "charts/chart": "диаграмма",
    "docProps/": "свойства документа",
}


def hidden_marks(word: WordText, file: str) -> Iterator[Diagnostic]:
    """The marks of a template outside the text of a Word file, each with the place in words."""
    for name, data in sorted(word.package.parts.items()):
        where = next((words for folder, words in WHERE.items() if folder in name), "")
        if where and name.endswith(".xml") and (b"{" in data):
            yield from marks_in(unescape(ELEMENT.sub("", data.decode("utf-8", "replace"))), where, file)
    for root in word.roots.values():
        for formula in root.iter(f"{MATHS}oMath"):
            yield from marks_in("".join(t.text or "" for t in formula.iter(f"{MATHS}t")), "формула", file)


def marks_in(text: str, where: str, file: str) -> Iterator[Diagnostic]:
    """A finding for each mark of a template in a text; `where` says in words where in the file it stands."""
    for found in dict.fromkeys(MARK.findall(text)):
        message = f"Осталась метка шаблона «{found}»"
        yield LEFTOVER.at(Place(file, words=where), message, hint="впишите сведения", text=found)
