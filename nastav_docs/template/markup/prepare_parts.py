"""Make a part ready for the compiler: grids of tables, paragraphs that Word demands, ids that are not repeated.

What depends on the data becomes a condition on the pieces printed so far (see `own_filters`).
"""

from __future__ import annotations

import copy
import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.docx import TINY_PARAGRAPH, WP, Element, q, xml
from nastav_docs.template.markup import statements
from nastav_docs.template.markup.tags import Tag, TagBook

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADING = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_SKIPPED = {q("bookmarkStart"), q("bookmarkEnd"), q("permStart"), q("permEnd")}
_NAMESPACES = re.compile(r' xmlns:\w+="[^"]*"')
_TINY = etree.fromstring(TINY_PARAGRAPH.replace(b"<w:p>", f'<w:p xmlns:w="{xml.W}">'.encode(), 1))
SECTION_BREAK = "section"  # the kind of a mark where an included document's own section begins


@dataclass(slots=True)
class PreparedPart:
    """A part that is being made ready for the compiler.

    `sections` are the `w:sectPr` that stretches of the body may end with, each as the first of a document and as a
    later one; the compiled template names them by their number.
    """

    root: Element
    book: TagBook
    sections: list[tuple[bytes, bytes]] = field(default_factory=list)

    def mark(self, kind: str, body: str) -> Element:
        """A mark of a tag that nobody wrote, to be put among elements."""
        return self.book.mark(self.book.add(Tag(kind, "p", body, "", Place(""))))

    def ask(self, question: str, value: int = 0) -> tuple[Element, Element]:
        """Two marks: what is put between them is printed if the filter `question` is true of the pieces so far."""
        return self.mark("%", f"if {value}|{question}"), self.mark("%", "endif")

    def put_before(self, element: Element, question: str, value: int = 0) -> None:
        """Put the statement `question`, with its `value`, before an element."""
        for mark in self.ask(question, value):
            element.addprevious(mark)


def prepare_part(root: Element, book: TagBook) -> PreparedPart:
    """Make a part ready for the compiler; the tree is changed, problems go to the book."""
    work = PreparedPart(root, book)
    _drop_old_copies(root, book)
    for table in list(root.iter(q("tbl"))):
        _finish_table(table, work)
    for container in list(root.iter(q("tc"), q("hdr"), q("ftr"), q("txbxContent"), q("footnote"), q("endnote"))):
        _finish_container(container, work)
    body = root.find(q("body"))
    if body is not None:
        _finish_body(body, work)
    _unbind(root, book)
    _number_drawings(root, work)
    _number_bookmarks(root, work)
    _drop_repeated_controls(root, work)
    return work


def _drop_old_copies(root: Element, book: TagBook) -> None:
    """Drop the copy of a text box for Word 2007 (`mc:Fallback`) with a `{% set n.x = … %}`: it would count twice."""
    for copied in list(root.iter(f"{{{xml.MC}}}Fallback")):
        found = book.pattern().finditer(etree.tostring(copied, encoding="unicode"))
        tags = [book.tags[int(one[1] or one[2])] for one in found]
        if any(tag.word == "set" and "." in tag.body.partition("=")[0] for tag in tags):
            xml.remove(copied)


def depths(parent: Element, book: TagBook) -> Iterator[tuple[Element, int, int]]:
    """The children of an element, each with how many statements are open around it, and how many may repeat it."""
    stack: list[str] = []
    for child in parent:
        tag = book.of_mark(child)
        if statements.closes(tag):
            stack = stack[:-1]
        elif tag is not None and statements.opens(tag):
            stack.append(tag.word)
        yield child, len(stack), sum(word in statements.REPEATING for word in stack)


# ----------------------------------------------------------------------------------------------------------- tables


