"""Numerals: «обеих», «двое», «более двухсот», «полтора», the noun behind digits."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import Mistake, group_at, listed
from nastav_docs.rules.language.syntax.sentence import readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word


GENITIVE_ASKING: Final = listed("asks the genitive")
# «обе» goes with feminine nouns, «оба» with others.
BOTH: Final = {"оба": "обе", "обоих": "обеих", "обоим": "обеим", "обоими": "обеими"}
COLLECTIVE: Final = listed("collective numerals")
NOT_COUNTED: Final = listed("not counted")
SMALL_DIGITS: Final = re.compile(r"\d{1,3}")


def both(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «обоих школах»: «оба» with a feminine noun, «обе» with another."""
    words = sentence.words
    for at, word in enumerate(words[:-1]):
        low = word.low
        group = group_at(sentence, at + 1) if low in BOTH or low in BOTH.values() else None
        if group is None:
            continue
        genders = {p.tag.gender for p in words[group.head].likely if p.tag.POS == "NOUN"}
        lemmas = {
            q.tag.gender
            for p in words[group.head].likely
            for q in readings(p.normal_form)
            if q.normal_form == p.normal_form and q.tag.POS == "NOUN"
        }
        gender = (genders - {None}) | lemmas
        right = (
            BOTH.get(low, "")
            if gender == {"femn"}
            else {v: k for k, v in BOTH.items()}.get(low, "")
            if gender and gender <= {"masc", "neut"}
            else ""
        )
        if right:
            said = right.capitalize() if word.text[0].isupper() else right
            yield Mistake(
                codes.NUMERAL,
                word.start,
                words[group.head].end,
                f"«{word.text}» не подходит к «{words[group.head].text}»",
                f"{said} {sentence.text[words[at + 1].start : words[group.head].end]}",
            )


