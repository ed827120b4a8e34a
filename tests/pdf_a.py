"""What of ISO 19005-2 (PDF/A-2b) a PDF of ours could break, checked without veraPDF, and whether its tags lead to its text.

`python -m tests.pdf_a FILE.pdf …` prints what it finds.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject, StreamObject

if TYPE_CHECKING:
    from collections.abc import Iterator

# ISO 19005-2, 6.5.1: actions that a reader must not be asked for.
FORBIDDEN_ACTIONS: Final = {
    "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState", "/Rendition", "/Trans",
    "/GoTo3DView", "/JavaScript",
}  # fmt: skip
SHOWS_TEXT: Final = {b"Tj", b"TJ", b"'", b'"'}


def breaches(data: bytes) -> list[str]:
    """What is wrong with a PDF/A-2b, in the order of the standard; nothing for one that is right."""
    reader = PdfReader(io.BytesIO(data))
    return [*_file(data, reader), *_metadata(reader), *_objects(reader), *_fonts(reader), *_colours(reader)]


def lost_tags(data: bytes) -> list[str]:
    """What of a tagged PDF a screen reader would not find: text outside the tags, tags that lead elsewhere."""
    reader = PdfReader(io.BytesIO(data))
    root: Any = reader.root_object
    if not root.get("/MarkInfo", {}).get("/Marked") or "/StructTreeRoot" not in root:
        return ["not tagged"]
    found = [] if str(root.get("/Lang", "")).startswith("ru") else ["no language"]
    nums = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    keys = [int(key) for key in nums[::2]]
    if keys != sorted(set(keys)):
        found.append("the keys of the parent tree are not in order")
    parents = dict(zip(keys, nums[1::2], strict=True))
    for number, page in enumerate(reader.pages, 1):
        marks = set(_marks(page, reader))
        if None in marks:
            found.append(f"page {number}: text outside the tags")
        elements = parents.get(int(page.get("/StructParents", -1)))
        for mark in sorted(one for one in marks if one is not None and one >= 0):
            holder: Any = None if elements is None or mark >= len(elements) else elements[mark].get_object()
            if holder is None or mark not in _kids_on(holder, page):
                found.append(f"page {number}: the tag {mark} leads nowhere")
    reached = sum(1 for _ in _elements(root["/StructTreeRoot"]))
    return found if reached else [*found, "an empty tree"]


def _file(data: bytes, reader: PdfReader) -> Iterator[str]:
    head = data.split(b"\n", 2)
    if not re.fullmatch(rb"%PDF-1\.[0-7]", head[0].strip()):
        yield f"6.1.2: header {head[0]!r}"
    if not (head[1].startswith(b"%") and sum(byte > 127 for byte in head[1][1:5]) == 4):
        yield "6.1.2: no binary comment in the second line"
    if "/ID" not in reader.trailer:
        yield "6.1.3: no identifier"
    if "/Encrypt" in reader.trailer:
        yield "6.1.3: encrypted"


def _metadata(reader: PdfReader) -> Iterator[str]:
    root: Any = reader.root_object
    if "/Metadata" not in root:
        yield "6.6.2.1: no metadata"
        return
    stream: Any = root["/Metadata"]
    said = stream.get_data().decode("utf-8")
    if "/Filter" in stream:
        yield "6.6.2.1: the metadata are packed"
    if not re.search(r"pdfaid:part>2<", said) or not re.search(r"pdfaid:conformance>B<", said):
        yield "6.6.4: not called PDF/A-2b"
    info: Any = reader.metadata or {}
    for key, pattern in (("/Title", r"<dc:title>.*?<rdf:li[^>]*>([^<]*)<"), ("/Producer", r"<pdf:Producer>([^<]*)<")):
        repeated = re.search(pattern, said, re.DOTALL)
        if key in info and (repeated is None or repeated[1].replace("&amp;", "&") != str(info[key])):
            yield f"6.6.3: {key} is not what the metadata say"


def _colours(reader: PdfReader) -> Iterator[str]:
    intents: Any = reader.root_object.get("/OutputIntents", [])
    if not [one for one in intents if one["/S"] == "/GTS_PDFA1" and one["/DestOutputProfile"].get_object()["/N"] == 3]:
        yield "6.2.3: no output intent"


def _objects(reader: PdfReader) -> Iterator[str]:
    root: Any = reader.root_object
    if "/AA" in root or "/JavaScript" in root.get("/Names", {}) or "/XFA" in root.get("/AcroForm", {}):
        yield "6.5.2: actions of the document"
    for one in _all_objects(reader):
        yield from _object(one)


def _object(one: Any) -> Iterator[str]:  # noqa: ANN401 - pypdf
    if one.get("/S") in FORBIDDEN_ACTIONS and one.get("/Type") == "/Action":
        yield f"6.5.1: action {one['/S']}"
    if isinstance(one, StreamObject) and ("/F" in one or "/LZWDecode" in str(one.get("/Filter", ""))):
        yield "6.1.7: a stream outside the file, or packed by LZW"
    if one.get("/Interpolate") or "/Alternates" in one:
        yield "6.2.8: an image with interpolation or alternatives"
    if one.get("/Subtype") == "/PS" or "/Ref" in one:
        yield "6.2.9: PostScript or a reference to another file"
    if one.get("/Type") == "/ExtGState" and ("/TR" in one or "/HTP" in one):
        yield "6.2.5: a transfer function"
    if one.get("/Subtype") in {"/Link", "/Widget"} and "/Rect" in one and not int(one.get("/F", 0)) & 4:
        yield "6.3.2: an annotation that is not printed"


def _fonts(reader: PdfReader) -> Iterator[str]:
    for font in _all_objects(reader):
        if font.get("/Type") != "/Font" or font.get("/Subtype") in {"/Type3", "/Type0"}:
            continue
        descriptor: Any = font.get("/FontDescriptor", {})
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"6.2.11.4: font {font.get('/BaseFont')} is not in the file"
        if "/FirstChar" in font and len(font["/Widths"]) != int(font["/LastChar"]) - int(font["/FirstChar"]) + 1:
            yield f"6.2.11.5: widths of {font.get('/BaseFont')}"


def _all_objects(reader: PdfReader) -> Iterator[Any]:
    """Every dictionary that the trailer leads to, once."""
    seen: set[tuple[int, int]] = set()
    left: list[Any] = [reader.trailer.raw_get("/Root"), reader.trailer.get("/Info")]
    while left:
        one = left.pop()
        if isinstance(one, IndirectObject):
            if (one.idnum, one.generation) in seen:
                continue
            seen.add((one.idnum, one.generation))
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            yield one
            left += [one.raw_get(key) for key in one]
        elif isinstance(one, ArrayObject):
            left += list(iter(list.__getitem__(one, slice(None))))


def _marks(page: Any, reader: PdfReader) -> Iterator[int | None]:  # noqa: ANN401 - pypdf
    """For each piece of text that a page shows: its tag; -1 for what is said to be no text of it; None without either."""
    stack: list[int | None] = []
    for operands, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
        if operator == b"BDC":
            given = operands[1].get_object() if not isinstance(operands[1], str) else {}
            stack.append(int(given["/MCID"]) if "/MCID" in given else -1 if operands[0] == "/Artifact" else None)
        elif operator == b"BMC":
            stack.append(-1 if operands[0] == "/Artifact" else None)
        elif operator == b"EMC":
            stack.pop()
        elif operator in SHOWS_TEXT:
            yield next((one for one in reversed(stack) if one is not None), None)


def _kids_on(element: Any, page: Any) -> set[int]:  # noqa: ANN401 - pypdf
    """The tags of a page that an element of the tree says are its own."""
    kids = element.get("/K", [])
    found = set()
    for kid in kids if isinstance(kids, list) else [kids]:
        one = kid.get_object()
        own = one.get("/Pg", element.get("/Pg")) if isinstance(one, dict) else element.get("/Pg")
        mark = one.get("/MCID") if isinstance(one, dict) else one
        if isinstance(mark, int) and own is not None and own.get_object().indirect_reference == page.indirect_reference:
            found.add(int(mark))
    return found


def _elements(node: Any) -> Iterator[Any]:  # noqa: ANN401 - pypdf
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        one = kid.get_object()
        if isinstance(one, dict) and "/S" in one:
            yield one
            yield from _elements(one)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        content = Path(name).read_bytes()
        sys.stdout.write("".join(f"{name}: {one}\n" for one in [*breaches(content), *lost_tags(content)]))
