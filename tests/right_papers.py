"""Correct papers of many shapes, invented: every finding in them is the checker's mistake until a person says otherwise.

Each stands in `tests/data/lint` as a text; here it is also made a Word file, as its writer has it: a paragraph a line, tables as tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.papers.read_text import is_row, read_table
from tests.paths import DATA
from tests.word_file import paragraph, table, word_file

if TYPE_CHECKING:
    from pathlib import Path

TEXT: Final = 60  # characters: running text, which its writer has indented and justified
PAPERS: Final = tuple(sorted((DATA / "lint" / "papers").iterdir()))


def as_word(path: Path) -> bytes:
    """A paper's text as a Word file."""
    raw = path.read_text("utf-8").split("\n")
    body: list[str] = []
    number = 1
    while number <= len(raw):
        line = raw[number - 1]
        if line.strip() and is_row(raw, number):
            rows, number = read_table(raw, number, path.name, 1)
            body.append(table([[cell.text for cell in row.cells] for row in rows.rows]))
            continue
        body.append(paragraph(line, style="text" if len(line) > TEXT else "") if line.strip() else paragraph())
        number += 1
    return word_file(*body)
