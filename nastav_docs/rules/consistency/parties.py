"""Whether a contract calls its sides as it said it would: «именуемый в дальнейшем «Исполнитель»», then «Подрядчик»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nastav_docs.diagnostics.codes import figures as codes
from nastav_docs.rules.kept import by_document
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import PaperPackage

HEAD = re.compile(r"\W*(?:ДОГОВОР|КОНТРАКТ|СОГЛАШЕНИЕ|Договор|Контракт|Соглашение)\b")
NAMED = re.compile(
    r"\b(?:именуем\w+|далее)\b[^«»\"]{0,40}[«\"](?P<side>[А-ЯЁ][а-яё]+(?:\s[а-яё]+)?)[»\"]|\(далее\s?[–—-]\s?(?P<plain>[А-ЯЁ][а-яё]+)\)"
)
# Sides of contracts by their stems; the words are written with a capital letter as names.
SIDES = re.compile(
    r"(?<![«\"А-Яа-яЁё-])(?:Заказчик|Исполнител|Подрядчик|Поставщик|Покупател|Продавец|Продавц|Арендатор|Арендодател|Работодател|Потребител|Ссудодател"
    r"|Ссудополучател)(?:[а-яё]{0,3})(?![а-яё»\"])"
)
LENGTH = 7  # letters of a stem
TWO = 2


@by_document
def parties(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a side of a contract under a name that the contract has not given to any: once a name."""
    for document in package.documents:
        lines = [p for p in document.paragraphs() if p.part == "body"]
        if not any(HEAD.match(p.text) for p in lines[:12]):
            continue
        sides = [m["side"] or m["plain"] for p in lines for m in NAMED.finditer(p.text)]
        stems = {side.split()[0][:LENGTH] for side in sides}
        if len(stems) < TWO or sum(bool(SIDES.match(side)) for side in sides) < 1:
            continue
        told: set[str] = set()
        for paragraph in lines:
            for match in SIDES.finditer(paragraph.text):
                stem = match.group()[:LENGTH]
                if stem in stems or stem in told:
                    continue
                told.add(stem)
                message = (
                    f"Сторона «{match.group()}» в договоре не названа: стороны – {', '.join(dict.fromkeys(sides))}"
                )
                yield mark(codes.PARTY, paragraph, *match.span(), message, advice="назовите её так же, как вначале")


PACKAGE_RULES = (parties,)
