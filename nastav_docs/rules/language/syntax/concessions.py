"""«Не смотря на погоду» for «несмотря на погоду»: the preposition told from the gerund of one who does not look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import wording as codes
from nastav_docs.rules.language.sought import Sought
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Paragraph
    from nastav_docs.rules.language.syntax.sentence import Sentence, Word

APART = Sought(r"(?<!\w)(?P<a>[Нн])е\s+смотря\s+на(?=\s)", ("смотря",))
TURN: Final = 3  # words: «не», «смотря», «на»
# The ends of nouns that name no thing to be looked at.
ABSTRACT: Final = ("ние", "тие", "ость", "ция", "ство", "ота", "изм")


def concessions(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """«Не смотря на холод занятия состоялись»: «вопреки», told from «ответил, не смотря на доску» by the sentence."""
    for match in APART.finditer(paragraph.text):
        if not is_looking(paragraph.text, match.start()):
            right = "Несмотря на" if match["a"].isupper() else "несмотря на"
            yield mark(codes.SPELLING, paragraph, *match.span(), f"Неверно: «{match.group()}»", right)


def is_looking(text: str, start: int) -> bool:
    """Whether the words at `start` may be said of a person who does not look at a thing.

    Who looks is a living being that does something else: a passive or a thing is no looker, what is concrete may be
    looked at, and a turn before the predicate is a concession unless somebody is told to do it.
    """
    from nastav_docs.rules.language.syntax.sentence import sentences  # noqa: PLC0415 - the dictionary is loaded for text

    for sentence in sentences(text):
        at = next((i for i, word in enumerate(sentence.words) if word.start == start), None)
        if at is not None:
            return looked_at(sentence.words[at + TURN :]) and by_somebody(sentence, at)
    return False


def looked_at(after: Sequence[Word]) -> bool:
    """Whether the words behind «на» begin with a noun that may be seen: «то, что», «это» and «ухудшение» are not."""
    for word in after[:4]:
        if word.kind != "word" or word.low in {"то", "это", "всё", "все", "что"}:
            return word.kind == "quote"
        if any(p.tag.POS == "NOUN" for p in word.likely):
            return not any(lemma.endswith(ABSTRACT) for lemma in word.lemmas())
    return False


def by_somebody(sentence: Sentence, at: int) -> bool:
    """Whether the predicate of the sentence is what a person does, who could look meanwhile."""
    words = sentence.words
    rest = [i for i in (*range(at), *range(at + TURN, len(words))) if words[i].only("VERB", "INFN", "PRTS", "ADJS")]
    if not rest:
        return False
    predicate = words[rest[0]]
    joined = any(words[i].low == "и" and words[i + 2].only("GRND") for i in range(at + TURN, len(words) - 2))
    if joined:  # «Не смотря на экран и не отвлекаясь, водитель следит за дорогой»
        return True
    if rest[0] > at and not any(
        word.may("NOUN", "nomn") for word in words[:at]
    ):  # the turn opens: a concession, but «Не смотря на экран, назовите число»
        told = all({"impr", "1per", "2per"} & p.tag.grammemes or p.tag.POS == "INFN" for p in predicate.likely)
        return told and any(word.text == "," for word in words[at + TURN : rest[0]])
    if predicate.only("PRTS", "ADJS") or predicate.may("VERB", "neut"):
        return False
    subject = any(word.may("NOUN", "nomn", "anim") or word.kind == "name" for word in words[: rest[0]])
    return subject or not predicate.low.endswith("ся")
