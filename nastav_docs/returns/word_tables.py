"""A Word file with a heading and tables: an annex with the свод, the list of schools that have not answered."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from nastav_docs.docx import PAGE_NUMBER, new_document, paragraph_style, ruled_row, ruled_table, style_part
from nastav_docs.russian.typography import typograph

if TYPE_CHECKING:
    from collections.abc import Sequence

PORTRAIT: Final = 9638  # twips between the margins of A4, 30 and 10 mm
LANDSCAPE: Final = 15137
DATE: Final = "2000-01-01T00:00:00Z"  # a fixed date: the same figures give the same bytes


def word_tables(
    title: str,
    tables: Sequence[tuple[str, Sequence[str], Sequence[int], Sequence[Sequence[str]]]],
    *,
    caption: str = "",
    notes: Sequence[str] = (),
    landscape: bool = False,
) -> bytes:
    """The bytes of a DOCX: a caption at the right, a title, then tables, each with heading, columns, shares, rows."""
    width = LANDSCAPE if landscape else PORTRAIT
    body = [_paragraph(caption, "Caption")] if caption else []
    body.append(_paragraph(title, "Title"))
    for heading, columns, shares, rows in tables:
        if heading:
            body.append(_paragraph(heading, "Group"))
        widths = [share * width // sum(shares) for share in shares]
        body.append(_table(columns, rows, widths))
    body += [_paragraph(note, "Text") for note in notes]
    body.append(_paragraph("", "End"))
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if landscape else 'w:w="11906" w:h="16838"'
    margins = (
        'w:top="1701" w:right="567" w:bottom="1134" w:left="1134"'
        if landscape
        else 'w:top="1134" w:right="567" w:bottom="1134" w:left="1701"'
    )
    page = f'<w:pgSz {size}/><w:pgMar {margins} w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/>'
    return new_document("".join(body), page, _STYLES, PAGE_NUMBER, title, "nastav-docs", DATE)


def _paragraph(text: str, style: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(typograph(text), quote=False)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> str:
    top = ruled_row([_paragraph(text, "Head") for text in head], widths, head=True)
    body = [
        ruled_row([_paragraph(text, "Number" if text.isdecimal() else "Cell") for text in row], widths) for row in rows
    ]
    return ruled_table(top, body, widths)


_STYLES = style_part(
    "Times New Roman",
    (
        paragraph_style("Caption", "Приложение – надпись", '<w:spacing w:after="240"/><w:jc w:val="right"/>'),
        paragraph_style(
            "Title", "Приложение – заголовок", '<w:keepNext/><w:spacing w:after="240"/><w:jc w:val="center"/>', "<w:b/>"
        ),
        paragraph_style(
            "Group", "Таблица – название", '<w:keepNext/><w:spacing w:before="240" w:after="80"/>', "<w:b/>"
        ),
        paragraph_style("Text", "Примечание", '<w:spacing w:before="120"/><w:jc w:val="both"/>'),
        paragraph_style("Head", "Таблица – шапка", '<w:keepNext/><w:jc w:val="center"/>', '<w:b/><w:sz w:val="16"/>'),
        paragraph_style("Cell", "Таблица – текст", '<w:jc w:val="left"/>', '<w:sz w:val="20"/>'),
        paragraph_style("Number", "Таблица – число", '<w:jc w:val="center"/>', '<w:sz w:val="20"/>'),
        paragraph_style("End", "Конец раздела", '<w:spacing w:line="20" w:lineRule="exact"/>', '<w:sz w:val="2"/>'),
        paragraph_style("Page", "Номер страницы", '<w:jc w:val="center"/>'),
    ),
    "auto",
)
