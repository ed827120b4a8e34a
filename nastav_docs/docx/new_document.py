"""A Word file made from nothing: a body, its styles, one header, its title; and the styles of such a file."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from nastav_docs.docx.package_writer import packed, register, relate
from nastav_docs.docx.xml import CORE, DCTERMS, XSI, R, W

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_KIND: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
# The header of a paper whose pages are numbered: the number in the middle, in the style «Page».
PAGE_NUMBER: Final = (
    '<w:p><w:pPr><w:pStyle w:val="Page"/><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def paragraph_style(key: str, name: str, paragraph: str = "", run: str = "") -> str:
    """A `w:style` for paragraphs with the id `key`, based on Normal; `paragraph` and `run` are its properties."""
    inner = (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "") + (f"<w:rPr>{run}</w:rPr>" if run else "")
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/>{inner}</w:style>'
    )


def style_part(font: str, styles: Iterable[str], lines: str) -> str:
    """The part with the styles of a new document: Normal in 12 pt of `font`, then `styles`, then the table «Ruled».

    `lines` is the colour of the table's lines: «auto», «808080».
    """
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{lines}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
        '<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="ru-RU" w:eastAsia="ru-RU" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        f'<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>{"".join(styles)}'
        '<w:style w:type="table" w:customStyle="1" w:styleId="Ruled"><w:name w:val="Линейки"/>'
        '<w:basedOn w:val="TableNormal"/>'
        f'<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar><w:left w:w="70" w:type="dxa"/>'
        '<w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>'
    )


def ruled_table(head: str, rows: Iterable[str], widths: Sequence[int]) -> str:
    """A table in the style «Ruled» as wide as its columns (`widths` in twips), of rows as `ruled_row` makes them."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Ruled"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0000" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" '
        f'w:noVBand="0"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{"".join(rows)}</w:tbl>'
    )


def ruled_row(paragraphs: Iterable[str], widths: Sequence[int], *, head: bool = False) -> str:
    """A row with a paragraph, as XML, in each cell; it stays on one page, and a `head` is repeated on each page."""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>'
        for paragraph, width in zip(paragraphs, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def new_document(body: str, page: str, styles: str, header: str, title: str, author: str, created: str) -> bytes:
    """The bytes of a DOCX; the same texts give the same bytes.

    `body`, `header` and `page` (what stands in the only `w:sectPr`) are WordprocessingML with the prefix `w`, `styles`
    is the whole part; `created` is a moment in ISO 8601.
    """
    main, looks, top, properties = "word/document.xml", "word/styles.xml", "word/header1.xml", "docProps/core.xml"
    parts: dict[str, bytes] = {}
    for name, kind in ((main, f"{_WORD}document.main+xml"), (looks, f"{_WORD}styles+xml"), (top, f"{_WORD}header+xml")):
        register(parts, name, kind)
    register(parts, properties, _CORE_TYPE)
    relate(parts, "", f"{R}/officeDocument", main)
    relate(parts, "", _CORE_KIND, properties)
    relate(parts, main, f"{R}/styles", looks)
    key = relate(parts, main, f"{R}/header", top)
    section = f'<w:sectPr><w:headerReference w:type="default" r:id="{key}"/>{page}</w:sectPr>'
    texts = {
        main: f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}{section}</w:body></w:document>',
        looks: styles,
        top: f'<w:hdr xmlns:w="{W}">{header}</w:hdr>',
        properties: f'<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="{_DC}" xmlns:dcterms="{DCTERMS}" '
        f'xmlns:xsi="{XSI}"><dc:title>{escape(title, quote=False)}</dc:title>'
        f"<dc:creator>{escape(author, quote=False)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{created}</dcterms:created></cp:coreProperties>',
    }
    return packed(parts | {name: (_HEAD + text).encode() for name, text in texts.items()})
