"""Where in a Word file something stands, in words a person finds it by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.docx.xml import ancestor, q

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.docx.xml import Element

_PART_WORDS = (
    ("header", "верхний колонтитул"),
    ("footer", "нижний колонтитул"),
    ("footnotes", "сноски"),
    ("endnotes", "концевые сноски"),
    ("core", "свойства документа"),
)


def words_of_part(part: str) -> str:
    """A part of the package as a user knows it; nothing for the text itself."""
    name = part.rsplit("/", 1)[-1]
    return next((words for start, words in _PART_WORDS if name.startswith(start)), "")


def words_of(element: Element, part: str) -> str:
    """Where an element stands, as a user counts: «таблица 1, строка 2, столбец 3» or «абзац 12»."""
    words = [words_of_part(part)]
    cell = ancestor(element, "tc")
    if cell is not None:
        row, table = ancestor(cell, "tr"), ancestor(cell, "tbl")
        if row is not None and table is not None:
            root = table.getroottree().getroot()
            words += [
                f"таблица {_number(root.iter(q('tbl')), table)}",
                f"строка {_number(table.iterfind(q('tr')), row)}",
                f"столбец {_number(row.iterfind(q('tc')), cell)}",
            ]
            return ", ".join(word for word in words if word)
    while element is not None and element.tag != q("p"):
        element = element.getparent()
    if element is not None:
        root = element.getroottree().getroot()
        outside = (p for p in root.iter(q("p")) if ancestor(p, "tc") is None)
        words.append(f"абзац {_number(outside, element)}")
    return ", ".join(word for word in words if word)


def _number(elements: Iterator[Element], wanted: Element) -> int:
    return next((number for number, element in enumerate(elements, 1) if element is wanted), 0)
