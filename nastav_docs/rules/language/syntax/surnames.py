"""In which cases may a surname stand, as it is written? Told by the dictionary and its end, the gender known."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nastav_docs.rules.language.syntax.sentence import SAME_CASE, facts

if TYPE_CHECKING:
    from nastav_docs.rules.language.syntax.sentence import Word

ALL: Final = frozenset(("nomn", "gent", "datv", "accs", "ablt", "loct"))
NO_CASE: Final[frozenset[str]] = frozenset()
DIRECT: Final = frozenset(("gent", "accs"))
# What each end of a surname in -ов, -ин or -ский may be.
OF_MEN: Final = (
    (re.compile(r".+(?:[оеё]в|[иы]н|[сц]кий)"), frozenset(("nomn",))),
    (re.compile(r".+(?:[оеё]вым|[иы]ным|[сц]ким)"), frozenset(("ablt",))),
    (re.compile(r".+(?:[оеё]ва|[сц]кого)"), DIRECT),
    (re.compile(r".+(?:[оеё]ву|[сц]кому)"), frozenset(("datv",))),
    (re.compile(r".+(?:[оеё]ве|[сц]ком)"), frozenset(("loct",))),
)
OF_WOMEN: Final = (
    (re.compile(r".+(?:[оеё]ва|[иы]на|[сц]кая)"), frozenset(("nomn",))),
    (re.compile(r".+(?:[оеё]ву|[иы]ну|[сц]кую)"), frozenset(("accs",))),
    (re.compile(r".+(?:[оеё]в|[иы]н|[сц]к)ой"), frozenset(("gent", "datv", "ablt", "loct"))),
    (re.compile(r".+(?:[оеё]вым|[иы]ным|[сц]к(?:ий|ого|ому|им|ом))"), NO_CASE),
)
# Ends of men's surnames, so that «Савчука» is a form of such a one and no surname in -а.
PLAIN: Final = re.compile(r"[а-яё]+(?:чук|щук|[лнрс]юк|щик|[оеё]вич)")
# Ends that «Шевчуку», «Мороз» have and no other form of a surname; «Ким» and the like are left as they are by many.
UNCLEAR: Final = ("ом", "ем", "ём", "им", "ым", "их", "ых", "ой", "ей")
LONG: Final = 4
VOWELS: Final = re.compile(r"[аеёиоуыэюя]")


@lru_cache(maxsize=8192)
def surname_cases(low: str, gender: str) -> frozenset[str]:
    """The cases in which a surname may stand by pymorphy's names; all where nothing tells, none of the other gender.

    `sorted(surname_cases("мороз", "masc"))` → `['nomn']`, `surname_cases("шевчуку", "femn")` → an empty set.
    """
    if len(low) < LONG or "-" in low:
        return ALL
    known = frozenset(
        SAME_CASE.get(str(p.tag.case), str(p.tag.case))
        for p in facts(low).readings
        if p.tag.POS == "NOUN" and p.tag.number == "sing" and p.tag.gender in {gender, "ms-f"} and "Geox" not in p.tag
    )
    by_end = next((cases for end, cases in (OF_MEN if gender == "masc" else OF_WOMEN) if end.fullmatch(low)), None)
    if by_end is not None:
        return by_end | known
    if is_form_of_man(low):
        return known or (of_man(low) if gender == "masc" else NO_CASE)
    if gender == "masc" and not VOWELS.search(low[-1]) and not low.endswith(UNCLEAR) and len(VOWELS.findall(low)) > 1:
        return frozenset(("nomn",))
    return ALL


def is_form_of_man(low: str) -> bool:
    """Whether a word is surely a man's surname in an oblique case: «Савчуку», «Мельника», «Коваля»."""
    if any(p.tag.gender == "femn" and p.tag.case and "Fixd" not in p.tag for p in facts(low).readings):
        return False  # «Ворона», «Щуку»
    stems = {"а": "", "у": "", "я": "ь", "ю": "ь"}
    stem = low[:-2] if low.endswith("ом") else f"{low[:-1]}{stems[low[-1]]}" if low[-1] in stems else ""
    return bool(stem) and (bool(PLAIN.fullmatch(stem)) or is_man(stem))


def of_man(low: str) -> frozenset[str]:
    """The cases of a man's surname of an oblique end."""
    return DIRECT if low[-1] in "ая" else frozenset(("ablt",)) if low[-1] == "м" else frozenset(("datv",))


def is_man(low: str) -> bool:
    """Whether the dictionary has a word as a man's surname or calling in the nominative: «шевчук», «мельник»."""
    return any(
        p.tag.POS == "NOUN" and p.tag.case == "nomn" and p.tag.gender == "masc" and p.tag.animacy == "anim"
        for p in facts(low).readings
    )


def is_capital(word: Word) -> bool:
    """Whether a word begins with a capital and goes on in small letters."""
    return word.kind == "word" and len(word.text) > 1 and word.text[0].isupper() and word.text[1:].islower()
