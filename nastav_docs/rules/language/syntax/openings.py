"""Superfluous commas: before the predicate and behind the words that a sentence opens with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import Mistake, agree, goes, group_at, listed, table
from nastav_docs.rules.language.syntax.sentence import STOPS
from nastav_docs.rules.language.syntax.turns import LIKE_NOUN, is_gerund, is_participle, span, subject_like

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word


# With these a sentence may open and set the turn off, as its writer likes.
OPTIONAL: Final = listed("openings set off at will")
OPTIONAL_PAIRS: Final = listed("pairs set off at will")
# «По …» with these opens a sentence without a comma.
BY: Final = listed("openings with po")
# Openings that are no turn at all: «В связи с этим предлагаю».
NO_COMMA_AFTER: Final = tuple(table("lists.yaml")["openings without comma"])
UNITS: Final = listed("units")
# Verbs that only join a subject with what is said of it.
COPULA: Final = listed("copulas")
MUST: Final = tuple(table("lists.yaml")["must"])


def after_subject(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Лицо, предоставляет заявку»: a comma right before the predicate, with nothing set off before it."""
    words = sentence.words
    comma, head = head_before_predicate(sentence)
    if (
        not head
        or is_unit(words[comma - 1])
        or has_predicate(head)
        or opens_optionally(head)
        or head[0].kind == "latin"
    ):
        return
    verb = comma + 1 + (words[comma + 1].low == "не")
    group = first_group(sentence, comma)
    subject = group is not None and agrees_with(sentence, group, verb)
    later = any(w.text == "," for w in words[verb:])
    if not subject and (later or group is None) and not words[verb].lemmas() & COPULA:
        return
    if (
        not subject
        and not words[0].only("PREP")
        and not object_first(sentence, comma, verb)
        and not words[verb].lemmas() & COPULA
    ):
        return
    yield Mistake(
        codes.COMMA_SUBJECT,
        *span(sentence, comma - 1, comma + 1),
        "Лишняя запятая перед сказуемым",
        f"{words[comma - 1].text} {words[comma + 1].text}",
    )


def is_unit(word: Word) -> bool:
    """Whether a word ends a measure, behind which a comma sets off the next line of a form: «120 кв. м, состоит из»."""
    return word.low in UNITS or word.text.endswith("%") or word.kind == "short"


# A head, a turn in the middle, the rest of the head.
WITH_A_TURN: Final = 3


def head_before_predicate(sentence: Sentence) -> tuple[int, tuple[Word, ...]]:
    """The comma right before the predicate, and the words before it without the turns that are set off among them.

    No words where there is no such comma, or where it closes a turn.
    """
    words = sentence.words
    stretches: list[tuple[Word, ...]] = []
    start = 0
    for at, word in enumerate(words):
        if word.text not in STOPS:
            continue
        if word.text != ",":
            return 0, ()
        stretches.append(words[start:at])
        start = at + 1
        verb = start + (words[start].low == "не" if start < len(words) else 0)
        if (
            verb < len(words)
            and (words[verb].only("VERB", "PRTS") or words[verb].low in MUST)
            and not is_addressed(words[verb])
        ):
            turns = [is_turn(stretch) for stretch in stretches]
            if turns[0] or turns[-1] or not all(len(stretch) for stretch in stretches):
                return 0, ()
            if len(stretches) == 1:
                return at, stretches[0]
            if len(stretches) == WITH_A_TURN and turns == [False, True, False] and belongs(stretches):
                return at, stretches[0] + stretches[2]
            return 0, ()
    return 0, ()


def is_turn(stretch: tuple[Word, ...]) -> bool:
    """Whether words between commas are a turn that is set off: a participle's, a gerund's, a clause with «который»."""
    first = next((w for w in stretch if w.low != "не"), None)
    if first is None:
        return False
    second = stretch[1] if len(stretch) > 1 else first
    return (
        is_participle(first)
        or is_gerund(first)
        or first.low.startswith("котор")
        or (first.only("PREP") and second.low.startswith("котор"))
    )


def belongs(stretches: list[tuple[Word, ...]]) -> bool:
    """Whether the words behind a turn go on the words before it, and not the turn: «Создание в школах, …, условий»."""
    first, turn, last = stretches
    shared = last[0].cases() & frozenset().union(*(w.cases() for w in turn if w.may("NOUN")))
    if not shared or last[0].only("PREP"):
        return not shared
    verbal = first[0].low.endswith(("ние", "тие", "ция", "ка")) and len(first) > 1 and first[1].only("PREP")
    return verbal and "gent" in last[0].cases()


def is_addressed(verb: Word) -> bool:
    """Whether a verb may follow an address or a title: «Коллеги, прошу», «Приказ № 5, утверждаю»."""
    return any({"1per", "2per", "impr"} & p.tag.grammemes for p in verb.readings)


def has_predicate(head: tuple[Word, ...]) -> bool:
    """Whether words hold what a comma may belong to: a verb, gerund, participle or a joining word."""
    return any(
        w.kind == "word"
        and (
            any(
                p.tag.POS in {"VERB", "INFN", "GRND", "PRTS", "PRED", "CONJ", "ADJS"} and w.low not in {"и", "или"}
                for p in w.likely
            )
            or (w.may("PRTF") and not w.low.startswith(LIKE_NOUN) and w is not head[0] and not describes_next(head, w))
            or w.low.startswith(("котор", "как", "кто", "что", "где", "когда", "сколько", "чем", "чей"))
        )
        for w in head
    )


