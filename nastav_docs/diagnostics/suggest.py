"""Guesses at what a misspelt name was meant to be."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Cyrillic letters that look like Latin ones: typed without switching the keyboard.
_LOOKALIKES = str.maketrans("асеорхуіАВСЕНКМОРТХ", "aceopxyiABCEHKMOPTX")


def likely(name: str, known: Iterable[str]) -> str:
    """«возможно, «number»», or nothing when no known name is near."""
    names = list(dict.fromkeys(known))
    latin = name.translate(_LOOKALIKES)
    if latin != name and latin in names:
        return f"в имени русские буквы, похожие на латинские: наберите «{latin}» латиницей"
    near = difflib.get_close_matches(latin, names, n=1, cutoff=0.6)
    return f"возможно, «{near[0]}»" if near else ""


def guess(name: str, known: Mapping[str, object] | list[str]) -> str:
    """«Может быть, «x»?» when a known name is close, else the list of a few known names."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    if close:
        return f"Может быть, «{close[0]}»?"
    few = list(known)[:12]
    return f"Есть: {', '.join(few)}{' …' if len(known) > len(few) else ''}." if few else ""
