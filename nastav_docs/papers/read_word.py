"""A Word file as a `Paper`: paragraphs, tables with merged cells, headers, footers, notes and text boxes.

A paragraph's `line` is its ordinal among all `w:p` of the file in reading order (empty ones and cells counted, headers,
footers and notes after the body), so `annotate` and `tracked` find it again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes.norms import FILE_UNREADABLE
from nastav_docs.docx import MILLIMETRE, WNS, number, on, open_parts, optional, parse, pieces, value, word_of
from nastav_docs.papers.model import (
    Block,
    Cell,
    PageSection,
    Paper,
    Paragraph,
    ParagraphLook,
    Part,
    Segment,
    Table,
    TableRow,
    joined,
)
from nastav_docs.papers.sentences import goes_on
from nastav_docs.papers.word_look import Numbering, Styles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.docx import WordText

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"


TABLES = 500  # tables kept by their XML
SEEN = 20_000  # paragraphs kept by their XML


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
    reader = WordReader(name, word, styles, numbering)
    body = word.roots["word/document.xml"].find(WNS + "body")
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


class WordReader:
    """One reading of a Word file from the first paragraph to the last."""

    def __init__(self, file: str, word: WordText, styles: Styles, numbering: Numbering) -> None:
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
        for box in element.iter(WNS + "txbxContent") if boxes else ():
            for inner in box.iter(WNS + "p"):
                if inner in self.ordinals:
                    self.boxes.append(self.paragraph(inner, "box", f"абзац {self.ordinals[inner]}, надпись"))
        segment = Segment(0, ordinal, lead + 1, words or f"абзац {ordinal}")
        label = self.numbering.label(look.numbering)
        self.numbered += bool(look.numbering[0])
        return Paragraph(text.strip(), self.file, (segment,), part, label, look)

    def read(self, element: Any) -> tuple[str, ParagraphLook, bool]:  # noqa: ANN401 - lxml has no types
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
            if element.tag == WNS + "tbl":
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
        first = next((self.ordinals[p] for p in element.iter(WNS + "p") if p in self.ordinals), 0)
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
                form = tc.find(WNS + "tcPr")
                span = int(number(value(form, "gridSpan") or "1")) or 1
                merge = None if form is None else form.find(WNS + "vMerge")
                merged = merge is not None and merge.get(WNS + "val", "continue") == "continue"
                head = heads.get(column) or str(column)
                words = f"таблица {ordinal}, строка {at}, столбец «{head}»"
                found = (self.paragraph(p, "cell", words) for p in tc.iter(WNS + "p") if p in self.ordinals)
                cells.append(Cell(tuple(p for p in found if p.text), column, span, merged))
                if at == 1 and cells[-1].text:
                    heads[column] = " ".join(cells[-1].text.split())[:40]
                column += span
            properties = row.find(WNS + "trPr")
            flags = () if properties is None else (properties,)
            first = next((self.ordinals[p] for p in row.iter(WNS + "p") if p in self.ordinals), 0)
            rows.append(TableRow(tuple(cells), first, header=on(flags, "tblHeader"), splits=not on(flags, "cantSplit")))
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

    def sections(self, body: Any, links: Any) -> Iterator[PageSection]:  # noqa: ANN401 - lxml has no types
        """The sections with their margins and where page numbers stand; a header is inherited from the one before."""
        targets = {} if links is None else {r.get("Id"): r.get("Target") for r in links.iter(REL + "Relationship")}
        numbered = ""
        for properties in body.iter(WNS + "sectPr"):
            for kind in ("header", "footer"):
                for reference in properties.iter(f"{WNS}{kind}Reference"):
                    root = self.word.roots.get("word/" + (targets.get(reference.get(R + "id")) or "").split("/")[-1])
                    if root is not None and shows_page(root):
                        numbered = kind
            margins = {
                side: number(value(properties, "pgMar", side)) / MILLIMETRE
                for side in ("left", "right", "top", "bottom")
            }
            within = next(properties.iterancestors(WNS + "p"), None)
            ordinal = self.ordinals.get(within, len(self.word.order))
            yield PageSection(
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
    codes = [i.text or "" for i in root.iter(WNS + "instrText")]
    codes += [f.get(WNS + "instr") or "" for f in root.iter(WNS + "fldSimple")]
    return any(re.search(r"\bPAGE\b", code) for code in codes)


def block_elements(container: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml has no types
    """Paragraphs and tables, also those within content controls."""
    for child in container:
        if child.tag in {WNS + "p", WNS + "tbl"}:
            yield child
        elif child.tag in {WNS + "sdt", WNS + "sdtContent", WNS + "customXml", WNS + "ins", WNS + "smartTag"}:
            yield from block_elements(child)


def row_elements(table: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml has no types
    """The rows of a table, not those of tables within it."""
    for child in table:
        if child.tag == WNS + "tr":
            yield child
        elif child.tag in {WNS + "sdt", WNS + "sdtContent", WNS + "customXml", WNS + "ins"}:
            yield from row_elements(child)


def cell_elements(row: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml has no types
    """The cells of a row."""
    for child in row:
        if child.tag == WNS + "tc":
            yield child
        elif child.tag in {WNS + "sdt", WNS + "sdtContent", WNS + "customXml"}:
            yield from cell_elements(child)
