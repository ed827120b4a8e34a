"""Commas before a single «и» that joins the last thing of a row, or the second of two orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import Group, Mistake, acts, dead, group_at
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
    last, named = group_at(sentence, at + 1), group_at(sentence, before[-1] + 1)
    if last is None or named is None or not is_to_end(sentence, last):
        return
    start = before[-2] + 1 if len(before) > 1 else 0
    first = things(words[start : before[-1]])
    if not first or not is_plain(words, named, at - 1) or not (dead(words[named.head]) and dead(words[last.head])):
        return
    shared = named.cases & last.cases & DIRECT
    if not shared or not any(w.cases() & shared for w in first) or words[start : before[-1]][-1].only("PREP", "CONJ"):
        return
    yield needless(sentence, at)


def needless(sentence: Sentence, at: int) -> Mistake:
    """That the comma before an «и» is one too many."""
    words = sentence.words
    right = f"{words[at - 2].text} {words[at].text}"
    return Mistake(codes.COMMA_ROW, *span(sentence, at - 2, at), "Лишняя запятая перед единственным «и»", right)


def things(words: tuple[Word, ...]) -> list[Word]:
    """The nouns among words that are things."""
    return [w for w in words if w.kind == "word" and w.only("NOUN") and dead(w)]


def is_plain(words: tuple[Word, ...], group: Group, stop: int) -> bool:
    """Whether a thing goes up to a comma with its genitives alone, so that it is no turn or clause."""
    return not words[group.first].may("PRTF") and all(
        w.kind in {"number", "quote"} or (w.kind == "word" and w.only("NOUN", "ADJF") and "gent" in w.cases())
        for w in words[group.head + 1 : stop]
    )


def is_to_end(sentence: Sentence, group: Group) -> bool:
    """Whether a group behind «и» and its words end the sentence and hold no predicate."""
    behind = sentence.words[group.head + 1 :]
    return not any(acts(w) or (w.text in STOPS and w.text not in ".;") for w in behind) and not any(
        w.low.startswith("котор") for w in behind
    )


def between_orders(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Подготовить отчёт, и направить его в отдел»: a comma between two orders that «и» joins."""
    words = sentence.words
    start = int(bool(words) and words[0].kind == "number")
    if start >= len(words) or not words[start].only("INFN"):
        return
    marks = [i for i, w in enumerate(words[:-1]) if w.text in STOPS]
    if len(marks) != 1 or words[marks[0]].text != "," or sum(w.low == "и" for w in words) != 1:
        return
    at = marks[0] + 1
    if words[at].low != "и" or at + 1 >= len(words) or not words[at + 1].only("INFN"):
        return
    opened = ("котор", "что", "как", "если", "кто", "где", "когда", "чем")
    turns = any(w.may("PRTF") or w.may("GRND") or w.may("VERB") or w.low.startswith(opened) for w in words)
    if not turns and words[start].may("perf") == words[at + 1].may("perf"):
        yield needless(sentence, at)


RULES = (before_last_of_row, between_orders)
