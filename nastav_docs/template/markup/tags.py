"""Tags in paragraphs: found across Word's runs, taken out, and left as a token in the text or a mark in the tree.

The syntax is docxtpl's: `{{ }}`, `{% %}`, `{# #}`, the letters `p`, `tr`, `tc`, `r` after the opening braces, the
dashes that join lines, and the escapes `{_{ }_} {_% %_}`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.docx import Element, Places, q, words_of, xml
from nastav_docs.template.markup.look_alikes import righted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OBJECT = "\ufffc"  # stands for a picture, a footnote's mark or a field in a paragraph's text
_OPEN = re.compile(r"\{[{%#]|\{_[{%]|\}_\}|%_\}|[}%#]\}")
_CLOSERS = {"{": "}}", "%": "%}", "#": "#}"}
_ESCAPES = {"{_{": "{{", "{_%": "{%", "}_}": "}}", "%_}": "%}"}
_LEVEL = re.compile(r"(p|tr|tc|r)[ \xa0\t\n]")
_RAW = re.compile(r"[ \xa0]*raw[ \xa0]*")
_ENDRAW = re.compile(r"\{%-?[ \xa0]*endraw[ \xa0]*-?%\}")
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_SMART = "«»„“”‘’‚‹›"
_READ_AS = {"“": '"', "”": '"', "‘": "'", "’": "'"}  # as docxtpl reads them
_STRAIGHT = str.maketrans(_READ_AS)


@dataclass(slots=True)
class Tag:
    """One tag of a template, as `{%p for x in y %}`.

    `kind` is the second character: `{`, `%` or `#`. `level` is the letter after it: «», `p`, `tr`, `tc` or `r`. `body`
    is what stands between, `source` the tag as written, `place` where the user finds it.
    """

    kind: str
    level: str
    body: str
    source: str
    place: Place

    @property
    def word(self) -> str:
        """The first word of a statement («for», «endif»); an empty text for any other tag."""
        found = re.match(r"[A-Za-z_]+", self.body)
        return found[0] if found and self.kind == "%" else ""


@dataclass(slots=True)
class TagBook:
    """All tags of a template and of the files it is made of, by number, and the problems found so far.

    `asked` are the places of fields that refer to bookmarks, by the element with which each begins; `contents` are the
    tags in tables of contents. `key` is a word that stands in no part: with it the place of a tag is marked, as a token
    in a text or as a mark in a tree.
    """

    key: str
    tags: list[Tag] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    asked: dict[Element, Place] = field(default_factory=dict)
    contents: list[Tag] = field(default_factory=list)

    def add(self, tag: Tag) -> int:
        """Put a tag into the book; returns its number."""
        self.tags.append(tag)
        return len(self.tags) - 1

    def token(self, number: int) -> str:
        """The characters that stand for a tag in a text or an attribute: «key:7;»."""
        return f"{self.key}:{number};"

    def mark(self, number: int) -> Element:
        """The processing instruction that stands for a tag among elements: `<?key 7?>`."""
        return etree.ProcessingInstruction(self.key, str(number))

    def of_mark(self, element: Element) -> Tag | None:
        """The tag that an element stands for; None for an element that is no mark."""
        if element.tag is not etree.ProcessingInstruction:
            return None
        return self.tags[int(element.text)]

    def readable(self, text: str) -> str:
        """A text with the tokens in it replaced by the tags as they were written."""
        return self.pattern().sub(lambda found: self.tags[int(found[1] or found[2])].source, text)

    def pattern(self) -> re.Pattern[str]:
        """The expression that finds tokens and marks in serialised XML; one of its two groups is the number."""
        return re.compile(rf"<\?{self.key} (\d+)\?>|{self.key}:(\d+);")


@dataclass(slots=True)
class TagSpan:
    """The characters `start` to `end` of a paragraph's text: a tag, or an escape with the `literal` that it stands for.

    `joins_before` and `joins_after` say that the tag has a dash on that side: `{%- … -%}`.
    """

    start: int
    end: int
    tag: Tag | None
    literal: str = ""
    joins_before: bool = False
    joins_after: bool = False


@dataclass(slots=True)
class Atom:
    """A child of a run that stands for the characters `start` to `end` of its paragraph's text."""

    element: Element
    start: int
    end: int


