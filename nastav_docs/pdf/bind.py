"""Many PDFs bound into one: a page of contents before them, bookmarks, page numbers over the whole.

What its parts are it stays: of PDF/A-2b (ISO 19005-2) a PDF/A-2b, of tagged ones a tagged one.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.pdf.structure import join_structures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pypdf import PdfReader, PdfWriter

NUMBER_SIZE: Final = 9  # points
FROM_EDGE: Final = 14  # points from the lower edge: in the margin, below what any document prints
FIGURES: Final = "0123456789 /"
PRODUCER: Final = "nastav-docs"
# ISO 19005-2, 6.6.2 and 6.6.4: XMP that says what the file is and repeats its title and producer.
XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>{producer}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class BoundPart:
    """One document of a pack: its title, its PDF, how many pages it has."""

    title: str
    data: bytes
    pages: int


def bound(title: str, contents: bytes, parts: Sequence[BoundPart], figures: bytes) -> bytes:
    """One PDF of a page or pages of contents (a PDF too) and the documents, with bookmarks and numbers «3 / 17».

    `figures` is a PDF whose first page says `FIGURES`, «0123456789 /», in the font that the numbers are to have: they
    are drawn by a font within the file then, as PDF/A asks.
    """
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415  only where packs are made

    writer = PdfWriter()
    readers = [PdfReader(io.BytesIO(data)) for data in (contents, *(part.data for part in parts))]
    for name, reader in zip(("Содержание", *(part.title for part in parts)), readers, strict=True):
        writer.append(reader, outline_item=name, import_outline=False)
    join_structures(writer, readers)
    _number_pages(writer, PdfReader(io.BytesIO(figures)))
    _describe(writer, title, readers)
    writer._ID = _identifier(contents, parts)  # noqa: SLF001 - the method of pypdf takes the clock, and bytes must repeat
    writer.page_mode = "/UseOutlines"
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def is_archival(data: bytes) -> bool:
    """Whether a PDF says of itself that it is PDF/A, of any part."""
    from pypdf import PdfReader  # noqa: PLC0415 - as above

    metadata: Any = PdfReader(io.BytesIO(data)).root_object.get("/Metadata")
    return metadata is not None and b"pdfaid:part" in metadata.get_object().get_data()


def _describe(writer: PdfWriter, title: str, readers: Sequence[PdfReader]) -> None:
    """Title, language and, of parts that are PDF/A, what makes the whole PDF/A: metadata and the meaning of colours."""
    from pypdf.generic import BooleanObject as Flag  # noqa: PLC0415 - as above
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject  # noqa: PLC0415

    root = writer.root_object
    writer.add_metadata({"/Title": title, "/Producer": PRODUCER})
    root[NameObject("/Lang")] = TextStringObject("ru-RU")
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): Flag(value=True)})
    writer.pdf_header = "%PDF-1.7"
    intents = [reader.root_object.get("/OutputIntents") for reader in readers]
    if not all(intents):
        return
    root[NameObject("/OutputIntents")] = intents[0].get_object().clone(writer)  # type: ignore[union-attr]
    stream = DecodedStreamObject()
    stream.set_data(XMP.format(title=escape(title, quote=False), producer=PRODUCER).encode())
    stream.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    root[NameObject("/Metadata")] = writer._add_object(stream)  # noqa: SLF001 - pypdf has no other way


def _identifier(contents: bytes, parts: Sequence[BoundPart]) -> Any:  # noqa: ANN401 - an object of pypdf
    """The identifier of the file, ISO 32000-1, 14.4: of its documents, not of the moment."""
    from pypdf.generic import ArrayObject, ByteStringObject  # noqa: PLC0415 - as above

    said = sha256(b"".join(sha256(_without_dates(part.data)).digest() for part in parts) + _without_dates(contents))
    return ArrayObject([ByteStringObject(said.digest()[:16])] * 2)


def _without_dates(data: bytes) -> bytes:
    """A PDF without the moment that it was made at: in its description, its identifier, its metadata."""
    return re.sub(rb"D:\d{14}|(?<=/ID )\[[^]]*\]|/DocChecksum\s*/\w+|CreateDate>[^<]*<", b"", data)


def _number_pages(writer: PdfWriter, figures: PdfReader) -> None:
    """Print a number at the middle of each page's lower edge, as something that reading aloud leaves out."""
    from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject  # noqa: PLC0415 - as above

    fonts: Any = figures.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    font = next(iter(fonts.values())).get_object()
    code = _codes(font["/ToUnicode"].get_object().get_data())
    font_at = font.clone(writer).indirect_reference
    saved = DecodedStreamObject()
    saved.set_data(b"q\n")
    before = writer._add_object(saved)  # noqa: SLF001 - pypdf has no other way
    total = len(writer.pages)
    for number, page in enumerate(writer.pages, 1):
        text, box = f"{number} / {total}", page.mediabox
        x = float(box.left) + float(box.width) / 2 - 0.225 * NUMBER_SIZE * len(text)
        place = f"/NumberOfPage {NUMBER_SIZE} Tf {x:.1f} {float(box.bottom) + FROM_EDGE:.1f} Td"
        restored = DecodedStreamObject()
        shown = "".join(code[sign] for sign in text)
        restored.set_data(f"\nQ\n/Artifact BMC\nq 0 g BT {place} <{shown}> Tj ET Q\nEMC\n".encode())
        there: Any = page.raw_get("/Contents")
        streams = there.get_object() if isinstance(there.get_object(), list) else [there]
        page[NameObject("/Contents")] = ArrayObject([before, *streams, writer._add_object(restored)])  # noqa: SLF001
        resources: Any = page["/Resources"]
        named = resources.setdefault(NameObject("/Font"), DictionaryObject()).get_object()
        named[NameObject("/NumberOfPage")] = font_at


def _codes(to_unicode: bytes) -> dict[str, str]:
    """The code of each figure in a font, as hexadecimal digits: what its map to Unicode says, ISO 32000-1, 9.10.3."""
    pairs = re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]{4})>", to_unicode.decode("latin-1"))
    return {chr(int(letter, 16)): glyph for glyph, letter in pairs}
