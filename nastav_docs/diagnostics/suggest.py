"""What a misspelt name was meant to be: the nearest of the known names, and how a hint says it."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Cyrillic letters that look like Latin ones: typed without switching the keyboard.
_LOOKALIKES = str.maketrans("асеорхуіАВСЕНКМОРТХ", "aceopxyiABCEHKMOPTX")
NEAR = 0.6  # share of equal letters from which a name is taken for a misspelling of another
LISTED = 12  # names shown where none is near


def nearest(name: str, known: Iterable[str], share: float = NEAR) -> str:
    """The known name most like `name`, or «» where none has that `share` of equal letters.

    Letters that look alike count as one: `nearest("оrder", ["order"])` with a Russian «о» is `"order"`.
    """
    folded = {one.translate(_LOOKALIKES): one for one in reversed(list(known))}
    close = difflib.get_close_matches(name.translate(_LOOKALIKES), list(folded)[::-1], n=1, cutoff=share)
    return folded[close[0]] if close else ""


def perhaps(name: str, known: Iterable[str]) -> str:
    """The nearest name as a clause, «возможно, «number»»; «» where none is near."""
    near = nearest(name, known)
    return (_other_keyboard(name, near) or f"возможно, «{near}»") if near else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The nearest name as a sentence, «Может быть, «number»?»; where none is near, a list of the first known names."""
    names = list(dict.fromkeys(known))
    near = nearest(name, names)
    if near:
        clause = _other_keyboard(name, near)
        return f"{clause[0].upper()}{clause[1:]}." if clause else f"Может быть, «{near}»?"
    few = names[:LISTED]
    return f"Есть: {', '.join(few)}{' …' if len(names) > len(few) else ''}." if few else ""


def look_alike(name: str, other: str) -> bool:
    """Whether two names look the same and are not: letters of one alphabet for those of another."""
    return name != other and name.translate(_LOOKALIKES) == other.translate(_LOOKALIKES)


def _other_keyboard(name: str, near: str) -> str:
    """What is said where two names look the same and differ by the alphabet of a letter only; else «»."""
    if not look_alike(name, near):
        return ""
    if near.isascii():
        return f"в имени русские буквы, похожие на латинские: наберите «{near}» латиницей"
    return f"в имени буквы другого алфавита, похожие на нужные: наберите «{near}» заново"
