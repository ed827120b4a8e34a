"""Whether words agree: an adjective and its noun, a participle behind a comma, a subject and its predicate."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from nastav_docs.diagnostics.codes import wording as codes
from nastav_docs.rules.language.case_of_series import PHRASE, masked, required_case
from nastav_docs.rules.language.sought import Sought
from nastav_docs.rules.mark import mark
from nastav_docs.russian import GRAMMEMES, inflected, possible_cases, word_tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Paragraph

# Stems of adjectives that agree with nothing but the noun after them.
RELATIVE = r"(?:[а-яё]{2,}(?:ск|тельн|ионн|альн|ическ)|школьн|учебн|настоящ|данн|целев|типов|годов)"
# A relative adjective or «настоящий» and the word after it.
ADJECTIVE = re.compile(
    rf"(?<![\w-])(?P<adjective>{RELATIVE}(?:ый|ий|ой|ого|его|ому|ему|ым|им|ом|ем|ая|ую|ое|ее|ые|ие|ых|их|ыми|ими))"
    r"\s(?P<noun>[А-ЯЁ]?[а-яё]{3,})(?!\w|-|\.\s?[а-яё\d])"
)
# What before an adjective lets it agree with something else.
JOINED = re.compile(
    r"(?:(?:^|\s)(?:и|или|а|как|либо)\s|[,–-]\s?|\d\s|\b(?:два|две|три|четыре|двух|тр[её]х|оба|обе|полтора)\s(?:[а-яё]+\s)?)$"
)
# A noun, a comma and a participle.
AFTER_COMMA = Sought(
    r"(?<![\w-])(?P<noun>[а-яё]{4,}),\s(?P<participle>(?:утвержд[её]нн|предусмотренн|установленн|действующ|отвечающ|определяющ|определ[её]нн"
    r"|осуществляющ|регулирующ|регламентирующ|размещ[её]нн|указанн|являющ|связанн|подтверждающ|содержащ|направленн|имеющ"
    r"|обеспечивающ|реализующ)(?:ый|ий|ого|его|ому|ему|ым|им|ая|ую|ое|ее|ые|ие|ых|их|ыми|ими|ом|ем)"
    r"(?:ся)?)(?!\w)",
    ("щ", "нн"),
)
# «которая» and the word after it.
WHICH = Sought(r"(?<![\w-])которая\s(?P<verb>[а-яё]{4,})(?![\w-])", ("которая",))
# A sentence that begins with the name of a paper and says what it does.
NAMED = re.compile(
    r"^(?:\s*[\d.]+\s)?(?:[Нн]астоящ(?:ее|ий|ая|ие)\s)?(?P<paper>Положение|Порядок|План|Программа|Правила|Регламент|Инструкция|Перечень|Политика)"
    r"(?P<about>\s(?:об?|по|работы)\s[^,.;:!?]{0,120}?|\s·{3,}|\s\([^()]*\)|\s«[^»]*»){0,2}\s"
    r"(?P<said>разработан[аоы]?|утвержд[её]н[аоы]?|составлен[аоы]?|подготовлен[аоы]?|принят[аоы]?|издан[аоы]?|определяет|определяют"
    r"|регулирует|регулируют|устанавливает|устанавливают|регламентирует|регламентируют)(?![\w-])"
)
# Name of a paper → its gender or plural.
GENDERS = {
    "Положение": "neut",
    "Порядок": "masc",
    "План": "masc",
    "Программа": "femn",
    "Правила": "plur",
    "Регламент": "masc",
}
GENDERS |= {"Инструкция": "femn", "Перечень": "masc", "Политика": "femn"}
# pymorphy's second cases → those that adjectives have beside them.
SECOND = {"gen2": "gent", "loc2": "loct", "acc2": "accs"}  # «в саду», «в году»
# Last letter of a short participle → what it agrees with.
ENDINGS = {"а": "femn", "о": "neut", "ы": "plur"}


def fits(one: Any, noun: Any) -> bool:  # noqa: ANN401 - tags of pymorphy3
    """Whether one reading of an adjective agrees with one of a noun, in case, number, gender and animacy."""
    if one.case != SECOND.get(str(noun.case), noun.case) or one.number != noun.number:
        return False
    if one.animacy and noun.animacy and one.animacy != noun.animacy:
        return False
    return one.number == "plur" or one.gender is None or noun.gender is None or one.gender == noun.gender


def agree(adjective: Iterable[Any], noun: Iterable[Any]) -> bool:
    """Whether any reading of an adjective agrees with any of a noun; both are pymorphy tags."""
    nouns = list(noun)
    return any(fits(a, n) for a in adjective for n in nouns)


def adjectives(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds an adjective that agrees with no reading of its noun: «с настоящим Правилами», «учебные планирование»."""
    for match in ADJECTIVE.finditer(paragraph.text):
        adjective, noun = match["adjective"], match["noun"]
        present = adjective.startswith("настоящ")  # a noun too, and may stand before a name
        if (noun[0].isupper() and not present) or not at_odds(adjective, noun.lower(), present=present):
            continue
        if JOINED.search(paragraph.text, max(match.start() - 20, 0), match.start()):
            continue
        message = f"Слова не согласованы: «{adjective} {noun}»"
        yield mark(
            codes.DISAGREEMENT, paragraph, *match.span(), message, advice="согласуйте прилагательное и существительное"
        )


