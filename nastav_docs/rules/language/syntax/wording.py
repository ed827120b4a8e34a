"""Words that are taken one for another, superfluous and doubled words."""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import Mistake, alive, dead, group_at, table
from nastav_docs.rules.language.syntax.sentence import readings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word


# Words that say a degree twice: «более лучше».
DEGREES: Final = frozenset(("более", "менее", "наиболее", "наименее"))
FORM: Final = frozenset(
    [
        "nomn",
        "gent",
        "datv",
        "accs",
        "ablt",
        "loct",
        "sing",
        "plur",
        "masc",
        "femn",
        "neut",
        "past",
        "pres",
        "futr",
        "1per",
        "2per",
        "3per",
        "impr",
        "INFN",
        "GRND",
        "PRTF",
        "PRTS",
        "actv",
        "pssv",
        "excl",
        "incl",
    ]
)


# «в месяце мае»: beside a month's name the word says nothing; «мес. май» of a table's heading is not a form of these.
IN_A_MONTH: Final = frozenset(("месяце", "месяца", "месяцу"))


# A preposition said twice, with its vowel and without.
TWICE: Final = frozenset(
    itertools.chain.from_iterable(((a, b), (b, a)) for a, b in zip("свок", ("со", "во", "об", "ко"), strict=True))
)
# A pair in the table that only looks like a pleonasm.
KEEP: Final = 9


def lemma_is(word: Word, lemma: str) -> bool:
    """Whether a word may be a form of another."""
    return lemma.replace("ё", "е") in word.about.plain


@lru_cache(maxsize=3)
def by_wrong(kind: str) -> Mapping[str, tuple[Any, ...]]:
    """The rows of a table of paronyms by their wrong word."""
    found: dict[str, list[Any]] = {}
    for row in table("words.yaml")[kind]:
        found.setdefault(row["wrong"], []).append(row)
    return {word: tuple(rows) for word, rows in found.items()}


def paronyms(sentence: Sentence) -> Iterator[Mistake]:
    """Finds a word taken for one that sounds like it: «квалифицированная категория», «предоставить отчёт»."""
    words = sentence.words
    adjectives, nouns, verbs = by_wrong("adjectives"), by_wrong("nouns"), by_wrong("verbs")
    wrong = adjectives.keys() | nouns.keys() | verbs.keys()
    for at, word in enumerate(words):
        for lemma in sorted(word.lemmas() & wrong):
            following = words[at + 1] if at + 1 < len(words) else None
            for row in adjectives.get(lemma, ()):
                if at > 1 and words[at - 1].low in {"и", "или"} and lemma_is(words[at - 2], row["right"]):
                    continue  # «гарантийный и гарантированный сроки»: the two are told apart
                if following is not None and any(lemma_is(following, noun) for noun in row["with"]):
                    yield paronym(word, following, row)
            for row in nouns.get(lemma, ()):
                if noun_fits(sentence, at, row):
                    yield paronym(word, word, row)
            for row in verbs.get(lemma, ()):
                if verb_fits(sentence, at, row) if "with" in row else person_to(sentence, at, row["to"]):
                    yield paronym(word, word, row)


def noun_fits(sentence: Sentence, at: int, row: Mapping[str, Any]) -> bool:
    """Whether a noun's neighbours show that another was meant."""
    words = sentence.words
    behind = at + 1 < len(words) and any(lemma_is(words[at + 1], noun) for noun in row.get("with", ()))
    before = at > 0 and any(lemma_is(words[at - 1], adjective) for adjective in row.get("before", ()))
    return bool(behind or before)


def verb_fits(sentence: Sentence, at: int, row: Mapping[str, Any]) -> bool:
    """Whether a verb's object, or the subject of its passive, shows that another was meant."""
    words = sentence.words
    passive = row["wrong"].endswith("ся") or any(p.tag.POS in {"PRTS", "PRTF"} for p in words[at].likely)
    for index, other in enumerate(words):
        if other.kind != "word" or not any(lemma_is(other, noun) for noun in row["with"]):
            continue
        if index and words[index - 1].only("PREP"):
            continue
        cases = other.cases()
        fits = (passive and "nomn" in cases) or (not passive and {"accs", "gent"} & cases)
        if fits and sentence.links()[index].head == at:
            return True
    return False


def person_to(sentence: Sentence, at: int, ends: list[str]) -> bool:
    """Whether somebody is the object of a verb, or the subject of its passive, to one of these ends: «к награде»."""
    words = sentence.words
    start, stop = sentence.stretch(at)
    to = next((i for i in range(at + 1, stop - 1) if words[i].low == "к"), None)
    group = group_at(sentence, to + 1) if to is not None else None
    if to is None or group is None or not any(lemma_is(words[group.head], end) for end in ends):
        return False
    passive = words[at].only("PRTS")
    if not passive and not words[at].only("INFN", "VERB", "GRND"):
        return False
    near = words[start:at] if passive else words[at + 1 : to] or words[group.head + 1 : stop]
    cases = frozenset(("nomn",)) if passive else frozenset(("accs",))
    thing = any(dead(w) and w.only("NOUN") and "accs" in w.cases() and "gent" not in w.cases() for w in near)
    return not thing and any(is_somebody(w, cases) for w in near)


def is_somebody(word: Word, cases: frozenset[str]) -> bool:
    """Whether a word is a person's name or post, perhaps in one of these cases."""
    person = word.kind == "word" and word.about.is_thing and (alive(word) or word.may("Subx"))
    return word.kind == "name" or (person and bool(word.cases() & cases))


