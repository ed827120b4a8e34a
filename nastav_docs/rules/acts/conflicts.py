"""Whether one act is cited in one way everywhere: not with two dates, numbers or titles, nor twice in one place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from nastav_docs.diagnostics.codes import acts as codes
from nastav_docs.papers import (
    ALIKE,
    AMENDS,
    SAME,
    find_citations,
    misdated,
    number_key,
    same_issuer,
    same_kind,
    similar,
    words_of,
)
from nastav_docs.rules.acts.cited import anchor, citing_paragraphs
from nastav_docs.rules.kept import by_document
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Citation, Document, PaperPackage
    from nastav_docs.rules.acts.cited import Cited

# The hint where nothing tells which of two ways is right.
UNSURE = "сверьте с подлинником, по большинству не решайте"


def conflicts(package: PaperPackage, found: Sequence[Cited]) -> Iterator[Diagnostic]:
    """Finds one act cited with two dates or two numbers.

    An order of the package itself tells which is right; of other acts both ways are shown.
    """
    strangers: list[Cited] = []
    numbered = [o for _, o in package.orders() if o.requisites is not None and o.day is not None and o.number]
    for one in found:
        order = own_order(package, one, numbered)
        if order is None:
            strangers.append(one)
        elif one.document.caption is not one.paragraph:
            yield from against_own(one, order)
    yield from dates_differ(strangers)
    yield from numbers_differ(strangers)


def own_order(package: PaperPackage, one: Cited, numbered: Sequence[Document]) -> Document | None:
    """The order of the package that a citation means, even where its date or number is wrong; None for another act.

    `numbered` are the orders of the package that have date and number.
    """
    parent = package.order_of(one.document)
    if one.document.caption is one.paragraph and parent is not None:
        return parent if one.citation.day == parent.day or one.citation.key == number_key(parent.number) else None
    # Schools of one package have orders of one day and title: that with the very number is meant.
    exact = [o for o in numbered if (o.day, number_key(o.number)) == (one.citation.day, one.citation.key)]
    return next((order for order in (*exact, *numbered) if means(one.citation, order)), None)


def means(citation: Citation, order: Document) -> bool:
    """Whether a citation means an order: its kind, its title or issuer, and one of date and number are the order's."""
    if order.day is None or citation.day is None or citation.kind not in {kind_of(order), ""}:
        return False
    alike = similar(citation.title, order.title.text) if citation.title and order.title else 0.0
    ours = bool(citation.issuer and order.issuer) and same_issuer(citation.issuer, order.issuer)
    if citation.key == number_key(order.number):
        by_year = ours and citation.day.year == order.day.year
        return alike > ALIKE or (by_year and not (citation.title and order.title)) or citation.day == order.day
    return citation.day == order.day and alike > SAME and bool(citation.kind)


def kind_of(order: Document) -> str:
    """The kind of an order by the word over it («приказ», «распоряжение» …); «» where none stands there."""
    head = "".join(order.head.text.split()).lower() if order.head else ""
    kinds = ("приказ", "распоряжение", "постановление", "решение")
    return next((kind for kind in kinds if head.startswith(kind)), "")


def against_own(one: Cited, order: Document) -> Iterator[Diagnostic]:
    """Finds a citation of an order of the package with another date or number than the order bears."""
    citation, kind = one.citation, kind_of(order).capitalize() or "Приказ"
    right = f"от {order.day:%d.%m.%Y} № {order.number}"
    place = anchor(one.paragraph, citation)
    if citation.day is not None and citation.day != order.day:
        message = f"{kind} № {order.number} имеет дату {order.day:%d.%m.%Y}, здесь {citation.day:%d.%m.%Y}"
        yield mark(codes.CONFLICT, one.paragraph, *place, message, right)
    elif citation.key != number_key(order.number):
        message = f"{kind} от {order.day:%d.%m.%Y} имеет № {order.number}, здесь № {citation.number}"
        yield mark(codes.CONFLICT, one.paragraph, *place, message, right)


def dates_differ(found: Sequence[Cited]) -> Iterator[Diagnostic]:
    """Finds one number cited with two dates; both are shown, as the majority decides nothing."""
    groups: dict[str, list[Cited]] = defaultdict(list)
    for one in found:
        groups[one.citation.key].append(one)
    for group in groups.values():
        if len({one.citation.day for one in group}) < 2:  # noqa: PLR2004 - one date is no conflict
            continue
        kinds = {
            (o.citation.day, o.citation.kind, o.citation.issuer, o.citation.title): o for o in reversed(group)
        }.values()
        for one in group:
            rivals = [other for other in kinds if conflict(one.citation, other.citation)]
            code = codes.CONFLICT if rivals else codes.NUMBERS
            if one.act is None and not rivals:
                rivals = [other for other in kinds if slip(one.citation, other.citation)]
            if not rivals:
                continue
            right = f"в реестре {one.act.date:%d.%m.%Y}" if one.act and one.act.date else UNSURE
            others = ", ".join(sorted({f"{r.citation.day:%d.%m.%Y} ({r.says(one.paragraph)})" for r in rivals}))
            name = f"{one.citation.kind or 'Акт'} № {one.citation.number}"
            message = f"{name}: здесь дата {one.citation.day:%d.%m.%Y}, в других местах {others}"
            place = anchor(one.paragraph, one.citation)
            yield mark(code, one.paragraph, *place, message[0].upper() + message[1:], right)


