"""Commas of participles and gerunds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import (
    Mistake,
    agree,
    dead,
    goes,
    is_thing,
    listed,
    plain_adjective,
    table,
)
from nastav_docs.rules.language.syntax.sentence import DASHES, STOPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word


# Participles that have become nouns or adjectives.
LIKE_NOUN: Final = tuple(table("lists.yaml")["participles like nouns"])
# Gerunds that have become prepositions, or belong to phrases that are not set off.
NOT_SET_OFF: Final = listed("gerunds not set off")
# Words before a gerund that need no comma there.
BEFORE_GERUND: Final = listed("before a gerund")


def span(sentence: Sentence, before: int, after: int) -> tuple[int, int]:
    """The characters from one word to another."""
    return sentence.words[before].start, sentence.words[after].end


def with_comma(sentence: Sentence, before: int) -> str:
    """A word and the next one with a comma between them."""
    return f"{sentence.words[before].text}, {sentence.words[before + 1].text}"


def participle_opens(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «участок примыкающий к саду»: no comma between a noun and the participle that describes it."""
    words = sentence.words
    for at in range(1, len(words) - 1):
        if not is_participle(words[at]):
            continue
        last = at - 1 - (words[at - 1].low == "не")
        noun = named_noun(words, last)
        if noun < 0 or not is_thing(words[noun]) or words[noun].kind != "word":
            continue
        said = [p.tag for p in words[at].readings if p.tag.POS == "PRTF"]
        if not any(agree(tag, p.tag) for tag in said for p in words[noun].likely):
            continue
        if (
            noun
            and words[noun - 1].only("PREP")
            and words[noun].low in {"ходе", "целях", "рамках", "случае", "порядке"}
        ):
            continue
        links = sentence.links()
        depends = any(link.head == at for link in links[at + 1 :]) and words[at + 1].text not in STOPS
        beside = words[at + 1].only("PREP") or words[at + 1].cases() == {"ablt"}
        if not (depends or beside or takes_object(words, at)):
            continue
        if own_noun_behind(sentence, at) or object_with_participle(sentence, noun):
            continue
        opened = sentence.text[words[last].start : words[last + 1].start].rstrip()  # with the brackets behind it
        rest = sentence.text[words[last + 1].start : words[at].end]
        yield Mistake(
            codes.COMMA_PARTICIPLE,
            *span(sentence, last, at),
            "Нет запятой перед причастным оборотом",
            f"{opened}, {rest}",
        )


def named_noun(words: tuple[Word, ...], last: int) -> int:
    """The noun that a number, quotes or a name behind it belong to: of «школа № 5», «учитель Н.А. Орлова» the first."""
    at = last
    while at > 0 and last - at < 3 and words[at].kind in {"quote", "number", "name"}:  # noqa: PLR2004 - «класса 8 «Б»»
        at -= 1
    return at


def is_participle(word: Word) -> bool:
    """Whether a word is a participle in its full form and nothing else."""
    return word.kind == "word" and word.only("PRTF") and not word.low.startswith(LIKE_NOUN) and not word.may("Subx")


def own_noun_behind(sentence: Sentence, at: int) -> bool:
    """Whether the participle describes a noun behind it: «комиссии созданного приказом отдела»."""
    words = sentence.words
    said = [p.tag for p in words[at].readings if p.tag.POS == "PRTF"]
    stop = at + 1
    while stop < len(words) and words[stop].text not in STOPS and not words[stop].only("VERB", "PRTS"):
        stop += 1
    for index in range(at + 1, stop):
        word = words[index]
        if word.only("NOUN") and any(agree(tag, p.tag) for tag in said for p in word.likely):
            previous = words[index - 1]
            governed = previous.only("PREP") or (previous.only("ADJF", "PRTF") and words[index - 2].only("PREP"))
            if not governed and sentence.links()[index].head < at:
                return True
    return False


def object_with_participle(sentence: Sentence, noun: int) -> bool:
    """Whether a verb says what something is to be: «считать работу выполненной»."""
    return any(
        w.lemmas() & {"считать", "признать", "признавать", "оставить", "являться", "быть", "остаться", "оказаться"}
        for w in sentence.words[max(noun - 4, 0) : noun]
    )


