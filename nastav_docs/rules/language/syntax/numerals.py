"""Numerals: «обеих», «двое», «более двухсот», «полтора», the noun behind digits."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import Mistake, agree, group_at, listed
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
            and first.low != "с"
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
        if not (number_word(first) and number_word(second)) or not (
            first.only("NUMR") or second.only("NUMR") or first.low == "сто"
        ):
            continue
        if not numeral_cases(first) & numeral_cases(second):
            yield Mistake(
                codes.NUMERAL,
                words[at].start,
                second.end,
                f"Части числительного в разных падежах: «{first.text} {second.text}»",
                "",
                "поставьте все части в один падеж",
            )


# «Двухтысяча», «двухтысячному»: two thousand as one word, right only where no other number word follows.
THOUSANDS: Final = re.compile(r"(?P<count>одно|двух|тр[её]х|четыр[её]х|пяти)тысяч[а-яё]*")
THOUSANDS_APART: Final = {
    "одно": "тысяча", "двух": "две тысячи", "трех": "три тысячи", "четырех": "четыре тысячи", "пяти": "пять тысяч",
}  # fmt: skip


def ordinals(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «двухтысячному двадцать седьмому», «двадцатому седьмому»: only the end of an ordinal is declined."""
    words = sentence.words
    for at, (first, second) in enumerate(itertools.pairwise(words)):
        thousands = THOUSANDS.fullmatch(first.low) if "тысяч" in first.low else None
        if thousands and (is_small_ordinal(second) or number_word(second)):
            right = THOUSANDS_APART[thousands["count"].replace("ё", "е")]
        elif is_declined_ten(first) and is_small_ordinal(second) and first.cases() & second.cases():
            found = next(p for p in first.readings if p.tag.POS == "NUMR" or "Anum" in p.tag)
            right = TENS.get(str(found.normal_form), "")
        else:
            continue
        if not right or (at and words[at - 1].text == ","):
            continue
        said = right.capitalize() if first.text[0].isupper() else right
        message = f"В составном порядковом числительном склоняется только последнее слово: «{first.text} {second.text}»"
        yield Mistake(codes.NUMERAL, first.start, first.end, message, said)


# Tens, as ordinals and as cardinals, and what stands in a compound number.
TENS: Final = {
    "двадцатый": "двадцать", "тридцатый": "тридцать", "сороковой": "сорок", "пятидесятый": "пятьдесят",
    "шестидесятый": "шестьдесят", "семидесятый": "семьдесят", "восьмидесятый": "восемьдесят", "девяностый": "девяносто",
    "двадцать": "двадцать", "тридцать": "тридцать", "сорок": "сорок", "пятьдесят": "пятьдесят",
    "шестьдесят": "шестьдесят", "семьдесят": "семьдесят", "восемьдесят": "восемьдесят", "девяносто": "девяносто",
}  # fmt: skip
NUMERAL: Final = frozenset(("Anum", "NUMR"))
SMALL_ORDINALS: Final = frozenset(
    ("первый", "второй", "третий", "четвёртый", "пятый", "шестой", "седьмой", "восьмой", "девятый")
)


def is_small_ordinal(word: Word) -> bool:
    """Whether a word is an ordinal from the first to the ninth, in the singular."""
    return word.kind == "word" and any(
        "Anum" in p.tag and p.tag.number == "sing" and p.normal_form in SMALL_ORDINALS for p in word.readings
    )


def is_declined_ten(word: Word) -> bool:
    """Whether a word is a ten that is declined, as an ordinal or a cardinal: «двадцатому», «двадцати»."""
    return (
        not word.about.grammemes.isdisjoint(NUMERAL)
        and "nomn" not in word.cases()
        and all(("Anum" in p.tag or p.tag.POS == "NUMR") and p.normal_form in TENS for p in word.readings)
    )


