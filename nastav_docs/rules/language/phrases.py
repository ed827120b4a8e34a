"""All rules of language together, and those of single phrases: the plan and its map, names in quotes, stray words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nastav_docs.diagnostics.codes import wording as codes
from nastav_docs.papers import KIND
from nastav_docs.rules.language.sought import Sought
from nastav_docs.rules.mark import mark
from nastav_docs.russian import GRAMMEMES, inflected, possible_cases, word_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Paragraph

# A plan and its map in brackets.
PLAN = Sought(
    r"\b(?P<plan>[Пп]лан(?:а|у|ом|е)?)\s(?:[а-яё]+\s){0,6}?\((?P<map>[Дд]орожн(?:ая|ой|ую|ою)\s+карт(?:а|ы|е|у|ой))\)",
    ("(дорожн",),
)
# Form of «план» → its cases; form of «карта» → its cases.
PLAN_CASES = {"план": {"nomn", "accs"}, "плана": {"gent"}, "плану": {"datv"}, "планом": {"ablt"}, "плане": {"loct"}}
MAP_CASES = {"карта": {"nomn"}, "карты": {"gent"}, "карте": {"datv", "loct"}, "карту": {"accs"}, "картой": {"ablt"}}
# A programme or project and the first words of its name in quotes.
QUOTED = Sought(
    r"\b(?P<kind>(?:программ|проект|подпрограмм)(?:а|ы|е|у|ой|ам|ами|ах|ом|ов)?)\s+«(?P<word>[А-ЯЁ][а-яё]+)(?=\s+(?P<next>[а-яё]+))",
    ("программ", "проект"),
)
# A noun of action in an oblique case, with which such names begin.
VERBAL = re.compile(
    r"(?:развит|внедрен|обеспечен|совершенствован|формирован|повышен|сохранен|содейств|создан|укреплен|продвижен)(?:ия|ию|ием|ии)$"
)
# An act in the instrumental right after another noun in it.
BROKEN = Sought(
    r"(?<![а-яё])(?P<before>[а-яё]{2,40}(?:ами|ями|ом|ем|ой|ей))\s(?P<kind>Письмом|Приказом|Распоряжением|Постановлением|Указом)\b",
    ("письмом", "приказом", "распоряжением", "постановлением", "указом"),
)
# A word between commas after a closing quote.
STRAY = Sought(r"»,\s(?P<word>[а-яё]{5,}),\s(?P<then>от|для|из|на|по|в)\s", ("»,",))


def plan_agreement(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «планом внедрения (Дорожной карты)»: «дорожная карта» in another case than «план» before it."""
    for match in PLAN.finditer(paragraph.text):
        head = PLAN_CASES[match["plan"].lower()]
        tail = MAP_CASES["карта" if match["map"].endswith("а") else match["map"].split()[1]]
        if head & tail:
            continue
        case = next(name for name, tag in GRAMMEMES.items() if tag in head)
        right = f"{match['plan']} (дорожн{'ую' if case == 'acc' else 'ой'} {inflected('карта', case)})"
        message = "Пояснение в скобках стоит не в том падеже, что «план»"
        yield mark(codes.AGREEMENT, paragraph, *match.span(), message, right)


def quoted_names(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds a name in quotes that is declined after its kind: «программой «Развития системы образования»»."""
    for match in QUOTED.finditer(paragraph.text):
        word = match["word"]
        tags = word_tags(word)
        oblique = bool(tags) and all(t.POS in {"NOUN", "ADJF"} for t in tags) and "nomn" not in possible_cases(word)
        if not oblique and not VERBAL.search(word.lower()):
            continue
        verbal = VERBAL.search(word.lower())
        right = re.sub(r"(?:ия|ию|ием|ии)$", "ие", word) if verbal else inflected(word, "nom")
        message = f"Название в кавычках склонено: «{word} {match['next']} …»"
        start = match.start("kind")
        yield mark(
            codes.QUOTED_NAME,
            paragraph,
            start,
            match.end("next"),
            message,
            f"{match['kind']} «{right} {match['next']} …»",
        )


def broken_links(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds two nouns in one case with nothing between: «методическими рекомендациями Письмом Министерства»."""
    for match in BROKEN.finditer(paragraph.text):
        if "ablt" in possible_cases(match["before"]) and KIND.match(match["kind"]):
            right = f"{match['before']}, направленными {match['kind'].lower()}"
            message = "Нет связи между словами; прописная буква посреди предложения"
            yield mark(codes.BROKEN, paragraph, *match.span(), message, right)


def stray_words(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «проект «Наставник», сопровождения, для педагогов»: a lone noun between commas, left over from an edit."""
    for match in STRAY.finditer(paragraph.text):
        word = match["word"]
        tags = word_tags(word)
        subject = any(
            t.case == "nomn" and not (t.number == "plur" and word.endswith(("ства", "ения", "ания"))) for t in tags
        )
        if tags and all(t.POS == "NOUN" for t in tags) and not subject:
            message = f"Лишнее слово «{word}», оставшееся от правки"
            yield mark(codes.STRAY, paragraph, *match.span("word"), message, f"», {match['then']} …")


PARAGRAPH_RULES = (plan_agreement, quoted_names, broken_links, stray_words)
