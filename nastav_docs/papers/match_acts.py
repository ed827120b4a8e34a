"""Which act of the registry a citation means, even where a requisite of it is wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nastav_docs.papers.citations import issuer_key, number_key, same_issuer, same_kind, similar, words_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from nastav_docs.papers.act_registry import Act
    from nastav_docs.papers.citations import Citation

ALIKE = 0.6  # of the words of two titles: one act's title with slips; two acts' titles have less in common
SAME = 0.85  # the same title but for a slip
BEGINNING = 4  # words by which a title is looked up
SHORT = {("рф",): ("российской", "федерации")}
AMENDS = ("о", "внесении")  # titles that many acts share
LASTING = frozenset({"федеральный закон", "указ"})  # kinds that have one act of a title
EVERY_BODY = frozenset({"минис", "росси", "федер"})  # words that tell no body from another

OTHER_BODIES = frozenset({"высше"})  # of ministries that issued none of the acts shipped


@dataclass(frozen=True, slots=True, eq=False)
class ActRegistry:
    """The acts by number and by the first words of the title."""

    by_number: Mapping[str, tuple[Act, ...]]
    by_title: Mapping[tuple[str, ...], tuple[Act, ...]]
    by_key: Mapping[str, Act]
    bodies: frozenset[str]

    def successor(self, act: Act, day: dt.date | None) -> Act | None:
        """The act that replaced another by a day: its successor's successor, if need be."""
        last: Act | None = None
        for _ in range(len(self.by_key)):
            following = self.by_key.get((last or act).replaced_by)
            if following is None or (day and following.date and following.date > day):
                break
            last = following
        return last


# The last indexes by what the acts are in memory: some hundred acts are not to be compared at each question.
_INDEXES: Final[dict[int, tuple[tuple[Act, ...], ActRegistry]]] = {}
MOST_INDEXES: Final = 8


def registry_of(acts: tuple[Act, ...]) -> ActRegistry:
    """The index of some acts; of two with one number the one given first is found first."""
    known = _INDEXES.get(id(acts))
    if known is None or known[0] is not acts:
        if len(_INDEXES) >= MOST_INDEXES:
            _INDEXES.clear()
        known = _INDEXES[id(acts)] = (acts, _indexed(acts))
    return known[1]


@lru_cache(maxsize=8)
def _indexed(acts: tuple[Act, ...]) -> ActRegistry:
    by_number, by_title = defaultdict(list), defaultdict(list)
    for act in acts:
        if act.number:
            by_number[number_key(act.number)].append(act)
        if act.title and words_of(act.title)[:2] != AMENDS:
            by_title[beginning(act.title)].append(act)
    bodies = OTHER_BODIES | frozenset(word for act in acts for word in own_words(act.issuer))
    by_key = {act.key: act for act in reversed(acts) if act.key}
    titles = {words: tuple(found) for words, found in by_title.items()}
    return ActRegistry({key: tuple(found) for key, found in by_number.items()}, titles, by_key, bodies)


def beginning(title: str) -> tuple[str, ...]:
    """The first words of a title, «РФ» written out."""
    return plain_words(title)[:BEGINNING]


@lru_cache(maxsize=4096)
def plain_words(title: str) -> tuple[str, ...]:
    """The words of a title without marks, «РФ» written out."""
    return tuple(w for word in words_of(title) if word[0].isalnum() for w in SHORT.get((word,), (word,)))


@lru_cache(maxsize=1 << 11)
def known(citation: Citation, registry: ActRegistry) -> Act | None:
    """The act that a citation means; `None` for another act.

    Numbers begin anew each year, so a number alone decides nothing: the date or the title must speak for it.
    """
    for act in registry.by_number.get(citation.key, ()):
        alike = similar(citation.title, act.title) if citation.title and act.title else None
        author = same_issuer(citation.issuer, act.issuer, 0.5) and own_words(citation.issuer) <= registry.bodies
        bodies = author and same_kind(citation.kind, act.kind)
        if citation.day is not None and citation.day == act.date:
            if bodies or (author and citation.issuer and act.issuer) or (alike or 0) > ALIKE:
                return act
        elif alike is not None:
            if alike > ALIKE and may_be_of(citation, act):
                return act
        elif bodies and (citation.day is None or misdated(citation.day, act.date)) and telling(citation, act):
            return act
    return (
        same_of_year(citation, registry) or swapped(citation, registry) or misnumbered(citation, registry)
        if citation.number
        else titled(citation, registry)
    )


def same_of_year(citation: Citation, registry: ActRegistry) -> Act | None:
    """The act of the cited number, body and year where only day and month differ: a body gives a number once a year.

    None for a citation with another title, and for one whose body is not surely the act's.
    """
    if citation.day is None or citation.title:
        return None
    same = (act for act in registry.by_number.get(citation.key, ()) if act.date and act.date.year == citation.day.year)
    return next((act for act in same if surely_of(citation, act)), None)


