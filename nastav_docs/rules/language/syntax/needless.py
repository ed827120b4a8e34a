"""Commas before a single «и» that joins the last thing of a row, or the second of two orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import Mistake, acts
from nastav_docs.rules.language.syntax.sentence import STOPS
from nastav_docs.rules.language.syntax.turns import span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word

DIRECT: Final = frozenset(("nomn", "accs"))


def before_last_of_row(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «столы, стулья, и шкаф»: a comma before the only «и» of a row of things."""
    words = sentence.words
    if sum(w.low in {"и", "или", "ни", "да"} for w in words) != 1:
        return
    at = next(i for i, w in enumerate(words) if w.low in {"и", "или", "ни", "да"})
    if words[at].low != "и" or at < 4 or words[at - 1].text != ",":  # noqa: PLR2004 - two things and two commas
        return
    before = [i for i in range(at - 1) if words[i].text in STOPS]
    if not before or words[before[-1]].text != ",":
        return
    last, named = thing_at(words, at + 1), thing_at(words, before[-1] + 1)
    if last is None or named is None or named[0] >= at or not is_to_end(sentence, last[0]):
        return
    start = before[-2] + 1 if len(before) > 1 else 0
    shared = named[1] & last[1] & DIRECT
    first = [w for w in words[start : before[-1]] if thing_cases(w) & shared]
    if first and is_plain(words, named[0], at - 1) and not any(w.may("PRTF") for w in words[before[-1] : at]):
        yield needless(sentence, at)


def thing_at(words: tuple[Word, ...], at: int) -> tuple[int, frozenset[str]] | None:
    """Where the noun of a thing stands that begins at a word with its adjectives, and the cases they share."""
    cases = DIRECT
    for index in range(at, min(at + 4, len(words))):
        word = words[index]
        if found := thing_cases(word):
            return index, cases & found
        if not word.only("ADJF", "PRTF"):
            return None
        cases &= word.cases()
    return None


def thing_cases(word: Word) -> frozenset[str]:
    """The cases of a word as the name of a thing: of «смету», a verb as well, the accusative; none of a name."""
    if word.kind != "word" or not word.text.islower() or any(odd(p) for p in word.readings):
        return frozenset()
    return frozenset(str(p.tag.case) for p in word.readings if p.tag.POS == "NOUN" and p.tag.animacy == "inan")


def odd(parse: Any) -> bool:  # noqa: ANN401 - pymorphy3 has no types
    """Whether a reading is neither a thing's, nor of a name in small letters, nor a verb that no order has: «смету»."""
    named = {"Name", "Surn", "Patr", "Geox", "1per"} & parse.tag.grammemes
    return not named and not (parse.tag.POS == "NOUN" and parse.tag.animacy == "inan")


def needless(sentence: Sentence, at: int) -> Mistake:
    """That the comma before an «и» is one too many."""
    words = sentence.words
    right = f"{words[at - 2].text} {words[at].text}"
    return Mistake(codes.COMMA_ROW, *span(sentence, at - 2, at), "Лишняя запятая перед единственным «и»", right)


def is_plain(words: tuple[Word, ...], head: int, stop: int) -> bool:
    """Whether a thing goes up to a comma with its genitives alone, so that it is no turn or clause."""
    return all(
        w.kind in {"number", "quote"} or (w.kind == "word" and w.only("NOUN", "ADJF") and "gent" in w.cases())
        for w in words[head + 1 : stop]
    )


def is_to_end(sentence: Sentence, head: int) -> bool:
    """Whether a thing behind «и» and its words end the sentence and hold no predicate."""
    behind = sentence.words[head + 1 :]
    return not any(acts(w) or (w.text in STOPS and w.text not in ".;") for w in behind) and not any(
        w.low.startswith("котор") for w in behind
    )


def between_orders(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Подготовить отчёт, и направить его в отдел»: a comma between two orders, or two things."""
    words = sentence.words
    start = int(bool(words) and words[0].kind == "number")
    if start >= len(words) or not words[start].only("INFN"):
        return
    marks = [i for i, w in enumerate(words[:-1]) if w.text in STOPS]
    if len(marks) != 1 or words[marks[0]].text != "," or sum(w.low == "и" for w in words) != 1:
        return
    at = marks[0] + 1
    if words[at].low != "и" or at + 1 >= len(words):
        return
    thing = thing_at(words, at + 1)
    second = words[at + 1].only("INFN") and words[start].may("perf") == words[at + 1].may("perf")
    objects = words[start].may("tran") and any("accs" in thing_cases(w) for w in words[start + 1 : at - 1])
    if not second and not (objects and thing and "accs" in thing[1] and is_to_end(sentence, thing[0])):
        return
    opened = ("котор", "что", "как", "если", "кто", "где", "когда", "чем")
    turns = any(w.may("PRTF") or w.may("GRND") or w.may("VERB") or w.low.startswith(opened) for w in words)
    if not turns:
        yield needless(sentence, at)


RULES = (before_last_of_row, between_orders)
