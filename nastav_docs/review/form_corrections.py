"""A copy of a Word file whose form is brought to the norm, every change tracked for a person to accept or reject.

What is changed is the running text: margins of pages, sizes and fonts, line spacing, first-line indents, alignment, the
place of the heading, repeated heads of tables, page numbers, the marks of Word's own lists. Tables, pictures,
letterheads, text boxes, and words made to stand out by their size or font stay as they are.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from nastav_docs.diagnostics import Diagnostic
from nastav_docs.diagnostics.codes import layout as codes
from nastav_docs.docx import (
    MILLIMETRE,
    Element,
    add_page_number,
    ancestor,
    identifiers,
    packed,
    q,
    read_word_text,
    restyle,
    serialised,
    text_of,
    value,
)
from nastav_docs.papers import Paragraph, Styles, Table, package_of, paper_of_docx
from nastav_docs.review.list_corrections import list_looks
from nastav_docs.rules import INDENT_SLACK, LONG_TABLE, MARGIN_SLACK, SIDES, has_several_pages, is_turned, running_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from nastav_docs.diagnostics import Code
    from nastav_docs.docx import Looks, WordText
    from nastav_docs.papers import Document, Paper, PaperPackage, Profile

MOSTLY: Final = 0.5  # of a paragraph's letters: less of another size or font is there to stand out
TABLE_SLACK: Final = 2 * MILLIMETRE  # Word sets a table's border beside the text by the margins of its cells
ITEM: Final = re.compile(r"\s*(?:[–—-]|\d{1,2}(?:\.\d{1,2})*[.)]|[а-я]\))\s")
FORM_CODES: Final = (
    codes.MARGIN, codes.FONT_SIZE, codes.FONT, codes.SPACING, codes.INDENT, codes.ALIGN, codes.HEADING_PLACE,
    codes.PAGE_NUMBER, codes.HEADER_ROW, codes.ROW_BREAKS, codes.LIST_MARK,
)  # fmt: skip
# What no tracked change mends: a setting of the whole file, words that are not there.
FOR_PEOPLE: Final = (codes.HYPHENATION, codes.NO_TITLE)


class FormChange(NamedTuple):
    """How many places a finding of this code was mended at."""

    code: Code
    places: int


LONG_ROW: Final = 1500  # characters: a row that a page may not hold beside others


@dataclass(frozen=True, slots=True)
class FormCopy:
    """The bytes of the copy, what was changed in it, the numbers of tables that the new margins leave no room for."""

    data: bytes
    changes: tuple[FormChange, ...] = ()
    wide: tuple[int, ...] = ()


@dataclass(slots=True)
class Changes:
    """The changes under way in one file: where each paragraph is, the next number of a change, what was done."""

    word: WordText
    styles: Styles
    number: int
    parts: dict[str, bytes]
    touched: set[str] = field(default_factory=set)
    done: Counter[Code] = field(default_factory=Counter)
    lists: dict[Element, Looks] = field(default_factory=dict)

    def make(self, wrong: Iterable[Code], part: str, element: Element, looks: Looks) -> bool:
        """Track the new look of an element and count the codes that it mends; whether anything was changed."""
        if not looks or not restyle(element, looks, self.number):
            return False
        self.number += 1
        self.touched.add(part)
        self.done.update(wrong)
        return True

    def elements(self, paragraph: Paragraph) -> Iterator[tuple[str, Element]]:
        """The `w:p` of a paragraph, each with its part; several where the file tore it apart."""
        for segment in paragraph.segments:
            if 1 <= segment.line <= len(self.word.order):
                yield self.word.order[segment.line - 1]


def with_form(data: bytes, name: str, profile: Profile) -> FormCopy | Diagnostic:
    """The file with its form brought to a norm by tracked changes; a file that can't be read comes back as its problem.

    `name` is how the user knows the file. Accepting all gives a paper without the findings of `FORM_CODES` but for what
    a person must decide (a number at the other edge of the page); rejecting all gives the original text and look.
    """
    word = read_word_text(data, name)
    paper = paper_of_docx(data, name)
    if isinstance(word, Diagnostic) or isinstance(paper, Diagnostic):
        return word if isinstance(word, Diagnostic) else paper  # type: ignore[return-value]  # one of them is
    package = package_of([paper], (), profile)
    numbers = (int(v) for root in word.roots.values() for v in identifiers(root))
    changes = Changes(
        word, Styles(word.package.linked_tree("styles")), 1 + max(numbers, default=0), dict(word.package.parts)
    )
    changes.lists, definitions = list_looks(package, word, changes.styles)
    long = tuple(running_text(package))
    _pages(package, changes)
    for document in package.documents:
        prose = tuple(dict.fromkeys(_prose(document, long)))
        _letters(document, prose, profile, changes)
        for paragraph in prose:
            _paragraph(paragraph, profile, changes)
        _heading(document, profile, changes)
        _heads(document, changes)
        _rows(document, changes)
    for part, element in word.order:
        if looks := changes.lists.get(element):
            changes.make([codes.LIST_MARK], part, element, looks)
    if definitions is not None and changes.done[codes.LIST_MARK]:
        changes.parts[word.package.linked("numbering") or ""] = serialised(definitions)
    for part in changes.touched:
        changes.parts[part] = serialised(word.roots[part])
    done = tuple(FormChange(code, changes.done[code]) for code in FORM_CODES if changes.done[code])
    wide = tuple(_wide_tables(word)) if changes.done[codes.MARGIN] else ()
    return FormCopy(packed(changes.parts) if done else data, done, wide)


def form_left(found: Iterable[Diagnostic], changed: Collection[Code]) -> list[Diagnostic]:
    """The findings about form that a person must mend, the first of each code: no change was about them."""
    left = {code.code for code in (*FORM_CODES, *FOR_PEOPLE) if code not in changed}
    return list({one.code: one for one in reversed([*found]) if one.code in left}.values())[::-1]


def _prose(document: Document, long: Collection[Paragraph]) -> Iterator[Paragraph]:
    """The running text of a document: its long paragraphs, its clauses and the items of its lists."""
    clauses = [clause.paragraph for clause in document.clauses]
    title = document.title.text if document.title is not None else ""
    for paragraph in (*((document.preamble,) if document.preamble else ()), *document.body):
        known = paragraph in long or paragraph in clauses or bool(paragraph.label) or ITEM.match(paragraph.text)
        if known and paragraph.part == "body" and paragraph.look is not None and paragraph.text not in title:
            yield paragraph


def _paragraph(paragraph: Paragraph, profile: Profile, changes: Changes) -> None:
    """Line spacing, first-line indent and alignment of a paragraph of the running text."""
    look = paragraph.look
    if look is None:
        return
    least, most = profile.spacing
    asked: dict[str, Mapping[str, str | None]] = {}
    wrong: list[Code] = []
    if look.spacing is not None and not least - 0.01 <= look.spacing <= most + 0.01:
        line = round(240 * min(max(look.spacing, least), most))
        asked["spacing"] = {"line": str(line), "lineRule": "auto"}
        wrong.append(codes.SPACING)
    plain = not paragraph.label and look.left_indent < 1 and look.align in {"left", "start", "both"}
    if plain and abs(look.first_indent - profile.indent) > INDENT_SLACK:
        asked["ind"] = {"firstLine": str(round(profile.indent * MILLIMETRE)), "hanging": None}
        wrong.append(codes.INDENT)
    if profile.justified and look.align in {"left", "start"}:
        asked["jc"] = {"val": "both"}
        wrong.append(codes.ALIGN)
    for part, element in changes.elements(paragraph) if asked else ():
        own = asked
        mended = wrong
        if element in changes.lists:  # a paragraph has one tracked change of its look
            own, mended = {**asked, **changes.lists.pop(element)}, [*wrong, codes.LIST_MARK]
        if "ind" in asked and text_of(element, soft_hyphens=True)[:1].isspace():  # drawn by spaces or a tab
            own = {name: looks for name, looks in own.items() if name != "ind"}
        changes.make([code for code in mended if code is not codes.INDENT or "ind" in own], part, element, own)


def _letters(document: Document, prose: Sequence[Paragraph], profile: Profile, changes: Changes) -> None:
    """Sizes and fonts: what the running text mostly bears and the norm does not name, throughout the document."""
    sizes, fonts = Counter[float](), Counter[str]()
    wrong_sizes, wrong_fonts = set(), set()
    for paragraph in prose:
        own_sizes, own_fonts = _measured(paragraph, changes)
        sizes, fonts = sizes + own_sizes, fonts + own_fonts
        total = sum(own_sizes.values()) or 1
        wrong_sizes |= {s for s, n in own_sizes.items() if s and s not in profile.sizes and n / total > MOSTLY}
        wrong_fonts |= {
            f for f, n in own_fonts.items() if f and profile.fonts and f not in profile.fonts and n / total > MOSTLY
        }
    if not (wrong_sizes or wrong_fonts):
        return
    font = max(profile.fonts, key=lambda name: fonts[name], default="")
    right = {size: _nearest(size, profile.sizes, sizes) for size in wrong_sizes}
    for paragraph in _from_head(document):
        mended: set[Code] = set()
        for part, element in changes.elements(paragraph):
            for run in _plain_runs(element):
                size, own_font, _ = changes.styles.run_look(run.find(q("rPr")), _style(element))
                asked: dict[str, dict[str, str | None]] = {}
                if size in right:
                    half = f"{2 * right[size]:g}"
                    asked |= {"sz": {"val": half}, "szCs": {"val": half}}
                if own_font in wrong_fonts:
                    themes = dict.fromkeys(("asciiTheme", "hAnsiTheme", "cstheme"))
                    asked["rFonts"] = {**dict.fromkeys(("ascii", "hAnsi", "cs"), font), **themes}
                if changes.make((), part, run, asked):
                    mended |= {{"sz": codes.FONT_SIZE, "rFonts": codes.FONT}[name] for name in asked if name != "szCs"}
        changes.done.update(mended)


def _measured(paragraph: Paragraph, changes: Changes) -> tuple[Counter[float], Counter[str]]:
    """How many letters of a paragraph are of each size and each font."""
    sizes, fonts = Counter[float](), Counter[str]()
    for _, element in changes.elements(paragraph):
        for run in _plain_runs(element):
            size, font, _ = changes.styles.run_look(run.find(q("rPr")), _style(element))
            letters = sum(len((t.text or "").strip()) for t in run.iter(q("t")))
            sizes[size] += letters
            fonts[font] += letters
    return sizes, fonts


def _nearest(size: float, allowed: Iterable[float], used: Mapping[float, int]) -> float:
    """The allowed size that the text has most of already, else the nearest, of two the larger."""
    return max(allowed, key=lambda other: (used.get(other, 0), -abs(other - size), other))


def _plain_runs(element: Element) -> Iterator[Element]:
    """The runs of a paragraph that hold text, those of a text box in it left out."""
    for run in element.iter(q("r")):
        if ancestor(run, "p") is element and next(run.iter(q("t")), None) is not None:
            yield run


def _style(element: Element) -> str | None:
    return value(element.find(q("pPr")), "pStyle")


def _from_head(document: Document) -> Iterator[Paragraph]:
    """The paragraphs of a document's own part below its letterhead; of a letter from its text on."""
    first = document.head if document.kind == "order" else next(iter(document.body), None)
    started = document.kind == "annex" or first is None
    for block in document.blocks:
        started = started or block is first
        if started and isinstance(block, Paragraph) and block.part == "body":
            yield block


