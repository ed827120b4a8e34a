"""Acts: each citation against the registry, against the other citations, against the date of the paper that cites."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from nastav_docs.acts import (
    Act,
    Citation,
    find_citations,
    known,
    misdated,
    same_issuer,
    same_kind,
    similar,
    word_spans,
    words_of,
)
from nastav_docs.codes import acts as codes
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Paragraph
    from nastav_docs.requisites import Document, Package

ALIKE = 0.6  # of the words of two titles: one act's title with slips; two acts' titles have less in common
EDITION = re.compile(r"(?:в\s+ред\.?|в\s+редакции|с\s+изменениями|изм\.|с\s+изм)[^)]{0,120}$", re.IGNORECASE)
ORDERED = frozenset(
    {"приказ", "распоряжение", "постановление", "письмо", "указ", "Федеральный закон", "закон", "решение"}
)
PROGRAMME = re.compile(r"(?:муниципальн|государственн)\w+ программ(?:а|ы|е|у|ой|ам|ами|ах)?\s*(?=«)", re.IGNORECASE)


class Cited(NamedTuple):
    """A citation and where it stands."""

    document: Document
    paragraph: Paragraph
    citation: Citation

    def says(self) -> str:
        """Where it stands, in a few words."""
        place = self.paragraph.place(self.citation.start, self.citation.start + 1)
        return place.words or f"строка {place.line}"


def cited(package: Package) -> Iterator[Cited]:
    """Every citation of the package, the papers' own requisites left out."""
    for document in package.documents:
        for paragraph in citing_paragraphs(document):
            for citation in find_citations(paragraph.text):
                if not is_own(document, paragraph, citation):
                    yield Cited(document, paragraph, citation)


def citing_paragraphs(document: Document) -> Iterator[Paragraph]:
    """The paragraphs of a document, its caption's lines read as one."""
    if document.caption is not None:
        yield document.caption
    inside = document.caption.text.split("\n") if document.caption is not None else []
    for paragraph in document.paragraphs():
        if paragraph.text not in inside:
            yield paragraph


def is_own(document: Document, paragraph: Paragraph, citation: Citation) -> bool:
    """Whether this is the line with the document's own date and number."""
    if document.requisites is None or citation.kind:
        return False
    return bool(document.kind in {"order", "letter"} and paragraph.text in document.requisites.paragraph.text)


def in_future(package: Package, found: Sequence[Cited]) -> Iterator[Diagnostic]:
    """An act cited that is younger than the paper citing it."""
    for document, paragraph, citation in found:
        day = package.day_of(document)
        if day is None or citation.day is None or citation.day <= day or not citation.kind:
            continue
        if EDITION.search(paragraph.text[: citation.start]):
            continue
        act = known(citation, package.registry)
        right = f"от {act.date:%d.%m.%Y} № {act.number}" if act and act.date else "проверьте дату по подлиннику"
        message = f"Документ от {day:%d.%m.%Y} ссылается на акт с более поздней датой {citation.day:%d.%m.%Y}"
        yield mark(codes.FUTURE, paragraph, *anchor(paragraph, citation), message, right)


def anchor(paragraph: Paragraph, citation: Citation) -> tuple[int, int]:
    """The characters «от … № …» of a citation, without its title."""
    end = citation.end if citation.title_start < citation.start else citation.title_start - 1
    return citation.start, citation.start + len(paragraph.text[citation.start : end].rstrip())


