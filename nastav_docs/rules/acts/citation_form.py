"""Whether an act is cited by kind, issuer, date, number and title, all of them in this order (ГОСТ Р 7.0.97)."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from nastav_docs.diagnostics.codes import acts as codes
from nastav_docs.papers import DATE, NUMBER, SIGN, YEAR, kept_with, mask, words_of
from nastav_docs.rules.acts.cited import anchor, cited_in, is_ground, named, replacement
from nastav_docs.rules.kept import by_paper
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import ActRegistry, Document, PaperPackage
    from nastav_docs.rules.acts.cited import Cited

# Kinds of acts whose citation has date before number.
ORDERED = frozenset(
    {"приказ", "распоряжение", "постановление", "письмо", "указ", "Федеральный закон", "закон", "решение"}
)
# The beginning of an issuer's name.
BODY = re.compile(
    r"\s*(?:[А-ЯЁ]|(?:министерств|управлени|отдел|департамент|комитет|администраци|правительств|глав|директор)\w*\b)"
)
NEAR, LONGEST = 100, 2_000  # characters before a citation: of a word, of a sentence
# «утвержденный» at the end of what stands before a date.
APPROVED = re.compile(r"утвержд[её]нн(?:ый|ая|ое|ые|ого|ой|ым|ых|ому|ую)\s+$")
# An act with a date that ends the citation.
NUMBERLESS = re.compile(
    rf"\b(?:приказ|распоряжени|постановлени)\w*\s(?:[^№\d«»\"„;:.,()]{{2,100}}\s)?от\s+{DATE}{YEAR}(?=\s*[.,;)])(?!\s*,\s*№)",
    re.IGNORECASE,
)
OTHER_KIND = re.compile(  # papers that bear a date and a number and are no acts
    r"\b(?:договор|соглашени|контракт|лицензи|свидетельств|поручени|справк|записк|заявлени|рекомендаци|инструкци|телеграмм|акт)"
    r"[а-я]{0,4}\b[^.;]*$",
    re.IGNORECASE,
)
OBJECT = re.compile(r"\b(?:об?|программ\w*|положени\w*|проект\w*|план\w*)\b", re.IGNORECASE)  # the quotation names that
# The beginning of a title: «О», «Об».
TITLE = re.compile(r"\s*(?:Об?о?|О)\s")
# A line of requisites with the number before the date.
OWN_NUMBER_FIRST = re.compile(rf"{SIGN}\s*(?P<number>{NUMBER})\s+от\s+(?P<day>{DATE}{YEAR})\s*")
# What only minutes have.
MINUTES = re.compile(r"(?:Присутствовал|ПРИСУТСТВОВАЛ|Повестка|ПОВЕСТКА|Слушали|СЛУШАЛИ)")
# A number whose letters have lost their hyphen: «273 ФЗ».
SPACED = re.compile(r"\d\s+(?:ФКЗ|ФЗ|ОЗ|ОД|од)$")
HEAD = 8  # paragraphs at whose beginning a paper's own requisites stand
# A newspaper or magazine, whose issue has number and date too.
PRINTED = re.compile(r"(?:газет|журнал|бюллетен|вестник)[а-яё]*\s[«\"“][^«»\"“”]*[»\"”]\s*$", re.IGNORECASE)


def number_first(found: Sequence[Cited]) -> Iterator[Diagnostic]:
    """Finds a number that stands before the date: «приказ № 235 от 02.11.2020» for «приказ от 02.11.2020 № 235»."""
    for document, paragraph, citation, _, _ in found:
        if not citation.number_first or citation.kind not in ORDERED | {"протокол"}:
            continue
        if citation.kind == "протокол" and is_minutes(document):
            continue
        if PRINTED.search(paragraph.text[: citation.start]):
            continue  # «газета «Весть» № 60 от …» is no act
        code = codes.PROTOCOL_ORDER if citation.kind == "протокол" else codes.NUMBER_FIRST
        after = paragraph.text.partition(citation.date_text)[2]
        year = "" if "." in citation.date_text else " года" if re.match(r"\s*года", after) else " г."
        day = re.sub(r"(?<=[«\"“])\s|\s(?=[»\"”])", "", citation.date_text)
        right = f"от {day}{year} № {written(citation.number)}"
        yield mark(code, paragraph, *anchor(paragraph, citation), "Номер стоит перед датой", right)


def written(number: str) -> str:
    """A number without spaces about its hyphens: `written("134 – ОД")` → «134-ОД»."""
    return re.sub(r"\s*[-–—‑]\s*|\s+", "-", number)


def own_number_first(order: Document) -> Iterator[Diagnostic]:
    """Finds a number before the date among an order's own requisites: «№ 235 от 02.11.2020» under «ПРИКАЗ»."""
    own = order.requisites if order.kind == "order" else None
    match = OWN_NUMBER_FIRST.fullmatch(own.text) if own else None
    if own and match:
        right = f"{match['day']} № {written(match['number'])}"
        message = "Номер стоит перед датой"
        yield mark(codes.NUMBER_FIRST, own.paragraph, own.start, own.end, message, right)


