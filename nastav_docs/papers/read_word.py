"""A Word file as a `Paper`: paragraphs, tables with merged cells, headers, footers, notes and text boxes.

A paragraph's `line` is its ordinal among all `w:p` of the file in reading order (empty ones and cells counted, headers,
footers and notes after the body): the order of `docx.WordText`, so that comments and corrections find it again. The
words of its place are those of `docx.Places`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes.papers import UNREAD
from nastav_docs.diagnostics.codes.templates import DANGEROUS_FIELD
from nastav_docs.docx import (
    CORE,
    MILLIMETRE,
    TEXT_OF_FIELD,
    DamagedPartError,
    Element,
    Places,
    R,
    ancestor,
    blocks_of,
    cell_words,
    child_of,
    damaged_part,
    fault_of,
    fields_of,
    heads_of,
    is_deleted,
    is_on,
    nearest,
    number,
    parsed_part,
    placed_cells,
    q,
    read_word_text,
    rows_of,
    text_of,
    value,
)
from nastav_docs.papers.hidden_marks import hidden_marks
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
from nastav_docs.papers.word_look import CellShape, ListLevels, Numbering, RowShape, Styles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.docx import Package, WordText

TABLES = 500  # tables kept by their XML
SEEN = 20_000  # paragraphs kept by their XML
KINDS: Final[dict[str, Part]] = {
    q("hdr"): "header",
    q("ftr"): "footer",
    q("footnotes"): "footnote",
    q("endnotes"): "footnote",
}


def paper_of_docx(data: bytes, name: str) -> Paper | Diagnostic:
    """Read a Word file as a paper; a broken or protected one comes back as its problem.

    `name` is how the user knows the file; the places of findings name it.
    """
    word = read_word_text(data, name)
    if isinstance(word, Diagnostic):
        return word
    package = word.package
    try:
        styles = styles_of(*_linked(package, "styles"))
        numbering = Numbering(lists_of(*_linked(package, "numbering")))
        hyphenates = breaks_words(*_linked(package, "settings"))
    except DamagedPartError as error:
        return damaged_part(name, error)
    reader = WordReader(name, word, styles, numbering)
    body = word.body
    blocks = tuple(reader.blocks(() if body is None else body))
    around = tuple(reader.around())
    sections = tuple(reader.sections(body)) if body is not None else ()
    # LibreOffice writes the switch always and lets the default style suppress it.
    hyphenates = hyphenates and not is_on(nearest(styles.chain(None, "pPr"), "suppressAutoHyphens"))
    told = (*reader.fields(), *hidden_marks(word, name))
    return Paper(
        name,
        blocks,
        around,
        sections=sections,
        hyphenates=hyphenates,
        told=told or tuple(reader.unread()),
        draft=is_draft(package),
    )


def is_draft(package: Package) -> bool:
    """Whether the state of a file is «Проект» (Файл – Сведения – Состояние); no where its properties are damaged."""
    name = package.linked("core-properties", "")
    return name is not None and says_draft(package.parts[name], name)


@lru_cache(maxsize=16)
def says_draft(data: bytes, part: str) -> bool:
    """Whether the properties of a file call its state «Проект»."""
    try:
        root = parsed_part(part, data)
    except DamagedPartError:
        return False
    return (root.findtext(f"{{{CORE}}}contentStatus") or "").strip().lower() == "проект"


@lru_cache(maxsize=16)
def styles_of(data: bytes | None, part: str) -> Styles:
    """The styles of a file: papers from one template share them; raises DamagedPartError for what is no XML."""
    return Styles(None if data is None else parsed_part(part, data))


@lru_cache(maxsize=16)
def lists_of(data: bytes | None, part: str) -> ListLevels:
    """The definitions of a file's lists; kept and raising as `styles_of`."""
    return ListLevels(None if data is None else parsed_part(part, data))


@lru_cache(maxsize=16)
def breaks_words(data: bytes | None, part: str) -> bool:
    """Whether the settings of a file let Word break words at the ends of lines; kept and raising as `styles_of`."""
    return data is not None and is_on(parsed_part(part, data).find(q("autoHyphenation")))


def _linked(package: Package, short: str) -> tuple[bytes | None, str]:
    """The bytes and the name of the part that the main part names so; None and «» where there is none."""
    name = package.linked(short) or ""
    return package.parts.get(name), name