def swapped(citation: Citation, registry: ActRegistry) -> Act | None:
    """The act of the cited body and day whose number has the same figures in another order: «№ 237-ФЗ», «№ 49».

    None where an act of the registry has the cited number, and for a citation with a title, which decides itself.
    """
    if citation.day is None or citation.title:
        return None
    same = [
        act
        for acts in registry.by_number.values()
        for act in acts
        if act.date == citation.day and Counter(number_key(act.number)) == Counter(citation.key)
    ]
    exact = any(number_key(act.number) == citation.key for act in same)
    sure = [act for act in same if surely_of(citation, act)]
    return sure[0] if len(sure) == 1 and not exact else None


def surely_of(citation: Citation, act: Act) -> bool:
    """Whether a citation names the very kind and body of an act; a government is surely Russia's where that is said."""
    if not citation.kind or citation.inherited or citation.kind.lower() != act.kind.lower():
        return False
    mine, theirs = own_words(citation.issuer), own_words(act.issuer)
    return mine == theirs and ("прави" not in theirs or "росси" in issuer_key(citation.issuer))


def may_be_of(citation: Citation, act: Act) -> bool:
    """Whether a citation means an act although its date differs.

    The number has letters, the body is named, or a long title agrees.
    """
    if not act.number.isdigit() or own_words(citation.issuer) & own_words(act.issuer):
        return True
    near = citation.day is None or misdated(citation.day, act.date)
    return near and len(words_of(citation.title)) > BEGINNING + 1


def misnumbered(citation: Citation, registry: ActRegistry) -> Act | None:
    """The act that the cited title belongs to where the number looks mistyped.

    The same date, or the same digits in another order.
    """
    if not citation.title:
        return None
    found = []
    for act in registry.by_title.get(beginning(citation.title), ()):
        alike = similar(citation.title, act.title)
        if alike < SAME or not bodies_agree(citation, act):
            continue
        near = citation.day is None or misdated(citation.day, act.date)
        if citation.day == act.date or (near and Counter(number_key(act.number)) == Counter(citation.key)):
            found.append((alike, act))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def namesake(citation: Citation, registry: ActRegistry) -> Act | None:
    """The federal law or decree whose whole title a citation gives with both another day and another number.

    None where the registry has no such act or several; orders are issued anew under one title, so they tell nothing.
    """
    if not citation.title or citation.day is None or citation.kind.lower() not in LASTING:
        return None
    words = plain_words(citation.title)
    same = [
        act
        for act in registry.by_title.get(words[:BEGINNING], ())
        if plain_words(act.title) == words and surely_of(citation, act) and len(words) >= BEGINNING - 1
    ]
    return same[0] if len(same) == 1 else None


def titled(citation: Citation, registry: ActRegistry) -> Act | None:
    """The act whose title a citation without date and number gives; None where the registry has none."""
    words = plain_words(citation.title)
    same = [
        act
        for act in registry.by_title.get(words[:BEGINNING], ())
        if plain_words(act.title) == words and bodies_agree(citation, act)
    ]
    strict = [act for act in same if citation.kind != "Федеральный закон" or act.kind == citation.kind]
    return strict[0] if len(strict) == 1 else None


def bodies_agree(citation: Citation, act: Act) -> bool:
    """Whether kind and issuer of a citation may be those of an act."""
    return bool(citation.kind) and same_kind(citation.kind, act.kind) and same_body(citation.issuer, act.issuer)


def same_body(one: str, other: str) -> bool:
    """Whether two names may mean one body by the words that tell bodies apart; a law has no issuer but the country."""
    first, second = own_words(one), own_words(other)
    return not first if not other else not first or bool(first & second)


def own_words(issuer: str) -> frozenset[str]:
    """The words of a name that other bodies don't share: «просв» of «Министерства просвещения Российской Федерации»."""
    return issuer_key(issuer) - EVERY_BODY


def another_body(citation: Citation, act: Act, registry: ActRegistry) -> bool:
    """Whether a citation names a body that the registry knows and that didn't issue the act."""
    if not citation.issuer or not act.issuer:
        return False
    if not same_issuer(citation.issuer, act.issuer, 0.5):
        return True
    mine, right = own_words(citation.issuer), own_words(act.issuer)
    return bool(mine) and bool(right) and mine <= registry.bodies and not mine & right


def telling(citation: Citation, act: Act) -> bool:
    """Whether kind, issuer and a number with letters are enough to tell the act without its date."""
    return bool(citation.kind and (citation.issuer or act.kind == "Федеральный закон")) and not act.number.isdigit()


def misdated(day: dt.date, right: dt.date | None) -> bool:
    """Whether a date looks like a slip in writing another: one of day, month and year differs."""
    if right is None:
        return False
    pairs = ((day.day, right.day), (day.month, right.month), (day.year, right.year))
    return sum(a != b for a, b in pairs) == 1
