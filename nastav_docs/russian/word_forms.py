"""How are the six forms of one word made of a stem and endings? The common ground of names, nouns and phrases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from nastav_docs.russian.cases import Case


def recased(written: str, form: str) -> str:
    """A form in the letter case of the nominative as it is written.

    `recased("БАБКИНА", "бабкиной")` → «БАБКИНОЙ», `recased("МакКей", "маккея")` → «МакКея».
    Where the nominative is written with е for ё, so is the form: `recased("поселок", "посёлка")` → «поселка».
    """
    if len(written) > 1 and written.isupper():
        return recased(written.lower(), form).upper()
    if "-" in written and written.count("-") == form.count("-"):
        return "-".join(recased(w, f) for w, f in zip(written.split("-"), form.split("-"), strict=True))
    same = 0
    for mine, theirs in zip(written, form, strict=False):
        if mine != theirs and mine.lower() != theirs and (mine.lower(), theirs) != ("е", "ё"):
            break
        same += 1
    return written[:same] + form[same:]


# Nominative, genitive, dative, accusative, instrumental, prepositional: the order of `cases.CASES`.
SixForms = tuple[str, str, str, str, str, str]

VOWELS: Final = frozenset("аеёиоуыэюя")
SIBILANTS: Final = frozenset("жчшщ")
VELARS: Final = frozenset("гкх")


@dataclass(frozen=True, slots=True)
class WordForms:
    """Six forms of a word, where they come from, and how other people decline it.

    `source`: as in `cases.Form`. `other`: the cases in which others use another form, with that form. `reason`: why
    they do, in Russian; «» where nobody does.
    """

    forms: SixForms
    source: str = "rules"
    other: tuple[tuple[Case, str], ...] = ()
    reason: str = ""


def indeclinable(word: str) -> WordForms:
    """The forms of a word that is the same in every case."""
    return WordForms((word, word, word, word, word, word), "invariable")


@lru_cache(maxsize=256)
def _five(endings: str) -> list[str]:
    return endings.split()


def with_endings(word: str, stem: str, endings: str) -> WordForms:
    """The forms made of the nominative, a stem, and the endings of the other five cases parted by spaces.

    `with_endings("бабкина", "бабкин", "ой ой у ой ой").forms[3]` → «бабкину».
    """
    gen, dat, acc, ins, prp = _five(endings)
    return WordForms((word, stem + gen, stem + dat, stem + acc, stem + ins, stem + prp))


def with_variant(mine: WordForms, other: WordForms, reason: str) -> WordForms:
    """The first word's forms, with those of `other` that differ noted as what some people use; `reason` says why."""
    cases = cast("tuple[Case, ...]", ("gen", "dat", "acc", "ins", "prp"))
    differ = tuple((c, o) for c, m, o in zip(cases, mine.forms[1:], other.forms[1:], strict=True) if m != o)
    return WordForms(mine.forms, mine.source, differ, reason)


def syllables(word: str) -> int:
    """The number of syllables, that is of vowels."""
    return sum(letter in VOWELS for letter in word)


def hard_masculine(word: str, stem: str = "", ins: str = "ом") -> WordForms:
    """The forms of a masculine noun with hard endings: `hard_masculine("чаплин").forms[4]` → «чаплином».

    `stem`: where it isn't the word itself («орёл», «орл»). `ins`: the ending of the instrumental, «ом» or «ем».
    """
    return with_endings(word, stem or word, f"а у а {ins} е")


def soft_masculine(word: str, stem: str) -> WordForms:
    """The forms of a masculine noun with soft endings, put to a stem without ь or й.

    `soft_masculine("герой", "геро").forms[1]` → «героя».
    """
    return with_endings(word, stem, "я ю я ем е")


def word_set(text: str) -> frozenset[str]:
    """The words of a text parted by spaces, as a set: how the lists of words in this package are written."""
    return frozenset(text.split())


def word_pairs(text: str) -> dict[str, str]:
    """A mapping written «лев:льв заяц:зайц», as a dict."""
    return dict(pair.split(":") for pair in text.split())