def against_registry(package: Package, found: Sequence[Cited]) -> Iterator[Diagnostic]:
    """Kind, issuer and date of a citation against the registry."""
    for _, paragraph, citation in found:
        act = known(citation, package.registry)
        if act is None:
            continue
        if citation.day is not None and act.date is not None and citation.day != act.date:
            message = f"{named(act)}: в реестре дата {act.date:%d.%m.%Y}, здесь {citation.day:%d.%m.%Y}"
            right = f"от {act.date:%d.%m.%Y} № {act.number}"
            yield mark(codes.REGISTRY, paragraph, *anchor(paragraph, citation), message, right)
        if citation.kind and not same_kind(citation.kind, act.kind):
            start = citation.whole_start
            message = f"Акт № {act.number} – {act.kind}, а назван: {citation.kind}"
            yield mark(codes.REGISTRY, paragraph, start, start + len(citation.kind_text), message, act.kind)
        if citation.issuer and act.issuer and not same_issuer(citation.issuer, act.issuer, 0.5):
            start = paragraph.text.find(citation.issuer, citation.whole_start)
            if start >= 0:
                message = f"Автор акта № {act.number} – {act.issuer}"
                yield mark(codes.REGISTRY, paragraph, start, start + len(citation.issuer), message, act.issuer)


def named(act: Act) -> str:
    """How the act is cited, nominative: «распоряжение Министерства … от 25.12.2019 № Р-145»."""
    from nastav_docs.russian.cases import decline  # noqa: PLC0415 - the dictionary is loaded on first need

    issuer = decline(act.issuer, "org").form("gen") if act.issuer else ""
    return str(replace(act, issuer=issuer))


def titles(package: Package, found: Sequence[Cited]) -> Iterator[Diagnostic]:
    """The title of a citation against the registry, word by word."""
    for _, paragraph, citation in found:
        act = known(citation, package.registry)
        if act is None or not act.title or not citation.title:
            continue
        yield from differences(paragraph, citation, act)


def differences(paragraph: Paragraph, citation: Citation, act: Act) -> Iterator[Diagnostic]:
    """Each place where a cited title departs from the registry's."""
    here, right = word_spans(citation.title), word_spans(act.title)
    mine, theirs = words_of(citation.title), words_of(act.title)
    if mine == theirs[: len(mine)] and len(mine) < len(theirs):
        start = citation.title_start
        message = f"Название акта № {act.number} приведено не до конца"
        yield mark(codes.TITLE, paragraph, start, start + len(citation.title), message, f"«{act.title}»")
        return
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    if matcher.ratio() < ALIKE:
        start = citation.title_start
        message = f"Акт № {act.number} называется иначе"
        yield mark(codes.TITLE, paragraph, start, start + len(citation.title), message, f"«{act.title}»")
        return
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        before, after = max(a1 - 1, 0), min(a2, len(here) - 1)
        start = here[before].start() if tag == "insert" else here[a1].start()
        end = here[after].end() if tag == "insert" else here[a2 - 1].end()
        expected = act.title[right[max(b1 - 1, 0)].start() : right[min(b2 + 2, len(right) - 1)].end()]
        words = act.title[right[b1].start() : right[b2 - 1].end()] if b2 > b1 else ""
        wrong = citation.title[here[a1].start() : here[a2 - 1].end()] if a2 > a1 else ""
        what = {"insert": f"пропущено «{words}»", "delete": f"лишнее «{wrong}»"}.get(tag, f"«{wrong}» вместо «{words}»")
        at = citation.title_start
        yield mark(
            codes.TITLE,
            paragraph,
            at + start,
            at + end,
            f"Название акта № {act.number} искажено: {what}",
            f"… {expected} …",
        )


def conflicts(package: Package, found: Sequence[Cited]) -> Iterator[Diagnostic]:
    """One number with two dates: both are shown, the majority decides nothing."""
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
            rivals = [other for other in kinds if conflict(one, other)]
            if not rivals:
                continue
            act = known(one.citation, package.registry)
            right = (
                f"в реестре {act.date:%d.%m.%Y}"
                if act and act.date
                else "сверьте с подлинником, по большинству не решайте"
            )
            others = ", ".join(sorted({f"{r.citation.day:%d.%m.%Y} ({r.says()})" for r in rivals}))
            name = f"{one.citation.kind or 'Акт'} № {one.citation.number}"
            message = f"{name}: здесь дата {one.citation.day:%d.%m.%Y}, в других местах {others}"
            yield mark(
                codes.CONFLICT,
                one.paragraph,
                *anchor(one.paragraph, one.citation),
                message[0].upper() + message[1:],
                right,
            )
    yield from with_own(package, found)


