"""Commas about participles and gerunds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nastav_docs.codes import wording as codes
from nastav_docs.rules.mark import mark
from nastav_docs.rules.morphology import forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Paragraph

PAIR = re.compile(
    r"(?<![\w-])(?P<noun>[А-ЯЁ]?[а-яё]{4,}|[А-ЯЁ]{2,6})\s(?P<participle>[а-яё]{4,}(?:щих|вших|щихся|вшихся|щего|вшего|щей|вшей|щие|вшие|щую|вшую|щая|щий|щее))\s(?P<next>[а-яё]{1,})(?:\s(?P<then>[а-яё]{3,}))?"
)
PASSIVE = re.compile(
    r"(?<![\w-])(?P<noun>[А-ЯЁ]?[а-яё]{3,})\s(?P<participle>(?:утвержд[её]нн|предусмотренн|установленн|изданн|принят|введ[её]нн)"
    r"(?:ый|ого|ому|ым|ом|ая|ой|ую|ое|ые|ых|ыми))\s"
    r"(?=(?:приказом|распоряжением|постановлением|решением|протоколом|указом|законом|законодательством|положением)(?!\w))",
    re.IGNORECASE,
)
TAKING = re.compile(  # participles that say nothing without their object
    r"(?:имеющ|осуществляющ|реализующ|регламентирующ|обеспечивающ|определяющ|устанавливающ|содержащ|получивш|организующ"
    r"|использующ|предоставляющ|выполняющ|внедривш|регулирующ|испытывающ|проявивш|показавш)"
)
LIKE_NOUN = re.compile(  # participles that have become nouns and adjectives
    r"(?:обучающ|учащ|служащ|трудящ|заведующ|управляющ|начинающ|ведущ|следующ|действующ|соответствующ|настоящ|будущ)"
)


def passive_participles(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """«планом утвержденным приказом»: the act that approved a thing stands after the participle."""
    for match in PASSIVE.finditer(paragraph.text):
        said = [t for t in forms(match["participle"].lower()) if t.POS == "PRTF"]
        nouns = [t for t in forms(match["noun"].lower()) if t.POS == "NOUN"]
        if not any(matching(one, tag) for one in said for tag in nouns):
            continue
        start, end = match.start("noun"), match.end("participle")
        message = "Нет запятой перед причастным оборотом"
        yield mark(codes.PARTICIPLE, paragraph, start, end, message, f"{match['noun']}, {match['participle']}")


def matching(participle: object, noun: object) -> bool:
    """Whether case, number and gender of two readings are the same."""
    same = all(getattr(participle, x, None) == getattr(noun, x, None) for x in ("case", "number"))
    gender = getattr(participle, "gender", None)
    return same and (gender is None or gender == getattr(noun, "gender", None))


def participles(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """No comma between a noun and the participle that speaks of it and governs the words after it."""
    for match in PAIR.finditer(paragraph.text):
        if speaks_of(match["noun"], match["participle"]) and governs(
            match["participle"], match["next"], match["then"] or ""
        ):
            start, end = match.start("noun"), match.end("participle")
            message = "Нет запятой перед причастным оборотом"
            yield mark(codes.PARTICIPLE, paragraph, start, end, message, f"{match['noun']}, {match['participle']}")


def speaks_of(noun: str, participle: str) -> bool:
    """Whether the participle agrees with the noun before it (an abbreviation agrees with any plural)."""
    said = [t for t in forms(participle) if t.POS == "PRTF" and "actv" in t]
    if not said or LIKE_NOUN.match(participle) or any(t.POS == "NOUN" for t in forms(participle)):
        return False
    if noun.isupper():
        return any(t.number == "plur" for t in said)
    nouns = [t for t in forms(noun) if t.POS == "NOUN"]
    if len(nouns) != len(forms(noun)):
        return False
    return any(
        n.case == t.case and n.number == t.number and (t.number == "plur" or n.gender == t.gender)
        for n in nouns
        for t in said
    )


def governs(participle: str, word: str, then: str) -> bool:
    """Whether the next word depends on the participle and is not what the participle itself describes."""
    said = [t for t in forms(participle) if t.POS == "PRTF"]
    object_ = then if word in {"свою", "свои", "свой", "их", "его"} else word
    if word in {"в", "на", "с", "по", "к", "за", "от", "из", "о", "об", "для", "при", "под"}:
        return bool(then) and not any(agrees(said, then))
    tags = forms(object_)
    if not tags or any(t.POS not in {"NOUN", "ADJF", "PRTF"} for t in tags):
        return False
    if TAKING.match(participle) and any(t.case == "accs" for t in tags):
        return True
    return any(t.case == "accs" for t in tags) and not any(agrees(said, object_)) and "Refl" not in str(said)


def agrees(said: list[object], word: str) -> Iterator[bool]:
    """For each pair of readings whether a participle may describe the word."""
    for one in said:
        for tag in forms(word):
            case, number = getattr(one, "case", None), getattr(one, "number", None)
            animacy = getattr(one, "animacy", None)
            alike = animacy is None or tag.animacy is None or tag.animacy == animacy
            yield alike and tag.case == case and tag.number == number and tag.POS in {"NOUN", "ADJF", "PRTF"}


PARAGRAPH_RULES = (participles, passive_participles)
