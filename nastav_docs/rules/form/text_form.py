"""Whether the text is whole: torn paragraphs, brackets and quotes without a pair, remains of a conversion."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING

from nastav_docs.diagnostics import Confidence, Severity
from nastav_docs.diagnostics.codes import form as codes
from nastav_docs.rules.kept import by_paper
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Paper, PaperPackage, Paragraph

# A dash that a conversion left before a number.
DASHED = re.compile(r"^\s*[-–—]\s*(?=(?:\d+\.(?:\d+\.?)*\s|Приложени[ея]:))")
# A name in quotes that ends in another one, one » closing both.
SHARED = re.compile(r"«[^«»]*«[^«»]*»(?=$|\s*[;,.)]|\s+[а-яё(–\d])")
# That is usual in the name of an institution, so only the first of a paper is shown, as advice.
SHARED_PAIR = replace(codes.QUOTE_PAIR, severity=Severity.NOTE, confidence=Confidence.ADVICE)
# An entity of HTML.
ENTITY = re.compile(r"&(?:laquo|raquo|nbsp|quot|amp|ndash|mdash|hellip|lt|gt|#\d{2,5});")


def list_dashes(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds a dash before a number: «- 5.1. Организовать», «- Приложение: 1.»."""
    match = DASHED.match(paragraph.text)
    if match:
        end = paragraph.text.find(" ", match.end())
        right = paragraph.text[match.end() : end if end > 0 else None]
        yield mark(
            codes.LIST_DASH,
            paragraph,
            0,
            end if end > 0 else len(paragraph.text),
            "Лишнее тире в начале строки",
            right,
        )


@by_paper
def broken_paragraphs(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a paragraph that ends in the middle of a sentence, and its continuation."""
    for paragraph in package.paragraphs():
        for tear in paragraph.tears:
            before, after = paragraph.text[:tear].split()[-1:], paragraph.text[tear:].split()[:1]
            right = " ".join([*before, *after])
            start = tear - len("".join(before))
            yield mark(
                codes.BROKEN_PARA, paragraph, start, tear, "Абзац разорван внутри предложения", f"склейте: «{right}»"
            )
            end = tear + 1 + len("".join(after))
            yield mark(
                codes.BROKEN_PARA,
                paragraph,
                tear + 1,
                end,
                "Продолжение разорванного предложения",
                f"склейте: «{right}»",
            )


@by_paper
def leftovers(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds HTML tags; one finding a line."""
    for paper in package.papers:
        lines: set[int] = set()
        for leftover in paper.leftovers:
            if leftover.place.line not in lines:
                lines.add(leftover.place.line)
                yield codes.HTML.at(
                    leftover.place, f"Разметка HTML: {leftover.text}", hint="удалите", text=leftover.text
                )


def entities(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds entities of HTML: «&laquo;Образование&raquo;»."""
    for match in ENTITY.finditer(paragraph.text) if "&" in paragraph.text else ():
        right = unescape(match.group()).replace("\u00a0", " ")
        yield mark(codes.HTML, paragraph, *match.span(), f"Разметка HTML: {match.group()}", right)


@by_paper
def pairs(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds brackets and quotes without their pair."""
    for paper in package.papers:
        halves: list[tuple[Paragraph, int]] = []
        brackets: list[tuple[Paragraph, int]] = []
        yield from first_shared(paper)
        for paragraph in paper.paragraphs():
            at = unpaired(paragraph.text, "(", ")")
            if at is not None:
                brackets.append((paragraph, at))
            quote = unpaired(paragraph.text, "«", "»") if paragraph.part in {"body", "cell"} else None
            if quote is not None and not shared_closing(paragraph.text) and not mixed(paragraph.text):
                halves.append((paragraph, quote))
        for paragraph, at in unmatched(brackets):
            yield mark(codes.PAREN, paragraph, at, at + 1, "Скобка без пары", "закройте или уберите скобку")
        for paragraph, quote in unmatched(halves):
            right = "у каждой открывающей – своя закрывающая"
            yield mark(codes.QUOTE_PAIR, paragraph, quote, quote + 1, "Кавычка без пары", right)


def unmatched(halves: Sequence[tuple[Paragraph, int]]) -> Iterator[tuple[Paragraph, int]]:
    """The quotes or brackets without a pair anywhere; one may close in a later paragraph, as in a caption."""
    opened: list[tuple[Paragraph, int]] = []
    for paragraph, at in halves:
        if paragraph.text[at] in "«(":
            opened.append((paragraph, at))
        elif opened:
            opened.pop()
        else:
            yield paragraph, at
    yield from opened


def mixed(text: str) -> bool:
    """Whether a quote has a straight one for its pair, «…", which another rule tells of."""
    return sum(text.count(sign) for sign in '"“”„') % 2 == 1


def first_shared(paper: Paper) -> Iterator[Diagnostic]:
    """Finds the first name of a paper whose quotes and those of a name in it are closed by one mark.

    Titles of acts («Об учреждении знака «За наставничество») are cited as they were published.
    """
    for paragraph in paper.paragraphs():
        found = SHARED.search(paragraph.text) if shared_closing(paragraph.text) else None
        if found is not None and not found.group().startswith(("«О ", "«Об ")):
            outer, inner = found.group()[1:-1].split("«")
            message = "Две открывающие кавычки, а закрывающая одна"
            yield mark(SHARED_PAIR, paragraph, *found.span(), message, f"«{outer}„{inner}“»")
            return


def shared_closing(text: str) -> bool:
    """Whether a single » closes a name in quotes and the name in it: «… знака «За наставничество»."""
    lacking = text.count("«") - text.count("»")
    return lacking > 0 and len(SHARED.findall(text)) >= lacking


@lru_cache(maxsize=1 << 13)
def unpaired(text: str, opening: str, closing: str) -> int | None:
    """Where a mark stands that has no pair, None where all have; the bracket of «1)» and «а)» needs none.

    `unpaired("план (дорожная карта", "(", ")")` → `5`.
    """
    if opening not in text and closing not in text:
        return None
    opened: list[int] = []
    for match in re.finditer(f"[{re.escape(opening + closing)}]", text):
        at = match.start()
        if match.group() == opening:
            opened.append(at)
        elif opened:
            opened.pop()
        elif closing == "»" or not re.search(r"(?:^|[\s;,:])(?:\d{1,2}|[а-яёa-z])$", text[max(at - 4, 0) : at]):
            return at
    return opened[0] if opened else None


PARAGRAPH_RULES = (list_dashes, entities)
PACKAGE_RULES = (
    pairs,
    broken_paragraphs,
    leftovers,
)
