"""Cutting papers into documents: where a letter, an order, an annex begins, and what each of them bears."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from nastav_docs.papers.citations import ANCHOR, DATE, NUMBER, SIGN, find_citations, mask, number_key
from nastav_docs.papers.find_annexes import annexes_in_own_files, uncaptioned
from nastav_docs.papers.find_requisites import (
    date_and_number_apart,
    date_and_number_in,
    letter_requisites,
    own_day,
    own_requisites,
)
from nastav_docs.papers.layout_norm import GOST, Profile
from nastav_docs.papers.model import Block, Paper, Paragraph, Table, joined
from nastav_docs.papers.same_documents import each_by_itself, met_before
from nastav_docs.papers.structure import (
    ANNEX_HEAD,
    BLANK,
    CLAUSE,
    ENCLOSED,
    GRIF,
    KINDS,
    ORDER_HEAD,
    ORGANISATION,
    SALUTATION,
    SIGNED,
    TITLE,
    VERB,
    Document,
    DocumentKind,
    PaperPackage,
    TextSpan,
    bodies,
    flat,
    numbered,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.papers.act_registry import Act

SHORT = 90  # characters: a line of a requisite
LINE = 200  # characters: a caption or grif, not a sentence
PLACE = 40  # characters: a place, a date, a number
POSITION = 60  # characters: who signs, without the name
PAGE = 400  # characters: a title, not running text
ORDERED = re.compile(r"\w{3,}(?:ть|ти|чь)(?:ся)?\s")  # «Назначить ответственным … Рябову О.Ю.»
APPROVED = re.compile(r"утвержд(?:аю|ено|ено?|ена|енн\w+|ён\w*)\b", re.IGNORECASE)
# How a preamble opens, however short it is: with a preposition or a gerund and a word in small letters.
GROUND = re.compile(
    r"\s*(?:В|Во|На|С|Со|По|За|Для|Из|При|Согласно|Ввиду|Вследствие|Исходя|Учитывая"
    r"|[А-ЯЁ][а-яё]+(?:уясь|аясь|вшись|[аеи]в))\s+[а-яё]"
)
# The paper that a caption names, up to its own approval: «к Положению о конкурсе, утверждённому приказом …».
TO_WHAT = re.compile(r"Приложение\b[\s№N\d.]*\bк\s+(?P<what>\D[^\d]*)", re.IGNORECASE)
APPROVING = re.compile(r"утвержд|\s(?:об?|от|по|на)\s", re.IGNORECASE)
ORDERS = re.compile(r"приказ|распоряж|постановл|решени|указани", re.IGNORECASE)
OF_CAPTION = re.compile(r"(?:к|от)\s")
CONTACT = re.compile(r"@|\bтел|\b\d{6}\b", re.IGNORECASE)
RULE = re.compile(r"[_\s=–—-]{10,}")  # a line drawn under a letterhead
NEAR = 6  # blocks: a grif within so many after a caption belongs to it


def package_of(papers: Sequence[Paper], registry: Sequence[Act] = (), profile: Profile | None = None) -> PaperPackage:
    """Cut papers into documents and tie each annex to its order.

    `registry` are the acts that citations are compared with, `profile` is the norm of the form (by default the GOST).
    """
    documents = list(each_by_itself(d for paper in papers for d in documents_of(paper)))
    documents = list(uncaptioned(documents))
    documents = list(annexes_in_own_files(documents, papers))
    tied: list[Document] = []
    for document in documents:
        if document.kind != "annex":
            tied.append(document)
            continue
        tied.append(document.tied_to(parent_of(document, documents, len(tied))))
    sections = tuple(s for p in papers for s in p.sections)
    tables = tuple((document, found) for document in tied for found in document.columns)
    return PaperPackage(tuple(papers), tuple(tied), tuple(registry), profile or GOST["gost-2016"], sections, tables)


def parent_of(annex: Document, documents: Sequence[Document], at: int) -> int | None:
    """The index of the order that an annex belongs to; None where none is certain, as for an annex of a letter.

    It is the last order before the annex (at the index `at`) in its file, else the one whose number the caption has,
    else the only one of the package.
    """
    caption = annex.caption.text if annex.caption else ""
    if is_of_another(caption):
        return None
    orders = [i for i, d in enumerate(documents) if d.kind == "order"]
    same = [i for i in orders if documents[i].file == annex.file and i < at]
    if same:
        return same[-1]
    named = {number_key(annex.number), *(citation.key for citation in find_citations(caption))}
    matching = [i for i in orders if documents[i].number and number_key(documents[i].number) in named]
    if matching:  # of two bodies' orders under one number the day tells which
        return next((i for i in matching if documents[i].day == annex.day), matching[0])
    return orders[0] if len(orders) == 1 and may_belong(annex, documents[orders[0]]) else None


def is_of_another(caption: str) -> bool:
    """Whether a caption names a paper that is no order: «Приложение № 1 к Положению …», «к протоколу», «к договору»."""
    named = TO_WHAT.match(caption)
    return named is not None and not ORDERS.search(APPROVING.split(named["what"])[0])


def may_belong(annex: Document, order: Document) -> bool:
    """Whether an annex of another file can be an order's: its caption names no other kind of act, day and number."""
    caption = annex.caption.text.lower() if annex.caption else ""
    named = next((kind for kind, forms in KINDS.items() if forms[2] in caption or f"{forms[0]}ом" in caption), "")
    head = re.sub(r"\s", "", order.head.text if order.head else "").lower()
    if named and head and not head.startswith(named):
        return False
    other_day = annex.day is not None and order.day is not None and annex.day != order.day
    return not (other_day and annex.number and annex.number.lower() != order.number.lower())


