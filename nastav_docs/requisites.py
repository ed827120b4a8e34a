"""Which documents a package holds and which requisites each bears: letters, orders with their clauses, annexes.

One file may hold several documents (a scan turned into text), one document may be a file. Signs decide: «ПРИКАЗ» on a
line of its own, «Приложение № …», the salutation of a letter, a title over a table that the order calls an annex.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from nastav_docs.acts import ANCHOR, DATE, NUMBER, SIGN, Act, day_of, similar
from nastav_docs.papers import Block, Paper, Paragraph, Section, Table, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

DocumentKind = Literal["letter", "order", "annex", "other"]

BLANK = r"(?:_{2,}|«?_+»?\s*_+\s*(?:20_+\s*(?:г\.|года)?)?|\.{4,}|…{2,})"
ORDER_HEAD = re.compile(
    r"^(?:П\s?Р\s?И\s?К\s?А\s?З|РАСПОРЯЖЕНИЕ|ПОСТАНОВЛЕНИЕ|Р\s?А\s?С\s?П\s?О\s?Р\s?Я\s?Ж\s?Е\s?Н\s?И\s?Е"
    r"|П\s?О\s?С\s?Т\s?А\s?Н\s?О\s?В\s?Л\s?Е\s?Н\s?И\s?Е|Приказ|Распоряжение|Постановление)"
    rf"\s*(?:(?:от|№|N)\s*[\d«_].{{0,60}}|{DATE}.{{0,40}})?$",
    re.DOTALL,
)
ANNEX_HEAD = re.compile(
    r"^Приложени[ея]\s*(?:(?:№|N)?\s*(?P<number>\d+))?\.?\s*(?:$|\n|(?=[кК]\s|утвержд|Утвержд|УТВЕРЖД))", re.IGNORECASE
)
GRIF = re.compile(
    r"^[«\"]?(?:УТВЕРЖД(?:АЮ|ЕН[АОЫ]?|ЁН[АОЫ]?)|Утвержд(?:аю|ен[аоы]?|ён[аоы]?)\b)[»\"]?[:.]?(?P<rest>.*)", re.DOTALL
)
VERB = re.compile(
    r"(?:П\s*Р\s*И\s*К\s*А\s*З\s*Ы\s*В\s*А\s*Ю|приказываю|п\s?р\s?и\s?к\s?а\s?з\s?ы\s?в\s?а\s?ю"
    r"|П\s*О\s*С\s*Т\s*А\s*Н\s*О\s*В\s*Л\s*Я\s*(?:Ю|Е\s*Т)|п\s?о\s?с\s?т\s?а\s?н\s?о\s?в\s?л\s?я\s?(?:ю|е\s?т)"
    r"|ОБЯЗЫВАЮ|обязываю|ПРЕДЛАГАЮ)\s*:?\s*$",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"^\s*(?:[-–—]\s*)?(?P<number>\d{1,2}(?:\.\d{1,2})*)(?:(?:\.|\))?\s+(?=\S)|\.(?=[А-ЯЁ]))")
TITLE = re.compile(r"^(?:Об?о?|По|О)\s+[«\w]")
NAME = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.?)?\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s[А-ЯЁ]\.\s?[А-ЯЁ]\.?"
SIGNED = re.compile(rf"(?:^|[\s_/])(?:{NAME})\s*/?\s*$")
SALUTATION = re.compile(r"^Уважаем(?:ый|ая|ые)\b.{0,80}[!.,]?$")
ENCLOSED = re.compile(r"^[-–—\s]*Приложени[ея]:")
ORGANISATION = re.compile(
    r"управлени|министерств|администраци|школ|учреждени|комитет|отдел|департамент|образовани|район|округ|город|област"
    r"|гимнази|лице[йя]|детск|центр|[«»\"]|\bСОШ\b|\bООШ\b|МБОУ|МАОУ|МКОУ|МОУ|росси|федераци|республик|кра[йя]",
    re.IGNORECASE,
)
CITED = re.compile(
    r"(?P<paren>\()?\b(?P<word>приложени(?:е|я|ю|ем|и|ям|ями|ях))\s*(?:(?P<sign>№|N)\s?)?(?P<number>\d{1,2})?(?!\d|[.]\d{2}\.\d{4})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """Some characters of a paragraph."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.paragraph.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of an order with the number it shows («5.1», «» where none)."""

    number: str
    paragraph: Paragraph
    body: int  # offset where its words begin

    @property
    def text(self) -> str:
        """Its words without the number."""
        return self.paragraph.text[self.body :]


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the package.

    `parent` is the index of the order that an annex belongs to, `annex` its number («» for the only one), `caption` its
    caption (`None` where it has none).
    """

    kind: DocumentKind
    file: str
    blocks: tuple[Block, ...]
    head: Paragraph | None = None
    day: date | None = None
    requisites: Span | None = None
    number: str = ""
    title: Paragraph | None = None
    preamble: Paragraph | None = None
    verb: Paragraph | None = None
    clauses: tuple[Clause, ...] = ()
    signature: Paragraph | None = None
    after: tuple[Paragraph, ...] = ()
    enclosures: tuple[Paragraph, ...] = ()
    body: tuple[Paragraph, ...] = ()
    caption: Paragraph | None = None
    annex: str = ""
    parent: int | None = None

    def tables(self) -> Iterator[Table]:
        """Its tables."""
        yield from (b for b in self.blocks if isinstance(b, Table))

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph in reading order, cells included."""
        yield from flat(self.blocks)

    @property
    def issuer(self) -> str:
        """What stands over the head of an order: the body that issued it, as far as it can be read."""
        if self.kind != "order" or self.head is None:
            return ""
        lines = []
        for paragraph in self.paragraphs():
            if paragraph is self.head:
                break
            lines.append(paragraph.text)
        return " ".join(" ".join(lines).split())


