"""What does the dictionary of words (pymorphy3) say of a word? Loaded on first need, once for the process.

All words here are in small letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, cast

from nastav_docs.russian.adjectives import adjective, agreement
from nastav_docs.russian.word_forms import syllables, word_set

if TYPE_CHECKING:
    from nastav_docs.russian.adjectives import Agreement
    from nastav_docs.russian.cases import Gender
    from nastav_docs.russian.word_forms import SixForms

# pymorphy's gender → ours; «ms-f» is a noun of either gender.
_GENDERS: Final[dict[str, tuple[Gender, ...]]] = {
    "masc": ("male",),
    "femn": ("female",),
    "ms-f": ("male", "female"),
    "neut": (),
    "None": (),
}
# pymorphy's names of the six cases, in our order; those that differ from the nominative.
_TAGS: Final = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_OBLIQUE: Final = frozenset(["gent", "datv", "ablt", "loct", "gen2", "loc2"])
# Marks of forms that a paper doesn't use: colloquial, archaic, «весною» beside «весной».
_RARE: Final = ("Infr", "Arch", "Abbr", "Erro", "Slng", "Litr", "V-oy", "V-ey", "V-ie", "V-bi", "V-be")
# Readings less likely than this are left out: «график» as the genitive plural of «графика».
_RARELY: Final = 0.12
_UNHEARD: Final = 0.02
_RUSSIAN: Final = re.compile(r"[а-яё]+(?:-[а-яё]+)*")
# Endings of professions: «тьютор», «логопед».
_DOERS: Final = (
    "тор",
    "торы",
    "ер",
    "еры",
    "ёр",
    "ёры",
    "ист",
    "исты",
    "лог",
    "логи",
    "вед",
    "веды",
    "тель",
    "тели",
    "коуч",
)
# Endings that make a word an adjective even if the dictionary lacks it: «режевской».
_ADJECTIVAL: Final = ("ский", "цкий", "ская", "цкая", "ское", "цкое", "ские", "цкие", "ской", "цкой")
# A word in a consonant with a vowel in it, long enough to be no abbreviation.
_NEW_WORD: Final = re.compile(r"(?=[а-яё]*[аеёиоуыэюя])[а-яё]{3,}[бвгджзклмнпрстфхцчшщ]")
# «Минпросвещения»: an abbreviation that ends in a genitive.
_MINISTRY: Final = re.compile(r"мин[а-яё]{2,}(?:ния|ки|ры|да|ва|зи|ти|ста)|роспечати")
# The first part of a compound that isn't declined: «шеф-повара», «мастер-класса».
_FIXED_FIRST: Final = word_set(
    "шеф пресс бизнес интернет веб медиа арт вице экс онлайн офлайн эконом блок генерал премьер топ смарт шоу видео "
    "аудио фото кино мини микро мульти обер унтер штаб пиар контент альфа бета рок поп спорт стоп тест дизель мастер "
    "кейс форсайт квест флеш флэш батл хакатон статс айти сити марафон диско лего робо вуз эко этно нано крауд фан "
    "скилл эдьютон форум чек чат гугл яндекс телеграм ютуб скайп зум блиц экспресс фитнес брейн дресс стрит бренд ток "
    "фейс хип тик хай фаст бук лайф джаз рэп плей ретро мото авто агро био гео инфо спец евро энерго турбо инста смс "
    "вай кафе какао кофе этикет"
)
# Of these, what is declined before a person: «мастера-наладчика», but «мастер-класса».
_PERSON_FIRST: Final = word_set("мастер вуз")
# Short words that are declined before a thing: «дома-музея», but «чек-листа», «чат-бота».
_DECLINED_SHORT: Final = word_set(
    "дом сад центр план клуб акт счет счёт час день круг цех парк двор зал храм пункт цирк театр класс кросс матч бал "
    "тур ряд курс лист текст тест стенд штаб отряд склад банк порт год ночь жизнь речь часть смотр слет слёт"
)
# «Лунины», «Сомовы»: a family by its surname.
_FAMILY: Final = re.compile(r"[а-яё-]{2,}(?:ов|ев|ёв|ин|ын)ы")
# Suffixes that tell the forms of a word even if the dictionary lacks it: «фасилитация», «буллинг».
_PRODUCTIVE: Final = re.compile(r"[а-яё]{2,}(?:[аия]ция|инг|изм|[чщ]ик|ство|ость|[еа]ние|мент|иум)")
# «Электроник», «робототехник»: who works in a science in -ика, which the dictionary has without the worker.
_OF_SCIENCE: Final = re.compile(r"[а-яё]{3,}(?:ник|тик)")


@dataclass(frozen=True, slots=True)
class DictionaryNoun:
    """A noun in the nominative with its forms, as the dictionary or its ending reads it.

    `agrees`: the genders or the plural in which adjectives stand beside it; two for nouns of either gender
    («коллега»). `known`: the dictionary has it. `name`: it is somebody's name. `usual`: a word written so is more
    often a person if this reading is one, a thing if it is a thing. `certain`: its forms are no mere guess by the
    ending. `only_plural`: it has no singular («ясли»).
    """

    forms: SixForms
    agrees: frozenset[Agreement]
    animate: bool
    known: bool
    name: bool = False
    usual: bool = True
    certain: bool = True
    only_plural: bool = False

    @property
    def plural(self) -> bool:
        """Whether it stands in the plural."""
        return "plur" in self.agrees


@lru_cache(maxsize=1)
def analyser() -> Any:  # noqa: ANN401 - pymorphy3 has no types
    """The one pymorphy3 `MorphAnalyzer` of the process."""
    import pymorphy3  # noqa: PLC0415 - 0.2 s and 50 MB: loaded when a phrase is declined

    from nastav_docs.russian.quick_analyser import quickened  # noqa: PLC0415 - see above

    return quickened(pymorphy3.MorphAnalyzer(lang="ru"))


@lru_cache(maxsize=16384)
def parses(word: str) -> tuple[Any, ...]:
    """All readings of a Russian word, the likeliest first; none for a word with other characters."""
    return tuple(analyser().parse(word)) if _RUSSIAN.fullmatch(word) else ()


@lru_cache(maxsize=16384)
def name_genders(word: str) -> frozenset[Gender]:
    """The genders of a first name in the nominative; empty where the dictionary does not know it as one.

    `sorted(name_genders("саша"))` → `['female', 'male']`.
    """
    return frozenset(
        gender
        for parse in parses(word)
        if parse.is_known and "Name" in parse.tag and parse.tag.case == "nomn" and parse.tag.number != "plur"
        for gender in _GENDERS["ms-f" if "ms-f" in parse.tag else str(parse.tag.gender)]
    )


def as_person(noun: DictionaryNoun) -> DictionaryNoun:
    """A noun as that of a person: its accusative is the genitive, but for feminine ones in the singular."""
    if noun.animate or not (noun.plural or "masc" in noun.agrees):
        return noun
    nom, gen, dat, _, ins, prp = noun.forms
    return replace(noun, forms=(nom, gen, dat, gen, ins, prp), animate=True, usual=True)


def is_new_doer(word: str) -> bool:
    """Whether a word that the dictionary lacks may be a person or a thing by its ending: «стример», «стикер»."""
    return word.endswith(("ер", "ор")) and _doer(word)


def surname_or_noun(word: str) -> tuple[str, str]:
    """The genitives of a word as a man's surname and as a common noun that the dictionary has; «» where it has none.

    `surname_or_noun("молоток")` → `('', 'молотка')`.
    """
    found = [noun for noun in nouns(word) if noun.known and not noun.plural]
    of_bearer = next((noun.forms[1] for noun in found if noun.name and "masc" in noun.agrees), "")
    return of_bearer, next((noun.forms[1] for noun in found if not noun.name), "")


@lru_cache(maxsize=16384)
def nouns(word: str) -> tuple[DictionaryNoun, ...]:
    """The readings of a word as a noun in the nominative, the likeliest first; empty where it can be none.

    A word with a hyphen that the dictionary lacks is read by its parts:
    `nouns("педагог-наставник")[0].forms[1]` → «педагога-наставника». A new word like «коуч» is read by its ending.
    """
    if _MINISTRY.fullmatch(word):
        return (DictionaryNoun((word,) * 6, frozenset(["neut"]), animate=False, known=True),)
    weight = {"anim": 0.0, "inan": 0.0}
    for parse in parses(word):
        if parse.tag.animacy and parse.tag.case in ("nomn", "accs"):
            weight[parse.tag.animacy] += parse.score
    people = weight["anim"] > weight["inan"] or (bool(weight["anim"]) and _doer(word))
    found = tuple(_noun(p, people=people) for p in parses(word) if p.tag.POS == "NOUN" and p.tag.case == "nomn")
    if word.endswith(("олог", "ологи")) and not any(noun.known for noun in found):
        found = tuple(as_person(noun) for noun in found)  # «кинолог»: «каталог» is known
    if "-" in word and not any(noun.known for noun in found):
        return _compound(word) or tuple(replace(noun, certain=False) for noun in found)
    if _FAMILY.fullmatch(word) and not any(noun.known for noun in found):
        stem = word[:-1]
        forms = (word, *(stem + end for end in ("ых", "ым", "ых", "ыми", "ых")))
        return (DictionaryNoun(cast("SixForms", forms), frozenset(["plur"]), animate=True, known=True, name=True),)
    return found or _worker(word) or _by_ending(word)


def _worker(word: str) -> tuple[DictionaryNoun, ...]:
    """Who works in a science of which the word could only be an oblique form: «электроник» beside «электроника»."""
    known = [p for p in parses(word) if p.is_known]
    if not _OF_SCIENCE.fullmatch(word) or not known or any(p.normal_form != f"{word}а" for p in known):
        return ()
    forms = (word, *(word + end for end in ("а", "у", "а", "ом", "е")))
    return (DictionaryNoun(cast("SixForms", forms), frozenset(["masc"]), animate=True, known=True),)


def _by_ending(word: str) -> tuple[DictionaryNoun, ...]:
    """A word that nothing is known of («коуч») as a masculine noun: once as a person, once as a thing."""
    if any(p.is_known or p.tag.POS in ("ADJF", "PRTF") for p in parses(word)) or not _NEW_WORD.fullmatch(word):
        return ()
    gen, dat, ins, prp = (word + end for end in ("а", "у", "ем" if word[-1] in "жчшщц" else "ом", "е"))
    masculine: frozenset[Agreement] = frozenset(["masc"])
    doer = _doer(word)
    person = DictionaryNoun(
        (word, gen, dat, gen, ins, prp), masculine, animate=True, known=False, usual=doer, certain=False
    )
    thing = DictionaryNoun(
        (word, gen, dat, word, ins, prp), masculine, animate=False, known=False, usual=not doer, certain=False
    )
    return (person, thing)


def _doer(word: str) -> bool:
    """Whether a word that the dictionary doesn't know ends like a profession: «тьютор», «фасилитатор»."""
    return word.endswith(_DOERS) and not any(parse.is_known for parse in parses(word))