def participle_closes(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Дети, не посещающие сад проходят обследование»: no comma behind the turn, before the predicate."""
    words = sentence.words
    for comma in range(1, len(words) - 2):
        if words[comma].text != ",":
            continue
        at = comma + 1 + (words[comma + 1].low == "не")
        if at >= len(words) or not (is_participle(words[at]) or may_take_object(words, at)):
            continue
        stop = next(
            (
                i
                for i in range(at, len(words))
                if words[i].text in STOPS
                or words[i].low in {"что", "чтобы", "если"}
                or words[i].low.startswith("котор")
            ),
            len(words),
        )
        verbs = [i for i in range(at + 1, stop) if is_predicate(words[i])]
        if len(verbs) < 1 or words[verbs[0] - 1].low in {"и", "или", "а", "но"}:
            continue
        if before_noun(words, at) and not takes_object(words, at):
            continue
        verb = verbs[0]
        place = verb - 1 if words[verb - 1].low == "не" else verb
        start = next((i + 1 for i in range(comma - 1, -1, -1) if words[i].text in STOPS), 0)
        said = [p.tag for p in words[at].readings if p.tag.POS == "PRTF" and p.tag.case == "nomn"]
        heads = [
            p.tag
            for w in words[start:comma]
            for p in w.readings
            if p.tag.case == "nomn" and (p.tag.POS == "NOUN" or "Subx" in p.tag)
        ]
        told = any(
            agree(tag, head) and goes(p.tag, head) for tag in said for head in heads for p in words[verb].readings
        )
        if not told and not (verb + 1 < stop and is_oblique_turn(words, comma, at, verb)):
            continue
        if any(
            goes(p.tag, q.tag) and subject_like(q) and "accs" not in words[i].cases()
            for i in range(at + 1, verb)
            for q in words[i].readings
            for p in words[verb].readings
        ):
            continue
        yield Mistake(
            codes.COMMA_PARTICIPLE,
            *span(sentence, place - 1, place),
            "Не закрыт запятой причастный оборот",
            with_comma(sentence, place - 1),
        )


def is_predicate(word: Word) -> bool:
    """Whether a word is surely a predicate: a finite verb, a short participle, «обязаны»."""
    must = word.low.startswith(("обязан", "должны", "должен", "должна")) and word.may("ADJS")
    return (word.only("VERB", "PRTS") or must) and not word.may("NOUN")


def is_oblique_turn(words: tuple[Word, ...], comma: int, at: int, verb: int) -> bool:
    """Whether a participle describes the noun right before the comma in an oblique case, and none behind it.

    «Для детей, посещающих группу организовано питание»: a short participle cannot belong to the turn.
    """
    before, said = words[comma - 1], words[at]
    if not words[verb].only("PRTS") or not before.only("NOUN") or {"nomn"} & said.cases() or words[0].may("PRTF"):
        return False
    tags = [p.tag for p in said.readings if p.tag.POS == "PRTF"]
    if not any(agree(t, p.tag) for t in tags for p in before.readings):
        return False
    return not any(
        agree(t, p.tag) for t in tags for w in words[at + 1 : verb] for p in w.readings if p.tag.POS == "NOUN"
    )


def before_noun(words: tuple[Word, ...], at: int) -> bool:
    """Whether a participle stands right before the noun that it describes: «вложенные архивы»."""
    following = words[at + 1 : at + 3]
    return any(
        agree(p.tag, q.tag)
        for w in following
        if w.only("NOUN")
        for p in words[at].readings
        for q in w.readings
        if p.tag.POS == "PRTF"
    )


def takes_object(words: tuple[Word, ...], at: int) -> bool:
    """Whether an active participle may have the thing behind it as its object: «прошедшие курсы», «занявшие место»."""
    said = [p for p in words[at].readings if p.tag.POS == "PRTF"]
    if not said or not all("actv" in p.tag and "tran" in p.tag for p in said):
        return False
    index = at + 1
    cases = frozenset(("accs",))
    while index < len(words) - 1 and words[index].only("ADJF", "PRTF") and not words[index].about.is_thing:
        cases &= words[index].cases()
        index += 1
    following = words[index]
    return following.only("NOUN") and dead(following) and bool(cases & following.cases())


def may_take_object(words: tuple[Word, ...], at: int) -> bool:
    """Whether a word that is an adjective or noun as well is a participle here, with its object: «прошедшие курсы»."""
    word = words[at]
    if word.kind != "word" or word.low.startswith(LIKE_NOUN) or not word.may("PRTF") or at + 1 >= len(words):
        return False
    return word.only("PRTF", "ADJF", "NOUN") and not word.may("Subx") and takes_object(words, at)


def opens_own_turn(words: tuple[Word, ...], at: int) -> bool:
    """Whether a word may be a participle that opens a turn behind its noun: «прошедших курсы», «нуждающихся в»."""
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else None
    with_words = following is not None and following.only("PREP")
    plain = word.may("PRTF") and (plain_adjective(word) or (with_words and word.only("PRTF")))
    return plain or may_take_object(words, at)


def subject_like(parse: object) -> bool:
    """Whether a reading is a noun or pronoun in the nominative."""
    tag = parse.tag  # type: ignore[attr-defined]  # pymorphy3 has no types
    return tag.case == "nomn" and tag.POS in {"NOUN", "NPRO"}


def gerund_opens(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «беседует с ребенком не оказывая давления»: no comma before a gerund with words of its own."""
    words = sentence.words
    for at in range(1, len(words) - 1):
        if not is_gerund(words[at]) or (at == 1 and words[0].low == "не"):
            continue
        place = at - (words[at - 1].low == "не")
        before = words[place - 1]
        if before.kind != "word" or before.low in BEFORE_GERUND or before.only("PREP", "CONJ", "GRND", "PRCL", "ADVB"):
            continue
        if words[at + 1].text in STOPS:
            continue
        start, _ = sentence.stretch(place - 1)
        _, stop = sentence.stretch(at)
        verb = any(w.only("VERB", "INFN", "PRTS", "ADJS") for w in words[start:place])
        subject = any(w.only("VERB", "PRTS", "ADJS") for w in words[at:stop]) and any(
            w.may("NOUN", "nomn") for w in words[start:place]
        )
        closed = place == 1 and stop < len(words) - 1 and words[stop].text == "," and is_of(words[stop + 1], before)
        if not (verb or subject or closed) or before.only("NPRO") or before.low in {"ничего", "никого"}:
            continue
        if any(is_gerund(w) for w in words[start:place]) or before.low in {"этом", "чём"}:
            continue
        yield Mistake(
            codes.COMMA_GERUND,
            *span(sentence, place - 1, at),
            "Нет запятой перед деепричастным оборотом",
            f"{before.text}, {sentence.text[words[place].start : words[at].end]}",
        )


def is_of(verb: Word, subject: Word) -> bool:
    """Whether a word is a predicate that agrees with another: «директор» and «передал»."""
    return verb.only("VERB", "PRTS") and any(
        subject_like(p) and any(goes(q.tag, p.tag) for q in verb.readings) for p in subject.likely
    )


def is_gerund(word: Word) -> bool:
    """Whether a word is a gerund that is set off."""
    return word.kind == "word" and word.only("GRND") and word.low not in NOT_SET_OFF


def gerund_closes(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Изучив документы комиссия решила»: no comma behind the gerund's turn, before subject or predicate."""
    words = sentence.words
    for at, word in enumerate(words):
        if not is_gerund(word):
            continue
        start, stop = sentence.stretch(at)
        before = [w for w in words[start:at] if w.low not in {"не", "и", "а"}]
        if before or any(w.low in {"что", "чтобы", "если", "как"} or w.low.startswith("котор") for w in words[at:stop]):
            continue
        if any(w.text in DASHES for w in words[:at]):
            continue
        verb = next(
            (i for i in range(at + 2, stop) if words[i].only("VERB", "PRTS") and not words[i].may("NOUN")), None
        )
        if verb is None or words[verb - 1].low in {"и", "или"}:
            continue
        place = subject_start(sentence, at + 1, verb)
        if place is None:
            if start == 0:
                continue
            place = verb - (words[verb - 1].low == "не")
        if place <= at + 1:
            continue
        yield Mistake(
            codes.COMMA_GERUND,
            *span(sentence, place - 1, place),
            "Не закрыт запятой деепричастный оборот",
            with_comma(sentence, place - 1),
        )


def subject_start(sentence: Sentence, start: int, verb: int) -> int | None:
    """Where the subject of a verb begins: the last group before it that may be nominative and agrees with it."""
    words = sentence.words
    for at in range(verb - 1, start, -1):
        word = words[at]
        if word.kind == "word" and any(
            subject_like(p) and any(goes(q.tag, p.tag) for q in words[verb].readings) for p in word.likely
        ):
            first = at
            while (
                first - 1 > start
                and words[first - 1].only("ADJF", "PRTF", "NUMR")
                and "nomn" in words[first - 1].cases()
            ):
                first -= 1
            if not words[first - 1].only("PREP"):
                return first
    return None


RULES = (participle_opens, participle_closes, gerund_opens, gerund_closes)