@lru_cache(maxsize=1 << 15)
def at_odds(adjective: str, noun: str, *, present: bool) -> bool:
    """Whether no reading of an adjective agrees with a noun; `present`: the adjective is «настоящий», a noun too.

    False for names of people and for words that the dictionary doesn't know.
    """
    said, nouns = word_tags(adjective), word_tags(noun)
    if not said or not nouns or any(t.POS != "NOUN" or {"Fixd", "Name", "Surn"} & t.grammemes for t in nouns):
        return False
    if not present and any(t.POS not in {"ADJF", "PRTF"} for t in said):
        return False
    return not agree(said, nouns) and not predicative(said, nouns)


def predicative(said: Iterable[Any], nouns: Iterable[Any]) -> bool:
    """Whether the two may stand side by side all the same: «считать обязательным участие»."""
    return any(t.case == "ablt" for t in said) and any(t.case in {"nomn", "accs"} for t in nouns)


def behind_comma(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «с методистом центра, отвечающую за питание»: a participle that no noun before it agrees with."""
    text = masked(paragraph.text)
    for match in AFTER_COMMA.finditer(text):
        begin = max((text.rfind(mark_, 0, match.start()) for mark_ in ";:.!?"), default=-1) + 1
        before = text[begin : match.end("noun")]
        words = re.findall(r"[\w-]{3,}", before)
        said = [t for t in word_tags(match["participle"]) if t.POS in {"PRTF", "ADJF"}]
        if not said or re.search(r"[·\d]|[А-ЯЁ]{2}", before) or any(not word_tags(w.lower()) for w in words):
            continue
        nouns = [t for w in words for t in word_tags(w.lower()) if t.POS in {"NOUN", "NPRO"} or "Subx" in t]
        several = re.search(r"\s(?:и|или)\s|,\s", before) and any(t.number == "plur" for t in said)
        # where a phrase asks for the participle's case, the noun may be what is wrong
        asked = {GRAMMEMES[required_case(m).case] for m in PHRASE.finditer(before)}
        lone = len(words) == 1
        # «Рассмотренный на заседании объединения, утверждённый советом план»: turns of one row before their noun
        row = [t for w in words for t in word_tags(w.lower()) if t.POS == "PRTF" and "Subx" not in t]
        if agree(said, nouns) or agree(said, row) or several or lone or asked & {str(t.case) for t in said}:
            continue
        message = f"Причастие не согласовано ни с одним словом перед ним: «{match['participle']}»"
        yield mark(codes.DISAGREEMENT, paragraph, *match.span(), message, advice="согласуйте причастие с его словом")


def relative_clauses(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «которая размещаются»: «которая» with a verb in the plural."""
    for match in WHICH.finditer(paragraph.text):
        tags = word_tags(match["verb"])
        if tags and all(t.POS in {"VERB", "PRTS"} and t.number == "plur" for t in tags):
            message = f"Сказуемое не согласовано: «{match.group()}»"
            yield mark(codes.DISAGREEMENT, paragraph, *match.span(), message, "сказуемое в единственном числе")


def predicates_of_papers(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds a predicate that doesn't agree with the name of a paper: «Положение разработан», «Правила определяет»."""
    match = NAMED.match(paragraph.text)
    if not match:
        return
    gender, said = GENDERS[match["paper"]], match["said"]
    if said.endswith(("ет", "ют")):
        right = (gender == "plur") is said.endswith("ют")
    else:
        right = ENDINGS.get(said[-1], "masc") == gender
    if not right:
        message = f"«{match['paper']}» и «{said}» не согласованы"
        advice = f"{match['paper']} …, согласуйте сказуемое"
        yield mark(codes.DISAGREEMENT, paragraph, *match.span("said"), message, advice=advice)


# Parents and what explains them; an act repealed; one act or several; a date of an act.
PARENTS = Sought(
    r"(?<![\w-])(?P<parents>[Рр]одител[а-яё]{1,3})\s\((?P<legal>законн[а-яё]{2,3})\s(?P<who>представител[а-яё]{1,3})\)",
    ("родител",),
)
REPEALED = Sought(r"(?<![\w-])признать\sутратившим(?P<many>и)?\sсилу(?!\w)", ("утративш",), re.IGNORECASE)
ONE_ACT = re.compile(r"(?:приказ|постановление|распоряжение|решение|положение)(?![\w-])", re.IGNORECASE)
ACTS = re.compile(r"(?:приказы|постановления|распоряжения|решения|положения)(?![\w-])", re.IGNORECASE)
DATED = re.compile(r"(?<!\w)от\s«?\d")


def parents(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds an explanation in another case than its word: «родителям (законные представители)»."""
    for match in PARENTS.finditer(paragraph.text):
        one, other = possible_cases(match["parents"].lower()), possible_cases(match["who"])
        if one and other and not one & other & possible_cases(match["legal"]):
            case = next(name for name, tag in GRAMMEMES.items() if tag in one)
            right = f"{match['parents']} ({inflected(match['legal'], case)} {inflected(match['who'], case)})"
            message = f"Пояснение в скобках стоит не в том падеже, что «{match['parents']}»"
            yield mark(codes.DISAGREEMENT, paragraph, *match.span(), message, right)


def repealed(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «Приказ от 01.02.2024 № 5 признать утратившими силу» of one act, or «утратившим» of several."""
    text = masked(paragraph.text)
    for match in REPEALED.finditer(text):
        before, after = text[: match.start()].strip(" .0123456789"), text[match.end() :].lstrip()
        one = (ONE_ACT.match(before) or ONE_ACT.match(after)) and len(DATED.findall(text)) == 1
        many = ACTS.match(before) or ACTS.match(after)
        if match["many"] and one and not many and " и " not in text[: match.start()]:
            right = f"{match.group().split()[0]} утратившим силу"
            yield mark(codes.SEVERAL, paragraph, *match.span(), "Акт один, сказано о нескольких", right)
        elif many and not match["many"]:
            right = f"{match.group().split()[0]} утратившими силу"
            yield mark(codes.SEVERAL, paragraph, *match.span(), "Актов несколько, сказано об одном", right)


PARAGRAPH_RULES = (adjectives, behind_comma, relative_clauses, predicates_of_papers, parents, repealed)
