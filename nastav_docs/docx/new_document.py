"""A Word file made from nothing: a body, its styles, one header, its title."""

from __future__ import annotations

from html import escape
from typing import Final

from nastav_docs.docx.package_writer import packed, register, relate
from nastav_docs.docx.xml import DCTERMS, XSI, R, W

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE_KIND: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


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
        properties: f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="{_DC}" xmlns:dcterms="{DCTERMS}" '
        f'xmlns:xsi="{XSI}"><dc:title>{escape(title, quote=False)}</dc:title>'
        f"<dc:creator>{escape(author, quote=False)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{created}</dcterms:created></cp:coreProperties>',
    }
    return packed(parts | {name: (_HEAD + text).encode() for name, text in texts.items()})
