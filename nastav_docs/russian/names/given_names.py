"""Which forms have first names and patronymics, and which gender do they tell? Rules by endings and short lists.

What no rule here does, pytrovich does. All words here are in small letters.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.russian.word_forms import (
    SIBILANTS,
    VOWELS,
    WordForms,
    hard_masculine,
    indeclinable,
    with_endings,
    with_variant,
    word_set,
)

if TYPE_CHECKING:
    from nastav_docs.russian.cases import Gender

# The second word of «Гасан оглы» (son of Гасан), «Рашид кызы» (daughter of Рашид); below, the two written together.
SON: Final = word_set("оглы оглу огли улы уулу углы угли")
DAUGHTER: Final = word_set("кызы гызы кизи")
# «Ахметоглы», «Ахметкызы».
_GLUED_SON: Final = re.compile(r".{3,}(?:оглы|оглу|улы|уулу|углы)")
_GLUED_DAUGHTER: Final = re.compile(r".{3,}(?:кызы|гызы)")
# Endings of patronymics.
_SONS: Final = ("ович", "евич", "ьич", "мич", "кич", "тич", "вич", "еич", "аич", "ыч")
_DAUGHTERS: Final = ("вна", "ична", "ишна")
# Women's names in a soft consonant that are declined like «кость»; of the others in -ль opinions differ.
DECLINED_SOFT: Final = word_set("любовь нинель жизель рашель рахиль агидель руфь юдифь суламифь эсфирь гизель")
# Eastern women's names with a stressed -ия: «Альфие» by the stress, «Альфии» in most papers.
STRESSED_IYA: Final = word_set("алия альфия асия галия гульфия зульфия")
# Men's names that end like women's but aren't declined.
FIXED_MEN: Final = word_set("шота")
# First parts of women's names that aren't: «Кара-Кыс».
FIXED_FIRST: Final = word_set("кара ай ак алтын")
# First parts of double men's names that are declined: «Карла-Густава», but «Жан-Пьера».
DECLINED_FIRST: Final = word_set("карл франц эрих иван пётр петр филипп фридрих людвиг эрнст отто")


@lru_cache(maxsize=16384)
def patronymic_gender(word: str) -> Gender | None:
    """The gender that a patronymic tells; None for what is no patronymic.

    `patronymic_gender("ильич")` → «male», `patronymic_gender("ахметкызы")` → «female».
    """
    if word.endswith(_SONS) and len(word) > 4:  # noqa: PLR2004 - «Бич» is a surname
        return "male"
    if word.endswith(_DAUGHTERS) and len(word) > 5:  # noqa: PLR2004 - «Вична»
        return "female"
    last = word.rsplit(maxsplit=1)[-1].rsplit("-", 1)[-1] if word else ""
    if last in SON or _GLUED_SON.fullmatch(last):
        return "male"
    if last in DAUGHTER or _GLUED_DAUGHTER.fullmatch(last):
        return "female"
    return None


def patronymic(word: str, gender: Gender) -> WordForms:
    """The forms of a patronymic: `patronymic("геннадьевна", "female").forms[4]` → «геннадьевной».

    One in «оглы» or «кызы» stays as it is.
    """
    if "-" in word:  # «Георгиевна-Авраамовна»
        halves = [patronymic(half, gender) for half in word.split("-")]
        forms = tuple("-".join(parts) for parts in zip(*(half.forms for half in halves), strict=True))
        return WordForms(forms, halves[-1].source)  # type: ignore[arg-type]  # zip of sixes is a six
    if gender == "male" and word.endswith("ч"):
        return hard_masculine(word, word, "ом" if word.endswith(("мич", "ьич", "кич")) else "ем")
    if gender == "female" and word.endswith("на"):
        return with_endings(word, word[:-1], "ы е у ой е")
    return indeclinable(word)


def first_name(word: str, gender: Gender) -> WordForms:
    """The forms of a first name.

    Of a double one both parts are declined in women's names, only the last in most men's:
    `first_name("анна-мария", "female").forms[1]` → «анны-марии»,
    `first_name("жан-пьер", "male").forms[1]` → «жан-пьера».
    """
    if "-" not in word:
        return _single(word, gender)
    *first, last = word.split("-")
    end = _single(last, gender)
    starts = [
        _single(part, gender)
        if (gender == "female" and part not in FIXED_FIRST) or part in DECLINED_FIRST
        else indeclinable(part)
        for part in first
    ]
    forms = tuple("-".join(parts) for parts in zip(*(start.forms for start in starts), end.forms, strict=True))
    return WordForms(forms, end.source)  # type: ignore[arg-type]  # zip of sixes is a six


def _single(word: str, gender: Gender) -> WordForms:
    if len(word) < 2:  # noqa: PLR2004 - «Ю»
        return indeclinable(word)
    if gender == "male" and word in FIXED_MEN:
        declined = with_endings(word, word[:-1], "ы е у ой е")
        return with_variant(indeclinable(word), declined, "это грузинское имя одни склоняют, другие нет")
    own = _male(word) if gender == "male" else _female(word)
    return own or _by_pytrovich(word, "first", gender)


def _male(word: str) -> WordForms | None:
    if word.endswith("ёк") and len(word) > 4:  # noqa: PLR2004 - «Витёк»; a root of its own is «Бёк»
        return hard_masculine(word, word[:-2] + "ьк")
    if word.endswith("ек"):
        return hard_masculine(word)
    if word[-1] in "цжшщ":
        return hard_masculine(word, word, "ем")
    if word.endswith("ия"):  # as all nouns in -ия: «Захарии», never «Захарие»
        return with_endings(word, word[:-1], "и и ю ей и")
    if word.endswith(("жа", "ца")):
        return with_endings(word, word[:-1], f"{'ы' if word[-2] == 'ц' else 'и'} е у ей е")
    if word[-1] == "а" and word[-2] in VOWELS:
        return _after_vowel(word)
    return None


def _after_vowel(word: str) -> WordForms:
    """A foreign or Turkic name in -а after a vowel: «Ноа», «Чодураа»."""
    declined = with_endings(word, word[:-1], "ы е у ой е")
    return with_variant(indeclinable(word), declined, "имя на «-а» после гласной одни склоняют, другие нет")


def _female(word: str) -> WordForms | None:
    if word in DECLINED_SOFT:
        return with_endings(word, word[:-1], "и и ь ью и")
    if word[-1] == "ь":
        declined = with_endings(word, word[:-1], "и и ь ью и")
        same = indeclinable(word)
        return with_variant(same, declined, "это женское имя одни склоняют, другие нет")
    if word in STRESSED_IYA:
        mine = with_endings(word, word[:-1], "и и ю ей и")
        return with_variant(
            mine, with_endings(word, word[:-1], "и е ю ей е"), "имя с ударным «-ия» склоняют по-разному"
        )
    if word[-1] == "а" and word[-2] in VOWELS:
        return _after_vowel(word)
    if word[-1] == "а" and (word[-2] in SIBILANTS or word[-2] == "ц"):
        return with_endings(word, word[:-1], f"{'ы' if word[-2] == 'ц' else 'и'} е у ей е")
    return None


@lru_cache(maxsize=1)
def _maker() -> tuple[Any, Any, Any, tuple[Any, ...]]:
    from pytrovich.enums import Case, Gender, NamePart  # noqa: PLC0415 - loaded with the first name
    from pytrovich.maker import PetrovichDeclinationMaker  # noqa: PLC0415 - as above

    genders = {"male": Gender.MALE, "female": Gender.FEMALE}
    parts = {"surname": NamePart.LASTNAME, "first": NamePart.FIRSTNAME}
    cases = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)
    return PetrovichDeclinationMaker().make, parts, genders, cases


def _by_pytrovich(word: str, part: str, gender: Gender) -> WordForms:
    make, parts, genders, cases = _maker()
    which, whose = parts[part], genders[gender]
    gen, dat, acc, ins, prp = (make(which, whose, case, word) for case in cases)
    return WordForms((word, gen, dat, acc, ins, prp), "pytrovich")


def by_pytrovich_surname(word: str, gender: Gender) -> WordForms:
    """The forms of a surname in small letters as the pytrovich library makes them."""
    return _by_pytrovich(word, "surname", gender)
