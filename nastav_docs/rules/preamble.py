"""The head of an order: its title, its preamble, the verb; titles of sections."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nastav_docs.codes import form as codes
from nastav_docs.requisites import VERB, Package
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Paragraph

GROUND = re.compile(
    r"(?:в (?:соответствии|целях|связи|рамках)|на основании|с целью|во исполнение|согласно|для"
    r"|по (?:итогам|результатам))\s",
    re.IGNORECASE,
)
ISSUER = re.compile(
    r"[^,]*\b(?:администрация|управление|комитет|отдел|департамент|министерство|коллегия|совет|правительство)\b[^,]*$",
    re.IGNORECASE,
)
SHORTENED = re.compile(r"(?<![а-яё])(?:г|гг|др|пр|т\.\s?[пд]|им|ул|обл|руб|ст|п|р-на|РФ)\.$")
SECTION = re.compile(
    r"(?:(?:[IVX]+|\d{1,2}|Раздел \S+)\.?\s*)?(?P<last>(?:Общие|Основные|Заключительные) положения|Основные понятия"
    r"|Цели и задачи|Общая характеристика|Пояснительная записка|Права и обязанности(?:\s[а-яё ]{3,40})?"
    r"|Порядок [а-яё ]{5,50}|Ответственность|Делопроизводство|Контроль)\.",
    re.IGNORECASE,
)


def preamble_comma(package: Package) -> Iterator[Diagnostic]:
    """«…, руководствуясь Положением» before «ПРИКАЗЫВАЮ:» without the comma that closes it."""
    for _, order in package.orders():
        text = (order.preamble.text if order.preamble else "").rstrip()
        match = re.search(r"\b[Рр]уководствуясь\s[^;]{5,600}$", text)
        if (
            match
            and not ISSUER.match(text.rpartition(",")[2])
            and order.preamble
            and order.verb
            and not text.endswith((",", ":", ";", ".", "–"))
        ):
            start = text.rfind(" ", 0, text.rfind(" ")) + 1
            message = "Деепричастный оборот «руководствуясь …» не закрыт запятой"
            yield mark(codes.PREAMBLE_COMMA, order.preamble, start, len(text), message, text[start:] + ",")


def title_stops(package: Package) -> Iterator[Diagnostic]:
    """A title with a full stop."""
    for document in package.documents:
        title = document.title
        if title is not None and document.kind in {"order", "letter"} and re.search(r"[а-яё»)]{2}\.$", title.text):
            start = title.text.rfind(" ") + 1
            yield mark(
                codes.TITLE_STOP,
                title,
                start,
                len(title.text),
                "Точка в конце заголовка не ставится",
                title.text[start:-1],
            )


def verb_colons(package: Package) -> Iterator[Diagnostic]:
    """«ПРИКАЗЫВАЮ» without a colon."""
    for _, order in package.orders():
        if order.verb is not None and order.clauses and not order.verb.text.rstrip().endswith(":"):
            words = order.verb.text.rstrip()
            match = VERB.search(words)
            start = match.start() if match else 0
            message = "После распорядительного слова нет двоеточия"
            yield mark(codes.VERB_COLON, order.verb, start, len(words), message, f"{words[start:].strip()}:")


def quoted_titles(package: Package) -> Iterator[Diagnostic]:
    """«О создании комиссии» in quotes over the text of an order."""
    for _, order in package.orders():
        title = order.title
        if title is not None and re.fullmatch(r"[«\"][^«»\"]*(?:«[^«»]*»[^«»\"]*)*[»\"]", title.text.strip()):
            message = "Заголовок приказа пишется без кавычек"
            yield mark(codes.TITLE_QUOTES, title, 0, len(title.text), message, title.text.strip()[1:-1].strip())


def section_stops(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """«1. Общие положения.»."""
    match = SECTION.fullmatch(paragraph.text.strip()) if paragraph.text.rstrip().endswith(".") else None
    if match and paragraph.part == "body":
        message = "Точка в конце заголовка не ставится"
        last = match["last"].split()[-1]
        start = paragraph.text.rindex(last)
        yield mark(codes.TITLE_STOP, paragraph, start, len(paragraph.text.rstrip()), message, last)


def preamble_stop(package: Package) -> Iterator[Diagnostic]:
    """«В целях организации питания. / ПРИКАЗЫВАЮ:»: grounds and verb are one sentence."""
    for _, order in package.orders():
        text = (order.preamble.text if order.preamble else "").rstrip()
        if not order.preamble or not order.verb or not text.endswith(".") or not GROUND.match(text):
            continue
        if not SHORTENED.search(text) and not re.search(r"[а-яё»)]{4}\.\s+[А-ЯЁ]", text):
            start = text.rfind(" ") + 1
            message = "Точка перед распорядительным словом: преамбула и оно – одно предложение"
            yield mark(codes.PREAMBLE_STOP, order.preamble, start, len(text), message, text[start:-1])


def preamble_needless(package: Package) -> Iterator[Diagnostic]:
    """«в целях охраны здоровья обучающихся, ПРИКАЗЫВАЮ»: the comma closes nothing."""
    for _, order in package.orders():
        text = (order.preamble.text if order.preamble else "").rstrip()
        if not order.preamble or not order.verb or not text.endswith(","):
            continue
        last = re.split(r",\s*(?![^«]*»)", text[:-1])[-1]
        if GROUND.match(last) and not re.search(r"руководствуясь|учитывая|принимая|котор", last, re.IGNORECASE):
            start = text.rfind(" ") + 1
            message = "Запятая перед распорядительным словом ничего не закрывает"
            yield mark(codes.PREAMBLE_NEEDLESS, order.preamble, start, len(text), message, text[start:-1])


PARAGRAPH_RULES = (section_stops,)
PACKAGE_RULES = (
    verb_colons,
    preamble_comma,
    preamble_stop,
    preamble_needless,
    title_stops,
    quoted_titles,
)
