"""The last of a row in another case, where cases alone cannot tell: what is joined is told by what things are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import (
    Mistake,
    acts,
    alive,
    dead,
    group_at,
    in_case,
    inflect,
    listed,
    plain_adjective,
)
from nastav_docs.rules.language.syntax.rows import CASES_AFTER, LIKE_NOUNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word

ADVICE: Final = "поставьте в тот же падеж, что слова рядом"
# Endings of nouns that name a deed, and those that have no ending of their own.
OF_DEEDS: Final = ("ние", "тие", "ция", "авка", "ботка", "верка", "купка", "овка")
DEEDS: Final = listed("deeds")
THINGS: Final = listed("things like deeds")
# Deeds that are done to other deeds: «организацию экскурсий и посещения музеев».
WITH_DEEDS: Final = listed("deeds of deeds")
# Who may be somebody's and something's alike: «с представителями школ и родителей».
OF_BOTH: Final = frozenset(
    ("представитель", "родитель", "опекун", "помощник", "защитник", "кандидат", "член", "участник")
)
# Things that people are in, so that whoever leads them may lead people.
OF_PEOPLE: Final = frozenset(
    ("группа", "команда", "класс", "семья", "отряд", "коллектив", "сборная", "звено", "бригада")
)


def attribute_apart(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «явку участников и сопровождающим педагогов»: an adjective behind «и» in a case that nothing there has."""
    words = sentence.words
    for at in range(1, len(words) - 2):
        if words[at].low not in {"и", "или"}:
            continue
        own, noun, first = words[at + 1], words[at + 2], words[at - 1]
        if not plain_adjective(own) or own.lemmas() & LIKE_NOUNS or not noun.only("NOUN") or own.cases() & noun.cases():
            continue
        start, stop = sentence.stretch(at)
        if any(acts(w) for w in words[at + 3 : stop]) or not first.only("NOUN") or not first.cases() & noun.cases():
            continue
        if start or any(own.cases() & cases_of(words, i) or words[i].kind in {"name", "quote"} for i in range(at)):
            continue
        if not any(acts(w) for w in words[start:at]) or "ablt" in noun.cases() or not noun.text.islower():
            continue
        message = f"Одно из перечисленных слов стоит в другом падеже: «{own.text}»"
        yield Mistake(codes.ROW, own.start, noun.end, message, "", ADVICE)


def cases_of(words: tuple[Word, ...], at: int) -> frozenset[str]:
    """The cases of a word; behind a noun the genitive, where it may be one: «членов комиссии»."""
    own = at > 0 and words[at - 1].only("NOUN") and words[at].only("NOUN") and "gent" in words[at].cases()
    return frozenset(("gent",)) if own else words[at].cases()


def people_behind_things(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «с водителями автобусов и воспитателей»: people joined to the things of other people."""
    words = sentence.words
    for at in range(3, len(words) - 1):
        thing = words[at - 1]
        if words[at].low != "и" or not thing.only("NOUN") or not dead(thing) or "gent" not in thing.cases():
            continue
        group = group_at(sentence, at + 1)
        if group is None or not group.cases or not group.cases <= {"gent", "accs"} or not alive(words[group.head]):
            continue
        owner = owner_of(sentence, at - 1)
        if owner < 1 or words[owner].cases() not in ({"ablt"}, {"datv"}) or not alive(words[owner]):
            continue
        before = before_group(sentence, owner)
        case = next(iter(words[owner].cases()))
        governed = before >= 0 and case in CASES_AFTER.get(words[before].low, ())
        if not governed or thing.lemmas() & OF_PEOPLE or words[owner].lemmas() & OF_BOTH:
            continue
        _, stop = sentence.stretch(at)
        if any(acts(w) for w in words[group.head + 1 : stop]) or not words[group.head].may("plur"):
            continue
        head = words[group.head]
        message = f"Одно из перечисленных слов стоит в другом падеже: «{head.text}»"
        right = in_case(sentence, group, "gent", case)
        yield Mistake(codes.ROW, words[group.first].start, head.end, message, right, ADVICE)


def owner_of(sentence: Sentence, at: int) -> int:
    """The noun before a thing and its adjectives, on which it depends; -1 where another word stands there."""
    index = before_group(sentence, at)
    return index if index >= 0 and sentence.words[index].only("NOUN") else -1


def before_group(sentence: Sentence, head: int) -> int:
    """The word before a noun and the adjectives before it."""
    index = head - 1
    while index >= 0 and plain_adjective(sentence.words[index]):
        index -= 1
    return index


def deeds(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «обновление стендов, ремонт мебели и приобретения инвентаря»: the last of several deeds in the genitive."""
    words = sentence.words
    for at in range(4, len(words) - 2):
        if words[at].low != "и":
            continue
        last = words[at + 1]
        if not is_deed(last) or not is_genitive(last) or not is_owner_of_what_follows(sentence, at + 1):
            continue
        second = deed_before(sentence, at)
        comma = second - 1
        while comma > 0 and (plain_adjective(words[comma]) or words[comma].low in {"его", "её", "ее", "их"}):
            comma -= 1
        if second < 0 or words[comma].text != "," or words[second].lemmas() & WITH_DEEDS:
            continue
        first = deed_before(sentence, comma)
        if first < 1 or not acts(words[before_group(sentence, first)]):
            continue
        message = f"Одно из перечисленных слов стоит в другом падеже: «{last.text}»"
        yield Mistake(codes.ROW, last.start, last.end, message, inflect(last.low, "gent", "accs"), ADVICE)


def deed_before(sentence: Sentence, at: int) -> int:
    """The deed, as an object, that stands before a word alone or with a thing in the genitive; -1 where none does."""
    words = sentence.words
    if is_object(words[at - 1]):
        return at - 1
    thing = words[at - 1]
    one_deed = is_deed(thing) and (thing.low.endswith(("ний", "тий")) or not thing.may("plur", "gent"))
    if not thing.only("NOUN") or one_deed or thing.low.endswith(("сти", "ства")) or "gent" not in thing.cases():
        return -1
    index = before_group(sentence, at - 1)
    return index if index >= 0 and is_object(words[index]) else -1


def is_object(word: Word) -> bool:
    """Whether a word is a deed in the accusative and no genitive."""
    return is_deed(word) and "accs" in word.cases() and "gent" not in word.cases()


def is_deed(word: Word) -> bool:
    """Whether a word is a noun that names a deed: «ремонт», «приобретение»."""
    lemmas = word.lemmas()
    return word.only("NOUN") and any((one.endswith(OF_DEEDS) and one not in THINGS) or one in DEEDS for one in lemmas)


def is_genitive(word: Word) -> bool:
    """Whether a deed stands in the genitive, or in a plural that looks like it: «приобретения»."""
    return "gent" in word.cases() and word.text.islower() and word.cases() <= {"gent", "nomn", "accs"}


def is_owner_of_what_follows(sentence: Sentence, at: int) -> bool:
    """Whether a word in the genitive follows, which the deed is done to."""
    group = group_at(sentence, at + 1)
    return group is not None and "gent" in group.cases


RULES = (attribute_apart, people_behind_things, deeds)