def paronym(word: Word, last: Word, row: Mapping[str, Any]) -> Mistake:
    """That a word stands for another, put into the same form where that form is one."""
    right = same_form(word, row["right"])
    said = f"{right} {last.text}" if last is not word and right else right
    noun = f" {last.text}" if last is not word else ""
    return Mistake(
        codes.PARONYM,
        word.start,
        last.end,
        f"Смешаны слова «{row['wrong']}» и «{row['right']}»: «{word.text}{noun}»",
        said,
        f"нужно «{row['right']}»",
    )


def same_form(word: Word, lemma: str) -> str:
    """Another word in the form of this one; «» where it has no such form."""
    base = next((p for p in readings(lemma) if p.normal_form == lemma), None)
    if base is None:
        return ""
    made = set()
    for parse in word.likely:
        keep = {g for g in parse.tag.grammemes if g in FORM}
        form = base.inflect(keep)
        if form is not None:
            made.add(str(form.word))
    right = made.pop() if len(made) == 1 else ""
    return right.capitalize() if right and word.text[0].isupper() else right


def pleonasms(sentence: Sentence) -> Iterator[Mistake]:
    """Finds a word that says again what its neighbour says: «прейскурант цен», «в июле месяце», «более лучше»."""
    words = sentence.words
    rows = pleonasm_rows()
    months = table("words.yaml")["months"]
    for at, word in enumerate(words):
        if word.kind != "word":
            continue
        for lemma in sorted(word.lemmas() & rows.keys()):
            for row in rows[lemma]:
                size = len(row["words"])
                if (
                    all(at + i < len(words) and lemma_is(words[at + i], one) for i, one in enumerate(row["words"]))
                    and row["drop"] != KEEP
                ):
                    drop = {row["drop"]} if isinstance(row["drop"], int) else set(row["drop"])
                    left = " ".join(words[at + i].text for i in range(size) if i not in drop)
                    yield superfluous(word, words[at + size - 1], left, sentence.text)
        following = words[at + 1] if at + 1 < len(words) else None
        if following is not None and lemma_is(following, "месяц") and any(lemma_is(word, m) for m in months):
            yield superfluous(word, following, word.text, sentence.text)
        if following is not None and word.low in IN_A_MONTH and any(lemma_is(following, m) for m in months):
            yield superfluous(word, following, following.text, sentence.text)
        if following is not None and says_degree(following) and is_degree(sentence, at):
            yield superfluous(word, following, following.text, sentence.text)


def is_degree(sentence: Sentence, at: int) -> bool:
    """Whether a word says a degree: «самый» before «наи…», «более», but not of «тем более», «более или менее»."""
    word = sentence.words[at]
    if "самый" in word.lemmas():
        return sentence.low(at + 1).startswith("наи")
    return word.low in DEGREES and sentence.low(at - 1) not in {"тем", "не", "или"}


def says_degree(word: Word) -> bool:
    """Whether a form says a degree by itself: «лучше», «лучшие», «выше», «важнейший»; «позднее» is plain as well."""
    if word.kind != "word" or word.only("ADVB"):
        return False
    named = [p for p in word.readings if p.tag.POS in {"ADJF", "NOUN"} and "Geox" not in p.tag]
    compared = any("COMP" in p.tag for p in word.likely) and not named
    return compared or (word.only("ADJF") and all("Supr" in p.tag for p in word.readings))


@lru_cache(maxsize=1)
def pleonasm_rows() -> Mapping[str, tuple[Any, ...]]:
    """The pleonasms by their first word."""
    found: dict[str, list[Any]] = {}
    for row in table("words.yaml")["pleonasms"]:
        found.setdefault(row["words"][0], []).append(row)
    return {word: tuple(rows) for word, rows in found.items()}


def superfluous(first: Word, last: Word, left: str, text: str) -> Mistake:
    """That some of the words from one to another say the same twice."""
    said = text[first.start : last.end]
    right = left.capitalize() if said[0].isupper() else left
    return Mistake(codes.PLEONASM, first.start, last.end, f"Лишнее слово: «{said}»", right)


def doubled(sentence: Sentence) -> Iterator[Mistake]:
    """Finds a group of two or three words said twice in a row: «в соответствии в соответствии»."""
    words = sentence.words
    said = [word.low for word in words]
    for size in (3, 2) if len(set(said)) < len(said) - 1 else ():
        for at in range(len(words) - 2 * size + 1):
            if said[at] != said[at + size] or said[at : at + size] != said[at + size : at + 2 * size]:
                continue
            first, second = words[at : at + size], words[at + size : at + 2 * size]
            if all(w.kind in {"word", "number"} for w in first + second) and any(w.kind == "word" for w in first):
                right = sentence.text[first[0].start : first[-1].end]
                yield Mistake(codes.DOUBLED, first[0].start, second[-1].end, f"Повтор: «{right}» дважды подряд", right)
    for first_, second_ in itertools.pairwise(words):
        if (first_.low, second_.low) in TWICE and first_.only("PREP") and second_.only("PREP"):
            yield Mistake(
                codes.DOUBLED,
                first_.start,
                second_.end,
                f"Два предлога подряд: «{first_.text} {second_.text}»",
                "",
                "оставьте один",
            )


RULES = (paronyms, pleonasms, doubled)
