"""Which form has a noun after «в» and «на» where it is not the usual prepositional? «в саду», «на краю»."""

from __future__ import annotations

import re
from typing import Final

from nastav_docs.russian.word_forms import recased, word_pairs

# Prepositional → the form after «в» or «на». «в крае» stays: a region; «на краю» is an edge.
_AFTER: Final = {
    "в": word_pairs(
        "годе:году саде:саду лесе:лесу аде:аду рае:раю порте:порту аэропорте:аэропорту шкафе:шкафу боре:бору "
        "пруде:пруду строе:строю быте:быту тыле:тылу плене:плену крыме:крыму"
    ),
    "на": word_pairs(
        "крае:краю мосте:мосту береге:берегу посте:посту борте:борту пруде:пруду луге:лугу льде:льду доне:дону"
    ),
}
# The words that may stand between the preposition and the noun: adjectives, «учреждении», abbreviations, numbers.
_BETWEEN: Final = r"(?:(?:(?i:[а-яё-]+(?:ом|ем|ём|ии))|[А-ЯЁ]{2,}|[0-9IVX]+(?:/[0-9]+)?(?:-[а-яё]+)?)[ \u00a0]){0,8}"
# Preposition → the pattern of what is put after it, as far as the noun, which is `x`.
PLACED: Final = {
    preposition: rf"(?P<between>{_BETWEEN})(?P<x>(?i:{'|'.join(table)}))(?![А-Яа-яЁё])"
    for preposition, table in _AFTER.items()
}
_PATTERNS: Final = {preposition: re.compile(pattern) for preposition, pattern in PLACED.items()}


def second_locative(preposition: str, phrase: str) -> str:
    """A phrase in the prepositional with its head as it sounds after «в» or «на».

    `second_locative("в", "Детском саде № 7")` → «Детском саду № 7», `second_locative("на", "краю")` → «краю».
    """
    short = {"во": "в"}.get(preposition.lower(), preposition.lower())
    match = _PATTERNS[short].match(phrase) if short in _PATTERNS else None
    if match is None:
        return phrase
    return match["between"] + second_form(short, match["x"]) + phrase[match.end() :]


def second_form(preposition: str, noun: str) -> str:
    """The form after «в» or «на» of a noun of the table, in its letter case: `second_form("в", "Саде")` → «Саду»."""
    return recased(noun, _AFTER[preposition][noun.lower()])
