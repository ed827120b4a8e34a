"""Rows: commas before «но», «а», «так и»; conjunctions of two parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import Mistake, group_at
from nastav_docs.rules.language.syntax.sentence import STOPS
from nastav_docs.rules.language.syntax.turns import span, with_comma

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word


def nouns_in_row(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «мебель оргтехника, посуда и инвентарь»: two nouns of a row with nothing between."""
    words = sentence.words
    for at in range(len(words) - 3):
        first, second = words[at], words[at + 1]
        if words[at + 2].low not in {",", "и"} or not second.only("NOUN") or not first.only("NOUN"):
            continue
        if not thing_in_row(first) or not thing_in_row(second) or {"gent", "datv", "ablt"} & second.cases():
            continue
        if not first.cases() & second.cases() & {"nomn", "accs"} or second.text[0].isupper():
            continue
        if first.low == second.low:
            continue
        group = group_at(sentence, at + 3) if not sentence.low(at + 3).startswith("котор") else None
        if group is None or not group.cases & second.cases() & {"nomn", "accs"}:
            continue
        if words[at + 2].low == "и" and not any(w.text == "," for w in words[max(at - 4, 0) : at]):
            continue
        yield Mistake(
            codes.COMMA_ROW,
            *span(sentence, at, at + 1),
            "Нет запятой между однородными членами",
            with_comma(sentence, at),
        )


def thing_in_row(word: Word) -> bool:
    """Whether a word can only be the name of a thing."""
    return (
        word.kind == "word"
        and word.only("NOUN")
        and all(p.tag.POS == "NOUN" for p in word.readings)
        and not any({"anim", "Name", "Surn", "Geox", "Abbr", "Fixd"} & p.tag.grammemes for p in word.readings)
    )


def before_but(sentence: Sentence) -> Iterator[Mistake]:
    """Finds no comma before «но», «а», «а также», «но и», «так и»."""
    words = sentence.words
    for at in range(2, len(words) - 1):
        word, before = words[at], words[at - 1]
        if (
            word.kind != "word"
            or word.text != word.low
            or before.kind != "word"
            or before.low in {"и", "или", "а", "но", "не", "зато"}
        ):
            continue
        if word.low in {"но", "однако"} and word.low == "но":
            pass
        elif (
            word.low == "а"
            and words[at + 1].kind in {"word", "quote"}
            and words[at + 1].text not in STOPS
            and len(before.text) > 1
        ):
            if before.lemmas() & {"класс", "литер", "литера", "буква", "группа", "приложение", "пункт", "подпункт"}:
                continue
        elif (
            word.low == "так" and words[at + 1].low == "и" and any(w.low == "как" for w in words[max(at - 14, 0) : at])
        ):
            pass
        else:
            continue
        yield Mistake(
            codes.COMMA_ROW,
            *span(sentence, at - 1, at),
            f"Нет запятой перед «{word.low}»",
            with_comma(sentence, at - 1),
        )


def pairs(sentence: Sentence) -> Iterator[Mistake]:
    """Finds a conjunction whose second part is another's: «не только …, а также», «не столько …, но»."""
    words = sentence.words
    for at in range(len(words) - 2):
        first, second = words[at].low, words[at + 1]
        opened = f"{first} {second.low}" if first == "не" else first
        if opened not in SECOND_PARTS or (opened == "как" and not second.only("PREP", "ADJF", "NOUN")):
            continue
        for index in range(at + 2, min(at + FARTHEST, len(words) - 1)):
            found = SECOND_PARTS[opened](words, at + 2, index)
            if found is not None:
                wrong, right = found
                if wrong:
                    end = index + len(wrong.split()) - 1
                    message = f"После «{opened}» – «{right}», а не «{wrong}»"
                    yield Mistake(codes.PAIR, words[index].start, words[end].end, message, right)
                break


# A second part that stands farther belongs to another clause.
FARTHEST: Final = 27
RIGHT: Final = ("", "")


def after_not_only(words: tuple[Word, ...], at: int, index: int) -> tuple[str, str] | None:
    """The wrong and the right second part of «не только» at a word; nothing where it is right, None to look on."""
    low, following = words[index].low, words[index + 1].low
    if low in ENDS or (low == "но" and words[at].low == "не"):
        return RIGHT
    if low in {"но", "а"} and following in {"и", "ещё", "еще", "даже", "скорее", "прежде", "в"}:
        return RIGHT
    if (low, following) in {("а", "также"), ("так", "и")}:
        return f"{low} {following}", "но и"
    return ("но", "но и") if low == "но" else None


def after_not_so_much(words: tuple[Word, ...], at: int, index: int) -> tuple[str, str] | None:
    """The same of «не столько»."""
    low, following = words[index].low, words[index + 1].low
    if low in ENDS or low == "сколько":
        return RIGHT
    if low in {"но", "а"}:
        return (f"{low} и" if following == "и" else low), "сколько"
    return ("как", "сколько") if low == "как" and words[index - 1].text == "," and index > at else None


def after_as(words: tuple[Word, ...], at: int, index: int) -> tuple[str, str] | None:
    """The same of «как»."""
    word, following = words[index], words[index + 1].low
    if word.low in ENDS or word.low == "так" or (word.only("VERB", "PRTS") and words[index - 1].text == ","):
        return RIGHT
    if word.text == ",":
        also = following == "а" and words[min(index + 2, len(words) - 1)].low == "также"
        return None if also else RIGHT
    if (word.low, following) == ("а", "также") and words[at - 3].text != "," and not words[at - 1].only("VERB"):
        return "а также", "так и"
    return None


ENDS: Final = frozenset(".;:!?")
SECOND_PARTS: Final = {"не только": after_not_only, "не столько": after_not_so_much, "как": after_as}


def either(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «либо …, или»: two conjunctions of choice in one row."""
    words = sentence.words
    chosen = [i for i, w in enumerate(words) if w.low == "либо"]
    if len(chosen) != 1 or any(w.low == "или" for w in words[: chosen[0]]) or words[chosen[0] - 1].low in {"и", ","}:
        return
    for index in range(chosen[0] + 1, len(words) - 1):
        if words[index].text in ".;:":
            return
        if words[index].low == "или" and words[index - 1].text == ",":
            yield Mistake(codes.PAIR, words[index].start, words[index].end, "После «либо» – «либо», а не «или»", "либо")


RULES = (nouns_in_row, before_but, pairs, either)
