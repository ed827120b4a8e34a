"""Which years a plan is for: by its title, by the lines over it, by its order."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from nastav_docs.papers import kept_with

if TYPE_CHECKING:
    from nastav_docs.papers import Document

# The years in the title of a plan: «2020–2024 годы», «2025/26 учебный год», «ВПР-2022».
YEARS = re.compile(
    r"\b(?P<first>20\d\d)\s*(?:[–—/-]|по|до)\s*(?P<last>20\d\d|\d\d(?=\s*(?:уч|гг?\.)))\b(?P<school>\s*(?:гг?\.\s*)?уч)?"
    r"|\b(?P<only>20\d\d)\s*(?:учебн\w+\s+)?(?:год|г\.)|(?<=[А-ЯЁ][А-ЯЁ])\s?-\s?(?P<round>20\d\d)(?!\d)",
    re.IGNORECASE,
)
# What stands before the year of a plan's own period.
ON_YEAR = re.compile(r"\b(?:на|за)\s+$")
# A line that says when the plan is carried out: «Период: сентябрь 2025 г. – май 2026 г.».
PERIOD_LINE = re.compile(r"(?:Период|Срок)[а-яё ]{0,40}\s?[:–—-].*20\d\d", re.IGNORECASE)

# «на 2020–2024», «на период с», «на 2021 год».
IN_YEARS = re.compile(r"\bна\s+(?:период\s+)?20\d\d\s*[–—/-]\s*20\d\d|\bна период (?:с|до)\b|\bна 20\d\d\s*(?:год|/)")


def years_of(document: Document) -> re.Match[str] | None:
    """The years that the title of a plan names; None where it names none."""
    return years_in(document.title.text) if document.title is not None else None


@lru_cache(maxsize=1 << 10)
def years_in(title: str) -> re.Match[str] | None:
    """The first years of a title; kept, as each deadline under it asks for them."""
    return YEARS.search(title)


def period(document: Document) -> tuple[int, int] | None:
    """The first and the last year that the title of a plan names; None where it names none."""
    match = years_of(document)
    if not match:
        return None
    first = match["first"] or match["only"] or match["round"]  # «ВПР-2022»
    last = match["last"] or first
    return int(first), int(first[: -len(last)] + last)  # «2025/26»


def is_planned(document: Document) -> bool:
    """Whether the title's year is the plan's own period: «на 2016 год», not «подготовка к экзаменам в 2016 году»."""
    match = years_of(document)
    return match is not None and (not match["only"] or bool(ON_YEAR.search(match.string[: match.start()])))


def school_year(document: Document) -> tuple[date, date] | None:
    """The first and last day of the school year in the title of a plan, from August on; None where it names none."""
    match = years_of(document)
    if match is None or not match["school"]:
        return None
    span = period(document)
    return (date(span[0], 8, 1), date(span[1], 8, 31)) if span else None


def is_dated(document: Document) -> bool:
    """Whether the lines over a plan name its one year or school year: «7 «В» класса на 2024/25 учебный год»."""
    lines = [years_of_line(p.text) for p in document.body]
    years = [year for _, found in lines for year in found]
    return any(named for named, _ in lines) and max(years, default=0) - min(years, default=0) <= 1


@lru_cache(maxsize=1 << 12)
def years_of_line(text: str) -> tuple[bool, tuple[int, ...]]:
    """Whether a line names the period of a plan, and the years that stand in it outside quotes; nothing of a citation.

    Kept, as each deadline under the line asks for it.
    """
    if re.search(r"\bот\s.*№", text):
        return False, ()
    line = re.sub(r"«[^»]{12,}»", "", text)
    years = tuple(int(year) for year in re.findall(r"(?<![\d.№/])20\d\d(?!\d)", line))
    return bool(YEARS.search(line) or PERIOD_LINE.match(line)), years


def stated(document: Document, order: Document | None) -> bool:
    """Whether the order or another line of the plan names the period of the plan."""
    return names_period(document) or (order is not None and order_names_period(order))


@kept_with
def names_period(document: Document) -> bool:
    """Whether a line of a document's own text names a period."""
    return any(is_of_period(p.text) for p in document.body)


@kept_with
def order_names_period(order: Document) -> bool:
    """Whether a clause or the title of an order names a period."""
    return any(is_of_period(c.text) for c in order.clauses) or (
        order.title is not None and is_of_period(order.title.text)
    )


@lru_cache(maxsize=1 << 12)
def is_of_period(line: str) -> bool:
    """Whether a line names a period outside quotes: «на 2020–2024 годы»."""
    return bool(IN_YEARS.search(re.sub(r"«[^»]*»", "", line)))
