"""Predicates that stand before their subject, beside a name, or where an order names who is to do it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.agreement import QUANTITY, is_undeclined, predicate_form
from nastav_docs.rules.language.syntax.mistakes import Mistake, goes, group_at, has_noun_behind
from nastav_docs.rules.language.syntax.sentence import DASHES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word


UNLIKE_THINGS: Final = frozenset(("Name", "Surn", "Patr", "Geox", "Abbr", "Fixd"))
# A woman's surname in the nominative; of a man it may be the genitive.
WOMAN: Final = re.compile(r"[А-ЯЁ][а-яё]+(?:ова|ева|ёва|ина|ына|ская|цкая)")
# Posts that have no other person behind them, as «заместитель Петрова» may.
ALONE: Final = frozenset(
    (
        "бухгалтер",
        "воспитатель",
        "директор",
        "завуч",
        "методист",
        "педагог",
        "педагог-психолог",
        "председатель",
        "психолог",
        "учитель",
    )
)


def before_subject(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «В школе создано комиссия», «Утверждён положение»: a short participle and the thing right behind it."""
    words = sentence.words
    for at, word in enumerate(words[:-1]):
        if word.kind != "word":
            continue
        group = group_at(sentence, at + 1) if is_passive_or_intransitive(word) or word.low == "принято" else None
        if word.low == "принято" and group is not None and group.cases != {"nomn"}:
            continue  # «принято писать заявления»
        if group is None or not group.cases or not group.cases <= {"nomn", "accs"} or "nomn" not in group.cases:
            continue
        head = words[group.head]
        if not is_plain_subject(head) or (head.lemmas() & QUANTITY and group.first == group.head):
            continue
        tags = [p.tag for p in head.readings if p.tag.POS == "NOUN" and p.tag.case == "nomn"]
        if not tags or any(goes(p.tag, t) for p in word.readings for t in tags) or has_subject(sentence, at):
            continue
        if word.may("plur") and is_joined(words, group.head):
            continue
        message = f"Сказуемое не согласовано с подлежащим: «{word.text} … {head.text}»"
        made = predicate_form(word, tags[0])
        right = made.capitalize() if word.text[0].isupper() else made
        yield Mistake(
            codes.PREDICATE,
            word.start,
            head.end,
            message,
            f"{right}{sentence.text[word.end : head.end]}" if right else "",
            "согласуйте сказуемое",
        )


def is_passive_or_intransitive(word: Word) -> bool:
    """Whether a word is a predicate in the past that takes no object: «создана», «состоялся»."""
    return all(
        p.tag.POS == "PRTS" or (p.tag.POS == "VERB" and "intr" in p.tag and "past" in p.tag) for p in word.readings
    ) and bool(word.readings)


def is_plain_subject(head: Word) -> bool:
    """Whether a word is a common noun in small letters."""
    return (
        head.only("NOUN")
        and head.text.islower()
        and not any(UNLIKE_THINGS & p.tag.grammemes for p in head.readings)
        and all(p.tag.POS == "NOUN" for p in head.readings)
    )


def has_subject(sentence: Sentence, at: int) -> bool:
    """Whether the predicate may have its subject before it, or one that shows no form."""
    start, _ = sentence.stretch(at)
    verb = sentence.words[at]
    return any(
        is_undeclined(w)
        or w.kind == "number"
        or w.only("NUMR")
        or any(
            p.tag.case == "nomn"
            and (p.tag.POS in {"NOUN", "NPRO", "ADJF", "PRTF"})
            and any(goes(v.tag, p.tag) for v in verb.readings)
            for p in w.likely
        )
        for w in sentence.words[start:at]
    ) or any(w.low.startswith(("котор", "что", "это")) for w in sentence.words[:at])


def is_joined(words: tuple[Word, ...], head: int) -> bool:
    """Whether a noun goes on to another: «утверждены план и график»."""
    return any(w.low in {"и", "или", "а", "с", "со"} or w.text in {",", ":", "("} for w in words[head + 1 :])


def beside_names(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Иванова И.И. назначен», «Учитель Петрова провёл»: a woman's surname and a man's predicate."""
    words = sentence.words
    for at in range(min(2, len(words) - 1)):
        word, verb = words[at], words[at + 1]
        if at and not (words[0].only("NOUN") and words[0].lemmas() & ALONE and words[0].may("nomn")):
            break
        surname = WOMAN.match(word.text)
        if surname is None or (word.kind != "name" and not (at and surname.end() == len(word.text))):
            continue
        man = verb.only("PRTS", "VERB") and all(
            p.tag.gender == "masc" and p.tag.number == "sing" for p in verb.readings
        )
        if not man or (verb.may("VERB") and (not at or others_act(words, at + 2))):
            continue  # «Петрова А.С. наградил глава»
        made = verb.likely[0].inflect({"femn", "sing"})
        message = f"Сказуемое не согласовано с фамилией: «{word.text} {verb.text}»"
        yield Mistake(
            codes.PREDICATE, verb.start, verb.end, message, str(made.word) if made else "", "согласуйте сказуемое"
        )


def others_act(words: tuple[Word, ...], start: int) -> bool:
    """Whether behind a verb somebody stands who may be its subject."""
    return any(
        w.kind == "name" or any(p.tag.case == "nomn" and p.tag.animacy == "anim" for p in w.readings)
        for w in words[start:]
    )


# Verbs behind which what somebody becomes is in the instrumental.
APPOINTING: Final = frozenset(("назначить", "назначать", "избрать", "признать", "считать"))


def appointed(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Назначить ответственный за питание завхоза»: what somebody becomes, left in the nominative."""
    words = sentence.words
    for at, word in enumerate(words[1:], 1):
        verb = words[at - 1] if words[at - 1].kind != "name" else words[at - 2]
        if word.low not in {"ответственный", "ответственная", "ответственные"} or not verb.lemmas() & APPOINTING:
            continue
        if not verb.only("INFN", "VERB") or has_noun_behind(sentence, at, at + 1):
            continue  # «назначить ответственные лица»
        right = {"ответственный": "ответственным", "ответственная": "ответственной"}.get(word.low, "ответственными")
        message = f"Кем назначают – творительный падеж: «{word.text}»"
        yield Mistake(codes.GOVERNMENT, word.start, word.end, message, right)


def ordered(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Руководители школ обеспечить явку»: who is to do something, not in the dative."""
    words = sentence.words
    start = int(words[0].kind in {"number", "mark"}) if words else 0
    group = group_at(sentence, start)
    if group is None or group.cases != {"nomn"}:
        return
    head = words[group.head]
    if not all(p.tag.animacy == "anim" for p in head.readings) or any(
        UNLIKE_THINGS & p.tag.grammemes for p in head.readings
    ):
        return
    at = group.head + 1
    while at < len(words) and (
        words[at].kind in {"quote", "number"} or (words[at].only("NOUN", "ADJF") and "gent" in words[at].cases())
    ):
        at += 1
    if at >= len(words) or not words[at].only("INFN"):
        return
    if any(w.only("VERB", "PRTS", "ADJS", "PRED") or w.text in DASHES or w.text == ":" for w in words):
        return
    said = sentence.text[words[group.first].start : head.end]
    message = f"Кому поручено – дательный падеж: «{said}»"
    yield Mistake(
        codes.GOVERNMENT, words[group.first].start, head.end, message, "", "поставьте в дательный падеж: кому?"
    )


RULES = (before_subject, beside_names, appointed, ordered)