def number_word(word: Word) -> bool:
    """Whether a word may be a numeral that is declined; «сорока» is a bird as well."""
    return (
        word.kind == "word"
        and "NUMR" in word.about.parts
        and bool(numeral_cases(word))
        and not word.lemmas() & {"оба", "полтора", "много", "сколько", "несколько", "столько"}
    )


def numeral_cases(word: Word) -> frozenset[str]:
    """The cases of a word as a numeral."""
    return frozenset(str(p.tag.case) for p in word.readings if p.tag.POS == "NUMR" and p.tag.case)


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
    """Finds «двадцать два учеников», «три педагоги»: the noun's form right behind a numeral in words."""
    words = sentence.words
    for at, (number, head) in enumerate(itertools.pairwise(words)):
        few, many = number.low in FEW, is_many(number)
        if not (few or many) or head.kind != "word" or not head.text.islower() or (at and is_ordered(words[at - 1])):
            continue
        nouns = [p for p in head.readings if p.tag.POS == "NOUN"]
        if not nouns or len(nouns) != len(head.readings) or head.lemmas() & NOT_COUNTED:
            continue
        if any({"Pltm", "Fixd", "Abbr"} & p.tag.grammemes for p in nouns) or like_adjective(head):
            continue
        forms = {(str(p.tag.number), str(p.tag.case)) for p in nouns}
        direct = forms <= {("plur", "nomn"), ("plur", "accs"), ("plur", "gent")}
        if (few and direct) or (many and direct and ("plur", "gent") not in forms):
            yield _wrong_form(number, head, nouns[0].inflect({"sing" if few else "plur", "gent"}))
        elif many and forms <= {("sing", "gent"), ("sing", "accs"), ("plur", "nomn"), ("plur", "accs")}:
            yield _wrong_form(number, head, nouns[0].inflect({"plur", "gent"}))


FEW: Final = frozenset(("два", "две", "три", "четыре"))


def is_many(word: Word) -> bool:
    """Whether a word is a numeral in the nominative that asks the genitive plural: «пять», «двадцать», «триста»."""
    return number_word(word) and word.only("NUMR") and word.low not in FEW and "nomn" in word.cases()


def is_ordered(word: Word) -> bool:
    """Whether a word before a number says that it is the number of something: «класс пять», «пункта два»."""
    return word.kind == "word" and word.only("NOUN") and not word.may("NUMR")


def like_adjective(word: Word) -> bool:
    """Whether a noun is declined as an adjective: «мастерская», which has two forms behind «две»."""
    return any(p.normal_form.endswith(("ая", "яя", "ый", "ий", "ой", "ое", "ее")) for p in word.likely)


