"""Which documents a package holds and which requisites each bears: letters, orders with their clauses, annexes.

One file may hold several documents (a scan turned into text), one document may be a file. Signs decide: «ПРИКАЗ» on a
line of its own, «Приложение № …», the salutation of a letter, a title over a table that the order calls an annex.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from nastav_docs.papers.citations import DATE
from nastav_docs.papers.layout_norm import GOST, Profile
from nastav_docs.papers.model import Block, PageSection, Paper, Paragraph, Table, kept_with
from nastav_docs.papers.table_columns import Columns, columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from nastav_docs.papers.act_registry import Act

DocumentKind = Literal["letter", "order", "annex", "other"]

# A row of such signs is looked at from its beginning only: from each of its signs a long one would take its square.
BLANK = r"(?:«?(?<!_)_{2,}+»?(?:\s_{2,}+)?(?:\s?20_{1,2}\s?(?:г\.|года))?|(?<!\.)\.{4,}+|(?<!…)…{2,}+)"
ORDER_HEAD = re.compile(
    r"^ПРИКАЗ\s+(?:по|ПО|директора|ДИРЕКТОРА)\s[^.;]{3,90}$"
    r"|^(?:П\s?Р\s?И\s?К\s?А\s?З|РАСПОРЯЖЕНИЕ|ПОСТАНОВЛЕНИЕ|Р\s?А\s?С\s?П\s?О\s?Р\s?Я\s?Ж\s?Е\s?Н\s?И\s?Е"
    r"|П\s?О\s?С\s?Т\s?А\s?Н\s?О\s?В\s?Л\s?Е\s?Н\s?И\s?Е|РЕШЕНИЕ|Приказ|Распоряжение|Постановление)"
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
    r"|ОБЯЗЫВАЮ|ПРЕДЛАГАЮ|Р\s?Е\s?Ш\s?И\s?Л\s?А?)\s*:?\s*$",
    re.IGNORECASE,
)
CLAUSE = re.compile(  # «1 класс» is no clause
    r"^\s*(?:[-–—]\s*)?(?!\d+\s+[а-яё(])(?P<number>\d{1,2}(?:\.\d{1,2})*)(?:(?:\.|\))?\s+(?=\S)|\.(?=[А-ЯЁ]))"
)
LABEL = re.compile(r"\d{1,3}(?:\.\d{1,3})*")  # a number that Word prints
TITLE = re.compile(r"^(?:[«\"]\s?(?=Об?\s))?(?:Об?о?|По|О)\s+[«\w]")
SURNAME = r"[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]{3,})(?:-[А-ЯЁ][а-яё]+)?"
NAME = rf"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.?)?\s?{SURNAME}|{SURNAME}\s[А-ЯЁ]\.\s?[А-ЯЁ]\.?"
SIGNED = re.compile(rf"(?:^|[\s_/])(?:{NAME})\s*/?\s*$")
SALUTATION = re.compile(r"^Уважаем(?:ый|ая|ые)\b.{0,80}[!.,]?$")
ENCLOSED = re.compile(r"^[-–—\s]*Приложени[ея](?::|\s+на\s+(?:\d+|_+)\s*л)")
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
class TextSpan:
    """The characters `start:end` of a paragraph."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def text(self) -> str:
        """The text of the characters `start:end`."""
        return self.paragraph.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of an order with the number it shows («5.1», «» where none)."""

    number: str
    paragraph: Paragraph
    body: int  # offset where its words begin

    @property
    def text(self) -> str:
        """The text of the clause without its number."""
        return self.paragraph.text[self.body :]


@dataclass(frozen=True)  # without slots: what is asked for again and again is kept
class Document:
    """A letter, order or annex of the package with its requisites; what a document has not is None or empty.

    `parent` is the index of the order that an annex belongs to, `annex` its number («» for the only one), `caption` its
    caption (`None` where it has none).
    """

    kind: DocumentKind
    file: str
    blocks: tuple[Block, ...]
    head: Paragraph | None = None
    day: date | None = None
    requisites: TextSpan | None = None
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

    @cached_property
    def kept(self) -> dict[object, object]:
        """What `kept_with` functions have said of the document."""
        return {}

    def tied_to(self, order: int | None) -> Document:
        """The annex as one of the order with this index in its package; the same object for each package like this."""
        if order not in self._tied:
            self._tied[order] = replace(self, parent=order)
        return self._tied[order]

    @cached_property
    def _tied(self) -> dict[int | None, Document]:
        return {}

    @cached_property
    def columns(self) -> tuple[Columns, ...]:
        """The tables of the document with what their columns mean, in reading order."""
        return tuple(columns(table) for table in self.tables())

    def tables(self) -> Iterator[Table]:
        """The tables of the document, in reading order."""
        yield from (b for b in self.blocks if isinstance(b, Table))

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every paragraph in reading order, cells included."""
        return self._paragraphs

    @cached_property
    def _paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(flat(self.blocks))

    @cached_property
    def text(self) -> str:
        """The texts of all its paragraphs, cells included, each a line."""
        return "\n".join(paragraph.text for paragraph in self._paragraphs)

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


