"""Words that the dictionary lacks: slips of the pen, stuck and torn words, «не» and «нн» where they don't belong."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import Mistake, agree, listed, plain_adjective
from nastav_docs.rules.language.syntax.rows import CASES_AFTER
from nastav_docs.rules.language.syntax.sentence import LONGEST_WORD, is_of_other_language, readings
from nastav_docs.russian import frequency

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word


LETTERS: Final = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
# A word of fewer letters has too many neighbours; one a little longer is told where the neighbours around decide.
SHORTEST: Final = 4
SHORT: Final = 6
# A word met so often in the news is a word, though the dictionary lacks it.
USED: Final = 30
# A correction is likely when it is met so often, and so many times more often than the next one.
LIKELY: Final = 300
TIMES: Final = 12
# The same of a short word, and of the two parts of «составкомиссии».
LIKELY_SHORT: Final = 3000
# Words that stick to the next one.
STICKY: Final = ("в", "на", "с", "по", "к", "для", "при", "от", "об")
# First parts that make a word of any other: «педработник», «спортплощадка».
FIRST_STEMS: Final = tuple(sorted(listed("first stems")))
OF_PAPERS: Final = listed("words of papers")
PART: Final = 4  # letters of the shorter half of such a word


def typos(sentence: Sentence) -> Iterator[Mistake]:
    """Finds a word that the dictionary lacks and that one slip makes of exactly one usual word: «поярдок»."""
    for at, word in enumerate(sentence.words):
        if word.kind != "word" or "-" in word.text or not SHORTEST <= len(word.text) <= LONGEST_WORD or word.readings:
            continue
        capital = word.text[0].isupper() and not word.text.isupper()
        if capital and at and sentence.words[at - 1].kind != "mark":
            continue
        if capital and sentence.words[at + 1 : at + 2] and sentence.words[at + 1].text[:1].isupper():
            continue  # a surname before a name
        behind = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
        if behind is not None and behind.text == "." and len(word.text) < SHORT + (at + 2 < len(sentence.words)) * 2:
            continue  # «прил. 19», «педсов. утвердить»
        low = word.low
        if (
            is_of_other_language(word)
            or (frequency(low) > USED and not (negated(low) or two_n(low) or of_service(low)))
            or is_compound(low)
        ):
            continue
        right = slip_of_short(sentence, at) if len(low) < SHORT else meant(sentence, at)
        if not right or (
            capital and " " not in right and at == 0 and frequency(right) < LIKELY * 10 and not is_verbal(right)
        ):
            continue
        said = right.upper() if word.text.isupper() else right.capitalize() if capital else right
        code = codes.STUCK if " " in right else codes.TYPO
        yield Mistake(code, word.start, word.end, f"Такого слова нет: «{word.text}»", said)


def is_verbal(word: str) -> bool:
    """Whether a word is a verb or participle, which no surname that opens a sentence is."""
    return all(p.tag.POS in {"VERB", "INFN", "GRND", "PRTF", "PRTS"} for p in readings(word))


def is_compound(word: str) -> bool:
    """Whether an unknown word is made of a known one and a first part that goes with any: «педработников»."""
    return any(
        word.startswith(first) and len(word) - len(first) >= PART and is_word(word[len(first) :])
        for first in FIRST_STEMS
    )


def meant(sentence: Sentence, at: int) -> str:
    """The words that an unknown one of six letters or more stands for; «» where that is not one thing."""
    low = sentence.words[at].low
    return (
        negated(low)
        or two_n(low)
        or of_service(low)
        or with_soft_sign(low)
        or parted(low)
        or stuck(low)
        or corrected(low)
        or one_n(low)
        or in_its_place(sentence, at)
    )


def slip_of_short(sentence: Sentence, at: int) -> str:
    """The one usual word that a slip made a short word of; no abbreviation, decided by what is around."""
    word = sentence.words[at]
    found = in_its_place(sentence, at) if word.text.islower() else ""
    if found.startswith(word.low) or not (frequency(found) >= LIKELY_SHORT * 10 or is_placed(sentence, at)):
        return ""
    return found


def is_placed(sentence: Sentence, at: int) -> bool:
    """Whether the word before leaves few cases: a preposition, an adjective, an infinitive with an object."""
    before = sentence.words[at - 1] if at else None
    return before is not None and (
        before.low in CASES_AFTER or plain_adjective(before) or (before.only("INFN") and before.may("tran"))
    )


def in_its_place(sentence: Sentence, at: int) -> str:
    """The usual word one slip away that alone fits the words beside it: «копю» behind «приложить» is «копию»."""
    near = {w for w in one_slip_apart(sentence.words[at].low) if frequency(w) >= LIKELY}
    known = sorted(((weight(w), w) for w in near if is_word(w) and stands(sentence, at, w)), reverse=True)
    if not known or known[0][0] < LIKELY_SHORT:
        return ""
    return known[0][1] if len(known) == 1 or known[0][0] >= TIMES * known[1][0] else ""


def weight(word: str) -> int:
    """How often a word is met, in papers: those of papers count as many times as they are told from others by."""
    return frequency(word) * (TIMES if is_of_papers(word) else 1)


def is_of_papers(word: str) -> bool:
    """Whether a word is one that papers are full of."""
    return any(p.normal_form in OF_PAPERS for p in readings(word))


def stands(sentence: Sentence, at: int, word: str) -> bool:
    """Whether a word may stand where another does: in a case that the preposition, adjective or verb before it asks."""
    before = sentence.words[at - 1] if at else None
    cases = {str(p.tag.case) for p in readings(word) if p.tag.case}
    if before is None or before.kind != "word":
        return True
    if before.low in CASES_AFTER:
        return bool(cases & CASES_AFTER[before.low])
    if plain_adjective(before):
        return any(agree(p.tag, q.tag) for p in before.readings for q in readings(word))
    if before.only("INFN") and before.may("tran"):
        return "accs" in cases
    return not before.only("NOUN") or not cases or "gent" in cases or bool(cases & before.cases())


@lru_cache(maxsize=1 << 14)
def corrected(word: str) -> str:
    """The one usual word that a slip made an unknown word of; «» where there is none, or several."""
    near = {w for w in one_slip_apart(word) if w not in {"", word}}
    known = sorted(((frequency(w), w) for w in near if frequency(w) >= LIKELY and is_word(w)), reverse=True)
    if not known:
        return ""
    best = known[0]
    return best[1] if len(known) == 1 or best[0] >= TIMES * known[1][0] else ""


def is_word(word: str) -> bool:
    """Whether the dictionary has a word that is no name and no abbreviation."""
    return any(not {"Name", "Surn", "Patr", "Abbr", "Erro"} & p.tag.grammemes for p in readings(word))


def one_slip_apart(word: str) -> Iterator[str]:
    """Every spelling that one slip makes of a word: a letter lost, added, changed, or two changed about."""
    for at in range(len(word) + 1):
        for letter in LETTERS:
            yield word[:at] + letter + word[at:]
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
        for letter in LETTERS:
            yield word[:at] + letter + word[at + 1 :]


def parted(word: str) -> str:
    """An unknown word as the two that stuck together: `parted("всоответствии")` → «в соответствии»."""
    for first in STICKY:
        rest = word[len(first) :]
        if word.startswith(first) and len(rest) >= SHORT - 1 and frequency(rest) >= LIKELY * 10 and is_word(rest):
            if any(p.tag.POS not in {"NOUN", "ADJF", "PRTF"} for p in readings(rest)):
                continue
            cases = {str(p.tag.case) for p in readings(rest)}
            asked = CASES_AFTER.get(first)
            if asked and not asked & cases:
                continue
            return f"{first} {rest}"
    return ""


@lru_cache(maxsize=1 << 12)
def stuck(word: str) -> str:
    """An unknown word as two that stuck together: `stuck("классыпроводят")` → «классы проводят».

    A noun and a verb, or a noun and its genitive: `stuck("составкомиссии")` → «состав комиссии».
    """
    if frequency(word):
        return ""
    found = []
    for at in range(SHORTEST, len(word) - SHORT + 2):
        first, second = word[:at], word[at:]
        if min(frequency(first), frequency(second)) < LIKELY or not (is_word(first) and is_word(second)):
            continue
        parts = ({str(p.tag.POS) for p in readings(first)}, {str(p.tag.POS) for p in readings(second)})
        verbal = {"VERB"} in parts and {"NOUN"} in parts and min(len(first), len(second)) >= SHORT
        if verbal or is_noun_with_genitive(first, second):
            found.append(f"{first} {second}")
    return found[0] if len(found) == 1 else ""


def is_noun_with_genitive(first: str, second: str) -> bool:
    """Whether two parts are a thing and what it is of: «состав» «комиссии»; not two stems of a compound."""
    head = [p.tag for p in readings(first)]
    own = [p.tag for p in readings(second)]
    return (
        min(frequency(first), frequency(second)) >= LIKELY_SHORT
        and (is_of_papers(first) or (not first.endswith(("о", "е")) and len(first) >= SHORT - 1))
        and first not in FIRST_STEMS
        and all(t.POS == "NOUN" for t in (*head, *own))
        and any(t.case in {"nomn", "accs"} for t in head)
        and any(t.case == "gent" or (t.case == "datv" and t.animacy == "anim") for t in own)
    )


def negated(word: str) -> str:
    """An unknown verb, gerund or short participle with «не» stuck to it: «несоблюдать», «непредставлены»."""
    rest = word[2:]
    found = readings(rest) if word.startswith("не") else ()
    parts = {"VERB", "INFN", "GRND", "PRTS"}
    return f"не {rest}" if found and all(p.tag.POS in parts for p in found) else ""


def two_n(word: str) -> str:
    """An adjective or participle with one «н» too few: `two_n("окрашеные")` → «окрашенные»."""
    match = re.fullmatch(r"(?P<stem>[а-яё]{3,}[аеёия])н(?P<end>(?:ы|о|а|у|ую|ой|ого|ому)[йехмяю]?(?:ми)?)", word)
    right = f"{match['stem']}нн{match['end']}" if match else ""
    return right if right and any(p.tag.POS in {"ADJF", "PRTF"} for p in readings(right)) else ""


def one_n(word: str) -> str:
    """A short participle with one «н» too many: `one_n("заверенны")` → «заверены»."""
    match = re.fullmatch(r"(?P<stem>[а-яё]+[ае])нн(?P<end>[аоы]?)", word)
    right = f"{match['stem']}н{match['end']}" if match else ""
    return right if right and any(p.tag.POS == "PRTS" for p in readings(right)) else ""


@lru_cache(maxsize=1 << 12)
def of_service(word: str) -> str:
    """The preposition, conjunction or adverb that is often misspelt so: `of_service("вследствии")` → «вследствие»."""
    near = sorted({(frequency(w), w) for w in one_slip_apart(word) if w != word}, reverse=True)
    often, right = next(((n, w) for n, w in near if is_word(w)), (0, ""))
    likely = often >= max(LIKELY_SHORT, TIMES * frequency(word))
    return right if likely and all(p.tag.POS in {"PREP", "CONJ", "ADVB"} for p in readings(right)) else ""


def with_soft_sign(word: str) -> str:
    """An unknown word that lacks the soft sign of an infinitive: `with_soft_sign("организоват")` → «организовать»."""
    whole = f"{word}ь"
    return whole if word.endswith("т") and any(p.tag.POS == "INFN" for p in readings(whole)) else ""


def torn(sentence: Sentence) -> Iterator[Mistake]:
    """Finds a word with a space inside: «обуча ющихся»."""
    words = sentence.words
    for first, second in itertools.pairwise(words):
        if first.kind != "word" or second.kind != "word" or second.start - first.end != 1 or not second.text.islower():
            continue
        if (first.readings and second.readings) or len(first.text) <= 1 or "-" in first.text + second.text:
            continue
        whole = first.low + second.low
        unknown = second if not second.readings else first
        if is_word(whole) and frequency(whole) >= LIKELY and frequency(unknown.low) <= USED * 10:
            yield Mistake(
                codes.STUCK,
                first.start,
                second.end,
                f"Слово разорвано: «{first.text} {second.text}»",
                first.text + second.text,
            )


LIKE_ADJECTIVE: Final = ("ая", "яя", "ое", "ее", "ые", "ие")
# Adjectives whose short form with «нн» tells of people: of a thing it is a participle, with one «н».
OF_PEOPLE: Final = frozenset(("образованный", "организованный"))


def done_with_nn(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «работа организованна с мая», «организованно питание»: what is done to a thing has one «н»."""
    words = sentence.words
    for at, word in enumerate(words[:-1]):
        if not word.only("ADJS", "ADVB") or not word.may("ADJS") or not word.lemmas() & OF_PEOPLE:
            continue
        if "нн" not in word.low or (word.may("ADVB") and has_verb(sentence, at)):
            continue
        behind = words[at + 1]
        told = behind.only("PREP") or is_how(behind) or behind.kind == "number" or behind.cases() == {"ablt"}
        said = next(p.tag for p in word.readings if p.tag.POS == "ADJS")
        subjects = words[:at] if told else described(words, at + 1)
        tags = [
            p.tag
            for w in subjects
            for p in w.likely
            if p.tag.POS == "NOUN" and p.tag.case == "nomn" and p.tag.number == said.number
        ]
        fits = [t for t in tags if said.number == "plur" or t.gender == said.gender]
        if fits and all(t.animacy == "inan" for t in fits):
            right = word.text.replace("нн", "н")
            message = f"Краткое причастие пишется с одной «н»: «{word.text}»"
            yield Mistake(codes.TYPO, word.start, word.end, message, right)


def described(words: tuple[Word, ...], at: int) -> tuple[Word, ...]:
    """The word behind adjectives that begin at a place; the dictionary may lack one, as «трёхразовое»."""
    while at < len(words) and (
        words[at].only("ADJF") or (not words[at].readings and words[at].low.endswith(LIKE_ADJECTIVE))
    ):
        at += 1
    return words[at : at + 1]


def is_how(word: Word) -> bool:
    """Whether a word can tell how something is done: «хорошо», «впервые»; none that is a noun as well."""
    return word.kind == "word" and word.may("ADVB") and not word.may("NOUN")


def has_verb(sentence: Sentence, at: int) -> bool:
    """Whether a sentence has a verb that an adverb at a place may belong to."""
    return any(
        w.kind == "word" and not w.about.parts.isdisjoint({"VERB", "INFN", "PRTS", "GRND", "PRTF"})
        for i, w in enumerate(sentence.words)
        if i != at
    )


RULES = (typos, torn, done_with_nn)
