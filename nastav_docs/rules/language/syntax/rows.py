"""Whether the words of a row stand in one case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import (
    Group,
    Mistake,
    acts,
    agree,
    alive,
    dead,
    group_at,
    has_noun_behind,
    in_case,
    listed,
    plain_adjective,
    table,
)
from nastav_docs.rules.language.syntax.sentence import STOPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word
    from nastav_docs.russian import Link


# Prepositions → the cases that they take.
CASES_AFTER: Final = {
    **{key: {"gent"} for key in listed("prepositions of the genitive")},
    **{key: {"datv"} for key in ("к", "ко", "благодаря", "согласно", "вопреки", "наперекор")},
    **{key: {"loct"} for key in ("о", "об", "обо", "при")},
    **{key: {"ablt"} for key in ("над",)},
    **{key: {"ablt"} for key in ("перед", "между")},
    **{key: {"accs", "loct"} for key in ("в", "во", "на")},
    **{key: {"gent", "ablt"} for key in ("с", "со")},
    **{key: {"accs", "ablt"} for key in ("за", "под")},
    **{key: {"accs"} for key in ("через", "про")},
    "по": {"datv", "loct"},
}  # fmt: skip


# Participles that have become nouns or adjectives.
LIKE_NOUN: Final = tuple(table("lists.yaml")["participles like nouns"])


def row_cases(sentence: Sentence) -> Iterator[Mistake]:
    """Finds one of several joined words in another case: «в целях выявления и предупреждение»."""
    words = sentence.words
    for at, word in enumerate(words[1:-1], 1):
        joined = word.low in {"и", "или"} or (word.low == "также" and words[at - 1].low == "а")
        if not joined and not (word.text == "," and goes_on(sentence, at)):
            continue
        group = group_at(sentence, at + 1 + (sentence.low(at + 1) in WHOSE))
        if group is None or not group.cases:
            continue
        start = max((i for i in range(at) if words[i].text in ";:.!?"), default=-1) + 1
        end = at
        while end > start and words[end - 1].low in {"а", "но", "так", ","}:
            end -= 1
        before = words[start:end]
        stop = next((i for i in range(group.head + 1, len(words)) if words[i].text in STOPS), len(words))
        after = words[group.head + 1 : stop]
        if any(acts(w) for w in before) and any(acts(w) for w in after):
            continue
        if not before or not ends_in_noun(before) or any(unclear(w) for w in before[-3:]):
            continue
        owned = is_owned(sentence, at, group) and not any(acts(w) for w in after)
        allowed = [cases_here(words, start + i) for i, w in enumerate(before) if declined(w)][-owned:]
        mine = (
            group.cases - {"gent"} if words[group.head].may("gen2") and words[group.head].may("datv") else group.cases
        )
        series = shared_by_series(before)
        in_series = bool(series) and not mine & series and not is_of_theirs(sentence, group, before, stop)
        if not allowed or (not in_series and any(mine & cases for cases in allowed)):
            continue
        link = link_of(sentence, group.head, stop) if in_series else sentence.links()[group.head]
        if in_series and not end - len(before) <= link.head < end:
            continue
        joined_by_parser = link.relation == "conj" and start <= link.head < at
        if not (joined_by_parser or owned) and (word.text == "," or any(acts(w) for w in before)):
            continue  # with no verb before «и» there is nothing else that it could join
        head = words[group.head]
        message = f"Одно из перечисленных слов стоит в другом падеже: «{head.text}»"
        yield Mistake(codes.ROW, head.start, head.end, message, "", "поставьте в тот же падеж, что слова рядом")


def link_of(sentence: Sentence, at: int, stop: int) -> Link:
    """What a noun depends on; of «отчислению учащихся», which the parser takes the other way about, the second's."""
    links = sentence.links()
    head = links[at].head
    return links[head] if at < head < stop and not acts(sentence.words[head]) else links[at]


# Pronouns that say whose a thing is.
WHOSE: Final = frozenset(("его", "её", "ее", "их"))


