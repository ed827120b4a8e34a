"""Whether the head of an order is in form: its title, its preamble, the verb ПРИКАЗЫВАЮ; and titles of sections."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from nastav_docs.diagnostics.codes import form as codes
from nastav_docs.papers import VERB, PaperPackage
from nastav_docs.rules.kept import by_document
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Paragraph

# The beginning of a ground: «в соответствии с», «в целях».
GROUND = re.compile(
    r"(?:в (?:соответствии|целях|связи|рамках)|на основании|с целью|во исполнение|согласно|для"
    r"|по (?:итогам|результатам))\s",
    re.IGNORECASE,
)
# The body that orders («…, Управление образования»), so that no comma is due.
ISSUER = re.compile(
    r"[^,]*\b(?:администрация|управление|комитет|отдел|департамент|министерство|коллегия|совет|правительство|дума|собрание|комиссия|палата|конференция|глава|педсовет|президиум)\b[^,]*$",
    re.IGNORECASE,
)
# An abbreviation, whose stop ends no sentence.
SHORTENED = re.compile(r"(?<![а-яё])(?:г|гг|др|пр|т\.\s?[пд]|им|ул|обл|руб|ст|п|р-на|РФ)\.$")
# A participle with an act behind it: «утвержденным приказом».
PARTICIPLE = re.compile(r"(?:утвержд[её]нн|принят|изданн|подписанн)(?:ым|ой|ого|ыми|ых)\s")
LINE = 30  # characters: grounds, not a place or a date
# Usual names of sections with a full stop.
SECTION = re.compile(
    r"(?:(?:[IVX]+|\d{1,2}|Раздел \S+)\.?\s*)?(?P<last>(?:Общие|Основные|Заключительные) положения|Основные понятия"
    r"|Цели и задачи|Общая характеристика|Пояснительная записка|Права и обязанности(?:\s[а-яё ]{3,40})?"
    r"|Порядок [а-яё ]{5,50}|Ответственность|Делопроизводство|Контроль)\.",
    re.IGNORECASE,
)


def preambles(package: PaperPackage) -> Iterator[Paragraph]:
    """What stands before «ПРИКАЗЫВАЮ», of an order or of a paper whose head isn't that of an order."""
    for document in package.documents:
        if document.kind == "order" and document.preamble is not None and document.verb is not None:
            yield document.preamble
        for above, line in pairwise((None, *document.body)) if document.kind == "other" else ():
            match = VERB.search(line.text) if line is not None else None
            if match and line is not None and match.start() > LINE:
                yield line.part_of(0, match.start())
            elif match and match.start() == 0 and above is not None and len(above.text) > LINE:
                yield above


def last_part(text: str) -> str:
    """What follows the last comma of a text outside quotes."""
    plain = re.sub(r"«(?:[^«»]|«[^«»]*»)*»|\"[^\"]*\"", lambda m: "_" * len(m.group()), text)
    return text[plain.rfind(",") + 1 :].strip()


@by_document
def preamble_comma(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «…, руководствуясь Положением» or «…, утвержденным приказом» without a comma before «ПРИКАЗЫВАЮ:»."""
    for preamble in preambles(package):
        text = preamble.text.rstrip()
        if text.endswith((",", ":", ";", ".", "–")):
            continue
        guided = re.search(r"\b[Рр]уководствуясь\s[^;]{5,600}$", text) and not ISSUER.match(text.rpartition(",")[2])
        last = last_part(text)
        approved = PARTICIPLE.match(last) and not re.search(r"\sи\s", last)
        if guided or approved:
            start = text.rfind(" ", 0, text.rfind(" ")) + 1
            name = "Деепричастный оборот «руководствуясь …»" if guided else f"Причастный оборот «{last.split()[0]} …»"
            yield mark(
                codes.PREAMBLE_COMMA, preamble, start, len(text), f"{name} не закрыт запятой", text[start:] + ","
            )


@by_document
def title_stops(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a title of an order or letter with a full stop."""
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


@by_document
def verb_colons(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «ПРИКАЗЫВАЮ» without a colon."""
    for _, order in package.orders():
        if order.verb is not None and order.clauses and not order.verb.text.rstrip().endswith(":"):
            words = order.verb.text.rstrip()
            match = VERB.search(words)
            start = match.start() if match else 0
            message = "После распорядительного слова нет двоеточия"
            yield mark(codes.VERB_COLON, order.verb, start, len(words), message, f"{words[start:].strip()}:")


@by_document
def quoted_titles(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds an order's title in quotes: «О создании комиссии»."""
    for _, order in package.orders():
        title = order.title
        if title is not None and re.fullmatch(r"[«\"][^«»\"]*(?:«[^«»]*»[^«»\"]*)*[»\"]", title.text.strip()):
            message = "Заголовок приказа пишется без кавычек"
            yield mark(codes.TITLE_QUOTES, title, 0, len(title.text), message, title.text.strip()[1:-1].strip())


def section_stops(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds the name of a section with a full stop: «1. Общие положения.»."""
    match = SECTION.fullmatch(paragraph.text.strip()) if paragraph.text.rstrip().endswith(".") else None
    if match and paragraph.part == "body":
        message = "Точка в конце заголовка не ставится"
        last = match["last"].split()[-1]
        start = paragraph.text.rindex(last)
        yield mark(codes.TITLE_STOP, paragraph, start, len(paragraph.text.rstrip()), message, last)


@by_document
def preamble_stop(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a stop between the grounds and the verb, which are one sentence: «В целях питания. / ПРИКАЗЫВАЮ:»."""
    for preamble in preambles(package):
        text = preamble.text.rstrip()
        if not text.endswith(".") or not GROUND.match(text) or SHORTENED.search(text):
            continue
        if not re.search(r"[а-яё»)]{4}\.\s+[А-ЯЁ]", text):
            start = text.rfind(" ") + 1
            message = "Точка перед распорядительным словом: преамбула и оно – одно предложение"
            yield mark(codes.PREAMBLE_STOP, preamble, start, len(text), message, text[start:-1])


@by_document
def preamble_needless(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a comma that closes nothing: «в целях охраны здоровья обучающихся, ПРИКАЗЫВАЮ»."""
    for preamble in preambles(package):
        text = preamble.text.rstrip()
        last = re.split(r"\sи\s(?=в целях|на основании|в соответствии|с целью)", last_part(text[:-1]))[-1]
        if not text.endswith(",") or not GROUND.match(last):
            continue
        if not re.search(r"руководствуясь|учитывая|принимая|котор", last, re.IGNORECASE):
            start = text.rfind(" ") + 1
            message = "Запятая перед распорядительным словом ничего не закрывает"
            yield mark(codes.PREAMBLE_NEEDLESS, preamble, start, len(text), message, text[start:-1])


PARAGRAPH_RULES = (section_stops,)
PACKAGE_RULES = (
    verb_colons,
    preamble_comma,
    preamble_stop,
    preamble_needless,
    title_stops,
    quoted_titles,
)