def _noun(parse: Any, *, people: bool) -> DictionaryNoun:  # noqa: ANN401 - pymorphy3 has no types
    tag = parse.tag
    animate = tag.animacy == "anim"
    agrees: frozenset[Agreement]
    if tag.number == "plur":
        agrees = frozenset(["plur"])
    elif tag.gender in ("masc", "femn", "neut"):
        agrees = frozenset([tag.gender])
    else:
        agrees = frozenset(["masc", "femn"])
    name = any(mark in tag for mark in ("Name", "Surn", "Patr"))
    known = bool(parse.is_known)
    return DictionaryNoun(
        six_forms(parse),
        agrees,
        animate,
        known,
        name,
        usual=animate == people,
        certain=known or _is_certain(parse),
        only_plural="Pltm" in tag,
    )


def _is_certain(parse: Any) -> bool:  # noqa: ANN401 - pymorphy3 has no types
    """Whether a word that the dictionary lacks has a known prefix or suffix («медиацентр», «буллинг», «тьютор»)."""
    if parse.word.endswith(_DOERS) or _PRODUCTIVE.fullmatch(parse.word) or _ends_like_known(parse):
        return True
    return any(type(step[0]).__name__.endswith("PrefixAnalyzer") for step in parse.methods_stack)


def _ends_like_known(parse: Any) -> bool:  # noqa: ANN401 - pymorphy3 has no types
    """Whether a word is made of a stem in -о or -е and a noun that is declined alike: «робото-центр»."""
    word = parse.word
    for at in range(3, len(word) - 4):
        if word[at - 1] in "оеи":
            tail = parses(word[at:])
            same = (p for p in tail if p.is_known and p.tag.POS == "NOUN" and p.tag.case == "nomn")
            if any(six_forms(parse) == tuple(word[:at] + form for form in six_forms(p)) for p in same):
                return True
    return False


