"""-тся or -ться: «может продлевается», «запрещаеться», «срок продлеваться»."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import Mistake, listed
from nastav_docs.rules.language.syntax.sentence import readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word


# After these a verb stands in the infinitive.
MODAL: Final = listed("modal")
# How a sentence opens that tells by what something is done.
GROUNDS: Final = [opening.split() for opening in listed("grounds")]
TIMES: Final = listed("times")
# Nouns made of verbs, whose object follows them: «согласно положению», but «по окончании занятия».
DEVERBAL: Final = ("ании", "ению", "анию", "ением", "анием", "ения", "ания", "ении", "тии", "тию", "тия", "тием")
TAKES_INFINITIVE: Final = listed("takes an infinitive")
VERBAL: Final = frozenset(("VERB", "INFN", "PRTS", "ADJS", "PRED", "GRND"))


def known(word: str) -> bool:
    """Whether the dictionary has a word."""
    return bool(readings(word))


def misspelt_ending(sentence: Sentence) -> Iterator[Mistake]:
    """Finds an ending that no verb has: «запрещаеться», «проводяться», «обратитца»."""
    for word in sentence.words:
        low = word.low
        if word.kind != "word" or not low.endswith(("тся", "ться")) or known(low):
            continue
        right = f"{low[:-4]}тся" if low.endswith("ться") else f"{low[:-3]}ться"
        if known(right):
            said = word.text[0] + right[1:]
            yield Mistake(codes.TSYA, word.start, word.end, f"Такой формы нет: «{word.text}»", said, certain=True)


def finite_for_infinitive(sentence: Sentence) -> Iterator[Mistake]:
    """Finds a personal form where a modal word asks for the infinitive: «может продлевается», «желающие учится»."""
    for at, word in enumerate(sentence.words):
        found = finite(word)
        if found is None:
            continue
        ruler = ruling(sentence, at)
        if ruler is None:
            continue
        right = found.normal_form
        message = f"После «{ruler.text}» – неопределённая форма (что делать? что сделать?): «{word.text}»"
        yield Mistake(codes.TSYA, word.start, word.end, message, right)


def finite(word: Word) -> Any:  # noqa: ANN401 - pymorphy3 has no types
    """The reading of a word as the third person in -тся; None for another word."""
    if word.kind != "word" or not word.low.endswith("тся"):
        return None
    found = [p for p in word.likely if p.tag.POS == "VERB" and "3per" in p.tag]
    return found[0] if found and len(found) == len(word.likely) else None


def ruling(sentence: Sentence, at: int) -> Word | None:
    """The modal word that a verb depends on: the nearest verb before it, or the one of the row that it goes on."""
    index = at - 1
    crossed = 0
    while index >= 0:
        word = sentence.words[index]
        if word.text == "," and index == at - 1:
            crossed = 1
        elif word.kind == "mark" and word.text not in "«»":
            return None
        elif word.kind == "word":
            if crossed and word.only("INFN"):
                modal = None if of_another(sentence, index, at) else first_modal(sentence, index)
                return None if modal is not None and modal.only("PRTF") else modal  # «желающим учиться, предлагается»
            if is_modal(word):
                return None if crossed else word
            if word.low in {"что", "чтобы", "если", "как", "и", "или", "а", "но", "когда", "где"} or verbal(word):
                if word.low in {"и", "или"} and index == at - 1:
                    return row_before(sentence, index)
                return None
        index -= 1
    return None


def of_another(sentence: Sentence, infinitive: int, verb: int) -> bool:
    """Whether an infinitive before a comma is in another clause: «которым должна …, размещается»."""
    start, _ = sentence.stretch(infinitive)
    opens = ("котор", "что", "если", "как", "когда", "кто", "кого", "кому", "где", "куда", "чей", "чья", "хотя", "пока")
    clause = any(w.low.startswith(opens) for w in sentence.words[start:infinitive])
    return clause or subject_between(sentence, infinitive, verb)


def row_before(sentence: Sentence, at: int) -> Word | None:
    """The modal word of «должен находиться рядом и относится»: an infinitive before «и» that depends on it."""
    for index in range(at - 1, max(at - 8, -1), -1):
        word = sentence.words[index]
        if word.kind == "mark":
            return None
        if word.kind == "word" and word.only("INFN"):
            return first_modal(sentence, index) if not subject_between(sentence, index, at) else None
        if verbal(word):
            return None
    return None


def subject_between(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a stretch has a noun that can be a subject of its own."""
    return any(w.may("NOUN", "nomn") and "accs" not in w.cases() for w in sentence.words[start + 1 : end])


