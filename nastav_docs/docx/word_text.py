"""Anybody's Word file, read as far as it can be: the parts with text, and each paragraph by its number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes.norms import FILE_UNREADABLE
from nastav_docs.docx import refusals
from nastav_docs.docx.package import DamagedPartError, Package, read_package
from nastav_docs.docx.refusals import TOLERANT
from nastav_docs.docx.xml import MC, Element, q

if TYPE_CHECKING:
    from collections.abc import Iterator

FALLBACK = f"{{{MC}}}Fallback"


@dataclass(frozen=True, slots=True)
class WordText:
    """The parsed parts that carry text, and every `w:p` of them by its ordinal (the first is number 1).

    The body comes first, then headers and footers, footnotes, endnotes; an order element is (name of the part, `w:p`).
    """

    package: Package
    roots: dict[str, Element]
    order: tuple[tuple[str, Element], ...]

    @property
    def main(self) -> str:
        """The name of the part with the body: «word/document.xml», as a rule."""
        return self.package.main

    @property
    def body(self) -> Element | None:
        """The `w:body` of the main part; None in a document without one."""
        return self.roots[self.main].find(q("body"))


def read_word_text(data: bytes, file: str) -> WordText | Diagnostic:
    """The text of a Word file with its own trees, which may be changed; a file that cannot be read is its problem.

    `file` is how the user knows it.
    """
    package, problems = read_package(data, file, TOLERANT)
    if package is None:
        return problems[0]
    try:
        roots = {name: package.tree(name) for name in package.stories}
    except DamagedPartError as error:
        return damaged_part(file, error)
    tag = roots[package.main].tag
    if tag != q("document"):
        problem = refusals.strict_format if tag.endswith("/main}document") else refusals.no_document
        return TOLERANT.told(problem(Place(file)))
    order = [(name, p) for name, root in roots.items() for p in paragraph_elements(root)]
    return WordText(package, roots, tuple(order))


def damaged_part(file: str, error: DamagedPartError) -> Diagnostic:
    """The problem of a file with a part that cannot be read as XML; `file` is how the user knows it."""
    hint = "Откройте файл в Word и сохраните его заново"
    return FILE_UNREADABLE.at(Place(file), f"Файл повреждён: {error}", hint=hint)


def paragraph_elements(root: Element) -> Iterator[Element]:
    """Every `w:p` in reading order; the second copy that old versions of Word read is passed over."""
    if root.find(f".//{FALLBACK}") is None:
        yield from root.iter(q("p"))
        return
    for p in root.iter(q("p")):
        if next(p.iterancestors(FALLBACK), None) is None:
            yield p
