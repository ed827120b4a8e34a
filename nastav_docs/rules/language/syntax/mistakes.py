"""A mistake that a rule of syntax has found in a sentence, and what several rules ask of groups of words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from nastav_docs.rules.language.syntax.sentence import SAME_CASE, readings
from nastav_docs.russian import GRAMMEMES

if TYPE_CHECKING:
    from collections.abc import Collection

    from nastav_docs.diagnostics import Code
    from nastav_docs.rules.language.syntax.sentence import Sentence, Word


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with the characters `start:end` of the paragraph, and the words to write there where known.

    `certain`: the words may be written into a paper though others of the kind are only shown.
    """

    code: Code
    start: int
    end: int
    message: str
    right: str = ""
    advice: str = ""
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A noun with the adjectives before it: the indexes of the first word and of the noun, the cases they share."""

    first: int
    head: int
    cases: frozenset[str]


@lru_cache(maxsize=16)
def table(name: str) -> Any:  # noqa: ANN401 - what a file of ours holds
    """The data of a YAML file beside this module."""
    import yaml  # noqa: PLC0415 - the dictionary and its tables are loaded where there is text to read

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where PyYAML was built with it
    return yaml.load(files(__package__).joinpath(name).read_text("utf-8"), Loader=loader)  # noqa: S506  both are safe


@lru_cache(maxsize=64)
def listed(name: str) -> frozenset[str]:
    """The words of a list in `lists.yaml`."""
    return frozenset(table("lists.yaml")[name])


def group_at(sentence: Sentence, at: int) -> Group | None:
    """The noun and its adjectives that begin at a word, or None: `group_at(«новый план работы», 0)` ends in «план»."""
    cases: frozenset[str] | None = None
    words = sentence.words
    for index in range(at, min(at + 5, len(words))):
        about = words[index].about
        if not about.is_nominal:
            return None
        cases = about.cases if cases is None else cases & about.cases
        if about.is_thing:
            return Group(at, index, cases)
        if not about.is_adjectival:
            return None
    return None


def is_thing(word: Word) -> bool:
    """Whether a word is a noun, or a participle that is used as one: «обучающийся»."""
    return word.about.is_thing


def alive(word: Word) -> bool:
    """Whether a noun can only be a living being."""
    return all(p.tag.animacy == "anim" for p in word.likely)


def dead(word: Word) -> bool:
    """Whether a noun can only be a thing."""
    return all(p.tag.animacy == "inan" for p in word.likely)


def has_noun_behind(sentence: Sentence, at: int, start: int, cases: Collection[str] = ()) -> bool:
    """Whether an adjective or participle has its noun further on: «утверждённые директором правила», from «правила».

    `cases`: only those in which the noun may stand, where they are known.
    """
    _, stop = sentence.stretch(at)
    return any(
        agree(p.tag, q.tag) and (not cases or p.tag.case in cases)
        for word in sentence.words[start:stop]
        for q in word.readings
        if q.tag.POS == "NOUN" or "Subx" in q.tag
        for p in sentence.words[at].readings
    )


def in_case(sentence: Sentence, group: Group, now: str, case: str) -> str:
    """The words of a group in another case, each letter case kept; «» where some word has no such form.

    `now` is the case they stand in and `case` the wanted one, by pymorphy's names.
    """
    made = [form(sentence.words[i], now, case) for i in range(group.first, group.head + 1)]
    return " ".join(made) if all(made) else ""


@lru_cache(maxsize=4096)
def inflect(word: str, now: str, case: str) -> str:
    """A word in small letters that stands in the case `now`, in the case `case`; its number and gender stay."""
    found = [p for p in readings(word) if p.tag.case == now]
    if len({(p.tag.number, p.tag.gender if p.tag.number == "sing" else None) for p in found}) > 1:
        return ""
    for parse in found:
        wanted = {case}
        if case == "accs" and parse.tag.POS in {"ADJF", "PRTF"}:
            return ""  # depends on its noun's life
        made = parse.inflect(wanted)
        if made is not None:
            return str(made.word)
    return ""


def form(word: Word, now: str, case: str) -> str:
    """`inflect` of a word of the text, a capital letter kept."""
    made = inflect(word.low, now, case)
    return made.capitalize() if word.text[:1].isupper() else made


def tag_of(case: str) -> str:
    """Our name of a case as pymorphy's: `tag_of("ins")` → «ablt»."""
    return GRAMMEMES[case]


def goes(predicate: Any, subject: Any) -> bool:  # noqa: ANN401 - pymorphy3 has no types
    """Whether a predicate in one reading agrees with a subject in one; a man's post may have a woman's verb."""
    if predicate.number and subject.number and predicate.number != subject.number:
        return False
    if predicate.number == "plur" or not predicate.gender or not subject.gender:
        return True
    person = subject.animacy == "anim" and subject.gender == "masc"
    return bool(predicate.gender == subject.gender or (person and predicate.gender == "femn"))


def plain_adjective(word: Word) -> bool:
    """Whether a word can only be an adjective or participle that stands beside a noun."""
    return word.about.is_plain_adjective


def agree(one: Any, noun: Any) -> bool:  # noqa: ANN401 - pymorphy3 has no types
    """Whether one reading of an adjective agrees with one of a noun."""
    if (
        not one.case
        or not noun.case
        or one.case != SAME_CASE.get(str(noun.case), str(noun.case))
        or one.number != noun.number
    ):
        return False
    if one.animacy and noun.animacy and one.animacy != noun.animacy:
        return False
    return one.number == "plur" or one.gender is None or noun.gender is None or one.gender == noun.gender


def acts(word: Word) -> bool:
    """Whether a word may be a verb with objects of its own."""
    return word.about.acts