@dataclass(frozen=True, slots=True)
class Package:
    """What is checked together: the papers, their documents, the registry of acts, the profile of the form."""

    papers: tuple[Paper, ...]
    documents: tuple[Document, ...]
    registry: tuple[Act, ...] = ()
    profile: str = "gost-2016"
    sections: tuple[Section, ...] = field(default=())

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of every paper."""
        for paper in self.papers:
            yield from paper.paragraphs()

    def orders(self) -> Iterator[tuple[int, Document]]:
        """The orders with their indices."""
        yield from ((i, d) for i, d in enumerate(self.documents) if d.kind == "order")

    def order_of(self, document: Document) -> Document | None:
        """The order that a document belongs to: itself, or an annex's order."""
        if document.kind == "order":
            return document
        return self.documents[document.parent] if document.parent is not None else None

    def day_of(self, document: Document) -> date | None:
        """The date of a document; an annex has its order's."""
        order = self.order_of(document)
        return document.day or (order.day if order else None)

    def annexes(self, order: int) -> list[Document]:
        """The annexes of an order."""
        return [d for d in self.documents if d.parent == order]


def flat(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Paragraphs of blocks, cells included."""
    for block in blocks:
        if isinstance(block, Table):
            yield from block.paragraphs()
        else:
            yield block


def package_of(papers: Sequence[Paper], registry: Sequence[Act] = (), profile: str = "gost-2016") -> Package:
    """Find the documents of the papers and tie annexes to their orders."""
    documents = [d for paper in papers for d in documents_of(paper)]
    documents = list(uncaptioned(documents))
    tied: list[Document] = []
    for document in documents:
        if document.kind != "annex":
            tied.append(document)
            continue
        tied.append(replace(document, parent=parent_of(document, documents, len(tied))))
    sections = tuple(s for p in papers for s in p.sections)
    return Package(tuple(papers), tuple(tied), tuple(registry), profile, sections)


def parent_of(annex: Document, documents: Sequence[Document], at: int) -> int | None:
    """The order of an annex: the last one before it, else the only one of the package."""
    orders = [i for i, d in enumerate(documents) if d.kind == "order"]
    same = [i for i in orders if documents[i].file == annex.file and i < at]
    if same:
        return same[-1]
    caption = annex.caption.text if annex.caption else ""
    if orders and re.search(r"\bк\s+(?:письм|положени|программ|договор|план|порядк)", caption):
        return None
    matching = [
        i for i in orders if documents[i].number and re.search(rf"{SIGN}\s*{re.escape(documents[i].number)}\b", caption)
    ]
    if matching:
        return matching[0]
    return orders[0] if len(orders) == 1 else None


def documents_of(paper: Paper) -> Iterator[Document]:
    """Cut a paper into its documents."""
    starts: list[tuple[int, DocumentKind]] = []
    for index, block in enumerate(paper.blocks):
        kind = head_kind(block)
        if kind == "order":
            begin = index
            floor = starts[-1][0] + 1 if starts else 0
            while begin > floor and is_letterhead(paper.blocks[begin - 1]):
                begin -= 1
            starts.append((begin, "order"))
        elif kind == "annex" and not (
            starts and starts[-1][1] == "annex" and is_grif(block) and index - starts[-1][0] < 6
        ):
            starts.append((index, "annex"))
    if not starts or starts[0][0] > 0:
        starts.insert(0, (0, "other"))
    for (begin, kind), (end, _) in zip(starts, [*starts[1:], (len(paper.blocks), "other")], strict=True):
        blocks = paper.blocks[begin:end]
        if not blocks:
            continue
        if kind == "order":
            yield order_of(paper.file, blocks)
        elif kind == "annex":
            yield annex_of(paper.file, blocks)
        elif any(SALUTATION.match(p.text) or ENCLOSED.match(p.text) for p in flat(blocks)):
            yield letter_of(paper.file, blocks)
        else:
            yield Document("other", paper.file, blocks, title=first_title(blocks), body=bodies(blocks))


def head_kind(block: Block) -> DocumentKind | None:
    """What kind of document a block begins, if any."""
    lines = list(block.paragraphs())[:12] if isinstance(block, Table) else [block]
    if isinstance(block, Table) and len(block.rows) > 4:  # noqa: PLR2004 - a caption or letterhead laid out as a table is small
        return None
    for line in lines:
        if ORDER_HEAD.match(line.text):
            return "order"
        if ANNEX_HEAD.match(line.text) and len(line.text) < 300:  # noqa: PLR2004 - a caption, not a sentence
            return "annex"
        grif = GRIF.match(line.text)
        if (
            grif
            and len(line.text) < 200
            and (line.text[:3].isupper() or re.match(r"\s*(?:приказ|распоряж|постановл|$)", grif["rest"]))
        ):
            return "annex"
    return None


def is_grif(block: Block) -> bool:
    """Whether a block is a grif and no caption: right after a caption it belongs to the same annex."""
    lines = list(block.paragraphs())[:12] if isinstance(block, Table) else [block]
    return not any(ANNEX_HEAD.match(line.text) for line in lines)


def is_letterhead(block: Block) -> bool:
    """Whether a block over «ПРИКАЗ» names the body that issues it."""
    if isinstance(block, Table):
        return False
    text = block.text
    if len(text) > 200 or "@" in text or SIGNED.search(text):  # noqa: PLR2004 - longer is running text
        return False
    if re.search(r"\d", text):
        return bool(re.search(r"№\s?\d|\d{6}|тел|ИНН|ОГРН", text, re.IGNORECASE))
    return bool(ORGANISATION.search(text)) or text.isupper()


def numbered(paragraph: Paragraph) -> Clause:
    """A clause with the number in its text or from Word."""
    match = CLAUSE.match(paragraph.text)
    if match and not re.match(rf"\s*{DATE}", paragraph.text):
        return Clause(match["number"], paragraph, match.end())
    return Clause(paragraph.label.rstrip(".)"), paragraph, 0)


def order_of(file: str, blocks: tuple[Block, ...]) -> Document:
    """An order: its date and number, title, preamble, clauses, signature."""
    lines = list(flat(blocks))
    at_head = next((i for i, p in enumerate(lines) if ORDER_HEAD.match(p.text)), 0)
    at_verb = next((i for i, p in enumerate(lines) if i > at_head and VERB.search(p.text)), None)
    top = lines[at_head : at_verb if at_verb is not None else at_head + 8]
    requisites = next((s for s in map(date_and_number, top) if s), None) or date_and_number_apart(top)
    anchor = ANCHOR.search(requisites.text) if requisites else None
    day, number = (None, "") if anchor is None else own(anchor)
    start = next((i for i, p in enumerate(lines) if i > at_head and TITLE.match(p.text) and len(p.text) < 400), None)  # noqa: PLR2004 - a title, not a text
    title_lines = [] if start is None or (at_verb is not None and start >= at_verb) else title_from(lines, start)
    after_title = (start or at_head) + len(title_lines)
    preamble = None
    if at_verb is not None:
        texts = [p for p in lines[after_title:at_verb] if len(p.text) > 40]  # noqa: PLR2004 - not a place or date
        own_words = VERB.search(lines[at_verb].text)
        if own_words and own_words.start() > 3:  # noqa: PLR2004 - the verb ends the preamble's own paragraph
            texts.append(lines[at_verb].part_of(0, own_words.start()))
        preamble = joined(texts) if texts else None
    rest = lines[(at_verb if at_verb is not None else after_title - 1) + 1 :]
    at_end = next((i for i, p in enumerate(rest) if i and is_signature(p)), len(rest))
    signature = rest[at_end] if at_end < len(rest) else None
    clause_lines = [p for p in rest[:at_end] if p.part == "body" and not is_position(p, rest[:at_end])]
    return Document(
        "order",
        file,
        blocks,
        head=lines[at_head],
        day=day,
        requisites=requisites,
        number=number,
        title=joined(title_lines) if title_lines else None,
        preamble=preamble,
        verb=lines[at_verb] if at_verb is not None else None,
        clauses=tuple(numbered(p) for p in clause_lines),
        signature=signature,
        after=tuple(p for p in rest[at_end + 1 :] if p.part == "body"),
        body=tuple(clause_lines),
    )


def own(anchor: re.Match[str]) -> tuple[date | None, str]:
    """Date and number out of a match."""
    text = anchor["date1"] or anchor["date2"] or ""
    number = anchor["number1"] or anchor["number2"] or anchor["number3"] or ""
    return (day_of(text) if text else None), number.rstrip(".")


def date_and_number(paragraph: Paragraph) -> Span | None:
    """The line with date and number of a document: nothing else stands on it but a place."""
    text = paragraph.text
    match = ANCHOR.search(text)
    if not match or len(text) > 110:  # noqa: PLR2004 - a line of requisites is short
        return None
    start = match.start()
    head = ORDER_HEAD.match(text)
    if head or re.fullmatch(r"(?:г\.\s*\S+\s*)?", text[:start].strip()) or not re.search(r"[а-яё]{4,}", text[:start]):
        return Span(paragraph, start, match.end())
    return None


def date_and_number_apart(lines: Sequence[Paragraph]) -> Span | None:
    """The same where date and number stand in two cells or paragraphs: the place is that of the date."""
    for line, following in zip(lines, lines[1:], strict=False):
        if re.fullmatch(rf"(?:от\s+)?{DATE}(?:\s*г\.?|\s*года)?", line.text) and re.fullmatch(
            rf"{SIGN}\s*{NUMBER}", following.text
        ):
            whole = joined([line, following])
            return Span(whole, 0, len(whole.text))
    return None


def title_from(lines: Sequence[Paragraph], start: int) -> list[Paragraph]:
    """The lines of a title: short ones that follow each other without a stop."""
    found = [lines[start]]
    for line in lines[start + 1 : start + 6]:
        text = line.text
        if found[-1].text.rstrip().endswith((".", ":")) or len(text) > 90 or not re.match(r"[а-яё«(]", text):  # noqa: PLR2004 - a line of a title
            break
        found.append(line)
    return found


def is_signature(paragraph: Paragraph) -> bool:
    """Whether a short line ends in a name with initials and gives no order."""
    text = paragraph.text
    return (
        len(text) < 130
        and bool(SIGNED.search(text))
        and not CLAUSE.match(text)
        and not paragraph.label
        and not text.endswith((",", ";"))
    )


def is_position(paragraph: Paragraph, lines: Sequence[Paragraph]) -> bool:
    """Whether the last lines before a name are the signer's position («Начальник»)."""
    text = paragraph.text
    return (
        paragraph in lines[-3:]
        and len(text) < 80
        and not CLAUSE.match(text)
        and not paragraph.label
        and not text.endswith((".", ";", ":"))
    )


def letter_of(file: str, blocks: tuple[Block, ...]) -> Document:
    """A letter: its date and number, title, text, enclosures, signature, executor."""
    lines = list(flat(blocks))
    greeting = next((i for i, p in enumerate(lines) if SALUTATION.match(p.text)), None)
    top = lines[: greeting if greeting is not None else 15]
    requisites = next((s for s in map(letter_requisites, top) if s), None)
    dates = re.findall(DATE, requisites.text) if requisites else []
    number = re.search(rf"{SIGN}\s*(?!{DATE})({NUMBER})", requisites.text) if requisites else None
    title_at = next((i for i, p in enumerate(top) if TITLE.match(p.text)), None)
    title = title_from(top, title_at) if title_at is not None else []
    begin = greeting + 1 if greeting is not None else (title_at or 0) + len(title)
    enclosed = next((i for i in range(begin, len(lines)) if ENCLOSED.match(lines[i].text)), None)
    signed = next((i for i in range(enclosed or begin, len(lines)) if is_signature(lines[i])), len(lines))
    enclosures = []
    for line in lines[enclosed:signed] if enclosed is not None else []:
        if enclosures and not CLAUSE.match(line.text) and not line.label:
            break
        enclosures.append(line)
    stop = enclosed if enclosed is not None else signed
    return Document(
        "letter",
        file,
        blocks,
        day=next((day_of(d) for d in dates if day_of(d)), None),
        requisites=requisites,
        number=number[1] if number else "",
        title=joined(title) if title else None,
        signature=lines[signed] if signed < len(lines) else None,
        after=tuple(lines[signed + 1 :]),
        enclosures=tuple(enclosures),
        body=tuple(p for p in lines[begin:stop] if not (p in lines[stop - 3 : stop] and len(p.text) < 60)),  # noqa: PLR2004 - the signer's position
    )


def letter_requisites(paragraph: Paragraph) -> Span | None:
    """The line of a letterhead with the letter's date and number, blanks included."""
    text = paragraph.text
    answering = re.search(r"\bна\s*(?:№|N)", text)
    own_part = text[: answering.start()] if answering else text
    if len(text) > 160 or not re.search(rf"№|\bN\b|\b{DATE}", own_part) or re.search(r"[а-яё]{5,}", own_part):  # noqa: PLR2004 - a line of requisites
        return None
    return Span(paragraph, 0, len(own_part.rstrip())) if re.search(rf"{DATE}|{BLANK}", own_part) else None


def annex_of(file: str, blocks: tuple[Block, ...]) -> Document:
    """An annex: its caption, number, title."""
    lines = list(flat(blocks))
    begin = next((i for i, p in enumerate(lines) if ANNEX_HEAD.match(p.text) or GRIF.match(p.text)), 0)
    captions = [lines[begin]]
    for line in lines[begin + 1 : begin + 9]:
        text = line.text
        done = re.search(rf"{SIGN}\s*(?:{NUMBER}|{BLANK})\s*$|{BLANK}\s*(?:г\.|года)?\s*$", captions[-1].text)
        tied = re.match(
            r"(?:к\s|от\s|на\s|приказом|распоряжением|УТВЕРЖД|Утвержд|утвержд|директор|начальник|_)",
            text,
            re.IGNORECASE,
        )
        short = len(text) < 80 and not TITLE_WORD.match(text) and line.part == captions[-1].part  # noqa: PLR2004 - a line
        if not tied and (
            done
            or not short
            or not re.search(
                r"(?:^к\s|приказ|утвержд)", captions[-1].text + " ".join(c.text for c in captions), re.IGNORECASE
            )
        ):
            break
        captions.append(line)
    caption = joined(captions, "\n")
    number = ANNEX_HEAD.match(lines[begin].text)
    anchor = next((m for m in ANCHOR.finditer(caption.text) if m["date1"] or m["date2"]), None)
    rest = lines[begin + len(captions) :]
    titled = first_title(rest)
    return Document(
        "annex",
        file,
        blocks,
        day=own(anchor)[0] if anchor else None,
        number=own(anchor)[1] if anchor else "",
        requisites=Span(caption, anchor.start(), anchor.end()) if anchor else None,
        title=titled,
        caption=caption,
        annex=(number["number"] or "") if number else "",
        body=tuple(p for p in rest if p.part == "body"),
    )


TITLE_WORD = re.compile(
    r"^(?:План|Дорожная|Положение|Порядок|Показатели|Целевые|Перечень|Состав|Форма|Программа|Список|График|Реестр|База"
    r"|ПЛАН|ДОРОЖНАЯ|ПОЛОЖЕНИЕ|ПОРЯДОК|ПОКАЗАТЕЛИ|ЦЕЛЕВЫЕ|ПЕРЕЧЕНЬ|СОСТАВ|ФОРМА|ПРОГРАММА|СПИСОК|ГРАФИК|РЕЕСТР|БАЗА)\b"
)


def first_title(blocks: Sequence[Block]) -> Paragraph | None:
    """The title that stands first: its lines until a table or running text."""
    found: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Table) or block.part == "cell" or CLAUSE.match(block.text) or block.label:
            break
        if found and (len(block.text) > 200 or found[-1].text.endswith(".")):  # noqa: PLR2004 - running text
            break
        if (
            found
            and re.match(r"[А-ЯЁ]", block.text)
            and not found[0].text.isupper()
            and not (block.look and block.look.bold)
        ):
            break
        found.append(block)
    return joined(found[:6]) if found and len(found[0].text) < 400 else None  # noqa: PLR2004 - see above