@dataclass(slots=True)
class TaggedParagraph:
    """A paragraph with its text, the elements (`atoms`) that the text is made of, and the tags in it.

    `unclosed` and `stray` are the problems of an opening without an end and of ends without an opening.
    """

    paragraph: Element
    text: str
    atoms: list[Atom]
    spans: list[TagSpan]
    unclosed: list[Diagnostic] = field(default_factory=list)
    stray: list[Diagnostic] = field(default_factory=list)

    @property
    def rest(self) -> str:
        """The text without its tags."""
        pieces, position = [], 0
        for span in self.spans:
            pieces += [self.text[position : span.start], span.literal]
            position = span.end
        return "".join([*pieces, self.text[position:]])

    @property
    def plain(self) -> str:
        """The text without its tags and without what `{% raw %}` protects."""
        pieces, position, raw = [], 0, False
        for span in self.spans:
            pieces += [] if raw else [self.text[position : span.start], span.literal]
            raw = raw != (span.tag is None and not span.literal)
            position = span.end
        return "".join(pieces if raw else [*pieces, self.text[position:]])


_CHARACTERS = {q("tab"): "\t", q("br"): "\n", q("cr"): "\n", q("noBreakHyphen"): "-", q("softHyphen"): ""}
_SILENT = {q("rPr"), q("instrText"), q("fldChar"), q("delInstrText"), q("ptab")}
_WRAPPERS = {q(name) for name in ("hyperlink", "sdt", "sdtContent", "fldSimple", "smartTag", "dir", "bdo")}


def atoms_of(paragraph: Element) -> list[Atom]:
    """The elements that the text of a paragraph is made of, in order.

    Paragraphs of a text box in it do not belong to it.
    """
    atoms: list[Atom] = []
    position = 0
    for run in _runs(paragraph):
        for child in run:
            if child.tag in _SILENT:
                continue
            length = len(_text(child))
            atoms.append(Atom(child, position, position + length))
            position += length
    return atoms


