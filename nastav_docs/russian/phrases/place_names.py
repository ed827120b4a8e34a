"""Is the name of a place declined after the word for its kind? «города Ирбита», but «посёлка Буланаш»."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from nastav_docs.russian.phrases.noun_groups import Expected, NounGroup, noun_group
from nastav_docs.russian.phrases.pieces import Piece, next_word
from nastav_docs.russian.word_forms import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nastav_docs.russian.word_forms import SixForms

# The name agrees with these: «города Ирбита».
_TOWNS: Final = word_set("город г. город-курорт город-герой город-спутник")
# The name stays, though some decline it: «села Покровское», «села Покровского».
_VILLAGES: Final = word_set("село деревня хутор слобода аул сельцо слободка")
# A feminine adjective agrees with these: «станицы Кущёвской».
_COSSACK: Final = word_set("станица слобода")
# Names in these endings are not declined after «город»: «города Иваново».
_IN_OVO: Final = ("ово", "ево", "ёво", "ино", "ыно")
# An abbreviated kind before a name.
_SHORT: Final = re.compile(r"(?:с|д|п|пос|дер|х|ст-ца|ст|рп|р\.п|пгт)\.?\s*(?=[А-ЯЁ])")


def is_abbreviated_place(text: str) -> bool:
    """Whether the kind of a place is abbreviated («с. Покровское», «пгт Арти»), so that nothing in it is declined."""
    return bool(_SHORT.match(text)) and not text.startswith(("Ст", "Х"))


def place_name_forms(
    pieces: Sequence[Piece], group: NounGroup, expected: Expected
) -> tuple[dict[int, SixForms], dict[int, SixForms], str]:
    """The forms of a place's name after the word for its kind, by piece.

    Returned are the forms to use, the forms that some people would use, and why these differ, in Russian; all of
    them empty where no name of a place follows.
    """
    if group.head not in _TOWNS | _VILLAGES | _COSSACK:
        return {}, {}, ""
    at = _capital(pieces, group.end)
    name = noun_group(pieces, at, replace(expected, animate=False, place=True)) if at is not None else None
    if name is None or name.fixed:
        return {}, {}, ""
    if group.head in _TOWNS:
        return _after_town(pieces, name)
    if group.head in _COSSACK and not name.readings and "femn" in name.agrees:
        return name.forms, {}, ""
    return {}, name.forms, "название после такого слова в документах обычно не склоняют, по правилам школы – склоняют"


def _after_town(pieces: Sequence[Piece], name: NounGroup) -> tuple[dict[int, SixForms], dict[int, SixForms], str]:
    """The same for a name after «город»; one of several words («Нижний Тагил») is left unchanged."""
    if len(name.forms) > 1:
        return (
            {},
            name.forms,
            "официальное название из нескольких слов обычно не изменяют, по правилам школы – склоняют",
        )
    at = min(name.forms)
    word = pieces[at].lower
    if word.endswith(_IN_OVO):
        return {}, name.forms, "названия на «-ово», «-ино» после слова «город» обычно не склоняют"
    if not name.readings or ("-" in word and not name.known):
        return name.forms, {at: (word,) * 6}, "название города одни склоняют, другие нет"
    return name.forms, {}, ""


def _capital(pieces: Sequence[Piece], start: int) -> int | None:
    """The index of the first capitalised word from `start` on, None where something else than words stands before it.

    So «Москва» is found in «город федерального значения Москва».
    """
    at = next_word(pieces, start)
    while at < len(pieces) and pieces[at].kind == "word" and pieces[at].lower not in ("имени", "им."):
        if pieces[at].text[0].isupper():
            return at
        at = next_word(pieces, at + 1)
    return None
