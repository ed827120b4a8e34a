"""A verb that does not go with its noun: «предпринять меры», «одержать место», «ответственность назначить на …»."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import Mistake, alive, group_at, table
from nastav_docs.rules.language.syntax.sentence import readings
from nastav_docs.rules.language.syntax.wording import same_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word

# Whose object is the noun; whose subject it is, or whose noun.
ACTIVE: Final = frozenset(("VERB", "INFN", "GRND"))
PASSIVE: Final = frozenset(("PRTS", "PRTF"))
OBJECTS: Final = frozenset(("obj",))
SUBJECTS: Final = frozenset(("nsubj", "nsubj:pass", "obj"))


@lru_cache(maxsize=1)
def misfits() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The wrong verb → the noun → the right verbs, of which one has the aspect that is wanted."""
    rows = table("words.yaml")
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for noun, row in rows["collocations"].items():
        fits = {*row["right"], *row.get("goes", ())}
        instead = row.get("instead", {})
        for verb in (*rows["light"], *row.get("also", ())):
            if verb not in fits:
                found.setdefault(verb, {})[noun] = (instead[verb],) if verb in instead else tuple(row["right"])
    return found


def collocations(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «оказать участие», «внимание придаётся», «предпринятые меры»: a verb that does not go with its noun."""
    for at, word in enumerate(sentence.words):
        if word.kind != "word" or not word.about.parts or not word.about.parts <= ACTIVE | PASSIVE:
            continue
        for lemma in sorted(word.lemmas()):
            reflexive = lemma.endswith("ся")
            nouns = misfits().get(lemma[:-2] if reflexive else lemma)
            head = noun_of(sentence, at, nouns, reflexive=reflexive) if nouns else None
            if nouns and head is not None:
                noun = sentence.words[head].likely[0].normal_form
                yield misfit(sentence, at, head, nouns[noun], reflexive=reflexive)
                break


def noun_of(sentence: Sentence, at: int, nouns: Mapping[str, Any], *, reflexive: bool) -> int | None:
    """The noun that a verb has as its object, or a passive as its subject, where it is one of `nouns`."""
    words = sentence.words
    passive = reflexive or words[at].only("PRTS", "PRTF")
    group = group_at(sentence, at + 1)
    cases = {"nomn"} if passive else {"accs", "gent"} if sentence.low(at - 1) == "не" else {"accs"}
    for index, other in enumerate(words):
        if other.kind != "word" or not {p.normal_form for p in other.likely} <= nouns.keys() or not other.likely:
            continue
        if words[at].only("PRTF"):
            behind = index == at - 2 and words[at - 1].text == "," and not (group and group.cases & words[at].cases())
            beside = behind or (group is not None and group.head == index)
            if beside and other.cases() & words[at].cases():
                return index
            continue
        link = sentence.links()[index] if cases & other.cases() else None
        if link is None:
            continue
        if group is not None and group.head == index and cases & group.cases:
            return index
        if (
            link.head == at
            and link.relation in (SUBJECTS if passive else OBJECTS)
            and not sentence_of_own(sentence, index)
        ):
            return index
    return None


def sentence_of_own(sentence: Sentence, index: int) -> bool:
    """Whether a noun stands behind a preposition, so that it is no object."""
    return index > 0 and sentence.words[index - 1].only("PREP")


def misfit(sentence: Sentence, at: int, head: int, right: tuple[str, ...], *, reflexive: bool) -> Mistake:
    """That a verb does not go with a noun, with the verb that does, in the same aspect and form."""
    word, noun = sentence.words[at], sentence.words[head]
    wanted = of_aspect(word, right)
    made = same_form(word, f"{wanted}ся" if reflexive else wanted)
    first, last = min(word.start, noun.start), max(word.end, noun.end)
    said = sentence.text[first:last] if abs(head - at) <= NEAR else f"{word.text} … {noun.text}"
    message = f"Слова не сочетаются: «{said}»"
    return Mistake(codes.PARONYM, word.start, word.end, message, made, f"нужно «{wanted}»")


NEAR: Final = 3  # words between a verb and its noun that a message quotes


def of_aspect(word: Word, verbs: tuple[str, ...]) -> str:
    """Of several verbs the one with a word's aspect, or else the first."""
    aspect = word.likely[0].tag.aspect
    return next((v for v in verbs if any(p.tag.aspect == aspect for p in readings(v))), verbs[0])


def is_done_to(word: Word) -> bool:
    """Whether a word says what to do or what is done, so that a noun before it does not act itself."""
    return word.only("INFN", "PRTS") or word.low.endswith("ся")


def laid_on(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Контроль назначить на заместителя»: what is laid on somebody is neither appointed nor put."""
    words = sentence.words
    row = table("words.yaml")["laid on"]
    wrong, what = frozenset(row["wrong"]), frozenset(row["what"])
    for at, word in enumerate(words[:-2]):
        if words[at + 1].low != "на" or word.lemmas().isdisjoint(wrong) or not is_done_to(word):
            continue
        group = group_at(sentence, at + 2)
        person = words[at + 2].kind == "name" or (
            group is not None and "accs" in group.cases and alive(words[group.head])
        )
        index = next((i for i in range(at) if words[i].lemmas() & what), None)
        if (
            not person
            or index is None
            or any(w.about.acts for w in words[index + 1 : at])
            or sentence_of_own(sentence, index)
        ):
            continue
        if not {"accs", "nomn"} & words[index].cases():
            continue
        reflexive = word.likely[0].normal_form.endswith("ся")
        yield misfit(sentence, at, index, tuple(row["right"]), reflexive=reflexive)


RULES = (laid_on, collocations)  # the first knows more of its sentence