def describes_next(head: tuple[Word, ...], word: Word) -> bool:
    """Whether a participle stands right before its noun."""
    at = head.index(word)
    return at + 1 < len(head) and any(
        agree(p.tag, q.tag) for p in word.readings for q in head[at + 1].readings if q.tag.POS in {"NOUN", "ADJF"}
    )


def opens_optionally(head: tuple[Word, ...]) -> bool:
    """Whether a sentence opens with a turn that may be set off, or with introductory words."""
    first, pair = head[0].low, " ".join(w.low for w in head[:2])
    if first == "по" and len(head) > 1 and any(w.lemmas() & BY for w in head[1:3]):
        return False
    return (
        first in OPTIONAL or pair in OPTIONAL_PAIRS or (len(head) > 1 and f"{first} {head[-1].low}" in OPTIONAL_PAIRS)
    )


def first_group(sentence: Sentence, stop: int) -> int | None:
    """The noun of the first group of a sentence; None where it opens with something else."""
    start = 1 if sentence.words[0].only("PREP") else 0
    group = group_at(sentence, start)
    return group.head if group is not None and group.head < stop else None


def agrees_with(sentence: Sentence, noun: int, verb: int) -> bool:
    """Whether a noun may be the subject of a verb."""
    return any(
        p.tag.case == "nomn" and any(goes(q.tag, p.tag) for q in sentence.words[verb].readings)
        for p in sentence.words[noun].likely
    )


def object_first(sentence: Sentence, comma: int, verb: int) -> bool:
    """Whether the sentence opens with an object or a predicate: «Основной причиной отставания, стала задержка»."""
    words = sentence.words
    group = group_at(sentence, 0)
    behind = [w for w in words[verb + 1 : verb + 5] if w.text not in STOPS]
    subject = any(
        any(subject_like(p) and any(goes(q.tag, p.tag) for q in words[verb].readings) for p in w.likely) for w in behind
    )
    return group is not None and bool(group.cases & {"ablt", "accs", "datv"}) and subject and comma < 14  # noqa: PLR2004 - less is too little to tell, more is no turn


def after_told(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Директорам школ, обеспечить участие»: a comma between those who are told and what they are to do."""
    words = sentence.words
    start = int(words[0].kind in {"number", "mark"})
    group = group_at(sentence, start)
    comma = next((i for i, w in enumerate(words) if i > start and w.text in STOPS), None)
    if group is None or comma is None or words[comma].text != "," or comma + 1 >= len(words) or comma <= group.head:
        return
    people = all(p.tag.animacy == "anim" or "Subx" in p.tag for p in words[group.head].likely)
    verb = comma + 1 + (words[comma + 1].low == "не")
    if not people or "datv" not in group.cases or "nomn" in group.cases or has_predicate(words[start:comma]):
        return
    if verb < len(words) and words[verb].only("INFN"):
        yield Mistake(
            codes.COMMA_OPENING,
            *span(sentence, comma - 1, comma + 1),
            "Лишняя запятая между тем, кому поручено, и тем, что поручено",
            f"{words[comma - 1].text} {words[comma + 1].text}",
        )


def after_opening(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «По результатам проверки, директор издал приказ»: a comma behind what a sentence opens with."""
    words = sentence.words
    comma = next((i for i, w in enumerate(words) if w.text in STOPS), None)
    if comma is None or words[comma].text != "," or comma + 2 >= len(words) or comma < 1:
        return
    head = words[:comma]
    said = " ".join(w.low for w in head)
    bare = said in NO_COMMA_AFTER
    if not bare and (not head[0].only("PREP") or opens_optionally(head) or has_predicate(head) or comma < 3):  # noqa: PLR2004 - less is too little to tell, more is no turn
        return
    follows = words[comma + 1]
    if follows.low.startswith("котор"):
        return  # «О перечне документов, которые готовят педагоги»: the comma is that of the clause
    group = group_at(sentence, comma + 1)
    _, stop = sentence.stretch(comma + 1)
    verb = next((i for i in range(comma + 1, stop) if words[i].only("VERB", "PRTS", "INFN")), None)
    if follows.only("INFN") or (bare and (follows.only("VERB") or follows.only("PRED"))):
        pass
    elif (
        group is None
        or verb is None
        or verb <= group.head
        or "nomn" not in group.cases
        or (not bare and shares_case(head, group.cases, words[group.head], sentence, verb, group.head))
    ):
        return
    if (
        follows.only("INFN")
        and not bare
        and any(w.text == "," for w in words[comma + 1 :])
        and head[0].low not in {"в", "на"}
    ):
        return
    yield Mistake(
        codes.COMMA_OPENING,
        *span(sentence, comma - 1, comma + 1),
        "Лишняя запятая: слова, которыми открывается предложение, здесь не обособляются",
        f"{words[comma - 1].text} {follows.text}",
    )


def shares_case(
    head: tuple[Word, ...], cases: frozenset[str], noun: Word, sentence: Sentence, verb: int, at: int
) -> bool:
    """Whether the noun behind the comma may go on the row before it, or is not the subject of the verb."""
    if not agrees_with(sentence, at, verb) and not sentence.words[verb].only("INFN"):
        return True
    last = head[-1]
    shared = (cases - {"nomn"}) & last.cases() - {"nomn"}
    return (
        bool(shared)
        and not ("nomn" in cases and "accs" in cases and shared == {"accs"} and last.cases() != {"accs"})
        and noun.text.islower()
    )


RULES = (after_subject, after_told, after_opening)