def _finish_table(table: Element, work: PreparedPart) -> None:
    book = work.book
    rows = [(row, depth) for row, depth, _ in depths(table, book) if row.tag == q("tr")]
    tokens = re.compile(rf"{book.key}:\d+;")
    gridded = _make_grid(table, work)
    dynamic = False
    for row, _ in rows:
        inside = list(depths(row, book))
        has_marks = any(book.of_mark(child) is not None for child, _, _ in inside)
        spans = any(
            tokens.search(s.get(q("val")) or "") for s in row.iterfind(f"{q('tc')}/{q('tcPr')}/{q('gridSpan')}")
        )
        dynamic = dynamic or has_marks or spans
        if has_marks and not any(child.tag == q("tc") and depth == 0 for child, depth, _ in inside):
            _wrap(row, "nd_row", work)
    width = _text_width(table, book) if gridded else 0
    if width:
        _wrap(table, f"nd_fit({width})", work)
    if dynamic and not gridded:
        _wrap(table, "nd_grid", work)
    if not any(depth == 0 for _, depth in rows):
        _wrap(table, "nd_table", work)
    before = table.getprevious()
    while before is not None and (before.tag in _SKIPPED or _is_own(before, book)):
        before = before.getprevious()
    if before is not None and (before.tag == q("tbl") or book.of_mark(before) is not None):
        first = table
        while first.getprevious() is not None and _is_own(first.getprevious(), book):
            first = first.getprevious()
        begin, end = work.ask("nd_after_table")
        for element in (begin, _tiny(), end):
            first.addprevious(element)


def _text_width(table: Element, book: TagBook) -> int:
    """The width in twips of the text on the page of a table in the body; 0 where it is not known.

    A piece of the body belongs to the section that ends next after it (ISO/IEC 29500-1, 17.6.17); the sections of
    included documents that begin and end between the two are passed over.
    """
    inside = 0
    for after in table.itersiblings() if table.getparent().tag == q("body") else ():
        section = after if after.tag == q("sectPr") else after.find(f"{q('pPr')}/{q('sectPr')}")
        if _is_section_break(after, book):
            inside += 1
        elif section is not None and inside:
            inside -= after.tag == q("sectPr")
        elif section is not None:
            sizes = [("pgSz", "w"), ("pgMar", "left"), ("pgMar", "right"), ("pgMar", "gutter")]
            page, *edges = (int(xml.number(xml.value(section, path, name))) for path, name in sizes)
            return max(0, page - sum(map(abs, edges)))
    return 0


def _tiny() -> Element:
    """An empty paragraph of the least height."""
    return copy.deepcopy(_TINY)


def _is_own(element: Element, book: TagBook) -> bool:
    """Whether an element is a mark that this module put before a table."""
    tag = book.of_mark(element)
    return tag is not None and not tag.source


def _wrap(element: Element, question: str, work: PreparedPart) -> None:
    number = len(work.book.tags)  # the name of the place where the element begins
    work.put_before(element, "nd_open", number)
    for mark in reversed(work.ask(question, number)):
        element.addnext(mark)


