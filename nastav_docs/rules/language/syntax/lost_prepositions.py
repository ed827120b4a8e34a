"""A preposition that is lost: «участие конкурсе», «в связи вступлением», «Ученик направляется олимпиаду»."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.government import is_done
from nastav_docs.rules.language.syntax.mistakes import Mistake, acts, group_at, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence


def bare_prepositional(sentence: Sentence) -> Iterator[Mistake]:
    """Finds a noun in the prepositional case, which needs a preposition, with none before it: «участие конкурсе»."""
    words = sentence.words
    for at, word in enumerate(words):
        if (
            not at
            or word.kind != "word"
            or not word.only("NOUN")
            or {str(p.tag.case) for p in word.readings} != {"loct"}
        ):
            continue
        if word.text[0].isupper() or any({"Name", "Surn", "Geox"} & p.tag.grammemes for p in word.readings):
            continue
        if preposition_before(sentence, at):
            continue
        yield Mistake(
            codes.LOST,
            words[at - 1].start,
            word.end,
            f"Пропущен предлог перед «{word.text}»",
            advice="вставьте предлог: «в», «на», «о» …",
        )


def preposition_before(sentence: Sentence, at: int) -> bool:
    """Whether a preposition that takes the prepositional case stands before a word in its sentence, no verb between."""
    for word in reversed(sentence.words[:at]):
        if (
            word.low in {"в", "во", "на", "о", "об", "обо", "при", "по"}
            or word.kind in {"latin", "short"}
            or word.text in "/:;–—-"
            or (not word.readings and word.kind == "word")
        ):
            return True
        if word.only("VERB", "INFN"):
            return False
    return False


# Phrases that lack their last preposition: the words, the case that must follow, the preposition.
BROKEN_OFF: Final = (
    (("в", "связи"), "ablt", "с"),
    (("в", "зависимости"), "gent", "от"),
    (("в", "отличие"), "gent", "от"),
    (("по", "отношению"), "datv", "к"),
    (("по", "сравнению"), "ablt", "с"),
    (("наряду",), "ablt", "с"),
    (("вместе",), "ablt", "с"),
    (("совместно",), "ablt", "с"),
    (("согласованию",), "ablt", "с"),
    (("согласованы",), "ablt", "с"),
    (("согласован",), "ablt", "с"),
    (("несмотря",), "accs", "на"),
    (("независимо",), "gent", "от"),
    (("исходя",), "gent", "из"),
    (("начиная",), "gent", "с"),
    (("применительно",), "datv", "к"),
)


BROKEN_OFF_BY_WORD: Final = {
    first: tuple(row for row in BROKEN_OFF if row[0][0] == first) for first in {row[0][0] for row in BROKEN_OFF}
}


def broken_off(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «в связи вступлением», «исходя потребностей»: a phrase without its last preposition."""
    words = sentence.words
    for at, word in enumerate(words):
        for phrase, case, preposition in BROKEN_OFF_BY_WORD.get(word.low, ()):
            if tuple(w.low for w in words[at : at + len(phrase)]) != phrase:
                continue
            group = group_at(sentence, at + len(phrase))
            if group is not None and case in group.cases and (case != "ablt" or group.cases <= {"ablt", "datv"}):
                last = words[at + len(phrase) - 1]
                following = words[group.first]
                yield Mistake(
                    codes.LOST,
                    last.start,
                    following.end,
                    f"После «{' '.join(phrase)}» пропущен предлог «{preposition}»",
                    f"{last.text} {preposition} {following.text}",
                )


# How long or how often: an accusative that any verb may have beside it.
TIMES: Final = listed("times") | {
    "раз",
    "минута",
    "секунда",
    "полчаса",
    "лето",
    "зима",
    "осень",
    "весна",
    "ночь",
    "утро",
}
# Verbs in «-ся» of things that have an accusative in speech.
WITH_OBJECT: Final = frozenset(
    ("бояться", "слушаться", "дождаться", "дожидаться", "касаться", "остерегаться", "стоиться")
)


def object_of_reflexive(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Ученик направляется олимпиаду»: a verb in «-ся» has no accusative, so a preposition is lost."""
    words = sentence.words
    for at, word in enumerate(words[:-1]):
        if not is_done(word) or not word.readings or word.lemmas() & WITH_OBJECT:
            continue
        group = group_at(sentence, at + 1)
        if group is None or group.cases != {"accs"} or sentence.links()[group.head].head != at:
            continue
        head = words[group.head]
        if not head.may("inan") or not head.text.islower() or head.lemmas() & TIMES or not head.only("NOUN"):
            continue
        if any(acts(w) for w in words[group.head + 1 :]):
            continue  # «разрешается работу завершить»
        message = f"Пропущен предлог перед «{words[group.first].text}»"
        yield Mistake(codes.LOST, word.start, head.end, message, "", "вставьте предлог: «в», «на», «за» …")


RULES = (bare_prepositional, broken_off, object_of_reflexive)
