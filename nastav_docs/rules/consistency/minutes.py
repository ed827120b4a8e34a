"""Whether minutes agree with themselves: votes and those present, the agenda and what was heard, who signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import figures as codes
from nastav_docs.papers import numbered
from nastav_docs.rules.kept import by_document
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Document, PaperPackage, Paragraph

HEAD = re.compile(r"\W*(?:П\s?Р\s?О\s?Т\s?О\s?К\s?О\s?Л|Протокол)\b")
PRESENT = re.compile(
    r"\bприсутств(?:овали|овало|уют|ует|овавших)\w*\s*(?:[:–-]\s*)?(?:на заседании\s*(?:[:–-]\s*)?)?"
    r"(?P<count>\d{1,3})\s*(?:чел|член|педагог|участник|родител|$|\(|[.,;])",
    re.IGNORECASE,
)
VOTED = re.compile(
    r"[«\"]?за[»\"]?\s*[–—:-]\s*(?P<pro>\d{1,3}|единогласно)\b[^.]{0,40}?[«\"]?против[»\"]?\s*[–—:-]\s*(?P<contra>\d{1,3}|нет)"
    r"[^.]{0,40}?[«\"]?воздержал\w+[»\"]?\s*[–—:-]\s*(?P<none>\d{1,3}|нет)",
    re.IGNORECASE,
)
AGENDA = re.compile(r"\W*повестка(?:\s(?:дня|заседания|собрания|совещания))?\s*:?\s*$", re.IGNORECASE)
HEARD = re.compile(
    r"\W*(?:(?P<number>\d{1,2})[.)]?\s*)?(?:по\s(?P<word>\w+)\sвопросу\b.{0,60})?(?:слушали)\b|\W*(?:по\s(?P<only>\w+)\sвопросу)\b",
    re.IGNORECASE,
)
ANY = re.compile(r"разное|текущие вопросы|прочее", re.IGNORECASE)  # of which nothing need be said
ITEM = 250  # characters: a question of an agenda
INITIALS = r"[А-ЯЁ]\.\s?[А-ЯЁ]\."
SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
BODY = r"(?:\s+(?:заседания|собрания|совета|педсовета|педагогического совета|комиссии|совещания))?"
# Those whom minutes name at the top and who sign at the foot: one of each.
OFFICER: Final = re.compile(
    rf"\s*(?P<office>Председатель|Секретарь){BODY}\s*[:–—-]\s*"
    rf"(?P<surname>{SURNAME})\s(?P<initials>{INITIALS})"
)
SIGNING: Final = re.compile(
    rf"\s*(?P<office>Председатель|Секретарь){BODY}[\s_/]+"
    rf"(?P<initials>{INITIALS})\s?(?P<surname>{SURNAME})\s*"
)


@by_document
def minutes(package: PaperPackage) -> Iterator[Diagnostic]:
    """The findings of all minutes of a package."""
    for document in package.documents:
        lines = [p for p in document.paragraphs() if p.part == "body"]
        if any(HEAD.match(p.text) for p in lines[:16]):
            yield from votes(lines)
            yield from agenda(lines)
            yield from officers(document)


def votes(lines: list[Paragraph]) -> Iterator[Diagnostic]:
    """Finds votes that are fewer or more than those present: 29, 2 and 1 of 34."""
    counts = {int(m["count"]) for p in lines if (m := PRESENT.search(p.text))}
    if len(counts) != 1:
        return
    present = counts.pop()
    for paragraph in lines:
        for match in VOTED.finditer(paragraph.text):
            if not match["pro"].isdigit():
                continue
            given = [int(match[side]) if match[side].isdigit() else 0 for side in ("pro", "contra", "none")]
            if sum(given) != present:
                message = f"Голосов {' + '.join(map(str, given))} = {sum(given)}, а присутствуют {present}"
                advice = "проверьте подсчёт; кто не голосовал – скажите в протоколе"
                yield mark(codes.VOTES, paragraph, *match.span(), message, advice=advice)


def agenda(lines: list[Paragraph]) -> Iterator[Diagnostic]:
    """Finds a question of the agenda that nobody speaks of below: three questions, two are heard."""
    begin = next((i for i, p in enumerate(lines) if AGENDA.match(p.text)), None)
    if begin is None:
        return
    first = next((i for i, p in enumerate(lines) if i > begin and HEARD.match(p.text)), len(lines))
    questions = [p for p in lines[begin + 1 : first] if numbered(p).number.isdigit() and len(p.text) < ITEM]
    due = [int(numbered(p).number) for p in questions]
    heard = [p for p in lines[first:] if HEARD.match(p.text)]
    told = [numbered(p).number for p in heard]
    if due != list(range(1, len(due) + 1)) or not heard or not all(n.isdigit() for n in told):
        return
    if [int(n) for n in told] != list(range(1, len(told) + 1)):
        return
    for paragraph in (p for p in questions[len(told) :] if not ANY.search(p.text)):
        message = f"Вопрос {numbered(paragraph).number} повестки ниже не рассмотрен"
        advice = "допишите, что слушали и решили, или снимите вопрос"
        yield mark(codes.UNHEARD, paragraph, 0, len(paragraph.text), message, advice=advice)


def officers(document: Document) -> Iterator[Diagnostic]:
    """Finds minutes whose secretary is «Кирсанова Д.И.» at the top and «Д.И. Кирсанов» in the signature."""
    lines = document.paragraphs()
    named = {m["office"]: m for p in lines if (m := OFFICER.match(p.text))}
    for paragraph in lines:
        match = SIGNING.fullmatch(paragraph.text)
        above = named.get(match["office"]) if match else None
        if match and above and match["surname"].replace("ё", "е") != above["surname"].replace("ё", "е"):
            message = (
                f"{match['office']} в начале – {above['surname']} {above['initials']}, в подписи – {match['surname']}"
            )
            start, end = match.span("surname")
            yield mark(codes.OFFICER, paragraph, start, end, message, advice="проверьте, кто подписывает")


PACKAGE_RULES = (minutes,)
