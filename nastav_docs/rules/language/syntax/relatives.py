"""Whether «который» agrees with the noun that it stands for, and its verb with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.agreement import is_odd_predicate, is_undeclined
from nastav_docs.rules.language.syntax.mistakes import Mistake
from nastav_docs.rules.language.syntax.sentence import STOPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word


def relatives(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «который» that agrees with no noun before it, or whose verb does not agree with it."""
    words = sentence.words
    for at, word in enumerate(words):
        if word.kind != "word" or not word.low.startswith("котор") or not word.may("ADJF"):
            continue
        comma = next((i for i in range(at - 1, max(at - 3, -1), -1) if words[i].text == ","), None)
        if not comma:
            continue
        before = words[:comma]
        numbers = {(p.tag.number, p.tag.gender) for p in word.readings}
        opening = "nomn" if comma == 1 and before[0].only("NOUN") else ""
        nouns = [w for w in before if is_undeclined(w)]
        plural = {n for n, _ in numbers} == {"plur"}
        joined = any(w.low in {"и", "или"} or w.text == "," for w in before) and plural
        if (
            not nouns
            and not joined
            and not any(matches(numbers, w, opening) for w in before)
            and before[-1].may("NOUN")
        ):
            message = f"«{word.text}» не согласуется ни с одним словом перед ним"
            yield Mistake(codes.ADJECTIVE, before[-1].start, word.end, message, "", "согласуйте «который» с его словом")
            continue
        yield from relative_verbs(sentence, at)


def matches(numbers: set[tuple[str, str]], word: Word, case: str) -> bool:
    """Whether «который» in one of these numbers and genders may stand for a word, in one case unless that is «»."""
    return any(
        (p.tag.number == number and (number == "plur" or p.tag.gender in {gender, None} or gender is None))
        for p in word.readings
        if (p.tag.POS in {"NOUN", "NPRO", "NUMR", "ADJF"} or "Subx" in p.tag) and case in {"", p.tag.case}
        for number, gender in numbers
    )


def relative_verbs(sentence: Sentence, at: int) -> Iterator[Mistake]:
    """Finds «порядок, который позволят навести порядок»: «который» as a subject and a verb in another number."""
    words = sentence.words
    if words[at].low not in {"который", "которая", "которое", "которые"} or words[at - 1].text != ",":
        return
    end = at + 1
    while end < len(words) and words[end].text not in STOPS:
        end += 1
    verb = next((w for w in words[at + 1 : end] if w.kind == "word" and w.only("VERB", "PRTS")), None)
    if verb is None or is_odd_predicate(verb):
        return
    plural = words[at].low == "которые"
    number = {str(p.tag.number) for p in verb.readings}
    if len(number) != 1 or ("plur" in number) is plural:
        return
    if any(w.kind in {"quote", "name", "short", "latin", "number"} for w in words[at + 1 : end]):
        return
    last = plural and words[end - 1] is verb and verb.may("tran")
    if last or verb.low in {"стоит", "следует", "надлежит"}:
        return  # «документы, которые подписывает»: what is signed, by whom was told before
    other = any(
        p.tag.case == "nomn" and (p.tag.number in number) and (p.tag.POS in {"NOUN", "NPRO"} or "Subx" in p.tag)
        for w in words[at + 1 : end]
        for p in w.readings
    ) or any(w.low in {"и", "или"} or w.may("NUMR") for w in words[at + 1 : end])
    if not other:
        made = verb.likely[0].inflect({"plur" if plural else "sing"})
        message = f"Сказуемое не согласовано со словом «{words[at].text}»: «{verb.text}»"
        right = str(made.word) if made is not None and ("past" not in made.tag or plural) else ""
        yield Mistake(codes.PREDICATE, verb.start, verb.end, message, right, "согласуйте сказуемое")


RULES = (relatives,)
