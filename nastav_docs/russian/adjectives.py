"""Which forms has an adjective, a participle or an ordinal? Told by its ending alone, without a dictionary.

So «Режевской», which no dictionary has, is declined like «городской». All words here are in small letters and in the
nominative, unless a function says otherwise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from nastav_docs.russian.word_forms import word_set

if TYPE_CHECKING:
    from nastav_docs.russian.word_forms import SixForms

# What an adjective shares with its noun: the gender in the singular, or the plural.
Agreement = Literal["masc", "femn", "neut", "plur"]

_HISSING: Final = frozenset("жшщч")
_VELAR: Final = frozenset("гкх")
# Relative adjectives with a «ь» before the endings: «третьего», «казачьего».
WITH_SIGN: Final = word_set(
    "трет казач охотнич разбойнич волч медвеж бож рыбач рыб лис птич человеч девич помещич казнач коров овеч пастуш "
    "заяч кошач собач теляч лягушач гагач барсуч щуч сороч коз олен тюлен баран кабан ворон собол вдов пес "
    "княж враж лебяж верблюж белуж"
)
# After a hissing consonant these keep «о» in the endings: «большой», but «хорошей».
_STRESSED: Final = word_set("больш чуж меньш")
# Feminine ending → the endings of the other five cases.
_FEMININE: Final = {"ая": ("ой", "ой", "ую", "ой", "ой"), "яя": ("ей", "ей", "юю", "ей", "ей")}
# Endings of adjectives made of names: «Сергиев Посад», «Марьина Роща».
POSSESSIVE: Final[dict[Agreement, tuple[str, ...]]] = {
    "masc": ("ов", "ев", "ёв", "ин", "ын"),
    "femn": ("ова", "ева", "ёва", "ина", "ына"),
    "neut": ("ово", "ево", "ёво", "ино", "ыно"),
}
# «5-й класс»: what follows the hyphen, by what it agrees with.
_NUMBERED: Final = re.compile(r"(\d+|[ivxlc]+)-(?:ы|о|г)?(й|я|е|ый|ой|ий|ая|ое|ые|ие)")
# The last letter of an ordinal in digits → what it agrees with.
_AGREES: Final[dict[str, Agreement]] = {"й": "masc", "я": "femn", "е": "neut"}


def agreement(word: str) -> Agreement | None:
    """The gender or the plural that an adjective is in, told by its ending; None for a word without such an ending.

    `agreement("учебная")` → «femn», `agreement("5-й")` → «masc», `agreement("школа")` → `None`.
    """
    numbered = _NUMBERED.fullmatch(word)
    if numbered:
        return _AGREES.get(numbered[2], "plur" if numbered[2] in ("ые", "ие") else _AGREES[numbered[2][-1]])
    stem = word.removesuffix("ся")
    if len(stem) < 3:  # noqa: PLR2004 - the shortest are «сей», «мой», which are no adjectives by ending
        return None
    if stem.endswith(("ый", "ий", "ой")):
        return "masc"
    if stem.endswith(("ая", "яя")) or (word[:-2] in WITH_SIGN and word.endswith("ья")):
        return "femn"
    if stem.endswith(("ое", "ее")) or (word[:-2] in WITH_SIGN and word.endswith("ье")):
        return "neut"
    if stem.endswith(("ые", "ие")) or (word[:-2] in WITH_SIGN and word.endswith("ьи")):
        return "plur"
    return None


def adjective(word: str, *, animate: bool, like: Agreement | None = None) -> SixForms:
    """The six forms of an adjective, of a participle or of an ordinal in digits («5-й»).

    `animate`: whether the noun is a person or an animal, which decides the accusative («нового учителя», «новый план»).
    `like`: the gender or number of the noun where the word itself does not tell it («5-е» классы or место).

    `adjective("учебная", animate=False)[3]` → «учебную».
    """
    numbered = _NUMBERED.fullmatch(word)
    if numbered:
        return _numbered(word, like or agreement(word) or "masc", animate=animate)
    reflexive = "ся" if word.endswith(("йся", "аяся", "еся")) else ""
    bare = word.removesuffix(reflexive) if reflexive else word
    stem, kind = bare[:-2], agreement(word)
    endings = _endings(stem, bare[-2:], kind)
    gen, dat, acc, ins, prp = (stem + ending + reflexive for ending in endings)
    if kind in ("masc", "plur"):
        acc = gen if animate else word
    elif kind == "neut":
        acc = word
    return (word, gen, dat, acc, ins, prp)


def _endings(stem: str, end: str, kind: Agreement | None) -> tuple[str, str, str, str, str]:
    """The endings of the five oblique cases; «» for an accusative that `adjective` decides by animacy."""
    last = stem[-1]
    if stem in WITH_SIGN and (end[0] in "ьи"):
        return {
            "masc": ("ьего", "ьему", "", "ьим", "ьем"),
            "neut": ("ьего", "ьему", "", "ьим", "ьем"),
            "femn": ("ьей", "ьей", "ью", "ьей", "ьей"),
            "plur": ("ьих", "ьим", "", "ьими", "ьих"),
        }[kind or "masc"]
    if kind == "femn":
        if end == "ая" and last in _HISSING and stem not in _STRESSED:
            return ("ей", "ей", "ую", "ей", "ей")
        return _FEMININE[end]
    if kind == "plur":
        return ("ых", "ым", "", "ыми", "ых") if end == "ые" else ("их", "им", "", "ими", "их")
    hard = end in ("ый", "ой", "ое") or (end == "ий" and last in _VELAR)
    if hard:
        ins = "им" if last in _HISSING | _VELAR else "ым"
        return ("ого", "ому", "", ins, "ом")
    return ("его", "ему", "", "им", "ем")


def possessive(word: str) -> SixForms:
    """The six forms of an adjective of a name, as it stands in names of places: «Сергиев», «Марьина».

    `possessive("сергиев")[5]` → «сергиевом».
    """
    if word.endswith("а"):
        stem = word[:-1]
        return (word, f"{stem}ой", f"{stem}ой", f"{stem}у", f"{stem}ой", f"{stem}ой")
    stem = word.removesuffix("о")
    return (word, f"{stem}а", f"{stem}у", word, f"{stem}ым", f"{stem}ом")


def _numbered(word: str, like: Agreement, *, animate: bool) -> SixForms:
    """The six forms of an ordinal in digits, Arabic or Roman: «5-й» → «5-го», «IV-й» → «IV-го»."""
    number = word.split("-", 1)[0]
    gen, dat, acc, ins, prp = {
        "masc": ("го", "му", "", "м", "м"),
        "neut": ("го", "му", "е", "м", "м"),
        "femn": ("й", "й", "ю", "й", "й"),
        "plur": ("х", "м", "", "ми", "х"),
    }[like]
    accusative = f"{number}-{acc}" if acc else (f"{number}-{gen}" if animate else word)
    return (word, f"{number}-{gen}", f"{number}-{dat}", accusative, f"{number}-{ins}", f"{number}-{prp}")


def plural_of(word: str) -> str:
    """The nominative plural of an adjective: `plural_of("рабочий")` → «рабочие», `plural_of("третья")` → «третьи».

    A word that is plural already, or no adjective, is returned as it is.
    """
    reflexive = "ся" if word.endswith(("йся", "аяся", "еся")) else ""
    bare = word.removesuffix(reflexive) if reflexive else word
    stem, end = bare[:-2], bare[-2:]
    if stem in WITH_SIGN:
        return f"{stem}ьи"
    if end in ("ые", "ие") or agreement(word) is None:
        return word
    soft = end in ("яя", "ее") or stem[-1] in _HISSING | _VELAR or (end == "ий")
    return stem + ("ие" if soft else "ые") + reflexive
