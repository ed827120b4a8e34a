"""A Word file as a `Paper`: paragraphs, tables with merged cells, headers, footers, notes and text boxes.

A paragraph's `line` is its ordinal among all `w:p` of the file in reading order (empty ones and cells counted, headers,
footers and notes after the body), so `annotate` and `tracked` find it again.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from nastav_docs.codes.norms import FILE_UNREADABLE
from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.papers import Block, Cell, Look, Paper, Paragraph, Part, Row, Section, Segment, Table, joined
from nastav_docs.papers_look import MILLIMETRE, Numbering, Styles, W, number, on, value
from nastav_docs.papers_text import goes_on

if TYPE_CHECKING:
    from collections.abc import Iterator

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
LIMIT = 64 * 1024 * 1024  # bytes unpacked: more than any paper, less than a zip bomb
ENTRIES = 4000
TABLES = 500  # tables kept by their XML
SEEN = 20_000  # paragraphs kept by their XML
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}


def open_parts(data: bytes, name: str) -> dict[str, bytes] | Diagnostic:
    """The parts of a Word file, read within limits; a protected, foreign or broken file is its problem."""
    place = Place(name)
    if data[:8] == OLE:
        why = "Файл защищён паролем или сохранён в старом формате .doc"
        return FILE_UNREADABLE.at(place, why, hint="Откройте его в Word и сохраните как .docx без пароля")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = [e for e in packed.infolist() if not e.is_dir()]
            if len(entries) > ENTRIES or sum(e.file_size for e in entries) > LIMIT:
                return FILE_UNREADABLE.at(place, "Файл слишком велик", hint="Уменьшите вложенные изображения")
            parts = {e.filename: packed.read(e) for e in entries}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        why = "Это не файл Word, или он повреждён" if data else "Файл пуст"
        return FILE_UNREADABLE.at(place, why, hint="Возьмите исправную копию или сохраните документ в Word заново")
    if "word/document.xml" not in parts:
        return FILE_UNREADABLE.at(place, "В файле нет документа Word", hint="Сохраните файл как .docx")
    return parts


def parse(data: bytes) -> Any:  # noqa: ANN401 - lxml has no types
    """The root element of a part; no entities, no network; raises ValueError for what is not XML."""
    from lxml import etree  # noqa: PLC0415 - loaded for Word files only

    if b"<!DOCTYPE" in data[:4096]:
        raise ValueError("DTD")
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error


@dataclass(frozen=True, slots=True)
class Word:
    """The parsed parts that carry text, and every `w:p` of them by its ordinal (the first is number 1)."""

    roots: dict[str, Any]
    order: tuple[tuple[str, Any], ...]


def word_of(parts: dict[str, bytes]) -> Word:
    """Parse the text parts; raises ValueError where one is broken."""
    names = ["word/document.xml"]
    names += sorted(n for n in parts if re.fullmatch(r"word/(?:header|footer)\d*\.xml", n))
    names += [n for n in ("word/footnotes.xml", "word/endnotes.xml") if n in parts]
    roots = {name: parse(parts[name]) for name in names}
    order = [(name, p) for name in names for p in paragraph_elements(roots[name])]
    return Word(roots, tuple(order))


def paragraph_elements(root: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml has no types
    """Every `w:p` in reading order; the second copy that old versions of Word read is passed over."""
    if root.find(f".//{MC}Fallback") is None:
        yield from root.iter(W + "p")
        return
    for p in root.iter(W + "p"):
        if next(p.iterancestors(MC + "Fallback"), None) is None:
            yield p


def pieces(paragraph: Any) -> Iterator[tuple[Any, str]]:  # noqa: ANN401 - lxml has no types
    """The elements of a paragraph that show text, with it; deleted text, fields' code and text boxes left out."""
    for child in paragraph:
        tag = child.tag
        if not isinstance(tag, str) or tag in {W + "del", W + "moveFrom", W + "pPr", W + "rPr"}:
            continue
        if tag == W + "r":
            for element in child:
                name = element.tag.removeprefix(W) if isinstance(element.tag, str) else ""
                if name == "t":
                    yield element, element.text or ""
                elif name in SIGNS and not (name == "br" and element.get(W + "type") in {"page", "column"}):
                    yield element, SIGNS[name]
        elif tag != W + "p":
            yield from pieces(child)


