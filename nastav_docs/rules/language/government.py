"""Whether words stand in the case that a phrase or preposition governs; and «о» or «об», one thing or several."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from nastav_docs.diagnostics.codes import wording as codes
from nastav_docs.rules.language.sought import Sought
from nastav_docs.rules.mark import mark
from nastav_docs.russian import GRAMMEMES, inflected, is_nominal, possible_cases, word_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Paragraph

# The word governed, and a second one after «и».
WORD = r"(?P<word>[А-ЯЁа-яё-]{3,})(?:\sи\s(?P<other>[а-яё]{4,}))?(?![\w-])"
# The pattern of a phrase and the word after it, the case it takes, what the checker says.
GOVERNED = tuple(
    (Sought(rf"(?<![\w-])(?:{phrase})\s+{WORD}", signs), case, f"После «{name}» нужен {russian} падеж")
    for phrase, name, case, russian, signs in (
        (r"[Вв]\s+соответствии\s+с(?:о)?", "в соответствии с", "ins", "творительный", ("соответствии",)),
        (r"[Сс]огласно", "согласно", "dat", "дательный", ("согласно",)),
        (r"[Нн]а\s+основании", "на основании", "gen", "родительный", ("основании",)),
        (r"[Вв]о\s+исполнение", "во исполнение", "gen", "родительный", ("исполнение",)),
        (r"[Рр]уководствуясь", "руководствуясь", "ins", "творительный", ("руководствуясь",)),
        (r"[Кк]онтроль\s+за", "контроль за", "ins", "творительный", ("контроль",)),
        (r"[Вв]\s+связи\s+с(?:о)?", "в связи с", "ins", "творительный", ("связи",)),
        (
            r"[Вв]\s+целях|[Сс]\s+целью|[Вв]\s+рамках",
            "в целях», «в рамках",
            "gen",
            "родительный",
            ("целях", "целью", "рамках"),
        ),
    )
)
# Prepositions that take one case only, whatever follows.
PREPOSITIONS = {
    **dict.fromkeys(("для", "без", "от", "до", "из", "после", "кроме", "вместо", "среди", "путем", "путём"), "gen"),
    **dict.fromkeys(("к", "ко"), "dat"),
    **dict.fromkeys(("о", "об", "при"), "prp"),
}
# After these a wrong case was wrong in every paper that was tried; after the others another word may govern it.
PROVEN = frozenset(("согласно", "при"))
# Case → its Russian name, for messages.
AFTER = {"gen": "родительный", "dat": "дательный", "prp": "предложный"}
EACH = "|".join(sorted(PREPOSITIONS, key=len, reverse=True))
# A preposition that takes one case, and the word after it.
PREPOSITION = re.compile(rf"(?<![\w.)-])(?P<preposition>(?i:{EACH}))\s{WORD}(?!\.\s?[а-яё\d])")
# Our names of cases → pymorphy's, second cases included.
TAGS = {"gen": {"gent", "gen2"}, "dat": {"datv"}, "prp": {"loct", "loc2"}, "ins": {"ablt"}, "acc": {"accs"}}
# A noun of action, of which «о» says what is spoken of, not what is touched.
ACTION = re.compile(r"(?:[нт]ие|[нт]ия|ция|цию|ции|ство|ка|ку)$")
# «о» or «об» and the word after it.
# The rest of a sentence with other words of the same row; a sentence is not longer.
GOES_ON = re.compile(r"[^.;:)]{0,1000}?(?:,|\sи\s|\sили\s)")
ABOUT = re.compile(r"(?<![\w.)-])(?P<o>[Оо]|[Оо]б)\s(?P<quote>«?)(?P<word>[А-ЯЁа-яё][а-яё]{2,}|[А-ЯЁ]{5,})(?![\w.])")
# «обо всём», «обо мне» have a form of their own.
OB_ALSO = re.compile(r"вс|мн", re.IGNORECASE)
# «в соответствии» without «с».
WITHOUT_S = Sought(
    r"(?<![\w-])(?P<phrase>[Вв] соответствии)"
    r"(?:(?P<colon>:)|\s(?!(?:со?|[cC]o?|друг|же|ли)\s)(?P<word>[А-ЯЁа-яё]{4,})(?![\w-]))",
    ("соответствии",),
)
NA_OSNOVANIE = Sought(r"(?<![\w-])(?P<na>[Нн])а основание\s(?P<word>[А-ЯЁа-яё]{4,})(?![\w-])", ("основание",))
# Words after which «на основание» is right: «указать на основание».
POINTING = re.compile(r"(?:указ|ссыл|опира|опор|прав|взгляд)\w*\s$", re.IGNORECASE)
# «по» and a noun of action.
PO = Sought(r"(?<![\w-])по\s(?P<word>[а-яё]{3,}(?:ки|ции|ние|тие|ния|тия))(?![\w.-])", ("по",))
# A noun of action and another one that it acts on.
NOUN_AND_NOUN = Sought(
    r"(?<![\w-])(?P<head>[Оо]беспечение|[Вв]озможность|[Нн]еобходимость|[Вв]ыполнение|[Оо]существление|[Пп]роведение|[Рр]еализацию)"
    r"\s(?P<word>[а-яё]{3,}(?:ание|ение|ятие))(?![\w-])",
    ("обеспечение", "возможность", "необходимость", "выполнение", "осуществление", "проведение", "реализацию"),
)
# «(приложение 1, 2)».
ANNEXES = Sought(
    r"(?<=\()(?P<word>[Пп]риложение)(?P<rest>\s(?:№+\s?)?\d{1,2}(?:,\s?(?:№\s?)?\d{1,2})*(?:,\s?|\sи\s)(?:№\s?)?\d{1,2})(?=\))",
    ("приложение",),
)
# «2022–2027 год».
YEARS = Sought(
    r"(?<![\d.])(?P<from>20\d\d)(?P<dash>\s?[-–—]\s?)(?P<to>20\d\d)\s(?P<learning>учебный\s)?год(?![\w.])(?!\s(?:обуч|рожд))",
    ("год",),
)


def may_stand_in(word: str, case: str) -> bool:
    """Whether some reading of a word stands in a case (`gen`, `dat` …)."""
    return bool(possible_cases(word) & TAGS[case])


def governed_cases(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «в соответствии с приказа», «согласно плана»: a wrong case after a set phrase, in the next noun or two."""
    for pattern, case, rule in GOVERNED:
        for match in pattern.finditer(paragraph.text):
            word = match["word"]
            if word.isupper() or not is_nominal(word) or "-" in word:
                continue
            group = "word" if GRAMMEMES[case] not in possible_cases(word) else wrong_second_noun(match, case)
            if group and not (group == "other" and joins_control(paragraph, match)):
                wrong = match[group]
                found = mark(codes.CASE, paragraph, *match.span(group), f"{rule}: «{wrong}»", inflected(wrong, case))
                yield weighed(found, paragraph, match.end(group), match.group())


