"""Commas of introductory words and subordinate clauses, and between predicates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import Mistake, goes, group_at, listed, table
from nastav_docs.rules.language.syntax.sentence import STOPS
from nastav_docs.rules.language.syntax.turns import span, subject_start, with_comma

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word


# Always introductory, wherever they stand.
ANYWHERE: Final = tuple(table("lists.yaml")["introductory anywhere"])
# Introductory at the beginning of a sentence.
AT_START: Final = tuple(table("lists.yaml")["introductory at the start"])
# All of them by their first word.
INTRODUCTORY: Final = {
    first: tuple(phrase for phrase in ANYWHERE + AT_START if phrase.split()[0] == first)
    for first in {phrase.split()[0] for phrase in ANYWHERE + AT_START}
}
# Behind these a genitive says whose opinion it is.
WHOSE: Final = tuple(table("lists.yaml")["whose opinion"])
FIRST_WHOSE: Final = frozenset(phrase.split()[0] for phrase in WHOSE)
# What stands before a subordinate clause without a comma: «только если», «в случае если».
BEFORE_IF: Final = listed("before a clause")
# After these «что» begins a clause.
SAYS: Final = listed("says")
# Words that open an indirect question, and what they stand behind besides: «просим указать, кто».
ASKED: Final = frozenset(("кто", "кого", "кому", "кем", "где", "когда", "куда", "откуда", "почему", "зачем", "сколько"))
ASKING: Final = frozenset(
    ("выяснять", "решать", "спросить", "узнать", "уточнить", "уточнять", "проверить", "проверять")
)
# Verbs that go with a short participle: «признан», «остаётся закрыт».
LINKING: Final = listed("linking")


def phrase_at(sentence: Sentence, at: int, phrase: str) -> int:
    """The index behind a phrase that stands at a word, 0 where it doesn't stand there."""
    wanted = phrase.split()
    if [w.low for w in sentence.words[at : at + len(wanted)]] == wanted:
        return at + len(wanted)
    return 0