# The last papers that were cut, by what they are in memory: those beside a package belong to the next ones, too.
_CUT: Final[dict[int, tuple[Paper, tuple[Document, ...]]]] = {}
MOST_CUT: Final = 64


def documents_of(paper: Paper) -> tuple[Document, ...]:
    """Cut a paper into its documents; the same object gives the same documents again."""
    if id(paper) not in _CUT or _CUT[id(paper)][0] is not paper:
        if len(_CUT) >= MOST_CUT:
            _CUT.clear()
        _CUT[id(paper)] = (paper, tuple(map(met_before, cut(paper))))
    return _CUT[id(paper)][1]


def cut(paper: Paper) -> Iterator[Document]:
    """The documents of a paper, one after another."""
    starts = [*starts_of(paper), (len(paper.blocks), "other")]
    for (begin, kind), (end, _) in pairwise(starts):
        blocks = paper.blocks[begin:end]
        if kind == "order":
            yield order_of(paper.file, blocks)
        elif kind == "annex":
            yield annex_of(paper.file, blocks)
        elif any(SALUTATION.match(p.text) or ENCLOSED.match(p.text) for p in flat(blocks)):
            yield letter_of(paper.file, blocks)
        elif blocks:
            day = own_day(list(flat(blocks)))
            yield Document("other", paper.file, blocks, day=day, title=first_title(blocks), body=bodies(blocks))


def starts_of(paper: Paper) -> list[tuple[int, DocumentKind]]:
    """The indices of the blocks at which documents begin, with the kind of each."""
    starts: list[tuple[int, DocumentKind]] = []
    for index, block in enumerate(paper.blocks):
        kind = head_kind(block)
        if kind == "order" and is_in_grif(paper.blocks, index):
            continue
        if kind == "order":
            begin = index
            floor = starts[-1][0] + 1 if starts else 0
            while begin > floor and is_letterhead(paper.blocks[begin - 1]):
                begin -= 1
            starts.append((begin, "order"))
        elif kind == "annex":
            above = starts[-1] if starts else (-NEAR, "other")
            if not (above[1] == "annex" and is_grif(block) and index - above[0] < NEAR):
                starts.append((index, "annex"))
        elif isinstance(block, Paragraph) and SALUTATION.match(block.text) and starts and starts[-1][1] != "other":
            letter = letter_begins(paper.blocks, starts[-1], index)
            if letter is not None:
                starts.append((letter, "other"))
    return starts if starts and starts[0][0] == 0 else [(0, "other"), *starts]


