"""Whether a paper puts children's personal data on a site, or asks for a consent within another paper.

Federal law of 27.07.2006 № 152-ФЗ: article 10.1 (spreading), part 1 of article 9 (a consent apart, since 01.09.2025).
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import law as codes
from nastav_docs.papers import kept_with
from nastav_docs.rules.kept import kept
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Document, PaperPackage, Paragraph, TableRow

APART_SINCE: Final = date(2025, 9, 1)
LINE = 80  # characters: a heading, not a sentence
# «Разместить настоящий приказ на сайте», and what else may go there with its data.
ONLINE = re.compile(
    r"\b(?:размести|опублик|выложи|публик|размещ)[а-яё]*\b[^.;]{0,160}?\b(?:сайт|интернет|соц(?:иальн\w+|\.)\s?сет|в\s?контакте|госпаблик|телеграм)"
    r"|\bна\s(?:официальном\s)?сайте?\b[^.;]{0,60}\b(?:размести|опублик|выложи)[а-яё]*",
    re.IGNORECASE,
)
WITH_DATA = re.compile(
    r"приказ|распоряжени|постановлени|приложени|спис[ок]|таблиц|протокол|состав|реестр|баз[уы]|пар[ыа]\b"
    r"|(?:сведени|данн|информаци)\w+\s(?:об?\s)?(?:дет|обуча|воспитан|учащ|участник)",
    re.IGNORECASE,
)
# What shows that the data stay out of it.
GUARDED = re.compile(
    r"обезлич|без\s(?:указания\s)?(?:персональн|фамили)|с\sсогласия|при\sналичии\sсогласи|за\sисключением|кроме"
    r"|\bне\s(?:допус|размеща|публик|выклад)|запре[тщ]",
    re.IGNORECASE,
)
CHILD = (
    r"(?:обучающ(?:ийся|аяся|[её]гося|емуся|имся|ейся|уюся)|воспитанни(?:к|ц)|учени(?:к|ц)"
    r"|учащ(?:ийся|аяся|егося|емуся|имся|уюся|ейся)|реб[её]н)"
)
# One child with a name: «ученика 5 класса Зотова Ивана».
NAMED_CHILD = re.compile(
    rf"(?i:\b{CHILD}[а-яё]*)[^.;]{{0,40}}?\s[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s(?:[А-ЯЁ][а-яё]+|[А-ЯЁ]\.)"
)
# Many children: a title over a list, a heading of a column.
LIST_OF_CHILDREN = re.compile(
    r"\b(?:спис|участни|перечень)\w*\s(?:[а-яё-]+\s){0,2}?(?:обуча[ею]щ|воспитанн|учащ|учени|школьник|дет)",
    re.IGNORECASE,
)
CHILD_HEAD = re.compile(r"реб[её]н|обуча[ею]щ|воспитанн|учащ|учени|\bкласс|\bмам|\bпап[аы]\b|родител", re.IGNORECASE)
BORN = re.compile(r"\d{1,2}\.\d{2}\.(?P<year>(?:19|20)\d\d)")
OF_AGE = 18  # years
# Data of a person in a text, by what they are called.
DATA: Final = {
    "дата рождения": re.compile(
        r"\d{1,2}\.\d{2}\.\d{4}\s?(?:г(?:\.|ода)?\s?р(?:\.|ожд))|\bродил\w+\s|дат[аы]\sрожд\w+[:\s–-]{1,3}\d",
        re.IGNORECASE,
    ),
    "адрес": re.compile(
        r"\b(?:прожива|зарегистрирован|адрес[:\s])[^.;]{0,60}(?:ул\.|улица|д\.|кв\.|пер\.)", re.IGNORECASE
    ),
    "телефон": re.compile(r"(?:\+7|\b8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]?\d{2}[\s-]?\d{2}\b"),
    "паспорт или СНИЛС": re.compile(
        r"(?:паспорт|свидетельств\w+\sо\sрождении)[^.;]{0,30}\d{4,}|СНИЛС\s?:?\s?\d{3}|\b\d{3}-\d{3}-\d{3}\s\d{2}\b",
        re.IGNORECASE,
    ),
    "здоровье": re.compile(r"\b(?:диагноз|групп\w\sздоровья|инвалид|заболевани\w+:|заключени\w\sПМПК)", re.IGNORECASE),
}
# The same as headings of columns.
HEADS: Final = {
    "дата рождения": re.compile(r"рожд|\bд\.\s?р\.", re.IGNORECASE),
    "адрес": re.compile(r"адрес|место\sжительства|прожива", re.IGNORECASE),
    "телефон": re.compile(r"телефон|\bтел\.|контакт", re.IGNORECASE),
    "паспорт или СНИЛС": re.compile(r"паспорт|снилс|свидетельств", re.IGNORECASE),
    "здоровье": re.compile(r"диагноз|здоровь|инвалид|\bОВЗ\b|нозолог", re.IGNORECASE),
}
PEOPLE = re.compile(r"фамили|ф\.?\s?и\.?\s?о?\b|реб[её]н|обучающ|воспитанн|учени|участник", re.IGNORECASE)
CONSENT = re.compile(
    r"(?:\b(?:даю|выражаю|подтверждаю)|\b(?:Заказчик|Исполнитель|Работник|Родитель|Представитель|Родител[ьи]|Потребитель)(?:,[^,.;]{3,60},)?\s(?:да[её]т|выражает|предоставляет))"
    r"\s(?:сво[её]\s)?согласие[^.;]{0,60}обработк[уи]\s[^.;]{0,40}данных"
    r"|\bсоглас(?:ен|на|ен\(на\)|ен\(а\))\s[^.;]{0,40}обработк\w\s[^.;]{0,40}данных",
    re.IGNORECASE,
)
ON_A_FORM = re.compile(r"по\s(?:прилагаемой\s)?форме|отдельн|прилага", re.IGNORECASE)


children_in, births_in, lists_in = kept(NAMED_CHILD), kept(DATA["дата рождения"]), kept(LIST_OF_CHILDREN)


def children_online(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «Разместить приказ на сайте» in an order that, with its annexes, holds data of children."""
    for index, order in package.orders():
        clause = published_by(order)
        if clause is None:
            continue
        family = (order, *package.annexes(index), *followers(package, order))
        held = list(dict.fromkeys(name for document in family for name in data_of_children(document, order.day)))
        match = ONLINE.search(clause.text)
        if held and match:
            message = f"На сайт уходят данные детей: {', '.join(held)}"
            advice = "разместите выписку без них: нужно отдельное согласие родителей (152-ФЗ, статья 10.1)"
            yield mark(codes.CHILDREN_ONLINE, clause, *match.span(), message, advice=advice)


