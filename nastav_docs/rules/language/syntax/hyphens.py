"""Hyphens, and words that are written together in one sense and apart in another."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import Mistake, agree, group_at, listed, table
from nastav_docs.rules.language.syntax.rows import CASES_AFTER
from nastav_docs.rules.language.syntax.sentence import SAME_CASE, readings
from nastav_docs.russian import is_counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word


PRONOUNS: Final = listed("pronouns")
# First parts of compounds that are not words of their own.
FIRST_PARTS: Final = listed("first parts")
# Those that stand before a noun in the same case only as a part of it: «интернет ссылку».
PARTS_ONLY: Final = listed("first parts of any noun")
PARTS_OF_ONE: Final = listed("first parts of one word")
# Posts that a second word makes more exact.
FIRST_POSTS: Final = listed("first posts")


def particles(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «какие либо», «кое что», «из за», «по прежнему», «во первых» without their hyphens."""
    words = sentence.words
    for at, (first, second) in enumerate(itertools.pairwise(words)):
        if first.kind != "word" or second.kind != "word":
            continue
        following = words[at + 2] if at + 2 < len(words) else None
        one, two = first.low, second.low
        either = two == "либо" and one in PRONOUNS and not any(w.low == "либо" for w in words[at + 2 : at + 9])
        indefinite = two == "нибудь" and one in PRONOUNS
        some = one in {"кое", "кой"} and two in PRONOUNS
        out_of = (
            one == "из"
            and two in {"за", "под"}
            and following is not None
            and following.kind == "word"
            and "gent" in following.cases()
        )
        ordinal = (
            one in {"во", "в"}
            and two in {"первых", "вторых", "третьих", "четвертых", "четвёртых"}
            and (following is None or following.text == "," or not following.may("gent"))
        )
        still = two == "таки" and one in {"все", "всё", "опять", "так", "прямо"}
        manner = one == "по" and is_manner(second, following)
        if (
            either
            or indefinite
            or some
            or out_of
            or (ordinal and (following is None or following.text == "," or not following.may("plur")))
            or still
            or manner
        ):
            yield hyphen(first, second)


def is_manner(word: Word, following: Word | None) -> bool:
    """Whether «по» and a word are one adverb: «по прежнему», but «по прежнему адресу»."""
    if not readings(f"по-{word.low}") or not word.low.endswith(("ому", "ему", "ски", "цки")):
        return False
    if word.low.endswith("ки"):
        return True
    return following is None or (
        not any(
            agree(p.tag, q.tag)
            for p in word.readings
            for q in following.readings
            if q.tag.POS in {"NOUN", "ADJF", "PRTF"}
        )
        and following.kind == "word"
    )


def hyphen(first: Word, second: Word) -> Mistake:
    """That two words are written with a hyphen."""
    return Mistake(
        codes.HYPHEN,
        first.start,
        second.end,
        f"Пишется через дефис: «{first.text} {second.text}»",
        f"{first.text}-{second.text}",
    )


def compounds(sentence: Sentence) -> Iterator[Mistake]:
    """Finds compounds without a hyphen: «учебно методический», «педагог организатор», «интернет сайт»."""
    words = sentence.words
    for at, (first, second) in enumerate(itertools.pairwise(words)):
        if first.kind != "word" or second.kind != "word" or second.start - first.end != 1:
            continue
        if not (second.about.is_adjectival or second.only("NOUN")) or "-" in first.text + second.text:
            continue
        if (
            adjective_of_two(sentence, at)
            or (first.low in FIRST_PARTS and part_of_compound(sentence, at))
            or two_posts(sentence, at)
        ):
            yield hyphen(first, second) if first.low not in PARTS_OF_ONE else one_word(first, second)


def one_word(first: Word, second: Word) -> Mistake:
    """That two words are one: «фото отчёт»."""
    message = f"Пишется слитно: «{first.text} {second.text}»"
    return Mistake(codes.TOGETHER, first.start, second.end, message, f"{first.text}{second.low}")


def adjective_of_two(sentence: Sentence, at: int) -> bool:
    """Whether two words are one adjective: the first ends in «о» and is no adverb, or both make a known word."""
    first, second = sentence.words[at : at + 2]
    if not first.low.endswith(("о", "е")) or len(first.text) < 4 or not second.only("ADJF") or second.may("Apro"):  # noqa: PLR2004 - «это»
        return False
    if any("Qual" in p.tag for p in second.readings):
        return False
    whole = f"{first.low}-{second.low}"
    if any(p.tag.POS in {"ADVB", "NOUN", "PRCL", "CONJ", "PREP", "NPRO", "ADJF"} for p in first.readings):
        return bool(readings(whole)) and first.only("ADVB", "ADJS")
    return (
        (bool(first.readings) and first.only("ADJS") and not any("Qual" in p.tag for p in first.readings))
        or bool(readings(whole))
        or is_counted(whole)
        or is_counted(f"{first.low}-{second.readings[0].normal_form}")
    )


