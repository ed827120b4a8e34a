"""Whether personal data go where the law does not let them: to a foreign service, to a site without its own consent.

Federal law of 27.07.2006 № 152-ФЗ: part 5 of article 18 (bases in Russia), article 10.1 (a consent to spreading apart).
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import law as codes
from nastav_docs.rules.kept import kept
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import PaperPackage, Paragraph

IN_RUSSIA_SINCE: Final = date(2015, 9, 1)
SPREAD_SINCE: Final = date(2021, 9, 1)
# Services that keep what is typed in abroad, as papers write them.
SERVICE = re.compile(
    r"(?<![\w-])(?P<service>(?:google|гугл)[\s-]?(?:forms?|форм\w*|таблиц\w*|sheets?|docs|диск\w*|drive|документ\w*|анкет\w*|опрос\w*)|docs\.google\.com[\w/-]*|forms\.gle[\w/-]*|drive\.google\.com[\w/-]*"
    r"|(?:microsoft|ms|office)[\s-]?forms|forms\.office\.com[\w/-]*|surveymonkey|typeform|jotform|airtable|mentimeter|padlet"
    r"|(?:форм\w+|анкет\w+|таблиц\w+|опрос\w*|диск\w*)\s(?:на\s|в\s)?(?:google|гугл\w*))(?![\w-])",
    re.IGNORECASE,
)
# What shows that people tell of themselves or their children there.
PERSONAL = re.compile(
    r"персональн|фамили|\bф\.?\s?и\.?\s?о\b|телефон|паспорт|адрес(?!у\s*:?\s*http)|рожден|снилс|анкет|регистрац|зарегистрир|заявк|запис(?:ь|аться|и)\b|свед[ея]н|списк|данны[ех]\s(?:о|об)?\s?(?:дет|обуч|учен|родител|педагог|наставник)",
    re.IGNORECASE,
)
NOT_PERSONAL = re.compile(
    r"аноним|обезлич|без\s(?:указания\s)?(?:персональн|фамили)|не\sиспольз|запре[тщ]|не\sприменя|не\sсобира|кроме|вместо|отказ",
    re.IGNORECASE,
)
CONSENT = re.compile(
    r"соглас[а-яё]+\s(?:[^.;]{0,60}\s)?на\s(?:[^.;]{0,30}\s)?обработк[уи][^.;]{0,80}данных", re.IGNORECASE
)
SPREADS = re.compile(
    r"(?:размещени|публикаци|опубликовани|распространени)[а-яё]{1,2}\b[^.;]{0,120}?(?:сайт|интернет|соц(?:иальн\w+|\.)\s?сет|в\s?контакте|стенд|средств\w+\sмассовой)",
    re.IGNORECASE,
)
REFUSED = re.compile(
    r"отдельн|запреща|не\s(?:включает|даю|разрешаю|распростран|предусматр|являет)|без\sпередачи|исключая|за\sисключением",
    re.IGNORECASE,
)
MENTOR_DAY = re.compile(
    r"\bд(?:ень|ня|ню|нем|нём|не)\sнаставника\s?(?:[–—(,-]+\s?)(?:который\s)?(?:отмеча\w+\s)?(?P<after>\d{1,2}\s?[а-я]+|\d{1,2}\.\d{2}(?:\.\d{4})?)(?=\s|\)|,|\.|;|$)"
    r"|\b(?P<before>\d{1,2}\s[а-я]+)\s?[–—-]\s?день\sнаставника\b",
    re.IGNORECASE,
)
DAY_SINCE: Final = date(2025, 4, 1)
RIGHT_DAY = re.compile(r"0?2(?:\s?марта|\.03(?:\.\d{4})?)", re.IGNORECASE)

services_in, consents_in, days_in = kept(SERVICE), kept(CONSENT), kept(MENTOR_DAY)


def foreign_services(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «заполнить анкету в Google Формах»: personal data go to a base outside Russia."""
    for document in package.documents:
        day = package.day_of(document)
        for paragraph in document.paragraphs() if day is None or day >= IN_RUSSIA_SINCE else ():
            match = next(iter(services_in(paragraph.text)), None)
            if match and PERSONAL.search(paragraph.text) and not NOT_PERSONAL.search(paragraph.text):
                message = f"«{match['service']}» хранит данные за рубежом"
                advice = "соберите их российским сервисом или на бумаге (152-ФЗ, часть 5 статьи 18)"
                yield mark(codes.ABROAD, paragraph, *match.span("service"), message, advice=advice)


def spreading_consent(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a consent to processing that lets the data on a site too: that is a consent of its own."""
    for document in package.documents:
        day = package.day_of(document)
        for paragraph in document.paragraphs() if day is None or day >= SPREAD_SINCE else ():
            consent = next(iter(consents_in(paragraph.text)), None)
            spread = SPREADS.search(paragraph.text, consent.end()) if consent else None
            if spread and not REFUSED.search(paragraph.text):
                message = "Согласие на обработку данных разрешает и их распространение"
                advice = "для сайта возьмите отдельное согласие (152-ФЗ, статья 10.1)"
                yield mark(codes.SPREAD, paragraph, *spread.span(), message, advice=advice)


def mentor_day(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «День наставника (27 января)» in a paper of a day when it is 2 March."""
    for document in package.documents:
        day = package.day_of(document)
        for paragraph in document.paragraphs() if day is not None and day >= DAY_SINCE else ():
            yield from wrong_days(paragraph)


def wrong_days(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """The wrong days of the Mentor's Day in a paragraph."""
    for match in days_in(paragraph.text):
        group = "after" if match["after"] else "before"
        if not RIGHT_DAY.fullmatch(match[group]):
            message = f"День наставника – 2 марта, а не {match[group]}"
            yield mark(
                codes.MENTOR_DAY, paragraph, *match.span(group), message, advice="2 марта (Указ от 01.04.2025 № 197)"
            )


PACKAGE_RULES = (foreign_services, spreading_consent, mentor_day)
