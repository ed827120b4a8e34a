"""Word papers drawn with python-docx: lines, clauses, tables whose merged cells stand in a drawing of text.

A table is drawn as rows of texts; «^» continues the cell above, «<» the cell on the left, a line feed begins a paragraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Word = Any  # what python-docx makes: it has no types
UP, LEFT = "^", "<"
SIDES: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
LIST: Final = 90  # the number of a list of Word that nothing else of the file has


def sheet(font: str = "Times New Roman", size: int = 14) -> Word:
    """An empty Word file with the margins of office papers."""
    made = Document()
    made.styles["Normal"].font.name, made.styles["Normal"].font.size = font, Pt(size)
    section = made.sections[0]
    section.left_margin, section.right_margin = Mm(30), Mm(10)
    section.top_margin = section.bottom_margin = Mm(20)
    return made


def lines(made: Word, *texts: str, side: str = "left", bold: bool = False, cell: Word = None) -> None:
    """Paragraphs one after another, in the file or in a cell of it."""
    for text in texts:
        written = (cell or made).add_paragraph()
        written.alignment = SIDES[side]
        written.add_run(text).bold = bold


def drawn(made: Word, rows: Sequence[Sequence[str]], *, lined: bool = True, bold: Iterable[int] = ()) -> Word:
    """A table out of its drawing; `bold` are the rows printed bold, counted from 0."""
    width = len(rows[0])
    table = made.add_table(rows=len(rows), cols=width)
    if lined:
        table.style = "Table Grid"
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text in (UP, LEFT):
                continue
            right = next((c for c in range(column + 1, width) if row[c] != LEFT), width) - 1
            down = next((r for r in range(at + 1, len(rows)) if rows[r][column] != UP), len(rows)) - 1
            cell = table.cell(at, column)
            if (right, down) != (column, at):
                cell = cell.merge(table.cell(down, right))
            written, *more = text.split("\n")
            cell.paragraphs[0].add_run(written).bold = at in bold
            for line in more:
                cell.add_paragraph().add_run(line).bold = at in bold
    return table


def listed(made: Word, formats: Sequence[str], which: int = LIST) -> None:
    """Give the file a list of Word of several levels: («%1.», «%1.%2.») numbers «1.», «1.1.»."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{"bullet" if text == "–" else "decimal"}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, text in enumerate(formats)
    )
    root = made.part.numbering_part.element
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{which}">{levels}</w:abstractNum>'
    root.insert(0, parse_xml(abstract))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{which}"><w:abstractNumId w:val="{which}"/></w:num>'))


def numbered(paragraph: Word, level: int, which: int = LIST) -> None:
    """Let the list of Word number a paragraph."""
    paragraph._p.get_or_add_pPr().append(  # noqa: SLF001 - python-docx has no numbering of its own
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{which}"/></w:numPr>')
    )


def boxed(made: Word, *texts: str) -> None:
    """A text box with paragraphs, as Word 2007 writes it."""
    inner = "".join(f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>' for text in texts)
    box = (
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:200pt;height:80pt">'
        f"<v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    made.add_paragraph()._p.append(parse_xml(box))  # noqa: SLF001 - as above