def _make_grid(table: Element, work: PreparedPart) -> bool:
    """`{% cellwidth %}`: let the loops that make the cells make the columns of the table's grid too.

    Returns False for a table without such tags.
    """
    book = work.book
    tokens = re.compile(rf"{book.key}:(\d+);")

    def token(cell: Element) -> int | None:
        width = cell.find(f"{q('tcPr')}/{q('tcW')}")
        found = tokens.fullmatch(width.get(q("w")) or "") if width is not None else None
        return int(found[1]) if found else None

    rows = [(row, loops) for row, _, loops in depths(table, book) if row.tag == q("tr")]
    candidates = [
        (row, loops)
        for row, loops in rows
        if any(token(c) is not None and not _spans_by_value(c, tokens) for c in row.iterfind(q("tc")))
        and not any(_spans_by_value(c, tokens) for c in row.iterfind(q("tc")))
    ]
    measured = [t for row, _ in rows for c in row.iterfind(q("tc")) if (t := token(c)) is not None]
    if not measured or not candidates:
        return False
    chosen = next((row for row, loops in candidates if loops == 0), None)
    if chosen is None:
        tag = book.tags[measured[0]]
        book.problems.append(
            codes.CELL_TAG.at(
                tag.place,
                "ширина столбцов задана только внутри цикла строк",
                hint="поставьте {% cellwidth … %} в строку заголовка, вне цикла строк",
                text=tag.source,
            )
        )
        return False
    _fill_grid(table, chosen, work)
    for row, _ in rows:
        for cell in row.iterfind(q("tc")):
            span = cell.find(f"{q('tcPr')}/{q('gridSpan')}")
            if token(cell) is not None and span is not None and not _spans_by_value(cell, tokens):
                xml.remove(span)  # it counts columns of the old grid
            if token(cell) is None and (any(book.of_mark(c) is not None for c in row) or _spans_by_value(cell, tokens)):
                automatic = etree.Element(q("tcW"), {q("w"): "0", q("type"): "auto"})
                xml.insert_in_order(xml.properties_of(cell, "tcPr"), automatic, xml.CELL_PROPERTIES)
    return True


def _spans_by_value(cell: Element, tokens: re.Pattern[str]) -> bool:
    span = cell.find(f"{q('tcPr')}/{q('gridSpan')}")
    return span is not None and bool(tokens.search(span.get(q("val")) or ""))


