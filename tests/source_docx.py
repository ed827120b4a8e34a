"""The source package laid out in Word like the original: corner letterhead, requisites, clauses, tables."""

from __future__ import annotations

from itertools import pairwise

from nastav_docs.papers.model import Paper, Table
from nastav_docs.papers.read_text import paper_of_text
from tests.paths import DATA
from tests.word_file import cell, paragraph, table, word_file

SOURCE = DATA / "lint" / "source_package.md"


def source_paper() -> Paper:
    """The package as the reader of texts sees it."""
    return paper_of_text(SOURCE.read_text(encoding="utf-8"), "source_package.md")


def source_docx() -> bytes:
    """The package as one Word file; the letterhead is a borderless table, sections of the plan are merged cells."""
    blocks = list(source_paper().blocks)
    start = next(i for i, b in enumerate(blocks) if not isinstance(b, Table) and b.text.startswith("Уважаемые"))
    top = [b.text for b in blocks[:start] if not isinstance(b, Table)]
    addressee = next(t for t in top if t.startswith("Руководителям"))
    letterhead = [t for t in top if t != addressee]
    body = [
        table([[cell(*letterhead[:-1]), cell(addressee)]], head=False),
        paragraph(),
        paragraph(letterhead[-1]),
        paragraph(),
    ]
    for block in blocks[start:]:
        if isinstance(block, Table):
            body.append(rows(block))
            body.append(paragraph())
            continue
        centred = block.text in {"ПРИКАЗ", "ПРИКАЗЫВАЮ:"} or block.text.startswith(("План (", "Целевые показатели"))
        edges = [0, *block.tears, len(block.text)]
        for begin, end in pairwise(edges):
            text = block.text[begin:end].strip()
            body.append(
                paragraph(text, align="center") if centred else paragraph(text, style="text" if len(text) > 80 else "")
            )
        body.append(paragraph())
    return word_file(*body)


def rows(block: Table) -> str:
    """A table; an empty first cell under a section continues it."""
    made = []
    for number, row in enumerate(block.rows):
        cells = []
        for at, one in enumerate(row.cells):
            texts = [p.text for p in one.paragraphs]
            merge = ""
            if at == 0 and number and block.rows[0].cells[0].text == "":
                merge = "restart" if texts else "continue"
            cells.append(cell(*texts, merge=merge))
        made.append(cells)
    return table(made)