def joined_people(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «выдать справки учителям и родителей»: people joined to those in the dative, in the genitive."""
    words = sentence.words
    for at in range(1, len(words) - 1):
        first = words[at - 1]
        if words[at].low != "и" or first.kind != "word" or first.cases() != {"datv"} or not alive(first):
            continue
        group = group_at(sentence, at + 1)
        if group is None or not group.cases or not group.cases <= {"gent", "accs"} or not alive(words[group.head]):
            continue
        index = at - 2
        while index >= 0 and words[index].kind == "word" and words[index].only("ADJF", "PRTF"):
            index -= 1
        _, stop = sentence.stretch(at)
        also = index >= 0 and words[index].only("PREP")  # «привлечь к детям и родителей»
        link = sentence.links()[group.head]
        if also or any(acts(w) for w in words[group.head + 1 : stop]) or (link.relation, link.head) != ("conj", at - 1):
            continue
        head = words[group.head]
        message = f"Одно из перечисленных слов стоит в другом падеже: «{head.text}»"
        advice = "поставьте в тот же падеж, что слова рядом"
        yield Mistake(
            codes.ROW, words[group.first].start, head.end, message, in_case(sentence, group, "gent", "datv"), advice
        )


def is_owned(sentence: Sentence, at: int, group: Group) -> bool:
    """Whether «и» joins people and theirs, «детям и их родителей», so that nothing else of the sentence is joined.

    A genitive before «и» may belong to another noun: «руководителю ученика и его родителям».
    """
    before, head = sentence.words[at - 1], sentence.words[group.head]
    people = before.about.is_thing and alive(before) and alive(head)
    return sentence.low(at + 1) in WHOSE and people and "gent" not in before.cases()


def is_of_theirs(sentence: Sentence, group: Group, before: tuple[Word, ...], stop: int) -> bool:
    """Whether «и» joins a thing of all the series to the noun over it: «создание совета, комиссии и порядок их работы».

    That it is theirs is told by «их» behind it; the noun over the series stands in its case.
    """
    words = sentence.words
    if not dead(words[group.head]) or not any(word.low in WHOSE for word in words[group.head + 1 : stop]):
        return False
    over = range(series_start(before, last_but_one(before)))
    return any(before[i].may("NOUN") and dead(before[i]) and group.cases & cases_here(before, i) for i in over)


def shared_by_series(before: tuple[Word, ...]) -> frozenset[str]:
    """The cases that the last two words of «психологом, логопедом» share, each alone or with its adjectives."""
    second = last_but_one(before)
    if second < 0:
        return frozenset()
    last = before[-1].cases()
    return last & before[second].cases() & (cases_here(before, series_start(before, second)) or last)


def last_but_one(before: tuple[Word, ...]) -> int:
    """Where the noun before the last of a series stands, the last with its adjectives; -1 where there is no series."""
    index = len(before) - 1
    while index > 0 and before[index - 1].only("ADJF", "PRTF"):
        index -= 1
    joined = index >= 2 and before[index - 1].text == "," and before[index - 2].only("NOUN")  # noqa: PLR2004 - a noun and a comma
    return index - 2 if joined and before[-1].only("NOUN") else -1


def series_start(before: tuple[Word, ...], second: int) -> int:
    """Where a series begins whose last word but one stands at `second`."""
    first = second
    while first > 1 and before[first - 1].text == "," and before[first - 2].only("NOUN"):
        first -= 2
    return first


def goes_on(sentence: Sentence, comma: int) -> bool:
    """Whether a comma joins words of a row that ends in «и»: «учителей, воспитателям и родителей»."""
    words = sentence.words
    group = group_at(sentence, comma + 1)
    if group is None or words[group.first].may("PRTF"):
        return False
    for index in range(group.head + 1, min(group.head + 6, len(words))):
        if words[index].text in STOPS or acts(words[index]):
            return False
        if words[index].low == "и":
            return group_at(sentence, index + 1) is not None
    return False


def adjective_rows(sentence: Sentence) -> Iterator[Mistake]:
    """Finds two joined adjectives in different cases: «муниципального и региональный уровней»."""
    words = sentence.words
    for at in range(1, len(words) - 2):
        first, second = words[at - 1], words[at + 1]
        if words[at].low not in {"и", "или"} or not plain_adjective(first) or not plain_adjective(second):
            continue
        if (
            first.cases() & second.cases()
            or not words[at + 2].only("NOUN")
            or not first.only("ADJF")
            or not second.only("ADJF")
        ):
            continue
        if "ablt" in first.cases() ^ second.cases() and {"nomn", "accs"} & (first.cases() | second.cases()):
            continue
        message = f"Слова, соединённые союзом «{words[at].low}», в разных падежах: «{first.text}» и «{second.text}»"
        yield Mistake(codes.ROW, first.start, second.end, message, "", "поставьте их в один падеж")


def participle_rows(sentence: Sentence) -> Iterator[Mistake]:
    """Finds two joined participles of one turn apart: «дети, состоящие на учёте и нуждающихся в отдыхе»."""
    words = sentence.words
    for at in range(3, len(words) - 1):
        second = words[at]
        if words[at - 1].low not in {"и", "или"} or not may_open_turn(second) or words[at + 1].text in STOPS:
            continue
        start, stop = sentence.stretch(at)
        first = words[start]
        if not start or words[start - 1].text != "," or not may_open_turn(first):
            continue
        if shared_forms(first, second) or shared_forms(words[at - 2], second):
            continue
        nouns = [w for w in words[at + 1 : stop] if w.may("NOUN")]
        if any(shared_forms(second, w) for w in nouns) or any(shared_forms(w, second) for w in words[start + 1 : at]):
            continue
        message = (
            f"Причастия, соединённые союзом «{words[at - 1].low}», в разных формах: «{first.text}» и «{second.text}»"
        )
        yield Mistake(codes.ROW, second.start, second.end, message, "", f"согласуйте со словом «{first.text}»")


def may_open_turn(word: Word) -> bool:
    """Whether a word may be a participle with words of its own and is no verb."""
    noun_like = word.low.startswith(LIKE_NOUN)
    return word.kind == "word" and word.may("PRTF") and word.only("PRTF", "ADJF", "NOUN") and not noun_like


def shared_forms(one: Word, other: Word) -> bool:
    """Whether two words may stand in one case, number and gender; of the living the accusative is the genitive."""
    return any(agree(p.tag, q.tag) for p in one.readings for q in other.readings)


def ends_in_noun(before: tuple[Word, ...]) -> bool:
    """Whether the words before «и» end in a noun or what belongs to it."""
    return before[-1].kind == "word" and before[-1].may("NOUN")


def unclear(word: Word) -> bool:
    """Whether the dictionary cannot tell a word's case: a quote, a name, an abbreviation, an unknown word."""
    return word.kind in {"quote", "name", "latin", "short", "number"} or (word.kind == "word" and not word.readings)


def declined(word: Word) -> bool:
    """Whether a word has a case."""
    return word.kind == "word" and any(p.tag.case for p in word.readings)


def cases_here(words: tuple[Word, ...], at: int) -> frozenset[str]:
    """The cases that a word may stand in where it stands: after a preposition or right after a noun they are fewer."""
    cases = words[at].cases()
    index = at - 1
    while index >= 0 and words[index].kind == "word" and words[index].only("ADJF", "PRTF"):
        cases &= words[index].cases()
        index -= 1
    if index < 0:
        return cases or words[at].cases()
    before = words[index]
    after = CASES_AFTER.get(before.low)
    if after:
        return cases & after or cases
    if before.kind == "word" and before.only("NOUN"):
        return cases & {"gent", "datv", "ablt"} or cases
    return cases or words[at].cases()


LIKE_NOUNS: Final = listed("adjectives like nouns")
# Those that have a genitive of their own: «достойных внимания».
WITH_GENITIVE: Final = frozenset(("достойный", "достигнуть", "исполнить", "лишить", "полный", "удостоить"))


def behind_prepositions(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «за оказанной помощь», «по устранению выявленные нарушений»: an adjective apart from its noun's case."""
    words = sentence.words
    for at in range(1, len(words) - 1):
        word, noun, before = words[at], words[at + 1], words[at - 1]
        if not plain_adjective(word) or word.may("actv") or word.lemmas() & (WITH_GENITIVE | LIKE_NOUNS):
            continue
        if not noun.only("NOUN") or not noun.text.islower() or shared_forms(word, noun):
            continue
        if any({"Name", "Surn", "Patr", "Geox", "Fixd", "Abbr"} & p.tag.grammemes for p in noun.readings):
            continue
        if noun.may("ablt") or (noun.may("datv") and word.may("PRTF")) or not same_number(word, noun):
            continue  # what stands behind a participle of its own: «по утверждённому директором плану»
        _, stop = sentence.stretch(at)
        if has_noun_behind(sentence, at, at + 2) or any(w.kind != "word" for w in words[at + 2 : stop]):
            continue
        governed = before.low in CASES_AFTER and bool(word.cases() & CASES_AFTER[before.low])
        apart = before.only("NOUN") and word.may("PRTF") and not shared_forms(word, before)
        if not governed and not (apart and "ablt" not in word.cases() and "gent" in noun.cases()):
            continue
        if at + 2 < len(words) and words[at + 2].low in {"и", "или"}:
            continue
        message = f"Слова не согласованы: «{word.text} {noun.text}»"
        yield Mistake(codes.ADJECTIVE, word.start, noun.end, message, "", "поставьте оба слова в один падеж")


def same_number(one: Word, other: Word) -> bool:
    """Whether two words may be of one number, and of one gender in the singular, whatever their cases."""
    return any(
        p.tag.number == q.tag.number and (p.tag.number == "plur" or p.tag.gender in {q.tag.gender, None})
        for p in one.readings
        for q in other.readings
    )


# Nouns that never have a dative of their own, so that «о ходе подготовке» is a genitive missed.
GENITIVE_ONLY: Final = listed("takes only the genitive")


def assimilated(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «о результатах проверке», «в план работе»: a noun in the case of the one before it, not the genitive."""
    words = sentence.words
    for at in range(1, len(words) - 1):
        first = words[at]
        if first.lemmas().isdisjoint(GENITIVE_ONLY) or not first.only("NOUN"):
            continue
        group = group_at(sentence, at + 1)
        if group is None or not group.cases:
            continue
        head = words[group.head]
        if not group.cases <= {"datv", "loct"} or not dead(head) or not head.text.islower() or head.may("Geox"):
            continue
        if sentence.links()[group.head].head != at or any(w.lemmas() & {"соответствие"} for w in words[:at]):
            continue
        case = min(group.cases)
        made = in_case(sentence, group, case, "gent")
        message = f"После «{first.text}» – родительный падеж: «{head.text}»"
        yield Mistake(
            codes.GOVERNMENT,
            first.start,
            head.end,
            message,
            f"{first.text} {made}" if made else "",
            "поставьте в родительный падеж",
        )


RULES = (row_cases, joined_people, adjective_rows, participle_rows, behind_prepositions, assimilated)
