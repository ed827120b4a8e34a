"""Commas of orders without a finite verb: behind a gerund's turn that opens them, behind who is told to do a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.agreement import is_actor
from nastav_docs.rules.language.syntax.mistakes import Mistake, agree, group_at, listed
from nastav_docs.rules.language.syntax.openings import has_predicate
from nastav_docs.rules.language.syntax.sentence import STOPS
from nastav_docs.rules.language.syntax.turns import is_gerund, is_participle, span, with_comma

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word

# Gerunds and nouns that an infinitive may belong to: «стремясь обеспечить», «имея право выбирать».
OPENS: Final = frozenset(("что", "чтобы", "как", "если", "когда", "где", "кто"))
TAKES_INFINITIVE: Final = listed("modal") | listed("takes an infinitive")


def gerund_before_order(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Учитывая заболеваемость приостановить занятия»: no comma between the turn and what is to be done.

    The infinitive is the only predicate of the sentence, so that it cannot belong to the turn.
    """
    words = sentence.words
    start = int(words[0].kind in {"number", "mark"})
    at = start + (start < len(words) and words[start].low == "не")
    if at + 2 >= len(words) or words[-1].text not in ".;" or not opens_turn(words, at):
        return
    _, stop = sentence.stretch(at)
    verbs = [i for i, w in enumerate(words) if i > at and (w.about.acts or w.low.startswith(("котор", "что", "чтобы")))]
    if not verbs or not at + 1 < verbs[0] < stop or not words[verbs[0]].only("INFN"):
        return
    if any(not words[i].only("INFN") for i in verbs) or any(
        w.lemmas() & TAKES_INFINITIVE for w in words[at : verbs[0]]
    ):
        return
    place = verbs[0] - (words[verbs[0] - 1].low == "не")
    if words[place - 1].only("CONJ", "PREP", "PRCL", "ADVB") or place <= at + 1:
        return
    place = told_before(sentence, at + 2, place)
    message = "Не закрыт запятой деепричастный оборот"
    yield Mistake(codes.COMMA_GERUND, *span(sentence, place - 1, place), message, with_comma(sentence, place - 1))


def participle_before_order(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Педагогам, работающим в первую смену выдать ключи»: the turn of those who are told is not closed."""
    words = sentence.words
    comma = next((i for i, w in enumerate(words) if w.text in STOPS and i), None)
    if comma is None or words[comma].text != "," or comma + 2 >= len(words):
        return
    at = comma + 1 + (words[comma + 1].low == "не")
    _, stop = sentence.stretch(at)
    if stop < len(words) - 1 or not is_participle(words[at]) or words[at].lemmas() & TAKES_INFINITIVE:
        return
    group = group_at(sentence, int(words[0].kind in {"number", "mark"}))
    if group is None or group.head >= comma or "datv" not in group.cases & words[at].cases():
        return
    verbs = [i for i in range(at + 1, stop) if words[i].about.acts]
    if not verbs or verbs[0] == at + 1 or not all(words[i].only("INFN") for i in verbs):
        return
    if any(w.lemmas() & TAKES_INFINITIVE or w.low in OPENS for w in words[at : verbs[0]]):
        return
    place = verbs[0] - (words[verbs[0] - 1].low == "не")
    if words[place - 1].only("CONJ", "PREP", "PRCL"):
        return
    message = "Не закрыт запятой причастный оборот"
    yield Mistake(codes.COMMA_PARTICIPLE, *span(sentence, place - 1, place), message, with_comma(sentence, place - 1))


def opens_turn(words: tuple[Word, ...], at: int) -> bool:
    """Whether a gerund with words of its own stands there; «начиная» without «с» is one too."""
    real = words[at].low == "начиная" and words[at + 1].low not in {"с", "со", "от"}
    return real or (is_gerund(words[at]) and words[at + 1].text not in STOPS)


def told_before(sentence: Sentence, first: int, verb: int) -> int:
    """Where those begin who are told to do a thing: «директорам школ» of «Учитывая мороз директорам школ отменить»."""
    for at in range(first, verb):
        group = group_at(sentence, at)
        if group is None or group.cases != {"datv"} or group.head >= verb:
            continue
        behind = sentence.words[group.head + 1 : verb]
        if all(w.kind in {"quote", "number", "name"} or "gent" in w.cases() for w in behind):
            return at
    return verb


def after_doer(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Отделу кадров, подготовить», «Ответственному за питание, вести журнал»: a comma behind who is told."""
    words = sentence.words
    start = int(words[0].kind in {"number", "mark"})
    comma = next((i for i, w in enumerate(words) if w.text in STOPS and i > start), None)
    if comma is None or words[comma].text != "," or comma + 1 >= len(words):
        return
    verb = comma + 1 + (words[comma + 1].low == "не")
    head = words[start:comma]
    if verb >= len(words) or not words[verb].only("INFN") or not head or has_predicate(head):
        return
    if is_body(sentence, start) or is_like_noun(head):
        message = "Лишняя запятая между тем, кому поручено, и тем, что поручено"
        right = f"{words[comma - 1].text} {words[comma + 1].text}"
        yield Mistake(codes.COMMA_OPENING, *span(sentence, comma - 1, comma + 1), message, right)


def is_body(sentence: Sentence, start: int) -> bool:
    """Whether a body in the dative opens the sentence: «Школам», «Отделу кадров»."""
    group = group_at(sentence, start)
    return (
        group is not None
        and "datv" in group.cases
        and not group.cases & {"nomn", "gent"}
        and is_actor(sentence.words[group.head])
    )


def is_like_noun(head: tuple[Word, ...]) -> bool:
    """Whether an adjective in the dative that stands for people opens a sentence: «Ответственному за питание»."""
    first = head[0]
    return (
        len(head) > 1
        and first.only("ADJF", "PRTF")
        and "datv" in first.cases()
        and head[1].only("PREP")
        and not any(agree(p.tag, q.tag) for p in first.readings for w in head[1:] for q in w.readings if w.may("NOUN"))
    )


RULES = (gerund_before_order, participle_before_order, after_doer)
