"""Whether letters have their salutation, enclosures, executor and addresses in the right form."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from nastav_docs.diagnostics import Confidence, Severity
from nastav_docs.diagnostics.codes import form as form_codes
from nastav_docs.diagnostics.codes import package as codes
from nastav_docs.papers import SALUTATION, SURNAME
from nastav_docs.rules.kept import by_document
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import PaperPackage, Paragraph

# The number of sheets, or a file or disk that has none.
SHEETS = re.compile(
    r"\bна\s+(?:_+|…|\.{3}|\d+|[а-я]+)\s*(?:-?[а-я]{0,3}\s*)?л(?:ист\w*)?\b|\bCD\b|диск|флеш|электронн|\bэкз\b|\bфайл",
    re.IGNORECASE,
)
# A street and a house.
STREET = re.compile(
    r"\b(?:ул\.|улица|пр\.|просп\.|пер\.)\s+[А-ЯЁ][А-Яа-яЁё.\s-]{2,30}?\s(?P<house>\d+(?:[-/]\d+)?[а-я]?)(?=\s*(?:,|$|\n))"
)
# A postal index or the country before a region or town.
INDEX = re.compile(
    r"(?<!№\s)\b(?P<code>\d{6}|Россия)\s+(?P<place>(?:[А-ЯЁ][а-яё-]+(?:ая|ий|ый)\s(?:область|обл\.|край|район)|[Рр]еспублика\s|г\.\s?[А-ЯЁ])[^\s,]*)"
)
# An address right after the verb.
VOCATIVE = re.compile(
    r"\b(?:[Вв]нимание|[Пп]росим(?:\s[Вв]ас)?|[Нн]апоминаем(?:\s[Вв]ам)?|[Сс]ообщаем(?:\s[Вв]ам)?)\s"
    r"(?P<who>уважаемые\s(?:коллеги|родители|педагоги|руководители))(?P<rest>,?)"
)
# An executor without patronymic in full.
EXECUTOR = re.compile(
    rf"[Ии]сп(?:олнитель)?\b\.?:?\s*(?:{SURNAME}(?:\s[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?)?|[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?{SURNAME})(?=\s*(?:$|,|\d|тел|\())"
)
# A surname and nothing more.
LONE = re.compile(r"[А-ЯЁ][а-яё]{2,}(?:ова|ева|ёва|ина|ская|ский|ов|ев|ин|енко|ук|юк)")


@by_document
def sheets(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds an enclosure of a letter without the number of its sheets and copies, «на … л. в … экз.»."""
    for letter in (d for d in package.documents if d.kind == "letter"):
        for item in letter.enclosures:
            text = item.text
            bare = re.sub(r"^[-–\s]*Приложени[ея]:?\s*", "", text)
            alone = re.search(r"\bна\s+(?:\d+|_+)\s*л\.?(?!.*экз)", bare)
            if alone and not re.search(r"\bCD\b|диск|электронн|файл", bare, re.IGNORECASE):
                start = len(text) - len(bare) + alone.start()
                blank = "_" in alone.group()
                message = "Нет числа листов и экземпляров" if blank else "Нет числа экземпляров"
                right = "на … л. в 1 экз." if blank else f"{alone.group().rstrip('.')}. в 1 экз."
                yield mark(codes.SHEETS, item, start, len(text), message, right)
                continue
            if not bare and len(letter.enclosures) == 1:
                yield mark(
                    codes.SHEETS, item, 0, len(text), "Не указано, что приложено", "Приложение: на … л. в 1 экз."
                )
            if not bare or SHEETS.search(bare) or bare.endswith(":") or "экз" in bare:
                continue
            start = len(text) - len(bare)
            message = "Нет числа листов и экземпляров"
            yield mark(codes.SHEETS, item, start, len(text), message, bare.rstrip(" .") + " на … л. в 1 экз.")


