"""Whether the norms that a paper names are in force on its date: standards and orders replaced, articles to come.

What changed and since when: the table `NORMS`, each with its source of change.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from nastav_docs.diagnostics.codes import law as codes
from nastav_docs.papers import find_citations, kept_with, known, registry_of
from nastav_docs.rules.mark import mark
from nastav_docs.russian import MONTHS_GEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import ActRegistry, Document, PaperPackage, Paragraph


class Norm(NamedTuple):
    """A norm as papers name it, the first day and the day after the last one of its force, what is in its place."""

    pattern: str
    name: str
    since: date | None = None
    until: date | None = None
    instead: str = ""


def act(day: str, number: str) -> str:
    """The pattern of a citation by day and number: «от 21.07.2022 № 582», «от 21 июля 2022 г. № 582»."""
    of, month, year = day.split(".")
    worded = rf"{int(of)}\s{MONTHS_GEN[int(month) - 1]}\s{year}"
    return rf"(?:{re.escape(day)}|{worded})(?:\s?(?:г\.|года))?\s?№\s?{re.escape(number)}(?![\w/-])"


# Sanitary rules by name: resolutions of the chief sanitary doctor of 28.09.2020 № 28 and 27.10.2020 № 32.
SANITARY: Final = (
    ("СанПиН", "2.4.2.2821-10", "СП 2.4.3648-20; о питании – СанПиН 2.3/2.4.3590-20"),
    ("СанПиН", "2.4.1.3049-13", "СП 2.4.3648-20; о питании – СанПиН 2.3/2.4.3590-20"),
    ("СанПиН", "2.4.4.3172-14", "СП 2.4.3648-20"),
    ("СанПиН", "2.4.5.2409-08", "СанПиН 2.3/2.4.3590-20"),
)
NORMS: Final = (
    Norm(r"ГОСТ\sР\s7\.0\.97[-–]2016", "ГОСТ Р 7.0.97-2016", None, date(2025, 8, 18), "ГОСТ Р 7.0.97-2025"),
    *(
        Norm(rf"{kind}\s{re.escape(number)}", f"{kind} {number}", None, date(2021, 1, 1), instead)
        for kind, number, instead in SANITARY
    ),
    Norm(r"ГОСТ\sР\s6\.30[-–]2003", "ГОСТ Р 6.30-2003", None, date(2018, 7, 1), "ГОСТ Р 7.0.97-2025"),
    Norm(r"ГОСТ\sР\s7\.0\.97[-–]2025", "ГОСТ Р 7.0.97-2025", date(2025, 8, 18)),
    Norm(
        act("21.07.2022", "582"),
        "приказ № 582",
        None,
        date(2025, 3, 1),
        "приказ Минпросвещения России от 06.11.2024 № 779",
    ),
    Norm(act("06.11.2024", "779"), "приказ № 779", date(2025, 3, 1)),
    Norm(act("31.03.2015", "526"), "приказ № 526", None, date(2023, 9, 16), "приказ Росархива от 31.07.2023 № 77"),
    Norm(act("31.07.2023", "77"), "приказ Росархива № 77", date(2023, 9, 16)),
    Norm(
        act("25.04.2012", "390"),
        "постановление № 390",
        None,
        date(2021, 1, 1),
        "постановление Правительства Российской Федерации от 16.09.2020 № 1479",
    ),
    Norm(act("25.08.2010", "558"), "приказ № 558", None, date(2020, 2, 18), "приказ Росархива от 20.12.2019 № 236"),
    Norm(act("19.06.2025", "140"), "приказ Роскомнадзора № 140", date(2025, 9, 1)),
    Norm(r"(?:стать[а-яё]+|ст\.)\s?351\.8", "статья 351.8 ТК РФ", date(2025, 3, 1)),
    Norm(act("09.11.2024", "381-ФЗ"), "закон № 381-ФЗ", date(2025, 3, 1)),
    Norm(act("08.08.2024", "328-ФЗ"), "закон № 328-ФЗ", date(2025, 3, 1)),
    Norm(act("24.06.2025", "156-ФЗ"), "правило о согласии (156-ФЗ)", date(2025, 9, 1)),
    Norm(act("24.06.2025", "168-ФЗ"), "закон № 168-ФЗ", date(2026, 3, 1)),
    Norm(act("28.02.2025", "23-ФЗ"), "правило о базах в России (23-ФЗ)", date(2025, 7, 1)),
    Norm(act("30.11.2024", "420-ФЗ"), "закон № 420-ФЗ", date(2025, 5, 30)),
)
WAKE = re.compile(r"ГОСТ|СанПиН|351\.8|№")
# A paper that speaks of the change itself.
CHANGING = re.compile(r"утрати|взамен|вместо|отмен|замен[её]н|признать|прежн|ранее\sдейств|вступ", re.IGNORECASE)
ARTICLE = re.compile(
    r"(?:стать[а-яё]+|ст\.)\s?(?P<number>358\.1|351\.1(?!\d)|358)(?!\d)(?=[^.;]{0,60}(?:Трудов|ТК\b))", re.IGNORECASE
)


def force(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a norm that a paper of a known day names after its end or before its beginning."""
    registry = registry_of(package.registry)
    for document in package.documents:
        day = package.day_of(document)
        for paragraph in naming(document) if day else ():
            if day:
                yield from out_of_time(paragraph, day, norms_in(paragraph.text), acts_told(paragraph, registry))