def collectives(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «двое учительниц»: a collective numeral with women or things."""
    words = sentence.words
    for at, word in enumerate(words[:-1]):
        if word.low not in COLLECTIVE:
            continue
        group = group_at(sentence, at + 1)
        if group is None or "gent" not in group.cases:
            continue
        head = words[group.head]
        lemmas = {
            (q.tag.gender, q.tag.animacy, "Pltm" in q.tag)
            for p in head.likely
            for q in readings(p.normal_form)
            if q.normal_form == p.normal_form and q.tag.POS == "NOUN"
        }
        if (
            lemmas
            and all((gender == "femn" or animacy == "inan") and not pair for gender, animacy, pair in lemmas)
            and not head.lemmas() & {"сутки", "дети", "ребёнок", "лицо"}
            and not any("Pltm" in p.tag for p in head.readings)
        ):
            yield Mistake(
                codes.NUMERAL,
                word.start,
                head.end,
                f"«{word.text}» – о мужчинах, детях и парных предметах: «{head.text}»",
                "",
                "напишите «два», «две», «три» …",
            )


def after_more(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «более двести», «около пятьдесят»: a numeral that should be in the genitive."""
    words = sentence.words
    for first, second in itertools.pairwise(words):
        if (
            first.low in GENITIVE_ASKING
            and first.low not in {"с", "из"}
            and second.kind == "word"
            and second.only("NUMR")
            and "gent" not in second.cases()
            and second.likely[0].normal_form not in {"много", "сколько"}
        ):
            made = second.likely[0].inflect({"gent"})
            yield Mistake(
                codes.NUMERAL,
                first.start,
                second.end,
                f"После «{first.low}» – родительный падеж: «{second.text}»",
                f"{first.text} {made.word}" if made is not None else "",
            )


def compound_numerals(sentence: Sentence) -> Iterator[Mistake]:
    """Finds a numeral of several words in several cases: «к трёмстам сорок учебникам»."""
    words = sentence.words
    for at, (first, second) in enumerate(itertools.pairwise(words)):
        if not (number_word(first) and number_word(second)):
            continue
        cases = first.cases() & second.cases()
        if not cases and not {"nomn", "accs"} & first.cases() & second.cases():
            yield Mistake(
                codes.NUMERAL,
                words[at].start,
                second.end,
                f"Части числительного в разных падежах: «{first.text} {second.text}»",
                "",
                "поставьте все части в один падеж",
            )


def number_word(word: Word) -> bool:
    """Whether a word is a numeral that is declined."""
    return (
        word.kind == "word"
        and word.only("NUMR")
        and bool(word.cases())
        and word.likely[0].normal_form not in {"оба", "полтора", "много", "сколько", "несколько", "столько"}
    )


def one_and_half(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «полтора метров», «полторы метра», «полтора недели»."""
    words = sentence.words
    for at, word in enumerate(words[:-1]):
        if word.low not in {"полтора", "полторы"}:
            continue
        head = words[at + 1]
        found = [p for p in head.likely if p.tag.POS == "NOUN"]
        if not found or len(found) != len(head.likely):
            continue
        if not any(p.tag.case in {"gent", "gen2"} and p.tag.number == "sing" for p in found):
            genitive = found[0].inflect({"gent", "sing"})
            right = f"{word.text} {genitive.word}" if genitive is not None else ""
            yield Mistake(
                codes.NUMERAL, word.start, head.end, f"После «{word.low}» – единственное число: «{head.text}»", right
            )
            continue
        gender = {
            q.tag.gender
            for p in found
            for q in readings(p.normal_form)
            if q.normal_form == p.normal_form and q.tag.POS == "NOUN"
        }
        right = "полторы" if gender == {"femn"} else "полтора" if gender and gender <= {"masc", "neut"} else word.low
        if right != word.low:
            yield Mistake(
                codes.NUMERAL,
                word.start,
                head.end,
                f"«{word.text}» не подходит к «{head.text}»",
                f"{right} {head.text}",
            )


def counted(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «22 учеников», «5 ученика», «21 учеников»: the noun's form after a number in digits."""
    words = sentence.words
    for at, (number, head) in enumerate(itertools.pairwise(words)):
        if (
            number.kind != "number"
            or not SMALL_DIGITS.fullmatch(number.text)
            or head.kind != "word"
            or not head.text.islower()
        ):
            continue
        before = words[at - 1] if at else None
        if before is not None and not before.only("VERB", "PRTS", "INFN", "GRND"):
            continue  # after a preposition, a noun or an ordinal the number may stand in any case
        nouns = [p for p in head.likely if p.tag.POS == "NOUN"]
        if (
            not nouns  # a word that the dictionary lacks
            or len(nouns) != len(head.likely)
            or any({"Pltm", "Fixd", "Abbr"} & p.tag.grammemes for p in nouns)
            or head.lemmas() & NOT_COUNTED
        ):
            continue
        last, teen = int(number.text) % 10, 10 < int(number.text) % 100 < 20  # noqa: PLR2004 - 11–19, five and more
        forms = {(str(p.tag.number), str(p.tag.case)) for p in head.readings}
        few = not teen and last in {2, 3, 4}
        many = teen or last >= 5 or last == 0  # noqa: PLR2004 - 11–19, five and more
        oblique = any(case in {"datv", "ablt", "loct"} for _, case in forms)
        if few and forms <= {("plur", "gent"), ("plur", "accs")}:
            wanted = {"sing", "gent"}
        elif many and forms <= {("sing", "gent"), ("sing", "accs")} and not oblique:
            wanted = {"plur", "gent"}
        else:
            continue
        if few and any(p.tag.animacy == "anim" for p in nouns) and before is not None and before.may("tran"):
            continue  # «премировать 22 учеников»: the accusative of the living
        yield _wrong_form(number, head, nouns[0].inflect(wanted))


def _wrong_form(number: Word, head: Word, right: Any) -> Mistake:  # noqa: ANN401 - pymorphy3 has no types
    """A noun that does not fit its number, with the `right` form, if there is one."""
    return Mistake(
        codes.NUMERAL,
        number.start,
        head.end,
        f"Не та форма после числа: «{number.text} {head.text}»",
        f"{number.text} {right.word}" if right is not None else "",
    )


def in_words(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «двадцать два учеников»: a noun in the genitive plural right behind «два», «три», «четыре»."""
    words = sentence.words
    for number, head in itertools.pairwise(words):
        if number.low not in {"два", "две", "три", "четыре"} or head.kind != "word" or not head.text.islower():
            continue
        nouns = [p for p in head.readings if p.tag.POS == "NOUN"]
        if not nouns or len(nouns) != len(head.readings) or head.lemmas() & NOT_COUNTED:
            continue
        if any({"Pltm", "Fixd", "Abbr"} & p.tag.grammemes for p in nouns):
            continue
        if {(str(p.tag.number), str(p.tag.case)) for p in nouns} <= {("plur", "gent"), ("plur", "accs")}:
            yield _wrong_form(number, head, nouns[0].inflect({"sing", "gent"}))


RULES = (both, collectives, after_more, compound_numerals, one_and_half, counted, in_words)