@by_document
def sheets_comma(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a comma before «на … л.»: «План, на 3 л. в 1 экз.»."""
    for letter in (d for d in package.documents if d.kind == "letter"):
        for item in letter.enclosures:
            for match in re.finditer(r",\s+на\s+\d+\s*л\.", item.text):
                right = match.group().lstrip(", ")
                yield mark(codes.SHEETS_COMMA, item, *match.span(), "Перед числом листов запятая не ставится", right)


@by_document
def sheets_stop(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «в 1 экз» without its stop."""
    for letter in (d for d in package.documents if d.kind == "letter"):
        for item in letter.enclosures:
            match = re.search(r"экз\s*$", item.text)
            if match:
                yield mark(codes.SHEETS_COMMA, item, *match.span(), "После «экз» нужна точка", "экз.")


@by_document
def sheets_colon(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «Приложение на 7 л. в 1 экз.» without a colon after «Приложение»."""
    for letter in (d for d in package.documents if d.kind == "letter"):
        for item in letter.enclosures[:1]:
            match = re.match(r"[-–—\s]*(?P<word>Приложени[ея])\s+на\s", item.text)
            if match:
                message = "После слова «Приложение» нет двоеточия"
                yield mark(codes.SHEETS_COMMA, item, *match.span("word"), message, f"{match['word']}:")


@by_document
def salutations(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a salutation without an exclamation mark: «Уважаемые коллеги»."""
    for letter in (d for d in package.documents if d.kind == "letter"):
        for line in letter.paragraphs():
            text = line.text.rstrip()
            if SALUTATION.match(text) and "!" not in text and not text.endswith(","):
                start = text.rfind(" ") + 1
                message = "После обращения – восклицательный знак"
                yield mark(form_codes.SALUTATION, line, start, len(text), message, text[start:].rstrip(".") + "!")


def vocatives(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds an address within a sentence without its commas: «Обращаем внимание уважаемые коллеги на …»."""
    for match in VOCATIVE.finditer(paragraph.text) if "уважаемые" in paragraph.text else ():
        message = "Обращение выделяется запятыми"
        right = f", {match['who']},"
        yield mark(form_codes.SALUTATION, paragraph, match.start("who") - 1, match.end(), message, right)


# ГОСТ sets the parts of this mark with commas in one line; at the end of a line a comma is a matter of taste.
COMMA_AFTER = replace(form_codes.EXECUTOR, severity=Severity.NOTE, confidence=Confidence.ADVICE)


@by_document
def executors(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds an executor without name and patronymic («исп. Орлова»), or with a comma at the end of the line."""
    full = r"(?:[Ии]сп(?:олнитель)?\.?:?\s*)?[А-ЯЁ][а-яё-]+\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+,"
    right = "напишите фамилию, имя, отчество полностью и телефон"
    for document in package.documents:
        for line in document.after[:6]:
            text = line.text.strip()
            if re.fullmatch(full, line.text):
                message = "Лишняя запятая в отметке об исполнителе"
                yield mark(COMMA_AFTER, line, 0, len(line.text), message, line.text[:-1])
            elif (match := EXECUTOR.match(text)) or (document.kind == "letter" and LONE.fullmatch(text)):
                end = match.end() if match else len(text)
                message = "В отметке об исполнителе нет имени и отчества"
                yield mark(form_codes.EXECUTOR, line, 0, end, message, advice=right)


def addresses(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «ул. Комсомольская 18» and «ул. Комсомольская д. 18», a street and a house without their comma."""
    for match in STREET.finditer(paragraph.text):
        street = paragraph.text[match.start() : match.start("house")].rstrip(" ,")
        if "," in match.group():
            continue
        named = re.sub(r"\s+д\.?$", "", street)
        message = "Между улицей и номером дома нет запятой" + ("" if named != street else " и «д.»")
        yield mark(form_codes.ADDRESS_COMMA, paragraph, *match.span(), message, f"{named}, д. {match['house']}")


def indices(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds an index and a place without a comma: «623780 Свердловская область», «Россия Тверская область»."""
    for match in INDEX.finditer(paragraph.text):
        message = "Части адреса разделяются запятой"
        right = f"{match['code']}, {match['place']}"
        yield mark(form_codes.ADDRESS_COMMA, paragraph, *match.span(), message, right)


PARAGRAPH_RULES = (vocatives, addresses, indices)
PACKAGE_RULES = (sheets, sheets_comma, sheets_stop, sheets_colon, salutations, executors)
