"""How Word shows a paragraph: the chain of styles, and the numbers that lists give by themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from nastav_docs.docx import MILLIMETRE, Element, first, is_on, nearest, number, q, value
from nastav_docs.papers.model import ParagraphLook, Table

LEVELS = range(9)  # of a list (ISO/IEC 29500-1, 17.9.3)
LONGEST_LABEL = 255  # characters: Word stores no longer ones
LARGEST_ROMAN = 32_767  # as Word counts
# The signs that Word's own bullets take from Symbol and Wingdings, as they are seen.
SEEN_AS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf06e": "■", "\uf06c": "●", "\uf09f": "•", "o": "○", "\uf02d": "-",
    "\uf0be": "–",
}  # fmt: skip
ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


class CellShape(NamedTuple):
    """A cell of a row: its place in the grid, whether it continues the one above, its texts and looks as in the XML."""

    column: int
    span: int
    merged: bool
    paragraphs: tuple[tuple[str, ParagraphLook], ...]


class RowShape(NamedTuple):
    """A row as its XML tells it; `plain`: with no table or text box within, so that its paragraphs follow each other.

    Papers made from one template repeat their rows, whatever file and table they stand in.
    """

    cells: tuple[CellShape, ...]
    header: bool
    splits: bool
    deleted: bool
    plain: bool


class Styles:
    """The styles of a document: what a paragraph and its runs look like in the end.

    What was read once is kept: paragraphs, tables and looks of papers made from one template repeat themselves.
    """

    def __init__(self, root: Element) -> None:
        """Read the part with the styles: its root element, `None` where a file has none."""
        self.styles = {} if root is None else {s.get(q("styleId")): s for s in root.iter(q("style"))}
        self.default = next((i for i, s in self.styles.items() if is_default(s)), None)
        self.defaults = None if root is None else root.find(q("docDefaults"))
        self.known: dict[tuple[str | None, str], tuple[Element, ...]] = {}
        self.runs: dict[tuple[str | None, bytes], tuple[float, str, bool]] = {}
        self.frames: dict[bytes, tuple[ParagraphLook, str | None]] = {}
        self.tables: dict[tuple[str, int, int, bytes], Table] = {}
        self.rows: dict[bytes, RowShape] = {}
        self.seen: dict[bytes, tuple[str, ParagraphLook, bool]] = {}
        self.looks: dict[tuple[ParagraphLook, frozenset[tuple[float, str, bool]], bool], ParagraphLook] = {}

    def based(self, style: str | None, properties: str) -> tuple[Element, ...]:
        """The property elements of a style and of those it is based on, the nearest first."""
        key = (style, properties)
        if key not in self.known:
            found, seen, at = [], set(), style
            while at in self.styles and at not in seen:
                seen.add(at)
                found.append(self.styles[at].find(q(properties)))
                at = value(self.styles[at], "basedOn")
            self.known[key] = tuple(element for element in found if element is not None)
        return self.known[key]

    def chain(self, style: str | None, properties: str) -> tuple[Element, ...]:
        """The property elements of a paragraph's style (the default one where none is named), the defaults last."""
        named = f"{q(properties + 'Default')}/{q(properties)}"
        default = None if self.defaults is None else self.defaults.find(named)
        return (*self.based(style or self.default, properties), *(() if default is None else (default,)))

    def name(self, style: str | None) -> str:
        """The name of a style by its id (None: the default style), as the file has it: «heading 1»; «» without one."""
        return value(self.styles.get(style or self.default), "name") or ""

    def look(self, paragraph: Element) -> ParagraphLook:
        """What a paragraph looks like: alignment, indents, line spacing, sizes and fonts of its visible text."""
        frame, style = self.frame(paragraph)
        looks = {
            self.run_look(run.find(q("rPr")), style)
            for run in paragraph.iter(q("r"))
            if any((t.text or "").strip() for t in run.iter(q("t")))
        }
        breaks = any(b.get(q("type")) == "page" for b in paragraph.iter(q("br")))
        key = (frame, frozenset(looks), breaks)
        if key not in self.looks:
            self.looks[key] = full_look(*key)
        return self.looks[key]

    def frame(self, paragraph: Element) -> tuple[ParagraphLook, str | None]:
        """What a paragraph looks like before its text is seen, and its style; thousands share a few frames."""
        from lxml.etree import tostring  # noqa: PLC0415 - loaded for Word files only

        own = paragraph.find(q("pPr"))
        key = b"" if own is None else tostring(own, with_tail=False)
        if key not in self.frames:
            style = value(own, "pStyle")
            chain = (*(() if own is None else (own,)), *self.chain(style, "pPr"))
            line, rule = first(chain, "spacing", "line"), first(chain, "spacing", "lineRule") or "auto"
            indent = number(first(chain, "ind", "firstLine")) - number(first(chain, "ind", "hanging"))
            look = ParagraphLook(
                align=first(chain, "jc") or "left",
                first_indent=indent / MILLIMETRE,
                left_indent=number(first(chain, "ind", "left") or first(chain, "ind", "start")) / MILLIMETRE,
                spacing=number(line) / 240 if line and rule == "auto" else None,
                page_break=is_on(nearest(chain, "pageBreakBefore")),
                style=self.name(style),
                numbering=(first(chain, "numPr/numId") or "", int(number(first(chain, "numPr/ilvl")))),
            )
            self.frames[key] = (look, style)
        return self.frames[key]

    def run_look(self, own: Element, style: str | None) -> tuple[float, str, bool]:
        """Size in points, font and boldness of a run: its own, its style's, the paragraph's style's."""
        from lxml.etree import tostring  # noqa: PLC0415 - loaded for Word files only

        key = (style, b"" if own is None else tostring(own, with_tail=False))
        if key not in self.runs:
            named = self.based(value(own, "rStyle"), "rPr")
            looks = (*(() if own is None else (own,)), *named, *self.chain(style, "rPr"))
            size = first(looks, "sz")
            font = first(looks, "rFonts", "ascii") or first(looks, "rFonts", "cs") or ""
            self.runs[key] = (number(size) / 2, font, is_on(nearest(looks, "b")))
        return self.runs[key]