def introductory(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Кроме того необходимо», «к сожалению не представил»: introductory words without a comma."""
    words = sentence.words
    for at, word in enumerate(words):
        first = at == 0 or (at == 1 and words[0].low in {"и", "а"})
        for phrase in INTRODUCTORY.get(word.low, ()):
            if not first and phrase in AT_START:
                continue
            end = phrase_at(sentence, at, phrase)
            if not end or end >= len(words):
                continue
            yield from around(sentence, at, end, phrase)
    yield from opinions(sentence)


def around(sentence: Sentence, at: int, end: int, phrase: str) -> Iterator[Mistake]:
    """The comma that introductory words at `at:end` lack, if they do."""
    words = sentence.words
    behind = words[end]
    if phrase in {"кроме того", "таким образом", "кроме этого", "помимо этого", "помимо того"} and continues(
        sentence, end
    ):
        return
    if behind.text not in STOPS and behind.low not in {"и", "или", "же", "ли"} and behind.kind != "mark":
        if phrase == "как правило" and at > 1 and words[at - 2].low in {"то", "том", "тому", "того", "тем"}:
            return  # «на том, как правило устроено»
        if phrase in {"например", "в частности", "к примеру", "во-первых", "во-вторых"} and at:
            return  # the turn that it opens is set off, not itself: «разделы, например шестой»
        if (
            phrase == "как правило"
            and at
            and words[at - 1].text in STOPS
            and not behind.may("VERB")
            and not behind.may("PRTS")
        ):
            return
        yield missing(sentence, end - 1, f"Вводные слова «{phrase}» выделяются запятыми")
    elif (
        at
        and behind.text == ","
        and words[at - 1].kind == "word"
        and words[at - 1].low
        not in {"и", "а", "но", "или", "что", "как", "не", "если", "когда", "где", "так", "поскольку"}
    ):
        yield missing(sentence, at - 1, f"Вводные слова «{phrase}» выделяются запятыми")


def continues(sentence: Sentence, end: int) -> bool:
    """Whether «кроме того» goes on to a noun: «кроме того случая», «кроме того что»."""
    behind = sentence.words[end]
    return (
        behind.low in {"что", "чтобы", "как"}
        or behind.may("PRTF")
        or (behind.only("NOUN") and behind.cases() <= {"gent", "accs"} and not behind.may("femn"))
    )


def opinions(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «По мнению экспертов программа требует»: no comma behind whose opinion it is."""
    words = sentence.words
    yield from opinions_inside(sentence)
    for phrase in WHOSE if words[0].low in FIRST_WHOSE else ():
        end = phrase_at(sentence, 0, phrase)
        at = end
        while end and at < len(words):
            group = group_at(sentence, at)
            if group is None or "gent" not in group.cases:
                break
            at = group.head + 1
        if not end or at == end or at >= len(words):
            continue
        behind = words[at]
        if (
            behind.kind == "word"
            and not behind.only("PREP", "CONJ")
            and (behind.may("nomn") or behind.only("VERB", "PRED", "PRTS"))
            and "gent" not in behind.cases()
        ):
            yield missing(sentence, at - 1, f"Слова «{phrase} …» выделяются запятыми")


def opinions_inside(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Собрание по словам секретаря состоялось»: whose opinion it is, between subject and predicate."""
    words = sentence.words
    by = [at for at in range(1, len(words) - 3) if words[at].low == "по"]
    for phrase in ("по мнению", "по словам", "по утверждению") if by else ():
        for at in by:
            end = phrase_at(sentence, at, phrase)
            group = group_at(sentence, end) if end else None
            if group is None or "gent" not in group.cases or group.head + 1 >= len(words):
                continue
            verb, subject = words[group.head + 1], words[at - 1]
            if not verb.only("VERB", "PRTS") or subject.kind != "word" or not subject.only("NOUN"):
                continue
            if any(p.tag.case == "nomn" and goes(q.tag, p.tag) for p in subject.likely for q in verb.readings):
                yield missing(sentence, at - 1, f"Слова «{phrase} …» выделяются запятыми")


def missing(sentence: Sentence, at: int, message: str) -> Mistake:
    """That a comma is missing behind a word."""
    return Mistake(codes.COMMA_INTRODUCTORY, *span(sentence, at, at + 1), message, with_comma(sentence, at))


def subordinate(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «установила что», «педагогов которые», «необходимо чтобы»: no comma before a clause."""
    words = sentence.words
    for at in range(1, len(words) - 1):
        word, before = words[at], words[at - 1]
        if word.kind != "word" or before.kind == "mark":
            continue
        if not (goes_on_pointing(sentence, at) or opens_clause(sentence, at)):
            continue
        yield Mistake(
            codes.COMMA_CLAUSE,
            *span(sentence, at - 1, at),
            f"Нет запятой перед придаточным: «{word.low}»",
            with_comma(sentence, at - 1),
        )


# «То» in its cases, what joins a clause to each, and the prepositions that never make one conjunction with them.
POINTING: Final = frozenset(("то", "того", "тому", "тем", "том"))
POINTING_AT_PEOPLE: Final = frozenset(("тот", "та", "те", "тех", "тем", "теми", "того", "тому", "ту"))
JOINED_TO_IT: Final = frozenset(("что", "чтобы", "как", "где", "когда", "куда", "почему", "сколько", "насколько"))
PLAIN_BEFORE: Final = {
    "о": "том", "об": "том", "на": "то", "к": "тому", "из": "того", "над": "тем", "за": "то", "в": "том", "про": "то",
}  # fmt: skip
NOT_BEFORE: Final = frozenset(("несмотря", "невзирая", "исходя", "случае", "числе", "вдобавок"))


# Conjunctions of several words: without a comma inside, they have one before them.
UNBROKEN: Final = tuple(
    tuple(said.split())
    for said in (
        "прежде чем", "перед тем как", "после того как", "для того чтобы", "несмотря на то что", "в связи с тем что",
        "благодаря тому что", "ввиду того что", "вследствие того что", "в силу того что", "вместо того чтобы",
    )
)  # fmt: skip
UNBROKEN_FIRST: Final = frozenset(said[0] for said in UNBROKEN)


def conjunction_at(sentence: Sentence, at: int) -> bool:
    """Whether a conjunction of several words stands at a place: «прежде чем», «в связи с тем что»."""
    if sentence.words[at].low not in UNBROKEN_FIRST:
        return False
    return any(tuple(w.low for w in sentence.words[at : at + len(said)]) == said for said in UNBROKEN)


def points_at_clause(sentence: Sentence, at: int) -> bool:
    """Whether a word begins the clause that «то» before it stands for: «на то что», «о тех кто».

    «Благодаря тому что», «после того как» are one conjunction, and may stand without a comma inside.
    """
    words = sentence.words
    word, before = words[at], words[at - 1]
    if word.low in {"кто", "кого", "кому", "кем"} and before.low in POINTING_AT_PEOPLE:
        return words[at - 2].low not in {"не", "ни"} and words[at + 1].low not in {"либо", "то"}
    if (before.low, word.low) == ("то", "что") and at > 1 and words[at - 2].only("INFN", "VERB", "GRND"):
        return clause_behind(sentence, at + 1)
    if before.low not in POINTING or word.low not in JOINED_TO_IT or at < 2:  # noqa: PLR2004 - a preposition and «то»
        return False
    if PLAIN_BEFORE.get(words[at - 2].low) != before.low or words[at + 1].text in STOPS:
        return False
    if words[at + 1].low in {"либо", "ли", "бы"} or (word.low == "как" and words[at - 2].low not in {"о", "об", "на"}):
        return False
    return sentence.low(at - 3) not in NOT_BEFORE and (word.low == "чтобы" or clause_behind(sentence, at + 1))


def goes_on_pointing(sentence: Sentence, at: int) -> bool:
    """Whether a clause begins that a word before it points at, or that a conjunction of several words opens."""
    words = sentence.words
    word, before = words[at], words[at - 1]
    if conjunction_at(sentence, at) and before.only("NOUN", "VERB", "PRTS", "INFN"):
        return True
    if (before.low, word.low) == ("так", "чтобы"):
        return at > 1 and words[at - 2].kind == "word" and not words[at - 2].only("CONJ", "PRCL")
    return before.low in POINTING | POINTING_AT_PEOPLE and points_at_clause(sentence, at)


def opens_clause(sentence: Sentence, at: int) -> bool:
    """Whether a word begins a subordinate clause and must have a comma before it."""
    words = sentence.words
    word, before = words[at], words[at - 1]
    if word.low == "что":
        return (
            before.kind == "word"
            and bool(before.lemmas() & SAYS)
            and before.low not in {"зная", "знать"}
            and words[at + 1].low not in {"ли", "либо", "бы"}
            and words[at + 1].text not in STOPS
        )
    if word.low.startswith("котор") and word.may("ADJF"):
        return relative(sentence, at)
    if before.low in BEFORE_IF or before.only("CONJ", "PREP", "PRCL"):
        return False
    if word.low == "чтобы":
        return words[at + 1].low != "ни"
    if word.low in {"если", "поскольку", "хотя"}:
        paired = words[at + 1].low == "не" and any(w.low == "то" for w in words[at:])  # «если не единодушно, то …»
        return before.kind != "quote" and not paired and not (word.low == "хотя" and words[at + 1].low == "бы")
    if word.low == "так" and words[at + 1].low == "как":
        return (
            before.only("NOUN", "VERB", "PRTS")
            and not any(w.low == "так" for w in words[max(at - 6, 0) : at])
            and clause_behind(sentence, at + 2)
        )
    if word.low == "потому" and words[at + 1].low == "что":
        return before.low not in {"только", "не"}
    if word.low in ASKED and before.kind == "word" and before.lemmas() & (SAYS | ASKING):
        return words[at + 1].text not in STOPS and words[at + 1].low != "бы" and clause_behind(sentence, at + 1)
    if word.low in {"где", "когда", "куда"}:
        return before.only("NOUN") and clause_behind(sentence, at + 1)
    return False


def clause_behind(sentence: Sentence, at: int) -> bool:
    """Whether a verb stands between here and the next mark."""
    for word in sentence.words[at:]:
        if word.text in STOPS:
            return False
        if word.only("VERB", "PRTS", "PRED", "ADJS"):
            return True
    return False


def relative(sentence: Sentence, at: int) -> bool:
    """Whether «который» has no comma before it where one belongs: nothing set it off since the sentence began."""
    words = sentence.words
    before = words[at - 1]
    if before.low in {"и", "а", "но", "или"}:
        return False
    place = at - 1 if before.only("PREP") else at
    if place < 1:
        return False
    previous = words[place - 1]
    if previous.text in STOPS or previous.low in {"и", "а", "но", "или", "ни", "не", "из"}:
        return False
    start, _ = sentence.stretch(place - 1)
    if start == 0 or words[start - 1].text != ",":
        return previous.only("NOUN") or previous.kind in {"quote", "name"}
    return any(w.only("VERB", "PRTS") for w in words[start:place]) and previous.only("NOUN") and place == at


def two_predicates(sentence: Sentence) -> Iterator[Mistake]:
    """Finds two predicates in one stretch with nothing between: «проверяет тетради выставляет отметки»."""
    words = sentence.words
    for at, word in enumerate(words):
        ill = word.kind == "word" and word.only("ADJS") and word.low not in MUST_BE and in_condition(sentence, at)
        if not (is_finite(word) or ill):
            continue
        for index in range(at + 1, len(words)):
            follower = words[index]
            if follower.text in STOPS or follower.kind in {"quote", "latin"} or joins(follower):
                break
            if is_finite(follower) or is_must(follower) or is_short(follower):
                second = (index > at + 1 or in_relative(sentence, at)) and not (
                    follower.may("PRTS") and word.lemmas() & LINKING
                )
                if ill and subject_start(sentence, at, index) is None:
                    break
                if is_short(follower) and not (second and in_relative(sentence, at)):
                    break
                if second and not (is_must(follower) and subject_start(sentence, at + 1, index) is None):
                    yield from between(sentence, at, index)
                break


def is_finite(word: Word) -> bool:
    """Whether a word is a predicate by itself: «был», «может» go with another one."""
    if (
        word.kind != "word"
        or not word.only("VERB", "PRTS")
        or any(p.tag.POS not in {"VERB", "PRTS"} for p in word.readings)
    ):
        return False
    return not word.lemmas() & {"быть", "мочь", "следовать", "есть"} and not any(
        {"1per", "2per", "impr"} & p.tag.grammemes for p in word.likely
    )


# Short adjectives that go with an infinitive.
MUST_BE: Final = frozenset(
    ("готов", "готова", "готовы", "должен", "должна", "должно", "должны", "обязан", "обязана", "обязаны")
)


def in_condition(sentence: Sentence, at: int) -> bool:
    """Whether a word stands in a clause of «если» or «когда»."""
    start, _ = sentence.stretch(at)
    return any(w.low in {"если", "когда"} for w in sentence.words[start:at])


def is_short(word: Word) -> bool:
    """Whether a word is a short participle that is an adjective as well: «закрыта», «ограничена»."""
    return word.text.islower() and word.only("PRTS", "ADJS") and word.may("PRTS") and word.may("ADJS")


def in_relative(sentence: Sentence, at: int) -> bool:
    """Whether a word stands in the clause of a «который»."""
    start, _ = sentence.stretch(at)
    return any(w.low.startswith("котор") for w in sentence.words[start:at])


def is_must(word: Word) -> bool:
    """Whether a word begins a predicate of a subject: «обязан», «должен», «вправе», «может»."""
    return word.kind == "word" and (
        word.low in {"вправе", "может", "могут"}
        or (word.low.startswith(("должен", "должн", "обязан")) and word.may("ADJS"))
    )


def joins(word: Word) -> bool:
    """Whether a word may join two predicates."""
    return word.kind == "word" and (
        word.may("CONJ")
        or word.low in {"то", "что", "как", "не", "ли", "бы", "где", "когда", "чем"}
        or word.low.startswith("котор")
        or word.may("PRTF")
    )


def between(sentence: Sentence, first: int, second: int) -> Iterator[Mistake]:
    """The comma that two predicates lack: before the subject of the second, or before itself."""
    place = subject_start(sentence, first, second) or second
    clause = any(
        w.low in {"если", "когда", "поскольку", "хотя", "пока"} or w.low.startswith("котор")
        for w in sentence.words[:first]
    )
    code = codes.COMMA_CLAUSE if clause else codes.COMMA_ROW
    message = "Не закрыто запятой придаточное предложение" if clause else "Нет запятой между сказуемыми"
    yield Mistake(code, *span(sentence, place - 1, place), message, with_comma(sentence, place - 1))


RULES = (introductory, subordinate, two_predicates)