def part_of_compound(sentence: Sentence, at: int) -> bool:
    """Whether «онлайн», «интернет», «мастер» and a noun after it are one word."""
    words = sentence.words
    if at and words[at - 1].lemmas() & {"сеть", "режим", "формат"}:
        return False
    first, second = words[at], words[at + 1]
    whole = f"{first.low}-{second.likely[0].normal_form}" if second.readings else ""
    if not second.only("NOUN"):
        return False
    beside = not at or words[at - 1].only("INFN", "VERB", "CONJ", "ADJF", "PRTF")
    own = first.low in PARTS_ONLY and beside and second.cases() <= {"nomn", "accs"} and second.text.islower()
    return own or bool(readings(whole)) or is_counted(whole)


def two_posts(sentence: Sentence, at: int) -> bool:
    """Whether two nouns in one case name one post: «педагог организатор», «учителю логопеду»."""
    first, second = sentence.words[at : at + 2]
    if not (person(first) and person(second)) or second.text[0].isupper():
        return False
    shared = {
        (str(p.tag.case), str(p.tag.number))
        for p in first.likely
        for q in second.likely
        if (p.tag.case, p.tag.number) == (q.tag.case, q.tag.number)
    }
    if not shared:
        return False
    whole = f"{first.likely[0].normal_form}-{second.likely[0].normal_form}"
    either = not any(case in {"gent", "accs"} for case, _ in shared) and first.likely[0].normal_form in FIRST_POSTS
    return either or whole in posts() or bool(readings(whole)) or is_counted(whole)


@lru_cache(maxsize=1)
def posts() -> frozenset[str]:
    """Double posts of schools that the news do not name."""
    return frozenset(table("words.yaml")["posts"])


def person(word: Word) -> bool:
    """Whether a word can only be somebody's post."""
    return (
        word.kind == "word"
        and word.only("NOUN")
        and all(p.tag.animacy == "anim" and not {"Name", "Surn", "Patr"} & p.tag.grammemes for p in word.likely)
    )


def set_words(sentence: Sentence) -> Iterator[Mistake]:
    """Finds words that are written together or apart in one sense only: «по этому», «в виду», «что бы обеспечить»."""
    words = sentence.words
    for at, (first, second) in enumerate(itertools.pairwise(words)):
        if first.kind != "word" or second.kind != "word":
            continue
        right = together(sentence, at)
        if right:
            said = right.capitalize() if first.text[0].isupper() else right
            yield Mistake(
                codes.TOGETHER, first.start, second.end, f"Пишется «{right}»: «{first.text} {second.text}»", said
            )


