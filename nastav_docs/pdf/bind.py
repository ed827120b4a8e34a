"""Many PDFs bound into one: a page of contents before them, bookmarks, page numbers over the whole."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBER_SIZE: Final = 9  # points
FROM_EDGE: Final = 14  # points from the lower edge: in the margin, below what any document prints


@dataclass(frozen=True, slots=True)
class BoundPart:
    """One document of a pack: its title, its PDF, how many pages it has."""

    title: str
    data: bytes
    pages: int


def bound(title: str, contents: bytes, parts: Sequence[BoundPart]) -> bytes:
    """One PDF of a page or pages of contents (a PDF too) and the documents, with bookmarks and numbers «3 / 17»."""
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415  only where packs are made

    writer = PdfWriter()
    writer.append(io.BytesIO(contents), outline_item="Содержание", import_outline=False)
    for part in parts:
        writer.append(io.BytesIO(part.data), outline_item=part.title, import_outline=False)
    total = len(writer.pages)
    for number, page in enumerate(writer.pages, 1):
        _number(page, f"{number} / {total}", PdfReader)
    writer.add_metadata({"/Title": title, "/Producer": "nastav-docs"})
    writer.page_mode = "/UseOutlines"
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _number(page: Any, text: str, reader: Any) -> None:  # noqa: ANN401  objects of pypdf
    """Print a number at the middle of a page's lower edge; figures need none but the fonts that every reader has."""
    width = float(page.mediabox.width)
    x, y = float(page.mediabox.left) + width / 2 - 0.25 * NUMBER_SIZE * len(text), float(page.mediabox.bottom)
    stream = f"BT /F1 {NUMBER_SIZE} Tf {x:.1f} {y + FROM_EDGE:.1f} Td ({text}) Tj ET".encode()
    page.merge_page(reader(io.BytesIO(_one_page(page.mediabox, stream))).pages[0])


def _one_page(box: Any, stream: bytes) -> bytes:  # noqa: ANN401  a rectangle of pypdf
    """A PDF of one page with a stream, in Helvetica; ISO 32000-1, 7.5."""
    corners = " ".join(f"{float(number):.2f}" for number in (box.left, box.bottom, box.right, box.top))
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{corners}] /Contents 4 0 R "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    )
    written = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(written)
