"""Two predicates of one subject, joined by «и», of which the second doesn't agree with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.agreement import is_done, is_undeclined
from nastav_docs.rules.language.syntax.asides import is_prepositional
from nastav_docs.rules.language.syntax.mistakes import Mistake, goes
from nastav_docs.rules.language.syntax.sentence import RARELY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word

SAME: Final = ("POS", "tense")


def joined_apart(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Комиссия изучила жалобу и утвердил протокол»: the second predicate has no subject of its own."""
    words = sentence.words
    for at, word in enumerate(words[1:-1], 1):
        if word.low != "и":
            continue
        second = at + 1 + (words[at + 1].low == "не")
        start, stop = sentence.stretch(at)
        first = next((i for i in range(at - 1, start, -1) if words[i].about.acts), None)
        if first is None or second >= stop or not is_apart(words[first], words[second]):
            continue
        if not any(
            goes(v.tag, tag) for i in range(start, first) for tag in subjects(sentence, i) for v in words[first].likely
        ):
            continue
        if any(may_be_own(sentence, i, second) for i in range(start, stop) if i not in {first, second}):
            continue
        link = sentence.links()[second]
        if (link.head, link.relation) != (first, "conj"):
            continue
        model, made = words[first].likely[0].tag, words[second].likely[0]
        right = made.inflect({str(g) for g in (model.number, model.gender) if g})
        said = f"{words[first].text} … и {words[second].text}"
        message = f"Сказуемые при одном подлежащем не согласованы: «{said}»"
        yield Mistake(
            codes.PREDICATE,
            words[second].start,
            words[second].end,
            message,
            str(right.word) if right is not None else "",
        )


def is_apart(first: Word, second: Word) -> bool:
    """Whether two predicates are of one kind and of different number or gender; «решено» has no subject at all."""
    if not (first.only("VERB", "PRTS") and second.only("VERB", "PRTS")):
        return False
    if any({"1per", "2per", "impr", "neut"} & p.tag.grammemes for w in (first, second) for p in w.readings):
        return False
    if any("plur" in p.tag and p.tag.POS == "VERB" for p in second.readings):
        return False  # «школа закрыта, и ведут ремонт»: somebody does
    return all(
        all(getattr(p.tag, x) == getattr(q.tag, x) for x in SAME) and not same_form(p.tag, q.tag)
        for p in first.readings
        for q in second.readings
    )


def same_form(one: Any, other: Any) -> bool:  # noqa: ANN401 - pymorphy3 has no types
    """Whether two predicates may have one subject by their number and gender."""
    return bool(one.number == other.number and (one.number == "plur" or one.gender == other.gender))


def subjects(sentence: Sentence, at: int) -> list[Any]:
    """The tags of a word as a subject; none for one behind a preposition."""
    word = sentence.words[at]
    return [
        p.tag
        for p in word.readings
        if p.tag.case == "nomn"
        and p.score >= RARELY
        and (p.tag.POS in {"NOUN", "NPRO"} or "Subx" in p.tag)
        and not is_prepositional(sentence, at)
    ]


def may_be_own(sentence: Sentence, at: int, verb: int) -> bool:
    """Whether a word may be the second predicate's own subject: what agrees with it and is not what it does."""
    word, said = sentence.words[at], sentence.words[verb]
    if at > verb and (is_undeclined(word) or word.kind == "number"):
        return True
    object_ = at > verb and said.only("VERB") and said.may("tran") and word.only("NOUN") and is_done(word)
    return not object_ and any(goes(v.tag, tag) for v in said.readings for tag in subjects(sentence, at))


RULES = (joined_apart,)
