"""No-break spaces of the sources that our typography would not set: two words that somebody has kept on one line."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.imported.drafts import at, replaced
from nastav_docs.imported.nominatives import NBSP
from nastav_docs.russian.deadlines import parse
from nastav_docs.russian.typography import typograph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nastav_docs.imported.claims import Claim
    from nastav_docs.imported.drafts import Settings

GAP: Final = re.compile(r"\s+")
WORD: Final = re.compile(r"\S+")


def with_kept_spaces(settings: Settings, claims: Iterable[Claim]) -> Settings:
    """Settings whose texts keep the no-break spaces of the paragraphs that they were made of.

    Those that typography sets by itself stay out: the settings read as they are written.
    """
    for claim in claims:
        text = claim.paragraph.text
        if NBSP not in text or not claim.path:
            continue
        kept = list(kept_pairs(text))
        try:
            here = at(settings, claim.path) if kept else None
        except (KeyError, IndexError, TypeError):
            continue  # no text has come of it
        for pair in kept:
            here = _with(here, pair)
        if kept:
            settings = replaced(settings, claim.path, here)
    return settings


def kept_pairs(text: str) -> Iterator[tuple[str, str]]:
    """The pairs of words that a text ties with one no-break space where neither typography nor a deadline does."""
    words = [(m.start(), m.end(), m.group()) for m in WORD.finditer(text)]
    tied = [(one[2], other[2]) for one, other in pairwise(words) if text[one[1] : other[0]] == NBSP]
    if not tied:
        return
    plain = GAP.sub(" ", text).strip()
    usual = {*_tied(typograph(plain)), *_tied(typograph(parse(plain).text))}
    loose = {(one[2], other[2]) for one, other in pairwise(words) if text[one[1] : other[0]] != NBSP}
    yield from (pair for pair in dict.fromkeys(tied) if pair not in loose and _bare(pair) not in usual)


def _tied(text: str) -> Iterator[tuple[str, str]]:
    words = [(m.start(), m.end(), m.group()) for m in WORD.finditer(text)]
    yield from (_bare((one[2], other[2])) for one, other in pairwise(words) if text[one[1] : other[0]] == NBSP)


def _bare(pair: tuple[str, str]) -> tuple[str, str]:
    """Two words without the quotes and dashes that typography may change."""
    one, other = (re.sub(r"[^\w№%§]", "", word).lower() for word in pair)
    return one, other


def _with(value: Any, pair: tuple[str, str]) -> Any:  # noqa: ANN401 - plain data of YAML
    """Plain data whose texts tie two words."""
    if isinstance(value, str):
        left, right = (re.escape(word) for word in pair)
        return re.sub(rf"(?<!\S){left} (?={right}(?!\S))", lambda _: f"{pair[0]}{NBSP}", value)
    if isinstance(value, list):
        return [_with(one, pair) for one in value]
    if isinstance(value, dict):
        return {key: _with(one, pair) for key, one in value.items()}
    return value
