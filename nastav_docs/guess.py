"""Guesses at what a misspelt name was meant to be."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Cyrillic letters that look like Latin ones: typed without switching the keyboard.
_LOOKALIKES = str.maketrans("асеорхуіАВСЕНКМОРТХ", "aceopxyiABCEHKMOPTX")


def hint(name: str, known: Iterable[str]) -> str:
    """«возможно, «number»», or nothing when no known name is near."""
    names = list(dict.fromkeys(known))
    latin = name.translate(_LOOKALIKES)
    if latin != name and latin in names:
        return f"в имени русские буквы, похожие на латинские: наберите «{latin}» латиницей"
    near = difflib.get_close_matches(latin, names, n=1, cutoff=0.6)
    return f"возможно, «{near[0]}»" if near else ""