class WordReader:
    """One reading of a Word file from the first paragraph to the last."""

    def __init__(self, file: str, word: WordText, styles: Styles, numbering: Numbering) -> None:
        """Remember every paragraph's ordinal."""
        self.file, self.word, self.styles, self.numbering = file, word, styles, numbering
        self.ordinals = {p: n for n, (_, p) in enumerate(word.order, 1)}
        self.places = {part: Places(root) for part, root in word.roots.items()}
        self.tables = self.numbered = 0
        self.boxes: list[Paragraph] = []

    def paragraph(self, element: Element, part: Part, story: str = "") -> Paragraph:
        """A paragraph of the sense out of a `w:p` of a part (`story`: not the body's); its text boxes are put aside."""
        text, look, boxes = self.read(element)
        for box in element.iter(q("txbxContent")) if boxes else ():
            self.boxes += [self.paragraph(p, "box", story) for p in box.iter(q("p")) if p in self.ordinals]
        words = self.places[story or self.word.main].of(element, text)
        return self.paragraph_of(text, look, self.ordinals.get(element, 0), words, part)

    def paragraph_of(self, text: str, look: ParagraphLook, ordinal: int, words: str, part: Part) -> Paragraph:
        """The next paragraph in reading order: the text with its white space, the words for its place."""
        bare = text.strip()
        lead = len(text) - len(text.lstrip()) if bare != text else 0
        label = self.numbering.label(look.numbering)
        self.numbered += bool(look.numbering[0])
        if label and words.startswith("абзац «"):
            words = words.replace("абзац «", f"абзац «{label} ", 1)  # as the person who looks for it sees it
        bullet = self.numbering.bullet(look.numbering) if label == "–" else ""
        return Paragraph(bare, self.file, (Segment(0, ordinal, lead + 1, words),), part, label, look, bullet=bullet)

    def read(self, element: Element) -> tuple[str, ParagraphLook, bool]:
        """Text and look of a `w:p`, and whether it has text boxes; papers from one template repeat their paragraphs."""
        from lxml.etree import tostring  # noqa: PLC0415 - loaded for Word files only

        seen, source = self.styles.seen, tostring(element, with_tail=False)
        if source not in seen:
            if len(seen) > SEEN:
                seen.clear()
            text = text_of(element, soft_hyphens=True)
            look = self.styles.look(element) if text else self.styles.frame(element)[0]
            seen[source] = (text, look, b"txbxContent" in source)
        return seen[source]

    def blocks(self, container: Element) -> Iterator[Block]:
        """The paragraphs and tables of a body; a sentence torn by a paragraph's end is joined."""
        before: Paragraph | None = None
        for element in blocks_of(container):
            if element.tag == q("tbl"):
                if before is not None:
                    yield before
                before = None
                yield self.table(element)
                continue
            here = self.paragraph(element, "body")
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

    def table(self, element: Element) -> Table:
        """A table; the same one at the same place of another paper of this name is known again."""
        from lxml.etree import tostring  # noqa: PLC0415 - loaded for Word files only

        self.tables += 1
        first = next((self.ordinals[p] for p in element.iter(q("p")) if p in self.ordinals), 0)
        source, known = tostring(element, with_tail=False), self.styles.tables
        key = (self.file, self.tables, first, source)
        if key in known:
            return known[key]
        before = self.numbered
        table = self.table_anew(element)
        # Lists that count on from table to table, and text boxes, are not known by the table alone.
        if self.numbered == before and b"txbxContent" not in source:
            if len(known) > TABLES:
                known.clear()
            known[key] = table
        return table

    def table_anew(self, element: Element) -> Table:
        """A table with its grid: spans, vertical merges, header rows."""
        from lxml.etree import tostring  # noqa: PLC0415 - loaded for Word files only

        number_of_table, rows, shapes, at = self.tables, [], self.styles.rows, 0
        table, heads = self.places[self.word.main].table(element), heads_of(element)
        for row in rows_of(element):
            source = tostring(row, with_tail=False)
            if source not in shapes:
                if len(shapes) > SEEN:
                    shapes.clear()
                shapes[source] = self.row_shape(row)
            shape = shapes[source]
            first = next((self.ordinals[p] for p in row.iter(q("p")) if p in self.ordinals), 0)
            at += not shape.deleted
            cells = []
            if shape.plain:
                following = first
                for cell in shape.cells:
                    words = f"{table}, {cell_words(at, cell.column, heads.get((cell.column, cell.span), ''))}"
                    found = [
                        self.paragraph_of(text, look, ordinal, words, "cell")
                        for ordinal, (text, look) in enumerate(cell.paragraphs, following)
                    ]
                    following += len(found)
                    cells.append(Cell(tuple(p for p in found if p.text), cell.column, cell.span, cell.merged))
            else:
                for (tc, _, _), cell in zip(placed_cells(row), shape.cells, strict=True):
                    found = [self.paragraph(p, "cell") for p in tc.iter(q("p")) if p in self.ordinals]
                    said, nested = tuple(p for p in found if p.text), next(tc.iter(q("tbl")), None) is not None
                    cells.append(Cell(said, cell.column, cell.span, cell.merged, nested))
            rows.append(TableRow(tuple(cells), first, header=shape.header, splits=shape.splits))
        grid = element.iterfind(f"{q('tblGrid')}/{q('gridCol')}")
        return Table(tuple(rows), number_of_table, self.file, tuple(int(number(one.get(q("w")))) for one in grid))

    def row_shape(self, row: Element) -> RowShape:
        """What the XML of a row says by itself, wherever the row stands."""
        cells = []
        for tc, column, span in placed_cells(row):
            merge = child_of(child_of(tc, "tcPr"), "vMerge")
            merged = merge is not None and merge.get(q("val"), "continue") == "continue"
            cells.append(CellShape(column, span, merged, tuple(self.read(p)[:2] for p in tc.iter(q("p")))))
        properties = child_of(row, "trPr")
        odd = is_deleted(row) or next(row.iter(q("tbl"), q("txbxContent")), None) is not None
        outside = sum(1 for _ in row.iter(q("p"))) - sum(len(cell.paragraphs) for cell in cells)
        return RowShape(
            tuple(cells),
            header=is_on(child_of(properties, "tblHeader")),
            splits=not is_on(child_of(properties, "cantSplit")),
            deleted=is_deleted(row),
            plain=not (odd or outside),
        )

    def around(self) -> Iterator[Paragraph]:
        """The paragraphs of text boxes of the body, of headers, footers and notes."""
        yield from self.boxes
        for part, element in self.word.order:
            kind = KINDS.get(self.word.roots[part].tag)
            found = None if kind is None else self.paragraph(element, kind, part)
            if found is not None and found.text:
                yield found

    def fields(self) -> Iterator[Diagnostic]:
        """Fields that do not stay within the document: it would show other words tomorrow, or start a program."""
        for part, root in self.word.roots.items():
            for field in fields_of(root):
                element, instruction = field.start, field.code
                fault = fault_of(instruction)
                if fault:
                    line = self.ordinals.get(ancestor(element, "p"), 0)
                    place = Place(self.file, line, words=self.places[part].of(element))
                    message = fault[:1].upper() + fault[1:]
                    yield DANGEROUS_FIELD.at(place, message, hint=TEXT_OF_FIELD, text=instruction.strip()[:200])

    def unread(self) -> Iterator[Diagnostic]:
        """What a person sees in the document and no reader of its text does: other files put in, pages as pictures.

        Opening a document, Word takes over the text of a file that is put in (`w:altChunk`, ISO 29500-1, 17.17.2).
        """
        body = self.word.body
        for chunk in () if body is None else body.iter(q("altChunk")):
            before = next(chunk.itersiblings(q("p"), preceding=True), None)
            line = 0 if before is None else self.ordinals.get(before, 0)
            words = "начало документа" if before is None else self.places[self.word.main].of(before)
            message = "Здесь в документ вставлен другой файл, его текст не прочитан."
            hint = "Откройте документ в Word, сохраните и проверьте снова: вставленное станет его текстом."
            yield UNREAD.at(Place(self.file, line, words=words), message, hint=hint)
        around = {"header", "footer"}
        read = (p for part, p in self.word.order if KINDS.get(self.word.roots[part].tag) not in around)
        if not any(text_of(paragraph).strip() for paragraph in read):
            message = "В документе нет текста, проверять нечего."
            hint = "Если это снимок бумаги, наберите её текст."
            yield UNREAD.at(Place(self.file), message, hint=hint)

    def sections(self, body: Element) -> Iterator[PageSection]:
        """The sections with their margins and where page numbers stand; a header is inherited from the one before."""
        links = self.word.package.relationships.get(self.word.main, {})
        numbered = ""
        for properties in body.iter(q("sectPr")):
            for kind in ("header", "footer"):
                for reference in properties.iter(q(f"{kind}Reference")):
                    link = links.get(reference.get(f"{{{R}}}id") or "")
                    root = None if link is None else self.word.roots.get(link.target)
                    if root is not None and shows_page(root):
                        numbered = kind
            margins = {
                side: number(value(properties, "pgMar", side)) / MILLIMETRE
                for side in ("left", "right", "top", "bottom")
            }
            within = next(properties.iterancestors(q("p")), None)
            ordinal = self.ordinals.get(within, len(self.word.order))
            yield PageSection(
                margins["left"] + number(value(properties, "pgMar", "gutter")) / MILLIMETRE,
                margins["right"],
                margins["top"],
                margins["bottom"],
                landscape=value(properties, "pgSz", "orient") == "landscape",
                numbered=numbered,
                first_differs=is_on(nearest((properties,), "titlePg")),
                place=Place(self.file, ordinal, words="параметры страницы"),
            )


def shows_page(root: Element) -> bool:
    """Whether a header or footer shows the number of the page."""
    codes = [i.text or "" for i in root.iter(q("instrText"))]
    codes += [f.get(q("instr")) or "" for f in root.iter(q("fldSimple"))]
    return any(re.search(r"\bPAGE\b", code) for code in codes)