def bodies(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    """The paragraphs outside tables."""
    return tuple(b for b in blocks if not isinstance(b, Table))


def uncaptioned(documents: Sequence[Document]) -> Iterator[Document]:
    """The documents, with those split off that an order calls annexes and that stand without a caption."""
    captioned = {d.annex for d in documents if d.kind == "annex"}
    wanted: dict[str, str] = {}
    for order in (d for d in documents if d.kind == "order"):
        wanted |= {n: text for n, text in cited_annexes(order).items() if n not in captioned}
    for document in documents:
        if document.kind not in {"order", "annex"} or not wanted:
            yield document
            continue
        cuts = list(titles_over_tables(document, wanted))
        begin = 0
        for at, title, number in cuts:
            part = document.blocks[begin:at]
            kept = tuple(p for p in document.body if p not in document.blocks[at:])
            yield replace(document, blocks=part, body=kept) if begin == 0 else annex_without(document, part, *last)
            begin, last = at, (title, number)
            wanted.pop(number, None)
        yield document if begin == 0 else annex_without(document, document.blocks[begin:], *last)


def annex_without(document: Document, blocks: tuple[Block, ...], title: Paragraph, number: str) -> Document:
    """An annex that has a title and no caption."""
    body = tuple(p for p in bodies(blocks) if p.text not in title.text)
    return Document("annex", document.file, blocks, title=title, annex=number, body=body)


def titles_over_tables(document: Document, wanted: dict[str, str]) -> Iterator[tuple[int, Paragraph, str]]:
    """Titles that stand over a table after the end of a document's own part and resemble a wanted annex."""
    floor = next((i for i, b in enumerate(document.blocks) if isinstance(b, Table)), len(document.blocks))
    if document.kind == "order":
        last = document.signature or (document.clauses[-1].paragraph if document.clauses else document.head)
        floor = next((i for i, b in enumerate(document.blocks) if b is last), len(document.blocks))
    left = dict(wanted)
    for at in range(floor + 1, len(document.blocks)):
        block = document.blocks[at]
        if (
            isinstance(block, Table)
            or CLAUSE.match(block.text)
            or len(block.text) > 400
            or block.text.endswith((";", ":"))
        ):
            continue
        ahead = next(
            (i for i in range(at, min(at + 5, len(document.blocks))) if isinstance(document.blocks[i], Table)), None
        )
        if ahead is None:
            continue
        title = joined([b for b in document.blocks[at:ahead] if isinstance(b, Paragraph)])
        best = max(left, key=lambda n: similar(title.text, left[n]), default=None)
        if best is not None and similar(title.text, left[best]) > 0.3:  # noqa: PLR2004 - a third of the words in order
            del left[best]
            yield at, title, best


def cited_annexes(order: Document) -> dict[str, str]:
    """Number of an annex → what the clause that cites it approves («показатели развития …»); «» for the only one."""
    found: dict[str, str] = {}
    for clause in order.clauses:
        enclosed = re.match(r"Утвердить\s+прилагаем\w+\s+(?P<what>[^.;:(]+)", clause.text)
        if enclosed and not CITED.search(clause.text):
            found.setdefault("", enclosed["what"].strip())
        for match in CITED.finditer(clause.text):
            if re.match(r"\s*(?:к|приказ|распоряж|постановл|письм|утвержд|от)\b", clause.text[match.end() :]):
                continue  # an annex of another act
            named = re.sub(
                r"^(?:Утвердить|Определить|Установить)\s+(?:прилагаем\w+\s+)?", "", clause.text[: match.start()]
            )
            found.setdefault(match["number"] or "", named.rstrip(" (,").removesuffix(" согласно").strip())
    return found