def _fill_grid(table: Element, row: Element, work: PreparedPart) -> None:
    book = work.book
    grid = table.find(q("tblGrid"))
    if grid is None:
        grid = etree.Element(q("tblGrid"))
        xml.properties_of(table, "tblPr").addnext(grid)
    for child in list(grid):
        grid.remove(child)
    for child in row:
        tag = book.of_mark(child)
        if tag is not None:
            grid.append(book.mark(book.add(copy.copy(tag))))
        elif child.tag == q("tc"):
            width = child.find(f"{q('tcPr')}/{q('tcW')}")
            value = width.get(q("w")) if width is not None else "1000"
            found = re.fullmatch(rf"{book.key}:(\d+);", value or "")
            if found:
                value = book.token(book.add(copy.copy(book.tags[int(found[1])])))
            span = child.find(f"{q('tcPr')}/{q('gridSpan')}")
            count = int(span.get(q("val"))) if span is not None and not found else 1
            for _ in range(count):
                etree.SubElement(grid, q("gridCol"), {q("w"): value if count == 1 else str(int(value or "0") // count)})


# ------------------------------------------------------------------------------------------------------- paragraphs


def _finish_container(container: Element, work: PreparedPart) -> None:
    """Let a cell, header, text box or note end with a paragraph, as Word demands, whatever the data leave out of it."""
    content = [child for child in container if child.tag not in (*_SKIPPED, q("tcPr"))]
    last = content[-1] if content else None
    if _ends_with_paragraph(content, work.book):
        return
    spare = etree.Element(q("p"))
    spare.text = ""
    model = next((p for p in container.iter(q("p"))), None)
    if model is not None and model.find(q("pPr")) is not None:
        properties = copy.deepcopy(model.find(q("pPr")))
        for name in ("numPr", "sectPr", "pageBreakBefore"):
            for child in properties.findall(q(name)):
                properties.remove(child)
        spare.append(properties)
    if last is None:
        container.append(spare)
        return
    if _is_one_loop(content, work.book):
        last.addprevious(work.mark("%", "else"))
        last.addprevious(spare)
        return
    begin, end = work.ask("nd_needs_paragraph")
    for element in (begin, spare, end):
        container.append(element)


def _is_one_loop(content: list[Element], book: TagBook) -> bool:
    """Whether a container holds just one loop whose turns end with a paragraph: only an empty list leaves it empty."""
    tags = [book.of_mark(element) for element in content]
    words = [tag.word if tag is not None else "" for tag in tags]
    if words[0] != "for" or words[-1] != "endfor" or not _ends_with_paragraph(content[1:-1], book):
        return False
    depth = 0
    for tag, word in zip(tags[:-1], words[:-1], strict=True):
        depth += statements.step(tag)
        if depth == 0 or (depth == 1 and word == "else"):
            return False
    return True


def _ends_with_paragraph(content: list[Element], book: TagBook) -> bool:
    """Whether the last thing printed is a paragraph whatever the data: itself, or in every branch of a condition."""
    if not content:
        return False
    tag = book.of_mark(content[-1])
    if tag is None:
        return content[-1].tag in (q("p"), q("sdt"))
    if tag.word != "endif":
        return False
    depth, end, has_else = 0, len(content) - 1, False
    for index in range(len(content) - 1, -1, -1):
        found = book.of_mark(content[index])
        word = found.word if found is not None else ""
        depth += bool(statements.closes(found))
        if depth == 1 and word in {"if", "elif", "else"}:
            has_else = has_else or word == "else"
            if not _ends_with_paragraph(content[index + 1 : end], book):
                return False
            end = index
        depth -= statements.opens(found)
        if not depth:
            break
    return has_else


def _finish_body(body: Element, work: PreparedPart) -> None:
    """Let the body never end with a table: Word would add a paragraph of its own, perhaps on a new page."""
    if any(_is_section_break(child, work.book) for child in body):
        _mark_sections(body, work)
        return
    section = body.find(q("sectPr"))
    content = [child for child in body if child is not section and child.tag not in _SKIPPED]
    last = content[-1] if content else None
    if last is not None and last.tag == q("p"):
        return
    if last is None or work.book.of_mark(last) is not None or last.tag == q("tbl"):
        begin, end = work.ask("nd_needs_tail")
        for element in (begin, _tiny(), end):
            if section is not None:
                section.addprevious(element)
            else:
                body.append(element)


def _is_section_break(element: Element, book: TagBook) -> bool:
    tag = book.of_mark(element)
    return tag is not None and tag.kind == SECTION_BREAK


def _mark_sections(body: Element, work: PreparedPart) -> None:
    """Mark where stretches of the body end, for included documents have sections and which is the last the data decide.

    Each mark bears the number in `work.sections` of the section that the stretch belongs to.
    """
    children = list(body)
    current = children[-1] if children and children[-1].tag == q("sectPr") else etree.Element(q("sectPr"))
    outer: list[Element] = []
    for child in reversed(children):
        if child.tag == q("sectPr"):
            if child is not children[-1]:
                outer.append(current)
                current = child
            _end_stretch(child, child, work)
            body.remove(child)
        elif _is_section_break(child, work.book):
            current = outer.pop()
            _end_stretch(child, current, work)
            body.remove(child)
        elif child.tag == q("p") and child.find(f"{q('pPr')}/{q('sectPr')}") is not None:
            current = child.find(f"{q('pPr')}/{q('sectPr')}")
    work.sections.append((b"", b""))
    for mark in reversed(work.ask("nd_section", len(work.sections) - 1)):
        body.insert(0, mark)


def _end_stretch(before: Element, section: Element, work: PreparedPart) -> None:
    work.sections.append(_payload(section))
    work.put_before(before, "nd_section", len(work.sections) - 1)


def _payload(section: Element) -> tuple[bytes, bytes]:
    """The XML of a section as the first of a document, and as a later one, without a first page of its own."""
    later = copy.deepcopy(section)
    for name in ("titlePg", "pgNumType"):
        for element in later.findall(q(name)):
            if name == "titlePg" or element.get(q("start")) is not None:
                later.remove(element)
    return section_bytes(section), section_bytes(later)


def section_bytes(section: Element) -> bytes:
    """The XML of a `w:sectPr` without declarations of namespaces: the root of the part has them."""
    return _NAMESPACES.sub("", etree.tostring(section, encoding="unicode")).encode("utf-8")


# -------------------------------------------------------------------------------------------------------------- ids


def _number_drawings(root: Element, work: PreparedPart) -> None:
    """Number the drawings of a part; one that may be printed many times gets its number while printed."""
    for number, drawing in enumerate(root.iter(f"{{{WP}}}docPr"), 1):
        if _repeats(drawing, work):
            drawing.set("id", work.book.token(work.book.add(Tag("{", "", "0|nd_fresh", "", Place("")))))
        else:
            drawing.set("id", str(number))


def _depends(element: Element, work: PreparedPart) -> bool:
    """Whether an element may be left out: it stands inside a loop, a macro or a condition."""
    chain = [element, *element.iterancestors()]
    return any(
        child is around and depth
        for around, parent in itertools.pairwise(chain)
        for child, depth, _ in depths(parent, work.book)
    )


def _repeats(element: Element, work: PreparedPart) -> bool:
    """Whether an element may come more than once: it stands inside a loop or a macro."""
    for around in (element, *element.iterancestors()):
        parent = around.getparent()
        if parent is None:
            return False
        if any(child is around and loops for child, _, loops in depths(parent, work.book)):
            return True
        if around.tag == q("r") and any(f"{work.book.key}:" in (t.text or "") for t in parent.iter(q("t"))):
            return True  # perhaps inside a loop in the middle of the text
    return False


def _number_bookmarks(root: Element, work: PreparedPart) -> None:
    """Number the bookmarks of a part; drop those in a loop, and the second of a name, for they would be doubles."""
    pairs: list[list[Element]] = []
    begun: dict[str, list[list[Element]]] = {}
    for element in list(root.iter(q("bookmarkStart"), q("bookmarkEnd"))):
        key = element.get(q("id")) or ""
        if element.tag == q("bookmarkStart"):
            pairs.append([element])
            begun.setdefault(key, []).append(pairs[-1])
        elif begun.get(key):
            begun[key].pop().append(element)
        else:
            xml.remove(element)
    names: set[str] = set()
    number = 0
    for pair in pairs:
        name = pair[0].get(q("name")) or ""
        second = name in names and not _depends(pair[0], work)
        dropped = len(pair) == 1 or second or _repeats(pair[0], work)
        for element in pair:
            if dropped:
                xml.remove(element)
            else:
                element.set(q("id"), str(number))
        names.add(name)
        number += not dropped


def _drop_repeated_controls(root: Element, work: PreparedPart) -> None:
    """Drop the id of a content control in a loop, which would be repeated: Word gives it another."""
    for properties in root.iter(q("sdtPr")):
        for identity in properties.findall(q("id")):
            if _repeats(properties, work):
                properties.remove(identity)


def _unbind(root: Element, book: TagBook) -> None:
    """Unbind content controls with tags from data of the file: Word would show these instead of what is printed."""
    for control in root.iter(q("sdt")):
        if any(book.key in (t.text or "") for t in control.iter(q("t"))):
            for name in ("dataBinding", "showingPlcHdr"):
                for element in control.iterfind(f"{q('sdtPr')}/{q(name)}"):
                    xml.remove(element)


# -------------------------------------------------------------------------------------------------------- the source


def pieces_of(root: Element, book: TagBook) -> list[str | int]:
    """The XML of a part in pieces: texts to be printed as they are, and between them numbers of tags in the book."""
    for paragraph in root.iter(q("p")):
        if paragraph.text is None and not len(paragraph):
            paragraph.text = ""
    text = _HEADING + etree.tostring(root, encoding="unicode")
    pieces: list[str | int] = []
    position = 0
    for found in book.pattern().finditer(text):
        pieces += [text[position : found.start()].replace("\n", "&#10;"), int(found[1] or found[2])]
        position = found.end()
    return [*pieces, text[position:].replace("\n", "&#10;")]