def letter_begins(blocks: Sequence[Block], above: tuple[int, DocumentKind], salutation: int) -> int | None:
    """The index at which a letter behind an order or an annex of the same file begins; None where it is no letter.

    `above` is where the paper before it begins, with its kind: an order ends with its signature, an annex where
    nothing but the short lines of a letterhead follows. A letter has a date or a number over its salutation.
    """
    floor = above[0] + 1
    if above[1] == "annex":  # «от … № …» ends its caption
        floor += sum(
            1 for block in blocks[floor : floor + NEAR] if isinstance(block, Paragraph) and OF_CAPTION.match(block.text)
        )
    begin = salutation
    while begin > floor and is_over_salutation(blocks[begin - 1]):
        begin -= 1
    over = list(flat(blocks[begin:salutation]))
    return begin if any(letter_requisites(line) for line in over) else None


def is_over_salutation(block: Block) -> bool:
    """Whether a block may stand over the salutation of a letter: a short line or a small table that signs nothing."""
    lines = list(flat([block]))
    if isinstance(block, Table) and len(block.rows) > 4:  # noqa: PLR2004 - a letterhead laid out as a table is small
        return False
    if isinstance(block, Table) and any(letter_requisites(line) or CONTACT.search(line.text) for line in lines):
        return True  # a letterhead beside an addressee
    return not any(is_signature(line) or CLAUSE.match(line.text) or len(line.text) > LINE for line in lines)


def head_kind(block: Block) -> DocumentKind | None:
    """The kind of document that begins at a block («letter», «order», «annex»); None where none begins."""
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
            and len(line.text) < LINE
            and (line.text[:3].isupper() or re.match(r"\s*(?:приказ|распоряж|постановл|$)", grif["rest"]))
        ):
            return "annex"
    return None


def is_in_grif(blocks: Sequence[Block], index: int) -> bool:
    """Whether «Приказ № 11/2» is a line of a grif or of grounds: in small letters, and nothing is ordered below it."""
    block = blocks[index]
    heads = [p.text for p in flat([block]) if ORDER_HEAD.match(p.text)]
    if not heads or heads[0][:3].replace(" ", "").isupper():
        return False
    return not any(VERB.search(p.text) for p in flat(blocks[index + 1 :]))


def is_grif(block: Block) -> bool:
    """Whether a block is a grif and no caption: right after a caption it belongs to the same annex."""
    lines = list(block.paragraphs())[:12] if isinstance(block, Table) else [block]
    return not any(ANNEX_HEAD.match(line.text) for line in lines)


def is_letterhead(block: Block) -> bool:
    """Whether a block over «ПРИКАЗ» names the body that issues it."""
    if isinstance(block, Table):
        return False
    text = block.text
    if len(text) > LINE or "@" in text or SIGNED.search(text):
        return False
    if RULE.fullmatch(text):
        return True
    if re.search(r"\d", text):
        return bool(re.search(r"№\s?\d|\d{6}|тел|ИНН|ОГРН", text, re.IGNORECASE))
    return bool(ORGANISATION.search(text)) or text.isupper()


def order_of(file: str, blocks: tuple[Block, ...]) -> Document:
    """The order that some blocks of a file are: its date and number, title, preamble, clauses, signature."""
    lines = list(flat(blocks))
    at_head = next((i for i, p in enumerate(lines) if ORDER_HEAD.match(p.text)), 0)
    at_verb = next((i for i, p in enumerate(lines) if i > at_head and VERB.search(p.text)), None)
    top = lines[at_head : at_verb if at_verb is not None else at_head + 8]
    requisites = own_requisites(top)
    day, number = date_and_number_in(requisites)
    start = next((i for i, p in enumerate(lines) if i > at_head and TITLE.match(p.text) and len(p.text) < PAGE), None)
    title_lines = [] if start is None or (at_verb is not None and start >= at_verb) else title_from(lines, start)
    after_title = (start or at_head) + len(title_lines)
    preamble = None
    if at_verb is not None:
        texts = grounds(lines[after_title:at_verb])
        own_words = VERB.search(lines[at_verb].text)
        if own_words and own_words.start() > 3:  # noqa: PLR2004 - the verb ends the preamble's own paragraph
            texts.append(lines[at_verb].part_of(0, own_words.start()))
        preamble = joined(texts) if texts else None
    rest = lines[(at_verb if at_verb is not None else after_title - 1) + 1 :]
    last = max((i for i, p in enumerate(rest) if p.part == "body" and CLAUSE.match(p.text)), default=0)
    # A name in a table among the clauses signs nothing: a duty list, the members of a group.
    at_end = next(
        (
            i
            for i, p in enumerate(rest)
            if i and is_signature(p) and (p.part == "body" or i > last) and not goes_on(rest, i)
        ),
        len(rest),
    )
    signature = rest[at_end] if at_end < len(rest) else None
    clause_lines = without_position([p for p in rest[:at_end] if p.part == "body"])
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