def conflict(a: Citation, b: Citation) -> bool:
    """Whether two citations of one number can only mean one act and yet differ in date."""
    if a.day is None or b.day is None or a.day == b.day or not same_kind(a.kind, b.kind):
        return False
    if a.title and b.title:
        return similar(a.title, b.title) > ALIKE and same_issuer(a.issuer, b.issuer, 0.5)
    if not a.kind or not b.kind or not a.issuer or not b.issuer or not same_issuer(a.issuer, b.issuer):
        return False
    return a.day.year == b.day.year or (misdated(a.day, b.day) and not a.number.isdigit())


def slip(a: Citation, b: Citation) -> bool:
    """Whether one of two citations of a number is likely a slip of the pen.

    They have letters in the number and two near days of one year, and a body is not named at one of them.
    """
    if a.day is None or b.day is None or a.kind != b.kind or not a.kind or a.number.isdigit() or (a.title and b.title):
        return False
    return a.day.year == b.day.year and misdated(a.day, b.day) and same_issuer(a.issuer, b.issuer)


def numbers_differ(found: Sequence[Cited]) -> Iterator[Diagnostic]:
    """Finds one date and title cited with two numbers; both are shown."""
    groups: dict[object, list[Cited]] = defaultdict(list)
    for one in found:
        if one.citation.day is not None and one.citation.kind and one.act is None:
            groups[one.citation.day, one.citation.kind].append(one)
    for group in groups.values():
        told = [one for one in group if one.citation.title or one.citation.issuer]
        for one in told:
            rival = next((other for other in told if one_act(one.citation, other.citation)), None)
            if rival is None:
                continue
            here, there = one.citation, rival.citation
            message = f"{here.kind} от {here.day:%d.%m.%Y}: здесь № {here.number}, в другом месте № {there.number}"
            message = f"{message} ({rival.says(one.paragraph)})"
            place = anchor(one.paragraph, one.citation)
            yield mark(codes.NUMBERS, one.paragraph, *place, message[0].upper() + message[1:], advice=UNSURE)


def one_act(a: Citation, b: Citation) -> bool:
    """Whether two citations of a day with different numbers can only mean one act."""
    if a.key == b.key or a.joint or b.joint or not same_issuer(a.issuer, b.issuer):
        return False
    if a.title and b.title:
        return len(words_of(a.title)) > 2 and words_of(a.title)[:2] != AMENDS and words_of(a.title) == words_of(b.title)  # noqa: PLR2004 - «О питании» may be two orders
    bare, whole = sorted((a.key, b.key), key=len)
    return bool(a.issuer and b.issuer) and bare.isdigit() and whole.removeprefix(bare)[:1] == "-" and whole != bare


def titles_differ(found: Sequence[Cited]) -> Iterator[Diagnostic]:
    """Finds an act that the registry does not know cited under two titles."""
    seen: dict[object, list[Cited]] = defaultdict(list)
    for one in found:
        citation = one.citation
        if not citation.title or citation.day is None or one.act is not None:
            continue
        twins = seen[citation.key, citation.day]
        for twin in twins[:1]:
            share = similar(twin.citation.title, citation.title)
            if not ALIKE < share < 1.0 or words_of(twin.citation.title) == words_of(citation.title):
                continue
            start = citation.title_start
            message = f"Название акта № {citation.number} расходится с другим местом ({twin.says(one.paragraph)})"
            right = f"там: «{twin.citation.title}»; сверьте с подлинником"
            yield mark(codes.TITLES_DIFFER, one.paragraph, start, start + len(citation.title), message, right)
        twins.append(one)


@by_document
def duplicates(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds one act cited in full twice in a paragraph."""
    for document in package.documents:
        for paragraph in citing_paragraphs(document):
            if paragraph is document.caption:
                continue  # «Приложение к приказу …» and «УТВЕРЖДЕН приказом …» under it name one order, as they must
            cited = [c for c in find_citations(paragraph.text) if c.kind and c.date_text]
            if len(cited) < 2:  # noqa: PLR2004 - one is not twice
                continue
            # The acts cited so far, alike ones together: of each its citations that no later one has met.
            seen: dict[tuple[str, str], dict[Citation, list[Citation]]] = defaultdict(dict)
            for other in cited:
                alike = seen[other.key, other.kind]
                for one, unmet in alike.items():
                    if twice(one, other):
                        message = f"{one.kind[0].upper()}{one.kind[1:]} № {one.number} указано в одном пункте дважды"
                        for citation in (*unmet, other):
                            place = anchor(paragraph, citation)
                            yield mark(codes.DUPLICATE, paragraph, *place, message, "оставьте одну ссылку")
                        unmet.clear()
                requisites = replace(other, start=0, end=0, title="", title_start=0, whole_start=0, kind_text="")
                alike.setdefault(requisites, []).append(other)


def twice(one: Citation, other: Citation) -> bool:
    """Whether two citations of a paragraph are of one act."""
    days = one.day == other.day or one.day is None or other.day is None
    return one.key == other.key and days and one.kind == other.kind and same_issuer(one.issuer, other.issuer)
