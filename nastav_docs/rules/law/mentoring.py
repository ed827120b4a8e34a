"""Whether an order on mentoring minds article 351.8 of the Labour Code, and asks teachers for papers of the list.

Article 351.8 (federal law of 09.11.2024 № 381-ФЗ) and order № 779 of 06.11.2024 are in force from 01.03.2025.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import law as codes
from nastav_docs.papers import DATE, YEAR
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Document, PaperPackage, Paragraph

SINCE: Final = date(2025, 3, 1)
WORKER = (
    r"(?:молод\w+\s(?:специалист|педагог|учител|работник)|педагог|учител|воспитател|специалист|работник|преподавател)"
)
MENTOR_OF_WORKER = re.compile(
    rf"\b(?:назначи|закрепи|утверди|поручи)[а-яё]*\b[^;]{{0,160}}?\bнаставник[а-яё]*\b[^.;]{{0,60}}?\b(?:над\s|для\s|за\s)?{WORKER}"
    rf"|\bзакрепи[а-яё]*\sза\s{WORKER}[^.;]{{0,120}}\bнаставник",
    re.IGNORECASE,
)
PUPILS = re.compile(r"обуча[ею]щ|воспитанник|учащ|\bучени[кц]|студент|школьник|ребён|ребен", re.IGNORECASE)
AGREED = re.compile(r"соглас(?:и[еяю]|ен|на)\b|соглашени|трудов\w+\sдоговор|351\.8", re.IGNORECASE)
PAID = re.compile(
    r"\b(?:установи|производи|выплати|выплачива|назначи|осуществ|предусмотре)[а-яё]*\b(?:[^.;]|(?<=[А-ЯЁ])\.){0,120}\b(?:доплат|выплат|надбавк|вознаграждени)[а-яё]*",
    re.IGNORECASE,
)
# A day, a span or a year: no size of a payment.
SPAN = re.compile(rf"(?:\bс\s|\bпо\s|\bдо\s|\bот\s)?{DATE}{YEAR}|\b(?:19|20)\d\d(?:[/–-]\d{{2,4}})?\s?(?:г\.|год|уч)")
SIZED = re.compile(
    r"\d\s?(?:%|процент|руб|балл)|в\sразмере|в\sсумме|согласно|соответстви|положени|приложени|пропорционально|соглашени|в\sпределах|\d",
    re.IGNORECASE,
)
TEACHERS = re.compile(
    r"\b(?:учител|педагог(?!ическ\w+\sсовет)|классн\w+\sруководител|воспитател|преподавател|наставник)(?:ям|ам|ю|у|ем|ом|и|ами|ями)\b",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"\b(?:представ|предостав|вести\b|подготов|состав|сдава|сдать|заполн|офор|разработ)[а-яё]*\b[^.;]{0,60}?"
    r"\b(?P<what>отч[её]т[а-яё]*|дневник[а-яё]*|портфолио|аналитическ\w+\sсправк\w+|самоанализ\w*|паспорт\w*\sкласса|технологическ\w+\sкарт\w+"
    r"|(?:план)\w*-конспект\w*|карт[уы]\sнаблюдени\w+|социальн\w+\sпаспорт\w*|мониторинг[а-яё]*)",
    re.IGNORECASE,
)


def in_force(package: PaperPackage, document: Document) -> bool:
    """Whether a paper is surely dated on a day when these norms are in force."""
    day = package.day_of(document)
    return day is not None and day >= SINCE


def lines_of(document: Document) -> list[Paragraph]:
    """The preamble and the clauses of an order."""
    return [*([document.preamble] if document.preamble else []), *(c.paragraph for c in document.clauses)]


def mentors_of_workers(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a worker made mentor of another one without a word of consent or an agreement."""
    for index, order in package.orders():
        if not in_force(package, order):
            continue
        family = (order, *package.annexes(index))
        if any(AGREED.search(p.text) for document in family for p in document.paragraphs()):
            continue
        for clause in order.clauses:
            match = MENTOR_OF_WORKER.search(clause.paragraph.text)
            if match and not PUPILS.search(clause.paragraph.text):
                message = "Наставничество поручается работнику, а о его согласии и дополнительном соглашении ничего нет"
                advice = "допишите «с письменного согласия», оформите соглашение (статья 351.8 ТК РФ, с 01.03.2025)"
                yield mark(codes.MENTOR_CONSENT, clause.paragraph, *match.span(), message, advice=advice)
                break


def unsized_pay(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «установить наставникам доплату» that doesn't say how much or where that is said."""
    for _, order in package.orders():
        for clause in order.clauses if in_force(package, order) else ():
            text = clause.text
            match = PAID.search(text)
            if match and re.search("наставни", text, re.IGNORECASE) and not SIZED.search(SPAN.sub("", text)):
                message = "Выплата за наставничество без размера"
                advice = "назовите размер или документ, где он задан (статья 351.8 ТК РФ, с 01.03.2025)"
                start = clause.body + match.start()
                yield mark(codes.MENTOR_PAY, clause.paragraph, start, clause.body + match.end(), message, advice=advice)


def papers_of_teachers(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a report, a diary or the like that an order asks of teachers, while the list of their papers is closed."""
    for _, order in package.orders():
        if not in_force(package, order):
            continue
        outer = ""
        for clause in order.clauses:
            head = clause.paragraph.text
            outer = head if head.rstrip().endswith(":") or "." not in clause.number.rstrip(".") else outer
            match = ASKED.search(clause.paragraph.text)
            if match and (TEACHERS.search(clause.paragraph.text) or (outer is not head and TEACHERS.search(outer))):
                message = f"«{match['what']}» нет в перечне документов педагога"
                advice = "снимите или поручите не педагогам (приказ Минпросвещения России от 06.11.2024 № 779)"
                yield mark(codes.OUT_OF_LIST, clause.paragraph, *match.span("what"), message, advice=advice)


PACKAGE_RULES = (mentors_of_workers, unsized_pay, papers_of_teachers)