def twenty_one(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «двадцать один воспитатели»: behind a numeral that ends in «один» the noun is singular."""
    words = sentence.words
    for at in range(1, len(words) - 1):
        one = words[at]
        if one.lemmas() != {"один"} or one.may("plur") or not number_word(words[at - 1]):
            continue
        group = group_at(sentence, at + 1)
        if group is None or like_adjective(words[group.head]) or words[group.head].lemmas() & {"сутки", "ножницы"}:
            continue
        head = words[group.head]
        nouns = [p for p in head.readings if p.tag.POS == "NOUN"]
        if not nouns or any(agree(p.tag, q.tag) for p in one.readings for q in nouns):
            continue
        cases = one.cases()
        case = "nomn" if "nomn" in cases else min(cases)
        alone = group.first == group.head and not any("sing" in p.tag for p in nouns)
        made = nouns[0].inflect({"sing", case}) if alone else None
        if made is not None and not any(agree(p.tag, made.tag) for p in one.readings):
            made = None  # «тридцать один учительницы»: «один» is wrong too
        right = f"{one.text} {made.word}" if made is not None else ""
        message = f"Слово не согласовано с числом «{words[at - 1].text} {one.text}»: «{head.text}»"
        yield Mistake(codes.NUMERAL, one.start, head.end, message, right, "поставьте слово в форму числа «один»")


# The stems of hundreds as they are written by mistake: «двухста», «пятистами».
HUNDREDS: Final = re.compile(
    r"(?P<count>двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|девяти)(?P<end>ста|стам|стами|стах)"
)
GENITIVE_HUNDREDS: Final = {
    "двух": "двухсот", "трех": "трёхсот", "четырех": "четырёхсот", "пяти": "пятисот", "шести": "шестисот",
    "семи": "семисот", "восьми": "восьмисот", "девяти": "девятисот",
}  # fmt: skip
PLAIN_HUNDREDS: Final = {
    "двух": "двести", "трех": "триста", "четырех": "четыреста", "пяти": "пятьсот", "шести": "шестьсот",
    "семи": "семьсот", "восьми": "восемьсот", "девяти": "девятьсот",
}  # fmt: skip
# «…стами», «…десятью» and others that no numeral has, with the right ones.
INSTRUMENTAL: Final = {
    "двухстами": "двумястами", "трехстами": "тремястами", "трёхстами": "тремястами", "четырехстами": "четырьмястами",
    "четырёхстами": "четырьмястами", "пятистами": "пятьюстами", "шестистами": "шестьюстами", "семистами": "семьюстами",
    "восьмистами": "восемьюстами", "девятистами": "девятьюстами", "пятидесятью": "пятьюдесятью",
    "шестидесятью": "шестьюдесятью", "семидесятью": "семьюдесятью", "восьмидесятью": "восемьюдесятью",
    "двухстам": "двумстам", "трехстам": "трёмстам", "трёхстам": "трёмстам", "четырехстам": "четырёмстам",
    "четырёхстам": "четырёмстам", "девяностами": "девяноста", "сорокам": "сорока", "сороками": "сорока",
    "девяностам": "девяноста", "стами": "ста",
}  # fmt: skip


def forms_of_hundreds(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «для пятиста», «на двухста», «с пятистами»: forms that no numeral has."""
    for at, word in enumerate(sentence.words):
        if word.kind != "word" or (readings(word.low) and word.low not in INSTRUMENTAL):
            continue
        match = HUNDREDS.fullmatch(word.low)
        right = INSTRUMENTAL.get(word.low, "") if not word.readings else ""
        if not right and match and match["end"] == "ста":
            genitive = sentence.low(at - 1) in GENITIVE_ASKING
            right = (GENITIVE_HUNDREDS if genitive else PLAIN_HUNDREDS)[match["count"].replace("ё", "е")]
        if right:
            said = right.capitalize() if word.text[0].isupper() else right
            yield Mistake(codes.NUMERAL, word.start, word.end, f"Такой формы числительного нет: «{word.text}»", said)


# What shows that «обои» are what walls are covered with.
WALLS: Final = listed("walls")


def both_or_wallpaper(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «на обои площадки»: a plural made of «оба» where nothing is covered with wallpaper."""
    words = sentence.words
    if any(w.lemmas() & WALLS for w in words):
        return
    for at, word in enumerate(words[:-1]):
        if word.low not in {"обои", "обоев"}:
            continue
        group = group_at(sentence, at + 1)
        head = words[group.head] if group is not None else None
        if group is None or head is None or not head.may("plur", "nomn"):
            continue
        message = f"«Обои» – то, чем оклеивают стены: «{word.text} {head.text}»"
        feminine = {p.tag.gender for p in head.likely if p.tag.number == "sing"} == {"femn"}
        rest = sentence.text[word.end : head.end]
        right = f"{word.text[0]}бе{rest}" if feminine and word.low == "обои" else ""
        yield Mistake(codes.NUMERAL, word.start, head.end, message, right, "напишите «оба» или «обе»")


RULES = (
    both,
    collectives,
    after_more,
    compound_numerals,
    ordinals,
    one_and_half,
    counted,
    in_words,
    twenty_one,
    forms_of_hundreds,
    both_or_wallpaper,
)
