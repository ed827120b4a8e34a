"""A noun behind a noun, in the prepositional case that nothing there gives it: «с даты проведении мероприятия»."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.asides import is_prepositional
from nastav_docs.rules.language.syntax.mistakes import Mistake, agree, dead, inflect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word

LOCATIVE: Final = frozenset(("loct",))


def prepositional_behind_noun(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «в течение трёх дней с даты проведении»: a preposition gives its case to the first noun, not the second."""
    words = sentence.words
    for at, second in enumerate(words):
        if not at or second.about.cases != LOCATIVE or not is_plain_thing(second) or not is_plain_thing(words[at - 1]):
            continue
        first = words[at - 1]
        if "loct" in first.cases() or not is_prepositional(sentence, at - 1) or is_described(sentence, at):
            continue
        if sentence.links()[at].head != at - 1:
            continue
        made = inflect(second.low, "loct", "gent")
        message = f"После «{first.text}» – родительный падеж: «{second.text}»"
        right = f"{first.text} {made}" if made else ""
        yield Mistake(codes.GOVERNMENT, first.start, second.end, message, right, "поставьте в родительный падеж")


def is_plain_thing(word: Word) -> bool:
    """Whether a word is a common noun in small letters, of a thing."""
    return word.kind == "word" and word.only("NOUN") and word.text.islower() and dead(word)


def is_described(sentence: Sentence, at: int) -> bool:
    """Whether an adjective before a noun may be its own: «в расположенном в центре города здании»."""
    start, _ = sentence.stretch(at)
    return any(
        p.tag.POS in {"ADJF", "PRTF"} and p.tag.case == "loct" and agree(p.tag, q.tag)
        for word in sentence.words[start:at]
        for p in word.readings
        for q in sentence.words[at].readings
    )


RULES = (prepositional_behind_noun,)
