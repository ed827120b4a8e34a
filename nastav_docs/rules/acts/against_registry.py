"""Whether each citation of an act agrees with the registry of acts and with the date of the citing paper."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING

from nastav_docs.diagnostics.codes import acts as codes
from nastav_docs.papers import (
    ALIKE,
    DATE,
    KIND,
    LOOKALIKE,
    NUMBER,
    SIGN,
    another_body,
    day_of,
    kept_with,
    namesake,
    number_key,
    registry_of,
    same_kind,
    word_spans,
    words_of,
)
from nastav_docs.rules.acts.citation_form import of_form
from nastav_docs.rules.acts.cited import anchor, cited_in, named, replacement
from nastav_docs.rules.acts.conflicts import conflicts, duplicates, titles_differ
from nastav_docs.rules.kept import by_document
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Act, ActRegistry, Citation, Document, PaperPackage, Paragraph
    from nastav_docs.rules.acts.cited import Cited

UNSURE = "проверьте по подлиннику"
UNSURE_DAY = "проверьте дату по подлиннику"
# What shows that a later date is that of an amendment: «в ред. от».
EDITION = re.compile(r"(?:в\s+ред\.?|в\s+редакции|с\s+изменениями|изм\.|с\s+изм)[^)]{0,120}$", re.IGNORECASE)
# A municipal or state programme before its name in quotes.
PROGRAMME = re.compile(r"(?:муниципальн|государственн)\w+ программ(?:а|ы|е|у|ой|ам|ами|ах)?\s*(?=«)", re.IGNORECASE)
# Words of the country's name, which have capitals.
COUNTRY = frozenset({"Российской", "Федерации", "России"})
NEAR = 2  # words between two differences of a title that are one slip
# A year at the top of a paper.
YEAR = re.compile(r"\b(20\d\d)\s*(?:[/–-]\s*(?:20)?\d\d\s*)?(?:г\.|год|уч)")
LINE = 120  # characters: a title or a line of a grif, not running text, which names other years
TOP = 12  # paragraphs where a paper's own year stands
A_YEAR = timedelta(days=365)  # an act comes into force within a year of its signing
# The number and date of the letter that is answered.
ANSWERED = re.compile(rf"\b[Нн]а\s*{SIGN}\s*{NUMBER}\s+от\s+(?P<day>{DATE})")
# What shows that an act is named as one no longer in force.
REPEALED = re.compile(r"утрати|отмен|не\s+действу|взамен", re.IGNORECASE)


def in_future(found: Sequence[Cited], day: date | None) -> Iterator[Diagnostic]:
    """Finds an act cited with a date later than that of the paper that cites it, its `day`."""
    for _, paragraph, citation, act, _ in found:
        if day is None or citation.day is None or citation.day <= day or not citation.kind:
            continue
        if EDITION.search(paragraph.text[: citation.start]):
            continue
        right = f"от {act.date:%d.%m.%Y} № {act.number}" if act and act.date else ""
        message = f"Документ от {day:%d.%m.%Y} ссылается на акт с более поздней датой {citation.day:%d.%m.%Y}"
        future = mark(codes.FUTURE, paragraph, *anchor(paragraph, citation), message, right, advice=UNSURE_DAY)
        yield replace(future, measured_by=f"{day:%d.%m.%Y}")


def answered(letter: Document) -> Iterator[Diagnostic]:
    """Finds a letter that answers one with a later date: «на № 15 от 06.12.2025» in a letter of 01.12.2025."""
    for paragraph in islice(letter.paragraphs(), TOP) if letter.kind == "letter" and letter.day is not None else ():
        match = ANSWERED.search(paragraph.text)
        day = day_of(match["day"]) if match else None
        if match and day is not None and letter.day is not None and day > letter.day:
            message = f"Письмо от {letter.day:%d.%m.%Y} отвечает на письмо с более поздней датой {day:%d.%m.%Y}"
            yield mark(codes.FUTURE, paragraph, *match.span("day"), message, advice=UNSURE_DAY)


def against_registry(found: Sequence[Cited], registry: ActRegistry) -> Iterator[Diagnostic]:
    """Finds a citation whose kind, issuer, date or number is not what the registry has for the act."""
    for _, paragraph, citation, act, _ in found:
        if act is None:
            continue
        if citation.number:
            yield from against_number(paragraph, citation, act)
        law = act.kind == "Федеральный закон" and citation.kind == "закон" and is_of_country(citation.issuer)
        if citation.kind_text and (law or not same_kind(citation.kind, act.kind)):
            start = citation.whole_start
            called = "закон Российской Федерации" if law else citation.kind
            message = f"Акт № {act.number} – {act.kind}, а назван: {called}"
            length = len(citation.kind_text)
            yield mark(
                codes.REGISTRY, paragraph, start, start + length, message, advice=act.kind
            )  # its case is not known
        if another_body(citation, act, registry):
            start = paragraph.text.find(citation.issuer, citation.whole_start)
            if start >= 0:
                message, end = f"Автор акта № {act.number} – {act.issuer}", start + len(citation.issuer)
                yield mark(codes.REGISTRY, paragraph, start, end, message, advice=act.issuer)


def namesakes(found: Sequence[Cited], registry: ActRegistry, day: date | None) -> Iterator[Diagnostic]:
    """Finds a law or decree cited with the title of one that the registry knows by another day and number."""
    for _, paragraph, citation, act, _ in found:
        meant = namesake(citation, registry) if act is None else None
        if meant is None or meant.date is None or (day is not None and day < meant.date):
            continue
        message = f"Акт «{meant.title}» – от {meant.date:%d.%m.%Y} № {meant.number}"
        advice = f"от {meant.date:%d.%m.%Y} № {meant.number}? {UNSURE}"
        yield mark(codes.LIKELY, paragraph, *anchor(paragraph, citation), message, advice=advice)


def is_of_country(issuer: str) -> bool:
    """Whether the words after «закон» make it a «закон РФ», as a federal law is not called.

    `is_of_country("РФ")` → `True`, `is_of_country("Свердловской области")` → `False`.
    """
    return bool(re.fullmatch(r"(?:РФ|Российской\s+Федерации)(?:\W*|\s+от\b.*)", issuer))


def against_number(paragraph: Paragraph, citation: Citation, act: Act) -> Iterator[Diagnostic]:
    """Finds a date or number that is not the registry's: «№ 237-ФЗ» for «№ 273-ФЗ», «№ 145-р» for «№ Р-145»."""
    if act.date is None:
        return
    place = anchor(paragraph, citation)
    advice = f"от {act.date:%d.%m.%Y} № {act.number}"
    right = advice if paragraph.text[slice(*place)].startswith("от") else ""  # it fits in where such words stand
    said = "".join(citation.number.translate(LOOKALIKE).split()).replace("–", "-").replace("‑", "-")
    if citation.day is not None and citation.day != act.date:
        message = f"{named(act)}: в реестре дата {act.date:%d.%m.%Y}, здесь {citation.day:%d.%m.%Y}"
        yield mark(codes.REGISTRY, paragraph, *place, message, right, advice=advice)
    elif citation.key != number_key(act.number) and not citation.title:
        message = f"От {act.date:%d.%m.%Y} в реестре {named(act)}, здесь № {citation.number}"
        yield mark(codes.LIKELY, paragraph, *place, message, advice=f"{advice}? {UNSURE}")
    elif citation.key != number_key(act.number):
        message = f"{named(act)}: в реестре № {act.number}, здесь № {citation.number}"
        yield mark(codes.REGISTRY, paragraph, *place, message, right, advice=advice)
    elif said not in {act.number, act.number.replace("-", "")} or (act.number[0].isalpha() and said != act.number):
        at = paragraph.text.find(citation.number, citation.start)
        message = f"Номер акта записывается «{act.number}»"
        yield mark(codes.REGISTRY, paragraph, at, at + len(citation.number), message, act.number)