def _heading(document: Document, profile: Profile, changes: Changes) -> None:
    """The heading to the text at the left or in the middle, where the norm of a house says which."""
    title = document.title
    if profile.heading == "any" or title is None or title.look is None or document.kind not in {"order", "letter"}:
        return
    if title.part != "body" or title.look.align == profile.heading:
        return
    asked: dict[str, dict[str, str | None]] = {"jc": {"val": profile.heading}}
    if profile.heading == "center":
        asked["ind"] = {"firstLine": "0", "hanging": None}
    for part, element in changes.elements(title):
        changes.make([codes.HEADING_PLACE], part, element, asked)


def _heads(document: Document, changes: Changes) -> None:
    """The head of a long table repeated on every page; of several rows where its cells are merged downwards."""
    for table in document.tables():
        if len(table.rows) <= LONG_TABLE or table.rows[0].header:
            continue
        last = 0
        while last + 1 < len(table.rows) and any(cell.merged for cell in table.rows[last + 1].cells):
            last += 1
        if last > 2:  # noqa: PLR2004 - a head is of three rows at most: what is merged further down is a section
            last = 0
        for row in table.rows[: last + 1]:
            if 1 <= row.line <= len(changes.word.order):
                part, paragraph = changes.word.order[row.line - 1]
                element = ancestor(paragraph, "tr")
                if element is not None:
                    looks: Looks = (
                        {"cantSplit": {}, "tblHeader": {}} if row.splits and _breaks(table) else {"tblHeader": {}}
                    )
                    changes.make([codes.HEADER_ROW], part, element, looks)  # a row has one tracked change