def _runs(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == q("r"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _runs(child)


def _text(child: Element) -> str:
    if child.tag == q("t"):
        return child.text or ""
    return _CHARACTERS.get(child.tag, OBJECT)


def text_of(paragraph: Element) -> str:
    """The text of a paragraph with its tags; a picture, a field or a note's mark in it is U+FFFC."""
    return "".join(_text(atom.element) for atom in atoms_of(paragraph))


def find_tags(paragraph: Element, places: Places, file: str, problems: list[Diagnostic]) -> TaggedParagraph:
    """Find the tags of a paragraph with their places; what is wrong with them goes to `problems`.

    `places` are those of the part that the paragraph stands in, `file` the template as the user knows it.
    """
    atoms = atoms_of(paragraph)
    text = "".join(_text(atom.element) for atom in atoms)
    found = TaggedParagraph(paragraph, text, atoms, [])
    if not _OPEN.search(text):
        return found
    scan(found, Place(file, words=places.of(paragraph, text)), problems)
    return found


def scan(found: TaggedParagraph, place: Place, problems: list[Diagnostic]) -> None:
    """Find the tags in the text of `found` and add them to its spans; problems go to `problems`, at `place`."""
    position = 0
    while mark := _OPEN.search(found.text, position):
        opening = mark[0]
        if opening in _ESCAPES:
            found.spans.append(TagSpan(mark.start(), mark.end(), None, _ESCAPES[opening]))
            position = mark.end()
        elif opening[0] != "{":
            found.stray.append(_stray(opening, found.text, mark.start(), place))
            problems.append(found.stray[-1])
            position = mark.end()
        else:
            position = _read_tag(found, mark, place, problems)


def _stray(closing: str, text: str, at: int, place: Place) -> Diagnostic:
    return codes.TAG_UNCLOSED.at(
        place,
        f"«{closing}» без начала метки",
        hint="допишите начало метки; чтобы напечатать скобки, напишите «}_}» или «%_}»",
        text=text[max(0, at - 30) : at + 2],
    )


def _read_tag(found: TaggedParagraph, mark: re.Match[str], place: Place, problems: list[Diagnostic]) -> int:
    """Read the tag that begins at `mark`; returns the position after it."""
    text, start, kind = found.text, mark.start(), mark[0][1]
    end = _end_of_tag(text, mark.end(), kind)
    if end < 0:
        unclosed = codes.TAG_UNCLOSED.at(
            place,
            f"метка не закрыта: нет «{_CLOSERS[kind]}» до конца абзаца",
            hint="метка целиком, вместе с закрывающими скобками, должна стоять в одном абзаце",
            text=text[start : start + 60],
        )
        found.unclosed.append(unclosed)
        problems.append(unclosed)
        return len(text)
    inner = text[start + 2 : end - 2]
    right, wrong = (inner, []) if kind == "#" else righted(inner, kind)
    span = _span(text, right, start, end, kind, place)
    if wrong:
        message, hint = f"в метке {', '.join(wrong)}", f"напишите {{{kind}{right}{_CLOSERS[kind]}"
        problems.append(codes.TAG_SYNTAX.at(place, message, hint=hint, text=text[start:end]))
    _check_characters(span, place, problems)
    if kind == "%" and span.tag is not None and _RAW.fullmatch(span.tag.body):
        return _read_raw(found, span, place, problems)
    found.spans.append(span)
    return end


def _end_of_tag(text: str, position: int, kind: str) -> int:
    """The position after the braces that close a tag, -1 without any; braces inside a string do not close."""
    closer = _CLOSERS[kind]
    stop = text.find(closer, position)
    if kind == "#" or stop < 0:
        return stop + 2 if stop >= 0 else -1
    while position < len(text):
        if text.startswith(closer, position):
            return position + 2
        string = _STRING.match(text, position) if text[position] in "\"'" else None
        position = string.end() if string else position + 1
    return stop + 2


def _span(text: str, inner: str, start: int, end: int, kind: str, place: Place) -> TagSpan:
    """The tag between two positions, `inner` between its braces.

    A dash at an edge makes the white space beside the tag a part of it.
    """
    before, after = inner[:1] == "-", inner[-1:] == "-"
    inner = inner[1 if before else 0 : len(inner) - (1 if after and len(inner) > 1 else 0)]
    level = ""
    if (found := _LEVEL.match(inner)) and not before:
        level, inner = found[1], inner[found.end() :]
    body = _plain(inner)
    span = TagSpan(start, end, Tag(kind, level, body, text[start:end].replace("\n", " "), place))
    if kind == "%":
        span.joins_before, span.joins_after = before, after
    elif before or after:
        while before and span.start and text[span.start - 1].isspace():
            span.start -= 1
        while after and span.end < len(text) and text[span.end].isspace():
            span.end += 1
    return span


def _plain(inner: str) -> str:
    """The body of a tag on one line, with common spaces in place of no-break ones; strings keep theirs."""
    spaced = _outside_strings(inner, lambda code: re.sub(r"[\xa0\u202f\t\n]", " ", code))
    return spaced.replace("\n", " ").strip()


def _outside_strings(code: str, change: Callable[[str], str]) -> str:
    """An expression after `change` was applied to everything but its strings."""
    pieces, position = [], 0
    for string in _STRING.finditer(code):
        pieces += [change(code[position : string.start()]), string[0]]
        position = string.end()
    return "".join([*pieces, change(code[position:])])


def _check_characters(span: TagSpan, place: Place, problems: list[Diagnostic]) -> None:
    tag = span.tag
    if tag is None or tag.kind == "#":
        return
    if OBJECT in tag.source:
        problems.append(
            codes.TAG_SYNTAX.at(
                place,
                "внутри метки стоит рисунок, сноска или поле",
                hint="наберите метку заново",
                text=tag.source.replace(OBJECT, "…"),
            )
        )
    outside = _STRING.sub("", tag.source)
    curly = [character for character in outside if character in _SMART]
    if curly and all(character in _READ_AS for character in curly):
        tag.body = _outside_strings(tag.body, lambda code: code.translate(_STRAIGHT))
        problems.append(
            codes.QUOTES_READ.at(
                place,
                "типографские кавычки внутри метки прочитаны как прямые",
                hint=f"напишите {_outside_strings(tag.source, lambda code: code.translate(_STRAIGHT))}",
                text=tag.source,
            )
        )
    elif curly:
        right = tag.source
        for character in _SMART:
            right = right.replace(character, "'")
        problems.append(
            codes.TAG_QUOTES.at(
                place,
                "типографские кавычки внутри метки: выражение понимает только прямые",
                hint=f"напишите {right} (после автозамены нажмите Ctrl+Z)",
                text=tag.source,
            )
        )
        tag.kind = "#"  # reported once; the expression itself cannot be read


def _read_raw(found: TaggedParagraph, opening: TagSpan, place: Place, problems: list[Diagnostic]) -> int:
    """`{% raw %}`: pass over the text up to `{% endraw %}`, which holds no tags; returns the position after it."""
    closing = _ENDRAW.search(found.text, opening.end)
    found.spans.append(TagSpan(opening.start, opening.end, None))
    if closing is None:
        problems.append(
            codes.BLOCK_UNBALANCED.at(
                place,
                "нет {% endraw %} в том же абзаце",
                hint="допишите {% endraw %}",
                text=opening.tag.source if opening.tag else "",
            )
        )
        return len(found.text)
    found.spans.append(TagSpan(closing.start(), closing.end(), None))
    return closing.end()


def put_tokens(found: TaggedParagraph, book: TagBook) -> None:
    """Put the tags of a paragraph into the book and a token in the place of each; comments are dropped.

    A tag that lay over several runs gets the format of the first.
    """
    for span in reversed(found.spans):
        if span.tag is None:
            replacement = span.literal
        elif span.tag.kind == "#":
            replacement = ""
        else:
            replacement = book.token(book.add(span.tag))
        _replace(found, span.start, span.end, replacement)
    for run in list(_runs(found.paragraph)):
        for text in run.findall(q("t")):
            if not text.text:
                run.remove(text)
            elif book.key in text.text:
                text.set(xml.XML_SPACE, "preserve")
            else:
                xml.keep_spaces(text)
        if not [child for child in run if child.tag != q("rPr")]:
            xml.remove(run)


def _replace(found: TaggedParagraph, start: int, end: int, replacement: str) -> None:
    """Replace the characters from `start` to `end`; call it from the right to the left of a paragraph."""
    for atom in found.atoms:
        if atom.end <= start or atom.start >= end or atom.start == atom.end:
            continue
        element = atom.element
        if element.tag != q("t"):
            xml.remove(element)
            continue
        content = element.text or ""
        before = content[: max(0, start - atom.start)]
        after = content[end - atom.start :] if end < atom.end or end - atom.start < len(content) else ""
        element.text = before + replacement + (after if end <= atom.end else "")
        replacement = ""


@dataclass(frozen=True, slots=True)
class TemplatePart:
    """A part whose tags are being found: its tree, its name in the package, its file as the user knows it."""

    root: Element
    name: str
    file: str

    def place(self, element: Element | None = None) -> Place:
        """The place of an element of this part."""
        if element is None:
            return Place(self.file, words=words_of(self.root))
        return Place(self.file, words=words_of(element))
