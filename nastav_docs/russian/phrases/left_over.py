"""Is a phrase declined whole? A word that stays in the nominative amid others that do not is told of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.russian.adjectives import agreement
from nastav_docs.russian.dictionary import is_adverb, is_known_oblique, may_be_adjective, only_nominative
from nastav_docs.russian.word_forms import word_set

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nastav_docs.russian.phrases.pieces import Piece
    from nastav_docs.russian.word_forms import SixForms

# After these a nominative is right: «родители, чьи дети учатся», «в том числе школа».
_OPENS_CLAUSE: Final = word_set("чей чья чьё чье чьи который которая которое которые где если что как числе")
# Beginnings of words after which the name of a place stays: «глава города Нижний Лог».
_PLACES: Final = (
    "город",
    "сел",
    "посел",
    "посёл",
    "дерев",
    "станиц",
    "хутор",
    "район",
    "округ",
    "республик",
    "образовани",
)
# Right after these too: «кандидаты в наставники».
_INTO: Final = word_set("в во на за")


def left_over(pieces: Sequence[Piece], forms: Mapping[int, SixForms]) -> str:
    """The first word in small letters that stays as it is though it can only be a nominative; «» where none does.

    «школа» in «директор школа № 5», «детский» in «детский садом». `forms`: the forms of the inflected pieces.
    """
    if not forms:
        return ""
    before = ""
    for at, piece in enumerate(pieces):
        if piece.kind == "space":
            continue
        if piece.kind == "word":
            if piece.lower in _OPENS_CLAUSE:
                return ""
            stays = at not in forms and piece.text.islower() and before.lower() not in _INTO
            if stays and _stays_wrongly(pieces, at, forms, before):
                return piece.text
        before = piece.text
    return ""


def unread_name(pieces: Sequence[Piece], forms: Mapping[int, SixForms]) -> str:
    """The two last words of a phrase where they may be a name that nobody has read; «» where they are not.

    Both are capitalised, stay as they are and are in no oblique case: «ученица Айлуна Ооржак».
    """
    words = [at for at, piece in enumerate(pieces) if piece.kind != "space"]
    last = words[-2:]
    if len(words) < 3 or not forms or any(at in forms or pieces[at].kind != "word" for at in last):  # noqa: PLR2004 - a post and two words
        return ""
    if pieces[words[-3]].lower.startswith(_PLACES) or not pieces[words[-3]].text.islower():
        return ""  # «глава города Нижний Лог», «директор МБОУ Лесная Школа»
    texts = [pieces[at].text for at in last]
    capitalised = all(text.istitle() and text.isalpha() and len(text) > 1 for text in texts)
    return " ".join(texts) if capitalised and not any(is_known_oblique(text.lower()) for text in texts) else ""


def _stays_wrongly(pieces: Sequence[Piece], at: int, forms: Mapping[int, SixForms], before: str) -> bool:
    word = pieces[at].lower
    if only_nominative(word):
        return before not in ("–", "—", "-")
    after = at + 2
    if after not in forms or not may_be_adjective(word) or is_adverb(word) or not pieces[after].text.islower():
        return False
    agrees = agreement(word)
    return agrees is not None and agreement(pieces[after].lower) in (None, agrees) and not word.endswith("ой")