def _breaks(table: Table) -> bool:
    """Whether a table is long and most of its rows may break at the end of a page."""
    return len(table.rows) > LONG_TABLE and sum(row.splits for row in table.rows) * 2 > len(table.rows)


def _rows(document: Document, changes: Changes) -> None:
    """The rows of a long table kept whole; those as long as a page may break on."""
    for table in document.tables():
        if not _breaks(table):
            continue
        for row in table.rows:
            if not row.splits or sum(len(cell.text) for cell in row.cells) > LONG_ROW:
                continue
            if 1 <= row.line <= len(changes.word.order):
                part, paragraph = changes.word.order[row.line - 1]
                element = ancestor(paragraph, "tr")
                if element is not None:
                    changes.make([codes.ROW_BREAKS], part, element, {"cantSplit": {}})


def _pages(package: PaperPackage, changes: Changes) -> None:
    """Margins and page numbers of every section, each section's in one change."""
    main = changes.word.main
    for nth, section in enumerate(_sections(changes.word)):
        asked: dict[str, dict[str, str | None]] = {}
        if margins := _margins(section, package.profile):
            asked["pgMar"] = margins
        if nth == 0 and _lacks_numbers(package.papers[0], changes, package.profile):
            asked["titlePg"] = {"val": None}
        wrong = [{"pgMar": codes.MARGIN, "titlePg": codes.PAGE_NUMBER}[name] for name in asked]
        changes.make(wrong, main, section, asked)