def is_minutes(document: Document) -> bool:
    """Whether a document is minutes itself, so that «Протокол № 3 …» in it is its own heading."""
    return any(MINUTES.match(p.text) for p in document.paragraphs())


def title_first(found: Sequence[Cited]) -> Iterator[Diagnostic]:
    """Finds a title that stands before date and number: «закон «Об образовании …» от 29.12.2012 № 273-ФЗ»."""
    for _, paragraph, citation, _, _ in found:
        if not 0 <= citation.title_start < citation.start or citation.number_first or citation.kind not in ORDERED:
            continue
        if OBJECT.search(citation.issuer):
            continue
        start, end = anchor(paragraph, citation)
        right = paragraph.text[start:end].replace(citation.number, written(citation.number))
        right = f"{right} «{citation.title}»"
        yield mark(codes.TITLE_FIRST, paragraph, start, end, "Название стоит раньше даты и номера", right)


def numbers_spelled(found: Sequence[Cited]) -> Iterator[Diagnostic]:
    """Finds «№ 273 ФЗ» without its hyphen and «от 29.12.2012 273-ФЗ» without its sign."""
    for _, paragraph, citation, _, _ in found:
        start, end = anchor(paragraph, citation)
        text = paragraph.text[start:end]
        at = start + text.rfind(citation.number)
        number = re.sub(r"\s+", "-", citation.number) if SPACED.search(citation.number) else citation.number
        if number != citation.number:
            message = f"В номере «{citation.number}» пропущен дефис"
        elif not re.search(SIGN, text):
            message = f"Перед номером «{citation.number}» пропущен знак «№»"
        else:
            continue
        yield mark(codes.NUMBER_SPELLED, paragraph, at, at + len(citation.number), message, f"№ {number}")


def incomplete(found: Sequence[Cited]) -> Iterator[Diagnostic]:
    """Finds date and number of an act whose kind and issuer are not named."""
    for document, paragraph, citation, act, _ in found:
        if citation.kind or citation.inherited or not citation.date_text or paragraph.part == "cell":
            continue
        text, at = paragraph.text, citation.start
        sentence = max(text.rfind(stop, max(at - LONGEST, 0), at) for stop in ".;") + 1 or max(at - LONGEST, 0)
        approved = APPROVED.search(text, max(at - NEAR, 0), at)
        if not approved and (OTHER_KIND.search(text, sentence, at) or not TITLE.match(citation.title)):
            continue
        if citation.start == 0 and paragraph in islice(document.paragraphs(), HEAD):
            continue  # «№ 99 от 31.03.2022 «О создании …»» over an order's text is its own heading
        right = named(act) if act else "назовите вид и автора акта"
        message = "Ссылка без вида и автора акта"
        yield mark(codes.INCOMPLETE, paragraph, *anchor(paragraph, citation), message, right)


def undated(package: PaperPackage, registry: ActRegistry) -> Iterator[Diagnostic]:
    """Finds an act named as a ground without its date: «приказом Министерства № 650»."""
    told = [one for document in package.documents for one in undated_in(document, registry)]
    dated = (dated_in(document, registry) for document in package.documents) if told else ()
    whole = {"".join(document.number.split()) for document in package.documents}.union(*dated)
    yield from (finding for key, finding in told if key not in whole)


@kept_with
def dated_in(document: Document, registry: ActRegistry) -> frozenset[str]:
    """The numbers that a document cites with a date."""
    return frozenset(c.key for _, _, c, _, _ in cited_in(document, registry) if c.number and c.date_text)


@kept_with
def undated_in(document: Document, registry: ActRegistry) -> tuple[tuple[str, Diagnostic], ...]:
    """The numbers that a document cites as grounds without a date, each with its finding."""
    return tuple(without_day(cited_in(document, registry)))


