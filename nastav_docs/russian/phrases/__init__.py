"""From the title of an institution, a post or a place to its case forms."""

from __future__ import annotations

from nastav_docs.russian.phrases.decline_phrase import inflect_phrase
from nastav_docs.russian.phrases.guess_kind import guess_kind
from nastav_docs.russian.phrases.noun_groups import Expected, NounGroup, Piece, noun_group, split_pieces

__all__ = ["Expected", "NounGroup", "Piece", "guess_kind", "inflect_phrase", "noun_group", "split_pieces"]