def _margins(section: Element, profile: Profile) -> dict[str, str | None]:
    """The margins of a section with the narrow ones made as wide as the norm's; empty where none is narrow."""
    margins = section.find(q("pgMar"))
    given = {} if margins is None else margins.attrib
    widths = {side: _twips(given.get(q(side))) / MILLIMETRE for side in SIDES}
    if value(section, "pgSz", "orient") == "landscape" and is_turned(widths, profile.margins):
        return {}
    asked: dict[str, str | None] = {}
    for side in SIDES:
        gutter = _twips(given.get(q("gutter"))) if side == "left" else 0
        wanted = math.ceil(getattr(profile.margins, side) * MILLIMETRE) - gutter
        if _twips(given.get(q(side))) < wanted - MARGIN_SLACK * MILLIMETRE:
            asked[side] = f"{wanted:.0f}"
    whole = dict.fromkeys((*SIDES, "gutter"), "0") | {"header": "708", "footer": "708"}
    return {**{name: given.get(q(name), whole[name]) for name in whole}, **asked} if asked else {}


def _wide_tables(word: WordText) -> Iterator[int]:
    """The numbers of the tables whose columns are wider together than the text of their section."""
    before: list[tuple[int, float]] = []
    for element in () if word.body is None else word.body:
        if element.tag == q("tbl"):
            columns = element.iterfind(f"{q('tblGrid')}/{q('gridCol')}")
            before.append((1 + len(before), sum(_twips(column.get(q("w"))) for column in columns)))
        for section in element.iter(q("sectPr")):
            page, margins = section.find(q("pgSz")), section.find(q("pgMar"))
            if page is not None and margins is not None:
                taken = sum(_twips(margins.get(q(side))) for side in ("left", "right", "gutter"))
                room = _twips(page.get(q("w"))) - taken + TABLE_SLACK
                yield from (number for number, width in before if width > room)
            before = [(number, 0) for number, _ in before]


def _twips(text: str | None) -> float:
    return abs(float(text)) if text and re.fullmatch(r"-?\d{1,6}(?:\.\d+)?", text) else 0


def _sections(word: WordText) -> list[Element]:
    return [] if word.body is None else list(word.body.iter(q("sectPr")))


def _lacks_numbers(paper: Paper, changes: Changes, profile: Profile) -> bool:
    """Whether the first section is to get a first page of its own; where no page has a number, all get one."""
    sections = _sections(changes.word)
    if not has_several_pages(paper):
        return False
    if not any(reference.tag.endswith("erReference") for section in sections for reference in section):
        edge = "footer" if profile.page_numbers == "bottom" else "header"
        main = changes.word.main
        changes.number += add_page_number(changes.parts, main, sections[0], edge, changes.number)
        changes.touched.add(main)
        return True
    first = paper.sections[0]
    return bool(first.numbered) and not first.first_differs and _only_numbers(changes.word)


def _only_numbers(word: WordText) -> bool:
    """Whether headers and footers hold nothing but the number of the page: the first page may go without them."""
    around = [root for root in word.roots.values() if root.tag in {q("hdr"), q("ftr")}]
    texts = [text_of(p, soft_hyphens=True) for root in around for p in root.iter(q("p"))]
    return all(re.fullmatch(r"[\s\d–-]*", text) for text in texts)