@kept_with
def naming(document: Document) -> tuple[Paragraph, ...]:
    """The paragraphs of a document that name a norm."""
    return tuple(paragraph for paragraph in document.paragraphs() if norms_in(paragraph.text))


def acts_told(paragraph: Paragraph, registry: ActRegistry) -> tuple[tuple[int, int], ...]:
    """Where a paragraph names acts whose days of force the registry knows: another rule tells of those."""
    acts = ((c, known(c, registry)) for c in find_citations(paragraph.text))
    return tuple((c.start, c.end) for c, act in acts if act and (act.in_force_until or act.in_force_from))


@lru_cache(maxsize=1 << 12)
def norms_in(text: str) -> tuple[tuple[Norm, int, int], ...]:
    """The norms that a text names, each with where it stands; of a text about their change none."""
    if not WAKE.search(text) or CHANGING.search(text):
        return ()
    return tuple((norm, *match.span()) for norm in NORMS for match in re.finditer(norm.pattern, text))


def out_of_time(
    paragraph: Paragraph, day: date, named: Sequence[tuple[Norm, int, int]], told: Sequence[tuple[int, int]]
) -> Iterator[Diagnostic]:
    """The findings of the norms `named` in one paragraph; `told` is where another rule tells of them."""
    for norm, start, end in named:
        if any(begin <= start < until for begin, until in told):
            continue
        if norm.until and day >= norm.until:
            message = f"{norm.name}: не действует с {norm.until:%d.%m.%Y}"
            yield mark(codes.OUT_OF_FORCE, paragraph, start, end, message, advice=norm.instead)
        elif norm.since and day < norm.since and f"{norm.since:%d.%m.%Y}" not in paragraph.text:
            message = f"{norm.name}: действует только с {norm.since:%d.%m.%Y}"
            advice = f"уберите ссылку или напишите «с {norm.since:%d.%m.%Y}»"
            yield mark(codes.BEFORE_FORCE, paragraph, start, end, message, advice=advice)


def articles(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «наставничество по статье 358.1 Трудового кодекса», which is article 351.8."""
    if "наставни" not in paragraph.text.lower():
        return
    for match in ARTICLE.finditer(paragraph.text):
        message = f"О наставничестве – статья 351.8, а не {match['number']}"
        yield mark(codes.ARTICLE, paragraph, *match.span("number"), message, "351.8")


PARAGRAPH_RULES = (articles,)
PACKAGE_RULES = (force,)