def grounds(lines: Sequence[Paragraph]) -> list[Paragraph]:
    """The lines between the title and the verb from the first that is no place or date: «В целях развития»."""
    at = next((i for i, p in enumerate(lines) if len(p.text) > PLACE or GROUND.match(p.text)), len(lines))
    return [p for p in lines[at:] if p.text.strip()]


def title_from(lines: Sequence[Paragraph], start: int) -> list[Paragraph]:
    """The lines of a title: short ones that follow each other without a stop."""
    found = [lines[start]]
    for line in lines[start + 1 : start + 6]:
        text = line.text
        if found[-1].text.rstrip().endswith((".", ":")) or len(text) > SHORT or not re.match(r"[а-яё«\"“(]", text):
            break
        found.append(line)
    return found


MARKED = re.compile(r"\s*[–—•·▪*-]\s")  # an item of a list: «• Назначить куратором Сомову Е.В.»


def is_signature(paragraph: Paragraph) -> bool:
    """Whether a short line ends in a name with initials and gives no order."""
    text = paragraph.text
    return (
        len(text) < LINE
        and bool(SIGNED.search(text))
        and not CLAUSE.match(text)
        and not paragraph.label
        and not ORDERED.match(text)
        and not MARKED.match(text)
        and not text.endswith((",", ";"))
    )


def goes_on(lines: Sequence[Paragraph], at: int) -> bool:
    """Whether the clauses of an order go on behind a line: the next number is that after the last («3.» after «2.»)."""
    above = [number for line in lines[:at] if line.part == "body" and (number := numbered(line).number).isdecimal()]
    below = (number for line in lines[at + 1 :] if line.part == "body" and (number := numbered(line).number))
    return bool(above) and next(below, "") == str(int(above[-1]) + 1)


def without_position(lines: Sequence[Paragraph]) -> list[Paragraph]:
    """The lines of clauses without those at the end that name the signer's position («Начальник»)."""
    kept = list(lines)
    for _ in range(3):
        text = kept[-1].text if kept else ""
        listed = CLAUSE.match(text) or text.startswith(("–", "-", "•")) or (kept and kept[-1].label)
        if not text or len(text) > SHORT or listed or text.endswith((".", ";", ":")):
            break
        kept.pop()
    return kept


def without_signer(lines: Sequence[Paragraph]) -> list[Paragraph]:
    """The text of a letter without the lines at its end that name the signer: «С уважением,», «Директор школы»."""
    kept = list(lines)
    for _ in range(3):
        text = kept[-1].text.strip() if kept else ""
        sentence = text.endswith((".", "!", "?", "…", ";", ":")) and not is_signature(kept[-1])
        if not text or len(text) >= POSITION or sentence or CLAUSE.match(text) or kept[-1].label:
            break
        kept.pop()
    return kept


