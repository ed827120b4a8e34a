"""The date and number that a paper itself bears: on one line, in two cells, with a place between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nastav_docs.papers.act_registry import day_of
from nastav_docs.papers.citations import ANCHOR, DATE, NUMBER, SIGN, YEAR
from nastav_docs.papers.model import joined
from nastav_docs.papers.structure import BLANK, ORDER_HEAD, TextSpan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from nastav_docs.papers.model import Paragraph

LINE = 200  # characters: a line of requisites, not a sentence
RUNNING = 110  # characters: running text, under the head of a paper
LONE_DATE = re.compile(rf"(?:от\s+)?{DATE}{YEAR}")
LONE_NUMBER = re.compile(rf"{SIGN}\s*{NUMBER}")
# The head of an order on the line of its number: «ПРИКАЗ № 17-ОД».
NUMBERED_HEAD = re.compile(r"^(?:приказ|распоряжение|постановление|решение)\s+(?=№|N)", re.IGNORECASE)
DATE_PLACE_NUMBER = re.compile(
    rf"\s*(?:от\s+)?{DATE}{YEAR}(?P<place>[^№\d]{{1,70}}){SIGN}\s*{NUMBER}\s*"
    rf"|\s*{SIGN}\s*{NUMBER}\s(?P<place2>[^№\d]{{1,70}}?)(?:от\s+)?{DATE}{YEAR}\s*"
)
# A paper that is neither order nor letter, by the word that it calls itself.
NAMED = re.compile(
    r"\W*(?:протокол|справка|информация|акт|договор|контракт|соглашение|заявление|согласие|отч[её]т|анализ|выписка|доверенность|представление|ходатайство"
    r"|(?:служебная|докладная|объяснительная|аналитическая|пояснительная)\s(?:записка|справка))\b",
    re.IGNORECASE,
)
# «г. Нижнереченск        03.09.2025», in either order.
PLACE_AND_DATE = re.compile(
    rf"\s*(?:г|гор|с|п|д|пос|пгт|рп|ст)\.\s?(?:[А-ЯЁ][\w-]*\s?){{1,3}}[\s_]*(?:от\s+)?{DATE}{YEAR}\s*"
    rf"|\s*(?:от\s+)?{DATE}{YEAR}[\s_]+(?:г|гор|с|п|д|пос|пгт|рп|ст)\.\s?(?:[А-ЯЁ][\w-]*\s?){{1,3}}"
)
SIGNED_ON = re.compile(rf"\W*{DATE}{YEAR}(?:\s*$|[\s_/]+(?:[А-ЯЁ][\w.]|\())")
TOP = 16  # paragraphs: the head of a paper
BOTTOM = 4  # lines: the end of an application
PLACES = frozenset(
    {
        "г",
        "с",
        "п",
        "д",
        "пос",
        "пгт",
        "рп",
        "р",
        "ст",
        "х",
        "город",
        "село",
        "поселок",
        "посёлок",
        "деревня",
        "станица",
        "от",
    }
)


def date_and_number_in(requisites: TextSpan | None) -> tuple[date | None, str]:
    """The date and the number that a span of text holds: `(date(2020, 11, 2), "235")`.

    None in place of an impossible or missing date, «» in place of a missing number.
    """
    text = requisites.text.replace("_", " ") if requisites else ""
    day, number = re.search(DATE, text), re.search(rf"{SIGN}\s*(?!{DATE})({NUMBER})", text)
    return (day_of(day.group()) if day else None), number[1].rstrip(".") if number else ""


def own_requisites(lines: Sequence[Paragraph]) -> TextSpan | None:
    """Date and number of an order: on one line, in two cells or paragraphs, else one of them."""
    found = [s for s in map(date_and_number, lines) if s]
    whole = (s for s in found if re.search(DATE, s.text) and re.search(SIGN, s.text))
    return next(whole, None) or date_and_number_apart(lines) or next(iter(found), None)


def date_and_number(paragraph: Paragraph) -> TextSpan | None:
    """The line with date and number of a document: nothing else stands on it but a place."""
    text = paragraph.text.replace("_", " ")
    if len(text) > 110:  # noqa: PLR2004 - a line of requisites is short
        return None
    apart = DATE_PLACE_NUMBER.fullmatch(text)
    if apart and all(w[0].isupper() or w in PLACES for w in re.findall(r"[^\W\d]+", apart["place"] or apart["place2"])):
        return TextSpan(paragraph, 0, len(text))
    match = ANCHOR.search(text)
    if not match:
        return None
    start = match.start()
    head = ORDER_HEAD.match(text)
    if head or re.fullmatch(r"(?:г\.\s*\S+\s*)?", text[:start].strip()) or not re.search(r"[а-яё]{4,}", text[:start]):
        return TextSpan(paragraph, start, match.end())
    return None


def date_and_number_apart(lines: Sequence[Paragraph]) -> TextSpan | None:
    """Date and number that stand in two cells or paragraphs, in either order, with or without a place between them."""
    bare = [NUMBERED_HEAD.sub("", line.text.replace("_", " ").strip()) for line in lines]
    dates = [i for i, text in enumerate(bare) if LONE_DATE.fullmatch(text)]
    for day in dates:  # «№» and the number in cells of their own
        rest = bare[day + 1 : day + 3]
        if len(rest) > 1 and re.fullmatch(SIGN, rest[0]) and re.fullmatch(NUMBER, rest[1]):
            whole = joined(lines[day : day + 3])
            return TextSpan(whole, 0, len(whole.text))
    numbers = [i for i, text in enumerate(bare) if LONE_NUMBER.fullmatch(text)]
    near = ((d, n) for d in dates for n in numbers if abs(d - n) < 4)  # noqa: PLR2004 - a place may stand between
    for day, number in near:
        whole = joined([lines[day], lines[number]])
        return TextSpan(whole, 0, len(whole.text))
    return None


def letter_requisites(paragraph: Paragraph) -> TextSpan | None:
    """The line of a letterhead with the letter's date and number, blanks included."""
    text = paragraph.text
    answering = re.search(r"\bна\s*(?:№|N)", text)
    own_part = text[: answering.start()] if answering else text
    words = re.search(r"[а-яё]{5,}", re.sub(DATE, "", own_part))
    if len(text) > LINE or words or not re.search(rf"№|\bN\b|\b{DATE}", own_part):
        return None
    return TextSpan(paragraph, 0, len(own_part.rstrip())) if re.search(rf"{DATE}|{BLANK}", own_part) else None


def own_day(lines: Sequence[Paragraph]) -> date | None:
    """The day of a paper that is neither order nor letter: under its name, or beside the signature of an application.

    None for a paper that does not name itself, or has no line for its day.
    """
    top = lines[:TOP]
    running = next((i for i, line in enumerate(top) if len(line.text) > RUNNING), len(top))
    named = next((i for i, line in enumerate(top[:running]) if NAMED.match(line.text)), None)
    if named is None:
        return None
    after = top[named:running]
    whole = (
        line.text for line in after if PLACE_AND_DATE.fullmatch(line.text) or LONE_DATE.fullmatch(line.text.strip())
    )
    under = own_requisites(after)
    day = date_and_number_in(under)[0] if under else None
    return day or next((found for text in whole if (found := day_in(text))), None) or signed_on(lines)


def signed_on(lines: Sequence[Paragraph]) -> date | None:
    """The day beside the signature of an application: «01.06.2025        Петрова А.А.»; None where there is none."""
    return next((day_in(line.text) for line in reversed(lines[-BOTTOM:]) if SIGNED_ON.match(line.text)), None)


def day_in(text: str) -> date | None:
    """The first date of a text, None for an impossible one."""
    match = re.search(DATE, text)
    return day_of(match.group()) if match else None
