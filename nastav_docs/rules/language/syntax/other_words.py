"""A slip that made another word of the right one: «утратившим сипу», «о мете проведения», «Утвердит план работы»."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import Mistake, agree, group_at, table
from nastav_docs.rules.language.syntax.sentence import readings
from nastav_docs.rules.language.syntax.typos import OF_PAPERS, stands
from nastav_docs.russian import frequency

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word

SHORTEST: Final = 4
# A word met more often is not taken for a slip, nor one that is not so many times rarer than the right one.
RARE: Final = 500
TIMES: Final = 300
NAMES: Final = frozenset(("Name", "Surn", "Patr", "Geox"))
LETTER: Final = re.compile(r"[А-ЯЁа-яёA-Za-z]")


@lru_cache(maxsize=1)
def neighbours() -> Mapping[str, frozenset[str]]:
    """The words of papers and those that stand beside them, ё written as е."""
    rows = table("words.yaml")["neighbours"].items()
    return {word.replace("ё", "е"): frozenset(one.replace("ё", "е") for one in beside) for word, beside in rows}


@lru_cache(maxsize=1)
def forms_by_shape() -> Mapping[str, tuple[str, ...]]:
    """The forms of the words of papers by their shapes: what is left when one letter or none is taken out."""
    found: dict[str, set[str]] = {}
    for lemma in neighbours():
        base = next((p for p in readings(lemma) if plain(p.normal_form) == lemma), None)
        for form in {str(p.word) for p in base.lexeme} if base is not None else ():
            for shape in shapes(form):
                found.setdefault(shape, set()).add(form)
    return {shape: tuple(sorted(forms)) for shape, forms in found.items()}


def shapes(word: str) -> set[str]:
    """A word, and it without each of its letters: words one letter apart have one in common."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


@lru_cache(maxsize=1 << 15)
def may_stand_for(word: str) -> tuple[str, ...]:
    """The forms of words of papers, one letter away and far more usual, that a rare word may stand for."""
    by_shape = forms_by_shape()
    near = {form for shape in shapes(word) for form in by_shape.get(shape, ()) if len(form) >= SHORTEST}
    mine = readings(word) if near else ()
    if (
        not mine
        or word in near
        or any(p.normal_form in OF_PAPERS or plain(p.normal_form) in neighbours() for p in mine)
    ):
        return ()
    often = frequency(word)
    return tuple(sorted(w for w in near if often <= RARE and frequency(w) >= TIMES * max(often, 10)))


def plain(word: str) -> str:
    """A word with «е» for «ё»."""
    return word.replace("ё", "е")


