"""Letters: addressee, title, salutation, text, enclosures with sheets and copies, signature, executor."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.imported.claims import Claim, KeyPath, Left, claimed
from nastav_docs.imported.drafts import PaperDraft, as_written, without_empty
from nastav_docs.imported.issuers import corner
from nastav_docs.imported.nominatives import plain
from nastav_docs.imported.orders import day_text, tables_inside, within
from nastav_docs.imported.signatures import blank_signature, signatures_of
from nastav_docs.imported.signing import signing_of
from nastav_docs.papers import SALUTATION, Document, Paragraph, flat, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.imported.people import Everybody

ANSWERS: Final = re.compile(
    r"\b[Нн]а\s*№\s*(?P<number>[\w/.-]*[\dА-Яа-я][\w/.-]*|_+)\s*от\s*(?P<date>\d{1,2}\.\d{1,2}\.\d{4}|_+)?"
)
SHEETS: Final = re.compile(
    r"[,;]?\s*(?:и приложени[ея] к нему,?\s*всего\s*)?на\s+(?P<sheets>\d{1,4}|_+)\s*л(?:\.|ист\w*)"
    r"(?:\s*в\s+(?P<copies>\d+|_+)\s*экз\.?)?\.?\s*$"
)
COPIES: Final = re.compile(r"\s*в\s+(?P<copies>\d+)\s*экз\.?\s*$")
NEXT_ENCLOSED: Final = re.compile(r"\n\s*(?=\d{1,2}[.)]\s)")
ENCLOSED: Final = re.compile(r"^[-–—\s]*Приложени[ея]\s*:?\s*")


def letter_piece(document: Document, path: KeyPath, everybody: Everybody) -> PaperDraft:
    """A letter as settings at a path."""
    claims: list[Claim] = []
    left: list[Left] = []
    own, to = corner(document)
    lines = list(flat(document.blocks))
    numbers = [p for p in own if document.requisites and within(p, document.requisites.paragraph)]
    claims += claimed(numbers, (*path, "number"), "дата и номер")
    reply: dict[str, str] = {}
    for line in own:
        answer = ANSWERS.search(plain(line.text))
        if answer is None:
            continue
        if answer["number"].strip("_") and (answer["date"] or "").strip("_"):
            reply = {"number": answer["number"], "date": answer["date"]}
            claims += claimed([line], (*path, "reply_to"), "на какое письмо ответ")
        elif line not in numbers:
            left.append(Left(line, "строка «На № … от …» не заполнена: письмо ни на что не отвечает"))
    claims += claimed(to, (*path, "addressee"), "адресат")
    claims += claimed([document.title], (*path, "title"), "заголовок")
    greeting = next((p for p in lines if SALUTATION.match(p.text)), None)
    claims += claimed([greeting], (*path, "salutation"), "обращение")
    inside = {id(p) for table in tables_inside(document) for p in table.paragraphs()}
    text = [p for p in body_of(document, greeting, lines) if id(p) not in inside]
    for number, paragraph in enumerate(text):
        claims += claimed([paragraph], (*path, "text", number), "абзац")
    enclosures: list[dict[str, Any]] = []
    for paragraph in (part for whole in document.enclosures for part in _in_lines(whole)):
        record = _enclosure(paragraph)
        if not record:
            claims += claimed([paragraph], (*path, "enclosures"), "отметка о приложении")
            continue
        claims += claimed([paragraph], (*path, "enclosures", len(enclosures), "text"), "приложение к письму")
        enclosures.append(record)
    signing = signing_of(document, path, everybody)
    claims += signing.claims
    value = without_empty(
        {
            "kind": "letter" if path[0] == "papers" else "",
            "number": document.number,
            "date": day_text(document),
            "reply_to": reply,
            "addressee": [as_written(p.text) for p in to] or ["____________"],
            "title": as_written(document.title.text) if document.title else "",
            "salutation": as_written(greeting.text) if greeting else "",
            "text": [as_written(p.text) for p in text] or ["____________"],
            "enclosures": enclosures,
            "signed_by": signing.signed_by,
            "executor": signing.executor,
        },
        keep=("number", "date"),
    )
    marked: list[KeyPath] = [(*path, "text", number) for number in range(len(text))]
    marked += [(*path, "enclosures", number, "text") for number in range(len(enclosures))]
    texts: dict[KeyPath, dict[str, str]] = {one: {} for one in marked}
    return PaperDraft(path, value, tuple(claims), tuple(left), texts)


def body_of(document: Document, greeting: Paragraph | None, lines: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs of a letter between its salutation (its title, if it has none) and the enclosures or signature."""
    above = [n for n, p in enumerate(lines) if p is greeting or (document.title and within(p, document.title))]
    ends = {id(p) for p in document.enclosures[:1]}
    ends |= {id(p) for _, _, paragraphs in signatures_of(document) for p in paragraphs}
    ends |= {id(p) for p in blank_signature(document)[1]}
    if not above:
        return [p for p in document.body if p.text.strip()]
    rest = lines[above[-1] + 1 :]
    stop = next((n for n, p in enumerate(rest) if id(p) in ends), len(rest))
    return [p for p in rest[:stop] if p.text.strip()]


def _in_lines(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The enclosures of one paragraph: those after the first begin on a line of their own with a number."""
    edges = [0, *(m.end() for m in NEXT_ENCLOSED.finditer(paragraph.text)), len(paragraph.text)]
    yield from (paragraph.part_of(start, end) for start, end in pairwise(edges))


def _enclosure(paragraph: Paragraph) -> dict[str, Any]:
    """An enclosure as settings: what is enclosed, sheets and copies; {} for the word «Приложение:» alone."""
    text = ENCLOSED.sub("", plain(paragraph.text))
    if not ENCLOSED.match(paragraph.text) and not paragraph.label:
        text = plain(paragraph.text)[numbered(paragraph).body :]
    text = re.sub(r"^\d{1,2}[.)]\s*", "", text).strip()
    if not text:
        return {}
    sheets = SHEETS.search(text)
    if sheets is None:
        copies = COPIES.search(text)
        if copies:
            found: dict[str, Any] = {"text": as_written(text[: copies.start()].rstrip(" ,;")), "bound": True}
            return found | ({"copies": int(copies["copies"])} if copies["copies"] != "1" else {})
        return {"text": as_written(text.rstrip(" ;")), "copies": 0}
    total = "всего" in sheets.group()
    found = {"text": as_written(text[: sheets.start()].rstrip(" ,;"))}
    found |= {"sheets": int(sheets["sheets"])} if sheets["sheets"].isdigit() else {}
    found |= (
        {"copies": int(sheets["copies"])}
        if (sheets["copies"] or "1").isdigit() and (sheets["copies"] or "1") != "1"
        else {}
    )
    return found | ({"total": True} if total else {})