def first_modal(sentence: Sentence, at: int) -> Word | None:
    """The modal word right before an infinitive, adverbs and «не» left out."""
    for index in range(at - 1, max(at - 4, -1), -1):
        word = sentence.words[index]
        if is_modal(word):
            return word
        if word.kind != "word" or not word.only("ADVB", "PRCL", "CONJ"):
            return None
    return None


def is_modal(word: Word) -> bool:
    """Whether a word asks for an infinitive: «может», «обязан», «следует», «желающие», «будет»."""
    if word.kind != "word":
        return False
    if word.low in MODAL:
        return True
    for parse in word.likely:
        if parse.normal_form not in MODAL:
            continue
        if parse.normal_form == "быть":
            if "futr" in parse.tag:
                return True
        elif parse.normal_form == "следовать":
            if word.low == "следует":
                return True
        elif parse.tag.POS in {"VERB", "PRTS", "ADJS", "PRED"} or (
            parse.tag.POS == "PRTF" and parse.normal_form in {"желать", "хотеть", "мочь", "обязать"}
        ):
            return parse.normal_form not in {"решить", "просить", "рекомендовать", "планировать"} or True
    return False


def verbal(word: Word) -> bool:
    """Whether a word may be a predicate or another verb."""
    return word.kind == "word" and any(p.tag.POS in VERBAL for p in word.likely)


def rules_another(word: Word) -> bool:
    """Whether a word may be the predicate instead of an infinitive; «ежемесячно», an adverb as well, is none."""
    return is_modal(word) or (verbal(word) and not word.may("ADVB"))


def may_be_subject(sentence: Sentence, at: int) -> bool:
    """Whether a word may be a subject, told without the parser: «организации» may be a dative as well, so it is none.

    Neither is «наставничества» of «При организации модели наставничества»: a genitive that follows its noun.
    """
    word, words = sentence.words[at], sentence.words
    if not word.may("NOUN", "nomn") or "datv" in word.cases():
        return False
    return not (at and "gent" in word.cases() and words[0].only("PREP") and words[at - 1].may("NOUN"))


def infinitive_for_finite(sentence: Sentence) -> Iterator[Mistake]:
    """Finds an infinitive as the predicate of a subject: «Контроль осуществляться заместителем»."""
    for at, word in enumerate(sentence.words):
        if word.kind != "word" or not word.low.endswith("ться") or not word.only("INFN"):
            continue
        if any(rules_another(w) for i, w in enumerate(sentence.words) if i != at and w.kind == "word"):
            continue
        if any(w.text in {"–", "—", "-", ":"} for w in sentence.words[:at]):
            continue
        subject = subject_of(sentence, at)
        if subject is None:
            continue
        tag = next(p.tag for p in sentence.words[subject].readings if "nomn" in p.tag and p.tag.POS == "NOUN")
        made = word.likely[0].inflect({"3per", str(tag.number)})
        if made is not None:
            message = f"Сказуемое – в личной форме (что делает? что делается?): «{word.text}»"
            yield Mistake(codes.TSYA, word.start, word.end, message, str(made.word))


def subject_of(sentence: Sentence, at: int) -> int | None:
    """The subject of the only verb of a sentence: the parser's where the form allows it, or that of `planned`."""
    if planned(sentence, at):
        return at - 1
    fit = [may_be_subject(sentence, before) for before in range(at)]
    if not any(fit):
        return None
    links = sentence.links()[:at]
    found = next((i for i, link in enumerate(links) if link.head == at and link.relation.startswith("nsubj")), None)
    return found if found is not None and fit[found] else None