def six_forms(parse: Any) -> SixForms:  # noqa: ANN401 - pymorphy3 has no types
    """The six forms that the dictionary has for a reading in its number and gender."""
    number, gender = parse.tag.number, parse.tag.gender
    usual: dict[str, str] = {}
    rare: dict[str, str] = {}
    for form in parse.lexeme:
        same_gender = number == "plur" or form.tag.gender == gender
        if form.tag.number == number and form.tag.case in _TAGS and same_gender:
            bin_ = rare if any(mark in form.tag for mark in _RARE) else usual
            bin_.setdefault(form.tag.case, form.word)
    forms = [usual.get(tag) or rare.get(tag) or parse.word for tag in _TAGS]
    forms[0] = parse.word
    return cast("SixForms", tuple(forms))


def _compound(word: str) -> tuple[DictionaryNoun, ...]:
    """The readings of «педагог-наставник»: both parts are declined, unless the first is one like «шеф»."""
    first, last = word.split("-", 1)
    if is_preposition(last):
        return ()  # «Кванториум-Про»
    ends = [noun for noun in nouns(last) if noun.known] or list(nouns(last))
    stays = first in _FIXED_FIRST and not (first in _PERSON_FIRST and any(noun.animate for noun in ends))
    if stays or not first.isalpha() or first.isascii():
        return tuple(_with_first(first, end) for end in ends)
    starts = (
        [noun for noun in nouns(first) if (noun.known or noun.certain) and not noun.name]
        or adjective_people(first)
        or _many_in_a(first)
    )
    things = [noun for noun in ends if noun.usual and not (noun.animate or noun.name)]
    if not starts and things and syllables(first) > 1:
        starts = [noun for noun in nouns(first) if "masc" in noun.agrees and noun.forms[1] != first][:1]
    if things and not _declined_before_thing(first, starts):
        ends = things  # «гугл-форма»; of «блиц-опрос» nothing tells
        # «ИТ-полигон»: an abbreviation
        doubtful = [replace(_with_first(first, end), certain=not starts and len(first) < 4) for end in things]  # noqa: PLR2004
    else:
        doubtful = []
    if not ends and any(noun.animate for noun in starts):
        ends = adjective_people(last)
    pairs = [(s, e) for s in starts for e in ends if s.plural == e.plural and s.animate == e.animate]
    pairs = pairs or [(s, e) for s in starts for e in ends if s.plural == e.plural]
    # «сад-ясли»: the number and gender of the part that has a singular
    pairs = pairs or [(s, e) for s in starts for e in ends if s.only_plural or e.only_plural]
    declined = (
        DictionaryNoun(
            cast("SixForms", tuple(f"{a}-{b}" for a, b in zip(start.forms, end.forms, strict=True))),
            end.agrees if start.only_plural else start.agrees,
            start.animate,
            known=True,
            usual=start.usual,
            certain=start.certain and end.certain and not doubtful,
        )
        for start, end in pairs
    )
    return (*doubtful, *declined)