def full_look(frame: ParagraphLook, looks: frozenset[tuple[float, str, bool]], breaks: bool) -> ParagraphLook:  # noqa: FBT001 - a key's part
    """The look of a paragraph with its runs: `looks` are (size in points, font, bold) of each, `frame` all the rest.

    `breaks`: a run begins a new page.
    """
    return replace(
        frame,
        sizes=frozenset(size for size, _, _ in looks if size),
        fonts=frozenset(font for _, font, _ in looks if font),
        bold=bool(looks) and all(bold for _, _, bold in looks),
        page_break=frame.page_break or breaks,
    )


def is_default(style: Element) -> bool:
    """Whether this is the style of paragraphs that name none."""
    return style.get(q("type")) == "paragraph" and style.get(q("default")) in {"1", "true"}


class ListLevels:
    """The lists that a file defines: the definition of each, and the levels of each definition."""

    def __init__(self, root: Element) -> None:
        """Read the part with the lists: its root element, `None` where a file has none."""
        self.lists: dict[str, str] = {}
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.legal: set[tuple[str, int]] = set()  # lists, levels all in figures: «1.1.» under «I.»
        for abstract in () if root is None else root.iter(q("abstractNum")):
            self.levels[abstract.get(q("abstractNumId"))] = {
                int(number(level.get(q("ilvl")))): (
                    value(level, "numFmt") or "decimal",
                    (value(level, "lvlText") or "")[:LONGEST_LABEL],
                    int(number(value(level, "start") or "1")),
                )
                for level in abstract.iter(q("lvl"))
            }
            self.legal |= {
                (abstract.get(q("abstractNumId")), int(number(level.get(q("ilvl")))))
                for level in abstract.iter(q("lvl"))
                if value(level, "isLgl") not in {"0", "false"} and level.find(q("isLgl")) is not None
            }
        for one in () if root is None else root.iter(q("num")):
            self.lists[one.get(q("numId"))] = value(one, "abstractNumId") or ""


class Numbering:
    """The numbers that Word's lists show: «5.1.» before the text of a clause."""

    def __init__(self, defined: ListLevels) -> None:
        """Begin to count the paragraphs of a file with these lists."""
        self.lists, self.levels, self.legal = defined.lists, defined.levels, defined.legal
        self.counts: dict[str, dict[int, int]] = {}

    def bullet(self, numbering: tuple[str, int]) -> str:
        """The sign before a paragraph by its list and level, as it is seen («•»); empty for numbers and pictures."""
        which, level = numbering
        kind, text, _ = self.levels.get(self.lists.get(which, ""), {}).get(level, ("", "", 0))
        return SEEN_AS.get(text, text) if kind == "bullet" else ""

    def label(self, numbering: tuple[str, int]) -> str:
        """The number before a paragraph by its list and level, «5.1.»; call it for every one in reading order."""
        which, level = numbering
        abstract = self.lists.get(which)
        if abstract is None or abstract not in self.levels:
            return ""
        counts, levels = self.counts.setdefault(abstract, {}), self.levels[abstract]
        if level not in levels or level not in LEVELS:
            return ""
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        kind, text, _ = levels[level]
        if kind in {"bullet", "none"}:
            return "–" if kind == "bullet" else ""
        for at in range(level + 1):
            form, _, start = levels.get(at, ("decimal", "", 1))
            form = "decimal" if (abstract, level) in self.legal else form
            text = text.replace(f"%{at + 1}", shown(counts.get(at, start), form))
        return text


def shown(count: int, form: str) -> str:
    """A number as a list of Word writes it: `shown(4, "lowerRoman")` → «iv», `shown(4, "russianLower")` → «г»."""
    if form in {"upperRoman", "lowerRoman"} and 0 <= count <= LARGEST_ROMAN:
        text = ""
        for worth, sign in ROMAN:
            text += sign * (count // worth)
            count %= worth
        return text.upper() if form == "upperRoman" else text
    if form in {"russianLower", "russianUpper"}:
        letter = "абвгдежзиклмнопрстуфхцчшщэюя"[(count - 1) % 28]
        return letter.upper() if form == "russianUpper" else letter
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    return f"{count:02d}" if form == "decimalZero" else str(count)