def titles(found: Sequence[Cited]) -> Iterator[Diagnostic]:
    """Finds a cited title that is not the registry's."""
    for _, paragraph, citation, act, _ in found:
        if act is not None and act.title and citation.title:
            yield from differences(paragraph, citation, act)


def differences(paragraph: Paragraph, citation: Citation, act: Act) -> Iterator[Diagnostic]:
    """The places where one cited title departs from the registry's, each told with the words that are wrong."""
    at = citation.title_start
    mine, theirs = words_of(citation.title), words_of(act.title)
    here, right = word_spans(citation.title), word_spans(act.title)
    if paragraph.text[at + len(citation.title) :][:1] not in {"»", '"', "”", "“"}:
        here, mine = here[: len(theirs)], mine[: len(theirs)]  # nobody closed it: what follows may be running text
    if mine == theirs[: len(mine)] and len(mine) < len(theirs):
        message = f"Название акта № {act.number} приведено не до конца"
        yield mark(codes.TITLE, paragraph, at, at + len(citation.title), message, f"«{act.title}»")
        return
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    if matcher.ratio() < ALIKE:
        message = f"Акт № {act.number} называется иначе"
        yield mark(codes.TITLE, paragraph, at, at + len(citation.title), message, f"«{act.title}»")
        return
    for a1, a2, b1, b2 in merged(matcher):
        before, after = max(a1 - 1, 0), min(a2, len(here) - 1)
        start = here[before].start() if a1 == a2 else here[a1].start()
        end = here[after].end() if a1 == a2 else here[a2 - 1].end()
        expected = act.title[right[max(b1 - 1, 0)].start() : right[min(b2 + 2, len(right) - 1)].end()]
        words = act.title[right[b1].start() : right[b2 - 1].end()] if b2 > b1 else ""
        wrong = citation.title[here[a1].start() : here[a2 - 1].end()] if a2 > a1 else ""
        what = (
            f"«{wrong}» вместо «{words}»"
            if wrong and words
            else f"лишнее «{wrong}»"
            if wrong
            else f"пропущено «{words}»"
        )
        message = f"Название акта № {act.number} искажено: {what}"
        yield mark(codes.TITLE, paragraph, at + start, at + end, message, f"… {expected} …")
    yield from small_letters(paragraph, citation, act)