@dataclass(frozen=True)  # without slots, as above
class PaperPackage:
    """What is checked together: papers, their documents and tables, the registry of acts, the profile of the form."""

    papers: tuple[Paper, ...]
    documents: tuple[Document, ...]
    registry: tuple[Act, ...] = ()
    profile: Profile = GOST["gost-2016"]
    sections: tuple[PageSection, ...] = ()
    tables: tuple[tuple[Document, Columns], ...] = ()

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every paragraph of every paper, headers, footers, notes and text boxes included."""
        return self._paragraphs

    @cached_property
    def _paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(paragraph for paper in self.papers for paragraph in paper.paragraphs())

    def orders(self) -> Iterator[tuple[int, Document]]:
        """The orders among the documents, each with its index in `documents`."""
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
        """The annexes of the order with this index in `documents`."""
        return [d for d in self.documents if d.parent == order]


def flat(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """The paragraphs of blocks in reading order; a table gives those of its cells."""
    for block in blocks:
        if isinstance(block, Table):
            yield from block.paragraphs()
        else:
            yield block


def bodies(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    """The paragraphs among some blocks that stand outside tables."""
    return tuple(b for b in blocks if not isinstance(b, Table))


def numbered(paragraph: Paragraph) -> Clause:
    """A clause with the number in its text or from Word.

    A figure that the text of a clause numbered by Word begins with is a word of it («3 экземпляра», «2.1 часа»), unless
    it was typed as the same number once more («1. 1. Утвердить»).
    """
    match = CLAUSE.match(paragraph.text)
    label = paragraph.label.rstrip(".)")
    if match and not re.match(rf"\s*{DATE}", paragraph.text):
        typed = match.group().rstrip().endswith((".", ")")) and f"{match['number']}.".startswith(f"{label}.")
        if typed or not LABEL.fullmatch(label):
            return Clause(match["number"], paragraph, match.end())
    return Clause(label, paragraph, 0)


@kept_with
def cited_annexes(order: Document) -> dict[str, str]:
    """Number of an annex → what the clause that cites it approves («показатели развития …»); «» for the only one."""
    found: dict[str, str] = {}
    for clause in order.clauses:
        enclosed = re.match(r"Утвердить\s+прилагаем\w+\s+(?P<what>[^.;:(]+)", clause.text)
        if enclosed and not CITED.search(clause.text):
            found.setdefault("", enclosed["what"].strip())
        begin = 0  # of several annexes each is named between the one before it and its own number
        for match in CITED.finditer(clause.text):
            if re.match(
                r"\s*(?:к(?!\s+настоящ)|приказ|распоряж|постановл|письм|утвержд|от)\b", clause.text[match.end() :]
            ):
                continue  # an annex of another act
            named = re.sub(r"^[\s),;–-]*(?:и\s|а также\s)?", "", clause.text[begin : match.start()])
            named = re.sub(r"^(?:Утвердить|Определить|Установить):?[\s–-]+(?:прилагаем\w+\s+)?", "", named)
            found.setdefault(match["number"] or "", named.rstrip(" (,").removesuffix(" согласно").strip())
            begin = match.end()
    return found


KINDS = {
    "приказ": ("приказ", "приказа", "приказу", "приказе"),
    "распоряжение": ("распоряжение", "распоряжения", "распоряжению", "распоряжении"),
    "постановление": ("постановление", "постановления", "постановлению", "постановлении"),
    "решение": ("решение", "решения", "решению", "решении"),
}


def called(order: Document | None, case: int) -> str:
    """The word an order calls itself by («постановление»), in a case.

    0 nominative, 1 genitive, 2 dative, 3 prepositional.
    """
    head = re.sub(r"\s", "", order.head.text if order and order.head else "").lower()
    return next((forms[case] for name, forms in KINDS.items() if head.startswith(name)), KINDS["приказ"][case])
