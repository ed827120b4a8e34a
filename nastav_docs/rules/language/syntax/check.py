"""All rules of syntax over a paragraph, one finding a place; and the notice that they were left out."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nastav_docs.rules.kept import by_document
from nastav_docs.rules.language import agreement, case_of_series, commas, government, phrases, spelling
from nastav_docs.rules.language.syntax.concessions import concessions
from nastav_docs.rules.mark import mark
from nastav_docs.russian import GRAMMAR_UNREAD, can_parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic, Place
    from nastav_docs.papers import PaperPackage, Paragraph
    from nastav_docs.rules.language.syntax.mistakes import Mistake

# The other rules of language; what they tell of a place is not told again.
OTHERS: Final = (
    *government.PARAGRAPH_RULES,
    *case_of_series.PARAGRAPH_RULES,
    *agreement.PARAGRAPH_RULES,
    *commas.PARAGRAPH_RULES,
    *spelling.PARAGRAPH_RULES,
    concessions,
    *phrases.PARAGRAPH_RULES,
)
# A text without a word of this length is a number, a name or a blank.
WORDS: Final = re.compile(r"[а-яё]{3}\W{1,3}[а-яё]", re.IGNORECASE)
# A person's name alone, of which the registry has thousands; no rule of syntax has anything to say of it.
NAME: Final = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]*(?:ич|вна|чна)")

# A word with a capital behind another word.
CAPITAL: Final = re.compile(r"[а-яё]\s[А-ЯЁ][а-яё]")


def grammar(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds mistakes of grammar like «Срок может продлевается»; nothing where the extra is not installed."""
    if not can_parse() or paragraph.part in {"header", "footer"}:
        return
    yield from shown(paragraph, mistakes(paragraph.text))


def shown(paragraph: Paragraph, found: tuple[Mistake, ...]) -> Iterator[Diagnostic]:
    """The mistakes of a paragraph as findings, without those of which another rule of language tells."""
    taken = [d.place for rule in OTHERS for d in rule(paragraph)] if found else []
    for one in found:
        told = mark(one.code, paragraph, one.start, one.end, one.message, one.right, advice=one.advice)
        if not any(overlap(told.place, place) for place in taken):
            yield replace(told, held="") if one.certain else told


def overlap(one: Place | None, other: Place | None) -> bool:
    """Whether two findings are about the same words."""
    return (
        one is not None
        and other is not None
        and one.line == other.line
        and one.column < other.end_column
        and other.column < one.end_column
    )


@lru_cache(maxsize=1 << 12)
def mistakes(text: str) -> tuple[Mistake, ...]:
    """The mistakes of a text, of several at one place the first rule's."""
    if not WORDS.search(text) or NAME.fullmatch(text):
        return ()
    from nastav_docs.rules.language.syntax.in_order import SIGNED_RULES  # noqa: PLC0415 - loads dictionary and tables
    from nastav_docs.rules.language.syntax.sentence import sentences  # noqa: PLC0415 - see above

    found: list[Mistake] = []
    for sentence in sentences(text):
        for rule, sign in SIGNED_RULES:
            if not sign.is_in(sentence):
                continue
            for mistake in rule(sentence):
                if not any(other.start < mistake.end and mistake.start < other.end for other in found):
                    found.append(mistake)
    return tuple(found)


def capitals(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds common nouns with a capital; a side of an agreement keeps its own in the whole paper that names it."""
    if can_parse():
        yield from needless(package)


@by_document
def needless(package: PaperPackage) -> Iterator[Diagnostic]:
    """The common nouns with a capital, where the parser is installed."""
    for document in package.documents:
        body = [p for p in document.paragraphs() if p.part not in {"header", "footer"} and CAPITAL.search(p.text)]
        if not body:
            continue
        from nastav_docs.rules.language.syntax.capitals import (  # noqa: PLC0415 - see `mistakes`
            names_common_things,
            needless_capitals,
            sides,
        )
        from nastav_docs.rules.language.syntax.sentence import sentences  # noqa: PLC0415 - see `mistakes`

        body = [p for p in body if names_common_things(p.text)]
        if not body:
            continue
        names = sides("\n".join(p.text for p in document.paragraphs()))
        for paragraph in body:
            found = tuple(m for s in sentences(paragraph.text) for m in needless_capitals(s, names))
            yield from shown(paragraph, found)


def left_out(package: PaperPackage) -> Iterator[Diagnostic]:
    """Says once that grammar was not read, where the extra is not installed."""
    if not can_parse() and any(True for document in package.documents for _ in document.paragraphs()):
        yield GRAMMAR_UNREAD


PARAGRAPH_RULES = (concessions, grammar)  # the first needs no parser
PACKAGE_RULES = (left_out, capitals)
