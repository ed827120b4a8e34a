"""Which case, number and part of speech may a word be in? What the checker's rules ask the dictionary (pymorphy3).

Cases are named here as pymorphy names them: «nomn», «gent», «datv», «accs», «ablt», «loct» (and «gen2», «loc2»).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from nastav_docs.russian.dictionary import analyser

# Our names of the cases → pymorphy's.
GRAMMEMES = {"nom": "nomn", "gen": "gent", "dat": "datv", "acc": "accs", "ins": "ablt", "prp": "loct"}


@lru_cache(maxsize=20000)
def word_tags(word: str) -> tuple[Any, ...]:
    """The pymorphy tags of all readings of a word, the likeliest first; empty for a word that it doesn't know."""
    found = analyser().parse(word)
    return tuple(p.tag for p in found if p.is_known and "UNKN" not in p.tag and "LATN" not in p.tag)


def possible_cases(word: str) -> frozenset[str]:
    """All cases that a word may stand in, by pymorphy's names; empty for a verb or an unknown word.

    `sorted(possible_cases("школы"))` → `['accs', 'gent', 'nomn']`.
    """
    return frozenset(str(t.case) for t in word_tags(word) if t.case)


def is_nominal(word: str) -> bool:
    """Whether a known word can only be one that is declined: a noun, adjective, participle, numeral or pronoun."""
    tags = word_tags(word)
    return bool(tags) and all(t.POS in {"NOUN", "ADJF", "PRTF", "NUMR", "NPRO"} for t in tags)


@lru_cache(maxsize=20000)
def dictionary_form(word: str) -> str:
    """The dictionary form of a word by its likeliest reading: `dictionary_form("школами")` → «школа»."""
    return str(analyser().parse(word)[0].normal_form)


def inflected(word: str, case: str) -> str:
    """The word in another case (`gen`, `ins`, …), in its own number and letter case.

    `inflected("Школы", "dat")` → «Школе». A word that has no such form is returned as it is; KeyError for a name
    that is no case.
    """
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
