"""Whether a paper is of one kind throughout, in head, verb and captions; and whether minutes decide each question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import law as codes
from nastav_docs.papers import ANNEX_HEAD, called
from nastav_docs.rules.kept import by_document
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import PaperPackage, Paragraph

# The kind by its head → the beginnings of its verbs, and the one to write.
VERBS: Final = {
    "приказ": (("приказ",), "ПРИКАЗЫВАЮ"),
    "постановление": (("постановл",), "ПОСТАНОВЛЯЕТ"),
    "решение": (("реши",), "РЕШИЛ"),
    "распоряжение": (("распоряжа",), "ОБЯЗЫВАЮ или без этого слова"),
}
FOREIGN: Final = ("приказыва", "постановл", "решил")  # «обязываю», «предлагаю» go with any
LAST_WORD = re.compile(r"(?P<verb>(?:[А-Яа-яЁё]\s){5,}[А-Яа-яЁё]|[А-Яа-яЁё]+)\s*:?\s*$")
CAPTION_KIND = re.compile(r"\bк\s(?P<kind>приказу|распоряжению|постановлению|решению)\b", re.IGNORECASE)
DATIVES: Final = {
    "приказ": "приказу",
    "распоряжение": "распоряжению",
    "постановление": "постановлению",
    "решение": "решению",
}
DECIDED = re.compile(
    r"^\s*(?:\d+[.)]\s*)?(?:РЕШИЛИ|ПОСТАНОВИЛИ|РЕШЕНИЕ|Решили|Постановили|Решение)\s*:?\s*(?P<what>.*)$", re.DOTALL
)
HEARD = re.compile(r"\s*(?:\d+[.)]\s*)?(?:СЛУШАЛИ|Слушали|ВЫСТУПИЛ|Голосовали|ГОЛОСОВАЛИ|По\s\w+\sвопросу)")
SHORT = 12  # characters: too little to be a decision
LONG = 40  # characters: a clause that is not the same in two decisions by chance
TWO = 2


@by_document
def verbs(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «ПОСТАНОВЛЯЮ» under «ПРИКАЗ»."""
    for _, order in package.orders():
        known = VERBS.get(called(order, 0)) if order.head is not None else None
        match = LAST_WORD.search(order.verb.text) if order.verb is not None and known else None
        if known is None or match is None or order.verb is None:
            continue
        verb = re.sub(r"\s", "", match["verb"]).lower()
        if verb.startswith(FOREIGN) and not verb.startswith(known[0]):
            message = f"В {called(order, 3)} – «{match['verb']}»"
            yield mark(codes.OTHER_VERB, order.verb, *match.span("verb"), message, advice=known[1])


def captions(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «Приложение к распоряжению» on an annex that stands in the file of an order of another kind."""
    for document in package.documents:
        order, caption = package.order_of(document), document.caption
        if (
            document.kind != "annex"
            or order is None
            or caption is None
            or order.file != document.file
            or order.head is None
        ):
            continue
        match = CAPTION_KIND.search(caption.text) if ANNEX_HEAD.match(caption.text) else None
        right = DATIVES.get(called(order, 0), "")
        same = document.day in {None, order.day} or document.number == order.number
        if match and right and same and match["kind"].lower() != right:
            message = f"Приложение к {called(order, 2)}, а в надписи – «{match.group()}»"
            yield mark(codes.OTHER_CAPTION, caption, *match.span("kind"), message, right)


@by_document
def decisions(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds minutes whose questions have one and the same decision: all that is decided, or a clause of it."""
    for document in package.documents:
        made: list[tuple[frozenset[str], Paragraph]] = []
        lines = list(document.body)
        for at, line in enumerate(lines):
            match = DECIDED.match(line.text)
            if match:
                what = [match["what"]] if match["what"] else [p.text for p in until_next(lines[at + 1 :])]
                made.append((frozenset(plain_decision(text) for text in what), line))
        yield from repeated(made)


def plain_decision(text: str) -> str:
    """A decision as it is compared: without numbers and letter case."""
    return " ".join(re.sub(r"[\d.)]+", " ", text).lower().split())


def repeated(made: list[tuple[frozenset[str], Paragraph]]) -> Iterator[Diagnostic]:
    """The finding of minutes whose every question has a decision of the first one."""
    if len(made) < TWO:
        return
    same = frozenset.intersection(*(what for what, _ in made))
    whole = len({what for what, _ in made}) == 1
    if any(len(text) > (SHORT if whole else LONG) for text in same):
        line = made[1][1]
        message = f"По всем вопросам ({len(made)}) одно и то же решение"
        advice = "по каждому вопросу напишите, что, кому и когда сделать"
        yield mark(codes.SAME_DECISION, line, 0, len(line.text), message, advice=advice)


def until_next(lines: list[Paragraph]) -> Iterator[Paragraph]:
    """The lines of a decision: up to the next question."""
    for line in lines:
        if HEARD.match(line.text) or DECIDED.match(line.text) or re.match(r"(?:Председатель|Секретарь)\b", line.text):
            return
        yield line


PACKAGE_RULES = (verbs, captions, decisions)