def just_as(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «также, как и в прошлом году»: before «как» it is «так же»."""
    words = sentence.words
    for at, word in enumerate(words[:-2]):
        comma = words[at + 1].text == ","
        if word.low != "также" or sentence.low(at + 1 + comma) != "как" or (at and words[at - 1].low == "а"):
            continue
        if not comma and sentence.low(at + 2) != "и":
            continue
        said = f"{word.text[:3]} же"
        yield Mistake(codes.TOGETHER, word.start, word.end, f"Перед «как» пишется «так же»: «{word.text}»", said)


def having_in_view(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «иметь ввиду»: behind «иметь» it is two words."""
    for before, word in itertools.pairwise(sentence.words):
        if word.low == "ввиду" and before.lemmas() & {"иметь", "иметься"}:
            yield Mistake(codes.TOGETHER, word.start, word.end, f"Пишется «в виду»: «{word.text}»", "в виду")


def needless_hyphens(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «по-этому», «так-как», «вряд-ли»: a hyphen in a word that has none."""
    for at, word in enumerate(sentence.words):
        if word.kind != "word" or "-" not in word.text:
            continue
        right = table("words.yaml")["hyphened"].get(word.low, "") or without_hyphen(sentence, at)
        if right:
            said = right.capitalize() if word.text[0].isupper() else right
            message = f"Пишется без дефиса: «{word.text}»"
            yield Mistake(codes.TOGETHER, word.start, word.end, message, said)


# Particles that are written apart from any word, and how adverbs end that «по-» makes of adjectives.
APART: Final = frozenset(("бы", "ли", "же"))
LIKE_MANNER: Final = ("ому", "ему", "ски", "цки", "ьи")


def without_hyphen(sentence: Sentence, at: int) -> str:
    """How a word is written that has a hyphen and is not in the dictionary with it; «» where nothing tells.

    A particle is a word of its own («кто-бы»). A preposition, «не» and «ни» make one word with what follows where the
    dictionary has it («не-медленно»), or stay apart from a noun in a case that they take («по-окончании»).
    """
    word = sentence.words[at]
    first, _, second = word.low.partition("-")
    if word.readings or not word.text[1:].islower() or "-" in second:
        return ""
    if second in APART:
        return f"{first} {second}" if readings(first) and first != "то" else ""  # «тоже» or «то же»
    taken = CASES_AFTER.get(first, frozenset(("gent",)) if first == "ни" else frozenset())
    whole = f"{first}{second}"
    if not (taken or first == "не") or not (readings(whole) or readings(second)):
        return ""
    taking = [p.tag for p in readings(second) if SAME_CASE.get(p.tag.case, p.tag.case) in taken]
    pronoun = any("Apro" in p.tag for p in readings(second))
    fits = any("Apro" in tag or (tag.POS == "NOUN" and not pronoun) for tag in taking)
    if pronoun and readings(whole):
        return whole  # «по-этому», «от-того»
    if not readings(whole):
        verbal = first == "не" and all(p.tag.POS in {"VERB", "INFN", "GRND", "PRTS"} for p in readings(second))
        manner = first == "по" and second.endswith(LIKE_MANNER)
        return f"{first} {second}" if verbal or (fits and not manner) else ""
    if not fits:
        return whole
    parts = {str(p.tag.POS) for p in readings(whole)}
    group = group_at(sentence, at + 1)
    apart = parts == {"ADVB"} and group is not None and "gent" in group.cases  # «во время урока»
    if not parts & {"ADVB", "PREP", "CONJ", "PRCL"}:
        return "" if parts & {"NOUN", "ADJF"} else f"{first} {second}"  # «породу» or «по роду»
    return f"{first} {second}" if apart else whole


def together(sentence: Sentence, at: int) -> str:
    """The one word that two should be, «» where they are two."""
    words = sentence.words
    one, two = words[at].low, words[at + 1].low
    following = words[at + 2] if at + 2 < len(words) else None
    said = table("words.yaml")["together"].get(f"{one} {two}")
    if said and two != "смотря":  # «не смотря на экран»
        return str(said)
    if (one, two) == ("по", "этому"):
        own = following is not None and (
            any(
                agree(p.tag, q.tag)
                for p in words[at + 1].readings
                for q in following.readings
                if q.tag.POS in {"NOUN", "ADJF", "PRTF"}
            )
            or following.kind != "word"
        )
        return "" if own else "поэтому"
    if (one, two) == ("в", "виду"):
        group = group_at(sentence, at + 2)
        having = any(w.lemmas() & {"иметь", "иметься"} for w in words[max(at - 3, 0) : at])
        return "ввиду" if group is not None and "gent" in group.cases and not having else ""
    if (one, two) == ("что", "бы"):
        verb = next((w for w in words[at + 2 : at + 5] if w.may("INFN") or w.may("VERB", "past")), None)
        return "чтобы" if verb is not None and not any(w.low in {"ни", "не"} for w in words[at + 2 : at + 4]) else ""
    if (one, two) == ("так", "же"):
        return "также" if is_also(sentence, at) else ""
    if (one, two) == ("в", "место"):
        group = group_at(sentence, at + 2)
        return "вместо" if group is not None and group.cases == {"gent"} and at == 0 else ""
    if one == "не":
        whole = f"не{two}"
        from_ = following is not None and following.low == "от"
        if (two == "зависимо" and from_) or (
            two in {"однократно", "обходимо", "посредственно", "укоснительно", "обходимый", "замедлительно", "редко"}
            and readings(whole)
        ):
            return whole
        if not readings(two) and readings(whole):
            return whole
        return whole if is_one_noun(sentence, at, whole) else ""
    return ""


# Of these words «так же» says in which way, and not what besides.
SAYS: Final = listed("says") - {"следовать", "стремиться", "считать", "понимать", "знать"}
MODAL: Final = listed("modal")


def is_also(sentence: Sentence, at: int) -> bool:
    """Whether «так же» is «также»: it opens a sentence, or joins one more thing that is to be done or said.

    Not where «как» or «что» tells what is alike, and not where it may say how: «поступать так же следует».
    """
    words = sentence.words
    following = words[at + 2] if at + 2 < len(words) else None
    if following is None or following.kind != "word" or any(w.low in {"как", "что"} for w in words[at + 2 :]):
        return False
    if at == 0:
        return following.only("PREP", "NOUN", "NPRO", "ADJF")
    before = words[at - 1]
    if before.kind == "word" and not before.about.parts.isdisjoint({"INFN", "VERB", "GRND", "PRTF", "COMP"}):
        return bool(before.lemmas() & MODAL) and following.only("INFN")
    if before.low in {"и", "точно", "не", "примерно", "всё", "все"} or before.text == ",":
        return False
    if following.only("INFN"):
        return True
    start, _ = sentence.stretch(at)
    told = any(w.only("INFN") for w in words[start:at])  # «оценивать так же следует по шкале»
    return bool(following.lemmas() & (MODAL | SAYS)) and not (told or following.may("COMP"))


def is_one_noun(sentence: Sentence, at: int, whole: str) -> bool:
    """Whether «не» and a noun of action behind a preposition are one word: «за не выполнение плана», without «а …»."""
    words = sentence.words
    before = words[at - 1] if at else None
    return (
        before is not None
        and (before.only("PREP") or bool(before.lemmas() & {"случай", "факт", "причина"}))
        and words[at + 1].only("NOUN")
        and bool(re.search(r"[нт]и(?:е|я|ю|ем|и)$", whole))
        and any(p.tag.POS == "NOUN" for p in readings(whole))
        and not any(w.low in {"а", "но", "только", "столько"} for w in words[at + 2 :])
    )


RULES = (particles, compounds, set_words, having_in_view, needless_hyphens, just_as)
