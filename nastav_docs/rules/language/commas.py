"""Whether participles and gerunds have their commas (Правила русской орфографии и пунктуации)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from nastav_docs.diagnostics.codes import wording as codes
from nastav_docs.rules.language.sought import Sought
from nastav_docs.rules.mark import mark
from nastav_docs.russian import word_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Paragraph

# A noun, an active participle and the next words.
PAIR = Sought(
    r"(?<![\w-])(?P<noun>[А-ЯЁ]?[а-яё]{4,}|[А-ЯЁ]{2,6})\s(?P<not>не\s)?"
    r"(?P<participle>[а-яё]{4,}(?:щ|вш)(?:их|ие|ий|ая|ее|ую|ей|его|ему|им|ими|ем)(?:ся)?)\s(?P<next>[а-яё]{1,})(?:\s(?P<then>[а-яё]{3,}))?",
    ("щ", "вш"),
)
# A noun, a passive participle and an act in the instrumental.
PASSIVE = Sought(
    r"(?<![\w-])(?P<noun>[А-ЯЁ]?[а-яё]{3,})\s(?P<not>не\s)?(?P<participle>(?:утвержд[её]нн|предусмотренн|установленн|изданн|принят|введ[её]нн)"
    r"(?:ый|ого|ому|ым|ом|ая|ой|ую|ое|ые|ых|ыми))\s"
    r"(?=(?:приказом|распоряжением|постановлением|решением|протоколом|указом|законом|законодательством|положением)(?!\w))",
    ("приказом", "распоряжением", "постановлением", "решением", "протоколом", "указом", "закон", "положением"),
    re.IGNORECASE,
)
# Words that a participle's complement begins with.
PREPOSITIONS = frozenset(
    ("в", "во", "на", "с", "со", "по", "к", "за", "от", "из", "о", "об", "для", "при", "под", "до")
)
WITH_COMPLEMENT = Sought(  # passive and other participles with a complement, «ответственный за»
    r"(?<![\w-])(?P<noun>[А-ЯЁ]?[а-яё]{3,})\s(?P<not>не\s)?(?P<participle>(?:[а-яё]{3,}(?:анн|енн|ённ|ят|ыт)|ответственн(?=\w+\sза\s))"
    r"(?:ый|ого|ому|ым|ая|ой|ую|ое|ые|ых|ыми))\s(?P<next>[а-яё]+)(?![\w-])",
    ("анн", "енн", "ённ", "ят", "ыт", "ответственн"),
)
# The words that follow up to a mark.
CHAIN = re.compile(r"[а-яё]+(?:\s(?:\d+|[А-ЯЁа-яё-]+)){0,7}")
# The gerund and the word before it.
GERUND = Sought(r"(?<![\w-])(?P<before>[А-ЯЁа-яё]{2,}[»\"]?)\s(?P<gerund>руководствуясь)(?!\w)", ("руководствуясь",))
# Words before «руководствуясь» that need no comma.
JOINING = frozenset(
    ("и", "а", "но", "или", "что", "как", "не", "только", "этом", "деятельности", "работе", "лишь", "также", "строго")
)
TRANSITIVE = re.compile(  # participles that say nothing without their object
    r"(?:имеющ|осуществляющ|реализующ|регламентирующ|обеспечивающ|определяющ|устанавливающ|содержащ|получивш|организующ"
    r"|использующ|предоставляющ|выполняющ|внедривш|регулирующ|испытывающ|проявивш|показавш)"
)
# Participles that govern the dative; below, the genitive.
DATIVE = re.compile(r"(?:препятствующ|способствующ|подлежащ|принадлежащ|содействующ)")
GENITIVE = re.compile(r"(?:требующ|достигш|заслуживающ)")
# A noun, «прошедший» and a course or check.
PARTICIPLE_OF_PASS = Sought(
    r"(?<![\w-])(?P<noun>[А-ЯЁ]?[а-яё]{4,})\s(?P<not>не\s)?(?P<participle>прошедш(?:ие|их|им|ими|ий|его|ему|ая|ую|ей))\s"
    r"(?=(?:обучени|аттестаци|курс|подготовк|отбор|инструктаж|стажировк|переподготовк|повышени|медицинск|медосмотр|осмотр"
    r"|конкурс|проверк|регистраци|собеседовани)[а-яё]*)",
    ("прошедш",),
)
LIKE_NOUN = re.compile(  # participles that have become nouns and adjectives
    r"(?:обучающ|учащ|служащ|трудящ|заведующ|управляющ|начинающ|ведущ|следующ|действующ|соответствующ|настоящ|будущ|желающ|нуждающ)"
)


def passive_participles(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «планом утвержденным приказом»: no comma before a passive participle with the act behind it."""
    for match in PASSIVE.finditer(paragraph.text):
        said = [t for t in word_tags(match["participle"].lower()) if t.POS == "PRTF"]
        nouns = [t for t in word_tags(match["noun"].lower()) if t.POS == "NOUN"]
        if not any(same_form(one, tag) for one in said for tag in nouns):
            continue
        yield missing_comma(paragraph, match)