def paper_of_docx(data: bytes, name: str) -> Paper | Diagnostic:
    """Read a Word file; a broken or protected one comes back as its problem."""
    parts = open_parts(data, name)
    if isinstance(parts, Diagnostic):
        return parts
    try:
        word = word_of(parts)
        styles = styles_of(parts.get("word/styles.xml"))
        numbering = Numbering(optional(parts, "word/numbering.xml"))
        settings = optional(parts, "word/settings.xml")
        links = optional(parts, "word/_rels/document.xml.rels")
    except ValueError as error:
        hint = "Откройте файл в Word и сохраните его заново"
        return FILE_UNREADABLE.at(Place(name), f"Файл повреждён: {error}", hint=hint)
    reader = Reader(name, word, styles, numbering)
    body = word.roots["word/document.xml"].find(W + "body")
    blocks = tuple(reader.blocks(() if body is None else body))
    around = tuple(reader.around())
    sections = tuple(reader.sections(body, links)) if body is not None else ()
    # LibreOffice writes the switch always and lets the default style suppress it.
    hyphenates = (
        settings is not None
        and on((settings,), "autoHyphenation")
        and not on(styles.chain(None, "pPr"), "suppressAutoHyphens")
    )
    return Paper(name, blocks, around, sections=sections, hyphenates=hyphenates)


@lru_cache(maxsize=16)
def styles_of(data: bytes | None) -> Styles:
    """The styles of a file: papers from one template share them; raises ValueError for what is no XML."""
    return Styles(None if data is None else parse(data))


def optional(parts: dict[str, bytes], name: str) -> Any:  # noqa: ANN401 - lxml has no types
    """The root of a part, `None` where the file has no such part."""
    return parse(parts[name]) if name in parts else None


class Reader:
    """One reading of a Word file from the first paragraph to the last."""

    def __init__(self, file: str, word: Word, styles: Styles, numbering: Numbering) -> None:
        """Remember every paragraph's ordinal."""
        self.file, self.word, self.styles, self.numbering = file, word, styles, numbering
        self.ordinals = {p: n for n, (_, p) in enumerate(word.order, 1)}
        self.tables = self.numbered = 0
        self.boxes: list[Paragraph] = []

    def paragraph(self, element: Any, part: Part, words: str) -> Paragraph:  # noqa: ANN401 - lxml has no types
        """A paragraph of the sense out of a `w:p`; what its text boxes say is put aside."""
        text, look, boxes = self.read(element)
        ordinal = self.ordinals.get(element, 0)
        lead = len(text) - len(text.lstrip())
        for box in element.iter(W + "txbxContent") if boxes else ():
            for inner in box.iter(W + "p"):
                if inner in self.ordinals:
                    self.boxes.append(self.paragraph(inner, "box", f"абзац {self.ordinals[inner]}, надпись"))
        segment = Segment(0, ordinal, lead + 1, words or f"абзац {ordinal}")
        label = self.numbering.label(look.numbering)
        self.numbered += bool(look.numbering[0])
        return Paragraph(text.strip(), self.file, (segment,), part, label, look)

    def read(self, element: Any) -> tuple[str, Look, bool]:  # noqa: ANN401 - lxml has no types
        """Text and look of a `w:p`, and whether it has text boxes; papers from one template repeat their paragraphs."""
        from lxml.etree import tostring  # noqa: PLC0415 - loaded for Word files only

        seen, xml = self.styles.seen, tostring(element, with_tail=False)
        if xml not in seen:
            if len(seen) > SEEN:
                seen.clear()
            text = "".join(text for _, text in pieces(element))
            look = self.styles.look(element) if text else self.styles.frame(element)[0]
            seen[xml] = (text, look, b"txbxContent" in xml)
        return seen[xml]

    def blocks(self, container: Any) -> Iterator[Block]:  # noqa: ANN401 - lxml has no types
        """The paragraphs and tables of a body; a sentence torn by a paragraph's end is joined."""
        before: Paragraph | None = None
        for element in block_elements(container):
            if element.tag == W + "tbl":
                if before is not None:
                    yield before
                before = None
                yield self.table(element)
                continue
            here = self.paragraph(element, "body", "")
            if not here.text:
                if before is not None:
                    yield before
                before = None
            elif before is not None and not here.label and goes_on(before.text, here.text, torn=True):
                whole = joined([before, here])
                before = replace(whole, tears=(*whole.tears, len(before.text)))
            else:
                if before is not None:
                    yield before
                before = here
        if before is not None:
            yield before

    def table(self, element: Any) -> Table:  # noqa: ANN401 - lxml has no types
        """A table; the same one at the same place of another paper of this name is known again."""
        from lxml.etree import tostring  # noqa: PLC0415 - loaded for Word files only

        self.tables += 1
        first = next((self.ordinals[p] for p in element.iter(W + "p") if p in self.ordinals), 0)
        xml, known = tostring(element, with_tail=False), self.styles.tables
        key = (self.file, self.tables, first, xml)
        if key in known:
            return known[key]
        before = self.numbered
        table = self.table_anew(element)
        # Lists that count on from table to table, and text boxes, are not known by the table alone.
        if self.numbered == before and b"txbxContent" not in xml:
            if len(known) > TABLES:
                known.clear()
            known[key] = table
        return table

    def table_anew(self, element: Any) -> Table:  # noqa: ANN401 - lxml has no types
        """A table with its grid: spans, vertical merges, header rows."""
        ordinal, rows, heads = self.tables, [], dict[int, str]()
        for at, row in enumerate(row_elements(element), 1):
            column = 1 + int(number(value(row, "trPr/gridBefore")))
            cells = []
            for tc in cell_elements(row):
                form = tc.find(W + "tcPr")
                span = int(number(value(form, "gridSpan") or "1")) or 1
                merge = None if form is None else form.find(W + "vMerge")
                merged = merge is not None and merge.get(W + "val", "continue") == "continue"
                head = heads.get(column) or str(column)
                words = f"таблица {ordinal}, строка {at}, столбец «{head}»"
                found = (self.paragraph(p, "cell", words) for p in tc.iter(W + "p") if p in self.ordinals)
                cells.append(Cell(tuple(p for p in found if p.text), column, span, merged))
                if at == 1 and cells[-1].text:
                    heads[column] = " ".join(cells[-1].text.split())[:40]
                column += span
            properties = row.find(W + "trPr")
            flags = () if properties is None else (properties,)
            first = next((self.ordinals[p] for p in row.iter(W + "p") if p in self.ordinals), 0)
            rows.append(Row(tuple(cells), first, header=on(flags, "tblHeader"), splits=not on(flags, "cantSplit")))
        return Table(tuple(rows), ordinal, self.file)

    def around(self) -> Iterator[Paragraph]:
        """Text boxes of the body, headers, footers and notes."""
        yield from self.boxes
        kinds: dict[str, tuple[Part, str]] = {
            "header": ("header", "верхний колонтитул"),
            "footer": ("footer", "нижний колонтитул"),
            "footnotes": ("footnote", "сноска"),
            "endnotes": ("footnote", "концевая сноска"),
        }
        for part, element in self.word.order:
            kind = re.match(r"word/(header|footer|footnotes|endnotes)", part)
            if kind:
                where, words = kinds[kind[1]]
                found = self.paragraph(element, where, words)
                if found.text:
                    yield found

    def sections(self, body: Any, links: Any) -> Iterator[Section]:  # noqa: ANN401 - lxml has no types
        """The sections with their margins and where page numbers stand; a header is inherited from the one before."""
        targets = {} if links is None else {r.get("Id"): r.get("Target") for r in links.iter(REL + "Relationship")}
        numbered = ""
        for properties in body.iter(W + "sectPr"):
            for kind in ("header", "footer"):
                for reference in properties.iter(f"{W}{kind}Reference"):
                    root = self.word.roots.get("word/" + (targets.get(reference.get(R + "id")) or "").split("/")[-1])
                    if root is not None and shows_page(root):
                        numbered = kind
            margins = {
                side: number(value(properties, "pgMar", side)) / MILLIMETRE
                for side in ("left", "right", "top", "bottom")
            }
            within = next(properties.iterancestors(W + "p"), None)
            ordinal = self.ordinals.get(within, len(self.word.order))
            yield Section(
                margins["left"] + number(value(properties, "pgMar", "gutter")) / MILLIMETRE,
                margins["right"],
                margins["top"],
                margins["bottom"],
                landscape=value(properties, "pgSz", "orient") == "landscape",
                numbered=numbered,
                first_differs=on((properties,), "titlePg"),
                place=Place(self.file, ordinal, words="параметры страницы"),
            )