def without_day(found: Sequence[Cited]) -> Iterator[tuple[str, Diagnostic]]:
    """The citations of `undated_in`, one by one."""
    for _, paragraph, citation, act, ground in found:
        if not citation.number or citation.date_text or citation.inherited or citation.kind not in ORDERED:
            continue
        between = paragraph.text[citation.whole_start + len(citation.kind_text) : citation.start]
        before = paragraph.text[: citation.whole_start]
        if (
            re.search(r"[\d_]", between)
            or re.search(rf"{DATE}{YEAR}\W*$", before[-40:])
            or re.match(r"\s*(?:от|за)\b", paragraph.text[anchor(paragraph, citation)[1] :])
        ):
            continue
        if not ground or paragraph.part == "cell" or not (BODY.match(between) or not between.strip()):
            continue
        right, advice = named(act) if act else "", f"от … № {citation.number}"
        place = anchor(paragraph, citation)
        yield citation.key, mark(codes.UNDATED, paragraph, *place, "Не указана дата акта", right, advice=advice)


@by_paper
def numberless(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds an act named as a ground without its number: «приказом Управления от 12.01.2024»."""
    for paragraph in package.paragraphs():
        if paragraph.part == "cell" or " от " not in paragraph.text:
            continue
        for match in NUMBERLESS.finditer(mask(paragraph.text)):
            if is_ground(paragraph.text, match.start()) and not re.search(
                r"\bред\S*\s+$", paragraph.text[: match.start()]
            ):
                advice = f"{match.group()} № …"
                yield mark(codes.UNDATED, paragraph, *match.span(), "Не указан номер акта", advice=advice)


def unnumbered(package: PaperPackage, registry: ActRegistry) -> Iterator[Diagnostic]:
    """Finds an act named as a ground without date and number: «приказа Управления «Об организации питания»».

    Another document of its file may cite the act in full.
    """
    for document in package.documents:
        told = unnumbered_in(document, registry, package.day_of(document))
        beside = (d for d in package.documents if d.file == document.file) if told else ()
        whole = [title for d in beside for title in titles_in(d, registry)]
        yield from (finding for words, finding in told if not any(title[: len(words)] == words for title in whole))


@kept_with
def titles_in(document: Document, registry: ActRegistry) -> tuple[tuple[str, ...], ...]:
    """The titles of acts that a document cites with a number, in their words."""
    return tuple(words_of(c.title) for _, _, c, _, _ in cited_in(document, registry) if c.number and c.title)


@kept_with
def unnumbered_in(
    document: Document, registry: ActRegistry, day: date | None
) -> tuple[tuple[tuple[str, ...], Diagnostic], ...]:
    """The titles that a document of a day names as grounds without a number, in their words, each with its finding."""
    return tuple(without_number(cited_in(document, registry), registry, day))


def without_number(
    found: Sequence[Cited], registry: ActRegistry, day: date | None
) -> Iterator[tuple[tuple[str, ...], Diagnostic]]:
    """The citations of `unnumbered_in`, one by one."""
    for _, paragraph, citation, act, ground in found:
        if citation.number:
            continue
        words = words_of(citation.title)
        if citation.kind not in ORDERED - {"решение"} or not ground or paragraph.part == "cell":
            continue
        if (not citation.issuer and "закон" not in citation.kind) or OBJECT.search(citation.issuer):
            continue
        right = ""
        if act is not None and not (day and act.date and act.date > day):  # an older act of the same name is meant
            right = replacement(act, registry, day) or f"{named(act)} «{act.title}»"
        end = citation.title_start - 1
        message, advice = "Не указаны дата и номер акта", "укажите дату и номер: от … № … «…»"
        yield words, mark(codes.UNNUMBERED, paragraph, citation.start, end, message, right, advice=advice)


def of_form(package: PaperPackage, registry: ActRegistry) -> Iterator[Diagnostic]:
    """All rules of this module."""
    for document in package.documents:
        yield from written_otherwise(document, registry)
    yield from undated(package, registry)
    yield from numberless(package)
    yield from unnumbered(package, registry)


@kept_with
def written_otherwise(document: Document, registry: ActRegistry) -> tuple[Diagnostic, ...]:
    """The citations of one document that are not in form, whatever the others cite."""
    found = [c for c in cited_in(document, registry) if c.citation.number]
    rules = (number_first, title_first, numbers_spelled, incomplete)
    return (*(finding for rule in rules for finding in rule(found)), *own_number_first(document))