def letter_of(file: str, blocks: tuple[Block, ...]) -> Document:
    """The letter that some blocks of a file are: date and number, title, text, enclosures, signature, executor."""
    lines = list(flat(blocks))
    greeting = next((i for i, p in enumerate(lines) if SALUTATION.match(p.text)), None)
    top = lines[: greeting if greeting is not None else 15]
    requisites = next((s for s in map(letter_requisites, top) if s), None)
    if requisites and not (date_and_number_in(requisites)[0] and date_and_number_in(requisites)[1]):
        requisites = date_and_number_apart(top) or requisites
    day, number = date_and_number_in(requisites)
    title_at = next((i for i, p in enumerate(top) if TITLE.match(p.text)), None)
    title = title_from(top, title_at) if title_at is not None else []
    begin = greeting + 1 if greeting is not None else (title_at or 0) + len(title)
    enclosed = next((i for i in range(begin, len(lines)) if ENCLOSED.match(lines[i].text)), None)
    signed = next((i for i in range(enclosed or begin, len(lines)) if is_signature(lines[i])), len(lines))
    enclosures: list[Paragraph] = []
    for line in lines[enclosed:signed] if enclosed is not None else []:
        if enclosures and not CLAUSE.match(line.text) and not line.label:
            break
        enclosures.append(line)
    stop = enclosed if enclosed is not None else signed
    return Document(
        "letter",
        file,
        blocks,
        day=day if requisites else own_day(lines),
        requisites=requisites,
        number=number,
        title=joined(title) if title else None,
        signature=lines[signed] if signed < len(lines) else None,
        after=tuple(lines[signed + 1 :]),
        enclosures=tuple(enclosures),
        body=tuple(without_signer(lines[begin:stop])),
    )


def annex_of(file: str, blocks: tuple[Block, ...]) -> Document:
    """The annex that some blocks of a file are, with the caption, number and title that it bears."""
    lines = list(flat(blocks))
    begin = next((i for i, p in enumerate(lines) if ANNEX_HEAD.match(p.text) or GRIF.match(p.text)), 0)
    captions = [lines[begin]]
    for line in lines[begin + 1 : begin + 9]:
        text = line.text
        above = captions[-1].text
        done = re.search(rf"{SIGN}\s*(?:{NUMBER}|{BLANK})\s*$|{BLANK}\s*(?:г\.|года)?\s*$", above) and not (
            re.search(
                rf"(?:школ\w*|гимнази\w*|лице\w*|сад\w*|[СОН]ОШ|интернат\w*|\d)\s*{SIGN}\s*\d+\s*$",
                above,
                re.IGNORECASE,
            )
            and not re.search(DATE, above)
        )  # «к приказу МБОУ «Гимназия № 3» goes on
        tied = re.match(
            r"(?:к\s|от\s|на\s|приказом|распоряжением|УТВЕРЖД|Утвержд|утвержд|директор|начальник|_)",
            text,
            re.IGNORECASE,
        )
        short = len(text) < SHORT and not TITLE_WORD.match(text) and line.part == captions[-1].part
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
    anchor = approving(caption.text)
    requisites = TextSpan(caption, anchor.start(), anchor.end()) if anchor else None
    rest = lines[begin + len(captions) :]
    titled = first_title(rest)
    return Document(
        "annex",
        file,
        blocks,
        day=date_and_number_in(requisites)[0],
        number=date_and_number_in(requisites)[1],
        requisites=requisites,
        title=titled,
        caption=caption,
        annex=(number["number"] or "") if number else "",
        body=tuple(p for p in rest if p.part == "body"),
    )


def approving(caption: str) -> re.Match[str] | None:
    """Date and number of the order that a caption names as approving; of minutes («протокол от …») there are none."""
    floor, found = 0, []
    for match in ANCHOR.finditer(mask(caption)):
        said = caption[floor : match.start()].lower()
        floor = match.end()
        if (match["date1"] or match["date2"]) and "протокол" not in said:
            found.append((match, bool(APPROVED.search(caption[: match.start()]))))
    return next((m for m, approves in found if approves), found[0][0] if found else None)


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
        if found and (len(block.text) > LINE or found[-1].text.endswith(".")):
            break
        if (
            found
            and re.match(r"[А-ЯЁ]", block.text)
            and not found[0].text.isupper()
            and not (block.look and block.look.bold)
        ):
            break
        found.append(block)
    return joined(found[:6]) if found and len(found[0].text) < PAGE else None
