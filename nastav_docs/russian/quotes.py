"""Where does a quotation begin and end? In «Детский сад № 7 «Золотой ключик», as many write, one mark closes both."""

from __future__ import annotations

from typing import Final

# All marks of quotation; „ and “ are a pair, and “ and ” are another.
MARKS: Final = frozenset('"“”„«»')
# Characters after which a quote opens, and before which it closes.
_OPENS_AFTER: Final = frozenset(" \u00a0\t\n([{«„–—-/")
_CLOSES_BEFORE: Final = frozenset(" \u00a0\t\n.,;:!?)]}»")
_NEAR: Final = 8  # marks in a row that are looked past: a longer row is no quotation


def quote_opens(text: str, place: int, open_marks: list[str]) -> bool:
    """Whether the mark at a place opens a quotation, by the characters around it and the marks that are open there.

    `quote_opens('"Клуб "Ум""', 6, ['"'])` → `True`.
    """
    mark = text[place]
    if mark in "«„":
        return True
    if mark == "»" or (mark == "“" and open_marks and open_marks[-1] == "„"):
        return False
    before = text[place - 1] if place else " "
    after = (
        text[place + 1 : place + _NEAR].lstrip('"')[:1] if mark == '"' and open_marks else text[place + 1 : place + 2]
    )
    after = after or " "
    if open_marks and after in _CLOSES_BEFORE:
        return False
    if before not in _OPENS_AFTER and not (before == '"' and open_marks):
        return False
    return after not in _CLOSES_BEFORE or before in " \u00a0\t\n"


def quotation_end(text: str, start: int) -> int:
    """The index after the quotation that the mark at `start` opens.

    Where marks are missing, it is the end of the last mark that closes, or of the text:
    `quotation_end("«Сад «Ёлка» района", 0)` → 11.
    """
    open_marks = [text[start]]
    closed = len(text)
    for place in range(start + 1, len(text)):
        mark = text[place]
        if mark not in MARKS:
            continue
        if quote_opens(text, place, open_marks):
            open_marks.append(mark)
            continue
        closed = place + 1
        open_marks.pop()
        if not open_marks:
            break
    return closed