def conflict(one: Cited, other: Cited) -> bool:
    """Whether two citations of a number can only mean one act and yet differ in date."""
    a, b = one.citation, other.citation
    if a.day is None or b.day is None or a.day == b.day or not same_kind(a.kind, b.kind):
        return False
    if a.title and b.title:
        return similar(a.title, b.title) > ALIKE and similar_bodies(a, b)
    if not a.kind or not b.kind or not a.issuer or not b.issuer or not same_issuer(a.issuer, b.issuer):
        return False
    return a.day.year == b.day.year or (misdated(a.day, b.day) and not a.number.isdigit())


def similar_bodies(a: Citation, b: Citation) -> bool:
    """Whether the issuers may be one, with a slip."""
    return same_issuer(a.issuer, b.issuer, 0.5)


def with_own(package: Package, found: Sequence[Cited]) -> Iterator[Diagnostic]:
    """An order of the package cited with another date than it bears."""
    for _, order in package.orders():
        if order.requisites is None or order.day is None or not order.number:
            continue
        for document, paragraph, citation in found:
            if citation.kind != "приказ" or citation.number != order.number or document.caption is paragraph:
                continue
            alike = (
                bool(citation.title and order.title)
                and similar(citation.title, order.title.text if order.title else "") > ALIKE
            )
            ours = bool(citation.issuer and order.issuer) and same_issuer(citation.issuer, order.issuer)
            year = citation.day is not None and citation.day.year == order.day.year
            if citation.day is None or citation.day == order.day or not (alike or (ours and year)):
                continue
            message = f"Приказ № {order.number} имеет дату {order.day:%d.%m.%Y}, здесь {citation.day:%d.%m.%Y}"
            right = f"от {order.day:%d.%m.%Y} № {order.number}"
            yield mark(codes.CONFLICT, paragraph, *anchor(paragraph, citation), message, right)


def titles_differ(package: Package, found: Sequence[Cited]) -> Iterator[Diagnostic]:
    """An act that no registry knows cited under two titles."""
    seen: list[Cited] = []
    for one in found:
        citation = one.citation
        if not citation.title or citation.day is None or known(citation, package.registry) is not None:
            continue
        twins = [s for s in seen if s.citation.key == citation.key and s.citation.day == citation.day]
        seen.append(one)
        for twin in twins[:1]:
            share = similar(twin.citation.title, citation.title)
            if not ALIKE < share < 1.0 or words_of(twin.citation.title) == words_of(citation.title):
                continue
            start = citation.title_start
            message = f"Название акта № {citation.number} расходится с другим местом ({twin.says()})"
            end = start + len(citation.title)
            yield mark(
                codes.TITLES_DIFFER,
                one.paragraph,
                start,
                end,
                message,
                f"там: «{twin.citation.title}»; сверьте с подлинником",
            )


def duplicates(package: Package) -> Iterator[Diagnostic]:
    """One act cited twice in a paragraph: in full both times."""
    for document in package.documents:
        for paragraph in citing_paragraphs(document):
            found = [c for c in find_citations(paragraph.text) if c.kind and c.date_text]
            for index, one in enumerate(found):
                for other in found[index + 1 :]:
                    if twice(one, other):
                        message = f"{one.kind[0].upper()}{one.kind[1:]} № {one.number} указано в одном пункте дважды"
                        for citation in (one, other):
                            yield mark(
                                codes.DUPLICATE,
                                paragraph,
                                *anchor(paragraph, citation),
                                message,
                                "оставьте одну ссылку",
                            )


def twice(one: Citation, other: Citation) -> bool:
    """Whether two citations of a paragraph are one act."""
    days = one.day == other.day or one.day is None or other.day is None
    return one.key == other.key and days and one.kind == other.kind and same_issuer(one.issuer, other.issuer)