def _declined_before_thing(first: str, starts: list[DictionaryNoun]) -> bool:
    """Whether the first part of a compound that names a thing is declined: «урок-игра», hardly «гугл-форма»."""
    return bool(starts) and (syllables(first) > 1 or first in _DECLINED_SHORT)


def _many_in_a(word: str) -> list[DictionaryNoun]:
    """People in a plural that is said and not in the dictionary: «тренера-преподаватели»."""
    for parse in parses(word):
        if word.endswith("ра") and parse.is_known and {"NOUN", "anim", "masc", "sing", "gent"} <= parse.tag.grammemes:
            many = parse.inflect({"plur", "nomn"})
            if many is not None:
                forms = (word, *six_forms(many)[1:])
                return [DictionaryNoun(forms, frozenset(["plur"]), animate=True, known=True)]
    return []


def adjective_people(word: str) -> list[DictionaryNoun]:
    """An adjective or a participle that names people by itself, as a noun: «заведующая», «обучающиеся»."""
    agrees = agreement(word)
    if agrees in (None, "neut") or word.endswith("ой") or not may_be_adjective(word):
        return []
    return [DictionaryNoun(adjective(word, animate=True), frozenset([agrees]), animate=True, known=True)]


def _with_first(first: str, end: DictionaryNoun) -> DictionaryNoun:
    forms = cast("SixForms", tuple(f"{first}-{form}" for form in end.forms))
    return DictionaryNoun(forms, end.agrees, end.animate, end.known, end.name, certain=end.certain)


