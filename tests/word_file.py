"""A tiny builder of Word files out of raw XML, for the checker's tests."""

from __future__ import annotations

import io
import zipfile
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PAGE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
STYLES = f"""<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>
<w:sz w:val="28"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="text"><w:name w:val="Текст"/><w:basedOn w:val="a"/><w:pPr><w:ind w:firstLine="709"/><w:jc w:val="both"/></w:pPr></w:style>
</w:styles>"""


def run(text: str, looks: str = "") -> str:
    """A run; tabs become w:tab."""
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    parts = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(t, quote=False)}</w:t>' if t else "" for t in text.split("\t")
    )
    return f"<w:r>{properties}{parts}</w:r>"


def paragraph(*texts: str, align: str = "", style: str = "", properties: str = "") -> str:
    """A paragraph of plain runs (a text that begins with `<` is XML already)."""
    inner = "".join(t if t.startswith("<w:") else run(t) for t in texts)
    chosen = (
        (f'<w:pStyle w:val="{style}"/>' if style else "") + properties + (f'<w:jc w:val="{align}"/>' if align else "")
    )
    return f"<w:p>{f'<w:pPr>{chosen}</w:pPr>' if chosen else ''}{inner}</w:p>"


def cell(*paragraphs: str, width: int = 2000, span: int = 1, merge: str = "") -> str:
    """A cell out of texts; `merge` is `restart` or `continue`."""
    inner = "".join(p if p.startswith("<w:p>") else paragraph(p) for p in paragraphs) or "<w:p/>"
    joined = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + (f'<w:vMerge w:val="{merge}"/>' if merge else "")
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{joined}</w:tcPr>{inner}</w:tc>'


def table(rows: Sequence[Sequence[str]], *, head: bool = True) -> str:
    """A table out of rows of texts or ready cells; the first row is repeated on every page, no row is torn."""
    columns = max(len(row) for row in rows)
    grid = "".join('<w:gridCol w:w="2000"/>' for _ in range(columns))
    made = ""
    for number, row in enumerate(rows):
        flags = "<w:cantSplit/>" + ("<w:tblHeader/>" if head and number == 0 else "")
        cells = "".join(c if c.startswith("<w:tc>") else cell(*c.split("\n")) for c in row)
        made += f"<w:tr><w:trPr>{flags}</w:trPr>{cells}</w:tr>"
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>'


def word_file(
    *body: str,
    margins: tuple[int, int, int, int] = (1701, 567, 1134, 1134),
    page_number: bool = True,
    settings: str = "",
    numbering: str = "",
    more: dict[str, str] | None = None,
) -> bytes:
    """A Word file: `margins` are left, right, top, bottom in twentieths of a point; `more` holds further parts."""
    left, right, top, bottom = margins
    header = '<w:headerReference w:type="default" r:id="rIdHeader"/>' if page_number else ""
    section = (
        f'<w:sectPr>{header}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" '
        f'w:left="{left}" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    parts = {
        "word/document.xml": f"<w:document {W}><w:body>{''.join(body)}{section}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/header1.xml": f"<w:hdr {W}>{paragraph(PAGE, align='center')}</w:hdr>",
        "word/settings.xml": f"<w:settings {W}>{settings}</w:settings>",
        **({"word/numbering.xml": numbering} if numbering else {}),
        **(more or {}),
    }
    kinds = {
        "document": "document.main",
        "header1": "header",
        "footer1": "footer",
        "footnotes": "footnotes",
        "styles": "styles",
        "settings": "settings",
        "numbering": "numbering",
    }
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{MAIN}.{kinds[stem]}+xml"/>'
        for name in parts
        if (stem := name.split("/")[-1][:-4]) in kinds
    )
    relations = "".join(
        f'<Relationship Id="rId{stem.capitalize() if stem != "header1" else "Header"}" Type="{OFFICE}/{stem.rstrip("1")}" Target="{stem}.xml"/>'
        for name in parts
        if (stem := name.split("/")[-1][:-4]) in kinds and stem != "document"
    )
    parts |= {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda n: n != "[Content_Types].xml"):
            archive.writestr(
                zipfile.ZipInfo(name), '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + parts[name]
            )
    return out.getvalue()
