"""The type of an institution behind «учреждение»: without quotes it stands in the same case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import Mistake, agree, goes, group_at, in_case, listed
from nastav_docs.rules.language.syntax.sentence import SAME_CASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.mistakes import Group
    from nastav_docs.rules.language.syntax.sentence import Sentence

INSTITUTIONS: Final = frozenset(("учреждение", "организация", "предприятие"))
TYPES: Final = listed("types of institutions")
# What follows the type where it is part of a name: «посёлка Дальний».
PLACES: Final = listed("places of institutions")
FAR: Final = 4  # groups between: «учреждения дополнительного образования детей города Энска»


def types_of_institutions(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «муниципального учреждения средняя школа № 5»: the type left in the nominative."""
    for at, word in enumerate(sentence.words):
        if not word.lemmas() & INSTITUTIONS or not word.only("NOUN"):
            continue
        cases = described_cases(sentence, at)
        group = type_behind(sentence, at)
        if group is None or len(cases) != 1 or cases & {"nomn", "accs"} or "nomn" not in group.cases:
            continue
        case = next(iter(cases))
        if case in group.cases or not is_named(sentence, group) or is_subject(sentence, at, group):
            continue
        head = sentence.words[group.head]
        said = sentence.text[sentence.words[group.first].start : head.end]
        yield Mistake(
            codes.APPOSITION,
            sentence.words[group.first].start,
            head.end,
            f"После «{word.text}» название без кавычек – в том же падеже: «{said}»",
            in_case(sentence, group, "nomn", case),
            "поставьте в тот же падеж или возьмите название в кавычки",
        )


def described_cases(sentence: Sentence, at: int) -> frozenset[str]:
    """The cases of a noun that its adjectives leave: of «муниципального учреждения» the genitive; none without any."""
    first = at
    while first > 0 and sentence.words[first - 1].only("ADJF", "PRTF"):
        first -= 1
    if first == at:
        return frozenset()
    return frozenset(
        SAME_CASE.get(str(p.tag.case), str(p.tag.case))
        for p in sentence.words[at].readings
        if p.tag.POS == "NOUN" and all(any(agree(q.tag, p.tag) for q in w.readings) for w in sentence.words[first:at])
    )


def type_behind(sentence: Sentence, at: int) -> Group | None:
    """The group that names the type, behind «дополнительного образования детей»; in small letters, unlike names."""
    begin = at + 1
    for _ in range(FAR):
        group = group_at(sentence, begin)
        if group is None:
            return None
        if sentence.words[group.head].lemmas() & TYPES and sentence.words[group.first].text.islower():
            return group
        if "gent" not in group.cases:
            return None
        begin = group.head + 1
    return None


def is_named(sentence: Sentence, group: Group) -> bool:
    """Whether a number, a name in quotes or a place follows the type."""
    if group.head + 1 >= len(sentence.words):
        return False
    behind = sentence.words[group.head + 1]
    return behind.kind == "quote" or behind.text.startswith("№") or bool(behind.lemmas() & PLACES)


def is_subject(sentence: Sentence, at: int, group: Group) -> bool:
    """Whether the type may be the subject itself: «Уставом муниципального учреждения школа № 5 наделена правом»."""
    words = sentence.words
    verbs = [w for w in words[group.head + 1 :] if w.only("VERB", "PRTS", "ADJS")]
    nouns = [p.tag for p in words[group.head].readings if p.tag.case == "nomn"]
    first = next((w for w in verbs if any(goes(p.tag, n) for p in w.readings for n in nouns)), None)
    return first is not None and not any(
        p.tag.case == "nomn" and any(goes(q.tag, p.tag) for q in first.readings) for w in words[:at] for p in w.likely
    )


RULES = (types_of_institutions,)