@lru_cache(maxsize=16384)
def is_place(word: str) -> bool:
    """Whether a word in the nominative is the name of a place that the dictionary knows: «ирбит»."""
    return any("Geox" in p.tag and p.is_known and p.tag.case == "nomn" for p in parses(word))


@lru_cache(maxsize=16384)
def is_initialism(word: str) -> bool:
    """Whether a word is first of all an abbreviation made of letters: «фгос», «егэ»."""
    return any("Abbr" in parse.tag for parse in parses(word)[:1])


@lru_cache(maxsize=16384)
def may_be_adjective(word: str) -> bool:
    """Whether any reading of a word is an adjective, participle or ordinal in its full form."""
    return word.endswith(_ADJECTIVAL) or any(
        parse.tag.POS in ("ADJF", "PRTF") and "Fixd" not in parse.tag for parse in parses(word)
    )


@lru_cache(maxsize=4096)
def is_numeral(word: str) -> bool:
    """Whether a word may be a numeral: «два», «пять»."""
    return any(parse.tag.POS == "NUMR" for parse in parses(word))


@lru_cache(maxsize=16384)
def is_participle(word: str) -> bool:
    """Whether a word may be a participle: «заведующий»."""
    return any(parse.tag.POS == "PRTF" for parse in parses(word))


@lru_cache(maxsize=16384)
def is_masculine_in_oy(word: str) -> bool:
    """Whether the dictionary has the word as a masculine nominative: «городской», but not «свердловской»."""
    return any(
        parse.tag.POS in ("ADJF", "PRTF") and parse.tag.case == "nomn" and parse.tag.gender == "masc"
        for parse in parses(word)
    )


@lru_cache(maxsize=16384)
def may_be_oblique(word: str) -> bool:
    """Whether a word can well stand in another case than the nominative (or the accusative like it): «школы».

    A reading that is very unlikely does not count: «график» as the genitive plural of «графика».
    """
    return any(
        parse.tag.POS in ("NOUN", "ADJF", "PRTF")
        and parse.tag.case in _OBLIQUE
        and "Fixd" not in parse.tag
        and parse.score > _RARELY
        for parse in parses(word)
    )


def is_known_oblique(word: str) -> bool:
    """Whether the dictionary has a word that can well stand in another case than the nominative: «федерации»."""
    return may_be_oblique(word) and any(parse.is_known for parse in parses(word))


@lru_cache(maxsize=16384)
def only_nominative(word: str) -> bool:
    """Whether a word that the dictionary has can stand in the nominative alone: «школа», «учитель», «новая»."""
    found = [p for p in parses(word) if p.is_known and p.score > _UNHEARD]
    return bool(found) and all(
        p.tag.POS in ("NOUN", "ADJF", "PRTF") and p.tag.case == "nomn" and "Fixd" not in p.tag for p in found
    )


@lru_cache(maxsize=4096)
def may_be_feminine_oblique(word: str) -> bool:
    """Whether a word may be a feminine noun in one of the cases of «второй»: «речи», «четверти»."""
    return any(
        p.tag.POS in ("NOUN", "ADJF", "PRTF")
        and p.tag.gender == "femn"
        and p.tag.number == "sing"
        and p.tag.case in _OBLIQUE
        for p in parses(word)
    )


@lru_cache(maxsize=4096)
def may_be_whose(word: str) -> bool:
    """Whether a word may be the genitive of a person: «директора», «губернатора»."""
    return any(p.is_known and p.tag.animacy == "anim" and p.tag.case == "gent" for p in parses(word))


@lru_cache(maxsize=4096)
def may_be_governed(word: str) -> bool:
    """Whether a word after a participle can be what it governs: an instrumental («приказом») or a preposition."""
    return is_preposition(word) or any(
        parse.tag.case == "ablt" and parse.tag.POS in ("NOUN", "ADJF", "PRTF") for parse in parses(word)
    )


@lru_cache(maxsize=4096)
def is_preposition(word: str) -> bool:
    """Whether one of the two likeliest readings of a word is a preposition."""
    found = parses(word)
    return bool(found) and any(parse.tag.POS == "PREP" for parse in found[:2])


@lru_cache(maxsize=4096)
def is_adverb(word: str) -> bool:
    """Whether the likeliest reading of a word is an adverb or a particle."""
    found = parses(word)
    return bool(found) and found[0].tag.POS in ("ADVB", "PRCL") and found[0].is_known