def joins_control(paragraph: Paragraph, match: re.Match[str]) -> bool:
    """Whether the second noun stands beside «контроль» itself: «контроль за посещаемостью и оценку успеваемости»."""
    cases = possible_cases(match["other"])
    behind = re.match(r"\s(?P<word>[а-яё]+)", paragraph.text[match.end() :])
    owned = behind is not None and "gent" in possible_cases(behind["word"])
    return match.group().lower().startswith("контроль") and "accs" in cases and "nomn" not in cases and owned


def weighed(found: Diagnostic, paragraph: Paragraph, end: int, governs: str) -> Diagnostic:
    """The finding of a wrong case with its words, or without them where they alone would not put it right.

    They may be written into a paper after the phrases of `PROVEN`; `governs` begins with the phrase.
    """
    if not stands_alone(paragraph, end, found.text.split()[-1].lower()):
        return replace(found, replacement=None)
    return replace(found, held="") if governs.split(maxsplit=1)[0].lower() in PROVEN else found


def stands_alone(paragraph: Paragraph, end: int, word: str) -> bool:
    """Whether a word can be put right by itself: a noun that no other word of its row must follow."""
    return is_thing(word) and not GOES_ON.match(paragraph.text, end)


def wrong_second_noun(match: re.Match[str], case: str) -> str:
    """«other» where the second of two nouns joined by «и» can't stand in the case of the first; «» where it can."""
    word, other = match["word"], match["other"]
    if not other or not is_thing(word) or not is_thing(other) or may_stand_in(other, case):
        return ""
    return "other"


def is_thing(word: str) -> bool:
    """Whether a word can only be a noun, or a participle that names a person: «обучающийся»."""
    tags = word_tags(word.lower())
    return bool(tags) and all(t.POS == "NOUN" or (t.POS == "PRTF" and "Subx" in t) for t in tags)


def is_name(word: str) -> bool:
    """Whether a word may be somebody's name or a place."""
    return any({"Name", "Surn", "Patr", "Geox"} & t.grammemes for t in word_tags(word))


