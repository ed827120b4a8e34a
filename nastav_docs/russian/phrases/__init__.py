"""Phrases: the title of an institution, a post, a place or a paper declined, and what kind of thing a phrase names."""

from __future__ import annotations

from nastav_docs.russian.phrases.decline_phrase import inflect_phrase
from nastav_docs.russian.phrases.guess_kind import guess_kind
from nastav_docs.russian.phrases.noun_groups import Expected, NounGroup, noun_group
from nastav_docs.russian.phrases.pieces import Piece, split_pieces

__all__ = ["Expected", "NounGroup", "Piece", "guess_kind", "inflect_phrase", "noun_group", "split_pieces"]