def shows_page(root: Any) -> bool:  # noqa: ANN401 - lxml has no types
    """Whether a header or footer shows the number of the page."""
    codes = [i.text or "" for i in root.iter(W + "instrText")]
    codes += [f.get(W + "instr") or "" for f in root.iter(W + "fldSimple")]
    return any(re.search(r"\bPAGE\b", code) for code in codes)


def block_elements(container: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml has no types
    """Paragraphs and tables, also those within content controls."""
    for child in container:
        if child.tag in {W + "p", W + "tbl"}:
            yield child
        elif child.tag in {W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "smartTag"}:
            yield from block_elements(child)


def row_elements(table: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml has no types
    """The rows of a table, not those of tables within it."""
    for child in table:
        if child.tag == W + "tr":
            yield child
        elif child.tag in {W + "sdt", W + "sdtContent", W + "customXml", W + "ins"}:
            yield from row_elements(child)


def cell_elements(row: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml has no types
    """The cells of a row."""
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag in {W + "sdt", W + "sdtContent", W + "customXml"}:
            yield from cell_elements(child)


def packed(parts: dict[str, bytes]) -> bytes:
    """The parts as a Word file; the same parts give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name])
    return out.getvalue()


def serialised(root: Any) -> bytes:  # noqa: ANN401 - lxml has no types
    """The bytes of a part."""
    from lxml import etree  # noqa: PLC0415 - loaded for Word files only

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