def prepositions(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds a wrong case after a preposition that takes one only: «О создание комиссии»."""
    for match in PREPOSITION.finditer(paragraph.text):
        said, word = match["preposition"], match["word"]
        case = PREPOSITIONS[said.lower()]
        plain = word.lower() if not word.isupper() else word
        opens = match.start() < 4 or paragraph.text[match.start() - 1] in '«"('  # noqa: PLR2004 - a quote, a space
        bullet = said == "о" and match.start() < 4  # noqa: PLR2004 - the mark of a list
        if "-" in word or (said.isupper() and not opens) or bullet or not is_nominal(plain):
            continue  # an initial
        short = word.isupper() and not said.isupper()  # «от ЮГУ»: an abbreviation that looks like a word
        touched = said.lower() in {"о", "об"} and not opens and "accs" in possible_cases(plain)
        if short or (touched and not ACTION.search(plain)):
            continue  # «отбивать мяч о стену»
        if any(t.POS == "NUMR" for t in word_tags(plain)):
            continue  # «к двадцать пятому»
        if word[0].isupper() and (not is_thing(word) or is_name(plain)):
            continue
        # In a title «Об организации и проведения слета» one word rules both; in a sentence «и» may begin another row.
        ends = not re.match(r"\s[а-яё]", paragraph.text[match.end() :])
        second = wrong_second_noun(match, case) if opens or ends else ""
        group = "word" if not may_stand_in(plain, case) else second
        if group:
            message = f"После «{said.lower()}» нужен {AFTER[case]} падеж: «{match[group]}»"
            right = inflected(match[group], case)
            start = match.start() if group == "word" else match.start(group)
            words = f"{said} {right}" if group == "word" else right
            found = mark(codes.CASE, paragraph, start, match.end(group), message, words)
            yield weighed(found, paragraph, match.end(group), said)


def o_or_ob(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «приказ о организации», «приказ об порядке»: «об» stands before а, э, и, о, у, «о» before other sounds."""
    for match in ABOUT.finditer(paragraph.text):
        said, word = match["o"], match["word"]
        if said == "о" and match.start() < 4:  # noqa: PLR2004 - as above
            continue  # the mark of a list
        if not may_stand_in(word.lower(), "prp") and not may_stand_in(word.lower(), "acc"):
            continue
        vowel = word[0].lower() in "аэиоу"
        if vowel is (len(said) > 1) or OB_ALSO.match(word):
            continue
        right = f"{said[0]}{'б' if vowel else ''}"
        message = f"Перед «{word}» пишется «{right.lower()}»"
        yield mark(codes.PREPOSITION, paragraph, match.start(), match.end(), message, f"{right} {match['quote']}{word}")


def without_preposition(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «в соответствии Федеральным законом», «на основание норм», «оценка по подготовки»."""
    for match in WITHOUT_S.finditer(paragraph.text):
        word = match["word"]
        if match["colon"] or (is_nominal(word.lower()) and "ablt" in possible_cases(word.lower())):
            message = "После «в соответствии» пропущен предлог «с»"
            right = f"{match['phrase']} с:" if match["colon"] else f"{match['phrase']} с {word}"
            yield mark(codes.CASE, paragraph, *match.span(), message, right)
    for match in NA_OSNOVANIE.finditer(paragraph.text):
        word = match["word"].lower()
        if (
            is_nominal(word)
            and "gent" in possible_cases(word)
            and not POINTING.search(paragraph.text, max(match.start() - 20, 0), match.start())
        ):
            message = "Предлог причины пишется «на основании»"
            yield mark(codes.CASE, paragraph, match.start(), match.start("word"), message, f"{match['na']}а основании")
    for match in PO.finditer(paragraph.text):
        word = match["word"]
        tags = word_tags(word)
        if (
            tags
            and all(t.POS == "NOUN" and t.animacy == "inan" and "Pltm" not in t for t in tags)
            and not may_stand_in(word, "dat")
        ):
            if may_stand_in(word, "prp") or word in {"воскресение", "ягоды"}:
                continue
            message = f"После «по» нужен дательный падеж: «{word}»"
            yield mark(codes.GOVERNMENT, paragraph, *match.span("word"), message, inflected(word, "dat"))


def noun_and_noun(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds a noun that should be in the genitive after another: «возможность выделение средств»."""
    for match in NOUN_AND_NOUN.finditer(paragraph.text):
        tags = word_tags(match["word"])
        if tags and all(t.POS == "NOUN" for t in tags):
            message = f"После «{match['head'].lower()}» нужен родительный падеж: «{match['word']}»"
            right = f"{match['head']} {inflected(match['word'], 'gen')}"
            yield mark(codes.GOVERNMENT, paragraph, *match.span(), message, right)


def several(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds a singular for several things: «(приложение 1, 2)», «2022–2027 год»."""
    for match in ANNEXES.finditer(paragraph.text):
        right = f"{match['word'][:-1]}я"
        message = "Приложений несколько, слово – в единственном числе"
        yield mark(codes.SEVERAL, paragraph, match.start("word"), match.end(), message, f"{right}{match['rest']}")
    for match in YEARS.finditer(paragraph.text):
        if int(match["to"]) - int(match["from"]) > 1:
            right = f"{match['from']}–{match['to']} {'учебные ' if match['learning'] else ''}годы"
            yield mark(codes.SEVERAL, paragraph, *match.span(), "Лет несколько, слово – в единственном числе", right)


PARAGRAPH_RULES = (governed_cases, prepositions, o_or_ob, without_preposition, noun_and_noun, several)
