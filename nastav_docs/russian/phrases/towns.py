"""How is the name of a place declined where a dictionary of common words fails? «Луга – Луги», «Камень-на-Оби».

The forms follow Ф. Л. Агеенко, «Словарь собственных имён русского языка» (2010). All towns of Russia are tested.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, cast

from nastav_docs.russian.adjectives import agreement
from nastav_docs.russian.dictionary import DictionaryNoun, is_place, may_be_adjective, nouns, parses
from nastav_docs.russian.word_forms import VOWELS, hard_masculine, indeclinable, soft_masculine, with_endings, word_set

if TYPE_CHECKING:
    from nastav_docs.russian.adjectives import Agreement
    from nastav_docs.russian.word_forms import SixForms

# Names that the dictionary lacks, gives another gender, or takes for other words: the six forms of each.
_FORMS: Final = """
Арамиль Арамили Арамили Арамиль Арамилью Арамили
Болгар Болгара Болгару Болгар Болгаром Болгаре
Валуйки Валуек Валуйкам Валуйки Валуйками Валуйках
Грязовец Грязовца Грязовцу Грязовец Грязовцем Грязовце
Клепики Клепиков Клепикам Клепики Клепиками Клепиках
Кинель Кинеля Кинелю Кинель Кинелем Кинеле
Кремёнки Кремёнок Кремёнкам Кремёнки Кремёнками Кремёнках
Курчалой Курчалоя Курчалою Курчалой Курчалоем Курчалое
Лагань Лагани Лагани Лагань Лаганью Лагани
Лиски Лисок Лискам Лиски Лисками Лисках
Луга Луги Луге Лугу Лугой Луге
Магас Магаса Магасу Магас Магасом Магасе
Микунь Микуни Микуни Микунь Микунью Микуни
Могоча Могочи Могоче Могочу Могочей Могоче
Муравленко Муравленко Муравленко Муравленко Муравленко Муравленко
Олонец Олонца Олонцу Олонец Олонцем Олонце
Пучеж Пучежа Пучежу Пучеж Пучежем Пучеже
Русса Руссы Руссе Руссу Руссой Руссе
Саки Сак Сакам Саки Саками Саках
Семилуки Семилук Семилукам Семилуки Семилуками Семилуках
Серги Серёг Сергам Серги Сергами Сергах
Тетюши Тетюш Тетюшам Тетюши Тетюшами Тетюшах
Томари Томари Томари Томари Томари Томари
Торопец Торопца Торопцу Торопец Торопцем Торопце
Туймазы Туймазов Туймазам Туймазы Туймазами Туймазах
Хилок Хилка Хилку Хилок Хилком Хилке
Шали Шали Шали Шали Шали Шали
Юрьев-Польский Юрьева-Польского Юрьеву-Польскому Юрьев-Польский Юрьевом-Польским Юрьеве-Польском
"""
# The last letters of a nominative plural, and of a name that never changes.
_PLURAL: Final = ("и", "ы")
# Villages called after their founders, which are declined like adjectives: «деревня Мохирева».
_OF_SOMEBODY: Final = ("ова", "ева", "ёва")
# Endings of adjectives in «-ой»: «Полевской»; «Курчалой» is a noun.
_OY: Final = ("ской", "цкой", "вой", "ной")
# «Камень-на-Оби», «Ростов-на-Дону»: only what stands before these is declined.
_LYING: Final = frozenset(["на", "под", "за", "при"])
# Towns that are called like people: a bare «Суворов» does not tell which it is.
LIKE_PEOPLE: Final = word_set(
    """
    александров артемовский артёмовский бабушкин балашов белинский березовский берёзовский бобров богданович
    владимир вяземский гагарин горбатов губкин гусев данилов демидов дзержинский дмитров донской ершов ефремов жуков
    жуковский кириллов киров кирсанов ковров королев королёв корсаков кропоткин курчатов ладушкин лермонтов ломоносов
    лукоянов макаров маркс михайлов мышкин нариманов нестеров орлов осташков пересвет пугачев пугачёв пушкин
    серафимович серов скопин суворов темников фурманов чайковский чаплыгин чекалин чехов шелехов энгельс юхнов
    """
)


def _key(word: str) -> str:
    return word.lower().replace("ё", "е")


_TOWNS: Final = {
    _key(line.split()[0]): cast("SixForms", tuple(line.lower().split())) for line in _FORMS.strip().splitlines()
}


@lru_cache(maxsize=4096)
def place_nouns(word: str) -> tuple[DictionaryNoun, ...]:
    """The readings of a capitalised word as the name of a place in the nominative; empty where it is an adjective.

    A name of somebody is the town's here: its accusative is the nominative, its instrumental ends in «-ом»:
    `place_nouns("суворов")[0].forms[4]` → «суворовом». `certain` is False where a word that the dictionary does not
    know may be of either gender or number.
    """
    if (six := _TOWNS.get(_key(word))) is not None:
        return (_reading(six, _agreement_of(word, six)),)
    known = any(parse.is_known for parse in parses(word))
    if "-" in word and not known:
        return _compound(word)
    found = tuple(_as_place(noun) for noun in nouns(word))
    if known and found:
        return found
    if agreement(word) and may_be_adjective(word) and (not word.endswith("ой") or word.endswith(_OY)):
        return ()
    return _unknown(word, found)


def is_town(word: str) -> bool:
    """Whether a word in the nominative is first of all the name of a place: «ирбит», «луга», but not «суворов»."""
    return is_place(word) or _key(word) in _TOWNS


def _agreement_of(word: str, six: SixForms) -> Agreement:
    if word.endswith(_PLURAL) and six[2] != six[0]:
        return "plur"
    return "femn" if six[1] == six[2] != word or six[3].endswith("у") else "masc"


def _reading(six: SixForms, agrees: Agreement, *, animate: bool = False) -> DictionaryNoun:
    return DictionaryNoun(six, frozenset([agrees]), animate, known=True)


def _as_place(noun: DictionaryNoun) -> DictionaryNoun:
    """The reading of a name as that of a place: inanimate, and «Суворовом», not «Суворовым»."""
    nom, gen, dat, acc, ins, prp = noun.forms
    if noun.animate and ("masc" in noun.agrees or noun.plural):
        acc = nom
    if noun.name and nom.endswith(("ов", "ев", "ёв", "ин", "ын")) and ins == f"{nom}ым":
        ins = f"{nom}ом"
    return replace(noun, forms=(nom, gen, dat, acc, ins, prp), animate=False, usual=True)


def _compound(word: str) -> tuple[DictionaryNoun, ...]:
    """«Николаевск-на-Амуре»: the first part; «Урус-Мартан»: the last; «Каменск-Уральский» is an adjective."""
    first, *rest = word.split("-")
    if len(rest) > 1 and rest[0] in _LYING:
        tail = "-".join(rest)
        return tuple(_joined(noun, "", f"-{tail}") for noun in place_nouns(first)[:1])
    last = rest[-1]
    if agreement(last) and may_be_adjective(last):
        return ()
    return tuple(_joined(noun, f"{word[: -len(last)]}", "") for noun in place_nouns(last)[:1])


def _joined(noun: DictionaryNoun, before: str, after: str) -> DictionaryNoun:
    forms = cast("SixForms", tuple(f"{before}{form}{after}" for form in noun.forms))
    return replace(noun, forms=forms, known=True)


def _unknown(word: str, guesses: tuple[DictionaryNoun, ...]) -> tuple[DictionaryNoun, ...]:
    """A word that the dictionary does not know, by its ending: «Магас», «Курчалой»."""
    last = word[-1:]
    likely = [n for n in guesses if n.forms[1] != word and not n.name and n.plural == (last in _PLURAL)]
    if last == "й":
        return (_as_place(_reading(soft_masculine(word, word[:-1]).forms, "masc", animate=True)),)
    if last in "ьиы":
        found = tuple(replace(noun, known=True, certain=False) for noun in likely[:1])
        return found or (*_fixed(word), *_several(word))
    if last and last.isalpha() and last not in VOWELS | {"ъ"}:
        masculine = next((replace(n, known=True, certain=True) for n in likely if "masc" in n.agrees), None)
        made = hard_masculine(word, ins="ем" if last in "жшчщц" else "ом").forms
        return (masculine or _as_place(_reading(made, "masc", animate=True)),)
    if word.endswith(_OF_SOMEBODY):
        made = with_endings(word, word[:-1], "ой ой у ой ой").forms
        return (replace(_reading(made, "femn"), certain=False),)  # «Мохирева», but «Середовина»
    if last in "ая" and len(word) > 2:  # noqa: PLR2004 - a stem is needed
        soft = last == "я" or word[-2] in "гкхжшчщ"
        ins = "ей" if last == "я" or word[-2] in "жшчщц" else "ой"
        made = with_endings(word, word[:-1], f"{'и' if soft else 'ы'} е {'ю' if last == 'я' else 'у'} {ins} е").forms
        return (_reading(made, "femn"),)
    if word.endswith(("ово", "ево", "ёво", "ино", "ыно")):
        stem = word[:-1]
        return (_reading((word, f"{stem}а", f"{stem}у", word, f"{stem}ом", f"{stem}е"), "neut"),)
    return _fixed(word)


def _several(word: str) -> tuple[DictionaryNoun, ...]:
    """An unknown word as a plural, where an adjective shows that it is one: «Малые Брусяны»."""
    stem = word[:-1]
    if word.endswith("ь") or stem[-1:] in VOWELS:
        return ()
    forms = (word, stem, f"{stem}ам", word, f"{stem}ами", f"{stem}ах")
    return (replace(_reading(forms, "plur"), known=False, certain=False),)


def _fixed(word: str) -> tuple[DictionaryNoun, ...]:
    return (_reading(indeclinable(word).forms, "neut"),) if len(word) > 1 else ()