@kept_with
def published_by(order: Document) -> Paragraph | None:
    """The first clause of an order that sends papers to a site; None where there is none."""
    return next((c.paragraph for c in order.clauses if puts_online(c.paragraph.text)), None)


def followers(package: PaperPackage, order: Document) -> list[Document]:
    """The other documents of an order's file: lists that stand after it without a caption."""
    return [d for d in package.documents if d.file == order.file and d.kind == "other"]


def puts_online(text: str) -> bool:
    """Whether a clause sends the paper, or a list of people, to a site as it is."""
    match = ONLINE.search(text)
    return match is not None and bool(WITH_DATA.search(text)) and not GUARDED.search(text)


@kept_with
def data_of_children(document: Document, day: date | None) -> tuple[str, ...]:
    """What is told of children in a document, as of a day: «дата рождения», «адрес»."""
    return tuple(told_of_children(document, day))


def told_of_children(document: Document, day: date | None) -> Iterator[str]:
    """The words of `data_of_children`, one by one."""
    lines = [p.text for p in document.paragraphs() if p.part == "body"]
    for line in lines:
        if children_in(line):
            yield from (name for name, pattern in DATA.items() if pattern.search(line))
        elif (born := births_in(line)) and is_young(born[0].group(), day):
            yield "дата рождения"
    listed = any(lists_in(line) for line in lines if len(line) < LINE)
    for table in document.tables():
        if len(table.rows) > 1 and (listed or is_of_children(table.rows, day)):
            yield from (name for name, pattern in HEADS.items() if is_filled(table.rows, pattern))


def is_young(text: str, day: date | None) -> bool:
    """Whether a date of birth is that of a child on a day."""
    found = BORN.search(text)
    return found is not None and day is not None and day.year - int(found["year"]) < OF_AGE


def is_of_children(rows: tuple[TableRow, ...], day: date | None) -> bool:
    """Whether the rows of a table are children: by a heading, or by a column of dates of birth."""
    born = [cell.column for cell in rows[0].cells if HEADS["дата рождения"].search(cell.text)]
    young = any(
        (cell := row.at(column)) is not None and is_young(cell.text, day) for row in rows[1:] for column in born
    )
    people = any(PEOPLE.search(cell.text) for cell in rows[0].cells)
    return people and (young or any(CHILD_HEAD.search(cell.text) for cell in rows[0].cells))


def is_filled(rows: tuple[TableRow, ...], heading: re.Pattern[str]) -> bool:
    """Whether a column under such a heading holds anything."""
    found = [cell.column for cell in rows[0].cells if heading.search(cell.text)]
    return any(
        (cell := row.at(column)) is not None and re.search(r"\w", cell.text) for row in rows[1:] for column in found
    )


def consent_inside(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a consent to the processing of data in an application, a contract, a questionnaire: it stands apart."""
    for document in package.documents:
        day = package.day_of(document)
        if day is not None and day < APART_SINCE:
            continue
        above: Paragraph | None = None
        for paragraph in document.paragraphs():
            if len(paragraph.text) < LINE and not paragraph.text.rstrip().endswith("."):
                above = paragraph if re.search("соглас|заявлен|договор|анкет", paragraph.text, re.IGNORECASE) else above
            match = CONSENT.search(paragraph.text)
            if (
                match
                and not ON_A_FORM.search(paragraph.text)
                and not (above is not None and re.search("соглас", above.text, re.IGNORECASE))
            ):
                message = "Согласие на обработку персональных данных стоит внутри другого документа"
                advice = "оформите его отдельным листом (152-ФЗ, часть 1 статьи 9 в редакции с 01.09.2025)"
                yield mark(codes.CONSENT_INSIDE, paragraph, *match.span(), message, advice=advice)


PACKAGE_RULES = (children_online, consent_inside)
