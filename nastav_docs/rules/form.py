"""The form of the text: blanks, left-over hints, full stops, numbering, grifs, addresses, marks of a conversion."""

from __future__ import annotations

import re
from itertools import dropwhile, pairwise
from typing import TYPE_CHECKING

from nastav_docs.codes import form as codes
from nastav_docs.requisites import VERB, Clause, Document, Package, numbered
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Paragraph

DASHED = re.compile(r"^\s*[-–—]\s*(?=(?:\d+\.(?:\d+\.?)*\s|Приложени[ея]:))")
STREET = re.compile(
    r"\b(?:ул\.|улица|пр\.|просп\.|пер\.)\s+[А-ЯЁ][А-Яа-яЁё.\s-]{2,30}?\s(?P<house>\d+[а-я]?)(?=\s*(?:,|$|\n))"
)
LINE = 15  # characters: shorter is a name or a figure
ENDED = re.compile(r"[.;:!?…,](?:[\"»)]*)$")


def list_dashes(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """«- 5.1.» and «- Приложение: 1.»."""
    match = DASHED.match(paragraph.text)
    if match:
        end = paragraph.text.find(" ", match.end())
        right = paragraph.text[match.end() : end if end > 0 else None]
        yield mark(
            codes.LIST_DASH,
            paragraph,
            0,
            end if end > 0 else len(paragraph.text),
            "Лишнее тире в начале строки",
            right,
        )


def final_stops(package: Package) -> Iterator[Diagnostic]:
    """A clause of an order without a stop at its end."""
    for _, order in package.orders():
        numbered = [c for c in order.clauses if c.number]
        for clause, following in zip(numbered, [*numbered[1:], None], strict=False):
            text = clause.paragraph.text.rstrip()
            if ENDED.search(text) or not clause.text or in_list(clause, order):
                continue
            start = max(text.rfind(" ", 0, max(text.rfind(" "), 0)) + 1, 0)
            parent = following is not None and following.number.startswith(clause.number + ".")
            right = text[start:] + (":" if parent else ".")
            yield mark(
                codes.FINAL_STOP,
                clause.paragraph,
                start,
                len(text),
                f"Пункт {clause.number} не заканчивается точкой",
                right,
            )


def list_stops(package: Package) -> Iterator[Diagnostic]:
    """An item of a list without a stop, where its neighbours have one; the last line before the next clause."""
    for document in package.documents:
        if document.kind == "order":
            begun = dropwhile(lambda c: not c.number, document.clauses)  # before them stands a preamble without a verb
            for clause, following in pairwise(begun):
                last = not clause.number and bool(following.number) and len(clause.text) > LINE
                if last and not ENDED.search(clause.paragraph.text.rstrip()):
                    yield unstopped(clause.paragraph)
            continue
        yield from last_lines(document)
        groups: dict[str, list[Clause]] = {}
        for paragraph in document.body:
            item = numbered(paragraph)
            if item.number:
                groups.setdefault(item.number.rpartition(".")[0], []).append(item)
        for items in groups.values():
            bare = [c for c in items if not ENDED.search(c.paragraph.text.rstrip())]
            if len(bare) == 1 and len(items) > 1 and len(bare[0].text) > LINE:
                yield unstopped(bare[0].paragraph)


def last_lines(document: Document) -> Iterator[Diagnostic]:
    """The last line of an unnumbered list whose other lines end in a semicolon, before the next item."""
    lines = [numbered(p) for p in document.body]
    for above, last, following in zip(lines, lines[1:], lines[2:], strict=False):
        listed = not last.number and not above.number and above.text.endswith(";") and bool(following.number)
        if listed and len(last.text) > LINE and not ENDED.search(last.text.rstrip()):
            yield unstopped(last.paragraph)


def unstopped(paragraph: Paragraph) -> Diagnostic:
    """The finding of a line without a stop."""
    text = paragraph.text.rstrip()
    start = text.rfind(" ") + 1
    return mark(codes.FINAL_STOP, paragraph, start, len(text), "Пункт не заканчивается точкой", text[start:] + ".")


def in_list(clause: Clause, order: Document) -> bool:
    """Whether unnumbered lines follow a clause: then they end it."""
    at = next(i for i, c in enumerate(order.clauses) if c is clause)
    return at + 1 < len(order.clauses) and not order.clauses[at + 1].number


def letter_stops(package: Package) -> Iterator[Diagnostic]:
    """A paragraph of a letter's text without a stop at its end."""
    for letter in (d for d in package.documents if d.kind == "letter"):
        for paragraph in letter.body:
            text = paragraph.text.rstrip()
            long = len(text) > 80 and re.match(r"[А-ЯЁ]", text)  # noqa: PLR2004 - a sentence
            if not long or ENDED.search(text) or re.search(r"(?:https?://|www\.)\S+$", text):
                continue
            start = text.rfind(" ") + 1
            yield mark(
                codes.FINAL_STOP_LETTER,
                paragraph,
                start,
                len(text),
                "Абзац не заканчивается точкой",
                text[start:] + ".",
            )


def preamble_comma(package: Package) -> Iterator[Diagnostic]:
    """«…, руководствуясь Положением» before «ПРИКАЗЫВАЮ:» without the comma that closes it."""
    for _, order in package.orders():
        text = (order.preamble.text if order.preamble else "").rstrip()
        match = re.search(r"(?:^|,\s*|\bи\s+)[Рр]уководствуясь\s[^;]{5,300}$", text)
        if match and order.preamble and order.verb and not text.endswith((",", ":", ";", ".", "–")):
            start = text.rfind(" ", 0, text.rfind(" ")) + 1
            message = "Деепричастный оборот «руководствуясь …» не закрыт запятой"
            yield mark(codes.PREAMBLE_COMMA, order.preamble, start, len(text), message, text[start:] + ",")


def broken_paragraphs(package: Package) -> Iterator[Diagnostic]:
    """A paragraph that ends in the middle of a sentence."""
    for paragraph in package.paragraphs():
        for tear in paragraph.tears:
            before, after = paragraph.text[:tear].split()[-1:], paragraph.text[tear:].split()[:1]
            right = " ".join([*before, *after])
            start = tear - len("".join(before))
            yield mark(
                codes.BROKEN_PARA, paragraph, start, tear, "Абзац разорван внутри предложения", f"склейте: «{right}»"
            )
            end = tear + 1 + len("".join(after))
            yield mark(
                codes.BROKEN_PARA,
                paragraph,
                tear + 1,
                end,
                "Продолжение разорванного предложения",
                f"склейте: «{right}»",
            )


def title_stops(package: Package) -> Iterator[Diagnostic]:
    """A title with a full stop."""
    for document in package.documents:
        title = document.title
        if title is not None and document.kind in {"order", "letter"} and re.search(r"[а-яё»)]{2}\.$", title.text):
            start = title.text.rfind(" ") + 1
            yield mark(
                codes.TITLE_STOP,
                title,
                start,
                len(title.text),
                "Точка в конце заголовка не ставится",
                title.text[start:-1],
            )


def addresses(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """«ул. Комсомольская 18»."""
    for match in STREET.finditer(paragraph.text):
        street = paragraph.text[match.start() : match.start("house")].rstrip(" ,")
        if "," in match.group() or re.search(r"\bд\.?\s*$", street):
            continue
        message = "Между улицей и номером дома нет запятой и «д.»"
        yield mark(codes.ADDRESS_COMMA, paragraph, *match.span(), message, f"{street}, д. {match['house']}")


def executors(package: Package) -> Iterator[Diagnostic]:
    """A comma after the executor's name at the end of the line."""
    for document in package.documents:
        for line in document.after[:6]:
            if re.fullmatch(
                r"(?:[Ии]сп(?:олнитель)?\.?:?\s*)?[А-ЯЁ][а-яё-]+\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+,", line.text
            ):
                yield mark(
                    codes.EXECUTOR, line, 0, len(line.text), "Лишняя запятая в отметке об исполнителе", line.text[:-1]
                )


def leftovers(package: Package) -> Iterator[Diagnostic]:
    """HTML tags; one finding a line."""
    for paper in package.papers:
        lines: set[int] = set()
        for leftover in paper.leftovers:
            if leftover.place.line not in lines:
                lines.add(leftover.place.line)
                yield codes.HTML.at(
                    leftover.place, f"Разметка HTML: {leftover.text}", hint="удалите", text=leftover.text
                )


def verb_colons(package: Package) -> Iterator[Diagnostic]:
    """«ПРИКАЗЫВАЮ» without a colon."""
    for _, order in package.orders():
        if order.verb is not None and order.clauses and not order.verb.text.rstrip().endswith(":"):
            words = order.verb.text.rstrip()
            match = VERB.search(words)
            start = match.start() if match else 0
            message = "После распорядительного слова нет двоеточия"
            yield mark(codes.VERB_COLON, order.verb, start, len(words), message, f"{words[start:].strip()}:")


def pairs(package: Package) -> Iterator[Diagnostic]:
    """Brackets and quotes without their pair."""
    for paper in package.papers:
        halves: list[tuple[Paragraph, int]] = []
        for paragraph in paper.paragraphs():
            at = unpaired(paragraph.text, "(", ")")
            if at is not None:
                yield mark(codes.PAREN, paragraph, at, at + 1, "Скобка без пары", "закройте или уберите скобку")
            quote = unpaired(paragraph.text, "«", "»") if paragraph.part == "body" else None
            if quote is not None and not shared_closing(paragraph.text):
                halves.append((paragraph, quote))
        for paragraph, quote in unmatched(halves):
            right = "у каждой открывающей – своя закрывающая"
            yield mark(codes.QUOTE_PAIR, paragraph, quote, quote + 1, "Кавычка без пары", right)


def unmatched(halves: Sequence[tuple[Paragraph, int]]) -> Iterator[tuple[Paragraph, int]]:
    """The quotes without a pair; one may close in a later paragraph: a caption, words put into an act."""
    opened: list[tuple[Paragraph, int]] = []
    for paragraph, at in halves:
        if paragraph.text[at] == "«":
            opened.append((paragraph, at))
        elif opened:
            opened.pop()
        else:
            yield paragraph, at
    yield from opened


def shared_closing(text: str) -> bool:
    """Whether a name in quotes ends in another one and a single » closes both: «… знака «За наставничество»."""
    return text.count("«") == text.count("»") + 1 and bool(
        re.search(r"«[^«»]*«[^«»]*»(?:$|\s*[;,.)]|\s+[а-яё(–])", re.sub(r"«[^«»]*»(?=[^«]*«[^«»]*«)", "", text))
    )


def unpaired(text: str, opening: str, closing: str) -> int | None:
    """Where a mark stands that has no pair, `None` where all have; «1)» and «а)» number a list."""
    opened: list[int] = []
    for match in re.finditer(f"[{re.escape(opening + closing)}]", text):
        at = match.start()
        if match.group() == opening:
            opened.append(at)
        elif opened:
            opened.pop()
        elif closing == "»" or not re.search(r"(?:^|[\s;,:])(?:\d{1,2}|[а-яёa-z])$", text[max(at - 4, 0) : at]):
            return at
    return opened[0] if opened else None


PARAGRAPH_RULES = (list_dashes, addresses)
PACKAGE_RULES = (
    verb_colons,
    pairs,
    final_stops,
    list_stops,
    letter_stops,
    preamble_comma,
    broken_paragraphs,
    title_stops,
    executors,
    leftovers,
)
