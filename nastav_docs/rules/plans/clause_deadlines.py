"""Whether the deadlines in the text of orders and letters have a year, a date, a day that they count from."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from nastav_docs.diagnostics.codes import plans as codes
from nastav_docs.rules.kept import by_document, by_paper, kept
from nastav_docs.rules.mark import dates_in, mark
from nastav_docs.russian import MONTHS_GEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Document, PaperPackage, Paragraph

MONTH = rf"(?:{'|'.join(MONTHS_GEN)})"
# A day and month without a year.
YEARLESS = re.compile(
    rf"\b(?P<by>до|не позднее|в срок до|к)\s+(?P<day>\d{{1,2}})\s+(?P<month>{MONTH})\b(?!\s*(?:\d|г))"
)
# What tells the year of a deadline without one.
YEARLY = re.compile(r"ежегодн|кажд\w+|текущ|следующ|соответствующ|отч[её]тн\w+ год|учебн\w+ год|20\d\d", re.IGNORECASE)
# No date at all; so long after what is not said; what says after what.
VAGUE = re.compile(
    r"\b(?:в кратчайш\w+ срок\w*|в ближайшее время|в разумн\w+ срок\w*|по мере возможности)\b", re.IGNORECASE
)
# A count in figures or words.
COUNT = r"(?:\d{1,3}(?:-?[а-я]{1,2})?|одн\w+|дв\w+|тр[её]\w+|четыр\w+|пят\w+|шест\w+|сем\w+|дес\w+)"
RELATIVE = re.compile(
    rf"\bчерез\s+(?:{COUNT}\s+)?(?:рабочих\s+|календарных\s+)?(?:недел\w+|дн\w+|дней|месяц\w*)\b"
    rf"|\bв\s+(?:\d+-?[а-я]*\s+|двух|тр[её]х|десяти|пяти)?(?:недельн\w+|дневн\w+|месячн\w+)\s+срок\b",
    re.IGNORECASE,
)
# A span of two dates: «с 15.09.2025 по 31.05.2026».
SINCE = re.compile(r"\b[Сс]о?\s+$")
SPAN = re.compile(r"\s*(?:по|до)\s+")
COUNTED = re.compile(r"\b(?:со? дн[яю]|с момента|с даты|после|от даты|до начала|до дня)\b", re.IGNORECASE)


vague_in, yearless_in = kept(VAGUE), kept(YEARLESS)


def commands(document: Document) -> list[Paragraph]:
    """The paragraphs by which an order or a letter says what is to be done."""
    if document.kind == "order":
        return [clause.paragraph for clause in document.clauses]
    return list(document.body) if document.kind == "letter" else []


@by_document
def clause_deadlines(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds deadlines of an order or a letter that nobody can check: no year, no date, no day to count from."""
    for document in package.documents:
        lines = commands(document)
        dated = YEARLY.search(document.title.text) if document.title is not None else None
        for paragraph in lines:
            if not dated:
                yield from yearless(document, paragraph)
            for match in vague_in(paragraph.text):
                message = f"Срок «{match.group()}» нельзя проверить"
                yield mark(codes.CLAUSE_VAGUE, paragraph, *match.span(), message, "до … (дата)")
            yield from relative(paragraph)


def yearless(document: Document, paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «Представить отчет до 15 сентября»; a year in the same clause, or «ежегодно», tells which."""
    match = next(iter(yearless_in(paragraph.text)), None)
    if match is None or YEARLY.search(paragraph.text):
        return
    year = f"{document.day.year} г." if document.day else "… г."
    right = f"допишите год: «{match.group()} {year}»"
    yield mark(codes.CLAUSE_NO_YEAR, paragraph, *match.span(), f"Срок без года: «{match.group()}»", right)


def relative(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «Подвести итоги через две недели»: from which day is not said."""
    for match in RELATIVE.finditer(paragraph.text):
        if not COUNTED.search(paragraph.text):
            message = f"«{match.group()}»: не сказано, с какого дня"
            yield mark(codes.CLAUSE_RELATIVE, paragraph, *match.span(), message, "назовите дату")


@by_paper
def reversed_spans(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «с 15.09.2025 по 31.05.2025» in running text: the span ends before it begins."""
    for paragraph in package.paragraphs():
        if paragraph.part == "cell":
            continue  # of a plan: told there
        for first, last in pairwise(dates_in(paragraph.text)):
            between = paragraph.text[first.end : last.start]
            spans = SPAN.fullmatch(between) and SINCE.search(paragraph.text[: first.start])
            if spans and first.value and last.value and last.value < first.value:
                message = f"Срок кончается раньше, чем начинается: с {first.text} {between.strip()} {last.text}"
                yield mark(codes.REVERSED, paragraph, first.start, last.end, message, "проверьте годы и месяцы")


PACKAGE_RULES = (clause_deadlines, reversed_spans)