def number_first(_package: Package, found: Sequence[Cited]) -> Iterator[Diagnostic]:
    """«№ 235 от 02.11.2020» where date comes first."""
    for _, paragraph, citation in found:
        if not citation.number_first or citation.kind not in ORDERED:
            continue
        year = "" if citation.date_text[-3] == "." or "." in citation.date_text else " г."
        right = f"от {citation.date_text}{year} № {citation.number}"
        without = "" if citation.title or len(paragraph.text) < 60 else "; у акта нет названия"  # noqa: PLR2004 - a caption needs none
        yield mark(
            codes.NUMBER_FIRST, paragraph, *anchor(paragraph, citation), f"Номер стоит перед датой{without}", right
        )


def incomplete(package: Package, found: Sequence[Cited]) -> Iterator[Diagnostic]:
    """Date and number of an act whose kind and issuer are not named."""
    for _, paragraph, citation in found:
        alone = len(paragraph.text) < 60 and not citation.title  # noqa: PLR2004 - a line of requisites
        if citation.kind or citation.inherited or alone or not citation.date_text or not citation.title:
            continue
        if paragraph.part == "cell" or not re.match(r"\s*(?:Об?о?|О)\s", citation.title):
            continue
        act = known(citation, package.registry)
        right = named(act) if act else "назовите вид и автора акта"
        message = "Ссылка без вида и автора акта"
        yield mark(codes.INCOMPLETE, paragraph, *anchor(paragraph, citation), message, right)


def programmes(package: Package) -> Iterator[Diagnostic]:
    """A municipal programme named as a ground without the act that approved it."""
    for _, order in package.orders():
        for paragraph in [order.preamble] if order.preamble else [c.paragraph for c in order.clauses]:
            yield from programmes_in(paragraph)
        for clause in order.clauses if order.preamble else ():
            if re.search(r"руководств|в соответствии|на основании", clause.text, re.IGNORECASE):
                yield from programmes_in(clause.paragraph)


def programmes_in(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """The programmes of a paragraph that no act is named for."""
    for match in PROGRAMME.finditer(paragraph.text):
        name = re.match(r"«(?:[^«»]|«[^»]*»)*»", paragraph.text[match.end() :])
        after = paragraph.text[match.end() + (name.end() if name else 0) :][:60]
        if re.match(r"[^.;]{0,45}(?:утвержд|постановлени|№)", after):
            continue
        message = "Не названы вид, дата и номер акта, утвердившего программу"
        yield mark(codes.PROGRAMME, paragraph, *match.span(), message, "…, утвержденной постановлением … от … № …")


def in_force(package: Package, found: Sequence[Cited]) -> Iterator[Diagnostic]:
    """An act that wasn't in force on the date of the paper."""
    for document, paragraph, citation in found:
        act, day = known(citation, package.registry), package.day_of(document)
        if act is None or day is None or citation.day != act.date:
            continue
        late = act.in_force_until is not None and day > act.in_force_until
        early = act.in_force_from is not None and day < act.in_force_from
        if late or early:
            since = (
                f"вступает в силу {act.in_force_from:%d.%m.%Y}"
                if early
                else f"действовал по {act.in_force_until:%d.%m.%Y}"
            )
            right = f"вместо него: {act.replaced_by}" if act.replaced_by else "уточните основание"
            message = f"{named(act)} {since}, документ от {day:%d.%m.%Y}"
            yield mark(codes.NOT_IN_FORCE, paragraph, *anchor(paragraph, citation), message, right)


def citations(package: Package) -> Iterator[Diagnostic]:
    """All of the above that look at single citations, over one reading of the package."""
    found = list(cited(package))
    for rule in (in_future, against_registry, titles, conflicts, titles_differ, number_first, incomplete, in_force):
        yield from rule(package, found)


PACKAGE_RULES = (citations, duplicates, programmes)
