"""Words and numbers that our typography prints otherwise than a source has them: «09 декабря» is «9 декабря»."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import importing as codes
from nastav_docs.russian.typography import typograph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Paragraph

WORD: Final = re.compile(r"[\w№]+")
MOST: Final = 3  # that are shown


def retyped(paragraphs: Iterable[Paragraph]) -> Iterator[Diagnostic]:
    """One finding for all words that typography changes, at the first of them; dashes and quotes are no words."""
    found = [(paragraph, pair) for paragraph in paragraphs for pair in changed_words(paragraph.text)]
    if not found:
        return
    shown = list(dict.fromkeys(f"«{old}» – «{new}»" for _, (old, new) in found))
    listed = ", ".join(shown[:MOST]) + (" …" if len(shown) > MOST else "")
    more = f" Таких мест: {len(found)}." if len(found) > 1 else ""
    first = found[0][0]
    yield codes.PRINTED_OTHERWISE.at(first.place(), f"Набор по правилам: {listed}.{more}", text=first.text[:200])


def changed_words(text: str) -> Iterator[tuple[str, str]]:
    """What typography makes of some words, each with the word that follows: («09 декабря», «9 декабря»)."""
    flat = " ".join(text.replace("\u00ad", "").split())
    typeset = " ".join(typograph(flat).split())
    old, new = list(WORD.finditer(flat)), list(WORD.finditer(typeset))
    words = [m.group() for m in old], [m.group() for m in new]
    if words[0] == words[1]:
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        if tag != "equal":
            yield _cut(flat, old, i1, i2), _cut(typeset, new, j1, j2)


def _cut(text: str, words: Sequence[re.Match[str]], first: int, end: int) -> str:
    """Some words of a text with the word that follows them, the one before them at the end of the text."""
    last = min(end, len(words) - 1)
    return text[words[max(0, first - (end >= len(words)))].start() : words[last].end()]