def planned(sentence: Sentence, at: int) -> bool:
    """Whether a thing right before a verb is what is done by a plan: «Согласно плану мероприятия осуществляться».

    What is done so is no order to a person («При подготовке мероприятия обращаться к куратору»): the verb is the
    passive of one that takes an object, and the sentence opens with the ground of it, told before the thing.
    """
    words = sentence.words
    said = [w.low for w in words[:3]]
    opened = next((len(opening) for opening in GROUNDS if said[: len(opening)] == opening), 0)
    if words[0].only("PREP") and at > 1 and words[at - 2].lemmas() & TIMES:
        opened = 1
    if not opened or at - 1 <= opened or not words[at - 1].may("NOUN", "nomn", "inan"):
        return False
    before = words[at - 2]
    if not before.may("NOUN") or words[at - 1].only("ADJF", "PRTF") or before.low.endswith(DEVERBAL):
        return False
    if "datv" in words[at - 1].cases():
        return False
    return any(p.tag.POS == "INFN" and {"tran", "impf"} <= p.tag.grammemes for p in readings(words[at].low[:-2]))


def infinitive_in_clause(sentence: Sentence) -> Iterator[Mistake]:
    """Finds an infinitive as the predicate of «который»: «сведения, которые содержаться в деле, …»."""
    for at, word in enumerate(sentence.words):
        if word.kind != "word" or not word.only("INFN") or word.low == "есть":
            continue
        start, end = sentence.stretch(at)
        clause = sentence.words[start:end]
        if not clause or "который" not in clause[0].lemmas() or any(rules_another(w) for w in clause if w is not word):
            continue
        tags = [p.tag for p in clause[0].readings if p.tag.case == "nomn"]
        made = word.likely[0].inflect({"3per", str(tags[0].number)}) if tags else None
        if made is not None:
            message = f"Сказуемое – в личной форме (что делает? что делается?): «{word.text}»"
            code = codes.TSYA if word.low.endswith("ться") else codes.PREDICATE
            yield Mistake(code, word.start, word.end, message, str(made.word))


# What opens a clause that tells when, why or on what condition.
OPENS_CLAUSE: Final = frozenset(("если", "когда", "поскольку", "пока", "хотя"))


def infinitive_behind_if(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Если ребёнок находиться на лечении, …»: an infinitive as the predicate of a clause with a subject."""
    words = sentence.words
    for at, word in enumerate(words):
        if word.kind != "word" or not word.only("INFN") or word.low == "есть":
            continue
        start, end = sentence.stretch(at)
        clause = words[start:end]
        first = start + 1 + ([w.low for w in clause[:2]] == ["так", "как"])
        if not clause or not (clause[0].low in OPENS_CLAUSE or first == start + 2):
            continue
        if any(rules_another(w) for w in clause if w is not word) or "бы" in {w.low for w in clause}:
            continue
        subject = next((i for i in range(first, at) if is_subject_of_clause(sentence, i, at)), None)
        if subject is None:
            continue
        tag = next(p.tag for p in words[subject].readings if "nomn" in p.tag)
        made = word.likely[0].inflect({"3per", str(tag.number)})
        if made is not None:
            message = f"Сказуемое – в личной форме (что делает? что делается?): «{word.text}»"
            code = codes.TSYA if word.low.endswith("ться") else codes.PREDICATE
            yield Mistake(code, word.start, word.end, message, str(made.word))


def is_subject_of_clause(sentence: Sentence, at: int, verb: int) -> bool:
    """Whether a noun is the subject of an infinitive: by the parser, and by its form or the verb's."""
    word = sentence.words[at]
    if not (word.may("NOUN", "nomn") or word.may("Subx", "nomn") or word.may("NPRO", "nomn")) or "datv" in word.cases():
        return False
    if word.lemmas() & TAKES_INFINITIVE or sentence.words[at - 1].only("PREP"):
        return False
    alone = "accs" not in word.cases() or sentence.words[verb].low.endswith("ться")
    if at + 1 == verb and alone and any("nomn" in p.tag and {"anim", "Subx"} & p.tag.grammemes for p in word.likely):
        return True
    link = sentence.links()[at]
    return alone and link.head == verb and link.relation.startswith("nsubj")


RULES = (misspelt_ending, finite_for_infinitive, infinitive_for_finite, infinitive_in_clause, infinitive_behind_if)