def same_form(participle: object, noun: object) -> bool:
    """Whether case, number, gender and animacy of two readings are the same."""
    same = all(getattr(participle, x, None) == getattr(noun, x, None) for x in ("case", "number"))
    alive = {getattr(x, "animacy", None) for x in (participle, noun)} - {None}
    if len(alive) > 1:
        return False
    gender = getattr(participle, "gender", None)
    return same and (gender is None or gender == getattr(noun, "gender", None))


def participles(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «работников осуществляющих контроль»: no comma before an active participle that governs the next words."""
    for match in overlapping_matches(PAIR, paragraph.text):
        if (
            describes(match["noun"], match["participle"])
            and governs(match["participle"], match["next"], match["then"] or "", negated=bool(match["not"]))
            and not (match["next"] in PREPOSITIONS and own_noun_next(match, paragraph.text))
        ):
            yield missing_comma(paragraph, match)


def overlapping_matches(pattern: Sought, text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern; the second word of one may be the first of the next: «обучение обучающихся имеющих»."""
    match = pattern.search(text)
    while match:
        yield match
        match = pattern.search(text, match.start("participle"))


def participles_of_pass(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «работникам не прошедшим аттестацию»: no comma before «прошедший» with a course or check behind it."""
    for match in PARTICIPLE_OF_PASS.finditer(paragraph.text):
        said = [t for t in word_tags(match["participle"]) if t.POS in {"ADJF", "PRTF"}]
        nouns = [t for t in word_tags(match["noun"].lower()) if t.POS == "NOUN" or ("Subx" in t and "Apro" not in t)]
        if len(nouns) == len(word_tags(match["noun"].lower())) and any(same_form(a, b) for a in said for b in nouns):
            yield missing_comma(paragraph, match)


def missing_comma(paragraph: Paragraph, match: re.Match[str]) -> Diagnostic:
    """The finding of a noun and its participle with no comma between them."""
    message = "Нет запятой перед причастным оборотом"
    right = f"{match['noun']}, {match['not'] or ''}{match['participle']}"
    return mark(codes.PARTICIPLE, paragraph, match.start("noun"), match.end("participle"), message, right)


def own_noun_next(match: re.Match[str], text: str) -> bool:
    """Whether the participle's own noun stands after its complement: «присутствующих на заседании членов»."""
    said = [t for t in word_tags(match["participle"]) if t.POS == "PRTF"]
    words = CHAIN.match(text, match.start("next"))
    after = words.group().split()[1:] if words else []
    head = next(
        (i for i, w in enumerate(after) if any(t.POS in {"NOUN", "NPRO"} for t in word_tags(w.lower()))), len(after)
    )
    following = after[head + 1].lower() if len(after) > head + 1 else ""
    return following not in PREPOSITIONS and any(agrees(said, following))


def participles_with_complement(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds no comma before other participles with a complement: «документов указанных в пункте 3»."""
    for match in WITH_COMPLEMENT.finditer(paragraph.text):
        said = [t for t in word_tags(match["participle"]) if t.POS == "PRTF" or "ответственн" in match["participle"]]
        nouns = [t for t in word_tags(match["noun"].lower()) if t.POS == "NOUN" or (t.POS == "PRTF" and "Subx" in t)]
        if len(nouns) != len(word_tags(match["noun"].lower())) or not any(same_form(a, b) for a in said for b in nouns):
            continue
        chain = CHAIN.match(paragraph.text, match.start("next"))
        words = before_verb(chain.group().lower().split() if chain else [match["next"]])
        doer = words[1] if len(words) > 1 and all(t.POS == "ADJF" for t in word_tags(words[0])) else words[0]
        if match["next"] not in {*PREPOSITIONS, "не"} and {t.case for t in word_tags(doer)} != {"ablt"}:
            continue
        if not any(may_be_own(said, w) for w in words[1:] if w not in PREPOSITIONS):
            yield missing_comma(paragraph, match)


def may_be_own(said: list[Any], word: str) -> bool:
    """Whether a participle may describe a word behind it, and not «проверки» in «выявленные в ходе проверки»."""
    tags = word_tags(word)
    fitting = [t for t, fits in zip(tags * len(said), agrees(said, word), strict=True) if fits]
    return bool(fitting) and (any(t.case == "gent" for t in fitting) or not any(t.case == "gent" for t in tags))


def before_verb(words: list[str]) -> list[str]:
    """The words up to the first verb after the first word: a participle before the verb describes nothing behind it."""
    at = next(
        (i for i, w in enumerate(words) if i and (tags := word_tags(w)) and all(t.POS == "VERB" for t in tags)), None
    )
    return words[:at]


def gerunds(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «школа руководствуясь Уставом»: no comma before the gerund."""
    for match in GERUND.finditer(paragraph.text):
        if match["before"].lower() not in JOINING:
            message = "Нет запятой перед деепричастным оборотом"
            right = f"{match['before']}, {match['gerund']}"
            yield mark(codes.GERUND, paragraph, *match.span(), message, right)


def describes(noun: str, participle: str) -> bool:
    """Whether a participle agrees with the noun before it; an abbreviation agrees with any plural."""
    said = [t for t in word_tags(participle) if t.POS == "PRTF" and "actv" in t]
    if not said or LIKE_NOUN.match(participle) or any(t.POS == "NOUN" for t in word_tags(participle)):
        return False
    if noun.isupper():
        return any(t.number == "plur" for t in said)
    nouns = [t for t in word_tags(noun.lower()) if t.POS == "NOUN" or ("Subx" in t and "Apro" not in t)]
    if len(nouns) != len(word_tags(noun.lower())):
        return False
    return any(
        n.case == t.case and n.number == t.number and (t.number == "plur" or n.gender == t.gender)
        for n in nouns
        for t in said
    )


def governs(participle: str, word: str, then: str, *, negated: bool = False) -> bool:
    """Whether the next word depends on a participle and is not what the participle itself describes.

    `then` is the word after the next one, `negated`: «не» stands before the participle.
    """
    said = [t for t in word_tags(participle) if t.POS == "PRTF"]
    object_ = then if word in {"свою", "свои", "свой", "их", "его"} else word
    if word in PREPOSITIONS:
        return bool(then) and not any(agrees(said, then))
    tags = word_tags(object_)
    if not tags or any(t.POS not in {"NOUN", "ADJF", "PRTF", "CONJ", "ADJS"} for t in tags) or tags[0].POS == "CONJ":
        return False
    if DATIVE.match(participle) and any(t.case == "datv" for t in tags):
        return True
    if GENITIVE.match(participle) and any(t.case == "gent" for t in tags) and not any(agrees(said, object_)):
        return True
    if negated and TRANSITIVE.match(participle) and any(t.case == "gent" for t in tags):
        return True
    if TRANSITIVE.match(participle) and any(t.case == "accs" for t in tags):
        return True
    return any(t.case == "accs" for t in tags) and not any(agrees(said, object_)) and "Refl" not in str(said)


def agrees(said: list[object], word: str) -> Iterator[bool]:
    """For each pair of readings, whether a participle may describe the word."""
    for one in said:
        for tag in word_tags(word):
            case, number = getattr(one, "case", None), getattr(one, "number", None)
            animacy = getattr(one, "animacy", None)
            alike = animacy is None or tag.animacy is None or tag.animacy == animacy
            yield alike and tag.case == case and tag.number == number and tag.POS in {"NOUN", "ADJF", "PRTF"}


PARAGRAPH_RULES = (participles_of_pass, participles, passive_participles, participles_with_complement, gerunds)
