"""Of what pieces is a phrase made? Words, spaces, dashes, other marks, and whole quotations and parentheses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, cast

from nastav_docs.russian.dictionary import may_be_adjective
from nastav_docs.russian.quotes import quotation_end

if TYPE_CHECKING:
    from collections.abc import Sequence

PieceKind = Literal["space", "quote", "paren", "dash", "word", "mark"]
# A piece of a phrase; parentheses may stand one within another. Quotations are found mark by mark.
_PIECE: Final = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<quote>«|„|“|(?<!\d)\")"
    r"|(?P<paren>\((?:[^()]|\([^()]*\))*\))"
    r"|(?P<word>[^\s«»„“”\"(),;:]+)"
    r"|(?P<mark>.)",
    re.DOTALL,
)
# «начальная школа-детский сад»: a dash that is written like a hyphen.
_SCHOOL_AND: Final = re.compile(r"(школа|центр|лицей|гимназия|комплекс|сад|интернат|ясли)(-)([а-яё]+)", re.IGNORECASE)
# «январь–март»: two words with a dash and no spaces.
_MONTHS_DASH: Final = re.compile(r"([А-ЯЁа-яё]{3,})([–—])([А-ЯЁа-яё]{3,})")
_DASHES: Final = frozenset("–—-−")
# «Горки-10», «Свердловск-44»: a name and its number.
_WITH_NUMBER: Final = re.compile(r"([А-ЯЁ][а-яё]{2,})(-\d+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a phrase: a word, a space, a dash, another mark, or all that is in quotes or in parentheses."""

    kind: PieceKind
    text: str

    @property
    def lower(self) -> str:
        """The text in small letters, the non-breaking hyphen as an ordinary one."""
        return self.text.lower().replace("\u2011", "-")


def split_pieces(text: str) -> list[Piece]:
    """The pieces of a phrase in order; joined they are the phrase.

    A quotation is one piece whatever quotations it holds, and even where marks are missing:
    `[piece.text for piece in split_pieces("лицей «№ 1»")]` → `['лицей', ' ', '«№ 1»']`.
    """
    pieces: list[Piece] = []
    at = 0
    while match := _PIECE.match(text, at):
        kind, at = cast("PieceKind", match.lastgroup), match.end()
        if kind == "quote":
            at = quotation_end(text, match.start())
        written = text[match.start() : at]
        joined = _dash_within(written) if kind == "word" else None
        if joined:
            pieces += [Piece("word", joined[1]), Piece("dash", joined[2]), Piece("word", joined[3])]
        else:
            pieces += _numbered(written) or [Piece("dash" if kind == "word" and written in _DASHES else kind, written)]
    return pieces


def _numbered(word: str) -> list[Piece]:
    """«Горки-10» as the word, which is inflected, and its number; empty for another word."""
    found = _WITH_NUMBER.fullmatch(word)
    return [Piece("word", found[1]), Piece("mark", found[2])] if found else []


def _dash_within(word: str) -> re.Match[str] | None:
    """The match of a word that is two with a dash between them («январь–март», «школа-детский»), None for another."""
    joined = _SCHOOL_AND.fullmatch(word)
    return joined if joined and may_be_adjective(joined[3].lower()) else _MONTHS_DASH.fullmatch(word)


def next_word(pieces: Sequence[Piece], at: int) -> int:
    """The index of the next piece that isn't a space, from `at` on; the number of pieces where there is none."""
    while at < len(pieces) and pieces[at].kind == "space":
        at += 1
    return at
