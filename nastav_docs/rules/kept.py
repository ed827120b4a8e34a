"""What a pattern finds in a text, kept by the text: the papers of a thousand schools repeat the same lines.

Rules of packages go through every paragraph of every paper; most of these they have seen in the paper before.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Callable


def kept(pattern: re.Pattern[str]) -> Callable[[str], tuple[re.Match[str], ...]]:
    """All matches of a pattern in a text, as `finditer` has them, looked for once in each of many texts.

    `kept(re.compile("№"))("№ 5 и № 7")` → two matches.
    """

    @lru_cache(maxsize=1 << 12)
    def found(text: str) -> tuple[re.Match[str], ...]:
        return tuple(pattern.finditer(text))

    return found
