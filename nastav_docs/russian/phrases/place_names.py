"""Names of places after a word for their kind: «город Ирбит» is declined in both words, «посёлок Буланаш» in one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nastav_docs.russian.phrases.noun_groups import Expected, NounGroup, Piece, next_word, noun_group
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
_IN_OVO: Final = ("ово", "ево", "ёво", "ино", "ыно")
_SHORT: Final = re.compile(r"(?:с|д|п|пос|дер|х|ст-ца|ст|рп|р\.п|пгт)\.?\s*(?=[А-ЯЁ])")


def is_abbreviated_place(text: str) -> bool:
    """Whether a text is «с. Покровское», «пгт Арти»: an abbreviated kind, so nothing is declined."""
    return bool(_SHORT.match(text)) and not text.startswith(("Ст", "Х"))


def place_name_forms(
    pieces: Sequence[Piece], group: NounGroup, expected: Expected
) -> tuple[dict[int, SixForms], dict[int, SixForms], str]:
    """What the name of a place after its kind is: forms to use, forms some would use, and why they differ."""
    if group.head not in _TOWNS | _VILLAGES | _COSSACK:
        return {}, {}, ""
    at = _capital(pieces, group.end)
    name = noun_group(pieces, at, expected) if at is not None else None
    if name is None or name.fixed:
        return {}, {}, ""
    if group.head in _TOWNS:
        return _after_town(pieces, name)
    if group.head in _COSSACK and not name.readings and "femn" in name.agrees:
        return name.forms, {}, ""
    return {}, name.forms, "название после такого слова в документах обычно не склоняют, по правилам школы – склоняют"


def _after_town(pieces: Sequence[Piece], name: NounGroup) -> tuple[dict[int, SixForms], dict[int, SixForms], str]:
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
    """The first capitalised word after the kind («город федерального значения Москва»), nothing else in between."""
    at = next_word(pieces, start)
    while at < len(pieces) and pieces[at].kind == "word":
        if pieces[at].text[0].isupper():
            return at
        at = next_word(pieces, at + 1)
    return None
