"""What a dictionary knows of a word's form: case, number, part of speech."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from nastav_docs.russian.dictionary import analyser

GRAMMEMES = {"nom": "nomn", "gen": "gent", "dat": "datv", "acc": "accs", "ins": "ablt", "prp": "loct"}


@lru_cache(maxsize=20000)
def word_tags(word: str) -> tuple[Any, ...]:
    """The tags of all readings of a word that the dictionary has; none for a word it doesn't know."""
    found = analyser().parse(word)
    return tuple(p.tag for p in found if p.is_known and "UNKN" not in p.tag and "LATN" not in p.tag)


def possible_cases(word: str) -> frozenset[str]:
    """The cases that a noun, adjective, participle, numeral or pronoun may stand in, by pymorphy's names."""
    return frozenset(str(t.case) for t in word_tags(word) if t.case)


def is_nominal(word: str) -> bool:
    """Whether the word can only be a noun, adjective, participle, numeral or pronoun."""
    tags = word_tags(word)
    return bool(tags) and all(t.POS in {"NOUN", "ADJF", "PRTF", "NUMR", "NPRO"} for t in tags)


@lru_cache(maxsize=20000)
def dictionary_form(word: str) -> str:
    """The dictionary form of a word."""
    return str(analyser().parse(word)[0].normal_form)


def inflected(word: str, case: str) -> str:
    """The word in a case (`gen`, `ins`, …), in its own number; the word itself where it has no such form."""
    # «согласно графика» is said of a «график», hardly of «графика»
    for parse in sorted(analyser().parse(word), key=lambda p: not {"masc", "sing", "gent"} <= p.tag.grammemes):
        if parse.tag.POS in {"NOUN", "ADJF", "PRTF"}:
            form = parse.inflect({GRAMMEMES[case]})
            if form is not None:
                text = str(form.word)
                return (
                    text.upper()
                    if word.isupper() and len(word) > 1
                    else text.capitalize()
                    if word[:1].isupper()
                    else text
                )
    return word