def merged(matcher: SequenceMatcher[str]) -> list[tuple[int, int, int, int]]:
    """The differences of two titles; those with a word or two between them are one.

    Each is (start, end) in the cited words and (start, end) in the registry's.
    """
    found: list[tuple[int, int, int, int]] = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        if found and a1 - found[-1][1] <= NEAR and b1 - found[-1][3] <= NEAR:
            a1, b1 = found[-1][0], found[-1][2]  # noqa: PLW2901 - goes on from there
            found.pop()
        found.append((a1, a2, b1, b2))
    return found


def small_letters(paragraph: Paragraph, citation: Citation, act: Act) -> Iterator[Diagnostic]:
    """Finds a small letter in the name of the country within a title: «российской Федерации»."""
    for match in word_spans(citation.title):
        word = citation.title[match.start() : match.end()]
        if word.islower() and word.capitalize() in COUNTRY and word.capitalize() in act.title:
            start = citation.title_start + match.start()
            message = f"Название акта № {act.number} искажено: «{word}» со строчной буквы"
            yield mark(codes.TITLE, paragraph, start, start + len(word), message, word.capitalize())


@by_document
def programmes(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a municipal or state programme named as a ground of an order without the act that approved it."""
    for _, order in package.orders():
        for paragraph in [order.preamble] if order.preamble else [c.paragraph for c in order.clauses]:
            yield from programmes_in(paragraph)
        for clause in order.clauses if order.preamble else ():
            if re.search(r"руководств|в соответствии|на основании", clause.text, re.IGNORECASE):
                yield from programmes_in(clause.paragraph)


def programmes_in(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """The programmes of a paragraph that are named without an act."""
    for match in PROGRAMME.finditer(paragraph.text):
        name = re.match(r"«(?:[^«»]|«[^»]*»)*»", paragraph.text[match.end() :])
        after = paragraph.text[match.end() + (name.end() if name else 0) :][:60]
        if re.match(r"[^.;]{0,45}(?:утвержд|постановлени|№)", after):
            continue
        message = "Не названы вид, дата и номер акта, утвердившего программу"
        yield mark(codes.PROGRAMME, paragraph, *match.span(), message, "…, утвержденной постановлением … от … № …")


def in_force(registry: ActRegistry, found: Sequence[Cited], dated: date | None) -> Iterator[Diagnostic]:
    """Finds an act that was not in force on the date of the paper; the hint names the act that replaced it."""
    for document, paragraph, citation, act, _ in found:
        if act is None or (citation.day is not None and citation.day != act.date):
            continue
        day = dated or year_of(document)
        if day is None or REPEALED.search(paragraph.text[: citation.start][-200:]):
            continue
        until = act.in_force_until or outlived(act, registry)
        late = until is not None and day > until
        early = act.in_force_from is not None and day < act.in_force_from and day == dated
        if late or early:
            since = (
                f"вступает в силу {act.in_force_from:%d.%m.%Y}"
                if early
                else f"действовал по {act.in_force_until:%d.%m.%Y}"
                if act.in_force_until
                else "уже заменён"
            )
            instead = replacement(act, registry, day)
            right = f"вместо него: {instead}" if instead else "уточните основание"
            message = f"{named(act)} {since}, документ от {day:%d.%m.%Y}"
            message = message if day == dated else f"{named(act)} {since}, документ {day.year} года"
            place = anchor(paragraph, citation) if citation.number else (citation.start, citation.end)
            yield mark(codes.NOT_IN_FORCE, paragraph, *place, message, right)


def outlived(act: Act, registry: ActRegistry) -> date | None:
    """The day by which an act with a successor is surely out of force; None for one without a dated successor."""
    later = registry.by_key.get(act.replaced_by)
    return later.date + A_YEAR if later is not None and later.date is not None else None


def turning_days(acts: Iterable[Act]) -> set[date]:
    """The days on which the rules begin to say something else of a paper's date: an act is signed, comes in, goes out.

    Each act is out of force for sure a year after the one in its place is signed.
    """
    named = {day for act in acts for day in (act.date, act.in_force_from, act.in_force_until) if day}
    return named | {act.date + A_YEAR for act in acts if act.date}


def year_of(document: Document) -> date | None:
    """The first day of the year at the top of an undated paper («на 2021/2022 учебный год»); None without a year."""
    top = (p.text for p in islice(document.paragraphs(), TOP) if len(p.text) < LINE)
    years = [int(m[1]) for text in top if not KIND.search(text) for m in YEAR.finditer(text)]
    return date(min(years), 1, 1) if years else None


def citations(package: PaperPackage) -> Iterator[Diagnostic]:
    """All rules of single citations, over one reading of the package."""
    registry = registry_of(package.registry)
    found = [c for d in package.documents for c in cited_in(d, registry) if c.citation.number]
    for document in package.documents:
        yield from by_themselves(document, registry, package.day_of(document))
    yield from conflicts(package, found)
    yield from titles_differ(found)
    yield from of_form(package, registry)
    for document in package.documents:
        yield from out_of_force(document, registry, package.day_of(document))


@kept_with
def by_themselves(document: Document, registry: ActRegistry, day: date | None) -> tuple[Diagnostic, ...]:
    """What is wrong with the citations of one document of a day, whatever the others cite."""
    every = cited_in(document, registry)
    found = [c for c in every if c.citation.number]
    return (
        *in_future(found, day),
        *answered(document),
        *against_registry(every, registry),
        *namesakes(found, registry, day),
        *titles(found),
    )


@kept_with
def out_of_force(document: Document, registry: ActRegistry, day: date | None) -> tuple[Diagnostic, ...]:
    """The findings of `in_force` in one document of a day."""
    return tuple(in_force(registry, cited_in(document, registry), day))


PACKAGE_RULES = (citations, duplicates, programmes)