def other_words(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «утратившим сипу»: a rare word for the usual one, a letter away, that stands beside such neighbours."""
    words = sentence.words
    for at, word in enumerate(words):
        if len(word.low) < SHORTEST or word.kind != "word" or not word.text.islower():
            continue
        near = may_stand_for(word.low)
        found = [w for w in near if is_at_home(sentence, at, w) and fits(sentence, at, w)]
        if len({readings(w)[0].normal_form for w in found}) == 1:
            message = f"Слово не подходит: «{word.text}»"
            yield Mistake(
                codes.TYPO,
                word.start,
                word.end,
                message,
                found[0] if len(found) == 1 else "",
                f"по смыслу «{found[0]}»",
            )


def fits(sentence: Sentence, at: int, form: str) -> bool:
    """Whether a form may stand where it is to stand; behind «утратившим» as its object."""
    before = sentence.words[at - 1] if at else None
    if before is not None and before.may("PRTF", "actv"):
        return any(p.tag.case == "accs" for p in readings(form))
    return stands(sentence, at, form)


def is_at_home(sentence: Sentence, at: int, form: str) -> bool:
    """Whether a form stands beside a word that its own word often has as a neighbour, little words left out.

    Across «и» the two must be of one case: «о дате и месте».
    """
    usual = frozenset().union(*(neighbours().get(plain(p.normal_form), frozenset()) for p in readings(form)))
    cases = {str(p.tag.case) for p in readings(form)}
    return any(
        other.about.plain & usual and (not joined or cases & other.cases()) for other, joined in beside(sentence, at)
    )


def beside(sentence: Sentence, at: int) -> Iterator[tuple[Word, bool]]:
    """The words before and behind one and whether «и» joins them; it and prepositions are passed over, no mark is."""
    for step in (-1, 1):
        index, joined = at + step, False
        while 0 <= index < len(sentence.words) and sentence.words[index].only("PREP", "CONJ"):
            joined |= sentence.words[index].only("CONJ")
            index += step
        if 0 <= index < len(sentence.words) and sentence.words[index].kind == "word":
            yield sentence.words[index], joined


def told_for_order(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Утвердит прилагаемое Положение» at the head of an item: the soft sign of an order is lost."""
    words = sentence.words
    at = next((i for i, w in enumerate(words) if w.kind == "word"), 0)
    word = words[at]
    if LETTER.search(sentence.text[: word.start]) or not word.low.endswith("т") or not word.only("VERB"):
        return
    if not all(p.tag.tense == "futr" and p.tag.number == "sing" for p in word.readings):
        return
    right = f"{word.low}ь"
    if not any(p.tag.POS == "INFN" and "tran" in p.tag for p in readings(right)):
        return
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or not following.cases() & {"accs", "ablt", "datv"} or words[-1].text == "?":
        return
    group = group_at(sentence, at + 1)
    own = group is not None and "accs" in group.cases
    if has_subject(sentence, group.head + 1 if group is not None and own else at + 1):
        return
    said = right.capitalize() if word.text[0].isupper() else right
    message = f"Пункт начинает неопределённая форма: «{word.text}»"
    yield Mistake(codes.TYPO, word.start, word.end, message, said)


def has_subject(sentence: Sentence, start: int) -> bool:
    """Whether from a word on something may be who does it: a noun, pronoun, name or quote in the nominative."""
    words = sentence.words
    index = start
    while index < len(words):
        word = words[index]
        group = group_at(sentence, index + 1) if word.only("PREP") else None
        index = group.head + 1 if group is not None else index + 1
        if group is None and may_act(word):
            return True
    return False


def may_act(word: Word) -> bool:
    """Whether a word may be the subject of a verb in the singular, or what it is cannot be told."""
    if word.kind == "name":
        surname = max(re.findall(r"[А-ЯЁа-яё]+", word.text), key=len).lower()
        return not readings(surname) or any(p.tag.case == "nomn" for p in readings(surname))
    unclear = word.kind in {"quote", "latin"} or word.low in {"ли", "бы"} or (word.kind == "word" and not word.readings)
    nominative = any(
        p.tag.POS in {"NOUN", "NPRO", "PRTF"} and p.tag.case == "nomn" and p.tag.number != "plur" for p in word.likely
    )
    return unclear or nominative


# «обучающий» behind a noun and with none of its own.
TEACHING: Final = frozenset(("обучающих", "обучающим", "обучающими"))


def teaching_for_taught(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «дневники обучающих»: those who teach, told of nobody, are those who learn, «обучающихся»."""
    words = sentence.words
    for at, word in enumerate(words):
        if not at or word.low not in TEACHING or not words[at - 1].only("NOUN"):
            continue
        behind = words[at + 1] if at + 1 < len(words) else None
        alone = behind is None or behind.text in ".;" or behind.only("PREP")
        if alone and not any(agree(p.tag, q.tag) for p in word.readings for q in words[at - 1].readings):
            message = f"Слово не подходит: «{word.text}»"
            yield Mistake(codes.TYPO, word.start, word.end, message, f"{word.text}ся", f"по смыслу «{word.low}ся»")


RULES = (told_for_order, other_words, teaching_for_taught)
